"""The documentation is true: the tutorial runs as it stands, and every problem code is listed."""

import re
from pathlib import Path

from click.testing import CliRunner

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


def test_every_problem_code_is_listed_in_the_reference():
    codes = {path.read_text().split('"')[1] for path in ROOT.glob("tests/assets/broken/*/expected.toml")}
    source = "\n".join(path.read_text("utf-8") for path in (ROOT / "cas_core").rglob("*.py"))
    codes |= set(re.findall(r"""[Pp]roblem\(\s*f?"([a-z]+(?:-[a-z0-9]+)+)",""", source))
    listed = set(
        re.findall(r"^- `([a-z0-9-]+)`", (ROOT / "docs/reference/problems.md").read_text("utf-8"), re.MULTILINE)
    )
    assert codes - listed == set()
