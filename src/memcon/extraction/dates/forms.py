"""What a written form of a date is, and the words that such forms are made of."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from memcon.extraction.dates.methods import NO_PUBLICATION
from memcon.extraction.dates.periods import UNKNOWN, Period

Outlook = Literal["past", "future"]

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

WEEKDAY = "(?:" + "|".join(f"{name}|{name.upper()}" for name in WEEKDAYS) + ")"
ANY_WEEKDAY = rf"(?:{WEEKDAY}|(?:Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun)\b\.?)"
FULL_MONTH = (
    "(?:January|February|March|April|May|June|July|August|September|October|November|December"
    "|JANUARY|FEBRUARY|MARCH|APRIL|MAY|JUNE|JULY|AUGUST|SEPTEMBER|OCTOBER|NOVEMBER|DECEMBER)"
)
SHORT_MONTH = r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|JAN|FEB|MAR|APR|JUN|JUL|AUG|SEPT?|OCT|NOV|DEC)"
MONTH = rf"(?:{FULL_MONTH}\b|{SHORT_MONTH}\b\.?)"
DAY = r"(?:3[01]|[12]\d|0?[1-9])(?!\d)(?:\s?(?:st|nd|rd|th)\b)?"
YEAR = r"(?:19|20)\d\d(?!\d)"
DASH = r"[-–—]"
UNIT = r"(?:day|week|fortnight|month|year|decade)"
LAST_YEAR = r"(?:last|this|next|that|(?:that|the)\s+same|the\s+previous|the\s+following)\s+year"
PART = r"(?:early|earlier|late|later|mid|middle)"

_NUMBERS = {
    word: number
    for number, words in enumerate(
        (
            "", "a an one", "two couple", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
            "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
        )
    )
    for word in words.split()
} | {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}  # fmt: skip
NUMBER = r"(?:\d{1,3}|a couple of|(?:" + "|".join(_NUMBERS) + r")\b)"


@dataclass(frozen=True)
class Setting:
    """What a form is read against: the day of publication, the tense around it, and what the text names before.

    ``before`` is the last day that it names, ``around`` the last time of any length. ``loose`` is set where the date hangs
    on no verb of its own, so that the tense is that of something else.
    """

    published: date | None
    outlook: Outlook | None = None
    before: Period | None = None
    around: Period | None = None
    loose: bool = False


@dataclass(frozen=True)
class Reading:
    """What a form stands for, and how that was found."""

    period: Period
    method: str
    weekday: str | None = None


@dataclass(frozen=True)
class Form:
    """A way to write a date. ``read`` gives None where the words match but are no date."""

    name: str
    pattern: re.Pattern[str]
    read: Callable[[re.Match[str], Setting], Reading | None]


def compiled(pattern: str) -> re.Pattern[str]:
    """A pattern that starts and ends at the edge of a word."""
    return re.compile(rf"(?<![\w$€£#]){pattern}(?![\w%])")


def month_number(word: str) -> int:
    """1 for January, in full or short."""
    return _MONTHS.index(word[:3].lower()) + 1


def weekday_number(word: str) -> int:
    """0 for Monday, in full or short."""
    return next(number for number, name in enumerate(WEEKDAYS) if name.lower().startswith(word[:3].lower()))


def leading_number(word: str) -> int:
    """The number of a day such as "11th"."""
    found = re.match(r"\d+", word)
    assert found is not None
    return int(found.group())


def count(words: str) -> int | None:
    """The number that words such as "two" or "a couple of" stand for."""
    if words.isdigit():
        return int(words)
    named = [_NUMBERS[word] for word in words.lower().split() if word in _NUMBERS]
    return named[-1] if named else None


def lower(match: re.Match[str], name: str) -> str:
    """What a group of a form matched, in lower case with single spaces; nothing where the form has no such group."""
    return " ".join((match.groupdict().get(name) or "").lower().split())


def unanchored(weekday: str | None = None) -> Reading:
    """What counts from a publication date that is not known."""
    return Reading(UNKNOWN, NO_PUBLICATION, weekday)
