"""A reader of a page of the documentation: writes its files, and runs its commands and programs, in order."""

import re
import shlex
from pathlib import Path

from click.testing import CliRunner

from cas_core.cli import group
from cas_core.problems import CasError

BLOCK = re.compile(r"```(\w+)(?: file=(\S+))?\n(.*?)```", re.DOTALL)
BEFORE = re.compile(r"goes on where \[[^]]*\]\(([^)]+)\) ends")
ID = re.compile(r", id (\S+)")
CODE = re.compile(r"(?:^|: )[a-z]+(?:-[a-z]+)+$|: conflict$|^Where: ")
"""What a refusal looks like on a page: its code, behind its place if it has one, or the field where it is."""


class Reader:
    """Reads pages in one folder; ``ID`` in a command stands for the id that was printed last.

    Attributes:
        shown: What each command printed.
    """

    def __init__(self, monkeypatch):
        self._monkeypatch = monkeypatch
        self._id = ""
        self.shown = []

    def read(self, page):
        """Do what a page says, after the page that it goes on from; return how many commands and programs ran."""
        text = page.read_text("utf-8")
        before = BEFORE.search(text)
        ran = self.read(page.parent / before[1]) if before else 0
        for language, file, body in BLOCK.findall(text):
            if file:
                Path(file).parent.mkdir(parents=True, exist_ok=True)
                Path(file).write_text(body, "utf-8")
            elif language == "python":
                exec(compile(body, page.name, "exec"), {})  # noqa: S102 - the page's own program
                ran += 1
            else:
                ran += self._console(body)
        return ran

    def _console(self, body):
        ran = 0
        for said in body.split("$ ")[1:]:
            command, *expected = said.strip().splitlines()
            program, *arguments = shlex.split(re.sub(r"\bID\b", self._id, command))
            if program == "export":
                for setting in arguments:
                    self._monkeypatch.setenv(*setting.split("=", 1))
                continue
            shown = self.run(arguments, refused=any(CODE.search(line) for line in expected))
            for line in expected:
                assert line in shown, f"{command}: {shown}"
            ran += 1
        return ran

    def run(self, arguments, *, refused=False):
        """Run one command of ``cas`` and return what it prints."""
        result = CliRunner().invoke(group, arguments)
        shown = f"{result.output}\n{result.exception or ''}"
        assert isinstance(result.exception, CasError) is refused, f"{arguments}: {shown}"
        assert refused or result.exit_code == 0, f"{arguments}: {shown}"
        found = ID.findall(shown)
        self._id = found[-1] if found else self._id
        self.shown.append(result.output)
        return shown
