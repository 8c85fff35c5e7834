"""The review in a browser: by keys alone, and without script."""

import os
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import uvicorn

from memcon.archive import Archive
from memcon.faces.web import Settings, create_app
from memcon.faces.web.guard.tokens import hash_of
from memcon.faces.web.server import listen
from test_archive_cases import bridge_record
from test_web_review import KEY, QUEUE, rated
from web_desk import TOKEN

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = os.environ.get("MEMCON_CHROMIUM") or shutil.which("chromium")
LONG = 60_000  # milliseconds that a busy machine may take

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium")


@pytest.fixture(scope="module")
def browser() -> "Iterator[Browser]":
    from playwright.sync_api import sync_playwright

    with sync_playwright() as started:
        opened = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    """An archive of its own, which the server closes."""
    opened = Archive.open(tmp_path / "memcon.db")
    opened.add(rated(bridge_record()))
    return opened


@pytest.fixture
def place(archive: Archive) -> Iterator[str]:
    """Where a desk is served at which may be written."""
    listening = listen("127.0.0.1", 0)
    app = create_app(archive, Settings(write=True, token_hash=hash_of(TOKEN)))
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    server.should_exit = True
    thread.join(timeout=30)


def opened(browser: "Browser", place: str, *, script: bool) -> "Page":
    """The review, after the token and a name were given."""
    context = browser.new_context(java_script_enabled=script, base_url=place)
    context.set_default_timeout(LONG)
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda sent: None if sent.url.startswith(place) else complaints.append(sent.url))
    page.goto(f"/token?token={TOKEN}&next=/review")
    page.fill("#who", "A. Reader")
    page.click("text=Begin")
    page.wait_for_selector(".verdicts")
    page.wait_for_load_state()
    assert complaints == []
    return page


def press(page: "Page", key: str) -> str:
    """Presses a key that leads to another page; the item that is shown there."""
    with page.expect_navigation():
        page.keyboard.press(key)
    page.wait_for_load_state()
    return page.title().removeprefix("Review ").partition(" ")[0]


def decided(archive: Archive) -> list[tuple[str, str]]:
    return [(row.action, row.item) for row in archive.corrections()]


def test_the_queue_is_worked_through_by_keys(browser: "Browser", place: str, archive: Archive) -> None:
    page = opened(browser, place, script=True)
    assert press(page, "a") == QUEUE[1]
    page.keyboard.press("r")  # asks why before it is sent
    assert page.evaluate("document.activeElement.id") == "why"
    page.keyboard.type("area")  # letters in a field are no keys
    assert decided(archive) == [("accept", QUEUE[0])]
    assert press(page, "Enter") == QUEUE[2]
    assert decided(archive)[1:] == [("reject", QUEUE[1])]
    assert archive.corrections()[1].why == "area"
    assert press(page, "u") == QUEUE[3]
    assert press(page, "z") == QUEUE[1]
    assert press(page, "z") == QUEUE[0]
    assert [action for action, _ in decided(archive)] == ["accept", "reject", "undo", "undo"]


def test_an_item_is_edited_by_keys(browser: "Browser", place: str, archive: Archive) -> None:
    page = opened(browser, place, script=True)
    page.goto(f"/review/{KEY}-c1")
    page.keyboard.press("e")
    assert page.evaluate("document.activeElement.name") == "field.status"
    page.keyboard.type("pl")
    page.fill('input[name="field.occasion"]', "talks on the bridge")
    page.focus("#edit-why")
    press(page, "Enter")
    fields = archive.item(f"{KEY}-c1").fields
    assert (fields["status"], fields["occasion"]) == ("planned", "talks on the bridge")


def test_keys_can_be_turned_off(browser: "Browser", place: str, archive: Archive) -> None:
    page = opened(browser, place, script=True)
    page.click("text=turn off")
    page.keyboard.press("a")
    page.keyboard.press("r")
    page.reload()
    page.keyboard.press("a")
    page.wait_for_timeout(300)
    assert page.evaluate("document.activeElement.tagName") == "BODY"
    assert decided(archive) == []
    page.click("text=turn on")
    assert press(page, "a") == QUEUE[1]


def test_a_decision_is_sent_once(browser: "Browser", place: str, archive: Archive) -> None:
    page = opened(browser, place, script=True)
    with page.expect_navigation():
        page.evaluate("for (let n = 0; n < 5; n++) document.dispatchEvent(new KeyboardEvent('keydown', {key: 'a'}))")
    page.wait_for_load_state()
    assert decided(archive) == [("accept", QUEUE[0])]


def test_it_works_without_script(browser: "Browser", place: str, archive: Archive) -> None:
    page = opened(browser, place, script=False)
    page.click("text=Accept")
    assert QUEUE[1] in page.title()
    page.click("text=Reject")
    assert "This correction needs to say why." in page.inner_text("[role=alert]")
    page.fill("#why", "not told of")
    page.click("text=Reject")
    page.click("text=Undo")
    assert QUEUE[1] in page.title()
    page.click("summary:has-text('Edit')")
    page.fill('input[name="field.occasion"]', "a call")
    page.click("text=Keep the changes")
    assert [action for action, _ in decided(archive)] == ["accept", "reject", "undo", "edit"]
    assert archive.item(QUEUE[1]).fields["occasion"] == "a call"
