"""Stretches of lists: some rows from behind a row on, found by its sort key, so that what is added meanwhile moves none."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, RowMapping, Select, or_, tuple_

from memcon.errors import ArchiveError

Key = tuple[str | int | None, ...]
"""Where a row stands: its days, then what orders rows of the same day."""

_AT_ONCE = 400  # ids asked for in one query; SQLite limits the variables

NO_CURSOR = "that cursor is none of this list; begin at its first page"


@dataclass(frozen=True, kw_only=True)
class Stretch:
    """Rows behind the one with the key ``after``, at most ``limit``, the earliest or the newest day first."""

    newest: bool = False
    after: Key | None = None
    limit: int | None = None


@dataclass(frozen=True)
class Order:
    """Rows go by the first of ``days``; those without it come last, by the second. Rows of one day go by ``ties``, upwards."""

    days: tuple[ColumnElement[Any], ...]
    ties: tuple[ColumnElement[Any], ...]

    def key(self, row: RowMapping) -> Key:
        """The key of a row that has the columns."""
        return tuple(row[column.name] for column in (*self.days, *self.ties))

    def checked(self, key: Key) -> Key:
        """The key, if it can be one of this order. Raises `ArchiveError`."""
        columns = (*self.days, *self.ties)
        fitting = len(key) == len(columns) and all(
            isinstance(value, column.type.python_type) or (value is None and at < len(self.days))
            for at, (value, column) in enumerate(zip(key, columns, strict=True))
        )
        if not fitting:
            raise ArchiveError(NO_CURSOR)
        return key


def in_order(connection: Connection, query: Select[Any], order: Order, stretch: Stretch) -> list[RowMapping]:
    """The rows of a query that stand in the stretch."""
    found: list[RowMapping] = []
    for phase in _phases(query, order, stretch):
        left = None if stretch.limit is None else stretch.limit - len(found)
        if left != 0:
            found += connection.execute(phase.limit(left)).mappings()
    return found


def sorted_first(
    connection: Connection, asked: Select[Any], whole: Select[Any], id_: Column[str], order: Order, stretch: Stretch
) -> list[RowMapping]:
    """The same of a query of which many rows are put in order for the few that are shown: these alone are read ``whole``, by ``id_``."""
    keys = in_order(connection, asked.with_only_columns(id_, *order.days, *order.ties), order, stretch)
    return rows_at(connection, whole, id_, [row[id_.name] for row in keys])


def rows_at(connection: Connection, query: Select[Any], id_: Column[str], ids: Sequence[str]) -> list[RowMapping]:
    """The rows of a query with these ids, in the order of the ids."""
    found: dict[str, RowMapping] = {}
    for start in range(0, len(ids), _AT_ONCE):
        rows = connection.execute(query.where(id_.in_(ids[start : start + _AT_ONCE]))).mappings()
        found.update((row[id_.name], row) for row in rows)
    return [found[one] for one in ids]


def _phases(query: Select[Any], order: Order, stretch: Stretch) -> Iterator[Select[Any]]:
    """The rows that have the first day, those that have only the second, and so on: each in the order of an index."""
    days, ties = order.days, order.ties
    after = order.checked(stretch.after) if stretch.after is not None else None
    begin = (
        0 if after is None else next((at for at, day in enumerate(after[: len(days)]) if day is not None), len(days))
    )
    for at in range(begin, len(days) + 1):
        here = query.where(*(day.is_(None) for day in days[:at]))
        further: list[ColumnElement[bool]] = []
        if after is not None and at == begin:
            further = [tuple_(*ties) > tuple_(*after[len(days) :])] if ties[1:] else [ties[0] > after[-1]]
        if at == len(days):
            yield here.where(*further).order_by(*ties)
            continue
        day = days[at]
        if further and after is not None:
            beyond = day <= after[at] if stretch.newest else day >= after[at]
            here = here.where(beyond, or_(day != after[at], *further))
        yield here.where(day.is_not(None)).order_by(day.desc() if stretch.newest else day, *ties)
