"""The build of the state on a database, with its officers; each verb is one transaction of one officer."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from builders import staffed
from stations import Station

from cas_core import compose_build
from cas_core.sources import INDIA

ROOT = Path(__file__).parents[3]
POSTED = (
    ("sho", "PI", "upparpet", "sho"),
    ("io", "PSI", "upparpet", "io"),
    ("acp", "ACP", "chickpet", "supervisor"),
    ("psi", "PSI", "ramanagara_town", "sho"),
    ("cpi", "CPI", "ramanagara_circle", "circle_inspector"),
    ("eo", "CHC", "ramanagara_circle", "enquiry_officer"),
    ("dysp", "DYSP", "ramanagara_sd", "supervisor"),
    ("scrb", "INSP", "hq", "scrb"),
)


class KarnatakaStation(Station):
    """A station whose FIRs name their beat."""

    own = {"ka": {"beat": "3"}}

    def due(self, record, clock):
        """Return the day on which a clock of a record runs out, and None where it does not run."""
        found = [run.due_at for run in record.running if run.definition.id == clock]
        return found[0].astimezone(INDIA).date() if found else None

    def after_days(self, record, days):
        return record.created_at.astimezone(INDIA).date() + timedelta(days=days)

    def after_working_days(self, record, days):
        """Return the last of some working days, counted by hand: none is a Sunday or a day of the list."""
        lines = (ROOT / "states/ka/holidays.csv").read_text("utf-8").splitlines()[1:]
        closed = {line.partition(",")[0] for line in lines}
        day = record.created_at.astimezone(INDIA).date()
        while days:
            day += timedelta(days=1)
            days -= day.isoweekday() != 7 and day.isoformat() not in closed
        return day


@pytest.fixture(scope="session")
def ka_build():
    """The composed build of the state."""
    return compose_build(ROOT / "states/ka")


@pytest.fixture
def station(ka_build, tmp_path):
    """The build on a database, with officers of a city station and of a rural circle."""
    cas = staffed(ka_build, f"sqlite:///{tmp_path / 'state.db'}", POSTED)
    yield KarnatakaStation(cas)
    cas.close()


@pytest.fixture
def first_fir():
    """The FIR of the first case, as it is filled in."""
    return json.loads((ROOT / "docs/tutorial/first-case/fir.json").read_text("utf-8"))
