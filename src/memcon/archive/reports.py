"""The reports of an archive as a list, and what a filter asks of a whole report."""

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, RowMapping, Select, exists, func, or_, select

from memcon.archive.filters import Condition, Filters, changed_since, of_outlet
from memcon.archive.folding import fold_name
from memcon.archive.keyset import Order, Stretch, in_order, sorted_first
from memcon.archive.schema import actors, contacts, report_topics, reports
from memcon.archive.ways import few, ways_to_reports

# A query that joins these tables asks these ones of another row than the one it joins.
_told = contacts.alias("told")


class ReportRow(msgspec.Struct, frozen=True, kw_only=True):
    """A report. ``id`` is what `Archive.record` takes; ``contacts`` and ``statements`` are how many it has."""

    id: str
    sha256: str
    title: str | None
    outlet: str | None
    outlet_country: str | None
    published: str | None
    url: str | None
    language: str | None
    n_chars: int
    contacts: int
    statements: int
    added_at: str
    changed_at: str
    withdrawn_at: str | None
    withdrawn_why: str | None


ORDER = Order((reports.c.published,), (reports.c.id,))

_SHOWN = tuple(name for name in ReportRow.__struct_fields__ if name not in ("id", "sha256"))
_AS_THEY_ARE = tuple(name for name in _SHOWN if name not in ("contacts", "statements"))


def list_reports(connection: Connection, filters: Filters) -> list[ReportRow]:
    """Reports by date of publication, those without one last."""
    return reports_shown(connection, report_rows(connection, filters, Stretch(limit=filters.limit)))


def report_rows(connection: Connection, filters: Filters, stretch: Stretch) -> list[RowMapping]:
    """A stretch of the reports that filters leave."""
    left, way = few(connection, filters, ways_to_reports(connection, filters))
    asked = selected().where(*conditions_on_reports(left), *way)
    if way:
        return sorted_first(connection, asked, selected(), reports.c.id, ORDER, stretch)
    return in_order(connection, asked, ORDER, stretch)


def selected() -> Select[Any]:
    """Asks for reports as they are shown."""
    columns = (reports.c[name] for name in (*_AS_THEY_ARE, "key", "id"))
    return select(*columns, reports.c.n_contacts.label("contacts"), reports.c.n_statements.label("statements"))


def reports_shown(_connection: Connection, rows: Sequence[RowMapping]) -> list[ReportRow]:
    """Reports as lists show them."""
    return [ReportRow(id=row["key"], sha256=row["id"], **{name: row[name] for name in _SHOWN}) for row in rows]


def conditions_on_reports(filters: Filters) -> Iterator[Condition]:
    """All countries and the person act in the report, the dates are its publication's, and it tells of such a contact."""
    if not filters.withdrawn:
        yield reports.c.withdrawn_at.is_(None)
    if filters.changed_since:
        yield changed_since(filters.changed_since)
    if filters.id:
        yield or_(reports.c.key.in_(filters.id), reports.c.id.in_(filters.id))
    for country in filters.country:
        yield _acts(actors.c.country == country)
    if filters.any_country:
        yield _acts(actors.c.country.in_(filters.any_country))
    if filters.person:
        yield _acts(actors.c.name_folded.contains(fold_name(filters.person), autoescape=True))
    if filters.since:
        yield reports.c.published >= filters.since
    if filters.until:
        yield reports.c.published <= filters.until
    if filters.mode:
        yield _tells(_told.c.mode == filters.mode)
    if filters.status:
        yield _tells(_told.c.status == filters.status)
    if filters.level:
        yield _tells(_told.c.level == filters.level)
    if filters.role:
        yield _tells(_told.c.role == filters.role)
    if filters.mechanism:
        yield _tells(func.lower(_told.c.mechanism).contains(filters.mechanism.lower(), autoescape=True))
    if filters.outlet:
        yield of_outlet(filters.outlet)
    for topics in filter(None, ((filters.topic,) if filters.topic else (), filters.any_topic)):
        yield exists().where(report_topics.c.report == reports.c.id, report_topics.c.topic.in_(topics))


def _acts(condition: Condition) -> Condition:
    return exists().where(actors.c.report == reports.c.id, condition)


def _tells(condition: Condition) -> Condition:
    return exists().where(_told.c.report == reports.c.id, _told.c.withdrawn.is_(False), condition)
