"""The build of the state on a database, with its officers; each verb is one transaction of one officer."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from builders import form

from cas_core import Cas, RecordRefused, compose_build
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


class Station:
    """A running build of the state."""

    def __init__(self, cas):
        self.cas = cas
        self.keys = 0

    def enter(self, officer, register, **changes):
        self.keys += 1
        data = {**form(self.cas.registers()[register].opening), **changes}
        with self.cas.desk(f"officer:{officer}") as desk:
            known = {name: value for name, value in data.items() if value is not None}
            return desk.enter(register, known, key=f"key-{self.keys}")

    def fir(self, officer="sho", **changes):
        diary = self.enter(officer, "general_diary")
        return self.enter(officer, "fir", gd_entry=diary.id, **{"ka": {"beat": "3"}, **changes})

    def submit(self, officer, record, name, **changes):
        with self.cas.desk(f"officer:{officer}") as desk:
            return desk.submit(record, name, form(name, **changes))

    def move(self, officer, record, step, **more):
        with self.cas.desk(f"officer:{officer}") as desk:
            return desk.move(record, step, **more)

    def refusals(self, act, *given, **more):
        """Return where something is refused."""
        with pytest.raises(RecordRefused) as caught:
            act(*given, **more)
        return {problem.field.rpartition("fir.")[2] or problem.code for problem in caught.value.problems}

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
    cas = Cas.prepare(ka_build, f"sqlite:///{tmp_path / 'state.db'}")
    for officer, rank, office, role in POSTED:
        cas.appoint(officer, name=officer, rank=rank, office=office, role=role)
    yield Station(cas)
    cas.close()


@pytest.fixture
def first_fir():
    """The FIR of the first case, as it is filled in."""
    return json.loads((ROOT / "docs/tutorial/first-case/fir.json").read_text("utf-8"))
