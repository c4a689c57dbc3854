"""Progress of long work: a bar on standard error while a person watches, nothing in a script or a log."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterator
from typing import TypeVar

import click

T = TypeVar("T")


def watched(items: Collection[T], label: str) -> Iterator[T]:
    """Yield items, with a bar where standard error is a terminal and there is more than one item."""
    if len(items) < 2 or not sys.stderr.isatty():  # noqa: PLR2004 - one item has no progress
        yield from items
        return
    with click.progressbar(items, label=label, file=sys.stderr) as bar:
        yield from bar
