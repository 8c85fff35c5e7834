"""What an archive tells of two countries: their contacts, the gaps between them, their topics, who speaks, what is promised, and how
cooperative or conflictual the reported events between them are. Every number comes with the reports that it rests on.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any, TypeVar

import msgspec
from sqlalchemy import ColumnElement, Connection, Select, Text, and_, cast, func, select

from memcon.archive.copies import sources
from memcon.archive.counts import count_commitments
from memcon.archive.dyad_encounters import DyadEncounter, encounters_of_dyad
from memcon.archive.dyad_series import DyadEvent, Period, PeriodRow, cooperation_series, events_between
from memcon.archive.follow_ups.listing import CommitmentFilters, list_commitments
from memcon.archive.follow_ups.meetings import batches
from memcon.archive.follow_ups.near import days_between
from memcon.archive.mechanisms import outcomes_of
from memcon.archive.schema import actors, contacts, parties, reports, statements
from memcon.archive.views import CommitmentRow
from memcon.record import ActorKind, Level, Mode, Status

CountedT = TypeVar("CountedT", bound=str)

_GAPS = 5
_TOPICS = 12
_TOPICS_OF_SPEAKER = 4
_SPEAKERS = 15


class Basis(msgspec.Struct, frozen=True, kw_only=True):
    """What a number rests on: reports, and sources, which are reports with the copies of one text counted once."""

    reports: int
    sources: int


class YearRow(msgspec.Struct, frozen=True, kw_only=True):
    """The encounters of a year; ``modes`` and ``levels`` are those of the ones held. ``year`` is empty where none is known."""

    year: str | None
    held: int
    planned: int
    cancelled: int
    denied: int
    modes: dict[Mode, int]
    levels: dict[Level, int]
    basis: Basis


class EncounterRow(msgspec.Struct, frozen=True, kw_only=True):
    """An encounter; ``date`` is its first day."""

    id: str
    date: str | None
    status: Status
    mode: Mode
    level: Level | None
    place: str | None
    basis: Basis


class GapRow(msgspec.Struct, frozen=True, kw_only=True):
    """Days without a contact that was held, from the one ``after`` which to the one ``until`` which they are counted.

    ``until`` is empty where the gap lasts.
    """

    days: int
    after: EncounterRow
    until: EncounterRow | None


class TopicRow(msgspec.Struct, frozen=True, kw_only=True):
    """A topic, in how many encounters that were held it was spoken about, and in how many of each year."""

    topic: str
    encounters: int
    years: dict[str, int]
    basis: Basis


class SpeakerRow(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody of one of the two countries, what he or she said at their contacts, and about what the most."""

    id: str
    name: str
    kind: ActorKind
    country: str
    statements: int
    topics: dict[str, int]
    basis: Basis


class DyadStatement(msgspec.Struct, frozen=True, kw_only=True):
    """A statement as one report tells it, and one of those who make it."""

    id: str
    speaker: str
    name: str
    kind: ActorKind
    country: str
    topics: tuple[str, ...]
    report: str


class Dyad(msgspec.Struct, frozen=True, kw_only=True):
    """All of it. ``one`` and ``other`` are ISO 3166-1 alpha-3 codes, ``as_of`` the day on which it is told.

    ``next_planned`` is the next contact planned with a date of which nothing more is told; ``undated`` counts the encounters held of
    which the day is not known: they are in no gap. ``open_commitments`` counts those of which ``commitments`` may be only some.
    """

    one: str
    other: str
    since: str | None
    until: str | None
    as_of: str
    encounters: int
    basis: Basis
    years: tuple[YearRow, ...]
    last: EncounterRow | None
    next_planned: EncounterRow | None
    undated: int
    gaps: tuple[GapRow, ...]
    topics: tuple[TopicRow, ...]
    speakers: tuple[SpeakerRow, ...]
    commitments: tuple[CommitmentRow, ...]
    open_commitments: int
    period: Period
    series: tuple[PeriodRow, ...]
    events_without_date: int


def dyad_of(
    connection: Connection,
    one: str,
    other: str,
    *,
    since: str | None = None,
    until: str | None = None,
    period: Period = "year",
    as_of: str,
    commitments: int | None = None,
) -> Dyad:
    """What the archive tells of two countries in a time; all dates are ISO dates. ``commitments`` is how many are told at most."""
    one, other = sorted((one, other))
    all_encounters = encounters_of_dyad(connection, one, other)
    meetings = [meeting for meeting in all_encounters if _lies_in(meeting.day, since, until)]
    rested = _Rested(connection, meetings)
    held = [meeting for meeting in meetings if meeting.status == "held"]
    having_day = [meeting for meeting in held if meeting.has_day]
    dated = sorted(
        (meeting for meeting in having_day if (meeting.start or "") <= as_of),
        key=lambda meeting: (meeting.start or "", meeting.id),
    )
    series = cooperation_series(
        connection, (one, other), all_encounters, source=rested.source, period=period, since=since, until=until
    )
    promised = CommitmentFilters(country=(one, other), since=since, until=until, state=("open", "overdue"), as_of=as_of)
    promises = list_commitments(connection, replace(promised, limit=commitments))
    return Dyad(
        one=one,
        other=other,
        since=since,
        until=until,
        as_of=as_of,
        encounters=len(meetings),
        basis=rested.on(meetings),
        years=tuple(_years(meetings, rested)),
        last=rested.row(dated[-1]) if dated else None,
        next_planned=_next_planned(connection, meetings, rested, as_of),
        undated=len(held) - len(having_day),
        gaps=tuple(_gaps(dated, rested, as_of if until is None else min(until, as_of))),
        topics=tuple(_topics(held, rested)),
        speakers=tuple(_speakers(connection, (one, other), meetings, rested)),
        commitments=tuple(promises),
        open_commitments=len(promises) if commitments is None else count_commitments(connection, promised),
        period=period,
        series=series.rows,
        events_without_date=series.without_date,
    )


def dyad_statements(
    connection: Connection, one: str, other: str, *, since: str | None = None, until: str | None = None
) -> tuple[DyadStatement, ...]:
    """What somebody of two countries said at their encounters."""
    meetings = [each for each in encounters_of_dyad(connection, one, other) if _lies_in(each.day, since, until)]
    return tuple(sorted(_said(connection, (one, other), meetings), key=lambda said: said.id))


def dyad_events(
    connection: Connection, one: str, other: str, *, since: str | None = None, until: str | None = None
) -> tuple[DyadEvent, ...]:
    """The events of which a dyad's series is made."""
    one, other = sorted((one, other))
    meetings = encounters_of_dyad(connection, one, other)
    return events_between(connection, (one, other), meetings, since=since, until=until)


class _Rested:
    """Counts reports and sources. Copies tell of the same encounter, so they are looked for within each."""

    def __init__(self, connection: Connection, meetings: Iterable[DyadEncounter]) -> None:
        self._source: dict[str, str] = {}
        copied = [meeting for meeting in meetings if meeting.n_sources < len(meeting.reports)]
        for one in copied:
            if one.n_sources == 1:
                self._are_one(one.reports)
        for groups in _groups(connection, [one.reports for one in copied if one.n_sources > 1]):
            for group in groups:
                self._are_one(group)

    def _are_one(self, group: Collection[str]) -> None:
        first = min(self.source(report) for report in group)
        for report in group:
            self._source[self.source(report)] = first

    def source(self, report: str) -> str:
        """The first report of those whose text is the same."""
        while (earlier := self._source.get(report, report)) != report:
            report = earlier
        return report

    def on(self, meetings: Iterable[DyadEncounter]) -> Basis:
        """What a count of encounters rests on."""
        return self.on_reports({report for meeting in meetings for report in meeting.reports})

    def on_reports(self, those: Collection[str]) -> Basis:
        """What a count in reports rests on."""
        return Basis(reports=len(those), sources=len({self.source(report) for report in those}))

    def row(self, meeting: DyadEncounter) -> EncounterRow:
        """An encounter with its reports counted."""
        return EncounterRow(
            id=meeting.id,
            date=meeting.start,
            status=meeting.status,
            mode=meeting.mode,
            level=meeting.level,
            place=meeting.place,
            basis=self.on([meeting]),
        )


_Group = Sequence[str]
_grouped: dict[frozenset[str], Sequence[_Group]] = {}
"""Reports that were found to be copies: they are called by what their texts are, so that this stays true as long as there is memory."""

_MOST_GROUPED = 20_000


def _groups(connection: Connection, told: Sequence[frozenset[str]]) -> list[Sequence[_Group]]:
    """Of the reports that tell of each encounter, those that are copies of each other."""
    found = {those: _grouped[those] for those in told if those in _grouped}
    new = [those for those in told if those not in found]
    sketches = _sketches(connection, {report for those in new for report in those})
    for those in new:
        found[those] = sources({report: sketches[report] for report in sorted(those)})
    if len(_grouped) + len(new) > _MOST_GROUPED:
        _grouped.clear()
    _grouped.update(found)
    return [found[those] for those in told]


def _sketches(connection: Connection, of: Collection[str]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for part in batches(of):
        query = select(reports.c.id, reports.c.sketch).where(reports.c.id.in_(part))
        found.update((report, sketch) for report, sketch in connection.execute(query))
    return found


def _lies_in(day: str | None, since: str | None, until: str | None) -> bool:
    if day is None:
        return since is None and until is None
    return (since is None or day >= since) and (until is None or day <= until)


def _years(meetings: list[DyadEncounter], rested: _Rested) -> Iterable[YearRow]:
    by_year: dict[str | None, list[DyadEncounter]] = defaultdict(list)
    for meeting in meetings:
        by_year[meeting.day[:4] if meeting.day else None].append(meeting)
    for year, those in sorted(by_year.items(), key=lambda item: item[0] or "9999"):
        told = Counter(meeting.status for meeting in those)
        held = [meeting for meeting in those if meeting.status == "held"]
        yield YearRow(
            year=year,
            held=told["held"],
            planned=told["planned"],
            cancelled=told["cancelled"],
            denied=told["denied"],
            modes=_counted(meeting.mode for meeting in held),
            levels=_counted(meeting.level for meeting in held if meeting.level),
            basis=rested.on(those),
        )


def _next_planned(
    connection: Connection, meetings: list[DyadEncounter], rested: _Rested, as_of: str
) -> EncounterRow | None:
    coming = [one for one in meetings if one.status == "planned" and one.start and (one.end or one.start) >= as_of]
    settled = outcomes_of(connection, [one.id for one in coming])
    unsettled = (one for one in coming if one.id not in settled)
    first = min(unsettled, key=lambda one: (one.start or "", one.id), default=None)
    return rested.row(first) if first else None


def _gaps(dated: list[DyadEncounter], rested: _Rested, today: str) -> list[GapRow]:
    """The longest times without a contact, of those in the order of their days; one that still lasts counts up to ``today``."""
    gaps = [
        (days_between(before.start or "", after.start or ""), before, after)
        for before, after in pairwise(dated)
        if before.start != after.start
    ]
    lasting = [(days_between(dated[-1].start or "", today), dated[-1], None)] if dated else []
    longest = sorted((*gaps, *lasting), key=lambda gap: (-gap[0], gap[1].start or ""))[:_GAPS]
    return [
        GapRow(days=days, after=rested.row(before), until=rested.row(after) if after else None)
        for days, before, after in longest
        if days > 0
    ]


def _topics(held: list[DyadEncounter], rested: _Rested) -> list[TopicRow]:
    by_topic: dict[str, list[DyadEncounter]] = defaultdict(list)
    for meeting in held:
        for topic in meeting.topics:
            by_topic[topic].append(meeting)
    rows = [
        TopicRow(
            topic=topic,
            encounters=len(those),
            years=dict(sorted(_counted(meeting.day[:4] for meeting in those if meeting.day).items())),
            basis=rested.on(those),
        )
        for topic, those in by_topic.items()
    ]
    return sorted(rows, key=lambda row: (-row.encounters, row.topic))[:_TOPICS]


def _said(
    connection: Connection, countries: tuple[str, str], meetings: Iterable[DyadEncounter]
) -> Iterator[DyadStatement]:
    """What somebody of the two countries says at encounters; each report tells it of its own."""
    asked = (
        _spoken(statements.c.ref.label("id"), statements.c.report, statements.c.topics)
        .add_columns(actors.c.id.label("speaker"), actors.c.name, actors.c.kind, actors.c.country)
        .join(actors, and_(actors.c.report == parties.c.report, actors.c.id == parties.c.actor))
        .order_by(statements.c.ref)
    )
    for part in batches(meeting.id for meeting in meetings):
        for row in connection.execute(asked.where(contacts.c.encounter.in_(part))).mappings():
            if row["country"] not in countries:  # asked of the database, it begins with all actors of the countries
                continue
            yield DyadStatement(**{**row, "topics": tuple(row["topics"])})


def _spoken(*columns: ColumnElement[Any]) -> Select[Any]:
    """The statements made at contacts, each once for each who speaks."""
    return (
        select(*columns)
        .select_from(contacts)
        .join(statements, and_(statements.c.report == contacts.c.report, statements.c.contact == contacts.c.id))
        .join(
            parties,
            and_(
                parties.c.report == statements.c.report,
                parties.c.item_type == "statement",
                parties.c.item == statements.c.id,
                parties.c.field == "speakers",
            ),
        )
        .where(statements.c.withdrawn.is_(False))
    )


@dataclass
class _Speaker:
    """Somebody who speaks at encounters. ``first`` is the first statement of all, whose report tells what he or she is.

    ``topics`` are those of statements, as the archive keeps lists of them, a line each.
    """

    names: Counter[str] = field(default_factory=Counter)
    countries: set[str] = field(default_factory=set)
    first: tuple[str, ActorKind] | None = None
    reports: set[str] = field(default_factory=set)
    topics: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        return min(self.names, key=lambda name: (-self.names[name], name))

    @property
    def statements(self) -> int:
        return self.names.total()


def _speakers(
    connection: Connection, countries: tuple[str, str], meetings: Iterable[DyadEncounter], rested: _Rested
) -> list[SpeakerRow]:
    """Those who speak the most; what several reports tell in the same contact counts as often as it is told."""
    told = _who_spoke(connection, countries, meetings)
    order = sorted(told, key=lambda id_: (-told[id_].statements, told[id_].name, id_))[:_SPEAKERS]
    return [
        SpeakerRow(
            id=id_,
            name=told[id_].name,
            kind=(told[id_].first or ("", "person"))[1],
            country=min(told[id_].countries),
            statements=told[id_].statements,
            topics=dict(list(_topics_in(told[id_].topics).items())[:_TOPICS_OF_SPEAKER]),
            basis=rested.on_reports(told[id_].reports),
        )
        for id_ in order
    ]


def _who_spoke(
    connection: Connection, countries: tuple[str, str], meetings: Iterable[DyadEncounter]
) -> dict[str, _Speaker]:
    found: dict[str, _Speaker] = defaultdict(_Speaker)
    asked = _spoken(
        parties.c.report,
        parties.c.actor,
        func.count().label("number"),
        func.min(statements.c.ref).label("first"),
        func.aggregate_strings(cast(statements.c.topics, Text), "\n").label("topics"),
    ).group_by(parties.c.report, parties.c.actor)
    for part in batches(meeting.id for meeting in meetings):
        by_report = asked.where(contacts.c.encounter.in_(part)).subquery()
        same = and_(actors.c.report == by_report.c.report, actors.c.id == by_report.c.actor)
        query = select(by_report, actors.c.name, actors.c.kind, actors.c.country).join(actors, same)
        for report, id_, number, first, topics, name, kind, country in connection.execute(query):
            if country in countries:  # asked of the database, it begins with all actors of the countries
                one = found[id_]
                one.names[name] += number
                one.countries.add(country)
                one.first = min(one.first or (first, kind), (first, kind))
                one.reports.add(report)
                one.topics.append(topics)
    return found


def _topics_in(told: Iterable[str]) -> dict[str, int]:
    counts = Counter[str]()
    for topics, times in Counter("\n".join(told).split("\n")).items():
        for topic in msgspec.json.decode(topics, type=list[str]):
            counts[topic] += times
    return _ranked(counts)


def _counted(those: Iterable[CountedT]) -> dict[CountedT, int]:
    """How often each is there, the most frequent first."""
    return _ranked(Counter(those))


def _ranked(counts: Counter[CountedT]) -> dict[CountedT, int]:
    return {one: counts[one] for one in sorted(counts, key=lambda one: (-counts[one], one))}
