"""Reports of two stations; you name only what matters."""

import json
import uuid

from builders import diary, form

NAME = {"text": "ಲಕ್ಷ್ಮಮ್ಮ ಗೌಡ", "roman": "Lakshmamma Gowda"}
ADDRESS = {"address": {"village": "ಬೆಂಗಳೂರು", "district": "ಬೆಂಗಳೂರು ನಗರ"}}
ROMAN_ADDRESS = {"address": {"village": "Bengaluru", "district": "Bengaluru Nagara"}}
DRESS = {"upper_dress": "blouse", "upper_colour": "green", "lower_dress": "sari", "lower_colour": "maroon"}


def entered(cas, by, register, data):
    """Enter a record with a diary entry before it."""
    with cas.desk(f"officer:{by}") as desk:
        entry = diary(desk, str(uuid.uuid4()))
        return desk.enter(register, {**data, "gd_entry": entry.id}, key=str(uuid.uuid4()))


def missing_woman(cas, officer="sho", **more):
    """Reported in Kannada letters; the names have their Roman form for the national search."""
    person = {"name": NAME, "gender": "F", "age": 42, **more.pop("person", {})}
    roll = {"build": "thin", "height_from": 152, "height_to": 155, "complexion": "wheatish", "tattoo": "ಬಲಗೈ ಮೇಲೆ ಅಮ್ಮ"}
    said = {"person": person, "physical": roll, "dress": DRESS, "languages": ["kannada"], "last_seen_place": ADDRESS}
    times = {"last_seen_at": "2026-03-01T18:00+05:30", "informed_at": "2026-03-02T09:00+05:30"}
    return entered(cas, officer, "missing", {**form("missing", devices=[], numbers=[]), **said, **times, **more})


def found_woman(cas, officer="other", **more):
    """Described by another station in Roman letters."""
    roll = {
        "build": "thin",
        "height_from": 150,
        "height_to": 156,
        "complexion": "wheatish",
        "tattoo": "Amma, right hand",
    }
    said = {"gender": "F", "age_from": 38, "age_to": 45, "child": False, "physical": roll, "dress": DRESS}
    told = {"name_told": {"text": "Lakshmama Gowda"}, "languages": ["kannada"], "place": ROMAN_ADDRESS}
    times = {"found_at": "2026-03-06T07:00+05:30"}
    return entered(cas, officer, "found_person", {**form("found_person"), **said, **told, **times, **more})


def dead_woman(cas, officer="other", **more):
    """An unidentified body; nobody knows a name."""
    roll = {"height_from": 152, "height_to": 156, "tattoo": "AMMA on right forearm"}
    said = {"gender": "F", "age_from": 35, "age_to": 45, "physical": roll, "dress": DRESS, "place": ROMAN_ADDRESS}
    times = {"found_at": "2026-03-06T07:00+05:30", "informed_at": "2026-03-06T08:00+05:30"}
    times["magistrate_informed_at"] = "2026-03-06T08:30+05:30"
    return entered(cas, officer, "unnatural_death", {**form("unnatural_death"), **said, **times, **more})


def stolen(cas, officer="sho", **things):
    """An FIR of theft."""
    fir = {**form("fir"), "properties": [], **things, "ka": {"beat": "3"}}
    return entered(cas, officer, "fir", fir)


def unclaimed(cas, officer="other", **things):
    """Property without an owner."""
    found = {"found_at": "2026-11-24T08:00+05:30", "vehicles": [], **things}
    return entered(cas, officer, "unclaimed_property", {**form("unclaimed_property"), **found})


def seized(cas, officer="other", **things):
    """A seizure in another case."""
    fir = stolen(cas, officer)
    with cas.desk(f"officer:{officer}") as desk:
        desk.move(fir, "assign_io", to_officer=officer)
        early = {"before_registration": "Found at a check post"}
        empty = {name: [] for name in ("vehicles", "firearms", "electronics", "jewellery", "properties")}
        later = json.loads(json.dumps(form("search_seizure")).replace("2025-02-2", "2026-11-2"))
        memo = {**later, **empty, **early, **things, "gd_entry": diary(desk, str(uuid.uuid4())).id}
        return desk.submit(fir, "search_seizure", memo)
