"""Cooperation and conflict between two countries over time: the Goldstein values of the events that reports tell between them.

An event that several reports tell of one encounter counts once, with the mean of the values that they give it; so does one without an
encounter that several reports tell of one day. What is told in the background without a date of its own has no place in a series.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import permutations
from statistics import fmean
from typing import Any, Literal, NamedTuple

import msgspec
from sqlalchemy import Connection, Row, Select, and_, intersect, select

from memcon.archive.dyad_encounters import DyadEncounter
from memcon.archive.follow_ups.meetings import Key, batches, encounter_of
from memcon.archive.schema import actors, claims, commitments, contacts, events, parties, reports, statements

Period = Literal["year", "month"]

_BACKGROUND = "background"


class PeriodRow(msgspec.Struct, frozen=True, kw_only=True):
    """The events of a year ("2024") or month ("2024-05"): the sum and the mean of their Goldstein values, -10 to 10.

    ``cooperation`` and ``conflict`` are the sums of those above and below zero. ``reports`` tell of them, ``sources`` are these with
    copies of one text counted once.
    """

    period: str
    events: int
    total: float
    mean: float
    cooperation: float
    conflict: float
    reports: int
    sources: int


class DyadEvent(msgspec.Struct, frozen=True, kw_only=True):
    """What counts as one event: its day, PLOVER's type, who acts towards whom, the mean of the values that reports give it.

    Where ``recipients`` are none, the ``actors`` act together. ``ids`` are the events as single reports tell them.
    """

    date: str
    event_type: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    goldstein: float
    ids: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Series:
    """The periods in order, and how many codings were left out for want of a date."""

    rows: tuple[PeriodRow, ...]
    without_date: int


@dataclass(frozen=True, slots=True)
class _Coding:
    """One event as one report tells it. ``key`` is that of all codings which are counted as one."""

    key: tuple[str, ...]
    ref: str
    day: str
    goldstein: float
    report: str


def cooperation_series(
    connection: Connection,
    countries: tuple[str, str],
    meetings: Collection[DyadEncounter],
    *,
    source: Callable[[str], str],
    period: Period,
    since: str | None,
    until: str | None,
) -> Series:
    """The series of two countries. ``meetings`` are their encounters, ``source`` gives the report of which one is a copy."""
    units, without_date = _units(connection, countries, meetings, since, until)
    by_period: dict[str, list[list[_Coding]]] = defaultdict(list)
    for unit in units:
        by_period[_first_day(unit)[: 4 if period == "year" else 7]].append(unit)
    return Series(
        rows=tuple(_row(name, those, source) for name, those in sorted(by_period.items())), without_date=without_date
    )


def events_between(
    connection: Connection,
    countries: tuple[str, str],
    meetings: Collection[DyadEncounter],
    *,
    since: str | None,
    until: str | None,
) -> tuple[DyadEvent, ...]:
    """The events that a series counts, by day."""
    units, _ = _units(connection, countries, meetings, since, until)
    return tuple(sorted(map(_event, units), key=lambda event: (event.date, event.event_type, event.ids)))


def _event(unit: list[_Coding]) -> DyadEvent:
    *_, event_type, sides = unit[0].key
    acting, _, receiving = sides.partition(">")
    return DyadEvent(
        date=_first_day(unit),
        event_type=event_type,
        actors=tuple(acting.split("-")),
        recipients=(receiving,) if receiving else (),
        goldstein=round(fmean(coding.goldstein for coding in unit), 2),
        ids=tuple(sorted({coding.ref for coding in unit})),
    )


def _units(
    connection: Connection,
    countries: tuple[str, str],
    meetings: Collection[DyadEncounter],
    since: str | None,
    until: str | None,
) -> tuple[list[list[_Coding]], int]:
    """The codings that are counted as one each, and how many have no date."""
    told = _events(connection, countries)
    places = _Places(connection, told, meetings)
    codings: dict[tuple[str, ...], list[_Coding]] = defaultdict(list)
    without_date = 0
    for event in told:
        coding = places.coding(event) if places.stands(event) else None
        if coding:
            codings[coding.key].append(coding)
        else:
            without_date += places.stands(event)
    days = ((_first_day(unit), unit) for unit in codings.values())
    within = [unit for day, unit in days if (since is None or day >= since) and (until is None or day <= until)]
    return within, without_date


def _first_day(unit: list[_Coding]) -> str:
    return min(coding.day for coding in unit)


def _row(period: str, units: list[list[_Coding]], source: Callable[[str], str]) -> PeriodRow:
    values = [fmean(coding.goldstein for coding in unit) for unit in units]
    told_in = {coding.report for unit in units for coding in unit}
    return PeriodRow(
        period=period,
        events=len(values),
        total=round(sum(values), 2),
        mean=round(fmean(values), 2),
        cooperation=round(sum(value for value in values if value > 0), 2),
        conflict=round(sum(value for value in values if value < 0), 2),
        reports=len(told_in),
        sources=len({source(report) for report in told_in}),
    )


class _Event(NamedTuple):
    """An event of a report, and which of the two countries acts towards the other ("IRN-TUR" where both act together).

    ``encounter`` and ``contact_day`` are known where the event is itself a contact.
    """

    report: str
    id: str
    ref: str
    event_type: str
    goldstein: float
    of: str
    day: str | None
    published: str | None
    encounter: str | None
    contact_day: str | None
    sides: str


def _events(connection: Connection, countries: tuple[str, str]) -> list[_Event]:
    """The events with a value between the two countries, of reports that name both."""
    one, other = (select(actors.c.report).where(actors.c.country == country) for country in countries)
    of = select(intersect(one, other).subquery().c.report)
    sides = _sides(connection, of, countries)
    coded = connection.execute(_coded(of))
    return [
        event for row in coded if (key := (row[0], row[1])) in sides for event in _between(row, sides[key], countries)
    ]


@dataclass(frozen=True, slots=True)
class _Sides:
    """Which of the two countries act in an event, which are acted upon, and whether anybody is."""

    acting: frozenset[str]
    receiving: frozenset[str]
    received: bool


def _sides(connection: Connection, of: Select[Any], countries: tuple[str, str]) -> dict[Key, _Sides]:
    """The events in which both countries have a part."""
    query = (
        select(parties.c.report, parties.c.item, parties.c.field, parties.c.actor, actors.c.country)
        .outerjoin(actors, and_(actors.c.report == parties.c.report, actors.c.id == parties.c.actor))
        .where(parties.c.report.in_(of), parties.c.item_type == "event")
    )
    told: dict[Key, dict[str, dict[str, str | None]]] = defaultdict(lambda: {"actor": {}, "recipient": {}})
    for report, event, field, actor, country in connection.execute(query):
        told[report, event][field][actor] = country
    found = {}
    for key, parts in told.items():
        acting = parts["actor"]
        # Nobody acts upon himself.
        upon = {actor: country for actor, country in parts["recipient"].items() if actor not in acting}
        sides = (frozenset(country for country in those.values() if country in countries) for those in (acting, upon))
        first, second = sides
        if len(first | second) > 1:
            found[key] = _Sides(first, second, bool(upon))
    return found


def _coded(of: Select[Any]) -> Select[Any]:
    """What is told of the events of reports, with the contacts that they are."""
    e = events.c
    at = and_(contacts.c.report == e.report, contacts.c.id == e["from"], contacts.c.withdrawn.is_(False))
    return (
        select(e.report, e.id, e.ref, e.event_type, e.goldstein, e["from"], e.when_start, reports.c.published)
        .add_columns(encounter_of, contacts.c.when_start)
        .join(reports, reports.c.id == e.report)
        .outerjoin(contacts, at)
        .where(e.report.in_(of), e.goldstein.is_not(None), reports.c.withdrawn_at.is_(None))
        .order_by(e.ref)
    )


def _between(row: Row[Any], sides: _Sides, countries: tuple[str, str]) -> Iterator[_Event]:
    """The event for each way it goes; where nobody receives it, those who act do so together."""
    ways = [
        f"{one}>{other}" for one, other in permutations(countries) if one in sides.acting and other in sides.receiving
    ]
    if not sides.received and sides.acting.issuperset(countries):
        ways = ["-".join(countries)]
    for way in ways:
        yield _Event._make((*row, way))


class _Places:
    """At which encounter events were, and on which day."""

    def __init__(self, connection: Connection, told: Iterable[_Event], meetings: Iterable[DyadEncounter]) -> None:
        self._days = {meeting.id: meeting.start for meeting in meetings}
        self._contacts: dict[Key, tuple[str, str | None]] = {}
        self._said_at: dict[Key, str | None] = {}
        for part in batches({event.report for event in told if event.encounter is None}):
            self._read(connection, part)

    def _read(self, connection: Connection, part: list[str]) -> None:
        """Of which contacts items are that are none themselves."""
        own = select(contacts.c.report, contacts.c.id, encounter_of, contacts.c.when_start)
        for report, id_, encounter, day in connection.execute(
            own.where(contacts.c.report.in_(part), contacts.c.withdrawn.is_(False))
        ):
            self._contacts[report, id_] = encounter, day
        said = select(statements.c.report, statements.c.id, statements.c.contact)
        for report, id_, contact in connection.execute(
            said.where(statements.c.report.in_(part), statements.c.withdrawn.is_(False))
        ):
            self._said_at[report, id_] = contact
        promised = select(commitments.c.report, commitments.c.id, commitments.c.statement)
        for report, id_, statement in connection.execute(
            promised.where(commitments.c.report.in_(part), commitments.c.withdrawn.is_(False))
        ):
            self._said_at[report, id_] = self._said_at.get((report, statement)) if statement else None
        harmed = select(claims.c.report, claims.c.id)
        for report, id_ in connection.execute(harmed.where(claims.c.report.in_(part), claims.c.withdrawn.is_(False))):
            self._said_at[report, id_] = None

    def stands(self, event: _Event) -> bool:
        """Whether the item that it codes was not withdrawn."""
        return event.of == _BACKGROUND or event.encounter is not None or (event.report, event.of) in self._said_at

    def coding(self, event: _Event) -> _Coding | None:
        """The event with what it is counted by; None where nothing tells when it was."""
        encounter, told = event.encounter, event.contact_day
        if encounter is None and (contact := self._said_at.get((event.report, event.of))):
            encounter, told = self._contacts.get((event.report, contact), (None, None))
        day = (self._days.get(encounter) if encounter else None) or told or event.day
        if day is None and event.of != _BACKGROUND:
            day = event.published
        if day is None:
            return None
        key = encounter or day, event.event_type, event.sides
        return _Coding(key, event.ref, day, event.goldstein, event.report)
