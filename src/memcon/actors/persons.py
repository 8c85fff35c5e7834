"""Persons of a report: the mentions of one name gathered."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from spacy.tokens import Doc, Token

from memcon.actors.knowledge.model import Person, Tenure
from memcon.actors.knowledge.names import name_words, phonetic, sound
from memcon.actors.phrase import Phrase
from memcon.record import ActorField, Identification

LEADERS = frozenset(
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
_HEADS_OF_BODIES = frozenset(("secretary-general", "director-general", "commission chair", "un high commissioner"))
_REIGNING = frozenset(("king", "queen", "emir", "sultan", "emperor", "crown prince"))
_FORMAL = re.compile(r"\b[JS]r\b|\b[A-Z]\.(?=\s)")
_TELLING = 10  # letters that two names hardly share by chance
_MISSPELT = 0.85  # similarity of two surnames that are one person's; family members differ by more
_GENERIC = frozenset(("minister", "leader", "diplomat", "official", "lawmaker", "general", "commander", "admiral"))
"""Offices and ranks that a more telling one, read later, takes the place of."""


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
    tenure: Tenure | None = None
    then: tuple[Tenure, ...] = ()  # what the person is known to have held when the report was written
    id: str = ""
    by_counterpart: bool = False  # the office is that of the person whose counterpart this is
    stated: tuple[ActorField, ...] = ()
    identified: Identification | None = None
    body: bool = False  # a spokesperson without a name is heard as the body spoken for

    @property
    def first(self) -> int:
        """Token at which the person is first named."""
        return self.phrases[0].start

    @property
    def formal(self) -> bool:
        """Whether the report writes the name with initials or "Jr."."""
        return bool(_FORMAL.search(self.name))


def gather(phrases: Iterable[Phrase], doc: Doc) -> list[Figure]:
    """Figures from the named phrases, full names first, so that a surname that opens the report finds its owner."""
    named = [phrase for phrase in phrases if phrase.kind == "name" and phrase.name]
    figures: list[Figure] = []
    for phrase in sorted(named, key=lambda p: (-min(len(name_words(p.name or "")), 2), p.start)):
        words = name_words(phrase.name or "")
        if not words:
            continue
        figure = _owner(figures, words, phrase, doc)
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


def _owner(figures: list[Figure], words: list[str], phrase: Phrase, doc: Doc) -> Figure | None:
    candidates = [figure for figure in figures if same_name(figure.words, words) and not _conflict(figure, phrase)]
    if not candidates and len(words) == 1:  # a surname misspelt ("Koronolli" after "Koronelli")
        candidates = [
            figure
            for figure in figures
            if SequenceMatcher(None, phonetic(figure.words[-1]), phonetic(words[0])).ratio() > _MISSPELT
            and not phrase.titles
        ]
    return max(candidates, key=lambda figure: _nearness(figure, phrase, doc), default=None)


def _nearness(figure: Figure, phrase: Phrase, doc: Doc) -> tuple[bool, bool, int, int]:
    """Which of several namesakes a mention means: of the same standing, in office, last the subject, last named."""
    before = [p for p in figure.phrases if p.start < phrase.start]
    acted = [p.start for p in before if _acts(doc[p.head])]
    now = not _is_former(figure.office)
    return (
        not _of_another_time(figure, phrase),
        now,
        max(acted, default=-1),
        max((p.start for p in before), default=-1),
    )


def _acts(head: Token) -> bool:
    """Whether a name is the subject of a clause of its own, and not of one about somebody else ("whose father died")."""
    return head.dep_ in ("nsubj", "nsubj:pass") and head.head.dep_ not in ("acl:relcl", "acl", "advcl")


def _is_former(office: str | None) -> bool:
    return office is not None and office.startswith("former ")


def _of_another_time(figure: Figure, phrase: Phrase) -> bool:
    """Whether the same office is held in the one place and former in the other: President Bush and his father."""
    stated = {title.office for title in phrase.titles if title.status == "former"}
    holding = {title.office for title in phrase.titles if title.status != "former"}
    office = figure.office or ""
    return office in stated or office.removeprefix("former ") in holding - {office}


def same_name(left: list[str], right: list[str]) -> bool:
    """Whether two names may be one person's: one within the other, the family name first, or initials for given names."""
    a, b = [sound(w) for w in left], [sound(w) for w in right]
    short, long = (a, b) if len(a) <= len(b) else (b, a)
    if len(short) == 1:
        return _one_of(short[0], long)
    if _initials(left) and _initials(right) and _initials(left)[0] != _initials(right)[0]:
        return False  # George H. W. and George W. Bush
    if short == long[-len(short) :] or sorted(short) == sorted(long):
        return True
    if short[0] == long[0] and not Counter(short) - Counter(long):
        return True
    if len("".join(short)) >= _TELLING and "".join(long).endswith("".join(short)):  # hyphens closed, or left out
        return True
    return short[-1] == long[-1] and (short[0][0] == long[0][0] and min(len(short[0]), len(long[0])) <= 2)


def _initials(name: list[str]) -> list[str]:
    return [word for word in name[1:-1] if len(word) == 1]


def _one_of(word: str, name: list[str]) -> bool:
    """Whether one word stands for a whole name: its first or last word, or a longer one inside."""
    return word in (name[0], name[-1]) or (
        len(word) > 3 and (word in name or (len(word) > 4 and any(other.endswith(word) for other in name)))
    )


def _conflict(figure: Figure, phrase: Phrase) -> bool:
    countries = {c for title in phrase.titles for c in title.countries} | set(phrase.countries)
    if figure.country and countries and figure.country not in countries:
        return True
    words = name_words(phrase.name or "")
    if len(words) > 1 and words != figure.words and _of_another_time(figure, phrase):
        return True
    # King Salman is not Crown Prince Mohammed bin Salman.
    offices = {title.office for title in phrase.titles} - {"counterpart"}
    reign = offices & _REIGNING
    return len(words) == 1 and bool(reign) and bool(figure.office) and figure.office not in reign


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
    """Whether the person is known to have held this office at the time, whatever the report calls him."""
    return any(same_office(office, t.office) and (country is None or t.country == country) for t in figure.then)


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
        return held in LEADERS or held in _HEADS_OF_BODIES
    return asked in ("lawmaker",) and held == "parliament speaker"
