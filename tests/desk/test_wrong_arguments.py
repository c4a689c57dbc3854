"""Arguments of a program that are of another kind: named in a problem at the door of each verb, all of them at once."""

from datetime import UTC, date, datetime

import pytest

from cas_core import Cas, RecordRefused

DAY = date(2027, 1, 1)
ODD = [5, b"x", ["x"], object(), True]


def fields(caught):
    return {problem.field for problem in caught.value.problems if problem.code == "bad-argument"}


AT_THE_DESK = {
    "enter": ({"register", "data", "key"}, lambda desk, odd: desk.enter(odd, 5, key=odd)),
    "submit": ({"record", "form"}, lambda desk, odd: desk.submit(odd, odd, {})),
    "amend": (
        {"record", "form", "reason", "submission"},
        lambda desk, odd: desk.amend(odd, odd, {}, reason=odd, submission=odd),
    ),
    "agree": ({"record", "step"}, lambda desk, odd: desk.agree(odd, odd)),
    "move": (
        {"record", "step", "to_office", "to_officer"},
        lambda desk, odd: desk.move(odd, odd, to_office=odd, to_officer=odd),
    ),
    "attach": ({"content", "name", "media_type"}, lambda desk, odd: desk.attach("x", name=odd, media_type=odd)),
    "receive": ({"packed"}, lambda desk, _: desk.receive("x")),
    "read": ({"record"}, lambda desk, odd: desk.read(odd)),
    "folder": ({"record"}, lambda desk, odd: desk.folder(odd)),
    "note_reading": ({"record", "file"}, lambda desk, odd: desk.note_reading(odd, file=odd)),
    "history": ({"record"}, lambda desk, odd: desk.history(odd)),
}


@pytest.mark.parametrize(("named", "verb"), AT_THE_DESK.values(), ids=AT_THE_DESK)
def test_a_verb_of_the_desk_names_what_is_of_another_kind(ka, named, verb):
    for odd in (None, *ODD):
        with pytest.raises(RecordRefused) as caught, ka.desk("officer:sho") as desk:
            verb(desk, odd)

        assert fields(caught) == named


def _offices(cas):
    return cas.establishment("officer:adm")


def _enlist(cas, odd):
    cas.officers("officer:adm").enlist(odd, name=odd, rank=odd, since=odd)


def _leave(cas, odd):
    cas.officers("officer:adm").leave(odd, since=odd, until=odd)


OF_A_BUILD = {
    "desk": ({"address", "language"}, lambda cas, odd: cas.desk(odd, language=odd)),
    "who": ({"address"}, lambda cas, odd: cas.who(odd)),
    "find": ({"entity", "as_", "name"}, lambda cas, odd: cas.find(odd, as_=odd, name=odd)),
    "find, how many": ({"most"}, lambda cas, _: cas.find("person", as_="officer:sho", most="20", name="x")),
    "alike": ({"name", "as_"}, lambda cas, odd: cas.alike(odd, as_=odd)),
    "numbered": ({"text", "as_"}, lambda cas, odd: cas.numbered(odd, as_=odd)),
    "latest": ({"register", "as_"}, lambda cas, odd: cas.latest(odd, as_=odd)),
    "listing": ({"register", "as_", "status"}, lambda cas, odd: cas.listing(odd, as_=odd, status=odd)),
    "folder": ({"record", "as_", "language"}, lambda cas, odd: cas.folder(odd, as_=odd, language=odd)),
    "document": (
        {"record", "form", "as_", "language"},
        lambda cas, odd: cas.document(odd, odd, as_=odd, language=odd),
    ),
    "office_history": ({"office"}, lambda cas, odd: cas.office_history(odd)),
    "offices": ({"on"}, lambda cas, odd: cas.offices(odd)),
    "appoint": (
        {"officer_id", "name", "rank", "office", "role", "since"},
        lambda cas, odd: cas.appoint(odd, name=odd, rank=odd, office=odd, role=odd, since=odd),
    ),
    "establishment": ({"address", "language"}, lambda cas, odd: cas.establishment(odd, odd)),
    "officers": ({"address", "language"}, lambda cas, odd: cas.officers(odd, odd)),
    "values": ({"address", "language"}, lambda cas, odd: cas.values(odd, odd)),
    "open_office": ({"values", "on"}, lambda cas, odd: _offices(cas).open_office("x", on=odd)),
    "rename": ({"office", "name", "on"}, lambda cas, odd: _offices(cas).rename(odd, odd, on=odd)),
    "merge": ({"office", "into"}, lambda cas, odd: _offices(cas).merge(odd, odd, on=DAY)),
    "enlist": ({"officer", "name", "rank", "since"}, _enlist),
    "leave": ({"officer", "since", "until"}, _leave),
    "service": ({"officer"}, lambda cas, odd: cas.officers("officer:adm").service(odd)),
    "retire": ({"codelist", "code", "on"}, lambda cas, odd: cas.values("officer:adm").retire(odd, odd, on=odd)),
}


@pytest.mark.parametrize(("named", "verb"), OF_A_BUILD.values(), ids=OF_A_BUILD)
def test_a_verb_of_the_build_names_what_is_of_another_kind(ka, named, verb):
    for odd in ODD:
        with pytest.raises(RecordRefused) as caught:
            verb(ka, odd)

        assert fields(caught) == named


def test_a_moment_is_no_day(ka):
    with pytest.raises(RecordRefused) as caught:
        ka.offices(datetime(2027, 1, 1, tzinfo=UTC))

    assert fields(caught) == {"on"}


def test_what_was_given_is_not_told_only_of_what_kind_it_was(ka):
    with pytest.raises(RecordRefused, match="'list'") as caught, ka.desk("officer:sho") as desk:
        desk.read(["9876543210"])

    assert "9876543210" not in str(caught.value)


@pytest.mark.parametrize("odd", [None, 5, b"x", ["x"]])
def test_a_build_or_a_database_of_another_kind_is_named(odd):
    with pytest.raises(RecordRefused) as caught:
        Cas.open(odd, odd)

    assert fields(caught) == {"build", "database"}


def test_a_figure_that_nobody_counts_is_refused(ka):
    with pytest.raises(RecordRefused, match="unknown-figure"):
        ka.figures("crimes", as_="officer:sho")
