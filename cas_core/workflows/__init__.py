"""Workflows, their roles, duties, guards and clocks."""

from cas_core.workflows.definition import Clock, Duty, Guard, State, Transition, Workflow

__all__ = ["Clock", "Duty", "Guard", "State", "Transition", "Workflow"]
