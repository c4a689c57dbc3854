"""A case that is being opened: what rules see of it at once is what the database keeps of it."""

import pytest
from test_registers import OPENERS

from cas_core.desk import publishing
from cas_core.desk.casefile import CaseFile

OPENED_BY = {"general_diary": "writer", "fir": "sho", **OPENERS}
SEEN = ("row", "forms", "all_forms", "journal", "duties", "parties", "linked", "office_type", "persons", "law")


@pytest.mark.parametrize("register", sorted(OPENED_BY))
def test_rules_see_of_a_new_case_what_is_kept_of_it(station, register, monkeypatch):
    compared = []

    def compare(case, events, now, consider=publishing.consider):
        if case.fresh and case.register.id == register:
            kept = CaseFile.open(case.connection, case.build, case.id)
            assert {part: getattr(case, part) for part in SEEN} == {part: getattr(kept, part) for part in SEEN}
            assert case.known(now) == kept.known(now)
            compared.append(case.id)
        return consider(case, events, now)

    monkeypatch.setattr(publishing, "consider", compare)
    record = station.enter(OPENED_BY[register], register)

    assert record.id in compared


def test_all_registers_are_compared(station):
    assert station.cas.registers().keys() == OPENED_BY.keys()
