"""What stands around a name and tells of which place it is: "Tripoli, Lebanon", "the Omani city of Salalah"."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from spacy.tokens import Doc, Span, Token

_REACH = 7
"""Tokens looked at before a name: "Oman's second largest port city of"."""
_LANDS = frozenset({"LOC", "NORP", "FAC"})
_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})


@lru_cache(maxsize=1)
def place_words() -> dict[str, Any]:
    """The tables of places.toml."""
    return tomllib.loads(Path(__file__).with_name("places.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def _kinds() -> frozenset[str]:
    return frozenset(place_words()["kinds"].split())


@lru_cache(maxsize=1)
def _between() -> frozenset[str]:
    return frozenset(place_words()["between"].split())


@lru_cache(maxsize=1)
def _compass() -> dict[str, str]:
    return {word: point for point, words in place_words()["compass"].items() for word in words.split()}


@dataclass(frozen=True)
class Surroundings:
    """Names beside a name, as token ranges.

    ``told`` say where it is ("Salalah in Oman", "Georgia's Batumi"); ``after_comma`` may also be the next of a list
    ("Tripoli, Lebanon"); ``inner`` is the name before it ("Atlanta, Georgia"). ``kind`` is what it is called ("city",
    "capital"), ``compass`` where in its country it lies.
    """

    told: list[tuple[int, int]] = field(default_factory=list)
    after_comma: list[tuple[int, int]] = field(default_factory=list)
    inner: tuple[int, int] | None = None
    kind: str | None = None
    compass: str | None = None


def look_around(doc: Doc, start: int, end: int) -> Surroundings:
    """What stands before and after the tokens of a name."""
    before, kind, compass = _before(doc, start)
    told, after_comma = _after(doc, end)
    inner = None
    if start > 1 and doc[start - 1].text == "," and doc[start - 2].text[:1].isupper():
        inner = name_around(doc[start - 2])
    return Surroundings([*before, *told], after_comma, inner, kind, compass)


def name_around(token: Token) -> tuple[int, int]:
    """The entity that a token is part of, else the run of proper nouns from it on."""
    doc, start, end = token.doc, token.i, token.i + 1
    if token.ent_type_:
        while start and doc[start].ent_iob_ == "I":
            start -= 1
        while end < len(doc) and doc[end].ent_iob_ == "I":
            end += 1
    else:
        while end < len(doc) and doc[end].pos_ == "PROPN" and not doc[end].ent_type_:
            end += 1
    return start, end


def _before(doc: Doc, start: int) -> tuple[list[tuple[int, int]], str | None, str | None]:
    kind = compass = None
    owned = False
    for token in reversed(doc[max(doc[start].sent.start, start - _REACH) : start]):
        word = token.lower_
        if word in _kinds():
            kind = kind or word
        elif word in _compass() and not token.ent_type_:
            compass = compass or _compass()[word]
        elif word in _POSSESSIVE:
            owned = True
        elif token.ent_type_ in _LANDS:
            told = owned or kind is not None or token.ent_type_ == "NORP" or token.pos_ == "ADJ"
            return ([name_around(token)] if told else []), kind, compass
        elif token.text not in _between() and word not in _between() and not (word == "," and token.i == start - 1):
            break
    return [], kind, compass


def _after(doc: Doc, end: int) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    if end >= len(doc):
        return [], []
    comma = doc[end].text in {",", "("}
    at = end + 1 if comma else end
    inside = at < len(doc) and doc[at].lower_ == "in"
    if not comma and not inside:
        return [], []
    at += 1 if inside else 0
    while at < len(doc) and (
        doc[at].lower_ in _compass() or doc[at].lower_ in {"the", "neighboring", "neighbouring", "central"}
    ):
        at += 1
    if at >= len(doc) or not doc[at].text[:1].isupper():
        return [], []
    name = name_around(doc[at])
    if name[1] < len(doc) and doc[name[1]].text in _POSSESSIVE:
        return [], []
    return ([name], []) if inside else ([], [name])


def hosts_in(sentence: Span) -> Iterator[Token]:
    """Who receives somebody in a sentence, and so is at home."""
    hosting = frozenset(place_words()["hosting"].split())
    for token in sentence:
        if token.pos_ != "VERB" or token.lemma_ not in hosting:
            continue
        passive = any(child.dep_ in {"nsubj:pass", "aux:pass"} for child in token.children)
        for child in token.children:
            by = any(case.lower_ == "by" for case in child.children if case.dep_ == "case")
            if (child.dep_ == "nsubj" and not passive) or child.dep_ == "obl:agent" or (child.dep_ == "obl" and by):
                yield child
