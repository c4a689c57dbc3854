"""The page of the files of a layer and of a build: each table and key, from the definitions that read them."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from cas_core.access.definition import Role
from cas_core.codelists.definition import Entry
from cas_core.codelists.overlay import Opening
from cas_core.composition.build import BuildFile, Holiday, Settles
from cas_core.composition.layer import Manifest
from cas_core.forms.definition import Entity, Field, Form, Indexing, Rule, Section, ValueSet
from cas_core.numbering.definition import Scheme, Series
from cas_core.numbering.pattern import WIDTHS
from cas_core.offices.definition import Office, OfficeType
from cas_core.offices.whereabouts import Whereabouts
from cas_core.publication.definition import View
from cas_core.registers.definition import HandedOver, Register
from cas_core.services.definition import Copies, Payment, Rate, Service
from cas_core.sources import Definition
from cas_core.workflows.definition import Clock, Duty, Guard, State, Transition, Workflow
from generating.markdown import codes, table

Tables = Mapping[str, type[Definition]]
PATTERN = (
    "A pattern is text with placeholders, "
    f"{codes(f'{{{name}}}' for name in WIDTHS)}; some may have a width, which noughts fill, as `{{serial:4}}`."
)
COMMON = {
    "id": "Its name in files, in small letters.",
    "label": "What people read, in English; catalogues translate it.",
    "title": "What people read, in English; catalogues translate it.",
    "basis": "Provision or order behind it.",
}
WHERE = {
    "see `forms.condition`": "see [conditions](conditions.md)",
    "see `cas_core.numbering.pattern`": "see above",
    "see `docs/decisions/0009-what-a-case-knows.md`": "see [decision 9](../decisions/0009-what-a-case-knows.md)",
}
"""What docstrings point to, and where a page finds it."""

FILES: Mapping[str, tuple[str, Tables]] = {
    "layer.toml": ("Who the layer is. The one file that every layer has.", {"the file": Manifest}),
    "forms/ID.toml": (
        "One form. `fields` stand in their section; an overlay lists its own in `add`.",
        {"[form]": Form, "[[section]]": Section, "fields, add": Field, "offers": ValueSet, "[[rule]]": Rule},
    ),
    "entities/ID.toml": (
        "One entity. Its `fields` are written as those of a form.",
        {"[entity]": Entity, "index": Indexing},
    ),
    "codelists/ID.csv": (
        "One code list. Over a list of a lower layer its rows add and change codes; other columns are facts of it.",
        {"a row": Entry},
    ),
    "codelists.toml": ("Which lists are open for values that offices hold.", {"[[local]]": Opening}),
    "registers.toml": ("Registers.", {"[[register]]": Register, "register.handed_over": HandedOver}),
    "numbering.toml": (f"How numbers print. {PATTERN}", {"[[scheme]]": Scheme, "series.ID": Series}),
    "workflows/ID.toml": (
        "One workflow.",
        {
            "[workflow]": Workflow,
            "[[state]]": State,
            "[[transition]]": Transition,
            "[[duty]]": Duty,
            "[[guard]]": Guard,
            "[[clock]]": Clock,
        },
    ),
    "offices.toml": ("Types of office.", {"[[office_type]]": OfficeType}),
    "access.toml": ("Roles.", {"[[role]]": Role}),
    "services.toml": (
        "Citizen services.",
        {"[[service]]": Service, "[[service.rates]]": Rate, "[service.payment]": Payment, "[service.copies]": Copies},
    ),
    "publication.toml": ("What audiences see without asking.", {"[[view]]": View}),
    "templates/ID.html": (
        "How the form `ID` prints, in Jinja2; it may extend `national/ID.html` and fill its blocks.",
        {},
    ),
    "locale/LANGUAGE/LC_MESSAGES/messages.po": (
        "Words in a language; [Add a language](../how-to/add-a-language.md) makes it.",
        {},
    ),
}

BUILD: Mapping[str, tuple[str, Tables]] = {
    "build.toml": ("Which layers, for whom.", {"the file": BuildFile, "[[settles]]": Settles}),
    "offices.csv": (
        "The offices of the first day; later ones are [ordered](../how-to/split-a-station.md).",
        {"a row": Office},
    ),
    "whereabouts.csv": ("Where offices are; optional.", {"a row": Whereabouts}),
    "holidays.csv": ("Days on which no office works; optional.", {"a row": Holiday}),
}

HEAD = """# The files of a layer and of a build

A layer is a folder of the files below; only `layer.toml` is needed, and what is not listed here is refused.

A file **defines** something of its own, or **overlays** what a lower layer defines:

- `extends = "ID"` at the head of a file of one form, entity or workflow says which; its own members are then added,
  and `change = [...]` changes those that are there.
- `[[change]]` does the same in a file of many elements, such as `numbering.toml`.
- A change names its target by kind (`field = "place"`, `clock = "progress"`, `scheme = "fir"`), then what it sets.
  [What a layer may change](tightening.md) lists what it may set, and when it needs `because`.
- `after` puts a member that is added behind another. A field stands in the section of that one.

Keys in bold are needed when something is defined."""


def layer_files() -> Iterator[str]:
    """Yield the page of the files of a layer and of a build."""
    yield HEAD
    for title, files in (("A layer", FILES), ("A build", BUILD)):
        yield f"\n## {title}"
        for name, (words, tables) in files.items():
            yield f"\n### {name}\n\n{words}"
            for of, model in tables.items():
                yield from table((of, "holds", "meaning"), _rows(model))


def _rows(model: type[Definition]) -> Iterator[tuple[str, str, str]]:
    told = meanings(model)
    for name, field in model.model_fields.items():
        key = "code" if model is Entry and name == "id" else name
        if name in _LEFT_OUT.get(model, ()) or _definitions(field.annotation):
            continue
        words = told.get(name) or COMMON.get(name, "")
        for said, there in WHERE.items():
            words = words.replace(said, there)
        yield (f"**`{key}`**" if field.is_required() else f"`{key}`", _holds(field.annotation), words)


_LEFT_OUT: Mapping[type[Definition], tuple[str, ...]] = {
    Entry: ("office", "attributes"),
    Entity: ("overrides",),
    Form: ("overrides",),
}


def meanings(model: type[Definition]) -> Mapping[str, str]:
    """Return what a definition's docstring, and those of its bases, say of each key."""
    said: dict[str, str] = {}
    for one in reversed(model.__mro__):
        block = inspect.cleandoc(one.__dict__.get("__doc__") or "").partition("Attributes:\n")[2]
        for names, words in re.findall(r"^    ([a-z_, ]+): ((?:.|\n        )+)", block, re.MULTILINE):
            said |= dict.fromkeys(names.split(", "), " ".join(words.replace("``", "`").split()))
    return said


def _holds(annotation: Any) -> str:
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _holds(inner[0])
    if origin is Literal:
        return codes(map(str, inner))
    if origin in {Union, UnionType}:
        return " or ".join(dict.fromkeys(_holds(one) for one in inner if one is not NoneType))
    if origin is tuple:
        return f"list: {_holds(inner[0])}"
    if origin is not None:
        return "table"
    return _SIMPLE.get(annotation) or (codes(annotation) if issubclass(annotation, StrEnum) else "table")


_SIMPLE: Mapping[Any, str] = {
    str: "text",
    bool: "`true`, `false`",
    int: "number",
    float: "number",
    date: "day",
    Any: "any",
}


def _definitions(annotation: Any) -> bool:
    """Tell whether a key holds members, which have a table of their own."""
    return get_origin(annotation) is tuple and any(
        isinstance(one, type) and issubclass(one, Definition) for one in get_args(annotation)
    )
