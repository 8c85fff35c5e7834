"""The review in a browser: by keys alone, and without script."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from browser import Serve, Visit
from memcon.archive import Archive
from test_archive_cases import bridge_record
from test_web_review import KEY, QUEUE, rated
from web_desk import TOKEN, WRITING

if TYPE_CHECKING:
    from playwright.sync_api import Page


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    """An archive of its own, which the server closes."""
    opened = Archive.open(tmp_path / "memcon.db")
    opened.add(rated(bridge_record()))
    return opened


@pytest.fixture
def place(archive: Archive, serve: Serve) -> str:
    """Where a desk is served at which may be written."""
    return serve(archive, WRITING)


def opened(visit: Visit, place: str, *, script: bool) -> "Page":
    """The review, after the token and a name were given."""
    page = visit(place, java_script_enabled=script)
    page.goto(f"/token?token={TOKEN}&next=/review")
    page.fill("#who", "A. Reader")
    page.click("text=Begin")
    page.wait_for_selector(".verdicts")
    page.wait_for_load_state()
    return page


def press(page: "Page", key: str) -> str:
    """Presses a key that leads to another page; the item that is shown there."""
    with page.expect_navigation():
        page.keyboard.press(key)
    page.wait_for_load_state()
    return page.title().removeprefix("Review ").partition(" ")[0]


def decided(archive: Archive) -> list[tuple[str, str]]:
    return [(row.action, row.item) for row in archive.corrections()]


def test_the_queue_is_worked_through_by_keys(visit: Visit, place: str, archive: Archive) -> None:
    page = opened(visit, place, script=True)
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


def test_an_item_is_edited_by_keys(visit: Visit, place: str, archive: Archive) -> None:
    page = opened(visit, place, script=True)
    page.goto(f"/review/{KEY}-c1")
    page.keyboard.press("e")
    assert page.evaluate("document.activeElement.name") == "field.status"
    page.keyboard.type("pl")
    page.fill('input[name="field.occasion"]', "talks on the bridge")
    page.focus("#edit-why")
    press(page, "Enter")
    fields = archive.item(f"{KEY}-c1").fields
    assert (fields["status"], fields["occasion"]) == ("planned", "talks on the bridge")


def test_after_a_refusal_what_is_typed_is_no_key(visit: Visit, place: str, archive: Archive) -> None:
    page = opened(visit, place, script=True)
    page.goto(f"/review/{KEY}-c1")
    page.keyboard.press("r")
    page.keyboard.press("Enter")  # no reason yet: nothing is sent
    page.keyboard.type("absent from the report")
    assert page.input_value("#why") == "absent from the report"
    page.goto(f"/review/{KEY}-c1")
    page.keyboard.press("e")
    page.fill('input[name="field.date"]', "31.02.2025")
    page.press('input[name="field.date"]', "Enter")
    page.locator(".fault").wait_for()
    page.keyboard.type("a")
    assert not decided(archive)


def test_keys_can_be_turned_off(visit: Visit, place: str, archive: Archive) -> None:
    page = opened(visit, place, script=True)
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


def test_a_decision_is_sent_once(visit: Visit, place: str, archive: Archive) -> None:
    page = opened(visit, place, script=True)
    with page.expect_navigation():
        page.evaluate("for (let n = 0; n < 5; n++) document.dispatchEvent(new KeyboardEvent('keydown', {key: 'a'}))")
    page.wait_for_load_state()
    assert decided(archive) == [("accept", QUEUE[0])]


def test_it_works_without_script(visit: Visit, place: str, archive: Archive) -> None:
    page = opened(visit, place, script=False)
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
