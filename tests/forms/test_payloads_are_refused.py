"""A field that is no free text takes no payload: whatever its type or its pattern asks for, none of a thousand is that.

What free texts take is shown on pages by ``tests/browser/test_payloads``; both together are all that can be entered.
"""

from functools import partial

import pytest
from payloads import ALL
from pydantic_core import SchemaValidator

from cas_core.codelists import CodeList
from cas_core.forms import Field, Form
from cas_core.forms.schema import branch_schema
from cas_core.forms.types import TYPES

FREE = {"text", "multiline", "name", "attachment"}
"""Types that take a payload, in a field without a pattern; of a file that is its name."""
LISTED = {"code", "statutes"}
"""Types whose values come from the list that the field names."""
PLACES = {
    "name": [lambda text: {"text": text, "roman": "Ramesh"}, lambda text: {"text": "Ramesh", "roman": text}],
    "attachment": [
        lambda text: {"sha256": "a" * 64, "name": text, "media_type": "image/jpeg"},
        lambda text: {"sha256": text, "name": "photo.jpg", "media_type": "image/jpeg"},
    ],
    "geo": [lambda text: {"lat": text, "long": "77.59"}, lambda text: {"lat": "12.97", "long": text}],
    "span": [lambda text: {"from": text}, lambda text: {"from": "2024-06-30T22:00+05:30", "to": text}],
    "statutes": [lambda text: {"act": text, "section": "303(2)"}, lambda text: {"act": "BNS", "section": text}],
}
"""Where a text may stand in a value that has parts."""


def kinds(builds):
    """Return the different fields of all forms of all builds: what each is called, and its schema."""
    found = {}
    for code, build in builds.items():
        lists = build.composition.all(CodeList)
        for form in build.composition.ids(Form):
            for top in build.composition.form(form).branches:
                for branch in top.walk():
                    if not branch.children:
                        field = branch.field
                        key = (field.type, field.pattern, *((code, field.codes, field.offers) if field.codes else ()))
                        found.setdefault(
                            str(key), (field, partial(branch_schema, branch, lists), f"{form}:{branch.path}")
                        )
    return found.values()


def taken(field, schema):
    """Return the payloads that a field takes, in whatever place of its value."""
    check = SchemaValidator(schema).isinstance_python
    places = PLACES.get(field.type, [lambda text: text])
    values = ((text, place(text)) for text in ALL for place in places)
    return {text for text, value in values if check([value] if field.many else value)}


@pytest.fixture(scope="module")
def all_taken(builds):
    """The payloads that each kind of field takes, with the place of one such field."""
    return [(field, where, taken(field, schema())) for field, schema, where in kinds(builds)]


def test_only_free_texts_take_payloads(all_taken):
    wrong = [
        (where, sorted(texts)[:3])
        for field, where, texts in all_taken
        if texts and (field.pattern or field.type not in FREE)
    ]

    assert wrong == []


def test_free_texts_take_them_all_but_those_with_a_sign_that_no_text_holds(all_taken):
    """Otherwise what is refused above would prove nothing."""
    for field, where, texts in all_taken:
        if field.type in FREE and not field.pattern and not field.max_length:
            assert len(texts) >= 0.8 * len(ALL), where
            assert not any(text.isprintable() for text in set(ALL) - texts), where


def test_each_type_that_forms_use_and_each_pattern_was_tried(all_taken, builds):
    tried = {field.type for field, _, _ in all_taken}

    assert {"phone", "email", "vehicle_registration", "imei", "passport", "aadhaar", "chassis"} <= tried
    assert len({field.pattern for field, _, _ in all_taken if field.pattern}) >= 3


@pytest.mark.parametrize("kind", sorted(set(TYPES) - FREE - LISTED))
def test_types_that_no_form_uses_yet_refuse_them_too(kind):
    field = Field(id="x", type=kind, label="x")

    assert taken(field, TYPES[kind](field)) == set()


def test_a_pattern_that_is_not_held_at_both_ends_is_noticed():
    """The comparison is worth something: a loose pattern takes payloads."""
    loose = Field(id="x", type="text", label="x", pattern=("[0-9]+",))

    assert taken(loose, TYPES["text"](loose))
