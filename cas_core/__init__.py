"""Core Application Software: the common base of the police record systems of the states."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from cas_core.version import __version__

if TYPE_CHECKING:
    from cas_core.composition import Build, Composition, Layer, compose, compose_build
    from cas_core.desk import Cas, Desk, Record
    from cas_core.problems import CasError, CompositionError, NotPermitted, Problem, RecordRefused, StoreError

_PUBLIC = {
    **dict.fromkeys(("Build", "Composition", "Layer", "compose", "compose_build"), "cas_core.composition"),
    **dict.fromkeys(("Cas", "Desk", "Record"), "cas_core.desk"),
    **dict.fromkeys(
        ("CasError", "CompositionError", "NotPermitted", "Problem", "RecordRefused", "StoreError"), "cas_core.problems"
    ),
}

__all__ = [
    "Build",
    "Cas",
    "CasError",
    "Composition",
    "CompositionError",
    "Desk",
    "Layer",
    "NotPermitted",
    "Problem",
    "Record",
    "RecordRefused",
    "StoreError",
    "__version__",
    "compose",
    "compose_build",
]


def __getattr__(name: str) -> Any:
    """Import a public name when it is asked for, so that ``cas --help`` loads nothing it does not show."""
    if name not in _PUBLIC:
        raise AttributeError(f"module 'cas_core' has no attribute '{name}'")
    return getattr(import_module(_PUBLIC[name]), name)
