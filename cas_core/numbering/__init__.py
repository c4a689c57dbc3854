"""Numbers of records: which record a number means, how it prints, and how it is read."""

from cas_core.numbering.allocate import counter_key, first_serial
from cas_core.numbering.check import check, check_offices
from cas_core.numbering.compile import Numbering
from cas_core.numbering.definition import Scheme, Series
from cas_core.numbering.identity import GREATEST_SERIAL, Book, Identity, PartialIdentity, identity_problems
from cas_core.numbering.national import national, parse_national
from cas_core.numbering.office import OfficeCode
from cas_core.numbering.pattern import Pattern, Text, Token, parse_pattern
from cas_core.numbering.period import Reset, period_of

__all__ = [
    "GREATEST_SERIAL",
    "Book",
    "Identity",
    "Numbering",
    "OfficeCode",
    "PartialIdentity",
    "Pattern",
    "Reset",
    "Scheme",
    "Series",
    "Text",
    "Token",
    "check",
    "check_offices",
    "counter_key",
    "first_serial",
    "identity_problems",
    "national",
    "parse_national",
    "parse_pattern",
    "period_of",
]
