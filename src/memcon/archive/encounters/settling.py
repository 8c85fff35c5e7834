"""Keeps the encounters true when reports are added, changed or taken out: only the contacts in reach are looked at again."""

from collections.abc import Collection

from sqlalchemy import Connection, select

from memcon.archive.encounters.joining import join
from memcon.archive.encounters.linking import link, unlink
from memcon.archive.encounters.members import refs_of
from memcon.archive.encounters.reach import Reach
from memcon.archive.encounters.told import batches, told_of
from memcon.archive.schema import contacts


def release(connection: Connection, of: Collection[str]) -> set[str]:
    """Takes out the links of reports that are about to change; the refs of the contacts that they were joined to."""
    reached: set[str] = set()
    for told in told_of(connection, of):
        reached |= {told.ref, *refs_of(connection, {told.encounter or told.ref})}
    return reached | unlink(connection, _refs(connection, of))


def settle(connection: Connection, of: Collection[str], reached: Collection[str] = ()) -> set[str]:
    """Puts the contacts of some reports into encounters; the ids of all encounters that came, changed or went.

    ``reached`` is what `release` answered before the reports changed. Call it after their rows are laid out.
    """
    told = told_of(connection, of)
    before = {one.encounter for one in told if one.encounter}
    seeds = {*reached, *refs_of(connection, before), *unlink(connection, _refs(connection, of))}
    compared = link(connection, told)
    changed: set[str] = set()
    if not before and seeds <= {one.ref for one in told}:
        changed, seeds = join(connection, told, compared)
    else:
        seeds |= {ref for one in told for ref in (one.ref, *compared.links(one.ref))}
    return changed | Reach(connection, seeds).settle() if seeds else changed


def _refs(connection: Connection, of: Collection[str]) -> set[str]:
    """What the contacts of reports are called, withdrawn ones too."""
    return {
        ref
        for part in batches(of)
        for ref in connection.scalars(select(contacts.c.ref).where(contacts.c.report.in_(part)))
    }
