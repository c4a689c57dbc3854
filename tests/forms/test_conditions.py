"""The condition language: what it says, what it refuses, and that it always has an answer."""

import ast
from datetime import UTC, date, datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cas_core.forms.condition import MOST_CHARACTERS, MOST_NODES, ConditionError, lookup, parse, surroundings

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
SCOPE = {
    **surroundings(NOW),
    "kind": "zero",
    "sensitive": True,
    "outside": False,
    "value": 500,
    "price": "500.00",
    "informed_at": "2026-11-24T17:00+05:30",
    "signed_on": "2026-11-20",
    "received_on": "2026-11-24",
    "month": "2026-11",
    "empty": "",
    "grounds": ["child", "sexual"],
    "nobody": [],
    "complainant": {"occupation": "farmer", "addresses": [{}], "birth": "1984-06-15"},
    "person": {"birth": "2010"},
    "ka": {"beat": "3", "birth": "unknown"},
}

TRUE = [
    "kind == 'zero'",
    "kind != 'regular'",
    "not kind == 'regular'",
    "kind in ['zero', 'regular']",
    "kind not in ['regular']",
    "'child' in grounds",
    "sensitive",
    "sensitive == True",
    "not outside",
    "outside != True",
    "nothing == None",
    "nothing is None",
    "kind is not None",
    "value > 499 and value <= 500",
    "0 < value < 501",
    "value < 1 or kind == 'zero'",
    "ka.beat == '3'",
    "complainant.occupation == 'farmer'",
    "filled(kind)",
    "not filled(empty) and not filled(nobody) and not filled(nothing)",
    "filled(complainant.addresses)",
    "count(grounds) == 2",
    "count(nobody) == 0",
    "count(nothing) == 0",
    "count(kind) == 1",
    "informed_at <= now",
    "informed_at == '2026-11-24T11:30+00:00'",
    "signed_on < today",
    "received_on == today",
    "received_on in [today]",
    "signed_on >= '2026-11-20'",
    "(kind == 'zero') == sensitive",
    "'zero'",
    "age(complainant) == 42",
    "age(person) == 15",
    "age(kind) == None",
    "age(ka) == None",
    "covers(grounds, grounds)",
    "covers(grounds, nobody)",
    "covers(complainant.addresses, complainant.addresses)",
]
FALSE = [
    "kind == 'regular'",
    "nothing == ''",
    "nothing < 3",
    "nothing >= 3",
    "nothing != None",
    "value < 'text'",
    "value == '500'",
    "kind in 'zerozero' and kind == 'x'",
    "value in 'zero'",
    "nothing in ['zero', None]",
    "kind in kind.inner",
    "month < today",
    "age(nobody) < 18",
    "covers(nobody, grounds)",
    "covers(grounds, complainant.addresses)",
    "informed_at > now",
    "complainant < 3",
    "complainant.addresses.pin == '560053'",
    "0 < value < 500",
    "None",
    "0",
    "''",
]
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


MIXED = [
    "kind < value",
    "value in kind",
    "kind == value",
    "age(person) < 18",
    "covers(kind, grounds)",
    "covers(ka, ka.beat)",
]
WORDS = st.sampled_from(
    [
        "kind",
        "value",
        "nothing",
        "grounds",
        "ka.beat",
        "now",
        "today",
        "==",
        "!=",
        "<",
        "<=",
        ">",
        ">=",
        "in",
        "not",
        "and",
        "or",
        "is",
        "(",
        ")",
        "[",
        "]",
        ",",
        "filled(",
        "count(",
        "age(",
        "'zero'",
        "None",
        "True",
        "3",
        "-1",
        "1.5",
        ".",
        ":",
        "=",
        "lambda",
        "x[0]",
        "*",
        "+",
        "if",
        "else",
        "\n",
        "#",
        "\\",
        '"',
        "f'",
    ]
)
PHRASES = st.lists(WORDS, max_size=60).map(" ".join)
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(max_size=12)
    | st.dates().map(str)
    | st.datetimes().map(lambda moment: moment.isoformat())
    | st.datetimes(timezones=st.just(UTC))
    | st.dates(),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["beat", "inner", "birth"]), inner, max_size=3)
    ),
    max_leaves=6,
)
SCOPES = st.dictionaries(st.sampled_from(["kind", "value", "grounds", "ka", "person"]), VALUES).map(
    lambda values: {**values, **surroundings(NOW)}
)


@given(st.text(max_size=600) | PHRASES)
@example("\ud800")
@example("9" * 499)
@example("-" * 499 + "1")
@example("a" + ".a" * 240)
def test_no_text_at_all_ends_in_anything_but_an_answer_or_a_refusal(text):
    """Totality: a layer's author can't make a station's software stumble."""
    try:
        condition = parse(text)
    except ConditionError:
        return
    assert isinstance(condition.holds(SCOPE), bool)
    assert isinstance(condition.holds(surroundings(NOW)), bool)


@given(st.sampled_from([*TRUE, *FALSE, *MIXED]), SCOPES)
def test_a_condition_has_an_answer_whatever_was_entered(text, scope):
    assert isinstance(parse(text).holds(scope), bool)


@pytest.mark.parametrize("joint", [" and ", " or "])
def test_a_condition_looks_at_each_of_its_parts_at_most_once(joint):
    """Linear time: no loops, and the number of parts is bounded."""
    looks = []

    class Counted(dict):
        def get(self, key, default=None):
            looks.append(key)
            return super().get(key, default)

    text = joint.join(f"f{n} == {n}" for n in range(23))
    parts = sum(1 for _ in ast.walk(ast.parse(text, mode="eval").body))
    assert parts <= MOST_NODES

    parse(text).holds(Counted({f"f{n}": n if joint == " and " else -1 for n in range(23)}))

    assert looks == [f"f{n}" for n in range(23)]


@given(st.dates(min_value=date(1900, 1, 1)), st.dates(min_value=date(1900, 1, 1)))
def test_days_compare_as_days_in_all_six_ways(left, right):
    scope = {"a": left.isoformat(), "b": right.isoformat()}

    answers = {sign: parse(f"a {sign} b").holds(scope) for sign in ("<", "<=", "==", "!=", ">=", ">")}

    assert answers == {
        "<": left < right,
        "<=": left <= right,
        "==": left == right,
        "!=": left != right,
        ">=": left >= right,
        ">": left > right,
    }
