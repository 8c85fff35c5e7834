"""What every request passes before it is answered, and every answer before it leaves."""

import re
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from starlette.exceptions import HTTPException

from memcon.archive import Archive
from memcon.faces import web
from memcon.faces.web import Settings, create_app
from memcon.faces.web.guard.extraction import Rate, Turns
from memcon.faces.web.guard.hosts import name_of
from memcon.faces.web.guard.tokens import hash_of
from test_archive_cases import bridge_record
from web_desk import ADDRESS, TOKEN, csrf, desk, writing_desk

TEMPLATES = sorted((Path(web.__file__).parent / "templates").iterdir())
BEARER = {"Authorization": f"Bearer {TOKEN}"}
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "memcon.db") as opened:
        opened.add(bridge_record())
        yield opened


def app_of(client: TestClient) -> FastAPI:
    app = client.app
    assert isinstance(app, FastAPI)
    return app


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/", 200),
        ("GET", "/review", 200),
        ("GET", "/token", 200),
        ("GET", "/static/memcon.css", 200),
        ("GET", "/api/v1/openapi.json", 200),
        ("GET", "/nothing", 404),
        ("GET", "/static/nothing.css", 404),
        ("PATCH", "/", 405),
        ("POST", "/review/undo", 403),
        ("GET", "/fault", 500),
    ],
)
def test_every_answer_has_the_headers(archive: Archive, method: str, path: str, status: int) -> None:
    app = create_app(archive)

    @app.get("/fault")
    def fault() -> None:
        raise RuntimeError("a secret of the server")

    client = TestClient(app, base_url=ADDRESS, raise_server_exceptions=False)
    answer = client.request(method, path)
    assert answer.status_code == status
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "*" not in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert answer.headers["Cache-Control"] == ("no-cache" if path.startswith("/static/") else "no-store")
    assert not any(name.startswith("access-control-") for name in answer.headers)
    assert "a secret" not in answer.text


def test_answers_with_an_etag_may_be_kept_by_their_reader(archive: Archive) -> None:
    answer = desk(archive).get("/api/v1/contacts")
    assert answer.headers["ETag"]
    assert answer.headers["Cache-Control"] == "private, no-cache"


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_templates_need_nothing_that_the_policy_forbids(template: Path) -> None:
    words = template.read_text(encoding="utf-8")
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:|<iframe|<object|<embed", words)
    assert not re.search(r"<script(?![^>]*\ssrc=\"/static/)[^>]*>", words)
    assert not re.search(r"(?:\ssrc|action|<link[^>]*\shref)=\"(?:https?:)?//", words)
    assert not re.search(r"\|\s*safe|autoescape false", words)
    posts = re.findall(r"<form[^>]*method=\"post\".*?</form>", words, re.DOTALL)
    assert all("csrf_field(request)" in form for form in posts)


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:8765",
        "127.0.0.1.evil.example",
        "testserver",
        "",
        "10.1.2.3",
        "127.0.0.1@evil.example",
        "127.0.0.1/evil",
        "127.0.0.1:8765.evil.example",
        "[::1].evil.example",
        "localhost, evil.example",
    ],
)
def test_another_host_is_refused(archive: Archive, host: str) -> None:
    answer = desk(archive).get("/", headers={"Host": host})
    assert answer.status_code == 421
    assert "Brandt" not in answer.text


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost:8765", "LOCALHOST", "localhost.", "[::1]:8765", "127.0.0.1:"])
def test_our_own_names_are_answered(archive: Archive, host: str) -> None:
    assert desk(archive).get("/", headers={"Host": host}).status_code == 200


def test_a_number_that_the_request_came_to_is_no_name(archive: Archive) -> None:
    assert TestClient(create_app(archive), base_url="http://192.168.1.20:8765").get("/").status_code == 200


def test_two_hosts_are_refused(archive: Archive) -> None:
    answer = desk(archive).get("/", headers=[("Host", "127.0.0.1"), ("Host", "evil.example")])
    assert answer.status_code == 421


@pytest.mark.parametrize(
    ("header", "name"),
    [("A.example:80", "a.example"), ("[::1]", "::1"), ("[::1", ""), ("a:b", ""), ("a b", ""), ("a:1:2", "")],
)
def test_the_name_of_a_host(header: str, name: str) -> None:
    assert name_of(header) == name


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example"},
        {"Sec-Fetch-Site": "same-site", "Origin": "http://127.0.0.1:9999"},  # another port of this machine
        {"Sec-Fetch-Site": "cross-site", "Origin": ADDRESS},
        {"Origin": "https://evil.example"},
        {"Origin": "http://127.0.0.1:9999"},
        {"Origin": "evil"},
    ],
)
def test_what_another_site_sends_is_refused(archive: Archive, headers: dict[str, str]) -> None:
    client = writing_desk(archive)
    answer = client.post("/review/name", data={"who": "A", "csrf": csrf(client)}, headers=headers)
    assert answer.status_code == 403
    assert "another site" in answer.text
    answer = client.post("/api/v1/decisions", json={}, headers={**headers, **BEARER})
    assert answer.status_code == 403


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Sec-Fetch-Site": "same-origin", "Origin": "null"},
        {"Origin": ADDRESS},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "none"},
    ],
)
def test_a_form_of_ours_is_taken(archive: Archive, headers: dict[str, str]) -> None:
    client = writing_desk(archive)
    answer = client.post("/review/name", data={"who": "A", "csrf": csrf(client)}, headers=headers)
    assert answer.status_code == 303


def test_a_form_needs_what_only_its_own_session_tells(archive: Archive) -> None:
    client, other = writing_desk(archive), desk(archive)
    for data in ({}, {"csrf": ""}, {"csrf": csrf(other)}, {"csrf": csrf(client)[:-1]}, {"csrf": "ä"}):
        answer = client.post("/review/name", data={"who": "A", **data})
        assert answer.status_code == 403, data
    for content_type in ("text/plain", "application/json", ""):
        answer = client.post("/review/name", content=b'{"who": "A"}', headers={"Content-Type": content_type})
        assert answer.status_code == 403
    assert client.post("/review/name", data={"who": "A"}, headers={"X-CSRF-Token": csrf(client)}).status_code == 303
    files = {"file": ("a.txt", b"text")}
    assert client.post("/review/name", data={"who": "A", "csrf": csrf(client)}, files=files).status_code == 303


def test_a_planted_cookie_tells_nobody_the_token_of_a_form(archive: Archive) -> None:
    client = desk(archive, write=True)
    planted = "x" * 43
    client.cookies.set("memcon_8765", planted, domain="127.0.0.1")
    before = csrf(client)
    answer = client.get("/token", params={"token": TOKEN})
    assert "memcon_8765=" in answer.headers["Set-Cookie"]
    assert planted not in answer.headers["Set-Cookie"]
    client.cookies.clear()
    client.cookies.set("memcon_8765", planted)
    assert csrf(client) == before
    assert "Nothing can be decided" in client.get("/review").text


def test_without_write_nothing_can_be_posted_even_where_a_route_forgets_to_ask(archive: Archive) -> None:
    app = create_app(archive, Settings(token_hash=hash_of(TOKEN)))

    @app.api_route("/forgot", methods=["POST", "PUT", "PATCH", "DELETE"])
    def forgot() -> str:
        raise AssertionError("reached")

    client = TestClient(app, base_url=ADDRESS)
    for method in ("POST", "PUT", "PATCH", "DELETE"):
        answer = client.request(method, "/forgot", headers=BEARER)
        assert answer.status_code == 403
        assert "memcon serve --write" in answer.text
    assert client.post("/api/v1/decisions", json={}, headers=BEARER).status_code in (403, 422)


def test_decisions_are_refused_by_a_read_only_server_as_a_problem(archive: Archive) -> None:
    given = {"action": "accept", "items": [str(archive.contacts()[0].id)], "who": "A"}
    answer = desk(archive).post("/api/v1/decisions", json=given, headers=BEARER)
    assert answer.status_code == 403
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert archive.corrections() == []


@pytest.mark.parametrize(
    "authorization",
    [None, "", "Bearer", "Bearer wrong", f"Basic {TOKEN}", TOKEN, f"Bearer {hash_of(TOKEN)}", "Bearer \xff"],
)
def test_the_rest_interface_wants_the_token(archive: Archive, authorization: str | None) -> None:
    given = {"action": "accept", "items": [str(archive.contacts()[0].id)], "who": "A"}
    client = writing_desk(archive)  # its cookie is for pages
    headers = {} if authorization is None else {"Authorization": authorization.encode("latin-1")}
    answer = client.post("/api/v1/decisions", json=given, headers=headers)
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")
    assert archive.corrections() == []
    assert client.post("/api/v1/decisions", json=given, headers=BEARER).status_code == 201


def test_the_token_is_given_once_and_is_in_no_cookie(archive: Archive) -> None:
    client = desk(archive, write=True)
    answer = client.get("/token", params={"token": TOKEN, "next": "/review"})
    assert (answer.status_code, answer.headers["Location"]) == (303, "/review")
    cookie = answer.headers["Set-Cookie"]
    assert {"HttpOnly", "SameSite=Strict", "Path=/"} <= set(cookie.split("; "))
    assert TOKEN not in cookie
    assert hash_of(TOKEN) not in cookie
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Nothing can be decided" not in client.get("/review").text


def test_the_token_is_given_by_a_form_and_taken_back(archive: Archive) -> None:
    client = desk(archive, write=True)
    assert "Nothing can be decided" in client.get("/review").text
    answer = client.post("/token", data={"token": f" {TOKEN}\n", "next": "/review", "csrf": csrf(client)})
    assert answer.status_code == 303
    assert "Nothing can be decided" not in client.get("/review").text
    old = client.cookies["memcon_8765"]
    assert client.post("/token", data={"out": "1", "csrf": csrf(client)}).status_code == 303
    assert "Nothing can be decided" in client.get("/review").text
    client.cookies.set("memcon_8765", old)
    assert "Nothing can be decided" in client.get("/review").text


def test_a_session_ends(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("memcon.faces.web.guard.sessions.SIGNED_IN_FOR", -1.0)
    client = writing_desk(archive)
    assert "Nothing can be decided" in client.get("/review").text


@pytest.mark.parametrize(
    "path",
    [
        "//evil.example",
        "https://evil.example",
        "/\\evil.example",
        "evil",
        "",
        "/a\nSet-Cookie: b=c",
        "javascript:alert(1)",
    ],
)
def test_the_token_leads_nowhere_else(archive: Archive, path: str) -> None:
    answer = desk(archive, write=True).get("/token", params={"token": TOKEN, "next": path})
    assert answer.headers["Location"] == "/"
    assert len(answer.headers.get_list("Set-Cookie")) == 1


def test_wrong_tokens_are_looked_at_ten_times_a_minute(archive: Archive) -> None:
    client = desk(archive, write=True)
    statuses = [client.get("/token", params={"token": f"wrong {n}"}).status_code for n in range(12)]
    assert statuses == [401] * 10 + [429] * 2
    answer = client.get("/token", params={"token": TOKEN})
    assert answer.status_code == 429  # else who tries on would still find it
    assert int(answer.headers["Retry-After"]) > 0


def test_two_desks_on_one_machine_do_not_sign_each_other_out(archive: Archive) -> None:
    client = writing_desk(archive)
    other = TestClient(create_app(archive, Settings(write=True)), base_url="http://127.0.0.1:9999")
    assert "memcon_9999" in other.get("/token").headers.get("Set-Cookie", "memcon_9999")
    assert list(client.cookies) == ["memcon_8765"]


def test_a_private_server_shows_nothing_without_the_token(archive: Archive) -> None:
    client = desk(archive, private=True)
    answer = client.get("/contacts?country=NOR")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/token?next=%2Fcontacts%3Fcountry%3DNOR")
    answer = client.get("/api/v1/contacts")
    assert answer.status_code == 401
    assert "Brandt" not in answer.text
    assert client.get("/static/memcon.css").status_code == 200
    assert client.get("/token").status_code == 200
    assert client.get("/healthz").status_code == 200
    for path in (
        "/static/../contacts",
        "/token/../contacts",
        "//contacts",
        "/api/v1/../../contacts",
        "/contacts/",
        "/openapi.json",
    ):
        assert "Brandt" not in client.get(path).text
    assert "Brandt" in client.get("/api/v1/contacts", headers=BEARER).text
    client.get("/token", params={"token": TOKEN})
    assert client.get("/contacts").status_code == 200
    assert "Brandt" in client.get("/api/v1/contacts").text


def test_a_private_server_that_is_read_only_stays_so(archive: Archive) -> None:
    client = desk(archive, private=True)
    client.get("/token", params={"token": TOKEN})
    assert "read-only" in client.get("/review").text
    assert client.post("/review/undo", data={"csrf": csrf(client)}).status_code == 403


@pytest.mark.parametrize(
    "path",
    [
        "/static/../settings.py",
        "/static/..%2fsettings.py",
        "/static/%2e%2e/settings.py",
        "/static/%2e%2e%2f%2e%2e%2fcli.py",
        "/static/....//settings.py",
        "/static/..%5csettings.py",
        "/static//etc/passwd",
        "/static/%2fetc%2fpasswd",
        "/static/%00",
        "/static/" + "a" * 5000,
        "/static/",
        "/reports/..%2f..%2fetc%2fpasswd",
        "/reports/%2e%2e/text.txt",
        "/encounters/%00",
        "/review/..%2f..",
        "/api/v1/reports/..%2f..%2fetc%2fpasswd",
    ],
)
def test_no_path_reaches_the_file_system(archive: Archive, path: str) -> None:
    answer = desk(archive).get(path)
    assert answer.status_code in (307, 400, 404, 422)
    assert "root:" not in answer.text
    assert "import" not in answer.text


def test_what_is_too_long_is_refused(archive: Archive) -> None:
    client = desk(archive, write=True, longest_text=1000)
    most = 3 * 1000 + 100_000
    assert client.post("/token", content=b"a" * most, headers=FORM).status_code == 403  # read, and no form of ours
    answer = client.post("/token", content=b"a" * (most + 1), headers=FORM)
    assert answer.status_code == 413
    assert answer.headers["Connection"] == "close"
    assert "103,000 bytes" in answer.text


def test_a_text_of_the_longest_length_fits_however_it_is_written(archive: Archive) -> None:
    client = desk(archive, write=True, longest_text=900_000)
    given = {"csrf": csrf(client), "token": "д" * 450_000}  # %D0%B4 each
    assert client.post("/token", data=given).status_code == 401  # which was read, and is no token


def test_a_bucket_of_turns_fills_again() -> None:
    rate = Rate(3)
    assert [rate.wait("a", now=0) for _ in range(3)] == [0, 0, 0]
    assert rate.wait("a", now=0) == pytest.approx(20)
    assert rate.wait("b", now=0) == 0
    assert rate.wait("a", now=19) == pytest.approx(1)
    assert rate.wait("a", now=20) == 0
    assert rate.wait("a", take=False, now=1000) == 0
    assert [rate.wait("a", now=1000) > 0 for _ in range(4)] == [False, False, False, True]


def test_extraction_is_done_one_text_at_a_time_and_few_wait() -> None:
    turns = Turns(Settings(extracts_waiting=1))
    inside, go_on, order = threading.Event(), threading.Event(), list[str]()

    def first() -> None:
        with turns.taken():
            inside.set()
            go_on.wait(30)
            order.append("first")

    def second() -> None:
        with turns.taken():
            order.append("second")

    threads = [threading.Thread(target=first), threading.Thread(target=second)]
    threads[0].start()
    assert inside.wait(30)
    threads[1].start()
    while turns._places._value:  # until the second waits
        pass
    with pytest.raises(HTTPException, match="Other texts") as refused, turns.taken():
        pass
    assert refused.value.status_code == 503
    assert refused.value.headers
    assert refused.value.headers["Retry-After"]
    go_on.set()
    for thread in threads:
        thread.join(30)
    assert order == ["first", "second"]
    with turns.taken():
        pass


def test_who_asks_too_often_to_have_texts_read_waits(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("memcon.extract", lambda *_, **__: bridge_record())
    client = desk(archive, extracts_a_minute=2)
    answers = [client.post("/api/v1/extract", json={"text": "They met."}) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert int(answers[-1].headers["Retry-After"]) > 0
    assert app_of(client).state.turns.rate.wait("192.0.2.1") == 0  # others need not
