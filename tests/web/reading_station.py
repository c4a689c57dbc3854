"""A station whose records are planted, with an officer of each role at each office that may stand to it."""

import csv
from datetime import UTC, datetime, timedelta
from pathlib import Path

from builders import diary
from generating.disclosure import RELATIONS, as_mapping
from planting import NAMES, TOKEN, plant
from web_served import Served

from cas_core.sources import today
from cas_core.store import officers, requests, sessions

ASSETS = Path(__file__).parents[1] / "assets"
OFFICES = {
    "own": "upparpet", "duty": "upparpet", "circle": "chickpet", "district": "bcp", "state": "hq",
    "other_station": "cubbon_park", "other_district": "ramanagara_town", "none": "upparpet",
}  # fmt: skip
MOBILE = "9812345601"
CODE = "ABCDEFGH23"


def read_table(name):
    """Return the rows of a reviewed table."""
    with (ASSETS / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


TABLE = as_mapping(read_table("disclosure.csv"))
ROUTES = read_table("routes.csv")
ROLES = sorted({reader for reader, relation, _ in TABLE if relation == "own"})
BOOKS = sorted({register for _, _, register in TABLE})
OFFERED = sorted(
    {book for reader, _, book in TABLE if reader == "applicant" and TABLE[reader, "receipt", book].page != "-"}
)


class Station(Served):
    """A station in a browser; ``plain`` and ``closed`` hold a record of each register, the latter with a child in it."""

    def __init__(self, cas, fonts):
        super().__init__(cas, fonts)
        for role in ROLES:
            for relation in RELATIONS:
                self._post(role, relation)
        with cas.desk("officer:sho.own") as desk:
            entry = diary(desk, "planted").id
        names = iter(NAMES)
        self.plain, self.closed = (
            {book: plant(cas, book, next(names), entry, child=child) for book in BOOKS} for child in (False, True)
        )

    def _post(self, role, relation):
        officer, office, begin = f"{role}.{relation}", OFFICES[relation], today() - timedelta(days=9)
        self.cas.appoint(officer, name=role, rank="SP", office=office, role=role, since=begin)
        if relation == "none":
            with self.cas.store.writing() as connection:
                officers.end_postings(connection, office, today() - timedelta(days=1), officer, role)

    def officer(self, officer):
        """Return a client in which an officer is signed in."""
        return self._signed_in("officer", officer, OFFICES[officer.partition(".")[2]])

    def applicant(self, mobile=MOBILE):
        """Return a client in which a citizen confirmed a number."""
        return self._signed_in("citizen", self._contact(mobile), "")

    def program(self, officer):
        """Return a client that carries the token of an officer."""
        now = datetime.now(UTC)
        with self.cas.store.writing() as connection:
            span = (now, now + timedelta(days=1))
            office = OFFICES[officer.partition(".")[2]]
            token = sessions.issue_token(connection, officer, office, "tests", span)
        return self.client(authorization=f"Bearer {token}")

    def receipts(self):
        """Give the applicant a receipt for the record of each register that the portal enters in."""
        seals, services = self.app.state.site.seals, self.app.state.site.services.values()
        for book in OFFERED:
            service = next(service.id for service in services if service.register_id == book)
            record = self.plain[book].id
            seal = seals.seal("receipt", record, CODE)
            with self.cas.store.writing() as connection:
                requests.give_receipt(connection, record, service, seal, self._contact(MOBILE))

    def _contact(self, mobile):
        return self.app.state.site.seals.seal("contact", f"+91{mobile}")

    def _signed_in(self, kind, subject, office):
        with self.cas.store.writing() as connection:
            token = sessions.begin(connection, kind, subject, office, datetime.now(UTC))
        return self.client(cookie=f"cas_{kind}={token}")


def tokens(text):
    """Return all that was planted and stands in a text."""
    return {at[0] for at in TOKEN.finditer(text)}
