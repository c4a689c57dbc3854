"""The desk: what an officer does with records."""

from cas_core.desk.cas import Cas
from cas_core.desk.desk import Desk
from cas_core.desk.record import Record, Submitted

__all__ = ["Cas", "Desk", "Record", "Submitted"]
