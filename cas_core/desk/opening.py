"""Opening a record: in a register that the office keeps, under the next number of its book."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cas_core.composition import Build
from cas_core.desk.actor import Actor
from cas_core.desk.filing import Filing
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


def open_record(filing: Filing, data: Mapping[str, Any], record: str = "") -> records.Found:
    """Write the record that a form opens at the actor's office, under an id chosen for it if any, and return it.

    Raises:
        RecordRefused: Its number can't be printed.
    """
    build, actor, register = filing.build, filing.actor, filing.register
    given = give_number(filing.connection, build, register, actor.office, filing.now, data)
    values = {
        "id": record or records.new_id(),
        **given.identity._asdict(),
        "number": given.number,
        "national_number": given.national,
        "status": build.composition.get(Workflow, register.workflow).initial,
        "created_at": filing.now,
        "created_by": actor.id,
        "composition": build.composition.digest,
    }
    return records.add_record(filing.connection, values, given.forms)
