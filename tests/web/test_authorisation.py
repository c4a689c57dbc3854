"""Who may open which page and do what: every route says for whom it is, and the posting decides the rest.

The table below is read by people: a role, where its office stands to the record's, a register, and what is let through.
What it says is tried by the verbs of the desk and over HTTP, and both must agree with it.
"""

import re

import pytest
from builders import diary, form, registered
from fastapi.routing import iter_route_contexts
from programs import Program, issued
from sent_files import png

from cas_core.problems import NotPermitted

OPEN = {
    "/", "/services/{service}", "/services/{service}/apply", "/information", "/forms/{form}.pdf", "/stations",
    "/language/{tag}", "/sign-in", "/sign-out", "/status", "/search/{view}", "/search/{view}/photo/{digest}",
    "/search/{view}/none.pdf", "/verify/{record}/{form}/{seal}", "/certificate/{view}/{seal}", "/receipt/{record}",
    "/desk/sign-in", "/desk/sign-in/second", "/desk/sign-in/passkey", "/desk/sign-in/passkey/begin",
    "/desk/sign-in/provider", "/desk/sign-in/provider/back",
}  # fmt: skip
"""Pages that anybody may open; what they show is public, or opened by a code or a seal in the request itself."""

CITIZENS = {
    "/requests", "/requests/{record}", "/requests/{record}/pay", "/requests/{record}/paid", "/requests/{record}/step",
    "/requests/{record}/papers/{form}.pdf", "/requests/{record}/copy.pdf", "/requests/{record}/files/{digest}",
}  # fmt: skip
"""Pages of who confirmed a mobile number; they show the requests for which it holds a receipt."""

PROGRAMS = "/api/"

# role, office of its posting, register: read, enter, print
TABLE = """
sho               own    fir            read enter print
sho               own    general_diary  read enter print
writer            own    fir            read enter print
typist            own    fir            read -     print
io                own    fir            read -     print
court             own    fir            read -     print
malkhana          own    fir            read -     -
acp               above  fir            read -     print
dcp               above  fir            read -     print
other             beside fir            -    -     -
typist            own    preliminary_enquiry read - -
court             own    complaint      -    -     -
malkhana          own    complaint      -    -     -
other             beside complaint      -    -     -
acp               above  complaint      read enter print
court             own    missing        -    -     -
other             beside missing        -    -     -
"""
ROWS = [line.split() for line in TABLE.strip().splitlines()]

WITH_FILES = {"fir": "documents", "complaint": "attachments", "missing": "photos"}
"""Registers of which the opening form holds files, and the field that does."""
# role, office it asks for: what pages of supervision answer
SUPERVISION = """
sho       -            404
sho       upparpet     404
io        -            404
typist    -            404
malkhana  -            404
other     cubbon_park  404
acp       -            200
acp       chickpet     200
acp       upparpet     200
acp       bcp_west     404
acp       bcp          404
acp       bidadi       404
acp       nowhere      404
dcp       chickpet     200
dcp       ramanagara   404
dcp       hq           404
"""
SUPERVISED = [line.split() for line in SUPERVISION.strip().splitlines()]
SUPERVISING = ("/desk/supervision", "/desk/supervision.csv", "/desk/supervision/clocks")


@pytest.fixture
def peopled(served):
    """The station with a record of each kind, and an officer of the station beside it."""
    cas = served.cas
    cas.appoint("other", name="Other", rank="INSP", office="cubbon_park", role="sho")
    fir = registered(cas)
    with cas.desk("officer:sho") as desk:
        entry = diary(desk, "of the day")
        complaint = desk.enter("complaint", form("complaint"), key="c")
        missing = desk.enter("missing", form("missing", gd_entry=entry.id), key="m")
        enquiry = form("preliminary_enquiry")
    served.records = {"fir": fir, "general_diary": entry, "complaint": complaint, "missing": missing}
    served.enquiry = enquiry
    return served


def routes(app, above=""):
    """Return path and methods of every route, those of mounted applications included."""
    found = []
    for route in iter_route_contexts(app.routes):
        path = f"{above}{route.path}"
        inner = getattr(route, "app", None)
        if hasattr(inner, "routes"):
            found += routes(inner, path)
        found += [(path, method) for method in getattr(route, "methods", None) or ()]
    return found


def test_every_route_says_for_whom_it_is(served):
    paths = {path for path, _ in routes(served.app)}
    declared = {path for path in paths if path in OPEN | CITIZENS or path.startswith(("/desk", PROGRAMS))}

    assert len(paths) > 40
    assert paths - declared == set()
    assert (OPEN | CITIZENS) - paths == set()


def filled(path):
    return re.sub(r"\{[a-z_]+(:[a-z]+)?\}", "x", path)


def test_nobody_opens_a_page_of_the_desk_or_of_citizens_without_signing_in(served):
    client = served.client()
    leaks = []
    for path, method in routes(served.app):
        if path in OPEN or path.startswith(PROGRAMS):
            continue
        answer = client.request(method, filled(path), follow_redirects=False)
        start = "/desk/sign-in" if path.startswith("/desk") else "/sign-in"
        if answer.status_code != 303 or not answer.headers["location"].startswith(start):
            leaks.append((method, path, answer.status_code))

    assert leaks == []


def test_a_citizen_who_signed_in_is_no_officer(served):
    citizen = served.citizen()
    token = citizen.cookies.get("cas_citizen")
    client = served.client(cookie=f"cas_officer={token}")

    assert client.get("/desk").url.path == "/desk/sign-in"


@pytest.mark.parametrize("row", ROWS, ids=lambda row: "-".join(row[:3]))
def test_the_table_holds_by_the_verbs_and_over_http(peopled, row):
    role, _where, register, *granted = row
    record = peopled.records.get(register)
    client = peopled.at_desk(role)

    with peopled.cas.desk(f"officer:{role}") as desk:
        may = {
            "read": lambda: desk.actor.require(f"{register}.read", "upparpet"),
            "enter": lambda: desk.actor.require(f"{register}.enter", desk.actor.office),
            "print": lambda: desk.actor.require(f"{register}.document", "upparpet"),
        }
        allowed = {name for name, ask in may.items() if passes(ask)}
    seen = {
        "read": client.get(f"/desk/registers/{register}").status_code == 200 and reads(client, record, register, role),
        "enter": client.get(f"/desk/registers/{register}/new").status_code == 200,
        "print": record is None and "print" in allowed,
    }
    if record is not None:
        page = client.get(f"/desk/records/{record.id}/papers/{record.opening.form}.pdf")
        seen["print"] = page.status_code == 200

    wanted = set(granted) - {"-"}
    assert allowed == wanted | ({"enter"} & allowed if role == "other" else set())
    assert {name for name, granted in seen.items() if granted} - {"enter"} == wanted - {"enter"}
    assert seen["enter"] == ("enter" in allowed)


@pytest.mark.parametrize("row", SUPERVISED, ids=lambda row: "-".join(row[:2]))
def test_supervision_is_for_who_supervises_and_ends_with_his_reach(peopled, row):
    role, office, status = row
    client = peopled.at_desk(role)
    asked = {} if office == "-" else {"office": office}

    assert {client.get(path, params=asked).status_code for path in SUPERVISING} == {int(status)}
    assert ('href="/desk/supervision"' in client.get("/desk").text) == (role in {"acp", "dcp"})


@pytest.mark.parametrize("path", ["/desk/registers/fir", "/desk/matches"])
def test_a_list_is_narrowed_to_an_office_within_reach_only(peopled, path):
    acp = peopled.at_desk("acp")
    answers = {office: acp.get(path, params={"office": office}) for office in ("upparpet", "bcp", "bidadi", "nowhere")}

    assert {office: answer.status_code for office, answer in answers.items()} == {
        "upparpet": 200, "bcp": 404, "bidadi": 404, "nowhere": 404,
    }  # fmt: skip


def reads(client, record, register, role):
    if record is None:
        return True
    return client.get(f"/desk/records/{record.id}").status_code == 200


@pytest.mark.parametrize("row", [row for row in ROWS if row[2] in WITH_FILES], ids=lambda row: "-".join(row[:3]))
def test_who_may_read_a_record_opens_its_file_at_the_desk_and_by_a_program_and_nobody_else(peopled, row):
    role, _where, register, *granted = row
    record, cas = peopled.records[register], peopled.cas
    with cas.desk("officer:sho") as desk:
        file = desk.attach(png(7, 7), name="x.png", media_type="image/png")
        opening = record.opening
        desk.amend(record, opening.form, {**opening.data, WITH_FILES[register]: [file]}, reason="A paper came in")
    place = f"/records/{record.id}/files/{file['sha256']}"

    answers = [peopled.at_desk(role).get(f"/desk{place}"), Program(peopled.app, issued(cas, role)).get(place)]

    assert {answer.content == png(7, 7) for answer in answers} == {"read" in granted}
    assert {answer.status_code for answer in answers} <= ({200} if "read" in granted else {403, 404})


def passes(ask):
    try:
        ask()
    except NotPermitted:
        return False
    return True


def test_an_officer_of_another_station_changes_nothing(peopled):
    client = peopled.at_desk("other")
    fir = peopled.records["fir"]
    before = peopled.cas.folder(fir.id, as_="officer:sho").history

    answers = [
        client.get(f"/desk/records/{fir.id}"),
        client.get(f"/desk/records/{fir.id}/forms/arrest"),
        client.post(f"/desk/records/{fir.id}/forms/arrest", data={"do": "send"}),
        client.post(f"/desk/records/{fir.id}/step", data={"step": "publish"}),
        client.get(f"/desk/records/{fir.id}/amend/{fir.opening.id}"),
        client.get(f"/desk/records/{fir.id}/papers/fir.pdf"),
        client.get(f"/desk/registers/complaint/new?of={fir.id}"),
    ]

    assert {answer.status_code for answer in answers} <= {403, 404, 422}
    assert all("Ramesh" not in answer.text for answer in answers)
    assert peopled.cas.folder(fir.id, as_="officer:sho").history == before


def test_searches_find_nothing_beyond_the_reach_of_the_posting(peopled):
    client = peopled.at_desk("other")
    fir = peopled.records["fir"]
    name = fir.opening.data["complainant"]["name"]["roman"]

    for question in (fir.number, name, fir.opening.data["complainant"]["mobile"]):
        assert "0 found" in client.get("/desk/search", params={"q": question}).text


def test_reading_a_sensitive_case_is_written_into_the_journal(served):
    fir = registered(
        served.cas, statutes=[{"act": "BNS", "section": "64(1)"}], sensitive=True, sensitive_grounds=["sexual"]
    )
    served.at_desk("acp").get(f"/desk/records/{fir.id}")

    history = served.cas.folder(fir.id, as_="officer:sho").history

    assert ("read", "Acp") in {(event.verb, event.actor) for event in history}
    assert served.cas.verify() == []
