"""A record on paper: its form with every filled field in words, run through the document's template."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, ClassVar

from cas_core.codelists import CodeList
from cas_core.composition import Build
from cas_core.desk.record import Record, Submitted
from cas_core.documents.definition import Document
from cas_core.documents.environment import environment
from cas_core.documents.localise import Locale
from cas_core.documents.pdf import Sheet, render_pdf
from cas_core.forms import Field, Form
from cas_core.forms.condition import lookup
from cas_core.forms.tree import Branch
from cas_core.messages.translate import Translator
from cas_core.offices import OfficeType

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
        self._locale = Locale(language)
        sources = {t.id: t.source for held in build.composition.all(Document).values() for t in held.templates}
        self._environment = environment(sources, self._translate, language)

    def html(self, record: Record, submitted: Submitted) -> str:
        """Return a form of a record as the HTML of its page."""
        documents = self._build.composition.ids(Document)
        document = submitted.form if submitted.form in documents else GENERAL
        template = self._build.composition.get(Document, document).templates[-1].id
        context = {"record": self._head(record, submitted), "form": self.form(submitted.form, submitted.data)}
        return self._environment.get_template(template).render(context)

    def pdf(self, record: Record, submitted: Submitted, fonts: Path) -> bytes:
        """Return a form of a record as PDF.

        Raises:
            CasError: typst or a font is missing.
        """
        form = self._build.composition.get(Form, submitted.form)
        sheet = Sheet(self._translate.language, self._translate(form.title), record.national_number)
        return render_pdf(self.html(record, submitted), sheet, fonts)

    def _head(self, record: Record, submitted: Submitted) -> dict[str, Any]:
        office = self._offices[0]
        types = self._build.composition.all(OfficeType)
        kinds = {kind.id for kind in types.values() if {kind.id, kind.stands_for} & {"district", "commissionerate"}}
        district = next((o for o in self._offices if o.type in kinds), self._offices[-1])
        own = not self._translate.language.startswith("en")
        return {
            "number": record.number,
            "national_number": record.national_number,
            "opened_at": record.created_at,
            "entered_at": submitted.entered_at,
            "entered_by": self._names.get(submitted.entered_by, submitted.entered_by),
            "office": (own and office.local_name) or office.name,
            "district": (own and district.local_name) or district.name,
            "within": [above.type for above in self._offices],
            "state_title": self._translate(self._build.title),
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
            sections.append({"id": "", "label": self._translate("Further particulars"), "rows": unplaced})
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
                "groups": [],
            }
            if branch.children:
                groups = value if isinstance(value, list) else [value]
                row["groups"] = [list(self._pairs(branch.children, group)) for group in groups]
            else:
                row["value"] = self._text(branch.field, value)
                row["code"] = value if branch.field.type == "code" else ""
            yield row

    def _pairs(self, branches: tuple[Branch, ...], data: Mapping[str, Any]) -> Iterator[dict[str, str]]:
        for branch in branches:
            value = lookup(data, branch.field.id)
            if value is None:
                continue
            if branch.children:
                for group in value if isinstance(value, list) else [value]:
                    inner = ", ".join(self._inner(branch.children, group))
                    yield {"label": self._translate(branch.field.label), "value": inner}
            else:
                yield {"label": self._translate(branch.field.label), "value": self._text(branch.field, value)}

    def _inner(self, branches: tuple[Branch, ...], data: Mapping[str, Any]) -> Iterator[str]:
        """Yield the values of a group within a group; a number, a date or a yes says nothing without its label."""
        labelled = {self._translate(branch.field.label) for branch in branches if branch.field.type in self._BARE}
        for pair in self._pairs(branches, data):
            yield f"{pair['label']}: {pair['value']}" if pair["label"] in labelled else pair["value"]

    def _text(self, field: Field, value: Any) -> str:
        if isinstance(value, list):
            return "; ".join(self._text(field, item) for item in value)
        if field.type == "code":
            return self._code(field, value)
        plain = self._PLAIN.get(field.type)
        return str(plain(self, value)) if plain else str(value)

    def _code(self, field: Field, value: str) -> str:
        if field.offers and value in field.offers.relabel:
            return self._translate(field.offers.relabel[value])
        entries = self._build.composition.get(CodeList, field.codes).codes
        return next((self._translate(entry.label) for entry in entries if entry.id == value), value)

    def _span(self, value: Mapping[str, Any]) -> str:
        ends = [value["from"], *([value["to"]] if "to" in value else [])]
        return " - ".join(self._locale.datetime(end) if "T" in end else self._locale.date(end) for end in ends)

    def _name(self, value: Mapping[str, str]) -> str:
        """Return a name as it is written; on an English paper in Roman letters."""
        return value["roman"] if self._translate.language.startswith("en") else value["text"]

    def _integer(self, value: int) -> str:
        """Return a whole number; one of four digits may be a year, which is not grouped."""
        return self._locale.digits(value) if value < 10_000 else self._locale.number(value)  # noqa: PLR2004

    _BARE: ClassVar[frozenset[str]] = frozenset({"boolean", "integer", "decimal", "money", "date", "datetime", "party"})
    _PLAIN: ClassVar[dict[str, Callable[[Any, Any], str]]] = {
        "name": _name,
        "span": _span,
        "money": lambda self, value: self._locale.money(value),
        "integer": _integer,
        "decimal": lambda self, value: self._locale.number(value),
        "date": lambda self, value: self._locale.date(value),
        "partial_date": lambda self, value: self._locale.date(value),
        "datetime": lambda self, value: self._locale.datetime(value),
        "time": lambda self, value: self._locale.time(value),
        "boolean": lambda self, value: self._translate("Yes" if value else "No"),
        "statutes": lambda _, value: f"{value['act']} {value['section']}",
        "geo": lambda _, value: f"{value['lat']}, {value['long']}",
        "record": lambda self, value: self._locale.digits(self._names.get(value, value)),
        "attachment": lambda _, value: value["name"],
        "aadhaar": lambda _, value: f"XXXX XXXX {value[-4:]}",  # Aadhaar Act 2016 s.29: never printed whole
    }
