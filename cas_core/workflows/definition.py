"""Workflows: the statutory path of a record, who may take each step, what must hold, and the clocks that run."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import Annotated

from pydantic import Field as Limit

from cas_core.sources import Definition, Labelled

Id = Annotated[str, Limit(pattern=r"^[a-z][a-z0-9_]{0,62}$")]
Text = Annotated[str, Limit(min_length=1, max_length=400)]


class State(Labelled):
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


class Transition(Labelled):
    """A step from one state to another, or one that leaves the record where it is.

    Attributes:
        sources: States it may start from.
        target: State it ends in; empty where the record stays in the state it was in.
        roles: Roles of which one must take it.
        agree: Further roles that must have agreed before it is taken.
        when: Condition over the record; a step that has one is taken by nobody, but happens as soon as it holds.
        form: Form whose submission takes this step; empty for an explicit move.
        only_if: Condition over that form, where what it says decides which of several steps it takes.
        duty: Duty that the actor must hold on the record; empty for none.
        assigns: Duty that the step gives to an officer who is named in it.
        apart_from: Steps whose last taker may not take this one.
        min_rank: Lowest rank that may take it; empty for any.
        hands_over: Whether it may hand the record to another office.
        basis: Provision behind it.
    """

    id: Id
    label: Text
    sources: tuple[str, ...]
    target: str = ""
    roles: tuple[str, ...] = ()
    agree: tuple[str, ...] = ()
    when: Annotated[str, Limit(max_length=500)] = ""
    form: str = ""
    only_if: Annotated[str, Limit(max_length=500)] = ""
    duty: str = ""
    assigns: str = ""
    apart_from: tuple[str, ...] = ()
    min_rank: str = ""
    hands_over: bool = False
    basis: str = ""

    def end(self, source: str) -> str:
        """Return the state it ends in from a state."""
        return self.target or source


class Duty(Definition):
    """What one named officer is answerable for on a record.

    Attributes:
        roles: Roles of which a holder must have one, at the office of the record.
        min_rank: Lowest rank that may hold it; empty for any. The sections on the record may ask for more.
        basis: Provision behind it.
    """

    id: Id
    label: Text
    roles: tuple[str, ...]
    min_rank: str = ""
    basis: str = ""


class Guard(Definition):
    """What must hold of a record as a whole when something happens to it.

    Attributes:
        on: Steps, forms, ``opening``, or ``commit`` for the end of every transaction that touched the record.
        must: Condition over the record; see ``docs/decisions/0009-what-a-case-knows.md``.
        message: What the officer reads when it does not hold.
        basis: Provision behind it.
    """

    id: Id
    on: tuple[str, ...]
    must: Annotated[str, Limit(max_length=500)]
    message: Text
    basis: str = ""


class Clock(Definition):
    """A time limit set by law or by a state's service rules.

    Attributes:
        starts_on: Forms or transitions that start it; ``opening`` for the opening form.
        stops_on: Forms or transitions that stop it.
        pauses_on, resumes_on: Forms or transitions between which it does not run, such as a stay by the court.
        counted_from: Field of the starting form that holds the moment to count from; empty for the time of entry.
        counts_per: Field of the starting and stopping forms that says for whom it runs; empty for the whole record.
        limit: ``30min``, ``24h``, ``60d`` (days), ``7wd`` (working days) or ``2m`` (calendar months).
        first_day_counts: Whether the day on which it starts is the first one of its days.
        applies_if: Condition over the starting form and the record; empty for always.
        valid_from, valid_to: Days between which it must begin, for procedure that was changed by law.
        escalate_to: Role that is told when it runs out.
        basis: Provision that sets it.
    """

    id: Id
    label: Text
    starts_on: tuple[str, ...]
    stops_on: tuple[str, ...]
    pauses_on: tuple[str, ...] = ()
    resumes_on: tuple[str, ...] = ()
    counted_from: str = ""
    counts_per: str = ""
    limit: Annotated[str, Limit(pattern=r"^[1-9][0-9]{0,4}(min|h|d|wd|m)$")]
    first_day_counts: bool = False
    applies_if: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    escalate_to: str = ""
    basis: str = ""


class Workflow(Definition):
    """States, steps, duties, guards and clocks of one kind of record.

    Attributes:
        initial: State in which a record begins.
    """

    id: Id
    title: Text
    initial: str
    basis: str = ""
    states: tuple[State, ...]
    transitions: tuple[Transition, ...] = ()
    duties: tuple[Duty, ...] = ()
    guards: tuple[Guard, ...] = ()
    clocks: tuple[Clock, ...] = ()

    def asks(self, name: str) -> bool:
        """Tell whether any of its conditions names something, so that what costs a look-up is not looked up in vain."""
        return any(name in text for text in self._conditions)

    @cached_property
    def _conditions(self) -> tuple[str, ...]:
        steps = (text for step in self.transitions for text in (step.when, step.only_if))
        return (
            *filter(None, steps),
            *(guard.must for guard in self.guards),
            *(clock.applies_if for clock in self.clocks),
        )
