"""The clocks of a register: those of its workflow, and the times in which its citizen services are to be answered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cas_core.composition import Composition
from cas_core.registers import Register
from cas_core.services import Rate, Service
from cas_core.workflows import Clock, Workflow


def clocks(composition: Composition, register: Register) -> tuple[Clock, ...]:
    """Return all clocks that may run on the records of a register."""
    own = composition.get(Workflow, register.workflow).clocks
    return (*own, *composition.derived(_of_services).get(register.id, ()))


def _of_services(composition: Composition) -> Mapping[str, tuple[Clock, ...]]:
    found: dict[str, list[Clock]] = {}
    for service in composition.all(Service).values():
        found.setdefault(service.register_id, []).extend(_of_service(service))
    return {register: tuple(held) for register, held in found.items()}


def _of_service(service: Service) -> Iterator[Clock]:
    """Yield a clock for each rate, the first that fits first, unless a clock of the workflow keeps the time."""
    if service.clock or not service.answered:
        return
    before: list[str] = []
    for rate in service.tariff:
        own = _fits(service, rate)
        if rate.limit:
            yield _clock(service, rate, " and ".join([*own, *before]))
        if own:
            before.append(f"not ({' and '.join(own)})")


def _fits(service: Service, rate: Rate) -> list[str]:
    """Return the conditions under which a rate holds."""
    kinds = [f"{service.kind} in {list(rate.kinds)!r}"] if rate.kinds else []
    areas = [f"{area!r} in record.within" for area in rate.areas]
    return [*kinds, *([f"({' or '.join(areas)})"] if areas else [])]


def _clock(service: Service, rate: Rate, applies_if: str) -> Clock:
    return Clock(
        id=f"service_{service.id}" if rate.id == service.id else f"service_{service.id}_{rate.id}",
        label=service.title,
        starts_on=("opening",),
        stops_on=service.answered,
        limit=rate.limit,
        applies_if=applies_if,
        escalate_to=next(iter(service.appeals), service.officer),
        basis=service.basis,
    )
