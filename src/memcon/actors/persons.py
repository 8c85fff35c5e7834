"""Persons of a report: mentions of one name gathered, and matched with the knowledge of office holders."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from difflib import SequenceMatcher

from memcon.actors.knowledge import Knowledge
from memcon.actors.knowledge.model import Person, Tenure
from memcon.actors.knowledge.names import fold, name_words, slug, sound
from memcon.actors.phrase import Phrase

_LEADERS = frozenset(
    (
        "president",
        "prime minister",
        "chancellor",
        "king",
        "emir",
        "sultan",
        "crown prince",
        "supreme leader",
        "queen",
        "emperor",
        "vice president",
    )
)
_FORMAL = re.compile(r"\b[JS]r\b|\b[A-Z]\.(?=\s)")
_RARE = 8  # letters of a surname that is hardly shared
_MISSPELT = 0.85  # similarity of two surnames that are one person's; family members differ by more
_GENERIC = {"minister": "minister", "leader": "", "diplomat": "", "official": "", "lawmaker": ""}


@dataclass
class Figure:
    """One person of the report, as known so far. ``phrases`` are the mentions by name."""

    words: list[str]
    name: str
    phrases: list[Phrase] = field(default_factory=list)
    office: str | None = None
    country: str | None = None
    gender: str | None = None
    known: Person | None = None
    id: str = ""
    body: bool = False  # a spokesperson without a name is heard as the body spoken for

    @property
    def first(self) -> int:
        """Token at which the person is first named."""
        return self.phrases[0].start


def gather(phrases: Iterable[Phrase]) -> list[Figure]:
    """Figures from the named phrases, full names first, so that a surname that opens the report finds its owner."""
    named = [phrase for phrase in phrases if phrase.kind == "name" and phrase.name]
    figures: list[Figure] = []
    for phrase in sorted(named, key=lambda p: (-min(len(name_words(p.name or "")), 2), p.start)):
        words = name_words(phrase.name or "")
        if not words:
            continue
        figure = _owner(figures, words, phrase)
        if figure is None:
            figure = Figure(words, _clean(phrase.name or ""))
            figures.append(figure)
        elif len(words) > len(figure.words):
            figure.words, figure.name = words, _clean(phrase.name or "")
        figure.phrases.append(phrase)
        _learn(figure, phrase)
    for figure in figures:
        figure.phrases.sort(key=lambda p: p.start)
    return sorted(figures, key=lambda f: f.first)


def _clean(name: str) -> str:
    return " ".join(name.split())


def _owner(figures: list[Figure], words: list[str], phrase: Phrase) -> Figure | None:
    candidates = [figure for figure in figures if same_name(figure.words, words) and not _conflict(figure, phrase)]
    if not candidates and len(words) == 1:  # a surname misspelt ("Koronolli" after "Koronelli")
        candidates = [
            figure
            for figure in figures
            if SequenceMatcher(None, figure.words[-1], words[0]).ratio() > _MISSPELT and not phrase.titles
        ]
    # Of two namesakes the one named last before this mention is meant.
    return max(
        candidates, key=lambda f: max((p.start for p in f.phrases if p.start < phrase.start), default=-1), default=None
    )


def same_name(left: list[str], right: list[str]) -> bool:
    """Whether two names may be one person's: one within the other, or the same surname and no other first name."""
    a, b = [sound(w) for w in left], [sound(w) for w in right]
    short, long = (a, b) if len(a) <= len(b) else (b, a)
    if len(short) == 1:
        word = short[0]
        return (
            word in (long[0], long[-1])
            or (len(word) > 4 and word in long)
            or (len(word) > 4 and any(other.endswith(word) for other in long))
        )
    if short == long[-len(short) :] or (short[0] == long[0] and all(word in long for word in short)):
        return True
    return short[-1] == long[-1] and (short[0][0] == long[0][0] and min(len(short[0]), len(long[0])) <= 2)


def _conflict(figure: Figure, phrase: Phrase) -> bool:
    countries = {c for title in phrase.titles for c in title.countries} | set(phrase.countries)
    return bool(figure.country and countries and figure.country not in countries)


def _learn(figure: Figure, phrase: Phrase) -> None:
    figure.gender = figure.gender or phrase.gender
    for title in phrase.titles:
        if title.office != "counterpart" and (figure.office is None or figure.office in _GENERIC):
            figure.office = f"former {title.office}" if title.status == "former" else title.office
        if title.countries and figure.country is None:
            figure.country = title.countries[0]
    if phrase.countries and figure.country is None:
        figure.country = phrase.countries[0]


def held(figure: Figure, office: str, country: str | None) -> bool:
    """Whether the knowledge has the person in this office, whatever the report calls him."""
    tenures = figure.known.tenures if figure.known else ()
    return any(same_office(office, t.office) and (country is None or t.country == country) for t in tenures)


def identify(figure: Figure, knowledge: Knowledge, on: date | None) -> None:
    """Fill what the report leaves out from the knowledge, where one holder fits best; what the text states stays."""
    person, tenure = _best(figure, knowledge, on)
    if person is None:
        figure.id = slug(figure.name)
        return
    figure.known = person
    figure.id = person.id
    # A full name stays as the report spells it; of hyphens, particles, initials and "Jr." the knowledge has the usual form.
    formal = bool(_FORMAL.search(figure.name))
    if len(figure.words) < 2 or formal or "".join(figure.words) == "".join(name_words(person.name)):
        figure.name = person.name
    if tenure is not None:
        figure.country = figure.country or tenure.country
        if figure.office is None and (on is not None or len({t.office for t in person.tenures}) == 1):
            figure.office = tenure.office


def _best(figure: Figure, knowledge: Knowledge, on: date | None) -> tuple[Person | None, Tenure | None]:
    ranked = sorted(
        (
            (_fit(figure, person, tenure, on), person.id, person, tenure)
            for person in knowledge.persons(figure.name, country=figure.country, office=figure.office, on=on)
            for tenure in person.tenures or (None,)
        ),
        key=lambda item: (-item[0], item[1]),
    )
    if not ranked or ranked[0][0] < _needed(figure, {item[1] for item in ranked if item[0] >= 1}):
        return None, None
    best = ranked[0]
    rivals = [item for item in ranked if item[0] == best[0] and item[1] != best[1]]
    return (None, None) if rivals and len(figure.words) < 2 else (best[2], best[3])


def _needed(figure: Figure, candidates: set[str]) -> float:
    """The fit that is enough: less for a full name, and for a rare surname that only one office holder bears."""
    if len(figure.words) > 1:
        return 2.0
    return 1.0 if len(candidates) == 1 and len(figure.words[0]) >= _RARE else 3.0


def _fit(figure: Figure, person: Person, tenure: Tenure | None, on: date | None) -> float:
    """How well an office holder fits what the report says; a country that differs rules out."""
    names = [name_words(name) for name in (person.name, *person.aliases)]
    if not any(same_name(figure.words, name) for name in names):
        return -1.0
    if len(figure.words) == 1 and not figure.country and not any(figure.words[0] in (n[0], n[-1]) for n in names if n):
        return -1.0  # a bare surname that merely sounds alike ("Yellen", "Ellen") needs its country
    exact = fold(figure.name) in {fold(name) for name in (person.name, *person.aliases)}
    score = 1.0 + (len(figure.words) > 1) + 0.5 * exact
    if tenure is None:
        return score
    if figure.country:
        if tenure.country != figure.country:
            return -1.0
        score += 2
    if figure.office:
        same = same_office(figure.office.removeprefix("former "), tenure.office)
        score += 1.5 if same else -0.5
    score += 0.5 * (tenure.office in _LEADERS) + 0.4 * tenure.office.endswith("minister")
    if on is not None:
        score += 1.5 if _covers(tenure, on) else -0.5
    return score


def _covers(tenure: Tenure, on: date) -> bool:
    day = on.isoformat()
    start = tenure.start or tenure.known_from or ""
    end = tenure.end or "9999"
    return start[: len(day)] <= day[: len(start) or 10] and day <= (
        end + "-12-31"[len(end) - 4 :] if len(end) < 10 else end
    )


def same_office(asked: str, held: str) -> bool:
    """Whether an office as mentioned may be this one: "minister" fits every minister, "leader" every head."""
    if asked == held:
        return True
    if asked in ("special envoy", "special representative"):
        return held in (
            "special envoy",
            "special representative",
            "ambassador",
            "permanent representative",
            "deputy ambassador",
            "deputy foreign minister",
        )
    if asked in ("official", "diplomat", "politician"):
        return asked != "diplomat" or held in (
            "foreign minister",
            "ambassador",
            "deputy foreign minister",
            "special envoy",
            "high representative",
            "chief negotiator",
        )
    if asked == "minister":
        return held.endswith("minister") and held not in ("prime minister", "deputy prime minister")
    if asked in ("leader", "chief executive"):
        return held in _LEADERS or held == "secretary-general"
    return asked in ("lawmaker",) and held == "parliament speaker"
