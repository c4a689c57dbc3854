"""Catalogues of a layer brought up to date: translations stay, new texts come in."""

import csv

import pytest
from babel.messages.pofile import read_po
from click.testing import CliRunner

from cas_core.cli.messages import command
from cas_core.composition import NATIONAL
from cas_core.messages.extract import extract_layer
from cas_core.publication import Audience

FIR = 'extends = "fir"\nadd = [{{ id = "beat", type = "text", label = "{0}", after = "place" }}]\n'
WORDS = """\
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"

#. machine-drafted
msgid "Beat"
msgstr "ಬೀಟ್"

msgid "Place of occurrence"
msgstr "ಘಟನಾ ಸ್ಥಳ"
"""


@pytest.fixture
def layer(tmp_path):
    """A layer with one text of its own and a catalogue in Kannada."""
    (tmp_path / "x/forms").mkdir(parents=True)
    (tmp_path / "x/locale/kn/LC_MESSAGES").mkdir(parents=True)
    (tmp_path / "x/layer.toml").write_text('id = "x"\nversion = "1"\n')
    (tmp_path / "x/forms/fir.toml").write_text(FIR.format("Beat"))
    (tmp_path / "x/locale/kn/LC_MESSAGES/messages.po").write_text(WORDS, "utf-8")
    return tmp_path / "x"


def run(*arguments):
    result = CliRunner().invoke(command, [str(argument) for argument in arguments], catch_exceptions=False)
    return result.exit_code, result.output


def held(layer):
    with (layer / "locale/kn/LC_MESSAGES/messages.po").open("rb") as file:
        return read_po(file, locale="kn")


def test_an_update_keeps_translations_and_their_marks_and_brings_in_what_is_new(layer):
    (layer / "forms/fir.toml").write_text(FIR.format("Beat") + 'title = "Crime report"\n')

    code, _ = run("update", layer, "kn")

    words = held(layer)
    assert code == 0
    assert words["Beat"].string == "ಬೀಟ್"
    assert words["Beat"].auto_comments == ["machine-drafted"]
    assert words["Place of occurrence"].string == "ಘಟನಾ ಸ್ಥಳ"
    assert words["Place of occurrence"].auto_comments != ["machine-drafted"]
    assert words["Complainant / Informant"].string == ""
    assert words["'{label}' is not filled in"].string == ""


def test_a_text_that_is_no_longer_used_keeps_its_translation_at_the_end(layer):
    (layer / "forms/fir.toml").write_text(FIR.format("Round"))

    run("update", layer, "kn")

    assert "Beat" not in held(layer)
    assert held(layer).obsolete["Beat"].string == "ಬೀಟ್"
    assert held(layer)["Round"].string == ""


def test_an_update_twice_changes_nothing_the_second_time(layer):
    run("update", layer, "kn")
    first = (layer / "locale/kn/LC_MESSAGES/messages.po").read_text("utf-8")

    run("update", layer, "kn")

    assert (layer / "locale/kn/LC_MESSAGES/messages.po").read_text("utf-8") == first


def test_the_status_counts_what_is_translated_drafted_and_missing(layer):
    before = (layer / "locale/kn/LC_MESSAGES/messages.po").read_bytes()

    _, shown = run("status", layer)

    assert shown.startswith("x  kn  1 translated, 1 machine-drafted, ")
    assert int(shown.split()[-2]) > 1000
    assert (layer / "locale/kn/LC_MESSAGES/messages.po").read_bytes() == before


def test_a_layer_need_not_translate_what_the_national_layer_has_in_that_language(layer):
    run("update", layer, "hi")

    with (layer / "locale/hi/LC_MESSAGES/messages.po").open("rb") as file:
        words = read_po(file, locale="hi")
    assert "Beat" in words
    assert "First Information Report" not in words
    assert "'{label}' is not filled in" not in words


def test_a_language_that_does_not_exist_is_wrong_usage(layer):
    assert run("update", layer, "xx-nowhere")[0] == 2


def test_audiences_and_courts_that_pages_show_by_their_value_are_texts_to_translate():
    with (NATIONAL / "codelists/sections.csv").open(encoding="utf-8", newline="") as file:
        courts = {row["triable_by"] for row in csv.DictReader(file)} - {""}

    texts = {message.id for message in extract_layer(NATIONAL.parent / "web")}

    assert {audience.value for audience in Audience} <= texts
    assert courts <= texts
