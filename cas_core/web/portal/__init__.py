"""The citizen portal: nine services, from start to result."""

from cas_core.web.portal.router import router

__all__ = ["router"]
