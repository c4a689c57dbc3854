"""Publication: who may see what of a record. What no view lists, nobody outside the police sees."""

from cas_core.publication.definition import Audience, View

__all__ = ["Audience", "View"]
