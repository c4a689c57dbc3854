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
    taken: list[str] = []
    for rate in service.rates:
        if rate.limit and rate.kinds:
            kinds = [kind for kind in rate.kinds if kind not in taken]
            taken += kinds
            if kinds:
                yield _clock(service, rate, f"{service.kind} in {kinds!r}")
    if service.limit:
        yield _clock(service, service.rate(), f"{service.kind} not in {taken!r}" if taken else "")


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
