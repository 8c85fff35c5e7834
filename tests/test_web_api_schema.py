"""The OpenAPI description is true: what schemathesis makes of it finds no fault, and no answer that differs from it."""

import json
from collections.abc import Iterator
from typing import Any

import jsonschema_rs
import msgspec
import pytest
import schemathesis
from fastapi import FastAPI
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import Case
from schemathesis.checks import not_a_server_error
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi import checks

from memcon.archive import Archive
from memcon.faces.web import Settings, create_app
from memcon.faces.web.api import schemas, things
from memcon.faces.web.settings import LOOPBACK
from test_archive_cases import bridge_record
from web_api_archive import asking, filled, ref

CHECKS = (
    not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_headers_conformance,
    checks.response_schema_conformance,
    checks.negative_data_rejection,
    checks.allow_header_conformance,
)
"""All but those that take a string for good because the schema cannot tell: no schema says which names are countries."""


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    with Archive.open(filled(tmp_path_factory.mktemp("schema"))) as opened:
        yield opened


@pytest.fixture(scope="module")
def app(archive: Archive) -> FastAPI:
    return create_app(archive, Settings(hosts=LOOPBACK | {"testserver"}, extracts_a_minute=1_000_000))


@pytest.fixture(scope="module")
def document(archive: Archive) -> Any:
    return asking(archive).get("/api/v1/openapi.json").json()


@pytest.fixture
def described(app: FastAPI, monkeypatch: pytest.MonkeyPatch) -> Any:
    # The model takes seconds to load, and what it reads is no matter of the interface.
    monkeypatch.setattr("memcon.extract", lambda text, **_: bridge_record())
    return schemathesis.openapi.from_asgi("/api/v1/openapi.json", app)


@pytest.mark.parametrize("mode", list(GenerationMode))
def test_no_answer_differs_from_its_description(described: Any, mode: GenerationMode) -> None:
    """Four requests to each operation as its parameters allow, and four as they do not."""
    operations = [found.ok() for found in described.get_all_operations()]
    assert len(operations) > 30
    for operation in operations:

        @given(case=operation.as_strategy(generation_mode=mode))
        @settings(
            max_examples=4,
            deadline=None,
            database=None,
            derandomize=True,
            phases=(Phase.generate,),
            suppress_health_check=list(HealthCheck),
        )
        def asked(case: Case) -> None:
            case.call_and_validate(checks=list(CHECKS))

        try:
            asked()
        except Unsatisfiable:  # what has no parameters cannot be asked wrongly
            assert mode is GenerationMode.NEGATIVE


THINGS = {
    "/contacts/{id}": [ref("c1"), ref("c2")],
    "/encounters/{id}": [ref("c1")],
    "/statements/{id}": [ref("s1"), ref("s3")],
    "/commitments/{id}": [ref("k1"), ref("k2")],
    "/claims/{id}": [ref("m1"), ref("m2")],
    "/events/{id}": [ref("e1")],
    "/reports/{id}": [ref("")[:-1]],
    "/persons/{id}": ["brandt"],
    "/decisions/{id}": [1, 2],
    "/mechanisms/{name}": ["Joint Bridge Commission"],
}


@pytest.mark.parametrize("path", THINGS)
@pytest.mark.parametrize("query", [{}, {"include": "evidence"}, {"fields": "name"}])
def test_no_thing_differs_from_its_description(described: Any, path: str, query: dict[str, str]) -> None:
    operation = described[f"/api/v1{path}"]["GET"]
    for ident in THINGS[path]:
        name = "name" if "{name}" in path else "id"
        case = operation.Case(path_parameters={name: ident}, query=query)
        answer = case.call_and_validate(checks=list(CHECKS[:5]))
        if not query:
            assert answer.status_code == 200


@pytest.mark.parametrize("include", [{}, {"include": "evidence"}])
def test_no_list_differs_from_its_description(described: Any, include: dict[str, str]) -> None:
    needed = {"search": {"q": "bridge"}, "changes": {"since": "2000-01-01"}}
    for name in ("contacts", "encounters", "statements", "commitments", "claims", "events", "reports"):
        case = described[f"/api/v1/{name}"]["GET"].Case(query=include)
        assert case.call_and_validate(checks=list(CHECKS[:5])).json()["items"]
    for name in ("persons", "mechanisms", "decisions", "search", "changes"):
        case = described[f"/api/v1/{name}"]["GET"].Case(query=needed.get(name, {}))
        assert case.call_and_validate(checks=list(CHECKS[:5])).json()["items"]


def test_nothing_is_shown_that_is_not_described(archive: Archive, document: Any) -> None:
    """A schema lets further fields through; there are to be none."""
    api = asking(archive)
    components = document["components"]["schemas"]
    for kind in schemas.LISTED:
        name = kind.__name__
        assert set(components[name]["properties"]) - {"evidence"} == set(kind.__struct_fields__), name
    item = api.get("/api/v1/contacts?include=evidence").json()["items"][0]
    assert set(item) == set(components["ContactRow"]["properties"])


def test_the_version_is_three_one(document: Any) -> None:
    assert document["openapi"].startswith("3.1")


def test_every_parameter_and_every_field_says_what_it_means(document: Any) -> None:
    silent = [
        f"{path} {parameter['name']}"
        for path, operations in document["paths"].items()
        for operation in operations.values()
        for parameter in operation["parameters"]
        if len(parameter.get("description", "")) < 5
    ]
    assert silent == []
    rows = {kind.__name__ for kind in schemas.LISTED}
    assert [
        f"{name}.{field}"
        for name in rows
        for field, known in document["components"]["schemas"][name]["properties"].items()
        if not known.get("description")
    ] == []


def test_every_operation_says_what_it_does_and_shows_an_answer(document: Any) -> None:
    for path, operations in document["paths"].items():
        for operation in operations.values():
            assert operation["description"], path
            assert operation["operationId"], path
            content = operation["responses"].get("200", {}).get("content", {})
            if "application/json" in content:
                assert content["application/json"]["example"], path


def test_operations_have_names_of_their_own(document: Any) -> None:
    names = [operation["operationId"] for operations in document["paths"].values() for operation in operations.values()]
    assert len(names) == len(set(names))


def test_the_examples_are_what_they_are_examples_of(document: Any) -> None:
    shared = {"components": document["components"]}
    for path, operations in document["paths"].items():
        for operation in operations.values():
            for content in operation["responses"].get("200", {}).get("content", {}).values():
                if "example" in content:
                    validator = jsonschema_rs.Draft202012Validator({**content["schema"], **shared})
                    faults = [error.message for error in validator.iter_errors(content["example"])]
                    assert faults == [], path
    for kind in (*schemas.LISTED, things.ContactThing, things.ReportThing):
        assert msgspec.convert(schemas.examples()[kind.__name__], kind)


def test_every_reference_leads_somewhere(document: Any) -> None:
    text = json.dumps(document)
    for part in text.split('"#/')[1:]:
        found: Any = document
        for name in part.partition('"')[0].split("/"):
            found = found[name]


def test_answers_are_there_that_need_no_luck(document: Any) -> None:
    """Moved and withdrawn things are described where they can be."""
    assert "308" in document["paths"]["/api/v1/encounters/{id}"]["get"]["responses"]
    for name in ("contacts", "encounters", "statements", "commitments", "claims", "events", "reports"):
        assert "410" in document["paths"][f"/api/v1/{name}/{{id}}"]["get"]["responses"], name


def test_moved_and_withdrawn_things_are_as_described(described: Any, tmp_path: Any) -> None:
    with Archive.open(filled(tmp_path)) as own:
        own.reject(ref("s1"), who="Ada", why="not said")
        app = create_app(own, Settings(hosts=LOOPBACK | {"testserver"}))
        schema = schemathesis.openapi.from_asgi("/api/v1/openapi.json", app)
        gone = schema["/api/v1/statements/{id}"]["GET"].Case(path_parameters={"id": ref("s1")})
        assert gone.call_and_validate(checks=list(CHECKS[:5])).status_code == 410
