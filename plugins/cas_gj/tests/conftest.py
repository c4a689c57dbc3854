"""The build of the state on a database, with its officers; each verb is one transaction of one officer."""

from pathlib import Path

import pytest
from builders import staffed
from stations import Station

from cas_core import compose_build
from cas_core.sources import INDIA

ROOT = Path(__file__).parents[3]
PART = {"part": "a", "taluka": "Choryasi"}
POSTED = (
    ("pi", "PI", "amroli", "sho"),
    ("pso", "UHC", "amroli", "duty_officer"),
    ("psi", "PSI", "amroli", "io"),
    ("eo", "UHC", "amroli", "enquiry_officer"),
    ("acp", "ACP", "surat_j", "supervisor"),
    ("dcb", "PI", "ahmedabad_dcb", "sho"),
    ("samkhiyali", "PSI", "samkhiyali", "sho"),
)


class GujaratStation(Station):
    """A station whose FIRs name their part and taluka."""

    office = "amroli"

    def filled(self, name, **changes):
        """Return the filled example of a form; the state's own forms have none."""
        return changes if name.startswith("gj_") else super().filled(name, **changes)

    def fir(self, officer="pi", **changes):
        diary = self.enter(officer, "general_diary")
        own = {**PART, **changes.pop("gj", {})} if changes.get("gj", {}) is not None else changes.pop("gj")
        return self.enter(officer, "fir", gd_entry=diary.id, gj=own, **changes)

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
    cas = staffed(gj_build, f"sqlite:///{tmp_path / 'state.db'}", POSTED)
    yield GujaratStation(cas)
    cas.close()
