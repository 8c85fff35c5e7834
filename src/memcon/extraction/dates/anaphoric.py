"""Dates that count from a date told before: "the following day", "that year", "the same month a year ago"."""

import re
from datetime import date, timedelta

from memcon.extraction.dates.forms import NUMBER, UNIT, YEAR, Form, Reading, Setting, compiled, count, lower
from memcon.extraction.dates.methods import COUNTED, COUNTED_BEFORE, NO_DATE_BEFORE
from memcon.extraction.dates.periods import (
    EARLIEST,
    UNKNOWN,
    Period,
    in_another_year,
    moved,
    one_day,
    quarter_of,
    whole_month,
    whole_year,
)

_CLOSES = r"(?=\s*(?:[.,;:)]|$|\n))"
_NEWS = timedelta(days=7)
"""How old the day that a report is about may be; one further back is history."""


def _read_unit(match: re.Match[str], setting: Setting) -> Reading | None:
    """ "the following day", "two days earlier", "that year"."""
    words = match.group().lower()
    unit = lower(match, "unit") or "day"
    before = setting.around if unit in ("month", "year", "decade") else setting.before
    if before is None or before.start is None or before.end is None:
        return Reading(UNKNOWN, NO_DATE_BEFORE)
    number = count(lower(match, "number") or "one")
    if number is None:
        return None
    if re.search(r"\b(?:same|that)\b", words):
        return Reading(before if unit == "day" else moved(before.start, 0, unit), COUNTED_BEFORE)
    if re.search(r"\b(?:previous|earlier|before|prior)\b", words):
        return Reading(moved(before.start, -number, unit), COUNTED_BEFORE)
    return Reading(moved(before.end, number, unit), COUNTED_BEFORE)


def _read_part_of_day(match: re.Match[str], setting: Setting) -> Reading | None:
    """ "earlier in the day": the day told last, unless that is history; else the day of publication."""
    before, published = setting.before, setting.published
    if before is not None and before.end is not None and (published is None or _is_news(before.end, published)):
        return Reading(before, COUNTED_BEFORE)
    return Reading(one_day(published), COUNTED) if published else Reading(UNKNOWN, NO_DATE_BEFORE)


def _read_part_of_unit(match: re.Match[str], setting: Setting) -> Reading | None:
    """ "Later in the year" at the head of a sentence goes on from the date before."""
    told = setting.around.start if setting.around else None
    anchor = told or setting.published
    if anchor is None:
        return Reading(UNKNOWN, NO_DATE_BEFORE)
    return Reading(moved(anchor, 0, lower(match, "unit")), COUNTED_BEFORE if told else COUNTED)


def _is_news(day: date, published: date) -> bool:
    return timedelta(0) <= published - day <= _NEWS


def _read_comparison(match: re.Match[str], setting: Setting) -> Reading | None:
    """ "the same month a year ago", "the same period of 2019": the time told before, in that other year."""
    before = setting.around
    year = _year_compared(match, setting)
    if year is not None and year < EARLIEST:
        return None
    if year is None or before is None or before.start is None or before.end is None:
        return Reading(whole_year(year), COUNTED) if year else Reading(UNKNOWN, NO_DATE_BEFORE)
    return Reading(in_another_year(_unit_of(before, lower(match, "unit")), year - before.start.year), COUNTED_BEFORE)


def _year_compared(match: re.Match[str], setting: Setting) -> int | None:
    """The year named, or that which lies so many before the time told before."""
    if match["year"]:
        return int(match["year"])
    start = setting.around.start if setting.around else setting.published
    if match["last"]:
        start = setting.published or start
    return start.year - (count(lower(match, "number") or "one") or 1) if start else None


def _unit_of(before: Period, unit: str) -> Period:
    assert before.start is not None
    if unit == "month":
        return whole_month(before.start.year, before.start.month)
    return quarter_of(before.start) if unit == "quarter" else before


ANAPHORIC: tuple[Form, ...] = (
    Form("day told before", compiled(rf"(?:(?:[Ee]arlier|[Ll]ater)\s+(?:on\s+)?)?(?i:the\s+(?:very\s+)?(?:same|next|following|previous)\s+day|that\s+(?:same\s+)?day|the\s+day\s+(?:before|after){_CLOSES})"), _read_unit),
    Form("part of the day", compiled(r"(?:[Ee]arlier|[Ll]ater)\s+in\s+the\s+day"), _read_part_of_day),
    Form("part of the unit told before", compiled(r"(?:Earlier|Later)\s+in\s+the\s+(?P<unit>month|year)"), _read_part_of_unit),
    Form("unit told before", compiled(r"(?:(?:[Ee]arlier|[Ll]ater)\s+)?(?:[Tt]he\s+(?:same|following|previous)|[Tt]hat(?:\s+same)?)\s+(?P<unit>week|month|year)(?!-)"), _read_unit),
    Form("days from it", compiled(rf"(?P<number>(?i:{NUMBER}))\s+(?P<unit>{UNIT})s?\s+(?:earlier|later|(?:before|after|prior){_CLOSES})"), _read_unit),
    Form("comparison", compiled(rf"(?:[Tt]he\s+)?same\s+(?P<unit>day|week|month|quarter|period|time)\s+(?:(?P<number>(?i:{NUMBER}))\s+years?\s+(?:ago|earlier|before|previously)|(?:of\s+|in\s+)?(?:the\s+)?(?P<last>(?:last|previous|prior|past)\s+year)|(?:of\s+|in\s+)?(?P<year>{YEAR}))"), _read_comparison),
)  # fmt: skip
"""The forms of dates that point back in the text; the longest match wins, of two as long the earlier form."""
