"""Citizen services."""

from cas_core.services.definition import Service

__all__ = ["Service"]
