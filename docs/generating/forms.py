"""The page of forms."""

from __future__ import annotations

from collections.abc import Iterator

from cas_core.forms import Form
from cas_core.forms.definition import Rule
from cas_core.registers import Register
from generating.fields import field_table
from generating.markdown import code, link, links, listed, table
from generating.profile import national, registers_with


def forms() -> Iterator[str]:
    """Yield the page of forms."""
    held = national().all(Form)
    yield f"# Forms\n\nThe {len(held)} forms of the national layer; a layer adds fields and asks for more."
    yield "A field of an [entity](entities.md) is a group of fields; what the form says of one inside it follows."
    yield "`must` says when a field is filled in; a [change](tightening.md) of a `locked` one names its order."
    yield "`class` is the strictest that an [audience](access.md#audiences) needs to see it."
    books = national().all(Register).values()
    yield from table(("register", "opened by", "follow-up forms"), (_book(book) for book in books))
    for form in held.values():
        yield from _form(form)


def _book(book: Register) -> tuple[str, str, str]:
    return link(book.id, "registers.md"), link(book.opening), links(book.follow_ups)


def _form(form: Form) -> Iterator[str]:
    yield f"\n## {code(form.id)}\n\n{form.title}."
    books = registers_with(form.id)
    opens = links((book.id for book in books if book.opening == form.id), "registers.md")
    follows = links((book.id for book in books if book.opening != form.id), "registers.md")
    yield from listed((("rests on", form.basis), ("opens", opens), ("follows in", follows)))
    yield from field_table(form)
    yield from _rules(form.rules)


def _rules(rules: tuple[Rule, ...]) -> Iterator[str]:
    if rules:
        yield "\nRules:\n"
    for rule in rules:
        basis = f" ({rule.basis})" if rule.basis else ""
        yield f"- {rule.message}{basis} {code(rule.must)}"
