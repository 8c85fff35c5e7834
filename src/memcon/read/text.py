"""From text to `Article`: the one place where articles are made."""

import hashlib
from collections.abc import Sequence

from memcon.errors import InputError
from memcon.read.blocks import Block, lay_out
from memcon.read.datelines import Dateline
from memcon.read.dates import given_date, text_date, url_date
from memcon.read.furniture import Found, find_furniture
from memcon.read.language import language_of
from memcon.read.lines import split_lines, word_count
from memcon.read.outlets import outlet_of
from memcon.record import Article

ID_LENGTH = 16
"""Hexadecimal digits of the hash that make an id: 64 bits, no two alike in any archive of reports."""

TITLE_MIN_WORDS = 4
"""A head line with fewer words is a title only where there is no longer one."""


def read_text(
    text: str,
    *,
    id: str | None = None,
    url: str | None = None,
    title: str | None = None,
    published: str | None = None,
    outlet: str | None = None,
) -> Article:
    """The article that a text is, with what its page says about it. What is given wins over what is found.

    ``published`` is an ISO 8601 date or datetime. Raises `InputError` where it is not, or where ``text`` holds half of
    a surrogate pair and so cannot be written as UTF-8.
    """
    stated = given_date(published) or url_date(url)
    digest = hashlib.sha256(_utf8(text)).hexdigest()
    furniture, paragraphs = find_furniture(text)
    holes = [found.where for found in furniture]
    blocks, datelines = lay_out(text, paragraphs, holes, title)
    hit = None if stated else text_date(text, split_lines(text), [dateline.where for dateline in datelines])
    name, country = _outlet(text, outlet, url, datelines, furniture)
    return Article(
        id=id or digest[:ID_LENGTH],
        text=text,
        sha256=digest,
        url=url,
        outlet=name,
        outlet_country=country,
        title=title or _title(text, blocks),
        dateline=datelines[0].where.span(text) if datelines else None,
        published=stated or (hit.iso if hit else None),
        published_span=hit.where.span(text) if hit else None,
        language=language_of(_body(text, blocks) or text),
        furniture=tuple(where.span(text) for where in holes),
    )


def _utf8(text: str) -> bytes:
    try:
        return text.encode()
    except UnicodeEncodeError as error:
        message = f"the text is not valid Unicode at character {error.start}; read the source again as UTF-8"
        raise InputError(message) from None


def _outlet(
    text: str, given: str | None, url: str | None, datelines: Sequence[Dateline], furniture: Sequence[Found]
) -> tuple[str | None, str | None]:
    words = [found.where.of(text) for found in furniture]
    return outlet_of(given=given, url=url, datelines=datelines, furniture=words)


def _title(text: str, blocks: Sequence[Block]) -> str | None:
    """The headline that stands in the text: the first of some length that is no kicker ("…:"), else the first."""
    headlines = [text[block.start : block.end] for block in blocks if block.kind == "headline"]
    longer = [words for words in headlines if word_count(words) >= TITLE_MIN_WORDS and not words.endswith(":")]
    return next(iter(longer or headlines), None)


def _body(text: str, blocks: Sequence[Block]) -> str:
    """Body enough to judge the language by, not more."""
    body: list[str] = []
    for block in blocks:
        body.append(text[block.start : min(block.end, block.start + 10_000)])
        if sum(map(len, body)) > 10_000:
            break
    return "\n".join(body)
