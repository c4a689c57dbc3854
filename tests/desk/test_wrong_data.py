"""Data of a program that is not as JSON has it: refused field by field, or taken for what JSON would make of it."""

import json
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType

import pytest

from cas_core import RecordRefused
from cas_core.sources import INDIA
from cas_core.sources.json_table import DEEPEST

DIARY = json.loads((Path(__file__).parents[2] / "docs/tutorial/first-case/gd_entry.json").read_text("utf-8"))
CIRCLE: dict = {}
CIRCLE["brief"] = CIRCLE


@pytest.fixture
def refused(ka):
    def codes(data):
        with pytest.raises(RecordRefused) as caught, ka.desk("officer:sho") as desk:
            desk.enter("general_diary", data, key="once")
        return {(problem.code, problem.field) for problem in caught.value.problems}

    return codes


@pytest.mark.parametrize(
    "value", [b"told by telephone", bytearray(b"told"), {"told"}, Decimal(1), datetime.now(INDIA), 7, None, object()]
)
def test_what_is_no_text_is_refused(refused, value):
    assert refused({**DIARY, "brief": value}) == {("not-text", "brief")}


def test_each_kind_of_field_says_what_it_is(refused):
    assert refused({**DIARY, "officer": ["Suma"], 5: "x", "brief": "a\ud800bc"}) == {
        ("not-table", "officer"),
        ("extra-forbidden", "5"),
        ("control-character", "brief"),
    }


@pytest.mark.parametrize("value", [CIRCLE, [[]]])
def test_what_holds_itself_or_has_no_end_is_refused(refused, value):
    deep = value
    for _ in range(5000):
        deep = [deep]

    assert refused({**DIARY, "brief": deep}) == {("too-deep", "")}
    assert refused(CIRCLE) == {("too-deep", "")}


@pytest.mark.parametrize(("levels", "code"), [(DEEPEST - 1, ("not-text", "brief")), (DEEPEST, ("too-deep", ""))])
def test_how_deep_a_form_may_nest_is_the_same_in_every_python(refused, levels, code):
    deep = []
    for _ in range(levels - 1):
        deep = [deep]

    assert refused({**DIARY, "brief": deep}) == {code}


KEYS = dict.fromkeys(["", "a\nb", "k" * 201], "bad-key") | dict.fromkeys([None, b"once", 7], "bad-argument")


@pytest.mark.parametrize(("key", "code"), KEYS.items())
def test_a_key_that_can_not_be_kept_is_refused(ka, key, code):
    with pytest.raises(RecordRefused) as caught, ka.desk("officer:sho") as desk:
        desk.enter("general_diary", DIARY, key=key)

    assert [problem.code for problem in caught.value.problems] == [code]


def test_tables_and_lists_of_other_types_are_kept_as_json_has_them(ka):
    with ka.desk("officer:sho") as desk:
        record = desk.enter(
            "general_diary",
            MappingProxyType({**DIARY, "brief": "Ame\u0301lie came", "officer": MappingProxyType(DIARY["officer"])}),
            key="once",
        )

    assert record.opening.data["officer"] == DIARY["officer"]
    assert record.opening.data["brief"] == "Am\u00e9lie came"
