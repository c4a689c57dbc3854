"""An unknown body is found: inquest, examination, publication, identification, the Magistrate's order.

BNSS s.194 to s.196.
"""

from datetime import timedelta


def running(record):
    return {clock.definition.id: clock for clock in record.running}


def test_an_unknown_body_from_the_lake_to_the_magistrates_order(cas, act, said, refused):
    death = act("writer").enter("unnatural_death", said("unnatural_death"), key="death")
    act("sho").move(death, "assign", to_officer="eo")

    # There is a doubt about the death: the body is examined, whatever the relatives or the officer think.
    unsent = {"sent_for_examination": False, "hospital": None, "sent_with": None, "not_sent_reason": "Plain drowning"}
    with refused("special_cases_are_examined"):
        act("eo").submit(death, "inquest", said("inquest", **unsent))
    with refused("not-assigned"):
        act("sho").submit(death, "inquest", said("inquest"))
    death = act("eo").submit(death, "inquest", said("inquest"))
    report = running(death)["report"]
    assert report.due_at - report.started_at == timedelta(hours=24)

    # The description goes out; the public sees marks and dress and no more.
    assert cas.public.entries("unidentified_body") == []
    act("typist").submit(death, "body_publication", said("body_publication"))
    (shown,) = cas.public.entries("unidentified_body")
    assert shown.number == death.number
    assert set(shown.data) <= {"gender", "age_from", "age_to", "physical", "dress"}

    # Report to the Magistrate; nobody receives a body that is not examined and not known.
    death = act("eo").submit(death, "inquest_dispatch", said("inquest_dispatch"))
    assert running(death) == {}
    with refused("examined_before_disposal", "relatives_of_the_identified"):
        act("eo").submit(death, "body_handover", said("body_handover"))
    act("eo").submit(death, "post_mortem", said("post_mortem"))
    act("eo").submit(death, "body_identification", said("body_identification"))
    assert cas.public.entries("unidentified_body") == []
    death = act("eo").submit(death, "body_handover", said("body_handover"))

    # Only the court's word, brought by its constable or the officer in charge, ends it.
    with refused("not-permitted"):
        act("eo").submit(death, "inquest_order", said("inquest_order"))
    death = act("court").submit(death, "inquest_order", said("inquest_order"))
    assert death.status == "closed"
    assert cas.verify() == []


def test_a_death_that_was_a_murder_becomes_an_fir(act, said, refused):
    """BNSS s.173(1): the FIR names the death; nobody ticks 'FIR registered' without one."""
    death = act("writer").enter("unnatural_death", said("unnatural_death"), key="death")
    with refused("fir_is_there"):
        act("sho").move(death, "register_fir")
    told = said("fir", gd_entry=death.opening.data["gd_entry"], unnatural_death=death.id)
    act("sho").enter("fir", told, key="fir")
    assert act("sho").move(death, "register_fir").status == "fir_registered"


def test_a_death_in_custody_is_inquired_into_by_a_magistrate(act, said, refused):
    """BNSS s.196(2), s.196(6): and the body is with the civil surgeon within 24 hours."""
    told = said("unnatural_death", in_custody=True, custody="police", magistrate_for_custody="JMFC II", doubt=False)
    death = act("writer").enter("unnatural_death", told, key="death")
    assert "custody_body" in running(death)
    act("sho").move(death, "assign", to_officer="io")
    with refused("magistrate_in_special_cases"):
        act("io").submit(death, "inquest", said("inquest"))
    death = act("io").move(death, "send_custody_body")
    assert "custody_body" not in running(death)
