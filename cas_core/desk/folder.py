"""A record as it is laid before an officer: with its history, its parties, and what may be done next."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from cas_core.access import Role
from cas_core.desk.actor import Actor
from cas_core.desk.casefile import CaseFile
from cas_core.desk.ceiling import seen_links
from cas_core.desk.possible import Possible, possible
from cas_core.desk.publishing import sensitive
from cas_core.desk.record import Record
from cas_core.forms import Entity
from cas_core.forms.tree import Branch
from cas_core.forms.values import gathered
from cas_core.sources import today
from cas_core.store import officers, public, records


class Happened(NamedTuple):
    """One event of the journal.

    Attributes:
        actor: Name of who acted.
        detail: Facts without personal data.
    """

    at: datetime
    office: str
    actor: str
    verb: str
    detail: Mapping[str, Any]


class Folder(NamedTuple):
    """What an officer sees of a record.

    Attributes:
        possible: What he may do next.
        sensitive: On what grounds the case is sensitive; empty where it is not.
        law: Facts of its offences.
        history: Its events, oldest first.
        linked: Records that refer to it or that it refers to: register, id, number.
        parties: Name of each party, by code.
        names: Name of each officer who is named on it, by id.
        posted: Officers at its office who may hold a duty: id and name, by duty.
        published: Its status in each public view.
    """

    record: Record
    possible: Possible
    sensitive: tuple[str, ...]
    law: Mapping[str, Any]
    history: tuple[Happened, ...]
    linked: tuple[tuple[str, str, str], ...]
    parties: Mapping[str, str]
    names: Mapping[str, str]
    posted: Mapping[str, tuple[tuple[str, str], ...]]
    published: Mapping[str, str]


def folder(case: CaseFile, who: Actor, record: Record) -> Folder:
    """Lay a record before an officer who may read it, cut down to what he sees of it."""
    names = dict(_names(case))
    linked = [records.by_id(case.connection, other) for _, other in seen_links(case, who)]
    return Folder(
        record,
        possible(case, who),
        tuple(sensitive(case)),
        case.law,
        tuple(_event(entry, names) for entry in case.journal),
        tuple((row.register, row.id, row.number) for row in linked if row),
        dict(_parties(case, record)),
        names,
        {duty.id: tuple(_posted(case, duty.roles)) for duty in case.workflow.duties},
        public.standing(case.connection, case.id),
    )


def _event(entry: Any, names: Mapping[str, str]) -> Happened:
    detail = json.loads(entry.detail)
    return Happened(datetime.fromisoformat(entry.at), entry.office, names[entry.actor], entry.verb, detail)


def _names(case: CaseFile) -> Iterator[tuple[str, str]]:
    involved = {entry.actor for entry in case.journal} | set(case.duties.values()) | {case.row.created_by}
    for officer in sorted(involved):
        row = officers.officer(case.connection, officer, today())
        yield officer, row.name if row else officer


def _posted(case: CaseFile, roles: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    known = case.build.composition.all(Role)
    fitting = [role.id for role in known.values() if {role.id, role.stands_for} & set(roles)]
    for row in officers.posted_at(case.connection, case.row.office, fitting, today()):
        yield row.officer, row.name


def _parties(case: CaseFile, record: Record) -> Iterator[tuple[str, str]]:
    """Yield code and name of each party, the latest form last."""
    entities = case.build.composition.all(Entity)
    for submitted in record.forms:
        for branch in case.build.composition.form(submitted.form).branches:
            yield from _coded(branch, submitted.data, entities)


def _coded(branch: Branch, data: Mapping[str, Any], entities: Mapping[str, Entity]) -> Iterator[tuple[str, str]]:
    if not branch.children:
        return
    for item in gathered(data, branch.field.id):
        if entities[branch.field.type].party and item.get("code"):
            name = next(iter(gathered(item, "person.name") or gathered(item, "name")), {"text": ""})
            yield item["code"], name["text"]
        for child in branch.children:
            yield from _coded(child, item, entities)
