"""The command line as a stranger meets it, and the wheel outside the checkout."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from cas_core.cli import COMMANDS, group

ROOT = Path(__file__).parents[2]
SHO = ["--as", "officer:sho"]


def cas(*arguments):
    """Run a command as a process, as a person would."""
    command = [sys.executable, "-c", "from cas_core.cli import main; main()", *map(str, arguments)]
    return subprocess.run(command, check=False, capture_output=True, text=True, cwd=ROOT)


def test_help_lists_every_command_and_loads_no_heavy_library():
    code = (
        "import sys; from click.testing import CliRunner; from cas_core.cli import group;"
        "print(CliRunner().invoke(group, ['--help']).output);"
        "print([m for m in ('sqlalchemy', 'pydantic', 'jinja2', 'babel') if m in sys.modules])"
    )
    shown = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout
    assert shown.rstrip().endswith("[]")
    assert all(f"  {command} " in shown for command in COMMANDS)


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_has_help(command):
    result = CliRunner().invoke(group, [command, "--help"])
    assert result.exit_code == 0
    assert result.output.startswith("Usage:")


def test_a_case_from_the_command_line(tmp_path, filled):
    folder, database = tmp_path / "ka", f"sqlite:///{tmp_path / 'ka.db'}"
    folder.mkdir()
    for name in ("build.toml", "offices.csv"):
        (folder / name).write_bytes((ROOT / "states/ka" / name).read_bytes())
    assert cas("compose", folder).returncode == 0
    assert cas("db", "upgrade", folder, "-d", database).returncode == 0
    posting = ["--name", "A", "--rank", "INSP", "--office", "upparpet", "--role", "sho"]
    assert cas("appoint", folder, "-d", database, "sho", *posting).returncode == 0
    case = ROOT / "docs/tutorial/first-case"
    on = [folder, "-d", database, *SHO]

    diary = json.loads(cas("enter", *on, "general_diary", "--data", case / "gd_entry.json", "--json").stdout)
    fir = json.loads(
        cas("enter", *on, "fir", "--data", case / "fir.json", "--set", f"gd_entry={diary['id']}", "--json").stdout
    )

    assert fir["number"].endswith("00001")
    assert fir["number"] in cas("show", *on, fir["number"]).stdout
    assert fir["number"] in cas("find", *on, "person", "--by", "name=Ramesh").stdout
    assert cas("move", *on, fir["number"], "assign_io", "--to-officer", "sho").returncode == 0
    page = tmp_path / "fir.html"
    assert cas("document", *on, fir["number"], "-o", page).returncode == 0
    assert "Ramesh Kumar" in page.read_text("utf-8")
    assert cas("journal", "verify", "-d", database).stdout == "whole\n"
    assert "ka/forms/fir.toml" in cas("explain", folder, "form.fir.ka.beat").stdout

    refused = cas("enter", *on, "fir", "--data", case / "gd_entry.json")
    assert refused.returncode == 1
    assert "Mend:" in refused.stderr
    assert "Traceback" not in refused.stderr
    assert cas("show", *on).returncode == 2


def test_a_layer_is_checked_with_file_and_line():
    faulty = cas("check", "tests/assets/broken/longer_clock/layer")
    assert faulty.returncode == 1
    assert "x/workflows/case.toml:4: loosens-locked-part" in faulty.stderr


def test_composing_a_data_plugin_executes_none_of_its_code(tmp_path):
    """The package is found and read; an audit hook sees no import, compilation or execution of it."""
    package = tmp_path / "cas_trap"
    package.mkdir()
    (package / "__init__.py").write_text("raise SystemExit('the plugin was executed')\n")
    (package / "layer.toml").write_text('id = "trap"\nversion = "1"\n')
    info = tmp_path / "cas_trap-1.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: cas-trap\nVersion: 1\n")
    (info / "entry_points.txt").write_text("[cas.layers]\ntrap = cas_trap\n")
    build = tmp_path / "build"
    build.mkdir()
    (build / "build.toml").write_text('state = "XX"\ntitle = "X"\nlayers = ["trap"]\n')
    (build / "offices.csv").write_text("id,code,name,type\nhq,1,HQ,state_hq\n")
    script = f"""
import sys
from pathlib import Path
from cas_core import compose_build
seen = []
def hook(event, arguments):
    if event in ("import", "compile", "exec") and "cas_trap" in repr(arguments):
        seen.append(event)
sys.addaudithook(hook)
print(compose_build(Path({str(build)!r})).composition.layers)
assert "cas_trap" not in sys.modules
print(seen)
"""
    environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", script], check=False, capture_output=True, text=True, env=environment)
    assert done.stdout.splitlines() == ["(('national', '0.1.0'), ('trap', '1'))", "[]"], done.stderr


def test_the_wheel_runs_in_an_empty_environment_outside_the_checkout(tmp_path):
    subprocess.run(
        [sys.executable, "-m", "build", "-q", "--wheel", "-o", tmp_path, ROOT], check=True, capture_output=True
    )
    wheel = next(tmp_path.glob("*.whl"))
    subprocess.run([sys.executable, "-m", "venv", tmp_path / "venv"], check=True)
    python = tmp_path / "venv/bin/python"
    subprocess.run([python, "-m", "pip", "install", "-q", wheel], check=True, capture_output=True)
    script = (
        "from cas_core import Layer, compose; from cas_core.composition import NATIONAL;"
        "from cas_core.store import Store, upgrade;"
        "print(len(compose([Layer.from_folder(NATIONAL)]).elements['form']));"
        "upgrade('sqlite:///w.db'); Store('sqlite:///w.db').close(); print('stored')"
    )
    done = subprocess.run([python, "-I", "-c", script], check=False, capture_output=True, text=True, cwd=tmp_path)
    forms = len(list((ROOT / "cas_core/national/forms").glob("*.toml")))
    assert done.stdout.splitlines() == [str(forms), "stored"], done.stderr
