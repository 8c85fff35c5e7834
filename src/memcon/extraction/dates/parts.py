"""Parts of a year or a month: quarters, halves, seasons, weeks; and fiscal years, which are not the calendar's."""

import re
from datetime import timedelta

from memcon.extraction.dates.forms import (
    DASH,
    DAY,
    FULL_MONTH,
    LAST_YEAR,
    MONTH,
    NUMBER,
    YEAR,
    Form,
    Reading,
    Setting,
    compiled,
    count,
    leading_number,
    month_number,
    unanchored,
)
from memcon.extraction.dates.methods import COUNTED, FISCAL_YEAR, NEAREST_MONTH, STATED
from memcon.extraction.dates.periods import (
    UNKNOWN,
    calendar_day,
    months,
    one_day,
    stretch,
    told_days,
    week_of,
    whole_month,
    whole_year,
)
from memcon.extraction.dates.year import complete, complete_month, complete_quarter, year_of

_PLACES = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4}
_STEPS = {"last": -1, "this": 0, "the": 0, "next": 1}
_WEEK = 7
_SUNDAY = 6


def _of_year(match: re.Match[str], setting: Setting) -> int | None:
    """The year that is named, or that of publication for "the year"."""
    return year_of(match, setting) or (setting.published.year if setting.published else None)


def _read_fraction(match: re.Match[str], setting: Setting) -> Reading | None:
    """A quarter or a half of a year that is named."""
    year = _of_year(match, setting)
    if year is None:
        return unanchored()
    size = 3 if match["part"].lower() == "quarter" else 6
    place = _PLACES.get(match["place"].lower(), 12 // size)
    return Reading(months(year, (place - 1) * size + 1, size), STATED) if place * size <= 12 else None


def _read_quarter(match: re.Match[str], setting: Setting) -> Reading | None:
    """A quarter with its year or without: "Q3 2023", "in Q3", "third-quarter results"."""
    named = match.groupdict()
    place = named.get("number") or named.get("turned")
    quarter = int(place) if place else _PLACES[match["place"].lower()]
    year = year_of(match, setting)
    return Reading(months(year, quarter * 3 - 2, 3), STATED) if year else complete_quarter(quarter, setting)


def _read_months(match: re.Match[str], setting: Setting) -> Reading | None:
    """ "the first nine months of 2024"."""
    year, number = _of_year(match, setting), count(match["number"])
    if year is None:
        return unanchored()
    if number is None or not 0 < number < 12:
        return None
    return Reading(months(year, 1 if match["place"].lower() == "first" else 13 - number, number), STATED)


def _read_season(match: re.Match[str], setting: Setting) -> Reading | None:
    """A season names its year only: it begins in other months south of the equator."""
    year = year_of(match, setting)
    return Reading(whole_year(year), STATED) if year else None


def _month_of(match: re.Match[str], setting: Setting) -> Reading:
    """The month by name, or the one that publication tells."""
    if match["month"] is None:
        if setting.published is None:
            return unanchored()
        return Reading(whole_month(setting.published.year, setting.published.month + _STEPS[match["side"]]), COUNTED)
    year, month = year_of(match, setting), month_number(match["month"])
    return Reading(whole_month(year, month), STATED) if year else complete_month(month, setting)


def _read_part_of_month(match: re.Match[str], setting: Setting) -> Reading | None:
    """Weeks are counted from the first of the month, the last from its end; halves meet at the 15th."""
    told = _month_of(match, setting)
    start, end = told.period.start, told.period.end
    if start is None or end is None:
        return told
    place, halves = _PLACES.get(match["place"].lower()), match["part"] == "half"
    if halves:
        middle = start.replace(day=15)
        if place not in {1, 2, None}:
            return None
        return Reading(stretch(start, middle) if place == 1 else stretch(middle + timedelta(days=1), end), told.method)
    if place is None:
        return Reading(stretch(end - timedelta(days=_WEEK - 1), end), told.method)
    first = start + timedelta(days=_WEEK * (place - 1))
    return Reading(stretch(first, first + timedelta(days=_WEEK - 1)), told.method)


def _read_week(match: re.Match[str], setting: Setting) -> Reading | None:
    """ "the week of 6 January": from that day where it is a Sunday or the text says "beginning", else from Monday to Sunday."""
    month = month_number(match["month"] or match["month_first"])
    told = complete(year_of(match, setting), month, leading_number(match["day"] or match["day_after"]), None, setting)
    if told is None or told.period.start is None:
        return told
    day = told.period.start
    if match["begins"] or day.weekday() == _SUNDAY:
        return Reading(stretch(day, day + timedelta(days=_WEEK - 1)), told.method)
    return Reading(week_of(day), told.method)


def _read_day_of_month(match: re.Match[str], setting: Setting) -> Reading | None:
    """ "the 15th of next month", "the 29th and 30th of this month"."""
    if setting.published is None:
        return unanchored()
    month = whole_month(setting.published.year, setting.published.month + _STEPS[match["side"]]).start
    assert month is not None
    day, last = (
        calendar_day(month.year, month.month, leading_number(word))
        for word in (match["day"], match["last"] or match["day"])
    )
    return Reading(told_days(day, last), COUNTED) if day and last and day <= last else None


def _read_bare_day(match: re.Match[str], setting: Setting) -> Reading | None:
    """ "on the 14th": of the month that lies nearest on the side that the tense tells."""
    published, number = setting.published, leading_number(match["day"])
    if published is None:
        return unanchored()
    starts = [whole_month(published.year, published.month + step).start for step in (-1, 0, 1)]
    days = [day for start in starts if start and (day := calendar_day(start.year, start.month, number))]
    if setting.outlook is not None:
        days = [day for day in days if (day <= published if setting.outlook == "past" else day >= published)] or days
    return Reading(one_day(min(days, key=lambda day: abs(day - published))), NEAREST_MONTH)


def _read_fiscal_year(match: re.Match[str], _: Setting) -> Reading | None:
    return Reading(UNKNOWN, FISCAL_YEAR)


_THE_YEAR = rf"(?:(?:the\s+year\s+)?(?P<year>{YEAR})|the\s+year|(?P<relative>{LAST_YEAR}))"
_OF_YEAR = rf"(?:(?:,\s*|\s+(?:of\s+)?)(?P<year>{YEAR})|\s+(?:of\s+)?(?P<relative>{LAST_YEAR}))?"
_PLACE = r"(?P<place>(?i:first|second|third|fourth|last|final|1st|2nd|3rd|4th))"
_NUMBERED = r"(?P<place>(?i:first|second|third|fourth))"

PARTS: tuple[Form, ...] = (
    Form("part of a year", compiled(rf"(?:[Tt]he\s+)?{_PLACE}[\s-]+(?P<part>quarter|half)\s+(?:(?:of|in)\s+)?{_THE_YEAR}"), _read_fraction),
    Form("quarter", compiled(rf"(?:[Tt]he\s+)?{_NUMBERED}(?:\s+|-)quarter(?!-|\s+of\b)"), _read_quarter),
    Form("numbered quarter", compiled(rf"(?:Q(?P<number>[1-4])|(?P<turned>[1-4])Q)(?:\s+of|/|,)?\s*(?P<year>{YEAR})"), _read_quarter),
    Form("year and quarter", compiled(rf"(?P<year>{YEAR})[\s/-]*Q(?P<number>[1-4])"), _read_quarter),
    Form("quarter in short", compiled(r"(?:(?<=\b[Ii]n )|(?<=\bof )|(?<=\b[Bb]y )|(?<=\b[Ff]or )|(?<=\b[Ss]ince ))(?:Q(?P<number>[1-4])|(?P<turned>[1-4])Q)(?!-)"), _read_quarter),
    Form("months of a year", compiled(rf"(?:[Tt]he\s+)?(?P<place>(?i:first|last|final))\s+(?P<number>(?i:{NUMBER}))\s+months\s+of\s+{_THE_YEAR}"), _read_months),
    Form("season", compiled(rf"(?:the\s+)?(?:[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter)\s+(?:(?:of\s+)?(?P<year>{YEAR})|of\s+(?P<relative>{LAST_YEAR}))"), _read_season),
    Form("part of a month", compiled(rf"(?:[Tt]he\s+)?{_PLACE}\s+(?P<part>week|half)\s+(?:of|in)\s+(?:(?P<month>{FULL_MONTH}){_OF_YEAR}|(?P<side>this|the|next|last)\s+month)"), _read_part_of_month),
    Form("week of a day", compiled(rf"(?:[Tt]he\s+)?[Ww]eek\s+(?:of|(?P<begins>beginning|starting|commencing))\s+(?:on\s+)?(?:the\s+)?(?:(?P<day>{DAY})\s+(?:of\s+)?(?P<month>{MONTH})|(?P<month_first>{MONTH})\s*(?P<day_after>{DAY})(?!\s*{DASH}\s*\d)){_OF_YEAR}"), _read_week),
    Form("day of a month", compiled(r"[Tt]he\s+(?P<day>\d{1,2}(?:st|nd|rd|th))(?:\s+and\s+(?:the\s+)?(?P<last>\d{1,2}(?:st|nd|rd|th)))?\s+of\s+(?P<side>this|next|last)\s+month"), _read_day_of_month),
    Form("bare day", compiled(r"(?<=\b[Oo]n\s)the\s+(?P<day>(?:3[01]|[12]\d|[1-9])(?:st|nd|rd|th))(?=\s*(?:[.,;:)]|$|\n)|\s+(?:in|at|with|for|when|where)\b)"), _read_bare_day),
    Form("fiscal year", compiled(rf"(?:[Tt]he\s+)?(?:(?:[Ff]iscal|[Ff]inancial|[Bb]udget)\s+(?:[Yy]ear\s+)?{YEAR}(?:[-–/](?:\d\d)?\d\d(?!\d))?|FY\s?(?:{YEAR}|\d\d)|{YEAR}(?:[-–/](?:\d\d)?\d\d)?\s+(?:fiscal|financial)\s+year)"), _read_fiscal_year),
)  # fmt: skip
"""The forms of parts of a year; the longest match wins, of two as long the earlier form."""
