"""The list of encounters: each once, however many reports tell of it."""

from collections import defaultdict
from collections.abc import Sequence

import msgspec
from sqlalchemy import Connection, RowMapping, and_, select

from memcon.archive.encounters.narrowing import chosen
from memcon.archive.encounters.told import batches
from memcon.archive.filters import Filters
from memcon.archive.keyset import Order, Stretch, in_order
from memcon.archive.schema import actors, contacts, encounters, participants, reports
from memcon.archive.wording import title_in
from memcon.record import Level, Mode, Precision, Status


class EncounterRow(msgspec.Struct, frozen=True, kw_only=True):
    """An encounter. ``n_sources`` counts its reports, copies of one text once; ``date_method`` says how the date was found."""

    id: str
    date: str | None
    date_end: str | None
    date_precision: Precision | None
    weekday: str | None
    date_method: str | None
    status: Status
    mode: Mode
    level: Level | None
    place: str | None
    place_country: str | None
    participants: tuple[str, ...]
    countries: tuple[str, ...]
    occasion: str | None
    mechanism: str | None
    topics: tuple[str, ...]
    n_reports: int
    n_sources: int
    outlets: tuple[str, ...]
    first_reported: str | None
    last_reported: str | None


ORDER = Order((encounters.c.day,), (encounters.c.id,))


def list_encounters(connection: Connection, filters: Filters) -> list[EncounterRow]:
    """Encounters by date, those of which none is known by their first report; those without either last."""
    return encounters_shown(connection, encounter_rows(connection, filters, Stretch(limit=filters.limit)))


def encounter_rows(
    connection: Connection, filters: Filters, stretch: Stretch, *, person: str | None = None
) -> list[RowMapping]:
    """A stretch of the encounters that filters leave, or of those of a person (`chosen`)."""
    asked = chosen(connection, filters, person=person)
    order = Order((asked.day,), (asked.id,))
    keys = in_order(connection, asked.select(asked.id.label("id"), asked.day), order, stretch)
    found: dict[str, RowMapping] = {}
    for part in batches(key["id"] for key in keys):
        rows = connection.execute(select(encounters).where(encounters.c.id.in_(part))).mappings()
        found.update((row["id"], row) for row in rows)
    return [found[key["id"]] for key in keys]


def encounters_shown(connection: Connection, rows: Sequence[RowMapping]) -> list[EncounterRow]:
    """Encounters with those who took part, and the outlets that tell of them."""
    ids = [row["id"] for row in rows]
    people, outlets = people_of(connection, ids), _outlets(connection, ids)
    return [
        EncounterRow(
            id=row["id"],
            date=row["when_start"],
            date_end=row["when_end"],
            date_precision=row["when_precision"],
            weekday=row["when_weekday"],
            date_method=row["when_method"],
            place=row["place_name"],
            participants=tuple(people[row["id"]]),
            countries=tuple(row["countries"]),
            topics=tuple(row["topics"]),
            outlets=tuple(outlets[row["id"]]),
            **{name: row[name] for name in _AS_THEY_ARE},
        )
        for row in rows
    ]


_AS_THEY_ARE = (
    *("status", "mode", "level", "place_country", "occasion", "mechanism"),
    *("n_reports", "n_sources", "first_reported", "last_reported"),
)


def people_of(connection: Connection, ids: Sequence[str]) -> dict[str, list[str]]:
    """Who took part, as most reports call them: "Hassan Rouhani (IRN)", "foreign minister (OMN)", "Oman"."""
    counted: dict[str, dict[tuple[str, str], list[str]]] = defaultdict(dict)
    for part in batches(ids):
        query = (
            select(contacts.c.encounter, participants, actors.c.kind, actors.c.name.label("actor_name"))
            .join(contacts, and_(contacts.c.report == participants.c.report, contacts.c.id == participants.c.contact))
            .outerjoin(actors, and_(actors.c.report == participants.c.report, actors.c.id == participants.c.actor))
            .where(contacts.c.encounter.in_(part))
            .order_by(contacts.c.encounter, contacts.c.report, contacts.c.seq, participants.c.seq)
        )
        for row in connection.execute(query).mappings():
            office = title_in(row["office"], row["country"]) if row["office"] else None
            who = row["name"] or office or row["actor_name"] or row["actor"]
            told = f"{who} ({row['country']})" if row["country"] and row["kind"] != "state" else who
            counted[row["encounter"]].setdefault((row["country"] or "", row["actor"]), []).append(told)
    return {
        encounter: [max(sorted(set(told)), key=told.count) for told in by_actor.values()]
        for encounter, by_actor in _all(ids, counted).items()
    }


def _outlets(connection: Connection, ids: Sequence[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {encounter: [] for encounter in ids}
    for part in batches(ids):
        query = (
            select(contacts.c.encounter, reports.c.outlet)
            .distinct()
            .join(reports, reports.c.id == contacts.c.report)
            .where(contacts.c.encounter.in_(part), reports.c.outlet.is_not(None))
            .order_by(contacts.c.encounter, reports.c.outlet)
        )
        for encounter, outlet in connection.execute(query):
            found[encounter].append(outlet)
    return found


def _all(
    ids: Sequence[str], counted: dict[str, dict[tuple[str, str], list[str]]]
) -> dict[str, dict[tuple[str, str], list[str]]]:
    return {encounter: counted.get(encounter, {}) for encounter in ids}
