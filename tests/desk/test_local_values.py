"""Values that a state or a district adds to an open code list: offered where they hold, never in a national one's place."""

from datetime import timedelta

import pytest
from builders import diary, form, posted
from databases import on_postgresql

from cas_core import Cas, NotPermitted, RecordRefused
from cas_core.codelists import CodeList
from cas_core.desk import opened
from cas_core.desk.values import NewValue
from cas_core.sources import today
from cas_core.store import journal, records
from cas_core.store import values as kept

MALL = NewValue("mall", {"en": "Shopping mall", "kn": "ಮಾಲ್"}, "shop", "shop")
CODE = "bcp:mall"


@pytest.fixture
def cas(builds, url):
    """Karnataka's build with a station, an officer over it, one beside it, and the administrator of the state."""
    running = posted(builds["ka"], url)
    running.url = url
    running.appoint("chief", name="Chief", rank="IGP", office="hq", role="administrator")
    running.appoint("beside", name="Beside", rank="INSP", office="ramanagara_town", role="sho")
    yield running
    running.close()


@pytest.fixture
def values(cas):
    return cas.values("officer:dcp")


def places(cas):
    return {entry.id: entry for entry in cas.build.composition.get(CodeList, "place_type").codes}


def fir(cas, who="sho", kind=CODE, **more):
    with cas.desk(f"officer:{who}") as desk:
        entry = diary(desk, f"d-{who}-{kind}", **more)
        data = form("fir", gd_entry=entry.id)
        data["place"] = {**data["place"], "type": kind}
        return desk.enter("fir", data, key=f"f-{who}-{kind}")


def codes(caught):
    return {problem.code for problem in caught.value.problems}


def add(values, value=MALL, **more):
    return values.add("place_type", value, **{"office": "bcp", "on": today(), **more})


def test_a_value_of_a_district_is_entered_printed_and_told_to_the_centre_as_the_national_one(cas, values):
    add(values)

    record = fir(cas)

    assert record.opening.data["place"]["type"] == CODE
    assert "ಮಾಲ್" in cas.page(record, as_="officer:sho", language="kn")
    assert "Shopping mall" in cas.page(record, as_="officer:sho", language="en")
    with cas.store.reading() as connection:
        national, _rest = records.parts(records.standing(connection, record.id, "fir")[-1])
    assert national["place"]["type"] == "shop"


def test_a_value_is_offered_at_its_office_and_below_and_nowhere_else(cas, values):
    add(values)

    with pytest.raises(RecordRefused) as caught:
        fir(cas, "beside")

    assert [(p.code, p.field) for p in caught.value.problems] == [("not-offered", "place.type")]


@on_postgresql
def test_who_was_slow_to_take_values_up_takes_none_away(cas, values, monkeypatch):
    with_values, slow = opened.with_values, []

    def overtaken(*given):
        made = with_values(*given)
        if not slow:
            slow.append(made)
            add(values, NewValue("arcade", {"en": "Arcade"}, "shop", "shop"))
            cas.renew()
        return made

    add(values)
    monkeypatch.setattr(opened, "with_values", overtaken)
    cas.renew()

    assert {CODE, "bcp:arcade"} <= places(cas).keys()


def test_another_process_takes_a_value_up_with_its_next_entry(cas, values):
    other = Cas.open(cas.build, cas.url)
    with other.desk("officer:sho"):
        assert CODE not in {entry.id for entry in other.build.composition.all(CodeList)["place_type"].codes}

    add(values)

    assert fir(other).opening.data["place"]["type"] == CODE
    assert CODE in places(other)
    assert other.build.composition.all(CodeList)["place_type"] == other.build.composition.get(CodeList, "place_type")
    other.close()


def test_a_value_of_a_later_day_is_not_offered_before_it(cas, values):
    add(values, on=today() + timedelta(days=1))

    with pytest.raises(RecordRefused) as caught:
        fir(cas)

    assert codes(caught) == {"not-offered"}


def test_a_record_keeps_a_retired_value_through_a_correction_and_shows_its_label(cas, values):
    add(values)
    record = fir(cas)

    values.retire("place_type", CODE, on=today())

    with pytest.raises(RecordRefused):
        fir(cas, brief="another")
    with cas.desk("officer:sho") as desk:
        corrected = {**record.opening.data, "contents": "As read over to the informant"}
        amended = desk.amend(record, "fir", corrected, reason="contents")
    assert amended.opening.data["place"]["type"] == CODE
    assert "Shopping mall" in cas.page(amended, as_="officer:sho")


def test_a_renamed_value_means_the_same_and_bears_its_new_label_from_its_day(cas, values):
    add(values)
    values.rename("place_type", CODE, {"en": "Mall / Multiplex"}, on=today() + timedelta(days=3))
    cas.who("officer:sho")

    assert places(cas)[CODE].label == "Shopping mall"
    values.rename("place_type", CODE, {"en": "Mall"}, on=today() + timedelta(days=3))
    with pytest.raises(RecordRefused) as caught:
        values.rename("place_type", CODE, {"en": "Mall"}, on=today())
    assert codes(caught) == {"later-change"}
    assert places(cas)[CODE].rolls_up_to == "shop"


def test_values_stand_where_they_were_put_and_the_codes_of_the_build_keep_their_order(cas, values):
    before = list(places(cas))
    add(values)
    add(values, NewValue("kiosk", {"en": "Kiosk"}, "shop", CODE))

    cas.who("officer:sho")
    assert list(places(cas))[before.index("shop") :][:3] == ["shop", CODE, "bcp:kiosk"]
    assert [code for code in places(cas) if ":" not in code] == before

    values.place("place_type", CODE, "", on=today())
    cas.who("officer:sho")
    assert list(places(cas))[-2:] == [CODE, "bcp:kiosk"]


@pytest.mark.parametrize(
    ("value", "more", "refused"),
    [
        (MALL._replace(stands_as=""), {}, {"missing-roll-up"}),
        (MALL._replace(stands_as="arcade"), {}, {"unknown-code"}),
        (MALL._replace(after="arcade"), {}, {"unknown-code"}),
        (MALL._replace(code="Shopping Mall"), {}, {"bad-code"}),
        (MALL._replace(labels={"kn": "ಮಾಲ್"}), {}, {"missing"}),
        (MALL._replace(labels={"en": "Shop", "fr": "Galerie"}), {}, {"unknown-language"}),
        (MALL._replace(labels={"en": "M" * 61}), {}, {"label-too-long"}),
        (MALL._replace(labels={"en": "Mall <b>"}), {}, {"markup-in-text"}),
        (MALL._replace(labels={"en": "market"}), {}, {"label-known"}),
        (MALL, {"on": today() - timedelta(days=1)}, {"backdated"}),
        (MALL, {"office": "upparpet"}, {"list-closed"}),
        (NewValue("", {}), {}, {"missing-roll-up", "bad-code", "missing"}),
    ],
)
def test_a_value_that_the_build_does_not_allow_is_refused_with_all_that_is_wrong(cas, values, value, more, refused):
    with pytest.raises(RecordRefused) as caught:
        add(values, value, **more)

    assert codes(caught) == refused
    with cas.store.reading() as connection:
        assert kept.latest(connection) == 0


def test_a_code_is_never_given_again_and_a_retired_value_stays_retired(cas, values):
    add(values)
    values.retire("place_type", CODE, on=today())

    with pytest.raises(RecordRefused) as caught:
        add(values, MALL._replace(labels={"en": "Other words"}))
    assert codes(caught) == {"code-known"}
    with pytest.raises(RecordRefused) as caught:
        values.rename("place_type", CODE, {"en": "Mall"}, on=today())
    assert codes(caught) == {"value-retired"}


def test_no_office_changes_a_value_of_the_build_or_a_list_that_is_closed(values):
    """A national code is never removed or re-meant."""
    with pytest.raises(NotPermitted) as caught:
        values.retire("place_type", "shop", on=today())
    assert codes(caught) == {"value-of-the-build"}
    with pytest.raises(RecordRefused) as caught:
        values.add("gravity", MALL, office="bcp", on=today())
    assert codes(caught) == {"list-closed"}


@pytest.mark.parametrize(("who", "office"), [("sho", "bcp"), ("acp", "bcp"), ("dcp", "ramanagara")])
def test_who_has_no_authority_over_an_office_gives_it_no_values(cas, who, office):
    with pytest.raises(NotPermitted):
        add(cas.values(f"officer:{who}"), office=office)


def test_a_district_does_not_retire_a_value_of_the_state(cas, values):
    add(cas.values("officer:chief"), office="hq")
    assert fir(cas, "beside", "hq:mall").opening.data["place"]["type"] == "hq:mall"

    with pytest.raises(NotPermitted):
        values.retire("place_type", "hq:mall", on=today())


def test_a_rehearsal_finds_what_an_order_would_find_and_writes_nothing(cas):
    rehearsed = cas.rehearsal("officer:dcp").values

    planned = add(rehearsed)
    with pytest.raises(RecordRefused):
        add(rehearsed, MALL._replace(stands_as=""))

    assert CODE in {entry.id for entry in planned.changed.codes}
    assert CODE not in {entry.id for entry in planned.codes.codes}
    cas.who("officer:sho")
    assert CODE not in places(cas)
    assert cas.verify() == []


def test_each_order_stands_in_the_journal_of_the_office(cas, values):
    add(values)
    values.retire("place_type", CODE, on=today())
    with cas.store.reading() as connection:
        verbs = [(row.actor, row.verb) for row in journal.entries(connection, office="bcp")]
    assert verbs[-2:] == [("dcp", "value.add"), ("dcp", "value.retire")]
    assert cas.verify() == []


def test_what_a_condition_says_of_a_national_code_holds_of_the_value_under_it(cas, values):
    add(values, NewValue("remand_cell", {"en": "Remand cell"}, "custody"))
    cas.who("officer:sho")
    compiled = cas.build.composition.form("fir")

    seen = compiled.seen({"place": {"type": "bcp:remand_cell"}})

    assert seen["place"]["type"] == "custody"
