"""Where answers go: a full disk, a pipe that closes, an encoding without the letters of India, a hand on Ctrl-C."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

COMMAND = [sys.executable, "-c", "from cas_core.cli import main; main()"]


def run(*words, **given):
    done = subprocess.run([*COMMAND, *map(str, words)], stderr=subprocess.PIPE, check=False, **given)
    return done.returncode, done.stdout, done.stderr.decode()


def test_an_answer_that_finds_no_room_is_a_problem(station):
    with Path("/dev/full").open("wb") as full:
        code, _, err = run("explain", station[0], "form.fir.place.label", stdout=full)

    assert code == 1
    assert err.splitlines()[0] == "answer-not-written"
    assert "Traceback" not in err
    assert "Exception ignored" not in err


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252"])
def test_letters_that_the_terminal_has_not_are_escaped_and_json_stays_json(station, encoding):
    given = {"env": {**os.environ, "PYTHONIOENCODING": encoding}, "stdout": subprocess.PIPE}

    code, out, err = run("office", "list", station[0], "-d", station[1], "--json", **given)

    assert (code, err) == (0, "")
    assert any("\u0c80" <= letter <= "\u0cff" for row in json.loads(out) for letter in row["local_name"])


def test_the_secret_of_the_second_factor_is_shown_on_any_terminal(station):
    words = ["web", "account", station[0], "sho", "-d", station[1], "--password", "four words are easy"]

    code, out, err = run(*words, env={**os.environ, "PYTHONIOENCODING": "ascii"}, stdout=subprocess.PIPE)

    assert (code, err) == (0, "")
    assert b"secret of the authenticator" in out
