"""The year of a day or month that is told without one."""

from datetime import date, timedelta

from memcon.extraction.dates.forms import WEEKDAYS, Reading, Setting, unanchored
from memcon.extraction.dates.methods import CARRIED_YEAR, NEAREST_YEAR, STATED, WEEKDAY_MISFIT, WEEKDAY_YEAR
from memcon.extraction.dates.periods import Period, calendar_day, one_day, whole_month

_SLACK = timedelta(days=2)
"""A report dated by another clock may tell of "tomorrow" in the past tense."""

_REACH = range(-4, 5)
"""Years around publication in which a day is looked for: 29 February comes every four."""


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
    anchor, method = setting.published, NEAREST_YEAR
    if anchor is None and setting.before is not None and setting.before.start is not None:
        anchor, method = setting.before.start, CARRIED_YEAR
    if anchor is None:
        return unanchored()
    months = [whole_month(anchor.year + offset, month) for offset in (-1, 0, 1)]
    now = anchor.replace(day=1)
    if side == "last":
        return Reading([one for one in months if _first(one) < now][-1], method)
    if side == "next":
        return Reading(next(one for one in months if _first(one) > now), method)
    if setting.outlook == "past":
        return Reading([one for one in months if _first(one) <= now][-1], method)
    if setting.outlook == "future":
        return Reading(next(one for one in months if _first(one) >= now), method)
    return Reading(min(months, key=lambda one: abs(_first(one) - now)), method)


def _first(period: Period) -> date:
    assert period.start is not None
    return period.start


def _checked(day: date, weekday: str | None, method: str) -> Reading:
    fits = weekday is None or WEEKDAYS[day.weekday()] == weekday
    return Reading(one_day(day), method if fits else WEEKDAY_MISFIT, weekday)


def _nearest(days: list[date], anchor: date, setting: Setting) -> date:
    """The day nearest to the anchor, on the side of it that the tense tells."""
    if setting.outlook == "past":
        days = [day for day in days if day <= anchor + _SLACK] or days
    elif setting.outlook == "future":
        days = [day for day in days if day >= anchor - _SLACK] or days
    return min(days, key=lambda day: (abs(day - anchor), day))
