"""What an archive can be asked for. Each filter is one row: its name, how it reads in a sentence, and its condition.

The command line, the sentence above a table and the SQL all come from these rows, so a filter is added in one place.
"""

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any, Literal, TypeVar, get_args

from sqlalchemy import ColumnElement, Table, Text, and_, cast, exists, func, or_, select, tuple_

from memcon.archive.folding import fold_name
from memcon.archive.schema import (
    actors,
    claims,
    commitments,
    contacts,
    item_facets,
    metadata,
    participants,
    parties,
    reports,
    statements,
)
from memcon.errors import ArchiveError
from memcon.record import Level, Mode, Role, Status

Condition = ColumnElement[bool]
Value = str | tuple[str, ...]
Listed = Literal["contacts", "statements", "commitments", "claims"]
FilterName = Literal[
    "country",
    "person",
    "since",
    "until",
    "mode",
    "status",
    "level",
    "role",
    "mechanism",
    "outlet",
    "topic",
    "changed_since",
    "any_country",
    "any_topic",
    "id",
]

_ISO_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_LONGEST_NAME = 200  # characters
_ALLOWED: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"mode": get_args(Mode), "status": get_args(Status), "level": get_args(Level), "role": get_args(Role)}
)


@dataclass(frozen=True, kw_only=True)
class Filters:
    """Which contacts or statements are wanted; an empty filter lets everything through.

    ``country`` are ISO 3166-1 alpha-3 codes: contacts between all of them, statements by speakers of any of them.
    ``person`` is part of a name, accents, case and hyphens aside: the contact's participant, the statement's speaker.
    ``since`` and ``until`` are ISO dates, inclusive. An open date lets a contact through when it may lie in the period;
    one of which nothing is known goes by its encounter's, else by the report's publication date.
    ``mode``, ``status``, ``level`` and ``role`` are those of the contact, also for statements and commitments; ``mechanism`` is part
    of the name of that within which it was, case aside. ``outlet`` is part of the report's outlet, case aside,
    ``topic`` one of the topics of the contact or statement. ``changed_since`` is an ISO date or date-time, UTC where it names no zone:
    of reports that were added, corrected or withdrawn since. ``any_country`` and ``any_topic`` are several of which any one
    will do, ``id`` the ids of the rows that are wanted. What is ``withdrawn`` is left out unless asked for.
    """

    country: tuple[str, ...] = ()
    person: str | None = None
    since: str | None = None
    until: str | None = None
    mode: Mode | None = None
    status: Status | None = None
    level: Level | None = None
    role: Role | None = None
    mechanism: str | None = None
    outlet: str | None = None
    topic: str | None = None
    changed_since: str | None = None
    any_country: tuple[str, ...] = ()
    any_topic: tuple[str, ...] = ()
    id: tuple[str, ...] = ()
    withdrawn: bool = False
    limit: int | None = None

    def __post_init__(self) -> None:
        for name, date in (("since", self.since), ("until", self.until)):
            if date is not None and not _ISO_DATE.fullmatch(date):
                raise ArchiveError(f"{name} must be a date like 2024-12-31, not {date}")
        if self.changed_since is not None:
            moment(self.changed_since)
        if self.since and self.until and self.since > self.until:
            raise ArchiveError(f"since {self.since} is later than until {self.until}; swap them")
        if self.person is not None and (not fold_name(self.person) or len(self.person) > _LONGEST_NAME):
            raise ArchiveError(f"the person must be part of a name, not “{self.person[:_LONGEST_NAME]}”")
        for name, allowed in _ALLOWED.items():
            ensure_allowed(name, getattr(self, name), allowed)
        if self.limit is not None and (not isinstance(self.limit, int) or self.limit < 1):
            raise ArchiveError(f"the limit must be a number of at least 1, not {self.limit}")


FiltersT = TypeVar("FiltersT", bound=Filters)


@dataclass(frozen=True)
class FilterRow:
    """One filter: ``words`` is how it reads, {} being its value. What it cannot be asked of, it has no condition for."""

    name: FilterName
    words: str
    of_contacts: Callable[[Value], Condition]
    of_statements: Callable[[Value], Condition]
    of_commitments: Callable[[Value], Condition]
    of_claims: Callable[[Value], Condition] | None = None
    joined_by: str = "and"


def conditions(filters: Filters, table: Listed) -> list[Condition]:
    """The SQL conditions of a query on ``table``: of contacts, statements and claims joined to their report, of statements
    also to their contact. Raises `ArchiveError` where a claim cannot be asked for that.
    """
    found: list[Condition] = []
    if not filters.withdrawn:
        found.append(metadata.tables[table].c.withdrawn.is_(False))
    for row in FILTERS:
        value = _value(filters, row.name)
        if value:
            condition = getattr(row, f"of_{table}")
            if condition is None:
                raise ArchiveError(f"{table} cannot be narrowed by {row.name}")
            found.append(condition(value))
    return found


def in_words(filters: Filters) -> str:
    """The filters as they would be said: "IRN and TUR, since 2024-01-01"; empty for no filter."""
    said = []
    for row in FILTERS:
        value = _value(filters, row.name)
        if value:
            said.append(row.words.format(value if isinstance(value, str) else f" {row.joined_by} ".join(value)))
    if filters.withdrawn:
        said.append("with what was withdrawn")
    return ", ".join(said)


def ensure_allowed(name: str, value: str | None, allowed: Sequence[str]) -> None:
    """Raises `ArchiveError` where a filter is given another than the ``allowed`` words."""
    if value is not None and value not in allowed:
        raise ArchiveError(f"{name} must be one of {', '.join(allowed)}, not {value}")


def without(filters: FiltersT, names: Iterable[str]) -> FiltersT:
    """The filters but these."""
    unset: dict[str, Any] = {field.name: field.default for field in fields(filters) if field.name in set(names)}
    return replace(filters, **unset)


_ZONE = re.compile(r" (?=\d\d:\d\d$)(?<=:\d\d )")
"""The space that a "+" before a zone has become in an address."""


def moment(words: str) -> str:
    """An ISO date or date-time as the archive writes it: UTC, to the second. Raises `ArchiveError`."""
    try:
        found = datetime.fromisoformat(_ZONE.sub("+", words))
        found = found if found.tzinfo else found.replace(tzinfo=UTC)
        return found.astimezone(UTC).isoformat(timespec="seconds")
    except (ValueError, OverflowError):
        raise ArchiveError(f"“{words}” is no date or date-time like 2024-12-31 or 2024-12-31T18:30:00+01:00") from None


def _value(filters: Filters, name: FilterName) -> Value | None:
    value: Value | None = getattr(filters, name)
    return value


def of_outlet(outlet: str, column: ColumnElement[str | None] = reports.c.outlet) -> Condition:
    """The report is of an outlet; the case of letters beyond A to Z matters, as SQLite does not know it."""
    return or_(column.contains(outlet, autoescape=True), func.lower(column).contains(outlet.lower(), autoescape=True))


def has_topic(topics: ColumnElement[list[str]], topic: str) -> Condition:
    """A list of topics, kept as JSON, has one."""
    return cast(topics, Text).contains(json.dumps(topic, ensure_ascii=False), autoescape=True)


def has_any_topic(topics: ColumnElement[list[str]], wanted: Sequence[str]) -> Condition:
    """A list of topics, kept as JSON, has one of several."""
    return or_(*(has_topic(topics, topic) for topic in wanted))


def _one(value: Value) -> str:
    return value if isinstance(value, str) else value[0]


def _many(value: Value) -> Sequence[str]:
    return (value,) if isinstance(value, str) else value


def _participant(condition: Condition) -> Condition:
    return exists().where(
        participants.c.report == contacts.c.report, participants.c.contact == contacts.c.id, condition
    )


def _speaker(condition: Condition) -> Condition:
    return _party("statement", statements.c.report, statements.c.id, ("speakers",), condition)


def _party(
    item_type: str, report: ColumnElement[str], item: ColumnElement[str], fields: Sequence[str], condition: Condition
) -> Condition:
    return exists().where(
        parties.c.report == report,
        parties.c.item_type == item_type,
        parties.c.item == item,
        parties.c.field.in_(fields),
        actors.c.report == parties.c.report,
        actors.c.id == parties.c.actor,
        condition,
    )


def _claimer(condition: Condition) -> Condition:
    return exists().where(actors.c.report == claims.c.report, actors.c.id == claims.c.said_by, condition)


def _between_countries(value: Value) -> Condition:
    return and_(*(_participant(participants.c.country == country) for country in _many(value)))


def _with_any_country(value: Value) -> Condition:
    return _participant(participants.c.country.in_(_many(value)))


def _by_countries(value: Value) -> Condition:
    return _speaker(actors.c.country.in_(_many(value)))


def _commitments_between(value: Value) -> Condition:
    """Each of the countries undertakes it, has it undertaken to, or was at the contact."""
    return and_(*(_commitments_with((country,)) for country in _many(value)))


def _commitments_with(value: Value) -> Condition:
    """Any of the countries does."""
    return _commitment_with("country", _many(value))


def _commitment_with(facet: str, values: Sequence[str]) -> Condition:
    f, c = item_facets.c, commitments.c
    here = (f.report == c.report, f.item_type == "commitment", f.item == c.id)
    return exists().where(*here, f.facet == facet, f.value.in_(values))


def _made_at(of_contacts: Callable[[Value], Condition]) -> Callable[[Value], Condition]:
    """The commitment was made at a contact that fulfils a condition: all these are found once, and not one for each commitment."""

    def condition(value: Value) -> Condition:
        those = select(contacts.c.report, contacts.c.id).where(of_contacts(value))
        return tuple_(commitments.c.report, commitments.c.contact).in_(those)

    return condition


def _of_report(of_reports: Callable[[Value], Condition]) -> Callable[[Value], Condition]:
    """The commitment is of a report that fulfils a condition."""
    return lambda value: commitments.c.report.in_(select(reports.c.id).where(of_reports(value)))


def _claims_of(value: Value) -> Condition:
    """The harm was in one of the countries, or somebody of it says so."""
    countries = _many(value)
    return or_(claims.c.place_country.in_(countries), _claimer(actors.c.country.in_(countries)))


def _with_person(value: Value) -> Condition:
    return _participant(participants.c.name_folded.contains(fold_name(_one(value)), autoescape=True))


def _by_person(value: Value) -> Condition:
    return _speaker(actors.c.name_folded.contains(fold_name(_one(value)), autoescape=True))


def _by_promiser(value: Value) -> Condition:
    who = (
        select(parties.c.report, parties.c.item)
        .join(actors, and_(actors.c.report == parties.c.report, actors.c.id == parties.c.actor))
        .where(parties.c.item_type == "commitment", parties.c.field == "who")
        .where(actors.c.name_folded.contains(fold_name(_one(value)), autoescape=True))
    )
    return tuple_(commitments.c.report, commitments.c.id).in_(who)


def _by_claimer(value: Value) -> Condition:
    return _claimer(actors.c.name_folded.contains(fold_name(_one(value)), autoescape=True))


def _since(value: Value) -> Condition:
    return _not_before(contacts, contacts.c.day, _one(value))


def _until(value: Value) -> Condition:
    return _not_after(contacts, contacts.c.day, _one(value))


def _statements_since(value: Value) -> Condition:
    return _not_before(contacts, statements.c.day, _one(value))


def _statements_until(value: Value) -> Condition:
    return _not_after(contacts, statements.c.day, _one(value))


def _commitments_since(value: Value) -> Condition:
    return commitments.c.last_day >= _one(value)


def _commitments_until(value: Value) -> Condition:
    return commitments.c.first_day <= _one(value)


def _claims_since(value: Value) -> Condition:
    return _not_before(claims, claims.c.day, _one(value))


def _claims_until(value: Value) -> Condition:
    return _not_after(claims, claims.c.day, _one(value))


def _not_before(dated: Table, day: ColumnElement[str], first: str) -> Condition:
    """``day`` is what goes where nothing is known of the date."""
    start, end = dated.c.when_start, dated.c.when_end
    return or_(
        end >= first,
        and_(end.is_(None), start.is_not(None)),
        and_(end.is_(None), start.is_(None), day >= first),
    )


def _not_after(dated: Table, day: ColumnElement[str], last: str) -> Condition:
    start, end = dated.c.when_start, dated.c.when_end
    return or_(
        start <= last,
        and_(start.is_(None), end.is_not(None)),
        and_(start.is_(None), end.is_(None), day <= last),
    )


def _mode(value: Value) -> Condition:
    return contacts.c.mode == _one(value)


def _status(value: Value) -> Condition:
    return contacts.c.status == _one(value)


def _level(value: Value) -> Condition:
    return contacts.c.level == _one(value)


def _role(value: Value) -> Condition:
    return contacts.c.role == _one(value)


def _mechanism(value: Value) -> Condition:
    return func.lower(contacts.c.mechanism).contains(_one(value).lower(), autoescape=True)


def _mechanism_of_commitment(value: Value) -> Condition:
    own = func.lower(commitments.c.mechanism).contains(_one(value).lower(), autoescape=True)
    return or_(own, _made_at(_mechanism)(value))


def _outlet(value: Value) -> Condition:
    return of_outlet(_one(value))


def _topic_of_contact(value: Value) -> Condition:
    return has_topic(contacts.c.topics, _one(value))


def _topic_of_statement(value: Value) -> Condition:
    return has_topic(statements.c.topics, _one(value))


def _topic_of_commitment(value: Value) -> Condition:
    return _commitment_with("topic", _many(value))


def _any_topic_of_contact(value: Value) -> Condition:
    return has_any_topic(contacts.c.topics, _many(value))


def _any_topic_of_statement(value: Value) -> Condition:
    return has_any_topic(statements.c.topics, _many(value))


def _is_of(table: Table) -> Callable[[Value], Condition]:
    return lambda value: table.c.ref.in_(_many(value))


def changed_since(value: Value) -> Condition:
    """The report was added, corrected or withdrawn since."""
    return reports.c.changed_at >= moment(_one(value))


FILTERS = (
    FilterRow("country", "{}", _between_countries, _by_countries, _commitments_between, _claims_of),
    FilterRow("person", "with “{}” in the name", _with_person, _by_person, _by_promiser, _by_claimer),
    FilterRow("since", "since {}", _since, _statements_since, _commitments_since, _claims_since),
    FilterRow("until", "until {}", _until, _statements_until, _commitments_until, _claims_until),
    FilterRow("mode", "by {}", _mode, _mode, _made_at(_mode)),
    FilterRow("status", "{}", _status, _status, _made_at(_status)),
    FilterRow("level", "of {} level", _level, _level, _made_at(_level)),
    FilterRow("role", "{}", _role, _role, _made_at(_role)),
    FilterRow("mechanism", "within “{}”", _mechanism, _mechanism, _mechanism_of_commitment),
    FilterRow("outlet", "of “{}”", _outlet, _outlet, _of_report(_outlet), _outlet),
    FilterRow("topic", "on {}", _topic_of_contact, _topic_of_statement, _topic_of_commitment),
    FilterRow(
        "changed_since", "changed since {}", changed_since, changed_since, _of_report(changed_since), changed_since
    ),
    FilterRow("any_country", "{}", _with_any_country, _by_countries, _commitments_with, _claims_of, joined_by="or"),
    FilterRow(
        "any_topic", "on {}", _any_topic_of_contact, _any_topic_of_statement, _topic_of_commitment, joined_by="or"
    ),
    FilterRow("id", "only {}", _is_of(contacts), _is_of(statements), _is_of(commitments), _is_of(claims)),
)
