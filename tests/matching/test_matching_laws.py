"""Laws of the comparison, over descriptions of any kind."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cas_core.matching.comparing import COMPARE, compared, score
from cas_core.matching.description import Description
from cas_core.matching.weights import WEIGHTS, Outcome

PARTS = {
    "name": ("names",), "gender": ("gender",), "age": ("born",), "height": ("height",), "build": ("build",),
    "complexion": ("complexion",), "marks": ("marks",), "dress": ("dress",), "language": ("language",),
    "number": ("numbers",), "registration": ("registration",), "chassis": ("chassis",), "engine": ("engine",),
    "imei": ("imei",), "arm_number": ("arm_number",), "serial": ("serial",), "kind": ("kind",), "make": ("make",),
    "model": ("model",), "colour": ("colour",), "place": ("district", "village"), "time": ("day",),
}  # fmt: skip
"""What each feature is read from."""

words = st.frozensets(st.sampled_from(["lksm", "gd", "rmes", "kumr", "tt", "am"]), max_size=3)
names = st.lists(words.filter(bool), max_size=2).map(tuple)
numbers = st.text("A1", max_size=6)
ranges = st.tuples(st.integers(1950, 2020), st.integers(0, 5)).map(lambda pair: (pair[0], sum(pair)))
dress = st.dictionaries(st.sampled_from(["upper", "lower"]), st.sampled_from(["sari", "shirt"])).map(
    lambda worn: frozenset(worn.items())
)
descriptions = st.builds(
    Description,
    day=st.none() | st.dates(date(2020, 1, 1), date(2026, 1, 1)),
    names=names,
    gender=st.sampled_from(["", "M", "F", "T"]),
    born=st.none() | ranges,
    height=st.none() | ranges,
    build=st.none() | st.integers(0, 4),
    complexion=st.none() | st.integers(0, 4),
    dress=dress,
    **dict.fromkeys(("marks", "language", "district", "village", "numbers", "imei"), words),
    **dict.fromkeys(("registration", "chassis", "engine", "arm_number", "serial"), numbers),
    **dict.fromkeys(("kind", "make", "model", "colour"), numbers),
)


def total(sought, found):
    return score(compared(sought, found))


@pytest.mark.parametrize("feature", sorted(set(COMPARE) - {"time"}))
@given(sought=descriptions, found=descriptions)
def test_a_feature_is_the_same_from_either_side(feature, sought, found):
    assert COMPARE[feature](sought, found) is COMPARE[feature](found, sought)


@given(lost=st.dates(date(2020, 1, 1), date(2026, 1, 1)), found=st.dates(date(2020, 1, 1), date(2026, 1, 1)))
def test_who_was_found_before_being_missed_is_somebody_else(lost, found):
    outcome = COMPARE["time"](Description(day=lost), Description(day=found))
    assert (outcome is Outcome.DIFFER) == ((lost - found).days > 2)


@pytest.mark.parametrize("feature", sorted(set(COMPARE) - {"time"}))
@given(sought=descriptions, found=descriptions)
def test_more_agreement_never_lowers_the_score(feature, sought, found):
    alike = replace(found, **{part: getattr(sought, part) for part in PARTS[feature]})
    assert total(sought, alike) >= total(sought, found)


@given(sought=descriptions, found=descriptions)
def test_the_same_day_never_speaks_against_it(sought, found):
    weight = WEIGHTS["time"]
    alike = replace(found, day=sought.day)
    assert weight.of(COMPARE["time"](sought, alike)) >= min(0, weight.of(COMPARE["time"](sought, found)))
    assert COMPARE["time"](sought, alike) in {Outcome.AGREE, Outcome.UNKNOWN}


@given(one=descriptions)
def test_nothing_differs_from_itself(one):
    assert Outcome.DIFFER not in {feature.outcome for feature in compared(one, one)}


@given(one=descriptions)
def test_what_one_side_does_not_say_counts_neither_way(one):
    assert compared(one, Description()) == () == compared(Description(), one)


@given(sought=descriptions, found=descriptions)
def test_the_features_explain_the_whole_score(sought, found):
    features = compared(sought, found)
    assert sum(feature.weight for feature in features) == pytest.approx(total(sought, found), abs=0.051)
    assert Outcome.UNKNOWN not in {feature.outcome for feature in features}


def test_every_feature_has_a_weight_and_a_better_outcome_never_weighs_less():
    assert set(WEIGHTS) == set(COMPARE) == set(PARTS)
    assert [name for name, weight in WEIGHTS.items() if not weight.agree > 0 >= weight.differ] == []
    assert [name for name, weight in WEIGHTS.items() if not weight.agree > weight.near >= 0] == []
