"""What is done to a record: forms, corrections, steps, agreements; and its papers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

from fastapi import APIRouter, Header, Query, Response

from cas_core.desk import Desk, Record
from cas_core.problems import Problem
from cas_core.publication import Audience
from cas_core.store import answers
from cas_core.web.api.authentication import Officer, Principal
from cas_core.web.api.body import Table, TableOrNone, shaped
from cas_core.web.api.problems import Refusal, documented, missing
from cas_core.web.api.records import LOCATION, RecordId, entered, key_of, laid, readable, require_id
from cas_core.web.api.sent_shapes import Amendment, Order
from cas_core.web.api.shapes import Entry
from cas_core.workflows import Workflow

router = APIRouter(tags=["records"])

Verb = Callable[[Desk, Record], Record]
Key = Annotated[
    str,
    Header(
        alias="Idempotency-Key",
        pattern=r"^([A-Za-z0-9._:-]{8,100})?$",
        description="Made once for each act; a repeat with the same key and body does nothing more.",
    ),
]
REFUSALS = documented(401, 403, 404, 409, 413, 415, 422)
REPEATED: dict[int | str, dict[str, Any]] = {
    200: {"model": Entry, "headers": LOCATION, "description": "The key was used before: nothing more was done."}
}
PDF: dict[int | str, dict[str, Any]] = {200: {"content": {"application/pdf": {}}, "description": "The paper."}}


@router.post(
    "/records/{record}/forms/{form}",
    status_code=201,
    summary="Submit a form",
    responses={201: {"headers": LOCATION}, **REPEATED, **REFUSALS},
)
def submit(who: Officer, response: Response, record: RecordId, form: str, data: Table, key: Key = "") -> Entry:
    """Add a follow-up form to a record; where the workflow says so, the record moves."""

    def verb(desk: Desk, held: Record) -> Record:
        if form not in who.site.registers[held.register].follow_ups:
            raise missing()
        return desk.submit(held, form, data)

    return _done(who, response, record, (key, "submit", form, data), verb)


@router.post(
    "/records/{record}/amendments",
    status_code=201,
    summary="Correct a form",
    responses={201: {"headers": LOCATION}, **REPEATED, **REFUSALS},
)
def amend(who: Officer, response: Response, record: RecordId, data: Table, key: Key = "") -> Entry:
    """Correct a submission by the whole form anew; what was entered first stays readable."""
    order = shaped(data, Amendment)

    def verb(desk: Desk, held: Record) -> Record:
        if order.form not in {form.form for form in held.forms}:
            what, mend = "the record has no such form", "Name one that it has"
            raise Refusal(422, Problem("no-such-form", what, mend, None, "form"))
        return desk.amend(held, order.form, order.data, reason=order.reason, submission=order.submission)

    return _done(who, response, record, (key, "amend", order.form, data), verb)


@router.post(
    "/records/{record}/steps/{step}", summary="Take a step", responses={200: {"headers": LOCATION}, **REFUSALS}
)  # fmt: skip
def move(
    who: Officer, response: Response, record: RecordId, step: str, data: TableOrNone, key: Key = ""
) -> Entry:  # fmt: skip
    """Take a step of the workflow that no form takes; the body may be left out where the step names nobody."""
    order = shaped(data, Order)

    def verb(desk: Desk, held: Record) -> Record:
        _require_step(who, held, step)
        return desk.move(held, step, to_office=order.to_office, to_officer=order.to_officer)

    return _done(who, response, record, (key, "move", step, data), verb, 200)


@router.post(
    "/records/{record}/agreements/{step}",
    summary="Agree to a step",
    responses={200: {"headers": LOCATION}, **documented(401, 403, 404, 409, 422)},
)
def agree(who: Officer, response: Response, record: RecordId, step: str, key: Key = "") -> Entry:
    """Agree to a step that needs the agreement of the posting's role before it is taken."""

    def verb(desk: Desk, held: Record) -> Record:
        _require_step(who, held, step)
        return desk.agree(held, step)

    return _done(who, response, record, (key, "agree", step, {}), verb, 200)


@router.get(
    "/records/{record}/papers/{form}",
    summary="Print a form",
    response_class=Response,
    responses={**PDF, **documented(401, 403, 404, 422, 503)},
)
def paper(
    who: Officer,
    record: RecordId,
    form: str,
    language: Annotated[str, Query(description="Language of the paper, by default that of the record.")] = "",
    audience: Annotated[Audience | None, Query(description="For whom the copy is.")] = None,
) -> Response:
    """Return a form of a record as PDF; what the audience may not see is left out or masked."""
    chosen = language or who.site.languages[0]
    if chosen not in who.site.languages:
        mend = f"It speaks: {', '.join(who.site.languages)}"
        raise Refusal(422, Problem("unknown-language", "the build does not speak it", mend, None, "query.language"))
    held = laid(who, record).record
    if form not in {submitted.form for submitted in held.forms}:
        raise missing()
    content = who.cas.document(
        held, form, as_=who.address, language=chosen, audience=audience or "", fonts=who.site.settings.fonts
    )
    return Response(content, media_type="application/pdf")


def _done(
    who: Principal, response: Response, record: str, request: tuple[str, str, str, Any], verb: Verb, status: int = 201
) -> Entry:
    """Do something to a record, once for each key."""
    key, *said = request
    require_id(record)
    with who.desk() as desk:
        place = (desk.connection, desk.actor.office, key_of(who, key))
        if key and answers.claim(*place, (answers.request_digest(record, *said), record)) is not None:
            response.status_code = 200  # whoever did it hears of it again, though it may have handed the record over
            return entered(who, response, desk.read(record, checked=False))
        done = verb(desk, readable(desk, record))
    response.status_code = status
    return entered(who, response, done)


def _require_step(who: Principal, held: Record, step: str) -> None:
    flow = who.cas.build.composition.get(Workflow, who.site.registers[held.register].workflow)
    if step not in {known.id for known in flow.transitions}:
        raise missing()
