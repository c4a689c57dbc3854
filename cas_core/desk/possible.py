"""What an actor may do to a record as it stands: shown to people, and decided anew by the verb itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from cas_core.desk import steps
from cas_core.desk.actor import Actor
from cas_core.desk.casefile import CaseFile
from cas_core.desk.ceiling import seen
from cas_core.desk.record import Submitted
from cas_core.problems import CasError
from cas_core.workflows import Transition


class Possible(NamedTuple):
    """What can be done next.

    Attributes:
        forms: Forms that may be submitted now.
        moves: Steps that may be taken now.
        agreements: Steps that wait for the actor's agreement.
        amendable: Ids of submissions that the actor may correct.
        printable: Whether the actor may print papers of the record.
    """

    forms: tuple[str, ...]
    moves: tuple[Transition, ...]
    agreements: tuple[Transition, ...]
    amendable: frozenset[str]
    printable: bool


def possible(case: CaseFile, who: Actor) -> Possible:
    """Return what an actor may do to a record; whether what he enters is acceptable shows when he does."""
    register, office = case.register.id, case.row.office
    here = [step for step in case.workflow.transitions if case.row.status in step.sources and not step.when]
    forms = [form for form in case.register.follow_ups if who.may(f"{register}.submit.{form}", office)]
    moves = [step for step in here if not step.form and who.may(f"{register}.move.{step.id}", office)]
    mine = [row for row in case.standing if who.may(f"{register}.amend.{row.form}", office)]
    amendable = [row.id for row in mine if not seen(case, who, Submitted.of(row)).cut]
    return Possible(
        tuple(form for form in forms if _takes(case, who, form)),
        tuple(step for step in moves if _allowed(case, who, step)),
        tuple(step for step in here if who.roles & set(step.agree) and office in who.reach),
        frozenset(amendable),
        who.may(f"{register}.document", office),
    )


def _takes(case: CaseFile, who: Actor, form: str) -> bool:
    """Tell whether a form is taken now: it moves nothing, or one of its steps starts here and is the actor's."""
    taking = [step for step in case.workflow.transitions if step.form == form]
    return not taking or any(case.row.status in step.sources and _allowed(case, who, step) for step in taking)


def _allowed(case: CaseFile, who: Actor, step: Transition) -> bool:
    return not any(True for _ in _objections(case, who, step))


def _objections(case: CaseFile, who: Actor, step: Transition) -> Iterator[CasError]:
    try:
        steps.require_authority(step, who, case)
    except CasError as error:
        yield error
