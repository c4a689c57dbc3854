"""Roles and what they permit."""

from cas_core.access.definition import Permission, Role

__all__ = ["Permission", "Role"]
