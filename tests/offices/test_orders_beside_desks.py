"""An order about offices and a desk that works meanwhile: each record is where the later of the two left it."""

import threading
from contextlib import ExitStack
from datetime import timedelta

from beside import beside, waits
from databases import on_both, on_postgresql
from stations import filled

from cas_core.desk import opened as opening
from cas_core.sources import today
from cas_core.store import journal, records

EAST = {"id": "upparpet_east", "code": "04430999", "name": "East", "local_name": "East", "unit": "0999"}
ALL = {"*": EAST["id"]}


def where(state, record):
    with state.store.reading() as connection:
        return records.by_id(connection, record.id).office


@on_both
def test_an_order_that_waited_for_its_turn_comes_after_what_was_done_meanwhile(state, orders, url, monkeypatch):
    with state.desk("officer:sho") as desk:
        process = desk.enter("process", filled("process"), key="process")
    asked, writing = threading.Event(), state.store.writing

    def noticed(*turns):
        asked.set()
        return writing(*turns)

    with ExitStack() as later, state.desk("officer:sho") as desk:
        desk.read(process)
        monkeypatch.setattr(state.store, "writing", noticed)
        came = (lambda: waits(url)) if url.startswith("postgresql") else (lambda: asked.wait(10))
        merge = beside(lambda: orders.merge("cubbon_park", "upparpet", on=today()), came)
        later.enter_context(merge)
        desk.move(process, "endorse", to_office="cubbon_park")

    assert where(state, process) == "upparpet"
    assert in_order(state, "upparpet")
    assert in_order(state, "cubbon_park")
    assert state.verify() == []


def in_order(state, office):
    """Tell whether the moments in the journal of an office never go back."""
    with state.store.reading() as connection:
        moments = [entry.at for entry in journal.entries(connection, office)]
    return moments == sorted(moments)


@on_postgresql
def test_a_record_that_a_supervisor_moves_meanwhile_is_not_taken_along(state, orders, url):
    with state.desk("officer:sho") as desk:
        complaint = desk.enter("complaint", filled("complaint"), key="complaint")

    with ExitStack() as later, state.desk("officer:acp") as desk:
        desk.move(complaint, "send_down", to_office="cubbon_park")
        later.enter_context(beside(lambda: orders.split("upparpet", [EAST], on=today(), cases=ALL), lambda: waits(url)))

    assert where(state, complaint) == "cubbon_park"
    assert state.verify() == []


@on_postgresql
def test_a_record_that_a_supervisor_closes_meanwhile_stays(state, orders, url):
    with state.desk("portal:upparpet") as desk:
        feedback = desk.enter("feedback", filled("feedback", reply_wanted=False), key="feedback")

    with ExitStack() as later, state.desk("officer:acp") as desk:
        desk.move(feedback, "note")
        later.enter_context(beside(lambda: orders.split("upparpet", [EAST], on=today(), cases=ALL), lambda: waits(url)))

    assert where(state, feedback) == "upparpet"
    assert state.verify() == []


@on_both
def test_a_record_at_rest_goes_where_it_is_named(state, orders):
    with state.desk("officer:sho") as desk:
        named, other = (desk.enter("process", filled("process"), key=key) for key in ("named", "other"))
        for process in (named, other):
            desk.move(process, "recall")
    orders.split("upparpet", [EAST], on=today(), cases={named.id: EAST["id"], **ALL})

    assert (where(state, named), where(state, other)) == (EAST["id"], "upparpet")


@on_postgresql
def test_what_is_handed_over_on_its_day_comes_after_what_the_desk_did_meanwhile(state, orders, url, monkeypatch):
    tomorrow = today() + timedelta(days=1)
    orders.split("upparpet", [EAST], on=tomorrow, cases=ALL)
    with state.desk("officer:sho") as desk:
        complaint = desk.enter("complaint", filled("complaint"), key="complaint")

    with ExitStack() as later, state.desk("officer:sho") as desk:
        desk.enter("general_diary", filled("gd_entry"), key="before")
        monkeypatch.setattr(opening, "today", lambda: tomorrow)
        later.enter_context(beside(lambda: state.who("officer:other"), lambda: waits(url)))
        desk.enter("general_diary", filled("gd_entry"), key="meanwhile")

    assert where(state, complaint) == EAST["id"]
    assert in_order(state, "upparpet")
