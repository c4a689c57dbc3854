"""Who sees which classes of fields: the table that people review is compared with what is shown.

The table is `tests/assets/disclosure.csv`; it says the same as the page of the reference, which is made from roles and
audiences. The records are full of texts that name their class (`planting`), so that what a page lays open is counted.
With CAS_SOAK set every register is opened from every office over HTTP; without it registers go round where the office
is a foreign one. By the verbs all is compared, always.
"""

from functools import partial
from itertools import cycle, islice

import pytest
from builders import SOAK
from disclosed import NAMELESS, by_verbs, copied, disagreements, over_http
from generating.disclosure import ALL, RELATIONS, cells
from planting import LETTERS, Planter
from reading_station import BOOKS, ROLES, TABLE, tokens

from cas_core.access import Role
from cas_core.desk.casefile import CaseFile
from cas_core.desk.looking import Look
from cas_core.desk.publishing import for_audience
from cas_core.forms import Form, Privacy
from cas_core.publication import Audience, definition
from cas_core.registers import Register

NEAR, FOREIGN = 4, 1
"""So many registers are opened over HTTP from the record's own office, and from each other one."""
TRACES = (".name", ".relative_name", ".aliases", ".phone", ".mobile", ".email", ".house", ".street", ".village")
"""Ends of the paths by which somebody is recognised."""
_turn = cycle(BOOKS)


def test_the_reviewed_table_is_what_roles_and_audiences_say():
    assert cells() == TABLE


def test_the_table_says_something_of_every_combination(national):
    roles, books = national.ids(Role), national.ids(Register)
    expected = {(role, relation, book) for role in roles for relation in RELATIONS for book in books}
    expected |= {(audience.value, "copy", book) for audience in Audience for book in books}
    expected |= {(reader, by, book) for reader, by in (("applicant", "receipt"), ("anybody", "view")) for book in books}

    assert set(TABLE) == expected
    assert len(TABLE) > 2000


def test_the_records_hold_texts_of_all_classes(station):
    assert set().union(*(held.letters() for held in station.plain.values())) == set(ALL)
    assert all({"R", "C"} <= held.letters() for held in station.plain.values())
    assert {book for book, held in station.plain.items() if not any(t.indexed for t in held.texts.values())} == NAMELESS


def test_the_verbs_agree_with_the_table(station):
    assert disagreements(station, partial(by_verbs, station), ROLES) == []


@pytest.mark.parametrize("role", ROLES)
def test_desk_and_api_agree_with_the_table(station, role):
    for relation in RELATIONS:
        desk, program = station.officer(f"{role}.{relation}"), station.program(f"{role}.{relation}")
        near = relation in {"own", "duty"}
        books = BOOKS if SOAK > 1 else list(islice(_turn, NEAR if near else FOREIGN))
        seen = {book: over_http(desk, program, station.plain[book], station.closed[book]) for book in books}
        assert disagreements(station, lambda _who, book: seen[book], [role], [relation], books) == []  # noqa: B023 - at once


@pytest.mark.parametrize("audience", Audience)
def test_copies_agree_with_the_table(station, audience):
    for book, held in station.plain.items():
        allowed = set(TABLE[audience.value, "copy", book].paper)
        for form in {text.where.partition(":")[0] for text in held.texts.values()}:
            seen = {text.letter for text in copied(station, held, form, audience)}
            # From the public everybody but the accused is masked, so that a class may be there and not be seen.
            assert seen == held.letters(form) & allowed or (audience is Audience.PUBLIC and seen < allowed), (
                book,
                form,
            )


@pytest.mark.parametrize("audience", Audience)
def test_on_copies_a_child_is_masked_for_those_outside(station, audience):
    for held in station.closed.values():
        whole = [text for text in held.texts.values() if text.indexed and text.where.endswith(TRACES)]
        seen = [text for text in copied(station, held, held.opening, audience) if text in whole]
        allowed = [text for text in whole if text.letter in TABLE[audience.value, "copy", held.register].paper]
        assert seen == ([] if audience.outside else allowed), held.register


@pytest.mark.parametrize("audience", [each for each in Audience if each is not Audience.PUBLIC])
def test_every_field_of_every_form_is_seen_up_to_the_class_of_the_audience(station, audience):
    build, tried = station.cas.build, 0
    with station.cas.store.reading() as connection:
        case = CaseFile.open(connection, build, station.plain["fir"].id)
        for form in build.composition.ids(Form):
            planter = Planter(build)
            seen = tokens(str(for_audience(case, form, planter.form(form), audience)))
            ceiling = Privacy(audience.ceiling).strictness
            allowed = {letter for privacy, letter in LETTERS.items() if Privacy(privacy).strictness <= ceiling}
            wanted = {token for token, text in planter.texts.items() if text.letter in allowed}
            assert seen == wanted, form
            tried += len(planter.texts)
    assert tried > 2000


def test_a_class_more_and_a_name_more_are_noticed(station, monkeypatch):
    """The comparison is worth something: a hit that is not masked and a ceiling that is too high are both seen."""
    with monkeypatch.context() as broken:
        broken.setattr(Look, "_closed", lambda *_: False)
        assert [row[:3] for row in disagreements(station, partial(by_verbs, station), ["io"], ["own"], ["fir"])]
    held, sealed = station.plain["fir"], {"S"} & station.plain["fir"].letters("case_diary")
    assert sealed
    assert not sealed & {text.letter for text in copied(station, held, "case_diary", Audience.INSURER)}
    monkeypatch.setitem(definition._CEILINGS, Audience.INSURER, Privacy.SEALED)
    assert sealed & {text.letter for text in copied(station, held, "case_diary", Audience.INSURER)}
