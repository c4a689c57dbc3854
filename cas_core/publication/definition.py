"""Audiences, and views: the allow-list of what one of them sees of one form."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field as Limit

from cas_core.forms.definition import FieldPath, Privacy
from cas_core.sources import Definition

Id = Annotated[str, Limit(pattern=r"^[a-z][a-z0-9_]{0,62}$")]
Text = Annotated[str, Limit(min_length=1, max_length=400)]
Condition = Annotated[str, Limit(max_length=500)]


class Audience(StrEnum):
    """Those who may ask to see a record, from everybody to the court."""

    PUBLIC = "public"
    INSURER = "insurer"
    ADVOCATE = "advocate"
    ACCUSED = "accused"
    INFORMANT = "informant"
    VICTIM = "victim"
    STATION = "station"
    SUPERVISORS = "supervisors"
    COURT = "court"
    CENTRE = "centre"

    @property
    def ceiling(self) -> Privacy:
        """The strictest class of field that it may see."""
        return _CEILINGS[self]

    @property
    def outside(self) -> bool:
        """Whether protected identities are masked for it: it is neither the person protected nor the State."""
        return self in {Audience.PUBLIC, Audience.INSURER, Audience.ADVOCATE, Audience.ACCUSED}


_CEILINGS = {
    Audience.PUBLIC: Privacy.PUBLIC,
    Audience.INSURER: Privacy.RESTRICTED,
    Audience.ADVOCATE: Privacy.CONFIDENTIAL,  # he stands for the accused or the victim
    Audience.ACCUSED: Privacy.CONFIDENTIAL,  # certified copy: Youth Bar Association (2016); BNSS s.230
    Audience.INFORMANT: Privacy.CONFIDENTIAL,  # BNSS s.173(2)
    Audience.VICTIM: Privacy.CONFIDENTIAL,  # BNSS s.173(2)
    Audience.STATION: Privacy.SEALED,
    Audience.SUPERVISORS: Privacy.SEALED,
    Audience.COURT: Privacy.SEALED,
    Audience.CENTRE: Privacy.CONFIDENTIAL,
}


class View(Definition):
    """What one audience sees of one form, as long as nothing forbids it.

    Attributes:
        audience: Who sees it.
        register_id: Register of the records.
        form: Form that is shown, as last corrected.
        fields: Fields that are shown, by path; one whose class a layer raised above the audience's is left out.
        needs: Fields of which one must be filled in; empty for none.
        after: Steps or forms that open it; ``opening`` for the first form.
        until: Steps or forms that end it.
        withheld_by: Steps by which an officer withholds it.
        unless: Conditions over the record under any of which it is withheld.
        basis: Provision behind it.
    """

    id: Id
    title: Text
    audience: Audience = Audience.PUBLIC
    register_id: Id
    form: Id
    fields: tuple[FieldPath, ...]
    needs: tuple[FieldPath, ...] = ()
    after: tuple[str, ...]
    until: tuple[str, ...] = ()
    withheld_by: tuple[str, ...] = ()
    unless: tuple[Condition, ...] = ()
    basis: str = ""
