"""Code lists: the words that stand in coded fields."""

from cas_core.codelists.definition import CodeList, Entry
from cas_core.codelists.local import Held, with_held, without_held
from cas_core.codelists.lookup import current, offered

__all__ = ["CodeList", "Entry", "Held", "current", "offered", "with_held", "without_held"]
