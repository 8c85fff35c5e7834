"""Titles as sources write them: which offices they name, and how their abbreviations read."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from builder.raw import RULES, Raw
from memcon.actors.knowledge import positions
from memcon.actors.knowledge.names import fold

_UNWANTED = frozenset(RULES["offices"]["unwanted"])
_BARE = frozenset(RULES["offices"]["bare"])
_FIXES = {(fix["country"], fix["title"]): fix["office"] for fix in RULES["persons"]["fixes"]}
_HEADED = re.compile(
    r"^(Governor|President|Chairman|Chair|Chairperson|Secretary|Director|Vice Premier|State Councilor|Deputy Chairman|"
    r"Speaker|Head), "
)
_NAMES: dict[str, str] = RULES["persons"]["names"]
_PREFIX = re.compile(r"(?:Mc|Mac|De|Le|La|Di|Van)(?=[A-Z]{2})")
_NUMERAL = re.compile(r"II|III|IV|VI{1,3}|IX|X[IVX]+")
_country_words: set[str] = set()


def learn(words: Iterable[str]) -> None:
    """Takes the folded words for countries, which may follow a bare title ("President of Iran")."""
    _country_words.update(words)


def offices_of(title: str, country: str) -> list[tuple[str, bool]]:
    """The offices a source's title names, each with whether it is held in an acting capacity."""
    return positions.offices_of(title, country, _BARE, _country_words.__contains__)


def iso(day: str) -> str | None:
    """A date of a source, or None where it is none ("2010s")."""
    return day if re.fullmatch(r"\d{4}(-\d\d){0,2}", day) else None


def claims(raw: Raw, wanted: bool = True) -> Iterator[Raw]:
    """One claim for each office that the title of a claim names, at most three; ``wanted`` leaves out minor offices."""
    if len(fold(raw.name)) < 3 or fold(raw.name).startswith(("vacant", "unknown", "tbd", "to be ")):
        return
    fixed = _FIXES.get((raw.country, raw.title))
    for office, acting in [(fixed, False)] if fixed else offices_of(raw.title, raw.country)[:3]:
        if wanted and office in _UNWANTED:
            continue
        yield replace(raw, office=office, acting=acting or raw.acting)


def expand_title(title: str) -> str:
    """A CIA title without its abbreviations: "Dep. Prime Min." becomes "Deputy Prime Minister"."""
    for short, long in RULES["titles"]["abbreviations"].items():
        title = re.sub(rf"\b{re.escape(short)}", long, title)
    return _HEADED.sub(r"\1 of the ", title)


def corrected(text: str) -> str:
    """A title or name without the slips of the pen that sources are known to have: "Foregn" becomes "Foreign"."""
    for slip, meant in RULES["titles"]["slips"].items():
        text = re.sub(rf"\b{re.escape(slip)}\b", meant, text)
    return text


def named(item: str, label: str) -> str:
    """The name of a Wikidata item: its label, unless that was none when the source was made."""
    return _NAMES.get(item, label)


def proper(name: str) -> str:
    """A name with CIA capitals lowered: "Qolam-Reza Nuri-QEZELJEH" becomes "Qolam-Reza Nuri-Qezeljeh"."""
    name = re.sub(r"\s*[\"“(][^\"”)]*[\"”)]", "", name)
    return re.sub(r"[^\W\d_]{2,}", lambda word: _lowered(name, word), name).strip(" ,;")


def without_capitals(name: str) -> str:
    """A name with whole words in capitals lowered: "Farouk AL-SHARA" becomes "Farouk Al-Shara"; "ABC Nwosu" stays."""
    return re.sub(r"(?<=[ -])[^\W\d_a-z]{3,}|[^\W\d_a-z]{2,}(?=-)", lambda word: _lowered(name, word), name)


def _lowered(name: str, word: re.Match[str]) -> str:
    """A word of a name that may be in capitals: "McFADDEN" becomes "McFadden", the number of a king stays."""
    if word.start() and _NUMERAL.fullmatch(word[0]):
        return word[0]
    prefix = _PREFIX.match(word[0])
    head, rest = (prefix[0], word[0][prefix.end() :]) if prefix else ("", word[0])
    return head + (rest.capitalize() if rest.isupper() else rest)
