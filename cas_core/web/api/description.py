"""The OpenAPI document: what FastAPI knows of the routes, with one operation for each form that the build takes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic.json_schema import models_json_schema

from cas_core.codelists import CodeList
from cas_core.composition import Build, Composition
from cas_core.forms.jsonschema import DIALECT, json_schema
from cas_core.publication import Audience, View
from cas_core.registers import Register
from cas_core.web.api.body import OCTETS
from cas_core.web.api.problems import Problems
from cas_core.web.api.sent_shapes import Amendment, Order
from cas_core.workflows import Workflow

REFERENCE = "#/components/schemas/{model}"
ABOUT = """\
What officers do at the desk, for programs. Each request but those for what is public carries a token,
`Authorization: Bearer cas_…`, which an officer issues at the desk, and is done in the posting it was issued for.

A record out of reach is answered like one that is not there, with 404: that a record exists is itself told only to
those who may read it. An act on a record within reach that the posting does not permit is answered with 403.
A refusal never repeats what was sent.
"""


def describe(app: FastAPI, build: Build, prefix: str) -> dict[str, Any]:
    """Return the description of the API of a build."""
    document = get_openapi(
        title=app.title, version=app.version, description=ABOUT, routes=app.routes, servers=[{"url": prefix}]
    )
    document["jsonSchemaDialect"] = DIALECT
    composition = build.composition
    schemas = document["components"]["schemas"]
    for unused in ("HTTPValidationError", "ValidationError"):
        schemas.pop(unused, None)
    schemas.update(_shapes())
    forms = dict(_forms(composition))
    schemas.update(forms)
    schemas.update(_codes(composition, _named(forms)))
    paths = document["paths"]
    _drop_own(paths)
    _choices(paths, composition)
    document["paths"] = dict(_every(paths, composition))
    return document


def _drop_own(paths: Mapping[str, Any]) -> None:
    """Drop the refusals that FastAPI describes by itself, of operations that have no parameter to refuse."""
    for operations in paths.values():
        for operation in operations.values():
            if "application/json" in operation["responses"].get("422", {}).get("content", {}):
                del operation["responses"]["422"]


def _shapes() -> Mapping[str, Any]:
    """Return the schemas of what no route names: refusals, and bodies that the API reads itself."""
    models: list[tuple[Any, Any]] = [(model, "validation") for model in (Problems, Amendment, Order)]
    _, found = models_json_schema(models, ref_template=REFERENCE)
    held: dict[str, Any] = found["$defs"]
    return held


def _forms(composition: Composition) -> Iterator[tuple[str, Any]]:
    """Yield the schema of each form; a coded field refers to its code list."""
    for form in sorted(composition.elements["form"]):
        schema = {key: part for key, part in json_schema(composition.form(form)).items() if key[0] != "$"}
        _refer(schema)
        yield _form(form), schema


def _refer(schema: Any) -> None:
    if isinstance(schema, list):
        for item in schema:
            _refer(item)
    elif isinstance(schema, dict):
        single = schema.get("items", schema)
        if "x-cas-codes" in schema and single.get("type") == "string":
            single["$ref"] = REFERENCE.format(model=_code(schema["x-cas-codes"]))
        for part in schema.values():
            _refer(part)


def _named(schema: Any) -> set[str]:
    """Return the code lists that a schema refers to."""
    if isinstance(schema, list):
        return {name for item in schema for name in _named(item)}
    if not isinstance(schema, dict):
        return set()
    own = {schema["x-cas-codes"]} if "x-cas-codes" in schema else set()
    return own.union(*map(_named, schema.values()))


def _codes(composition: Composition, names: Iterable[str]) -> Iterator[tuple[str, Any]]:
    """Yield the schema of each code list. What a field offers of it may be less."""
    for name in sorted(names):
        entries = composition.get(CodeList, name).codes
        labels = {entry.id: entry.label for entry in entries}
        yield _code(name), {"type": "string", "enum": list(labels), "x-cas-labels": labels}


def _choices(paths: dict[str, Any], composition: Composition) -> None:
    """Say what may stand in the addresses: forms, steps, views."""
    flows = composition.all(Workflow).values()
    steps = {step.id: bool(step.agree) for flow in flows for step in flow.transitions if not (step.when or step.form)}
    agreed = {step.id for flow in flows for step in flow.transitions if step.agree}
    views = [view.id for view in composition.all(View).values() if view.audience is Audience.PUBLIC]
    forms = sorted(composition.elements["form"])
    _choose(paths["/records/{record}/papers/{form}"], "form", forms)
    _choose(paths["/schemas/{form}"], "form", forms)
    _choose(paths["/public/{view}"], "view", views)
    _choose(paths["/records/{record}/steps/{step}"], "step", sorted(steps))
    _choose(paths["/records/{record}/agreements/{step}"], "step", sorted(agreed))
    _choose(paths["/public/{view}/files/{digest}"], "view", views)
    body = {"schema": {"type": "string", "format": "binary"}}
    paths["/files"]["post"]["requestBody"] = {"required": True, "content": {OCTETS: body}}
    _take(paths["/records/{record}/amendments"]["post"], "Amendment")
    _take(paths["/records/{record}/steps/{step}"]["post"], "Order", required=False)


def _every(paths: Mapping[str, Any], composition: Composition) -> Iterator[tuple[str, Any]]:
    """Yield all paths; those for forms are written out, one for each register and each follow-up form."""
    for path, operations in paths.items():
        if path == "/registers/{register}/records":
            yield from _books(path, operations, composition)
        elif path == "/records/{record}/forms/{form}":
            yield from _follow_ups(path, operations, composition)
        else:
            yield path, operations


def _books(path: str, operations: Mapping[str, Any], composition: Composition) -> Iterator[tuple[str, Any]]:
    for book in composition.all(Register).values():
        made = _without(operations, "register")
        flow = composition.get(Workflow, book.workflow)
        status = next(part for part in made["get"]["parameters"] if part["name"] == "status")
        status["schema"]["enum"] = ["", *(state.id for state in flow.states)]
        made["get"] |= {"operationId": f"list_{book.id}", "summary": f"List: {book.title}"}
        made["post"] |= {"operationId": f"enter_{book.id}", "summary": f"Enter: {book.title}"}
        _take(made["post"], _form(book.opening))
        yield path.replace("{register}", book.id), made


def _follow_ups(path: str, operations: Mapping[str, Any], composition: Composition) -> Iterator[tuple[str, Any]]:
    books = composition.all(Register).values()
    for form in dict.fromkeys(form for book in books for form in book.follow_ups):
        made = _without(operations, "form")
        takers = ", ".join(book.id for book in books if form in book.follow_ups)
        title = composition.form(form).form.title
        made["post"] |= {"operationId": f"submit_{form}", "summary": f"Submit: {title}"}
        made["post"]["description"] += f"\n\nTaken by records of: {takers}."
        _take(made["post"], _form(form))
        yield path.replace("{form}", form), made


def _without(operations: Mapping[str, Any], parameter: str) -> dict[str, Any]:
    """Return operations of a path in which a parameter is written out."""
    made: dict[str, Any] = deepcopy(dict(operations))
    for operation in made.values():
        operation["parameters"] = [part for part in operation["parameters"] if part["name"] != parameter]
    return made


def _take(operation: dict[str, Any], model: str, *, required: bool = True) -> None:
    content = {"application/json": {"schema": {"$ref": REFERENCE.format(model=model)}}}
    operation["requestBody"] = {"required": required, "content": content}


def _choose(operations: Mapping[str, Any], parameter: str, choices: Iterable[str]) -> None:
    for operation in operations.values():
        for part in operation["parameters"]:
            if part["name"] == parameter:
                part["schema"]["enum"] = list(choices)


def _form(form: str) -> str:
    return f"form_{form}"


def _code(codes: str) -> str:
    return f"codes_{codes}"
