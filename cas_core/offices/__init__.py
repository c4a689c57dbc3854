"""Types of office, offices over time, and what must hold of them on every day."""

from cas_core.offices.definition import BEGINNING, Office, OfficeType

__all__ = ["BEGINNING", "Office", "OfficeType"]
