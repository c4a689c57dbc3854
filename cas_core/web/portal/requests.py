"""A citizen's own requests: what became of them, what is to be paid, and the papers that come of them."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from fastapi import APIRouter, Response
from starlette.responses import RedirectResponse

from cas_core.desk import Record
from cas_core.desk.copies import given
from cas_core.desk.record import current
from cas_core.messages.mark import mark as _
from cas_core.problems import CasError, Problem, RecordRefused
from cas_core.services import Service
from cas_core.sources import today
from cas_core.store import requests
from cas_core.web.downloads import download
from cas_core.web.offices import within
from cas_core.web.portal.home import pdf
from cas_core.web.stamping import stamp
from cas_core.web.visiting import Anybody, Citizen, Form, NotFound, Visitor

router = APIRouter()

COPY_FOR = _("Copy on application {number}")
NOT_PAID = Problem("not-paid", _("The payment did not arrive"), _("Pay again, or at the counter of the police station"))


@router.get("/requests")
def listed(visitor: Citizen) -> Response:
    """List the requests for which the confirmed number holds a receipt."""
    with visitor.site.cas.store.reading() as connection:
        rows = requests.of_contact(connection, visitor.subject)
    return visitor.page("portal/requests.html", rows=rows)


@router.get("/receipt/{record}")
def receipt(visitor: Anybody, record: str) -> Response:
    """Show the receipt of an application that was just sent, with the code that opens it again."""
    code = visitor.request.cookies.get("cas_receipt", "")
    held = _by_code(visitor, record, code)
    return visitor.page("portal/receipt.html", record=held, code=code)


@router.get("/requests/{record}")
def one(visitor: Citizen, record: str) -> Response:
    """Show one request."""
    return shown(visitor, own(visitor, record))


@router.post("/requests/{record}/pay")
def pay(visitor: Citizen, record: str) -> Response:
    """Ask for the fee and send the citizen to whoever takes it."""
    held = own(visitor, record)
    site, fee = visitor.site, due_fee(visitor, held)
    if site.settings.cashier is None or fee <= 0:
        raise NotFound
    with site.cas.store.writing() as connection:
        payment = requests.ask_fee(connection, held.id, f"{fee:.2f}", "", datetime.now(UTC))
    back = f"{site.settings.origin}/requests/{held.id}/paid?payment={payment}"
    return RedirectResponse(site.settings.cashier.ask(payment, f"{fee:.2f}", back), 303)


@router.get("/requests/{record}/paid")
def paid(visitor: Citizen, record: str, payment: str) -> Response:
    """Take note of a payment once; whether it was made is asked of the provider, never of the address."""
    held = own(visitor, record)
    site, now = visitor.site, datetime.now(UTC)
    with site.cas.store.reading() as connection:
        row = requests.payment(connection, payment)
    if row is None or row.record != held.id or site.settings.cashier is None:
        raise NotFound
    reference = site.settings.cashier.settled(payment)
    if not reference:
        return shown(visitor, held, [NOT_PAID])
    noted = service_of(visitor, held).payment
    with site.cas.desk(f"portal:{held.office}", language=visitor.language) as desk:
        if noted is not None and requests.paid(desk.connection, payment, now):
            sums = {noted.amount: row.amount, noted.reference: reference, noted.paid_on: today().isoformat()}
            desk.submit(held, noted.form, {**noted.states, **sums})
    return RedirectResponse(f"/requests/{held.id}", 303)


@router.post("/requests/{record}/step")
def step(visitor: Citizen, record: str, sent: Form) -> Response:
    """Take a step that is the citizen's own: withdraw, or send in again."""
    held, chosen = own(visitor, record), sent.text("step")
    if chosen not in service_of(visitor, held).steps:
        raise NotFound
    try:
        with visitor.site.cas.desk(f"portal:{held.office}", language=visitor.language) as desk:
            desk.move(held, chosen)
    except CasError as error:
        return shown(visitor, held, list(error.problems))
    return RedirectResponse(f"/requests/{held.id}", 303)


@router.get("/requests/{record}/papers/{form}.pdf")
def paper(visitor: Citizen, record: str, form: str) -> Response:
    """Return a paper of a request: the application itself, or what was decided on it."""
    held = own(visitor, record)
    site = visitor.site
    if current(held.forms, form) is None:
        raise NotFound
    ready = site.cas.paper(held, form, as_=f"portal:{held.office}", language=visitor.language, audience="informant")
    content = ready.pdf(site.settings.fonts, stamp(visitor, held, form))
    return pdf(content, f"{held.national_number}.pdf")


@router.get("/requests/{record}/copy.pdf")
def copy(visitor: Citizen, record: str) -> Response:
    """Return the copy that was given on a request, cut down to what its reader may see."""
    held = own(visitor, record)
    site = visitor.site
    mark = visitor.say(COPY_FOR).format(number=held.number)
    ready = site.cas.copy(held, as_=f"portal:{held.office}", language=visitor.language)
    content = ready.pdf(site.settings.fonts, stamp(visitor, held, held.opening.form, mark))
    return pdf(content, f"{held.national_number}.pdf")


@router.get("/requests/{record}/files/{digest}")
def file(visitor: Citizen, record: str, digest: str) -> Response:
    """Return a file of a request, as far as its applicant may see the field that holds it."""
    held = own(visitor, record)
    try:
        kept = visitor.site.cas.file(held.id, digest, as_=f"portal:{held.office}", audience="informant")
    except RecordRefused:
        raise NotFound from None
    return download(kept)


def own(visitor: Visitor, record: str) -> Record:
    """Return a record for which the visitor's number holds a receipt.

    Raises:
        NotFound: There is none; whether there is another's stays open.
    """
    with visitor.site.cas.store.reading() as connection:
        row = requests.receipt(connection, record)
    if row is None or not visitor.subject or row.contact != visitor.subject:
        raise NotFound
    return read(visitor, record)


def read(visitor: Visitor, record: str) -> Record:
    """Return a record as the portal reads it, once a receipt shows that its reader may."""
    with visitor.site.cas.store.reading() as connection:
        office = requests.office_of(connection, record)
    with visitor.site.cas.desk(f"portal:{office}", language=visitor.language) as desk:
        return desk.read(record)


def service_of(visitor: Visitor, record: Record) -> Service:
    """Return the service of a request."""
    with visitor.site.cas.store.reading() as connection:
        row = requests.receipt(connection, record.id)
    known = visitor.site.services
    found = known.get(row.service) if row else None
    return found or next(service for service in known.values() if service.register_id == record.register)


def due_fee(visitor: Visitor, record: Record) -> Decimal:
    """Return what is still to be paid."""
    service = service_of(visitor, record)
    if service.payment is None or current(record.forms, service.payment.form) is not None:
        return Decimal(0)
    areas = within(visitor.site, record.office)
    return Decimal(service.rate(str(record.opening.data.get(service.kind, "")), areas).fee)


def shown(visitor: Visitor, record: Record, problems: list[Problem] | None = None) -> Response:
    """Show a request with what can be done next."""
    site = visitor.site
    service = service_of(visitor, record)
    with site.cas.desk(f"portal:{record.office}") as desk:
        possible = desk.folder(record).possible
    context: dict[str, Any] = {
        "record": record,
        "service": service,
        "fee": due_fee(visitor, record),
        "steps": [step for step in possible.moves if step.id in service.steps],
        "papers": [s.form for s in record.forms if s.form in _papers(visitor, record)],
        "shown": site.cas.shown(record, as_=f"portal:{record.office}", language=visitor.language, audience="informant"),
        "files": site.cas.files(record, as_=f"portal:{record.office}", audience="informant"),
        "copy": given(site.cas.build, record) is not None,
        "problems": problems or [],
    }
    return visitor.page("portal/request.html", 422 if problems else 200, **context)


def _papers(visitor: Visitor, record: Record) -> frozenset[str]:
    """Return the forms of a record that its applicant may have: those that have a paper of their own for him."""
    register = visitor.site.registers[record.register]
    answers = {name for name in register.follow_ups if name in visitor.site.cas.build.composition.elements["document"]}
    return frozenset({register.opening, *answers})


def _by_code(visitor: Visitor, record: str, code: str) -> Record:
    """Return the record of a receipt by the code on it.

    Raises:
        NotFound: The code is not that of the receipt.
    """
    site = visitor.site
    with site.cas.store.reading() as connection:
        row = requests.receipt(connection, record)
    if row is None or not code or not site.seals.holds(row.code, "receipt", record, code):
        raise NotFound
    return read(visitor, record)
