"""Each fault that a layer can have is refused by its code, file and line, and all of them at once."""

import tomllib
from pathlib import Path

import pytest

from cas_core import CompositionError, Layer, compose
from cas_core.composition.layer import national_layer

BROKEN = sorted(Path(__file__).parent.glob("assets/broken/*/expected.toml"))


@pytest.fixture(scope="module")
def national():
    return national_layer()


def problems_of(*layers):
    with pytest.raises(CompositionError) as caught:
        compose(layers)
    return caught.value.problems


@pytest.mark.parametrize("expected", BROKEN, ids=lambda path: path.parent.name)
def test_a_faulty_layer_is_refused_with_code_file_and_line(expected, national):
    wanted = tomllib.loads(expected.read_text())

    problems = problems_of(national, Layer.from_folder(expected.parent / "layer"))

    found = {(p.code, p.origin.file, p.origin.line) for p in problems}
    assert found == {(wanted["code"], wanted["file"], wanted["line"])}
    assert all(problem.what and problem.mend for problem in problems)


def test_there_are_at_least_a_hundred_kinds_of_faulty_layers():
    assert len(BROKEN) >= 100


def test_all_faults_of_a_layer_are_reported_at_once(tmp_path, national):
    names = ["loosened_required", "longer_clock", "code_without_roll_up", "role_above_its_ceiling", "unknown_file"]
    for name in names:
        for path in (Path(__file__).parent / "assets/broken" / name / "layer").rglob("*.*"):
            target = tmp_path / path.relative_to(Path(__file__).parent / "assets/broken" / name / "layer")
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())

    codes = {problem.code for problem in problems_of(national, Layer.from_folder(tmp_path))}

    assert codes >= {"loosens-locked-part", "missing-roll-up", "above-ceiling", "unknown-file"}
