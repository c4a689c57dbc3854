"""Words are free: a layer may say every label otherwise, and in which sense it means it, and nothing else moves."""

import pytest

from cas_core import Layer, compose
from cas_core.composition import diff
from cas_core.composition.layer import national_layer

NATION = national_layer()
SAID = 'label = "Otherwise"\ncontext = "said otherwise"\n'
LAYERS = {
    "form.fir.fields.place": ("forms/fir.toml", 'extends = "fir"\n[[change]]\nfield = "place"\n' + SAID),
    "form.fir.sections.offences": ("forms/fir.toml", 'extends = "fir"\n[[change]]\nsection = "offences"\n' + SAID),
    "workflow.case.states.scrutiny": (
        "workflows/case.toml",
        'extends = "case"\n[[change]]\nstate = "scrutiny"\n' + SAID,
    ),
    "workflow.case.transitions.assign_io": (
        "workflows/case.toml",
        'extends = "case"\n[[change]]\ntransition = "assign_io"\n' + SAID,
    ),
    "codelist.gender.codes.M": ("codelists/gender.csv", "code,label,context\nM,Otherwise,said otherwise\n"),
}


@pytest.mark.parametrize("named", LAYERS)
def test_a_layer_says_a_label_and_its_sense_otherwise(tmp_path, named):
    file, text = LAYERS[named]
    (tmp_path / file).parent.mkdir()
    (tmp_path / file).write_text(text)
    (tmp_path / "layer.toml").write_text('id = "own"\nversion = "1"\n')

    differences = diff(compose([NATION]), compose([NATION, Layer.from_folder(tmp_path)]))

    assert {change.path for change in differences} == {f"{named}.label", f"{named}.context"}
