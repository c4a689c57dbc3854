"""What the law asks of a record as a whole, register by register, told without the definitions."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any, NamedTuple

REFERS = {
    "gd_entry": "general_diary",
    "complaint": "complaint",
    "fir": "fir",
    "unnatural_death": "unnatural_death",
    "merged_into": "complaint",
}
"""Fields that name a record, and the register in which it stands."""


class Rule(NamedTuple):
    """What must hold when a step, a form, the opening or the end of a transaction happens."""

    on: frozenset[str]
    says: str
    holds: Callable[[Any, Any], bool]


def rule(on: str, says: str, holds: Callable[[Any, Any], bool]) -> Rule:
    return Rule(frozenset(on.split()), says, holds)


def diary_before(world: Any, case: Any) -> bool:
    """BNSS s.173(1): the diary entry is one of the same station, made before the FIR."""
    diary = world.cases[case.last("fir")["gd_entry"]]
    return diary.registered_at == case.registered_at and diary.entered < case.entered


def after_registration(form: str, moment: str) -> Callable[[Any, Any], bool]:
    """BNSS s.35, s.106: after the FIR by the clock of the server, or with the reason why not."""

    def holds(_world: Any, case: Any) -> bool:
        said = case.last(form)
        return datetime.fromisoformat(said[moment]) >= case.at or bool(said.get("before_registration"))

    return holds


def codes(rows: Iterable[Any]) -> set[str]:
    return {row["accused"] for row in rows}


def accounted(_world: Any, case: Any) -> bool:
    """BNSS s.193(3)(i): of every accused the final form says what becomes of him."""
    return codes(case.last("final_report").get("accused", ())) >= set(case.accused)


def all_judged(_world: Any, case: Any) -> bool:
    """IIF-6: a case ends with a judgment on everyone against whom the court took cognizance."""
    judged = {code for paper in case.papers["court_disposal"] for code in codes(paper.data["rows"])}
    taken = {code for paper in case.papers.get("court_intake", ()) for code in paper.data.get("accused", ())}
    return judged >= taken


def no_child_without_fir(world: Any, case: Any) -> bool:
    """Bachpan Bachao Andolan v. Union of India (2013)."""
    return not child(case) or world.linked(case, "fir")


def child(case: Any) -> bool:
    return bool(case.last("missing")["person"].get("age", 99) < 18)


def not_cognizable(_world: Any, case: Any) -> bool:
    return True not in {case.last("complaint").get("cognizable"), case.last("complaint_enquiry").get("cognizable")}


def examined(_world: Any, case: Any) -> bool:
    return case.last("inquest").get("sent_for_examination") is not True or bool(case.last("post_mortem"))


def known(case: Any) -> bool:
    return case.last("unnatural_death").get("identified") is True or bool(case.last("body_identification"))


def special_death(case: Any) -> bool:
    said = case.last("unnatural_death")
    grounds = ("woman_within_seven_years", "relative_request", "doubt", "in_custody")
    return any(said.get(name) is True for name in grounds)


def magistrate_inquired(_world: Any, case: Any) -> bool:
    """BNSS s.196(1): suicide of a woman within seven years of her marriage, or her death under suspicion."""
    said = case.last("unnatural_death")
    asked = said.get("woman_within_seven_years") and said["circumstance"] in {
        "suicide",
        "suspicious",
        "killed_by_another",
    }
    inquired = case.last("inquest").get("held_by_magistrate") or case.last("inquest_order").get("magistrate_inquiry")
    return not asked or bool(inquired)


def fir_is_there(world: Any, case: Any) -> bool:
    return bool(world.linked(case, "fir"))


def given(form: str) -> Callable[[Any, Any], bool]:
    return lambda _world, case: bool(case.last(form))


AT_COURT = {"forwarded_to_court", "accepted", "further_investigation", "trial", "disposed", "appeal", "closed"}
IO_WORK = "arrest search_seizure crime_details statement final_report requisition"

RULES = {
    "fir": (
        rule("opening", "diary entry of the same station before the FIR", diary_before),
        rule(IO_WORK, "nobody investigates before an officer is assigned", lambda _, case: "io" in case.duties),
        rule("arrest", "FIR before arrest", after_registration("arrest", "arrested_at")),
        rule("search_seizure", "FIR before seizure", after_registration("search_seizure", "seized_at")),
        rule("final_report", "every accused is accounted for", accounted),
        rule("final_report", "what is with the court stays", lambda _, case: case.status not in AT_COURT),
        rule("final_report", "seven years or more: crime details first", given("crime_details")),
        rule(
            "take_on_file", "cognizance names the accused", lambda _, case: bool(case.last("court_intake")["accused"])
        ),
        rule("dispose", "every accused is judged", all_judged),
        rule("decide_appeal retry", "a result for each accused", lambda _, case: bool(case.last("appeal")["rows"])),
    ),
    "missing": (
        rule("commit", "a missing child has an FIR", no_child_without_fir),
        rule(
            "find_alive",
            "a child goes to the Committee",
            lambda _, case: not child(case) or bool(case.last("missing_traced").get("committee_at")),
        ),
    ),
    "complaint": (
        rule("register_fir register_by_court_order", "an FIR names the complaint", fir_is_there),
        rule("register_ncr", "an NCR names the complaint", lambda world, case: bool(world.linked(case, "ncr"))),
        rule("start_preliminary_enquiry", "the enquiry is permitted", lambda *_: False),
        rule(
            "enter_in_diary advise_civil register_ncr close_withdrawn forward transfer",
            "cognizable is registered",
            not_cognizable,
        ),
        rule(
            "refuse close_false",
            "cognizable is registered, or enquired into by permission",
            lambda world, case: not_cognizable(world, case) or bool(world.linked(case, "preliminary_enquiry")),
        ),
        rule(
            "enter_in_diary advise_civil forward refuse close_false close_withdrawn merge",
            "the complainant is told",
            given("complaint_reply"),
        ),
        rule("merge", "the other is named", lambda _, case: bool(case.last("complaint_reply").get("merged_into"))),
    ),
    "unnatural_death": (
        rule(
            "inquest",
            "a special death is examined",
            lambda _, case: case.last("inquest").get("sent_for_examination") is True or not special_death(case),
        ),
        rule(
            "inquest",
            "a death in custody goes to a Magistrate",
            lambda _, case: (
                case.last("inquest")["held_by_magistrate"] is True
                or case.last("unnatural_death").get("in_custody") is not True
            ),
        ),
        rule("inquest_order", "a Magistrate inquires into a bride's death", magistrate_inquired),
        rule("body_handover inquest_order", "examined before", examined),
        rule(
            "body_handover",
            "an unknown body is published, samples kept",
            lambda _, case: (
                known(case)
                or (bool(case.last("body_publication")) and case.last("body_handover").get("samples_kept") is True)
            ),
        ),
        rule(
            "body_handover",
            "relatives receive a body that is known",
            lambda _, case: case.last("body_handover")["manner"] != "relatives" or known(case),
        ),
        rule("register_fir", "the FIR is there", fir_is_there),
    ),
    "permission": (
        rule(
            "take_up",
            "the fee is paid",
            lambda _, case: case.last("permission").get("fee_due") is not True or bool(case.last("fee_receipt")),
        ),
        rule(
            "expire",
            "the time is over",
            lambda _, case: date.fromisoformat(case.last("permission_grant")["valid_to"]) < datetime.now().date(),  # noqa: DTZ005 - far from midnight
        ),
    ),
}
"""By register. Where a rule stands on a form or on the opening it binds a correction as it binds the first entry."""
