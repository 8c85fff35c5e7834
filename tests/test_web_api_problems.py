"""What goes wrong: a problem of RFC 9457 for programs, a page for people, and never more than a sentence."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from memcon.archive import Archive
from memcon.errors import AbsentError, ArchiveError, MemconError, ModelError, WithdrawnError
from memcon.faces.web import Settings, create_app
from memcon.faces.web.problems import GoneError, Withdrawal
from web_api_archive import ADDRESS, filled

SECRET = "the words of the fault"


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FastAPI]:
    folder: Path = tmp_path_factory.mktemp("problems")
    with Archive.open(filled(folder)) as archive:
        made = create_app(archive, Settings())
        for number, error in enumerate(ERRORS):
            add_route(made, f"/broken/{number}", error, archive)
            add_route(made, f"/api/v1/broken/{number}", error, archive)
        yield made


def add_route(app: FastAPI, path: str, error: Exception, archive: Archive) -> None:
    def broken() -> None:
        raise type(error)(
            *(str(part).replace("ARCHIVE", archive.name) if isinstance(part, str) else part for part in error.args)
        )

    def gone() -> None:
        raise GoneError(
            "it was rejected by <Ada>: wrong", Withdrawal(at="2024-12-20T10:00:00+00:00", who="<Ada>", why="wrong")
        )

    app.add_api_route(path, gone if isinstance(error, GoneError) else broken)
    app.router.routes.insert(0, app.router.routes.pop())  # before the pages that take any path


ERRORS: tuple[Exception, ...] = (
    ArchiveError("the limit must be at least 1"),
    AbsentError("ARCHIVE holds no contact <b>x</b>"),
    WithdrawnError("x was rejected or withdrawn"),
    ModelError("the model is damaged"),
    MemconError("something else is wrong"),
    GoneError("", Withdrawal(at="", who="", why="")),
    RuntimeError(SECRET),
)
STATUSES = (400, 404, 410, 503, 400, 410, 500)


@pytest.fixture(scope="module")
def client(app: FastAPI) -> TestClient:
    return TestClient(app, base_url=ADDRESS, raise_server_exceptions=False, follow_redirects=False)


@pytest.mark.parametrize(("number", "status"), list(enumerate(STATUSES)))
def test_an_error_is_a_problem_for_programs(client: TestClient, number: int, status: int) -> None:
    answer = client.get(f"/api/v1/broken/{number}")
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    told = answer.json()
    assert told["status"] == status
    assert told["instance"] == f"/api/v1/broken/{number}"
    assert told["detail"].endswith(".")
    assert told["detail"][0].isupper() or not told["detail"][0].isalpha()
    assert "Traceback" not in answer.text
    assert SECRET not in answer.text


@pytest.mark.parametrize(("number", "status"), list(enumerate(STATUSES)))
def test_an_error_is_a_page_for_people(client: TestClient, number: int, status: int) -> None:
    answer = client.get(f"/broken/{number}")
    assert (answer.status_code, answer.headers["content-type"]) == (status, "text/html; charset=utf-8")
    assert "<h1>" in answer.text
    assert "Traceback" not in answer.text
    assert SECRET not in answer.text


def test_the_sentence_of_an_error_is_told_and_escaped(client: TestClient) -> None:
    assert client.get("/api/v1/broken/0").json()["detail"] == "The limit must be at least 1."
    assert client.get("/api/v1/broken/1").json()["detail"] == "The archive holds no contact <b>x</b>."
    page = client.get("/broken/1").text
    assert "The archive holds no contact &lt;b&gt;x&lt;/b&gt;." in page
    assert "<b>x</b>" not in page


def test_where_the_archive_lies_is_not_told(client: TestClient) -> None:
    for path in ("/api/v1/broken/1", "/broken/1"):
        assert "memcon.db" not in client.get(path).text


def test_who_withdrew_what_is_told(client: TestClient) -> None:
    assert client.get("/api/v1/broken/5").json()["withdrawn"] == {
        "at": "2024-12-20T10:00:00+00:00",
        "who": "<Ada>",
        "why": "wrong",
    }
    page = client.get("/broken/5").text
    assert "20 December 2024" in page
    assert "&lt;Ada&gt;" in page
    assert "<Ada>" not in page


@pytest.mark.parametrize("path", ["/api/v1/nothing", "/api/v2/contacts", "/api", "/api/v1/contacts.pdf/x"])
def test_nothing_there_is_a_problem(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert answer.json()["detail"] == f"There is nothing at {path}. /api/v1 lists what there is."


def test_nothing_there_is_a_page(client: TestClient) -> None:
    answer = client.get("/nothing/<script>alert(1)</script>")
    assert answer.status_code == 404
    assert "<h1>Not found</h1>" in answer.text
    assert "<script>alert" not in answer.text


@pytest.mark.parametrize(("method", "path"), [("PUT", "contacts"), ("GET", "extract"), ("HEAD", "extract")])
def test_another_method_is_told_which_there_are(client: TestClient, method: str, path: str) -> None:
    answer = client.request(method, f"/api/v1/{path}", headers={"Authorization": "Bearer x"})
    if method == "PUT":  # who may not write is told that first, if at all
        assert answer.status_code in (401, 403, 405)
        return
    assert answer.status_code == 405
    assert answer.headers["allow"] == "POST"
    if method == "GET":
        assert answer.json()["detail"] == "/api/v1/extract cannot be asked with GET, only with POST."


def test_an_unknown_parameter_is_told_with_those_that_are_known(client: TestClient) -> None:
    told = client.get("/api/v1/changes?since=2024-01-01&colour=red&x=1").json()
    assert told["status"] == 422
    assert told["detail"] == "colour: there is no parameter colour; there are fields, limit, cursor, since."
    assert told["errors"] == [
        {"where": "colour", "detail": "there is no parameter colour; there are fields, limit, cursor, since"}
    ]


@pytest.mark.parametrize(
    "query",
    [
        "limit=0",
        "limit=501",
        "limit=x",
        "limit=",
        "person=",
        "person=%00",
        "mode=telepathy",
        "since=yesterday",
        "cursor=%20",
        "include=everything",
        "order=random",
        "withdrawn=perhaps",
        "person=" + "x" * 201,
        "x=" + "y" * 1000,
    ],
)
def test_a_value_that_cannot_be_is_refused_without_being_repeated(client: TestClient, query: str) -> None:
    answer = client.get(f"/api/v1/contacts?{query}")
    assert answer.status_code == 422
    told = answer.json()
    (fault,) = told["errors"]
    assert fault["where"] == query.partition("=")[0]
    assert told["detail"] == f"{fault['where']}: {fault['detail']}."
    assert "y" * 100 not in answer.text
    assert "pydantic" not in answer.text


@pytest.mark.parametrize(
    "query",
    [
        "country=Nowhere",
        "since=2024-13",
        "since=0000",
        "since=2024&until=2023",
        "cursor=abc",
        "changed_since=now",
        "fields=,",
    ],
)
def test_what_the_archive_cannot_be_asked_is_a_sentence(client: TestClient, query: str) -> None:
    answer = client.get(f"/api/v1/contacts?{query}")
    assert answer.status_code == 400
    assert answer.json()["title"] == "Bad Request"


def test_another_host_is_refused_with_a_problem(client: TestClient) -> None:
    answer = client.get("/api/v1/contacts", headers={"Host": "evil.example"})
    assert answer.status_code == 421
    assert answer.headers["content-type"] == "application/problem+json"
