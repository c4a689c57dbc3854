"""Starting the command: ``cas --help`` over a process that imports click and does nothing.

Below 2, the help costs less than Python and click themselves do; what makes it more is what ``cas`` loads besides.
"""

from __future__ import annotations

import subprocess
import sys

from measure import Ratio, Work, medians

HELP = "import sys; sys.argv = ['cas', '--help']; from cas_core.cli import main; main()"


def process(code: str) -> Work:
    """Return a run of Python as a process of its own."""
    return lambda: subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)


def ratios() -> list[Ratio]:
    """Return the time of the help over that of click alone."""
    taken = medians({"help": process(HELP), "click": process("import click")})
    return [Ratio("cas --help over import click", taken["help"] / taken["click"], 2.0)]
