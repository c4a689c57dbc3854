"""A thousand payloads in every text of every form, on every page that shows it: none of them runs.

A record's folder shows all its forms: there each payload and each text of each form are shown at least once, always.
Other pages show each payload, and of texts what they have; with CAS_SOAK set all payloads stand in every text of every
page. Each test counts what was really shown, text by payload, so that it can't shrink unseen.
"""

import uuid
from datetime import UTC, datetime
from urllib.parse import quote

import pytest
from builders import SOAK, diary
from housing import served
from packing import SHOWN, Packer, bare, pairs
from payloads import ALL, PAYLOADS, chunks
from planting import NAMES, plant, written
from playwright.sync_api import Error as PlaywrightError
from watching import HOSTILE, unhurt

from cas_core.desk.opening import open_record
from cas_core.forms import Form
from cas_core.publication import View
from cas_core.publication.showing import shown
from cas_core.registers import Register
from cas_core.store import drafts, public, requests
from cas_core.store.tables import Office, Officer
from cas_core.web.protecting import POLICY

SOAKED = SOAK > 1
MOBILE = "9812345655"
ECHO = (
    "/desk/search?q={}", "/desk/persons?name={}", "/search/stolen?mark={}", "/search/arrested?name={}",
    "/search/fir?number={}", "/stations?q={}", "/status?number={}",
)  # fmt: skip
"""Boxes whose pages show what was asked."""
BOXES = (*ECHO, "/sign-in?to={}", "/desk/registers/fir?status={}", "/desk/sign-in?to={}")
OFFICES = ("/desk/establishment", "/desk", "/desk/journal", "/desk/figures", "/desk/supervision", "/stations")
"""Pages that name offices and officers, or draw what is in them."""
OFFICE, OFFICER = Office.__table__, Officer.__table__
BIT = {payload: position for position, payload in enumerate(ALL)}


@pytest.fixture(scope="module")
def attacked(chromium, builds, tmp_path_factory, fonts, assets):
    """A house of its own: nothing else is to be found in it."""
    yield from served(builds["ka"], tmp_path_factory.mktemp("attacked") / "cas.db", fonts, assets, "ka")


@pytest.fixture(scope="module")
def entry(attacked):
    """The diary entry that records refer to."""
    with attacked.cas.desk("officer:sho") as desk:
        return diary(desk, "attacked").id


def opened(held, path):
    """Open a page under the strict policy, and return what it says."""
    answer = held.page.goto(path, wait_until="domcontentloaded", timeout=60_000)
    assert answer.status == 200, (answer.status, path)
    assert answer.headers["content-security-policy"] == POLICY
    return unhurt(held).page.evaluate(SHOWN)


def packers(attacked, things):
    """Yield each thing with a packer: soaked with four that hold all payloads, else with one of them, by turns."""
    size = 250 if SOAKED else -(-len(ALL) // len(things))
    for position, thing in enumerate(things):
        turns = chunks(size, 4) if SOAKED else chunks(size, len(things))[position : position + 1]
        for payloads in turns:
            yield thing, Packer(attacked.cas.build, payloads)


@pytest.fixture
def counted(record_testsuite_property, request):
    """What a test shows: for each text of a form the payloads that stood there."""
    return Counted(lambda what, number: record_testsuite_property(f"{request.node.name}: {what}", number))


class Counted:
    """What was shown: for each place the payloads that stood there."""

    def __init__(self, record):
        self._record = record
        self._seen = {}

    def take(self, said, packer, places=None):
        """Count what a page shows of a packer; all that was planted, or some places of it, has to be there."""
        wanted = {text.where for text in packer.texts.values()} if places is None else places
        seen = pairs(said, packer.texts, packer.payloads)
        assert wanted - seen == set()
        bits = sum(1 << BIT[payload] for payload in set(packer.payloads))
        self._seen |= {place: self._seen.get(place, 0) | bits for place in seen}

    def hold(self, least):
        """Assert that all payloads were shown, and so many places; soaked all payloads at each place."""
        together = 0
        for bits in self._seen.values():
            together |= bits
        count = sum(bits.bit_count() for bits in self._seen.values())
        self._record("places", len(self._seen))
        self._record("pairs", count)
        assert together.bit_count() == len(ALL)
        assert len(self._seen) >= least
        assert not SOAKED or count == len(self._seen) * len(ALL)


def test_there_are_a_thousand_different_payloads():
    assert len(set(PAYLOADS)) == 100
    assert len(set(ALL)) == 1000


def test_what_is_watched_for_is_noticed(attacked, wary):
    """On a page that escapes nothing and has no policy payloads run, become markup or leave the site."""
    held, tried = wary(attacked), PAYLOADS if SOAKED else PAYLOADS[::3]
    held.context.add_init_script("window.alert = () => console.log('cas-executed')")
    ran, noticed = set(), set()
    for text in tried:
        made, faults = _unescaped(held, text), " ".join(held.faults)
        held.faults.clear()
        ran |= {text} if "cas-executed" in faults else set()
        noticed |= {text} if made or faults else set()

    assert len(ran) >= 0.25 * len(tried)
    assert len(noticed) >= 0.7 * len(tried)


def _unescaped(held, text):
    """Show a payload as it is on a page of nobody's, and return what becomes of it there."""
    body = f'<!doctype html><main><p title="{text}">{text}</p></main>'

    def answer(route):
        if route.request.url == "http://control.test/":
            route.fulfill(body=body, content_type="text/html; charset=utf-8")
        else:
            route.abort()

    held.page.unroute_all()
    held.page.route("**/*", answer)
    held.page.goto("http://control.test/", wait_until="domcontentloaded")
    try:
        return held.page.evaluate(HOSTILE)
    except PlaywrightError:
        return ["it led away from the page"]


def test_records_show_payloads_as_text(attacked, entry, wary, counted):
    """A folder shows each form of its record, whole: no text of any form is left out."""
    cas, sho, forms = attacked.cas, wary(attacked, officer="sho"), set()
    for book, packer in packers(attacked, list(cas.build.composition.ids(Register))):
        held = plant(cas, book, "", entry, planter=packer)
        counted.take(opened(sho, f"/desk/records/{held.id}"), packer)
        forms |= {text.where.partition(":")[0] for text in packer.texts.values()}
    counted.hold(2500)
    assert {form for form in cas.build.composition.ids(Form) if _types(cas, form)} - forms == set()


def test_forms_being_filled_in_show_payloads_as_text(attacked, entry, wary, counted):
    """Texts stand in attributes and text areas here; a few forms have each type of text, soaked it is all of them."""
    cas, sho = attacked.cas, wary(attacked, officer="sho")
    books = cas.build.composition.all(Register).values()
    forms = [(book, form) for book in books for form in (book.opening, *book.follow_ups)]
    records = {book.id: plant(cas, book.id, "", entry, planter=Packer(cas.build, ["x"])).id for book in books}
    for (book, form), packer in packers(attacked, forms if SOAKED else _telling(cas, forms)):
        record = "" if form == book.opening else records[book.id]
        place = drafts.Place(attacked.station, book.id, record, form)
        values = packer.form(form, record=entry)
        with cas.store.writing() as connection:
            draft = drafts.save(connection, "sho", str(uuid.uuid4()), place, values, datetime.now(UTC))
        files = _types(cas, form).get("attachment", set())  # a form shows what was kept, under a seal
        counted.take(opened(sho, f"/desk/drafts/{draft}"), packer, {t.where for t in packer.texts.values()} - files)
    counted.hold(2000 if SOAKED else 150)


def _types(cas, form):
    """Return the places of a form's texts, by type of field."""
    packer, found = Packer(cas.build, ["x"]), {}
    packer.form(form)
    planted = {text.where for text in packer.texts.values()}
    for top in cas.build.composition.form(form).branches:
        for branch in top.walk():
            if (where := f"{form}:{branch.path}") in planted:
                found.setdefault(branch.field.type, set()).add(where)
    return found


def _telling(cas, forms):
    """Return few forms that together have texts of every type."""
    types = {form: set(_types(cas, form)) for _book, form in forms}
    chosen, lacking = [], set().union(*types.values())
    while lacking:
        best = max(forms, key=lambda pair: len(types[pair[1]] & lacking))
        chosen.append(best)
        lacking -= types[best[1]]
    return chosen


def test_papers_show_payloads_as_text(attacked, entry, wary, counted):
    """The paper of the opening form, soaked those of all forms."""
    cas, printed = attacked.cas, wary(attacked)
    for book, packer in packers(attacked, list(cas.build.composition.ids(Register))):
        held = plant(cas, book, "", entry, planter=packer)
        with cas.desk("officer:sho") as desk:
            record = desk.read(held.id)
        said = ""
        for form in dict.fromkeys(submitted.form for submitted in record.forms) if SOAKED else [held.opening]:
            printed.page.set_content(cas.page(record, form, as_="officer:sho"), wait_until="domcontentloaded")
            said += unhurt(printed).page.evaluate(SHOWN)
        counted.take(said, packer, set())
    counted.hold(2000 if SOAKED else 500)


def test_citizens_are_shown_payloads_as_text(attacked, entry, wary, counted):
    cas, seals = attacked.cas, attacked.app.state.site.seals
    citizen = wary(attacked, mobile=MOBILE)
    offered = {service.register_id: service.id for service in attacked.app.state.site.services.values() if service.asks}
    for book, packer in packers(attacked, sorted(offered)):
        held = plant(cas, book, "", entry, planter=packer)
        with cas.store.writing() as connection:
            contact = seals.seal("contact", f"+91{MOBILE}")
            requests.give_receipt(connection, held.id, offered[book], seals.seal("receipt", held.id, "X"), contact)
        counted.take(opened(citizen, f"/requests/{held.id}"), packer, set())
    counted.hold(100)


def test_public_entries_show_payloads_as_text(attacked, entry, wary, counted):
    cas, anybody = attacked.cas, wary(attacked)
    views = list(cas.build.composition.all(View).values())
    records = {view.id: plant(cas, view.register_id, "", entry, planter=Packer(cas.build, ["x"])).id for view in views}
    for position, (view, packer) in enumerate(packers(attacked, views)):
        data = shown(cas.build.composition.form(view.form).branches, packer.form(view.form), view.audience, view.fields)
        number = f"{position}/2026"
        published = public.Entry(view.id, public.PUBLISHED, (), attacked.station, number, data, frozenset({number}))
        with cas.store.writing() as connection:
            public.remove(connection, records[view.id])
            public.add(connection, records[view.id], [published], datetime.now(UTC))
        counted.take(opened(anybody, f"/search/{view.id}"), packer, set())
    counted.hold(39)


def test_hits_show_payloads_as_text(attacked, wary):
    """Fifty persons of a name stand on a page; each bears two payloads in his names, soaked one."""
    sho, each = wary(attacked, officer="sho"), 1 if SOAKED else 2
    texts = [" ".join(ALL[begin : begin + each]) for begin in range(0, len(ALL), each)]
    for surname, begin in zip(NAMES, range(0, len(texts), 50), strict=False):
        borne = texts[begin : begin + 50]
        _index(attacked, [_person(f"{surname} {text}", text) for text in borne])
        for path in (f"/desk/search?q={surname}", f"/desk/persons?name={surname}"):
            said = bare(opened(sho, path))
            assert [text for text in borne if bare(f"{surname} {text}") not in said] == []

    assert len(NAMES) * 50 >= len(texts)


def _person(name, text):
    relative = {"relation": "father", "relative_name": {"text": text, "roman": text}}
    return {"name": {"text": name, "roman": name}, "mobile": "9845012345", **relative}


def _index(attacked, persons):
    """Write persons into a diary entry."""
    build, now = attacked.cas.build, datetime.now(UTC)
    book = build.composition.get(Register, "general_diary")
    data = {"persons": persons, "happened_at": "2026-11-20T10:05+05:30", "kind": "complaint"}
    with attacked.cas.desk("officer:sho") as desk:
        record = open_record(desk.connection, build, desk.actor, book, data, now).id
        written(desk._work.filing(book, book.opening, now), record, data)


def test_offices_and_officers_show_payloads_as_text(attacked, wary):
    """All payloads go round the offices of a state and the officers of a station."""
    dcp = wary(attacked, officer="dcp")
    with attacked.cas.store.reading() as connection:
        rows = [(table, row.id) for table in (OFFICE, OFFICER) for row in connection.execute(table.select())]
    marked = {row: f"marked{position}z" for position, row in enumerate(rows)}
    said = _renamed(attacked, dcp, marked)
    named = [row for row, mark in marked.items() if mark in said]
    assert {table for table, _ in named} == {OFFICE, OFFICER}
    for turn in range(4 if SOAKED else 1):
        given = chunks(1 + len(ALL) // len(named), len(named) + turn)[turn:]
        names = [" ".join(payloads) for payloads in given]
        said = _renamed(attacked, dcp, dict(zip(named, names, strict=True)))
        assert [name for name in names if bare(name) not in said] == []
        assert {text for payloads in given for text in payloads} == set(ALL)


def _renamed(attacked, held, names):
    """Give offices and officers other names, and return what pages say then."""
    with attacked.cas.store.writing() as connection:
        for (table, row), name in names.items():
            connection.execute(table.update().where(table.c.id == row).values(name=name))
    attacked.app.state.site._offices = None
    return "".join(bare(opened(held, path)) for path in OFFICES)


def test_what_is_asked_in_a_search_box_stays_text(attacked, wary):
    """Each box is asked some payloads, and each payload in some box; soaked all in all."""
    held = wary(attacked, officer="sho", mobile=MOBILE)
    asked = set()
    for position, payloads in enumerate(chunks(100, len(BOXES))):
        for path in BOXES if SOAKED else [BOXES[position]]:
            text = " ".join(payloads)
            held.page.goto(path.format(quote(text, safe="")), wait_until="domcontentloaded")
            said = bare(unhurt(held).page.evaluate(SHOWN))
            assert path not in ECHO or bare(text) in said, path
            asked |= {(path, one) for one in payloads}

    assert {one for _, one in asked} == set(ALL)
    assert {path for path, _ in asked} == set(BOXES)
    assert len(asked) == len(ALL) * (len(BOXES) if SOAKED else 1)
