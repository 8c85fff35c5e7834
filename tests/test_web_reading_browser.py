"""Reading in a browser: from a fact to its words and back, by click and by key, with the script and without it."""

import os
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import uvicorn

from memcon.archive import Archive
from memcon.faces.web import Settings, create_app
from memcon.faces.web.server import listen
from test_archive_cases import bridge_record
from test_encounters_cases import call_of_norland, call_of_sudmark

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

KEY, NORLAND = (record.article.sha256[:6] for record in (bridge_record(), call_of_norland()))
CHROMIUM = os.environ.get("MEMCON_CHROMIUM") or shutil.which("chromium")
LONG = 60_000  # milliseconds that a busy machine may take

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium")


@pytest.fixture(scope="module")
def place(made_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where a desk is served."""
    path = tmp_path_factory.mktemp("desk") / "memcon.db"
    path.write_bytes(made_file.read_bytes())
    archive = Archive.open(path)
    for record in (bridge_record(), call_of_norland(), call_of_sudmark()):
        archive.add(record)
    listening = listen("127.0.0.1", 0)
    server = uvicorn.Server(uvicorn.Config(create_app(archive, Settings()), log_level="warning"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    server.should_exit = True
    thread.join(timeout=30)


@pytest.fixture(scope="module")
def browser() -> "Iterator[Browser]":
    from playwright.sync_api import sync_playwright

    with sync_playwright() as started:
        opened = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture(params=["script", "no script"])
def scripted(request: pytest.FixtureRequest) -> bool:
    return bool(request.param == "script")


@pytest.fixture
def page(browser: "Browser", place: str, scripted: bool) -> "Iterator[Page]":
    """A wide window; whatever a page complains of, or asks another host for, fails the test."""
    context = browser.new_context(viewport={"width": 1280, "height": 700}, java_script_enabled=scripted, base_url=place)
    context.set_default_timeout(LONG)
    complaints: list[str] = []
    opened = context.new_page()
    opened.on("console", lambda message: complaints.append(message.text))
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.on("request", lambda sent: None if sent.url.startswith(place) else complaints.append(sent.url))
    yield opened
    context.close()
    assert complaints == []


def lit(page: "Page") -> set[str]:
    """What of the page is lit, by its id."""
    found: list[str] = page.eval_on_selector_all(".lit, :target", "all => all.map(one => one.id)")
    return set(found)


def in_view(page: "Page", name: str) -> Any:
    return page.eval_on_selector(
        f"[id='{name}']",
        "one => { const box = one.getBoundingClientRect(); return box.top >= 0 && box.bottom <= innerHeight; }",
    )


def test_from_a_fact_to_its_words_and_back(page: "Page", scripted: bool) -> None:
    page.goto(f"/reports/{KEY}")
    page.click("#fact-k2 .siglum")
    page.wait_for_url("**#k2")
    assert in_view(page, "k2")
    assert lit(page) == ({"k2", "fact-k2"} if scripted else {"k2"})
    page.click("#s1 > a >> nth=0")
    page.wait_for_url("**#fact-s1")
    assert in_view(page, "fact-s1")
    assert lit(page) == ({"s1", "fact-s1"} if scripted else {"fact-s1"})


def test_from_a_line_of_the_memo_to_the_source_and_back(page: "Page", scripted: bool) -> None:
    page.goto(f"/encounters/{NORLAND}-c1")
    line = page.locator(".memo p", has_text="lift the senseless blockade")
    note = line.locator("a[data-fact]").get_attribute("data-fact")
    line.locator("a[data-fact]").click()
    page.wait_for_url(f"**#{note}")
    assert in_view(page, note)
    page.locator(f"[id='{note}'] a >> nth=0").click()
    page.wait_for_url(f"**#fact-{note}")
    assert in_view(page, f"fact-{note}")


@pytest.mark.parametrize("scripted", [True])
def test_keys_go_from_fact_to_fact(page: "Page", scripted: bool) -> None:
    page.goto(f"/reports/{KEY}")
    page.keyboard.press("n")
    page.wait_for_url("**#c1")
    page.keyboard.press("n")
    page.wait_for_url("**#s1")
    page.uncheck("input[value='commitments']")
    page.keyboard.press("n")
    page.wait_for_url("**#s2")
    page.keyboard.press("p")
    page.wait_for_url("**#s1")
    page.focus("input[name='q']")
    page.keyboard.press("n")
    assert page.input_value("input[name='q']") == "n"


@pytest.mark.parametrize("scripted", [True])
def test_words_whose_mark_is_hidden_lead_to_what_is_marked_round_them(page: "Page", scripted: bool) -> None:
    page.goto(f"/reports/{KEY}")
    page.uncheck("input[value='commitments']")
    page.click("#k1 > a >> nth=0")
    page.wait_for_url("**#fact-s1")


def test_marks_are_hidden_at_once(page: "Page", scripted: bool) -> None:
    page.goto(f"/reports/{KEY}")
    page.uncheck("input[value='commitments']")
    assert page.locator("#k1").evaluate("one => getComputedStyle(one).textDecorationLine") == "none"
    assert page.locator("#c1").evaluate("one => getComputedStyle(one).textDecorationLine") == "underline"


def test_a_row_of_the_comparison_leads_to_the_words(page: "Page", scripted: bool) -> None:
    page.goto(f"/encounters/{NORLAND}-c1/compare")
    row = page.locator(".of-statements .only li", has_text="send engineers")
    name = row.get_attribute("data-fact")
    row.locator("a").click()
    page.wait_for_url(f"**#{name}")
    assert in_view(page, name)
    assert lit(page) == ({name, f"fact-{name}"} if scripted else {name})
