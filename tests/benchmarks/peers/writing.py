"""Writes a form out as somebody would by hand: a template with literal words, names and conditions of one form.

``python tests/benchmarks/peers/writing.py`` writes the complaint anew after its form has changed; `pages` compares
what both templates print.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from cas_core import compose_build
from cas_core.codelists import CodeList
from cas_core.messages.translate import Translator
from cas_core.sources import today
from cas_core.web.forms import Sheet, describe
from cas_core.web.forms.describing import Ask, Offer

PAGES = Path(__file__).with_name("pages")
STATE = Path(__file__).parents[3] / "states/ka"
FORM = "complaint"
MACROS = {
    "code": "choice", "choose": "listed", "multiline": "area", "lines": "lines", "statutes": "statutes", "attachment": "file",
    "record": "record", "datetime": "moment", "date": "day", "partial_date": "part_of_date", "integer": "number",
    "decimal": "number", "boolean": "truth", "name": "name", "span": "span", "geo": "geo",
}  # fmt: skip
HEAD = """{# Written by hand, as it were: see ../writing.py. #}
{% extends "desk/form.html" %}
{% import "by_hand.html" as f with context %}
{% block fields %}"""


def sheet_of(form: str) -> Sheet:
    """Return a form of Karnataka as it is asked, in English."""
    composition = compose_build(STATE).composition
    lists = {name: composition.get(CodeList, name) for name in composition.ids(CodeList)}
    compiled = composition.form(form)
    return describe(compiled, compiled.branches, Offer(lists), Translator("en", {}))


def written(sheet: Sheet) -> str:
    """Return the template of a form."""
    if any(ask.shown or ask.needed for ask in _all(sheet.asks)):
        raise SystemExit("conditions are not written by this")
    writer = _Writer()
    body = [line for part in sheet.parts for line in writer.part(part.label, part.asks)]
    longs = [
        f'<datalist id="list-{name}">{{% for words in {name}.values() %}}<option value="{{{{ words }}}}">{{% endfor %}}</datalist>'
        for name in writer.longs
    ]
    return "\n".join([HEAD, *writer.lists(), *body, *longs, "{% endblock %}", ""])


class _Writer:
    def __init__(self) -> None:
        self._lists: dict[str, str] = {}
        self.longs: list[str] = []
        self._depth = 0

    def lists(self) -> Iterator[str]:
        """Yield the lists of choices, each once."""
        yield from (f"{{% set {name} = {value} %}}" for value, name in self._lists.items())

    def part(self, label: str, asks: tuple[Ask, ...]) -> Iterator[str]:
        yield f'<fieldset class="part">\n<legend>{label}</legend>\n<div class="grid">'
        for ask in asks:
            yield from self.ask(ask, "values", "")
        yield "</div>\n</fieldset>"

    def ask(self, ask: Ask, held: str, above: str) -> Iterator[str]:
        """Yield the lines of one field, whose value is in a variable of the template."""
        name = _joined(above, ask.key)
        if ask.kind == "group":
            yield from self._rows(ask, held, name) if ask.many else self._group(ask, held, name)
            return
        value = f"{held}.get({json.dumps(ask.key)})"
        macro = "names" if ask.many and ask.kind == "name" else MACROS.get(ask.kind, "text")
        yield "{{ " + f"f.{macro}({', '.join([name, _text(ask.label), value, *self._more(ask)])})" + " }}"

    def _more(self, ask: Ask) -> Iterator[str]:
        if ask.kind in {"code", "choose"}:
            yield from self._choices(ask)
        if ask.kind in {"integer", "decimal"}:
            yield _text("numeric" if ask.kind == "integer" else "decimal")
        if ask.kind == "attachment" and ask.many:
            yield "many=true"
        yield from self._said(ask)
        if ask.kind not in {"integer", "decimal", "lines", "partial_date"}:
            day = today().isoformat()  # the page is of any day: it is told which
            yield from (f"{name}={'today' if value == day else _text(value)}" for name, value in ask.attributes)
        if ask.kind in {"phone", "email"}:
            yield f"type={_text({'phone': 'tel'}.get(ask.kind, ask.kind))}"

    def _said(self, ask: Ask) -> Iterator[str]:
        if ask.required:
            yield "required=true"
        yield from (f"{part}={_text(value)}" for part in ("help", "item") if (value := getattr(ask, part)))

    def _choices(self, ask: Ask) -> Iterator[str]:
        pairs = ", ".join(f"{_text(choice.code)}: {_text(choice.label)}" for choice in ask.choices)
        if ask.kind == "choose":
            if ask.codes not in self.longs:
                self.longs.append(ask.codes)
                self._lists[f"{{{pairs}}}"] = ask.codes
            yield from (_text(ask.codes), ask.codes)
            return
        options = "[" + ", ".join(f"({_text(choice.code)}, {_text(choice.label)})" for choice in ask.choices) + "]"
        yield self._lists.setdefault(options, f"{ask.codes}_{len(self._lists)}")

    def _group(self, ask: Ask, held: str, name: str) -> Iterator[str]:
        inner = self._variable()
        opened = " open" if ask.required else f'{{{{ " open" if {inner} }}}}'
        yield f"{{% set {inner} = {held}.get({json.dumps(ask.key)}) or {{}} %}}"
        yield f'<details class="group{{{{ " wrong" if {name} in faults }}}}" id="{_printed(name)}"{opened}>'
        yield f'<summary>{self._legend(ask)}</summary>\n{{{{ f.notes({name}, {_text(ask.help)}) }}}}\n<div class="grid">'
        for child in ask.children:
            yield from self.ask(child, inner, name)
        yield "</div>\n</details>"

    def _rows(self, ask: Ask, held: str, name: str) -> Iterator[str]:
        row, at, label = self._variable(), self._variable(), _text(ask.label)
        yield f'<fieldset class="group{{{{ " wrong" if {name} in faults }}}}" id="{_printed(name)}">'
        yield f"<legend>{self._legend(ask)}</legend>\n{{{{ f.notes({name}, {_text(ask.help)}) }}}}"
        empty = "[{}]" if ask.required else "[]"
        yield f"{{% for {row} in {held}.get({json.dumps(ask.key)}) or {empty} %}}"
        yield f"{{% set {at} = {_joined(name, '')} ~ loop.index0 %}}{{% set number = loop.index %}}"
        yield f'<div class="entry" role="group" aria-label="{{{{ {label} }}}} {{{{ number }}}}">\n<div class="grid">'
        for child in ask.children:
            yield from self.ask(child, row, at)
        place = f"{_printed(name)}:{{{{ loop.index0 }}}}"
        take_out = f'value="remove:{place}" formnovalidate>Remove: {{{{ {label} }}}} {{{{ number }}}}'
        yield f'</div>\n<button name="do" {take_out}</button>\n</div>\n{{% endfor %}}'
        yield f'<div class="actions"><button name="do" value="add:{_printed(name)}" formnovalidate>Add: {{{{ {label} }}}}</button></div>\n</fieldset>'

    def _legend(self, ask: Ask) -> str:
        return f"{{{{ f.words({_text(ask.label)}, {'true' if ask.required else 'false'}, {_text(ask.item)}) }}}}"

    def _variable(self) -> str:
        self._depth += 1
        return f"g{self._depth}"


def _joined(above: str, key: str) -> str:
    """Return the expression of a name: a literal one, or what a loop is at with the key behind it."""
    if not above:
        return _text(key)
    if above.endswith('"'):
        return f'{above[:-1]}.{key}"'
    return f"{above} ~ {_text(f'.{key}')}"


def _printed(name: str) -> str:
    """Return a name as it stands in the page."""
    return name[1:-1] if name.startswith('"') else f"{{{{ {name} }}}}"


def _text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _all(asks: tuple[Ask, ...]) -> Iterator[Ask]:
    for ask in asks:
        yield ask
        yield from _all(ask.children)


if __name__ == "__main__":
    (PAGES / f"{FORM}.html").write_text(written(sheet_of(FORM)), "utf-8")
