"""What follows by itself comes after what it follows from, and stops the clocks that the latter started."""

import pytest
from builders import form, forwarded, posted, registered


@pytest.fixture
def tried(builds, tmp_path):
    """A case in which the charge was framed, and the running build."""
    cas = posted(builds["ka"], f"sqlite:///{tmp_path / 'ka.db'}")
    fir = registered(cas)
    forwarded(cas, fir)
    with cas.desk("officer:court") as desk:
        desk.submit(fir, "court_intake", form("court_intake"))
        desk.submit(fir, "charge_framed", form("charge_framed"))
    yield cas, fir
    cas.close()


@pytest.mark.parametrize(("received", "status"), [({"copy_received_on": "2026-01-05"}, "closed"), ({}, "disposed")])
def test_a_judgment_that_came_with_its_copy_waits_for_none(tried, received, status):
    """BNSS s.392. Else the clock of the copy would run out on a closed case, and the journal note a breach."""
    cas, fir = tried
    judgment = form("court_disposal")
    judgment = {name: value for name, value in judgment.items() if name != "copy_received_on"} | received

    with cas.desk("officer:court") as desk:
        case = desk.submit(fir, "court_disposal", {**judgment, "rows": judgment["rows"][:2]})

    assert case.status == status
    assert ("judgment_copy" in {clock.definition.id for clock in case.running}) is (status == "disposed")
    with cas.desk("officer:court") as desk:
        assert desk.read(fir).clocks == case.clocks
