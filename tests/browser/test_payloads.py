"""A thousand payloads in every text of every form, on every page that shows it: none of them runs.

A record's folder shows all its forms: there each payload and each text of each form are shown at least once, always.
Other pages show each payload, and of texts what they have; with CAS_SOAK set all payloads stand in every text of every
page. Each test counts what was really shown, text by payload, so that it can't shrink unseen.
"""

import uuid
from datetime import UTC, datetime
from itertools import cycle, islice, repeat

import pytest
from builders import SOAK
from packing import BLANK, SHOWN, Counted, Packer, bare, opened, telling, texts_by_type
from payloads import ALL, PAYLOADS, chunks
from planting import plant
from playwright.sync_api import Error as PlaywrightError
from watching import HOSTILE, unhurt

from cas_core.forms import Form
from cas_core.publication import View
from cas_core.publication.showing import shown
from cas_core.registers import Register
from cas_core.store import drafts, public, requests

SOAKED = SOAK > 1
TYPE = """(texts) => {
  // Type the texts into the fields of a line or more, by turns, as far as each may be long; return what was typed.
  const all = [...document.querySelectorAll("main input[type=text], main input:not([type]), main textarea")];
  const free = all.filter((at) => at.name && !at.list && !/date|time|_at|birth/.test(at.name));
  free.forEach((at, nth) => {
    const text = texts[nth % texts.length];
    at.value = at.maxLength > 0 ? text.slice(0, at.maxLength) : text;
  });
  return free.map((at) => at.value);
}"""
ENDLESS = cycle(ALL)
MOBILE = "9812345655"


def packers(attacked, things):
    """Yield each thing with a packer: soaked with four that put all payloads into each text, else eight, by turns."""
    turns = iter(lambda: list(islice(ENDLESS, 8)), [])
    for thing in things:
        for each in [repeat(payloads) for payloads in chunks(250, 4)] if SOAKED else [turns]:
            yield thing, Packer(attacked.cas.build, each)


@pytest.fixture
def counted(record_testsuite_property, request):
    """What a test shows: for each text of a form the payloads that stood there."""
    name = request.node.name
    return Counted(lambda what, number: record_testsuite_property(f"{name}: {what}", number), whole=SOAKED)


def test_there_are_a_thousand_different_payloads():
    assert len(set(PAYLOADS)) == 100
    assert len(set(ALL)) == 1000


def test_what_is_watched_for_is_noticed(attacked, wary):
    """On a page that escapes nothing and has no policy payloads run, become markup or leave the site."""
    held, tried = wary(attacked), PAYLOADS if SOAKED else PAYLOADS[::5]
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
    assert {form for form in cas.build.composition.ids(Form) if texts_by_type(cas.build, form)} - forms == set()


def test_forms_being_filled_in_show_payloads_as_text(attacked, entry, wary, counted):
    """Texts stand in attributes and text areas here; a few forms have each type of text, soaked it is all of them."""
    cas, sho = attacked.cas, wary(attacked, officer="sho")
    books = cas.build.composition.all(Register).values()
    forms = [(book, form) for book in books for form in (book.opening, *book.follow_ups)]
    tried = forms if SOAKED else telling(cas.build, forms)
    kept = {book.id for book, form in tried if form != book.opening}
    records = {book: plant(cas, book, "", entry, planter=Packer(cas.build, BLANK)).id for book in kept}
    for (book, form), packer in packers(attacked, tried):
        record = "" if form == book.opening else records[book.id]
        place = drafts.Place(attacked.station, book.id, record, form)
        values = packer.form(form, record=entry)
        with cas.store.writing() as connection:
            draft = drafts.save(connection, "sho", str(uuid.uuid4()), place, values, datetime.now(UTC))
        files = texts_by_type(cas.build, form).get("attachment", set())  # a form shows what was kept, under a seal
        counted.take(opened(sho, f"/desk/drafts/{draft}"), packer, {t.where for t in packer.texts.values()} - files)
    counted.hold(2000 if SOAKED else 150)


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
    records = {view.id: plant(cas, view.register_id, "", entry, planter=Packer(cas.build, BLANK)).id for view in views}
    for position, (view, packer) in enumerate(packers(attacked, views)):
        data = shown(cas.build.composition.form(view.form).branches, packer.form(view.form), view.audience, view.fields)
        number = f"{position}/2026"
        published = public.Entry(view.id, public.PUBLISHED, (), attacked.station, number, data, frozenset({number}))
        with cas.store.writing() as connection:
            public.remove(connection, records[view.id])
            public.add(connection, records[view.id], [published], datetime.now(UTC))
        counted.take(opened(anybody, f"/search/{view.id}"), packer, set())
    counted.hold(39, 1000 if SOAKED else 200)


def test_a_form_that_is_refused_is_shown_again_with_payloads_as_text(attacked, wary):
    """What was typed stands in the controls again, beside what is said of it."""
    held, typed = wary(attacked, mobile=MOBILE), set()
    for texts in chunks(14, 72 if SOAKED else 1):
        held.go("/services/complaint/apply").fill({"office": attacked.station, "nature": "other"})
        written = held.page.evaluate(TYPE, texts)
        with held.page.expect_navigation():
            held.page.locator('button.main[value="send"]').click()
        said = bare(unhurt(held).page.evaluate(SHOWN))
        assert held.page.locator(".fault").count() > 1
        assert [text for text in written if bare(text) not in said] == []
        typed |= set(written)
    assert len(typed) >= (500 if SOAKED else 10)
