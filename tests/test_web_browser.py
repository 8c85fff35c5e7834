"""Each page in a browser: at the width of a telephone and of a desk, on light and dark ground, and as a screen reader needs it."""

import os
from typing import TYPE_CHECKING, Any

import pytest

import axe
from browser import LONG, Visit, lacking
from browser_archive import HOSTILE, KEY, NORLAND
from web_desk import TOKEN

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PAGES = {
    "start": "/",
    "contacts": "/contacts",
    "contacts narrowed": "/contacts?country=NOR&country=SDM&status=held&since=2021",
    "contacts that are none": "/contacts?country=ISL",
    "statements": "/statements",
    "reports": "/reports",
    "search": "/search",
    "what was found": "/search?q=bridge",
    "dyads": "/dyads",
    "dyad": "/dyads/NOR/SDM",
    "a dyad that never met": "/dyads/EAS/ISL",
    "statements of a dyad": "/dyads/NOR/SDM/statements",
    "events of a dyad": "/dyads/NOR/SDM/events",
    "persons": "/persons",
    "person": "/persons/brandt",
    "contacts of a person": "/persons/brandt/contacts",
    "mechanisms": "/mechanisms",
    "mechanism": "/mechanisms/Joint%20Bridge%20Commission",
    "commitments": "/commitments",
    "commitments of a month": "/commitments?month=2025-12",
    "map": "/map",
    "country of the map": "/map/NOR",
    "report": f"/reports/{KEY}",
    "hostile report": f"/reports/{HOSTILE}",
    "encounter": f"/encounters/{NORLAND}-c1",
    "hostile encounter": f"/encounters/{KEY}-c1?memo={HOSTILE}-c1",
    "compare": f"/encounters/{NORLAND}-c1/compare",
    "hostile compare": f"/encounters/{KEY}-c1/compare",
    "review": "/review",
    "item of the review": f"/review/{HOSTILE}-c1",
    "queue of the review": "/review/queue",
    "log of the review": "/review/log",
    "name": "/review/name",
    "paste": "/paste",
    "token": "/token",
    "no page": "/nothing",
    "no report": "/reports/ffffffff",
    "no country": "/contacts?country=Nowhere",
}
SIGNED_OUT = {"token that is asked for": "/token?next=/paste", "review without a token": f"/review/{KEY}-c1"}
"""As somebody sees them who did not give the token."""

STATUS = {"no page": 404, "no report": 404, "no country": 400}
"""Of those that do not answer 200."""

WIDTHS = (390, 1280)

OPENED = "document.querySelectorAll('details').forEach(one => { one.open = true; })"

BROADER = """() => {
  const page = document.scrollingElement, wide = page.clientWidth;
  if (page.scrollWidth <= wide) return [];
  return [`${page.scrollWidth} of ${wide}`, ...[...document.body.querySelectorAll("*")]
    .filter(one => one.getBoundingClientRect().right > wide && !one.closest(".scroll"))
    .map(one => `${one.tagName} ${one.className} ${one.textContent.trim().slice(0, 40)}`).slice(0, 5)];
}"""
"""What makes a page broader than its window."""

TURNED = """() => {
  const found = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const place = (node, at) => {
    const letter = document.createRange();
    letter.setStart(node, at);
    letter.setEnd(node, at + 1);
    return letter.getBoundingClientRect();
  };
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (node.parentElement.closest("bdi, [dir], option, textarea, script")) continue;
    for (const { 0: word, index } of node.data.matchAll(/(?!Turned|round)\\b[A-Za-z]{2,}/g)) {
      const first = place(node, index), last = place(node, index + word.length - 1);
      if (first.top === last.top && first.left > last.left) found.push(word);
    }
  }
  return found;
}"""
"""Words that the hostile report turned round, its own left out."""

LIGHTNESS = """() => ["backgroundColor", "color"].map(name => {
  const [red, green, blue] = getComputedStyle(document.body)[name].match(/\\d+/g).map(Number);
  return (red + green + blue) / 765;
})"""
"""Of the ground and of what stands on it, from 0 to 1."""

AXE = """async () => {
  return (await axe.run(document, { resultTypes: ["violations"] })).violations
    .filter(one => ["serious", "critical"].includes(one.impact))
    .flatMap(one => one.nodes.map(node => `${one.id}: ${node.html.slice(0, 200)} ${node.failureSummary}`));
}"""


@pytest.fixture(scope="module")
def cookies(browser: "Browser", reading_room: str) -> Any:
    """Those of somebody who gave the token and a name."""
    context = browser.new_context(base_url=reading_room)
    context.set_default_timeout(LONG)
    page = context.new_page()
    page.goto(f"/token?token={TOKEN}&next=/review/name")
    page.fill("#who", "A. Reader")
    page.click("text=Keep")
    page.wait_for_url("**/review")
    state = context.storage_state()
    context.close()
    return state


@pytest.fixture(scope="session")
def axe_script() -> str:
    if not os.environ.get(axe.ASKED):
        pytest.skip(f"axe-core never ended on one page once; {axe.ASKED}=1 asks it")
    if not axe.PLACE.exists():
        lacking(axe.ABSENT)
    return axe.PLACE.read_text()


@pytest.fixture(params=[*PAGES, *SIGNED_OUT])
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def page(visit: Visit, reading_room: str, cookies: Any, name: str) -> "Page":
    return visit(reading_room, storage_state=cookies if name in PAGES else None)


def go_to(page: "Page", name: str) -> None:
    answer = page.goto(PAGES.get(name) or SIGNED_OUT[name])
    assert answer is not None
    assert answer.status == STATUS.get(name, 200)


def show(page: "Page", width: int, ground: Any) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=ground)


def test_a_page_is_shown_on_any_screen(page: "Page", name: str) -> None:
    show(page, 390, "dark")
    go_to(page, name)
    assert page.locator("main h1").count() == 1
    assert page.title() != "taken"
    ground, ink = page.evaluate(LIGHTNESS)
    assert ink - ground > 0.6
    page.evaluate(OPENED)
    for width in WIDTHS:
        show(page, width, "light")
        assert page.evaluate(BROADER) == []
        assert page.evaluate(TURNED) == []
    ground, ink = page.evaluate(LIGHTNESS)
    assert ground - ink > 0.6


def test_a_page_keeps_nobody_out(page: "Page", name: str, axe_script: str) -> None:
    go_to(page, name)
    page.evaluate(OPENED)
    page.evaluate(axe_script)
    for width, ground in zip(WIDTHS, ("light", "dark"), strict=True):  # what differs by ground is the same at any width
        show(page, width, ground)
        assert page.evaluate(AXE) == []
