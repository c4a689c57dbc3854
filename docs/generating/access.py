"""The page of access: roles, audiences, and what the public sees."""

from __future__ import annotations

from collections.abc import Iterator

from cas_core.access import Role
from cas_core.access.definition import ANY
from cas_core.forms import Entity, Form, Privacy
from cas_core.forms.tree import unfold
from cas_core.publication import Audience, View
from generating.markdown import code, codes, link, listed, table
from generating.profile import national

SCOPES = {
    "own": "records on which the officer holds a duty",
    "office": "records of his own office",
    "below": "records of his own office and of those below it",
    "state": "records of the whole state",
}
WAYS = ("enter", "read", "find", "document", "match")
"""Verbs that need no object."""


def access() -> Iterator[str]:
    """Yield the page of access."""
    yield "# Access\n\nWhat a posting permits, and what those outside the police see."
    yield from _roles()
    yield from _audiences()
    yield from _views()


def _roles() -> Iterator[str]:
    held = national().all(Role)
    yield f"\n## Roles\n\nThe {len(held)} roles are ceilings: a layer's own role stands for one and permits no more."
    yield "A permitted step is taken only by the roles that its [workflow](workflows.md) names."
    yield "In the tables, `all` stands for every form and step of the register; `office` and `officer` are orders about"
    yield "offices and about officers."
    for role in held.values():
        yield f"\n### {code(role.id)}\n\n{role.label}."
        said = (("reaches", SCOPES[role.scope]), ("rank", f"{role.min_rank} or above" if role.min_rank else ""))
        yield from listed((*said, ("sees", _sees(role)), ("rests on", role.basis)))
        yield from table(("register", "may", "submits", "corrects", "takes"), _permits(role))


def _sees(role: Role) -> str:
    everywhere = role.ceiling(ANY)
    named = [f"{privacy} in {link(book, 'registers.md')}" for book, privacy in role.sees.items() if book != ANY]
    most = "all fields" if everywhere is Privacy.SEALED else f"fields up to {everywhere}"
    return ", ".join([most, *named])


def _permits(role: Role) -> Iterator[tuple[str, ...]]:
    books: dict[str, dict[str, list[str]]] = {}
    for permission in role.permits:
        book, verb, thing = [*permission.split("."), ""][:3]
        books.setdefault(book, {}).setdefault(verb, []).append(thing)
    for book, verbs in sorted(books.items()):
        known = book in national().elements["register"]
        objects = (_objects(verbs, verb) if known else "" for verb in ("submit", "amend", "move"))
        ways = [verb for verb in WAYS if verb in verbs or "*" in verbs]
        yield link(book, "registers.md") if known else code(book), ", ".join(ways) if known else "all", *objects


def _objects(verbs: dict[str, list[str]], verb: str) -> str:
    things = verbs.get(verb, [])
    return "all" if "*" in verbs or {"", "*"} & set(things) else codes(things)


def _audiences() -> Iterator[str]:
    yield "\n## Audiences\n\nWho may have a paper, and the strictest class of field that stands in his copy."
    yield "The class of each field is in the reference of [forms](forms.md)."
    yield "For the public, everybody but the adult accused is masked in what is published."
    rows = ((code(one), one.ceiling.value, "yes" if one.outside else "") for one in Audience)
    yield from table(("audience", "up to", "protected identities are masked"), rows)


def _views() -> Iterator[str]:
    held = national().all(View)
    yield f"\n## Views\n\nThe {len(held)} views; what none of them lists, nobody outside the police sees unasked."
    yield "None shows a record that the law makes sensitive or that has a child in it."
    rows = ((link(f"view.{view.id}"), view.title, link(view.form, "forms.md")) for view in held.values())
    yield from table(("view", "shows", "of form"), rows)
    for view in held.values():
        yield from _view(view)


def _view(view: View) -> Iterator[str]:
    yield f"\n### {code(f'view.{view.id}')}\n\n{view.title}, for the audience {code(view.audience)}."
    said = (
        ("register and form", f"{link(view.register_id, 'registers.md')}, {link(view.form, 'forms.md')}"),
        ("begins with", codes(view.after, " or ")),
        ("ends with", codes(view.until, " or ")),
        ("needs one of", codes(view.needs)),
        ("withheld by", codes(view.withheld_by)),
        ("withheld while", codes(view.unless, " or ")),
        ("rests on", view.basis),
    )
    yield from listed(said)
    yield from table(("field", "label", "class"), _shown(view))


def _shown(view: View) -> Iterator[tuple[str, str, str]]:
    branches = unfold(national().get(Form, view.form), national().all(Entity))
    for branch in (step for top in branches for step in top.walk()):
        if branch.path in view.fields and not branch.children:
            yield code(branch.path), branch.field.label, branch.field.privacy.value
