"""Citizen services: what is offered, for what fee, in how many days, by whom."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field as Limit

from cas_core.sources import Definition

Id = Annotated[str, Limit(pattern=r"^[a-z][a-z0-9_]{0,62}$")]
Text = Annotated[str, Limit(min_length=1, max_length=400)]

Time = Annotated[str, Limit(pattern=r"^([1-9][0-9]{0,3}(h|d|wd|m))?$")]


class Service(Definition):
    """One citizen service.

    Attributes:
        register_id: Register its applications are kept in; empty for information only.
        public: Whether it is open without an account; a public service can't be closed.
        fee: Fee in rupees.
        limit: Time to answer, as a clock limit.
        limits: Shorter times to answer at offices of a type and all below them, by type: a state may have two forces.
        documents: Labels of the papers wanted.
        officer: Role that decides.
        appeals: Roles that hear appeals, in order.
        appeal_limits: Time of each of them to decide, in the same order; empty where none is set.
        basis: Act, order or charter.
    """

    id: Id
    title: Text
    register_id: str = ""
    public: bool = True
    open: bool = True
    fee: Annotated[str, Limit(pattern=r"^[0-9]{1,6}(\.[0-9]{2})?$")] = "0"
    limit: Time = ""
    limits: dict[Id, Time] = {}
    documents: tuple[Text, ...] = ()
    officer: str = ""
    appeals: tuple[str, ...] = ()
    appeal_limits: tuple[Time, ...] = ()
    basis: str = ""
