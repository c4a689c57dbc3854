"""Nothing above the ceiling of a role leaves by any door, whichever register, role and record it is.

The records are full of texts that name their class (`planting`); a door returns all that it shows as one text.
"""

import json

import pytest
from click.testing import CliRunner
from disclosed import shown_in
from generating.disclosure import up_to
from planting import LETTERS
from reading_station import BOOKS, TABLE

from cas_core.access import Role
from cas_core.access.definition import ANY
from cas_core.cli import group
from cas_core.composition.saved import save_build
from cas_core.desk.actor import Actor
from cas_core.forms import Privacy
from cas_core.problems import NotPermitted, RecordRefused

WHOLE = "officer:sho.own"
CEILINGS = (Privacy.PUBLIC, Privacy.RESTRICTED, Privacy.CONFIDENTIAL)


def _read(cas, who, held):
    with cas.desk(who) as desk:
        return desk.read(held.id).forms


def _history(cas, who, held):
    with cas.desk(who) as desk:
        return desk.history(held.id)


def _latest(cas, who, held):
    return [record.forms for record in cas.latest(held.register, as_=who) if record.id == held.id]


def _words(cas, who, held):
    """Return what the page says of a record that somebody else read."""
    return cas.shown(_given(cas, held), as_=who)


def _files(cas, who, held):
    return cas.files(_given(cas, held), as_=who)


def _papers(cas, who, held):
    record = _given(cas, held)
    return [_printed(cas, who, record, form) for form in dict.fromkeys(form.form for form in record.forms)]


def _copies(cas, who, held):
    record = _given(cas, held)
    return [_printed(cas, who, record, record.opening.form, audience="court")]


def _found(cas, who, held):
    """Return what searches by name, and by each text that was planted, lay open."""
    mobiles = [token for token, text in held.texts.items() if text.where.endswith(".mobile")]
    rows = [row for token in mobiles for row in cas.find("person", as_=who, mobile=token)]
    return [row for row in (*cas.alike(held.name, as_=who), *rows) if row["record"] == held.id]


DOORS = {
    "read": _read,
    "folder": lambda cas, who, held: cas.folder(held.id, as_=who),
    "history": _history,
    "latest": _latest,
    "words": _words,
    "files": _files,
    "papers": _papers,
    "copies": _copies,
    "search": _found,
}


def _given(cas, held):
    """Return a record as it was read by an officer who sees all of it."""
    with cas.desk(WHOLE) as desk:
        return desk.read(held.id)


def _printed(cas, who, record, form, **more):
    try:
        return cas.page(record, form, as_=who, **more)
    except (NotPermitted, RecordRefused):
        return ""


def _shown(cas, door, who, held):
    try:
        return shown_in(held, str(DOORS[door](cas, who, held)))
    except NotPermitted:
        return "-"


def _lowered(ceiling):
    """Return what officers see where a layer lowered the ceiling of superintendents in all registers."""
    return lambda actor, _register: ceiling if actor.role.id == "sp" else Privacy.SEALED


def _limited(national):
    held = national.all(Role).items()
    return [name for name, role in held if any(role.ceiling(book) is not Privacy.SEALED for book in (ANY, *BOOKS))]


@pytest.mark.parametrize("door", DOORS)
def test_no_door_shows_a_role_more_than_it_sees(station, national, door):
    seen = set()
    for name in _limited(national):
        for book in BOOKS:
            ceiling, held = national.get(Role, name).ceiling(book), station.plain[book]
            found = _shown(station.cas, door, f"officer:{name}.own", held)
            assert set(found) - {"-"} <= set(up_to(ceiling)), (name, book, found)
            seen |= set(found)
    assert {"R", "C"} <= seen


@pytest.mark.parametrize("ceiling", CEILINGS)
@pytest.mark.parametrize("door", DOORS)
def test_no_door_shows_more_than_any_ceiling(station, monkeypatch, door, ceiling):
    """A layer may lower each role in each register to each class."""
    monkeypatch.setattr(Actor, "sees", _lowered(ceiling))
    seen = {book: set(_shown(station.cas, door, "officer:sp.own", station.plain[book])) for book in BOOKS}

    assert {book: sorted(found) for book, found in seen.items() if found - {"-"} - set(up_to(ceiling))} == {}
    refused = door == "copies" and ceiling is not Privacy.CONFIDENTIAL  # the court has a right to more in each of them
    assert refused or ceiling is Privacy.PUBLIC or "R" in set().union(*seen.values())


@pytest.mark.parametrize("ceiling", [Privacy.PUBLIC, Privacy.RESTRICTED])
@pytest.mark.parametrize("door", DOORS)
def test_who_sees_nothing_confidential_recognises_no_child(station, monkeypatch, door, ceiling):
    """BNS s.72, JJ Act s.74: everybody in these records is twelve years old."""
    monkeypatch.setattr(Actor, "sees", _lowered(ceiling))
    for held in station.closed.values():
        named = {text for text in held.texts.values() if text.where.endswith((".name", ".mobile", ".village"))}
        persons = {text for text in named if text.indexed}
        told = held.found(str(DOORS[door](station.cas, "officer:sp.own", held)))
        assert persons.isdisjoint(told), held.register


@pytest.mark.parametrize("role", ["malkhana", "court_constable", "computer_operator", "scrb"])
def test_no_page_and_no_answer_of_the_api_shows_a_role_more_than_it_sees(station, national, role):
    desk, program = station.officer(f"{role}.own"), station.program(f"{role}.own")
    read = [book for book in BOOKS if TABLE[role, "own", book].page != "-"]
    for book in read:
        held, ceiling = station.plain[book], set(up_to(national.get(Role, role).ceiling(book)))
        page, answer = desk.get(f"/desk/records/{held.id}"), program.get(f"/api/v1/records/{held.id}")
        assert {page.status_code, answer.status_code} == {200}
        for text in (page.text, answer.text):
            assert set(shown_in(held, text)) == held.letters() & ceiling, (book, role)
        cut = {form["form"] for form in answer.json()["forms"] if form["cut"]}
        assert cut >= {form for form in _forms(held) if held.letters(form) - ceiling}
        assert cut <= {form for form in _forms(held) if _classes(station, form) - ceiling}
        assert ("left out" in page.text) == bool(cut)
    assert read


def _forms(held):
    return {text.where.partition(":")[0] for text in held.texts.values()}


def _classes(station, form):
    """Return the classes of all fields of a form."""
    branches = station.cas.build.composition.form(form).branches
    return {LETTERS[inner.field.privacy.value] for top in branches for inner in top.walk()}


def test_the_command_line_shows_a_role_no_more_than_it_sees(station, national, builds, tmp_path):
    save_build(builds["ka"], tmp_path)
    url = station.cas.store._engine.url.render_as_string(hide_password=False)

    def run(command, *arguments):
        on = [tmp_path, "-d", url, "--as", "officer:court_constable.own"]
        result = CliRunner().invoke(group, [command, *map(str, on), *map(str, arguments)], catch_exceptions=False)
        assert result.exit_code == 0, result.output
        return result.output

    for book in ("fir", "general_diary", "proclaimed"):
        held, ceiling = station.plain[book], set(up_to(national.get(Role, "court_constable").ceiling(book)))
        told = run("show", held.id, "--json")
        assert set(shown_in(held, told)) == held.letters() & ceiling
        assert any(form["cut"] for form in json.loads(told)["forms"])
    held = station.plain["fir"]
    run("document", held.id, "--form", "arrest", "-o", tmp_path / "arrest.html")
    assert "S" not in shown_in(held, (tmp_path / "arrest.html").read_text("utf-8"))
    assert "Extract" in (tmp_path / "arrest.html").read_text("utf-8")
