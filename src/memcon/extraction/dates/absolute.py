"""Dates that the text gives by the calendar: days, months, years, decades, and ranges of them."""

import re
from datetime import date

from memcon.extraction.dates.forms import (
    ANY_WEEKDAY,
    DASH,
    DAY,
    FULL_MONTH,
    LAST_YEAR,
    MONTH,
    SHORT_MONTH,
    WEEKDAYS,
    YEAR,
    Form,
    Reading,
    Setting,
    compiled,
    leading_number,
    month_number,
    weekday_number,
)
from memcon.extraction.dates.methods import STATED, TWO_READINGS
from memcon.extraction.dates.periods import (
    EARLIEST,
    LATEST,
    Period,
    calendar_day,
    one_day,
    stretch,
    told_days,
    whole_month,
    whole_year,
    years,
)
from memcon.extraction.dates.year import complete, complete_month, year_of

_TO = rf"\s*(?:{DASH}|\bto\b|\buntil\b|\btill\b|\bthrough\b)\s*"
_TO_AND = rf"\s*(?:{DASH}|\bto\b|\buntil\b|\btill\b|\bthrough\b|\band\b|&)\s*"
_RELATIVE_YEAR = rf"(?:\s+(?:of\s+)?(?P<relative>{LAST_YEAR}))"
_ANOTHER = rf"(?:{MONTH}(?:\s+{DAY})?|{DAY}\s+{MONTH})"
_SHARED_YEAR = rf"(?=\s*(?:,|\band\b|\bor\b|&)\s+(?:and\s+)?{_ANOTHER}\s*,?\s+(?P<shared>{YEAR}))"
_OF_YEAR = rf"(?:(?:\s*,\s*|\s+(?:of\s+)?)(?P<year>{YEAR})|{_RELATIVE_YEAR}|{_SHARED_YEAR})?"
_PREFIX = rf"(?:(?:[Tt]he\s+)?(?:end|start|beginning|middle|close)\s+of\s+|(?:[Ee]arly|[Ll]ate|[Mm]id)(?:\s+in\s+|\s*{DASH}\s*|\s+))?"
_TENS = ("thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties")
_HOLIDAYS = {
    "new year's day": (1, 1),
    "christmas eve": (12, 24),
    "christmas day": (12, 25),
    "boxing day": (12, 26),
    "new year's eve": (12, 31),
}
_MONTHS_AS_WORDS = frozenset({"May", "March", "MAY", "MARCH"})
_BEFORE_A_MONTH = re.compile(
    r"\b(?:in|since|until|till|by|during|before|after|from|of|through|throughout|for|and|or|to|late|early|mid|end of|this|last|next|around|between|on)[\s-]+$",
    re.IGNORECASE,
)
_NOT_MONTHS = re.compile(r"\s+(?:Revolution|War|Uprising|Movement|Rising|Accords?|Surprise)\b")


def _named(match: re.Match[str], name: str) -> str | None:
    return match.groupdict().get(name)


def _read_day(match: re.Match[str], setting: Setting) -> Reading | None:
    word = _named(match, "weekday") or _named(match, "weekday_after")
    weekday = WEEKDAYS[weekday_number(word)] if word else None
    month, day = month_number(match["month"]), leading_number(match["day"])
    return complete(year_of(match, setting), month, day, weekday, setting)


def _read_days(match: re.Match[str], setting: Setting) -> Reading | None:
    """Several days of one month: "3-5 September". The second gives the year, as a stay may begin before publication and end after."""
    month = month_number(match["month"])
    year = year_of(match, setting)
    first = complete(year, month, leading_number(match["day"]), None, setting)
    last = complete(year, month, leading_number(match["last"]), None, setting)
    if first is None or last is None or last.period.end is None or first.period.start is None:
        return first if first is None or last is not None else None
    start = calendar_day(last.period.end.year, month, leading_number(match["day"]))
    if start is None or start > last.period.end:
        return None
    return Reading(_days(match, start, last.period.end), last.method)


def _read_span(match: re.Match[str], setting: Setting) -> Reading | None:
    """Days of two months: "from 30 October to 2 November 2023"."""
    ends = []
    last_year = match["year2"]
    for side in ("1", "2"):
        month = match["ma" + side] or match["mb" + side]
        day = match["da" + side] or match["db" + side]
        ends.append((month_number(month), leading_number(day), match["year" + side]))
    (first_month, first_day, first_year), (month, day, _) = ends
    last = complete(int(last_year) if last_year else None, month, day, None, setting)
    if last is None or last.period.end is None:
        return last
    end = last.period.end
    year = int(first_year) if first_year else end.year - ((first_month, first_day) > (month, day))
    start = calendar_day(year, first_month, first_day)
    return Reading(_days(match, start, end), last.method) if start and start <= end else None


def _days(match: re.Match[str], start: date, end: date) -> Period:
    """From the first day told to the last; "between" them it is open which."""
    between = match.string[: match.start()].rstrip().lower().endswith("between")
    return stretch(start, end) if between else told_days(start, end)


def _read_iso(match: re.Match[str], _: Setting) -> Reading | None:
    day = calendar_day(int(match["year"]), int(match["month"]), int(match["day"]))
    return Reading(one_day(day), STATED) if day else None


def _read_numeric(match: re.Match[str], _: Setting) -> Reading | None:
    """Day or month first; dots are only used day first. Where both are possible the readings bound the date."""
    year, one, other = int(match["year"]), int(match["one"]), int(match["other"])
    readings = {calendar_day(year, other, one)}
    if match["mark"] != ".":
        readings.add(calendar_day(year, one, other))
    days = sorted(day for day in readings if day is not None)
    if not days:
        return None
    return Reading(one_day(days[0]), STATED) if len(days) == 1 else Reading(stretch(days[0], days[1]), TWO_READINGS)


def _read_month(match: re.Match[str], setting: Setting) -> Reading | None:
    word = match["month"]
    year = year_of(match, setting)
    if _NOT_MONTHS.match(match.string, match.end()):
        return None
    if year is None and word in _MONTHS_AS_WORDS:
        lead = match.string[max(0, match.start() - 12) : match.start("month")]
        if not _BEFORE_A_MONTH.search(lead):
            return None
    if _named(match, "side") and setting.published:
        return complete_month(month_number(word), setting, match["side"].lower())
    return (
        Reading(whole_month(year, month_number(word)), STATED) if year else complete_month(month_number(word), setting)
    )


def _read_months(match: re.Match[str], setting: Setting) -> Reading | None:
    last = complete_month(month_number(match["last"]), setting)
    if match["year"]:
        last = Reading(whole_month(int(match["year"]), month_number(match["last"])), STATED)
    if last.period.end is None:
        return last
    first, end = month_number(match["month"]), last.period.end
    year = int(match["first_year"]) if match["first_year"] else end.year - (first > end.month)
    start = whole_month(year, first).start
    assert start is not None
    return Reading(Period(start, end, "range"), last.method) if start <= end else None


def _read_year(match: re.Match[str], _: Setting) -> Reading | None:
    return Reading(whole_year(int(match["year"])), STATED)


def _read_years(match: re.Match[str], _: Setting) -> Reading | None:
    first = int(match["year"])
    last = int(match["last"]) if len(match["last"]) == 4 else first - first % 100 + int(match["last"])
    return Reading(years(first, last), STATED) if EARLIEST <= first < last <= LATEST else None


def _read_decade(match: re.Match[str], _: Setting) -> Reading | None:
    first = int(match["year"])
    return Reading(years(first, first + 9), STATED)


def _read_tens(match: re.Match[str], _: Setting) -> Reading | None:
    """ "the 70s and 80s", "the nineties": of the last century, as those of this one are mostly told in full."""
    word, tens, last = match["word"], match["tens"], match["last"]
    first = 1930 + 10 * _TENS.index(word) if word else 1900 + 10 * int(tens)
    end = (1900 + 10 * int(last) if last else first) + 9
    return Reading(years(first, end), STATED) if first < end else None


def _read_short_year(match: re.Match[str], setting: Setting) -> Reading | None:
    """ "the '67 borders": of this century where that is not to come."""
    year = 2000 + int(match["short"])
    latest = setting.published.year if setting.published else 2000
    return Reading(whole_year(year if year <= latest else year - 100), STATED)


def _read_holiday(match: re.Match[str], setting: Setting) -> Reading | None:
    month, day = _HOLIDAYS[" ".join(match["name"].lower().replace("’", "'").split())]
    return complete(year_of(match, setting), month, day, None, setting)


def _side(number: str) -> str:
    """One end of a span of days, day first or month first."""
    day_first = rf"(?P<da{number}>{DAY})\s*(?:of\s+)?(?P<ma{number}>{MONTH})"
    month_first = rf"(?P<mb{number}>{MONTH})\s*(?P<db{number}>{DAY})"
    return rf"(?:{day_first}|{month_first})(?:(?:\s*,\s*|\s+)(?P<year{number}>{YEAR}))?"


_BEFORE_DAY = rf"(?:(?P<weekday>{ANY_WEEKDAY})(?:\s+(?:morning|afternoon|evening|night))?\s*(?:[,(]\s*)?(?:the\s+)?)?"
_AFTER_DAY = rf"(?:\s*\(\s*(?P<weekday_after>{ANY_WEEKDAY})(?=\s*\)))?"

ABSOLUTE: tuple[Form, ...] = (
    Form("span of days", compiled(rf"{_side('1')}{_TO}{_side('2')}"), _read_span),
    Form("span of days between", compiled(rf"(?<=etween\s){_side('1')}\s+and\s+{_side('2')}"), _read_span),
    Form("days, month first", compiled(rf"(?P<month>{MONTH})\s*(?P<day>{DAY})(?:,\s*{DAY})*{_TO_AND}(?P<last>{DAY})(?!\s*{MONTH}){_OF_YEAR}"), _read_days),
    Form("days, day first", compiled(rf"(?P<day>{DAY})(?:,\s*{DAY})*{_TO_AND}(?P<last>{DAY})\s*(?:of\s+)?(?P<month>{MONTH}){_OF_YEAR}"), _read_days),
    Form("day first", compiled(rf"{_BEFORE_DAY}(?<![\d.:])(?P<day>{DAY})\s*(?:of\s+|{DASH}\s*|,\s*)?(?P<month>{MONTH})(?:{DASH}(?=\d))?{_OF_YEAR}{_AFTER_DAY}"), _read_day),
    Form("month first", compiled(rf"{_BEFORE_DAY}(?P<month>{MONTH})\s*(?:the\s+)?(?P<day>{DAY})(?![.:]\d)(?!,\d{{3}}\b(?!\d)){_OF_YEAR}{_AFTER_DAY}"), _read_day),
    Form("year first", compiled(rf"(?P<year>{YEAR})(?P<mark>[-/.])(?P<month>\d{{1,2}})(?P=mark)(?P<day>\d{{1,2}})(?:T[\d:]+Z?)?"), _read_iso),
    Form("numbers", compiled(rf"(?<![\d/.-])(?P<one>\d{{1,2}})(?P<mark>[-/.])(?P<other>\d{{1,2}})(?P=mark)(?P<year>{YEAR})"), _read_numeric),
    Form("months", compiled(rf"(?P<month>{FULL_MONTH})(?:\s+(?P<first_year>{YEAR}))?{_TO}(?P<last>{FULL_MONTH})(?:,?\s+(?P<year>{YEAR}))?"), _read_months),
    Form("months between", compiled(rf"(?<=etween\s)(?P<month>{FULL_MONTH})(?:\s+(?P<first_year>{YEAR}))?\s+and\s+(?P<last>{FULL_MONTH})(?:\s+(?P<year>{YEAR}))?"), _read_months),
    Form("month and year", compiled(rf"{_PREFIX}(?P<month>{FULL_MONTH}|{SHORT_MONTH}\.?)(?:(?:\s*,\s*|\s+(?:of\s+)?)(?P<year>{YEAR})|{_RELATIVE_YEAR})"), _read_month),
    Form("month", compiled(rf"{_PREFIX}(?:(?P<side>[Ll]ast|[Nn]ext|[Tt]his)\s+)?(?P<month>{FULL_MONTH})(?!\s*\d){_SHARED_YEAR}?"), _read_month),
    Form("years", compiled(rf"(?<![\d/.-])(?P<year>{YEAR})\s*(?:{DASH}|\bto\b|\bthrough\b)\s*(?P<last>{YEAR}|(?<=-)\d\d(?!\d)|(?<=–)\d\d(?!\d))(?![/.-]\d)"), _read_years),
    Form("years between", compiled(rf"(?<=etween\s)(?P<year>{YEAR})\s+and\s+(?P<last>{YEAR})"), _read_years),
    Form("decade", compiled(r"(?:the\s+)?(?:(?:early|mid|late)[\s-]+)?(?P<year>(?:19|20)\d0)['’]?s"), _read_decade),
    Form("decade of the last century", compiled(rf"(?:[Tt]he\s+(?:(?:early|mid|late)[\s-]+)?|(?=['’]))(?:(?P<word>{'|'.join(_TENS)})|['’]?(?P<tens>[3-9])0['’]?s(?:\s+and\s+(?:the\s+)?['’]?(?P<last>[4-9])0['’]?s)?)"), _read_tens),
    Form("short year", compiled(r"(?:(?<=[Tt]he )|(?<=[Ii]n )|(?<=of )|(?<=[Ss]ince )|(?<=[Ff]rom )|(?<=[Uu]ntil ))['’‘](?P<short>\d\d)(?!['’])"), _read_short_year),
    Form("holiday", compiled(rf"(?P<name>New\s+Year['’]s\s+(?:Day|Eve)|Christmas\s+(?:Day|Eve)|Boxing\s+Day){_OF_YEAR}"), _read_holiday),
    Form("year", compiled(rf"{_PREFIX}(?<![\d/.,])(?<!\d-)(?P<year>{YEAR})(?![/\d]|[.,:]\d|{DASH}\d)"), _read_year),
)  # fmt: skip
"""The forms of calendar dates; the longest match wins, of two as long the earlier form."""
