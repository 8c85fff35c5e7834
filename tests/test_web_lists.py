"""The pages where things are found: start, contacts, statements, reports, search, commitments, mechanisms."""

import re
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient
from lxml import html
from msgspec.structs import replace

from memcon.archive import Archive
from memcon.record import Actor, Commitment, CommitmentKind, Record, When
from test_archive_cases import article, bridge_record, small_record, span
from web_desk import desk

HOSTILE = "<script>alert('no')</script><img src=x onerror=alert(1)>"
LISTS = ("/contacts", "/statements", "/reports", "/commitments", "/mechanisms", "/search?q=met")


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A desk on an archive of our own records."""
    with Archive.open(tmp_path_factory.mktemp("lists") / "lists.db") as archive:
        for record in records():
            archive.add(record)
        yield desk(archive)


def records() -> Iterator[Record]:
    yield bridge_record()
    yield small_record(date="2024-03-02", published="2024-03-03", mode="phone")
    yield small_record(
        date="2024-03-09",
        published="2024-03-10",
        mode="phone",
        countries=("NOR", "TUR"),
        names=("Lena Brandt", "Ayşe Demir"),
    )
    yield small_record(
        date="2025-06-01",
        published="2024-12-21",
        status="planned",
        countries=("IRN", "TUR"),
        names=("محمد رضا", "Ayşe Demir"),
    )
    yield small_record(date="2023-02-05", published="2023-02-04", status="cancelled", mode="visit")
    yield small_record(
        date="2023-07-14", published="2023-07-14", status="denied", names=("Ida Holm", "Émile Roux-Garnier")
    )
    yield small_record(published="2024-05-05", countries=("IRN", "TUR"), names=("محمد رضا", "Ayşe Demir"))
    yield promise("visit Brandby", "2024-12-20")
    yield promise("send the ferry plans", "2099-12-05")
    yield promise("open the tunnel", "2024-12-01", "2024-12-31")


_numbers = count()


def promise(act: str, due: str, end: str | None = None, *, kind: CommitmentKind = "pledge") -> Record:
    text = f"Promise {next(_numbers)}. Brandt promised to {act}."
    when = When(start=due, end=end or due, precision="month" if end else "day", method="stated")
    return Record(
        article=article(text, id=text[:9], published="2024-02-01"),
        actors=(Actor(id="brandt", kind="person", name="Lena Brandt", country="NOR"),),
        commitments=(Commitment(id="k1", who=("brandt",), kind=kind, act=act, due=when, spans=(span(act, text),)),),
    )


def page(client: TestClient, path: str, status: int = 200) -> html.HtmlElement:
    answer = client.get(path)
    assert answer.status_code == status, answer.text
    return html.document_fromstring(answer.text)


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def heading(document: html.HtmlElement) -> str:
    return words(document.find(".//h1"))


def rows(document: html.HtmlElement) -> list[html.HtmlElement]:
    return document.xpath("//ol[@id='rows']/li")  # type: ignore[no-any-return]


def total(document: html.HtmlElement) -> int:
    """What the list says that it counts; nothing where it is empty."""
    (told,) = document.xpath("//p[contains(@class, 'told')]") or (None,)
    return int(re.match(r"[\d,]+", words(told))[0].replace(",", "")) if told is not None else 0  # type: ignore[index]


def test_contacts_are_listed_newest_first_and_oldest_first(client: TestClient) -> None:
    newest = [words(row.find("p")) for row in rows(page(client, "/contacts"))]
    assert newest[:2] == ["1 June 2025", "19 December 2024"]
    assert "No date; reported 5 May 2024" in newest
    assert newest.index("No date; reported 5 May 2024") < newest.index("9 March 2024")
    oldest = page(client, "/contacts?order=oldest")
    assert words(rows(oldest)[0].find("p")) == "5 February 2023"
    assert heading(oldest) == "All encounters"


def test_the_query_is_read_back_and_each_part_of_it_can_be_taken_away(client: TestClient) -> None:
    document = page(client, "/contacts?country=Norway&country=TUR&mode=phone&since=2024&until=2024")
    assert heading(document) == "Encounters between Norway and Turkey, by telephone, in 2024"
    chips = document.xpath("//ul[@class='chips']//a")
    assert [words(chip).removesuffix(" ×, take away") for chip in chips] == [
        "Norway",
        "Turkey",
        "In 2024",
        "Telephone calls",
        "Take all away",
    ]
    assert chips[0].get("href") == "/contacts?country=TUR&since=2024&until=2024&mode=phone"
    assert chips[2].get("href") == "/contacts?country=NOR&country=TUR&mode=phone"
    assert len(rows(document)) == 1


def test_every_facet_counts_the_list_that_it_leads_to(client: TestClient) -> None:
    for path in ("/contacts", "/contacts?country=NOR", "/contacts?status=held&since=2024"):
        links = page(client, path).xpath("//aside//li/a[not(@aria-current)]")
        assert len(links) > 10
        for link in links:
            counted = int(words(link.find("span")))
            assert total(page(client, link.get("href"))) == counted, (path, words(link), link.get("href"))


def test_a_chosen_facet_is_taken_away_by_its_link(client: TestClient) -> None:
    (chosen,) = page(client, "/contacts?country=NOR&mode=phone").xpath("//aside//a[@id='mode-phone']")
    assert chosen.get("aria-current") == "true"
    assert chosen.get("href") == "/contacts?country=NOR"
    (year,) = page(client, "/contacts?since=2024&until=2024").xpath("//aside//a[@id='year-2024']")
    assert year.get("href") == "/contacts"


def test_the_timeline_has_a_mark_for_each_status_that_leads_to_the_encounter(client: TestClient) -> None:
    document = page(client, "/contacts")
    marks = document.xpath("//figure//a[title]")
    listed = {row.find(".//a").get("href") for row in rows(document)}
    assert {mark.get("href") for mark in marks} < listed
    kinds = {kind for mark in marks for kind in mark.xpath("./svg/@class")}
    assert kinds == {"held", "planned", "cancelled", "denied"}
    assert any("5 February 2023: visit, cancelled" in words(mark) for mark in marks)
    years = {words(row.find("th")): words(row) for row in document.xpath("//figure//tbody/tr")}
    assert years["2023"] == "2023––11"
    assert "1 without a known date" in words(document.find(".//figcaption"))


def test_a_form_with_empty_fields_leads_to_an_address_without_them(client: TestClient) -> None:
    answer = client.get("/contacts?country=Norway&country=&person=&since=2024-03&until=&mode=phone")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/contacts?country=NOR&since=2024-03&mode=phone"
    fields = page(client, answer.headers["location"]).xpath("//form[contains(@class, 'narrow')]//input")
    assert [(one.get("name"), one.get("value")) for one in fields] == [
        ("mode", "phone"),
        ("country", "Norway"),
        ("country", None),
        ("person", ""),
        ("since", "2024-03"),
        ("until", ""),
    ]


def test_what_cannot_be_asked_is_answered_with_a_sentence(client: TestClient) -> None:
    assert "no country that memcon knows" in words(page(client, "/contacts?country=Atlantis", 400))
    assert "no date" in words(page(client, "/contacts?since=soon", 400))
    assert "cursor" in words(page(client, "/contacts?after=x", 400))
    assert "part of a name" in words(page(client, f"/contacts?person={'x' * 60_000}", 400))
    assert "Mode must be one of meeting" in words(page(client, "/contacts?mode=pigeon", 400))


def test_a_list_of_nothing_says_so(client: TestClient) -> None:
    assert words(page(client, "/contacts?mode=letter&until=1999").find(".//p[@class='nothing']")).startswith(
        "The archive has no encounters like that."
    )


def test_downloads_ask_for_exactly_the_list(client: TestClient) -> None:
    document = page(client, "/contacts?country=NOR&since=2024&order=oldest")
    links = {words(link): link.get("href") for link in document.xpath("//p[@class='downloads']/a")}
    assert set(links) == {"csv", "jsonl", "parquet", "ics", "atom"}
    assert links["csv"] == "/api/v1/encounters.csv?country=NOR&since=2024&order=oldest"
    answer = client.get(links["jsonl"])
    assert answer.status_code == 200
    assert len(answer.text.splitlines()) == total(document)


@pytest.mark.parametrize("path", LISTS)
def test_every_download_is_there(client: TestClient, path: str) -> None:
    links = page(client, path).xpath("//p[@class='downloads']/a/@href")
    assert links
    for link in links:
        assert client.get(link).status_code == 200, link


def test_pages_follow_each_other(tmp_path: Path) -> None:
    with Archive.open(tmp_path / "many.db") as archive:
        for number in range(56):
            archive.add(small_record(date=f"20{number + 10}-05-05", published=f"20{number + 10}-05-06"))
        client = desk(archive)
        first = page(client, "/contacts")
        (following,) = first.xpath("//a[@rel='next']/@href")
        second = page(client, following)
        seen = [row.find(".//a").get("href") for document in (first, second) for row in rows(document)]
        assert len(seen) == len(set(seen)) == 56
        assert total(first) == total(second) == 56
        assert not second.xpath("//a[@rel='next']")
        assert second.xpath("//nav[@class='pager']/a/@href") == ["/contacts"]


def test_statements_lead_to_their_words_and_their_contact(client: TestClient) -> None:
    document = page(client, "/statements?person=Brandt&topic=transport")
    assert heading(document) == "Statements by “Brandt”, about transport"
    (row,) = rows(document)
    quoted = row.find(".//blockquote")
    assert quoted.get("dir") == "auto"
    assert words(quoted) == "the two neighbours would reopen the border bridge in 2025."
    assert re.fullmatch(r"/reports/\w+\?fact=s1#s1", quoted.find("a").get("href"))
    assert "Lena Brandt Norway gave a pledge" in words(row)
    assert any(re.fullmatch(r"/encounters/\w+-c1", href) for href in row.xpath(".//a/@href"))


def test_reports_are_listed_with_what_they_tell(client: TestClient) -> None:
    document = page(client, "/reports?outlet=Gazette")
    (row,) = rows(document)
    assert words(row).startswith("20 December 2024 Bridge *talks* in Brandby Fjord Gazette, Norway")
    assert "2 contacts 5 statements" in words(row)


def test_found_words_are_marked_and_nothing_else(client: TestClient) -> None:
    document = page(client, "/search?q=%22border+bridge%22")
    assert heading(document) == 'Passages with "border bridge"'
    marked = [mark.text_content() for mark in document.iter("mark")]
    assert set(marked) == {"border bridge"}
    places = document.xpath("//blockquote/a/@href")
    assert any("?fact=s1#s1" in place for place in places)
    said = page(client, "/search?q=bridge&statements_only=true")
    assert heading(said) == "Statements with “bridge”"
    assert {words(row.find(".//p[@class='row-more']")).split()[0] for row in rows(said)} == {"statement"}
    elsewhere = page(client, "/search?q=neighbours")
    assert len(rows(elsewhere)) >= 1


def test_a_search_for_nothing_says_how_to_ask(client: TestClient) -> None:
    assert "one behind the other" in words(page(client, "/search"))
    assert "has no word to look for" in words(page(client, "/search?q=-bridge", 400))
    assert "no passages like that" in words(page(client, "/search?q=zeppelin"))


def test_more_passages_are_shown_on_asking(tmp_path: Path) -> None:
    with Archive.open(tmp_path / "many.db") as archive:
        for _ in range(25):
            archive.add(small_record(words="The zeppelin landed. "))
        client = desk(archive)
        first = page(client, "/search?q=zeppelin")
        assert len(rows(first)) == 20
        (more,) = first.xpath("//nav[@class='pager']/a/@href")
        assert len(rows(page(client, more))) == 25


def test_commitments_stand_in_the_calendar_on_the_day_they_are_due(client: TestClient) -> None:
    document = page(client, "/commitments?month=2024-12")
    (day,) = document.xpath("//li[time/@datetime='2024-12-20']")
    assert words(day.find("ul")) == "overdue Lena Brandt: visit Brandby"
    (by_end,) = document.xpath("//ul[@class='by-end']")
    assert words(by_end) == "overdue Lena Brandt: open the tunnel December 2024"
    assert document.xpath("//li[time/@datetime='2024-12-19']/ul") == []
    assert document.xpath("//a[@id='month-after']/@href") == ["/commitments?month=2025-01"]
    assert len(document.xpath("//ol[@class='month']/li[time]")) == 31
    assert len(document.xpath("//ol[@class='month']/li[@class='blank']")) == 6  # 1 December 2024 was a Sunday


def test_the_calendar_leads_back_to_the_last_month_with_anything_due(client: TestClient) -> None:
    document = page(client, "/commitments?month=2099-11")
    assert "Nothing is due in November 2099" in words(document)
    assert document.xpath("//a[@id='month-before']/@href") == ["/commitments?month=2025-12"]
    assert "there is no month after 9999-12" in words(page(client, "/commitments?month=9999-12", 400)).lower()
    assert "nothing is due earlier" in words(page(client, "/commitments?month=2020-01"))


def test_commitments_are_narrowed_by_what_became_of_them(client: TestClient) -> None:
    overdue = page(client, "/commitments?state=overdue&as_of=2024-12-25")
    assert heading(overdue) == "Overdue commitments"
    assert [words(row.find(".//blockquote")) for row in rows(overdue)] == ["visit Brandby"]
    assert "overdue" in words(rows(overdue)[0])
    due = page(client, "/commitments?due_before=2024&order=oldest")
    assert heading(due) == "All commitments, due before 2024" or rows(due) == []
    pledges = page(client, "/commitments?kind=pledge&country=Norway")
    assert heading(pledges) == "Pledges involving Norway"
    assert total(pledges) == 3


def test_a_mechanism_shows_its_sessions_and_promises(client: TestClient) -> None:
    listed = page(client, "/mechanisms")
    (row,) = rows(listed)
    assert "Joint Bridge Commission" in words(row)
    assert "1 held" in words(row)
    document = page(client, row.find(".//a").get("href"))
    assert heading(document) == "Joint Bridge Commission"
    assert "19 December 2024" in words(rows(document)[0])
    assert "reopen the border bridge" in words(document)
    assert words(page(client, "/mechanisms/Nothing%20at%20all", 404))


def test_the_start_counts_what_there_is_and_leads_to_it(client: TestClient) -> None:
    document = page(client, "/")
    lead = document.find(".//p[@class='lead counts']")
    for link in lead.iter("a"):
        if link.get("href") != "/review":
            counted = int(words(link).split()[0].replace(",", ""))
            assert total(page(client, link.get("href"))) == counted, words(link)
    assert "send the ferry plans" in words(document)


def test_an_empty_archive_says_what_to_do(tmp_path: Path) -> None:
    with Archive.open(tmp_path / "empty.db") as archive:
        client = desk(archive)
        assert "memcon add" in words(page(client, "/"))
        for path in LISTS:
            assert "The archive has no" in words(page(client, path)), path


def test_words_of_a_report_stay_words(tmp_path: Path) -> None:
    record = bridge_record(title=HOSTILE, outlet=HOSTILE)
    hostile = replace(
        record,
        actors=tuple(replace(actor, name=HOSTILE) for actor in record.actors),
        contacts=tuple(
            replace(
                contact,
                mechanism=HOSTILE,
                occasion=HOSTILE,
                place=replace(contact.place, name=HOSTILE) if contact.place else None,
                participants=tuple(replace(one, name=HOSTILE) for one in contact.participants),
            )
            for contact in record.contacts
        ),
        commitments=tuple(replace(one, act=HOSTILE, mechanism=HOSTILE) for one in record.commitments),
    )
    with Archive.open(tmp_path / "hostile.db") as archive:
        archive.add(hostile)
        client = desk(archive)
        mechanism = f"/mechanisms/{quote(HOSTILE, safe='')}"
        for path in ("/", *LISTS, "/commitments?month=2025-12", "/search?q=bridge", mechanism):
            answer = client.get(path)
            assert answer.status_code == 200, path
            assert "alert(" in answer.text or path.startswith("/search"), path
            document = html.document_fromstring(answer.text)
            assert not document.xpath("//script[not(@src)] | //img | //*[@style] | //*[@onerror]"), path


def test_a_very_long_line_makes_no_long_page(tmp_path: Path) -> None:
    text = "word " * 60_000
    record = small_record(words=text)
    whole = replace(
        record, statements=tuple(replace(one, content=(span(text, record.article.text),)) for one in record.statements)
    )
    with Archive.open(tmp_path / "long.db") as archive:
        archive.add(whole)
        client = desk(archive)
        for path in ("/statements", "/search?q=word", "/reports"):
            assert len(client.get(path).content) < 50_000, path


@pytest.mark.parametrize("path", ["/", *LISTS])
def test_pages_are_sound(client: TestClient, path: str) -> None:
    document = page(client, path)
    assert not document.xpath("//script[not(@src)] | //@style | //@*[starts-with(name(), 'on')]")
    ids = document.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert len(document.xpath("//h1")) == 1
    for field in document.xpath("//input[not(@type='hidden')] | //select"):
        assert field.xpath("ancestor::label") or document.xpath("//label[@for=$id]", id=field.get("id")), field.get(
            "name"
        )
    for link in document.xpath("//a"):
        assert link.get("href"), words(link)
        assert words(link), link.get("href")
