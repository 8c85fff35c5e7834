"""What is furniture, headline, dateline and paragraph on pages laid out as outlets lay them out."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from memcon.read import body_blocks, read_text

PAGES = tomllib.loads((Path(__file__).parent / "data/read/pages.toml").read_text("utf-8"))["page"]
MARK = re.compile(r"⟦([FHD]):(.*?)⟧", re.DOTALL)
KINDS = {"F": "furniture", "H": "headline", "D": "dateline"}


def expected(marked: str) -> tuple[str, list[tuple[str, str]]]:
    """The text without its marks, and what every stretch of it is, in order. ⏎ is a line break inside a paragraph."""
    stretches: list[tuple[str, str]] = []
    for line in marked.replace("⏎\n", "⏎").split("\n"):
        position = 0
        for mark in MARK.finditer(line):
            stretches.append(("paragraph", line[position : mark.start()]))
            stretches.append((KINDS[mark[1]], mark[2]))
            position = mark.end()
        stretches.append(("paragraph", line[position:]))
    kept = [(kind, words.strip().replace("⏎", "\n")) for kind, words in stretches if words.strip()]
    return MARK.sub(r"\2", marked).replace("⏎", ""), kept


@pytest.mark.parametrize("page", PAGES, ids=[page["name"] for page in PAGES])
def test_page_is_cut_as_marked(page: dict[str, Any]) -> None:
    text, marked = expected(page["text"])
    article = read_text(text)
    found = [(span.start, "furniture", span.text) for span in article.furniture]
    found += [(block.start, block.kind, text[block.start : block.end]) for block in body_blocks(article)]
    assert [(kind, words) for _, kind, words in sorted(found)] == marked


@pytest.mark.parametrize("page", PAGES, ids=[page["name"] for page in PAGES])
def test_page_says_when_and_by_whom(page: dict[str, Any]) -> None:
    article = read_text(expected(page["text"])[0])
    assert article.published == page.get("published")
    assert (article.published_span.text if article.published_span else None) == page.get("published_words")
    assert article.outlet == page.get("outlet")
    assert article.outlet_country == page.get("country")
    assert article.title == page.get("title")
    assert (article.dateline.text if article.dateline else None) == page.get("dateline")
    assert article.language == "en"
