"""Our own files: all that pages and the style sheet name is there, and travels small."""

import re
from pathlib import Path

from memcon.archive import Archive
from memcon.faces.web.app import STATIC
from web_desk import desk


def test_every_file_that_a_page_names_is_there(tmp_path: Path) -> None:
    with Archive.open(tmp_path / "a.db") as archive:
        client = desk(archive)
        sheet = client.get("/static/memcon.css").text
        named = re.findall(r'"(/static/[^"?]+)', client.get("/").text)
        named += [f"/static/{one}" for one in re.findall(r'url\("(fonts/[^"]+)"\)', sheet)]
        assert len([one for one in named if one.endswith(".woff2")]) == 2 + 4
        assert {one: client.get(one).status_code for one in named if client.get(one).status_code != 200} == {}
        assert "font-src 'self'" in client.get("/").headers["Content-Security-Policy"]


def test_style_and_script_travel_compressed_and_pages_that_hold_secrets_do_not(tmp_path: Path) -> None:
    with Archive.open(tmp_path / "a.db") as archive:
        client = desk(archive)
        assert client.get("/static/memcon.css").headers["Content-Encoding"] == "gzip"
        assert client.get("/static/htmx.min.js").headers["Content-Encoding"] == "gzip"
        assert "Content-Encoding" not in client.get("/", headers={"Accept-Encoding": "gzip"}).headers


def test_the_licence_stands_beside_the_typefaces() -> None:
    words = (STATIC / "fonts" / "OFL.txt").read_text("utf-8")
    assert "SIL Open Font License, Version 1.1" in words
    assert "Source Serif 4" in words
    assert "Source Sans 3" in words
