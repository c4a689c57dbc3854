"""The picture that the oracle of `test_any_course` has of officers, acts and records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, NamedTuple


class Officer(NamedTuple):
    """Who acts, posted where, in which role and rank."""

    id: str
    office: str
    role: str
    rank: str


class Act(NamedTuple):
    """One verb of one officer on one record; ``said`` names the way in which a form is filled in."""

    officer: str
    verb: str
    name: str
    said: str = ""
    to_office: str = ""
    to_officer: str = ""
    reason: str = "Misread"


class Paper(NamedTuple):
    """A form of a record as it stands, and the step that it took."""

    data: Mapping[str, Any]
    step: str


@dataclass(repr=False)
class Case:
    """A record as the oracle sees it.

    Attributes:
        entered: Its place in the order of all entries.
        at: Moment of its entry.
        takers: Who took each step last.
        agreed: Roles that agreed to a step since the record last moved.
        been: States that it was in.
    """

    register: str
    office: str
    creator: str
    entered: int
    status: str = ""
    id: str = ""
    at: datetime | None = None
    registered_at: str = ""
    duties: dict[str, str] = field(default_factory=dict)
    takers: dict[str, str] = field(default_factory=dict)
    agreed: dict[str, set[str]] = field(default_factory=dict)
    papers: dict[str, list[Paper]] = field(default_factory=dict)
    accused: list[str] = field(default_factory=list)
    been: set[str] = field(default_factory=set)

    def __repr__(self) -> str:
        return f"<{self.register} {self.entered} of {self.office}, '{self.status}', {self.duties}>"

    def copied(self) -> Case:
        """Return a copy that can be changed without changing this one."""
        agreed = {step: set(roles) for step, roles in self.agreed.items()}
        papers = {form: list(held) for form, held in self.papers.items()}
        parts = {"duties": dict(self.duties), "takers": dict(self.takers), "accused": list(self.accused)}
        return replace(self, agreed=agreed, papers=papers, **parts)

    def last(self, form: str) -> Mapping[str, Any]:
        """Return the form as it stands; empty where there is none."""
        return self.papers[form][-1].data if self.papers.get(form) else {}
