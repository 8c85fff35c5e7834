"""A desk that is served and a browser at it, for the tests of its pages in Chromium."""

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NoReturn

import pytest

from memcon.archive import Archive
from memcon.faces.web import Settings, create_app
from memcon.faces.web.server import listen, server_of

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Response

NEEDED = "MEMCON_NEEDS_BROWSER"
"""The environment variable under which the absence of Chromium or axe-core is a failure: continuous integration sets it."""

PROGRAM = "MEMCON_CHROMIUM"
"""The environment variable that names another Chromium than the one in the search path."""

ABSENT = f"Chromium is not installed (Debian: apt-get install chromium; {PROGRAM} names another program)"
LONG = 60_000  # milliseconds that a busy machine may take

Serve = Callable[[Archive, Settings], str]
Visit = Callable[..., "Page"]


def lacking(what: str) -> NoReturn:
    """Ends a test for which something is not there."""
    if os.environ.get(NEEDED):
        pytest.fail(f"{what}, and {NEEDED} is set")
    pytest.skip(what)


@contextmanager
def chromium() -> "Iterator[Browser]":
    """Debian's Chromium, without a window."""
    program = os.environ.get(PROGRAM) or shutil.which("chromium")
    if program is None:
        lacking(ABSENT)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as started:
        opened = started.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield opened
        opened.close()


@contextmanager
def served(archive: Archive, settings: Settings) -> Iterator[str]:
    """Where a desk answers as that of `memcon serve` does. It closes the archive."""
    listening = listen("127.0.0.1", 0)
    server = server_of(create_app(archive, settings))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    server.should_exit = True
    thread.join(timeout=30)


@contextmanager
def visiting(browser: "Browser") -> Iterator[Visit]:
    """Opens pages at a desk, each with cookies of its own; what one complains of, or asks another host for, is an error at the end.

    Options are Playwright's of a context.
    """
    watches: list[_Watch] = []

    def visit(place: str, **options: Any) -> "Page":
        context = browser.new_context(base_url=place, **options)
        context.set_default_timeout(LONG)
        page = context.new_page()
        watches.append(_Watch(page, place))
        return page

    yield visit
    for watch in watches:
        watch.page.context.close()
    if complaints := [complaint for watch in watches for complaint in watch.complaints()]:
        pytest.fail("\n".join(complaints))


class _Watch:
    """What a page complains of."""

    def __init__(self, page: "Page", place: str) -> None:
        self.page = page
        self._heard: list[tuple[str, str]] = []
        self._refused: set[str] = set()
        page.on("console", lambda message: self._heard.append((message.text, message.location["url"])))
        page.on("pageerror", lambda error: self._heard.append((str(error), page.url)))
        page.on("request", lambda sent: None if sent.url.startswith(f"{place}/") else self._hear_request(sent.url))
        page.on("response", self._note_refusal)

    def complaints(self) -> list[str]:
        """All but Chromium's notes that a page itself was answered by an error, which a test expects or not."""
        return [
            f"{words} ({where})"
            for words, where in self._heard
            if not (words.startswith("Failed to load resource") and where in self._refused)
        ]

    def _hear_request(self, address: str) -> None:
        self._heard.append(("a request to another host", address))

    def _note_refusal(self, response: "Response") -> None:
        if response.status >= 400 and response.request.is_navigation_request():
            self._refused.add(response.url)
