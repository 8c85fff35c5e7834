"""Phrases of the data tables as spaCy matcher patterns.

A phrase is words with spaces between them:
``word`` with any capitals; ``Word`` as written, or all in capitals; ``~word`` in any of its forms, ``~strongman/strongmen`` with
an irregular one; ``a|b`` either; ``<people>`` a country or nationality, with or without "'s"; ``<person>`` a person's name.
Hyphens and slashes inside a word are tokens of their own, but for a hyphen behind a prefix, as the tokenizer has them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import Any, Literal

from spacy.matcher import Matcher
from spacy.tokens import Span
from spacy.vocab import Vocab

from memcon.extraction.claims.inflection import forms
from memcon.language import PREFIXES

Pattern = list[dict[str, Any]]
Asks = Literal["people", "person", ""]

_POSSESSIVE = {"LOWER": {"IN": ["'s", "’s", "'", "’"]}, "OP": "?"}
_PEOPLE: Pattern = [
    {"IS_TITLE": True, "LOWER": {"IN": ["north", "south", "saudi"]}, "OP": "?"},
    {"TEXT": {"REGEX": "^[A-Z]"}},
    _POSSESSIVE,
]
_PERSON: Pattern = [{"ENT_TYPE": "PERSON"}, _POSSESSIVE]
_PIECES = re.compile(rf"(?:\b(?i:{'|'.join(PREFIXES)})-(?=[a-z]))?[^-/&]+|[-/&]")


@dataclass(frozen=True)
class Phrase:
    """One pattern, and which placeholder it has: what matches must then be a country or a person."""

    pattern: Pattern
    asks: Asks = ""


_PLACEHOLDERS = {"<people>": Phrase(_PEOPLE, "people"), "<person>": Phrase(_PERSON, "person")}


class Phrasebook:
    """Groups of patterns by name. Of hundreds, only those are tried whose rarest word stands in the text searched."""

    def __init__(self, groups: dict[str, list[Pattern]]) -> None:
        self._patterns = [(name, pattern) for name, patterns in groups.items() for pattern in patterns]
        self._by_word: dict[str, list[int]] = {}
        for number, (_, pattern) in enumerate(self._patterns):
            for word in _anchor(pattern):
                self._by_word.setdefault(word, []).append(number)
        self._matchers: dict[tuple[int, int], tuple[Vocab, Matcher]] = {}

    def find(self, span: Span) -> Iterator[tuple[str, int, int]]:
        """Group and token offsets within the span of every match."""
        anchored: dict[int, list[int]] = {}
        for place, token in enumerate(span):
            for number in self._by_word.get(token.lower_, ()):
                anchored.setdefault(number, []).append(place)
        for number, places in sorted(anchored.items()):
            name, pattern = self._patterns[number]
            for begin, end in _windows(places, len(pattern), len(span)):
                for _, start, stop in self._matcher(span.vocab, number)(span[begin:end]):
                    yield name, begin + start, begin + stop

    def _matcher(self, vocab: Vocab, number: int) -> Matcher:
        kept = self._matchers.get((id(vocab), number))
        if kept is None or kept[0] is not vocab:
            name, pattern = self._patterns[number]
            kept = vocab, Matcher(vocab)
            kept[1].add(name, [pattern])
            self._matchers[id(vocab), number] = kept
        return kept[1]


def _windows(places: list[int], reach: int, length: int) -> Iterator[tuple[int, int]]:
    """Stretches around the anchors in which a pattern of so many tokens can match, none of them overlapping."""
    begin, end = max(places[0] - reach, 0), places[0] + reach
    for place in places[1:]:
        if place - reach > end:
            yield begin, end
            begin = place - reach
        end = place + reach
    yield begin, min(end, length)


def _anchor(pattern: Pattern) -> set[str]:
    """The words of the token with the fewest choices that a match must hold, in lower case."""
    needed = [token.get("LOWER") or token.get("ORTH") for token in pattern if token.get("OP") != "?"]
    choices = [{word.lower() for word in token["IN"]} for token in needed if isinstance(token, dict) and "IN" in token]
    return min(choices, key=len)


def phrases_of(words: str) -> list[Phrase]:
    """The patterns of a phrase: more than one where its alternatives differ in length or in what they ask for."""
    found = []
    for parts in product(*map(_of_item, words.split())):
        asks: Asks = next((part.asks for part in parts if part.asks), "")
        found.append(Phrase([token for part in parts for token in part.pattern], asks))
    return found


def _of_item(item: str) -> list[Phrase]:
    words = item.split("|")
    found = [_PLACEHOLDERS[word] for word in words if word in _PLACEHOLDERS]
    split = {word: _pieces(word) for word in words if word not in _PLACEHOLDERS}
    singles = [word for word, pieces in split.items() if len(pieces) == 1]
    if singles:
        found.append(Phrase([_any_of(singles)]))
    return found + [Phrase([_any_of([piece]) for piece in pieces]) for pieces in split.values() if len(pieces) > 1]


def _pieces(word: str) -> list[str]:
    """Tokens of a word: "so-called" is three. An irregular form after a slash belongs to its word."""
    return (
        [word]
        if word.startswith("~") and "-" not in word
        else _split_inflected(word)
        if word.startswith("~")
        else _PIECES.findall(word)
    )


def _split_inflected(word: str) -> list[str]:
    """ "~counter-revolutionary/counter-revolutionaries": only the last part changes."""
    base, *irregular = word[1:].split("/")
    pieces = _PIECES.findall(base)
    if len(pieces) == 1:
        return [word]
    last = "/".join([pieces[-1], *(form.rsplit("-", 1)[-1] for form in irregular)])
    return [*pieces[:-1], "~" + last]


def _any_of(words: list[str]) -> dict[str, Any]:
    """One token that is any of some words; as written where one of them has a capital."""
    written: set[str] = set()
    exact = any(any(letter.isupper() for letter in word) for word in words)
    for word in words:
        made = forms(word[1:].replace("/", " ")) if word.startswith("~") else {word}
        written |= made
    if not exact:
        return {"LOWER": {"IN": sorted(form.lower() for form in written)}}
    return {"ORTH": {"IN": sorted({*written, *(form.upper() for form in written if len(form) > 2)})}}
