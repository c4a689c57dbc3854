"""Workflows: the statutory path of a record, who may take each step, and the clocks that run."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field as Limit

from cas_core.sources import Definition

Id = Annotated[str, Limit(pattern=r"^[a-z][a-z0-9_]{0,62}$")]
Text = Annotated[str, Limit(min_length=1, max_length=400)]


class State(Definition):
    """A station of a record's life.

    Attributes:
        statutory: Whether the law names it, so that no layer may make it unreachable.
        final: Whether the record may rest here for good.
        stands_for: National state that a layer's own state refines; empty in layer 0.
    """

    id: Id
    label: Text
    statutory: bool = False
    final: bool = False
    stands_for: str = ""


class Transition(Definition):
    """A step from one state to another.

    Attributes:
        sources: States it may start from.
        target: State it ends in.
        roles: Roles of which one must take it.
        agree: Further roles that must have agreed before it is taken.
        form: Form whose submission takes this step; empty for an explicit move.
        basis: Provision behind it.
    """

    id: Id
    label: Text
    sources: tuple[str, ...]
    target: str
    roles: tuple[str, ...]
    agree: tuple[str, ...] = ()
    form: str = ""
    basis: str = ""


class Clock(Definition):
    """A time limit set by law or by a state's service rules.

    Attributes:
        starts_on: Forms or transitions that start it; ``opening`` for the opening form.
        stops_on: Forms or transitions that stop it.
        counted_from: Field of the starting form that holds the moment to count from; empty for the time of entry.
        limit: ``24h``, ``60d`` (days), ``7wd`` (working days) or ``2m`` (calendar months).
        applies_if: Condition over the starting form; empty for always.
        escalate_to: Role that is told when it runs out.
        basis: Provision that sets it.
    """

    id: Id
    label: Text
    starts_on: tuple[str, ...]
    stops_on: tuple[str, ...]
    counted_from: str = ""
    limit: Annotated[str, Limit(pattern=r"^[1-9][0-9]{0,4}(h|d|wd|m)$")]
    applies_if: str = ""
    escalate_to: str = ""
    basis: str = ""


class Workflow(Definition):
    """States, steps and clocks of one kind of record."""

    id: Id
    title: Text
    initial: str
    basis: str = ""
    states: tuple[State, ...]
    transitions: tuple[Transition, ...] = ()
    clocks: tuple[Clock, ...] = ()
