"""Every register of the station and of the citizen: from its opening form to an end, with what is refused on the way."""

from typing import Any, NamedTuple

import pytest

from cas_core import NotPermitted, RecordRefused


class Act(NamedTuple):
    """What one officer does to a record, or is refused."""

    officer: str
    verb: str
    name: str
    more: dict[str, Any] = {}
    refused: str = ""


def move(officer, name, to="", refused=""):
    return Act(officer, "move", name, {"to_officer": to} if to else {}, refused)


def submit(officer, name, refused="", **changes):
    return Act(officer, "submit", name, changes, refused)


def agree(officer, name):
    return Act(officer, "agree", name)


STORIES = {
    "preliminary_enquiry": "sho",
    "missing": "writer",
    "unnatural_death": "writer",
    "lost_article": "portal",
    "permission": "portal",
    "verification": "portal",
}
"""Who opens a record whose path is told as a story in ``tests/acceptance``."""

PATHS = {
    "complaint": (
        "writer",
        "civil_advised",
        [
            move("writer", "acknowledge"),
            move("writer", "record_signature"),
            move("sho", "allot", to="eo"),
            move("eo", "start_enquiry"),
            submit("eo", "complaint_enquiry"),
            move("sho", "advise_civil", refused="guard"),
            move("sho", "register_fir", refused="guard"),
            submit("sho", "complaint_reply"),
            move("sho", "advise_civil"),
        ],
    ),
    "ncr": (
        "writer",
        "reported",
        [
            move("writer", "refer"),
            move("sho", "close", refused="guard"),
            submit("writer", "ncr_fortnight"),
            move("sho", "seek_permission"),
            submit("court", "ncr_order"),
            move("sho", "assign_io", to="io"),
            move("io", "send_report"),
        ],
    ),
    "found_person": (
        "writer",
        "restored",
        [
            move("sho", "assign_enquiry", to="eo"),
            move("writer", "produce_child"),
            submit("eo", "found_shelter"),
            submit("eo", "found_match"),
            submit("sho", "found_restoration", order=None, refused="guard"),
            submit("sho", "found_restoration"),
        ],
    ),
    "malkhana": (
        "store",
        "returned",
        [
            submit("store", "malkhana_out"),
            submit("store", "malkhana_in", seal_intact=False, refused="guard"),
            submit("store", "malkhana_in"),
            move("court", "produce"),
            submit("court", "malkhana_statement"),
            submit("store", "malkhana_release"),
            submit("store", "malkhana_disposal"),
        ],
    ),
    "process": (
        "typist",
        "returned",
        [
            move("sho", "allot", to="io"),
            submit("io", "process_failure"),
            move("sho", "allot", to="court"),
            submit("court", "process_service"),
            move("court", "produce"),
            move("court", "return"),
        ],
    ),
    "proclaimed": (
        "sho",
        "arrested",
        [
            submit("court", "proclaimed_declaration", refused="not-now"),
            submit("court", "proclamation"),
            submit("court", "proclaimed_declaration"),
            move("sho", "publish"),
            submit("court", "proclaimed_end"),
        ],
    ),
    "copy_request": (
        "portal",
        "given",
        [
            submit("writer", "copy_given", refused="guard"),
            submit("portal", "fee_receipt"),
            submit("writer", "copy_given"),
        ],
    ),
    "feedback": ("portal", "replied", [move("sho", "note", refused="guard"), submit("sho", "feedback_reply")]),
    "unclaimed_property": (
        "writer",
        "sold",
        [
            move("writer", "report"),
            agree("dsp", "approve_sale"),
            move("sho", "approve_sale", refused="guard"),
            submit("store", "property_proclamation"),
            agree("dsp", "approve_sale"),
            move("sho", "approve_sale"),
            submit("sho", "unclaimed_disposal"),
        ],
    ),
    "stranger_roll": ("writer", "answered", [move("writer", "remind"), submit("writer", "stranger_reply")]),
    "history_sheet": (
        "sho",
        "closed",
        [
            move("sho", "open", refused="agreement-missing"),
            agree("sp", "open"),
            move("sho", "open"),
            submit("sho", "history_note"),
            move("dsp", "review"),
            submit("sp", "history_closure"),
        ],
    ),
    "arms_deposit": (
        "store",
        "returned",
        [submit("store", "arms_return", licence_seen=False, refused="guard"), submit("store", "arms_return")],
    ),
}


OPENERS = STORIES | {register: path[0] for register, path in PATHS.items()}


def take(station, record, act):
    """Let an officer act; return the record, or check that it is refused and return it as it was."""
    if not act.refused:
        return getattr(station, act.verb)(act.officer, record, act.name, **act.more)
    with pytest.raises((RecordRefused, NotPermitted)) as caught:
        getattr(station, act.verb)(act.officer, record, act.name, **act.more)
    assert {problem.code for problem in caught.value.problems} == {act.refused}
    return record


@pytest.mark.parametrize("register", PATHS)
def test_a_register_is_walked_from_its_opening_form_to_an_end(station, register):
    officer, end, acts = PATHS[register]
    record = station.enter(officer, register)
    for act in acts:
        record = take(station, record, act)
    assert record.status == end
    assert station.cas.verify() == []


def test_every_register_but_diary_and_case_has_its_path(station):
    assert set(station.cas.registers()) - {"general_diary", "fir", *STORIES} == set(PATHS)


@pytest.mark.parametrize("register", OPENERS)
def test_an_officer_of_another_station_can_not_read_a_record(station, register):
    record = station.enter(OPENERS[register], register)
    with pytest.raises(NotPermitted), station.cas.desk("officer:neighbour") as desk:
        desk.read(record)


@pytest.mark.parametrize("register", OPENERS)
def test_a_register_numbers_its_records_from_one_in_each_year(station, register):
    first, second = (station.enter(OPENERS[register], register) for _ in range(2))
    serials = [int(record.number.partition("/")[0]) for record in (first, second)]
    assert serials[1] == serials[0] + 1
    assert first.number.endswith(f"/{first.created_at.year}")


def test_the_portal_enters_applications_and_nothing_else(station):
    """Least privilege: the system account of the portal opens no register of the station."""
    allowed = {"complaint", "lost_article", "permission", "verification", "copy_request", "feedback"}
    for register in set(station.cas.registers()) - allowed:
        with pytest.raises(NotPermitted):
            station.cas.desk("portal:market").enter(register, {}, key="k")
