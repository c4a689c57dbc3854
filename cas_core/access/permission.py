"""Permissions: ``register.verb`` or ``register.verb.object``, with ``*`` for any one step."""

from __future__ import annotations

from itertools import zip_longest


def covers(granted: str, asked: str) -> bool:
    """Tell whether a granted permission allows what is asked.

    ``fir.*`` covers every verb and object of the register ``fir``; ``fir.submit`` covers all its objects.
    """
    steps = zip_longest(granted.split("."), asked.split("."))
    return all(grant in {"*", want, None} for grant, want in steps)
