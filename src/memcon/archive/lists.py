"""Reads the rows of contacts and statements that filters leave, in order, without reading the whole archive for a few."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, Select, and_, select

from memcon.archive.encounters.dates import dates_of_encounters
from memcon.archive.filters import Condition, Filters, conditions, without
from memcon.archive.keyset import Order, Stretch, in_order, rows_at, sorted_first
from memcon.archive.schema import contacts, encounters, reports, statements
from memcon.archive.ways import few, ways_to_contacts, ways_to_statements

ORDER_OF_CONTACTS = Order((contacts.c.day,), (contacts.c.report, contacts.c.seq))
ORDER_OF_STATEMENTS = Order((statements.c.day,), (statements.c.report, statements.c.seq))

DAYS = ("since", "until")
OF_CONTACTS = ("mode", "status", "level", "role", "mechanism")
"""The filters that are asked of the contact at which a statement was made."""

_MADE_AT = and_(contacts.c.report == statements.c.report, contacts.c.id == statements.c.contact)


def contact_rows(connection: Connection, filters: Filters, stretch: Stretch | None = None) -> list[RowMapping]:
    """Contacts by their day (`memcon.archive.order`), with their report and the date of their encounter."""
    stretch = stretch or Stretch(limit=filters.limit)
    left, way = few(connection, filters, ways_to_contacts(connection, filters))
    whole = (
        select(contacts, reports.c.key, reports.c.outlet, reports.c.published, reports.c.url)
        .add_columns(*dates_of_encounters())
        .join(reports, reports.c.id == contacts.c.report)
        .outerjoin(encounters, encounters.c.id == contacts.c.encounter)
    )
    asked = whole.where(*conditions(left, "contacts"), *way)
    if way:
        return sorted_first(connection, asked, whole, contacts.c.ref, ORDER_OF_CONTACTS, stretch)
    return in_order(connection, asked, ORDER_OF_CONTACTS, stretch)


def statement_rows(connection: Connection, filters: Filters, stretch: Stretch | None = None) -> list[RowMapping]:
    """Statements by their day, those of one report as they stand there, with their report and contact."""
    stretch = stretch or Stretch(limit=filters.limit)
    left, way = few(connection, filters, ways_to_statements(connection, filters))
    if way:
        asked = _joined(outer=True).where(*conditions(left, "statements"), *way)
        return sorted_first(connection, asked, _joined(), statements.c.ref, ORDER_OF_STATEMENTS, stretch)
    if stretch.limit is None or not asks(filters, (*OF_CONTACTS, *DAYS)):
        return in_order(connection, _statements(filters), ORDER_OF_STATEMENTS, stretch)
    found = _at_contacts(connection, filters, stretch)
    if not asks(filters, OF_CONTACTS):
        found += in_order(connection, _at_no_contact(filters), ORDER_OF_STATEMENTS, stretch)
    return _merged(found, stretch)


def statement_rows_at(connection: Connection, refs: Sequence[str]) -> list[RowMapping]:
    """The rows of some statements, in the order of their refs."""
    return rows_at(connection, _joined(), statements.c.ref, refs)


def asks(filters: Filters, names: Iterable[str]) -> bool:
    """Whether any of these filters is set."""
    return any(getattr(filters, name) for name in names)


def statements_at_no_contact(filters: Filters) -> list[Condition]:
    """The conditions of statements that were made at no contact, and go by the publication of their report."""
    found = [*conditions(without(filters, DAYS), "statements"), statements.c.contact.is_(None)]
    if filters.since:
        found.append(statements.c.day >= filters.since)
    if filters.until:
        found.append(statements.c.day <= filters.until)
    return found


def _at_contacts(connection: Connection, filters: Filters, stretch: Stretch) -> list[RowMapping]:
    """Statements by way of the contacts that are asked for: these come in the order in which their statements do."""
    asked = {name: getattr(filters, name) for name in (*OF_CONTACTS, *DAYS)}
    # What is no column of `contacts` leads to none: so they are read first.
    made_at = and_(statements.c.report == contacts.c.report.concat(""), statements.c.contact == contacts.c.id)
    query = (
        select(*_columns())
        .select_from(contacts.join(statements, made_at).join(reports, reports.c.id == statements.c.report))
        .where(*conditions(Filters(**asked, withdrawn=True), "contacts"))
        .where(*conditions(without(filters, asked), "statements"))
    )
    if not filters.withdrawn:
        query = query.where(contacts.c.n_statements > 0)
    order = Order((contacts.c.day,), (contacts.c.report, statements.c.seq))
    return in_order(connection, query, order, stretch)


def _at_no_contact(filters: Filters) -> Select[Any]:
    return _joined().where(*statements_at_no_contact(filters))


def _statements(filters: Filters) -> Select[Any]:
    return _joined().where(*conditions(filters, "statements"))


def _joined(*, outer: bool = False) -> Select[Any]:
    """Statements with their report and contact. Of ``outer`` joins an engine leaves out those of which nothing is asked."""
    joined = statements.join(reports, reports.c.id == statements.c.report, isouter=outer).outerjoin(contacts, _MADE_AT)
    return select(*_columns()).select_from(joined)


def _columns() -> list[ColumnElement[Any]]:
    when = [column for column in contacts.c if column.name.startswith("when_")]
    of_report = (reports.c.key, reports.c.outlet, reports.c.published, reports.c.url)
    return [*statements.c, contacts.c.ref.label("contact_ref"), *when, *of_report]


def _merged(rows: list[RowMapping], stretch: Stretch) -> list[RowMapping]:
    """Rows of two lists in the order of both."""
    rows.sort(key=lambda row: (row["report"], row["seq"]))
    rows.sort(key=lambda row: row["day"] or "", reverse=stretch.newest)
    rows.sort(key=lambda row: row["day"] is None)
    return rows[: stretch.limit]
