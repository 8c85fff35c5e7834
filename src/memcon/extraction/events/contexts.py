"""PLOVER contexts of a stretch of a report: by its topics, and by the words of contexts.toml."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from spacy.tokens import Span

from memcon.extraction.events.codes import codes
from memcon.extraction.topics import topics

_DATA = Path(__file__).with_name("contexts.toml")


@dataclass(frozen=True)
class Context:
    """One row of contexts.toml."""

    name: str
    words: frozenset[str]
    example: str
    counter: str


@lru_cache(maxsize=1)
def contexts() -> tuple[Context, ...]:
    """The shipped table."""
    rows = tomllib.loads(_DATA.read_text(encoding="utf-8"))["context"]
    return tuple(Context(row["name"], frozenset(row["words"]), row["example"], row["counter"]) for row in rows)


@lru_cache(maxsize=1)
def _by_word() -> dict[str, tuple[str, ...]]:
    words = {word for context in contexts() for word in context.words}
    return {word: tuple(c.name for c in contexts() if word in c.words) for word in words}


def contexts_of(stretch: Span, found: Iterable[str]) -> tuple[str, ...]:
    """The contexts of a stretch whose topics have been ``found``, in the order of the manual."""
    told = {context for topic in found for context in topics()[topic].plover}
    table = _by_word()
    for token in stretch:
        told.update(table.get(token.lemma_.lower(), ()), table.get(token.lower_, ()))
    return tuple(context for context in codes().contexts if context in told)
