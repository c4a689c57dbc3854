"""Stations at work: officers who are posted, and each of their verbs as one transaction.

Builds of states and of the nation alone are tried with the same verbs; tests of a plugin add what is its state's own.
"""

from __future__ import annotations

import pytest
from builders import address, form

from cas_core import RecordRefused, compose_build

BUILD = 'state = "XX"\ntitle = "National profile"\nlanguages = ["en", "hi"]\n'
OFFICES = """id,code,name,local_name,type,parent,district,unit
hq,XX,State Police,,state_hq,,,
riverside,101,Riverside District,,district,hq,101,00
eastside,10190,Eastside Sub-division,,sub_division,riverside,101,90
market,10101,Market,,station,eastside,101,01
harbour,10102,Harbour,,station,eastside,101,02
"""


def national_alone(folder):
    """Compose the national profile with a few invented offices, and no layer of a state."""
    (folder / "build.toml").write_text(BUILD, "utf-8")
    (folder / "offices.csv").write_text(OFFICES, "utf-8")
    return compose_build(folder)


def filled(name, **changes):
    """Return the filled example of a form without what a change leaves out."""
    return {key: value for key, value in form(name, **changes).items() if value is not None}


class Station:
    """A running build; what a change gives as None is left out of a form.

    Attributes:
        own: What a state's layers ask of every FIR beyond the nation.
        office: Where the portal acts.
    """

    own = {}
    office = "market"

    def __init__(self, cas):
        self.cas = cas
        self.keys = 0

    def filled(self, name, **changes):
        """Return the filled example of a form."""
        return filled(name, **changes)

    def enter(self, officer, register, /, **changes):
        data = self.filled(self.cas.registers()[register].opening, **changes)
        self.keys += 1
        with self.cas.desk(address(officer, self.office)) as desk:
            return desk.enter(register, data, key=f"key-{self.keys}")

    def fir(self, officer="sho", /, **changes):
        """Register an FIR with its diary entry."""
        diary = self.enter(officer, "general_diary")
        return self.enter(officer, "fir", gd_entry=diary.id, **{**self.own, **changes})

    def submit(self, officer, record, name, /, **changes):
        data = self.filled(name, **changes)
        with self.cas.desk(address(officer, self.office)) as desk:
            return desk.submit(record, name, data)

    def move(self, officer, record, step, **more):
        with self.cas.desk(address(officer, self.office)) as desk:
            return desk.move(record, step, **more)

    def agree(self, officer, record, step):
        with self.cas.desk(address(officer, self.office)) as desk:
            return desk.agree(record, step)

    def refusals(self, act, *given, **more):
        """Return where something is refused."""
        with pytest.raises(RecordRefused) as caught:
            act(*given, **more)
        return {problem.field or problem.code for problem in caught.value.problems}
