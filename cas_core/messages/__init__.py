"""The words of the interface."""

from cas_core.messages.definition import Catalogue, Message

__all__ = ["Catalogue", "Message"]
