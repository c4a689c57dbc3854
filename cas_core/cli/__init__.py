"""The ``cas`` command. Each command is a module that is loaded when it is called, so that help is quick."""

from __future__ import annotations

import errno
import gc
import os
import sys
from importlib import import_module
from io import TextIOWrapper
from pathlib import Path
from typing import TextIO

import click

from cas_core.problems import CasError, Problem

NO_ROOM = frozenset({errno.ENOSPC, errno.EFBIG, errno.EDQUOT, errno.EIO})
"""What the system says where an answer finds no room."""

GARBAGE = 50_000
"""After how many new objects Python looks for garbage: a build is a million that stay."""

COMMANDS = {
    "amend": "Correct a submission by one that supersedes it.",
    "appoint": "Post an officer at an office in a role.",
    "check": "Check builds or layers and print every problem.",
    "clocks": "Show what falls due, and note what ran out.",
    "compose": "Compose builds from their layers.",
    "db": "Set up or check a database.",
    "diff": "Show what differs between two composed builds.",
    "document": "Print a form of a record as PDF or HTML.",
    "enter": "Open a record in a register.",
    "explain": "Say which layers set a part of a build, and where.",
    "find": "Find records by number, or by person, vehicle or place.",
    "fonts": "Fetch the fonts that papers need.",
    "journal": "Verify or export the journal.",
    "matches": "Show what may be the same person or thing, and prepare the search for it.",
    "messages": "Collect texts for translation, and keep catalogues up to date.",
    "move": "Take a step of a record's workflow.",
    "office": "List offices, and open, rename, move, split, merge and close them.",
    "officer": "Enlist, promote, post and relieve officers, and note their leave.",
    "public": "Show what anybody may see.",
    "reindex": "Fill anew what records are found by.",
    "schema": "Export the JSON Schemas of a build.",
    "sections": "Say what typed acts and sections mean.",
    "show": "Show a record with its clocks.",
    "submit": "Add a follow-up form to a record.",
    "value": "Add, rename, place and retire values that offices hold in open code lists.",
    "web": "Serve portal and desk, and set up what they need.",
}


class Commands(click.Group):
    """Lists the commands without loading them."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the names of all commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Load a command."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"cas_core.cli.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Write the list of commands from the table, loading none."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="cas-core")
def group() -> None:
    """Compose and run the Core Application Software of a state."""


def main() -> None:
    """Run a command; problems go to standard error and end with 1, wrong usage with 2."""
    gc.set_threshold(GARBAGE)
    for stream in (sys.stdout, sys.stderr):
        _escape(stream)
    try:
        group(_words(sys.argv[1:]), prog_name="cas")
    except Exception as error:
        if isinstance(error, OSError) and error.filename is None and error.errno in NO_ROOM:
            error = _not_told(error)
        elif isinstance(error, OSError) and error.filename is not None:
            error = _unseen(error)
        problems = getattr(error, "problems", None)
        if problems is None:
            raise
        click.echo(str(error), err=True)
        sys.exit(1)


def _escape(stream: TextIO | None) -> None:
    """Let letters that a terminal has not be told by their numbers, as JSON too has them."""
    if isinstance(stream, TextIOWrapper) and stream.errors == "strict":
        stream.reconfigure(errors="backslashreplace")


def _not_told(error: OSError) -> CasError:
    """Return the error of an answer that finds no room, after letting go of what waits to be written."""
    with Path(os.devnull).open("wb") as nowhere:
        os.dup2(nowhere.fileno(), sys.stdout.fileno())
    what = f"the answer can't be written: {error.strerror}; what the command did stays done"
    return CasError([Problem("answer-not-written", what, "Check the free space, and look before doing it again")])


def _unseen(error: OSError) -> CasError:
    """Return the error of a path, typed or below one that was, that the system does not let be reached."""
    from cas_core.sources.files import unreadable  # noqa: PLC0415

    return unreadable(Path(os.fsdecode(error.filename)), error)


def _words(arguments: list[str]) -> list[str]:
    """Return arguments that are texts; Python marks bytes that are none, as of another encoding, by half characters."""
    for position, argument in enumerate(arguments, 1):
        if any("\ud800" <= letter <= "\udfff" for letter in argument):
            click.echo(f"Error: argument {position} is not in the encoding of this terminal; type it anew", err=True)
            sys.exit(2)
    return arguments
