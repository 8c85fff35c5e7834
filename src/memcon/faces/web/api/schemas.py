"""The OpenAPI description: the schemas of the types that are answered with, and what each answer is."""

import json
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec
from fastapi import FastAPI, Response
from fastapi.openapi.utils import get_openapi

from memcon.archive import (
    Change,
    ClaimRow,
    CommitmentRow,
    ContactRow,
    EncounterRow,
    FoundPassage,
    MechanismRow,
    PersonRow,
    ReportRow,
    StatementRow,
)
from memcon.archive.follow_ups.found import Reason
from memcon.archive.lookups import DecisionRow, EventRow, Evidence
from memcon.faces.web.api.files import MEDIA_TYPES, Form
from memcon.faces.web.api.meanings import MEANINGS
from memcon.faces.web.api.things import (
    ClaimThing,
    CommitmentThing,
    ContactThing,
    EncounterThing,
    EventThing,
    Health,
    Index,
    MechanismThing,
    PersonThing,
    ReportThing,
    StatementThing,
)
from memcon.faces.web.problems import MEDIA_TYPE, Problem
from memcon.record import Record

Schema = dict[str, Any]
Answers = dict[int | str, dict[str, Any]]

_REF = "#/components/schemas/{name}"
_WITH_EVIDENCE = (ContactRow, EncounterRow, StatementRow, CommitmentRow, ClaimRow, EventRow, ReportRow)
LISTED: tuple[type[msgspec.Struct], ...] = (
    *_WITH_EVIDENCE,
    *(PersonRow, MechanismRow, DecisionRow, FoundPassage, Change),
)
"""What lists are of."""
_WITH_EVIDENCE_THINGS = (
    *(ContactThing, EncounterThing, StatementThing, CommitmentThing),
    *(ClaimThing, EventThing, ReportThing),
)
_THINGS: tuple[type[msgspec.Struct], ...] = (*_WITH_EVIDENCE_THINGS, PersonThing, MechanismThing)
_OTHERS: tuple[type[msgspec.Struct], ...] = (Record, Evidence, Problem, Health, Index)

_DESCRIPTION = """\
What reports say of contacts between states, with the words that it was read from. memcon takes no side: that something stands here \
means that a report says so.

Lists are paged: `next` is the cursor of the next page, and a `Link` header its address. Every list is also there as a file: \
`/contacts.csv`. Every answer has an `ETag`; send it back as `If-None-Match`, and as long as nothing has changed the answer is 304. \
What goes wrong is a problem of RFC 9457 with a sentence.\
"""

TAGS = [
    {"name": "contacts", "description": "Who met or called whom, when and where."},
    {"name": "what was said", "description": "Statements, commitments and claims."},
    {"name": "events", "description": "PLOVER and CAMEO codings."},
    {"name": "sources", "description": "The reports, and the words in them."},
    {"name": "who", "description": "Persons, and mechanisms between states."},
    {"name": "history", "description": "What people decided, and what changed."},
    {"name": "reading", "description": "Texts that are read and not kept."},
    {"name": "server", "description": "Where everything is, and whether it is there."},
]

_REFUSALS: Mapping[int, str] = {
    400: "What is asked for cannot be: a country that nobody knows, a cursor of another list.",
    401: "The archive is private, and the token was not sent.",
    403: "The server was started read-only, or a page of another site sent this.",
    404: "There is nothing of that id.",
    410: "It was rejected or withdrawn; by whom, when and why stands in `withdrawn`.",
    413: "The text is too long.",
    421: "The server was called by a name that is not its own.",
    422: "A parameter that does not exist, or a value that it cannot have. Those that exist are named.",
    429: "Too many texts in a minute.",
    500: "A fault in memcon.",
    501: "The server lacks a module that this form needs.",
    503: "The archive or the language model cannot be read, or too many texts wait to be read.",
}
_ALWAYS = (401, 421, 500)


def described(app: FastAPI) -> None:
    """Lets an application describe itself with the schemas of this package."""

    def openapi() -> Schema:
        if not app.openapi_schema:
            made = get_openapi(
                title=app.title,
                version=app.version,
                summary=app.summary,
                description=_DESCRIPTION,
                routes=app.routes,
                tags=TAGS,
                license_info={"name": "Apache-2.0", "identifier": "Apache-2.0"},
            )
            made["components"]["schemas"] |= components()
            for operation in (one for path in made["paths"].values() for one in path.values()):
                operation["parameters"] = [_tidy(parameter) for parameter in operation.get("parameters", ())]
                _exemplify(operation)
            app.openapi_schema = made
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]


@lru_cache(maxsize=1)
def components() -> dict[str, Schema]:
    """The schemas by their names."""
    _, found = msgspec.json.schema_components([*LISTED, *_THINGS, *_OTHERS], ref_template=_REF)
    text = json.dumps(found)
    for long, short in _renamed(found):
        text = text.replace(f'"{long}"', f'"{short}"').replace(f'/{long}"', f'/{short}"')
    made: dict[str, Schema] = json.loads(text)
    for name, schema in made.items():
        schema["title"] = name
        if "description" in schema:
            schema["description"] = _plain(schema["description"])
        for field, known in schema.get("properties", {}).items():
            if "description" not in known and (means := MEANINGS.get(f"{name}.{field}") or MEANINGS.get(field)):
                known["description"] = means
    for kind in (*LISTED, *_THINGS):  # all is there unless `fields` picks some
        made[kind.__name__].pop("required", None)
    words = {
        "type": "array",
        "items": ref(Evidence),
        "description": "with include=evidence: the words behind each field",
    }
    for kind in (*_WITH_EVIDENCE, *_WITH_EVIDENCE_THINGS):
        made[kind.__name__]["properties"]["evidence"] = words
    return made | {_list_name(kind): _list_schema(kind) for kind in LISTED}


def _list_name(kind: type[msgspec.Struct]) -> str:
    return f"{kind.__name__.removesuffix('Row')}List"


def _list_schema(kind: type[msgspec.Struct]) -> Schema:
    return {
        "title": _list_name(kind),
        "description": "A page of a list.",
        "type": "object",
        "required": ["items", "total", "next", "asked"],
        "properties": {
            "items": {"type": "array", "items": ref(kind), "maxItems": 500},
            "total": {"type": ["integer", "null"], "minimum": 0, "description": MEANINGS["total"]},
            "next": {"type": ["string", "null"], "description": MEANINGS["next"]},
            "asked": {"type": "string", "description": MEANINGS["asked"]},
        },
    }


def _tidy(parameter: Schema) -> Schema:
    """A parameter as it can be written: never null, and described once."""
    said = {
        name: value for name, value in parameter["schema"].items() if name not in ("title", "description", "default")
    }
    values = [kind for kind in said.pop("anyOf", ()) if kind.get("type") != "null"]
    return {**parameter, "schema": {**said, **(values[0] if values else {})}}


def _exemplify(operation: Schema) -> None:
    """Gives the answers of an operation their examples; given earlier, these would lose what is null."""
    for told in operation["responses"].values():
        for content in told.get("content", {}).values():
            name = content.get("schema", {}).get("$ref", "").rpartition("/")[2]
            if name in examples():
                content["example"] = examples()[name]


def _renamed(found: Mapping[str, Schema]) -> Iterator[tuple[str, str]]:
    """Two types of one name are called by their modules; that is no name for others."""
    for name in found:
        if "." in name:
            yield name, "FollowUpReason" if name.startswith(Reason.__module__) else name.rpartition(".")[2]


def _plain(words: str) -> str:
    return " ".join(words.replace("``", "`").split())


def ref(kind: type[msgspec.Struct]) -> Schema:
    """A reference to the schema of a type."""
    return {"$ref": _REF.format(name=kind.__name__)}


def list_of(kind: type[msgspec.Struct], *refusals: int) -> dict[str, Any]:
    """What a route is declared with that answers with a page of a list."""
    link = {"description": 'the address of the next page, rel="next"', "schema": {"type": "string"}}
    ok = _in_json("A page of the list.", {"$ref": _REF.format(name=_list_name(kind))})
    ok["headers"] = {"ETag": _etag(), "Link": link}
    return {**_raw(), "responses": {200: ok, 304: _unchanged(), **_refused(400, 422, *refusals)}}


def file_of(*forms: Form) -> dict[str, Any]:
    """What a route is declared with that answers with a list as a file."""
    content = {MEDIA_TYPES[form]: {"schema": _file(form)} for form in forms}
    ok = {"description": "The list as a file.", "content": content, "headers": {"ETag": _etag()}}
    return {**_raw(), "responses": {200: ok, 304: _unchanged(), **_refused(400, 422, 501)}}


def one_of(kind: type[msgspec.Struct], *refusals: int, more: Answers | None = None) -> dict[str, Any]:
    """What a route is declared with that answers with a single thing."""
    ok = _in_json("It.", ref(kind))
    ok["headers"] = {"ETag": _etag()}
    answers = {200: ok, 304: _unchanged(), **(more or {}), **_refused(400, 404, 422, *refusals)}
    return {**_raw(), "responses": answers}


def made_of(kind: type[msgspec.Struct], what: str, *refusals: int) -> dict[str, Any]:
    """What a route is declared with whose answer is made anew each time."""
    return {**_raw(), "responses": {200: _in_json(what, ref(kind)), **_refused(*refusals)}}


@lru_cache(maxsize=1)
def examples() -> dict[str, Any]:
    """An example of each schema, from reports in our own words."""
    found: dict[str, Any] = json.loads(Path(__file__).with_name("examples.json").read_text(encoding="utf-8"))
    asked = found.pop("asked")
    for kind in LISTED:
        page = {"items": [found[kind.__name__]], "total": 1, "next": None, "asked": asked[kind.__name__]}
        found[_list_name(kind)] = page
    return found


def _raw() -> dict[str, Any]:
    return {"response_class": Response, "response_model": None}


def _in_json(what: str, schema: Schema) -> dict[str, Any]:
    return {"description": what, "content": {"application/json": {"schema": schema}}}


def _file(form: Form) -> Schema:
    return {} if form == "parquet" else {"type": "string"}


def _etag() -> Schema:
    return {
        "description": "the state that this is of, to send as If-None-Match",
        "schema": {"type": "string"},
        "required": True,
    }


def _unchanged() -> dict[str, Any]:
    return {"description": "Nothing has changed since the ETag that was sent.", "headers": {"ETag": _etag()}}


def _refused(*statuses: int) -> Answers:
    problem = {MEDIA_TYPE: {"schema": ref(Problem)}}
    found: Answers = {
        status: {"description": _REFUSALS[status], "content": problem} for status in sorted({*statuses, *_ALWAYS})
    }
    return found
