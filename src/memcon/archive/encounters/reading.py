"""An encounter read back: the row of it, its reports, and what they do not say alike."""

from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, RowMapping, select

from memcon.archive.encounters.differences import differences, people
from memcon.archive.encounters.hand import Bonds
from memcon.archive.encounters.told import batches
from memcon.archive.encounters.versions import Version, members_of, originals, versions_of
from memcon.archive.schema import encounter_links, encounters
from memcon.record import Encounter, Likeness, Participant, Place, Reason, When


def read_encounter(connection: Connection, encounter: str) -> tuple[Encounter, list[Version]]:
    """An encounter by its id, and the records of its reports."""
    row = connection.execute(select(encounters).where(encounters.c.id == encounter)).mappings().one()
    members = members_of(connection, encounter)
    versions = versions_of(connection, members)
    refs = [one.ref for one in members]
    found = Encounter(
        id=row["id"],
        status=row["status"],
        mode=row["mode"],
        level=row["level"],
        when=_when(row),
        place=_place(row),
        occasion=row["occasion"],
        mechanism=row["mechanism"],
        countries=tuple(row["countries"]),
        participants=_participants(versions),
        topics=tuple(row["topics"]),
        contacts=tuple(refs),
        reports=tuple(version.reporting() for version in versions),
        sources=len(originals(versions)),
        differences=differences(versions),
        likeness=tuple(_likeness(connection, refs)),
    )
    return found, versions


def _when(row: RowMapping) -> When | None:
    values: dict[str, Any] = {
        name: row[f"when_{name}"] for name in ("start", "end", "precision", "weekday", "method") if row[f"when_{name}"]
    }
    return When(**values) if values else None


def _place(row: RowMapping) -> Place | None:
    if row["place_name"] is None:
        return None
    return Place(**{name: row[f"place_{name}"] for name in ("name", "country", "lat", "lon", "geonames")})


def _participants(versions: Sequence[Version]) -> tuple[Participant, ...]:
    """Everybody who took part, each once, as the report tells him that says most."""
    found = []
    for told in people(versions):
        part = max((participant for _, participant in told), key=_said)
        found.append(msgspec.structs.replace(part, spans=()))
    return tuple(found)


def _said(part: Participant) -> int:
    return sum(value is not None for value in (part.name, part.country, part.office, part.capacity))


def _likeness(connection: Connection, refs: Sequence[str]) -> list[Likeness]:
    """The links between the contacts, the strongest first, and those that people made."""
    of = set(refs)
    merged = {
        (min(one, other), max(one, other))
        for action, named in Bonds(connection).of(refs)
        if action == "merge"
        for one in named
        for other in named
        if one != other and {one, other} <= of
    }
    found = []
    for part in batches(refs):
        rows = connection.execute(select(encounter_links).where(encounter_links.c.one.in_(part))).mappings()
        for row in rows:
            two = (row["one"], row["other"])
            if row["other"] in of:
                reasons = tuple(Reason(**reason) for reason in row["reasons"])
                found.append(
                    Likeness(one=two[0], other=two[1], score=row["score"], reasons=reasons, by_hand=two in merged)
                )
    linked = {(one.one, one.other) for one in found}
    found += [Likeness(one=one, other=other, score=0.0, by_hand=True) for one, other in merged - linked]
    return sorted(found, key=lambda one: (not one.by_hand, -one.score, one.one, one.other))
