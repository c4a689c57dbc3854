"""What a layer may narrow of a step, as long as somebody may still take it."""

import pytest

from cas_core import CompositionError, Layer, compose
from cas_core.composition.layer import national_layer
from cas_core.workflows import Workflow


def composed(folder, **files):
    (folder / "workflows").mkdir()
    (folder / "layer.toml").write_text('id = "x"\nversion = "1"\n')
    for name, text in files.items():
        (folder / name.replace("__", "/")).with_suffix(".toml").write_text(text)
    return compose([national_layer(), Layer.from_folder(folder)])


def step(composition, name):
    return next(step for step in composition.get(Workflow, "case").transitions if step.id == name)


def test_a_state_may_ask_for_the_duty_on_one_more_step(tmp_path):
    """A change names its step; 'duty' in it is the part, not a second target."""
    text = 'extends = "case"\n[[change]]\ntransition = "record_scene"\nduty = "io"\n'
    assert step(composed(tmp_path, workflows__case=text), "record_scene").duty == "io"


def test_a_state_may_leave_a_step_to_one_of_its_roles(tmp_path):
    text = 'extends = "case"\n[[change]]\ntransition = "record_arrest"\nroles = ["io"]\n'
    assert step(composed(tmp_path, workflows__case=text), "record_arrest").roles == ("io",)


def test_a_role_and_a_step_that_fit_singly_may_not_together_stop_a_case(tmp_path):
    """BNSS s.193(3): somebody has to be able to forward the final form."""
    access = '[[change]]\nrole = "supervisor"\npermits = ["fir.read"]\n'
    flow = 'extends = "case"\n[[change]]\ntransition = "forward"\nroles = ["supervisor"]\n'
    with pytest.raises(CompositionError) as caught:
        composed(tmp_path, access=access, workflows__case=flow)
    paths = {problem.field for problem in caught.value.problems if problem.code == "nobody-takes"}
    assert "workflow.case.forward" in paths
