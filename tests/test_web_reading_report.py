"""The page of a report: its text with everything marked that was read from it, and the facts beside it."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from lxml import html
from msgspec.structs import replace

from memcon.archive import Archive
from memcon.record import Actor, Claim, Record, Span, Statement, encode_record
from test_archive_cases import TEXT, article, bridge_record, small_record
from web_desk import desk

KEY = bridge_record().article.sha256[:6]
HOSTILE = 'He said <script>alert(1)</script> & "yes" \u202eesrever\u202c to all.\n</p><img src=x onerror=alert(2)>'


@pytest.fixture
def shelf(made_file: Path, tmp_path: Path) -> Iterator[Archive]:
    path = tmp_path / "memcon.db"
    path.write_bytes(made_file.read_bytes())
    with Archive.open(path) as archive:
        archive.add(bridge_record())
        yield archive


@pytest.fixture
def client(shelf: Archive) -> TestClient:
    return desk(shelf)


def tree(client: TestClient, path: str) -> Any:
    answer = client.get(path)
    assert answer.status_code == 200, answer.text
    return html.fromstring(answer.text)


def words_of(page: Any, name: str) -> str:
    (element,) = page.xpath("//*[@id=$name]", name=name)
    return str(element.text_content())


def with_text(text: str, *spans: tuple[int, int], **fields: str | None) -> Record:
    """A report with a statement of Ida Holm on each of some stretches."""
    holm = Actor(id="holm", kind="person", name="Ida Holm", country="NOR")
    said = tuple(
        Statement(id=f"s{n}", speakers=("holm",), form="indirect", act="assert", spans=(Span(a, b, text[a:b]),))
        for n, (a, b) in enumerate(spans, 1)
    )
    return Record(article=article(text, **fields), actors=(holm,), statements=said)


def test_the_text_is_whole(client: TestClient) -> None:
    page = tree(client, f"/reports/{KEY}")
    shown = [paragraph.text_content() for paragraph in page.xpath("//div[contains(@class, 'annotated')]/p")]
    assert shown == [line for line in TEXT.split("\n") if line]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("c1", TEXT.split("\n", maxsplit=1)[0]),
        ("s2", '"A bridge belongs to those who cross it," Brandt added.'),
        ("k1", "would reopen the border bridge in 2025"),
        ("m2", "about 1,300 people displaced"),
        ("f2", "regime"),
        ("a1", "Lena Brandt"),
    ],
)
def test_a_fact_leads_to_its_words_and_they_lead_back(name: str, words: str, client: TestClient) -> None:
    page = tree(client, f"/reports/{KEY}")
    assert words_of(page, name) == words
    (card,) = page.xpath("//li[@id=$name]", name=f"fact-{name}")
    assert card.xpath("a[@class='siglum']/@href") == [f"#{name}"]
    (marked,) = page.xpath("//*[@id=$name]", name=name)
    beside = {name, *re.findall(r"#fact-(\w+)", html.tostring(card).decode())}
    assert beside & {href.removeprefix("#fact-") for href in marked.xpath(".//a/@href")}


def test_every_address_within_the_page_is_there(client: TestClient) -> None:
    page = tree(client, f"/reports/{KEY}")
    names = page.xpath("//@id")
    assert len(names) == len(set(names))
    assert {href[1:] for href in page.xpath("//a/@href") if href.startswith("#")} <= set(names)


def test_every_count_leads_to_its_list(client: TestClient) -> None:
    page = tree(client, f"/reports/{KEY}")
    told = {link.get("href"): int(link.text.split()[0]) for link in page.xpath("//p[@class='read']/a")}
    assert told == {"#contacts": 2, "#statements": 5, "#commitments": 2, "#claims": 2, "#loaded": 2, "#actors": 1}
    for address, number in told.items():
        assert len(page.xpath("//section[@id=$name]//li", name=address[1:])) == number


def test_cards_say_who_did_what(client: TestClient) -> None:
    page = tree(client, f"/reports/{KEY}")
    said = {card.get("id"): " ".join(card.text_content().split()) for card in page.xpath("//li[@data-fact]")}
    assert said["fact-c1"].startswith("c1 Lena Brandt and Émile Roux-Garnier meeting Thursday, 19 December 2024")
    assert "made a demand of Norland “to ‘" not in said["fact-s3"]
    assert said["fact-s3"].startswith("s3 Émile Roux-Garnier “called on Norland")
    assert "due 2025" in said["fact-k1"]
    assert said["fact-m1"].startswith("m1 The outlet itself at least 12 killed (fishermen)")
    assert "neutral: killed" in said["fact-f1"]


def test_a_contact_leads_to_its_memo_and_a_person_to_the_person(client: TestClient) -> None:
    page = tree(client, f"/reports/{KEY}")
    assert page.xpath("//li[@id='fact-c1']//bdi/a/@href") == [f"/encounters/{KEY}-c1"]
    assert page.xpath("//li[@id='fact-a1']//bdi/a/@href") == ["/persons/brandt"]


def test_a_fact_can_be_lit_and_characters_asked_for(client: TestClient) -> None:
    page = tree(client, f"/reports/{KEY}?fact=s2&chars=0-16&chars=x&chars=9-3")
    assert {element.get("data-to") for element in page.xpath("//span[contains(@class, ' lit')]")} == {"s2"}
    assert page.xpath("//li[contains(@class, 'lit')]/@id") == ["fact-s2"]
    assert words_of(page, "asked") == "Foreign Minister"


def test_marks_can_be_chosen(client: TestClient) -> None:
    page = tree(client, f"/reports/{KEY}?show=text&show=claims")
    assert page.xpath("//form[@class='marks']//input[@checked]/@value") == ["claims"]
    assert len(tree(client, f"/reports/{KEY}").xpath("//form[@class='marks']//input[@checked]")) == 6


def test_furniture_is_grey_and_the_date_is_shown_where_it_stands(shelf: Archive, client: TestClient) -> None:
    text = "Read more. Published 3 May 2024. They met."
    made = article(text, published="2024-05-03")
    furniture, stated = Span(0, 10, "Read more."), Span(21, 31, "3 May 2024")
    shelf.add(Record(article=replace(made, furniture=(furniture,), published_span=stated)))
    page = tree(client, f"/reports/{made.sha256[:6]}")
    assert [element.text_content() for element in page.xpath("//span[@class='furniture']")] == ["Read more."]
    assert words_of(page, "published") == "3 May 2024"
    assert page.xpath("//dd/a[@href='#published']")


def test_a_hostile_report_is_shown_as_text(shelf: Archive, client: TestClient) -> None:
    record = with_text(HOSTILE, (0, 40), title="<b>bold</b>", url="javascript:alert(3)", outlet='"><script>')
    shelf.add(record)
    path = f"/reports/{record.article.sha256[:6]}"
    page = tree(client, path)
    assert [p.text_content() for p in page.xpath("//div[contains(@class, 'annotated')]/p")] == [HOSTILE]
    assert page.xpath("//h1")[0].text_content() == "<b>bold</b>"
    assert all(source.startswith("/static/") for source in page.xpath("//script/@src"))
    assert not page.xpath("//script[not(@src)] | //img | //*[@style] | //*[@onerror] | //style")
    assert not [href for href in page.xpath("//@href") if href.lower().startswith("javascript:")]
    assert {p.get("dir") for p in page.xpath("//div[contains(@class, 'annotated')]/p")} == {"auto"}
    assert "1 character in it makes the letters after it" in page.xpath("//dl")[0].text_content()


def test_marks_that_cross_are_both_shown(shelf: Archive, client: TestClient) -> None:
    record = with_text("One two three four five.", (0, 13), (4, 18))
    shelf.add(record)
    page = tree(client, f"/reports/{record.article.sha256[:6]}")
    parts = {n: "".join(e.text_content() for e in page.xpath("//span[@data-to=$n]", n=n)) for n in ("s1", "s2")}
    assert parts == {"s1": "One two three", "s2": "two three four"}


def test_a_long_text_is_shown_in_parts(shelf: Archive, client: TestClient) -> None:
    text = "A sentence of the report. " * 4_000
    harm = Claim(id="m1", what="killed", low=1, spans=(Span(90_000, 90_025, text[90_000:90_025]),))
    record = replace(with_text(text, (0, 25), (90_000, 90_025)), claims=(harm,))
    shelf.add(record)
    path = f"/reports/{record.article.sha256[:6]}"
    first, last = tree(client, path), tree(client, f"{path}?fact=s2")
    assert "part 1 of 5" in first.xpath("//nav[@class='parts']")[0].text_content()
    assert first.xpath("//li[@data-fact]/@id") == ["fact-s1"]
    assert "1 of 2" in first.xpath("//section[@id='statements']/h2")[0].text_content()
    assert last.xpath("//li[@data-fact]/@id") == ["fact-s2", "fact-m1"]
    (claims,) = first.xpath("//p[@class='read']/a[contains(text(), 'harm')]/@href")
    assert tree(client, claims.partition("#")[0]).xpath("//section[@id='claims']")
    assert first.xpath("//a[@rel='next']/@href")[0] == f"{path}?part=2"
    pages = [tree(client, f"{path}?part={number}") for number in range(1, 6)]
    shown = "".join(page.xpath("//div[contains(@class, 'annotated')]")[0].text_content() for page in pages)
    assert "".join(shown.split()) == "".join(text.split())


def test_pages_are_small(shelf: Archive, client: TestClient) -> None:
    """A line of five megabytes, and a report of 30,000 characters that is all statements."""
    line = with_text("x" * 5_000_000)
    sentence = "The minister said that a bridge would be built across the sea and all would be well. "
    dense = with_text(sentence * 350, *((n * len(sentence), (n + 1) * len(sentence) - 1) for n in range(350)))
    for record in (line, dense):
        shelf.add(record)
        answer = client.get(f"/reports/{record.article.sha256[:6]}")
        assert answer.status_code == 200
        assert len(answer.content) < 300_000


def test_a_withdrawn_report_says_so(shelf: Archive, client: TestClient) -> None:
    shelf.withdraw(KEY, who="Ida", why="a hoax")
    words = tree(client, f"/reports/{KEY}").xpath("//p[@class='notice']")[0].text_content()
    assert "withdrawn on" in words
    assert "a hoax" in words


def test_another_language_is_told(shelf: Archive, client: TestClient) -> None:
    record = small_record()
    shelf.add(replace(record, article=replace(record.article, language="tr"), contacts=(), statements=()))
    words = tree(client, f"/reports/{record.article.sha256[:6]}").xpath("//p[@class='read']")[0].text_content()
    assert "another language than English (tr)" in words


def test_there_is_one_address(shelf: Archive, client: TestClient) -> None:
    whole = bridge_record().article.sha256
    answer = client.get(f"/reports/{whole}?fact=s1")
    assert (answer.status_code, answer.headers["location"]) == (308, f"/reports/{KEY}?fact=s1")
    assert client.get(f"/reports/{whole[:9]}").headers["location"] == f"/reports/{KEY}"
    assert client.get("/reports/nothing").status_code == 404


def test_downloads(client: TestClient) -> None:
    assert client.get(f"/reports/{KEY}/text.txt").text == TEXT
    made = client.get(f"/reports/{KEY}/record.json")
    assert json.loads(made.content) == json.loads(encode_record(bridge_record()))
    assert made.headers["content-disposition"] == f'attachment; filename="{KEY}.json"'
