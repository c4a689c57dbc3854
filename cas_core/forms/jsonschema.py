"""JSON Schema (2020-12) of forms, for whoever writes them outside this library."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pydantic.json_schema import GenerateJsonSchema

from cas_core.forms.compile import CompiledForm
from cas_core.forms.tree import Branch
from cas_core.sources.files import write

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def json_schema(compiled: CompiledForm) -> dict[str, Any]:
    """Return the schema of a form; conditions and code lists stand beside it under ``x-cas-`` keys."""
    schema = GenerateJsonSchema().generate(compiled.schema, mode="validation")
    _describe(schema, compiled.branches)
    head = {"$schema": DIALECT, "$id": f"urn:cas:form:{compiled.form.id}", "title": compiled.form.title}
    rules = [{"id": rule.id, "must": rule.must} for rule in compiled.form.rules]
    return {**head, **schema, **({"x-cas-rules": rules} if rules else {})}


def write_schemas(forms: Iterable[CompiledForm], folder: Path) -> int:
    """Write the schema of each form into a folder and return how many there are."""
    written = 0
    for form in forms:
        text = json.dumps(json_schema(form), ensure_ascii=False, indent=1, sort_keys=True)
        write(folder / f"{form.form.id}.schema.json", f"{text}\n".encode())
        written += 1
    return written


def _describe(schema: dict[str, Any], branches: Iterable[Branch]) -> None:
    for branch in branches:
        holder = schema
        layer, _, key = branch.field.id.rpartition(".")
        if layer:
            holder = schema.get("properties", {}).get(layer, {})
        shown = holder.get("properties", {}).get(key)
        if shown is None:
            continue
        shown["title"] = branch.field.label
        for part in ("codes", "required_if", "visible_if", "item"):
            value = getattr(branch.field, part)
            if value:
                shown[f"x-cas-{part.replace('_', '-')}"] = value
        shown["x-cas-privacy"] = branch.field.privacy
        if len(branch.field.pattern) > 1:  # the first one stands in the schema of the text itself
            shown.get("items", shown)["allOf"] = [{"pattern": pattern} for pattern in branch.field.pattern[1:]]
        if branch.children:
            _describe(shown.get("items", shown), branch.children)
