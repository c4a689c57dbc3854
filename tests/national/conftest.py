"""A station of the national build alone, with officers in every role and the filled examples of all forms."""

import json
from pathlib import Path

import pytest
from builders import scanned

from cas_core import Cas, compose_build
from cas_core.desk.references import references
from cas_core.forms.filled import filled

ROOT = Path(__file__).parents[2]
FILLED = ROOT / "tests/assets/filled"
FIRST_CASE = ROOT / "docs/tutorial/first-case"

BUILD = 'state = "XX"\ntitle = "National profile"\nlanguages = ["en", "hi"]\n'
OFFICES = """id,code,name,local_name,type,parent,district,unit
hq,XX,State Police,,state_hq,,,
riverside,101,Riverside District,,district,hq,101,00
eastside,10190,Eastside Sub-division,,sub_division,riverside,101,90
market,10101,Market,,station,eastside,101,01
harbour,10102,Harbour,,station,eastside,101,02
"""
POSTED = {
    "sho": ("INSP", "market", "sho"),
    "writer": ("HC", "market", "duty_officer"),
    "operator": ("CT", "market", "computer_operator"),
    "eo": ("ASI", "market", "enquiry_officer"),
    "io": ("SI", "market", "io"),
    "court": ("HC", "market", "court_constable"),
    "store": ("HC", "market", "malkhana"),
    "portal": ("CT", "market", "portal"),
    "neighbour": ("INSP", "harbour", "sho"),
    "dsp": ("DSP", "eastside", "supervisor"),
    "sp": ("SP", "riverside", "sp"),
    "scrb": ("INSP", "hq", "scrb"),
}


class Station:
    """A running station. Each verb is one transaction of one officer; references of the examples are made real."""

    def __init__(self, cas):
        self.cas = cas
        self.known = {}
        self.keys = 0

    def enter(self, officer, register, **changes):
        form = self.cas.registers()[register].opening
        data = self.data(form, **changes)
        self.keys += 1
        with self.cas.desk(f"officer:{officer}") as desk:
            return desk.enter(register, data, key=f"key-{self.keys}")

    def submit(self, officer, record, form, **changes):
        data = self.data(form, **changes)
        with self.cas.desk(f"officer:{officer}") as desk:
            return desk.submit(record, form, data)

    def move(self, officer, record, step, **more):
        with self.cas.desk(f"officer:{officer}") as desk:
            return desk.move(record, step, **more)

    def agree(self, officer, record, step):
        with self.cas.desk(f"officer:{officer}") as desk:
            return desk.agree(record, step)

    def running(self, record):
        with self.cas.desk("officer:sho") as desk:
            return {clock.definition.id: clock.due_at.isoformat() for clock in desk.read(record).running}

    def data(self, form, **changes):
        """Return a filled example; what it refers to is entered, unless the change names it."""
        path = FILLED / f"{form}.json"
        data = json.loads((path if path.is_file() else FIRST_CASE / f"{form}.json").read_text("utf-8"))
        needed = {"gd_entry": "x"} if form == "fir" else {}
        data = {name: value for name, value in {**needed, **data, **changes}.items() if value is not None}
        branches = self.cas.build.composition.form(form).branches
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
    folder = tmp_path_factory.mktemp("national")
    (folder / "build.toml").write_text(BUILD, "utf-8")
    (folder / "offices.csv").write_text(OFFICES, "utf-8")
    return compose_build(folder)


@pytest.fixture
def station(national_build, tmp_path):
    """A station with its officers, with no record yet."""
    cas = Cas.prepare(national_build, f"sqlite:///{tmp_path / 'station.db'}")
    for officer, (rank, office, role) in POSTED.items():
        cas.appoint(officer, name=officer, rank=rank, office=office, role=role)
        scanned(cas, officer)
    yield Station(cas)
    cas.close()
