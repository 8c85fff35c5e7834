"""The encounters that contacts are told of, as they are kept."""

from collections.abc import Collection, Sequence

from sqlalchemy import Connection, delete, insert, select, update

from memcon.archive.encounters.rows import Row
from memcon.archive.encounters.told import Told, batches
from memcon.archive.schema import contacts, encounters


def refs_of(connection: Connection, ids: Collection[str]) -> set[str]:
    """The contacts that encounters have by now."""
    return {
        ref
        for part in batches(ids)
        for ref in connection.scalars(select(contacts.c.ref).where(contacts.c.encounter.in_(part)))
    }


def keep(connection: Connection, made: Sequence[tuple[Row, Sequence[Told]]], *, gone: Collection[str]) -> set[str]:
    """Writes encounters and their contacts in the place of those that the contacts were in; the ids that came, changed or went.

    ``gone`` are contacts of which an encounter may still be called that they are not in any more.
    """
    ids = {told.encounter for _, members in made for told in members if told.encounter}
    ids |= {row["id"] for row, _ in made} | set(gone)
    changed = {row["id"] for row, _ in made}
    for part in batches(ids):
        changed.update(connection.scalars(select(encounters.c.id).where(encounters.c.id.in_(part))))
        connection.execute(delete(encounters).where(encounters.c.id.in_(part)))
    if made:
        connection.execute(insert(encounters), [row for row, _ in made])
    for row, members in made:
        for part in batches(told.ref for told in members if told.encounter != row["id"]):
            connection.execute(update(contacts).where(contacts.c.ref.in_(part)).values(encounter=row["id"]))
    return changed
