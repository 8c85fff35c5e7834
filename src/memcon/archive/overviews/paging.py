"""Pages of lists. A cursor is the sort key of the last row of a page, so that what is added meanwhile moves no row."""

import base64
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import msgspec
from sqlalchemy import Connection, RowMapping

from memcon.archive.keyset import NO_CURSOR, Key, Order, Stretch
from memcon.errors import ArchiveError

RowT = TypeVar("RowT")


class Page(msgspec.Struct, Generic[RowT], frozen=True, kw_only=True):
    """Some rows of a list. ``next`` is the cursor of the page behind this one, ``total`` the number of rows of the whole list."""

    rows: tuple[RowT, ...]
    next: str | None
    total: int


@dataclass(frozen=True)
class Listed(Generic[RowT]):
    """A list: its order, how a stretch of it is read, and how rows are shown."""

    name: str
    order: Order
    rows: Callable[[Connection, Stretch], list[RowMapping]]
    shown: Callable[[Connection, Sequence[RowMapping]], list[RowT]]

    def page(
        self, connection: Connection, *, after: str | None, limit: int, total: int, newest: bool = True
    ) -> Page[RowT]:
        """The page behind a cursor, or the first. Raises `ArchiveError` where the cursor is none of this list."""
        if limit < 1:
            raise ArchiveError("the limit must be at least 1")
        of = self.name if newest else f"{self.name}, earliest first"
        key = key_in(of, after) if after else None
        found = self.rows(connection, Stretch(newest=newest, after=key, limit=limit + 1))
        rows = found[:limit]
        return Page(
            rows=tuple(self.shown(connection, rows)),
            next=cursor_of(of, self.order.key(rows[-1])) if len(found) > limit else None,
            total=total,
        )


def cursor_of(of: str, key: Key) -> str:
    """The cursor that continues the list ``of`` behind the row with that sort key."""
    return base64.urlsafe_b64encode(msgspec.json.encode([of, *key])).decode().rstrip("=")


def key_in(of: str, cursor: str) -> Key:
    """The sort key in a cursor of the list ``of``. Raises `ArchiveError`."""
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        plain: Any = base64.b64decode(padded, altchars=b"-_", validate=True)
        name, *key = msgspec.json.decode(plain, type=list[str | int | None])
    except (ValueError, msgspec.DecodeError):
        raise ArchiveError(NO_CURSOR) from None
    if name != of:
        raise ArchiveError(NO_CURSOR)
    return tuple(key)
