"""Web pages: the report, and what the page's metadata say of it.

The text of the article is what trafilatura takes for the report, one paragraph a line; offsets refer to that text.
"""

import json
import logging
import re
from collections.abc import Iterator
from typing import Any

import trafilatura
from htmldate import find_date

from memcon.errors import InputError
from memcon.read.dates import lenient_date
from memcon.read.decoding import BOMS, is_binary
from memcon.read.outlets import is_known
from memcon.read.text import read_text
from memcon.record import Article

for _library in ("trafilatura", "htmldate"):
    logging.getLogger(_library).setLevel(logging.CRITICAL)  # what they could not read is said in our own error

_META_DATES = (
    '//meta[@property="article:published_time"]/@content',
    '//meta[@itemprop="datePublished"]/@content',
    '//*[@itemprop="datePublished"]/@datetime',
    '//meta[@name="pubdate" or @name="publishdate" or @name="publish-date" or @name="dc.date.issued"]/@content',
    '//meta[@name="parsely-pub-date" or @name="sailthru.date" or @name="DC.date.issued"]/@content',
)
"""Where pages state publication, never modification; in the order of trust."""

_CHANGES = re.compile(r'<meta\b[^>]{0,200}(?:modif|updat)[^>]{0,200}>|"dateModified"\s*:\s*"[^"]{0,60}"', re.IGNORECASE)
"""What a page says of its own changes; htmldate takes it for publication where there is nothing else."""

MIN_PAGE = 20
"""Bytes; less is not a page."""


def read_page(data: bytes, *, url: str | None = None, published: str | None = None) -> Article:
    """The article of a page. Raises `InputError` with the reason where there is none to be found."""
    tree = _parse(data)
    document = _extract(data, url)
    found = document.as_dict()
    address = url or _text(found.get("url"))
    return read_text(
        str(found["text"]),
        url=address,
        title=_text(found.get("title")),
        published=published or _published(tree, data),
        outlet=None if is_known(address) else _site_of(tree),
    )


def _parse(data: bytes) -> Any:
    if len(data.strip()) < MIN_PAGE:
        raise InputError("is empty; give the page as it was saved")
    if not data.startswith(BOMS) and is_binary(data):
        raise InputError("holds binary data; give the page as HTML")
    tree = trafilatura.load_html(data)
    if tree is None:
        raise InputError("cannot be read as HTML; save the page again or its text as .txt")
    return tree


def _extract(data: bytes, url: str | None) -> Any:
    """What trafilatura makes of the page. It is guarded: any page may come, and a fault in it is the page's fault."""
    try:
        document = trafilatura.bare_extraction(data, url=url, include_comments=False, with_metadata=True)
    except Exception as error:
        message = f"cannot be read as a page ({type(error).__name__}); save its text as .txt"
        raise InputError(message) from None
    if document is None or not (getattr(document, "text", None) or "").strip():
        raise InputError("holds no report that can be told from the page round it; save its text as .txt")
    return document


def _published(tree: Any, data: bytes) -> str | None:
    """The date of the page's metadata: JSON-LD, then meta elements, then what htmldate finds outside the text."""
    for value in (*_linked_data(tree), *_meta(tree)):
        day = lenient_date(value)
        if day is not None:
            return day
    return _guessed(_CHANGES.sub("", data.decode("utf-8", "replace")))


def _guessed(page: str) -> str | None:
    """What htmldate finds, if the page can be read in no other way: it takes 05.04 for the one or the other."""
    try:
        day = lenient_date(find_date(page, extensive_search=False, original_date=True))
    except Exception:
        return None
    if day is None:
        return None
    month_number, day_number = int(day[5:7]), int(day[8:])
    return day if day_number > 12 or day_number == month_number or day in page else None


def _meta(tree: Any) -> Iterator[str]:
    for path in _META_DATES:
        yield from (str(value) for value in tree.xpath(path))


def _linked_data(tree: Any) -> Iterator[str]:
    """``datePublished`` of the JSON-LD on the page, whatever it is nested in."""
    for script in tree.xpath('//script[@type="application/ld+json"]/text()'):
        try:
            todo = [json.loads(str(script))]
        except (ValueError, RecursionError):
            continue
        while todo:
            item = todo.pop(0)
            if isinstance(item, list):
                todo.extend(item)
            elif isinstance(item, dict):
                if isinstance(item.get("datePublished"), str):
                    yield item["datePublished"]
                todo.extend(value for value in item.values() if isinstance(value, dict | list))


def _site_of(tree: Any) -> str | None:
    names = [str(name).strip() for name in tree.xpath('//meta[@property="og:site_name"]/@content')]
    return next((name for name in names if name), None)


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value.strip() else None
