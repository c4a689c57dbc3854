"""The documentation is true: the tutorial runs as it stands, and every problem code is listed."""

import re
import shlex
from pathlib import Path

from click.testing import CliRunner

from cas_core.cli import group
from cas_core.cli.check import command as check
from cas_core.problems import CasError

ROOT = Path(__file__).parents[1]


def test_the_tutorial_runs_as_it_stands(tmp_path, monkeypatch):
    text = (ROOT / "docs/tutorial/your-first-plugin.md").read_text("utf-8")
    monkeypatch.chdir(tmp_path)
    Path("mystate").mkdir()
    consoles = 0
    for language, file, body in re.findall(r"```(\w+)(?: file=(\S+))?\n(.*?)```", text, re.DOTALL):
        if file:
            path = Path("mystate") / file
            path.parent.mkdir(exist_ok=True)
            path.write_text(body, "utf-8")
        elif language == "console":
            expected = body.splitlines()[1]
            result = CliRunner().invoke(check, ["mystate"])
            shown = str(result.exception) if isinstance(result.exception, CasError) else result.output
            assert expected in shown
            consoles += 1
    assert consoles == 3


def test_the_commands_of_the_how_to_on_splitting_a_station_run(tmp_path, monkeypatch):
    """In order, on a copy of the build; the last one finds the journal whole."""
    text = (ROOT / "docs/how-to/split-a-station.md").read_text("utf-8")
    monkeypatch.chdir(tmp_path)
    Path("states/ka").mkdir(parents=True)
    for name in ("build.toml", "offices.csv"):
        Path("states/ka", name).write_bytes((ROOT / "states/ka" / name).read_bytes())
    commands = [line.removeprefix("$ ") for line in text.splitlines() if line.startswith("$ ")]
    for setting in shlex.split(commands.pop(0))[1:]:
        monkeypatch.setenv(*setting.split("=", 1))
    shown = []
    for command in commands:
        result = CliRunner().invoke(group, shlex.split(command)[1:], catch_exceptions=False)
        assert result.exit_code == 0, result.output
        shown.append(result.output)

    before, day, history = shown[-5:-2]
    assert "Upparpet East" not in before
    assert "    upparpet_east  Upparpet East (station)" in day
    assert "under chickpet, from 2099-01-01" in history
    assert shown[-1] == "whole\n"


def test_every_problem_code_is_listed_in_the_reference():
    codes = {path.read_text().split('"')[1] for path in ROOT.glob("tests/assets/broken/*/expected.toml")}
    source = "\n".join(path.read_text("utf-8") for path in (ROOT / "cas_core").rglob("*.py"))
    codes |= set(re.findall(r"""[Pp]roblem\(\s*f?"([a-z]+(?:-[a-z0-9]+)+)",""", source))
    listed = set(
        re.findall(r"^- `([a-z0-9-]+)`", (ROOT / "docs/reference/problems.md").read_text("utf-8"), re.MULTILINE)
    )
    assert codes - listed == set()
