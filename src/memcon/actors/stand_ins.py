"""Words for somebody named before that give neither office nor name: "the Hungarian", "his host", "the guest"."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

from spacy.tokens import Token

from memcon.actors.phrase import Phrase
from memcon.actors.scan import Scan, geo_ending

_WORDS = tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))
_HOSTS, _GUESTS = frozenset(_WORDS["hosts"]), frozenset(_WORDS["guests"])
_ACTING = frozenset(("nsubj", "nsubj:pass", "obj", "iobj", "obl", "obl:agent", "nmod", "nmod:poss", "conj"))
_PLURALS = ("sh", "ch", "ese", "ss")
"""Endings of words that are one person's and a whole people's: "the British", "the Dutch", "the Chinese"."""


def stand_ins(scan: Scan, number: int) -> Iterator[Phrase]:
    """Roles without a title: of a country ("the Hungarian"), or named "host" or "guest"."""
    for token in scan.sentence:
        if token.i == scan.sentence.start or token.dep_ not in _ACTING:
            continue
        before, land = token.nbor(-1), geo_ending(scan, token.i)
        pointed = before.lower_ == "the"
        people = land is not None and land.term.kind in ("adjective", "demonym") and land.end - land.start <= 2
        if land is not None and people and pointed and land.start >= before.i:
            if token.tag_ in ("JJ", "NN", "NNP") and not token.lower_.endswith(_PLURALS) and not _describes(token):
                yield Phrase(token.i - 1, token.i + 1, token.i, "role", number, countries=(land.term.iso3,))
        elif token.tag_ == "NN" and (pointed or before.tag_ == "PRP$"):
            role = "host" if token.lower_ in _HOSTS else "guest" if token.lower_ in _GUESTS else None
            named = any(child.dep_ == "appos" and child.pos_ == "PROPN" for child in token.children)
            if role is not None and not named and not _describes(token):
                yield Phrase(token.i - pointed, token.i + 1, token.i, "role", number, role)


def _describes(token: Token) -> bool:
    """Whether a word only describes the next: "the Hungarian proposal", "the host nation"."""
    after = token.nbor() if token.i + 1 < len(token.doc) else token
    return after.pos_ in ("NOUN", "PROPN", "ADJ") or after.text in ("-", "–") or after.tag_ == "POS"
