"""``offices.csv`` seeds; what was ordered since is never undone by it."""

from dataclasses import replace

import pytest
from sqlalchemy import text

from cas_core import Cas, StoreError, compose_build
from cas_core.offices import Office
from cas_core.problems import CompositionError
from cas_core.store import downgrade, upgrade


def codes(caught):
    return {problem.code for problem in caught.value.problems}


def again(state, builds, *lines, dropped=()):
    """Prepare the database once more, with other lines."""
    kept = [line for line in builds["ka"].lines if line.id not in dropped]
    url = str(state.store._engine.url)
    Cas.prepare(replace(builds["ka"], lines=(*kept, *lines)), url).close()


def test_preparing_again_keeps_what_was_ordered(state, orders, builds, after):
    orders.rename("upparpet", "Majestic", on=after(0))
    orders.merge("cubbon_park", "upparpet", on=after(3))
    again(state, builds)
    assert state.offices()["upparpet"].name == "Majestic"
    assert state.office_history("cubbon_park")[-1].successor == "upparpet"


def test_an_office_that_the_file_no_longer_lists_stays(state, builds):
    again(state, builds, dropped={"cubbon_park"})
    assert "cubbon_park" in state.offices()


def test_a_line_that_contradicts_what_was_ordered_is_told_and_nothing_is_changed(state, orders, builds, after):
    """All contradictions at once, with the office and what to do."""
    known = builds["ka"].offices
    orders.rename("upparpet", "Majestic", on=after(3))
    with pytest.raises(StoreError) as caught:
        again(
            state,
            builds,
            known["upparpet"].model_copy(update={"valid_to": after(4)}),
            known["cubbon_park"].model_copy(update={"name": "Other"}),
            dropped={"upparpet", "cubbon_park"},
        )
    assert codes(caught) == {"office-contradicts"}
    assert {problem.field for problem in caught.value.problems} == {"upparpet", "cubbon_park"}
    assert state.offices()["cubbon_park"].name == "Cubbon Park"


def test_a_later_line_of_the_file_ends_the_open_one_and_begins(state, builds, after):
    old = builds["ka"].offices["upparpet"].model_copy(update={"valid_to": after(4)})
    new = old.model_copy(update={"name": "Majestic", "valid_from": after(5), "valid_to": None})
    again(state, builds, old, new, dropped={"upparpet"})
    assert state.offices(after(4))["upparpet"].name == "Upparpet"
    assert state.offices(after(5))["upparpet"].name == "Majestic"


def test_a_station_that_the_file_closes_hands_its_cases_over_or_stays(state, builds, registered, after):
    fir = registered()
    gone = builds["ka"].offices["upparpet"].model_copy(update={"valid_to": after(1)})
    with pytest.raises(StoreError) as caught:
        again(state, builds, gone, dropped={"upparpet"})
    assert codes(caught) == {"records-not-handed-over"}
    again(state, builds, gone.model_copy(update={"successor": "cubbon_park"}), dropped={"upparpet"})
    after.come(2)
    assert [case.office for case in state.numbered(fir.number, as_="officer:other")] == ["cubbon_park"]


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        (["u,1,U,station,d,,2026-03-31", "u,1,V,station,d,2026-04-01,"], None),
        (["u,1,U,station,d,,2026-04-01", "u,1,V,station,d,2026-04-01,"], "office-overlap"),
        (["u,1,U,station,d,,2026-03-30", "u,1,V,station,d,2026-04-01,"], "office-gap"),
        (["u,1,U,station,d,,", "v,1,V,station,d,,"], "duplicate-office"),
        (["u,1,U,station,e,,", "e,2,E,district,hq,2026-01-01,"], "parent-not-open"),
        (["u,1,U,station,u,,"], "circular-office"),
        (["u,1,U,state_hq,,,"], "second-top"),
        (["u,1,U,station,d,2026-04-01,2026-03-01"], "empty-validity"),
    ],
)
def test_the_file_is_checked_over_all_its_days(tmp_path, lines, code):
    (tmp_path / "build.toml").write_text('state = "XX"\ntitle = "X"\n')
    head = ["id,code,name,type,parent,valid_from,valid_to", "hq,9,HQ,state_hq,,,", "d,8,D,district,hq,,"]
    (tmp_path / "offices.csv").write_text("\n".join([*head, *lines]) + "\n")
    if code is None:
        assert [line.name for line in compose_build(tmp_path).lines if line.id == "u"] == ["U", "V"]
        return
    with pytest.raises(CompositionError) as caught:
        compose_build(tmp_path)
    assert code in codes(caught)
    assert all(problem.origin.line > 1 for problem in caught.value.problems)


def test_a_database_of_the_first_schema_keeps_offices_officers_and_records(state, registered, builds):
    """Taken back and brought forward again, with records that refer to what was changed."""
    fir = registered()
    url = str(state.store._engine.url)
    state.close()
    downgrade(url, "0001")
    upgrade(url)
    again = Cas.prepare(builds["ka"], url)
    assert again.numbered(fir.number, as_="officer:sho")[0].national_number == fir.national_number
    with again.store.reading() as connection:
        assert connection.execute(text("SELECT rank FROM officer_rank WHERE officer = 'sho'")).scalar_one() == "INSP"
        assert connection.execute(text("PRAGMA foreign_key_check")).all() == []
    assert again.verify() == []
    again.close()


def test_an_office_knows_the_days_of_its_lines():
    line = Office(id="u", code="1", name="U", type="station")
    assert line.begins.year == 1860
    assert line.holds_on(line.ends)
