"""Working days: the holidays of a list, the days off in every week, and both when a build is started again."""

from datetime import date, datetime

from cas_core import compose_build
from cas_core.composition.saved import load_build, save_build
from cas_core.sources import INDIA
from cas_core.workflows.holidays import Holidays
from cas_core.workflows.limit import Limit

THURSDAY = datetime(2026, 11, 26, 11, tzinfo=INDIA)


def test_a_week_of_five_days_passes_over_saturday_and_a_holiday():
    monday = date(2026, 11, 30)

    assert Limit.parse("2wd").due(THURSDAY).date() == date(2026, 11, 28)
    assert Limit.parse("2wd").due(THURSDAY, Holidays(weekly=frozenset({6}))).date() == monday
    assert Limit.parse("2wd").due(THURSDAY, Holidays(frozenset({monday}), frozenset({6}))).date() == date(2026, 12, 1)


def test_a_build_says_which_days_its_offices_do_not_work_and_keeps_them(tmp_path):
    (tmp_path / "build.toml").write_text('state = "XX"\ntitle = "A State"\nweekly_off = ["saturday"]\n')
    (tmp_path / "offices.csv").write_text("id,code,name,type,parent\nhq,XX,State Police,state_hq,\n")
    (tmp_path / "holidays.csv").write_text("date,name\n2026-11-27,A feast\n")
    build = compose_build(tmp_path, {})
    save_build(build, tmp_path)

    for started in (build, load_build(tmp_path)):
        assert Limit.parse("1wd").due(THURSDAY, started.holidays).date() == date(2026, 11, 30)
