"""Two districts with entries made by hand: what a supervising officer has to see, and what he must not."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime, timedelta

from builders import posted
from sqlalchemy import insert

from cas_core.store import index, records
from cas_core.store.case_tables import Clock
from cas_core.store.public_tables import PublicEntry

NOW = datetime.now(UTC).replace(microsecond=0)
COMPOSITION = "0" * 64
MURDER, THEFT = ("BNS", "103(1)"), ("BNS", "303(2)")
OFFICERS = (
    ("ramanagara_sp", "SP", "ramanagara", "sp"),
    ("range_ig", "IGP", "central_range", "viewer"),
    ("scrb", "INSP", "hq", "scrb"),
)
COLUMNS = ("pending.fir", "late", "broken", "soon", "heinous", "sensitive", "pending.complaint")
_COUNTED = {
    "upparpet": (3, 2, 1, 1, 1, 1, 2),
    "cubbon_park": (1, 3, 0, 0, 0, 0, 0),
    "chickpet": (0, 0, 0, 0, 0, 0, 1),
    "west_cen": (1, 0, 0, 1, 0, 0, 0),
    "bidadi": (5, 6, 0, 0, 5, 0, 0),
}
BY_HAND = {office: dict(zip(COLUMNS, numbers, strict=True)) for office, numbers in _COUNTED.items()}
"""What stands in the registers, counted on paper."""
_serials = itertools.count(1)


def added(*offices):
    """Return the numbers of some offices together."""
    return {column: sum(BY_HAND[office][column] for office in offices) for column in COLUMNS}


class Entered:
    """Writes what registers hold, without forms, in one transaction."""

    def __init__(self, connection):
        self._connection = connection

    def record(self, office, register="fir", status="registered", sections=(), kept_back=""):
        """Enter a record and return its id."""
        serial = next(_serials)
        record, number = records.new_id(), f"{serial:04}/2026"
        row = {
            "id": record, "state": "KA", "office": office, "register": register, "series": "", "period": "2026",
            "serial": serial, "number": number, "national_number": f"KA.{office}.{register}.{serial}", "status": status,
            "created_at": NOW - timedelta(days=90, minutes=serial), "created_by": "sho", "composition": COMPOSITION,
        }  # fmt: skip
        records.add_record(self._connection, row, [number])
        cited = [
            ("offence", f"statutes.{at}", {"act": act, "section": name}) for at, (act, name) in enumerate(sections)
        ]
        index.fill(self._connection, record, records.new_id(), cited)
        if kept_back:
            entry = {
                "record": record, "view": "fir", "status": "withheld", "since": NOW, "grounds": kept_back,
                "office": office, "number": number, "data": "{}",
            }  # fmt: skip
            self._connection.execute(insert(PublicEntry), [entry])
        return record

    def clock(self, record, due, stopped=None, *, ceased=False, name="progress", subject=""):
        """Let a clock run; days from now on."""
        at = {"due_at": NOW + timedelta(days=due), "started_at": NOW - timedelta(days=100)}
        ended = None if stopped is None else NOW + timedelta(days=stopped)
        row = {"record": record, "clock": name, "subject": subject, **at, "stopped_at": ended, "ceased": ceased}
        self._connection.execute(insert(Clock), [{**row, "breached_at": None}])


def two_districts(build, url):
    """Open a build whose registers hold what `BY_HAND` counts."""
    cas = posted(build, url)
    for officer, rank, office, role in OFFICERS:
        cas.appoint(officer, name=officer.title(), rank=rank, office=office, role=role)
    with cas.store.writing() as connection:
        entered = Entered(connection)
        _upparpet(entered)
        late = entered.record("cubbon_park", status="trial", kept_back="condition")
        for name in ("progress", "copy", "dispatch"):
            entered.clock(late, -1, name=name)
        entered.record("chickpet", "complaint", "acknowledged")
        entered.clock(entered.record("west_cen"), 6.9)
        for _ in range(5):
            entered.clock(entered.record("bidadi", sections=[MURDER]), -2)
        entered.clock(entered.record("bidadi", status="closed"), -3)
    return cas


def _upparpet(entered):
    murder = entered.record("upparpet", status="investigation", sections=[MURDER, THEFT])
    child = entered.record("upparpet", sections=[THEFT], kept_back="child condition")
    entered.record("upparpet", status="trial", kept_back="officer")
    entered.record("upparpet", status="closed", sections=[MURDER], kept_back="offence")
    entered.record("upparpet", "complaint", "received")
    entered.record("upparpet", "complaint", "allotted")
    entered.record("upparpet", "complaint", "fir_registered")
    entered.record("upparpet", "missing", "reported")
    entered.clock(murder, -1, name="charge_sheet_90", subject="A1")
    entered.clock(murder, -5, name="charge_sheet_90", subject="A2")
    entered.clock(murder, 3, name="progress")
    entered.clock(murder, 10, name="copy")
    entered.clock(child, -4, stopped=-3, name="copy")
    entered.clock(child, -60, stopped=-40, name="dispatch")
    entered.clock(child, -4, stopped=-5, name="publication")
    entered.clock(child, -9, stopped=-2, ceased=True, name="production")
