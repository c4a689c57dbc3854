"""The build of the state on a database, with its officers; each verb is one transaction of one officer."""

from pathlib import Path

import pytest
from builders import form, scanned

from cas_core import Cas, RecordRefused, compose_build
from cas_core.sources import INDIA

ROOT = Path(__file__).parents[3]
PART = {"part": "a", "taluka": "Choryasi"}
POSTED = (
    ("pi", "PI", "amroli", "sho"),
    ("pso", "UHC", "amroli", "duty_officer"),
    ("psi", "PSI", "amroli", "io"),
    ("eo", "UHC", "amroli", "enquiry_officer"),
    ("portal", "LR", "amroli", "portal"),
    ("acp", "ACP", "surat_j", "supervisor"),
    ("dcb", "PI", "ahmedabad_dcb", "sho"),
    ("samkhiyali", "PSI", "samkhiyali", "sho"),
)


class Station:
    """A running build of the state."""

    def __init__(self, cas):
        self.cas = cas
        self.keys = 0

    def enter(self, by, register, **changes):
        self.keys += 1
        opening = self.cas.registers()[register].opening
        own = opening.startswith("gj_")
        data = {**({} if own else form(opening)), **changes}
        with self.cas.desk(f"officer:{by}") as desk:
            known = {name: value for name, value in data.items() if value is not None}
            return desk.enter(register, known, key=f"key-{self.keys}")

    def fir(self, officer="pi", **changes):
        diary = self.enter(officer, "general_diary")
        own = {**PART, **changes.pop("gj", {})} if changes.get("gj", {}) is not None else changes.pop("gj")
        return self.enter(officer, "fir", gd_entry=diary.id, gj=own, **changes)

    def submit(self, officer, record, name, **data):
        with self.cas.desk(f"officer:{officer}") as desk:
            return desk.submit(record, name, data)

    def move(self, officer, record, step, **more):
        with self.cas.desk(f"officer:{officer}") as desk:
            return desk.move(record, step, **more)

    def refusals(self, act, *given, **more):
        """Return where something is refused."""
        with pytest.raises(RecordRefused) as caught:
            act(*given, **more)
        return {problem.field or problem.code for problem in caught.value.problems}

    def due(self, record):
        """Return the moment at which each clock of a record runs out, as it is in India."""
        runs = {run.definition.id: run.due_at.astimezone(INDIA) for run in record.running}
        return {clock: due.isoformat(timespec="minutes") for clock, due in runs.items()}


@pytest.fixture(scope="session")
def gj_build():
    """The composed build of the state."""
    return compose_build(ROOT / "states/gj")


@pytest.fixture
def station(gj_build, tmp_path):
    """The build on a database, with officers of a city station and of others."""
    cas = Cas.prepare(gj_build, f"sqlite:///{tmp_path / 'state.db'}")
    for officer, rank, office, role in POSTED:
        cas.appoint(officer, name=officer, rank=rank, office=office, role=role)
        scanned(cas, officer)
    yield Station(cas)
    cas.close()
