"""The page of clocks."""

from __future__ import annotations

from collections.abc import Iterator

from cas_core.workflows import Clock, Workflow
from cas_core.workflows.limit import Limit
from generating.markdown import anchor, code, codes, link, listed, table
from generating.profile import national

UNITS = {"h": "hour", "d": "calendar day", "wd": "working day", "m": "calendar month"}


def clocks() -> Iterator[str]:
    """Yield the page of clocks."""
    flows = [flow for flow in national().all(Workflow).values() if flow.clocks]
    count = sum(len(flow.clocks) for flow in flows)
    yield f"# Clocks\n\nThe {count} time limits of the national layer; a layer may shorten them and add to them."
    yield "Days and months run out at the end of the last one."
    yield "The day on which they start is not counted (General Clauses Act 1897 s.9), unless a clock says that it is."
    yield "Sundays and the holidays of the build are no working days."
    yield "The times in which a state answers its [citizen services](services.md) are clocks of a register as well."
    yield "[What a case knows](../explanation/case.md) says how they are reckoned."
    yield from table(("clock", "limit", "rests on"), (_head(flow, clock) for flow in flows for clock in flow.clocks))
    for flow in flows:
        yield f"\n## {code(flow.id)}\n\n{flow.title}; see its [workflow](workflows.md#{anchor(flow.id)})."
        for clock in flow.clocks:
            yield from _clock(flow, clock)


def _head(flow: Workflow, clock: Clock) -> tuple[str, str, str]:
    return link(f"{flow.id}.{clock.id}"), length(clock.limit), clock.basis


def _clock(flow: Workflow, clock: Clock) -> Iterator[str]:
    yield f"\n### {code(f'{flow.id}.{clock.id}')}\n\n{clock.label}."
    counted = f", counted from {code(clock.counted_from)}" if clock.counted_from else ""
    said = (
        ("limit", length(clock.limit) + (", the first day counted" if clock.first_day_counts else "")),
        ("starts on", codes(clock.starts_on, " or ") + counted),
        ("runs if", code(clock.applies_if) if clock.applies_if else ""),
        ("runs for each", code(clock.counts_per) if clock.counts_per else ""),
        ("stops on", codes(clock.stops_on, " or ")),
        ("rests between", f"{codes(clock.pauses_on)} and {codes(clock.resumes_on)}" if clock.pauses_on else ""),
        ("regime", _regime(clock)),
        ("told when it runs out", link(clock.escalate_to, "access.md") if clock.escalate_to else ""),
        ("rests on", clock.basis),
    )
    yield from listed(said)


def length(text: str) -> str:
    """Return a limit in words: ``60d`` is 60 calendar days."""
    limit = Limit.parse(text)
    unit = UNITS[limit.unit]
    return f"{limit.number} {unit}{'s' if limit.number > 1 else ''}"


def _regime(clock: Clock) -> str:
    first = f"from {clock.valid_from:%d.%m.%Y} on" if clock.valid_from else ""
    last = f"until {clock.valid_to:%d.%m.%Y}" if clock.valid_to else ""
    said = " ".join(part for part in (first, last) if part)
    return f"what starts {said}" if said else ""
