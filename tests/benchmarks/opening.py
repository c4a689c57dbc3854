"""Opening a composed build, as seconds over what a command or a web worker should wait at most at its start."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

from measure import Ratio, medians

from cas_core import compose_build
from cas_core.composition.saved import load_build, save_build

MOST_SECONDS = 0.06
STATE = Path(__file__).parents[2] / "states/ka"


def ratios() -> list[Ratio]:
    """Return the time of opening over its limit, imports not counted."""
    with tempfile.TemporaryDirectory() as folder:
        save_build(compose_build(STATE), Path(folder))
        taken = medians({"opening": lambda: load_build(Path(folder))}, clock=time.process_time)
    return [Ratio("opening a composed build, seconds over 0.06", taken["opening"] / MOST_SECONDS, 1.0)]
