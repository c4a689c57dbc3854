"""The sandbox in which templates run: everything is escaped, nothing leads out of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from jinja2 import ChainableUndefined, DictLoader, Environment, TemplateSyntaxError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from cas_core.documents.localise import Locale

FILTERS = frozenset(
    {
        "default",
        "join",
        "length",
        "lower",
        "replace",
        "trim",
        "upper",
        "digits",
        "number",
        "money",
        "date",
        "time",
        "datetime",
    }
)
"""The filters that templates may use; ``safe`` is none of them."""

GLOBALS = frozenset({"_", "show", "label", "rows", "super", "caller", "loop"})
_FORBIDDEN = (nodes.Import, nodes.FromImport, nodes.Include, nodes.ScopedEvalContextModifier, nodes.EvalContextModifier)


def environment(templates: Mapping[str, str], translate: Callable[[str], str], language: str) -> Environment:
    """Return an environment for templates by name, in one language.

    What is missing prints as nothing: most fields of a form are optional.
    """
    sandbox = ImmutableSandboxedEnvironment(
        loader=DictLoader(dict(templates)), autoescape=True, undefined=ChainableUndefined, cache_size=200
    )
    locale = Locale(language)
    allowed = {name: sandbox.filters[name] for name in FILTERS if name in sandbox.filters}
    sandbox.filters = {**allowed, **locale.filters()}
    sandbox.globals = {"_": translate}
    return sandbox


def template_faults(source: str) -> list[tuple[int, str]]:
    """Return line and fault of all that a template may not do."""
    try:
        tree = Environment(autoescape=True).parse(source)
    except TemplateSyntaxError as error:
        return [(error.lineno, error.message or "syntax error")]
    except Exception as error:  # noqa: BLE001 - an unknown filter is found while it is parsed
        return [(1, str(error))]
    return sorted(_faults(tree))


def _faults(tree: nodes.Template) -> Iterator[tuple[int, str]]:
    for node in tree.find_all(_FORBIDDEN):
        yield node.lineno, f"a template may not use {type(node).__name__.lower()}"
    for found in tree.find_all(nodes.Filter):
        if found.name not in FILTERS:
            yield found.lineno, f"there is no filter '{found.name}' here"
    for attribute in tree.find_all(nodes.Getattr):
        if attribute.attr.startswith("_"):
            yield attribute.lineno, f"'{attribute.attr}' is not open to templates"
    for call in tree.find_all(nodes.Call):
        if not isinstance(call.node, nodes.Name) or call.node.name not in GLOBALS:
            yield call.lineno, "a template may call _, show, label, rows and super only"
