"""Ways through the desk in a browser, with script and without it: the same links and forms lead to the same places."""

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest

from browser import Serve, Visit
from browser_archive import ARABIC, EVIL, HOSTILE, NORLAND, OVERRIDE
from memcon.archive import Archive
from web_desk import TOKEN, WRITING

if TYPE_CHECKING:
    from playwright.sync_api import Page

TEXT = (
    "Foreign Minister Lena Brandt of Norway met her Danish counterpart Lars Holm in Oslo on 12 March 2024.\n\n"
    f"Brandt said that the two countries would reopen the border bridge in 2025. {ARABIC} {EVIL}\n\n{OVERRIDE}\n"
)
SCRIPT = pytest.mark.parametrize("scripted", [True])


@pytest.fixture(params=["script", "no script"])
def scripted(request: pytest.FixtureRequest) -> bool:
    return bool(request.param == "script")


@pytest.fixture
def page(visit: Visit, reading_room: str, scripted: bool) -> "Page":
    return visit(reading_room, java_script_enabled=scripted)


@pytest.fixture
def archive(made_file: Path, tmp_path: Path) -> Archive:
    """An empty archive, which its server closes."""
    path = tmp_path / "memcon.db"
    path.write_bytes(made_file.read_bytes())
    return Archive.open(path)


def listed(page: "Page") -> list[str]:
    """The rows of a list."""
    return page.locator("#rows > li").all_inner_texts()


def asked(page: "Page") -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def test_a_list_is_narrowed_and_its_address_is_kept(page: "Page", visit: Visit, reading_room: str) -> None:
    page.goto("/contacts")
    everything = listed(page)
    page.click("[id='mode-phone']")
    page.wait_for_url("**mode=phone")
    page.click("[id='country-NOR']")
    page.wait_for_url("**country=NOR**")
    page.locator(".chips").wait_for()
    assert asked(page) == {"mode": ["phone"], "country": ["NOR"]}
    narrowed = listed(page)
    assert 0 < len(narrowed) < len(everything)
    assert page.locator("h1").inner_text() == "Encounters of Norway, by telephone"
    number = page.locator("[id='mode-phone'] .number").inner_text()
    assert page.locator(".told > span >> nth=0").inner_text() == f"{number} encounters"
    page.reload()
    assert listed(page) == narrowed
    somebody_else = visit(reading_room)
    somebody_else.goto(page.url)
    assert listed(somebody_else) == narrowed
    page.go_back()
    page.wait_for_url("**mode=phone")
    page.go_back()
    page.wait_for_url("**/contacts")
    page.locator("[id='mode-phone']:not([aria-current])").wait_for()
    assert listed(page) == everything


@pytest.mark.parametrize(
    ("path", "fields", "address", "heading"),
    [
        ("/contacts", {"since": "2024", "person": "brandt"}, "/contacts?person=brandt&since=2024", "brandt"),
        ("/statements", {"topic": "trade"}, "/statements?topic=trade", "trade"),
        ("/reports", {"outlet": "Fjord"}, "/reports?outlet=Fjord", "Fjord"),
        ("/persons", {"q": "bra"}, "/persons?q=bra", "bra"),
        ("/mechanisms", {"q": "bridge"}, "/mechanisms?q=bridge", "bridge"),
        ("/search", {"q": "bridge"}, "/search?q=bridge", "bridge"),
        ("/dyads", {"one": "Norway", "other": "SDM"}, "/dyads/NOR/SDM", "Norway and SDM"),
        ("/map", {"region": "europe"}, "/map?region=europe", "Contacts by country"),
    ],
)
def test_a_form_leads_to_an_address(
    page: "Page", path: str, fields: dict[str, str], address: str, heading: str
) -> None:
    page.goto(path)
    form = page.locator("main form", has=page.locator(f"[name='{next(iter(fields))}']"))
    for name, value in fields.items():
        field = form.locator(f"[name='{name}']")
        if field.evaluate("one => one.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)
    form.locator("button").click()
    page.wait_for_url(f"**{address}")
    assert heading in page.locator("h1").inner_text()


def test_from_a_list_to_what_both_sides_tell(page: "Page") -> None:
    page.goto("/contacts?since=2024-05&until=2024-05")
    page.locator("#rows > li", has_text="Claire Valois").locator(".row-count a").click()
    page.wait_for_url(f"**/encounters/{NORLAND}-c1/compare")
    assert page.locator("#statements thead th").all_inner_texts()[1:] == ["Norway", "SDM"]
    assert {"both", "differ", "only SDM"} <= set(page.locator(".verdict").all_inner_texts())
    assert page.locator("#commitments tr.both", has_text="reopen the border bridge").count() == 1
    page.click(".crumb a >> nth=1")
    page.wait_for_url(f"**/encounters/{NORLAND}-c1")


def signed_in(page: "Page", then: str) -> None:
    page.goto(f"/token?next={then}")
    page.fill("#token", TOKEN)
    page.click("text=Open")
    page.wait_for_url(f"**{then}")


def test_a_text_is_pasted_read_and_kept(visit: Visit, serve: Serve, archive: Archive, scripted: bool) -> None:
    page = visit(serve(archive, WRITING), java_script_enabled=scripted)
    signed_in(page, "/paste")
    page.fill("#text", TEXT)
    page.fill("[name='published']", "2024-03-13")
    page.click("text=Read it")
    assert "not stored" in page.inner_text(".crumb")
    assert "Lena Brandt" in page.inner_text("#fact-c1")
    assert EVIL in page.inner_text(".annotated")
    assert len(archive) == 0
    page.click("#fact-c1 .siglum")
    page.wait_for_url("**#c1")
    page.click("text=Keep it in the archive")
    page.wait_for_url("**/reports/*")
    assert len(archive) == 1
    assert archive.record(archive.reports()[0].sha256).article.text == TEXT
    page.goto("/contacts")
    assert "12 March 2024" in listed(page)[0]


@SCRIPT
def test_a_file_is_dropped(visit: Visit, serve: Serve, archive: Archive, scripted: bool) -> None:
    page = visit(serve(archive, WRITING), java_script_enabled=scripted)
    page.goto("/paste")
    page.evaluate(
        """text => {
          const dropped = new DataTransfer();
          dropped.items.add(new File([text], "report.txt", { type: "text/plain" }));
          document.querySelector("form.drop").dispatchEvent(new DragEvent("drop", { dataTransfer: dropped, bubbles: true, cancelable: true }));
        }""",
        TEXT,
    )
    page.click("text=Read it")
    assert "Lena Brandt" in page.inner_text("#fact-c1")


def test_a_hostile_report_stays_words(page: "Page", scripted: bool) -> None:
    page.goto(f"/reports/{HOSTILE}")
    text = page.locator(".annotated")
    assert EVIL in text.inner_text()
    assert text.locator("script, img, b").count() == 0
    assert page.locator("a[href^='javascript']").count() == 0
    assert text.locator("p", has_text=ARABIC).evaluate("one => getComputedStyle(one).direction") == "rtl"
    assert text.locator("p >> nth=0").evaluate("one => getComputedStyle(one).direction") == "ltr"
    page.goto(f"/reports/{HOSTILE}?part=99")
    page.click("a[rel='prev'] >> nth=0")
    page.wait_for_url("**part=*")
    assert page.title() != "taken"


@SCRIPT
def test_the_keyboard_leads_past_the_masthead(page: "Page", scripted: bool) -> None:
    page.goto("/contacts")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**#main")
    assert page.evaluate("document.activeElement.id") == "main"


def test_what_cannot_be_asked_is_said(page: "Page") -> None:
    page.goto("/contacts")
    page.fill("main input[name=country]", "Atlantis")
    page.press("main input[name=country]", "Enter")
    page.wait_for_url("**country=Atlantis**")
    page.locator("h1", has_text="That cannot be asked").wait_for()
    assert "Atlantis" in page.locator(".lead").inner_text()
