"""Citizen services."""

from cas_core.services.definition import Rate, Service

__all__ = ["Rate", "Service"]
