"""Names of standing mechanisms and occasions made comparable: "8th session of the Supreme Council" and "the Supreme Council"."""

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from memcon.archive.follow_ups.words import is_empty

_WORD = re.compile(r"[^\W_]+(?:\+\d+)?")
_NUMBER = re.compile(r"\d+(?:st|nd|rd|th)?|[ivxl]+")
_ORDINALS = (
    *(
        "first",
        "second",
        "third",
        "fourth",
        "fifth",
        "sixth",
        "seventh",
        "eighth",
        "ninth",
        "tenth",
        "eleventh",
        "twelfth",
    ),
    *("thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth"),
)
_ROUND = re.compile(rf"\b(?:(\d{{1,3}})(?:st|nd|rd|th)|({'|'.join(_ORDINALS)}))\b", re.IGNORECASE)


def same_mechanism(one: str | None, other: str | None) -> bool:
    """Whether two names may mean one mechanism of the same countries: all words of the shorter stand in the longer."""
    if not one or not other:
        return False
    mine, theirs = mechanism_words(one), mechanism_words(other)
    return bool(mine and theirs) and (mine <= theirs or theirs <= mine)


def mechanism_words(name: str) -> frozenset[str]:
    """The words that tell a mechanism from others: high and council of "8th meeting of the Supreme Council"."""
    words = (_singular(word) for word in _WORD.findall(name.lower()))
    alike, plain = _alike(), _listed("plain")
    return frozenset(
        alike.get(word, word)
        for word in words
        if len(word) > 1
        and word not in plain
        and word not in _ORDINALS
        and not is_empty(word)
        and not _NUMBER.fullmatch(word)
    )


def is_common(words: Iterable[str]) -> bool:
    """Whether a name of these words may be that of many mechanisms, each between other countries: a joint commission."""
    return _listed("common").issuperset(words)


def round_number(*told: str | None) -> int | None:
    """The number of a session where a name or passage gives it: 8 for "8th meeting", 3 for "the third round"."""
    for words in told:
        match = _ROUND.search(words or "")
        if match:
            return int(match[1]) if match[1] else _ORDINALS.index(match[2].lower()) + 1
    return None


def _singular(word: str) -> str:
    if word.endswith("ies"):
        return "tie" if word == "ties" else f"{word[:-3]}y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word


@cache
def _alike() -> dict[str, str]:
    return {word: stands for stands, words in _table()["alike"].items() for word in words}


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(_table()[name])


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("names.toml").read_text(encoding="utf-8"))
