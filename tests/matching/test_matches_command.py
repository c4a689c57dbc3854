"""`cas matches`, on a database that another program filled."""

import json

import pytest
from click.testing import CliRunner
from reports import found_woman, missing_woman

from cas_core.cli import group
from cas_core.desk import Cas


@pytest.fixture
def run(cas, builds, monkeypatch):
    """Return a runner of one command on the database of the stations."""
    address = str(cas.store._engine.url)
    monkeypatch.setattr(Cas, "open", classmethod(lambda kind, _build, url: kind(builds["ka"], type(cas.store)(url))))

    def done(*arguments):
        result = CliRunner().invoke(group, ["matches", arguments[0], "states/ka", "-d", address, *arguments[1:]])
        assert result.exit_code == 0, result.output
        return result.output

    return done


def test_matches_are_kept_and_listed(cas, run):
    missing, found = missing_woman(cas), found_woman(cas)
    assert int(run("keep").split()[0]) >= 2
    assert run("keep") == "0 described\n"
    assert int(run("keep", "--anew").split()[0]) >= 2

    line = run("list", "--as", "officer:acp")
    assert missing.id in line
    assert "name agree +9.0" in line
    (shown,) = run("list", "--as", "officer:acp", "--number", found.id, "--json").splitlines()
    assert json.loads(shown)["other"] == found.id
    assert run("list", "--as", "officer:sho") == ""
