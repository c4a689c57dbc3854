"""Labels with the same words and another sense are told apart, and each reader meets the word of his language for it."""

import copy

import pytest
from babel.messages.pofile import read_po
from click.testing import CliRunner

from cas_core import CompositionError, Layer, compose
from cas_core.cli.messages import command
from cas_core.codelists import CodeList
from cas_core.composition import NATIONAL
from cas_core.composition.layer import national_layer
from cas_core.forms import Form
from cas_core.messages.extract import extract_layer
from cas_core.messages.translate import Translator
from cas_core.sources import Label

LAYER = 'id = "x"\nversion = "1"\n'
FORM = """
[form]
id = "letter"
title = "Letter"

[[section]]
id = "receipt"
label = "Receipt"
context = "receiving"
fields = [
  { id = "to", type = "name", label = "To", context = "addressee", max_length = 80 },
  { id = "until", type = "date", label = "To" },
]
"""


@pytest.fixture
def folder(tmp_path):
    """A layer with a letter and a list, in which words stand in two senses."""
    for name in ("forms", "codelists"):
        (tmp_path / "x" / name).mkdir(parents=True)
    (tmp_path / "x/layer.toml").write_text(LAYER)
    (tmp_path / "x/forms/letter.toml").write_text(FORM)
    (tmp_path / "x/codelists/ending.csv").write_text("code,label,context\ndeath,Death,\nhanged,Death,punishment\n")
    return tmp_path / "x"


@pytest.fixture(scope="module")
def hindi(national):
    """What translates into Hindi."""
    return Translator("hi", national.elements["catalogue"])


def test_a_catalogue_holds_the_senses_of_one_text_apart(folder):
    assert {(message.id, message.context) for message in extract_layer(folder) if message.id} == {
        ("Letter", None),
        ("Receipt", "receiving"),
        ("To", "addressee"),
        ("To", None),
        ("Death", None),
        ("Death", "punishment"),
    }


def test_an_update_keeps_the_translation_of_each_sense(folder):
    arguments = ["update", str(folder), "hi"]
    path = folder / "locale/hi/LC_MESSAGES/messages.po"
    path.parent.mkdir(parents=True)
    path.write_text(
        'msgid ""\nmsgstr ""\n\n#. machine-drafted\nmsgctxt "punishment"\nmsgid "Death"\nmsgstr "दंड"\n', "utf-8"
    )
    CliRunner().invoke(command, arguments, catch_exceptions=False)

    with path.open("rb") as file:
        held = read_po(file, locale="hi")
    assert held.get("Death", "punishment").string == "दंड"
    assert held.get("Death", "punishment").auto_comments == ["machine-drafted"]
    assert held.get("Death").string == ""


def test_a_label_is_translated_in_its_sense_or_else_as_its_words_alone():
    entries = [{"id": "To", "text": "तक"}, {"id": "addressee\x04To", "text": "प्रति"}]
    translate = Translator("hi", {"hi": {"entries": entries}})

    assert translate(Label("To", "addressee")) == "प्रति"
    assert translate("To") == "तक"
    assert translate(Label("To", "nowhere")) == "तक"
    assert translate(Label("Fro", "addressee")) == "Fro"


def test_a_sense_outlives_a_copy():
    assert copy.deepcopy(Label("To", "addressee")).context == "addressee"


@pytest.mark.parametrize(
    ("form", "field", "said"),
    [("notice", "to", "प्रति"), ("permission", "ends_at", "तक"), ("complaint", "mode", "प्राप्ति का माध्यम")],
)
def test_a_field_is_labelled_in_hindi_by_its_sense(national, hindi, form, field, said):
    found = next(each for each in national.get(Form, form).fields if each.id == field)
    assert hindi(found.label) == said


def test_a_sentence_of_death_and_a_death_are_two_words_in_hindi(national, hindi):
    punished = next(entry for entry in national.get(CodeList, "punishment_kind").codes if entry.id == "death")
    died = next(each for each in national.get(Form, "unnatural_death").sections if each.id == "death")
    assert (punished.label, died.label) == ("Death", "Death")
    assert (hindi(punished.label), hindi(died.label)) == ("मृत्युदंड", "मृत्यु")


def test_no_label_used_twice_is_translated_by_two_words_at_once():
    """Where a translator wrote two words for one, two senses were meant; each gets a context."""
    with (NATIONAL / "locale/hi/LC_MESSAGES/messages.po").open("rb") as file:
        held = read_po(file, locale="hi")
    hedged = [
        message.id
        for message in extract_layer(NATIONAL)
        if len(message.locations) > 1
        and (known := held.get(message.id, message.context))
        and "/" in known.string
        and "/" not in message.id
        and len(message.id) < 40
    ]
    assert hedged == []


def test_a_layer_may_say_in_which_sense_it_reads_a_national_label(folder):
    (folder / "forms/letter.toml").write_text(
        'extends = "notice"\nchange = [{ field = "things", context = "evidence" }]\n'
    )
    (folder / "codelists/ending.csv").unlink()

    composed = compose([national_layer(), Layer.from_folder(folder)])

    field = next(each for each in composed.get(Form, "notice").fields if each.id == "things")
    assert field.label.context == "evidence"


def test_a_sense_is_said_in_small_letters(folder):
    (folder / "forms/letter.toml").write_text(FORM.replace('"addressee"', '"<Addressee>"'))

    with pytest.raises(CompositionError) as caught:
        compose([national_layer(), Layer.from_folder(folder)])

    found = [(each.code, each.origin.file, each.origin.line) for each in caught.value.problems]
    assert ("bad-value", "forms/letter.toml", 11) in found
