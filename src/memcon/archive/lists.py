"""Reads the rows of contacts and statements that filters leave, in order, without reading the whole archive for a few.

A list is read from the index of its order until there are enough rows. Where one of the filters leaves few, that is the longer way,
and SQLite cannot know it: then the rows of that filter are named, and only they are read and put in order.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, RowMapping, Select, and_, func, select, tuple_

from memcon.archive.encounters.dates import dates_of_encounters
from memcon.archive.filters import Condition, Filters, changed_since, conditions
from memcon.archive.folding import fold_name
from memcon.archive.schema import (
    actors,
    contact_dyads,
    contacts,
    encounters,
    participants,
    parties,
    reports,
    statements,
)

FEW = 2000  # rows that are sooner named and sorted than met by going through a list of 100,000 reports

_PAGE = 100  # contacts whose statements are asked for in one query
_DAYS = ("since", "until")
_OF_CONTACTS = ("mode", "status", "level", "role", "mechanism")
_MADE_AT = (statements.c.report, statements.c.contact)
_Query = Select[*tuple[Any, ...]]
_Way = tuple[ColumnElement[Any], _Query]
"""Columns, and a query of the keys that they have in all rows that a filter leaves."""


def contact_rows(connection: Connection, filters: Filters) -> list[RowMapping]:
    """Contacts by their day (`memcon.archive.order`), with their report and the date of their encounter."""
    query = (
        select(contacts, reports.c.key, reports.c.outlet, reports.c.published, reports.c.url)
        .add_columns(*dates_of_encounters())
        .join(reports, reports.c.id == contacts.c.report)
        .outerjoin(encounters, encounters.c.id == contacts.c.encounter)
        .where(*conditions(filters, "contacts"), *_few(connection, _ways_to_contacts(connection, filters)))
        .order_by(contacts.c.day.nulls_last(), contacts.c.report, contacts.c.seq)
    )
    return list(connection.execute(query.limit(filters.limit)).mappings())


def statement_rows(connection: Connection, filters: Filters) -> list[RowMapping]:
    """Statements by their day, those of one report as they stand there, with their report and contact."""
    few = _few(connection, _ways_to_statements(connection, filters))
    if few or filters.limit is None or not any(getattr(filters, name) for name in (*_OF_CONTACTS, *_DAYS)):
        return _in_order(connection, _statements(filters).where(*few), filters.limit)
    found = _at_contacts(connection, filters)
    if not any(getattr(filters, name) for name in _OF_CONTACTS):
        found += _in_order(connection, _at_no_contact(filters), filters.limit)
    return sorted(found, key=_place)[: filters.limit]


def _at_contacts(connection: Connection, filters: Filters) -> list[RowMapping]:
    """Statements made at the contacts that are asked for, these in their order until there are enough of those."""
    asked = {name: getattr(filters, name) for name in (*_OF_CONTACTS, *_DAYS)}
    told = _statements(_without(filters, asked))
    at = (
        select(contacts.c.report, contacts.c.id, contacts.c.day)
        .where(*conditions(Filters(**asked, withdrawn=True), "contacts"))
        .order_by(contacts.c.day.nulls_last(), contacts.c.report, contacts.c.seq)
        .execution_options(yield_per=_PAGE)
    )
    found: list[RowMapping] = []
    for page in connection.execute(at).partitions():
        keys = {(row.report, row.id) for row in page}
        here = (column.in_(set(part)) for column, part in zip(_MADE_AT, zip(*keys, strict=True), strict=True))
        rows = connection.execute(told.where(*here)).mappings()
        found += (row for row in rows if (row["report"], row["contact"]) in keys)
        # The last report may go on, with more of its statements, on the next page.
        last = (page[-1].day, page[-1].report)
        if filters.limit and sum((row["day"], row["report"]) != last for row in found) >= filters.limit:
            break
    return found


def _at_no_contact(filters: Filters) -> _Query:
    query = _statements(_without(filters, _DAYS)).where(statements.c.contact.is_(None))
    query = query.where(statements.c.day >= filters.since) if filters.since else query
    return query.where(statements.c.day <= filters.until) if filters.until else query


def _statements(filters: Filters) -> _Query:
    contact = and_(contacts.c.report == statements.c.report, contacts.c.id == statements.c.contact)
    return (
        select(statements, contacts.c.ref.label("contact_ref"))
        .add_columns(*(column for column in contacts.c if column.name.startswith("when_")))
        .add_columns(reports.c.key, reports.c.outlet, reports.c.published, reports.c.url)
        .join(reports, reports.c.id == statements.c.report)
        .outerjoin(contacts, contact)
        .where(*conditions(filters, "statements"))
    )


def _without(filters: Filters, names: Iterable[str]) -> Filters:
    none: dict[str, Any] = dict.fromkeys(names)
    return replace(filters, **none)


def _place(row: RowMapping) -> tuple[object, ...]:
    """Where a statement stands in a list."""
    return row["day"] is None, row["day"], row["report"], row["seq"]


def _in_order(connection: Connection, query: _Query, limit: int | None) -> list[RowMapping]:
    day, report, seq = statements.c.day, statements.c.report, statements.c.seq
    return list(connection.execute(query.order_by(day.nulls_last(), report, seq).limit(limit)).mappings())


def _few(connection: Connection, ways: Iterator[_Way]) -> list[Condition]:
    """The condition that names the rows of the first filter that leaves few; it says nothing that the filter does not."""
    for columns, keys in ways:
        number = select(func.count()).select_from(keys.limit(FEW + 1).subquery())
        if (connection.scalar(number) or 0) <= FEW:
            return [columns.in_(keys)]
    return []


def _ways_to_contacts(connection: Connection, filters: Filters) -> Iterator[_Way]:
    key = tuple_(contacts.c.report, contacts.c.id)
    countries = sorted(set(filters.country))
    if len(countries) > 1 and not filters.withdrawn:  # what is withdrawn is of no dyad
        dyad = contact_dyads.c.dyad == "-".join(countries[:2])
        yield key, select(contact_dyads.c.report, contact_dyads.c.contact).where(dyad)
    at = select(participants.c.report, participants.c.contact)
    for country in countries:
        yield key, at.where(participants.c.country == country)
    yield from _ways_to_reports(connection, filters, contacts.c.report)
    name = participants.c.name_folded
    for names in _names(connection, name, filters.person):
        yield key, at.where(name.in_(names))


def _ways_to_statements(connection: Connection, filters: Filters) -> Iterator[_Way]:
    speakers = (
        select(parties.c.report, parties.c.item)
        .join(actors, and_(actors.c.report == parties.c.report, actors.c.id == parties.c.actor))
        .where(parties.c.item_type == "statement", parties.c.field == "speakers")
    )
    key = tuple_(statements.c.report, statements.c.id)
    if filters.country:
        yield key, speakers.where(actors.c.country.in_(filters.country))
    yield from _ways_to_reports(connection, filters, statements.c.report)
    for names in _names(connection, actors.c.name_folded, filters.person):
        yield key, speakers.where(actors.c.name_folded.in_(names))


def _ways_to_reports(connection: Connection, filters: Filters, report: ColumnElement[str]) -> Iterator[_Way]:
    if filters.changed_since:
        yield report, select(reports.c.id).where(changed_since(filters.changed_since))
    if filters.outlet:
        asked = filters.outlet.casefold()
        outlets = [outlet for outlet in _different(connection, reports.c.outlet) if asked in outlet.casefold()]
        yield report, select(reports.c.id).where(reports.c.outlet.in_(outlets))


def _names(connection: Connection, name: Column[str], person: str | None) -> Iterator[list[str]]:
    """The names that have a part in common with the one that is asked for, where they are not too many to be asked for."""
    if person:
        names = [one for one in _different(connection, name) if fold_name(person) in one]
        if len(names) <= FEW:
            yield names


def _different(connection: Connection, column: Column[Any]) -> Sequence[str]:
    """The values of a column, each looked up in its index after the one before; DISTINCT would read all of the index."""
    values = select(func.min(column).label("value")).cte("found", recursive=True)
    later = select(func.min(column)).where(column > values.c.value).scalar_subquery()
    values = values.union_all(select(later).where(values.c.value.is_not(None)))
    return connection.scalars(select(values.c.value).where(values.c.value.is_not(None))).all()
