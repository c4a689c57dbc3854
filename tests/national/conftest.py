"""A station of the national build alone, with officers in every role and the filled examples of all forms."""

import pytest
from builders import staffed
from stations import Station, national_alone

from cas_core.desk.references import references
from cas_core.forms.filled import filled

POSTED = (
    ("sho", "INSP", "market", "sho"),
    ("writer", "HC", "market", "duty_officer"),
    ("typist", "CT", "market", "computer_operator"),
    ("eo", "ASI", "market", "enquiry_officer"),
    ("io", "SI", "market", "io"),
    ("court", "HC", "market", "court_constable"),
    ("store", "HC", "market", "malkhana"),
    ("neighbour", "INSP", "harbour", "sho"),
    ("dsp", "DSP", "eastside", "supervisor"),
    ("sp", "SP", "riverside", "sp"),
    ("scrb", "INSP", "hq", "scrb"),
)


class NationalStation(Station):
    """A station of no state; references of the filled examples are made real."""

    def __init__(self, cas):
        super().__init__(cas)
        self.known = {}

    def running(self, record):
        with self.cas.desk("officer:sho") as desk:
            return {clock.definition.id: clock.due_at.isoformat() for clock in desk.read(record).running}

    def filled(self, name, **changes):
        """Return a filled example; what it refers to is entered, unless the change names it."""
        data = super().filled(name, **({"gd_entry": "x"} if name == "fir" else {}) | changes)
        branches = self.cas.build.composition.form(name).branches
        for branch, value, place in references(filled(branches, data)):
            if changes.get(place) != value:
                data[place] = self.existing(branch.field.refers_to)
        return data

    def existing(self, register):
        if register not in self.known:
            self.known[register] = ""
            self.known[register] = self.enter("sho", register).id
        return self.known[register]


@pytest.fixture(scope="session")
def national_build(tmp_path_factory):
    """The national profile as a build."""
    return national_alone(tmp_path_factory.mktemp("national"))


@pytest.fixture
def station(national_build, tmp_path):
    """A station with its officers, with no record yet."""
    cas = staffed(national_build, f"sqlite:///{tmp_path / 'station.db'}", POSTED)
    yield NationalStation(cas)
    cas.close()
