"""How much each feature says, in bits: the logarithm to base 2 of how much likelier it is seen where both are the same.

A weight of 3 makes it eight times likelier that two descriptions concern the same person, -3 eight times less likely;
weights add up (I. P. Fellegi and A. B. Sunter, A Theory for Record Linkage, JASA 64, 1969). The values are ours, set by
judgment: how often would chance give the agreement (a sex: every second time; an age: every sixth; a number: never),
and how often do reports of the same person disagree (dress and build: often)? They were learned from no case, and
are to be set anew once decisions of officers can be counted.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple


class Outcome(StrEnum):
    """How two descriptions stand to each other in one feature."""

    AGREE = "agree"
    NEAR = "near"
    DIFFER = "differ"
    UNKNOWN = "unknown"


class Weight(NamedTuple):
    """What each outcome of a feature adds; what is unknown adds nothing."""

    agree: float
    near: float
    differ: float

    def of(self, outcome: Outcome) -> float:
        """Return what an outcome adds."""
        return 0.0 if outcome is Outcome.UNKNOWN else float(getattr(self, outcome.value))


WEIGHTS: Mapping[str, Weight] = {
    # of persons             agree  near  differ
    "name": Weight(9, 4, -2),  # a name that is told may be false, or a pet name
    "gender": Weight(1, 0, -6),
    "age": Weight(2.5, 1, -4),  # an age is estimated
    "height": Weight(2, 1, -2),
    "build": Weight(1, 0.3, -0.5),
    "complexion": Weight(1, 0.3, -0.5),
    "marks": Weight(5, 2, -0.5),  # each observer sees others
    "dress": Weight(4, 1.5, -0.5),  # clothes are changed
    "language": Weight(2, 0, -2),
    "number": Weight(13, 0, 0),  # telephones change hands
    # of things
    "registration": Weight(13, 4, -2),  # plates are exchanged
    "chassis": Weight(13, 6, -6),
    "engine": Weight(13, 6, -3),  # engines are exchanged
    "imei": Weight(13, 0, -2),
    "arm_number": Weight(10, 0, -4),
    "serial": Weight(10, 0, -2),
    "kind": Weight(1, 0, -3),
    "make": Weight(2, 0, -2),
    "model": Weight(2, 0, -0.5),
    "colour": Weight(1, 0, -0.5),
    # of both
    "place": Weight(3, 1, -0.5),  # who is missing goes away
    "time": Weight(2, 0.5, -6),  # nobody is found before being missed
}

LEAST = 6.0
"""Nothing is offered below 6 bits, where what agrees is 64 times likelier of one person than of two."""

STRONG = 12.0
"""From here on a match is called strong."""
