"""A thousand payloads in every text of every form, on every page that shows it: none of them runs.

Each test counts what was really shown, field by payload, so that it can't shrink unseen. With CAS_SOAK set all payloads
stand in every text; without it each payload and each text are shown at least once.
"""

import uuid
from datetime import UTC, datetime
from itertools import islice
from urllib.parse import quote

import pytest
from builders import SOAK, diary
from housing import served
from packing import ALL, PAYLOADS, SHOWN, Packer, bare, chunks, pairs
from planting import NAMES, plant
from playwright.sync_api import Error as PlaywrightError
from watching import HOSTILE, unhurt

from cas_core.publication import View
from cas_core.publication.showing import shown
from cas_core.registers import Register
from cas_core.store import drafts, public, requests
from cas_core.store.office_tables import Office, Officer
from cas_core.web.protecting import POLICY

SOAKED = SOAK > 1
MOBILE = "9812345655"
BOXES = (
    "/desk/search?q={}", "/desk/persons?name={}", "/search/stolen?mark={}", "/search/arrested?name={}",
    "/search/fir?number={}", "/stations?q={}", "/status?number={}", "/sign-in?to={}", "/desk/registers/fir?status={}",
    "/desk/sign-in?to={}",
)  # fmt: skip
BIT = {payload: position for position, payload in enumerate(ALL)}
ECHO = BOXES[:7]
"""Boxes whose pages show what was asked."""


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
    """Yield each thing with a packer: soaked with ten that hold all payloads, else with one of them, by turns."""
    size = 100 if SOAKED else -(-len(ALL) // len(things))
    for position, thing in enumerate(things):
        turns = chunks(size, 10) if SOAKED else chunks(size, len(things))[position : position + 1]
        for payloads in turns:
            yield thing, Packer(attacked.cas.build, payloads)


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


def test_what_is_watched_for_is_noticed(attacked, wary):
    """On a page that escapes nothing and has no policy payloads run, become markup or leave the site."""
    held = wary(attacked)
    held.context.add_init_script("window.alert = () => console.log('cas-executed')")
    ran, noticed = set(), set()
    for text in PAYLOADS:
        made, faults = _unescaped(held, text), " ".join(held.faults)
        held.faults.clear()
        ran |= {text} if "cas-executed" in faults else set()
        noticed |= {text} if made or faults else set()

    assert len(ran) >= 30
    assert len(noticed) >= 75


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


def test_records_show_payloads_as_text(attacked, entry, wary, record_property):
    cas, sho, counted = attacked.cas, wary(attacked, officer="sho"), Counted(record_property)
    for book, packer in packers(attacked, list(cas.build.composition.ids(Register))):
        held = plant(cas, book, "", entry, planter=packer)
        counted.take(opened(sho, f"/desk/records/{held.id}"), packer)
    counted.hold(2500)


def test_forms_being_filled_in_show_payloads_as_text(attacked, entry, wary, record_property):
    """Texts stand in attributes and text areas here; each form is opened from a draft."""
    cas, sho, counted = attacked.cas, wary(attacked, officer="sho"), Counted(record_property)
    books = cas.build.composition.all(Register).values()
    forms = [(book, form) for book in books for form in (book.opening, *book.follow_ups)]
    records = {book.id: plant(cas, book.id, "", entry, planter=Packer(cas.build, ["x"])).id for book in books}
    for (book, form), packer in packers(attacked, forms):
        record = "" if form == book.opening else records[book.id]
        place = drafts.Place(attacked.station, book.id, record, form)
        values = packer.form(form, record=entry)
        with cas.store.writing() as connection:
            draft = drafts.save(connection, "sho", str(uuid.uuid4()), place, values, datetime.now(UTC))
        files = {text.where for text in packer.texts.values() if text.where in _files(cas, form)}
        counted.take(opened(sho, f"/desk/drafts/{draft}"), packer, {t.where for t in packer.texts.values()} - files)
    counted.hold(2000)


def _files(cas, form):
    """Return the places of files: a form shows what was kept, under a seal."""
    branches = [branch for top in cas.build.composition.form(form).branches for branch in top.walk()]
    return {f"{form}:{branch.path}" for branch in branches if branch.field.type == "attachment"}


def test_papers_show_payloads_as_text(attacked, entry, wary, record_property):
    cas, printed, counted = attacked.cas, wary(attacked), Counted(record_property)
    for book, packer in packers(attacked, list(cas.build.composition.ids(Register))):
        held = plant(cas, book, "", entry, planter=packer)
        with cas.desk("officer:sho") as desk:
            record = desk.read(held.id)
        said = ""
        for form in dict.fromkeys(submitted.form for submitted in record.forms):
            printed.page.set_content(cas.page(record, form, as_="officer:sho"), wait_until="domcontentloaded")
            said += unhurt(printed).page.evaluate(SHOWN)
        counted.take(said, packer, set())
    counted.hold(2000)


def test_citizens_are_shown_payloads_as_text(attacked, entry, wary, record_property):
    cas, seals = attacked.cas, attacked.app.state.site.seals
    citizen, counted = wary(attacked, mobile=MOBILE), Counted(record_property)
    offered = {service.register_id: service.id for service in attacked.app.state.site.services.values() if service.asks}
    for book, packer in packers(attacked, sorted(offered)):
        held = plant(cas, book, "", entry, planter=packer)
        with cas.store.writing() as connection:
            contact = seals.seal("contact", f"+91{MOBILE}")
            requests.give_receipt(connection, held.id, offered[book], seals.seal("receipt", held.id, "X"), contact)
        counted.take(opened(citizen, f"/requests/{held.id}"), packer, set())
    counted.hold(100)


def test_public_entries_show_payloads_as_text(attacked, wary, record_property):
    cas, anybody, counted = attacked.cas, wary(attacked), Counted(record_property)
    views = list(cas.build.composition.all(View).values())
    for position, (view, packer) in enumerate(packers(attacked, views)):
        data = shown(cas.build.composition.form(view.form).branches, packer.form(view.form), view.audience, view.fields)
        record = cas.latest(view.register_id, as_="officer:sho", most=1)[0]
        number = f"{position}/2026"
        published = public.Entry(view.id, public.PUBLISHED, (), attacked.station, number, data, frozenset({number}))
        with cas.store.writing() as connection:
            public.put(connection, record.id, [published], datetime.now(UTC))
        counted.take(opened(anybody, f"/search/{view.id}"), packer, set())
    counted.hold(39)


def test_hits_show_payloads_as_text(attacked, wary):
    """Sixty persons of a name stand on a page; each bears payloads in his names."""
    sho, texts = wary(attacked, officer="sho"), ALL
    taken, shown_on = [iter(texts)], set()
    for surname in NAMES:
        payloads = list(islice(taken[0], 60))
        if not payloads:
            break
        persons = [
            {"name": {"text": f"{surname} {text}", "roman": f"{surname} {text}"}, "relation": "father",
             "relative_name": {"text": text, "roman": text}, "mobile": "9845012345"}
            for text in payloads
        ]  # fmt: skip
        _index(attacked, persons)
        for path in (f"/desk/search?q={surname}", f"/desk/persons?name={surname}"):
            said = bare(opened(sho, path))
            assert [text for text in payloads if bare(f"{surname} {text}") not in said] == []
        shown_on |= set(payloads)

    assert shown_on == set(ALL)


def _index(attacked, persons):
    """Write persons into a diary entry as the desk does, past the checks of the form."""
    build = attacked.cas.build
    with attacked.cas.desk("officer:sho") as desk:
        book = build.composition.get(Register, "general_diary")
        now = datetime.now(UTC)
        data = {"persons": persons, "happened_at": "2026-11-20T10:05+05:30", "kind": "complaint"}
        record = desk._open_record(book, data, now)
        desk._work.filing(book, book.opening, now).file(record, data, opening=True)


def test_offices_and_officers_show_payloads_as_text(attacked, wary):
    cas, dcp, anybody = attacked.cas, wary(attacked, officer="dcp"), wary(attacked)
    with cas.store.reading() as connection:
        former = connection.execute(Office.__table__.select()).all()
        people = connection.execute(Officer.__table__.select()).all()
    seen, step = set(), len(former) + len(people)
    for begin in range(0, len(ALL), step):
        payloads = iter((ALL * 2)[begin : begin + step])
        named = {row.id: next(payloads) for row in (*former, *people)}
        with cas.store.writing() as connection:
            for table, rows in ((Office, former), (Officer, people)):
                for row in rows:
                    wanted = table.__table__.update().where(table.__table__.c.id == row.id)
                    connection.execute(wanted.values(name=named[row.id]))
        attacked.app.state.site._offices = None
        said = "".join(bare(opened(dcp, path)) for path in ("/desk/establishment", "/desk", "/desk/journal"))
        said += bare(opened(anybody, "/stations"))
        seen |= {text for text in named.values() if bare(text) in said}

    assert len(seen) > 0.5 * len(ALL)


def test_what_is_asked_in_a_search_box_stays_text(attacked, wary):
    held, size = wary(attacked, officer="sho", mobile=MOBILE), 40
    asked = chunks(size, len(ALL) // size)
    counted = set()
    for position, payloads in enumerate(asked):
        for path in BOXES if SOAKED else [BOXES[position % len(BOXES)]]:
            text = " ".join(payloads)
            held.page.goto(path.format(quote(text, safe="")), wait_until="domcontentloaded")
            said = bare(unhurt(held).page.evaluate(SHOWN))
            if path in ECHO:
                assert bare(text) in said, path
            counted |= {(path, one) for one in payloads}

    assert {one for _, one in counted} == set(ALL)
    assert len(counted) == len(ALL) * (len(BOXES) if SOAKED else 1)


def test_charts_hold_no_script(attacked, wary):
    held = wary(attacked, officer="sho")
    for chart in ("pending", "heads", "clocks"):
        answer = held.page.goto(f"/desk/figures/{chart}.svg")
        assert answer.status == 200
        assert answer.headers["content-type"].startswith("image/svg+xml")
        assert held.page.evaluate("document.querySelectorAll('script, foreignObject, [onload], [onclick]').length") == 0
