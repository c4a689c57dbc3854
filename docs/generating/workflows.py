"""The page of workflows."""

from __future__ import annotations

from collections.abc import Iterator

from cas_core.registers import Register
from cas_core.workflows import Guard, State, Transition, Workflow
from cas_core.workflows.definition import Duty
from generating.markdown import code, codes, link, links, listed, table
from generating.profile import national


def workflows() -> Iterator[str]:
    """Yield the page of workflows."""
    held = national().all(Workflow)
    yield f"# Workflows\n\nThe {len(held)} workflows of the national layer: states of a record, and who takes a step."
    yield "A state in bold is one that the law names, and that no layer goes past."
    yield "The pictures leave out the steps that stay where they are; the tables have them."
    for flow in held.values():
        yield from _workflow(flow)


def _workflow(flow: Workflow) -> Iterator[str]:
    books = [book.id for book in national().all(Register).values() if book.workflow == flow.id]
    clocks = f"[{len(flow.clocks)}](clocks.md#{flow.id})" if flow.clocks else ""
    yield f"\n## {code(flow.id)}\n\n{flow.title}."
    yield from listed((("rests on", flow.basis), ("registers", links(books, "registers.md")), ("clocks", clocks)))
    yield from picture(flow)
    yield from table(("state", "label", "may rest here"), (_state(state) for state in flow.states))
    yield from table(("duty", "held by", "rests on"), (_duty(duty) for duty in flow.duties))
    yield from table(("step", "from", "to", "who", "how"), (_step(step) for step in flow.transitions))
    yield from table(("guard", "asked on", "what must hold"), (_guard(guard) for guard in flow.guards))


def picture(flow: Workflow) -> Iterator[str]:
    """Yield a Mermaid diagram of the steps that lead on."""
    yield "\n```mermaid\nstateDiagram-v2"
    yield from (f'    state "{state.label}" as {state.id}' for state in flow.states)
    yield f"    [*] --> {flow.initial}"
    ways: dict[tuple[str, str], list[str]] = {}
    for step in flow.transitions:
        for source in step.sources:
            if step.end(source) != source:
                ways.setdefault((source, step.end(source)), []).append(step.id)
    yield from (f"    {source} --> {end}: {', '.join(steps)}" for (source, end), steps in ways.items())
    yield from (f"    {state.id} --> [*]" for state in flow.states if state.final)
    yield "```"


def _state(state: State) -> tuple[str, str, str]:
    return code(state.id), f"**{state.label}**" if state.statutory else state.label, "yes" if state.final else ""


def _duty(duty: Duty) -> tuple[str, str, str]:
    rank = f", {duty.min_rank} or above" if duty.min_rank else ""
    return f"{code(duty.id)} {duty.label}", f"{links(duty.roles, 'access.md')}{rank}", duty.basis


def _step(step: Transition) -> tuple[str, ...]:
    basis = f" ({step.basis})" if step.basis else ""
    target = code(step.target) if step.target else "stays"
    return f"{code(step.id)} {step.label}{basis}", codes(step.sources), target, _who(step), _how(step)


def _who(step: Transition) -> str:
    said = [
        links(step.roles, "access.md") or "nobody",
        f"{step.min_rank} or above" if step.min_rank else "",
        f"who holds {code(step.duty)}" if step.duty else "",
        f"not who took {codes(step.apart_from, ' or ')}" if step.apart_from else "",
        f"with the agreement of {codes(step.agree)}" if step.agree else "",
    ]
    return "; ".join(part for part in said if part)


def _how(step: Transition) -> str:
    said = [
        f"by {link(step.form, 'forms.md')}" if step.form else "",
        f"if {code(step.only_if)}" if step.only_if else "",
        f"by itself, as soon as {code(step.when)}" if step.when else "",
        f"gives {code(step.assigns)}" if step.assigns else "",
        "may take another office" if step.hands_over else "",
    ]
    return "; ".join(part for part in said if part)


def _guard(guard: Guard) -> tuple[str, str, str]:
    basis = f" ({guard.basis})" if guard.basis else ""
    return code(guard.id), codes(guard.on), f"{guard.message}{basis} {code(guard.must)}"
