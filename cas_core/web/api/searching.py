"""Search, clocks that run out, and what anybody may see."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from cas_core.problems import Problem
from cas_core.web import finding
from cas_core.web.api.authentication import Anybody, Officer
from cas_core.web.api.finding_shapes import Coming, Found, Hit, Shown
from cas_core.web.api.problems import Refusal, documented, missing
from cas_core.web.api.shapes import Head, Name

router = APIRouter()

WAYS = "number, name, mobile, mark"
BAD_QUESTION = Problem("bad-question", "a search asks one thing", f"Send one of: {WAYS}", None, "query")
Text = Annotated[str, Query(pattern=r"^[^\x00-\x1f\x7f]*$", max_length=200)]
Wanted = Annotated[str, Field(pattern=r"^[^\x00-\x1f\x7f]*$", max_length=200)]
Telephone = Annotated[str, Query(pattern=r"^(\+?[0-9 -]{10,20})?$")]


class Question(BaseModel):
    """What is looked for in a public view; what is left out does not matter."""

    number: Wanted = ""
    name: Wanted = ""
    mark: Wanted = ""
    office: Name = ""
    limit: Annotated[int, Field(ge=1, le=100)] = 50


@router.get("/search", tags=["search"], summary="Find records", responses=documented(401, 403, 422))
def search(who: Officer, number: Text = "", name: Text = "", mobile: Telephone = "", mark: Text = "") -> Found:
    """Find records by one of: a printed number, a name in any script, a mobile number, the mark of a thing.

    A hit in a sensitive case that is not the officer's to read is masked; one that is, is noted in the journal.
    """
    number, name, mobile, mark = (text.strip() for text in (number, name, mobile, mark))
    if sum(map(bool, (number, name, mobile, mark))) != 1:
        raise Refusal(422, BAD_QUESTION)
    if number:
        return Found(records=[Head.of(record) for record in who.cas.numbered(number, as_=who.address)])
    with who.cas.looking(who.address) as look:
        if mark:
            return Found(hits=[Hit.of(row["entity"], row) for row in finding.marked(look, mark)])
        rows = finding.named(look, name) if name else finding.reached_by(look, mobile)
    return Found(hits=[Hit.of("person", row) for row in rows])


@router.get("/clocks", tags=["clocks"], summary="List what falls due", responses=documented(401, 403, 422))
def clocks(
    who: Officer, within: Annotated[int, Query(ge=0, le=366, description="Days from now.")] = 14
) -> list[Coming]:
    """Return the running clocks within reach that run out within some days, and those that ran out, by due date."""
    words = who.site.words(who.language)
    return [Coming.of(row, words) for row in who.cas.due(timedelta(days=within), as_=who.address)]


@router.get("/public/{view}", tags=["public"], summary="Search a public view", responses=documented(404, 422))
def public(who: Anybody, view: str, asked: Annotated[Question, Query()]) -> list[Shown]:
    """Return public entries, the newest first. It needs no token."""
    if view not in who.cas.public.views():
        raise missing()
    rows = who.cas.public.entries(
        view, number=asked.number, name=asked.name, words=asked.mark, office=asked.office, most=asked.limit
    )
    return [Shown(number=row.number, office=row.office, data=dict(row.data)) for row in rows]
