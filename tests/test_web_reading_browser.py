"""Reading in a browser: from a fact to its words and back, by click and by key, with the script and without it."""

from typing import TYPE_CHECKING, Any

import pytest

from browser import Visit
from browser_archive import KEY, NORLAND

if TYPE_CHECKING:
    from playwright.sync_api import Page


@pytest.fixture(params=["script", "no script"])
def scripted(request: pytest.FixtureRequest) -> bool:
    return bool(request.param == "script")


@pytest.fixture
def page(visit: Visit, reading_room: str, scripted: bool) -> "Page":
    """A wide window."""
    return visit(reading_room, viewport={"width": 1280, "height": 700}, java_script_enabled=scripted)


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
