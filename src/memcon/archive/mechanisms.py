"""Standing mechanisms between states, such as a joint commission or the Astana format, and their sessions.

A mechanism is made out by its name: two names mean one where they have the same words that tell it from others, or name the same body
that memcon knows. A name of common words alone ("the Supreme Council") means another one between other countries; between the
same countries a shorter name means the longer one, where only one fits ("the High-Level Strategic Cooperation Council").
"""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

import msgspec
from sqlalchemy import Connection, and_, or_, select, tuple_

from memcon.actors.knowledge import Knowledge
from memcon.archive.follow_ups.meetings import Meeting, batches, encounter_of, load_meetings
from memcon.archive.follow_ups.names import is_common, mechanism_words, round_number
from memcon.archive.follow_ups.near import moved
from memcon.archive.schema import actors, commitments, contacts, follow_ups, parties
from memcon.errors import AbsentError, ArchiveError
from memcon.record import Level, Mode, Status

Outcome = Literal["held", "cancelled", "superseded"]

_CAPITALISED = re.compile(r"\b(?:(?:[A-Z]\.)+|[A-Z]\w+)")
_LONGEST_COUNTRY = 3  # words of a country's name
_OUTCOMES: tuple[Outcome, ...] = ("held", "cancelled", "superseded")


class MechanismRow(msgspec.Struct, frozen=True, kw_only=True):
    """A mechanism under its most frequent name. ``planned`` counts sessions of which nothing more is told; dates are ISO dates.

    ``last`` is the day of the last session held, ``next`` that of the next one planned with a date.
    """

    name: str
    also: tuple[str, ...]
    countries: tuple[str, ...]
    held: int
    planned: int
    last: str | None
    last_round: int | None
    next: str | None
    commitments: int
    reports: int


class SessionRow(msgspec.Struct, frozen=True, kw_only=True):
    """A session of a mechanism. ``id`` is its encounter, ``outcome`` and ``followed_by`` what became of a planned one."""

    id: str
    date: str | None
    date_end: str | None
    status: Status
    round: int | None
    mode: Mode
    level: Level | None
    place: str | None
    place_country: str | None
    countries: tuple[str, ...]
    name: str
    outcome: Outcome | None
    followed_by: str | None
    reports: int


class Mechanism(msgspec.Struct, frozen=True, kw_only=True):
    """A mechanism and its sessions, the earliest first, those without a date last."""

    mechanism: MechanismRow
    sessions: tuple[SessionRow, ...]


@dataclass(frozen=True)
class _Naming:
    """One use of a name: at an encounter, or in a commitment of a report."""

    name: str
    countries: frozenset[str]
    meeting: Meeting | None
    reports: frozenset[str]


@dataclass(frozen=True)
class _Key:
    """What makes a name the same as another. ``countries`` are empty where the name alone tells."""

    words: frozenset[str]
    countries: frozenset[str] = frozenset()


def list_mechanisms(
    connection: Connection, knowledge: Knowledge, *, countries: Collection[str] = (), as_of: str
) -> list[Mechanism]:
    """The mechanisms of an archive, those of all ``countries`` where any are given, by name. ``as_of`` is an ISO date."""
    namings = [*_at_encounters(connection), *_in_commitments(connection)]
    outcomes = outcomes_of(connection, [n.meeting.id for n in namings if n.meeting and n.meeting.status == "planned"])
    found = [_mechanism(group, outcomes, as_of) for group in _grouped(namings, knowledge)]
    wanted = set(countries)
    return sorted(
        (one for one in found if wanted.issubset(one.mechanism.countries)),
        key=lambda one: (one.mechanism.name.casefold(), one.mechanism.countries),
    )


def mechanism_called(mechanisms: Iterable[Mechanism], name: str) -> Mechanism:
    """The one mechanism that is called so, or whose name has all these words. Raises `ArchiveError`."""
    known = list(mechanisms)
    wanted = name.casefold().strip()
    ways = (
        [one for one in known if wanted in {word.casefold() for word in (one.mechanism.name, *one.mechanism.also)}],
        [one for one in known if _is_called(one.mechanism, name)],
        [one for one in known if any(wanted in word.casefold() for word in (one.mechanism.name, *one.mechanism.also))],
    )
    for fitting in ways:
        if len(fitting) == 1:
            return fitting[0]
        if fitting:
            named = "; ".join(f"{one.mechanism.name} ({', '.join(one.mechanism.countries)})" for one in fitting[:6])
            raise ArchiveError(f"“{name}” may be any of {named}; give more of the name, or --country")
    raise AbsentError(f"the archive knows no mechanism called “{name}”; `memcon mechanisms` lists them")


def _is_called(row: MechanismRow, name: str) -> bool:
    words = mechanism_words(name)
    return bool(words) and any(words <= mechanism_words(known) for known in (row.name, *row.also))


def _at_encounters(connection: Connection) -> Iterator[_Naming]:
    """A mechanism within which a contact was; and a summit, which is its own."""
    c = contacts.alias()
    # What an index has alone is asked first: all contacts are looked at, and these are read whole.
    maybe = select(c.c.report, c.c.id).where(or_(c.c.mechanism.is_not(None), c.c.mode == "summit"))
    query = (
        select(encounter_of, contacts.c.mechanism, contacts.c.occasion)
        .where(tuple_(contacts.c.report, contacts.c.id).in_(maybe.where(c.c.withdrawn.is_(False))))
        .where(or_(contacts.c.mechanism.is_not(None), contacts.c.occasion.is_not(None)))
        .order_by(contacts.c.ref)
    )
    rows = connection.execute(query).all()
    meetings = {one.id: one for one in load_meetings(connection, {row[0] for row in rows})}
    for id_, mechanism, occasion in rows:
        one = meetings[id_]
        yield _Naming(mechanism or occasion, one.countries, one, one.reports)


def _in_commitments(connection: Connection) -> Iterator[_Naming]:
    c = commitments.alias()
    within = select(c.c.report, c.c.id).where(c.c.mechanism.is_not(None), c.c.withdrawn.is_(False))
    query = (
        select(commitments.c.report, commitments.c.id, commitments.c.mechanism, actors.c.country)
        .outerjoin(
            parties,
            and_(
                parties.c.report == commitments.c.report,
                parties.c.item_type == "commitment",
                parties.c.item == commitments.c.id,
            ),
        )
        .outerjoin(actors, and_(actors.c.report == parties.c.report, actors.c.id == parties.c.actor))
        .where(tuple_(commitments.c.report, commitments.c.id).in_(within))
        .order_by(commitments.c.ref)
    )
    countries: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for report, item, mechanism, country in connection.execute(query):
        countries[report, item, mechanism].update({country} - {None})
    for (report, _, mechanism), those in countries.items():
        yield _Naming(mechanism, frozenset(those), None, frozenset({report}))


def _grouped(namings: Iterable[_Naming], knowledge: Knowledge) -> list[list[_Naming]]:
    namings = list(namings)
    bodies = {naming.name: _body(naming.name, knowledge) for naming in namings}
    by_words = {mechanism_words(name): body for name, body in bodies.items() if body}
    keyed: dict[_Key, list[_Naming]] = defaultdict(list)
    for naming in namings:
        body = bodies[naming.name] or by_words.get(mechanism_words(naming.name))
        key = _Key(frozenset({body})) if body else _key(naming, knowledge)
        if key is not None:
            keyed[key].append(naming)
    groups: dict[_Key, list[_Naming]] = defaultdict(list)
    for key, those in keyed.items():
        groups[_fullest(key, keyed)].extend(those)
    return list(groups.values())


def _body(name: str, knowledge: Knowledge) -> str | None:
    """The id of a body that memcon knows, by its name or the one word of it that tells: "NATO summit"."""
    words = mechanism_words(name)
    (alone,) = words if len(words) == 1 else ("",)
    body = next(filter(None, map(knowledge.body, (name, alone.upper(), alone.title()))), None)
    return body.id if body else None


def _key(naming: _Naming, knowledge: Knowledge) -> _Key | None:
    """None for a name that many mechanisms have, where nothing tells between which countries it is."""
    told = dict(_countries_in(naming.name, knowledge))
    words = mechanism_words(naming.name) - {word for phrase in told for word in mechanism_words(phrase)}
    of = frozenset(told.values())
    if not is_common(words):
        return _Key(words, of)
    countries = of if len(of) > 1 else naming.countries | of
    return _Key(words, countries) if len(countries) > 1 else None


def _countries_in(name: str, knowledge: Knowledge) -> Iterator[tuple[str, str]]:
    """The words of a name that are a country's, of up to three ("the United Arab Emirates"), with its code."""
    words = _CAPITALISED.findall(name)
    for size in range(1, _LONGEST_COUNTRY + 1):
        for start in range(len(words) - size + 1):
            phrase = " ".join(words[start : start + size])
            country = knowledge.country(phrase)
            if country is not None:
                yield phrase, country.iso3


def _fullest(key: _Key, keyed: Collection[_Key]) -> _Key:
    """The longer name of the same countries' mechanism that a shorter one means; itself where none fits, or several."""
    if not key.words or not is_common(key.words):
        return key
    longer = [one for one in keyed if one.countries == key.countries and key.words < one.words]
    fullest = [one for one in longer if not any(one.words < other.words for other in longer)]
    return fullest[0] if len(fullest) == 1 else key


def _mechanism(namings: list[_Naming], outcomes: Mapping[str, tuple[Outcome, str]], as_of: str) -> Mechanism:
    names = _names(naming.name for naming in namings)
    meetings = {n.meeting.id: (n.meeting, n.name) for n in reversed(namings) if n.meeting}
    told_held = [meeting for meeting, _ in meetings.values() if meeting.status == "held"]
    sessions = sorted(
        (
            _session(meeting, name, outcomes.get(meeting.id) or _same_days(meeting, told_held))
            for meeting, name in meetings.values()
        ),
        key=lambda row: (row.date or "9999", row.status == "held", row.id),
    )
    held = [row for row in sessions if row.status == "held"]
    open_ = [row for row in sessions if row.status == "planned" and row.outcome is None]
    coming = [row.date for row in open_ if row.date and row.date >= as_of]
    days = {meeting.id for meeting in told_held if meeting.has_day}
    dated = [row for row in held if row.id in days and row.date and row.date <= as_of]
    row = MechanismRow(
        name=names[0],
        also=tuple(names[1:]),
        countries=tuple(sorted({country for naming in namings for country in naming.countries})),
        held=len(held),
        planned=len(open_),
        last=dated[-1].date if dated else None,
        last_round=max((row.round for row in held if row.round), default=None),
        next=min(coming, default=None),
        commitments=sum(1 for naming in namings if naming.meeting is None),
        reports=len({report for naming in namings for report in naming.reports}),
    )
    return Mechanism(mechanism=row, sessions=tuple(sessions))


def _same_days(meeting: Meeting, held: Iterable[Meeting]) -> tuple[Outcome, str] | None:
    """A planned session is the one of the mechanism that was held on those days, whoever is told to have taken part."""
    if meeting.status != "planned" or not meeting.start or not meeting.end:
        return None
    first, last = moved(meeting.start, -1), moved(meeting.end, 1)
    fitting = (one for one in held if one.start and one.end and one.start <= last and one.end >= first)
    found = min(fitting, key=lambda one: (one.start or "", one.id), default=None)
    return ("held", found.id) if found else None


def _names(told: Iterable[str]) -> list[str]:
    """The names of one mechanism, the most frequent first, then that with the fewest words about one session, then the longest."""
    counts = Counter(told)
    return sorted(
        counts, key=lambda name: (-counts[name], len(name.split()) - len(mechanism_words(name)), -len(name), name)
    )


def _session(meeting: Meeting, name: str, outcome: tuple[Outcome, str] | None) -> SessionRow:
    return SessionRow(
        id=meeting.id,
        date=meeting.start,
        date_end=meeting.end,
        status=meeting.status,
        round=round_number(meeting.mechanism, meeting.occasion, name),
        mode=meeting.mode,
        level=meeting.level,
        place=meeting.place,
        place_country=meeting.place_country,
        countries=tuple(sorted(meeting.countries)),
        name=name,
        outcome=outcome[0] if outcome else None,
        followed_by=outcome[1] if outcome else None,
        reports=len(meeting.reports),
    )


def outcomes_of(connection: Connection, planned: Collection[str]) -> dict[str, tuple[Outcome, str]]:
    """What became of planned encounters: held before cancelled before superseded, the surest first."""
    found: dict[str, tuple[Outcome, str]] = {}
    for part in batches(planned):
        query = select(follow_ups).where(follow_ups.c.of.in_(part), follow_ups.c.kind.in_(_OUTCOMES))
        rows = connection.execute(query).mappings().all()
        for row in sorted(rows, key=lambda row: (_OUTCOMES.index(row["kind"]), -row["score"], row["by"])):
            found.setdefault(row["of"], (row["kind"], row["by"]))
    return found
