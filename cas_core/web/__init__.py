"""Portal and desk in a browser, and the API: drawn from the composition, for any build."""

from cas_core.web.app import application
from cas_core.web.settings import Settings

__all__ = ["Settings", "application"]
