"""Keeps on which day it is shown that a commitment was kept or superseded, so that lists need not look at every follow-up."""

from collections import defaultdict
from collections.abc import Collection

from sqlalchemy import Connection, bindparam, select, update

from memcon.archive.follow_ups.listing import days_of_showing
from memcon.archive.follow_ups.meetings import batches
from memcon.archive.schema import commitments, follow_ups

UNKNOWN = ""
"""The day of what shows it on a day that is not known: it counts as shown on every day."""


def keep_outcomes(connection: Connection, refs: Collection[str]) -> None:
    """Writes the days of commitments whose follow-ups changed; other refs are passed over."""
    for part in batches(refs):
        query = select(follow_ups.c.of, follow_ups.c.kind, follow_ups.c.by)
        shown = connection.execute(
            query.where(follow_ups.c.of.in_(part), follow_ups.c.kind.in_(("kept", "superseded")))
        )
        by_kind: dict[tuple[str, str], list[str]] = defaultdict(list)
        for of, kind, by in shown:
            by_kind[of, kind].append(by)
        days = days_of_showing(connection, {by for those in by_kind.values() for by in those})
        first = {key: min(days.get(by) or UNKNOWN for by in those) for key, those in by_kind.items()}
        values = [
            {"of": ref, "kept": first.get((ref, "kept")), "superseded": first.get((ref, "superseded"))} for ref in part
        ]
        connection.execute(
            update(commitments)
            .where(commitments.c.ref == bindparam("of"))
            .values(kept_on=bindparam("kept"), superseded_on=bindparam("superseded")),
            values,
        )
