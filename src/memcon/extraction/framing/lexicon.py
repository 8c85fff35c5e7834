"""The terms of data/framing_*.toml, and the patterns that find them."""

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from memcon.extraction.framing.phrases import Pattern, Phrasebook, phrases_of

_DATA = Path(__file__).parent.parent / "data"


@dataclass(frozen=True)
class Term:
    """A loaded word or phrase in all its wordings."""

    words: tuple[str, ...]
    neutral: str
    why: str
    heard: tuple[str, ...]
    example: str
    counter: str
    target: str | None = None
    people: bool = False
    pos: str | None = None
    unless_before: frozenset[str] = frozenset()
    unless_after: frozenset[str] = frozenset()


@lru_cache(maxsize=1)
def terms() -> tuple[Term, ...]:
    """All terms, in the order of the files and of the rows in them."""
    files = sorted(_DATA.glob("framing_*.toml"))
    return tuple(_term(row) for file in files for row in tomllib.loads(file.read_text(encoding="utf-8"))["term"])


def _term(row: dict[str, Any]) -> Term:
    return Term(
        words=tuple(row["words"]),
        neutral=row["neutral"],
        why=row["why"],
        heard=tuple(row["heard"]),
        example=row["example"],
        counter=row["counter"],
        target=row.get("target"),
        people=row.get("people", False),
        pos=row.get("pos"),
        unless_before=frozenset(row.get("unless_before", ())),
        unless_after=frozenset(row.get("unless_after", ())),
    )


@lru_cache(maxsize=1)
def phrasebook() -> Phrasebook:
    """The patterns of all terms. A group is named by the number of its term and what its patterns ask for."""
    groups: dict[str, list[Pattern]] = {}
    for number, term in enumerate(terms()):
        for phrase in (phrase for words in term.words for phrase in phrases_of(words)):
            groups.setdefault(f"{number} {phrase.asks}", []).append(phrase.pattern)
    return Phrasebook(groups)
