"""Pages of events: what reports tell as PLOVER and CAMEO code it, those of the report that was added last first."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

import msgspec
from sqlalchemy import ColumnElement, Connection, RowMapping, and_, exists, func, select

from memcon.archive.filters import Filters, changed_since, in_words, of_outlet
from memcon.archive.folding import fold_name
from memcon.archive.follow_ups.meetings import batches
from memcon.archive.keyset import NO_CURSOR
from memcon.archive.overviews.paging import cursor_of, key_in
from memcon.archive.rows import ref
from memcon.archive.schema import actors, events, parties, reports
from memcon.errors import ArchiveError
from memcon.record import Precision

if TYPE_CHECKING:
    from memcon.archive import Archive

_SIDES = ("actor", "recipient")
_FIRST = 100  # reports whose events are looked at first; four times as many after each time, for what is rare
_MOST = 6400
_Place = tuple[int, int]
"""Where an event stands: the numbers of its report and of itself."""


class EventRow(msgspec.Struct, frozen=True, kw_only=True):
    """An event and the report that tells of it. ``codes`` is the item that it codes, or background."""

    id: str
    date: str | None
    date_end: str | None
    date_precision: Precision | None
    event_type: str
    event_mode: str | None
    contexts: tuple[str, ...]
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    countries: tuple[str, ...]
    cameo: str | None
    goldstein: float | None
    place: str | None
    place_country: str | None
    codes: str
    report: str
    outlet: str | None
    published: str | None
    url: str | None


@dataclass(frozen=True, kw_only=True)
class EventFilters(Filters):
    """Which events are wanted: countries and person act or are acted on, dates are the event's, else those of publication.

    ``event_type`` is PLOVER's, ``cameo`` the first digits of the CAMEO code.
    """

    event_type: str | None = None
    cameo: str | None = None


def events_in_words(filters: EventFilters) -> str:
    """The filters as they would be said."""
    kind = f"of type {filters.event_type}" if filters.event_type else ""
    return ", ".join(filter(None, (in_words(filters), kind, f"CAMEO {filters.cameo}" if filters.cameo else "")))


class EventPage(msgspec.Struct, frozen=True, kw_only=True):
    """Some events. ``total`` is None where counting them would mean to look at all reports."""

    rows: tuple[EventRow, ...]
    next: str | None
    total: int | None


def page_of_events(
    archive: "Archive", filters: EventFilters, *, after: str | None = None, limit: int = 50, newest: bool = True
) -> EventPage:
    """Some events. Raises `ArchiveError`."""
    of = f"events {newest}"
    place = _place(of, after)
    with archive._reading() as connection:
        found = list(islice(_found(connection, filters, place, newest), limit + 1))
        rows = tuple(_rows(connection, found[:limit]))
        total = len(found) if after is None and len(found) <= limit else _total(connection, filters)
    last = found[limit - 1] if len(found) > limit else None
    return EventPage(rows=rows, next=cursor_of(of, (last["report_seq"], last["seq"])) if last else None, total=total)


def _place(of: str, after: str | None) -> _Place | None:
    if after is None:
        return None
    match key_in(of, after):
        case (int(report), int(event)):
            return report, event
        case _:
            raise ArchiveError(NO_CURSOR)


def _found(connection: Connection, filters: EventFilters, behind: _Place | None, newest: bool) -> Iterator[RowMapping]:
    """The events in their order, those of some reports at a time: to put all of them in order takes seconds."""
    number = reports.c.seq
    report, event = behind or (None, None)
    those = select(reports.c.id, number).where(*_conditions_on_reports(filters))
    those = those.order_by(number.desc() if newest else number)
    size = _FIRST
    at = and_(number <= report if newest else number >= report) if report is not None else None
    while True:
        some = connection.execute((those if at is None else those.where(at)).limit(size)).all()
        yield from _events_of(connection, filters, dict(some), report, event, newest)
        if len(some) < size:
            return
        at = number < some[-1][1] if newest else number > some[-1][1]
        size = min(4 * size, _MOST)


def _events_of(
    connection: Connection,
    filters: EventFilters,
    numbers: Mapping[str, int],
    report: int | None,
    event: int | None,
    newest: bool,
) -> Iterator[RowMapping]:
    rows: list[RowMapping] = []
    known = (reports.c.key, reports.c.outlet, reports.c.published, reports.c.url, reports.c.seq.label("report_seq"))
    for part in batches(numbers):
        query = select(events, *known).join(reports, reports.c.id == events.c.report)
        query = query.where(events.c.report.in_(part), *_conditions(filters))
        rows += connection.execute(query).mappings()
    for row in sorted(rows, key=lambda row: (-row["report_seq"] if newest else row["report_seq"], row["seq"])):
        if report is None or event is None or row["report_seq"] != report or row["seq"] > event:
            yield row


def _total(connection: Connection, filters: EventFilters) -> int | None:
    """How many there are of all; None where something is asked for."""
    if filters != EventFilters():
        return None
    withdrawn = select(reports.c.id).where(reports.c.withdrawn_at.is_not(None))
    gone = select(func.count()).select_from(events).where(events.c.report.in_(withdrawn))
    everything = connection.scalar(select(func.count()).select_from(events)) or 0
    return everything - (connection.scalar(gone) or 0)


def _conditions_on_reports(filters: EventFilters) -> Iterator[ColumnElement[bool]]:
    """What the report of an event must be; that somebody of a country is named in it can be seen at once."""
    if not filters.withdrawn:
        yield reports.c.withdrawn_at.is_(None)
    if filters.outlet:
        yield of_outlet(filters.outlet)
    if filters.changed_since:
        yield changed_since(filters.changed_since)
    if filters.id:
        yield reports.c.id.in_(select(events.c.report).where(events.c.ref.in_(filters.id)))
    for countries in filter(None, (*((country,) for country in filters.country), filters.any_country)):
        yield exists().where(actors.c.report == reports.c.id, actors.c.country.in_(countries))


def _conditions(filters: EventFilters) -> Iterator[ColumnElement[bool]]:
    for country in filters.country:
        yield _takes_part(actors.c.country == country)
    if filters.any_country:
        yield _takes_part(actors.c.country.in_(filters.any_country))
    if filters.person:
        yield _takes_part(actors.c.name_folded.contains(fold_name(filters.person), autoescape=True))
    day = func.coalesce(events.c.when_start, events.c.when_end, reports.c.published)
    if filters.since:
        yield day >= filters.since
    if filters.until:
        yield day <= filters.until
    if filters.event_type:
        yield events.c.event_type == filters.event_type.upper()
    if filters.cameo:
        yield events.c.cameo.startswith(filters.cameo, autoescape=True)
    if filters.id:
        yield events.c.ref.in_(filters.id)


def _takes_part(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(
        parties.c.report == events.c.report,
        parties.c.item_type == "event",
        parties.c.item == events.c.id,
        actors.c.report == parties.c.report,
        actors.c.id == parties.c.actor,
        condition,
    )


def _rows(connection: Connection, found: Sequence[RowMapping]) -> Iterator[EventRow]:
    known = _parties(connection, {row["report"] for row in found})
    for row in found:
        who, whom = (known.get((row["report"], row["id"], side), []) for side in _SIDES)
        yield EventRow(
            id=row["ref"],
            date=row["when_start"],
            date_end=row["when_end"],
            date_precision=row["when_precision"],
            event_type=row["event_type"],
            event_mode=row["event_mode"],
            contexts=tuple(row["context"]),
            actors=tuple(party["name"] or party["actor"] for party in who),
            recipients=tuple(party["name"] or party["actor"] for party in whom),
            countries=tuple(dict.fromkeys(party["country"] for party in (*who, *whom) if party["country"])),
            cameo=row["cameo"],
            goldstein=row["goldstein"],
            place=row["place_name"],
            place_country=row["place_country"],
            codes=row["from"] if row["from"] == "background" else ref(row["key"], row["from"]),
            report=row["key"],
            outlet=row["outlet"],
            published=row["published"],
            url=row["url"],
        )


def _parties(connection: Connection, of: set[str]) -> Mapping[tuple[str, str, str], list[RowMapping]]:
    found: dict[tuple[str, str, str], list[RowMapping]] = defaultdict(list)
    at = and_(actors.c.report == parties.c.report, actors.c.id == parties.c.actor)
    for part in batches(of):
        query = (
            select(parties, actors.c.name, actors.c.country)
            .outerjoin(actors, at)
            .where(parties.c.report.in_(part), parties.c.item_type == "event")
            .order_by(parties.c.seq)
        )
        for row in connection.execute(query).mappings():
            found[row["report"], row["item"], row["field"]].append(row)
    return found
