"""What a planted record shows: by the verbs, over HTTP, and on papers for an audience."""

from generating.disclosure import ALL, NOTHING, RELATIONS, Cell
from reading_station import BOOKS, TABLE, tokens

from cas_core.problems import NotPermitted, RecordRefused

NAMELESS = {"malkhana", "preliminary_enquiry"}
"""Registers whose opening form holds no person: in them nobody is searched for."""
REFUSED = {303, 401, 403, 404, 405, 422}
DESK = ("/desk/records/{}", "/desk/search?q={}", "/desk/records/{}/papers/{}.pdf")
API = ("/api/v1/records/{}", "/api/v1/search?name={}", "/api/v1/records/{}/papers/{}?language=en")


def disagreements(station, seen_by, roles, relations=RELATIONS, books=BOOKS):
    """Return where something else is seen than the table says: ``seen_by`` returns what an officer sees.

    Of the classes that the table allows those count that were planted in the record.
    """
    found = []
    for role in roles:
        for relation in relations:
            for book in books:
                held, seen = station.plain[book], seen_by(f"{role}.{relation}", book)
                wanted = _planted(TABLE[role, relation, book], held)
                if book in NAMELESS:
                    wanted, seen = wanted._replace(search="", sensitive=""), seen._replace(search="", sensitive="")
                if seen != wanted:
                    found.append((role, relation, book, seen, wanted))
    return found


def _planted(cell, held):
    page, paper = (
        _letters(held.letters(form) & set(said)) for said, form in ((cell.page, ""), (cell.paper, held.opening))
    )
    return cell._replace(page=page, paper=paper)


def _letters(found):
    return "".join(letter for letter in ALL if letter in found) or NOTHING


def shown_in(held, text):
    """Return the classes that a text lays open."""
    return _letters({planted.letter for planted in held.found(text)})


def by_verbs(station, who, book):
    """Return what the verbs show an officer of the records of a register."""
    plain, closed, address = station.plain[book], station.closed[book], f"officer:{who}"
    try:
        actor = station.cas.who(address)
    except NotPermitted:
        return Cell()
    return Cell(
        _read(station.cas, address, plain),
        _found(station.cas, actor, plain),
        _found(station.cas, actor, closed),
        _printed(station.cas, address, plain),
    )


def _read(cas, address, held):
    try:
        return shown_in(held, str(cas.folder(held.id, as_=address).record.forms))
    except NotPermitted:
        return NOTHING


def _printed(cas, address, held):
    try:
        with cas.desk(address) as desk:
            record = desk.read(held.id)
        return shown_in(held, cas.page(record, as_=address))
    except NotPermitted:
        return NOTHING


def _found(cas, who, held):
    rows = [row for row in cas.alike(held.name, as_=who) if row["record"] == held.id]
    return _hit(held, str(rows)) if rows else NOTHING


def over_http(desk, program, plain, closed):
    """Return what an officer sees at the desk; what the API shows him has to be the same."""
    seen = [
        Cell(
            _answered(client, page.format(plain.id), plain),
            _searched(client, search, plain),
            _searched(client, search, closed),
            _answered(client, paper.format(plain.id, plain.opening), plain),
        )
        for client, (page, search, paper) in ((desk, DESK), (program, API))
    ]
    assert seen[0] == seen[1], (plain.register, seen)
    assert _searched(desk, "/desk/persons?name={}", closed) == seen[0].sensitive
    return seen[0]


def _answered(client, path, held):
    answer = client.get(path)
    assert answer.status_code == 200 or (answer.status_code in REFUSED and not tokens(answer.text)), (path, answer.text)
    return shown_in(held, answer.text)


def _searched(client, path, held):
    answer = client.get(path.format(held.name))
    assert answer.status_code == 200 or not tokens(answer.text)
    return _hit(held, answer.text) if held.id in answer.text else NOTHING


def _hit(held, text):
    assert all(planted.indexed for planted in held.found(text)), text
    assert tokens(text) <= set(held.texts), "a search shows another record"
    return "hit" if tokens(text) else "masked"


def copied(station, held, form, audience):
    """Return what was planted and stands on the copy of a form for an audience."""
    address = "officer:sho.own"
    with station.cas.desk(address) as desk:
        record = desk.read(held.id)
    try:
        return held.found(station.cas.page(record, form, as_=address, audience=audience))
    except RecordRefused as refused:
        if [problem.code for problem in refused.problems] != ["not-for-audience"]:
            raise
        return []
