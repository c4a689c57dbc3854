"""``cas sections``: what a typed text means."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from cas_core.cli.sections import command
from cas_core.composition.build import compose_build
from cas_core.composition.saved import save_build

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def build(tmp_path_factory):
    folder = tmp_path_factory.mktemp("ka")
    save_build(compose_build(ROOT / "states/ka"), folder)
    return str(folder)


def test_it_says_what_each_section_is_and_how_it_was_checked(build):
    shown = CliRunner().invoke(command, [build, "103(1), 3(5) BNS"])

    assert shown.exit_code == 0
    assert "BNS 103(1)  Murder" in shown.output
    assert "cognizable: yes" in shown.output
    assert "court: Court of Session" in shown.output
    assert "limit of custody: 90 days" in shown.output
    assert "checked by: schedule" in shown.output
    assert "Together: u/s 103(1), 3(5) BNS" in shown.output


def test_what_is_not_verified_is_not_said(build):
    shown = CliRunner().invoke(command, [build, "32 KEXCISE"])

    assert shown.exit_code == 0
    assert "cognizable: not known for sure" in shown.output
    assert "checked by: unverified" in shown.output


def test_a_program_gets_rows_facts_and_problems(build):
    shown = CliRunner().invoke(command, [build, "303(2) BNS, 3 FOO", "--json"])
    said = json.loads(shown.stdout)

    assert shown.exit_code == 1
    assert said["rows"][0]["act"] == "BNS"
    assert said["together"]["limit"] == "d60"
    assert said["problems"][0]["code"] == "no-such-act"
    assert "Else list it in acts.csv" in shown.stderr
