"""A browser at a desk, for the tests of its pages."""

import html
import re

from fastapi.testclient import TestClient

from memcon.archive import Archive
from memcon.faces.web import Settings, create_app
from memcon.faces.web.guard.tokens import hash_of

TOKEN = "a token for tests, long enough"
ADDRESS = "http://127.0.0.1:8765"
WRITING = Settings(write=True, token_hash=hash_of(TOKEN))


def desk(archive: Archive, *, write: bool = False, **settings: object) -> TestClient:
    """A browser that has not signed in; it follows no redirect by itself."""
    wanted = Settings(write=write, token_hash=hash_of(TOKEN), **settings)  # type: ignore[arg-type]
    return TestClient(create_app(archive, wanted), base_url=ADDRESS, follow_redirects=False)


def writing_desk(archive: Archive, **settings: object) -> TestClient:
    """A browser that gave the token."""
    client = desk(archive, write=True, **settings)
    assert client.get("/token", params={"token": TOKEN}).status_code == 303
    return client


def csrf(client: TestClient, path: str = "/token") -> str:
    """What the forms of a page carry."""
    found = re.search(r'name="csrf" value="([^"]+)"', client.get(path).text)
    assert found
    return html.unescape(found[1])
