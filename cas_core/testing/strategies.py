"""Generated submissions: every form of any composition, filled in as an officer could."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from hypothesis import strategies as st

from cas_core.codelists import CodeList
from cas_core.composition import Composition
from cas_core.forms import Field
from cas_core.forms.schema import always_required, offered_codes
from cas_core.forms.tree import Branch
from cas_core.forms.values import put, visible

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)

_LETTERS = "abcdefgh ABC ಕನ್ನಡ हिन्दी বাংলা"
_FIXED: Mapping[str, tuple[Any, ...]] = {
    "date": ("2024-06-30", "2020-02-29"),
    "partial_date": ("1984", "1984-06", "1984-06-15"),
    "time": ("09:30", "23:59"),
    "datetime": ("2026-11-20T10:00+05:30", "2024-06-30T23:59+05:30"),
    "span": ({"from": "2024-06-30T22:00+05:30", "to": "2024-07-01T05:00+05:30"}, {"from": "2024"}),
    "phone": ("9845012345", "+919845012345"),
    "email": ("a@example.in",),
    "aadhaar": ("234123412346",),
    "pan": ("ACUPA7085R",),
    "voter_id": ("WKH1186253",),
    "passport": ("K1234567",),
    "driving_licence": ("KA0120201234567",),
    "vehicle_registration": ("KA01AB1234", "22BH1234AA"),
    "chassis": ("MA3EUA61S00123456",),
    "engine": ("K10BN1234567",),
    "imei": ("490154203237518",),
    "geo": ({"lat": "12.97", "long": "77.59"},),
    "attachment": ({"sha256": "a" * 64, "name": "photo.jpg", "media_type": "image/jpeg"},),
    "record": ("446c5bdf-9228-44bd-bd49-eb346c3071c8",),
    "party": ("A1", "V2"),
    "boolean": (True, False),
}


def submissions(composition: Composition, form: str, base: Mapping[str, Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Return a strategy for submissions of a form that the composition accepts.

    Args:
        composition: Holds the form.
        form: Id of the form.
        base: One submission that is accepted; some of its fields are filled in otherwise, and others are added, so
            that the conditions between fields are met often enough.
    """
    compiled = composition.form(form)
    lists = composition.all(CodeList)
    fields = {branch.field.id: _field(branch, lists) for branch in compiled.branches if not branch.field.hidden}
    chosen = st.lists(st.sampled_from(sorted(fields)), max_size=4, unique=True)
    drawn = chosen.flatmap(lambda names: st.fixed_dictionaries({name: fields[name] for name in names}))
    return drawn.map(lambda flat: _merged(base, flat)).filter(lambda data: not compiled.check(data, NOW)[1])


def _merged(base: Mapping[str, Any], flat: dict[str, Any]) -> dict[str, Any]:
    merged = dict(base)
    for key, value in _nested(flat).items():
        old = merged.get(key)
        merged[key] = (
            {**old, **value} if isinstance(old, dict) and isinstance(value, dict) and "." in "".join(flat) else value
        )
    return merged


def _group(branches: tuple[Branch, ...], lists: Mapping[str, CodeList]) -> st.SearchStrategy[dict[str, Any]]:
    needed: dict[str, st.SearchStrategy[Any]] = {}
    optional: dict[str, st.SearchStrategy[Any]] = {}
    for branch in branches:
        if not branch.field.hidden:
            (needed if always_required(branch.field) else optional)[branch.field.id] = _field(branch, lists)
    chosen = st.lists(st.sampled_from(sorted(optional)), max_size=4, unique=True) if optional else st.just([])
    return chosen.flatmap(
        lambda names: st.fixed_dictionaries({**needed, **{name: optional[name] for name in names}})
    ).map(_nested)


def _nested(flat: dict[str, Any]) -> dict[str, Any]:
    """Put a layer's own fields below its id."""
    data: dict[str, Any] = {}
    for name, value in flat.items():
        put(data, name, value)
    return data


def _field(branch: Branch, lists: Mapping[str, CodeList]) -> st.SearchStrategy[Any]:
    single = st.deferred(lambda: _group(branch.children, lists)) if branch.children else _value(branch.field, lists)
    if not branch.field.many:
        return single
    least = max(branch.field.min_items or 0, 1)
    return st.lists(single, min_size=least, max_size=min(least + 1, branch.field.max_items or least + 1))


def _value(field: Field, lists: Mapping[str, CodeList]) -> st.SearchStrategy[Any]:
    if field.type == "code":
        return st.sampled_from(sorted(offered_codes(field, lists)))
    if field.type == "statutes":
        rows = {entry.id: entry for entry in lists[field.codes].codes}
        codes = st.sampled_from(sorted(offered_codes(field, lists)))
        return codes.map(
            lambda code: {"act": rows[code].attributes["act"], "section": rows[code].attributes["section"]}
        )
    if field.type in _FIXED:
        return st.sampled_from(_FIXED[field.type])
    return _BOUNDED[field.type](field)


def _text(field: Field) -> st.SearchStrategy[str]:
    if field.pattern:
        return st.from_regex(field.pattern[0], fullmatch=True)
    least, most = field.min_length or 1, min(field.max_length or 40, 40)
    letters = st.text(_LETTERS, min_size=least, max_size=max(least, most))
    return letters.filter(lambda text: visible(text) and len(text.strip()) >= least)


def _name(field: Field) -> st.SearchStrategy[dict[str, str]]:
    return _text(field).map(lambda text: {"text": text, "roman": "Ramesh"})


def _integer(field: Field) -> st.SearchStrategy[int]:
    return st.integers(int(field.min or 0), int(field.max if field.max is not None else 10_000))


def _decimal(field: Field) -> st.SearchStrategy[str]:
    return _integer(field).map(str)


_BOUNDED: Mapping[str, Callable[[Field], st.SearchStrategy[Any]]] = {
    "text": _text,
    "multiline": _text,
    "name": _name,
    "integer": _integer,
    "decimal": _decimal,
    "money": _decimal,
}
