"""`read_file`: every kind of file, and one sentence for everything that cannot be read."""

import io
import json
import os
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from memcon.errors import InputError
from memcon.read import read_file
from memcon.record import Article

BODY = "The foreign minister met his counterpart in the capital on Monday and spoke of trade."
PAGE = f"""<!DOCTYPE html><html lang="en"><head><title>Ministers discuss trade by phone - Valley News</title>
<meta property="og:site_name" content="Valley News">
<meta property="og:title" content="Ministers discuss trade by phone">
<link rel="canonical" href="https://www.valley.example.org/world/ministers-trade">
%s
</head><body><nav><ul><li><a href="/">Home</a></li><li><a href="/w">World</a></li></ul></nav>
<article><h1>Ministers discuss trade by phone</h1><p>ANKARA, Dec 13 (Valley News) – {BODY}</p>
<p>The two sides stressed that the accord must be prolonged, and that goods have to pass the border at all hours.</p>
<p>They agreed to meet again in the capital of a third country in the first week of the coming month.</p></article>
<aside><h3>Related</h3><ul><li><a href="/x">President leaves for summit</a></li></ul></aside>
<footer>© 2023 Valley News</footer></body></html>"""
LINKED_DATA = (
    '<script type="application/ld+json">{"@graph":[{"@type":"NewsArticle",'
    '"dateModified":"2024-01-02","datePublished":"2023-12-13T14:05:00+03:00"}]}</script>'
)


def articles(path: Path | str, **options: str) -> list[Article]:
    read = list(read_file(path, **options))
    assert all(isinstance(item, Article) for item in read), read
    return [item for item in read if isinstance(item, Article)]


def errors(path: Path | str, **options: str) -> list[str]:
    read = list(read_file(path, **options))
    assert all(isinstance(item, InputError) for item in read), read
    return [str(item) for item in read]


def write(path: Path, data: bytes | str) -> Path:
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_text_in_any_unicode(tmp_path: Path, encoding: str) -> None:
    text = f"{BODY}\r\nSüleyman, “Erdoğan” 🙂\r\n"
    assert [article.text for article in articles(write(tmp_path / "a.txt", text.encode(encoding)))] == [text]


def test_text_in_the_old_western_code_page(tmp_path: Path) -> None:
    text = f"{BODY} “Süleyman’s visit” – said the minister, José Manuel, in São Paulo. " * 20
    assert articles(write(tmp_path / "a.txt", text.encode("cp1252")))[0].text == text


@pytest.mark.parametrize("encoding", ["cp1251", "cp1256", "gb18030", "shift_jis"])
def test_other_code_pages_are_not_guessed(tmp_path: Path, encoding: str) -> None:
    text = {
        "cp1251": "Министр иностранных дел встретился в понедельник в столице со своим коллегой. ",
        "cp1256": "التقى وزير الخارجية نظيره في العاصمة يوم الاثنين وبحثا التجارة بين البلدين. ",
        "gb18030": "外交部长星期一在首都会见了他的同行并谈到了贸易。",
        "shift_jis": "外相は月曜日に首都で同僚と会談し、貿易について話した。",
    }[encoding] * 20
    path = write(tmp_path / "a.txt", text.encode(encoding))
    (message,) = errors(path)
    assert message.startswith(f"{path}: is not UTF-8 (byte ")
    assert message.endswith("; save it as UTF-8")


def test_other_language_is_still_an_article(tmp_path: Path) -> None:
    text = "Dışişleri Bakanı, mevkidaşı ile pazartesi günü başkentte görüştü ve ticareti ele aldı."
    assert articles(write(tmp_path / "a.txt", text))[0].language == "tr"


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.txt", b"", "is empty; give a file with the report's text"),
        ("a.txt", b" \r\n\t ", "is empty; give a file with the report's text"),
        ("a.txt", "\u00a0\u2003\n", "holds only white space; give a file with the report's text"),
        ("a.txt", b"\xef\xbb\xbf \n", "holds only white space; give a file with the report's text"),
        ("a.txt", b"Some\0thing", "holds binary data; give a text, HTML or JSON Lines file"),
        ("a.pdf", b"%PDF-1.4\n\x01\x02\x03\x04\x05", "holds binary data; give a text, HTML or JSON Lines file"),
        ("a.txt", b"\xff\xfea", "begins as UTF-16 but byte 2 is not; save it as UTF-8"),
        ("a.html", b"<p>", "is empty; give the page as it was saved"),
        ("a.html", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" * 9, "holds binary data; give the page as HTML"),
        ("a.html", b"only words and nothing that is marked up here", "cannot be read as HTML; save the page again"),
        ("a.html", b"<html><body><p></p></body></html>", "holds no report that can be told from the page round it"),
        ("a.jsonl", b"\n\n", "is empty; give a file with one JSON object a line"),
    ],
)
def test_what_cannot_be_read(tmp_path: Path, name: str, data: bytes | str, message: str) -> None:
    path = write(tmp_path / name, data)
    (found,) = errors(path)
    assert found.startswith(f"{path}: {message}")
    assert found.count("; ") >= 1


def test_files_that_are_not_there(tmp_path: Path) -> None:
    assert errors(tmp_path / "no.txt") == [f"{tmp_path / 'no.txt'}: does not exist; check the path"]
    assert errors(tmp_path) == [f"{tmp_path}: is a directory; give the files in it"]
    assert errors(tmp_path / ("n" * 300))[0].endswith("check the path")
    assert errors("a\0b")[0].endswith("is not a path; check it for stray characters")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_file_that_may_not_be_read(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", BODY)
    path.chmod(0)
    assert errors(path) == [f"{path}: may not be read by you; change its permissions"]


def test_permission_error_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path / "a.txt", BODY)

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    assert errors(path) == [f"{path}: may not be read by you; change its permissions"]


def test_unknown_suffix_is_text(tmp_path: Path) -> None:
    assert articles(write(tmp_path / "report.eml", BODY))[0].text == BODY
    assert articles(write(tmp_path / "report", BODY))[0].text == BODY


def test_size_limit(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with path.open("wb") as file:
        file.truncate(50_000_001)
    (message,) = errors(path)
    assert message == f"{path}: is larger than 50 MB; give one report a file, or many as .jsonl"


def test_ten_megabytes_are_read(tmp_path: Path) -> None:
    text = f"{BODY} " * 120_000
    assert articles(write(tmp_path / "a.txt", text))[0].text == text


def test_published_is_for_the_text(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", f"Published: 12 October 2018\n{BODY}")
    assert articles(path)[0].published == "2018-10-12"
    assert articles(path, published="2018-10-14")[0].published == "2018-10-14"
    assert errors(path, published="soon") == [
        f"{path}: published 'soon' is not a date; give an ISO 8601 date such as 2021-05-16"
    ]


def test_json_lines(tmp_path: Path) -> None:
    lines = [
        {"text": BODY, "id": "a1", "url": "https://irna.ir/x", "title": "T", "published": "2021-05-16", "outlet": "X"},
        {"event_text": BODY, "date": "2021-05-17T10:00:00", "id": 7, "unknown": [1]},
        {"text": BODY, "event_text": "not this", "published": None, "date": "2021-05-18", "url": None, "title": ""},
    ]
    path = write(tmp_path / "a.jsonl", "\ufeff" + "\r\n".join(json.dumps(line) for line in lines) + "\n\n")
    first, second, third = articles(path, published="2020-01-01")
    assert (first.id, first.url, first.title, first.outlet) == ("a1", "https://irna.ir/x", "T", "X")
    assert [first.published, second.published, third.published] == ["2021-05-16", "2021-05-17", "2021-05-18"]
    assert (second.id, second.text, third.text, third.url) == ("7", BODY, BODY, None)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "is not JSON ("),
        ('{"text": "a\\ud800b"}', "is not JSON ("),
        (b'{"text": "\xff"}', "is not JSON ("),
        ("[1]", 'is not a JSON object; give one such as {"text": "…"}'),
        ("3", 'is not a JSON object; give one such as {"text": "…"}'),
        ("{}", 'has no "text"; give the report\'s text under that name'),
        ('{"text": null}', 'has no "text"; give the report\'s text under that name'),
        ('{"text": 3}', '"text" is a number; give it as a string'),
        ('{"text": ["a"]}', '"text" is a list; give it as a string'),
        ('{"text": " \\n"}', '"text" is empty; give the report\'s text'),
        ('{"text": ""}', '"text" is empty; give the report\'s text'),
        ('{"text": "x", "id": true}', '"id" is true or false; give it as a string'),
        ('{"text": "x", "url": {}}', '"url" is an object; give it as a string'),
        ('{"text": "x", "date": "16 May"}', "published '16 May' is not a date; give an ISO 8601 date"),
        ("[" * 100_000, "is n"),
    ],
)
def test_faulty_line_does_not_stop_the_others(tmp_path: Path, line: str | bytes, message: str) -> None:
    good = json.dumps({"text": BODY}).encode()
    faulty = line if isinstance(line, bytes) else line.encode()
    path = write(tmp_path / "a.jsonl", b"\n".join([good, b"", faulty, good]))
    first, error, last = read_file(path)
    assert isinstance(first, Article)
    assert isinstance(last, Article)
    assert isinstance(error, InputError)
    assert str(error).startswith(f"{path}, line 3: {message}")


def test_line_beyond_the_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("memcon.read.jsonl.MAX_BYTES", 200)
    good = json.dumps({"text": BODY})
    path = write(tmp_path / "a.jsonl", "\n".join([json.dumps({"text": BODY * 9}), good]))
    error, article = read_file(path)
    assert str(error) == f"{path}, line 1: is longer than 50 MB; split the text"
    assert isinstance(article, Article)


def test_page(tmp_path: Path) -> None:
    (article,) = articles(write(tmp_path / "a.html", PAGE % LINKED_DATA))
    assert article.title == "Ministers discuss trade by phone"
    assert (article.published, article.published_span) == ("2023-12-13", None)
    assert article.outlet == "Valley News"
    assert article.url == "https://www.valley.example.org/world/ministers-trade"
    assert BODY in article.text
    assert "President leaves" not in article.text
    assert article.dateline is not None
    assert article.dateline.text == "ANKARA, Dec 13 (Valley News) –"


@pytest.mark.parametrize(
    ("head", "published"),
    [
        ('<meta property="article:published_time" content="2023-12-14T10:00:00Z">', "2023-12-14"),
        ('<meta itemprop="datePublished" content="December 15, 2023">', "2023-12-15"),
        ('<meta property="article:modified_time" content="2024-01-02">', None),
        ('<script type="application/ld+json">{"datePublished": "soon"</script>', None),
        ('<script type="application/ld+json">{"datePublished": 5}</script>', None),
        ("", None),
    ],
)
def test_date_of_page(tmp_path: Path, head: str, published: str | None) -> None:
    assert articles(write(tmp_path / "a.htm", PAGE % head))[0].published == published


def test_given_date_wins_over_the_page(tmp_path: Path) -> None:
    path = write(tmp_path / "a.html", PAGE % LINKED_DATA)
    assert articles(path, published="2020-02-02")[0].published == "2020-02-02"


def test_known_outlet_keeps_its_name(tmp_path: Path) -> None:
    page = (PAGE % "").replace("www.valley.example.org", "en.mehrnews.com")
    (article,) = articles(write(tmp_path / "a.html", page))
    assert (article.outlet, article.outlet_country) == ("Mehr News Agency", "IRN")


@pytest.mark.parametrize(
    ("data", "texts"),
    [
        (BODY, [BODY]),
        ("{curly} words are text. " + BODY, ["{curly} words are text. " + BODY]),
        (json.dumps({"text": BODY}) + "\n" + json.dumps({"text": BODY + " Twice."}), [BODY, BODY + " Twice."]),
    ],
)
def test_standard_input(monkeypatch: pytest.MonkeyPatch, data: str, texts: list[str]) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(data.encode())))
    assert [article.text for article in articles("-")] == texts


def test_standard_input_is_named_in_errors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(b"")))
    assert errors("-") == ["standard input: is empty; give a file with the report's text"]
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(b'{"text": 1}\n')))
    assert errors("-") == ['standard input, line 1: "text" is a number; give it as a string']


def test_page_on_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO((PAGE % LINKED_DATA).encode())))
    assert articles("-")[0].published == "2023-12-13"
