"""Which of the persons that share a name a report most likely means."""

from collections.abc import Iterator, Sequence
from datetime import date
from difflib import SequenceMatcher
from typing import NamedTuple

from memcon.actors.knowledge.model import Person
from memcon.actors.knowledge.names import name_words, phonetic
from memcon.actors.knowledge.offices import office_table
from memcon.actors.knowledge.spans import certainty

_RANK = {"leader": 2.1, "minister": 2.0, "legislature": 1.9, "official": 1.8, "envoy": 1.5}


class Candidate(NamedTuple):
    """A person found under a word. ``weight`` is prominence (0 to 8); ``last``: the word is the family name."""

    id: str
    name: str
    aliases: str
    weight: float
    last: int

    def names(self) -> Iterator[list[str]]:
        """The words of each spelling."""
        yield name_words(self.name)
        yield from (name_words(alias) for alias in self.aliases.split("|") if alias)


def closeness(words: Sequence[str], candidate: Candidate) -> float:
    """How well a name fits: 3 for all its words, 6 where they are several, so that no office held outweighs them; 2 for
    the family name as spelt, 1 as it sounds; plus prominence.
    """
    best = float(candidate.last)
    for has in candidate.names():
        if set(has) == set(words):
            best = 6.0 if len(words) > 1 else max(best, 3.0)
        elif has[-1:] == list(words[-1:]) or (candidate.last and words[-1] in has):
            best = max(best, 2.0)
    return best + candidate.weight / 5


def order(closest: float, candidate: Candidate) -> tuple[float, float, str]:
    """Sorts the closest first, then the most prominent."""
    return -closest, -candidate.weight, candidate.id


def likely(person: Person, country: str | None, office: str | None, on: date | None) -> float:
    """What speaks for a person: 2 points for the country, 2 for the office, 1.5 to 2.1 for the rank held that day."""
    here = [t for t in person.tenures if country is None or country == t.country]
    held = [t for t in here if office is None or t.office == office]
    then = [_RANK[office_table().office(t.office).level] for t in held if on and certainty(t, (), on, on)]
    return 2.0 * bool(country and here) + 2.0 * bool(office and held) + max(then, default=0.0)


def resembles(given: Sequence[str], candidate: Candidate) -> bool:
    """Whether each given name asked for looks like one of a person's, or is its initial; where a person has one given
    name only, further initials say nothing.
    """
    return any(
        all(
            any(_alike(word, own) for own in has)
            for place, word in enumerate(given)
            if place == 0 or len(word) > 1 or len(has) > 2
        )
        for has in candidate.names()
    )


def _alike(word: str, own: str) -> bool:
    if len(word) == 1:
        return own.startswith(word)
    return SequenceMatcher(None, phonetic(word), phonetic(own)).ratio() >= 0.75
