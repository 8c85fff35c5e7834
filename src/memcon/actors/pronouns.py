"""Whom a pronoun means: the candidates in view, weighed by how much a reader has them in mind.

The weights (salience.toml) say how far a candidate back, in which role, how often. They are fitted by
evaluation/salience.py; grammar and gender rule out beforehand.
"""

import tomllib
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from spacy.tokens import Token

from memcon.actors.grammar import (
    SUBJECTS,
    Role,
    barred,
    clause_of,
    is_above,
    points_forward,
    role_of,
    top,
    understood_subject,
)

WEIGHTS: dict[str, float] = tomllib.loads(Path(__file__).with_name("salience.toml").read_text(encoding="utf-8"))
_SENTENCES = 5  # how far back a pronoun looks
POSSESSIVE = frozenset(("his", "hers", "their", "theirs"))
REFLEXIVE = frozenset(("himself", "herself", "themselves"))
ROLES: tuple[Role, ...] = ("main", "subject", "object", "owner")
SUBJECT_ROLES = ROLES[:2]


@lru_cache(maxsize=1)
def given_names() -> dict[str, str]:
    """Given names of men ("m") and women ("f")."""
    table = Path(__file__).with_name("given_names.tsv").read_text(encoding="utf-8")
    return {name: gender for name, _, gender in (line.partition("\t") for line in table.splitlines())}


class Sighting(NamedTuple):
    """A place where somebody was mentioned; ``head`` is its head word, ``kind`` what first named the person."""

    actor: str
    head: Token
    order: int  # number of the sentence
    role: Role
    kind: str
    pronoun: bool = False


class Query(NamedTuple):
    """A pronoun asked for: ``here`` are the mentions of its own sentence, before and behind it."""

    pronoun: Token
    order: int
    gender: str | None
    here: Sequence[Sighting]
    barred: frozenset[str] = frozenset()  # whom the situation rules out: a speaker is no "he" of his own words

    @property
    def possessive(self) -> bool:
        """ "His", "her" before a noun."""
        return self.pronoun.lower_ in POSSESSIVE or self.pronoun.dep_ == "nmod:poss"

    @property
    def reflexive(self) -> bool:
        """ "Himself"."""
        return self.pronoun.lower_ in REFLEXIVE


class Candidate(NamedTuple):
    """Somebody whom a pronoun may mean, by the latest mention, with what speaks for and against."""

    seen: Sighting
    features: list[str]

    @property
    def weight(self) -> float:
        """How much a reader has this one in mind."""
        return sum(WEIGHTS.get(feature, 0.0) for feature in self.features)


class Attention:
    """Who has been mentioned lately, sentence by sentence.

    ``gender`` tells what is known of somebody's, ``totals`` how often each is named in the whole report.
    """

    def __init__(self, gender: Callable[[str], str | None], totals: Mapping[str, int]) -> None:
        self.gender, self.totals = gender, totals
        self.sentences: deque[list[Sighting]] = deque(maxlen=_SENTENCES)

    def remember(self, sightings: Sequence[Sighting]) -> None:
        """Take in a sentence that has been read."""
        if sightings:
            self.sentences.append(sorted(sightings, key=_place))

    def meant(self, query: Query) -> Sighting | None:
        """The latest mention of the candidate that weighs most."""
        best = max(self.candidates(query), key=lambda c: (c.weight, c.seen.head.i), default=None)
        return best.seen if best else None

    def candidates(self, query: Query) -> list[Candidate]:
        """Everybody whom grammar and gender allow."""
        latest = self._latest(query)
        ranked = sorted(latest.values(), key=lambda item: -item[0].head.i)
        found = [
            Candidate(seen, [*self._features(query, seen, stretch), f"rank {min(rank, 3)}"])
            for rank, (seen, stretch) in enumerate(ranked)
        ]
        for seen in query.here:
            if seen.actor not in latest and self._may_follow(query, seen):
                found.append(
                    Candidate(seen, ["ahead, owner" if query.possessive else "ahead", *self._of_person(query, seen)])
                )
        return found

    def _latest(self, query: Query) -> dict[str, tuple[Sighting, list[Sighting]]]:
        """Each candidate's latest mention before the pronoun, and the mentions of that sentence."""
        before = sorted((s for s in query.here if s.head.i < query.pronoun.i), key=_place)
        # Of what follows the pronoun only a name is sure enough to rule somebody out ("he called Silva a friend").
        sure = [s for s in query.here if s.head.i < query.pronoun.i or s.head.pos_ == "PROPN"]
        out = {s.actor for s in sure if self._is_barred(query, s)} | query.barred
        found: dict[str, tuple[Sighting, list[Sighting]]] = {}
        for stretch in [before] if query.reflexive else [before, *reversed(self.sentences)]:
            for seen in reversed(stretch):
                if seen.actor not in out and seen.actor not in found and self._agrees(query, seen.actor):
                    found[seen.actor] = (seen, stretch)
        return found

    @staticmethod
    def _is_barred(query: Query, seen: Sighting) -> bool:
        told_of = not seen.pronoun and _tells_of(query.pronoun, seen.head)
        return told_of or barred(query.pronoun, seen.head, possessive=query.possessive, reflexive=query.reflexive)

    def _agrees(self, query: Query, actor: str) -> bool:
        known = self.gender(actor)
        return not query.gender or not known or known == query.gender

    def _may_follow(self, query: Query, seen: Sighting) -> bool:
        return (
            seen.head.i > query.pronoun.i
            and not query.reflexive
            and seen.actor not in query.barred
            and points_forward(query.pronoun, seen.head)
            and not self._is_barred(query, seen)
            and self._agrees(query, seen.actor)
        )

    def _features(self, query: Query, seen: Sighting, stretch: list[Sighting]) -> list[str]:
        roles = {s.role for s in stretch if s.actor == seen.actor}
        best = next((role for role in ROLES if role in roles), "other")
        near = "here" if seen.order == query.order else "before"
        own = "subject" if role_of(query.pronoun) in SUBJECT_ROLES else "owner" if query.possessive else "object"
        features = [
            f"sentence {min(query.order - seen.order, _SENTENCES)}",
            f"{own} for {best} {near}",
            f"last {seen.role}",
            *self._of_person(query, seen),
        ]
        if stretch[0].actor == seen.actor:
            features.append(f"first {near}")
        if seen.pronoun:
            features.append("pronoun")
        if seen.head.dep_ == "conj":
            features.append("joined")
        if near == "here":
            subject = understood_subject(clause_of(query.pronoun))
            if query.possessive and subject is not None and top(seen.head).i == subject.i:
                features.append("own clause")
            elif seen.role in SUBJECT_ROLES and is_above(seen.head, query.pronoun):
                features.append(f"above {own}")
        return features

    def _of_person(self, query: Query, seen: Sighting) -> list[str]:
        total = self.totals.get(seen.actor, 0)
        features = [f"is {seen.kind}", "named once" if total < 2 else "named again" if total < 4 else "named often"]
        if query.gender and self.gender(seen.actor) == query.gender:
            features.append("gender")
        return features


def _place(seen: Sighting) -> int:
    return seen.head.i


def _tells_of(pronoun: Token, mention: Token) -> bool:
    """Whether a mention stands in what a pronoun says: in "Silva is ready, he said" he is somebody else."""
    word = top(pronoun)
    if word.dep_ not in SUBJECTS or mention.i > pronoun.i or not word.doc[word.i - 1].is_punct:
        return False
    node = mention
    while node.head.i not in (node.i, word.head.i):
        node = node.head
    return node.dep_ == "ccomp" and node.head.i == word.head.i
