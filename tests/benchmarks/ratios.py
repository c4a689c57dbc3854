"""All ratios of the project, each to a peer or a limit in the same run; ends with 1 where a bound is missed.

Run it by ``nox -s bench``, or with names of modules beside this one: ``python tests/benchmarks/ratios.py checking``.
"""

from __future__ import annotations

import sys
from importlib import import_module

MODULES = ("checking", "entering", "composing", "opening", "starting", "names", "pages")


def main(names: list[str]) -> int:
    """Print each figure with its bound."""
    missed = False
    for name in names or MODULES:
        for ratio in import_module(name).ratios():
            print(ratio, flush=True)  # noqa: T201
            missed |= ratio.missed
    return int(missed)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
