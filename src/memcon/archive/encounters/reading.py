"""An encounter read back: the row of it, its reports, and what they do not say alike."""

from collections.abc import Collection, Iterator, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, RowMapping, select

from memcon.archive.encounters.differences import differences, people
from memcon.archive.encounters.hand import Bonds
from memcon.archive.encounters.scoring import score
from memcon.archive.encounters.told import Told
from memcon.archive.encounters.versions import Version, members_of, originals, versions_of
from memcon.archive.schema import contacts, encounter_links, encounters
from memcon.record import Encounter, Likeness, Participant, Place, When

Pair = tuple[str, str]
"""The refs of two contacts, in their order."""


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
        likeness=tuple(_likeness(connection, encounter, members)),
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


def _likeness(connection: Connection, encounter: str, members: Sequence[Told]) -> list[Likeness]:
    """The pairs that people put together, and the links that hold the rest together, the strongest and no more than do."""
    of = {one.ref: one for one in members}
    merged = {
        (min(one, other), max(one, other))
        for action, named in Bonds(connection).of(list(of))
        if action == "merge"
        for one in named
        for other in named
        if one != other and {one, other} <= of.keys()
    }
    found = []
    for one, other in (*sorted(merged), *_holding(connection, encounter, of.keys(), merged)):
        likeness = Likeness(one=one, other=other, score=0.0, by_hand=(one, other) in merged)
        known = score(of[one], of[other])
        if known.links:
            likeness = msgspec.structs.replace(likeness, score=known.points, reasons=known.reasons)
        found.append(likeness)
    return sorted(found, key=lambda one: (not one.by_hand, -one.score, one.one, one.other))


def _holding(connection: Connection, encounter: str, refs: Collection[str], joined: Collection[Pair]) -> Iterator[Pair]:
    """The links that join contacts of an encounter which stronger ones, and the pairs already ``joined``, leave apart."""
    group_of = {ref: {ref} for ref in refs}
    for pair in joined:
        _join(group_of, pair)
    query = (
        select(encounter_links.c.one, encounter_links.c.other)
        .join(contacts, contacts.c.ref == encounter_links.c.one)
        .where(contacts.c.encounter == encounter)
        .order_by(encounter_links.c.score.desc(), encounter_links.c.one, encounter_links.c.other)
        .execution_options(yield_per=1000)  # a few of the many are enough
    )
    with connection.execute(query) as links:
        for one, other in links:
            if other in refs and _join(group_of, (one, other)):
                yield one, other
                if len(group_of[one]) == len(refs):
                    return


def _join(group_of: dict[str, set[str]], pair: Pair) -> bool:
    """Joins the groups of two; whether they were apart."""
    one, other = (group_of[ref] for ref in pair)
    if one is other:
        return False
    one |= other
    group_of.update(dict.fromkeys(other, one))
    return True
