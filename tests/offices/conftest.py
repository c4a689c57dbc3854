"""A state whose days pass as a test says."""

import sys
from datetime import UTC, datetime, timedelta

import pytest
from builders import staffed

from cas_core.sources import today

POSTED = (
    ("chief", "IGP", "hq", "administrator"),
    ("sho", "INSP", "upparpet", "sho"),
    ("other", "INSP", "cubbon_park", "sho"),
    ("acp", "DSP", "chickpet", "supervisor"),
)


@pytest.fixture
def state(builds, url):
    """Karnataka with two stations, an administrator and officers in charge."""
    cas = staffed(builds["ka"], url, POSTED)
    yield cas
    cas.close()


@pytest.fixture
def orders(state):
    """The offices in the hands of the administrator."""
    return state.establishment("officer:chief")


@pytest.fixture
def after(monkeypatch):
    """Return the day after some days, or let it come."""
    start = today()

    def days(number):
        return start + timedelta(days=number)

    def come(number):
        moment = datetime(*days(number).timetuple()[:3], 9, tzinfo=UTC)

        class Clock(datetime):
            @classmethod
            def now(cls, tz=None):
                return moment.astimezone(tz)

        for name, module in list(sys.modules.items()):
            if name.startswith("cas_core.desk") or name == "cas_core.cli.options":
                if hasattr(module, "today"):
                    monkeypatch.setattr(module, "today", lambda: days(number))
                if getattr(module, "datetime", None) is not None:
                    monkeypatch.setattr(module, "datetime", Clock)
        return days(number)

    days.come = come
    return days


@pytest.fixture
def registered(state, filled):
    """Return a function that registers an FIR with its diary entry."""
    made = []

    def fir(address="officer:sho", **more):
        made.append(address)
        with state.desk(address) as desk:
            diary = desk.enter("general_diary", filled("gd_entry"), key=f"d{len(made)}")
            form = filled("fir", gd_entry=diary.id, ka={"beat": "3"}) | more
            return desk.enter("fir", form, key=f"f{len(made)}")

    return fir
