"""Whoever looks into a sensitive case by the command line leaves the same trace as at the desk (BNS s.72)."""

import pytest
from builders import RAPE, posted, registered
from click.testing import CliRunner

from cas_core.cli import group
from cas_core.composition.saved import save_build
from cas_core.store import journal


@pytest.fixture
def town(builds, tmp_path):
    save_build(builds["ka"], tmp_path)
    cas = posted(builds["ka"], f"sqlite:///{tmp_path / 'ka.db'}")
    cas.sensitive = registered(cas, key="sensitive", **RAPE)
    cas.plain = registered(cas, key="plain")
    cas.on = [tmp_path, "-d", f"sqlite:///{tmp_path / 'ka.db'}", "--as", "officer:sho"]
    yield cas
    cas.close()


def readings(cas):
    with cas.store.reading() as connection:
        return [(row.actor, row.record) for row in journal.entries(connection, "upparpet") if row.verb == "read"]


def run(command, cas, *arguments):
    result = CliRunner().invoke(group, [command, *map(str, cas.on), *map(str, arguments)], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


@pytest.mark.parametrize("command", ["show", "find"])
def test_a_sensitive_case_that_is_shown_is_a_reading_and_another_is_none(town, command):
    run(command, town, town.plain.national_number)
    assert readings(town) == []

    assert town.sensitive.national_number in run(command, town, town.sensitive.national_number)
    assert readings(town) == [("sho", town.sensitive.id)]


def test_a_paper_of_a_sensitive_case_is_a_reading(town, tmp_path):
    run("document", town, town.sensitive.national_number, "-o", tmp_path / "fir.html")

    assert (tmp_path / "fir.html").stat().st_size > 1000
    assert readings(town) == [("sho", town.sensitive.id)]
