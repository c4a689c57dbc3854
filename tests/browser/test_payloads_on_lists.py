"""Payloads where no form is shown: in the names of a search's hits, of offices and of officers, and in search boxes."""

from datetime import UTC, datetime
from urllib.parse import quote

from builders import SOAK
from packing import SHOWN, bare, opened
from payloads import ALL, PAYLOADS, chunks
from planting import NAMES, written
from watching import unhurt

from cas_core.desk.opening import open_record
from cas_core.registers import Register
from cas_core.store.office_tables import Office, Officer

SOAKED = SOAK > 1
ECHO = (
    "/desk/search?q={}", "/desk/persons?name={}", "/search/stolen?mark={}", "/search/arrested?name={}",
    "/search/fir?number={}", "/stations?q={}", "/status?number={}",
)  # fmt: skip
"""Boxes whose pages show what was asked."""
BOXES = (*ECHO, "/sign-in?to={}", "/desk/registers/fir?status={}", "/desk/sign-in?to={}")
OFFICES = ("/desk/establishment", "/desk", "/desk/journal", "/desk/figures", "/desk/supervision", "/stations")
"""Pages that name offices and officers, or draw what is in them."""
OFFICE, OFFICER = Office.__table__, Officer.__table__


def test_hits_show_payloads_as_text(attacked, wary):
    """Fifty persons of a name stand on a page; each bears a payload in his names."""
    sho, texts = wary(attacked, officer="sho"), ALL if SOAKED else PAYLOADS
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
        filing = desk._work.filing(book, book.opening, now)
        written(filing, open_record(filing, data).id, data)


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
    held = wary(attacked, officer="sho", mobile="9812345655")
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
