"""The days on which something may have been, as far as its report tells."""

from datetime import date, timedelta

from memcon.record import When

_BEFORE = timedelta(days=10)  # a report of a contact without a date tells of the last days
_AFTER = timedelta(days=1)  # somewhere east of the outlet it is tomorrow


def days_of(when: When | None, published: str | None) -> tuple[str | None, str | None]:
    """First and last possible day, ISO dates; where neither date nor publication is known, None and None."""
    if when is not None and (when.start or when.end):
        return when.start or when.end, when.end or when.start
    if published is None:
        return None, None
    day = date.fromisoformat(published)
    return (day - _BEFORE).isoformat(), (day + _AFTER).isoformat()


def known_date(when: When | None) -> str | None:
    """As much of a date as is certain: a day, month or year; None where it was left open."""
    if when is None or not when.start or when.precision in ("unknown", "range"):
        return None
    return {"day": when.start[:10], "month": when.start[:7], "year": when.start[:4]}[when.precision]


def number_of(day: str | None) -> int | None:
    """An ISO date as a number of days, to reckon with; None where it is no whole date."""
    try:
        return date.fromisoformat(day).toordinal() if day else None
    except ValueError:
        return None


def day_of(number: int) -> str:
    """The ISO date that a number of days stands for, or the first or last that there is."""
    return date.fromordinal(min(max(number, 1), date.max.toordinal())).isoformat()
