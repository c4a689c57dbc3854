"""Files of records: sent, named in a form, and opened by who may read the field, through each door and no other way."""

import hashlib
from datetime import UTC, datetime, timedelta

import pytest
from builders import RAPE, form, posted, registered
from programs import Program, issued, refused
from programs import served as plainly
from sent_files import NAMES, PDF, jpeg, png

from cas_core import RecordRefused
from cas_core.store import attachments, drafts, journal

PICTURE = png(40, 30)
DIGEST = hashlib.sha256(PICTURE).hexdigest()


@pytest.fixture
def house(served):
    """The station, with an officer of the station beside it."""
    served.cas.appoint("other", name="Other", rank="INSP", office="cubbon_park", role="sho")
    return served


@pytest.fixture
def by(house):
    """Return the program of an officer."""
    return lambda officer: Program(house.app, issued(house.cas, officer))


def sent(program, content=PICTURE, name="scene.png", **more):
    headers = {"content-type": "application/octet-stream", **more}
    return program.client.post("/api/v1/files", params={"name": name}, content=content, headers=headers)


def reading(cas, record):
    """Return who opened which file of a record, as the journals have it."""
    with cas.store.reading() as connection:
        entries = journal.entries(connection, record=record)
        return [(entry.actor, entry.detail) for entry in entries if entry.verb == "read"]


def count(cas, table):
    with cas.store.reading() as connection:
        return connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar()


def test_a_program_sends_a_file_names_it_in_a_form_and_opens_it_in_the_record(house, by):
    sho = by("sho")
    answer = sent(sho, name="../scene one.png")
    kept = answer.json()

    assert (answer.status_code, answer.headers["location"]) == (201, f"/api/v1/files/{DIGEST}")
    assert kept == {
        "file": {"sha256": DIGEST, "name": "scene one.png", "media_type": "image/png"},
        "size": len(PICTURE),
    }
    diary = sho.enter("general_diary", form("gd_entry")).json()
    fir = sho.enter("fir", form("fir", gd_entry=diary["id"], documents=[kept["file"]])).json()
    assert sho.get(f"/records/{fir['id']}").json()["forms"][0]["data"]["documents"] == [kept["file"]]
    opened = sho.get(f"/records/{fir['id']}/files/{DIGEST}")
    assert (opened.content, opened.headers["content-type"]) == (PICTURE, "image/png")
    assert opened.headers["content-disposition"] == (
        "attachment; filename=\"scene one.png\"; filename*=UTF-8''scene%20one.png"
    )
    assert opened.headers["x-content-type-options"] == "nosniff"
    assert opened.headers["content-security-policy"].startswith("sandbox")
    assert house.cas.verify() == []


def test_a_file_that_is_sent_again_is_kept_once(house, by):
    first, again, others = sent(by("sho")), sent(by("sho"), name="again.png"), sent(by("io"))

    assert (first.status_code, again.status_code, others.status_code) == (201, 200, 201)
    assert again.json() == first.json()
    with house.cas.store.reading() as connection:
        rows = connection.exec_driver_sql(f"SELECT size FROM attachment WHERE sha256 = '{DIGEST}'").all()
    assert [row.size for row in rows] == [len(PICTURE)]


def test_a_file_that_stands_in_no_record_is_opened_by_its_sender_alone(house, by):
    sent(by("sho"))

    assert by("sho").get(f"/files/{DIGEST}").content == PICTURE
    assert house.at_desk("sho").get(f"/desk/files/{DIGEST}").content == PICTURE
    for officer in ("writer", "io", "acp", "other"):
        refused(by(officer).get(f"/files/{DIGEST}"), 404, "no-such-thing")
        assert house.at_desk(officer).get(f"/desk/files/{DIGEST}").status_code == 404
    refused(Program(house.app).get(f"/files/{DIGEST}"), 401, "token-missing")
    refused(by("sho").get("/files/" + "0" * 64), 404, "no-such-thing")


def test_who_knows_a_digest_can_not_enter_anothers_file_to_read_it_there(house, by):
    file = sent(by("sho")).json()["file"]
    before = count(house.cas, "record")

    for officer in ("writer", "other"):
        diary = by(officer).enter("general_diary", form("gd_entry")).json()["id"]
        thief = by(officer).enter("fir", form("fir", gd_entry=diary, documents=[file]))
        assert [p["where"] for p in refused(thief, 422, "file-not-sent")] == ["documents.0"]
    assert count(house.cas, "record") == before + 2


def test_a_form_names_only_files_that_are_there_and_as_what_they_are(by):
    sho = by("sho")
    file = sent(sho).json()["file"]
    diary = sho.enter("general_diary", form("gd_entry")).json()["id"]

    for wrong, code in (({"sha256": "0" * 64}, "file-not-sent"), ({"media_type": "text/html"}, "file-differs")):
        refused(sho.enter("fir", form("fir", gd_entry=diary, documents=[{**file, **wrong}])), 422, code)


def test_a_correction_by_another_officer_keeps_the_files_that_the_record_holds(house, by):
    file = sent(by("sho")).json()["file"]
    fir = registered(house.cas, documents=[file])
    whole = {**fir.opening.data, "contents": "Corrected."}

    house.cas.appoint("successor", name="Successor", rank="INSP", office="upparpet", role="sho")

    with house.cas.desk("officer:successor") as desk:
        corrected = desk.amend(fir, "fir", whole, reason="A slip")

    assert corrected.opening.data["documents"] == [file]


def test_a_file_of_a_record_is_opened_by_who_may_read_the_record_and_nobody_else(house, by):
    file = sent(by("sho")).json()["file"]
    fir = registered(house.cas, documents=[file])
    place = f"/records/{fir.id}/files/{DIGEST}"

    for officer in ("sho", "writer", "io", "court", "acp"):
        assert by(officer).get(place).content == PICTURE
        assert house.at_desk(officer).get(f"/desk{place}").content == PICTURE
    refused(by("other").get(place), 404, "no-such-thing")
    assert house.at_desk("other").get(f"/desk{place}").status_code == 403
    refused(by("sho").get(f"/records/{fir.id}/files/{'0' * 64}"), 404, "no-such-thing")
    assert house.client().get(f"/desk{place}").url.path == "/desk/sign-in"


def test_a_file_of_one_record_is_not_opened_through_another(house, by):
    file = sent(by("sho")).json()["file"]
    registered(house.cas, documents=[file])
    second = registered(house.cas, key="second")

    refused(by("sho").get(f"/records/{second.id}/files/{DIGEST}"), 404, "no-such-thing")


def test_that_a_file_of_a_sensitive_case_was_opened_stands_in_the_journal(house, by):
    file = sent(by("sho")).json()["file"]
    closed = registered(house.cas, documents=[file], **RAPE)
    plain = registered(house.cas, key="plain", documents=[file])

    by("acp").get(f"/records/{closed.id}/files/{DIGEST}")
    house.at_desk("io").get(f"/desk/records/{closed.id}/files/{DIGEST}")
    by("acp").get(f"/records/{plain.id}/files/{DIGEST}")

    assert [(who, DIGEST in detail) for who, detail in reading(house.cas, closed.id)] == [("acp", True), ("io", True)]
    assert reading(house.cas, plain.id) == []
    assert house.cas.verify() == []


@pytest.mark.parametrize(("audience", "opens"), [("", True), ("court", True), ("informant", True), ("insurer", False)])
def test_a_reader_opens_no_file_above_his_class(house, by, audience, opens):
    """The signature on an FIR is confidential; an insurer sees nothing of that class."""
    file = sent(by("sho")).json()["file"]
    fir = registered(house.cas, complainant_signature=file)

    seen = {row["sha256"] for row in house.cas.files(fir, as_="officer:sho", audience=audience)}

    assert (DIGEST in seen) is opens
    if opens:
        assert house.cas.file(fir.id, DIGEST, as_="officer:sho", audience=audience).content == PICTURE
    else:
        with pytest.raises(RecordRefused, match="no-such-file"):
            house.cas.file(fir.id, DIGEST, as_="officer:sho", audience=audience)


def test_a_picture_of_a_protected_person_leaves_through_no_copy(house, by):
    file = sent(by("sho")).json()["file"]
    fir = registered(house.cas, documents=[file], **RAPE)

    assert house.cas.file(fir.id, DIGEST, as_="officer:sho", audience="informant").content == PICTURE
    for audience in ("accused", "advocate", "insurer"):
        with pytest.raises(RecordRefused):
            house.cas.file(fir.id, DIGEST, as_="officer:sho", audience=audience)


def test_the_public_opens_the_picture_that_a_view_shows_and_no_other_file(house, by):
    sho, public = by("sho"), Program(house.app)
    shown, other = sent(sho, jpeg(8, 8), "face.jpg").json()["file"], sent(sho).json()["file"]
    diary = sho.enter("general_diary", form("gd_entry")).json()["id"]
    data = form("missing", gd_entry=diary, photos=[other])
    data["person"]["photo"] = shown
    missing = sho.enter("missing", data).json()["id"]
    face = f"/public/missing/files/{shown['sha256']}"
    refused(public.get(face), 404, "no-such-thing")

    circulated = sho.post(f"/records/{missing}/forms/missing_circulation", form("missing_circulation"))

    assert circulated.status_code == 201
    assert public.get(face).content == jpeg(8, 8)
    assert house.client().get(f"/search/missing/photo/{shown['sha256']}").content == jpeg(8, 8)
    refused(public.get(f"/public/missing/files/{DIGEST}"), 404, "no-such-thing")
    refused(public.get(face.replace("missing", "fir")), 404, "no-such-thing")
    assert house.client().get(f"/search/missing/photo/{DIGEST}").status_code == 404


def test_a_body_that_is_no_file_is_not_read(by):
    refused(sent(by("sho"), **{"content-type": "application/json"}), 415, "not-octets")
    assert sent(by("sho"), name="x" * 501).status_code == 422
    assert sent(Program(by("sho").client.app)).status_code == 401


@pytest.mark.parametrize("name", NAMES, ids=ascii)
def test_a_name_that_leads_elsewhere_is_kept_as_one_that_does_not(by, name):
    kept = sent(by("sho"), PDF, name).json()["file"]

    opened = by("sho").get(f"/files/{kept['sha256']}")

    assert kept["name"] == NAMES[name]
    assert opened.headers["content-disposition"].isascii()
    assert opened.headers["content-disposition"].count('"') == 2


def test_a_name_with_a_null_character_is_refused(by):
    refused(sent(by("sho"), PDF, "a\x00.pdf"), 422, "bad-parameter")


def test_files_are_limited_for_each_officer(builds, tmp_path):
    cas = posted(builds["ka"], f"sqlite:///{tmp_path / 'l.db'}")
    program = Program(plainly(cas, limits=True), issued(cas, "sho"))
    answers = [sent(program).status_code for _ in range(301)]

    assert set(answers[:300]) == {200, 201}
    assert answers[300] == 429
    cas.close()


def test_what_was_sent_and_entered_nowhere_is_forgotten_and_nothing_else(house, by):
    sho = by("sho")
    entered, kept, alone = (sent(sho, png(n, n)).json()["file"] for n in (2, 3, 4))
    registered(house.cas, documents=[entered])
    place = drafts.Place("upparpet", "complaint", "", "complaint")
    with house.cas.store.writing() as connection:
        drafts.save(connection, "sho", "", place, {"attachments": [kept]}, datetime.now(UTC))
        connection.exec_driver_sql("UPDATE upload SET record = '' WHERE sha256 = ?", (entered["sha256"],))
        assert attachments.sweep(connection, datetime.now(UTC) - timedelta(days=1)) == 0
        swept = attachments.sweep(connection, datetime.now(UTC) + timedelta(days=1))
        left = attachments.types(connection, [file["sha256"] for file in (entered, kept, alone)])

    assert set(left) == {entered["sha256"], kept["sha256"]}
    assert swept >= 1
    refused(sho.get(f"/files/{alone['sha256']}"), 404, "no-such-thing")
