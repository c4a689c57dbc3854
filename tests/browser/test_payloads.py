"""Whatever is typed stays text: payloads typed into the forms of complaint and FIR, as people type them.

Each field gets some payloads and each payload some fields; with CAS_SOAK set a thousand go round. All payloads in all
texts of all forms are tried in ``test_payload_pages``.
"""

import os
from itertools import cycle, islice
from pathlib import Path

from builders import diary, form
from packing import ALL, PAYLOADS
from watching import unhurt

HERE = Path(__file__).parent
FIELDS = HERE.joinpath("text_fields.js").read_text("utf-8")
TRIED = ALL if "CAS_SOAK" in os.environ else PAYLOADS


def test_there_are_a_thousand_different_payloads():
    assert len(set(PAYLOADS)) == 100
    assert len(set(ALL)) == 1000


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
    citizen, sho, printed = wary(house, mobile="9812345644"), wary(house, officer="sho"), wary(house)
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


ENTRIES = {"accused": [{"standing": "known"}], "complainant": {"addresses": [{"house": "1"}]}}
FIR = {
    name: value
    for name, value in form("fir", statutes=[{"act": "BNS", "section": "303(2)"}], ka={"beat": "3"}).items()
    if name not in {"complainant", "accused", "delay_reason", "contents"}
}
