"""Checking a submission: the composed FIR over four peers that accept and refuse the same.

Each ratio is our seconds for one good FIR of about 60 fields over the peer's, so below 1 we are the faster. Ours is the
whole of `CompiledForm.check`: normal form of texts, types, code lists, conditions and rules, and the table as it is
stored. The peers: nested pydantic models written by hand (what a state would write if it had no layers; what composing
may cost at most stands as its bound), jsonschema on the exported schema, marshmallow, and Django forms. They share
checks of single numbers and, but for pydantic, the conditions between fields, all written by hand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from measure import Ratio, medians
from peers import django_fir, jsonschema_fir, marshmallow_fir
from peers.cases import first_case, good, spoiled
from peers.pydantic_fir import Fir
from pydantic import ValidationError

from cas_core import Layer, compose
from cas_core.composition import NATIONAL
from cas_core.testing import NOW

BOUNDS = {"pydantic by hand": 1.15, "jsonschema": 0.5, "marshmallow": 0.5, "django forms": 0.5}

Accepts = Callable[[Any], bool]


def by_hand(data: Any) -> bool:
    """Tell whether the models written by hand accept an FIR."""
    try:
        Fir.model_validate(data)
    except ValidationError:
        return False
    return True


def disagreements(checkers: dict[str, Accepts]) -> Iterator[str]:
    """Yield where a peer accepts what it should refuse, or the other way round."""
    for name, accepts in checkers.items():
        yield from (f"{name} refuses the good FIR {n}" for n, data in enumerate(good()) if not accepts(data))
        yield from (f"{name} accepts {what}" for what, data in spoiled() if accepts(data))


def ratios() -> list[Ratio]:
    """Return our time over each peer's.

    Raises:
        SystemExit: The peers do not agree on what is acceptable.
    """
    composition = compose([Layer.from_folder(NATIONAL)])
    form = composition.form("fir")
    checkers: dict[str, Accepts] = {
        "ours": lambda data: not form.check(data, NOW)[1],
        "pydantic by hand": by_hand,
        "jsonschema": jsonschema_fir.checker(composition),
        "marshmallow": marshmallow_fir.checker(composition),
        "django forms": django_fir.checker(composition),
    }
    faults = list(disagreements(checkers))
    if faults:
        raise SystemExit("\n".join(faults))
    data = first_case()
    close = {name: (lambda accepts=checkers[name]: accepts(data)) for name in ("ours", "pydantic by hand")}
    wide = {name: (lambda accepts=accepts: accepts(data)) for name, accepts in checkers.items() if name not in close}
    taken = medians(close, times=10, rounds=201)
    others = medians({"ours": close["ours"], **wide}, times=5)
    rows = [("pydantic by hand", taken["ours"] / taken["pydantic by hand"])]
    rows += [(name, others["ours"] / others[name]) for name in wide]
    return [Ratio(f"checking an FIR over {name}", value, BOUNDS[name]) for name, value in rows]
