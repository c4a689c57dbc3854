"""Catalogues are used as translators mean them: what can't be used is told, and what is not yet approved is left out."""

import pytest
from click.testing import CliRunner

from cas_core import CompositionError, Layer, compose
from cas_core.cli.messages import command
from cas_core.composition.layer import national_layer
from cas_core.messages.translate import Translator

HEAD = 'msgid ""\nmsgstr ""\n"Language: {language}\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'
FORM = 'extends = "fir"\nadd = [{ id = "beat", type = "text", label = "Beat", after = "place" }]\n'
FAULTS = {
    "plural-message": 'msgid "Beat"\nmsgid_plural "Beats"\nmsgstr[0] "ಬೀಟ್"\nmsgstr[1] "ಬೀಟ್‌ಗಳು"\n',
    "duplicate-message": 'msgid "Round"\nmsgstr "ಸುತ್ತು"\n\nmsgid "Round"\nmsgstr "ಬೀಟ್"\n',
    "blank-translation": 'msgid "Beat"\nmsgstr " \\n"\n',
}
LINES = {"plural-message": 6, "duplicate-message": 9, "blank-translation": 6}


@pytest.fixture
def folder(tmp_path):
    """A layer with one text of its own."""
    (tmp_path / "x/forms").mkdir(parents=True)
    (tmp_path / "x/locale/kn/LC_MESSAGES").mkdir(parents=True)
    (tmp_path / "x/layer.toml").write_text('id = "x"\nversion = "1"\n')
    (tmp_path / "x/forms/fir.toml").write_text(FORM)
    return tmp_path / "x"


def write(folder, entries, language="kn"):
    path = folder / "locale/kn/LC_MESSAGES/messages.po"
    path.write_text(HEAD.format(language=language) + entries, "utf-8")
    return path


def told(folder):
    with pytest.raises(CompositionError) as caught:
        compose([national_layer(), Layer.from_folder(folder)])
    return [(problem.code, problem.origin.line) for problem in caught.value.problems]


@pytest.mark.parametrize("code", FAULTS)
def test_an_entry_that_can_not_be_used_is_told_with_its_line(folder, code):
    path = write(folder, FAULTS[code])
    before = path.read_bytes()

    assert told(folder) == [(code, LINES[code])]
    for verb in (["status", str(folder)], ["update", str(folder), "kn"]):
        refused = CliRunner().invoke(command, verb).exception
        assert [problem.code for problem in refused.problems] == [code]
    assert path.read_bytes() == before


def test_one_text_in_two_senses_is_two_entries(folder):
    write(folder, 'msgid "Beat"\nmsgstr "ಬೀಟ್"\n\nmsgctxt "drum"\nmsgid "Beat"\nmsgstr "ತಾಳ"\n')

    composed = compose([national_layer(), Layer.from_folder(folder)])

    assert Translator("kn", composed.elements["catalogue"])("Beat") == "ಬೀಟ್"


@pytest.mark.parametrize("language", ["hi", "kok", "Kannada", "pa_Arab"])
def test_a_catalogue_in_the_folder_of_another_language_is_told(folder, language):
    write(folder, 'msgid "Beat"\nmsgstr "ಬೀಟ್"\n', language)

    assert told(folder) == [("wrong-language", 1)]


@pytest.mark.parametrize("language", ["kn", "kn-IN", "kn_IN", "KN", "kn-Knda", ""])
def test_a_catalogue_may_name_its_language_with_a_country_or_not_at_all(folder, language):
    write(folder, 'msgid "Beat"\nmsgstr "ಬೀಟ್"\n', language)

    composed = compose([national_layer(), Layer.from_folder(folder)])

    assert Translator("kn", composed.elements["catalogue"])("Beat") == "ಬೀಟ್"


def test_a_fuzzy_translation_is_a_guess_that_nobody_reads_till_it_is_reviewed(folder):
    """As in gettext: a programme that compiles catalogues leaves it out."""
    path = write(folder, '#, fuzzy\nmsgid "Beat"\nmsgstr "ತಾಳ"\n')

    composed = compose([national_layer(), Layer.from_folder(folder)])
    shown = CliRunner().invoke(command, ["status", str(folder)], catch_exceptions=False).output
    updated = CliRunner().invoke(command, ["update", str(folder), "kn"], catch_exceptions=False).output

    assert Translator("kn", composed.elements["catalogue"])("Beat") == "Beat"
    assert shown == updated
    assert shown.startswith("x  kn  0 translated, 0 machine-drafted, ")
    assert '#, fuzzy\nmsgid "Beat"\nmsgstr "ತಾಳ"\n' in path.read_text("utf-8")
