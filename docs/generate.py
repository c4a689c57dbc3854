"""Reference pages made from the code: ``python docs/generate.py`` writes them, a test says whether they are fresh."""

from __future__ import annotations

import ast
import inspect
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import click

from cas_core.cli import COMMANDS, group
from cas_core.composition.tightening import TABLE, Rule
from cas_core.forms import condition
from cas_core.forms.types import TYPES

REFERENCE = Path(__file__).parent / "reference"
NOTE = "<!-- Made by docs/generate.py; change the code, not this page. -->"

TYPE_WORDS: Mapping[str, tuple[str, Any]] = {
    "text": ("One line of text.", "14/2, Main road"),
    "multiline": ("Text with line ends.", "First line\nsecond line"),
    "name": ("A name as it is written, and in Roman letters.", {"text": "ರಮೇಶ್", "roman": "Ramesh"}),
    "integer": ("A whole number.", 42),
    "decimal": ("A number with decimal places, kept as text.", "1.25"),
    "money": ("Rupees with two decimal places, kept as text.", "224000.00"),
    "boolean": ("Yes or no.", True),
    "date": ("A day.", "2024-06-30"),
    "partial_date": ("A year, a month or a day.", "1984-06"),
    "time": ("A time of day.", "14:30"),
    "datetime": ("A moment, with its zone.", "2024-06-30T14:30+05:30"),
    "span": ("A span of time; either end may be known in part.", {"from": "2024-06", "to": "2024-06-30"}),
    "statutes": ("An act and a section of it.", {"act": "BNS", "section": "305"}),
    "phone": ("A telephone number, kept in its international form.", "+919845012345"),
    "email": ("An e-mail address.", "a@example.in"),
    "aadhaar": ("An Aadhaar number with its check digit.", "234123412346"),
    "pan": ("A permanent account number.", "ACUPA7085R"),
    "voter_id": ("An EPIC number with its check digit.", "WKH1186253"),
    "passport": ("A passport number.", "K1234567"),
    "driving_licence": ("A driving licence number.", "KA0120201234567"),
    "vehicle_registration": ("A registration mark.", "KA01AB1234"),
    "chassis": ("A chassis number.", "MA3EUA61S00123456"),
    "engine": ("An engine number.", "K10BN1234567"),
    "imei": ("The number of a mobile telephone, with its check digit.", "490154203237518"),
    "geo": ("Latitude and longitude in degrees.", {"lat": "12.9716000", "long": "77.5672000"}),
    "attachment": ("A file, by its digest.", {"sha256": "0" * 64, "name": "photo.jpg", "media_type": "image/jpeg"}),
    "record": ("The id of another record.", "446c5bdf-9228-44bd-bd49-eb346c3071c8"),
    "party": ("The code of a party to the record.", "A1"),
    "code": ("A code of the list that the field names in `codes`.", "IN"),
}

RULE_WORDS: Mapping[str, str] = {
    "_any": "may change",
    "_may_be_set": "may be set where nothing was said before",
    "_may_turn_on": "may be turned on, never off",
    "_may_grow": "may grow, never shrink",
    "_may_shrink": "may shrink, never grow",
    "_may_rise": "may become stricter, never weaker",
    "_may_hide": "may be turned on where the field is neither locked nor required",
    "_may_narrow": "may offer fewer codes, never more",
    "_subset": "may lose members, never gain any",
    "_superset": "may gain members, never lose any",
    "_may_shorten": "may get shorter, never longer",
    "_may_retire": "may be set or brought forward, never put off",
    "_stays_public": "may not be closed",
    "_only_own": "may stand on a layer's own fields only",
    "_narrower_scope": "may get narrower, never wider",
    "<lambda>": "may be set; then it may get shorter, never longer",
}


def cli() -> Iterator[str]:
    """Yield the page of the command line."""
    yield "# The command line\n\nEvery command ends with 0 when its work is done, 1 when it was refused (each problem"
    yield "with its mend on standard error), and 2 when it was called wrongly."
    root = click.Context(group, info_name="cas")
    for name in COMMANDS:
        command = group.get_command(root, name)
        if command is not None:
            yield from _command(command, click.Context(command, info_name=name, parent=root))


def _command(command: click.Command, context: click.Context) -> Iterator[str]:
    usage = " ".join(command.collect_usage_pieces(context))
    yield f"\n## {context.command_path}\n\n`{context.command_path} {usage}`\n\n{inspect.cleandoc(command.help or '')}"
    rows = [record for part in command.params if (record := part.get_help_record(context)) and part.name != "help"]
    if rows:
        yield "\n| option | meaning |\n|---|---|"
        yield from (f"| `{option.replace('|', ' or ')}` | {meaning} |" for option, meaning in rows)
    if isinstance(command, click.Group):
        for name, below in sorted(command.commands.items()):
            yield from _command(below, click.Context(below, info_name=name, parent=context))


def field_types() -> Iterator[str]:
    """Yield the page of field types."""
    yield "# Field types\n\nWhat a field's `type` may be, besides the id of an entity. Values are JSON.\n"
    yield "| type | what it holds | example |\n|---|---|---|"
    for name in TYPES:
        words, example = TYPE_WORDS[name]
        yield f"| `{name}` | {words} | `{_json(example)}` |"


def conditions() -> Iterator[str]:
    """Yield the page of conditions."""
    summary, _, rest = inspect.cleandoc(condition.__doc__ or "").partition("\n")
    yield f"# Conditions\n\n{summary}\n{rest}".replace("``", "`")
    yield f"\nA condition has at most {condition.MOST_CHARACTERS} characters and {condition.MOST_NODES} parts.\n"
    yield "| what may be written | in Python's grammar |\n|---|---|"
    examples = {
        ast.BoolOp: "a and b, a or b",
        ast.UnaryOp: "not a",
        ast.Compare: "a == b, a < b <= c, a in [b, c]",
        ast.Name: "kind",
        ast.Attribute: "complainant.occupation",
        ast.Constant: "'zero', 3, True, None",
        ast.List: "['a', 'b']",
        ast.Tuple: "('a', 'b')",
        ast.Call: "filled(a), count(a), age(a), covers(a, b)",
    }
    for node in condition._COMPILERS:  # noqa: SLF001 - the page is of this table
        yield f"| `{examples[node]}` | {node.__name__} |"


def tightening() -> Iterator[str]:
    """Yield the page of what a layer may change."""
    yield "# What a layer may change\n\nA part that stands not here can't be changed at all."
    yield "A change of more than words to a locked part needs `because`."
    yield "Fields of entities follow the rules of `form` fields."
    for (kind, collection), parts in TABLE.items():
        yield f"\n## {kind}{f': {collection}' if collection else ''}\n\n| part | rule |\n|---|---|"
        yield from (f"| `{part}` | {_rule(rule)} |" for part, rule in sorted(parts.items()))


def _rule(rule: Rule) -> str:
    words = RULE_WORDS[rule.check.__name__]
    joined = "; new values join the old ones" if rule.merge else ""
    return f"{words}{joined}{' (words or order only)' if rule.cosmetic else ''}"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


PAGES = {"cli": cli, "field-types": field_types, "conditions": conditions, "tightening": tightening}


def page(name: str) -> str:
    """Return a page as it should stand."""
    return f"{NOTE}\n" + "\n".join(PAGES[name]()) + "\n"


if __name__ == "__main__":
    for written in PAGES:
        (REFERENCE / f"{written}.md").write_text(page(written), "utf-8")
