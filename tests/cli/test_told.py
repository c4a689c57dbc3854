"""What the command line tells who mistypes, or who asks for what is not there."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from reading import Reader

from cas_core.cli import group

ROOT = Path(__file__).parents[2]


@pytest.fixture
def reader(tmp_path, monkeypatch):
    """A reader who has done what "Run a case" says."""
    monkeypatch.chdir(tmp_path)
    reader = Reader(monkeypatch)
    reader.read(ROOT / "docs/how-to/run-a-case.md")
    return reader


def test_a_record_is_asked_for(reader):
    assert "has the number '7/26'" in reader.run(["show", "build", "7/26"], refused=True)
    found = CliRunner().invoke(group, ["find", "build", "7/26"])
    assert (found.exit_code, found.stdout, found.stderr) == (0, "", "nothing found within your reach\n")


def test_times_are_those_of_india(reader):
    record = json.loads(CliRunner().invoke(group, ["find", "build", "0001", "--json"]).stdout)
    assert record["created_at"].endswith("+00:00")
    assert " IST by rao" in reader.run(["show", "build", "0001"])
    assert " IST  0001" in reader.run(["clocks", "due", "build"])


def test_a_paper_is_neither_of_an_unknown_kind_nor_in_an_unknown_language(reader):
    page = CliRunner().invoke(group, ["document", "build", "0001", "-o", "fir.doc"])
    assert page.exit_code == 2
    assert "neither with .pdf nor with .html" in page.stderr
    assert "does not speak 'xx'" in reader.run(
        ["document", "build", "0001", "-o", "fir-xx.html", "--language", "xx"], refused=True
    )
    assert not list(Path().glob("fir.doc")) + list(Path().glob("fir-xx.html"))


def test_a_field_in_a_table_is_set_by_its_path(reader):
    """What refusals and pages call ``place.distance_km`` is called so on the command line as well."""
    change = ["--set", "place.distance_km=2.5", "--set", "sv.beat=1", "--reason", "More"]
    refused = reader.run(["amend", "build", "0001", "fir", "--data", "fir.json", *change], refused=True)
    assert "'sv' is no field of this form" in refused
    assert "distance_km" not in refused


def test_a_path_that_names_nothing_is_explained_by_nothing(reader):
    for path in ("form.fir.place.label", "form.fir.complainant.mobile", "form.fir.complainant.mobile.required"):
        assert "national/forms/fir.toml" in reader.run(["explain", "build", path])
    for path in ("form.fir.nothing", "form.fir.place.nothing", "workflow.case.forward.nothing"):
        result = CliRunner().invoke(group, ["explain", "build", path])
        assert (result.exit_code, result.stdout) == (1, "")


def test_who_checks_the_package_in_place_of_the_layer_is_told_the_folder():
    result = CliRunner().invoke(group, ["check", str(ROOT / "plugins/cas_example")])
    (problem,) = result.exception.problems
    assert (problem.code, problem.mend) == ("no-manifest", "Name the folder 'cas_example' in it")
