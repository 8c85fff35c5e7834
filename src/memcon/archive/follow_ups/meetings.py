"""Encounters as follow-ups see them: what the reports tell of one, taken together."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, RowMapping, and_, func, or_, select

from memcon.archive.follow_ups.near import Stay, days_between, iso_day
from memcon.archive.schema import actors, contact_dyads, contacts, encounters, participants, reports
from memcon.record import Level, Mode, Status

_A_FEW = 7  # days
_AT_ONCE = 400  # keys asked for in one query; SQLite limits the variables of a statement

Pair = tuple[str, str]
"""A country and an actor or office of it."""

Key = tuple[str, str]
"""A report and the id of an item in it."""

encounter_of = func.coalesce(contacts.c.encounter, contacts.c.ref)
"""The encounter that a contact is told of; one that belongs to none is its own."""


@dataclass(frozen=True, kw_only=True)
class Meeting:
    """An encounter. ``start`` and ``end`` are its days, ``reported`` the days of the first and last report; ISO dates.

    ``people`` are the persons named, ``offices`` the offices of all who took part, each with the country. ``main`` tells
    whether a report is about it, and does not only mention it. ``refs`` are its contacts, ``reports`` (SHA-256) those that tell of it,
    ``stays`` where they stand.
    """

    id: str
    status: Status
    mode: Mode
    main: bool
    level: Level | None
    start: str | None
    end: str | None
    reported: tuple[str, str] | None
    countries: frozenset[str]
    people: frozenset[Pair]
    offices: frozenset[Pair]
    place: str | None
    place_country: str | None
    mechanism: str | None
    occasion: str | None
    topics: frozenset[str]
    refs: frozenset[str]
    reports: frozenset[str]
    stays: frozenset[Stay]

    @property
    def has_day(self) -> bool:
        """Whether it is known when it was, to the day or a few days: a month or a year is no day."""
        return is_a_few_days(self.start, self.end)


def is_a_few_days(start: str | None, end: str | None) -> bool:
    """Whether a time is known to the day or a few days; ISO dates."""
    return start is not None and end is not None and (start == end or days_between(start, end) <= _A_FEW)


def encounters_of(connection: Connection, reports_: Collection[str]) -> set[str]:
    """The encounters that reports tell of."""
    found: set[str] = set()
    for part in batches(reports_):
        query = select(encounter_of).where(contacts.c.report.in_(part), contacts.c.withdrawn.is_(False))
        found.update(connection.scalars(query))
    return found


def encounters_where(connection: Connection, where: ColumnElement[bool], *conditions: ColumnElement[bool]) -> set[str]:
    """The encounters of the contacts that stand ``where`` (see `near`) and fulfil conditions on `contacts`."""
    if where is None:
        return set()
    query = (
        select(encounter_of)
        .join(
            contact_dyads, and_(contact_dyads.c.report == contacts.c.report, contact_dyads.c.contact == contacts.c.id)
        )
        .where(where, contacts.c.withdrawn.is_(False), *conditions)
        .distinct()
    )
    return set(connection.scalars(query))


def load_meetings(connection: Connection, ids: Collection[str]) -> list[Meeting]:
    """The encounters with these ids, in the order of their ids."""
    members: dict[str, list[RowMapping]] = defaultdict(list)
    merged: dict[str, RowMapping] = {}
    for part in batches(ids):
        own = or_(contacts.c.encounter.in_(part), and_(contacts.c.encounter.is_(None), contacts.c.ref.in_(part)))
        query = (
            select(contacts, encounter_of.label("of"), reports.c.published)
            .join(reports, reports.c.id == contacts.c.report)
            .where(own, contacts.c.withdrawn.is_(False))
            .order_by(contacts.c.ref)
        )
        for row in connection.execute(query).mappings():
            members[row["of"]].append(row)
        for row in connection.execute(select(encounters).where(encounters.c.id.in_(part))).mappings():
            merged[row["id"]] = row
    places = sorted({(row["report"], row["id"]) for rows in members.values() for row in rows})
    who, stays = _participants(connection, places), stays_of(connection, places)
    return [_meeting(id_, rows, merged.get(id_, rows[0]), who, stays) for id_, rows in sorted(members.items())]


def load_contacts(connection: Connection, keys: Collection[Key]) -> dict[Key, Meeting]:
    """Single contacts, each as the one report tells it."""
    found: dict[Key, Meeting] = {}
    who, stays = _participants(connection, keys), stays_of(connection, keys)
    for part in batches({report for report, _ in keys}):
        query = (
            select(contacts, reports.c.published)
            .join(reports, reports.c.id == contacts.c.report)
            .where(contacts.c.report.in_(part))
        )
        for row in connection.execute(query).mappings():
            if (key := (row["report"], row["id"])) in keys:
                found[key] = _meeting(row["ref"], [row], row, who, stays)
    return found


def stays_of(connection: Connection, contacts_: Collection[Key]) -> dict[Key, set[Stay]]:
    """Where contacts stand."""
    found: dict[Key, set[Stay]] = defaultdict(set)
    wanted = set(contacts_)
    for part in batches({report for report, _ in wanted}):
        for row in connection.execute(select(contact_dyads).where(contact_dyads.c.report.in_(part))).mappings():
            first = iso_day(row["first"])
            if first and (row["report"], row["contact"]) in wanted:
                found[row["report"], row["contact"]].add(Stay(row["dyad"], first))
    return found


def batches(keys: Iterable[str]) -> Iterator[list[str]]:
    """Keys in order, as many at a time as one query may ask for."""
    ordered = sorted(keys)
    for start in range(0, len(ordered), _AT_ONCE):
        yield ordered[start : start + _AT_ONCE]


def _participants(connection: Connection, contacts_: Collection[Key]) -> Mapping[Key, list[RowMapping]]:
    found: dict[Key, list[RowMapping]] = defaultdict(list)
    for part in batches({report for report, _ in contacts_}):
        query = (
            select(participants, actors.c.kind)
            .join(actors, and_(actors.c.report == participants.c.report, actors.c.id == participants.c.actor))
            .where(participants.c.report.in_(part))
        )
        for row in connection.execute(query).mappings():
            found[row["report"], row["contact"]].append(row)
    return found


def _meeting(
    id_: str,
    rows: list[RowMapping],
    told: RowMapping,
    who: Mapping[Key, list[RowMapping]],
    stays: Mapping[Key, set[Stay]],
) -> Meeting:
    """One encounter of its contacts' rows; ``told`` is the row of `encounters`, or the contact that stands alone."""
    parts = [part for row in rows for part in who.get((row["report"], row["id"]), ())]
    places = {stay for row in rows for stay in stays.get((row["report"], row["id"]), ())}
    days = sorted(day for row in rows if (day := iso_day(row["published"])))
    start, end = iso_day(told["when_start"]), iso_day(told["when_end"])
    return Meeting(
        id=id_,
        status=told["status"],
        mode=told["mode"],
        main=any(row["role"] == "main" for row in rows),
        level=told["level"],
        start=start or end,
        end=end or start,
        reported=(days[0], days[-1]) if days else None,
        countries=frozenset(country for stay in places for country in stay.dyad.split("-")),
        people=frozenset(
            (part["country"] or "", part["actor"]) for part in parts if part["kind"] == "person" and part["name"]
        ),
        offices=frozenset((part["country"] or "", part["office"]) for part in parts if part["office"]),
        place=told["place_name"],
        place_country=told["place_country"],
        mechanism=told["mechanism"],
        occasion=told["occasion"],
        topics=frozenset(told["topics"]),
        refs=frozenset(row["ref"] for row in rows),
        reports=frozenset(row["report"] for row in rows),
        stays=frozenset(places),
    )
