"""Composing a build: an invented one over what a vendor should wait at most, a real one over the parsing of its files.

The invented one is a layer 0 of 40 forms of 60 fields under two layers that each touch every form; its limit is 0.3
seconds. The real one is Karnataka's, over `tomllib` and `csv` that parse the same files and keep nothing. Reading is not
counted, the seconds are of the processor, and garbage is looked for as often as `cas compose` does.
"""

from __future__ import annotations

import csv
import gc
import tempfile
import time
import tomllib
from pathlib import Path

from measure import Ratio, medians

from cas_core import Layer, compose
from cas_core.cli import GARBAGE
from cas_core.composition import NATIONAL
from cas_core.forms import Form

KARNATAKA = Path(__file__).parents[2] / "plugins/cas_ka/cas_ka"
FORMS = 40
MOST_SECONDS = 0.3


def forty_forms(folder: Path) -> list[Layer]:
    """Return a layer 0 with 40 forms of 60 fields, and two layers above it that each touch every form."""
    fields = "".join(f'  {{ id = "f{n}", type = "text", label = "F{n}", max_length = 90 }},\n' for n in range(60))
    for layer in ("national", "two", "three"):
        (folder / layer / "forms").mkdir(parents=True)
        requires = "[]" if layer == "national" else '["national"]'
        (folder / layer / "layer.toml").write_text(f'id = "{layer}"\nversion = "1"\nrequires_layers = {requires}\n')
        for n in range(FORMS):
            own = f'[form]\nid = "g{n}"\ntitle = "G"\n[[section]]\nid = "s"\nlabel = "S"\nfields = [\n{fields}]\n'
            over = f'extends = "g{n}"\nadd = [{{ id = "a", type = "text", label = "A", after = "f{len(layer)}" }}]\n'
            (folder / layer / f"forms/g{n}.toml").write_text(own if layer == "national" else over)
    return [Layer.from_folder(folder / layer) for layer in ("national", "two", "three")]


def texts(*folders: Path) -> list[tuple[str, str]]:
    """Return kind and text of each file that states something, but catalogues."""
    files = (path for folder in folders for path in sorted(folder.rglob("*")) if path.suffix in {".toml", ".csv"})
    return [(path.suffix, path.read_text("utf-8")) for path in files]


def parsed(files: list[tuple[str, str]]) -> None:
    """Parse texts, and keep nothing."""
    for kind, text in files:
        if kind == ".toml":
            tomllib.loads(text)
        else:
            list(csv.DictReader(text.splitlines()))


def ratios() -> list[Ratio]:
    """Return the times of composing over their limit and their peer."""
    with tempfile.TemporaryDirectory() as folder:
        invented = forty_forms(Path(folder))
    real, files = [Layer.from_folder(NATIONAL), Layer.from_folder(KARNATAKA)], texts(NATIONAL, KARNATAKA)
    forms = len(compose(real).all(Form))
    works = {"invented": lambda: compose(invented), "real": lambda: compose(real), "parsing": lambda: parsed(files)}
    before = gc.get_threshold()
    gc.set_threshold(GARBAGE)
    taken = medians(works, rounds=9, clock=time.process_time)
    gc.set_threshold(*before)
    return [
        Ratio("composing 40 forms and 3 layers, seconds over 0.3", taken["invented"] / MOST_SECONDS, 1.0),
        Ratio(f"composing Karnataka, {forms} forms, over parsing its files", taken["real"] / taken["parsing"], 6.0),
    ]
