"""Whatever is refused at a Hindi desk is refused in Hindi: what is wrong, and how to mend it."""

import json
import re
from datetime import timedelta
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from builders import scanned, staffed
from stations import national_alone

import cas_core
from cas_core import CasError, NotPermitted, RecordRefused
from cas_core.messages.extract import extract_layer
from cas_core.problems import Problem, Sentence
from cas_core.sources import today

CORE = Path(cas_core.__file__).parent
POSTED = (
    ("sho", "INSP", "market", "sho"),
    ("writer", "HC", "market", "duty_officer"),
    ("io", "SI", "market", "io"),
    ("io2", "SI", "market", "io"),
    ("sp", "SP", "riverside", "sp"),
)


@pytest.fixture(scope="module")
def build(tmp_path_factory):
    """The national profile as a build."""
    return national_alone(tmp_path_factory.mktemp("national"))


@pytest.fixture
def office(build, filled, tmp_path):
    """An installation, a registered FIR, and the FIR's form."""
    cas = staffed(build, f"sqlite:///{tmp_path / 'hi.db'}", POSTED)
    with cas.desk("officer:sho") as desk:
        diary = desk.enter("general_diary", filled("gd_entry"), key="d")
        form = {**filled("fir"), "gd_entry": diary.id}
        fir = desk.enter("fir", form, key="f")
    yield cas, fir, form
    cas.close()


def hindi(refused):
    """Return the problems of a refusal; each must be told in Hindi and hold no English words."""
    for problem in refused.problems:
        for text in (problem.what, problem.mend):
            assert re.search("[\u0900-\u097f]", text), text
            bare = re.sub(r"'[^']*'|\(.*?\)|officer:ID@OFFICE", "", text)
            assert not re.search(r"[a-z]{3}", bare), text
    return refused.problems


def asked(cas, fir, officer, verb, **more):
    with cas.desk(f"officer:{officer}", language="hi") as desk:
        verb(desk, fir, **more)


STATEMENT = json.loads((Path(__file__).parents[1] / "assets/filled/statement.json").read_text("utf-8"))
REFUSED = {
    "role": ("io", lambda desk, _: desk.enter("malkhana", {}, key="x"), NotPermitted, "not-permitted"),
    "register": ("sho", lambda desk, _: desk.read("nobody"), RecordRefused, "unknown-record"),
    "form": ("sho", lambda desk, fir: desk.submit(fir, "missing_traced", {}), RecordRefused, "no-follow-up"),
    "now": ("sho", lambda desk, fir: desk.move(fir, "scrutinise"), RecordRefused, "not-now"),
    "derived": ("sho", lambda desk, fir: desk.move(fir, "close"), RecordRefused, "step-derived"),
    "whose": ("sho", lambda desk, fir: desk.move(fir, "quash"), NotPermitted, "not-permitted"),
    "assigns": ("sho", lambda desk, fir: desk.move(fir, "publish", to_officer="io"), RecordRefused, "assigns-nothing"),
    "guard": ("sho", lambda desk, fir: desk.submit(fir, "statement", STATEMENT), RecordRefused, "guard"),
    "reason": ("sho", lambda desk, fir: desk.amend(fir, "fir", {}, reason=""), RecordRefused, "reason-missing"),
    "which": ("sho", lambda desk, fir: desk.amend(fir, "arrest", {}, reason="x"), RecordRefused, "amend-which"),
    "step": ("sho", lambda desk, fir: desk.move(fir, "fly"), RecordRefused, "unknown-step"),
    "officer": ("sho", lambda desk, fir: desk.move(fir, "assign_io"), RecordRefused, "officer-missing"),
    "posted": ("sho", lambda desk, fir: desk.move(fir, "assign_io", to_officer="sp"), RecordRefused, "not-posted"),
    "duty": ("io2", lambda desk, fir: desk.read(fir), NotPermitted, "not-assigned"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_hindi_desk_refuses_in_hindi(office, case):
    cas, fir, _ = office
    officer, verb, kind, code = REFUSED[case]
    with pytest.raises(kind) as caught:
        asked(cas, fir, officer, verb)
    assert code in [problem.code for problem in hindi(caught.value)]
    assert caught.value.problems[0].what in str(caught.value)


def _another_step(cas, fir, filled, language):
    """Correct a form so that it would have taken another step, and return the refusal."""
    scanned(cas, "sho")
    with cas.desk("officer:sho") as desk:
        missing = {**filled("missing"), "gd_entry": fir.opening.data["gd_entry"]}
        report = desk.submit(desk.enter("missing", missing, key="m"), "missing_traced", filled("missing_traced"))
    with pytest.raises(RecordRefused) as caught, cas.desk("officer:sho", language=language) as desk:
        desk.amend(report, "missing_traced", filled("missing_traced", outcome="returned"), reason="Misheard")
    assert [problem.code for problem in caught.value.problems] == ["another-step"]
    return caught.value


def test_a_correction_that_would_have_taken_another_step_is_refused_in_hindi(office, filled):
    cas, fir, _ = office
    hindi(_another_step(cas, fir, filled, "hi"))


def test_it_names_form_and_step_by_their_labels(office, filled):
    cas, fir, _ = office
    what = _another_step(cas, fir, filled, "en").problems[0].what
    assert re.findall("'(.+?)'", what) == ["Tracing of a Missing Person", "Close: traced alive"]


DAY, OVER = today(), today() - timedelta(days=1)
NEW = {"id": "east", "code": "10103", "name": "East", "type": "station", "parent": "riverside", "district": "101"}
ORDERS = {
    "backdated": lambda to: to.establishment.rename("market", "M", on=OVER),
    "unknown-office": lambda to: to.establishment.rename("nowhere", "M", on=DAY),
    "missing-key": lambda to: to.establishment.rename("market", "", on=DAY),
    "bad-value": lambda to: to.establishment.open_office({**NEW, "id": "East"}, on=DAY),
    "unknown-key": lambda to: to.establishment.move_under("market", "hq", on=DAY, codes={"name": "M"}),
    "duplicate-office": lambda to: to.establishment.open_office({**NEW, "code": "10101", "unit": "01"}, on=DAY),
    "second-top": lambda to: to.establishment.move_under("market", "", on=DAY),
    "unknown-office-type": lambda to: to.establishment.change_type("market", "palace", on=DAY),
    "wrong-parent": lambda to: to.establishment.change_type("market", "zone", on=DAY),
    "circular-office": lambda to: to.establishment.move_under("riverside", "market", on=DAY),
    "parent-not-open": lambda to: to.establishment.close("riverside", on=DAY),
    "successor-not-open": lambda to: to.establishment.merge("market", "market", on=DAY),
    "records-not-handed-over": lambda to: to.establishment.close("market", on=DAY),
    "register-not-kept": lambda to: to.establishment.merge("market", "riverside", on=DAY),
    "unknown-record": lambda to: to.establishment.split("market", [NEW], on=DAY, cases={"x": "east"}),
    "unknown-field": lambda to: to.establishment.split("market", [NEW], on=DAY, cases={"x=1": "east"}),
    "not-below": lambda to: to.establishment.split("market", [NEW], on=DAY, below={"riverside": "east"}),
    "unknown-rank": lambda to: to.officers.enlist("new", name="N", rank="KING", since=DAY),
    "officer-known": lambda to: to.officers.enlist("sho", name="N", rank="SI", since=DAY),
    "bad-officer-id": lambda to: to.officers.enlist("N N", name="N", rank="SI", since=DAY),
    "unknown-officer": lambda to: to.officers.appoint("nobody", office="market", role="io", since=DAY),
    "unknown-role": lambda to: to.officers.appoint("io", office="market", role="king", since=DAY),
    "rank-too-low": lambda to: to.officers.appoint("writer", office="market", role="sho", since=DAY),
    "posted-already": lambda to: to.officers.appoint("io", office="market", role="io", since=DAY),
    "later-change": lambda to: to.officers.promote("io", "INSP", on=DAY),
    "not-posted": lambda to: to.officers.relieve("io", office="riverside", on=DAY),
    "empty-validity": lambda to: to.officers.leave("io", since=DAY, until=OVER),
    "not-on-leave": lambda to: to.officers.recall("io", on=DAY),
    "not-permitted": lambda to: to.officers.promote("chief", "DGP", on=DAY),
}


@pytest.mark.parametrize("code", ORDERS)
def test_an_order_about_offices_or_officers_is_refused_in_hindi(office, code):
    cas, _, _ = office
    cas.appoint("chief", name="Chief", rank="IGP", office="hq", role="administrator")
    with pytest.raises(CasError) as caught:
        ORDERS[code](cas.rehearsal("officer:chief", "hi"))
    assert code in {problem.code for problem in hindi(caught.value)}


def test_a_section_of_another_time_is_refused_in_hindi(office):
    """BNS s.358: what happened before 1 July 2024 is an offence under the IPC."""
    cas, fir, form = office
    early = {**form, "occurrence": {"from": "2024-01-05T10:00+05:30"}}
    with pytest.raises(RecordRefused) as caught:
        asked(cas, fir, "sho", lambda desk, _: desk.enter("fir", early, key="g"))
    assert "not-law-then" in {problem.code for problem in caught.value.problems}
    mends = [problem.mend for problem in caught.value.problems if problem.code == "not-law-then"]
    assert all("घटना की तिथि ठीक करें" in mend for mend in mends)


def test_somebody_who_is_not_posted_is_told_so_in_hindi(office):
    cas, fir, _ = office
    with pytest.raises(NotPermitted) as caught:
        cas.desk("officer:nobody", language="hi")
    assert [problem.code for problem in hindi(caught.value)] == ["not-posted"]
    with pytest.raises(NotPermitted) as caught:
        cas.page(fir, as_="officer:nobody", language="hi")
    assert [problem.code for problem in caught.value.problems] == ["not-posted"]


def test_an_english_desk_refuses_in_english_with_labels_not_ids(office):
    cas, _, _ = office
    with pytest.raises(NotPermitted) as caught, cas.desk("officer:io") as desk:
        desk.enter("malkhana", {}, key="x")
    assert caught.value.problems[0].what.startswith("the role 'Investigating officer' at 'market' does not permit")


def test_the_core_has_no_sentence_for_officers_that_is_not_in_hindi():
    with (CORE / "national/locale/hi/LC_MESSAGES/messages.po").open("rb") as file:
        known = {message.id for message in read_po(file) if message.string}
    texts = {message.id for message in extract_layer(CORE) if message.id}
    assert len(texts) > 90
    assert texts - known == set()


def test_a_sentence_is_put_into_a_language_once_and_keeps_what_it_does_not_know():
    words = {"no {thing} at {place}": "{place} पर {thing} नहीं", "Form": "प्रपत्र"}
    problem = Problem("x", Sentence("no {thing} at {place}", thing="Form", place="{market}"), "as it is")
    told = problem.said(lambda text: words.get(text, text))
    assert (problem.what, told.what, told.mend) == ("no Form at {market}", "{market} पर प्रपत्र नहीं", "as it is")
    assert told.said(str.upper) == told
