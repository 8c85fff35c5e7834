"""What an archive tells of two countries: their contacts, the gaps between them, their topics, who speaks, what is promised, and how
cooperative or conflictual the reported events between them are. Every number comes with the reports that it rests on.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from itertools import pairwise
from typing import TypeVar

import msgspec
from sqlalchemy import Connection, and_, select

from memcon.archive.copies import sources
from memcon.archive.counts import count_commitments
from memcon.archive.dyad_series import DyadEvent, Period, PeriodRow, cooperation_series, events_between
from memcon.archive.follow_ups.listing import CommitmentFilters, list_commitments
from memcon.archive.follow_ups.meetings import Meeting, batches, encounters_where, load_meetings
from memcon.archive.follow_ups.near import days_between
from memcon.archive.mechanisms import outcomes_of
from memcon.archive.schema import actors, contact_dyads, contacts, parties, reports, statements
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
    all_meetings = _meetings(connection, one, other)
    meetings = [meeting for meeting in all_meetings if _lies_in(_day(meeting), since, until)]
    rested = _Rested(connection, meetings)
    held = [meeting for meeting in meetings if meeting.status == "held"]
    dated = [meeting for meeting in held if meeting.has_day and (meeting.start or "") <= as_of]
    series = cooperation_series(
        connection, (one, other), all_meetings, source=rested.source, period=period, since=since, until=until
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
        last=max(
            map(rested.row, dated),
            key=lambda row: (row.date or "", row.id),
            default=None,
        ),
        next_planned=_next_planned(connection, meetings, rested, as_of),
        undated=sum(1 for meeting in held if not meeting.has_day),
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
    meetings = [meeting for meeting in _meetings(connection, one, other) if _lies_in(_day(meeting), since, until)]
    return tuple(_said(connection, (one, other), meetings))


def dyad_events(
    connection: Connection, one: str, other: str, *, since: str | None = None, until: str | None = None
) -> tuple[DyadEvent, ...]:
    """The events of which a dyad's series is made."""
    one, other = sorted((one, other))
    meetings = _meetings(connection, one, other)
    return events_between(connection, (one, other), meetings, since=since, until=until)


def _meetings(connection: Connection, one: str, other: str) -> list[Meeting]:
    here = contact_dyads.c.dyad == "-".join(sorted((one, other)))  # as the archive writes a dyad
    return load_meetings(connection, encounters_where(connection, here))


class _Rested:
    """Counts reports and sources. Copies tell of the same encounter, so they are looked for within each."""

    def __init__(self, connection: Connection, meetings: Iterable[Meeting]) -> None:
        self._source: dict[str, str] = {}
        several = [meeting.reports for meeting in meetings if len(meeting.reports) > 1]
        sketches = _sketches(connection, {report for those in several for report in those})
        for those in several:
            for group in sources({report: sketches[report] for report in sorted(those)}):
                first = min(self.source(report) for report in group)
                for report in group:
                    self._source[self.source(report)] = first

    def source(self, report: str) -> str:
        """The first report of those whose text is the same."""
        while (earlier := self._source.get(report, report)) != report:
            report = earlier
        return report

    def on(self, meetings: Iterable[Meeting]) -> Basis:
        """What a count of encounters rests on."""
        return self.on_reports({report for meeting in meetings for report in meeting.reports})

    def on_reports(self, those: Collection[str]) -> Basis:
        """What a count in reports rests on."""
        return Basis(reports=len(those), sources=len({self.source(report) for report in those}))

    def row(self, meeting: Meeting) -> EncounterRow:
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


def _sketches(connection: Connection, of: Collection[str]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for part in batches(of):
        query = select(reports.c.id, reports.c.sketch).where(reports.c.id.in_(part))
        found.update((report, sketch) for report, sketch in connection.execute(query))
    return found


def _day(meeting: Meeting) -> str | None:
    return meeting.start or (meeting.reported[0] if meeting.reported else None)


def _lies_in(day: str | None, since: str | None, until: str | None) -> bool:
    if day is None:
        return since is None and until is None
    return (since is None or day >= since) and (until is None or day <= until)


def _years(meetings: list[Meeting], rested: _Rested) -> Iterable[YearRow]:
    by_year: dict[str | None, list[Meeting]] = defaultdict(list)
    for meeting in meetings:
        day = _day(meeting)
        by_year[day[:4] if day else None].append(meeting)
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


def _next_planned(connection: Connection, meetings: list[Meeting], rested: _Rested, as_of: str) -> EncounterRow | None:
    coming = [one for one in meetings if one.status == "planned" and one.start and (one.end or one.start) >= as_of]
    settled = outcomes_of(connection, [one.id for one in coming])
    rows = [rested.row(one) for one in coming if one.id not in settled]
    return min(rows, key=lambda row: (row.date or "", row.id), default=None)


def _gaps(held: list[Meeting], rested: _Rested, today: str) -> list[GapRow]:
    """The longest times without a contact; one that still lasts counts up to ``today``."""
    dated = sorted(map(rested.row, held), key=lambda row: (row.date or "", row.id))
    gaps = [
        GapRow(days=days_between(before.date or "", after.date or ""), after=before, until=after)
        for before, after in pairwise(dated)
    ]
    if dated:
        gaps.append(GapRow(days=days_between(dated[-1].date or "", today), after=dated[-1], until=None))
    longest = sorted(gaps, key=lambda gap: (-gap.days, gap.after.date or ""))[:_GAPS]
    return [gap for gap in longest if gap.days > 0]


def _topics(held: list[Meeting], rested: _Rested) -> list[TopicRow]:
    by_topic: dict[str, list[Meeting]] = defaultdict(list)
    for meeting in held:
        for topic in meeting.topics:
            by_topic[topic].append(meeting)
    rows = [
        TopicRow(
            topic=topic,
            encounters=len(those),
            years=dict(sorted(_counted(day[:4] for meeting in those if (day := _day(meeting))).items())),
            basis=rested.on(those),
        )
        for topic, those in by_topic.items()
    ]
    return sorted(rows, key=lambda row: (-row.encounters, row.topic))[:_TOPICS]


def _said(connection: Connection, countries: tuple[str, str], meetings: list[Meeting]) -> Iterator[DyadStatement]:
    """What somebody of the two countries says at encounters; each report tells it of its own."""
    refs = {ref for meeting in meetings for ref in meeting.refs}
    for part in batches(refs):
        query = (
            select(statements.c.ref.label("id"), statements.c.report, statements.c.topics)
            .add_columns(actors.c.id.label("speaker"), actors.c.name, actors.c.kind, actors.c.country)
            .select_from(statements)
            .join(contacts, and_(contacts.c.report == statements.c.report, contacts.c.id == statements.c.contact))
            .join(
                parties,
                and_(
                    parties.c.report == statements.c.report,
                    parties.c.item_type == "statement",
                    parties.c.item == statements.c.id,
                    parties.c.field == "speakers",
                ),
            )
            .join(actors, and_(actors.c.report == parties.c.report, actors.c.id == parties.c.actor))
            .where(contacts.c.ref.in_(part), statements.c.withdrawn.is_(False))
            .order_by(statements.c.ref)
        )
        for row in connection.execute(query).mappings():
            if row["country"] not in countries:  # asked of the database, it begins with all actors of the countries
                continue
            yield DyadStatement(**{**row, "topics": tuple(row["topics"])})


def _speakers(
    connection: Connection, countries: tuple[str, str], meetings: list[Meeting], rested: _Rested
) -> list[SpeakerRow]:
    """Those who speak the most; what several reports tell in the same contact counts as often as it is told."""
    told: dict[str, list[DyadStatement]] = defaultdict(list)
    for said in _said(connection, countries, meetings):
        told[said.speaker].append(said)
    rows = [_speaker(id_, those, rested) for id_, those in told.items()]
    return sorted(rows, key=lambda row: (-row.statements, row.name, row.id))[:_SPEAKERS]


def _speaker(id_: str, told: list[DyadStatement], rested: _Rested) -> SpeakerRow:
    names = Counter(said.name for said in told)
    topics = _counted(topic for said in told for topic in said.topics)
    return SpeakerRow(
        id=id_,
        name=min(names, key=lambda name: (-names[name], name)),
        kind=told[0].kind,
        country=min(said.country for said in told),
        statements=len(told),
        topics=dict(list(topics.items())[:_TOPICS_OF_SPEAKER]),
        basis=rested.on_reports({said.report for said in told}),
    )


def _counted(those: Iterable[CountedT]) -> dict[CountedT, int]:
    """How often each is there, the most frequent first."""
    counts = Counter(those)
    return {one: counts[one] for one in sorted(counts, key=lambda one: (-counts[one], one))}
