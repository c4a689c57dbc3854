"""What an officer reads when an entry is refused: one sentence for each kind of fault, to be translated."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from cas_core.messages.mark import mark as _
from cas_core.problems import Problem

Translate = Callable[[str], str]


MENDS: Mapping[str, tuple[str, str]] = {
    "missing": (_("'{label}' is not filled in"), _("Fill it in")),
    "extra_forbidden": (_("'{label}' is no field of this form"), _("Leave it out")),
    "string_too_short": (_("'{label}' is too short"), _("Write at least {min_length} characters")),
    "string_too_long": (_("'{label}' is too long"), _("Write at most {max_length} characters")),
    "string_pattern_mismatch": (_("'{label}' has not the wanted form"), _("Write it as the help of the field says")),
    "too_short": (_("'{label}' has too few entries"), _("Enter at least {min_length}")),
    "too_long": (_("'{label}' has too many entries"), _("Enter at most {max_length}")),
    "too_small": (_("'{label}' is too small"), _("Enter {bound} or more")),
    "too_large": (_("'{label}' is too large"), _("Enter {bound} or less")),
    "greater_than_equal": (_("'{label}' is too small"), _("Enter {ge} or more")),
    "less_than_equal": (_("'{label}' is too large"), _("Enter {le} or less")),
    "not_offered": (_("'{label}' is not one of the values offered"), _("Choose a value from the list")),
    "unknown_section": (
        _("'{label}' names a section that is not known"),
        _("Choose the act and section from the list"),
    ),
    "roman_missing": (_("'{label}' is not given in Roman letters"), _("Write the name in Roman letters as well")),
    "span_reversed": (_("'{label}' ends before it begins"), _("Exchange the two dates")),
    "control_character": (_("'{label}' holds a character that can't be printed"), _("Type it again")),
    "not_decimal": (_("'{label}' is no number of the wanted form"), _("Write it as 1234.50")),
    "not_date": (_("'{label}' is no date"), _("Write it as 2024-06-30")),
    "not_time": (_("'{label}' is no time of day"), _("Write it as 14:30")),
    "not_moment": (_("'{label}' is no date and time"), _("Write it as 2024-06-30T14:30+05:30")),
    "condition": (_("'{label}' is needed here"), _("Fill it in")),
    "not_applicable": (_("'{label}' does not apply here"), _("Leave it empty")),
}
_OTHER = (_("'{label}' is not acceptable"), _("Correct it"))


def problem(kind: str, label: str, path: str, values: Mapping[str, Any], translate: Translate) -> Problem:
    """Return the problem of one field. It shows the label and the bound, never what was entered."""
    what, mend = MENDS.get(kind, _OTHER)
    numbers = {key: value for key, value in values.items() if isinstance(value, int | str)}
    filled = {"label": translate(label), **numbers}
    code = kind.replace("_", "-")
    return Problem(code, _fill(translate(what), filled), _fill(translate(mend), filled), None, path)


def problems_of(
    faults: Iterable[Mapping[str, Any]], label_of: Callable[[tuple[str | int, ...]], str], translate: Translate
) -> list[Problem]:
    """Return pydantic's line errors as problems, one for each field."""
    found: dict[str, Problem] = {}
    for fault in faults:
        location = tuple(step for step in fault["loc"] if not _branch_of_union(step))
        path = ".".join(str(step) for step in location)
        values = fault.get("ctx") or {}
        label = str(location[-1]) if fault["type"] == "extra_forbidden" else label_of(location)
        found.setdefault(path, problem(fault["type"], label, path, values, translate))
    return list(found.values())


def _branch_of_union(step: str | int) -> bool:
    return isinstance(step, str) and ("[" in step or step in {"str", "int"} or "-" in step)


def _fill(text: str, values: Mapping[str, Any]) -> str:
    try:
        return text.format(**values)
    except (KeyError, IndexError, ValueError):
        return text
