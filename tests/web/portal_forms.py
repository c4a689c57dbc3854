"""What citizens fill in at the portal, and how it is sent and answered."""

import io
import re

from builders import form
from controls import Controls
from pypdf import PdfReader

ADDRESS = re.compile(r"http://testserver(/verify/[0-9a-f-]{36}/[a-z_]+/[0-9a-f]{20})")


def begun(client, of, /, **fields):
    """Open a form and return what a browser would send, with some fields filled in."""
    page = client.get(f"/services/{of}/apply")
    assert page.status_code == 200, page.text
    sent = Controls(page.text).fields
    return {**sent, "do": ["send"], "office": ["upparpet"], **{name: [value] for name, value in fields.items()}}


def person(prefix, name="Asha Rao"):
    return {f"{prefix}.name.text": name, f"{prefix}.mobile": "9812345670"}


COMPLAINT = {
    "nature": "vehicle_theft",
    **person("complainant"),
    "occurrence.from.date": "19/11/2026",
    "occurrence.from.time": "22:00",
    "contents": "My scooter KA01AB1234 was taken from before the house.",
}
PERMISSION = {
    "kind": "cultural",
    **person("applicant"),
    "purpose": "Rajyotsava evening",
    "begins_at": "2026-12-01T18:00",
    "ends_at": "2026-12-01T21:00",
    "crowd": "200",
    "place.description": "Ground beside the temple",
    "undertaking": "yes",
}
VERIFICATION = {
    "kind": "tenant",
    "purpose": "Letting a house",
    **person("requester"),
    **person("subject", "Mohan Das"),
    "premises": "12, 4th Cross, from 1 December",
    "consent": "yes",
    "consent_on": "2026-11-20",
}
LOST = {
    **person("applicant"),
    "kinds": "mobile",
    "articles.0.category": "electrical",
    "articles.0.description": "Telephone, black",
    "lost.from.date": "20/11/2026",
    "place.description": "Bus from Majestic",
    "not_stolen": "yes",
    "true": "yes",
}
COPY = {**person("applicant"), "document": "fir", "number": "as on the receipt", "right": "informant"}


def text_of(pdf):
    return "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


def apply(client, name, **fields):
    answer = client.post(f"/services/{name}/apply", data=begun(client, name, **fields))
    assert answer.url.path.startswith("/receipt/"), re.findall(r'class="fault"[^>]*>([^<]*)', answer.text)
    return answer, answer.url.path.rsplit("/", 1)[1]


def code_on(receipt):
    return re.search(r'class="once">([0-9A-Z]{10})<', receipt.text)[1]


def granted(cas, record):
    """Let the station report on an application for a permission, and the office above it grant it."""
    for step, officer in (("take_up", ""), ("ask_report", "io")):
        with cas.desk("officer:sho") as desk:
            desk.move(record, step, to_officer=officer)
    with cas.desk("officer:io") as desk:
        desk.submit(record, "permission_report", form("permission_report"))
    with cas.desk("officer:acp") as desk:
        desk.submit(record, "permission_grant", form("permission_grant"))
