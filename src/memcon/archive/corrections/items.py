"""Finds the item that a ref such as 3f2a9c-c1 names, and tells it in short."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, Table, and_, or_, select

from memcon.archive.corrections.model import LETTERS, Item, ItemKey, ItemType
from memcon.archive.schema import metadata, reports
from memcon.archive.wording import count_in_words, joined_words
from memcon.errors import AbsentError, ArchiveError
from memcon.record import Claim, Commitment, Contact, Record, Statement

_AT_MOST = 6  # items named where a ref may mean several


@dataclass(frozen=True)
class Found:
    """Where an item stands: ``key`` is what its report's items are called by."""

    report: str
    key: str
    kind: ItemType
    id: str

    @property
    def ref(self) -> str:
        """What people type for it."""
        return f"{self.key}-{self.id}"

    @property
    def item_key(self) -> ItemKey:
        """The item within its report."""
        return self.kind, self.id


def find_item(
    connection: Connection, ref: str, *, archive: str, kinds: Sequence[ItemType] = tuple(LETTERS.values())
) -> Found:
    """The item of a ref, or of as much of it as is unique. ``archive`` is its name. Raises `ArchiveError`."""
    wanted = ref.strip().lower()
    digits, _, item = wanted.partition("-")
    fitting = [kind for kind in kinds if LETTERS.get(item[:1], kind) == kind]
    for way in _WAYS if digits else ():
        found = [
            one for kind in fitting for one in _matches(connection, kind, way(metadata.tables[f"{kind}s"], wanted))
        ]
        if len(found) == 1:
            return found[0]
        if found:
            refs = ", ".join(one.ref for one in found[:_AT_MOST])
            raise ArchiveError(f"{ref} may be any of {refs}; give the whole id")
    if kinds == ("contact",):
        raise AbsentError(f"{archive} holds no contact {ref}; `memcon contacts` lists them")
    raise AbsentError(f"{archive} holds no item {ref}; its id is like 3f2a9c-c1, -s4, -k2 or -m1")


def find_report(connection: Connection, ref: str, *, archive: str) -> str:
    """The SHA-256 of the report that has this one or this key, or begins so. Raises `ArchiveError`."""
    wanted = ref.strip().lower()
    exact = select(reports.c.id).where(or_(reports.c.id == wanted, reports.c.key == wanted))
    found = connection.scalars(exact).all()
    if not found and wanted:
        begins = select(reports.c.id).where(reports.c.id.startswith(wanted, autoescape=True))
        found = connection.scalars(begins.order_by(reports.c.id).limit(_AT_MOST)).all()
    if not found:
        raise AbsentError(f"{archive} holds no report {ref}")
    if len(found) > 1:
        raise ArchiveError(f"{ref} is the beginning of several reports; give more of it")
    return str(found[0])


def _matches(connection: Connection, kind: ItemType, condition: ColumnElement[bool]) -> list[Found]:
    table = metadata.tables[f"{kind}s"]
    query = (
        select(table.c.report, reports.c.key, table.c.id)
        .join(reports, reports.c.id == table.c.report)
        .where(condition)
        .order_by(table.c.ref)
        .limit(_AT_MOST)
    )
    return [Found(report, key, kind, ident) for report, key, ident in connection.execute(query)]


def _by_ref(table: Table, wanted: str) -> ColumnElement[bool]:
    return table.c.ref == wanted


def _by_report_and_id(table: Table, wanted: str) -> ColumnElement[bool]:
    """3f2-c1, and the whole SHA-256 with -c1."""
    digits, _, item = wanted.partition("-")
    return and_(reports.c.id.startswith(digits, autoescape=True), table.c.id == item)


def _by_beginning(table: Table, wanted: str) -> ColumnElement[bool]:
    digits, _, item = wanted.partition("-")
    return and_(reports.c.id.startswith(digits, autoescape=True), table.c.id.startswith(item, autoescape=True))


_WAYS = (_by_ref, _by_report_and_id, _by_beginning)


def in_short(item: Item, record: Record) -> str:
    """An item in a line: "held meeting of Lena Brandt (NOR) and Émile Roux-Garnier (SDM)"."""
    names = {actor.id: actor.name for actor in record.actors}
    match item:
        case Contact():
            parts = [
                f"{p.name or p.office or p.actor}{f' ({p.country})' if p.country else ''}" for p in item.participants
            ]
            return f"{item.status} {item.mode}: {', '.join(parts) or 'nobody named'}"
        case Statement():
            who = ", ".join(names.get(speaker, speaker) for speaker in item.speakers) or "nobody made out"
            return f"{who}, {item.act}: {joined_words(item.content or item.spans)}"
        case Commitment():
            who = ", ".join(names.get(actor, actor) for actor in item.who) or "nobody made out"
            return f"{who}, {item.kind}: {item.act}"
        case Claim():
            said_by = f", says {names.get(item.said_by, item.said_by)}" if item.said_by else ""
            return f"{count_in_words(item)}{said_by}"
