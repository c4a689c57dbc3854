"""How a build speaks in one language: titles and labels of what its pages name by id."""

from __future__ import annotations

from collections.abc import Mapping

from cas_core.access import Role
from cas_core.codelists import CodeList
from cas_core.composition import Build
from cas_core.desk.limits import clocks
from cas_core.forms import Form
from cas_core.messages.mark import mark as _
from cas_core.messages.translate import Translator
from cas_core.offices import Office, OfficeType
from cas_core.publication import View
from cas_core.registers import Register
from cas_core.services import Service
from cas_core.workflows import Workflow

SHOWN = (
    _("published"), _("withheld"), _("withdrawn"),
    _("public"), _("insurer"), _("advocate"), _("accused"), _("informant"), _("victim"), _("station"),
    _("supervisors"), _("court"), _("centre"),
    _("Any Magistrate"), _("Magistrate of the first class"), _("Court of Session"), _("Special Court"), _("varies"),
    _("Court by which the principal offence is triable"),
    _("Court in which the offence is committed (BNSS Ch. XXVIII) or any Magistrate"),
)  # fmt: skip
"""Words that pages show as the public views and the sections of law hold them.

They stand in data, where no extractor sees them: statuses of publication, audiences, and courts.
"""

VERBS: Mapping[str, str] = {
    "enter": _("Record entered"),
    "submit": _("Form submitted"),
    "amend": _("Form corrected"),
    "agree": _("Agreement given"),
    "move": _("Step taken"),
    "read": _("Record read"),
    "match": _("Match decided"),
    "breach": _("Time limit passed"),
    "hand_over": _("Record handed over"),
    "take_over": _("Record taken over"),
    "office.open": _("Office opened"),
    "office.rename": _("Office renamed"),
    "office.move": _("Office put under another"),
    "office.change_type": _("Type of office changed"),
    "office.split": _("Office split"),
    "office.merge": _("Office merged"),
    "office.close": _("Office closed"),
    "officer.enlist": _("Officer enlisted"),
    "officer.promote": _("Officer promoted"),
    "officer.appoint": _("Officer posted"),
    "officer.relieve": _("Posting ended"),
    "officer.leave": _("Leave entered"),
    "officer.recall": _("Leave ended"),
    "value.add": _("Value added"),
    "value.rename": _("Value renamed"),
    "value.place": _("Value put elsewhere in its list"),
    "value.retire": _("Value retired"),
}
"""What the journal calls by a verb, as people read it."""


class Words:
    """Words of one language for what definitions call by id; what is not known stays as it is."""

    def __init__(self, build: Build, translate: Translator) -> None:
        self._build = build
        self._composition = build.composition
        self.translate = translate

    @property
    def build(self) -> str:
        """The name of the state or force."""
        return self._build.called(self.translate.language)

    def register(self, register: str) -> str:
        """Return the title of a register."""
        return self.translate(self._composition.get(Register, register).title)

    def form(self, form: str) -> str:
        """Return the title of a form."""
        return self.translate(self._composition.get(Form, form).title)

    def service(self, service: Service) -> str:
        """Return the title of a service."""
        return self.translate(service.title)

    def view(self, view: str) -> str:
        """Return the title of a view."""
        return self.translate(self._composition.get(View, view).title)

    def verb(self, verb: str) -> str:
        """Return what an entry of the journal says that happened."""
        return self.translate(VERBS.get(verb, verb))

    def status(self, register: str, status: str) -> str:
        """Return the label of a status."""
        return next((self.translate(s.label) for s in self._workflow(register).states if s.id == status), status)

    def step(self, register: str, step: str) -> str:
        """Return the label of a step."""
        return next((self.translate(s.label) for s in self._workflow(register).transitions if s.id == step), step)

    def duty(self, register: str, duty: str) -> str:
        """Return the label of a duty."""
        return next((self.translate(d.label) for d in self._workflow(register).duties if d.id == duty), duty)

    def clock(self, register: str, clock: str) -> str:
        """Return the label of a clock."""
        held = clocks(self._composition, self._composition.get(Register, register))
        return next((self.translate(known.label) for known in held if known.id == clock), clock)

    def role(self, role: str) -> str:
        """Return the label of a role."""
        known = self._composition.all(Role)
        return self.translate(known[role].label) if role in known else role

    def office(self, office: Office | None) -> str:
        """Return the name of an office, in the state's language where that is asked for."""
        if office is None:
            return ""
        own = self.translate.language.partition("-")[0] == self._build.languages[0].partition("-")[0]
        return office.local_name if own and office.local_name else office.name

    def office_type(self, kind: str) -> str:
        """Return the label of a type of office."""
        known = self._composition.all(OfficeType)
        return self.translate(known[kind].label) if kind in known else kind

    def code(self, codes: str, code: str) -> str:
        """Return the label of a code of a list."""
        entries = self._composition.get(CodeList, codes).codes
        return next((self.translate(entry.label) for entry in entries if entry.id == code), code)

    def limit(self, limit: str) -> str:
        """Return a time limit in words: ``7wd`` is seven working days."""
        number = limit.rstrip("hdwmin")
        unit = limit.removeprefix(number)
        texts = {
            "min": _("{n} minutes"),
            "h": _("{n} hours"),
            "d": _("{n} days"),
            "wd": _("{n} working days"),
            "m": _("{n} months"),
        }
        return self.translate(texts[unit]).format(n=number) if unit in texts else limit

    def _workflow(self, register: str) -> Workflow:
        return self._composition.get(Workflow, self._composition.get(Register, register).workflow)
