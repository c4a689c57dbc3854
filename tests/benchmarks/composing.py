"""Composing a build, as seconds over what a vendor should wait at most: 0.3 for 40 forms and three layers.

Twice: an invented layer 0 of 40 forms of 60 fields under two layers that each touch every form, and the build of
Karnataka as it is, whose limit grows with its forms. Reading the files is not counted; the seconds are of the processor.
"""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

from measure import Ratio, medians

from cas_core import Layer, compose
from cas_core.composition import NATIONAL
from cas_core.forms import Form

ROOT = Path(__file__).parents[2]
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


def ratios() -> list[Ratio]:
    """Return the times of composing over their limits."""
    with tempfile.TemporaryDirectory() as folder:
        invented = forty_forms(Path(folder))
    real = [Layer.from_folder(NATIONAL), Layer.from_folder(ROOT / "plugins/cas_ka/cas_ka")]
    forms = len(compose(real).all(Form))
    works = {"invented": lambda: compose(invented), "real": lambda: compose(real)}
    taken = medians(works, rounds=7, clock=time.process_time)
    limit = MOST_SECONDS * forms / FORMS
    return [
        Ratio("composing 40 forms and 3 layers, seconds over 0.3", taken["invented"] / MOST_SECONDS, 1.0),
        Ratio(f"composing Karnataka, {forms} forms, seconds over {limit:.2f}", taken["real"] / limit, 1.0),
    ]
