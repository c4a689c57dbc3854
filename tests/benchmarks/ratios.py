"""Speed as ratios to a peer or a limit measured in the same run; ends with 1 where a bound is missed."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from jsonschema import Draft202012Validator

from cas_core import Layer, compose, compose_build
from cas_core.composition import NATIONAL
from cas_core.composition.saved import load_build, save_build
from cas_core.forms.jsonschema import json_schema
from cas_core.testing import NOW

ROOT = Path(__file__).parents[2]
ROUNDS = 7


def seconds(work: Callable[[], object]) -> float:
    """Return how long a piece of work takes once."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def median(work: Callable[[], object]) -> float:
    """Return the median of some rounds, in seconds."""
    return statistics.median(seconds(work) for _ in range(ROUNDS))


def forty_forms() -> list[Layer]:
    """Return the national layer with 40 forms of 60 fields below two layers that each touch every form."""
    folder = Path(tempfile.mkdtemp())
    fields = "".join(f'  {{ id = "f{n}", type = "text", label = "F{n}", max_length = 90 }},\n' for n in range(60))
    for layer in ("one", "two", "three"):
        (folder / layer / "forms").mkdir(parents=True)
        requires = '["one"]' if layer != "one" else "[]"
        (folder / layer / "layer.toml").write_text(f'id = "{layer}"\nversion = "1"\nrequires_layers = {requires}\n')
        for n in range(40):
            own = f'[form]\nid = "g{n}"\ntitle = "G"\n[[section]]\nid = "s"\nlabel = "S"\nfields = [\n{fields}]\n'
            over = f'extends = "g{n}"\nadd = [{{ id = "a", type = "text", label = "A", after = "f{len(layer)}" }}]\n'
            (folder / layer / f"forms/g{n}.toml").write_text(own if layer == "one" else over)
    return [Layer.from_folder(NATIONAL), *(Layer.from_folder(folder / layer) for layer in ("one", "two", "three"))]


def process(code: str) -> Callable[[], object]:
    """Return a run of Python as a process of its own."""
    return lambda: subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)


def main() -> int:
    """Print each figure with its bound."""
    build = compose_build(ROOT / "states/ka")
    form = build.composition.form("fir")
    data = {**json.loads((ROOT / "docs/tutorial/first-case/fir.json").read_text("utf-8")), "gd_entry": "x"}
    peer = Draft202012Validator(json_schema(form))
    target = Path(tempfile.mkdtemp())
    save_build(build, target)
    layers = forty_forms()
    ours = median(lambda: [form.check(data, NOW) for _ in range(100)])
    theirs = median(lambda: [list(peer.iter_errors(data)) for _ in range(10)]) * 10
    rows = [
        ("checking an FIR over jsonschema", ours / theirs, 0.5),
        ("composing 40 forms and 3 layers, seconds over 0.3", median(lambda: compose(layers)) / 0.3, 1.0),
        ("opening a composed build, seconds over 0.06", median(lambda: load_build(target)) / 0.06, 1.0),
        (
            "cas --help over import click",
            median(process("import sys; sys.argv = ['cas', '--help']; from cas_core.cli import main; main()"))
            / median(process("import click")),
            2.0,
        ),
    ]
    for name, ratio, bound in rows:
        print(f"{'ok  ' if ratio <= bound else 'MISS'} {ratio:6.2f} (bound {bound})  {name}")  # noqa: T201
    return int(any(ratio > bound for _, ratio, bound in rows))


if __name__ == "__main__":
    raise SystemExit(main())
