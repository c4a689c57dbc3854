"""What happened before a window opens: a case, what is published of it, and a citizen with applications."""

import uuid
from datetime import UTC, datetime

from builders import SOAK, diary, form, registered

from cas_core.store import drafts, requests
from cas_core.store.drafts import Place

CODE = "ABCDEFGH23"
"""Code of the receipts that are given here."""
NATIONAL = 9
"""Place of the last national service in the list of services."""
ADMINISTERED = (
    "/desk/values",
    "/desk/values/{codelist}",
    "/desk/values/{codelist}/{verb}",
    "/desk/establishment/{verb}",
)
"""Pages that no officer of a station opens; `test_administration` opens them all as an administrator."""
SUPERVISED = ("/desk/supervision", "/desk/supervision/clocks")
"""Pages that no officer of a station opens; `test_supervision_in_a_browser` opens them all as a superintendent."""
FORGED = "0" * 20
"""A seal that no paper bears."""


def arrested(cas, case):
    """Arrest the first accused of a case."""
    with cas.desk("officer:io") as desk:
        entry = diary(desk, f"arrest-{case.id}")
        return desk.submit(case, "arrest", form("arrest", gd_entry=entry.id, arrested_at="2026-11-21T06:40+05:30"))


def wanted(cas, case):
    """Have somebody proclaimed an offender, and put on the public list."""
    with cas.desk("officer:sho") as desk:
        asked = desk.enter("proclaimed", form("proclaimed", fir=case.id), key=f"wanted-{case.id}")
        desk.submit(asked, "proclamation", form("proclamation"))
        desk.submit(asked, "proclaimed_declaration", form("proclaimed_declaration"))
        return desk.move(asked, "publish")


def missed(cas):
    """Report somebody missing, and circulate it."""
    with cas.desk("officer:sho") as desk:
        data = form("missing", gd_entry=diary(desk, "missed-diary").id)
        data["person"].pop("photo", None)
        report = desk.enter("missing", data, key="missed")
        return desk.submit(report, "missing_circulation", form("missing_circulation"))


def found(cas):
    """Find an unknown person who is like the one that is missed."""
    with cas.desk("officer:sho") as desk:
        like = form("missing")
        roll = {name: like[name] for name in ("physical", "dress", "languages")}
        data = form(
            "found_person", gd_entry=diary(desk, "found-diary").id, gender="F", age_from=20, age_to=26, child=False
        )
        return desk.enter("found_person", {**data, **roll}, key="found")


def applied(house, service, mobile, **more):
    """Send an application at the portal, from a confirmed number."""
    site = house.app.state.site
    register = site.services[service].register_id
    data = form(site.opening(site.services[service]), **more)
    contact = site.seals.seal("contact", f"+91{mobile}")
    with house.cas.desk(f"portal:{house.station}") as desk:
        record = desk.enter(register, data, key=str(uuid.uuid4()))
        seal = site.seals.seal("receipt", record.id, CODE)
        requests.give_receipt(desk.connection, record.id, service, seal, contact)
    return record


def drafted(house, officer, values):
    """Keep a draft of a diary entry."""
    place = Place(house.station, "general_diary", "", "gd_entry")
    with house.cas.store.writing() as connection:
        return drafts.save(connection, officer, str(uuid.uuid4()), place, values, datetime.now(UTC))


class Furnished:
    """A house in which every page has something to show."""

    MOBILE = "9812345699"

    def __init__(self, house, **more):
        cas = house.cas
        self.house = house
        stolen = [{"kind": "motorcycle", "status": "stolen", "registration": "KA01EH1234"}]
        self.case = registered(cas, key="furnished", vehicles=stolen, **more)
        arrested(cas, self.case)
        wanted(cas, self.case)
        self.missing = missed(cas)
        found(cas)
        self.permission = applied(house, "permission", self.MOBILE)
        self.complaint = applied(house, "complaint", self.MOBILE, mode="portal")
        self.draft = drafted(house, "sho", {"brief": "Begun before lunch"})
        self.paper = house.app.state.site.seals.short("paper", self.permission.id, self.permission.opening.id)

    def _certificate(self):
        """Return the address on a certificate that a mark was not found."""
        mark, at = "KA05ZZ9999", "2026-11-20T10:00Z"
        seal = self.house.app.state.site.seals.short("none", "stolen", mark, at)
        return f"/certificate/stolen/{seal}?mark={mark}&at={at}"

    def portal(self):
        """Return examples for the names in the portal's paths."""
        site = self.house.app.state.site
        one = self.permission.id
        main = [service.id for service in site.services.values() if service.order <= NATIONAL or SOAK > 1]
        return {
            "service": main,
            "/services/{service}/apply": [f"/services/{name}/apply" for name in main if site.services[name].asks],
            "view": list(site.cas.public.views()),
            "record": [one],
            "/requests/{record}/paid": [f"/requests/{one}"],
            "/certificate/{view}/{seal}": [self._certificate(), f"/certificate/stolen/{FORGED}"],
            "/verify/{record}/{form}/{seal}": [
                f"/verify/{one}/permission/{self.paper}",
                f"/verify/{one}/permission/{FORGED}",
            ],
        }

    def desk(self):
        """Return examples for the names in the desk's paths."""
        return {
            "register": list(self.house.app.state.site.registers) if SOAK > 1 else ["fir"],
            "draft": [self.draft],
            "form": ["crime_details"],
            "record": [self.case.id],
            "/desk/records/{record}/amend/{submission}": [
                f"/desk/records/{self.complaint.id}/amend/{self.complaint.opening.id}"
            ],
            "/desk/search": ["/desk/search", "/desk/search?q=Ramesh", "/desk/search?q=KA01EH1234"],
            "/desk/persons": ["/desk/persons?name=Ramesh"],
            **dict.fromkeys((*ADMINISTERED, *SUPERVISED), ()),
            "/desk/records/{record}/matches": [f"/desk/records/{self.missing.id}/matches"],
        }

    def receipt(self):
        """Return the cookie that opens the receipt."""
        return {"name": "cas_receipt", "value": CODE, "domain": "127.0.0.1", "path": "/receipt", "httpOnly": True}
