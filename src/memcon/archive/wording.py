"""The words a memo is written in: plain, attributed, and the report's own only between quotation marks."""

import re
import tomllib
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from memcon.archive.bidi import contained
from memcon.record import Act, Claim, ClaimKind, CommitmentKind, Contact, Mode, Span, When

# The program's own, never the locale's: a memo reads the same everywhere.
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

SAID: dict[Act, tuple[str, str]] = {
    "assert": ("said", "told {}"),
    "praise": ("voiced praise", "voiced praise, addressing {}"),
    "condemn": ("voiced condemnation", "voiced condemnation, addressing {}"),
    "accuse": ("made an accusation", "made an accusation, addressing {}"),
    "deny": ("issued a denial", "issued a denial, addressing {}"),
    "urge": ("called for action", "called for action by {}"),
    "demand": ("made a demand", "made a demand of {}"),
    "request": ("made a request", "made a request of {}"),
    "offer": ("made an offer", "made an offer to {}"),
    "pledge": ("gave a pledge", "gave a pledge to {}"),
    "agree": ("voiced agreement", "voiced agreement with {}"),
    "hope": ("expressed hope", "expressed hope, addressing {}"),
    "concern": ("expressed concern", "expressed concern, addressing {}"),
    "congratulate": ("offered congratulations", "offered congratulations to {}"),
    "condole": ("offered condolences", "offered condolences to {}"),
    "threaten": ("gave warning of consequences", "gave warning of consequences to {}"),
    "reject": ("voiced rejection", "voiced rejection, addressing {}"),
}
"""How an act of speech is reported without taking sides: alone, and with those addressed."""

UNDERTAKEN: dict[CommitmentKind, tuple[str, str]] = {
    "agreement": ("agreed", "agreed with {}"),
    "pledge": ("pledged", "pledged to {}"),
    "offer": ("offered", "offered {}"),
    "request": ("made a request", "made a request of {}"),
    "plan": ("planned", "planned with {}"),
    "hope": ("hoped", "voiced a hope towards {}"),
}
"""How a commitment is told: alone, and with those it is made to."""


GOES_ON = re.compile(r"(?:that|to|for)\b")
"""Words that carry on a sentence: offered “to host”, not offered: “to host”."""

_HARMED: dict[ClaimKind, str] = {
    "killed": "killed",
    "injured": "injured",
    "displaced": "displaced",
    "arrested": "detained",
    "missing": "missing",
}

_CALLED: dict[Mode, str] = {
    "meeting": "meeting",
    "phone": "telephone conversation",
    "video": "conversation by video",
    "visit": "visit",
    "letter": "letter",
    "summit": "summit",
}

_HELD_TITLES: dict[Mode, str] = {
    "meeting": "Memorandum of Conversation",
    "phone": "Memorandum of Telephone Conversation",
    "video": "Memorandum of Conversation by Video",
    "visit": "Memorandum of a Visit",
    "letter": "Memorandum of a Letter",
    "summit": "Memorandum of a Summit",
}


def title_of(contact: Contact) -> str:
    """What an archive would call the paper on this contact."""
    called = contact_in_words(contact)
    return _HELD_TITLES[contact.mode] if contact.status == "held" else f"Note on {called[0]} {called[1]}"


def contact_in_words(contact: Contact) -> tuple[str, str]:
    """Article and name: ("a", "planned meeting")."""
    called = _CALLED[contact.mode]
    if contact.status == "denied":
        called += " reported not to have taken place"
    elif contact.status != "held":
        called = f"{contact.status} {called}"
    return "a", called


def date_in_words(iso: str) -> str:
    """ "12 October 2018", "October 2018" or "2018", as far as the date goes; anything else as it is."""
    match = re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?:T.*)?", iso)
    if not match or not 1 <= int(match[2] or 1) <= 12:
        return plain(iso)
    year, month, day = match.groups()
    parts = [str(int(day))] if day else []
    parts += [_MONTHS[int(month) - 1]] if month else []
    return " ".join([*parts, year])


def when_in_words(when: When) -> str:
    """The date as far as it is known: "Friday, 12 October 2018", "19 to 20 February 2024", "October 2018", "a Friday; the date is left open"."""
    start, end = when.start, when.end
    a_day = f"a {plain(when.weekday.capitalize())}" if when.weekday else ""
    if when.precision == "day" and start and end and start < end:
        return _days_in_words(start, end)
    if when.precision == "day" and start:
        return f"{_weekday_of(start)}{date_in_words(start)}"
    if when.precision == "month" and start:
        return date_in_words(start[:7])
    if when.precision == "year" and start:
        return date_in_words(start[:4])
    if start and end:
        words = f"between {date_in_words(start)} and {date_in_words(end)}"
    elif start:
        words = f"not before {date_in_words(start)}"
    elif end:
        words = f"not after {date_in_words(end)}"
    else:
        return f"{a_day}; the date is left open" if a_day else "the date is left open"
    return f"{a_day} {words}; the date is left open" if a_day else f"{words}; the date is left open"


def _days_in_words(start: str, end: str) -> str:
    """The first day without the month and year that the last one shares: "19 to 20 February 2024"."""
    shared = 2 if start[:7] == end[:7] else 1 if start[:4] == end[:4] else 0
    words = date_in_words(start).split()
    return f"{' '.join(words[: len(words) - shared])} to {date_in_words(end)}"


def count_in_words(claim: Claim) -> str:
    """ "at least 62 killed", "about 3,000 injured", "between 20 and 25 missing"."""
    return f"{_number(claim)} {_HARMED[claim.what]}"


def _number(claim: Claim) -> str:
    low, high = claim.low, claim.high
    if low is None and high is None:
        return "an unstated number"
    if high is None:
        return f"at least {low:,}"
    if low is None:
        return f"at most {high:,}"
    number = f"{low:,}" if low == high else f"between {low:,} and {high:,}"
    return f"about {number}" if claim.approximate else number


def listed(names: Sequence[str]) -> str:
    """ "A", "A and B", "A, B and C"."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}" if names else ""


def capital(words: str) -> str:
    """The words with a capital letter at the beginning; those within stay as they are ("UN" in "for the UN")."""
    return words[:1].upper() + words[1:]


def office_in_words(office: str) -> str:
    """ "Foreign Minister"."""
    return " ".join(
        word if word in ("of", "the", "for", "and", "to") else capital(word) for word in plain(office).split()
    )


def title_in(office: str, country: str | None) -> str:
    """What a country calls an office where it has a name of its own for it: "Secretary of State"; else the office."""
    return str(_names()["offices"].get(country or "", {}).get(office, office))


def topic_in_words(topic: str) -> str:
    """A topic with the capitals of the names in it: "Ukraine war"."""
    return str(_names()["topics"].get(topic, topic))


@lru_cache(maxsize=1)
def _names() -> dict[str, dict[str, Any]]:
    return tomllib.loads(Path(__file__).with_name("names.toml").read_text(encoding="utf-8"))


GAP = " … "
_MARKS = (("“", "”"), ('"', '"'), ("«", "»"), ("‘", "’"), ("'", "'"), ("„", "“"))
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|~^])")


def plain(words: str) -> str:
    """Words in one line, without Markdown's signs working and without turning round what follows them."""
    return _MARKDOWN.sub(r"\\\1", contained(" ".join(words.split())))


def address(url: str) -> str:
    """A link where it is one of the web's; any other address is only shown."""
    return f"<{url}>" if re.fullmatch(r"https?://[^\s<>\"]+", url) else plain(url)


def joined_words(spans: Iterable[Span]) -> str:
    """The words of the spans in one line; " … " stands between those that do not follow each other."""
    joined, end = "", None
    for span in spans:
        gap = "" if end is None else " " if 0 <= span.start - end <= 1 else GAP
        joined += gap + " ".join(span.text.split())
        end = span.end
    return joined


def quotation(spans: Iterable[Span] | str, *, closed: bool = True) -> str:
    """The report's words between quotation marks, not doubled where they had them; those within become single.

    ``closed`` drops a final stop or comma, which the line that quotes sets itself.
    """
    words = " ".join(spans.split()) if isinstance(spans, str) else joined_words(spans)
    words = words.lstrip(":,; ")
    for left, right in _MARKS:
        inner = words[1:-1]
        if len(words) > 2 and words[0] == left and words[-1] == right and left not in inner and right not in inner:
            words = inner.strip()
    if closed:
        words = words.rstrip(".,;: ")
    words = words.rstrip(", ")
    return f"“{plain(_single(words))}”"


def _single(words: str) -> str:
    words = words.replace("“", "‘").replace("”", "’")
    return re.sub(r'"([^"]*)"', "‘\\1’", words)


def _weekday_of(iso: str) -> str:
    try:
        return f"{_WEEKDAYS[date.fromisoformat(iso[:10]).weekday()]}, "
    except ValueError:
        return ""
