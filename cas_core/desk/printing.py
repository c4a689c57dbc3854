"""A record on paper: its form with every filled field in words, run through the document's template."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from cas_core.composition import Build
from cas_core.desk.record import Record, Submitted
from cas_core.desk.wording import Wording
from cas_core.documents.definition import Document
from cas_core.documents.environment import environment
from cas_core.documents.pdf import NO_STAMP, Sheet, Stamp, render_pdf
from cas_core.forms import Form, Privacy
from cas_core.forms.tree import Branch
from cas_core.forms.values import lookup
from cas_core.messages.mark import mark as _
from cas_core.messages.translate import Translator
from cas_core.offices import OfficeType
from cas_core.publication.showing import strictest

GENERAL = "form"
"""The document that prints any form which has none of its own."""


class Printer:
    """Prints forms of records in one language."""

    def __init__(self, build: Build, language: str, offices: Sequence[Any], names: Mapping[str, str]) -> None:
        """Take what stands on paper.

        Args:
            offices: The office of the form and those above it, as they were on the day of the form.
            names: What stands for ids: numbers of records, names of officers.
        """
        self._build = build
        self._offices = offices
        self._names = names
        self._translate = Translator(language, build.composition.elements.get("catalogue", {}))
        self._wording = Wording(build, self._translate, names)
        sources = {t.id: t.source for held in build.composition.all(Document).values() for t in held.templates}
        self._environment = environment(sources, self._translate, language)

    def html(self, record: Record, submitted: Submitted) -> str:
        """Return a form of a record as the HTML of its page."""
        documents = self._build.composition.ids(Document)
        document = submitted.form if submitted.form in documents else GENERAL
        template = self._build.composition.get(Document, document).templates[-1].id
        context = {"record": self._head(record, submitted), "form": self.form(submitted.form, submitted.data)}
        return self._environment.get_template(template).render(context)

    def pdf(self, record: Record, submitted: Submitted, fonts: Path, stamp: Stamp = NO_STAMP) -> bytes:
        """Return a form of a record as PDF.

        Raises:
            CasError: typst or a font is missing.
        """
        form = self._build.composition.get(Form, submitted.form)
        sheet = Sheet(self._translate.language, self._translate(form.title), record.national_number, stamp)
        return render_pdf(self.html(record, submitted), sheet, fonts)

    def _head(self, record: Record, submitted: Submitted) -> dict[str, Any]:
        office = self._offices[0]
        types = self._build.composition.all(OfficeType)
        kinds = {kind.id for kind in types.values() if kind.is_one_of(("district", "commissionerate"))}
        district = next((o for o in self._offices if o.type in kinds), self._offices[-1])
        own = not self._translate.language.startswith("en")
        compiled = self._build.composition.form(submitted.form)
        return {
            "number": record.number,
            "national_number": record.national_number,
            "opened_at": record.created_at,
            "entered_at": submitted.entered_at,
            "entered_by": self._names.get(submitted.entered_by, submitted.entered_by),
            "office": (own and office.local_name) or office.name,
            "district": (own and district.local_name) or district.name,
            "within": [above.type for above in self._offices],
            "state_title": self._build.called(self._translate.language),
            "extract": submitted.cut,
            "office_copy": strictest(compiled.branches, submitted.data) is Privacy.SEALED,
        }

    def form(self, form_id: str, data: Mapping[str, Any]) -> dict[str, Any]:
        """Return what is filled in of a form in words: its title, and its sections with labelled rows."""
        compiled = self._build.composition.form(form_id)
        form = compiled.form
        sections: list[dict[str, Any]] = [
            {
                "id": section.id,
                "label": self._translate(section.label),
                "rows": list(self._rows(compiled.branches, section.id, data)),
            }
            for section in form.sections
        ]
        unplaced = list(self._rows(compiled.branches, "", data))
        if unplaced:
            sections.append({"id": "", "label": self._translate(_("Further particulars")), "rows": unplaced})
        shown = [section for section in sections if section["rows"]]
        filled = {row["id"]: row for section in shown for row in section["rows"]}
        return {"title": self._translate(form.title), "basis": form.basis, "sections": shown, "filled": filled}

    def _rows(self, branches: tuple[Branch, ...], section: str, data: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
        for branch in branches:
            value = lookup(data, branch.field.id)
            if branch.field.section != section or value is None:
                continue
            row: dict[str, Any] = {
                "id": branch.field.id,
                "item": branch.field.item,
                "label": self._translate(branch.field.label),
                "value": "",
                "lines": [],
                "groups": [],
            }
            if branch.children:
                groups = value if isinstance(value, list) else [value]
                row["groups"] = [list(self._wording.pairs(branch.children, group)) for group in groups]
            else:
                row["value"] = self._wording.text(branch.field, value)
                row["lines"] = row["value"].splitlines()
                row["code"] = value if branch.field.type == "code" else ""
            yield row
