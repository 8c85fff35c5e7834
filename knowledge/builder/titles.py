"""Titles as sources write them: which offices they name, and how their abbreviations read."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from builder.raw import RULES, Raw
from memcon.actors.knowledge.names import fold
from memcon.actors.knowledge.offices import find_offices

_UNWANTED = frozenset(RULES["offices"]["unwanted"])
_BARE = frozenset(RULES["offices"]["bare"])
_FIXES = {(fix["country"], fix["title"]): fix["office"] for fix in RULES["persons"]["fixes"]}
_OF_STATE = re.compile(
    r"^\W*(?:$|of (?:the )?(?:republic|state|government|nation|country)\b|\(|and |[&;/]|,(?!.* bank)|ad interim|"
    r"without|[-–] )",
    re.IGNORECASE,
)
_OF_ANOTHER = re.compile(
    r"(?:\b(?:of|to|for|in|at|within|supporting)(?: the)?|Alternate|Shadow|Designated|Associate|Second|Third|State|"
    r"Supporting the|Spouse|COP\d+|Eternal|Honorary) $",
    re.IGNORECASE,
)
"""Before an office: the title is that of somebody else ("Spouse of the President", "Adviser to the Prime Minister")."""
_SPEAKER_OF = re.compile(
    r"^ of (?:the )?(?:House|National|Legislative|Supreme|Federal|State|People|Parliament|Senate|Assembly|Council|"
    r"Chamber|Riksdag|Folketing|Althing|Saeima|Seimas|Dewan|Palestinian|Transitional|Moldovan|Spanish|Constituent|Arab)"
    r"(?: (?!of [A-Z])[\w']+)*(?: of (?:Representatives|People|Deputies|the People|Elders|Councillors)[\w' ]*)?$"
)
_ONLY_PART = re.compile(
    r"\b(?:Defen[cs]e|Foreign Affairs|Interior)\W+(?:Mat[eé]riel|Equipment|Science|Industr|Production|Intelligence|"
    r"Personnel|Procurement)|War Veterans|of Gaza|Home Front"
)
_HEADED = re.compile(
    r"^(Governor|President|Chairman|Chair|Chairperson|Secretary|Director|Vice Premier|State Councilor|Deputy Chairman|"
    r"Speaker|Head), "
)
_country_words: set[str] = set()


def learn(words: Iterable[str]) -> None:
    """Takes the folded words for countries, which may follow a bare title ("President of Iran")."""
    _country_words.update(words)


def offices_of(title: str, country: str) -> list[tuple[str, bool]]:
    """The offices a source's title names, each with whether it is held in an acting capacity."""
    found: list[tuple[str, bool]] = []
    if _ONLY_PART.search(title):
        return found
    for match in find_offices(title, country):
        rest = title[match.end :]
        if _OF_ANOTHER.search(title[: match.start]):
            continue
        bare = match.term.office in _BARE or fold(title[match.start : match.end]) == "secretary of state"
        whole = (
            not bare
            or bool(_OF_STATE.match(rest))
            or fold(rest).removeprefix("of ").removeprefix("the ") in _country_words
        )
        whole = whole or (match.term.office == "parliament speaker" and bool(_SPEAKER_OF.match(rest)))
        if whole and match.term.status not in {"former", "elect"} and match.term.office not in {o for o, _ in found}:
            found.append((match.term.office, match.term.status == "acting"))
    return found


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


def proper(name: str) -> str:
    """A name with CIA capitals lowered: "Qolam-Reza Nuri-QEZELJEH" becomes "Qolam-Reza Nuri-Qezeljeh"."""
    name = re.sub(r"\s*[\"“(][^\"”)]*[\"”)]", "", name)
    return re.sub(r"[^\W\d_]{2,}", lambda word: word[0].capitalize() if word[0].isupper() else word[0], name).strip(
        " ,;"
    )
