"""The national profile: the composition of layer 0 alone, composed once for all pages."""

from __future__ import annotations

from functools import cache

from cas_core.composition import Composition, compose
from cas_core.composition.layer import national_layer
from cas_core.registers import Register


@cache
def national() -> Composition:
    """Return the national profile."""
    return compose([national_layer()])


def registers_with(form: str) -> list[Register]:
    """Return the registers in which a form opens or follows."""
    return [book for book in national().all(Register).values() if form in {book.opening, *book.follow_ups}]
