"""Ways in which officers fill in the forms of a course: rightly, wrongly, and as seldom as never."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from functools import cache
from typing import Any

from builders import form

Way = Callable[[Any, Any], Mapping[str, Any] | None]
"""Takes the oracle's world and the record; returns what changes in the example, or None where there is none such."""

NOWHERE = "446c5bdf-9228-44bd-bd49-eb346c3071c8"
OLD = "2024-01-01T10:00+05:30"


def as_it_is(_world: Any, _case: Any) -> Mapping[str, Any]:
    return {}


def says(**changes: Any) -> Way:
    return lambda *_: changes


def latest(register: str, field: str, *, elsewhere: bool = False) -> Way:
    """Name the latest record of a register, at the same office or at another one."""

    def way(world: Any, case: Any) -> Mapping[str, Any] | None:
        found = [
            other.id
            for other in world.cases.values()
            if other.register == register and (other.registered_at == case.registered_at) is not elsewhere
        ]
        return {field: found[-1]} if found else None

    return way


def since(*moments: str, **changes: Any) -> Way:
    """Happened right after the registration."""

    def way(_world: Any, case: Any) -> Mapping[str, Any]:
        moment = (case.at + timedelta(seconds=1)).isoformat(timespec="seconds")
        return {"before_registration": None, **changes, **dict.fromkeys(moments, moment)}

    return way


def report(left_out: int) -> Way:
    """A final form on all accused but the last few."""

    def way(_world: Any, case: Any) -> Mapping[str, Any] | None:
        told = case.accused[: len(case.accused) - left_out]
        row = example("final_report")["accused"][0]
        return {"accused": [{**row, "accused": code} for code in told]} if told else None

    return way


def supplementary(_world: Any, case: Any) -> Mapping[str, Any]:
    row = example("supplementary_report")["accused"][0]
    return {"accused": [{**row, "accused": code} for code in case.accused]}


def judgment(**changes: Any) -> Way:
    """A judgment on those accused whom the court tries, or on the first of them."""

    def way(_world: Any, case: Any) -> Mapping[str, Any]:
        row = {key: value for key, value in example("court_disposal")["rows"][1].items() if key != "name"}
        tried = case.last("court_intake").get("accused") or case.accused[:1]
        told = tried[:1] if changes.get("first") else tried
        rest = {name: value for name, value in changes.items() if name != "first"}
        return {"rows": [{**row, "accused": code, "name": {"text": "X"}} for code in told], **rest}

    return way


CHILD = {"name": {"text": "पूजा", "roman": "Pooja"}, "gender": "F", "age": 11}
ADULT = {"name": {"text": "Farhan"}, "gender": "M", "age": 30}
REASON = {"before_registration": "Held by residents on the spot"}
LATER_OFF = ("finished_at", "recording_forwarded_at", "magistrate_informed_at", "record_sent_at", "before_registration")

WAYS: dict[str, dict[str, Way]] = {
    "fir": {
        "plain": as_it_is,
        "of a complaint": latest("complaint", "complaint"),
        "of a death": latest("unnatural_death", "unnatural_death"),
        "diary of another station": latest("general_diary", "gd_entry", elsewhere=True),
        "no diary": says(gd_entry=NOWHERE),
    },
    "missing": {
        "adult": says(person=ADULT, fir=None),
        "child": says(person=CHILD, fir=None),
        "child with FIR": lambda world, case: (
            (found := latest("fir", "fir")(world, case)) and {**found, "person": CHILD}
        ),
    },
    "missing_traced": {
        "alive": as_it_is,
        "not before the Committee": says(committee_at=None),
        "returned": says(outcome="returned"),
    },
    "complaint": {"plain": as_it_is, "cognizable": says(cognizable=True)},
    "complaint_enquiry": {"civil": as_it_is, "cognizable": says(cognizable=True)},
    "complaint_reply": {"civil": as_it_is, "merged": latest("complaint", "merged_into")},
    "unnatural_death": {
        "doubt": as_it_is,
        "custody": says(in_custody=True, custody="police", magistrate_for_custody="J"),
    },
    "inquest": {
        "sent": as_it_is,
        "by a Magistrate": says(held_by_magistrate=True, magistrate="JMFC II"),
        "not sent": says(sent_for_examination=False, hospital=None, sent_with=None, not_sent_reason="None"),
    },
    "body_handover": {"relatives": as_it_is, "buried": says(manner="buried", handed_to=None, relation=None, place="K")},
    "permission": {"fee": as_it_is, "free": says(fee_due=False)},
    "permission_grant": {"over": as_it_is, "still valid": says(valid_to="2099-11-01")},
    "arrest": {
        "explained": says(arrested_at=OLD, intimated_at=OLD, accused_code="A1", **REASON),
        "before the FIR": says(arrested_at=OLD, intimated_at=OLD, accused_code="A1", before_registration=None),
        "in time": since("arrested_at", "intimated_at", accused_code="A1"),
        "of somebody new": since("arrested_at", "intimated_at", accused_code=None),
    },
    "search_seizure": {
        "in time": since("seized_at", accused_code="A1", **dict.fromkeys(LATER_OFF)),
        "before the FIR": says(accused_code="A1", before_registration=None),
    },
    "final_report": {"of all": report(0), "of all but one": report(1)},
    "supplementary_report": {"of all": supplementary},
    "court_intake": {
        "taken on file": says(accused=["A1", "A2"]),
        "names nobody": says(accused=[]),
        "returned": says(result="returned", objections="Annexe B is missing", accused=[]),
        "final report accepted": says(result="final_report_accepted", accused=[]),
    },
    "court_disposal": {
        "of all": judgment(copy_received_on=None, appeal_preferred=False),
        "copy received": judgment(copy_received_on="2025-12-04"),
        "of one": judgment(first=True, copy_received_on=None),
        "of one, case continues": judgment(first=True, copy_received_on=None, case_continues=True),
    },
    "appeal": {
        "filed": says(decided=False, decided_on=None, rows=None),
        "decided": as_it_is,
        "retrial": says(retrial=True),
    },
    "production": {"A1": says(accused_code="A1")},
    "remand": {"A1": says(accused_code="A1")},
    "bail": {"A1": says(accused_code="A1")},
    "notice": {"A1": says(accused_code="A1")},
}
"""By form; a form that is not named here is filled in as its example is."""


@cache
def example(name: str) -> Mapping[str, Any]:
    return form(name)


def filled(world: Any, case: Any, name: str, said: str) -> dict[str, Any] | None:
    """Return a form filled in one way; None where that way is not open."""
    changes = WAYS.get(name, {"": as_it_is})[said](world, case)
    diary = latest("general_diary", "gd_entry")(world, case)
    if changes is None or (diary is None and name != "gd_entry"):
        return None
    base = dict(example(name))
    if "gd_entry" in base or name in {"fir", "arrest"}:
        base |= diary or {}
    return {key: value for key, value in {**base, **changes}.items() if value is not None}


def ways(name: str) -> list[str]:
    """Return the names of the ways of a form."""
    return sorted(WAYS.get(name, {"": as_it_is}))
