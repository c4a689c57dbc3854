"""The API of any build: what the desk does, for programs that carry a token."""

from cas_core.web.api.app import application
from cas_core.web.api.records import PREFIX

__all__ = ["PREFIX", "application"]
