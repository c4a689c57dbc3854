"""Drugs from the seizure through the laboratory to their disposal: every hand is on record.

NDPS Act s.42, s.52A; BNSS s.105, s.497; audits found parcels whose way nobody could tell.
"""

from datetime import timedelta

import pytest
from builders import form

DRUGS = [{"act": "NDPS", "section": "20(b)(ii)(B)"}]


@pytest.fixture
def fir(act, said):
    record = act("sho").enter("fir", said("fir", gd_entry=said("missing")["gd_entry"], statutes=DRUGS), key="fir")
    return act("sho").move(record, "assign_io", to_officer="io")


@pytest.fixture
def seized(act, said, fir):
    """Seized on the spot, before the FIR was written, with the annexe on drugs filled in."""
    memo = said("search_seizure", accused_code="A1", statutes=DRUGS, before_registration="Seized on the spot")
    return act("io").submit(fir, "search_seizure", memo)


def test_drugs_go_from_seizure_through_the_laboratory_to_their_destruction(cas, act, said, refused, seized):
    drug = form("search_seizure")["drugs"][0]
    found = cas.find("property_item", as_="officer:sho", kind=drug["kind"])
    assert [row["record"] for row in found] == [seized.id]

    # The malkhana keeps the parcel under the FIR; the sample goes to the laboratory and comes back under seal.
    parcel = act("malkhana").enter("malkhana", said("malkhana_entry", fir=seized.id), key="parcel")
    asked = {"kind": "chemical", "to": "State Forensic Science Laboratory", "number": "REQ/88/2025"}
    act("io").submit(seized, "requisition", said("requisition", **asked))
    act("malkhana").submit(parcel, "malkhana_out", said("malkhana_out"))
    with refused("not-now"):
        act("malkhana").submit(parcel, "malkhana_out", said("malkhana_out"))
    with refused("seal_is_explained"):
        act("malkhana").submit(parcel, "malkhana_in", said("malkhana_in", seal_intact=False))
    act("malkhana").submit(parcel, "malkhana_in", said("malkhana_in"))
    answer = {"kind": "chemical", "requisition_number": "REQ/88/2025", "authority": asked["to"]}
    case = act("io").submit(seized, "requisition_result", said("requisition_result", **answer))
    assert case.status == "investigation"

    # The court sees and states it within fourteen days and orders within thirty; it is destroyed before witnesses.
    with refused("not-permitted"):
        act("io").move(parcel, "produce")
    parcel = act("court").move(parcel, "produce")
    (statement,) = parcel.running
    assert statement.due_at - statement.started_at > timedelta(days=13)
    parcel = act("court").submit(parcel, "malkhana_statement", said("malkhana_statement"))
    assert [clock.definition.id for clock in parcel.running] == ["order"]
    witnesses = form("search_seizure")["witnesses"]
    gone = said("malkhana_disposal", manner="destroyed", witnesses=witnesses, given_to=None)
    parcel = act("malkhana").submit(parcel, "malkhana_disposal", gone)
    assert (parcel.status, parcel.running) == ("destroyed", ())
    assert [submitted.form for submitted in parcel.forms] == [
        "malkhana_entry",
        "malkhana_out",
        "malkhana_in",
        "malkhana_statement",
        "malkhana_disposal",
    ]
    assert cas.verify() == []


def test_drugs_are_not_seized_before_the_fir_without_a_reason(act, said, refused, fir):
    memo = said("search_seizure", accused_code="A1", statutes=DRUGS, before_registration=None)
    with refused("seizure_after_registration"):
        act("io").submit(fir, "search_seizure", memo)
