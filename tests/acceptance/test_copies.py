"""Copies of papers: whoever gets one sees up to the class of his audience, whatever form it is, as page and as PDF."""

import pytest
from builders import scanned
from printed_runs import runs, words

from cas_core import Cas, RecordRefused
from cas_core.publication import Audience

PLACES = {"restricted": "Market lane", "confidential": "+919812345678", "sealed": "234123412346"}


@pytest.fixture
def fir(builds, filled, tmp_path):
    """An installation and an FIR whose complainant has a telephone (confidential) and an Aadhaar number (sealed)."""
    cas = Cas.prepare(builds["ka"], f"sqlite:///{tmp_path / 'c.db'}")
    for officer, rank, role in (("sho", "INSP", "sho"), ("io", "SI", "io")):
        cas.appoint(officer, name=officer, rank=rank, office="upparpet", role=role)
        scanned(cas, officer)
    form = filled("fir")
    person = {**form["complainant"], "mobile": PLACES["confidential"], "aadhaar": PLACES["sealed"]}
    with cas.desk("officer:sho") as desk:
        diary = desk.enter("general_diary", filled("gd_entry"), key="d")
        record = desk.enter("fir", {**form, "complainant": person, "gd_entry": diary.id}, key="f")
    yield cas, record
    cas.close()


def shown(page):
    return {"confidential": PLACES["confidential"] in page, "sealed": PLACES["sealed"][-4:] in page}


@pytest.mark.parametrize(
    ("audiences", "confidential", "sealed"),
    [
        (("", "station", "supervisors", "court"), True, True),
        (("informant", "victim", "accused", "advocate", "centre"), True, False),
        (("insurer", "public"), False, False),
    ],
)
def test_a_copy_shows_what_the_ceiling_of_its_audience_lets_through(fir, audiences, confidential, sealed):
    """Youth Bar Association (2016), BNSS s.173(2) and s.230 for those who get copies; Aadhaar Act s.29."""
    cas, record = fir
    for audience in audiences:
        page = cas.page(record, as_="officer:sho", audience=audience)
        assert shown(page) == {"confidential": confidential, "sealed": sealed}, audience
        assert ("Office copy" in page) is sealed, audience


def test_all_audiences_are_told_apart_above():
    assert set(Audience) == {
        *(
            "station",
            "supervisors",
            "court",
            "informant",
            "victim",
            "accused",
            "advocate",
            "centre",
            "insurer",
            "public",
        )
    }


@pytest.mark.parametrize(("audience", "expected"), [("insurer", False), ("informant", True)])
def test_the_pdf_of_a_copy_holds_no_more_than_its_page(fir, fonts, audience, expected):
    cas, record = fir
    text = words(runs(cas.document(record, as_="officer:sho", audience=audience, fonts=fonts)))
    assert (PLACES["confidential"] in text) is expected
    assert PLACES["sealed"][-4:] not in text


@pytest.mark.parametrize("form", ["case_diary", "supervision_note"])
def test_nobody_outside_gets_a_copy_of_a_privileged_paper(national, form):
    """BNSS s.192(3): neither the accused nor his agents may call for the diary or see it."""
    open_fields = [branch.path for branch in national.form(form).branches if branch.field.privacy.value != "sealed"]
    assert open_fields == []


def test_a_diary_is_printed_for_the_court_and_refused_to_the_accused(fir, filled):
    cas, record = fir
    with cas.desk("officer:sho") as desk:
        desk.move(record, "assign_io", to_officer="io")
    with cas.desk("officer:io") as desk:
        record = desk.submit(record, "case_diary", {k: v for k, v in filled("case_diary").items() if k != "accused"})
    assert "Akkipet" in cas.page(record, "case_diary", as_="officer:sho", audience="court")
    for audience in ("accused", "advocate", "victim", "informant", "insurer", "public", "centre"):
        with pytest.raises(RecordRefused, match="not-for-audience"):
            cas.page(record, "case_diary", as_="officer:sho", audience=audience)
