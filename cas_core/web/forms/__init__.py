"""Forms in a browser: described once from the composition, filled for a request, read back to plain values."""

from cas_core.web.forms.describing import Ask, Choice, Offer, Sheet, describe
from cas_core.web.forms.filling import Node, fill
from cas_core.web.forms.reading import Sent, read
from cas_core.web.forms.rows import changed_rows

__all__ = ["Ask", "Choice", "Node", "Offer", "Sent", "Sheet", "changed_rows", "describe", "fill", "read"]
