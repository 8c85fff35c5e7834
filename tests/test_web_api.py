"""The REST interface: lists, single things, files, and what it says where something cannot be."""

import csv
import io
import json
import re
import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pyarrow.parquet
import pytest
from fastapi.testclient import TestClient

from memcon.archive import Archive
from memcon.archive.lookups import state
from memcon.faces.web.api import listings
from memcon.faces.web.api.parameters import ContactList
from memcon.record import Record, decode_record
from test_archive_cases import TEXT, bridge_record
from web_api_archive import ADDRESS, KEY, asking, filled, ref

LISTS = (
    *("contacts", "encounters", "statements", "commitments", "claims", "events"),
    *("reports", "persons", "mechanisms", "decisions"),
)
OTHERS = ("search?q=bridge", "changes?since=2000-01-01")
WITH_IDS = (
    "contacts",
    "encounters",
    "statements",
    "commitments",
    "claims",
    "events",
    "reports",
    "persons",
    "decisions",
)


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of the archive."""
    return filled(tmp_path_factory.mktemp("api"))


@pytest.fixture(scope="module")
def archive(kept: Path) -> Iterator[Archive]:
    with Archive.open(kept) as opened:
        yield opened


@pytest.fixture(scope="module")
def api(archive: Archive) -> TestClient:
    return asking(archive)


@pytest.fixture
def own(kept: Path, tmp_path: Path) -> Iterator[Archive]:
    """An archive that a test may change."""
    with Archive.open(shutil.copy(kept, tmp_path)) as opened:
        yield opened


@pytest.fixture
def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if the last change were some time ago."""
    monkeypatch.setattr(state, "_SETTLED", timedelta(0))


def get(api: TestClient, path: str, status: int = 200, **more: Any) -> Any:
    """The JSON of an answer, which must have that status."""
    found = api.get(f"/api/v1/{path}", **more)
    assert found.status_code == status, found.text
    kind = "application/json" if status == 200 else "application/problem+json"
    assert found.headers["content-type"] == kind
    return found.json()


def ids(answer: Any) -> list[str]:
    return [item["id"] for item in answer["items"]]


# lists -------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [*LISTS, *OTHERS])
def test_a_list_can_be_leafed_through(api: TestClient, name: str) -> None:
    joined = "&" if "?" in name else "?"
    whole = get(api, f"{name}{joined}limit=500")
    assert whole["next"] is None
    assert whole["total"] == len(whole["items"]) > 0
    found: list[Any] = []
    address: str | None = f"{ADDRESS}/api/v1/{name}{joined}limit=2"
    while address:
        answer = api.get(address)
        page = answer.json()
        assert len(page["items"]) <= 2
        assert page["total"] in (whole["total"], None)
        found += page["items"]
        link = answer.headers.get("link", "")
        assert bool(link) == bool(page["next"])
        address = link.removeprefix("<").removesuffix('>; rel="next"') or None
        if address:
            assert page["next"] in address
    assert found == whole["items"]


@pytest.mark.parametrize("name", WITH_IDS)
def test_what_a_list_shows_is_there_by_its_id(api: TestClient, name: str) -> None:
    for item in get(api, name)["items"]:
        thing = get(api, f"{name}/{item['id']}")
        shown = {field: value for field, value in item.items() if field not in ("office", "contacts", "statements")}
        assert shown.items() <= thing.items()


def test_a_page_has_fifty_unless_told(api: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    assert listings.USUAL_PAGE == 50
    monkeypatch.setattr(listings, "USUAL_PAGE", 3)
    assert len(get(api, "contacts")["items"]) == 3


def test_the_newest_come_first_or_the_oldest(api: TestClient) -> None:
    newest = [item["date"] for item in get(api, "contacts")["items"] if item["date"]]
    oldest = [item["date"] for item in get(api, "contacts?order=oldest")["items"] if item["date"]]
    assert newest == sorted(newest, reverse=True)
    assert oldest == sorted(newest)
    assert len(set(newest)) > 2


@pytest.mark.parametrize(
    ("asked", "archive_asked"),
    [
        ("country=TUR", {"country": "TUR"}),
        ("country=NOR&country=Iran", {"country": ["NOR", "IRN"]}),
        ("country__all=NOR,SDM", {"country": ["NOR", "SDM"]}),
        ("country=NOR&country__all=SDM", {"country": ["NOR", "SDM"]}),
        ("country__in=TUR,EAS", {"any_country": ["TUR", "EAS"]}),
        ("since=2024&until=2024-02", {"since": "2024", "until": "2024-02"}),
        ("date__gte=2024-02-02&date__lte=2024-02-03", {"since": "2024-02-02", "until": "2024-02-03"}),
        ("since=2024-02-01&date__gte=2024-02-03", {"since": "2024-02-03"}),
        ("until=2024-02-03&date__lte=2024", {"until": "2024-02-03"}),
        ("topic__in=transport,trade", {"any_topic": ["transport", "trade"]}),
        ("topic=transport", {"topic": "transport"}),
        ("person=roux garnier", {"person": "roux garnier"}),
        ("mode=phone&status=held&role=background&level=legislature", {"role": "background"}),
        ("mechanism=bridge", {"mechanism": "bridge"}),
        ("outlet=fjord", {"outlet": "fjord"}),
        ("changed_since=2999-01-01", {"changed_since": "2999-01-01"}),
        (f"id__in={ref('c1')},{ref('c2')}", {"id": [ref("c1"), ref("c2")]}),
    ],
)
def test_filters_are_those_of_the_archive(api: TestClient, archive: Archive, asked: str, archive_asked: Any) -> None:
    found = get(api, f"contacts?{asked}")
    assert sorted(ids(found)) == sorted(row.id for row in archive.contacts(**archive_asked))


def test_what_is_asked_for_is_read_back(api: TestClient) -> None:
    assert get(api, "contacts?country=Iran&since=2024&mode=phone")["asked"] == "IRN, since 2024-01-01, by phone"
    assert get(api, "contacts?country__in=IRN,TUR")["asked"] == "IRN or TUR"
    assert get(api, "commitments?state=overdue&as_of=2030-01-01")["asked"] == "overdue, as of 2030-01-01"
    assert get(api, 'search?q="border bridge"&country=NOR')["asked"] == '"border bridge", NOR'
    assert get(api, "decisions?who=bo&action=edit")["asked"] == "edit, by “bo”"
    assert get(api, "contacts")["asked"] == ""


def test_commitments_are_told_as_of_a_day(api: TestClient) -> None:
    for day, status in (("2024-12-31", "open"), ("2026-01-01", "overdue")):
        (item,) = get(api, f"commitments?kind=agreement&country=NOR&id__in={ref('k1')}&as_of={day}")["items"]
        assert item["status"] == status
    assert ids(get(api, "commitments?state=overdue&as_of=2026-01-01&due_before=2026")) == [ref("k1")]


def test_only_what_was_not_withdrawn_is_listed_unless_asked(own: Archive) -> None:
    own.reject(ref("s1"), who="Ada", why="not said")
    api = asking(own)
    assert ref("s1") not in ids(get(api, "statements"))
    assert ref("s1") in ids(get(api, "statements?withdrawn=true"))


def test_a_search_finds_what_was_said(api: TestClient) -> None:
    found = get(api, "search?q=%22stop the senseless%22&statements_only=true")
    assert [(item["statement"], item["speakers"]) for item in found["items"]] == [(ref("s3"), ["Émile Roux-Garnier"])]
    assert found["total"] == 1


def test_persons_are_found_by_name_and_country(api: TestClient) -> None:
    assert [item["name"] for item in get(api, "persons?q=kaya")["items"]] == ["Ayşe Kaya"]
    assert {item["country"] for item in get(api, "persons?country=NOR")["items"]} == {"NOR"}
    person = get(api, f"persons/{get(api, 'persons?q=brandt&country=NOR')['items'][0]['id']}")
    assert person["statements"] == len(person["latest_statements"]) > 0


def test_a_mechanism_has_sessions(api: TestClient) -> None:
    assert [item["name"] for item in get(api, "mechanisms?country=NOR&country=SDM")["items"]] == [
        "Joint Bridge Commission"
    ]
    thing = get(api, "mechanisms/bridge commission")
    assert [session["id"] for session in thing["sessions"]] == [ref("c1")]
    assert get(api, "mechanisms/nothing of that name", 404)["detail"].startswith("The archive knows no mechanism")


def test_changes_name_what_was_added_and_withdrawn(own: Archive) -> None:
    own.withdraw(KEY, who="Ada", why="taken back")
    everything = get(asking(own), "changes?since=2000-01-01&limit=500")["items"]
    of_it = {item["id"]: item["what"] for item in everything if item["id"].startswith(KEY)}
    assert set(of_it.values()) == {"withdrawn"}
    assert {KEY, ref("c1"), ref("s1"), ref("k1"), ref("m1")} <= set(of_it)
    assert {item["what"] for item in everything} == {"withdrawn", "added"}
    assert get(asking(own), "changes?since=2999-01-01")["items"] == []


def test_since_when_must_be_told(api: TestClient) -> None:
    assert get(api, "changes", 422)["errors"] == [{"where": "since", "detail": "field required"}]


# fields and evidence -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["contacts", f"contacts/{ref('c1')}", "contacts.jsonl"])
def test_only_chosen_fields_are_shown(api: TestClient, path: str) -> None:
    answer = api.get(f"/api/v1/{path}?fields=date,id")
    items = {
        "contacts": lambda: answer.json()["items"],
        "contacts.jsonl": lambda: list(map(json.loads, answer.text.splitlines())),
    }
    for item in items.get(path, lambda: [answer.json()])():
        assert list(item) == ["id", "date"]


def test_an_unknown_field_is_refused_with_those_that_are_known(api: TestClient) -> None:
    told = get(api, "claims?fields=id,colour", 400)
    assert told["detail"].startswith("There is no field “colour” to show; there are id, date, ")
    assert told["detail"].endswith(", withdrawn.")


@pytest.mark.parametrize("path", ["statements?id__in=", "statements/"])
def test_evidence_stands_beside_each_thing(api: TestClient, path: str) -> None:
    joined = "&" if "?" in path else "?"
    answer = get(api, f"{path}{ref('s1')}{joined}include=evidence&fields=id")
    item = answer["items"][0] if "items" in answer else answer
    assert list(item) == ["id", "evidence"]
    cue = next(each for each in item["evidence"] if each["field"] == "cue")
    quote, position = cue["selector"]
    assert quote["type"] == "TextQuoteSelector"
    assert position == {
        "type": "TextPositionSelector",
        "start": TEXT.index("said that"),
        "end": TEXT.index("said that") + 9,
    }
    assert quote["prefix"] + quote["exact"] + quote["suffix"] in TEXT


@pytest.mark.parametrize("name", ["contacts", "encounters", "statements", "commitments", "claims", "events", "reports"])
def test_every_kind_of_item_has_evidence(api: TestClient, name: str) -> None:
    items = get(api, f"{name}?include=evidence")["items"]
    assert all("evidence" in item for item in items)
    assert name == "reports" or any(item["evidence"] for item in items)


def test_only_json_has_a_place_for_evidence(api: TestClient) -> None:
    assert "no place for evidence" in get(api, "contacts.csv?include=evidence", 400)["detail"]
    lines = api.get("/api/v1/contacts.jsonl?include=evidence").text.splitlines()
    assert all("evidence" in json.loads(line) for line in lines)


# single things -----------------------------------------------------------------------------------------------------------


def test_a_contact_comes_with_its_record(api: TestClient) -> None:
    thing = get(api, f"contacts/{ref('c1')}")
    assert thing["record"]["participants"][0]["name"] == "Lena Brandt"
    assert {actor["id"] for actor in thing["record_actors"]} == {"brandt", "roux"}
    assert thing["place"] == "Brandby Castle"  # as it was corrected


def test_a_report_comes_with_its_text(api: TestClient) -> None:
    thing = get(api, f"reports/{KEY}")
    assert thing["record"]["article"]["text"] == TEXT
    assert get(api, f"reports/{bridge_record().article.sha256}") == thing


def test_an_encounter_comes_with_its_reports_and_their_differences(api: TestClient) -> None:
    (item,) = (item for item in get(api, "encounters")["items"] if item["n_reports"] == 2)
    record = get(api, f"encounters/{item['id']}")["record"]
    assert len(record["reports"]) == 2
    assert record["differences"]


def test_a_commitment_comes_with_what_became_of_it(api: TestClient) -> None:
    thing = get(api, f"commitments/{ref('k1')}")
    assert thing["words"] == "would reopen the border bridge in 2025"
    assert thing["follow_ups"] == []


@pytest.mark.parametrize("name", [*WITH_IDS])
def test_what_is_not_there_is_not_found(api: TestClient, name: str) -> None:
    ident = "99" if name == "decisions" else "ffffff-c1"
    told = get(api, f"{name}/{ident}", 404)
    assert ident in told["detail"]
    assert told["instance"] == f"/api/v1/{name}/{ident}"
    assert (told["type"], told["title"], told["status"]) == ("about:blank", "Not Found", 404)


def test_part_of_an_id_is_no_id(api: TestClient) -> None:
    get(api, f"contacts/{ref('c1')[:-4]}", 404)
    get(api, f"contacts/{ref('s1')}", 404)


def test_an_id_of_a_merged_encounter_leads_to_it(api: TestClient, archive: Archive) -> None:
    (row,) = (row for row in archive.encounters() if row.n_reports == 2)
    other = next(contact.id for contact in archive.contacts() if contact.encounter == row.id != contact.id)
    found = api.get(f"/api/v1/encounters/{other}?fields=id")
    assert found.status_code == 308
    assert found.headers["location"] == f"{ADDRESS}/api/v1/encounters/{row.id}?fields=id"
    assert api.get(found.headers["location"]).json() == {"id": row.id}


@pytest.mark.parametrize(
    ("name", "item"),
    [
        ("contacts", "c1"),
        ("encounters", "c1"),
        ("statements", "s1"),
        ("commitments", "k1"),
        ("claims", "m1"),
    ],
)
def test_what_was_rejected_is_gone_with_the_reason(own: Archive, name: str, item: str) -> None:
    own.reject(ref(item), who="Ada", why="not told of")
    told = get(asking(own), f"{name}/{ref(item)}", 410)
    assert told["detail"] == f"The {name[:-1]} {ref(item)} was rejected by Ada: not told of."
    assert (told["withdrawn"]["who"], told["withdrawn"]["why"]) == ("Ada", "not told of")
    own.accept(ref(item), who="Bo")
    get(asking(own), f"{name}/{ref(item)}")


@pytest.mark.parametrize(
    "path",
    [f"reports/{KEY}", *(f"{n}/{ref(i)}" for n, i in (("contacts", "c2"), ("statements", "s2"), ("events", "e1")))],
)
def test_what_was_withdrawn_is_gone_with_the_reason(own: Archive, path: str) -> None:
    own.withdraw(KEY, who="Ada", why="taken back by the outlet")
    told = get(asking(own), path, 410)
    assert told["withdrawn"]["why"] == "taken back by the outlet"
    assert "by Ada: taken back by the outlet." in told["detail"]


# ETags -------------------------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("settled")
@pytest.mark.parametrize("path", ["contacts", f"contacts/{ref('c2')}", "contacts.csv", "search?q=bridge"])
def test_what_has_not_changed_is_not_sent_again(own: Archive, path: str) -> None:
    api = asking(own)
    first = api.get(f"/api/v1/{path}")
    tag = first.headers["etag"]
    for given in (tag, tag.removeprefix("W/"), f'"other", {tag}', "*"):
        again = api.get(f"/api/v1/{path}", headers={"If-None-Match": given})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert api.get(f"/api/v1/{path}", headers={"If-None-Match": '"other"'}).content == first.content
    own.accept(ref("c2"), who="Ada")
    later = api.get(f"/api/v1/{path}", headers={"If-None-Match": tag})
    assert later.status_code == 200
    assert later.headers["etag"] != tag


@pytest.mark.usefixtures("settled")
def test_another_question_has_another_tag(api: TestClient) -> None:
    tags = {
        api.get(f"/api/v1/{path}").headers["etag"]
        for path in ("contacts", "contacts?limit=1", "claims", "contacts.csv")
    }
    assert len(tags) == 4


def test_just_after_a_change_nothing_is_taken_for_unchanged(own: Archive) -> None:
    api = asking(own)
    own.accept(ref("c2"), who="Ada")
    tag = api.get("/api/v1/contacts").headers["etag"]
    assert api.get("/api/v1/contacts", headers={"If-None-Match": tag}).status_code == 200


# files -------------------------------------------------------------------------------------------------------------------

FORMS = {
    "csv": "text/csv",
    "jsonl": "application/jsonl",
    "parquet": "application/vnd.apache.parquet",
    "ics": "text/calendar",
    "atom": "application/atom+xml",
}
DATED = {
    "commitments": "due_end",
    "reports": "published",
    "search": "published",
    "mechanisms": "next",
    "decisions": "at",
    "changes": "at",
}
"""By which field a list has a day, where that is not its date."""
WITHOUT = {"persons": ("ics", "atom"), "mechanisms": ("atom",)}


@pytest.mark.parametrize("name", [*LISTS, *OTHERS])
@pytest.mark.parametrize("form", FORMS)
def test_every_list_is_a_file_too(api: TestClient, name: str, form: str) -> None:
    name, _, query = name.partition("?")
    answer = api.get(f"/api/v1/{name}.{form}?{query}")
    if form in WITHOUT.get(name, ()):
        assert answer.status_code == 422
        assert "input should be 'csv'" in answer.json()["detail"]
        return
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"].split(";")[0] == FORMS[form]
    assert f'filename="{name}.{form}"' in answer.headers["content-disposition"]
    listed = get(api, f"{name}?{query}&limit=500")["items"]
    if form == "csv":
        assert csv_rows(answer.text) == [[cell(value) for value in item.values()] for item in listed]
    elif form == "jsonl":
        assert list(map(json.loads, answer.text.splitlines())) == listed
    elif form == "parquet":
        table = pyarrow.parquet.read_table(io.BytesIO(answer.content))
        assert table.num_rows == len(listed)
        assert table.column_names == list(listed[0])
    elif form == "ics":
        dated = [item for item in listed if item.get(DATED.get(name, "date"))]
        assert answer.text.count("BEGIN:VEVENT") == len(dated)
    else:
        assert answer.text.count("<entry>") == len(listed)


def csv_rows(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text)))[1:]


def cell(value: Any) -> str:
    if isinstance(value, list):
        return "; ".join("-".join(map(str, part)) if isinstance(part, list) else str(part) for part in value)
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else str(value)


def test_a_table_is_the_whole_list_though_it_is_read_in_parts(own: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    from memcon.faces.web.api import files

    monkeypatch.setattr(files, "_PART", 3)
    api = asking(own)
    total = get(api, "contacts")["total"]
    assert total > 6
    assert len(csv_rows(api.get("/api/v1/contacts.csv").text)) == total
    table = pyarrow.parquet.read_table(io.BytesIO(api.get("/api/v1/contacts.parquet").content))
    assert table.column("id").to_pylist() == ids(get(api, "contacts"))
    assert len(csv_rows(api.get("/api/v1/contacts.csv?limit=5").text)) == 5


def test_a_table_has_the_chosen_columns(api: TestClient) -> None:
    assert api.get("/api/v1/claims.csv?fields=id,low").text.splitlines()[0] == "id,low"
    table = pyarrow.parquet.read_table(io.BytesIO(api.get("/api/v1/claims.parquet?fields=id,low").content))
    assert table.schema.names == ["id", "low"]
    assert str(table.schema.field("low").type) == "int64"
    assert "fields of ics are its own" in get(api, "claims.ics?fields=id", 400)["detail"]


def test_a_feed_has_a_next_page(api: TestClient) -> None:
    first = api.get("/api/v1/contacts.atom?limit=3")
    address = first.headers["link"].removeprefix("<").removesuffix('>; rel="next"')
    assert address.startswith(f"{ADDRESS}/api/v1/contacts.atom?limit=3&cursor=")
    second = api.get(address)
    entries = [text.split("<entry>")[1:] for text in (first.text, second.text)]
    assert not set(entries[0]) & set(entries[1])
    assert [len(part) for part in entries] == [3, 3]


def test_a_calendar_tells_what_is_planned(api: TestClient) -> None:
    text = api.get("/api/v1/commitments.ics?kind=agreement&country=NOR&outlet=fjord").text.replace("\r\n ", "")
    assert f"UID:{ref('k1')}@memcon" in text
    assert "DTSTART;VALUE=DATE:20251231" in text
    assert "SUMMARY:Due: reopen the border bridge" in text


def test_entries_of_contacts_are_those_of_the_export(api: TestClient, archive: Archive) -> None:
    exported = io.BytesIO()
    archive.export("atom", exported, of="contacts")
    mine = api.get("/api/v1/contacts.atom?order=oldest").text
    for part in exported.getvalue().decode().split("<entry>")[1:]:
        assert part.split("</id>")[0] in mine


def test_a_wrong_value_is_told_before_a_file_begins(api: TestClient) -> None:
    assert get(api, "contacts.csv?country=Nowhere", 400)["detail"].startswith("“Nowhere” is no country")
    assert get(api, "contacts.csv?cursor=abc", 400)["detail"].startswith("That cursor is none of this list")


def test_a_form_that_needs_more_than_is_installed_says_so(api: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    told = get(api, "contacts.parquet", 501)
    assert told["detail"] == "Pyarrow.parquet is not installed; pip install 'memcon[export]'."


# reading -----------------------------------------------------------------------------------------------------------------


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What a text is read with; the model is not needed to know that."""
    given: dict[str, Any] = {}

    def extract(text: str, **more: Any) -> Record:
        given.update(more, text=text)
        return bridge_record()

    monkeypatch.setattr("memcon.extract", extract)
    return given


def test_a_text_is_read_and_not_kept(own: Archive, read: dict[str, Any]) -> None:
    body = {"text": "They met.", "published": "2024-12-20", "url": "https://a.example/b", "title": "T", "outlet": "O"}
    before = len(own)
    answer = asking(own).post("/api/v1/extract", json=body)
    assert decode_record(answer.content) == bridge_record()
    assert read == {**body, "archive": own}
    assert len(own) == before
    assert "etag" not in answer.headers


@pytest.mark.usefixtures("read")
@pytest.mark.parametrize(
    ("body", "where"),
    [
        ({}, "text"),
        ({"text": ""}, "text"),
        ({"text": 1}, "text"),
        ({"text": "x", "colour": "red"}, "colour"),
        ({"text": "x", "title": None, "outlet": ["y"]}, "outlet"),
    ],
)
def test_what_is_no_text_is_refused(api: TestClient, body: Any, where: str) -> None:
    answer = api.post("/api/v1/extract", json=body)
    assert answer.status_code == 422
    assert where in answer.json()["errors"][0]["where"]


@pytest.mark.usefixtures("read")
def test_broken_json_and_half_characters_are_refused(api: TestClient) -> None:
    for body in (b"{", b'{"text": "\\ud800"}', b"[]", b"null"):
        answer = api.post("/api/v1/extract", content=body, headers={"Content-Type": "application/json"})
        assert answer.status_code == 422, body
        assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.usefixtures("read")
def test_a_text_that_is_too_long_is_refused(own: Archive) -> None:
    api = asking(own, longest_text=10)
    assert api.post("/api/v1/extract", json={"text": "x" * 10}).status_code == 200
    told = api.post("/api/v1/extract", json={"text": "é" * 6})
    assert (told.status_code, told.json()["detail"]) == (413, "The text is longer than 10 bytes; send a part of it.")


@pytest.mark.usefixtures("read")
def test_too_many_texts_in_a_minute_are_refused(own: Archive) -> None:
    api = asking(own, extracts_a_minute=2)
    statuses = [api.post("/api/v1/extract", json={"text": "x"}).status_code for _ in range(3)]
    assert statuses == [200, 200, 429]


def test_a_date_that_is_none_is_told(api: TestClient) -> None:
    answer = api.post("/api/v1/extract", json={"text": "They met.", "published": "yesterday"})
    assert answer.status_code == 400
    assert "yesterday" in answer.json()["detail"]


# the server --------------------------------------------------------------------------------------------------------------


def test_the_index_leads_to_every_list(api: TestClient) -> None:
    index = get(api, "")
    assert set(index["lists"]) == {*LISTS, "search", "changes"}
    for name, address in index["lists"].items():
        query = {"search": "?q=bridge", "changes": "?since=2024-01-01"}.get(name, "")
        assert api.get(address + query).status_code == 200
    assert api.get(index["openapi"]).json()["openapi"].startswith("3.1")


@pytest.mark.parametrize("path", ["/healthz", "/api/v1/healthz"])
def test_health(own: Archive, path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    api = asking(own)
    assert api.get(path).json()["status"] == "ok"
    from memcon.errors import ArchiveError

    def broken(*_: object) -> bool:
        raise ArchiveError("the disk is gone")

    monkeypatch.setattr(Archive, "__contains__", broken)
    told = api.get(path)
    assert (told.status_code, told.headers["content-type"]) == (503, "application/problem+json")
    assert "disk" not in told.text


# the documentation ---------------------------------------------------------------------------------------------------------

DOCS = (Path(__file__).parents[1] / "docs" / "rest.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", re.findall(r"http://127\.0\.0\.1:8765(/api/v1/[^'\s]+)", DOCS))
def test_what_the_documentation_asks_can_be_asked(api: TestClient, path: str) -> None:
    if path == "/api/v1/extract":
        return
    answer = api.get(path)
    assert answer.status_code == (404 if "3f2a9c" in path else 200), answer.text


def test_the_documentation_names_every_list_and_no_other() -> None:
    table = DOCS.split("## Lists")[1].split("\n\n")[1]
    named = {name for line in table.splitlines() for name in re.findall(r"`/(\w+)", line.split("|")[1])}
    assert named == {*LISTS, "search", "changes"}


def test_the_documentation_names_every_parameter_of_contacts() -> None:
    table = next(part for part in DOCS.split("\n\n") if part.startswith("| parameter |"))
    named = {name for line in table.splitlines() for name in re.findall(r"`(\w+)[`=]", line.split("|")[1])}
    assert named == set(ContactList.model_fields)
