"""The condition language: what it says and what it refuses."""

import pytest
from condition_cases import FALSE, SCOPE, TRUE

from cas_core.forms.condition import MOST_CHARACTERS, ConditionError, parse
from cas_core.forms.values import lookup

REFUSED = {
    "": "is no condition",
    "kind ==": "is no condition",
    "kind = 'zero'": "is no condition",
    "kind == 'zero'; value": "is no condition",
    "value + 1 > 2": "may not use binop",
    "-value > 2": "may not calculate",
    "value ** value ** value": "may not use binop",
    "kind if sensitive else value": "may not use ifexp",
    "lambda: kind": "may not use lambda",
    "[field for field in grounds]": "may not use listcomp",
    "{'a': kind}": "may not use dict",
    "{kind}": "may not use set",
    "grounds[0]": "may not use subscript",
    "(kind := 'zero')": "may not use namedexpr",
    "f'{kind}'": "may not use joinedstr",
    "1.5 < value": "may hold texts and whole numbers only",
    "b'x' == kind": "may hold texts and whole numbers only",
    "kind == ...": "may hold texts and whole numbers only",
    "__import__('os')": "may call",
    "open(kind)": "may call",
    "kind.upper()": "may call",
    "filled()": "may call",
    "filled(kind, value)": "may call",
    "filled(field=kind)": "may call",
    "filled(*grounds)": "wants the name of a field",
    "filled('kind')": "wants the name of a field",
    "count(filled(kind))": "wants the name of a field",
    "filled(kind).real": "wants the name of a field",
    "'a'.upper == 3": "wants the name of a field",
    "await kind": "is no condition|may not use await",
    "kind\x00": "is no condition",
    "(" * 300: "is no condition",
    "[" * 120 + "]" * 120: "has more than|is no condition",
    "not " * 121 + "kind": "has more than",
    "kind == 'x' or " * 40 + "value": "is longer than|has more than",
    "a" * (MOST_CHARACTERS + 1): "is longer than",
}


@pytest.mark.parametrize("text", TRUE)
def test_a_condition_holds(text):
    assert parse(text).holds(SCOPE) is True


@pytest.mark.parametrize("text", FALSE)
def test_a_condition_does_not_hold(text):
    assert parse(text).holds(SCOPE) is False


@pytest.mark.parametrize("text", list(REFUSED), ids=lambda text: repr(text[:30]))
def test_what_is_no_condition_is_refused_with_its_reason(text):
    with pytest.raises(ConditionError, match=REFUSED[text]):
        parse(text)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("kind == 'zero' and complainant.occupation in ['farmer']", {"kind", "complainant.occupation"}),
        ("filled(a.b.c) or count(d) > 0", {"a.b.c", "d"}),
        ("informed_at <= now and signed_on < today", {"informed_at", "signed_on"}),
        ("filled(filled)", {"filled"}),
    ],
)
def test_a_condition_tells_the_fields_it_looks_at(text, names):
    assert parse(text).names == names


def test_a_day_and_a_moment_never_compare_as_ordered():
    for text in ("received_on < informed_at", "received_on > informed_at", "today < now", "today > now"):
        assert parse(text).holds(SCOPE) is False


def test_a_path_through_what_is_no_table_leads_nowhere():
    assert lookup(SCOPE, "kind.inner.more") is None
    assert lookup(SCOPE, "complainant.nothing.more") is None
