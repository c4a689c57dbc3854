"""What a script relies on: 0 done, 1 refused with its problems, 2 wrong usage; and nothing but answers on standard output."""

import json
import sys
from pathlib import Path

import pytest

from cas_core.cli import COMMANDS, progress

ROOT = Path(__file__).parents[2]
CASE = ROOT / "docs/tutorial/first-case"
FAULTY = ROOT / "tests/assets/broken/longer_clock/layer"


def test_every_command_that_does_its_work_ends_with_0(cas, station, tmp_path):
    folder, database, on = station
    diary = json.loads(cas("enter", *on, "general_diary", "--data", CASE / "gd_entry.json", "--json")[1])
    fir = json.loads(
        cas("enter", *on, "fir", "--data", CASE / "fir.json", "--set", f"gd_entry={diary['id']}", "--json")[1]
    )
    number = fir["number"]
    (tmp_path / "more.json").write_text(json.dumps({"gd_entry": diary["id"], "delay_reason": "Told late."}))
    data = ["--data", CASE / "fir.json", "--data", tmp_path / "more.json"]

    done = {
        "amend": cas("amend", *on, number, "fir", *data, "--reason", "left out"),
        "appoint": cas(
            "appoint",
            folder,
            "-d",
            database,
            "b",
            "--name",
            "B",
            "--rank",
            "SI",
            "--office",
            "upparpet",
            "--role",
            "io",
        ),
        "check": cas("check", folder),
        "compose": cas("compose", folder),
        "db": cas("db", "check", "-d", database),
        "diff": cas("diff", folder, folder),
        "document": cas("document", *on, number, "-o", tmp_path / "fir.html"),
        "enter": cas("enter", *on, "general_diary", "--data", CASE / "gd_entry.json"),
        "explain": cas("explain", folder, "form.fir.place.label"),
        "find": cas("find", *on, number),
        "fonts": cas("fonts", "--help"),
        "journal": cas("journal", "verify", "-d", database),
        "messages": cas("messages", "status", folder),
        "schema": cas("schema", "export", tmp_path / "schemas"),
        "show": cas("show", *on, number),
    }

    assert {name: (code, err) for name, (code, _, err) in done.items()} == dict.fromkeys(done, (0, ""))


def test_every_command_that_is_refused_ends_with_1_and_says_how_to_mend_it(cas, station, tmp_path):
    folder, database, on = station
    (tmp_path / "bare").mkdir()
    (tmp_path / "no.json").write_text("[")
    bad = ["--data", tmp_path / "no.json"]

    refused = {
        "amend": cas("amend", *on, "1", "fir", *bad, "--reason", "x"),
        "appoint": cas(
            "appoint", folder, "-d", database, "b", "--name", "B", "--rank", "SI", "--office", "nowhere", "--role", "io"
        ),
        "check": cas("check", FAULTY),
        "compose": cas("compose", tmp_path / "bare"),
        "db": cas("db", "check", "-d", "sqlite:///:memory:"),
        "diff": cas("diff", folder, tmp_path / "bare"),
        "document": cas("document", *on, "1", "-o", tmp_path / "x.html"),
        "enter": cas("enter", *on, "fir", "--data", CASE / "gd_entry.json"),
        "enter, no JSON": cas("enter", *on, "fir", *bad),
        "find": cas("find", *on, "person", "--by", "colour=red"),
        "journal": cas("journal", "verify", "-d", "nonsense"),
        "move": cas("move", *on, "1", "assign_io"),
        "schema": cas("schema", "export", tmp_path / "s", "--build", tmp_path / "bare"),
        "show": cas("show", *on, "1"),
        "submit": cas("submit", *on, "1", "arrest", *bad),
    }
    assert {name: code for name, (code, _, _) in refused.items()} == dict.fromkeys(refused, 1)
    assert all("Mend:" in err and not out for _, out, err in refused.values())
    assert cas("explain", folder, "nothing.at_all")[0] == 1


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_used_wrongly_ends_with_2_and_shows_its_usage(cas, command):
    code, out, err = cas(command, "--no-such-option")

    assert (code, out) == (2, "")
    assert err.startswith("Usage: cas")


def test_an_unknown_command_ends_with_2(cas):
    assert cas("fly")[0] == 2


def test_all_problems_of_several_layers_are_shown_at_once(cas):
    code, out, err = cas("check", FAULTY, ROOT / "tests/assets/broken/unknown_role/layer", ROOT / "states/ka")

    assert code == 1
    assert "loosens-locked-part" in err
    assert "unknown-role" in err
    assert out.startswith("ka: no problems")


def test_an_officer_is_refused_in_his_own_language(cas, station):
    _, _, on = station

    _, _, english = cas("enter", *on, "fir", "--data", CASE / "gd_entry.json")
    _, _, kannada = cas("enter", *on, "fir", "--data", CASE / "gd_entry.json", "--language", "kn")

    assert any("\u0c80" <= letter <= "\u0cff" for letter in kannada)
    assert not any("\u0c80" <= letter <= "\u0cff" for letter in english)
    assert [line for line in english.splitlines() if line.startswith("  Where:")] == [
        line for line in kannada.splitlines() if line.startswith("  Where:")
    ]


@pytest.mark.parametrize(("terminal", "bars"), [(True, True), (False, False)])
def test_a_bar_is_shown_on_a_terminal_only_and_on_standard_error_only(terminal, bars, monkeypatch, capsys):
    monkeypatch.setattr(sys.stderr, "isatty", lambda: terminal, raising=False)

    assert list(progress.watched([1, 2, 3], "reading")) == [1, 2, 3]

    shown = capsys.readouterr()
    assert shown.out == ""
    assert ("reading" in shown.err) is bars
