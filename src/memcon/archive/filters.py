"""What an archive can be asked for. Each filter is one row: its name, how it reads in a sentence, and its condition.

The command line, the sentence above a table and the SQL all come from these rows, so a filter is added in one place.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import ColumnElement, and_, exists, or_

from memcon.archive.folding import fold_name
from memcon.archive.schema import actors, contacts, participants, parties, reports, statements
from memcon.errors import ArchiveError
from memcon.record import Mode, Status

Condition = ColumnElement[bool]
Value = str | tuple[str, ...]
FilterName = Literal["country", "person", "since", "until", "mode", "status"]

_ISO_DATE = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, kw_only=True)
class Filters:
    """Which contacts or statements are wanted; an empty filter lets everything through.

    ``country`` are ISO 3166-1 alpha-3 codes: contacts between all of them, statements by speakers of any of them.
    ``person`` is part of a name, accents, case and hyphens aside: the contact's participant, the statement's speaker.
    ``since`` and ``until`` are ISO dates, inclusive. An open date lets a contact through when it may lie in the period;
    one of which nothing is known goes by the report's publication date.
    ``mode`` and ``status`` are those of the contact, also for statements.
    """

    country: tuple[str, ...] = ()
    person: str | None = None
    since: str | None = None
    until: str | None = None
    mode: Mode | None = None
    status: Status | None = None
    limit: int | None = None

    def __post_init__(self) -> None:
        for name, date in (("since", self.since), ("until", self.until)):
            if date is not None and not _ISO_DATE.fullmatch(date):
                raise ArchiveError(f"{name} must be a date like 2024-12-31, not {date}")
        if self.since and self.until and self.since > self.until:
            raise ArchiveError(f"since {self.since} is later than until {self.until}; swap them")
        if self.person is not None and not fold_name(self.person):
            raise ArchiveError(f"the person must be part of a name, not “{self.person}”")
        if self.limit is not None and self.limit < 1:
            raise ArchiveError("the limit must be at least 1")


@dataclass(frozen=True)
class FilterRow:
    """One filter: ``words`` is how it reads, {} being its value."""

    name: FilterName
    words: str
    of_contacts: Callable[[Value], Condition]
    of_statements: Callable[[Value], Condition]


def conditions(filters: Filters, table: Literal["contacts", "statements"]) -> list[Condition]:
    """The SQL conditions of a query on ``table``, which is joined to its report (and a statement to its contact)."""
    found: list[Condition] = []
    for row in FILTERS:
        value = _value(filters, row.name)
        if value:
            found.append(row.of_contacts(value) if table == "contacts" else row.of_statements(value))
    return found


def in_words(filters: Filters) -> str:
    """The filters as they would be said: "IRN and TUR, since 2024-01-01"; empty for no filter."""
    said = []
    for row in FILTERS:
        value = _value(filters, row.name)
        if value:
            said.append(row.words.format(value if isinstance(value, str) else " and ".join(value)))
    return ", ".join(said)


def _value(filters: Filters, name: FilterName) -> Value | None:
    value: Value | None = getattr(filters, name)
    return value


def _one(value: Value) -> str:
    return value if isinstance(value, str) else value[0]


def _many(value: Value) -> Sequence[str]:
    return (value,) if isinstance(value, str) else value


def _participant(condition: Condition) -> Condition:
    return exists().where(
        participants.c.report == contacts.c.report, participants.c.contact == contacts.c.id, condition
    )


def _speaker(condition: Condition) -> Condition:
    return exists().where(
        parties.c.report == statements.c.report,
        parties.c.item_type == "statement",
        parties.c.item == statements.c.id,
        parties.c.field == "speakers",
        actors.c.report == parties.c.report,
        actors.c.id == parties.c.actor,
        condition,
    )


def _between_countries(value: Value) -> Condition:
    return and_(*(_participant(participants.c.country == country) for country in _many(value)))


def _by_countries(value: Value) -> Condition:
    return _speaker(actors.c.country.in_(_many(value)))


def _with_person(value: Value) -> Condition:
    return _participant(participants.c.name_folded.contains(fold_name(_one(value)), autoescape=True))


def _by_person(value: Value) -> Condition:
    return _speaker(actors.c.name_folded.contains(fold_name(_one(value)), autoescape=True))


def _since(value: Value) -> Condition:
    first = _one(value)
    start, end, published = contacts.c.when_start, contacts.c.when_end, reports.c.published
    return or_(
        end >= first,
        and_(end.is_(None), start.is_not(None)),
        and_(end.is_(None), start.is_(None), published >= first),
    )


def _until(value: Value) -> Condition:
    last = _one(value)
    start, end, published = contacts.c.when_start, contacts.c.when_end, reports.c.published
    return or_(
        start <= last,
        and_(start.is_(None), end.is_not(None)),
        and_(start.is_(None), end.is_(None), published <= last),
    )


def _mode(value: Value) -> Condition:
    return contacts.c.mode == _one(value)


def _status(value: Value) -> Condition:
    return contacts.c.status == _one(value)


FILTERS = (
    FilterRow("country", "{}", _between_countries, _by_countries),
    FilterRow("person", "with “{}” in the name", _with_person, _by_person),
    FilterRow("since", "since {}", _since, _since),
    FilterRow("until", "until {}", _until, _until),
    FilterRow("mode", "by {}", _mode, _mode),
    FilterRow("status", "{}", _status, _status),
)
