"""Whatever is written and whatever was entered, a condition has an answer or is refused, in linear time."""

import ast
from datetime import UTC, date

import pytest
from condition_cases import FALSE, MIXED, NOW, SCOPE, TRUE
from hypothesis import example, given
from hypothesis import strategies as st

from cas_core.forms.condition import MOST_NODES, ConditionError, parse, surroundings

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
        "days(",
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
