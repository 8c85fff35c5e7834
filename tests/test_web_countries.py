"""The pages on countries and persons: what they count, where each number leads, and what a hostile report can do there."""

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import msgspec
import pytest
from fastapi.testclient import TestClient
from lxml import etree, html

from memcon.archive import Archive
from memcon.faces.dyad_paper import in_markdown
from memcon.record import Record
from test_follow_ups_cases import ACTORS, Report
from web_desk import desk

DAY = "as_of=2024-05-01"
HOSTILE = '"><script>alert(1)</script>'
PAGES = (
    "/dyads",
    "/dyads?region=europe&show=12",
    f"/dyads/NOR/SDM?{DAY}",
    "/dyads/NOR/SDM/statements?speaker=brandt&topic=trade",
    "/dyads/NOR/SDM/events?since=2024&until=2024",
    "/dyads/EAS/TUR",
    "/map",
    "/map?region=europe&of=place",
    "/map/NOR",
    "/persons",
    "/persons?q=bra",
    "/persons/brandt",
    "/persons/brandt/said",
)


def filled(archive: Archive) -> None:
    """Contacts of four years between Norway, Sudmark and Eastria, what was said and promised there, and a hostile report."""
    first, call, copy, plans, others = (Report(f"202{year}-03-01", number=year) for year in (1, 2, 3, 4, 5))
    first.contact(date="2021-03-01", who=("holm", "valois"), topics=("trade", "transport"), place=("Brandby", "NOR"))
    for report in (call, copy):
        at = report.contact("held", "phone", date="2022-05-01", topics=("trade",))
        report.said("assert", "the toll is too high", at=at, topics=("trade",))
        report.said("praise", "the work on the bridge", by=("roux",), at=at, topics=("transport",))
        report.event(3.0 if report is call else 5.0, of=at)
    plans.contact("planned", date="2024-06-10")
    plans.contact("cancelled", date="2024-02-10", mode="summit")
    plans.promised("agreement", "to lower the toll", due="2024-01")
    plans.event(-4.0, actor=("SDM",), date="2024-01-20", recipient=("NOR",), kind="ACCUSE")
    others.contact(date="2024-03-01", who=("brandt", "petrov"))
    for report in (first, call, copy, plans, others):
        archive.add(report.record())
    archive.add(hostile())


def hostile() -> Record:
    """A report whose names and topics would be a page's own code, if they could."""
    report = Report("2024-04-01", number=9, outlet=HOSTILE)
    at = report.contact(date="2024-03-30", who=("brandt", "roux"), topics=(HOSTILE,), place=(HOSTILE, "NOR"))
    report.said("assert", "nothing", by=("roux",), at=at, topics=(HOSTILE,))
    record = report.record()
    evil = {"brandt": f"Lena {HOSTILE}", "roux": "\u202eÉmile\u202d"}
    actors = tuple(
        msgspec.structs.replace(one, name=evil.get(one.id, one.name), office=HOSTILE) if one.id in evil else one
        for one in record.actors
    )
    return msgspec.structs.replace(record, actors=actors)


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    with Archive.open(tmp_path_factory.mktemp("countries") / "countries.db") as archive:
        filled(archive)
        yield archive


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "empty.db") as archive:
        yield archive


@pytest.fixture(scope="module")
def client(kept: Archive) -> TestClient:
    return desk(kept)


def tree(client: TestClient, path: str) -> html.HtmlElement:
    answer = client.get(path)
    assert answer.status_code == 200, answer.text
    return html.fromstring(answer.content)


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def rows(answer: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(answer)))


def number_of_rows(client: TestClient, address: str) -> int:
    """How many a list says that it has."""
    page = tree(client, address)
    found = re.search(r"([\d,]+) (?:encounter|statement|event|person)", words(page.get_element_by_id("main")))
    assert found, address
    return int(found[1].replace(",", ""))


# every page


@pytest.mark.parametrize("path", PAGES)
def test_pages_need_no_script_and_have_no_styles_of_their_own(client: TestClient, path: str) -> None:
    page = tree(client, path)
    assert not page.xpath("//@style | //style | //@onclick | //script[not(@src)]")
    assert not page.xpath("//script[contains(., 'alert')] | //img")
    assert len(client.get(path).content) < 300_000
    assert not [one for one in page.xpath("//@src | //link/@href") if urlsplit(one).netloc]


def test_what_a_report_says_is_never_the_page_s_own(client: TestClient) -> None:
    for path in ("/dyads/NOR/SDM", "/persons/brandt", "/persons", "/dyads/NOR/SDM/statements"):
        assert "<script>alert" not in client.get(path).text
    drawn = client.get("/dyads/NOR/SDM/topics.svg").content
    assert b"<script" not in drawn
    assert HOSTILE.capitalize() in "".join(etree.fromstring(drawn).itertext())


# the matrix


def test_the_matrix_counts_what_was_held(client: TestClient) -> None:
    page = tree(client, "/dyads")
    table = page.xpath("//table[@class='matrix']")[0]
    assert [words(cell) for cell in table.xpath(".//thead/tr/*")][2:] == ["NOR", "SDM", "EAS"]
    assert [words(cell) for cell in table.xpath(".//tbody/tr[1]/*")] == ["Norway", "4", "", "3", "1"]
    assert [words(cell) for cell in table.xpath(".//tbody/tr[2]/*")] == ["SDM", "3", "3", "", ""]
    assert table.xpath(".//tbody/tr[1]/td[3]/a/@href") == ["/dyads/NOR/SDM"]
    assert table.xpath(".//tbody/tr[1]/th/a/@href") == ["/contacts?country=NOR&status=held"]
    strongest, weaker = (table.xpath(f".//tbody/tr[1]/td[{place}]/@class")[0] for place in (3, 4))
    assert strongest > weaker


def test_a_number_of_the_matrix_leads_to_as_many(client: TestClient) -> None:
    page = tree(client, "/dyads?since=2022&status=any")
    for cell in page.xpath("//table[@class='matrix']//td[@class='number']/a"):
        assert number_of_rows(client, cell.get("href")) == int(words(cell))
    for row in page.xpath("//details//tbody/tr"):
        assert number_of_rows(client, row.xpath("./td[1]/a/@href")[0]) == int(words(row.xpath("./td[1]")[0]))


@pytest.mark.parametrize(
    ("asked", "pairs"),
    [
        ("", {("NOR", "SDM"): "3", ("EAS", "NOR"): "1"}),
        ("?mode=phone", {("NOR", "SDM"): "1"}),
        ("?level=leader", {("NOR", "SDM"): "1"}),
        ("?status=cancelled", {("NOR", "SDM"): "1"}),
        ("?status=any", {("NOR", "SDM"): "5", ("EAS", "NOR"): "1"}),
        ("?since=2024", {("NOR", "SDM"): "1", ("EAS", "NOR"): "1"}),
        ("?region=europe", {}),
    ],
)
def test_the_matrix_is_narrowed(client: TestClient, asked: str, pairs: dict[tuple[str, str], str]) -> None:
    found = rows(client.get(f"/dyads.csv{asked}").text)
    assert {(row["iso3_a"], row["iso3_b"]): row["encounters"] for row in found} == pairs
    assert [row["encounters"] for row in client.get(f"/dyads.json{asked}").json()] == [
        int(n) for n in pairs.values()
    ] or pairs


def test_two_countries_are_opened_by_their_names(client: TestClient) -> None:
    answer = client.get("/dyads", params={"one": " SDM", "other": "norway "})
    assert (answer.status_code, answer.headers["location"]) == (303, "/dyads/NOR/SDM")
    assert "“../Atlantis” is no country" in client.get("/dyads?one=../Atlantis&other=NOR").text


def test_an_empty_matrix_says_so(client: TestClient) -> None:
    assert "no such encounters" in words(tree(client, "/dyads?region=europe"))


def test_at_most_forty_countries_are_shown(empty: Archive) -> None:
    many = Report("2024-05-01")
    many.contact(date="2024-04-30")
    record = many.record()
    part = record.contacts[0].participants[0]
    codes = [f"{a}{b}Q" for a in "ABCDEFG" for b in "ABCDEF"]
    parts = tuple(msgspec.structs.replace(part, actor=f"p{code}", country=code) for code in codes)
    actors = tuple(msgspec.structs.replace(ACTORS["brandt"], id=f"p{code}", country=code) for code in codes)
    contact = msgspec.structs.replace(record.contacts[0], participants=parts)
    empty.add(msgspec.structs.replace(record, contacts=(contact,), actors=(*record.actors, *actors)))
    client = desk(empty)
    assert len(tree(client, "/dyads?show=40").xpath("//table[contains(@class, 'matrix')]/tbody/tr")) == 40
    assert len(tree(client, "/dyads?show=1000").xpath("//table[@class='matrix']/tbody/tr")) == 24
    assert len(rows(client.get("/dyads.csv").text)) == 42 * 41 / 2


# two countries


@pytest.mark.parametrize(
    ("asked", "where"),
    [
        ("/dyads/SDM/NOR", "/dyads/NOR/SDM"),
        ("/dyads/norway/SDM?since=2022", "/dyads/NOR/SDM?since=2022"),
        ("/dyads/SDM/no.csv", "/dyads/NOR/SDM.csv"),
        ("/dyads/SDM/Norway/rhythm.svg?ground=dark", "/dyads/NOR/SDM/rhythm.svg?ground=dark"),
    ],
)
def test_a_dyad_has_one_address(client: TestClient, asked: str, where: str) -> None:
    answer = client.get(asked)
    assert (answer.status_code, answer.headers["location"]) == (308, where)
    assert client.get(where).status_code == 200


@pytest.mark.parametrize(
    ("path", "status"), [("/dyads/NOR/Atlantis", 404), ("/dyads/NOR/NOR", 400), ("/dyads/NOR/SDM/x.svg", 404)]
)
def test_what_is_no_dyad_is_a_sentence(client: TestClient, path: str, status: int) -> None:
    answer = client.get(path)
    assert answer.status_code == status
    assert "Traceback" not in answer.text


def links_of(page: html.HtmlElement) -> Iterator[tuple[int, str]]:
    """Every number of the page that leads to a list, from tables and from charts."""
    for cell in page.xpath("//table[contains(@class, 'figures')]//td//a[@href]"):
        if words(cell).isdigit():
            yield int(words(cell)), cell.get("href")
    for mark in page.xpath("//*[local-name()='svg' and contains(@class, 'chart')]//*[local-name()='a']"):
        title = mark.xpath("./*[local-name()='title']")[0].text
        found = re.search(r"(\d+) (?:held|planned|cancelled|encounter|event)", title)
        assert found, title
        yield int(found[1]), mark.get("href")


def test_every_number_of_a_dyad_leads_to_as_many(client: TestClient) -> None:
    for path in (f"/dyads/NOR/SDM?{DAY}", f"/dyads/NOR/SDM?since=2022-02&until=2024&{DAY}"):
        found = set(links_of(tree(client, path)))
        assert len(found) > 12
        for number, address in found:
            assert number_of_rows(client, address) == number, address


def test_a_dyad_is_read_back(client: TestClient) -> None:
    page = words(tree(client, f"/dyads/NOR/SDM?since=2022&until=2024&{DAY}").get_element_by_id("main"))
    assert page.startswith("Norway and SDM 4 encounters from 2022 to 2024, told in 4 reports")
    assert "As of 1 May 2024" in page
    assert "2024-06-10" not in page
    assert "10 June 2024" in page
    assert "No report here tells of a contact" in words(tree(client, "/dyads/EAS/TUR").get_element_by_id("main"))


def test_planned_is_hollow_and_cancelled_struck(client: TestClient) -> None:
    page = tree(client, f"/dyads/NOR/SDM?{DAY}")
    chart = page.get_element_by_id("rhythm").xpath(".//*[local-name()='svg']")[0]
    kinds = {
        kind: chart.xpath(f".//*[local-name()='{form}'][@class='{kind}']")
        for kind, form in (("planned", "rect"), ("cancelled", "line"))
    }
    assert all(kinds.values())
    assert words(page.get_element_by_id("rhythm").xpath(".//p[@class='legend']")[0]) == "held planned cancelled"


def test_events_are_listed_as_they_are_counted(client: TestClient) -> None:
    page = tree(client, "/dyads/NOR/SDM/events?since=2022&until=2022")
    cells = [words(cell) for cell in page.xpath("//tbody/tr/td")]
    assert cells[:4] == ["1 May 2022", "consult", "Norway → towards SDM", "+4.0"]
    assert len(page.xpath("//tbody/tr[1]/td[5]/a")) == 2


def test_a_dyad_in_files(client: TestClient, kept: Archive) -> None:
    told = kept.dyad("NOR", "SDM", as_of="2024-05-01")
    assert client.get(f"/dyads/NOR/SDM.json?{DAY}").content == msgspec.json.encode(told)
    assert client.get(f"/dyads/NOR/SDM.md?{DAY}").text == in_markdown(told)
    years = {row["year"]: row for row in rows(client.get(f"/dyads/NOR/SDM.csv?{DAY}").text)}
    assert (years["2022"]["held"], years["2022"]["phone"], years["2022"]["goldstein_mean"]) == ("1", "1", "4.0")
    assert (years["2024"]["planned"], years["2024"]["cancelled"], years["2024"]["goldstein_sum"]) == ("1", "1", "-4.0")
    calendar = client.get("/dyads/NOR/SDM.ics").text
    assert (calendar.count("STATUS:TENTATIVE"), calendar.count("STATUS:CANCELLED")) == (1, 1)


@pytest.mark.parametrize(
    "figure", ["rhythm", "cooperation", "modes", "levels", "topics", "speakers", "gaps", "promises"]
)
def test_each_figure_has_a_file(client: TestClient, figure: str) -> None:
    found = rows(client.get(f"/dyads/NOR/SDM/{figure}.csv?{DAY}").text)
    assert found
    assert all(value is not None for row in found for value in row.values())


@pytest.mark.parametrize("ground", ["light", "dark"])
@pytest.mark.parametrize("figure", ["rhythm", "cooperation", "modes", "levels", "topics"])
def test_a_chart_stands_alone(client: TestClient, figure: str, ground: str) -> None:
    answer = client.get(f"/dyads/NOR/SDM/{figure}.svg?{DAY}&ground={ground}")
    assert answer.headers["content-type"].startswith("image/svg+xml")
    drawn = etree.fromstring(answer.content)
    assert not drawn.xpath("//@class | //@style")
    boxes = drawn.xpath("//*[local-name()='rect' or local-name()='text' or local-name()='circle']")
    assert all(box.get("fill") for box in boxes)
    assert "Norway and SDM" in "".join(drawn.itertext())


def test_what_cannot_be_drawn_is_a_sentence(client: TestClient) -> None:
    assert client.get("/dyads/EAS/TUR/rhythm.svg").status_code == 404


# the map


def test_the_map_and_its_table_have_the_same_numbers(client: TestClient) -> None:
    page = tree(client, "/map")
    table = {words(row[0]): words(row[1]) for row in page.xpath("//div[@class='mapped']//tbody/tr")}
    assert table == {"Norway": "4", "SDM": "3", "EAS": "1"}
    titles = page.xpath("//*[local-name()='svg'][contains(@class, 'map')]//*[local-name()='a']/*[local-name()='title']")
    assert [one.text for one in titles] == ["Norway: 4"]
    assert "Not on the map: SDM, EAS" in words(page)
    for link in page.xpath("//div[@class='mapped']//td/a"):
        assert number_of_rows(client, link.get("href")) == int(words(link))


@pytest.mark.parametrize("address", ["/map?since=2030", "/map.svg?since=2030", "/map.csv?since=2030"])
def test_a_map_of_nothing_is_drawn(client: TestClient, address: str) -> None:
    assert client.get(address).status_code == 200


def test_the_map_counts_where_it_was_too(archive: Archive) -> None:
    filled(archive)
    client = desk(archive)
    page = tree(client, "/map?of=place")
    (link,) = page.xpath("//div[@class='mapped']//td/a")
    assert words(link) == "2"
    found = tree(client, link.get("href"))
    assert words(found.xpath("//h1")[0]) == "Encounters held, in Norway"
    assert len(found.xpath("//ol/li")) == number_of_rows(client, link.get("href")) == 2
    assert number_of_rows(client, "/map/norway?until=2021") == 1
    assert "no such encounters" in words(tree(client, "/map/SDM"))
    assert client.get("/map/atlantis").status_code == 404


def test_a_map_in_files(client: TestClient) -> None:
    assert [row["iso3"] for row in rows(client.get("/map.csv?since=2024").text)] == ["NOR", "EAS", "SDM"]
    drawn = etree.fromstring(client.get("/map.svg?ground=dark").content)
    assert not drawn.xpath("//@class | //@style")
    assert "Natural Earth" in "".join(drawn.itertext())


# persons


def test_persons_are_found_by_a_part_of_a_name(client: TestClient) -> None:
    page = tree(client, "/persons?q=valo")
    assert [words(cell) for cell in page.xpath("//tbody/tr[1]/*")] == ["Claire Valois", "1", "", "SDM", "President"]
    assert words(page.xpath("//h1")[0]) == "Persons with “valo” in the name"
    assert words(tree(client, "/persons?country=SDM").xpath("//h1")[0]) == "Persons of SDM"
    assert "tells of nobody" in words(tree(client, "/persons?q=nobody+of+that+name"))


def test_counts_of_persons_lead_to_as_many(client: TestClient) -> None:
    links = tree(client, "/persons").xpath("//td[@class='number']/a")
    assert len(links) > 4
    for link in links:
        assert number_of_rows(client, link.get("href")) == int(words(link)), link.get("href")


def test_the_page_of_a_person(client: TestClient) -> None:
    page = tree(client, "/persons/roux")
    facts = {words(one.xpath("./dt")[0]): one.xpath("./dd")[0] for one in page.xpath("//dl[@class='facts']/div")}
    assert number_of_rows(client, facts["Contacts"].xpath("./a/@href")[0]) == int(words(facts["Contacts"])) == 4
    assert (
        number_of_rows(client, facts["Statements by"].xpath("./a/@href")[0]) == int(words(facts["Statements by"])) == 3
    )
    assert len(page.get_element_by_id("contacts").xpath(".//ol/li")) == 4
    offices = rows(client.get("/persons/roux/offices.csv").text)
    assert {row["office"]: (row["first"], row["last"]) for row in offices}["foreign minister"] == (
        "2021-03-01",
        "2025-03-01",
    )
    assert b"Foreign Minister" in client.get("/persons/roux/offices.svg").content
    assert len(rows(client.get("/persons/roux/said.csv").text)) == 3


def test_a_list_of_a_person_has_pages(empty: Archive) -> None:
    report = Report("2024-05-01")
    for number in range(60):
        report.said("assert", f"sentence {number}")
    empty.add(report.record())
    client = desk(empty)
    page = tree(client, "/persons/brandt/said")
    seen = len(page.xpath("//ol/li"))
    further = page.xpath("//a[@rel='next']/@href")[0]
    assert parse_qs(urlsplit(further).query)["after"]
    assert seen + len(tree(client, further).xpath("//ol/li")) == 60


def test_nobody_is_a_sentence(client: TestClient) -> None:
    answer = client.get("/persons/nobody")
    assert answer.status_code == 404
    assert "no person" in answer.text
