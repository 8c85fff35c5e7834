"""The reports of an archive as a list, and what a filter asks of a whole report."""

from collections.abc import Iterator

import msgspec
from sqlalchemy import Connection, ScalarSelect, Table, exists, func, or_, select

from memcon.archive.filters import Condition, Filters, changed_since, has_topic, of_outlet
from memcon.archive.folding import fold_name
from memcon.archive.schema import actors, contacts, reports, statements

# A query that joins these tables asks these ones of another row than the one it joins.
_told, _said = contacts.alias("told"), statements.alias("said")


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


def list_reports(connection: Connection, filters: Filters) -> list[ReportRow]:
    """Reports by date of publication, those without one last."""
    query = (
        select(reports, _number(contacts).label("contacts"), _number(statements).label("statements"))
        .where(*conditions_on_reports(filters))
        .order_by(reports.c.published.nulls_last(), reports.c.id)
        .limit(filters.limit)
    )
    return [
        ReportRow(
            id=row["key"],
            sha256=row["id"],
            **{name: row[name] for name in ReportRow.__struct_fields__ if name not in ("id", "sha256")},
        )
        for row in connection.execute(query).mappings()
    ]


def conditions_on_reports(filters: Filters) -> Iterator[Condition]:
    """All countries and the person act in the report, the dates are its publication's, and it tells of such a contact."""
    if not filters.withdrawn:
        yield reports.c.withdrawn_at.is_(None)
    if filters.changed_since:
        yield changed_since(filters.changed_since)
    for country in filters.country:
        yield _acts(actors.c.country == country)
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
    if filters.topic:
        said = exists().where(_said.c.report == reports.c.id, has_topic(_said.c.topics, filters.topic))
        yield or_(_tells(has_topic(_told.c.topics, filters.topic)), said)


def _acts(condition: Condition) -> Condition:
    return exists().where(actors.c.report == reports.c.id, condition)


def _tells(condition: Condition) -> Condition:
    return exists().where(_told.c.report == reports.c.id, _told.c.withdrawn.is_(False), condition)


def _number(items: Table) -> ScalarSelect[int]:
    query = select(func.count()).select_from(items)
    return query.where(items.c.report == reports.c.id, items.c.withdrawn.is_(False)).scalar_subquery()
