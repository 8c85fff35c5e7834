"""Words by which passages of different reports are compared: what they have in common, and whether one tells of a deed as done."""

import re
import tomllib
from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

_WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*|\d[\d.,]*")
_ENDINGS = ("ings", "ing", "ed", "es", "s", "e")
_YEAR = re.compile(r"(?:19|20)\d\d")
_SHORTEST = 3  # letters that an ending must leave
_BEFORE = 4  # words before a verb that may say that it is still to come


@lru_cache(maxsize=16384)
def content_words(text: str) -> frozenset[str]:
    """The stems of the words that carry content, dates aside: "to reopen the bridge in May" gives reopen and bridg."""
    words = (word for word in _words(text) if len(word) > 1 and not _YEAR.fullmatch(word))
    return frozenset(stem(word) for word in words if not is_empty(word))


def is_empty(word: str) -> bool:
    """Whether a word in lower case carries no content of its own: an article, a form of "be", the name of a month."""
    return word in _listed("empty")


def stem(word: str) -> str:
    """A word without its ending and the doubling before it: "reopened", "reopening" and "reopens" are "reopen"."""
    for ending in _ENDINGS:
        if word.endswith(ending) and not word.endswith("ss") and len(word) - len(ending) >= _SHORTEST:
            word = word.removesuffix(ending)
            break
    if word.endswith("i"):
        return f"{word[:-1]}y"
    return word[:-1] if len(word) > _SHORTEST and word[-1] == word[-2] and word[-1] not in "aeiouls" else word


def share(of: Iterable[str], among: Iterable[str]) -> float:
    """The share of the words ``of`` that stand ``among`` others, from 0 to 1."""
    wanted = frozenset(of)
    return len(wanted & frozenset(among)) / len(wanted) if wanted else 0.0


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """The words in common as a share of all words of both (Jaccard), from 0 to 1."""
    return len(one & other) / len(one | other) if one | other else 0.0


@lru_cache(maxsize=4096)
def deed(act: str) -> str | None:
    """The verb that an act begins with: "reopen" of "to reopen the bridge"; None where it begins with no bare verb."""
    words = list(_words(act))
    while words and words[0] in ("to", "will", "would", "shall", "also", "jointly", "soon"):
        words = words[1:]
    return words[0] if words and not is_empty(words[0]) else None


def tells_as_done(verb: str, text: str) -> bool:
    """Whether a passage has the verb in the past, and neither denies it nor puts it into the future."""
    forms = _past_forms(verb)
    words = list(_words(text))
    return any(
        word in forms and not any(before in _listed("open") for before in words[max(0, place - _BEFORE) : place])
        for place, word in enumerate(words)
    )


def _words(text: str) -> Iterable[str]:
    return (match[0].lower().replace("’s", "").replace("'s", "").replace("’", "'") for match in _WORD.finditer(text))


def _past_forms(verb: str) -> frozenset[str]:
    irregular = _table()["past"].get(verb)
    if irregular:
        return frozenset(irregular)
    if verb.endswith("e"):
        return frozenset({f"{verb}d"})
    if verb.endswith("y") and verb[-2:-1] not in tuple("aeiou"):
        return frozenset({f"{verb[:-1]}ied"})
    return frozenset({f"{verb}ed", f"{verb}{verb[-1]}ed"})


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(_table()[name])


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))
