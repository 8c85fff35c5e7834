"""How many rows filters leave, without reading them."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Connection, FromClause, Select, Table, and_, func, select, tuple_

from memcon.archive.filters import Filters, conditions, without
from memcon.archive.follow_ups.listing import CommitmentFilters, conditions_of_commitments
from memcon.archive.lists import DAYS, OF_CONTACTS, asks, statements_at_no_contact
from memcon.archive.reports import conditions_on_reports
from memcon.archive.schema import claims, commitments, contacts, reports, statements
from memcon.archive.ways import (
    of_reports,
    shortest,
    statements_with,
    ways_to_commitments,
    ways_to_contacts,
    ways_to_reports,
    ways_to_statements,
)

_OF_REPORTS = ("outlet", "changed_since")
_VALUES = ("country", "any_country", "topic", "any_topic")


def count_waiting(connection: Connection, table: Table) -> int:
    """The items of a kind that stand and nobody looked at."""
    return _standing(connection, table, table.c.review.is_(None))


def count_reviewed(connection: Connection, table: Table) -> int:
    """The items of a kind that stand and somebody looked at."""
    return _standing(connection, table, table.c.review.is_not(None))


def _standing(connection: Connection, table: Table, seen: ColumnElement[bool]) -> int:
    """Those of either kind have an index."""
    return _number(connection, select(func.count()).select_from(table).where(table.c.withdrawn.is_(False), seen))


def count_contacts(connection: Connection, filters: Filters) -> int:
    """Contacts."""
    if not filters.withdrawn and _asks_only(filters, _OF_REPORTS):
        return _in_reports(connection, filters, reports.c.n_contacts)
    left, way = shortest(connection, filters, ways_to_contacts(connection, filters, whole=True))
    table: FromClause = contacts
    if asks(left, _OF_REPORTS):
        table = contacts.join(reports, reports.c.id == contacts.c.report)
    return _number(connection, select(func.count()).select_from(table).where(*conditions(left, "contacts"), *way))


def count_statements(connection: Connection, filters: Filters) -> int:
    """Statements. What is asked of contacts or reports alone is answered by them: they know how many statements they have."""
    if not filters.withdrawn:
        if filters == Filters():
            return count_waiting(connection, statements) + count_reviewed(connection, statements)
        if _asks_only(filters, _OF_REPORTS):
            return _in_reports(connection, filters, reports.c.n_statements)
        if _asks_only(filters, (*OF_CONTACTS, *DAYS)):
            met = select(func.sum(contacts.c.n_statements)).where(*conditions(_of_contacts(filters), "contacts"))
            return _number(connection, met) + _at_no_contact(connection, filters)
        if _asks_only(filters, (*_VALUES, *OF_CONTACTS, *DAYS)):
            return _with_values(connection, filters)
    left, way = shortest(connection, filters, ways_to_statements(connection, filters))
    table: FromClause = statements
    if asks(left, _OF_REPORTS):
        table = table.join(reports, reports.c.id == statements.c.report)
    if asks(left, (*OF_CONTACTS, *DAYS)):
        at_contact = and_(contacts.c.report == statements.c.report, contacts.c.id == statements.c.contact)
        table = table.outerjoin(contacts, at_contact)
    return _number(connection, select(func.count()).select_from(table).where(*conditions(left, "statements"), *way))


def _with_values(connection: Connection, filters: Filters) -> int:
    """Statements with a topic or a speaker of a country, maybe at certain contacts; the table of these values answers alone.

    What is no column is looked up in no index: the rows of the rarest value are read and compared with the others.
    """
    first, *others = sorted((said for _, said in statements_with(filters)), key=lambda said: _rows(connection, said))
    said = first.subquery()
    report = said.c.report.concat("")
    query = select(func.count()).select_from(said)
    for other in others:
        keys = other.subquery()
        query = query.where(tuple_(report, said.c.item).in_(select(keys.c.report, keys.c.item)))
    if not asks(filters, (*OF_CONTACTS, *DAYS)):
        return _number(connection, query)
    met = select(contacts.c.report, contacts.c.id).where(*conditions(_of_contacts(filters), "contacts"))
    number = _number(connection, query.where(tuple_(report, said.c.contact).in_(met)))
    if asks(filters, OF_CONTACTS):
        return number
    same = and_(statements.c.report == said.c.report, statements.c.id == said.c.item)
    days = statements_at_no_contact(without(filters, _VALUES))
    return number + _number(connection, query.join(statements, same).where(said.c.contact.is_(None), *days))


def _of_contacts(filters: Filters) -> Filters:
    """What is asked of the contact at which a statement was made; it may itself be withdrawn."""
    return Filters(**{name: getattr(filters, name) for name in (*OF_CONTACTS, *DAYS)}, withdrawn=True)


def _at_no_contact(connection: Connection, filters: Filters) -> int:
    if asks(filters, OF_CONTACTS):
        return 0
    return _number(connection, select(func.count()).select_from(statements).where(*statements_at_no_contact(filters)))


def _in_reports(connection: Connection, filters: Filters, number: ColumnElement[int]) -> int:
    """What the reports of an outlet, or those that changed, have."""
    return _number(connection, select(func.sum(number)).where(*conditions_on_reports(filters)))


def count_reports(connection: Connection, filters: Filters) -> int:
    """Reports."""
    left, way = shortest(connection, filters, ways_to_reports(connection, filters))
    return _number(connection, select(func.count()).select_from(reports).where(*conditions_on_reports(left), *way))


def count_commitments(connection: Connection, filters: CommitmentFilters) -> int:
    """Commitments, in the states in which they are on the day of the filters."""
    left, way = shortest(connection, filters, ways_to_commitments(filters))
    asked = (*conditions(left, "commitments"), *conditions_of_commitments(left), *way)
    return _number(connection, select(func.count()).select_from(commitments).where(*asked))


def count_claims(connection: Connection, filters: Filters) -> int:
    """Claims."""
    table: FromClause = claims
    left, way = shortest(connection, filters, of_reports(connection, filters, claims.c.report))
    if asks(left, _OF_REPORTS):
        table = claims.join(reports, reports.c.id == claims.c.report)
    return _number(connection, select(func.count()).select_from(table).where(*conditions(left, "claims"), *way))


def _asks_only(filters: Filters, names: Iterable[str]) -> bool:
    """Whether these filters, some of them, are all that is asked."""
    return filters != Filters() and without(filters, names) == Filters()


def _rows(connection: Connection, keys: Select[Any]) -> int:
    return _number(connection, select(func.count()).select_from(keys.subquery()))


def _number(connection: Connection, query: Select[Any]) -> int:
    return connection.scalar(query) or 0
