"""A line of an office from what was typed, with each fault said of the part that it is in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import ValidationError

from cas_core.messages.mark import mark as _
from cas_core.offices import Office
from cas_core.problems import Problem, Sentence

PARTS: Mapping[str, str] = {
    "id": _("Id of the office"),
    "code": _("Code in numbers"),
    "name": _("Name"),
    "local_name": _("Name in the state's language"),
    "type": _("Type"),
    "parent": _("Office above it"),
    "district": _("Code of the district"),
    "unit": _("Code within the district"),
}
"""What the parts of an office are called where they are typed."""

_FORMS = {
    "id": Sentence("Begin with a small letter; then small letters, digits and _"),
    "code": Sentence("Write 1 to 16 digits and capital letters"),
    "name": Sentence("Write at most 400 letters"),
}


def office_line(values: Mapping[str, Any], problems: list[Problem]) -> Office | None:
    """Return a line of an office, or None after noting everything that is wrong with its values."""
    try:
        return Office.model_validate(dict(values))
    except ValidationError as error:
        problems += _faults(error)
    return None


def _faults(error: ValidationError) -> Iterator[Problem]:
    for fault in error.errors(include_url=False, include_input=False):
        part = str(fault["loc"][0])
        said = {"part": PARTS.get(part, part)}
        if fault["type"] == "extra_forbidden":
            known = Sentence("Leave it out; known are: {parts}", parts=list(PARTS.values()))
            yield Problem("unknown-key", Sentence("'{part}' is no part of an office", **said), known, field=part)
        elif fault["type"] in {"missing", "string_too_short"}:
            what = Sentence("'{part}' is not filled in", **said)
            yield Problem("missing-key", what, Sentence("Fill it in"), field=part)
        else:
            what = Sentence("'{part}' has not the wanted form", **said)
            yield Problem("bad-value", what, _FORMS.get(part, Sentence("Correct it")), field=part)
