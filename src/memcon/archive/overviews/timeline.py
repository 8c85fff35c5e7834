"""Encounters in time: each one, or their number a month where they are many."""

from collections import defaultdict
from collections.abc import Sequence

import msgspec
import numpy as np
from sqlalchemy import Connection, select

from memcon.archive.encounters.listing import people_of
from memcon.archive.encounters.tallies import STATUSES
from memcon.archive.encounters.told import batches
from memcon.archive.overviews.counting import Census, Mask, periods
from memcon.archive.schema import encounters
from memcon.record import Mode, Status


class Moment(msgspec.Struct, frozen=True, kw_only=True):
    """An encounter on a timeline; the title says who took part."""

    id: str
    date: str
    date_end: str
    status: Status
    mode: Mode
    title: str


class Timeline(msgspec.Struct, frozen=True, kw_only=True):
    """The encounters whose date is known, the earliest first; where they are too many, how many of each status each month has."""

    moments: tuple[Moment, ...]
    months: tuple[tuple[str, dict[Status, int]], ...]
    undated: int


def timeline_of(connection: Connection, census: Census, mask: Mask, *, most: int) -> Timeline:
    """The timeline of the encounters of a mask, one by one where not more than ``most`` have a date."""
    dated = mask & (census.tallies.scalars["dated"] > 0)
    number = int(dated.sum())
    few = number <= most
    return Timeline(
        moments=_moments(connection, [census.tallies.ids[place] for place in np.flatnonzero(dated)]) if few else (),
        months=() if few else _months(census, dated),
        undated=int(mask.sum()) - number,
    )


def _moments(connection: Connection, ids: Sequence[str]) -> tuple[Moment, ...]:
    people = people_of(connection, ids)
    e = encounters.c
    found = []
    for part in batches(ids):
        for row in connection.execute(select(e.id, e.when_start, e.when_end, e.status, e.mode).where(e.id.in_(part))):
            found.append(
                Moment(
                    id=row.id,
                    date=row.when_start or row.when_end,
                    date_end=row.when_end or row.when_start,
                    status=row.status,
                    mode=row.mode,
                    title=", ".join(people[row.id]),
                )
            )
    return tuple(sorted(found, key=lambda moment: (moment.date, moment.id)))


def _months(census: Census, dated: Mask) -> tuple[tuple[str, dict[Status, int]], ...]:
    scalars = census.tallies.scalars
    months = periods(scalars["first"][dated], "M")
    keys, counts = np.unique(months * len(STATUSES) + scalars["status"][dated], return_counts=True)
    found: dict[str, dict[Status, int]] = defaultdict(dict)
    for key, count in zip(keys.tolist(), counts.tolist(), strict=True):
        month, status = divmod(key, len(STATUSES))
        found[str(np.datetime64(month, "M"))][STATUSES[status]] = count
    return tuple(found.items())
