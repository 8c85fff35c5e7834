"""The words of contact, read from lexicon.toml."""

import tomllib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

import msgspec

from memcon.record import Mode, Status

PartRole = Literal["party", "host", "visitor", "caller", "called", "sender", "addressee", "attendee", "place"]


class Predicate(msgspec.Struct, frozen=True, kw_only=True):
    """A verb or noun of contact; lexicon.toml explains the fields."""

    words: tuple[str, ...]
    mode: Mode
    roles: dict[str, PartRole]
    example: str
    counter: str
    particle: str | None = None
    needs: tuple[str, ...] = ()
    idiom: tuple[str, ...] = ()
    also: tuple[Mode, ...] = ()
    faint: bool = False
    joint: bool = False
    long_running: bool = False
    always_plural: bool = False
    qualified: bool = False
    placed: bool = False
    told: Status | None = None
    part: Literal["verb", "noun"] = "verb"

    @property
    def name(self) -> str:
        """What the rule is called in the record: "verb sit down", "noun visit"."""
        return " ".join(filter(None, (self.part, self.words[0], self.particle)))


class Lexicon(msgspec.Struct, frozen=True):
    """Predicates by lemma, and word lists by section and name."""

    verbs: dict[str, tuple[Predicate, ...]]
    nouns: dict[str, Predicate]
    lists: dict[str, dict[str, frozenset[str]]]

    def entries(self) -> Iterator[Predicate]:
        """Every predicate once, verbs first."""
        seen: list[Predicate] = []
        for found in (*self.verbs.values(), tuple(self.nouns.values())):
            for predicate in found:
                if all(predicate is not other for other in seen):
                    seen.append(predicate)
                    yield predicate

    def words(self, section: str, name: str) -> frozenset[str]:
        """A word list."""
        return self.lists[section][name]

    def has(self, section: str, name: str, word: str) -> bool:
        """Whether a lemma is in a word list."""
        return word in self.lists[section][name]


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The lexicon that ships with memcon."""
    data: dict[str, Any] = tomllib.loads(Path(__file__).with_name("lexicon.toml").read_text(encoding="utf-8"))
    verbs: dict[str, tuple[Predicate, ...]] = {}
    nouns: dict[str, Predicate] = {}
    for predicate in msgspec.convert(data.pop("verb"), list[Predicate]):
        for word in predicate.words:
            verbs[word] = (*verbs.get(word, ()), predicate)
    for row in data.pop("noun"):
        predicate = msgspec.convert(row | {"part": "noun"}, Predicate)
        nouns.update(dict.fromkeys(predicate.words, predicate))
    lists = {section: {name: frozenset(words) for name, words in names.items()} for section, names in data.items()}
    return Lexicon(verbs, nouns, lists)
