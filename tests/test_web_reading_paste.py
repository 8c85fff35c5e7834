"""Texts that are pasted or uploaded: shown without being stored, and kept by those who may write."""

import hashlib
import html as escaping
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from memcon.archive import Archive
from web_desk import csrf, desk, writing_desk

TEXT = (
    "Foreign Minister Lena Brandt of Norway met her Danish counterpart Lars Holm in Oslo on 12 March 2024.\n\n"
    "Brandt said that the two countries would reopen the border bridge in 2025.\n"
)


@pytest.fixture
def shelf(made_file: Path, tmp_path: Path) -> Iterator[Archive]:
    path = tmp_path / "memcon.db"
    path.write_bytes(made_file.read_bytes())
    with Archive.open(path) as archive:
        yield archive


def post(client: TestClient, path: str = "/paste", **fields: object) -> "tuple[int, str]":
    files = fields.pop("files", None)
    answer = client.post(path, data={"csrf": csrf(client, "/paste"), **fields}, files=files)  # type: ignore[arg-type]
    return answer.status_code, answer.text


def carried(page: str) -> str:
    found = re.search(r'name="article" value="([^"]*)"', page)
    assert found
    return escaping.unescape(found[1])


def test_a_pasted_text_is_shown_and_not_stored(shelf: Archive) -> None:
    client = desk(shelf)
    status, page = post(client, text=TEXT.replace("\n", "\r\n"), published="2024-03-13")
    assert status == 200
    assert "not stored" in page
    assert 'href="#fact-c1"' in page
    assert "13 March 2024" in page
    assert len(shelf) == 0
    assert "Keep it in the archive" not in page
    assert "read-only" in page


def test_it_is_kept_letter_for_letter_by_who_may_write(shelf: Archive) -> None:
    client = writing_desk(shelf)
    _, page = post(client, text=TEXT.replace("\n", "\r\n"), published="2024-03-13")
    assert len(shelf) == 0
    token = csrf(client, "/paste")
    kept = client.post("/paste/keep", data={"csrf": token, "article": carried(page)})
    sha256 = hashlib.sha256(TEXT.encode()).hexdigest()
    assert (kept.status_code, kept.headers["location"]) == (303, f"/reports/{sha256}")
    record = shelf.record(sha256)
    assert record.article.published == "2024-03-13"
    assert record.contacts
    _, again = post(client, text=TEXT)
    assert "in the archive already" in again
    assert client.post("/paste/keep", data={"csrf": token, "article": carried(page)}).status_code == 303
    assert len(shelf) == 1


def test_others_cannot_keep(shelf: Archive) -> None:
    writer = writing_desk(shelf)
    _, page = post(writer, text=TEXT)
    signed_out = desk(shelf, write=True)
    data = {"csrf": csrf(signed_out, "/paste"), "article": carried(page)}
    assert signed_out.post("/paste/keep", data=data).status_code == 401
    reader = desk(shelf)
    assert reader.post("/paste/keep", data={**data, "csrf": csrf(reader, "/paste")}).status_code == 403
    assert writer.post("/paste/keep", data={"article": carried(page)}).status_code == 403
    assert len(shelf) == 0


def test_what_is_kept_must_be_a_report(shelf: Archive) -> None:
    client = writing_desk(shelf)
    token = csrf(client, "/paste")
    for article in ("", "{}", '{"id": "a", "text": "b", "sha256": "c"}'):
        assert client.post("/paste/keep", data={"csrf": token, "article": article}).status_code == 400
    assert len(shelf) == 0


def test_files_of_each_kind(shelf: Archive) -> None:
    client = desk(shelf)
    page = f"<html><head><title>The bridge</title></head><body><article><p>{TEXT * 3}</p></article></body></html>"
    line = json.dumps({"text": TEXT, "title": "Of a line"})
    for name, data in (("a.txt", TEXT), ("a.html", page), ("a.jsonl", line)):
        status, shown = post(client, files=[("file", (name, data.encode(), "application/octet-stream"))])
        assert status == 200
        assert "reopen the border bridge" in re.sub(r"<[^>]+>", "", shown)
    assert len(shelf) == 0


def test_of_several_reports_one_is_chosen(shelf: Archive) -> None:
    client = desk(shelf)
    lines = "\n".join(json.dumps({"text": f"{TEXT}Number {n}.", "title": f"Report {n}"}) for n in range(3))
    status, page = post(client, files=[("file", ("a.jsonl", lines.encode(), "application/json"))])
    assert status == 200
    assert "3 reports to read" in page
    chosen = [escaping.unescape(one) for one in re.findall(r'name="article" value="([^"]*)"', page)]
    assert len(chosen) == 3
    status, shown = post(client, article=chosen[1])
    assert status == 200
    assert "Report 1" in shown


@pytest.mark.parametrize(
    ("fields", "status", "said"),
    [
        ({"text": " \n "}, 422, "There is nothing to read"),
        ({"text": TEXT, "published": "soon"}, 422, "is not a date"),
        ({"article": "{}"}, 422, "paste it again"),
        ({"text": "a" * 3_000}, 413, "at most 2,000 bytes"),
        ({"files": [("file", ("../<b>.jsonl", b"{", "x"))]}, 422, "&lt;b&gt;.jsonl, line 1: is not JSON"),
        ({"files": [("file", ("a.txt", b"\x00\x01\x02", "x"))]}, 422, "binary"),
    ],
    ids=["nothing", "no date", "no report", "too long", "a hostile name", "binary"],
)
def test_what_cannot_be_read_is_told_on_the_page(
    fields: dict[str, object], status: int, said: str, shelf: Archive
) -> None:
    found, page = post(desk(shelf, longest_text=2_000), **fields)
    assert found == status
    assert said in page
    assert "<textarea" in page


def test_another_language_is_told(shelf: Archive) -> None:
    text = "Dışişleri Bakanı bugün Ankara'da Norveçli mevkidaşı ile bir araya geldi. Görüşmede iki ülke ilişkileri ele alındı."
    status, page = post(desk(shelf), text=text)
    assert status == 200
    assert "another language than English (tr)" in page


def test_texts_are_read_only_so_often(shelf: Archive) -> None:
    client = desk(shelf, extracts_a_minute=1)
    assert post(client, text="He met her.")[0] == 200
    assert post(client, text="He met her.")[0] == 429
