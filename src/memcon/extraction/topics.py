"""Topics: what a stretch of a report is about. The words that decide are data/topics.toml."""

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from memcon.extraction.framing.phrases import Phrasebook, phrases_of
from memcon.extraction.spans import span_of
from memcon.language import Parsed
from memcon.record import Span

_DATA = Path(__file__).with_name("data") / "topics.toml"


@dataclass(frozen=True)
class Topic:
    """One row of topics.toml. ``iptc`` is an IPTC Media Topic, ``plover`` are PLOVER contexts."""

    name: str
    words: tuple[str, ...]
    unless: tuple[str, ...]
    iptc: str
    plover: tuple[str, ...]
    example: str
    counter: str


@lru_cache(maxsize=1)
def topics() -> dict[str, Topic]:
    """The shipped topics by name, in the order of the table."""
    rows = tomllib.loads(_DATA.read_text(encoding="utf-8"))["topic"]
    return {
        row["name"]: Topic(
            name=row["name"],
            words=tuple(row["words"]),
            unless=tuple(row.get("unless", ())),
            iptc=row["iptc"],
            plover=tuple(row["plover"]),
            example=row["example"],
            counter=row["counter"],
        )
        for row in rows
    }


@lru_cache(maxsize=1)
def _phrasebook() -> Phrasebook:
    return Phrasebook(
        {t.name: [phrase.pattern for words in t.words for phrase in phrases_of(words)] for t in topics().values()}
    )


def find_topics(parsed: Parsed, start: int, end: int) -> dict[str, Span]:
    """The topics of the tokens from ``start`` to ``end`` (exclusive) with the first words that decided for each.

    They come in the order of the text, those that begin at the same word in the order of the table.
    """
    if start >= end:
        return {}
    piece = parsed.doc[start:end]
    order = {name: number for number, name in enumerate(topics())}
    first: dict[str, tuple[int, int]] = {}
    for name, begin, stop in _phrasebook().find(piece):
        first[name] = min(first.get(name, (begin, stop)), (begin, stop))
    text = piece.text
    told = [name for name in first if not any(words in text for words in topics()[name].unless)]
    return {
        name: span_of(parsed.doc, start + first[name][0], start + first[name][1])
        for name in sorted(told, key=lambda name: (first[name][0], order[name]))
    }
