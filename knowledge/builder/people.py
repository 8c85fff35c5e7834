"""Recognises one person in several sources and gives each a readable id.

A claim belongs to a known person when the Wikidata ids agree, or when the person held an office of the same country and
the names agree: more loosely for the same office at the same time, strictly otherwise.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from enum import Enum
from functools import lru_cache

from builder.raw import CURATED, RULES, Raw, rows, say
from memcon.actors.knowledge.names import ascii_name, name_words, phonetic, slug, sound

MONARCHS = frozenset(RULES["offices"]["monarchs"])
BODIES = frozenset(RULES["persons"]["bodies"])
WEIGHTS: dict[str, float] = RULES["offices"]["weights"]
_SHARED = frozenset(RULES["offices"]["shared"])
_SURNAME_FIRST = frozenset(RULES["persons"]["surname_first"])
_SOME = 5
"""Years in which a name spelt a little differently is still thought to be the same minister's."""
_NUMBERED = re.compile(r" (?:II|III|IV)$")
_FATHERS = re.compile(r"\b(?:bin|ibn|bint)\b", re.IGNORECASE)
_DYNASTIES = frozenset(RULES["persons"]["dynasties"])


@dataclass(eq=False)
class Someone:
    """A person while sources are being merged."""

    name: str
    rank: int
    qid: str | None = None
    aliases: dict[str, None] = field(default_factory=dict)
    raws: list[Raw] = field(default_factory=list)
    sounds: set[frozenset[str]] = field(default_factory=set)
    slug: str = ""

    def add(self, raw: Raw) -> None:
        """Takes a claim over, with the spelling of the name it uses."""
        self.raws.append(raw)
        self.qid = self.qid or raw.qid
        for name in (raw.name, *raw.aliases):
            self.alias(name)
        if raw.rank < self.rank:
            self.name, self.rank = raw.name, raw.rank

    def alias(self, name: str) -> None:
        """Another spelling."""
        self.aliases.setdefault(ascii_name(name), None)
        self.sounds.add(sounds(name))


@lru_cache(maxsize=100000)
def sounds(name: str) -> frozenset[str]:
    """The words of a name, as they sound, without initials and dynasties where two words are left.

    Where fathers are named ("Hamad bin Khalifa") the first word is marked, since the order then tells father from son.
    """
    words = [phonetic(word) for word in name_words(name)]
    fathers = _FATHERS.search(name) is not None or _royal(name)
    kept = [word for word in words if len(word) > 1]
    words = kept if len(kept) > 1 else words
    if len(words) > 2 and words[-1] in _DYNASTIES:
        words = words[:-1]
    return frozenset([f"^{words[0]}", *words[1:]] if fathers and len(words) > 1 else words)


@lru_cache(maxsize=100000)
def _variants(name: str) -> tuple[frozenset[str], ...]:
    """The sounds of a name with hyphenated words closed, and apart."""
    return tuple({sounds(name), sounds(name.replace("-", " "))})


@lru_cache(maxsize=100000)
def _last(name: str) -> str:
    words = [phonetic(word) for word in name_words(name)]
    if len(words) > 2 and words[-1] in _DYNASTIES:
        words = words[:-1]
    return words[-1] if words else ""


def _first(name: str) -> str:
    words = name_words(name)
    return phonetic(words[0]) if words else ""


def _royal(name: str) -> bool:
    words = name_words(name)
    return bool(words) and phonetic(words[-1]) in _DYNASTIES


@lru_cache(maxsize=100000)
def _loose(name: str) -> tuple[str, ...]:
    """The words of a name as `sound` has them, where two are left that are no initials."""
    words = [sound(word) for word in name_words(name) if len(word) > 1]
    return tuple(words) if len(words) > 1 else ()


@lru_cache(maxsize=100000)
def _whole(name: str) -> str:
    return "".join(phonetic(word) for word in name_words(name.replace("-", " ")))


def _ratio(a: str, b: str) -> float:
    return SequenceMatcher(None, a, b).ratio()


@lru_cache(maxsize=400000)
def _near(a: str, b: str) -> bool:
    return (
        a == b
        or a == "al" + b
        or b == "al" + a
        or (min(len(a), len(b)) > 3 and SequenceMatcher(None, a, b).ratio() >= 0.8)
    )


class Register:
    """All persons found so far."""

    def __init__(self) -> None:
        self.people: list[Someone] = []
        self.by_qid: dict[str, Someone] = {}
        self.by_country: dict[str, list[Someone]] = defaultdict(list)
        self.by_sounds: dict[tuple[str, frozenset[str]], list[Someone]] = defaultdict(list)
        self.by_name: dict[frozenset[str], list[Someone]] = {}

    def take(self, raws: Iterable[Raw]) -> None:
        """Gives each claim to its person, or makes a new one; the claims under one Wikidata id stay together."""
        groups: dict[str | int, list[Raw]] = {}
        for number, raw in enumerate(raws):
            groups.setdefault(raw.qid or number, []).append(raw)
        for group in groups.values():
            person = self._find(group) or self._new(group[0])
            for raw in group:
                self._give(raw, person)

    def _give(self, raw: Raw, person: Someone) -> None:
        person.add(raw)
        if raw.qid:
            self.by_qid.setdefault(raw.qid, person)
        if person not in self.by_country[raw.country]:
            self.by_country[raw.country].append(person)
        for name in (raw.name, *raw.aliases):
            self._hear(raw.country, name, person)
            self.by_name.setdefault(sounds(name), []).append(person)

    def _hear(self, country: str, name: str, person: Someone) -> None:
        """Keeps a person under the sounds of a name."""
        if person not in self.by_sounds[country, sounds(name)]:
            self.by_sounds[country, sounds(name)].append(person)

    def heard_as(self, country: str, name: str) -> list[Someone]:
        """The persons of a country whose name sounds like that, the one found first in front."""
        return self.by_sounds.get((country, sounds(name)), [])

    def _new(self, raw: Raw) -> Someone:
        person = Someone(raw.name, raw.rank, raw.qid)
        self.people.append(person)
        return person

    def _find(self, group: list[Raw]) -> Someone | None:
        first = group[0]
        if first.qid and first.qid in self.by_qid:
            return self.by_qid[first.qid]
        for raw in group:
            names = (raw.name, *(alias for alias in raw.aliases if len(sounds(alias)) > 1))
            same = next((p for name in names for p in self.heard_as(raw.country, name) if _may_be(raw, p)), None)
            if same:
                return same
        if len(first.country) != 3 or first.country in BODIES:
            return self._officer(first)
        best, best_score = None, 0
        if first.rank == 0:
            return None
        for raw in group:
            for person in self.by_country[raw.country]:
                score = _likeness(raw, person) if _may_be(raw, person) else 0
                if score > best_score:
                    best, best_score = person, score
        return best

    def _officer(self, raw: Raw) -> Someone | None:
        """The former minister whom an organisation has taken on: the same name anywhere, and a high office."""
        if len(sounds(raw.name)) < 2:
            return None
        known = [(max(WEIGHTS.get(r.office, 1.0) for r in p.raws), p) for p in self.by_name.get(sounds(raw.name), ())]
        best = max(known, key=lambda pair: pair[0], default=None)
        return best[1] if best and best[0] else None


def _may_be(raw: Raw, person: Someone) -> bool:
    """Whether nothing forbids it: other Wikidata ids, other middle initials, or "III" behind another family name."""
    if raw.qid and person.qid:
        return raw.qid == person.qid
    mine, theirs = _middle_initial(raw.name), _middle_initial(person.name)
    if mine and theirs and mine != theirs:
        return False
    numbered = any(_NUMBERED.search(name) and len(name_words(name)) > 1 for name in (raw.name, person.name))
    return not numbered or any(_last(raw.name) == _last(alias) for alias in person.aliases)


def _middle_initial(name: str) -> str:
    """The first initial behind the first name: "h" of "George H. W. Bush"."""
    return next((word for word in name_words(name)[1:-1] if len(word) == 1), "")


def _likeness(raw: Raw, person: Someone) -> int:
    """0 for another person; more for surer."""
    held = _Held.of(raw, person)
    best = 0
    for alias in person.aliases:
        if _loose(raw.name) and _loose(raw.name) == _loose(alias):
            return 7
        for mine in _variants(raw.name):
            for theirs in _variants(alias):
                best = max(best, _compare(mine, theirs, held, raw, alias))
    return best


def _compare(mine: frozenset[str], theirs: frozenset[str], held: "_Held", raw: Raw, alias: str) -> int:
    common, least = len(mine & theirs), min(len(mine), len(theirs))
    if common == least and least >= 2:
        return 6 if held is _Held.THEN else 4
    if held is _Held.NEVER:
        return 0
    if (raw.office in MONARCHS or _royal(alias)) and not _near(_first(raw.name), _first(alias)):
        return 0
    alike = min(
        sum(any(_near(a, b) for b in theirs) for a in mine), sum(any(_near(a, b) for a in mine) for b in theirs)
    )
    if held is _Held.ONCE:
        same_ends = _near(_first(raw.name), _first(alias)) and _near(_last(raw.name), _last(alias))
        return 4 if same_ends and least <= alike and raw.country not in _SURNAME_FIRST else 0
    return 5 if 2 <= least <= alike else _compare_loosely(mine, theirs, raw, alias)


def _compare_loosely(mine: frozenset[str], theirs: frozenset[str], raw: Raw, alias: str) -> int:
    """What is enough where both held one office at one time."""
    common, least = len(mine & theirs), min(len(mine), len(theirs))
    royal = _royal(raw.name) or _royal(alias)
    if _near(_last(raw.name), _last(alias)) and (_given_agree(mine, theirs) or (not royal and _short(raw.name, alias))):
        return 5
    if (common >= 2 and least - common <= 1 and not royal) or _ratio(_whole(raw.name), _whole(alias)) >= 0.85:
        return 4
    return 3 if common and (least == 1 or raw.office in MONARCHS) else 0


def _given_agree(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether two names with one last word may be one person: some other word is near too, or there is no other."""
    common = {x for x in a for y in b if _near(x, y)}
    return len(common) >= 2 or not a - common or not b - common


def _short(one: str, other: str) -> bool:
    """Whether one first name may be short for the other, its initial, or another form: "Penny", "P." and "Penelope"."""
    size = 1 if _last(one)[:1] == _last(other)[:1] else 2
    return _first(one)[:size] == _first(other)[:size] or any(
        len(initial) == 1 and initial == _first(name)[:1]
        for words, name in ((name_words(one), other), (name_words(other), one))
        for initial in words[:-1]
    )


class _Held(Enum):
    """Whether somebody had the office that a claim names: at that time, or some years before or after."""

    NEVER = 0
    ONCE = 1
    THEN = 2

    @classmethod
    def of(cls, raw: Raw, person: Someone) -> "_Held":
        """Of offices with many holders only one title, or a name that differs no more than "Phil" and "Philip", says so."""
        shared = raw.office in _SHARED and not any(_nickname(raw.name, alias) for alias in person.aliases)
        held = [
            other
            for other in person.raws
            if (other.country, other.office) == (raw.country, raw.office) and (not shared or other.title == raw.title)
        ]
        if not held:
            return cls.NEVER
        if any(_meet(raw, other, 1) for other in held):
            return cls.THEN
        return cls.ONCE if any(_meet(raw, other, _SOME) for other in held) else cls.NEVER


def _meet(raw: Raw, held: Raw, years: int) -> bool:
    """Whether two claims speak of times no further apart than so many years.

    What only says when somebody was seen tells nothing of later.
    """
    first, last = raw.start or raw.seen_from or "0000", raw.end or raw.seen_until or "9999"
    start = held.start or held.seen_from or "0000"
    end = held.end or (held.start and "9999") or held.seen_until or "9999"
    seen = held.start is None and held.end is None
    return first <= _moved(end, years + seen) and last >= _moved(start, -years - seen)


def _nickname(one: str, other: str) -> bool:
    """Whether two names have one family name, and first names that begin alike."""
    return _last(one) == _last(other) and _first(one)[:2] == _first(other)[:2]


def _moved(date: str, years: int) -> str:
    return f"{min(max(int(date[:4]) + years, 0), 9999):04d}{date[4:]}"


def known_names(register: Register) -> None:
    """Applies curated/persons.csv: the best-known English form and further spellings of a person."""
    for row in rows(CURATED / "persons.csv"):
        heard = register.heard_as(row["country"], row["found_as"] or row["name"])
        person = register.by_qid.get(row["qid"]) or (heard[0] if heard else None)
        if person is None:
            say(f"  persons.csv: nobody found for {row['name']} ({row['country']})")
            continue
        person.name, person.rank, person.qid = row["name"], -1, person.qid or row["qid"] or None
        for alias in filter(None, [row["name"], *row["aliases"].split("|")]):
            person.alias(alias)


def give_ids(register: Register) -> None:
    """Slugs, unique: namesakes get their country, then a number; the more prominent comes first."""
    taken: set[str] = set()
    for person in sorted(
        register.people,
        key=lambda p: (p.rank, min(r.rank for r in p.raws), -len(p.raws), ascii_name(p.name), p.raws[0].start or ""),
    ):
        person.name = ascii_name(person.name)
        base = slug(person.name)
        if not base:
            raise ValueError(f"a person without a name: {person.raws[0]}")
        choices = [base, f"{base}-{person.raws[0].country.lower()}", *(f"{base}-{n}" for n in range(2, 500))]
        person.slug = next(choice for choice in choices if choice not in taken)
        taken.add(person.slug)
