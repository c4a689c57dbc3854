"""Types of office and offices."""

from cas_core.offices.definition import Office, OfficeType

__all__ = ["Office", "OfficeType"]
