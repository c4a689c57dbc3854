"""What a layer may say of workflows: ``workflows/*.toml``."""

from __future__ import annotations

from cas_core.problems import Problem
from cas_core.sources import Document, Shape, Statement, read_elements
from cas_core.workflows.definition import Clock, Duty, Guard, State, Transition, Workflow

SHAPE = Shape(
    "workflow",
    Workflow,
    {
        "state": ("states", State),
        "transition": ("transitions", Transition),
        "duty": ("duties", Duty),
        "guard": ("guards", Guard),
        "clock": ("clocks", Clock),
    },
)


def read(document: Document, problems: list[Problem]) -> list[Statement]:
    """Return what one workflow file says."""
    return read_elements(document, SHAPE, problems)
