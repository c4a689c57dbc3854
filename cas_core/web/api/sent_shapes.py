"""What the API takes besides the forms of the build."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from cas_core.web.api.shapes import Name

Line = Annotated[str, Field(pattern=r"^[^\x00-\x1f\x7f]*$", min_length=3, max_length=500)]


class Amendment(BaseModel):
    """A correction: the whole form anew, which supersedes a submission."""

    model_config = ConfigDict(extra="forbid")

    form: Name
    submission: Name = ""
    reason: Line
    data: dict[str, Any]


class Order(BaseModel):
    """What a step names: the office that takes the record over, or the officer to whom it gives a duty."""

    model_config = ConfigDict(extra="forbid")

    to_office: Name = ""
    to_officer: Name = ""
