"""Roles as they hold in a build: what each may do with the registers of layers, and how much of them it sees."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cas_core.access import Role
from cas_core.access.definition import ANY
from cas_core.composition import Composition
from cas_core.forms import Privacy
from cas_core.registers import Register


def roles(composition: Composition) -> Mapping[str, Role]:
    """Return all roles by id.

    With a register of a layer each may do what it may with the national one that the register stands for, and sees no
    more of it. A layer's own role sees no more than the national one that it stands for.
    """
    known, books = composition.all(Role), composition.all(Register)
    return {
        name: role.model_copy(
            update={
                "permits": (*role.permits, *_of_own_registers(role, books)),
                "sees": _sees([role, *(known[above] for above in (role.stands_for,) if above)], books),
            }
        )
        for name, role in known.items()
    }


def _of_own_registers(role: Role, books: Mapping[str, Register]) -> tuple[str, ...]:
    own = [(book.id, book.stands_for) for book in books.values() if book.stands_for]
    granted = [permission.split(".", 1) for permission in role.permits]
    return tuple(f"{book}.{verbs}" for book, stood in own for register, verbs in granted if register == stood)


def _sees(bound: list[Role], books: Mapping[str, Register]) -> dict[str, Privacy]:
    """Return the lowest of the ceilings that some roles set, by register."""
    stood = {ANY: "", **{book.id: book.stands_for for book in books.values()}}
    return {
        book: min((one for role in bound for one in _ceilings(role, book, above)), key=lambda one: one.strictness)
        for book, above in stood.items()
    }


def _ceilings(role: Role, book: str, above: str) -> Iterator[Privacy]:
    if book in role.sees or not above:
        yield role.ceiling(book)
    if above:
        yield role.ceiling(above)
