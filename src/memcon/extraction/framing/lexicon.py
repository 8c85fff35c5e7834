"""The terms of data/framing_*.toml, and the matcher that finds them."""

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from spacy.matcher import Matcher
from spacy.vocab import Vocab

from memcon.extraction.framing.phrases import phrases_of

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
    lists = {name: tuple(row[name]) for name in ("words", "heard")}
    around = {name: frozenset(row.get(name, ())) for name in ("unless_before", "unless_after")}
    return Term(
        neutral=row["neutral"],
        why=row["why"],
        example=row["example"],
        counter=row["counter"],
        target=row.get("target"),
        people=row.get("people", False),
        pos=row.get("pos"),
        **lists,
        **around,
    )


_matchers: dict[int, Matcher] = {}


def matcher(vocab: Vocab) -> Matcher:
    """The matcher of all terms over a vocabulary, made once. A match is named by the number of its term and what it asks for."""
    found = _matchers.get(id(vocab))
    if found is None or found.vocab is not vocab:
        found = Matcher(vocab)
        for number, term in enumerate(terms()):
            phrases = [phrase for words in term.words for phrase in phrases_of(words)]
            for asks in sorted({phrase.asks for phrase in phrases}):
                found.add(f"{number} {asks}", [phrase.pattern for phrase in phrases if phrase.asks == asks])
        _matchers[id(vocab)] = found
    return found
