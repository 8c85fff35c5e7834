"""A record as HTML: its text, with the words that items were read from marked. For notebooks."""

from collections.abc import Iterator
from html import escape
from itertools import pairwise
from typing import TYPE_CHECKING

from memcon.record.span import Span

if TYPE_CHECKING:
    from memcon.record.items import Record

_MARK = "background:#fff3bf;border-bottom:2px solid #e8590c"


def record_html(record: "Record") -> str:
    """The text of a report; what a mark is evidence of stands in its title: "contact c1, statement s2"."""
    article = record.article
    known = (article.outlet, article.published, article.title)
    counts = ", ".join(
        f"{len(items)} {name}"
        for name in ("contacts", "statements", "commitments", "claims")
        if (items := getattr(record, name))
    )
    head = escape(" · ".join(filter(None, (*known, counts or "nothing was read"))))
    return f'<div><p><b>{head}</b></p><div style="white-space:pre-wrap">{_marked(record)}</div></div>'


def _marked(record: "Record") -> str:
    text = record.article.text
    evidence = list(_evidence(record))
    edges = sorted({0, len(text), *(edge for span, _ in evidence for edge in (span.start, span.end))})
    parts = []
    for start, end in pairwise(edges):
        words = escape(text[start:end])
        items = dict.fromkeys(item for span, item in evidence if span.start <= start and end <= span.end)
        parts.append(f'<mark style="{_MARK}" title="{escape(", ".join(items))}">{words}</mark>' if items else words)
    return "".join(parts)


def _evidence(record: "Record") -> Iterator[tuple[Span, str]]:
    for kind, items in (
        ("contact", record.contacts),
        ("statement", record.statements),
        ("commitment", record.commitments),
        ("claim", record.claims),
    ):
        for item in items:
            for span in item.spans:
                yield span, f"{kind} {item.id}"
    for framing in record.framing:
        yield framing.span, f"loaded word, neutral: {framing.neutral}"
