"""The year of a day, month or quarter: as the text tells it, or the likeliest where it does not."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from memcon.extraction.dates.forms import WEEKDAYS, Reading, Setting, unanchored
from memcon.extraction.dates.methods import CARRIED_YEAR, NEAREST_YEAR, STATED, WEEKDAY_MISFIT, WEEKDAY_YEAR
from memcon.extraction.dates.periods import Period, calendar_day, months, one_day

_SLACK = timedelta(days=2)
"""A report dated by another clock may tell of "tomorrow" in the past tense."""

_REACH = range(-4, 5)
"""Years around publication in which a day is looked for: 29 February comes every four."""

_FAR, _LATELY, _SOON = timedelta(days=240), timedelta(days=125), timedelta(days=45)
"""A loose date that the tense puts so far away is the one so near on the other side: "will follow up on their June call",
"prepared the June summit". Orders and laws of the year's beginning are cited all year, so that looking ahead is for less."""

_SIDES = {"last": -1, "this": 0, "next": 1}
_SIDES_OF_DATE_BEFORE = {"that": 0, "that same": 0, "the same": 0, "the previous": -1, "the following": 1}


def year_of(match: re.Match[str], setting: Setting) -> int | None:
    """The year that a form names, in digits, as "last year" or "that year", or shared with the date that follows ("May and June 2023")."""
    named = match.groupdict()
    digits = named.get("year") or named.get("shared")
    if digits:
        return int(digits)
    side = " ".join((named.get("relative") or "").lower().split()).removesuffix(" year")
    if side in _SIDES and setting.published:
        return setting.published.year + _SIDES[side]
    if side in _SIDES_OF_DATE_BEFORE and setting.around and setting.around.start:
        return setting.around.start.year + _SIDES_OF_DATE_BEFORE[side]
    return None


def complete(year: int | None, month: int, day: int, weekday: str | None, setting: Setting) -> Reading | None:
    """A day of the calendar, its year added where the text has none. None where the calendar has no such day."""
    if year is not None:
        stated = calendar_day(year, month, day)
        return _checked(stated, weekday, STATED) if stated else None
    if calendar_day(2000, month, day) is None:
        return None
    anchor, method = setting.published, NEAREST_YEAR
    if anchor is None and setting.before is not None and setting.before.start is not None:
        anchor, method = setting.before.start, CARRIED_YEAR
    if anchor is None:
        return unanchored(weekday)
    days = [found for offset in _REACH if (found := calendar_day(anchor.year + offset, month, day))]
    usual = _nearest(days, anchor, setting)
    if weekday is None or WEEKDAYS[usual.weekday()] == weekday:
        return Reading(one_day(usual), method, weekday)
    fitting = [
        found for found in days if WEEKDAYS[found.weekday()] == weekday and abs(found - anchor) < timedelta(days=400)
    ]
    if fitting:
        return Reading(one_day(_nearest(fitting, anchor, setting)), WEEKDAY_YEAR, weekday)
    return Reading(one_day(usual), WEEKDAY_MISFIT, weekday)


def complete_month(month: int, setting: Setting, side: str | None = None) -> Reading:
    """A month told without its year; ``side`` is "last", "this" or "next" where the text has that word."""
    return _complete(month, 1, setting, side)


def complete_quarter(quarter: int, setting: Setting) -> Reading:
    """A quarter told without its year."""
    return _complete(quarter * 3 - 2, 3, setting)


def _complete(month: int, length: int, setting: Setting, side: str | None = None) -> Reading:
    anchor, method = setting.published, NEAREST_YEAR
    if anchor is None and setting.before is not None and setting.before.start is not None:
        anchor, method = setting.before.start, CARRIED_YEAR
    if anchor is None:
        return unanchored()
    around = [months(anchor.year + offset, month, length) for offset in (-1, 0, 1)]
    now = anchor.replace(day=1)
    told, nearest = _likeliest(around, now, side or setting.outlook), _likeliest(around, now, None)
    loose = side is None and _is_loose(_first(told), _first(nearest), now, setting)
    return Reading(nearest if loose else told, method)


def _likeliest(around: Sequence[Period], now: date, side: str | None) -> Period:
    """Of the same months of three years, the one that the side or the tense tells, else the one that begins nearest."""
    if side == "last":
        return [one for one in around if _first(one) < now][-1]
    if side == "next":
        return next(one for one in around if _first(one) > now)
    if side == "past":
        return [one for one in around if _first(one) <= now][-1]
    if side == "future":
        return next(one for one in around if _end(one) >= now)
    return min(around, key=lambda one: abs(_first(one) - now))


def _first(period: Period) -> date:
    assert period.start is not None
    return period.start


def _end(period: Period) -> date:
    assert period.end is not None
    return period.end


def _checked(day: date, weekday: str | None, method: str) -> Reading:
    fits = weekday is None or WEEKDAYS[day.weekday()] == weekday
    return Reading(one_day(day), method if fits else WEEKDAY_MISFIT, weekday)


def _nearest(days: list[date], anchor: date, setting: Setting) -> date:
    """The day nearest to the anchor, on the side of it that the tense tells."""
    nearest = _closest(days, anchor)
    if setting.outlook == "past":
        days = [day for day in days if day <= anchor + _SLACK] or days
    elif setting.outlook == "future":
        days = [day for day in days if day >= anchor - _SLACK] or days
    told = _closest(days, anchor)
    return nearest if _is_loose(told, nearest, anchor, setting) else told


def _closest(days: list[date], anchor: date) -> date:
    return min(days, key=lambda day: (abs(day - anchor), day))


def _is_loose(told: date, nearest: date, anchor: date, setting: Setting) -> bool:
    near = _LATELY if nearest <= anchor else _SOON
    return setting.loose and abs(told - anchor) >= _FAR and abs(nearest - anchor) <= near
