"""Registers."""

from cas_core.registers.definition import HandedOver, Register

__all__ = ["HandedOver", "Register"]
