"""The page of an encounter, the memo beside its reports; and what two sides tell, side by side."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from lxml import html

from memcon.archive import Archive
from test_archive_cases import bridge_record
from test_encounters_cases import call_of_norland, call_of_sudmark, contact, report
from test_web_reading_report import HOSTILE, words_of
from web_desk import desk

NORLAND, SUDMARK = (one.article.sha256[:6] for one in (call_of_norland(), call_of_sudmark()))
CALL = f"{NORLAND}-c1"


@pytest.fixture
def shelf(made_file: Path, tmp_path: Path) -> Iterator[Archive]:
    path = tmp_path / "memcon.db"
    path.write_bytes(made_file.read_bytes())
    with Archive.open(path) as archive:
        yield archive


@pytest.fixture
def calls(shelf: Archive) -> TestClient:
    """The desk of an archive that has the two sides of one call."""
    for record in (call_of_norland(), call_of_sudmark()):
        shelf.add(record)
    return desk(shelf)


def tree(client: TestClient, path: str) -> Any:
    answer = client.get(path)
    assert answer.status_code == 200, answer.text
    return html.fromstring(answer.text)


# the memo ---------------------------------------------------------------------------------------------------------------


def test_each_fact_leads_to_its_words_and_they_lead_back(calls: TestClient) -> None:
    page = tree(calls, f"/encounters/{CALL}")
    cited = page.xpath("//article[contains(@class, 'memo')]//a[@data-fact]")
    assert len(cited) > 5
    for link in cited:
        note = link.get("data-fact")
        assert link.get("href") == f"#{note}"
        (words,) = page.xpath("//div[@id='sources']//*[@id=$note]", note=note)
        assert words.get("data-to") == note
    for words in page.xpath("//div[@id='sources']//span[@data-to]//a"):
        assert page.xpath("//article[contains(@class, 'memo')]//*[@id=$name]", name=words.get("href")[1:])


def test_the_words_are_those_that_the_memo_is_drawn_from(calls: TestClient) -> None:
    page = tree(calls, f"/encounters/{CALL}")
    line = next(
        p for p in page.xpath("//article[contains(@class, 'memo')]/p") if "lift the senseless" in p.text_content()
    )
    (note,) = line.xpath(".//a/@data-fact")
    assert words_of(page, note) == "to lift the senseless blockade of the coast"
    assert page.xpath("//h1")[0].text_content() == "Memorandum of Telephone Conversation"


def test_differences_lead_to_the_other_report(calls: TestClient) -> None:
    page = tree(calls, f"/encounters/{CALL}")
    (other,) = page.xpath("//article[@id='report-2']")
    assert "a video call" in other.text_content()
    assert other.xpath(".//span[@data-to]")


def test_the_memo_can_be_that_of_another_report(calls: TestClient) -> None:
    page = tree(calls, f"/encounters/{CALL}")
    (link,) = page.xpath("//a[@class='its-memo']/@href")
    assert link == f"/encounters/{CALL}?memo={SUDMARK}-c1"
    other = tree(calls, link)
    assert other.xpath("//h1")[0].text_content() == "Memorandum of Conversation by Video"
    assert "send engineers" in other.xpath("//article[contains(@class, 'memo')]")[0].text_content()
    assert "Sudmark Press" in other.xpath("//article[@id='report-1']//p")[0].text_content()


def test_a_contact_of_an_encounter_leads_to_it(calls: TestClient) -> None:
    answer = calls.get(f"/encounters/{SUDMARK}-c1")
    assert (answer.status_code, answer.headers["location"]) == (308, f"/encounters/{CALL}?memo={SUDMARK}-c1")
    answer = calls.get(f"/encounters/{SUDMARK}-c1/compare?left=SDM")
    assert (answer.status_code, answer.headers["location"]) == (308, f"/encounters/{CALL}/compare?left=SDM")


def test_what_is_not_there_and_what_was_rejected(shelf: Archive, calls: TestClient) -> None:
    assert calls.get("/encounters/000000-c1").status_code == 404
    shelf.add(bridge_record())
    ref = f"{bridge_record().article.sha256[:6]}-c2"
    shelf.reject(ref, who="Ida", why="never")
    assert calls.get(f"/encounters/{ref}").status_code == 410


def test_other_contacts_of_the_report_lead_to_theirs(shelf: Archive) -> None:
    shelf.add(bridge_record())
    key = bridge_record().article.sha256[:6]
    page = tree(desk(shelf), f"/encounters/{key}-c1")
    assert f"/encounters/{key}-c2" in page.xpath("//article[contains(@class, 'memo')]//a/@href")


def test_a_long_report_is_shown_round_the_passages(shelf: Archive) -> None:
    made = report(contact(), text="A sentence about something else. " * 3_000)
    shelf.add(made)
    key = made.article.sha256[:6]
    page = tree(desk(shelf), f"/encounters/{key}-c1")
    (source,) = page.xpath("//article[@id='report-1']")
    assert "Sentence 0 tells of a held meeting." in source.text_content()
    assert len(source.text_content()) < 3_000
    (gap,) = source.xpath(".//p[@class='gap']")
    left_out = int(gap.text_content().split()[1].replace(",", ""))
    shown = sum(len(p.text_content()) for p in source.xpath(".//p[@dir='auto']"))
    assert abs(left_out + shown - len(made.article.text)) < 5
    assert gap.xpath("a/@href") == [f"/reports/{key}"]


def test_a_hostile_report_is_harmless_in_a_memo(shelf: Archive) -> None:
    made = report(contact(occasion='"><script>alert(4)</script>'), text=HOSTILE, outlet="<script>alert(5)</script>")
    shelf.add(made)
    page = tree(desk(shelf), f"/encounters/{made.article.sha256[:6]}-c1")
    assert all(source.startswith("/static/") for source in page.xpath("//script/@src"))
    assert not page.xpath("//script[not(@src)] | //img | //*[@style] | //style")
    assert "<script>alert(4)</script>" in page.xpath("//article[contains(@class, 'memo')]")[0].text_content()


def test_the_memo_as_a_document(shelf: Archive, calls: TestClient) -> None:
    assert calls.get(f"/encounters/{CALL}/memo.md").text == shelf.memo(CALL)
    other = f"{SUDMARK}-c1"
    assert calls.get(f"/encounters/{CALL}/memo.md", params={"memo": other}).text == shelf.memo(other)
    assert calls.get(f"/encounters/{CALL}/memo.html").text.startswith("<!DOCTYPE html>")
    assert calls.get(f"/encounters/{CALL}/memo.docx").content.startswith(b"PK")
    assert calls.get(f"/encounters/{CALL}/memo.exe").status_code == 422


# side by side -------------------------------------------------------------------------------------------------------------


def rows(page: Any, section: str) -> list[tuple[str, str, str]]:
    """What stands on the left, on the right, and what is said of it."""
    found = []
    for row in page.xpath("//section[@id=$name]//tbody/tr", name=section):
        left, right = (" ".join(cell.text_content().split()) for cell in row.xpath("td"))
        found.append((left, right, row.xpath(".//span[contains(@class, 'verdict')]")[0].text_content()))
    return found


def only(page: Any, section: str) -> list[list[str]]:
    lists = page.xpath("//section[@id=$name]//div[@class='only']", name=section)
    return [[" ".join(li.text_content().split()) for li in one.xpath(".//li[@data-fact]")] for one in lists]


def test_fields_are_told_alike_or_differently(calls: TestClient) -> None:
    page = tree(calls, f"/encounters/{CALL}/compare")
    found = rows(page, "fields")
    assert found[0] == ("telephone conversation", "conversation by video", "differ")
    assert found[1] == ("Friday, 10 May 2024", "A Friday; the date is left open", "differ")
    assert ("Ida Holm, President", "Ida Holm, President", "both") in found


def test_statements_of_both_and_of_only_one(calls: TestClient) -> None:
    page = tree(calls, f"/encounters/{CALL}/compare")
    (both,) = rows(page, "statements")
    assert both[0] == both[1] == "Ida Holm and Claire Valois voiced agreement “to reopen the border bridge”"
    assert both[2] == "both"
    left, right = only(page, "statements")
    assert len(left) == 2
    assert len(right) == 3
    assert "“to lift the senseless blockade of the coast”" in left[0]
    assert "“to send engineers to the bridge”" in right[0]


def test_commitments_numbers_and_loaded_words(calls: TestClient) -> None:
    page = tree(calls, f"/encounters/{CALL}/compare")
    assert [row[2] for row in rows(page, "commitments")] == ["both"]
    assert [len(side) for side in only(page, "commitments")] == [1, 1]
    assert rows(page, "claims") == [
        ("Ida Holm at least 12 killed (fishermen)", "Claire Valois 9 killed (fishermen)", "differ")
    ]
    assert [row[:2] for row in rows(page, "loaded")] == [
        ("not used", "“regime” neutral: system; in words it quotes"),
        ("“senseless” neutral: ; in the outlet's own voice", "not used"),
    ]


def test_each_row_leads_to_the_words_of_both_and_they_lead_back(calls: TestClient) -> None:
    page = tree(calls, f"/encounters/{CALL}/compare")
    links = page.xpath("//section[contains(@class, 'compared')]//*[@data-fact]//a")
    assert len(links) > 10
    for link in links:
        row = link.xpath("ancestor::*[@data-fact]/@data-fact")[0]
        (words,) = page.xpath("//section[@id='texts']//*[@id=$name]", name=link.get("href")[1:])
        assert words.get("data-to") == row
    for words in page.xpath("//section[@id='texts']//span[@data-to]//a"):
        assert page.xpath("//*[@id=$name]", name=words.get("href")[1:])


def test_the_sides_can_be_chosen(shelf: Archive, calls: TestClient) -> None:
    shelf.add(
        report(contact(mode="phone", date="2024-05-10"), outlet="Eastria Today", country="EAS", published="2024-05-11")
    )
    page = tree(calls, f"/encounters/{CALL}/compare?left=others&right=NOR")
    assert page.xpath("//select[@name='left']/option[@selected]/@value") == ["others"]
    assert page.xpath("//select[@name='right']/option[@selected]/@value") == ["NOR"]
    assert page.xpath("//select[@name='left']/option/@value") == ["NOR", "SDM", "others"]
    same = tree(calls, f"/encounters/{CALL}/compare?left=SDM&right=SDM")
    assert same.xpath("//select[@name='right']/option[@selected]/@value") != ["SDM"]


def test_one_report_alone_has_nothing_to_be_compared_with(shelf: Archive) -> None:
    shelf.add(bridge_record())
    page = tree(desk(shelf), f"/encounters/{bridge_record().article.sha256[:6]}-c1/compare")
    assert "nothing to compare" in page.xpath("//p[@class='notice']")[0].text_content()


def test_why_the_reports_are_one_encounter(calls: TestClient) -> None:
    page = tree(calls, f"/encounters/{CALL}/compare")
    words = page.xpath("//details[@class='why']")[0].text_content()
    assert f"{NORLAND}-c1" in words
    assert "points" in words


def test_the_comparison_as_a_document(shelf: Archive, calls: TestClient) -> None:
    assert calls.get(f"/encounters/{CALL}/compare.md").text == shelf.compare(CALL)
    made = json.loads(calls.get(f"/encounters/{CALL}/compare.json").content)
    assert made["id"] == CALL
    assert {one["field"] for one in made["differences"]} >= {"mode", "statements", "claims"}
