"""The station desk: what officers work with."""

from cas_core.web.desk.router import router

__all__ = ["router"]
