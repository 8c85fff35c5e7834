"""What changed since a moment, for those who keep a copy."""

from collections.abc import Iterator, Sequence
from types import MappingProxyType
from typing import Literal

import msgspec
from sqlalchemy import ColumnElement, Connection, RowMapping, Table, and_, func, or_, select

from memcon.archive.encounters.told import batches
from memcon.archive.filters import moment
from memcon.archive.keyset import NO_CURSOR, Key
from memcon.archive.overviews.paging import Page, cursor_of, key_in
from memcon.archive.schema import claims, commitments, contacts, reports, statements
from memcon.errors import ArchiveError

ChangedKind = Literal["report", "contact", "statement", "commitment", "claim"]
What = Literal["added", "changed", "withdrawn"]

_OF = "changes"
_ITEMS: MappingProxyType[ChangedKind, Table] = MappingProxyType(
    {"contact": contacts, "statement": statements, "commitment": commitments, "claim": claims}
)


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """A report that was added, changed or withdrawn, or an item of it.

    Every item of a changed report is named: those of which nothing is known to be the same. One that a new reading of the report
    found no longer is not.
    """

    at: str
    kind: ChangedKind
    id: str
    what: What


def page_of_changes(connection: Connection, since: str, *, after: str | None, limit: int) -> Page[Change]:
    """Changes since a moment, the earliest first. Raises `ArchiveError`."""
    first = moment(since)
    key = _checked(key_in(_OF, after)) if after else None
    changed = reports.c.changed_at >= first
    # Every report is a change, but the one with which the last page ended may have been told to its end there.
    columns = (reports.c[name] for name in ("id", "key", "seq", "added_at", "changed_at", "withdrawn_at"))
    query = select(*columns).where(changed, *_from(key)).order_by(reports.c.changed_at, reports.c.seq).limit(limit + 2)
    told = [
        (place, change)
        for place, change in _changes(connection, connection.execute(query).mappings().all(), first)
        if key is None or place > key
    ]
    total = connection.scalar(select(func.count() + func.coalesce(func.sum(reports.c.n_items), 0)).where(changed))
    return Page(
        rows=tuple(change for _, change in told[:limit]),
        next=cursor_of(_OF, told[limit - 1][0]) if len(told) > limit else None,
        total=int(total or 0),
    )


Place = tuple[str, int, int, int]
"""When the report changed, its number, the place of the kind and that of the item."""


def _checked(key: Key) -> Place:
    match key:
        case (str(at), int(report), int(kind), int(item)):
            return at, report, kind, item
        case _:
            raise ArchiveError(NO_CURSOR)


def _from(key: Place | None) -> Iterator[ColumnElement[bool]]:
    if key is not None:
        at, report, _, _ = key
        c = reports.c
        yield or_(c.changed_at > at, and_(c.changed_at == at, c.seq >= report))


def _changes(connection: Connection, changed: Sequence[RowMapping], first: str) -> Iterator[tuple[Place, Change]]:
    items = {
        (kind, report): rows for kind, table in _ITEMS.items() for report, rows in _items(connection, table, changed)
    }
    for report in changed:
        at, number = report["changed_at"], report["seq"]
        what: What = "added" if report["added_at"] >= first else "changed"
        own: What = "withdrawn" if report["withdrawn_at"] else what
        yield (at, number, 0, 0), Change(at=at, kind="report", id=report["key"], what=own)
        for place, kind in enumerate(_ITEMS, 1):
            for row in items.get((kind, report["id"]), ()):
                done: What = "withdrawn" if row["withdrawn"] else what
                yield (at, number, place, row["seq"]), Change(at=at, kind=kind, id=row["ref"], what=done)


def _items(
    connection: Connection, table: Table, changed: Sequence[RowMapping]
) -> Iterator[tuple[str, list[RowMapping]]]:
    found: dict[str, list[RowMapping]] = {}
    for part in batches(row["id"] for row in changed):
        query = select(table.c.report, table.c.ref, table.c.seq, table.c.withdrawn).where(table.c.report.in_(part))
        for row in connection.execute(query.order_by(table.c.report, table.c.seq)).mappings():
            found.setdefault(row["report"], []).append(row)
    yield from found.items()
