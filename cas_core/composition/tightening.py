"""What 'tighter' means, part by part: the one table that a law officer can read.

A part that stands not here can't be changed at all. A rule returns None when it lets the change pass, or the reason why
it does not; ``node`` holds the parts of the member as they were.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple

from cas_core.forms.definition import Privacy
from cas_core.workflows.limit import Limit

Parts = Mapping[str, Any]
Check = Callable[[Any, Any, Parts], str | None]


class Rule(NamedTuple):
    """How one part may change.

    Attributes:
        check: Returns the reason why a change is refused.
        merge: How a new value joins the old one; None where it takes its place.
        cosmetic: Whether the change is one of words or order only, and needs no order to rest on.
    """

    check: Check
    merge: Callable[[Any, Any], Any] | None = None
    cosmetic: bool = False


def _any(_old: Any, _new: Any, _node: Parts) -> str | None:
    return None


def _may_turn_on(old: Any, new: Any, _node: Parts) -> str | None:
    return "it may be turned on, never off" if old and not new else None


def _may_grow(old: Any, new: Any, _node: Parts) -> str | None:
    return _compare(old, new, lambda before, after: after >= before, "it may grow, never shrink")


def _may_shrink(old: Any, new: Any, _node: Parts) -> str | None:
    return _compare(old, new, lambda before, after: after <= before, "it may shrink, never grow")


def _compare(old: Any, new: Any, holds: Callable[[Any, Any], bool], reason: str) -> str | None:
    if new is None:
        return "a bound may not be taken away" if old is not None else None
    if old is None:
        return None
    if "today" in {old, new}:
        return "the day of entry as a bound is exchanged for no other"  # which of two is tighter changes with the days
    return None if holds(*_comparable(old, new)) else reason


def _comparable(old: Any, new: Any) -> tuple[Any, Any]:
    try:
        before, after = Decimal(str(old)), Decimal(str(new))
    except InvalidOperation:
        return str(old), str(new)
    return (str(old), str(new)) if before.is_nan() or after.is_nan() else (before, after)


def _may_rise(old: Any, new: Any, _node: Parts) -> str | None:
    before, after = Privacy(old or Privacy.RESTRICTED), Privacy(new)
    return None if after.strictness >= before.strictness else f"privacy may rise above '{before}', never fall below it"


def _may_hide(_old: Any, new: Any, node: Parts) -> str | None:
    if not new:
        return "a hidden field may not be shown again by another layer"
    if node.get("locked") or node.get("required") or node.get("required_if"):
        return "a field that is locked, required or required on a condition may not be hidden"
    return None


def _may_narrow(old: Any, new: Any, _node: Parts) -> str | None:
    """Pass what says again what was said before, and more: the new value takes the place of the old one as a whole."""
    before, after = old or {}, new or {}
    if before.get("only") and not (after.get("only") and set(after["only"]) <= set(before["only"])):
        return "it offers codes that were not offered"
    if not set(before.get("without") or ()) <= set(after.get("without") or ()):
        return "it offers codes again that were left out"
    return None


def _subset(old: Any, new: Any, _node: Parts) -> str | None:
    more = sorted(set(new) - set(old or ()))
    return f"it adds {', '.join(more)}" if more else ("nothing is left" if old and not new else None)


def _may_close(old: Any, new: Any, _node: Parts) -> str | None:
    more = sorted(set(new) - set(old or ()))
    return f"it lets {', '.join(more)} hold values" if more else None


def _superset(old: Any, new: Any, _node: Parts) -> str | None:
    less = sorted(set(old or ()) - set(new))
    return f"it drops {', '.join(less)}" if less else None


def _may_shorten(old: Any, new: Any, _node: Parts) -> str | None:
    return None if Limit.parse(new).within(Limit.parse(old)) else f"a clock may get shorter than {old}, never longer"


def _may_retire(old: Any, new: Any, _node: Parts) -> str | None:
    return "a retired code may not be opened again" if old and (not new or new > old) else None


def _may_be_set(old: Any, _new: Any, _node: Parts) -> str | None:
    return f"it is '{old}' already" if old else None


def _stays_public(_old: Any, new: Any, _node: Parts) -> str | None:
    return None if new else "a public service stays open"


def _only_own(_old: Any, _new: Any, _node: Parts) -> str | None:
    return "conditions may stand on a layer's own fields only"


def _union(old: Any, new: Any) -> Any:
    return sorted({*(old or ()), *(new or ())})


_WORDS = Rule(_any, cosmetic=True)
_FREE = Rule(_any)
_SCOPES = ("state", "below", "office", "own")


def _narrower_scope(old: Any, new: Any, _node: Parts) -> str | None:
    return (
        None
        if _SCOPES.index(new) >= _SCOPES.index(old or "office")
        else f"the reach may not grow beyond '{old or 'office'}'"
    )


def _sees_less(old: Any, new: Any, _node: Parts) -> str | None:
    before, after = old or {}, new or {}
    more = [book for book in sorted({"*", *before, *after}) if _class(after, book) > _class(before, book)]
    return f"it sees more of {', '.join(more)}" if more else None


def _class(sees: Mapping[str, str], register: str) -> int:
    return Privacy(sees.get(register, sees.get("*", Privacy.SEALED))).strictness


TABLE: Mapping[tuple[str, str], Mapping[str, Rule]] = {
    ("form", ""): {"title": _WORDS},
    ("form", "sections"): {"label": _WORDS, "context": _WORDS},
    ("form", "rules"): {"message": _WORDS},
    ("form", "fields"): {
        "label": _WORDS,
        "context": _WORDS,
        "help": _WORDS,
        "section": _WORDS,
        "default": _WORDS,
        "required": Rule(_may_turn_on),
        "locked": Rule(_may_turn_on),
        "hidden": Rule(_may_hide),
        "privacy": Rule(_may_rise),
        "min_items": Rule(_may_grow),
        "max_items": Rule(_may_shrink),
        "min_length": Rule(_may_grow),
        "max_length": Rule(_may_shrink),
        "min": Rule(_may_grow),
        "max": Rule(_may_shrink),
        "pattern": Rule(_any, merge=_union),
        "offers": Rule(_may_narrow),
        "required_if": Rule(_only_own),
        "visible_if": Rule(_only_own),
    },
    ("entity", ""): {"title": _WORDS},
    ("codelist", ""): {
        "held_by": Rule(_may_close),
        "roll_up": Rule(_may_turn_on),
        "max_length": Rule(_may_shrink),
    },
    ("codelist", "codes"): {"label": _WORDS, "context": _WORDS, "valid_to": Rule(_may_retire)},
    ("scheme", ""): dict.fromkeys(("number", "beside", "also", "reset", "day_begins", "series", "starts"), _FREE)
    | {"scope": Rule(_superset)},
    ("workflow", ""): {"title": _WORDS},
    ("workflow", "states"): {"label": _WORDS, "context": _WORDS},
    ("workflow", "transitions"): {
        "label": _WORDS,
        "context": _WORDS,
        "sources": _FREE,  # checked as a whole: the folded workflow takes national paths only
        "target": _FREE,
        "roles": Rule(_subset),
        "agree": Rule(_superset),
        "duty": Rule(_may_be_set),
        "apart_from": Rule(_superset),
        "min_rank": Rule(_may_be_set),
    },
    ("workflow", "duties"): {"label": _WORDS, "roles": Rule(_subset), "min_rank": Rule(_may_be_set)},
    ("workflow", "guards"): {"message": _WORDS},
    ("workflow", "clocks"): {
        "label": _WORDS,
        "limit": Rule(_may_shorten),
        "first_day_counts": Rule(_may_turn_on),
        "starts_on": Rule(_superset),
        "stops_on": Rule(_subset),
        "pauses_on": Rule(_subset),
        "resumes_on": Rule(_superset),
    },
    ("register", ""): {
        "title": _WORDS,
        "follow_ups": Rule(_superset),
        "kept_by": Rule(_superset),
        "basis": _WORDS,
        "party_codes": _FREE,
        "series_field": Rule(_may_be_set),
    },
    ("document", "templates"): {"source": _FREE},  # statutory blocks are checked as a whole
    ("catalogue", "entries"): {"text": _WORDS, "reviewed": _WORDS},
    ("office_type", ""): {"label": _WORDS, "under": _FREE},
    ("role", ""): {
        "label": _WORDS,
        "permits": Rule(_subset),
        "scope": Rule(_narrower_scope),
        "sees": Rule(_sees_less),
        "min_rank": _FREE,
    },  # ranks: checked as a whole
    ("view", ""): {
        "title": _WORDS,
        "fields": Rule(_subset),
        "after": Rule(_subset),
        "until": Rule(_superset),
        "withheld_by": Rule(_superset),
        "unless": Rule(_superset),
        "basis": _WORDS,
    },
    ("service", ""): {
        "title": _WORDS,
        "order": _WORDS,
        "views": Rule(_superset),
        "fee": _FREE,
        "limit": Rule(lambda old, new, node: _may_shorten(old, new, node) if old else None),
        "rates": _FREE,  # never longer than the limit: checked as a whole
        "asks": Rule(_any, merge=_union),  # with the next two it has to make an application that the form takes
        "states": _FREE,
        "stamps": _FREE,
        "takes": Rule(_superset),
        "steps": _FREE,
        "answered": Rule(_superset),
        "clock": Rule(_may_be_set),
        "documents": _FREE,
        "officer": _FREE,
        "appeals": _FREE,
        "appeal_limits": _FREE,
        "open": Rule(_stays_public),
        "basis": _WORDS,
    },
}


def rule_for(kind: str, collection: str, part: str) -> Rule | None:
    """Return how a part may change; None when it is fixed. Fields of entities and of forms follow the same rules."""
    place = ("form", collection) if kind == "entity" and collection in {"fields", "overrides"} else (kind, collection)
    if place == ("form", "overrides"):
        place = ("form", "fields")
    return TABLE.get(place, {}).get(part)
