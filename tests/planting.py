"""Records whose every text says in which class of field it stands: what a page shows is read off its words.

They are written into the store as the desk writes them, past the checks of form and workflow: what is tried here is
reading, and every form of a register has to be there at once.
"""

import re
from collections import Counter
from datetime import UTC, datetime
from itertools import count, product
from typing import NamedTuple

from cas_core.codelists import CodeList
from cas_core.desk import publishing
from cas_core.desk.opening import open_record
from cas_core.forms.filled import filled
from cas_core.forms.schema import offered_codes
from cas_core.publication import View
from cas_core.registers import Register
from cas_core.store import duties
from cas_core.testing.strategies import _nested as nested
from cas_core.workflows.reckoning import Event

ORDER = "PRCS"
LETTERS = dict(zip(("public", "restricted", "confidential", "sealed"), ORDER, strict=True))
TOKEN = re.compile(r"zq([prcs])(\d+)z")
TEXTS = frozenset(
    {"text", "multiline", "phone", "email", "passport", "pan", "voter_id", "driving_licence", "vehicle_registration"}
    | {"chassis", "engine", "imei"}
)
NAMES = [f"{a}a{b}a{c}a".capitalize() for a, b, c in product("ktpmr", "lnsd", "kbmrt")]
"""Names that sound like no other of them."""
FIXED = {
    "aadhaar": "234123412346", "date": "2024-06-30", "partial_date": "1984", "time": "09:30", "money": "100.00",
    "datetime": "2026-11-20T10:00+05:30", "span": {"from": "2024-06-30T22:00+05:30"}, "decimal": "1.5",
    "geo": {"lat": "12.97", "long": "77.59"}, "statutes": {"act": "BNS", "section": "303(2)"}, "party": "A1",
}  # fmt: skip
GROWN, CHILD = 40, 12
_serials = (number for number in count(1) if "1337" not in str(number))
"""Numbers of texts, each given once; none holds what a template would say that was run."""


class Planted(NamedTuple):
    """One text that was planted.

    Attributes:
        letter: Its class: the strictest of the field and of the groups in which it stands.
        where: Form and path.
        indexed: Whether a search may show it: it stands in the person by whose name the record is found.
    """

    letter: str
    where: str
    indexed: bool


class Held:
    """A record with what was planted in it."""

    def __init__(self, record, register, opening, name, texts):
        self.id = record
        self.opening = opening
        self.register = register
        self.name = name
        self.texts = texts

    def letters(self, form=""):
        """Return the classes that were planted, in one form or in all."""
        return {text.letter for text in self.texts.values() if text.where.startswith(f"{form}:" if form else "")}

    def found(self, page):
        """Return what of it stands on a page."""
        return [self.texts[at[0]] for at in TOKEN.finditer(page) if at[0] in self.texts]


class Planter:
    """Fills forms of one build.

    Attributes:
        officer: Address of who writes them.
        holders: Officers who hold a duty on each record.
        published: Whether the records are put into their public views.
    """

    officer = "officer:sho.own"
    holders = ("io.duty", "enquiry_officer.duty")
    published = True

    def __init__(self, build):
        self._composition = build.composition
        self._lists = build.composition.all(CodeList)
        self.texts = {}
        self._quota = Counter()
        self._most = 0
        self._name = ""

    def form(self, form, *, name="", child=False, record="", most=0):
        """Return a form with a text in each field that holds one; with ``most``, in so many of each class and group."""
        self._quota, self._most, self._name = Counter(), most, name
        flat = {}
        for branch in self._composition.form(form).branches:
            value = self._value(branch, f"{form}:{branch.path}", above="P", child=child, record=record, indexed=False)
            if value is not None and not branch.field.hidden:
                flat[branch.field.id] = value
        return nested(flat)

    def _value(self, branch, where, **more):
        one = self._group(branch, where, **more) if branch.children else self._leaf(branch.field, where, **more)
        return [one] if branch.field.many and one is not None else one

    def _group(self, branch, where, *, indexed, above, **more):
        # The first person of the opening form bears the name by which the record is found.
        found = branch.field.type == "person" and bool(self._name)
        inner = {"indexed": found or indexed, "above": self._stricter(above, branch.field), **more}
        flat = {}
        for child in branch.children:
            value = self._value(child, f"{where}.{child.field.id}", **inner)
            if value is not None:
                flat[child.field.id] = value
        if found:
            self._name = ""
        return nested(flat) or None

    @staticmethod
    def _stricter(above, field):
        return max(above, LETTERS[field.privacy.value], key=ORDER.index)

    def _leaf(self, field, where, *, above, child, record, indexed):
        kind = field.type
        if kind == "name" or kind in TEXTS or kind == "attachment":
            return self._text(field, where, self._stricter(above, field), indexed=indexed)
        if kind == "boolean":
            return field.id == "may_be_published"
        if kind == "integer":
            return (CHILD if child else GROWN) if field.id == "age" else 7
        if kind == "record":
            return record or None
        if kind == "code":
            return min(offered_codes(field, self._lists), default=None)
        return FIXED.get("" if field.id == "birth" and child else kind)

    def _text(self, field, where, letter, *, indexed):
        named = field.type == "name" and indexed and bool(self._name)
        self._quota[letter] += 1
        if self._most and self._quota[letter] > self._most and not indexed:
            return None
        serial = next(_serials)
        token = f"zq{letter.lower()}{serial}z"
        self.texts[token] = Planted(letter, where, indexed)
        if field.type == "name":
            said = f"{self._name} {token}" if named and where.endswith(".name") else token
            return {"text": said, "roman": said}
        if field.type == "attachment":
            return {"sha256": f"{serial:064}", "name": token, "media_type": "image/jpeg"}
        return token


def written(filing, record, data):
    """Write a form down as the desk does, past its checks."""
    filing._filled = tuple(filled(filing.build.composition.form(filing.form).branches, data))
    return filing.file(record, data)


def plant(cas, register, name, diary, *, child=False, planter=None):
    """Write a record with all its forms, as an officer of its station would, and put it into its public views."""
    build, planter = cas.build, planter or Planter(cas.build)
    book = build.composition.get(Register, register)
    with cas.desk(planter.officer) as desk:
        work, now = desk._work, datetime.now(UTC)
        data = planter.form(book.opening, name=name, child=child, record=diary, most=8)
        filing = work.filing(book, book.opening, now)
        record = open_record(filing, data).id
        work.journal("enter", written(filing, record, data), {"register": register})
        for form in book.follow_ups:
            more = planter.form(form, child=child, record=diary, most=2)
            work.journal("submit", written(work.filing(book, form, now), record, more), {"form": form})
        for position, officer in enumerate(planter.holders):
            duties.assign(desk.connection, record, f"planted{position}", officer, now)
        if planter.published:
            views = [view for view in build.composition.all(View).values() if view.register_id == register]
            events = [Event(frozenset(view.after), now, {}) for view in views]
            publishing.consider(work.file(record), events, now)
    return Held(record, register, book.opening, name, planter.texts)
