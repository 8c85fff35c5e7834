"""The review: one item a screen, decided by forms and by the REST interface, with a log that only grows."""

import csv
import html
import io
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from fastapi.testclient import TestClient
from msgspec.structs import replace

from memcon.archive import Archive
from memcon.archive.corrections.queue import ReviewFilters
from memcon.faces.web.reviewing.deciding import clean_name
from memcon.record import Record, Span
from test_archive_cases import TEXT, bridge_record, span
from web_desk import TOKEN, csrf, desk, writing_desk

BEARER = {"Authorization": f"Bearer {TOKEN}"}
KEY = "eb67d9"


def rated(record: Record) -> Record:
    """The record with a confidence for each item: contacts 0.9 and 0.4, statements 0.5 and up, one unknown."""
    contacts = tuple(
        replace(c, confidence=n, found_by="verb meet") for c, n in zip(record.contacts, (0.9, 0.4), strict=True)
    )
    statements = tuple(replace(s, confidence=0.5 + seq / 10) for seq, s in enumerate(record.statements))
    commitments = tuple(replace(k, confidence=0.95) for k in record.commitments)
    claims = tuple(replace(m, confidence=n) for m, n in zip(record.claims, (None, 0.99), strict=True))
    return replace(record, contacts=contacts, statements=statements, commitments=commitments, claims=claims)


QUEUE = [f"{KEY}-{item}" for item in ("m1", "c2", "s1", "s2", "s3", "s4", "c1", "s5", "k1", "k2", "m2")]
"""The items, the least sure first."""


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "memcon.db") as opened:
        opened.add(rated(bridge_record()))
        yield opened


@pytest.fixture
def client(archive: Archive) -> TestClient:
    """Somebody who gave the token and said who he is."""
    client = writing_desk(archive)
    assert client.post("/review/name", data={"who": "A. Reader", "csrf": csrf(client)}).status_code == 303
    return client


def shown(page: str) -> str:
    """The item that a page is about."""
    found = re.search(r"<title>Review (\S+) ·", page)
    return found[1] if found else ""


def decide(client: TestClient, item: str, action: str, *, query: str = "", **fields: str) -> str:
    """Sends the form of an item; where it leads."""
    page = client.get(f"/review/{item}{query}").text
    seen = re.search(r'name="seen" value="(\d+)"', page)
    assert seen
    data = {"csrf": csrf(client), "seen": seen[1], "action": action, **fields}
    answer = client.post(f"/review/{item}{query}", data=data)
    assert answer.status_code == 303, answer.text
    return str(answer.headers["Location"])


def form_of(page: str) -> dict[str, str]:
    """What the form for editing sends if nothing is changed."""
    form = page[page.index('id="edit"') :]
    found = dict(re.findall(r'<input name="(field\.[^"]+)" value="([^"]*)"', form))
    for name, options in re.findall(r'<select name="(field\.[^"]+)">(.*?)</select>', form, re.DOTALL):
        chosen = re.search(r"<option selected>([^<]*)", options)
        assert chosen, name
        found[name] = chosen[1]
    return {name: html.unescape(value) for name, value in found.items()}


def test_the_least_sure_comes_first_and_what_is_left_for_later_is_passed_over(client: TestClient) -> None:
    seen, path = [], "/review"
    while True:
        page = client.get(path).text
        if not shown(page):
            break
        seen.append(shown(page))
        later = re.search(r'href="([^"]+)" data-key="u"', page)
        assert later
        path = html.unescape(later[1])
    assert seen == QUEUE
    assert "The queue is at its end. 11 wait that you left for later." in " ".join(page.split())
    assert 'href="/review"' in page


def test_items_of_the_same_confidence_are_each_shown_once(archive: Archive) -> None:
    for number in range(3):
        archive.add(rated(replace(bridge_record(), article=bridge_of(number))))
    seen: list[str] = []
    while rows := archive.review(ReviewFilters(limit=1), after=seen[-1] if seen else None)[0]:
        seen.append(rows[0].id)
    assert len(seen) == len(set(seen)) == 44
    assert seen == [row.id for row in archive.review()[0]]


def bridge_of(number: int) -> object:
    """Another report of the same words."""
    from test_archive_cases import article

    text = f"{TEXT} {number}"
    return article(text, id=str(number))


def test_a_screen_shows_the_words_the_fields_and_the_doubts(client: TestClient) -> None:
    page = " ".join(client.get(f"/review/{KEY}-c1").text.split())
    lit = "".join(re.findall(r'<span class="lit"[^>]*>(.*?)</p>', page))
    words = html.unescape(re.sub(r"<[^>]+>", "", lit))
    assert words.startswith("Foreign Minister Lena Brandt of Norland received")
    assert "“on Thursday”" in page
    assert "Thursday, 19 December 2024" in page
    assert "of 100 items found like this, readers confirm 90" in page
    assert "The date is not stated but found: weekday before publication." in page
    assert f'href="/reports/{KEY}?fact=c1#c1"' in page
    assert (
        "Nobody was made out who says this; it is taken for the outlet&#39;s own."
        in client.get(f"/review/{KEY}-m1").text
    )
    assert "how often that is right is not known" in client.get(f"/review/{KEY}-m1").text


def test_accepting_leads_to_the_next_and_is_kept_with_who_and_when(client: TestClient, archive: Archive) -> None:
    assert decide(client, QUEUE[0], "accept") == "/review"
    assert shown(client.get("/review").text) == QUEUE[1]
    (made,) = archive.corrections()
    assert (made.action, made.who, made.item, made.why) == ("accept", "A. Reader", QUEUE[0], "")
    assert made.at.startswith("20")
    assert "You accepted" in client.get("/review").text


def test_the_filters_and_the_place_in_the_queue_are_kept(client: TestClient) -> None:
    query = f"?country=NOR&kind=statement&outlet=Fjord&after={KEY}-s2"
    leads = decide(client, f"{KEY}-s4", "accept", query=query)
    assert parse_qs(urlsplit(leads).query) == {
        "country": ["NOR"],
        "kind": ["statement"],
        "outlet": ["Fjord"],
        "after": [f"{KEY}-s2"],
    }
    assert "Statements of Norway, from “Fjord”" in client.get(leads).text or "Statements of" in client.get(leads).text


@pytest.mark.parametrize(
    ("query", "items"),
    [
        ("kind=contact", ["c2", "c1"]),
        ("country=NOR&kind=contact", ["c2", "c1"]),
        ("country=NOR&kind=statement", ["s1", "s2", "s4"]),
        ("country=NOR&country=FRA&kind=statement", ["s1", "s2", "s4"]),
        ("country=FRA", []),
        ("outlet=fjord&kind=claim", ["m1", "m2"]),
        ("outlet=Herald", []),
        (f"report={KEY}&kind=claim", ["m1", "m2"]),
        ("report=ffffff", []),
    ],
)
def test_the_queue_is_narrowed(client: TestClient, query: str, items: list[str]) -> None:
    rows = list(csv.DictReader(io.StringIO(client.get(f"/review/queue.csv?{query}").text)))
    assert [row["id"] for row in rows] == [f"{KEY}-{item}" for item in items]
    assert shown(client.get(f"/review?{query}").text) == (f"{KEY}-{items[0]}" if items else "")
    table = client.get(f"/review/queue?{query}").text
    assert re.findall(r'<td class="nowrap"><a href="/review/([^?"]+)', table) == [f"{KEY}-{item}" for item in items]


def test_counting_and_finding_agree_where_many_are_let_through(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    filters = [
        ReviewFilters(country=("NOR",)),
        ReviewFilters(outlet="fjord"),
        ReviewFilters(country=("NOR", "SDM"), outlet="f"),
    ]
    few = [archive.review(each) for each in filters]
    monkeypatch.setattr("memcon.archive.corrections.queue._MANY", 1)
    assert [archive.review(each) for each in filters] == few
    assert [number for _, number in few] == [len(rows) for rows, _ in few]
    assert archive.review(ReviewFilters(limit=2), most=3)[1] == 3


def test_an_empty_field_of_the_form_leaves_the_address(client: TestClient) -> None:
    answer = client.get("/review?country=NOR&country=&kind=&outlet=")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/review?country=NOR")


def test_what_is_not_understood_is_a_sentence(client: TestClient) -> None:
    for query in ("country=Atlantis", "kind=walk"):
        answer = client.get(f"/review?{query}")
        assert answer.status_code == 400
        assert query.partition("=")[2].lower() in answer.text.lower()
    assert client.get("/review/ffffff-c1").status_code == 404
    assert client.get("/review/nothing").status_code == 404


def test_a_rejection_needs_a_reason(client: TestClient, archive: Archive) -> None:
    data = {"csrf": csrf(client), "seen": "0", "action": "reject", "why": " "}
    answer = client.post(f"/review/{KEY}-c2", data=data)
    assert answer.status_code == 422
    assert "This correction needs to say why." in answer.text
    assert archive.corrections() == []
    decide(client, f"{KEY}-c2", "reject", why="not told of")
    assert archive.item(f"{KEY}-c2").withdrawn
    assert f"{KEY}-c2" not in client.get("/review/queue").text
    assert "rejected" in client.get(f"/review/{KEY}-c2").text


def test_a_decision_is_taken_back(client: TestClient, archive: Archive) -> None:
    decide(client, f"{KEY}-c2", "reject", why="not told of")
    decide(client, f"{KEY}-m1", "accept")
    for item in ("m1", "c2"):  # the last first
        page = client.get("/review").text
        number = re.search(r'name="number" value="(\d+)"', page)
        assert number
        answer = client.post("/review/undo", data={"csrf": csrf(client), "number": number[1], "item": f"{KEY}-{item}"})
        assert answer.headers["Location"] == f"/review/{KEY}-{item}"
    assert 'data-key="z"' not in client.get("/review").text
    assert [row["id"] for row in csv.DictReader(io.StringIO(client.get("/review/queue.csv").text))] == QUEUE
    assert [row.action for row in archive.corrections()] == ["reject", "accept", "undo", "undo"]


def test_several_fields_that_were_edited_at_once_are_taken_back_at_once(client: TestClient, archive: Archive) -> None:
    before = archive.item(f"{KEY}-c1").fields
    fields = form_of(client.get(f"/review/{KEY}-c1").text) | {"field.status": "planned", "field.occasion": "talks"}
    decide(client, f"{KEY}-c1", "edit", **fields)
    numbers = re.findall(r'name="number" value="(\d+)"', client.get("/review").text)
    assert len(numbers) == 2
    client.post("/review/undo", data={"csrf": csrf(client), "number": numbers, "item": f"{KEY}-c1"})
    assert archive.item(f"{KEY}-c1").fields == before


def test_another_does_not_take_back_what_somebody_decided(client: TestClient, archive: Archive) -> None:
    archive.accept(f"{KEY}-c1", who="B. Reader")
    archive.accept(f"{KEY}-c2", who="A. Readerson")
    assert 'data-key="z"' not in client.get("/review").text


@pytest.mark.parametrize("item", ["c1", "c2", "s1", "s3", "k1", "k2", "m1", "m2"])
def test_a_form_that_was_not_changed_changes_nothing(client: TestClient, archive: Archive, item: str) -> None:
    fields = form_of(client.get(f"/review/{KEY}-{item}").text)
    assert len(fields) >= 4
    answer = client.post(f"/review/{KEY}-{item}", data={"csrf": csrf(client), "seen": "0", "action": "edit", **fields})
    assert answer.status_code == 422
    assert "Nothing was changed" in answer.text
    assert archive.corrections() == []


def test_fields_are_edited(client: TestClient, archive: Archive) -> None:
    fields = form_of(client.get(f"/review/{KEY}-c1").text)
    assert fields["field.date"] == "2024-12-19"
    changed = {
        "field.date": "2024-12",
        "field.level": "none",
        "field.occasion": "",
        "field.brandt.office": "president",
        "field.brandt.name": "Lena Brandt-Holm",
        "field.roux.gone": "1",
        "field.add.name": "Ida Holm",
        "field.add.country": "NOR",
    }
    decide(client, f"{KEY}-c1", "edit", **(fields | changed), why="paragraph 2")
    record = archive.record(KEY)
    (contact,) = (c for c in record.contacts if c.id == "c1")
    assert contact.when is not None
    assert (contact.when.start, contact.when.precision, contact.when.method) == (
        "2024-12-01",
        "month",
        "corrected by A. Reader",
    )
    assert (contact.level, contact.occasion) == (None, None)
    assert [(p.name, p.office) for p in contact.participants] == [
        ("Lena Brandt-Holm", "president"),
        ("Ida Holm", "parliament speaker"),
    ]
    assert {row.why for row in archive.corrections()} == {"paragraph 2"}


def test_a_statement_is_edited(client: TestClient, archive: Archive) -> None:
    fields = form_of(client.get(f"/review/{KEY}-s1").text)
    assert (fields["field.speakers"], fields["field.contact"]) == ("Lena Brandt", "c1")
    decide(client, f"{KEY}-s1", "edit", **(fields | {"field.speakers": "Ida Holm; Lena Brandt", "field.contact": ""}))
    (statement,) = (s for s in archive.record(KEY).statements if s.id == "s1")
    assert (statement.speakers, statement.contact) == (("holm", "brandt"), None)


def test_a_wrong_value_is_told_and_what_was_typed_stays(client: TestClient, archive: Archive) -> None:
    fields = form_of(client.get(f"/review/{KEY}-c1").text) | {
        "field.date": "Thursday",
        "field.occasion": "bridge talks",
    }
    data = {"csrf": csrf(client), "seen": "0", "action": "edit", "why": "because <b>", **fields}
    answer = client.post(f"/review/{KEY}-c1", data=data)
    assert answer.status_code == 422
    assert "“Thursday” is no date" in answer.text
    assert form_of(answer.text)["field.occasion"] == "bridge talks"
    assert "because &lt;b&gt;" in answer.text
    assert archive.corrections() == []


def test_a_note_leaves_the_item_in_the_queue(client: TestClient, archive: Archive) -> None:
    assert decide(client, QUEUE[0], "note", why="look at the other side") == f"/review/{QUEUE[0]}"
    assert "look at the other side" in client.get(f"/review/{QUEUE[0]}").text
    assert shown(client.get("/review").text) == QUEUE[0]
    assert archive.item(QUEUE[0]).review is None


def test_what_somebody_decided_in_the_meantime_is_looked_at_again(client: TestClient, archive: Archive) -> None:
    archive.reject(f"{KEY}-c1", who="B. Reader", why="no")
    answer = client.post(f"/review/{KEY}-c1", data={"csrf": csrf(client), "seen": "0", "action": "accept"})
    assert answer.status_code == 409
    assert "Somebody decided on this in the meantime" in answer.text
    assert len(archive.corrections()) == 1
    decide(client, f"{KEY}-c1", "accept")
    assert not archive.item(f"{KEY}-c1").withdrawn


def test_enter_alone_decides_nothing(client: TestClient, archive: Archive) -> None:
    page = client.get(f"/review/{QUEUE[0]}").text
    first = re.search(r'<form class="decide".*?<button[^>]*type="submit"[^>]*>', page, re.DOTALL)
    assert first
    assert 'name="action" value=""' in first[0]
    answer = client.post(f"/review/{QUEUE[0]}", data={"csrf": csrf(client), "seen": "0", "action": "", "why": "x"})
    assert answer.status_code == 422
    assert archive.corrections() == []


def test_who_decides_is_asked_once(archive: Archive) -> None:
    client = writing_desk(archive)
    assert "Your name" in client.get("/review").text
    answer = client.post(f"/review/{QUEUE[0]}", data={"csrf": csrf(client), "seen": "0", "action": "accept"})
    assert answer.headers["Location"] == f"/review/name?next=%2Freview%2F{QUEUE[0]}"
    assert archive.corrections() == []
    assert client.post("/review/name", data={"csrf": csrf(client), "who": " \u202e "}).status_code == 422
    answer = client.post("/review/name", data={"csrf": csrf(client), "who": "Zoë «Ж»; a=b", "next": "//evil.example"})
    assert answer.headers["Location"] == "/review"
    assert {"HttpOnly", "SameSite=strict"} <= set(answer.headers["Set-Cookie"].split("; "))
    decide(client, QUEUE[0], "accept")
    assert archive.corrections()[0].who == "Zoë «Ж»; a=b"


def test_a_name_has_no_characters_that_nobody_sees() -> None:
    assert clean_name("A.\u202e\x00 Reader\n\u200b") == "A. Reader"
    assert len(clean_name("x" * 500)) == 80


def test_a_read_only_desk_shows_the_queue_and_says_why_nothing_can_be_decided(archive: Archive) -> None:
    client = desk(archive)
    page = client.get("/review").text
    assert shown(page) == QUEUE[0]
    assert "This desk is read-only. <code>memcon serve --write</code> starts one" in page
    assert 'data-key="u"' in page
    assert not re.search(r'data-key="[aerz]"', page)
    assert "<form" not in page[page.index("review-desk") :].replace('<form class="narrow"', "")
    assert client.get("/review/log").status_code == 200
    answer = client.post(f"/review/{QUEUE[0]}", data={"csrf": csrf(client), "seen": "0", "action": "accept"})
    assert answer.status_code == 403
    assert archive.corrections() == []


def test_who_did_not_give_the_token_is_led_to_it(archive: Archive) -> None:
    client = desk(archive, write=True)
    assert f'href="/token?next=%2Freview%2F{QUEUE[0]}"' in client.get("/review").text
    answer = client.post(f"/review/{QUEUE[0]}", data={"csrf": csrf(client), "seen": "0", "action": "accept"})
    assert answer.status_code == 401
    assert archive.corrections() == []


def test_the_log_tells_what_was_changed_and_takes_it_back(client: TestClient, archive: Archive) -> None:
    archive.edit(f"{KEY}-c1", {"status": "planned"}, who="B. Reader", why="<i>announced</i>")
    archive.reject(f"{KEY}-c2", who="A. Reader", why="no")
    page = client.get("/review/log").text
    assert "status: held → planned" in page
    assert "&lt;i&gt;announced&lt;/i&gt;" in page
    assert page.index(">no<") < page.index("announced")
    assert client.get("/review/log?who=B.").text.count('<td class="number"') == 1
    assert client.get(f"/review/log?about={KEY}-c2").text.count('<td class="number"') == 1
    assert client.post("/review/undo", data={"csrf": csrf(client), "number": "1"}).headers["Location"] == "/review/log"
    assert archive.item(f"{KEY}-c1").fields["status"] == "held"
    assert "undone by 3" in client.get("/review/log").text
    answer = client.post("/review/undo", data={"csrf": csrf(client), "number": "1"})
    assert answer.status_code == 400
    assert "taken back" in answer.text


def test_the_log_is_paged(client: TestClient, archive: Archive) -> None:
    for number in range(60):
        archive.note(f"{KEY}-c1", f"note {number}", who="A. Reader")
    page = client.get("/review/log").text
    following = re.search(r'rel="next" href="([^"]+)"', page)
    assert following
    assert "note 59<" in page
    assert "note 9<" not in page
    assert "note 9<" in client.get(html.unescape(following[1])).text


def test_a_hostile_report_is_shown_as_text(tmp_path: Path) -> None:
    evil = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>\u202e\u2066"
    text = f"{evil} met {evil}. " + "A" * 5_000_000
    record = bridge_record()
    words = Span(0, len(evil), evil)
    from test_archive_cases import article

    contact = replace(record.contacts[1], when=None, occasion=evil, mechanism=evil, spans=(words,), found_by=evil)
    actors = tuple(replace(actor, name=evil, spans=()) for actor in record.actors)
    contact = replace(contact, participants=tuple(replace(p, name=evil, spans=()) for p in contact.participants))
    hostile = Record(
        article=article(text, id="evil", title=evil, outlet=evil, url="javascript:alert(3)"),
        actors=actors,
        contacts=(contact,),
    )
    with Archive.open(tmp_path / "memcon.db") as archive:
        archive.add(hostile)
        client = writing_desk(archive)
        client.post("/review/name", data={"who": evil, "csrf": csrf(client)})
        ref = archive.contacts()[0].id
        archive.note(ref, evil, who=evil)
        for path in ("/review", "/review/queue", "/review/log", f"/review/{ref}", f"/review?outlet={evil}"):
            answer = client.get(path)
            assert answer.status_code == 200
            assert len(answer.content) < 300_000
            assert "<img" not in answer.text
            assert not re.search(r"<script(?! src=\"/static/)", answer.text)
            assert "javascript:" not in answer.text
        page = client.get(f"/review/{ref}").text
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
        assert "show letters in another order" in page
        assert 'dir="auto"' in page


def test_decisions_by_rest(archive: Archive) -> None:
    client = desk(archive, write=True)

    def post(status: int, **given: object) -> list[dict[str, object]]:
        answer = client.post("/api/v1/decisions", json={"who": "A. Program", **given}, headers=BEARER)
        assert answer.status_code == status, answer.text
        made: list[dict[str, object]] = answer.json()
        return made

    (accepted,) = post(201, action="accept", items=[f"{KEY}-c1"])
    assert (accepted["who"], accepted["items"], accepted["undone_by"]) == ("A. Program", [f"{KEY}-c1"], None)
    changes = {"date": "2024-12-21", "participants+": ["Pål Ås, NOR, president", "Ana Ek, SWE"], "occasion": None}
    assert [made["field"] for made in post(201, action="edit", items=[f"{KEY}-c1"], changes=changes)] == [
        "date",
        "participants",
        "participants",
        "occasion",
    ]
    (contact,) = (c for c in archive.record(KEY).contacts if c.id == "c1")
    assert [p.name for p in contact.participants][2:] == ["Pål Ås", "Ana Ek"]
    assert len(post(201, action="reject", items=[f"{KEY}-c2", f"{KEY}-s4"], why="no")) == 2
    (undone,) = post(201, action="undo", items=["1"])
    assert undone["undoes"] == 1
    post(201, action="note", items=[f"{KEY}-c1"], why="look again")
    number = len(archive.corrections())
    for wrong in (
        {"action": "reject", "items": [f"{KEY}-c1"]},
        {"action": "accept", "items": [f"{KEY}-c1", f"{KEY}-c9"]},
        {"action": "edit", "items": [f"{KEY}-c1", f"{KEY}-s1"], "changes": {"status": "held"}},
        {"action": "edit", "items": [f"{KEY}-c1"], "changes": {"status": "walk"}},
        {"action": "edit", "items": [f"{KEY}-c1"]},
        {"action": "accept", "items": [f"{KEY}-c1"], "changes": {"status": "held"}},
        {"action": "undo", "items": ["x"]},
        {"action": "undo", "items": ["1"]},
        {"action": "accept", "items": [f"{KEY}-c1"], "who": "\u202e"},
        {"action": "merge", "items": [f"{KEY}-c1"], "why": "same"},
    ):
        answer = client.post("/api/v1/decisions", json={"who": "A", **wrong}, headers=BEARER)
        assert answer.status_code in (400, 404), wrong
        assert answer.json()["detail"].endswith(".")
    for wrong in (
        {"action": "accept"},
        {"action": "accept", "items": []},
        {"action": "accept", "items": ["a"], "more": 1},
    ):
        assert client.post("/api/v1/decisions", json={"who": "A", **wrong}, headers=BEARER).status_code == 422
    assert len(archive.corrections()) == number


def test_the_whole_text_of_a_report_is_not_sent_with_an_item(archive: Archive) -> None:
    text = TEXT + "\n\n" + "Another paragraph of the same report. " * 200
    record = rated(bridge_record())
    from test_archive_cases import article

    key = archive.add(replace(record, article=article(text, id="long"))).contacts[0]
    page = desk(archive).get(f"/review/{key}").text
    assert "characters left out" in page
    assert page.count("Another paragraph") < 60
    assert span("on Thursday").text in page
