"""A word for the state of an archive: as long as it is the same, so is every answer."""

from collections.abc import Collection
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from memcon import __version__
from memcon.archive.follow_ups.meetings import batches
from memcon.archive.schema import SCHEMA_REVISION, corrections, reports

if TYPE_CHECKING:
    from memcon.archive import Archive

_SETTLED = timedelta(seconds=10)
"""Changes are dated to the second when they begin, and seen when they are done: within this time another one may have the same date."""


def state_of(archive: "Archive") -> str:
    """Differs whenever a report or a correction was added or changed, on another day, and from one version of memcon to the next."""
    with archive._reading() as connection:
        last = connection.execute(
            select(
                select(func.max(reports.c.seq)).scalar_subquery(),
                select(func.max(reports.c.changed_at)).scalar_subquery(),
                select(func.max(corrections.c.id)).scalar_subquery(),
            )
        ).one()
    now = datetime.now(UTC)
    changed = last[1]
    fresh = changed is not None and now - datetime.fromisoformat(changed) < _SETTLED
    return " ".join(map(str, (__version__, SCHEMA_REVISION, *last, now.isoformat() if fresh else now.date())))


def moments_of(archive: "Archive", keys: Collection[str]) -> dict[str, tuple[str, str]]:
    """When each report was added and when it last changed, by its key."""
    found: dict[str, tuple[str, str]] = {}
    with archive._reading() as connection:
        for part in batches(set(keys)):
            query = select(reports.c.key, reports.c.added_at, reports.c.changed_at).where(reports.c.key.in_(part))
            found.update((key, (added_at, changed_at)) for key, added_at, changed_at in connection.execute(query))
    return found
