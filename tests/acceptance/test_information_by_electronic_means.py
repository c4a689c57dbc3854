"""Information sent by electronic means is signed within three days: BNSS s.173(1)(ii)."""

from datetime import UTC, datetime, timedelta

import pytest
from builders import now

from cas_core.store import journal


@pytest.fixture
def sent(act, said):
    told = said("complaint", mode="portal", received_at=now(), signed_on=None)
    return act("portal").enter("complaint", told, key="sent")


def breaches(cas, record):
    with cas.store.reading() as connection:
        return [row for row in journal.entries(connection, record=record.id) if row.verb == "breach"]


def test_what_is_unsigned_on_the_fourth_day_is_a_breach_told_to_the_officer_in_charge(cas, sent):
    assert "signature" in {clock.definition.id for clock in sent.running}
    assert cas.note_breaches(datetime.now(UTC) + timedelta(days=3)) == 1  # the acknowledgement alone
    fourth = datetime.now(UTC) + timedelta(days=5)
    assert cas.note_breaches(fourth) == 1
    assert cas.note_breaches(fourth) == 0
    assert '"clock":"signature"' in breaches(cas, sent)[-1].detail
    assert '"escalate_to":"sho"' in breaches(cas, sent)[-1].detail
    assert cas.verify() == []


def test_what_is_signed_on_the_third_day_is_none(cas, act, sent):
    act("portal").move(sent, "acknowledge")
    signed = act("writer").move(sent, "record_signature")
    assert "signature" not in {clock.definition.id for clock in signed.running}
    assert cas.note_breaches(datetime.now(UTC) + timedelta(days=10)) == 0
    assert breaches(cas, sent) == []


def test_the_portal_neither_signs_for_the_giver_nor_registers(act, refused, sent):
    for step in ("record_signature", "register_fir", "transfer"):
        with refused("not-permitted"):
            act("portal").move(sent, step)
