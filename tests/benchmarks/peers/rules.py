"""The FIR's conditions between fields, written by hand over plain values, for peers that know one field at a time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from peers.words import later, moment

NEEDED = {
    "court_ordered": ("court_name", "court_order_on"),
    "transferred_in": ("former_number", "former_station", "former_registered_at"),
    "re_registered": ("former_number", "former_station", "former_registered_at"),
    "e_fir": ("electronic_received_at", "electronic_signed_on"),
}
ACTIONS = {
    "directed": ("investigating_officer",),
    "refused": ("refusal_reason",),
    "transferred": ("transferred_station", "transferred_district"),
}


def broken(fir: Mapping[str, Any], now: datetime) -> list[str]:
    """Return what an FIR lacks or contradicts."""
    return [*_missing(fir), *_contradicted(fir, now)]


def _missing(fir: Mapping[str, Any]) -> Iterator[str]:
    wanted = (*NEEDED.get(fir.get("kind", "regular"), ()), *ACTIONS.get(fir["action_taken"], ()))
    yield from (name for name in wanted if fir.get(name) is None)
    if fir["sensitive"] and fir.get("sensitive_grounds") is None:
        yield "sensitive_grounds"


def _contradicted(fir: Mapping[str, Any], now: datetime) -> Iterator[str]:
    if moment(fir["informed_at"]) > now:
        yield "information_is_past"
    ends = fir.get("occurrence") or {}
    if any(later(_read(ends.get(end)), moment(fir["informed_at"])) for end in ("from", "to")):
        yield "occurrence_before_information"
    if not fir["complainant"].get("addresses"):
        yield "complainant_has_address"
    if not fir.get("accused") and not fir.get("accused_unknown"):
        yield "accused_or_unknown"
    if fir["information_type"] == "oral" and not fir["read_over"]:
        yield "oral_is_read_over"
    if fir.get("outside_limits") and not (fir.get("outside_station") or fir.get("outside_district")):
        yield "outside_is_named"
    yield from _unpermitted(fir)
    if fir.get("copy_given_at") and moment(fir["copy_given_at"]) > now:
        yield "copy_has_time"


def _read(end: str | None) -> datetime | str | None:
    return moment(end) if end and "T" in end else end


def _unpermitted(fir: Mapping[str, Any]) -> Iterator[str]:
    finished, permitted = fir.get("enquiry_finished_on"), fir.get("enquiry_permitted_on")
    if finished and not (fir.get("enquiry_permitted_by") and permitted and permitted <= finished):
        yield "enquiry_is_permitted"
    if fir.get("withheld_on") and not fir.get("withheld_by"):
        yield "withheld_by_officer"
