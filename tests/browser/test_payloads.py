"""Whatever is typed stays text: a hundred payloads, every text field, every page that shows them.

Each field gets some payloads and each payload some fields; with CAS_SOAK set a thousand go round.
"""

import os
from itertools import cycle, islice
from pathlib import Path
from urllib.parse import quote

import pytest
from builders import diary, form

HERE = Path(__file__).parent
PAYLOADS = HERE.joinpath("payloads.txt").read_text("utf-8").splitlines()
HOSTILE = HERE.joinpath("hostile.js").read_text("utf-8")
FIELDS = HERE.joinpath("text_fields.js").read_text("utf-8")
WRAPPINGS = ("{}", '">{}', "'>{}", "</p>{}", "]]>{}", "-->{}", "\\{}", "%00{}", "{}\u2028", "\u202e{}")
TRIED = [
    wrap.replace("{}", text) for wrap in (WRAPPINGS if "CAS_SOAK" in os.environ else WRAPPINGS[:1]) for text in PAYLOADS
]
BOXES = (
    "/desk/search?q={}",
    "/desk/persons?name={}",
    "/search/stolen?mark={}",
    "/search/arrested?name={}",
    "/search/fir?number={}",
    "/stations?q={}",
    "/status?number={}",
    "/sign-in?to={}",
    "/desk/registers/fir?status={}",
    "/desk/sign-in?to={}",
)


@pytest.fixture
def wary(house, window):
    """Return windows that note every word to the console and every request that leaves the site."""

    def open_(**who):
        held = window(house, **who)
        held.page.on(
            "console", lambda message: held.faults.append(message.text) if "cas-executed" in message.text else None
        )
        held.page.on(
            "request", lambda asked: held.faults.append(asked.url) if "evil" in asked.url.partition("?")[0] else None
        )
        held.context.add_init_script(
            "document.addEventListener('securitypolicyviolation', (at) => console.error('policy: ' + at.violatedDirective))"
        )
        return held

    return open_


def test_there_are_a_hundred_different_payloads():
    assert len(set(PAYLOADS)) == 100
    assert len(set(TRIED)) == len(TRIED)


def unhurt(held):
    """Assert that nothing typed became a part of the page."""
    assert held.page.evaluate(HOSTILE) == [], held.page.url
    return held


def typed_everywhere(held, texts):
    """Type texts into the text fields, by turns, and send; return those that were taken.

    What is not taken is shown again; it is made plain, and sent once more.
    """
    typed = held.page.evaluate(FIELDS, texts)
    for _time in range(4):
        with held.page.expect_navigation():
            held.page.locator('button.main[value="send"]').click()
        unhurt(held)
        if not held.page.locator(".fault").count():
            return {text for text in typed if any(text in tried for tried in texts)}
        typed = held.page.evaluate(FIELDS, [])
    raise AssertionError(held.text()[:3000])


def shown(held, texts):
    """Assert that a page shows texts letter by letter."""
    page = "".join(held.unfolded().split())
    assert [text for text in texts if "".join(text.split()) not in page] == []
    return unhurt(held)


def chunks(size):
    """Yield the payloads some at a time, the last of them filled up from the first."""
    endless = cycle(TRIED)
    for _chunk in range(-(-len(TRIED) // size)):
        yield list(islice(endless, size))


def test_what_is_typed_into_complaint_and_fir_stays_text_wherever_it_is_shown(house, wary):
    citizen, sho, printed = wary(mobile="9812345644"), wary(officer="sho"), wary()
    with house.cas.desk("officer:sho") as desk:
        entry = diary(desk, "payloads")
    for texts in chunks(50):
        citizen.go("/services/complaint/apply").fill({"office": house.station, "nature": "other", **ENTRIES})
        taken = typed_everywhere(citizen, texts)
        assert len(taken) > 10
        record = citizen.at("/receipt/").page.url.rsplit("/", 1)[1]
        unhurt(citizen.go(f"/requests/{record}"))
        shown(sho.go(f"/desk/records/{record}"), taken)
        printed.page.set_content(house.cas.page(sho_reads(house, record), as_="officer:sho"))
        unhurt(printed)

        sho.go(f"/desk/registers/fir/new?of={record}")
        unhurt(sho).fill({**FIR, "gd_entry": entry.number})
        taken = typed_everywhere(sho, texts[::-1])
        shown(sho.at("/desk/records/[^/]+$"), taken)
        case = sho.page.url.rsplit("/", 1)[1]
        printed.page.set_content(house.cas.page(sho_reads(house, case), as_="officer:sho"))
        unhurt(printed)


def sho_reads(house, record):
    with house.cas.desk("officer:sho") as desk:
        return desk.read(record)


def test_what_is_typed_into_a_search_box_stays_text(furnished, wary):
    held = wary(officer="sho", mobile=furnished.MOBILE)
    for position, text in enumerate(TRIED):
        path = BOXES[(position + position // len(PAYLOADS)) % len(BOXES)]
        held.page.goto(path.format(quote(text, safe="")), wait_until="domcontentloaded")
        unhurt(held)


ENTRIES = {"accused": [{"standing": "known"}], "complainant": {"addresses": [{"house": "1"}]}}
FIR = {
    name: value
    for name, value in form("fir", statutes=[{"act": "BNS", "section": "303(2)"}], ka={"beat": "3"}).items()
    if name not in {"complainant", "accused", "delay_reason", "contents"}
}
