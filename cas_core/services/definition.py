"""Citizen services: what is offered, what is asked for it, for what fee, in how many days, by whom."""

from __future__ import annotations

from collections.abc import Collection
from typing import Annotated, Literal

from pydantic import Field as Limit

from cas_core.forms.definition import FieldPath
from cas_core.sources import Definition

Id = Annotated[str, Limit(pattern=r"^[a-z][a-z0-9_]{0,62}$")]
Text = Annotated[str, Limit(min_length=1, max_length=400)]
Fee = Annotated[str, Limit(pattern=r"^[0-9]{1,6}(\.[0-9]{2})?$")]
Time = Annotated[str, Limit(pattern=r"^([1-9][0-9]{0,3}(min|h|d|wd|m))?$")]
Stamp = Literal["now", "today", "fee"]


class Rate(Definition):
    """Fee and time of some kinds of a service, or in some areas.

    Attributes:
        kinds: Codes of the service's field ``kind`` that it holds for; empty for all.
        areas: Types of office at which it holds, with all offices below them; empty for all.
        fee, limit, officer: As of the service; what is left empty is the service's.
    """

    id: Id
    kinds: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    fee: Annotated[str, Limit(pattern=r"^([0-9]{1,6}(\.[0-9]{2})?)?$")] = ""
    limit: Time = ""
    officer: str = ""


class Payment(Definition):
    """How a fee that was paid online is noted on the record.

    Attributes:
        form: Follow-up form that notes it.
        amount, reference, paid_on: Its fields for the sum, the provider's reference and the day.
        states: Its other fields, with their values.
    """

    form: Id
    amount: FieldPath
    reference: FieldPath
    paid_on: FieldPath
    states: dict[FieldPath, str | int | bool] = {}


class Copies(Definition):
    """Which paper an application asks a copy of, and for whom.

    Attributes:
        paper: Field whose code names it; the code's attributes ``register`` and ``form`` say where it stands.
        right: Field whose code names the right to it; the code's attribute ``audience`` says what it opens.
        given: Follow-up form by which an officer gives the copy; before it nothing is opened.
    """

    paper: FieldPath
    right: FieldPath
    given: Id


class Service(Definition):
    """One citizen service.

    Attributes:
        order: Place in the list of services; a state's own come behind the national ones.
        register_id: Register its applications are kept in; empty for information only.
        public: Whether it is open without an account; a public service can't be closed.
        open: Whether it is offered at present.
        confirmed: Whether an application needs a mobile number that was confirmed.
        fee: Fee in rupees.
        limit: Time to answer, as a clock limit.
        views: Public views in which everybody may search.
        rates: Where fee or time differ by kind or area; the first that fits holds.
        kind: Field of the opening form that holds the kind.
        asks: Fields of the opening form that a citizen fills in, by path; all others are the officer's.
        states: Fields that the portal fills in itself, with their values.
        stamps: Fields that the portal fills in with the moment (``now``), the day (``today``) or whether there is a
            ``fee``.
        takes: Steps that the portal takes itself as soon as it has entered an application.
        steps: Steps that an applicant may take; all others are the officers'.
        payment: How a paid fee is noted; left out where it is paid at the counter.
        copies: What a copy is asked of; left out where none is.
        answered: Steps that answer an application, and so stop the time.
        clock: Clock of the register's workflow that keeps the limit; it says which applications the service covers.
        documents: Labels of the papers wanted.
        officer: Role that decides.
        appeals: Roles that hear appeals, in order.
        appeal_limits: Time in which each of them decides, in the same order; empty where nothing is promised.
        basis: Act, order or charter.
    """

    id: Id
    title: Text
    order: Annotated[int, Limit(ge=1, le=999)] = 100
    register_id: str = ""
    public: bool = True
    confirmed: bool = True
    open: bool = True
    fee: Fee = "0"
    limit: Time = ""
    views: tuple[str, ...] = ()
    rates: tuple[Rate, ...] = ()
    kind: str = ""
    asks: tuple[FieldPath, ...] = ()
    states: dict[FieldPath, str | int | bool] = {}
    stamps: dict[FieldPath, Stamp] = {}
    takes: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    payment: Payment | None = None
    copies: Copies | None = None
    answered: tuple[str, ...] = ()
    clock: str = ""
    documents: tuple[Text, ...] = ()
    officer: str = ""
    appeals: tuple[str, ...] = ()
    appeal_limits: tuple[Time, ...] = ()
    basis: str = ""

    def rate(self, kind: str = "", within: Collection[str] = ()) -> Rate:
        """Return fee, time and officer for a kind of application, at an office that stands under types of office."""
        return next(rate for rate in self.tariff if _fits(rate.kinds, {kind}) and _fits(rate.areas, set(within)))

    @property
    def tariff(self) -> tuple[Rate, ...]:
        """All rates in full, that of all other cases last."""
        own = {"fee": self.fee, "limit": self.limit, "officer": self.officer}
        whole = [
            rate.model_copy(update={part: value for part, value in own.items() if not getattr(rate, part)})
            for rate in self.rates
        ]
        return (*whole, Rate(id=self.id, **own))


def _fits(said: tuple[str, ...], has: set[str]) -> bool:
    return not said or bool(has & set(said))
