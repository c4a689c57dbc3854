"""A role sees up to a class: what that does to corrections, papers, searches, links and files, and what not to rules."""

import hashlib

import pytest
from builders import diary, form, posted, registered

from cas_core import Layer, NotPermitted, RecordRefused, compose
from cas_core.composition.layer import national_layer
from cas_core.desk.actor import Actor
from cas_core.desk.roles import roles
from cas_core.desk.transfer import MEDIA_TYPE
from cas_core.forms import Privacy

AADHAAR = "234123412346"
SHO, IO, COURT = "officer:sho", "officer:io", "officer:court"


@pytest.fixture
def town(builds, tmp_path):
    """A station with a case in which something sealed, confidential, restricted and public stands."""
    cas = posted(builds["ka"], f"sqlite:///{tmp_path / 'ka.db'}")
    complainant = {**form("fir")["complainant"], "aadhaar": AADHAAR}
    accused = [{"standing": "suspected", "child": True, "person": {"name": {"text": "Manju"}}}]
    cas.fir = registered(cas, complainant=complainant, accused=accused, ka={"beat": "3"})
    cas.entry = cas.fir.opening.data["gd_entry"]
    yield cas
    cas.close()


@pytest.fixture
def lowered(monkeypatch):
    """Lower the ceiling of the officers who are named, in all registers."""

    def lower(ceiling, *who):
        monkeypatch.setattr(Actor, "sees", lambda actor, _: ceiling if actor.id in who else Privacy.SEALED)

    return lower


def said(cas, record, who, name="fir"):
    with cas.desk(who) as desk:
        return next(held for held in desk.read(record).forms if held.form == name)


def refusal(cas, verb, who=SHO):
    with pytest.raises(NotPermitted) as caught, cas.desk(who) as desk:
        verb(desk)
    return [problem.code for problem in caught.value.problems]


def test_a_correction_that_would_lose_what_its_maker_does_not_see_is_refused(town, lowered):
    before = said(town, town.fir, SHO)
    lowered(Privacy.CONFIDENTIAL, "sho")
    seen = said(town, town.fir, SHO)
    assert "aadhaar" not in seen.data["complainant"]
    assert seen.cut

    codes = refusal(town, lambda desk: desk.amend(town.fir, "fir", seen.data, reason="Spelling"))

    assert codes == ["more-than-you-see"]
    assert seen.id not in town.folder(town.fir.id, as_=SHO).possible.amendable
    lowered(Privacy.SEALED)
    assert said(town, town.fir, SHO) == before
    assert seen.id in town.folder(town.fir.id, as_=SHO).possible.amendable


def test_what_holds_nothing_above_the_ceiling_may_be_corrected(town, lowered):
    lowered(Privacy.CONFIDENTIAL, "sho")
    shown = said(town, town.entry, SHO, "gd_entry")
    assert not shown.cut
    assert shown.id in town.folder(town.entry, as_=SHO).possible.amendable

    with town.desk(SHO) as desk:
        desk.amend(town.entry, "gd_entry", {**shown.data, "brief": "Corrected"}, reason="Spelling")

    assert said(town, town.entry, SHO, "gd_entry").data["brief"] == "Corrected"


def test_who_enters_a_form_is_not_shown_what_he_typed_above_his_ceiling(town):
    """He saw it as he typed; the next officer in his posting sees no more than he did."""
    with town.desk(COURT) as desk:
        answer = diary(desk, "court", details="Whom the court heard in camera")
    assert answer.opening.cut
    assert "details" not in answer.opening.data
    assert said(town, answer, COURT, "gd_entry").data == answer.opening.data
    assert said(town, answer, SHO, "gd_entry").data["details"] == "Whom the court heard in camera"


def test_an_earlier_version_is_cut_as_the_present_one(town, lowered):
    whole = said(town, town.fir, SHO).data
    with town.desk(SHO) as desk:
        plain = {name: value for name, value in whole["complainant"].items() if name != "aadhaar"}
        desk.amend(town.fir, "fir", {**whole, "complainant": plain}, reason="Not needed")
    lowered(Privacy.CONFIDENTIAL, "sho")
    with town.desk(SHO) as desk:
        first, second = (held for held in desk.history(town.fir) if held.form == "fir")
    assert AADHAAR not in str(first)
    assert (first.cut, second.cut) == (True, True)  # that the accused is a child is sealed in both


def test_rules_look_at_the_whole_record_whoever_asks(town, lowered):
    """JJ Act s.74: the record is sensitive because of a field that this officer does not see."""
    lowered(Privacy.PUBLIC, "sho")
    folder = town.folder(town.fir.id, as_=SHO)
    assert "child" not in str(folder.record.forms)
    assert folder.sensitive == ("child",)
    assert folder.published["fir"] == "withheld"
    assert folder.record.clocks


def test_nobody_prints_more_than_he_sees(town, lowered):
    whole = town.page(town.fir, as_=SHO)
    assert "Extract" not in whole
    lowered(Privacy.CONFIDENTIAL, "sho")
    extract = town.page(town.fir, as_=SHO)
    assert "Extract" in extract
    assert AADHAAR[-4:] in whole
    assert AADHAAR[-4:] not in extract


@pytest.mark.parametrize(("audience", "printed"), [("court", False), ("informant", True), ("insurer", True)])
def test_a_copy_for_a_reader_with_a_right_to_more_is_left_to_another_officer(town, lowered, audience, printed):
    lowered(Privacy.CONFIDENTIAL, "sho")
    if printed:
        assert "Extract" not in town.page(town.fir, as_=SHO, audience=audience)
        return
    with pytest.raises(NotPermitted) as caught:
        town.page(town.fir, as_=SHO, audience=audience)
    assert [problem.code for problem in caught.value.problems] == ["more-than-you-see"]


def test_a_record_is_handed_to_another_state_whole_or_not_at_all(town, lowered):
    assert AADHAAR.encode() in town.transfer(town.fir, as_=SHO)
    lowered(Privacy.CONFIDENTIAL, "sho")
    with pytest.raises(NotPermitted) as caught:
        town.transfer(town.fir, as_=SHO)
    assert [problem.code for problem in caught.value.problems] == ["more-than-you-see"]


def test_a_record_of_another_state_is_opened_by_who_sees_all_of_this_one(town, lowered):
    packed = town.transfer(town.fir, as_=SHO)
    own = {"gd_entry": town.entry, "action_taken": "registered", "ka": {"beat": "3"}}
    with town.desk(SHO) as desk:
        again = desk.enter("fir", desk.receive(packed) | own, key="again")
    digest = hashlib.sha256(packed).hexdigest()
    assert town.file(again.id, digest, as_=SHO).content == packed
    assert [held.data["kind"] for held in town.transfers(again, as_=SHO)] == ["regular"]

    lowered(Privacy.CONFIDENTIAL, "sho")

    assert [held for held in town.files(again, as_=SHO) if held["media_type"] == MEDIA_TYPE] == []
    assert town.transfers(again, as_=SHO) == []
    with pytest.raises(RecordRefused):
        town.file(again.id, digest, as_=SHO)


def test_nobody_enters_again_a_file_that_he_does_not_see(town, lowered):
    """Whoever learns the digest of a confidential file could otherwise read it in a field that he sees."""
    content = b"%PDF-1.4 order of the court"
    fir = said(town, town.fir, SHO).data
    with town.desk(SHO) as desk:
        scanned = desk.attach(content, name="order.pdf", media_type="application/pdf")
        photo = {**fir["complainant"], "photo": scanned}
        desk.amend(town.fir, "fir", {**fir, "complainant": photo}, reason="Photograph")
    memo = form("crime_details", photographs=[scanned])

    lowered(Privacy.RESTRICTED, "io")
    with pytest.raises(RecordRefused) as caught, town.desk(IO) as desk:
        desk.submit(town.fir, "crime_details", memo)
    assert [problem.code for problem in caught.value.problems] == ["file-not-sent"]

    lowered(Privacy.SEALED)
    with town.desk(IO) as desk:
        assert desk.submit(town.fir, "crime_details", memo).forms[-1].form == "crime_details"


def test_a_search_finds_nothing_by_a_field_that_its_asker_does_not_see(town, lowered):
    mobile = form("fir")["complainant"]["mobile"].replace(" ", "")
    found = [row["path"] for row in town.find("person", as_=SHO, mobile=mobile)]
    assert found == ["complainant"]

    lowered(Privacy.RESTRICTED, "sho")
    assert town.find("person", as_=SHO, mobile=mobile) == []


def test_a_hit_shows_the_columns_whose_fields_its_asker_sees(builds, tmp_path, lowered):
    cas = posted(builds["ka"], f"sqlite:///{tmp_path / 'plain.db'}")
    fir = registered(cas)
    lowered(Privacy.RESTRICTED, "sho")
    rows = {row["path"]: row for row in cas.find("person", as_=SHO, name="Ramesh Kumar") if row["record"] == fir.id}
    assert set(rows) == {"complainant"}  # not the husband of the victim: victims are confidential
    assert rows["complainant"]["roman"] == "Ramesh Kumar"
    assert (rows["complainant"]["mobile"], rows["complainant"]["birth_year"]) == ("", "")
    assert cas.find("person", as_=SHO, name="Lakshmi Ramesh") == []
    lowered(Privacy.CONFIDENTIAL, "sho")
    assert [row["path"] for row in cas.find("person", as_=SHO, name="Lakshmi Ramesh")] == ["victims.0.person"]
    cas.close()


def test_a_section_that_only_a_sealed_note_cites_is_not_found_by_who_does_not_see_the_note(town):
    note = form("supervision_note", statutes=[{"act": "BNS", "section": "317(2)"}], accused=["A1"])
    with town.desk("officer:acp") as desk:
        desk.submit(town.fir, "supervision_note", note)
    section = {"act": "BNS", "section": "317(2)"}
    assert [row["path"] for row in town.find("offence", as_=SHO, **section)] == ["statutes.0"]
    assert town.find("offence", as_=COURT, **section) == []
    assert len(town.find("offence", as_=COURT, act="BNS", section="305")) == 1


def test_a_link_by_a_field_that_is_not_seen_is_not_shown(town, lowered):
    """That a history sheet names a case is confidential in the sheet, from whichever end it is looked at."""
    with town.desk(SHO) as desk:
        sheet = desk.enter("history_sheet", form("history_sheet", cases=[town.fir.id]), key="sheet")
    seen = {other for _, other, _ in town.folder(town.fir.id, as_=SHO).linked}
    assert {sheet.id, town.entry} <= seen
    lowered(Privacy.RESTRICTED, "sho")
    for one, other in ((town.fir.id, sheet.id), (sheet.id, town.fir.id)):
        assert other not in {id_ for _, id_, _ in town.folder(one, as_=SHO).linked}
    assert town.entry in {id_ for _, id_, _ in town.folder(town.fir.id, as_=SHO).linked}


def test_parties_are_named_as_far_as_they_are_seen(builds, tmp_path, lowered):
    cas = posted(builds["ka"], f"sqlite:///{tmp_path / 'plain.db'}")
    fir = registered(cas)
    assert set(cas.folder(fir.id, as_=SHO).parties) == {"A1", "A2", "V1"}
    lowered(Privacy.RESTRICTED, "sho")
    assert set(cas.folder(fir.id, as_=SHO).parties) == {"A1", "A2"}
    cas.close()


def test_with_a_register_of_a_layer_a_role_sees_no_more_than_with_what_it_stands_for(builds):
    known = roles(builds["ka"].composition)
    own = [book for book in builds["ka"].composition.elements["register"].values() if book.get("stands_for")]
    assert own
    for book in own:
        for role in known.values():
            assert role.ceiling(book["id"]).strictness <= role.ceiling(book["stands_for"]).strictness


LAYER = {
    "layer.toml": 'id = "x"\nversion = "1"\n',
    "access.toml": """[[change]]
role = "malkhana"
sees = { "*" = "public", malkhana = "restricted", unclaimed_property = "confidential", arms_deposit = "public" }

[[role]]
id = "keeper"
label = "Keeper"
stands_for = "malkhana"
permits = ["malkhana.read"]
sees = { arms_deposit = "public" }
""",
}


def test_a_layer_lowers_a_role_and_its_own_one_with_it(tmp_path):
    for name, text in LAYER.items():
        (tmp_path / name).write_text(text, "utf-8")
    known = roles(compose([national_layer(), Layer.from_folder(tmp_path)]))
    books = ("fir", "malkhana", "unclaimed_property", "arms_deposit")

    assert [str(known["malkhana"].ceiling(book)) for book in books] == [
        "public", "restricted", "confidential", "public",
    ]  # fmt: skip
    assert [known["keeper"].ceiling(book) for book in books] == [known["malkhana"].ceiling(book) for book in books]


def test_those_who_investigate_or_answer_for_it_see_all(national):
    """BNSS s.30, s.175, s.192."""
    known = roles(national)
    for name in ("sho", "io", "enquiry_officer", "duty_officer", "supervisor", "sp", "viewer"):
        assert known[name].ceiling("fir") is Privacy.SEALED


def test_the_keeper_of_property_reads_no_statement_and_recognises_no_victim(town):
    """The complainant of a case with a child in it is named neither in fields nor in texts."""
    keeper = "officer:malkhana"
    with town.desk(IO) as desk:
        desk.submit(town.fir, "statement", form("statement"))
    forms = {held.form: held for held in town.folder(town.fir.id, as_=keeper).record.forms}

    assert forms["fir"].data["properties"]
    assert "Manju" not in str(forms)
    assert forms["statement"].data == {}
    assert forms["statement"].cut
