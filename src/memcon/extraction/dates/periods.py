"""Stretches of the calendar: days, weeks, months, years."""

import math
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from memcon.record import Precision

EARLIEST, LATEST = 1900, 2100
"""Years outside are numbers, or of another calendar (1402 is 2023 in Iran)."""


@dataclass(frozen=True)
class Period:
    """Days from ``start`` to ``end``, both included; None where open."""

    start: date | None
    end: date | None
    precision: Precision


_WEEKS = {"week": 1, "fortnight": 2}

UNKNOWN = Period(None, None, "unknown")


def one_day(day: date) -> Period:
    """A single day."""
    return Period(day, day, "day")


def stretch(start: date, end: date) -> Period:
    """Several days, or one where both ends are the same."""
    return one_day(start) if start == end else Period(start, end, "range")


def told_days(start: date, end: date) -> Period:
    """Days of which both the first and the last are told."""
    return Period(start, end, "day")


def whole_month(year: int, month: int) -> Period:
    """A month; ``month`` may run over: month 13 is January of the next year, month 0 December of the one before."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return Period(date(year, month, 1), date(year, month, monthrange(year, month)[1]), "month")


def whole_year(year: int) -> Period:
    """A calendar year."""
    return Period(date(year, 1, 1), date(year, 12, 31), "year")


def years(first: int, last: int) -> Period:
    """Several calendar years."""
    return whole_year(first) if first == last else Period(date(first, 1, 1), date(last, 12, 31), "range")


def quarter_of(day: date) -> Period:
    """The quarter of the calendar year that a day lies in."""
    return months(day.year, day.month - (day.month - 1) % 3, 3)


def months(year: int, first: int, number: int) -> Period:
    """Whole months from the month ``first`` of a year; both may run over as in `whole_month`."""
    start, end = whole_month(year, first).start, whole_month(year, first + number - 1).end
    return Period(start, end, "month" if number == 1 else "range")


def week_of(day: date) -> Period:
    """The week from Monday to Sunday that a day lies in."""
    monday = day - timedelta(days=day.weekday())
    return stretch(monday, monday + timedelta(days=6))


def weekend_of(day: date) -> Period:
    """Saturday and Sunday of the week that a day lies in."""
    saturday = day + timedelta(days=5 - day.weekday())
    return stretch(saturday, saturday + timedelta(days=1))


def calendar_day(year: int, month: int, day: int) -> date | None:
    """The day, or None where the calendar has no such day or the year is out of range."""
    if not EARLIEST <= year <= LATEST or not 1 <= month <= 12 or not 1 <= day <= monthrange(year, month)[1]:
        return None
    return date(year, month, day)


def moved(day: date, number: int, unit: str) -> Period:
    """What is ``number`` units away from a day, as exactly as the unit tells: a day, a week, a month, a quarter or a year."""
    if unit == "day":
        return one_day(day + timedelta(days=number))
    if unit in _WEEKS:
        return week_of(day + timedelta(weeks=number * _WEEKS[unit]))
    if unit == "month":
        return whole_month(day.year, day.month + number)
    if unit == "quarter":
        return quarter_of(moved_day(day, number, unit))
    year = day.year + number * (10 if unit == "decade" else 1)
    return whole_year(min(max(year, EARLIEST), LATEST))


def moved_day(day: date, number: int, unit: str) -> date:
    """The day that is ``number`` units away; the last of a month where that month is too short."""
    if unit == "hour":
        return day + timedelta(days=math.copysign(math.ceil(abs(number) / 24), number))
    if unit == "day":
        return day + timedelta(days=number)
    if unit in _WEEKS:
        return day + timedelta(weeks=number * _WEEKS[unit])
    steps = number * {"month": 1, "quarter": 3, "year": 12, "decade": 120}[unit]
    steps = min(max(steps, 12 * (EARLIEST - day.year)), 12 * (LATEST - day.year))
    month = whole_month(day.year, day.month + steps)
    assert month.start is not None
    assert month.end is not None
    return min(month.start + timedelta(days=day.day - 1), month.end)


def in_another_year(period: Period, years_away: int) -> Period:
    """The same days of another year; the last day of a month stays the last."""
    if period.start is None or period.end is None:
        return period
    start, end = (moved_day(day, years_away, "year") for day in (period.start, period.end))
    if period.precision != "day" and (period.end + timedelta(days=1)).day == 1:
        last = whole_month(end.year, end.month).end
        assert last is not None
        end = last
    return stretch(start, end) if period.precision == "range" else Period(start, end, period.precision)
