"""The page of the command line."""

from __future__ import annotations

import inspect
from collections.abc import Iterator

import click

from cas_core.cli import COMMANDS, group


def commands() -> Iterator[str]:
    """Yield the page of the command line."""
    yield "# The command line\n\nEvery command ends with 0 when its work is done, 1 when it was refused (each problem"
    yield "with its mend on standard error), and 2 when it was called wrongly."
    root = click.Context(group, info_name="cas")
    for name in COMMANDS:
        command = group.get_command(root, name)
        if command is not None:
            yield from _command(command, click.Context(command, info_name=name, parent=root))


def _command(command: click.Command, context: click.Context) -> Iterator[str]:
    usage = " ".join(command.collect_usage_pieces(context))
    yield f"\n## {context.command_path}\n\n`{context.command_path} {usage}`\n\n{inspect.cleandoc(command.help or '')}"
    rows = [record for part in command.params if (record := part.get_help_record(context)) and part.name != "help"]
    if rows:
        yield "\n| option | meaning |\n|---|---|"
        yield from (f"| `{option.replace('|', ' or ')}` | {meaning} |" for option, meaning in rows)
    if isinstance(command, click.Group):
        for name, below in sorted(command.commands.items()):
            yield from _command(below, click.Context(below, info_name=name, parent=context))
