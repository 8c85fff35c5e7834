"""The day by which lists order contacts and statements, kept in a column: the first rows of a list are then read from an index.

A contact goes by its own date, by its encounter's where its own is open (`memcon.archive.encounters.dates`), else by the
publication of its report; a statement by the contact it was made at, else by publication.
"""

from collections.abc import Collection

from sqlalchemy import Connection, ScalarSelect, func, select, update

from memcon.archive.encounters.dates import date_or_encounters
from memcon.archive.schema import contacts, encounters, reports, statements

_AT_ONCE = 400  # reports or encounters named in one statement; SQLite limits the variables


def keep_days(connection: Connection, report: str, changed: Collection[str]) -> None:
    """Writes the days of what a report tells that was laid out, and of all that the ``changed`` encounters are told by."""
    told = {report}
    for part in _parts(changed):
        told.update(connection.scalars(select(contacts.c.report).where(contacts.c.encounter.in_(part)).distinct()))
    for table, day in ((contacts, _of_contact()), (statements, _of_statement())):
        for part in _parts(told):
            anew = table.c.report.in_(part), table.c.day.is_distinct_from(day)
            connection.execute(update(table).where(*anew).values(day=day))


def _of_contact() -> ScalarSelect[str | None]:
    own = func.coalesce(contacts.c.when_start, contacts.c.when_end, reports.c.published)
    return (
        select(date_or_encounters(own))
        .select_from(reports.outerjoin(encounters, encounters.c.id == contacts.c.encounter))
        .where(reports.c.id == contacts.c.report)
        .correlate(contacts)
        .scalar_subquery()
    )


def _of_statement() -> ScalarSelect[str | None]:
    at = contacts.c.report == statements.c.report, contacts.c.id == statements.c.contact
    contact = select(contacts.c.day).where(*at).correlate(statements).scalar_subquery()
    return (
        select(func.coalesce(contact, reports.c.published))
        .where(reports.c.id == statements.c.report)
        .correlate(statements)
        .scalar_subquery()
    )


def _parts(named: Collection[str]) -> list[list[str]]:
    those = sorted(named)
    return [those[start : start + _AT_ONCE] for start in range(0, len(those), _AT_ONCE)]
