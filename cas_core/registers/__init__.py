"""Registers."""

from cas_core.registers.definition import Register

__all__ = ["Register"]
