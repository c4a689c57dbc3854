"""Orders given to see what they would change: authorised and checked, on a view that can't be written."""

from __future__ import annotations

from typing import NamedTuple

from cas_core.composition import Build
from cas_core.desk.establishment import RehearsedEstablishment
from cas_core.desk.officers import RehearsedOfficers
from cas_core.desk.values import RehearsedValues
from cas_core.messages.translate import Translator
from cas_core.store import Store


class Rehearsal(NamedTuple):
    """What an officer may order, without doing any of it.

    Each verb raises what the order would be refused with. What it would change stands in ``establishment.order`` and
    ``officers.order`` afterwards; the verbs of ``values`` return it.
    """

    establishment: RehearsedEstablishment
    officers: RehearsedOfficers
    values: RehearsedValues

    @classmethod
    def of(cls, build: Build, store: Store, address: str, translate: Translator) -> Rehearsal:
        """Return the rehearsal of an officer."""
        given = (build, store, address, translate)
        return cls(RehearsedEstablishment(*given), RehearsedOfficers(*given), RehearsedValues(*given))
