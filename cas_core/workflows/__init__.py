"""Workflows, their roles and their clocks."""

from cas_core.workflows.definition import Clock, State, Transition, Workflow

__all__ = ["Clock", "State", "Transition", "Workflow"]
