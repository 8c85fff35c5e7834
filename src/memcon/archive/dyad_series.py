"""Cooperation and conflict between two countries over time: the Goldstein values of the events that reports tell between them.

An event that several reports tell of one encounter counts once, with the mean of the values that they give it; so does one without an
encounter that several reports tell of one day. What is told in the background without a date of its own has no place in a series.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import permutations
from statistics import fmean
from typing import Literal

import msgspec
from sqlalchemy import Connection, RowMapping, and_, select

from memcon.archive.follow_ups.meetings import Key, Meeting, batches, encounter_of
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


@dataclass(frozen=True, kw_only=True)
class Series:
    """The periods in order, and how many codings were left out for want of a date."""

    rows: tuple[PeriodRow, ...]
    without_date: int


@dataclass(frozen=True)
class _Coding:
    """One event as one report tells it. ``key`` is that of all codings which are counted as one."""

    key: tuple[str, ...]
    day: str
    goldstein: float
    report: str


def cooperation_series(
    connection: Connection,
    countries: tuple[str, str],
    meetings: Collection[Meeting],
    *,
    source: Callable[[str], str],
    period: Period,
    since: str | None,
    until: str | None,
) -> Series:
    """The series of two countries. ``meetings`` are their encounters, ``source`` gives the report of which one is a copy."""
    told = _events(connection, countries)
    places = _Places(connection, {event.report for event in told}, meetings)
    codings: dict[tuple[str, ...], list[_Coding]] = defaultdict(list)
    without_date = 0
    for event in told:
        coding = places.coding(event) if places.stands(event) else None
        if coding:
            codings[coding.key].append(coding)
        else:
            without_date += places.stands(event)
    by_period: dict[str, list[list[_Coding]]] = defaultdict(list)
    for those in codings.values():
        day = min(coding.day for coding in those)
        if (since is None or day >= since) and (until is None or day <= until):
            by_period[day[: 4 if period == "year" else 7]].append(those)
    return Series(
        rows=tuple(_row(name, units, source) for name, units in sorted(by_period.items())), without_date=without_date
    )


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


@dataclass(frozen=True, kw_only=True)
class _Event:
    """An event of a report, and which of the two countries acts towards the other ("IRN-TUR" where both act together)."""

    report: str
    id: str
    event_type: str
    goldstein: float
    of: str
    day: str | None
    published: str | None
    sides: str


def _events(connection: Connection, countries: tuple[str, str]) -> list[_Event]:
    """The events with a value between the two countries."""
    one, other = (select(actors.c.report).where(actors.c.country == country) for country in countries)
    found: list[_Event] = []
    for part in batches(set(connection.scalars(one.intersect(other)))):
        query = (
            select(events, reports.c.published, parties.c.field, parties.c.actor, actors.c.country)
            .join(reports, reports.c.id == events.c.report)
            .join(
                parties,
                and_(
                    parties.c.report == events.c.report,
                    parties.c.item_type == "event",
                    parties.c.item == events.c.id,
                ),
            )
            .join(actors, and_(actors.c.report == parties.c.report, actors.c.id == parties.c.actor))
            .where(events.c.report.in_(part), events.c.goldstein.is_not(None), reports.c.withdrawn_at.is_(None))
            .order_by(events.c.ref)
        )
        told: dict[str, list[RowMapping]] = defaultdict(list)
        for row in connection.execute(query).mappings():
            told[row["ref"]].append(row)
        found.extend(event for rows in told.values() for event in _between(rows, countries))
    return found


def _between(rows: list[RowMapping], countries: tuple[str, str]) -> Iterator[_Event]:
    """The event of these parties for each way it goes; where nobody else receives it, those who act do so together."""
    actor_of = {row["actor"]: row["country"] for row in rows if row["field"] == "actor"}
    acting = set(actor_of.values())
    receiving = {row["country"] for row in rows if row["field"] == "recipient" and row["actor"] not in actor_of}
    ways = [f"{one}>{other}" for one, other in permutations(countries) if one in acting and other in receiving]
    if not receiving and acting.issuperset(countries):
        ways = ["-".join(countries)]
    first = rows[0]
    for way in ways:
        yield _Event(
            report=first["report"],
            id=first["id"],
            event_type=first["event_type"],
            goldstein=first["goldstein"],
            of=first["from"],
            day=first["when_start"],
            published=first["published"],
            sides=way,
        )


class _Places:
    """At which encounter events were, and on which day."""

    def __init__(self, connection: Connection, of: Collection[str], meetings: Iterable[Meeting]) -> None:
        self._days = {meeting.id: meeting.start for meeting in meetings}
        self._contacts: dict[Key, tuple[str, str | None]] = {}
        self._said_at: dict[Key, str | None] = {}
        for part in batches(of):
            self._read(connection, part)

    def _read(self, connection: Connection, part: list[str]) -> None:
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
        key = event.report, event.of
        return event.of == _BACKGROUND or key in self._contacts or key in self._said_at

    def coding(self, event: _Event) -> _Coding | None:
        """The event with what it is counted by; None where nothing tells when it was."""
        contact = (
            event.of if (event.report, event.of) in self._contacts else self._said_at.get((event.report, event.of))
        )
        encounter, told = self._contacts.get((event.report, contact), (None, None)) if contact else (None, None)
        day = (self._days.get(encounter) if encounter else None) or told or event.day
        if day is None and event.of != _BACKGROUND:
            day = event.published
        if day is None:
            return None
        return _Coding((encounter or day, event.event_type, event.sides), day, event.goldstein, event.report)
