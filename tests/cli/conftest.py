"""The command, run in the process of the test, and a station on which it works."""

import shutil
import sys
from pathlib import Path

import pytest

from cas_core import cli

ROOT = Path(__file__).parents[2]


@pytest.fixture
def cas(monkeypatch, capsys):
    """Run the command in this process; return exit code, standard output and standard error."""

    def run(*arguments):
        monkeypatch.setattr(sys, "argv", ["cas", *map(str, arguments)])
        try:
            cli.main()
        except SystemExit as ended:
            code = ended.code or 0
        else:
            code = 0
        shown = capsys.readouterr()
        return code, shown.out, shown.err

    return run


_MADE: list[Path] = []


@pytest.fixture
def station(cas, tmp_path, tmp_path_factory):
    """A composed build with a database and a posted officer, and the options that name them; made once and copied."""
    if not _MADE:
        _MADE.append(_made(cas, tmp_path_factory.mktemp("station")))
    shutil.copytree(_MADE[0], tmp_path, dirs_exist_ok=True)
    folder, database = tmp_path / "ka", f"sqlite:///{tmp_path / 'ka.db'}"
    return folder, database, [folder, "-d", database, "--as", "officer:sho"]


def _made(cas, place):
    folder, database = place / "ka", f"sqlite:///{place / 'ka.db'}"
    folder.mkdir()
    for name in ("build.toml", "offices.csv"):
        (folder / name).write_bytes((ROOT / "states/ka" / name).read_bytes())
    assert cas("compose", folder)[0] == 0
    assert cas("db", "upgrade", folder, "-d", database)[0] == 0
    posting = ["--name", "A", "--rank", "INSP", "--office", "upparpet", "--role", "sho"]
    assert cas("appoint", folder, "-d", database, "sho", *posting)[0] == 0
    return place
