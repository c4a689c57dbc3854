"""What an officer may do to a record, reckoned from the definitions and from the law; nothing of the engine is asked.

The oracle of `test_any_course`: it keeps its own picture of every record and says why an act is to be refused.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from picture import Act, Case, Officer, Paper
from statute import REFERS, RULES

SENIORITY = ("CT", "HC", "ASI", "SI", "INSP", "DSP", "ADDL_SP", "SP")


@dataclass
class Lawful:
    """The definitions of a build with its offices and officers, and the records that there are."""

    elements: Mapping[str, Any]
    above: Mapping[str, str]
    kinds: Mapping[str, str]
    officers: Mapping[str, Officer]
    cases: dict[str, Case] = field(default_factory=dict)

    def workflow(self, register: str) -> Mapping[str, Any]:
        """Return the workflow of a register."""
        return self.elements["workflow"][self.elements["register"][register]["workflow"]]

    def steps(self, register: str) -> list[Mapping[str, Any]]:
        """Return the steps of a register."""
        return list(self.workflow(register).get("transitions", ()))

    def hindrances(self, act: Act, case: Case) -> list[str]:
        """Return what stands in the way of an act whatever is filled in: posting, reach, step, and whose step it is."""
        who = self.officers[act.officer]
        return [*self._posting(act, case, who), *self._form(act, case)]

    def objections(self, act: Act, case: Case, data: Mapping[str, Any]) -> list[str]:
        """Return why an act is to be refused; none where it is lawful."""
        who = self.officers[act.officer]
        found = self.hindrances(act, case)
        if found:
            return found
        step, found = self._step(act, case, data)
        found += self._authority(step, case, who, act) if step and not found else ()
        retaken = self._retaken(act, case)
        found += self._taker(retaken, case, who) if retaken else ()
        if found or act.verb in {"read", "agree"}:
            return found
        after = self.after(act, case, data)
        found = [*self._references(data), *self._reading(act, after, who), *self._same_step(act, case, data)]
        return found or [*self._law(act, after, step)]

    def after(self, act: Act, case: Case, data: Mapping[str, Any]) -> Case:
        """Return a record as an act that is lawful leaves it."""
        new, who = case.copied(), self.officers[act.officer]
        if act.verb == "agree":
            step = next(step for step in self.steps(case.register) if step["id"] == act.name)
            new.agreed.setdefault(act.name, set()).update(self._names(who) & set(step["agree"]))
            return new
        step, _ = self._step(act, case, data)
        if act.verb == "amend":
            new.papers[act.name][-1] = Paper(data, case.papers[act.name][-1].step)
            new.takers |= {retaken["id"]: act.officer} if (retaken := self._retaken(act, case)) else {}
        elif data:
            form = self.elements["register"][case.register]["opening"] if act.verb == "enter" else act.name
            new.papers.setdefault(form, []).append(Paper(data, step["id"] if step else ""))
            new.accused += _introduced(form, data, len(new.accused))
        if step:
            new.status = step.get("target") or case.status
            new.takers[step["id"]] = act.officer
            new.duties |= {step["assigns"]: act.to_officer} if step.get("assigns") else {}
        if act.to_office:
            new.office, new.duties = act.to_office, {}
        if new.register == "fir" and new.status == "disposed" and _court_acknowledged(new):
            new.status = "closed"
        if act.verb in {"move", "amend"} or new.status != case.status:
            new.agreed.clear()
        return new

    def _posting(self, act: Act, case: Case, who: Officer) -> Iterator[str]:
        """Authority is person, posting and office; another office is out of reach."""
        wanted = act.name if act.verb in {"submit", "amend", "move"} else ""
        if act.verb == "enter":
            kept_by = self.elements["register"][case.register]["kept_by"]
            if self.kind(who.office) not in kept_by:
                yield "the office keeps no such register"
        if case.office not in self.reach(who):
            yield "out of reach"
        if act.verb != "agree" and not self.permits(who, case.register, act.verb, wanted):
            yield "the role does not permit it"
        if act.verb != "enter":
            yield from self._reading(act, case, who)

    def _reading(self, act: Act, case: Case, who: Officer) -> Iterator[str]:
        if act.to_office and act.verb == "move":
            return
        if not self.permits(who, case.register, "read", ""):
            yield "the role does not permit to read it"
        answerable = {*case.duties.values(), case.creator}
        scope = self.elements["role"][who.role]["scope"]
        if scope == "own" and self.workflow(case.register).get("duties") and who.id not in answerable:
            yield "no duty on this record"

    def _step(self, act: Act, case: Case, data: Mapping[str, Any]) -> tuple[Mapping[str, Any] | None, list[str]]:
        """Return the step that an act takes, or why it takes none."""
        if act.verb == "submit":
            steps = [step for step in self.steps(case.register) if step.get("form") == act.name]
            here = [step for step in steps if case.status in step["sources"]]
            fitting = [step for step in here if holds(step.get("only_if", ""), data)]
            return (fitting[0], []) if fitting else (None, ["not from this state"] if steps else [])
        if act.verb in {"move", "agree"}:
            step = next((step for step in self.steps(case.register) if step["id"] == act.name), None)
            if step is None or step.get("form") or step.get("when"):
                return None, ["nobody types this step"]
            return step, [] if case.status in step["sources"] else ["not from this state"]
        return None, []

    def _authority(self, step: Mapping[str, Any], case: Case, who: Officer, act: Act) -> Iterator[str]:
        if act.verb == "agree":
            if not self._names(who) & set(step.get("agree", ())):
                yield "not asked to agree"
            return
        yield from self._taker(step, case, who)
        if set(step.get("agree", ())) - case.agreed.get(step["id"], set()):
            yield "agreement is missing"
        yield from self._assignment(step, case, act)

    def _taker(self, step: Mapping[str, Any], case: Case, who: Officer) -> Iterator[str]:
        """Whose step it is; who corrects the form that took it takes it anew."""
        if not self._names(who) & set(step["roles"]):
            yield "not the officer whose step it is"
        if step.get("duty") and case.duties.get(step["duty"]) != who.id:
            yield "not assigned"
        if who.id in {case.takers.get(other) for other in step.get("apart_from", ())}:
            yield "took the step that this one checks"
        if step.get("min_rank") and not at_least(who.rank, step["min_rank"]):
            yield "too junior"

    def _retaken(self, act: Act, case: Case) -> Mapping[str, Any] | None:
        taken = case.papers[act.name][-1].step if act.verb == "amend" else ""
        return next((step for step in self.steps(case.register) if step["id"] == taken and step.get("form")), None)

    def _assignment(self, step: Mapping[str, Any], case: Case, act: Act) -> Iterator[str]:
        if bool(step.get("assigns")) != bool(act.to_officer):
            yield "names an officer where none is named, or none where one is"
        elif act.to_officer:
            duty = next(d for d in self.workflow(case.register)["duties"] if d["id"] == step["assigns"])
            holder = self.officers[act.to_officer]
            if holder.office != case.office or not self._names(holder) & set(duty["roles"]):
                yield "may not hold the duty"
            elif duty.get("min_rank") and not at_least(holder.rank, duty["min_rank"]):
                yield "too junior for the duty"
        kept_by = self.elements["register"][case.register]["kept_by"]
        if act.to_office and (not step.get("hands_over") or act.to_office == case.office):
            yield "hands nothing over"
        elif act.to_office and self.kind(act.to_office) not in kept_by:
            yield "the other office keeps no such register"

    def _form(self, act: Act, case: Case) -> Iterator[str]:
        if act.verb == "submit" and act.name not in self.elements["register"][case.register]["follow_ups"]:
            yield "the register has no such form"
        if act.verb == "amend" and (not act.reason.strip() or len(case.papers.get(act.name, ())) != 1):
            yield "no reason, or not clear what is corrected"

    def _same_step(self, act: Act, case: Case, data: Mapping[str, Any]) -> Iterator[str]:
        """A state is reached by steps: no correction makes of a form what would have led elsewhere."""
        taken = case.papers[act.name][-1].step if act.verb == "amend" else ""
        step = next((step for step in self.steps(case.register) if step["id"] == taken), {})
        if step.get("target") and not holds(step.get("only_if", ""), data):
            yield "would have taken another step"

    def _references(self, data: Mapping[str, Any]) -> Iterator[str]:
        for name, value in data.items():
            wanted = REFERS.get(name)
            if wanted and (value not in self.cases or self.cases[value].register != wanted):
                yield f"'{name}' is no entry that was made before"

    def _law(self, act: Act, after: Case, step: Mapping[str, Any] | None) -> Iterator[str]:
        """What happened is the form, the step, and for the first form the opening; a correction is measured alike."""
        opening = self.elements["register"][after.register]["opening"]
        happened = {act.name, step["id"] if step else "", "commit"}
        if act.verb == "enter" or (act.verb == "amend" and act.name == opening):
            happened |= {"opening", opening}
        if act.verb == "amend":
            happened.add(after.papers[act.name][-1].step)
        for rule in RULES.get(after.register, ()):
            if happened & set(rule.on) and not rule.holds(self, after):
                yield rule.says

    def linked(self, case: Case, register: str) -> bool:
        """Tell whether a record of a register refers to a record or is referred to by it."""
        own = {value for papers in case.papers.values() for paper in papers for value in _texts(paper.data)}
        others = [other for other in self.cases.values() if other.register == register]
        return any(other.id in own or (case.id and case.id in _mentioned(other)) for other in others)

    def kind(self, office: str) -> str:
        """Return the national type of an office: station, sub-division, and so on up."""
        return self.kinds[office]

    def reach(self, who: Officer) -> set[str]:
        """Return the offices of which a posting reaches the records."""
        scope = self.elements["role"][who.role]["scope"]
        if scope == "state":
            return set(self.above)
        below = {office for office in self.above if who.office in self._upwards(office)}
        return {who.office} | (below if scope == "below" else set())

    def permits(self, who: Officer, register: str, verb: str, name: str) -> bool:
        """Tell whether a role permits a verb."""
        return granted(tuple(self.elements["role"][who.role]["permits"]), (register, verb, *([name] if name else ())))

    def _upwards(self, office: str) -> Iterator[str]:
        while office := self.above[office]:
            yield office

    def _names(self, who: Officer) -> set[str]:
        return {who.role, self.elements["role"][who.role].get("stands_for", "")} - {""}


@cache
def granted(permits: tuple[str, ...], asked: tuple[str, ...]) -> bool:
    """Tell whether something is permitted: what is granted may be wider than what is asked, never narrower."""
    for permit in permits:
        parts = permit.split(".")
        matched = zip(parts, asked, strict=False)
        if all(part == "*" for part in parts[len(asked) :]) and all(part in {"*", wanted} for part, wanted in matched):
            return True
    return False


def at_least(rank: str, least: str) -> bool:
    """Tell whether a rank is another one or senior to it; the portal has none."""
    return rank in SENIORITY and SENIORITY.index(rank) >= SENIORITY.index(least)


def holds(text: str, data: Mapping[str, Any]) -> bool:
    """Tell whether a condition over one form holds, by Python's own reading of it."""
    if not text:
        return True
    known = {"filled": lambda value: value not in (None, "", [], {})}

    class Fields(dict[str, Any]):
        def __missing__(self, name: str) -> Any:
            return known.get(name)

    return bool(eval(text, {"__builtins__": {}}, Fields(data)))  # noqa: S307 - our own definitions


def _court_acknowledged(case: Case) -> bool:
    """Closed follows from what the court sent: its judgment, or the order on the final report."""
    accepted = case.last("court_intake").get("result") == "final_report_accepted"
    return accepted or bool(case.last("court_disposal").get("copy_received_on"))


def _introduced(form: str, data: Mapping[str, Any], known: int) -> list[str]:
    """Return the codes of the accused whom a form brings in."""
    if form == "fir":
        return [f"A{number}" for number, _ in enumerate(data.get("accused", ()), 1)]
    return [f"A{known + 1}"] if form == "arrest" and "accused_code" not in data else []


def _texts(data: Mapping[str, Any]) -> set[str]:
    return {value for value in data.values() if isinstance(value, str)}


def _mentioned(case: Case) -> set[str]:
    return {value for papers in case.papers.values() for paper in papers for value in _texts(paper.data)}
