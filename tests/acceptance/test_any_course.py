"""Any course of any record: what the law allows happens, what it forbids is refused and leaves nothing behind.

Officers of two stations, of those above them, of the court and of the portal try lawful and unlawful verbs at random.
An oracle that knows the definitions and the law (`lawful`, `statute`), but nothing of the engine, says which is which.
"""

from __future__ import annotations

from datetime import timedelta

import pytest
from any_course import OTHERS, Course
from builders import examples, posted
from hypothesis.stateful import run_state_machine_as_test

from cas_core.sources import today


@pytest.fixture(scope="module")
def course(builds, tmp_path_factory):
    """The machine, with a database in which the officers are posted."""
    folder = tmp_path_factory.mktemp("courses")
    yesterday = today() - timedelta(days=1)  # soon after midnight courses begin the day before
    cas = posted(builds["ka"], f"sqlite:///{folder / 'template.db'}", since=yesterday)
    for officer, office, role, rank in OTHERS:
        cas.appoint(officer, name=officer, rank=rank, office=office, role=role, since=yesterday)
    cas.close()
    return type("Course", (Course,), {"build": builds["ka"], "template": folder / "template.db", "folder": folder})


def test_no_course_of_events_leads_where_the_law_does_not(course):
    run_state_machine_as_test(course, settings=examples(5, stateful_step_count=20))
