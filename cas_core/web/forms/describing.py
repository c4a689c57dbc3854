"""What a form asks, in one language: made of the composed form once, and kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from markupsafe import Markup

from cas_core.codelists import CodeList, current, offered
from cas_core.forms import Field
from cas_core.forms.compile import CompiledForm
from cas_core.forms.condition import Condition, parse
from cas_core.forms.tree import Branch
from cas_core.messages.mark import mark as _
from cas_core.messages.translate import Translator
from cas_core.sources import today

FEW = 60
"""Up to so many choices a list is shown whole; a longer one is searched while it is typed."""

_LINES = frozenset({"text", "phone", "imei", "record", "integer", "decimal", "date", "datetime"})
_OPTION = {"code": Markup('<option value="{0}">{1}</option>\n'), "choose": Markup('<option value="{1}">\n')}
_LIMITS = {"max_length": "maxlength", "min": "min", "max": "max"}


class Choice(NamedTuple):
    """One code with its words."""

    code: str
    label: str


@dataclass(frozen=True, slots=True)
class Ask:
    """One thing that is asked.

    Attributes:
        key: Its place in the group it stands in, e.g. ``name`` or ``ka.beat``.
        kind: How it is asked: its field type, ``group``, ``choose`` for a long list, ``lines`` for several texts,
            ``boxes`` for several codes, ``parties`` for several parties to the record.
        options: The choices as a page lists them while none is chosen; made once, as they are most of a page.
        former: Choices that are no longer offered, or not here; a form that said one of them before keeps it.
        attributes: Further attributes of the control.
        needed, shown: Conditions under which it is needed and shown.
        children: What a group asks.
    """

    key: str
    kind: str
    type: str
    label: str
    help: str
    item: str
    required: bool
    many: bool
    options: Markup
    choices: tuple[Choice, ...] = ()
    former: tuple[Choice, ...] = ()
    codes: str = ""
    refers_to: str = ""
    attributes: tuple[tuple[str, str], ...] = ()
    default: Any = None
    needed: Condition | None = None
    shown: Condition | None = None
    children: tuple[Ask, ...] = ()

    def shows(self, value: Any) -> tuple[Choice, ...]:
        """Return the choices that are shown while a value is filled in: those offered, and what it holds of others."""
        held = set(value) if isinstance(value, list) else {value}
        return (*self.choices, *(choice for choice in self.former if choice.code in held))


@dataclass(frozen=True, slots=True)
class Part:
    """A titled part of a form."""

    id: str
    label: str
    asks: tuple[Ask, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A form as it is asked.

    Attributes:
        parts: Its parts in order; fields that stand in none come last.
        live: Names of fields at which conditions look.
    """

    form: str
    title: str
    basis: str
    parts: tuple[Part, ...]
    live: frozenset[str]

    @property
    def asks(self) -> tuple[Ask, ...]:
        """All that is asked."""
        return tuple(ask for part in self.parts for ask in part.asks)


class Offer(NamedTuple):
    """What coded fields may offer.

    Attributes:
        within: Offices whose own values are offered beside the codes of the layers.
    """

    lists: Mapping[str, CodeList]
    within: frozenset[str] = frozenset()


def describe(compiled: CompiledForm, branches: tuple[Branch, ...], offer: Offer, translate: Translator) -> Sheet:
    """Return a form, or the part of it that ``branches`` names, as it is asked."""
    maker = _Maker(offer, translate)
    titles = {section.id: section.label for section in compiled.form.sections}
    held: dict[str, list[Ask]] = {section: [] for section in (*titles, "")}
    for branch in branches:
        if not branch.field.hidden:
            held.setdefault(branch.field.section, []).append(maker.ask(branch, ""))
    titles[""] = _("Further particulars")
    parts = tuple(Part(key, translate(titles[key]), tuple(asks)) for key, asks in held.items() if asks)
    live = frozenset(name for part in parts for ask in part.asks for name in _looked_at(ask, ""))
    return Sheet(compiled.form.id, translate(compiled.form.title), compiled.form.basis, parts, live)


class _Maker:
    def __init__(self, offer: Offer, translate: Translator) -> None:
        self._offer = offer
        self._translate = translate
        self._choices: dict[tuple[Any, ...], tuple[tuple[Choice, ...], tuple[Choice, ...]]] = {}

    def ask(self, branch: Branch, above: str) -> Ask:
        field = branch.field
        choices, former = self._offered(field) if field.type == "code" else ((), ())
        kind = _kind(field, choices, group=bool(branch.children))
        return Ask(
            key=branch.path.removeprefix(f"{above}.") if above else branch.path,
            kind=kind,
            type=field.type,
            label=self._translate(field.label),
            help=self._translate(field.help) if field.help else "",
            item=field.item,
            required=field.required,
            many=field.many,
            choices=choices,
            former=former,
            options=Markup().join(_OPTION[kind].format(*choice) for choice in choices if kind in _OPTION),
            codes=field.codes,
            refers_to=field.refers_to,
            attributes=tuple(_attributes(field)),
            default=field.default,
            needed=parse(field.required_if) if field.required_if else None,
            shown=parse(field.visible_if) if field.visible_if else None,
            children=tuple(self.ask(child, branch.path) for child in branch.children if not child.field.hidden),
        )

    def _offered(self, field: Field) -> tuple[tuple[Choice, ...], tuple[Choice, ...]]:
        offers = field.offers
        parts = (offers.only, offers.without, offers.first, tuple(offers.relabel.items())) if offers else ()
        key = (field.codes, *parts)
        if key not in self._choices:
            made = list(self._made(field))
            chosen, former = (tuple(choice for choice, usable in made if usable is wanted) for wanted in (True, False))
            self._choices[key] = (chosen, former)
        return self._choices[key]

    def _made(self, field: Field) -> Iterator[tuple[Choice, bool]]:
        """Yield the choices of a field, each with whether it is offered for a new entry."""
        codes, offers = self._offer.lists[field.codes], field.offers
        chosen = offered(codes, only=offers.only, without=offers.without, first=offers.first) if offers else codes.codes
        usable = {
            entry.id for entry in current(codes, today()) if not entry.office or entry.office in self._offer.within
        }
        for entry in chosen:
            label = offers.relabel.get(entry.id, entry.label) if offers else entry.label
            yield Choice(entry.id, self._translate(label)), entry.id in usable


def _kind(field: Field, choices: tuple[Choice, ...], *, group: bool) -> str:
    if group:
        return "group"
    if field.type == "code":
        return "boxes" if field.many else "choose" if len(choices) > FEW else "code"
    if field.many and field.type == "party":
        return "parties"
    return "lines" if field.many and field.type in _LINES else field.type


def _attributes(field: Field) -> Iterator[tuple[str, str]]:
    for part, attribute in _LIMITS.items():
        value = getattr(field, part)
        if value is not None and not (part == "max_length" and field.type == "name"):
            yield attribute, today().isoformat() if value == "today" else str(value)


def _looked_at(ask: Ask, above: str) -> Iterator[str]:
    """Yield the names at which the conditions of an ask and of those below it look, as far as they stand in it."""
    for condition in filter(None, (ask.needed, ask.shown)):
        yield from (f"{above}{name}" for name in condition.names)
    for child in ask.children:
        yield from _looked_at(child, f"{above}{ask.key}.")
