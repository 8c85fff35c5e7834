"""The words that tell of an action: patterns.toml."""

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from memcon.extraction.claims.inflection import all_forms
from memcon.extraction.events.codes import Code, codes

_DATA = Path(__file__).with_name("patterns.toml")
_EXACT = ("needs", "particle")
_INFLECTED = ("words", "nouns", "object", "unless", "subject", "subject_unless", "about")


@dataclass(frozen=True)
class Pattern:
    """One row of patterns.toml, which says what its fields mean; but for ``needs`` and ``particle``, words are in all their forms."""

    code: Code
    words: frozenset[str]
    nouns: frozenset[str]
    object: frozenset[str]
    unless: frozenset[str]
    subject: frozenset[str]
    subject_unless: frozenset[str]
    needs: frozenset[str]
    particle: frozenset[str]
    about: frozenset[str]
    example: str
    counter: str
    talk: bool = False
    appeal: bool = False


@dataclass(frozen=True)
class Content:
    """What the content of a request, refusal or threat must speak of to be of a mode."""

    types: frozenset[str]
    mode: str
    words: frozenset[str]


@dataclass(frozen=True)
class Patterns:
    """All of patterns.toml. ``by_word`` and ``by_noun`` hold the patterns of a lemma in the order of the table."""

    rows: tuple[Pattern, ...]
    by_word: dict[str, tuple[Pattern, ...]]
    by_noun: dict[str, tuple[Pattern, ...]]
    content: tuple[Content, ...]
    grammar: dict[str, frozenset[str]]


@lru_cache(maxsize=1)
def patterns() -> Patterns:
    """The shipped table."""
    data = tomllib.loads(_DATA.read_text(encoding="utf-8"))
    rows = tuple(_pattern(row) for row in data["pattern"])
    return Patterns(
        rows=rows,
        by_word=_index(rows, "words"),
        by_noun=_index(rows, "nouns"),
        content=tuple(
            Content(frozenset(row["types"]), row["mode"], all_forms(row["words"])) for row in data["content"]
        ),
        grammar={name: frozenset(words) for name, words in data["grammar"].items()},
    )


def _pattern(row: dict[str, object]) -> Pattern:
    appeal = bool(row.get("appeal", False))
    mode, cameo = row.get("mode"), row.get("cameo")
    return Pattern(
        code=codes().code(
            str(row["type"]),
            None if mode is None else str(mode),
            appeal=appeal,
            cameo=None if cameo is None else str(cameo),
        ),
        example=str(row["example"]),
        counter=str(row["counter"]),
        talk=bool(row.get("talk", False)),
        appeal=appeal,
        **{name: frozenset(_words(row, name)) for name in _EXACT},
        **{name: all_forms(_words(row, name)) for name in _INFLECTED},
    )


def _index(rows: tuple[Pattern, ...], name: str) -> dict[str, tuple[Pattern, ...]]:
    found: dict[str, list[Pattern]] = {}
    for row in rows:
        for word in getattr(row, name):
            found.setdefault(word, []).append(row)
    return {word: tuple(those) for word, those in found.items()}


def _words(row: dict[str, object], name: str) -> list[str]:
    words = row.get(name, [])
    assert isinstance(words, list)
    return words


def words(name: str) -> frozenset[str]:
    """A list of [grammar]."""
    return patterns().grammar[name]
