"""How ratios are measured: pieces of work in turn, round by round, so that a busy moment of the machine meets them all."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Mapping
from typing import NamedTuple

ROUNDS = 15
WARM_UP = 2

Work = Callable[[], object]


class Ratio(NamedTuple):
    """One figure with its bound; ``bound`` is None where the figure is shown and promises nothing."""

    name: str
    value: float
    bound: float | None

    @property
    def missed(self) -> bool:
        """Whether the bound is exceeded."""
        return self.bound is not None and self.value > self.bound

    def __str__(self) -> str:
        verdict = "MISS" if self.missed else "ok  " if self.bound is not None else "    "
        limit = f"(bound {self.bound})" if self.bound is not None else ""
        return f"{verdict} {self.value:8.3f} {limit:14} {self.name}"


def seconds(work: Work, clock: Callable[[], float] = time.perf_counter) -> float:
    """Return how long a piece of work takes once."""
    start = clock()
    work()
    return clock() - start


def medians(
    works: Mapping[str, Work], *, rounds: int = ROUNDS, times: int = 1, clock: Callable[[], float] = time.perf_counter
) -> dict[str, float]:
    """Return the median seconds of each piece of work, all of them once a round, the first of a round in turn.

    Args:
        works: Pieces of work by name.
        rounds: How many rounds count, after some that warm up.
        times: How often a piece is done within a round; the seconds are of one.
        clock: What counts seconds; `time.process_time` where the limit is absolute and other programs may run.
    """
    names = list(works)
    taken: dict[str, list[float]] = {name: [] for name in names}
    for round_ in range(WARM_UP + rounds):
        shift = round_ % len(names)
        for name in names[shift:] + names[:shift]:
            spent = seconds(lambda work=works[name]: [work() for _ in range(times)], clock) / times
            if round_ >= WARM_UP:
                taken[name].append(spent)
    return {name: statistics.median(spent) for name, spent in taken.items()}
