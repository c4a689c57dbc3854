"""The exported JSON Schemas are fresh, and agree with what the core accepts."""

import json
from pathlib import Path

from jsonschema import Draft202012Validator

from cas_core.forms.jsonschema import json_schema

SCHEMAS = Path(__file__).parents[1] / "schemas/0.1.0"


def test_the_exported_schemas_are_those_of_the_national_forms(national):
    exported = {path.name.split(".")[0]: json.loads(path.read_text("utf-8")) for path in SCHEMAS.glob("*.json")}
    assert exported == {
        form: json.loads(json.dumps(json_schema(national.form(form)))) for form in national.elements["form"]
    }


def test_a_good_form_is_valid_under_its_schema_and_a_spoiled_one_is_not(national, filled):
    validator = Draft202012Validator(json_schema(national.form("fir")))
    good = filled("fir", gd_entry="x")

    assert list(validator.iter_errors(good)) == []
    for spoiled in (
        {**good, "contents": 3},
        {**good, "colour": "red"},
        {k: v for k, v in good.items() if k != "place"},
    ):
        assert list(validator.iter_errors(spoiled))
