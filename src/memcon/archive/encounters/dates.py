"""The date of a contact whose report leaves it open: that of its encounter, where another report tells it."""

from typing import Any

from sqlalchemy import ColumnElement, Label, RowMapping, and_, case, or_

from memcon.archive.schema import contacts, encounters

_NAMES = ("start", "end", "precision", "weekday", "method")
_OPEN = ("unknown", "month", "year")


def dates_of_encounters() -> list[Label[str]]:
    """The columns that a query of contacts, joined to their encounters, needs for `date_of`."""
    return [encounters.c[f"when_{name}"].label(f"encounter_{name}") for name in _NAMES]


def date_of(row: RowMapping) -> dict[str, Any]:
    """The date of a contact in a list: its own, or its encounter's where its own is open."""
    own = {name: row[f"when_{name}"] for name in _NAMES}
    if leaves_open(own["precision"], own["weekday"], own["start"], own["end"]) and row["encounter_precision"] == "day":
        own = {name: row[f"encounter_{name}"] for name in _NAMES}
    return {
        "date": own["start"],
        "date_end": own["end"],
        "date_precision": own["precision"],
        "weekday": own["weekday"],
        "date_method": own["method"],
    }


def date_or_encounters(own: ColumnElement[str | None]) -> ColumnElement[str | None]:
    """What contacts are ordered by: their own date, or their encounter's where `date_of` gives that."""
    when = contacts.c
    named = and_(when.when_weekday.is_not(None), or_(when.when_start.is_(None), when.when_start != when.when_end))
    is_open = or_(when.when_precision.is_(None), when.when_precision.in_(_OPEN), named)
    dated = encounters.c.when_precision == "day"
    return case((and_(is_open, dated), encounters.c.when_start), else_=own)


def leaves_open(precision: str | None, weekday: str | None, start: str | None, end: str | None) -> bool:
    """Whether a date says less than a day or a few: nothing, a month or year, or a weekday that may be any of many."""
    a_weekday = weekday is not None and (start is None or start != end)
    return precision in (None, *_OPEN) or a_weekday
