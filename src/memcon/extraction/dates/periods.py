"""Stretches of the calendar: days, weeks, months, years."""

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


UNKNOWN = Period(None, None, "unknown")


def one_day(day: date) -> Period:
    """A single day."""
    return Period(day, day, "day")


def stretch(start: date, end: date) -> Period:
    """Several days, or one where both ends are the same."""
    return one_day(start) if start == end else Period(start, end, "range")


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
    """What is ``number`` units away from a day, as exactly as the unit tells: a day, a week, a month or a year."""
    if unit == "day":
        return one_day(day + timedelta(days=number))
    if unit == "week":
        return week_of(day + timedelta(weeks=number))
    if unit == "month":
        return whole_month(day.year, day.month + number)
    year = day.year + number * (10 if unit == "decade" else 1)
    return whole_year(min(max(year, EARLIEST), LATEST))


def moved_day(day: date, number: int, unit: str) -> date:
    """The day that is ``number`` units away; the last of a month where that month is too short."""
    if unit in ("day", "week"):
        return day + timedelta(days=number * (7 if unit == "week" else 1))
    months = number * {"month": 1, "quarter": 3, "year": 12, "decade": 120}[unit]
    months = min(max(months, 12 * (EARLIEST - day.year)), 12 * (LATEST - day.year))
    month = whole_month(day.year, day.month + months)
    assert month.start is not None
    assert month.end is not None
    return min(month.start + timedelta(days=day.day - 1), month.end)
