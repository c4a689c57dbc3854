"""Roles: what an officer in a posting may do, and where."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field as Limit

from cas_core.forms.definition import Privacy
from cas_core.sources import Definition

Id = Annotated[str, Limit(pattern=r"^[a-z][a-z0-9_]{0,62}$")]
Text = Annotated[str, Limit(min_length=1, max_length=400)]
Permission = Annotated[str, Limit(pattern=r"^[a-z_*]+\.[a-z_*]+(\.[a-z0-9_*]+)?$")]

RegisterOrAny = Annotated[str, Limit(pattern=r"^(\*|[a-z][a-z0-9_]{0,62})$")]

ANY = "*"
"""In place of a register: each one that is not named."""

SCOPES = ("own", "office", "below", "state")


class Role(Definition):
    """A set of permissions with a reach.

    Attributes:
        permits: ``register.verb`` or ``register.verb.form``, ``office.verb`` for the establishment, ``officer.verb``
            for the officers, ``value.verb`` for values of offices in code lists; ``*`` stands for one whole step.
        scope: ``own`` records, own ``office``, offices ``below`` as well, or the whole ``state``.
        min_rank: Lowest rank that may be appointed to it, a code of the list ``rank``; empty for any.
        sees: Strictest class of field that it sees, by register, ``*`` for those not named; all where nothing is said.
        stands_for: National role whose ceiling holds for a layer's own role; empty in layer 0.
    """

    id: Id
    label: Text
    permits: tuple[Permission, ...] = ()
    scope: Literal["own", "office", "below", "state"] = "office"
    min_rank: str = ""
    sees: dict[RegisterOrAny, Privacy] = {}
    stands_for: str = ""
    basis: str = ""

    def ceiling(self, register: str) -> Privacy:
        """Return the strictest class of field that it sees in the records of a register."""
        return self.sees.get(register, self.sees.get(ANY, Privacy.SEALED))
