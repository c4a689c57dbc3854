"""The law: what sections are, what follows from them, and how they are written."""

from cas_core.law.catalogue import Act, Catalogue, Section
from cas_core.law.facts import facts
from cas_core.law.printing import cited, printed
from cas_core.law.reading import Reading, parse
from cas_core.law.regime import first_day, header, procedure, unfit

__all__ = [
    "Act",
    "Catalogue",
    "Reading",
    "Section",
    "cited",
    "facts",
    "first_day",
    "header",
    "parse",
    "printed",
    "procedure",
    "unfit",
]
