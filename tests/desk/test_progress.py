"""What a citizen is told of the way of his case: its states in the order in which it reached them."""

from itertools import permutations

import pytest

from cas_core.desk.progress import passed
from cas_core.workflows import Workflow


@pytest.mark.parametrize("names", [*permutations(["close", "dispose", "court_disposal"])])
def test_steps_of_one_event_are_told_in_the_order_in_which_they_lead_on(national, names):
    """The judgment disposes of the case, and with the acknowledgement in it the case closes by itself."""
    assert passed(national.get(Workflow, "case"), names, "charge_framed") == ["disposed", "closed"]


def test_a_step_that_stays_reaches_nothing(national):
    assert passed(national.get(Workflow, "case"), ["assign_io", "publish"], "investigation") == []
