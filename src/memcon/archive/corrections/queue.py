"""The items that nobody looked at, those that are least sure first."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    Table,
    and_,
    func,
    literal,
    or_,
    select,
    tuple_,
    union_all,
)

from memcon.archive.corrections.items import in_short
from memcon.archive.corrections.model import LETTERS, ItemType, items_of
from memcon.archive.corrections.views import ReviewRow
from memcon.archive.filters import of_outlet
from memcon.archive.schema import actors, claims, metadata, participants, parties, reports
from memcon.errors import ArchiveError
from memcon.record import Record, decode_record

_MANY = 2000  # participants or reports that filters let through, from which on there are many


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


def queue(
    connection: Connection, filters: ReviewFilters, *, after: str | None = None, most: int | None = None
) -> tuple[list[ReviewRow], int]:
    """The items that are wanted, and how many there are without the limit, counted as far as ``most``.

    ``after`` leaves out an item and those before it.
    """
    asked = _asked(connection, filters)
    place = _place(connection, after) if after else None
    first = union_all(*(_first(kind, asked, place) for kind in asked.kinds)).subquery()
    query = select(first, reports.c.key, reports.c.outlet, reports.c.published).join(
        reports, reports.c.id == first.c.report
    )
    rows = connection.execute(query.order_by(first.c.confidence.nulls_first(), first.c.ref).limit(filters.limit)).all()
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
    return found, _number(connection, asked, most)


def _asked(connection: Connection, filters: ReviewFilters) -> "_Asked":
    outlets = None
    if filters.outlet:
        query = select(reports.c.outlet).where(of_outlet(filters.outlet)).distinct()
        outlets = tuple(str(outlet) for outlet in connection.scalars(query))
    limiting: list[Select[int]] = []
    if filters.country:
        limiting.append(select(literal(1)).where(participants.c.country.in_(filters.country)))
    if outlets is not None:
        limiting.append(select(literal(1)).where(reports.c.outlet.in_(outlets)))
    numbers = (select(func.count()).select_from(query.limit(_MANY).subquery()) for query in limiting)
    many = not filters.report and all(connection.scalar(number) == _MANY for number in numbers)
    return _Asked(filters, outlets, one_by_one=many)


def _first(kind: ItemType, asked: "_Asked", place: tuple[float | None, str] | None) -> Select[*tuple[object, ...]]:
    """Those of a type that may be among the first of all, so that no more are looked at."""
    table = metadata.tables[f"{kind}s"]
    columns = (table.c.report, table.c.id, table.c.ref, table.c.confidence, table.c.found_by)
    query = select(literal(kind).label("kind"), *columns).where(*asked.of(kind))
    if place is not None:
        query = query.where(_behind(table, *place))
    order = (table.c.confidence.nulls_first(), table.c.ref)
    return select(query.order_by(*order).limit(asked.filters.limit).subquery())


def _number(connection: Connection, asked: "_Asked", most: int | None) -> int:
    number = 0
    for kind in asked.kinds:
        left = None if most is None else most - number
        waiting = select(literal(1)).select_from(metadata.tables[f"{kind}s"]).where(*asked.of(kind)).limit(left)
        number += connection.scalar(select(func.count()).select_from(waiting.subquery())) or 0
    return number


@dataclass(frozen=True)
class _Asked:
    """What makes items be wanted. ``outlets`` are those that are meant, by their whole names.

    ``one_by_one`` asks of each item whether it is wanted, which finds the first of many soonest, instead of making out all that are.
    """

    filters: ReviewFilters
    outlets: tuple[str, ...] | None
    one_by_one: bool

    @property
    def kinds(self) -> Sequence[ItemType]:
        return self.filters.item_type or tuple(LETTERS.values())

    def of(self, kind: ItemType) -> list[ColumnElement[bool]]:
        """The conditions on the table of a type."""
        table, filters = metadata.tables[f"{kind}s"], self.filters
        conditions: list[ColumnElement[bool]] = [table.c.review.is_(None), table.c.withdrawn.is_(False)]
        if filters.country:
            conditions.append(self._among((table.c.report, table.c.id), _of_countries(kind, filters.country)))
        if filters.below is not None:
            conditions.append(or_(table.c.confidence < filters.below, table.c.confidence.is_(None)))
        of_report = list(self._of_report())
        if of_report:
            conditions.append(self._among((table.c.report,), select(reports.c.id).where(*of_report)))
        return conditions

    def _among(self, those: Sequence[ColumnElement[str]], query: Select[*tuple[object, ...]]) -> ColumnElement[bool]:
        if self.one_by_one:
            pairs = zip(query.selected_columns, those, strict=True)
            return query.where(*(column == own for column, own in pairs)).correlate(those[0].table).exists()
        return (tuple_(*those) if len(those) > 1 else those[0]).in_(query)

    def _of_report(self) -> Iterator[ColumnElement[bool]]:
        filters = self.filters
        if filters.report:
            yield or_(reports.c.id == filters.report, reports.c.key == filters.report)
        if self.outlets is not None:
            yield reports.c.outlet.in_(self.outlets)
        if filters.since:
            yield or_(reports.c.published >= filters.since, reports.c.published.is_(None))
        if filters.until:
            yield or_(reports.c.published <= filters.until, reports.c.published.is_(None))


def _of_countries(kind: ItemType, countries: Sequence[str]) -> Select[*tuple[object, ...]]:
    """Report and id of the items in which somebody of one of the countries takes part, speaks, undertakes or claims."""
    if kind == "contact":
        return select(participants.c.report, participants.c.contact).where(participants.c.country.in_(countries))
    of_country = actors.c.country.in_(countries)
    if kind == "claim":
        said = claims.alias()  # as the claims are asked of too
        here = and_(actors.c.report == said.c.report, actors.c.id == said.c.said_by)
        return select(said.c.report, said.c.id).join(actors, here).where(of_country)
    field = "speakers" if kind == "statement" else "who"
    here = and_(actors.c.report == parties.c.report, actors.c.id == parties.c.actor)
    query = select(parties.c.report, parties.c.item).join(actors, here)
    return query.where(parties.c.item_type == kind, parties.c.field == field, of_country)


def _place(connection: Connection, ref: str) -> tuple[float | None, str] | None:
    """Where an item stands in the queue, or stood before it was looked at; None where there is none of that name."""
    kind = LETTERS.get(ref.rpartition("-")[2][:1])
    if kind is None:
        return None
    table = metadata.tables[f"{kind}s"]
    found = connection.execute(select(table.c.confidence, table.c.ref).where(table.c.ref == ref)).first()
    return (found.confidence, found.ref) if found else None


def _behind(table: Table, confidence: float | None, ref: str) -> ColumnElement[bool]:
    same = and_(table.c.confidence.is_not_distinct_from(confidence), table.c.ref > ref)
    surer = table.c.confidence.is_not(None) if confidence is None else table.c.confidence > confidence
    return or_(same, surer)


def _records(connection: Connection, of: Sequence[str]) -> dict[str, Record]:
    found = {}
    for report in of:
        found[report] = decode_record(connection.scalar(select(reports.c.record).where(reports.c.id == report)) or "")
    return found
