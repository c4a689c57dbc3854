"""Guards: what must hold of a record as a whole when something happens to it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from cas_core.desk.casefile import CaseFile
from cas_core.forms.condition import parse
from cas_core.messages.translate import Translator
from cas_core.problems import Problem, RecordRefused, Sentence
from cas_core.workflows.whole import COMMIT


def ask(
    case: CaseFile,
    events: Iterable[str],
    now: datetime,
    translate: Translator,
    refers: Mapping[str, Any] | None = None,
) -> None:
    """Pass only a record of which all guards on what happens hold.

    Args:
        events: Names of the form and of the step, ``opening`` for the first form.
        refers: What the fields of the submitted form refer to.

    Raises:
        RecordRefused: Some do not, all of them at once.
    """
    names = set(events)
    asked = [guard for guard in case.workflow.guards if names & set(guard.on)]
    if not asked:
        return
    scope = case.scope(now, refers)
    problems: list[Problem] = []
    for guard in asked:
        condition = parse(guard.must)
        if not condition.holds(scope):
            asked_for = Sentence("Complete the record as the law asks").said(translate)
            mend = asked_for + (f" ({guard.basis})" if guard.basis else "")
            problems.append(Problem("guard", translate(guard.message), mend, None, f"{case.workflow.id}.{guard.id}"))
    if problems:
        raise RecordRefused(problems)


def wait(case: CaseFile) -> bool:
    """Tell whether guards of a record wait for the end of the transaction."""
    return any(COMMIT in guard.on for guard in case.workflow.guards)


def at_commit(case: CaseFile, now: datetime, translate: Translator) -> None:
    """Pass only a record that may stay as it is when the transaction ends.

    Raises:
        RecordRefused: It may not.
    """
    ask(case, (COMMIT,), now, translate)
