"""`memcon serve` as a process of its own, and clients that mean no good."""

import hashlib
import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
from msgspec.structs import replace

from memcon.archive import Archive
from test_archive_cases import article, bridge_record

PATIENCE = 120  # seconds; the machine may be busy
HASTE = 2.0  # seconds that the server waits for a client here
HASTY = f"""
import sys
from memcon.faces.web import server
from memcon.faces.web.guard import bodies
server.HEADERS_SECONDS = server.READING_SECONDS = bodies.SECONDS = {HASTE}
from memcon.faces.cli import main
main(sys.argv[1:])
"""
EVIL = "<script>alert(document.cookie)</script>"


@dataclass(frozen=True)
class Served:
    """A server: where it listens, its token, and its process."""

    port: int
    token: str
    process: "subprocess.Popen[str]"

    def ask(
        self, method: str, path: str, body: bytes | None = None, headers: dict[str, str] | None = None
    ) -> tuple[int, dict[str, str], str]:
        """Status, headers and body of an answer."""
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)) as connection:
            connection.request(method, path, body, headers or {})
            answer = connection.getresponse()
            return answer.status, dict(answer.getheaders()), answer.read().decode()

    def connect(self) -> socket.socket:
        """A connection for requests that no client would send."""
        return socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE)


@contextmanager
def serving(*options: str, folder: Path) -> Iterator[Served]:
    command = [sys.executable, "-c", HASTY, "serve", "--port", "0", *options]
    process = subprocess.Popen(command, cwd=folder, stderr=subprocess.PIPE, text=True, encoding="utf-8")
    assert process.stderr is not None
    try:
        line = process.stderr.readline()
        found = re.search(r"http://[^/]+:(\d+)/(?:token\?token=(\S+))?", line)
        assert found, line
        yield Served(int(found[1]), found[2] or "", process)
    finally:
        process.kill()
        process.communicate()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("desk")
    with Archive.open(made / "memcon.db") as archive:
        archive.add(bridge_record())
        hostile = replace(
            bridge_record(), article=article(bridge_record().article.text + EVIL, id="evil", outlet=EVIL, title=EVIL)
        )
        archive.add(hostile)
    return made


@pytest.fixture(scope="module")
def served(folder: Path) -> Iterator[Served]:
    with serving("--write", folder=folder) as found:
        yield found


def answer_to(connection: socket.socket) -> bytes:
    """All that the server sends until it closes the connection."""
    parts = []
    try:
        while part := connection.recv(65536):
            parts.append(part)
    except ConnectionResetError:
        pass
    return b"".join(parts)


def test_a_head_that_does_not_end_is_not_waited_for(served: Served) -> None:
    with served.connect() as silent, served.connect() as slow:
        slow.sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n")
        begun = time.monotonic()
        while time.monotonic() - begun < PATIENCE:
            try:
                slow.sendall(b"X: y\r\n")  # each byte a sign of life
            except OSError:
                break
            time.sleep(0.2)
        assert time.monotonic() - begun < PATIENCE / 2
        assert answer_to(silent) == b""
    assert served.ask("GET", "/")[0] == 200


def test_bodies_that_do_not_come_hold_no_worker(served: Served) -> None:
    head = (
        b"POST /paste HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: text/plain\r\nContent-Length: 1000\r\n\r\nten bytes!"
    )
    slow = [served.connect() for _ in range(60)]  # more than there are workers
    try:
        for connection in slow:
            connection.sendall(head)
        assert served.ask("GET", "/")[0] == 200
        for connection in slow:
            answer = answer_to(connection)
            assert answer.startswith(b"HTTP/1.1 408")
            assert b"content-security-policy" in answer.lower()
    finally:
        for connection in slow:
            connection.close()


def test_an_answer_that_is_not_taken_is_not_waited_for(served: Served) -> None:
    request = b"GET /static/memcon.css HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
    with socket.socket() as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        connection.settimeout(PATIENCE)
        connection.connect(("127.0.0.1", served.port))
        connection.sendall(request * 1000)
        time.sleep(3 * HASTE)
        assert len(re.findall(rb"HTTP/1.1 200", answer_to(connection))) < 1000
    assert served.ask("GET", "/")[0] == 200


@pytest.mark.parametrize("expect", [b"", b"Expect: 100-continue\r\n"])
def test_a_body_of_a_gigabyte_is_refused_by_its_head(served: Served, expect: bytes) -> None:
    with served.connect() as connection:
        connection.sendall(
            b"POST /paste HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1000000000\r\n" + expect + b"\r\n"
        )
        answer = answer_to(connection)
    assert answer.startswith(b"HTTP/1.1 413")
    assert b"100 Continue" not in answer


def test_a_body_that_is_somewhat_too_long_is_refused_so_that_the_answer_is_read(served: Served) -> None:
    status, headers, words = served.ask("POST", "/paste", b"a" * 9_000_000, {"Content-Type": "text/plain"})
    assert status == 413
    assert headers["connection"] == "close"
    assert "6,100,000 bytes" in words


def test_a_body_in_chunks_without_end_is_refused(served: Served) -> None:
    with served.connect() as connection:
        connection.sendall(b"POST /paste HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\n")
        chunk = b"10000\r\n" + b"a" * 0x10000 + b"\r\n"
        sent = 0
        try:
            while sent < 200_000_000:
                connection.sendall(chunk)
                sent += 0x10000
        except OSError:
            pass
        assert sent < 100_000_000
    with served.connect() as connection:
        connection.sendall(
            b"POST /paste HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n"
        )
        assert answer_to(connection).startswith(b"HTTP/1.1 408")


@pytest.mark.parametrize(
    ("head", "status"),
    [
        (b"GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n", b"421"),
        (b"GET http://evil.example/ HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n", b"421"),
        (b"GET / HTTP/1.0\r\n\r\n", b"421"),
        (b"GET / HTTP/1.1\r\nConnection: close\r\n\r\n", b"400"),
        (b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nHost: evil.example\r\n\r\n", b"400"),
        (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", b"400"),
        (b"GET /static/../../../../../../etc/passwd HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n", b"404"),
        (b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade, close\r\n\r\n", b"200"),
    ],
)
def test_heads_that_no_browser_sends(served: Served, head: bytes, status: bytes) -> None:
    with served.connect() as connection:
        connection.sendall(head)
        answer = answer_to(connection)
    assert answer.split(b" ", 2)[1] == status
    assert b"root:" not in answer


@pytest.mark.parametrize("head", [b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: ", b"GET /"])
def test_a_head_that_is_too_long_is_not_read_to_its_end(served: Served, head: bytes) -> None:
    with served.connect() as connection:
        with suppress(OSError):
            connection.sendall(head + b"a" * 20_000_000)
            pytest.fail("twenty megabytes were read")
        assert answer_to(connection)[:12] in (b"HTTP/1.1 400", b"")  # what is left of it when the connection is reset
    assert served.ask("GET", "/")[0] == 200


def test_another_site_can_post_nothing(served: Served, folder: Path) -> None:
    token = {"Authorization": f"Bearer {served.token}", "Content-Type": "application/json"}
    with Archive.open(folder / "memcon.db", create=False) as archive:
        given = json.dumps({"action": "accept", "items": [archive.contacts()[0].id], "who": "A"}).encode()
        for headers in (
            {"Origin": "https://evil.example"},
            {"Sec-Fetch-Site": "cross-site"},
            {"Sec-Fetch-Site": "same-site"},
        ):
            assert served.ask("POST", "/api/v1/decisions", given, token | headers)[0] == 403
        assert served.ask("POST", "/api/v1/decisions", given, {"Content-Type": "text/plain"})[0] in (401, 422)
        assert archive.corrections() == []


def test_the_token_that_was_printed_opens_the_desk(served: Served, folder: Path) -> None:
    assert len(served.token) >= 40
    status, headers, _ = served.ask("GET", f"/token?token={served.token}&next=/review")
    assert (status, headers["location"]) == (303, "/review")
    cookie = headers["set-cookie"].partition(";")[0]
    assert f"memcon_{served.port}=" in cookie
    assert "Nothing can be decided" not in served.ask("GET", "/review", headers={"Cookie": cookie})[2]
    assert "Nothing can be decided" in served.ask("GET", "/review")[2]
    with Archive.open(folder / "memcon.db", create=False) as archive:
        given = json.dumps({"action": "note", "items": [archive.contacts()[0].id], "who": "A", "why": "b"}).encode()
        wrong = {"Content-Type": "application/json", "Authorization": "Bearer wrong"}
        assert served.ask("POST", "/api/v1/decisions", given, wrong)[0] == 401
        assert archive.corrections() == []
        right = wrong | {"Authorization": f"Bearer {served.token}"}
        assert served.ask("POST", "/api/v1/decisions", given, right)[0] == 201
        assert len(archive.corrections()) == 1


def test_no_client_is_another_for_every_try(folder: Path) -> None:
    with serving("--write", folder=folder) as served:
        statuses = [
            served.ask("GET", "/token?token=a", headers={"X-Forwarded-For": f"192.0.2.{n}"})[0] for n in range(12)
        ]
    assert statuses == [401] * 10 + [429] * 2


def test_a_report_with_script_is_shown_as_text(served: Served) -> None:
    for path in ("/review/queue", "/review", "/reports", "/"):
        status, headers, words = served.ask("GET", path)
        assert status == 200
        assert EVIL not in words
        assert "script-src 'self'" in headers["content-security-policy"]
    assert "&lt;script&gt;alert(document.cookie)" in served.ask("GET", "/review/queue")[2]


def test_ctrl_c_ends_it_quietly(folder: Path) -> None:
    with serving(folder=folder) as served:
        assert served.ask("GET", "/")[0] == 200
        with served.connect() as idle, served.connect() as slow:
            slow.sendall(b"POST /paste HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1000\r\n\r\n")
            served.process.send_signal(signal.SIGINT)
            assert served.process.wait(PATIENCE) == 0
            # What came with the line before is kept with that, where `communicate` does not look.
            assert served.process.stderr is not None
            assert served.process.stderr.read() == "Ctrl-C ends it\n"
            assert answer_to(idle) == b""


def test_a_token_of_ones_own_is_not_printed(folder: Path) -> None:
    token = hashlib.sha256(b"ours").hexdigest()
    file = folder / "desk.token"
    file.write_text(f"{token}\n")
    with serving("--write", "--token-file", str(file), folder=folder) as served:
        assert served.token == ""
        assert served.ask("GET", f"/token?token={token}")[0] == 303
        served.process.send_signal(signal.SIGINT)
        assert token not in served.process.communicate(timeout=PATIENCE)[1]


def test_other_machines_see_nothing_without_the_token(folder: Path) -> None:
    with serving("--host", "0.0.0.0", "--write", folder=folder) as served:
        status, headers, _ = served.ask("GET", "/review")
        assert (status, headers["location"]) == (303, "/token?next=%2Freview")
        assert served.ask("GET", "/api/v1/reports")[0] == 401
        assert served.ask("GET", "/api/v1/reports", headers={"Authorization": f"Bearer {served.token}"})[0] == 200


def refused(*options: str, folder: Path) -> str:
    """What the command says that does not serve."""
    command = [sys.executable, "-m", "memcon", "serve", *options]
    done = subprocess.run(
        command, cwd=folder, capture_output=True, text=True, encoding="utf-8", timeout=PATIENCE, check=False
    )
    assert done.returncode == 2, done.stderr
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    return done.stderr.removeprefix("memcon: ").rstrip()


def test_what_cannot_be_served_is_one_sentence(served: Served, folder: Path, tmp_path: Path) -> None:
    short = tmp_path / "short"
    short.write_text("password\n")
    two = tmp_path / "two"
    two.write_text("a token of two\nlines, which is long\n")
    port = str(served.port)
    assert f"port {port} of 127.0.0.1 is taken by another program" in refused("--port", port, folder=folder)
    assert "there is no archive at none.db" in refused("--db", "none.db", "--port", "0", folder=folder)
    assert "other machines can reach 0.0.0.0, so the desk needs a token" in refused(
        "--host", "0.0.0.0", "--port", "0", folder=folder
    )
    assert "is no address" in refused("--host", "", folder=folder)
    assert "is no address or name of this machine" in refused("--host", "192.0.2.1", "--write", folder=folder)
    assert "is no address or name of this machine" in refused("--host", "none.invalid", folder=folder)
    assert "--token-file" in refused("--token-file", "none", folder=folder)
    assert "at least 16" in refused("--token-file", str(short), folder=folder)
    assert "one line" in refused("--token-file", str(two), folder=folder)
    assert "--port" in refused("--port", "65536", folder=folder)
    if os.name == "posix" and os.getuid():
        assert "may not be used by you" in refused("--port", "1", folder=folder)
