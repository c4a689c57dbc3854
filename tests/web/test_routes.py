"""Every route is declared: for whom it is, and what of a record's forms it shows.

`tests/assets/routes.csv` is read by people. What is declared to show nothing is opened by those who may, on records that
are full of planted texts; what shows something is opened by those who may not.
"""

import re
import uuid
from datetime import UTC, datetime

import pytest
from generating.disclosure import NOTHING
from planting import Planter
from reading_station import BOOKS, CODE, OFFERED, ROUTES, TABLE, tokens
from test_authorisation import routes

from cas_core.publication import View
from cas_core.store import drafts, journal
from cas_core.web.webhooks import event

STRANGERS = ("sho.other_station", "sho.none", "administrator.state", "court_constable.other_district", "malkhana.own")
"""Officers who may not read a complaint."""
SENT = {"do": "send", "step": "acknowledge", "agree": "acknowledge", "decision": "same", "reason": "because"}
GRANTED = {200, 201}
QUESTION = {"q": "zq", "name": "zq", "field": "BNS 64", "mark": "KA01ZZ0001", "number": "zq"}
CERTIFIED = {"mark": "KA01ZZ0001", "at": "2026-11-20T10:00Z"}
ELSEWHERE = {"/desk/sign-in/provider", "/desk/sign-in/provider/back"}
"""Pages that a build has with a provider of identities only; `test_openid` opens them."""
"""What is asked of every address; each takes of it what it knows."""


@pytest.fixture(scope="module")
def names(station):
    """Return what stands for the names in paths: of a complaint, or of whatever there is."""
    held = station.plain["complaint"]
    with station.cas.desk("officer:sho.own") as desk:
        record = desk.read(held.id)
    place = drafts.Place("upparpet", "general_diary", "", "gd_entry")
    values = Planter(station.cas.build).form("gd_entry")
    with station.cas.store.writing() as connection:
        draft = drafts.save(connection, "sho.own", str(uuid.uuid4()), place, values, datetime.now(UTC))
    opening = record.opening
    seal = station.app.state.site.seals.short("paper", record.id, opening.id)
    return {
        "record": held.id, "other": station.plain["missing"].id, "form": opening.form, "submission": opening.id,
        "register": "complaint", "digest": _file(opening.data), "view": "stolen", "draft": draft, "codelist": "malkhana_place",
        "verb": "open", "step": "acknowledge", "seal": seal, "service": "complaint", "tag": "en",
        "order": "add", "certificate": station.app.state.site.seals.short("none", "stolen", *CERTIFIED.values()),
    }  # fmt: skip


def _file(data):
    """Return the digest of some file in a form."""
    found = re.search(r"'sha256': '(\w+)'", str(data))
    return found[1] if found else "0" * 64


def filled(path, names):
    """Return an address; where a name stands for several things, what it stands for there."""
    at = re.match(r"/(desk/values/\{codelist\}/\{verb\}|certificate/)", path)
    if at:
        names = {**names, "verb": names["order"], "seal": names["certificate"]}
    return re.sub(r"\{(\w+)(:\w+)?\}", lambda at: names[at[1]], path)


def test_the_table_of_routes_is_whole(station):
    declared = [(row["path"], row["method"]) for row in ROUTES]

    assert sorted(declared) == sorted(routes(station.app))
    assert {row["who"] for row in ROUTES} == {"anybody", "citizen", "officer", "token"}
    assert {row["shows"] for row in ROUTES} == {"nothing", "page", "search", "paper", "view"}


def test_what_is_declared_to_show_nothing_shows_nothing_to_those_who_may_open_it(station, names):
    readers = {"officer": [station.officer(f"{role}.own") for role in ("sho", "sp", "scrb")]}
    readers["token"] = [station.program("sho.own")]
    readers["citizen"] = readers["anybody"] = [station.applicant(), station.client(cookie=f"cas_receipt={CODE}")]
    opened, leaks = set(), []
    for row in ROUTES:
        if row["shows"] != "nothing" or row["method"] != "GET":
            continue
        for reader in readers[row["who"]]:
            for register in BOOKS if "{register}" in row["path"] else ["complaint"]:
                answer = reader.get(filled(row["path"], {**names, "register": register}), params=_fit(row))
                leaks += [(row["path"], register)] if tokens(answer.text) else []
                opened |= {row["path"]} if answer.status_code in GRANTED else set()

    assert leaks == []
    assert {row["path"] for row in ROUTES if row["shows"] == "nothing" and row["method"] == "GET"} - opened == ELSEWHERE


def _fit(row):
    """Return the question of an address; a page that is asked to search finds something by it."""
    if "certificate" in row["path"]:
        return CERTIFIED
    return QUESTION if row["path"].endswith(("none.pdf", "sections")) else {}


@pytest.mark.parametrize("stranger", STRANGERS)
def test_who_may_not_read_a_record_learns_nothing_from_any_route(station, names, stranger):
    """Refusals, forms shown again and half-done changes are answers too."""
    assert TABLE[*stranger.split("."), "complaint"].page == NOTHING
    desk, program = station.officer(stranger), station.program(stranger)
    before = station.cas.folder(names["record"], as_="officer:sho.own").history
    leaks = []
    for row in ROUTES:
        if row["who"] not in {"officer", "token"} or row["path"].endswith(("sign-out", "posting", "password")):
            continue
        answer = _asked(desk if row["who"] == "officer" else program, row, names)
        about = re.search(r"\{(record|draft|submission)\}", row["path"])
        if tokens(answer.text) & _secret(station) or (about and answer.status_code in GRANTED):
            leaks.append((row["method"], row["path"], answer.status_code, tokens(answer.text)))

    assert leaks == []
    assert station.cas.folder(names["record"], as_="officer:sho.own").history == before


def _secret(station):
    """Return what was planted in the records that paths name; a search may show a stranger what is his."""
    return set(station.plain["complaint"].texts) | set(station.plain["missing"].texts)


def _asked(client, row, names):
    path = filled(row["path"], names)
    if row["method"] == "GET":
        question = {"of": names["record"]} if path.endswith("/new") else QUESTION
        return client.get(path, params=question, follow_redirects=False)
    key = {"idempotency-key": str(uuid.uuid4())}
    if row["who"] == "token":
        data = {"form": names["form"], "reason": "because", "data": {}} if path.endswith("amendments") else {}
        return client.post(path, json=data, headers=key)
    return client.post(path, data={**SENT, "key": str(uuid.uuid4())}, follow_redirects=False)


def test_a_draft_is_its_writers_alone(station, names):
    path = f"/desk/drafts/{names['draft']}"

    assert tokens(station.officer("sho.own").get(path).text)
    for other in ("sp.own", "duty_officer.own", "sho.other_station"):
        answer = station.officer(other).get(path)
        assert (answer.status_code, tokens(answer.text)) == (404, set())


@pytest.mark.parametrize("book", OFFERED)
def test_an_applicant_sees_his_own_request_as_the_table_says(station, book):
    held, cell = station.plain[book], TABLE["applicant", "receipt", book]
    mine = station.applicant()
    page = mine.get(f"/requests/{held.id}")
    paper = mine.get(f"/requests/{held.id}/papers/{held.opening}.pdf")

    assert {text.letter for text in held.found(page.text)} == set(cell.page) & held.letters()
    assert {text.letter for text in held.found(paper.text)} == set(cell.paper) & held.letters(held.opening)
    for reader in (station.applicant("9812345602"), station.client()):
        for row in ROUTES:
            if row["who"] == "citizen" and "{record}" in row["path"]:
                path = filled(row["path"], {"record": held.id, "form": held.opening, "digest": "0" * 64})
                answer = reader.request(row["method"], path, follow_redirects=False)
                assert answer.status_code in {303, 404, 422}
                assert not tokens(answer.text)


@pytest.mark.parametrize("way", ["/search/{view}", "/api/v1/public/{view}"])
def test_anybody_sees_the_fields_of_a_view_and_no_other(station, way):
    shown = set()
    for view in station.cas.build.composition.all(View).values():
        held, closed = station.plain[view.register_id], station.closed[view.register_id]
        page = station.client().get(way.format(view=view.id)).text
        fields = {text.where for text in held.found(page)}
        assert fields <= {f"{view.form}:{path}" for path in view.fields}, view.id
        assert {text.letter for text in held.found(page)} <= set(TABLE["anybody", "view", view.register_id].page)
        assert tokens(page) <= set(held.texts), "another record"
        assert not closed.found(page)
        shown |= {view.register_id} if fields else set()
    assert shown


def test_what_became_of_a_case_is_told_without_what_it_says(station):
    held = station.plain["complaint"]
    number = station.cas.folder(held.id, as_="officer:sho.own").record.number

    answer = station.client().post("/status", data={"number": number, "receipt": CODE})

    assert answer.status_code == 200
    assert number in answer.text
    assert not tokens(answer.text)


def test_webhooks_tell_nothing_of_what_was_entered(station):
    with station.cas.store.reading() as connection:
        rows = [row for row in journal.entries(connection) if row.record]
    told = [event("ka", _Row(row, register="")) for row in rows]

    assert len(told) > 100
    assert not tokens(str(told))


class _Row:
    """A journal entry with the register of its record, as deliveries have it."""

    def __init__(self, row, **more):
        self.__dict__.update(row._asdict(), **more)
