"""What an officer reads when an entry is refused: one sentence for each kind of fault, to be translated."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from cas_core.messages.mark import mark as _
from cas_core.problems import Problem, shortened

Translate = Callable[[str], str]
_OF_NO_FIELD = frozenset({"extra_forbidden", "invalid_key"})


MENDS: Mapping[str, Problem] = {
    "string_type": Problem("not-text", _("'{label}' is no text"), _("Write it as text, in quotation marks")),
    "int_type": Problem(
        "not-whole-number", _("'{label}' is no whole number"), _("Write its digits, without quotation marks")
    ),
    "bool_type": Problem("not-yes-or-no", _("'{label}' is neither yes nor no"), _("Write true or false")),
    "list_type": Problem("not-list", _("'{label}' is no list"), _("Write its entries in square brackets")),
    "dict_type": Problem("not-table", _("'{label}' is no group of fields"), _("Write its fields in braces")),
    "missing": Problem("missing", _("'{label}' is not filled in"), _("Fill it in")),
    "extra_forbidden": Problem("extra-forbidden", _("'{label}' is no field of this form"), _("Leave it out")),
    "invalid_key": Problem("extra-forbidden", _("'{label}' is no field of this form"), _("Leave it out")),
    "string_too_short": Problem(
        "string-too-short", _("'{label}' is too short"), _("Write at least {min_length} characters")
    ),
    "string_too_long": Problem(
        "string-too-long", _("'{label}' is too long"), _("Write at most {max_length} characters")
    ),
    "string_pattern_mismatch": Problem(
        "string-pattern-mismatch", _("'{label}' has not the wanted form"), _("Write it as the help of the field says")
    ),
    "too_short": Problem("too-short", _("'{label}' has too few entries"), _("Enter at least {min_length}")),
    "too_long": Problem("too-long", _("'{label}' has too many entries"), _("Enter at most {max_length}")),
    "too_small": Problem("too-small", _("'{label}' is too small"), _("Enter {bound} or more")),
    "too_large": Problem("too-large", _("'{label}' is too large"), _("Enter {bound} or less")),
    "greater_than_equal": Problem("greater-than-equal", _("'{label}' is too small"), _("Enter {ge} or more")),
    "less_than_equal": Problem("less-than-equal", _("'{label}' is too large"), _("Enter {le} or less")),
    "not_offered": Problem(
        "not-offered", _("'{label}' is not one of the values offered"), _("Choose a value from the list")
    ),
    "unknown_section": Problem(
        "unknown-section",
        _("'{label}' names a section that is not known"),
        _("Choose the act and section from the list"),
    ),
    "roman_missing": Problem(
        "roman-missing", _("'{label}' is not given in Roman letters"), _("Write the name in Roman letters as well")
    ),
    "span_reversed": Problem("span-reversed", _("'{label}' ends before it begins"), _("Exchange the two dates")),
    "control_character": Problem(
        "control-character", _("'{label}' holds a character that can't be printed"), _("Type it again")
    ),
    "string_unicode": Problem(
        "control-character", _("'{label}' holds a character that can't be printed"), _("Type it again")
    ),
    "not_decimal": Problem("not-decimal", _("'{label}' is no number of the wanted form"), _("Write it as 1234.50")),
    "not_date": Problem("not-date", _("'{label}' is no date"), _("Write it as 2024-06-30")),
    "not_time": Problem("not-time", _("'{label}' is no time of day"), _("Write it as 14:30")),
    "not_moment": Problem("not-moment", _("'{label}' is no date and time"), _("Write it as 2024-06-30T14:30+05:30")),
    "condition": Problem("condition", _("'{label}' is needed here"), _("Fill it in")),
    "not_applicable": Problem("not-applicable", _("'{label}' does not apply here"), _("Leave it empty")),
}
TOO_DEEP = Problem("too-deep", _("the form is nested too deep"), _("Nest it as the schema of the form does"))
_OTHER = Problem("not-acceptable", _("'{label}' is not acceptable"), _("Correct it"))


def field_problem(kind: str, label: str, path: str, values: Mapping[str, Any], translate: Translate) -> Problem:
    """Return the problem of one field. It shows the label and the bound, never what was entered."""
    told = MENDS.get(kind, _OTHER)
    numbers = {key: value for key, value in values.items() if isinstance(value, int | str)}
    filled = {"label": translate(label), **numbers}
    what, mend = (_fill(translate(text), filled) for text in (told.what, told.mend))
    return Problem(told.code, what, mend, None, path)


def problems_of(
    faults: Iterable[Mapping[str, Any]], label_of: Callable[[tuple[str | int, ...]], str], translate: Translate
) -> list[Problem]:
    """Return pydantic's line errors as problems, one for each field."""
    found: dict[str, Problem] = {}
    for fault in faults:
        location = tuple(step for step in fault["loc"] if not _branch_of_union(step))
        path = ".".join(str(step) for step in location)
        values = fault.get("ctx") or {}
        label = label_of(location) if fault["type"] not in _OF_NO_FIELD else shortened(str(location[-1]))
        found.setdefault(path, field_problem(fault["type"], label, shortened(path), values, translate))
    return list(found.values())


def _branch_of_union(step: str | int) -> bool:
    return isinstance(step, str) and ("[" in step or step in {"str", "int"} or "-" in step)


def _fill(text: str, values: Mapping[str, Any]) -> str:
    try:
        return text.format(**values)
    except (KeyError, IndexError, ValueError):
        return text
