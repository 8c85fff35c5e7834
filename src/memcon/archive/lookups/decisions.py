"""Pages of the log of corrections, the last decision first."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import msgspec
from sqlalchemy import ColumnElement, Connection, RowMapping, Text, and_, cast, func, or_, select

from memcon.archive.corrections.model import Action
from memcon.archive.filters import moment
from memcon.archive.keyset import NO_CURSOR
from memcon.archive.overviews.paging import Page, cursor_of, key_in
from memcon.archive.rows import ref
from memcon.archive.schema import corrections, reports
from memcon.errors import ArchiveError

if TYPE_CHECKING:
    from memcon.archive import Archive

Decided = Literal["contact", "statement", "commitment", "claim", "report"]


class DecisionRow(msgspec.Struct, frozen=True, kw_only=True):
    """A correction as it was made. ``items`` are the ids that it was about then, ``old`` and ``new`` the values of the field.

    Of a merge or split ``new`` is the ids of the contacts. ``undone_by`` is the decision that took it back and stands.
    """

    id: int
    at: str
    who: str
    action: Action
    item_type: Decided | None
    items: tuple[str, ...]
    report: str | None
    field: str | None
    old: Any
    new: Any
    why: str
    undoes: int | None
    undone_by: int | None


@dataclass(frozen=True, kw_only=True)
class DecisionFilters:
    """Which decisions are wanted. ``about`` is the id of an item or report, ``since`` and ``until`` ISO dates or date-times."""

    about: str | None = None
    who: str | None = None
    action: Action | None = None
    since: str | None = None
    until: str | None = None


def page_of_decisions(
    archive: "Archive", filters: DecisionFilters, *, after: str | None = None, limit: int = 50, newest: bool = True
) -> Page[DecisionRow]:
    """Some decisions. Raises `ArchiveError`."""
    of = f"decisions {newest}"
    number = corrections.c.id
    asked = list(_conditions(filters))
    behind = list(_behind(of, after, newest))
    with archive._reading() as connection:
        query = (
            select(corrections, reports.c.key)
            .outerjoin(reports, reports.c.id == corrections.c.report)
            .where(*asked, *behind)
            .order_by(number.desc() if newest else number)
            .limit(limit + 1)
        )
        found = connection.execute(query).mappings().all()
        counted = select(func.count()).select_from(corrections).outerjoin(reports, reports.c.id == corrections.c.report)
        total = connection.scalar(counted.where(*asked)) or 0
        undone = _undone(connection)
    rows = tuple(_row(row, undone) for row in found[:limit])
    return Page(rows=rows, next=cursor_of(of, (rows[-1].id,)) if len(found) > limit else None, total=total)


def decision(archive: "Archive", number: int) -> DecisionRow | None:
    """A decision by its number."""
    with archive._reading() as connection:
        query = select(corrections, reports.c.key).outerjoin(reports, reports.c.id == corrections.c.report)
        row = connection.execute(query.where(corrections.c.id == number)).mappings().first()
        return _row(row, _undone(connection)) if row else None


def _conditions(filters: DecisionFilters) -> Iterator[ColumnElement[bool]]:
    c = corrections.c
    if filters.about:
        key, _, item = filters.about.partition("-")
        own = and_(reports.c.key == key, c.item == item) if item else reports.c.key == key
        across = cast(c.new, Text).contains(json.dumps(filters.about), autoescape=True)
        yield or_(own, and_(c.action.in_(("merge", "split")), across))
    if filters.who:
        yield func.lower(c.who).contains(filters.who.lower(), autoescape=True)
    if filters.action:
        yield c.action == filters.action
    if filters.since:
        yield c.at >= moment(filters.since)
    if filters.until:
        yield c.at <= (f"{filters.until}~" if len(filters.until) == len("2024-12-31") else moment(filters.until))


def _behind(of: str, after: str | None, newest: bool) -> Iterator[ColumnElement[bool]]:
    if after is None:
        return
    match key_in(of, after):
        case (int(number),):
            yield corrections.c.id < number if newest else corrections.c.id > number
        case _:
            raise ArchiveError(NO_CURSOR)


def _undone(connection: Connection) -> Mapping[int, int]:
    """By which decision each is undone; an undo that was undone itself does not count."""
    c = corrections.c
    query = select(c.id, c.undoes).where(c.undoes.is_not(None)).order_by(c.id.desc())
    found: dict[int, int] = {}
    for number, undone in connection.execute(query):
        if number not in found:
            found[undone] = number
    return found


def _row(row: RowMapping, undone: Mapping[int, int]) -> DecisionRow:
    across = row["action"] in ("merge", "split")
    one = (ref(row["key"], row["item"]),) if row["key"] and row["item"] else ()
    names = ("id", "at", "who", "action", "item_type", "field", "new", "why", "undoes")
    return DecisionRow(
        **{name: row[name] for name in names},
        items=tuple(row["new"]) if across else one,
        report=row["key"],
        old=row["old"]["value"] if row["old"] else None,
        undone_by=undone.get(row["id"]),
    )
