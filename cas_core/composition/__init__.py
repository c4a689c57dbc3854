"""Composition: layers folded into one set of definitions."""

from cas_core.composition.build import Build, compose_build
from cas_core.composition.composing import Settlement, compose
from cas_core.composition.composition import Composition
from cas_core.composition.diff import Difference, diff
from cas_core.composition.layer import NATIONAL, Layer
from cas_core.composition.project import project

__all__ = [
    "NATIONAL",
    "Build",
    "Composition",
    "Difference",
    "Layer",
    "Settlement",
    "compose",
    "compose_build",
    "diff",
    "project",
]
