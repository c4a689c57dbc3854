"""The API keeps to its description, whatever a program sends: no fault of the server, every answer as described.

With ``CAS_SOAK`` set, each operation is tried far more often: at least ten times as often, or as many times as it says.
"""

import os
from collections import Counter
from contextlib import suppress
from itertools import count, cycle

import pytest
import schemathesis
from builders import form, posted, registered
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from jsonschema import Draft202012Validator
from programs import ROOT, Program, issued, served
from schemathesis.checks import not_a_server_error
from schemathesis.config import SchemathesisConfig
from schemathesis.generation.modes import GenerationMode
from schemathesis.specs.openapi import checks

SOAK = int(os.environ.get("CAS_SOAK", "0"))
EXAMPLES = 2 * max(SOAK, 10) if SOAK else 2
CHECKS = [
    not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_headers_conformance,
    checks.response_schema_conformance,
    checks.negative_data_rejection,
    checks.unsupported_method,
    checks.allow_header_conformance,
]
BOUNDS = settings(
    max_examples=EXAMPLES,
    phases=[Phase.generate],
    deadline=None,
    database=None,
    derandomize=not SOAK,
    suppress_health_check=list(HealthCheck),
)
OPENED = (
    "complaint",
    "ncr",
    "missing",
    "malkhana",
    "unclaimed_property",
    "permission",
    "lost_article",
    "history_sheet",
)


@pytest.fixture(scope="module")
def station(builds, tmp_path_factory):
    """The application of a station, its token, and a record of several registers."""
    cas = posted(builds["ka"], f"sqlite:///{tmp_path_factory.mktemp('api') / 'ka.db'}")
    app, token = served(cas), issued(cas, "sho")
    program = Program(app, token)
    diary = program.enter("general_diary", form("gd_entry")).json()["id"]
    known = {"gd_entry": diary, "fir": registered(cas).id}
    records = list(known.values())
    for register in OPENED:
        data = form(cas.registers()[register].opening)
        answer = program.enter(register, {name: known.get(name, value) for name, value in data.items()})
        assert answer.status_code == 201, (register, answer.text)
        records.append(answer.json()["id"])
    yield app, token, records
    cas.close()


@pytest.fixture(scope="module")
def described(station):
    """The description as it is served."""
    answer = Program(station[0]).get("/openapi.json")
    assert answer.status_code == 200
    return answer.json()


@pytest.fixture(scope="module")
def api(station):
    """The description as the tool reads it; the token is not among what it varies."""
    config = SchemathesisConfig.from_dict({"generation": {"with-security-parameters": False}})
    return schemathesis.openapi.from_asgi(f"{ROOT}/openapi.json", station[0], config=config)


def tried(operation, mode, token, records):
    """Try one operation and return how often it answered with what; three of four requests are for records there."""
    seen, turns = Counter(), count()

    @BOUNDS
    @given(case=operation.as_strategy(generation_mode=mode))
    def holds(case):
        if records and "record" in case.path_parameters and next(turns) % 4 != 3:
            case.path_parameters["record"] = next(records)
        answer = case.call(headers={"Authorization": f"Bearer {token}"})
        case.validate_response(answer, checks=CHECKS)
        seen[answer.status_code] += 1

    with suppress(Unsatisfiable):  # an operation that takes nothing can't be sent anything unfit
        holds()
    return seen


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE], ids=["fit", "unfit"])
def test_every_operation_keeps_to_its_description(api, station, mode):
    """What fits is sent to records that are there, too, so that it is not all answered with 404."""
    _, token, records = station
    seen = Counter()
    for operation in (result.ok() for result in api.get_all_operations()):
        seen += tried(operation, mode, token, cycle(records) if mode is GenerationMode.POSITIVE else None)
    taken, refused = (seen[200] + seen[201], seen[422])
    assert taken > 8 * EXAMPLES if mode is GenerationMode.POSITIVE else refused > 50 * EXAMPLES


def test_every_operation_but_those_for_the_public_needs_a_token(described, station):
    program, without = Program(station[0]), []
    for path, operations in described["paths"].items():
        for method, operation in operations.items():
            answer = program.client.request(method, ROOT + path.replace("{", "").replace("}", ""))
            if answer.status_code != 401:
                without.append(path)
            assert (answer.status_code == 401) is bool(operation.get("security"))
    assert without == ["/public/{view}/files/{digest}", "/public/{view}", "/schemas/{form}", "/openapi.json"]


def test_the_description_has_an_operation_for_each_form_that_the_build_takes(described, builds):
    books = builds["ka"].composition.elements["register"]
    taken = {
        operation["operationId"] for operations in described["paths"].values() for operation in operations.values()
    }

    assert described["openapi"].startswith("3.1")
    assert {f"enter_{name}" for name in books} <= taken
    assert {f"submit_{form}" for book in books.values() for form in book.get("follow_ups", ())} <= taken
    assert len(taken) == sum(len(operations) for operations in described["paths"].values())


def test_the_forms_in_the_description_are_those_of_the_build(described, builds):
    forms = builds["ka"].composition.elements["form"]
    schemas = described["components"]["schemas"]
    whole = Draft202012Validator({"$ref": "#/components/schemas/form_fir", "components": described["components"]})

    assert {name.removeprefix("form_") for name in schemas if name.startswith("form_")} == set(forms)
    assert list(whole.iter_errors(form("fir", gd_entry="x"))) == []
    assert list(whole.iter_errors(form("fir", gd_entry="x", kind="nonsense")))


def test_every_operation_says_how_it_refuses(described):
    for operations in described["paths"].values():
        for operation in operations.values():
            refusals = {status: said for status, said in operation["responses"].items() if status >= "400"}
            assert {"429", "500"} <= refusals.keys()
            assert operation["summary"]
            assert operation["description"]
            for said in refusals.values():
                assert said["content"] == {
                    "application/problem+json": {"schema": {"$ref": "#/components/schemas/Problems"}}
                }
