"""Composing a large build, as seconds over what a vendor should wait at most.

40 forms of 60 fields in the first layer, and two layers that each touch every form. Reading the files is not
counted; the seconds are of the processor.
"""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

from measure import Ratio, medians

from cas_core import Layer, compose
from cas_core.composition import NATIONAL

MOST_SECONDS = 0.3


def forty_forms(folder: Path) -> list[Layer]:
    """Return the national layer with 40 forms of 60 fields below two layers that each touch every form."""
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


def ratios() -> list[Ratio]:
    """Return the time of composing over its limit."""
    with tempfile.TemporaryDirectory() as folder:
        layers = forty_forms(Path(folder))
    taken = medians({"composing": lambda: compose(layers)}, rounds=7, clock=time.process_time)
    return [Ratio("composing 40 forms and 3 layers, seconds over 0.3", taken["composing"] / MOST_SECONDS, 1.0)]
