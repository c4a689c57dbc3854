"""A case at the desk over HTTP: from the citizen's complaint to the report to court, each by whose step it is."""

import re

import pytest
from builders import diary, form, registered
from controls import Controls

from cas_core.sources import today
from cas_core.web.desk.charting import MOST_BARS, bars


def drawn(client, path, **fields):
    """Return what a browser would send from a page, with some fields filled in."""
    page = client.get(path)
    assert page.status_code == 200, page.text[:500]
    sent = Controls(page.text).fields
    return {**sent, "do": ["send"], **{name: [value] for name, value in fields.items()}}


@pytest.fixture
def complaint(served):
    with served.cas.desk("portal:upparpet") as desk:
        return desk.enter("complaint", form("complaint", mode="portal"), key="c")


FIR = {
    "kind": "regular",
    "statutes": "331(4), 305 BNS",
    "informed_at": "2026-11-20T10:00",
    "information_type": "written",
    "place.type": "residence",
    "action_taken": "registered",
    "read_over": "yes",
    "copy_given_free": "yes",
    "registering_officer.name.text": "Anita Gowda",
    "registering_officer.rank": "INSP",
    "sensitive": "no",
    "gravity": "ordinary",
    "accused_unknown": "yes",
}


def test_an_fir_is_begun_from_the_complaint_and_nobody_is_typed_twice(served, complaint):
    sho = served.at_desk("sho")
    with served.cas.desk("officer:sho") as desk:
        entry = diary(desk)

    page = f"/desk/registers/fir/new?of={complaint.id}"
    begun = drawn(sho, page)
    assert begun["complaint"] == [complaint.number]
    assert begun["complainant.name.roman"] == [complaint.opening.data["complainant"]["name"]["roman"]]
    answer = sho.post(page, data=drawn(sho, page, gd_entry=entry.number, **FIR))

    faults = re.findall(r'class="fault"[^>]*>([^<]*)', answer.text)
    assert answer.url.path.startswith("/desk/records/"), faults
    fir = served.cas.folder(answer.url.path.rsplit("/", 1)[1], as_="officer:sho").record
    assert fir.opening.data["complainant"]["name"] == complaint.opening.data["complainant"]["name"]
    assert fir.opening.data["statutes"] == [{"act": "BNS", "section": "331(4)"}, {"act": "BNS", "section": "305"}]
    assert ("complaint", complaint.id) in {(r, i) for r, i, _ in served.cas.folder(fir.id, as_="officer:sho").linked}


def test_a_draft_is_kept_while_typing_and_goes_when_it_is_entered(served):
    sho = served.at_desk("sho")
    page = "/desk/registers/general_diary/new"
    typed = drawn(sho, page, brief="Patrol at the market")

    assert "Kept as a draft" in sho.post(f"{page}/draft", data=typed).text
    assert "Drafts" in sho.get("/desk").text
    again = sho.get(f"/desk/drafts/{typed['draft'][0]}")
    assert Controls(again.text).fields["brief"] == ["Patrol at the market"]
    assert served.at_desk("io").get(f"/desk/drafts/{typed['draft'][0]}").status_code == 404
    rest = {"kind": "other", "happened_at": "2026-11-26T09:00", "officer.name.text": "S. Naik", "officer.rank": "SI"}
    ready = {**typed, **{name: [value] for name, value in rest.items()}}
    entered = sho.post(page, data=ready)

    assert entered.url.path.startswith("/desk/records/"), re.findall(r'class="fault"[^>]*>([^<]*)', entered.text)
    sho.post(f"{page}/draft", data=typed)  # a copy that was on its way while the entry was made
    assert sho.get(f"/desk/drafts/{typed['draft'][0]}").status_code == 404
    assert "/desk/drafts/" not in sho.get("/desk").text


STATEMENT = {
    "kind": "witness",
    "person.name.text": "Imran Khan",
    "recorded_at": "2026-11-21T11:00",
    "place": "Market",
    "sexual_offence": "no",
    "contents": "I saw it go at nine.",
    "recorded_by.name.text": "S. Naik",
    "recorded_by.rank": "SI",
}


def test_a_form_that_is_sent_twice_is_submitted_once(served):
    """A second click, or a browser that sends again what had got through, makes no second statement."""
    fir = registered(served.cas)
    io, page = served.at_desk("io"), f"/desk/records/{fir.id}/forms/statement"
    sent = drawn(io, page, **STATEMENT)

    def statements():
        forms = served.cas.folder(fir.id, as_="officer:io").record.forms
        return [held.data["place"] for held in forms if held.form == "statement"]

    for _ in range(2):
        answer = io.post(page, data=sent)
        assert answer.url.path == f"/desk/records/{fir.id}", re.findall(r'class="fault"[^>]*>([^<]*)', answer.text)
    assert statements() == ["Market"]

    assert "was used for another entry" in io.post(page, data={**sent, "place": ["Elsewhere"]}).text
    io.post(page, data=drawn(io, page, **{**STATEMENT, "place": "Elsewhere"}))
    assert statements() == ["Market", "Elsewhere"]


def test_steps_are_offered_to_whose_they_are_and_refused_to_others(served):
    fir = registered(served.cas)
    sho, court = served.at_desk("sho"), served.at_desk("court")

    assert 'value="assign_io"' in sho.get(f"/desk/records/{fir.id}").text
    assert 'value="assign_io"' not in court.get(f"/desk/records/{fir.id}").text
    refused = court.post(f"/desk/records/{fir.id}/step", data={"step": "assign_io", "to_officer": "second_io"})
    assert refused.status_code in {403, 422}
    sho.post(f"/desk/records/{fir.id}/step", data={"step": "assign_io", "to_officer": "second_io"})
    assert served.cas.folder(fir.id, as_="officer:sho").record.duties["io"] == "second_io"


def test_only_the_assigned_officer_finds_the_form_of_the_final_report(served):
    fir = registered(served.cas)
    with served.cas.desk("officer:io") as desk:
        desk.submit(fir, "crime_details", form("crime_details"))

    assert f"/desk/records/{fir.id}/forms/final_report" in served.at_desk("io").get(f"/desk/records/{fir.id}").text
    other = served.at_desk("second_io").get(f"/desk/records/{fir.id}")
    assert f"/desk/records/{fir.id}/forms/final_report" not in other.text


def test_a_correction_supersedes_and_needs_a_reason(served):
    fir = registered(served.cas)
    sho = served.at_desk("sho")
    page = f"/desk/records/{fir.id}/amend/{fir.opening.id}"

    silent = sho.post(page, data=drawn(sho, page, delay_reason="Came on foot"))
    told = sho.post(page, data=drawn(sho, page, delay_reason="Came on foot", reason="Asked again"))

    assert silent.status_code == 422
    assert "reason" in silent.text
    assert told.url.path == f"/desk/records/{fir.id}", re.findall(r'class="fault"[^>]*>([^<]*)', told.text)
    opening = served.cas.folder(fir.id, as_="officer:sho").record.opening
    assert (opening.data["delay_reason"], opening.supersedes) == ("Came on foot", fir.opening.id)


def test_a_name_is_found_in_any_script_and_a_number_in_any_digits(served):
    fir = registered(served.cas)
    sho = served.at_desk("sho")

    for question in ("Ramesh", "Rameshe", "रमेश", "ರಮೇಶ", "রমেশ", "رمیش"):
        assert fir.id in sho.get("/desk/search", params={"q": question}).text, question
    kannada = fir.number.translate(str.maketrans("0123456789", "೦೧೨೩೪೫೬೭೮೯"))
    assert fir.id in sho.get("/desk/search", params={"q": kannada}).text


def test_what_falls_due_stands_first_and_figures_count_what_is_within_reach(served):
    fir = registered(served.cas)
    dcp = served.at_desk("dcp")

    assert "Report to the Magistrate" in served.at_desk("sho").get("/desk").text
    assert fir.number in dcp.get("/desk").text
    assert "First Information Reports" in dcp.get("/desk/figures").text
    assert dcp.get("/desk/figures").text.count('<rect width="100%"') >= 3
    assert "First Information Reports" in dcp.get("/desk/figures?office=chickpet").text
    assert "First Information Reports" not in dcp.get("/desk/figures?office=west_cen").text
    assert dcp.get("/desk/figures?office=hq").status_code == 404


@pytest.mark.parametrize(("officer", "prints"), [("io", True), ("malkhana", False)])
def test_papers_are_offered_to_who_may_print_them(served, officer, prints):
    fir = registered(served.cas)
    client = served.at_desk(officer)
    page = client.get(f"/desk/records/{fir.id}").text
    papers = set(re.findall(r'"(/desk/records/[^"]+\.pdf)"', page))

    assert papers == ({f"/desk/records/{fir.id}/papers/fir.pdf"} if prints else set())
    assert ("Print for" in page) == prints
    assert client.get(f"/desk/records/{fir.id}/papers/fir.pdf").status_code == (200 if prints else 403)


def test_the_longest_bar_is_whole_and_the_others_are_shares_of_it():
    drawn = bars({"Theft": 1, "Robbery": 4, "Riot": 2, **{f"Head {n}": 0 for n in range(20)}})

    assert [(bar.label, bar.share) for bar in drawn[:3]] == [("Robbery", 100), ("Riot", 50), ("Theft", 25)]
    assert len(drawn) == MOST_BARS
    assert bars({"Theft": 0})[0].share == 0


def test_an_office_is_renamed_and_an_officer_posted_at_the_desk_by_who_may(served):
    dcp, sho = served.at_desk("dcp"), served.at_desk("sho")
    day = today().isoformat()
    order = {"officer": "naik", "name": "S. Naik", "rank": "SI", "on": day}

    assert sho.post("/desk/establishment/enlist", data=order).status_code in {403, 422}
    order["do"] = "confirm"
    posting = {"officer": "naik", "office": "upparpet", "role": "io", "on": day, "do": "confirm"}
    assert dcp.post("/desk/establishment/enlist", data=order).url.path == "/desk/establishment"
    dcp.post("/desk/establishment/appoint", data=posting)

    assert "S. Naik" in dcp.get("/desk/establishment").text
    assert dcp.post("/desk/establishment/appoint", data={"officer": "naik"}).status_code == 422
