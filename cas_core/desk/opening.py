"""Opening a record: in a register that the office keeps, under the next number of its book."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from cas_core.composition import Build
from cas_core.desk.actor import Actor
from cas_core.desk.numbers import give_number
from cas_core.offices import OfficeType
from cas_core.problems import Problem, RecordRefused, Sentence
from cas_core.registers import Register
from cas_core.store import records
from cas_core.workflows import Workflow


def require_kept(build: Build, actor: Actor, register: Register) -> None:
    """Pass only a register that the actor's office keeps.

    Raises:
        RecordRefused: It does not.
    """
    types = build.composition.all(OfficeType)
    kind = types[actor.office_type]
    if not kind.is_one_of(register.kept_by):
        what = Sentence(
            "an office of type '{type}' keeps no register '{register}'", type=kind.label, register=register.title
        )
        kept_by = [types[name].label if name in types else name for name in register.kept_by]
        raise RecordRefused([Problem("register-not-kept", what, Sentence("It is kept by: {types}", types=kept_by))])


def open_record(
    connection: Connection, build: Build, actor: Actor, register: Register, data: Mapping[str, Any], now: datetime
) -> records.Found:
    """Write a new record of the actor's office, and return it.

    Raises:
        RecordRefused: Its number can't be printed.
    """
    given = give_number(connection, build, register, actor.office, now, data)
    values = {
        "id": records.new_id(),
        **given.identity._asdict(),
        "number": given.number,
        "national_number": given.national,
        "status": build.composition.get(Workflow, register.workflow).initial,
        "created_at": now,
        "created_by": actor.id,
        "composition": build.composition.digest,
    }
    return records.add_record(connection, values, given.forms)
