"""What was entered, in the words, digits and letters of a reader."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, ClassVar

from cas_core import law
from cas_core.codelists import CodeList
from cas_core.composition import Build
from cas_core.desk.offences import catalogue
from cas_core.documents.localise import Locale
from cas_core.forms import Field
from cas_core.forms.tree import Branch
from cas_core.forms.values import lookup
from cas_core.messages.translate import Translator

Pair = dict[str, Any]

SELF_EVIDENT = 3
"""So many values of a group within a group are told without their labels: ``Voter ID, ABC1234567``."""


class Wording:
    """Says the values of one form in one language."""

    def __init__(self, build: Build, translate: Translator, names: Mapping[str, str]) -> None:
        """Take what is needed to say them.

        Args:
            names: What stands for ids: numbers of records, names of officers.
        """
        self._build = build
        self._translate = translate
        self._names = names
        self._locale = Locale(translate.language)

    def text(self, field: Field, value: Any) -> str:
        """Return the value of a field in words; sections are cited together, by Acts."""
        if field.type == "statutes":
            rows = value if isinstance(value, list) else [value]
            return law.cited(
                rows, self._build.composition.derived(catalogue), self._translate, self._translate.isolated
            )
        if isinstance(value, list):
            return "; ".join(self.text(field, item) for item in value)
        if field.type == "code":
            return self._code(field, value)
        plain = self._PLAIN.get(field.type)
        return str(plain(self, value)) if plain else str(value)

    def pairs(self, branches: tuple[Branch, ...], data: Mapping[str, Any]) -> Iterator[Pair]:
        """Yield label and value of each filled field of a group; of a group within it its ``parts`` as well."""
        for branch in branches:
            value = lookup(data, branch.field.id)
            if value is None:
                continue
            label = self._translate(branch.field.label)
            if not branch.children:
                yield {"label": label, "value": self.text(branch.field, value), "parts": []}
                continue
            for group in value if isinstance(value, list) else [value]:
                parts = self._parts(branch, group)
                said = (f"{part['label']}: {part['value']}" if part["label"] else part["value"] for part in parts)
                yield {"label": label, "value": ", ".join(said), "parts": parts}

    def _parts(self, branch: Branch, data: Mapping[str, Any]) -> list[Pair]:
        """Return the values of a group within a group, without the labels that nobody needs.

        An address is written as on a letter; a number, a date or a yes says nothing without its label.
        """
        pairs = list(self.pairs(branch.children, data))
        many = branch.field.type != "address" and len(pairs) > SELF_EVIDENT
        silent = {"name"} if many else {child.field.type for child in branch.children} - self._BARE
        unsaid = {self._translate(child.field.label) for child in branch.children if child.field.type in silent}
        return [{**pair, "label": ""} if pair["label"] in unsaid else pair for pair in pairs]

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

    _BARE: ClassVar[frozenset[str]] = frozenset(
        {"boolean", "integer", "decimal", "money", "date", "partial_date", "datetime", "party"}
    )
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
        "geo": lambda _, value: f"{value['lat']}, {value['long']}",
        "record": lambda self, value: self._locale.digits(self._names.get(value, value)),
        "attachment": lambda _, value: value["name"],
        "aadhaar": lambda _, value: f"XXXX XXXX {value[-4:]}",  # Aadhaar Act 2016 s.29: never printed whole
    }
