"""How far the keys of names bring together what is one name, and keep apart what is not: a measurement, no target.

The pairs are spellings of one name in Roman letters (`same`), spellings in one Indian script that are written alike in
Roman letters, and names that are related but not the same. Recall is the share of the pairs of one name whose keys are
equal; precision the share of one-name pairs among all labelled pairs whose keys are equal. There are few labelled pairs
of different names, and they were picked because they are close: precision here is far below what chance pairs would give.

The file `name_variant_pairs.csv` is looked for where `$CAS_NAMES` says, or beside the checkout; without it nothing is
measured, and that is said.
"""

from __future__ import annotations

import csv
import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from measure import Ratio

from cas_core.store.keys import bones, name_keys

FILE = "name_variant_pairs.csv"
BESIDE = Path(__file__).parents[3] / "shared/data/names"
ONE_NAME = frozenset({"same", "same_latin_spelling"})
OTHER_NAME = frozenset({"related_not_same"})

Pair = Mapping[str, str]


def pairs() -> list[Pair]:
    """Return the labelled pairs; none where the file is not there."""
    place = Path(os.environ.get("CAS_NAMES", BESIDE))
    path = place / FILE if place.is_dir() else place
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["label"] in ONE_NAME | OTHER_NAME]


def consonants(name: str) -> str:
    """Return the consonants of each word of a name's key."""
    return " ".join(sorted(map(bones, name_keys(name).split())))


KEYS: Mapping[str, Callable[[str], str]] = {"sound": name_keys, "bones": consonants}


def measured(name: str, found: list[Pair]) -> list[Ratio]:
    """Return precision of a key, and recall in Roman letters and in Indian scripts."""
    key = KEYS[name]
    equal = [pair for pair in found if key(pair["variant_a"]) == key(pair["variant_b"])]
    right = [pair for pair in equal if pair["label"] in ONE_NAME]
    rows = [Ratio(f"names, {name} equal: precision of {len(equal)} pairs", len(right) / len(equal), None)]
    for kind, words in (("latin_spellings", "Roman letters"), ("native_spellings", "an Indian script")):
        wanted = [pair for pair in found if pair["kind"] == kind and pair["label"] in ONE_NAME]
        met = sum(pair["kind"] == kind for pair in right)
        rows.append(Ratio(f"names, {name} equal: recall of {len(wanted)} in {words}", met / len(wanted), None))
    return rows


def ratios() -> list[Ratio]:
    """Return precision and recall of each key; they have no bound."""
    found = pairs()
    if not found:
        said = f"SKIPPED: names are not measured, there is no {FILE}; set CAS_NAMES to its folder"
        print(said, file=sys.stderr, flush=True)  # noqa: T201
        return []
    return [row for name in KEYS for row in measured(name, found)]
