"""Permissions: ``register.verb`` or ``register.verb.object``, with ``*`` for any one step."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from itertools import zip_longest


def covers(granted: str, asked: str) -> bool:
    """Tell whether a granted permission allows what is asked.

    ``fir.*`` covers every verb and object of the register ``fir``; ``fir.submit`` covers all its objects.
    """
    steps = zip_longest(granted.split("."), asked.split("."))
    return all(grant in {"*", want, None} for grant, want in steps)


def permitted(granted: Iterable[str], asked: str) -> bool:
    """Tell whether one of some permissions allows what is asked."""
    return _permitted(tuple(granted), asked)


@lru_cache(maxsize=8192)
def _permitted(granted: tuple[str, ...], asked: str) -> bool:
    return any(covers(one, asked) for one in granted)
