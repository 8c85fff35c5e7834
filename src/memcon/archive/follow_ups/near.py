"""Where a thing stands: between which two countries, and when. What follows it up stands between the same two, not long after.

The same rule finds what an added report follows up and what follows it up, whichever of the two was added first.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, false

from memcon.archive.schema import contact_dyads

AFTER = 120  # days in which something without a date is followed up
LONGEST = 520  # days in which something with a date is followed up: a year, and what is left of the one before
_BEFORE = 11  # days by which the first possible day of a contact without a date may lie before that of its plan


class Stay(NamedTuple):
    """A contact's dyad ("IRN-TUR") and the first day on which it may have been (ISO)."""

    dyad: str
    first: str


def is_near(planned: Iterable[Stay], following: Iterable[Stay]) -> bool:
    """Whether something may follow something else up: the same two countries, and soon enough."""
    later = set(following)
    return any(
        one.dyad == other.dyad and moved(one.first, -_BEFORE) <= other.first <= moved(one.first, LONGEST)
        for one in planned
        for other in later
    )


def following(stays: Iterable[Stay]) -> ColumnElement[bool]:
    """The rows of `contact_dyads` that stand where something may follow these up."""
    return _around(stays, before=_BEFORE, after=LONGEST)


def followed(stays: Iterable[Stay]) -> ColumnElement[bool]:
    """The rows of `contact_dyads` that these may follow up."""
    return _around(stays, before=LONGEST, after=_BEFORE)


def iso_day(value: str | None) -> str | None:
    """The value where it is a whole ISO date; only such days can be compared."""
    try:
        return date.fromisoformat(value).isoformat() if value else None
    except ValueError:
        return None


def moved(day: str, days: int) -> str:
    """The ISO date so many days later, or the first or last that there is."""
    try:
        return (date.fromisoformat(day) + timedelta(days=days)).isoformat()
    except OverflowError:
        return (date.min if days < 0 else date.max).isoformat()


def days_between(first: str, last: str) -> int:
    """From the one ISO date to the other."""
    return (date.fromisoformat(last) - date.fromisoformat(first)).days


def _around(stays: Iterable[Stay], *, before: int, after: int) -> ColumnElement[bool]:
    known = list(stays)
    if not known:
        return false()
    first = moved(min(stay.first for stay in known), -before)
    last = moved(max(stay.first for stay in known), after)
    dyads = sorted({stay.dyad for stay in known})
    return and_(contact_dyads.c.dyad.in_(dyads), contact_dyads.c.first.between(first, last))
