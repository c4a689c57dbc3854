"""Two descriptions compared feature by feature. All but the time is the same from either side."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from cas_core.matching.description import Description, Range, Words
from cas_core.matching.pairs import ENDING
from cas_core.matching.weights import WEIGHTS, Outcome
from cas_core.store.keys import bones

AGREE, NEAR, DIFFER, UNKNOWN = Outcome.AGREE, Outcome.NEAR, Outcome.DIFFER, Outcome.UNKNOWN
NEAR_YEARS, NEAR_YEARS_OF_CHILD, ADULT = 5, 2, 18
NEAR_CM = 5
SOON_DAYS, LATER_DAYS, SLACK_DAYS = 30, 365, 2


class Feature(NamedTuple):
    """How two descriptions stand in one feature, and what it adds to the score."""

    name: str
    outcome: Outcome
    weight: float


def compared(sought: Description, found: Description) -> tuple[Feature, ...]:
    """Return the features that are known on both sides, what says most at the head."""
    outcomes = {name: compare(sought, found) for name, compare in COMPARE.items()}
    known = [Feature(name, how, WEIGHTS[name].of(how)) for name, how in outcomes.items() if how is not UNKNOWN]
    return tuple(sorted(known, key=lambda feature: (-feature.weight, feature.name)))


def score(features: tuple[Feature, ...]) -> float:
    """Return the sum of what features say."""
    return round(sum(feature.weight for feature in features), 1)


def _names(sought: Description, found: Description) -> Outcome:
    """Agree where all words of the shorter name sound like words of the longer, near where their consonants do."""
    if not sought.names or not found.names:
        return UNKNOWN
    return _best(_name(mine, theirs) for mine in sought.names for theirs in found.names)


def _name(mine: Words, theirs: Words) -> Outcome:
    short, long = sorted((mine, theirs), key=len)
    if short <= long and (len(short) > 1 or len(long) == 1):
        return AGREE
    return NEAR if {bones(word) for word in short} <= {bones(word) for word in long} else DIFFER


def _gender(sought: Description, found: Description) -> Outcome:
    """Of a transgender person either sex may stand in a report: that says nothing."""
    if "" in {sought.gender, found.gender}:
        return UNKNOWN
    if sought.gender == found.gender:
        return AGREE
    return NEAR if "T" in {sought.gender, found.gender} else DIFFER


def _age(sought: Description, found: Description) -> Outcome:
    if sought.born is None or found.born is None:
        return UNKNOWN
    days = [day.year for day in (sought.day, found.day) if day is not None]
    child = bool(days) and max(days) - max(sought.born[1], found.born[1]) < ADULT
    return _ranges(sought.born, found.born, NEAR_YEARS_OF_CHILD if child else NEAR_YEARS)


def _height(sought: Description, found: Description) -> Outcome:
    if sought.height is None or found.height is None:
        return UNKNOWN
    return _ranges(sought.height, found.height, NEAR_CM)


def _ranges(mine: Range, theirs: Range, near: int) -> Outcome:
    apart = max(mine[0] - theirs[1], theirs[0] - mine[1], 0)
    return AGREE if apart == 0 else NEAR if apart <= near else DIFFER


def _step(part: str) -> Callable[[Description, Description], Outcome]:
    """Compare codes of an ordered list: neighbours are near."""

    def compare(sought: Description, found: Description) -> Outcome:
        mine, theirs = getattr(sought, part), getattr(found, part)
        if mine is None or theirs is None:
            return UNKNOWN
        return {0: AGREE, 1: NEAR}.get(abs(mine - theirs), DIFFER)

    return compare


def _marks(sought: Description, found: Description) -> Outcome:
    mine, theirs = sought.marks, found.marks
    if not mine or not theirs:
        return UNKNOWN
    common, least = mine & theirs, min(len(mine), len(theirs))
    if 2 * len(common) >= least and len(common) >= min(2, least):
        return AGREE
    return NEAR if common else DIFFER


def _dress(sought: Description, found: Description) -> Outcome:
    mine, theirs = dict(sought.dress), dict(found.dress)
    both = mine.keys() & theirs.keys()
    if not both:
        return UNKNOWN
    same = sum(mine[part] == theirs[part] for part in both)
    if same == len(both):
        return AGREE
    return NEAR if 2 * same >= len(both) else DIFFER


def _overlap(part: str) -> Callable[[Description, Description], Outcome]:
    """Compare sets of which one common member is enough."""

    def compare(sought: Description, found: Description) -> Outcome:
        mine, theirs = getattr(sought, part), getattr(found, part)
        return UNKNOWN if not mine or not theirs else AGREE if mine & theirs else DIFFER

    return compare


def _exact(part: str) -> Callable[[Description, Description], Outcome]:
    def compare(sought: Description, found: Description) -> Outcome:
        mine, theirs = getattr(sought, part), getattr(found, part)
        return UNKNOWN if not mine or not theirs else AGREE if mine == theirs else DIFFER

    return compare


def _registration(sought: Description, found: Description) -> Outcome:
    """Near where one character of as many differs: misread, or painted over."""
    outcome = _exact("registration")(sought, found)
    mine, theirs = sought.registration, found.registration
    if outcome is DIFFER and len(mine) == len(theirs):
        return NEAR if sum(a != b for a, b in zip(mine, theirs, strict=True)) == 1 else DIFFER
    return outcome


def _ending(part: str) -> Callable[[Description, Description], Outcome]:
    """Compare numbers of which often only the end is read."""

    def compare(sought: Description, found: Description) -> Outcome:
        mine, theirs = getattr(sought, part), getattr(found, part)
        outcome = _exact(part)(sought, found)
        if outcome is DIFFER and min(len(mine), len(theirs)) >= ENDING and mine[-ENDING:] == theirs[-ENDING:]:
            return NEAR
        return outcome

    return compare


def _model(sought: Description, found: Description) -> Outcome:
    mine, theirs = sought.model, found.model
    if not mine or not theirs:
        return UNKNOWN
    return AGREE if mine in theirs or theirs in mine else DIFFER


def _place(sought: Description, found: Description) -> Outcome:
    """Agree in the same town or village, near in the same district."""
    districts = _overlap("district")(sought, found)
    villages = _overlap("village")(sought, found)
    if villages is AGREE and districts is not DIFFER:
        return AGREE
    return NEAR if districts is AGREE else villages if districts is UNKNOWN else DIFFER


def _time(sought: Description, found: Description) -> Outcome:
    """Agree soon after, near within a year; long after says nothing, before speaks against it."""
    if sought.day is None or found.day is None:
        return UNKNOWN
    days = (found.day - sought.day).days
    if days < -SLACK_DAYS:
        return DIFFER
    return AGREE if days <= SOON_DAYS else NEAR if days <= LATER_DAYS else UNKNOWN


def _best(outcomes: Iterable[Outcome]) -> Outcome:
    return min(outcomes, key=[AGREE, NEAR, DIFFER].index)


COMPARE: Mapping[str, Callable[[Description, Description], Outcome]] = {
    "name": _names,
    "gender": _gender,
    "age": _age,
    "height": _height,
    "build": _step("build"),
    "complexion": _step("complexion"),
    "marks": _marks,
    "dress": _dress,
    "language": _overlap("language"),
    "number": _overlap("numbers"),
    "registration": _registration,
    "chassis": _ending("chassis"),
    "engine": _ending("engine"),
    "imei": _overlap("imei"),
    "arm_number": _exact("arm_number"),
    "serial": _exact("serial"),
    "kind": _exact("kind"),
    "make": _exact("make"),
    "model": _model,
    "colour": _exact("colour"),
    "place": _place,
    "time": _time,
}
"""What compares each feature of the sought with that of the found."""
