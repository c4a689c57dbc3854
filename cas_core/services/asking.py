"""What a citizen is asked of a form: the allow-listed part of it, and what the portal adds to the answers."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from cas_core.forms.tree import Branch
from cas_core.services.definition import Service
from cas_core.sources import INDIA


def asked(branches: tuple[Branch, ...], service: Service) -> tuple[Branch, ...]:
    """Return the fields that a service asks, a group with those of its fields that are asked, in the form's order."""
    return tuple(_cut(branches, frozenset(service.asks)))


def completed(data: Mapping[str, Any], service: Service, areas: Collection[str], now: datetime) -> dict[str, Any]:
    """Return an application with what the portal states itself.

    Args:
        areas: Types of the office that receives it and of those above it; fees may differ by them.
        now: Moment of receipt, with a zone.
    """
    whole = {key: dict(value) if isinstance(value, Mapping) else value for key, value in data.items()}
    fee = Decimal(service.rate(str(data.get(service.kind, "")), areas).fee) > 0
    stamps = {"now": now.isoformat(timespec="seconds"), "today": now.astimezone(INDIA).date().isoformat(), "fee": fee}
    for path, value in (*service.states.items(), *((path, stamps[name]) for path, name in service.stamps.items())):
        *above, last = path.split(".")
        holder = whole
        for step in above:
            holder = holder.setdefault(step, {})
        holder[last] = value
    return whole


def unasked(branches: tuple[Branch, ...], service: Service) -> Iterator[str]:
    """Yield the paths that a form may need and that neither citizen nor portal fills in."""
    filled = {*service.asks, *service.states, *service.stamps}
    for branch in branches:
        field = branch.field
        if field.hidden:
            continue
        if branch.path in filled:
            yield from unasked(branch.children, service)
        elif (field.required or field.required_if) and field.default is None:
            yield branch.path


def _cut(branches: tuple[Branch, ...], paths: frozenset[str]) -> Iterator[Branch]:
    for branch in branches:
        if branch.path in paths and not branch.field.hidden:
            yield replace(branch, children=tuple(_cut(branch.children, paths))) if branch.children else branch
