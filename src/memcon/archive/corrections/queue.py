"""The items that nobody looked at, those that are least sure first."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    Table,
    and_,
    exists,
    func,
    literal,
    or_,
    select,
    union_all,
)

from memcon.archive.corrections.items import in_short
from memcon.archive.corrections.model import LETTERS, ItemType, items_of
from memcon.archive.corrections.views import ReviewRow
from memcon.archive.filters import of_outlet
from memcon.archive.schema import actors, claims, metadata, participants, parties, reports
from memcon.errors import ArchiveError
from memcon.record import Record, decode_record


@dataclass(frozen=True, kw_only=True)
class ReviewFilters:
    """Which items are wanted; an empty filter lets everything through.

    ``report`` is its key or SHA-256. ``country`` are codes of those who took part, spoke, undertook or claim: any of them. ``since`` and ``until`` are ISO dates of
    publication; a report without one is not left out. ``below`` is a confidence: items of less, or of which nothing is known.
    """

    item_type: tuple[ItemType, ...] = ()
    report: str | None = None
    country: tuple[str, ...] = ()
    outlet: str | None = None
    since: str | None = None
    until: str | None = None
    below: float | None = None
    limit: int | None = None

    def __post_init__(self) -> None:
        unknown = set(self.item_type) - set(LETTERS.values())
        if unknown:
            raise ArchiveError(f"{', '.join(sorted(unknown))} is none of {', '.join(LETTERS.values())}")
        if self.limit is not None and self.limit < 1:
            raise ArchiveError("the limit must be at least 1")
        if self.below is not None and not 0 <= self.below <= 1:
            raise ArchiveError(f"a confidence is between 0 and 1, not {self.below}")


def queue(connection: Connection, filters: ReviewFilters) -> tuple[list[ReviewRow], int]:
    """The items that are wanted, and how many there are without the limit."""
    kinds = filters.item_type or tuple(LETTERS.values())
    waiting = union_all(*(_waiting(kind, filters) for kind in kinds)).subquery()
    query = select(waiting).order_by(waiting.c.confidence.nulls_first(), waiting.c.ref).limit(filters.limit)
    rows = connection.execute(query).all()
    records = _records(connection, sorted({row.report for row in rows}))
    found = [
        ReviewRow(
            id=row.ref,
            item_type=row.kind,
            confidence=row.confidence,
            found_by=row.found_by,
            short=next(
                in_short(i, records[row.report]) for i in items_of(records[row.report], row.kind) if i.id == row.id
            ),
            report=row.key,
            outlet=row.outlet,
            published=row.published,
        )
        for row in rows
    ]
    return found, connection.scalar(select(func.count()).select_from(waiting)) or 0


def _waiting(kind: ItemType, filters: ReviewFilters) -> Select[*tuple[object, ...]]:
    table = metadata.tables[f"{kind}s"]
    conditions: list[ColumnElement[bool]] = [table.c.review.is_(None), table.c.withdrawn.is_(False)]
    if filters.report:
        conditions.append(or_(reports.c.id == filters.report, reports.c.key == filters.report))
    if filters.country:
        conditions.append(_of_countries(kind, table, filters.country))
    if filters.outlet:
        conditions.append(of_outlet(filters.outlet))
    if filters.since:
        conditions.append(or_(reports.c.published >= filters.since, reports.c.published.is_(None)))
    if filters.until:
        conditions.append(or_(reports.c.published <= filters.until, reports.c.published.is_(None)))
    if filters.below is not None:
        conditions.append(or_(table.c.confidence < filters.below, table.c.confidence.is_(None)))
    return (
        select(
            literal(kind).label("kind"), table.c.report, table.c.id, table.c.ref, table.c.confidence, table.c.found_by
        )
        .add_columns(reports.c.key, reports.c.outlet, reports.c.published)
        .join(reports, reports.c.id == table.c.report)
        .where(*conditions)
    )


def _of_countries(kind: ItemType, table: Table, countries: Sequence[str]) -> ColumnElement[bool]:
    """Somebody of one of the countries takes part, speaks, undertakes or claims."""
    if kind == "contact":
        here = and_(participants.c.report == table.c.report, participants.c.contact == table.c.id)
        return exists().where(here, participants.c.country.in_(countries))
    of_report = and_(actors.c.report == table.c.report, actors.c.country.in_(countries))
    if kind == "claim":
        return exists().where(of_report, actors.c.id == claims.c.said_by)
    field = "speakers" if kind == "statement" else "who"
    party = and_(parties.c.report == table.c.report, parties.c.item_type == kind, parties.c.item == table.c.id)
    return exists().where(party, parties.c.field == field, parties.c.actor == actors.c.id, of_report)


def _records(connection: Connection, of: Sequence[str]) -> dict[str, Record]:
    found = {}
    for report in of:
        found[report] = decode_record(connection.scalar(select(reports.c.record).where(reports.c.id == report)) or "")
    return found
