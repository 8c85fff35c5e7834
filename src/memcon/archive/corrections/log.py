"""The table of corrections: rows are appended and read, never changed."""

import msgspec
from sqlalchemy import ColumnElement, Connection, RowMapping, insert, select

from memcon.archive.corrections.anchors import words_of
from memcon.archive.corrections.model import Correction, Kept
from memcon.archive.schema import corrections
from memcon.errors import ArchiveError


def corrections_of(connection: Connection, report: str) -> list[Correction]:
    """The corrections of a report, undone ones too, in the order in which they were made."""
    return corrections_where(connection, corrections.c.report == report)


def corrections_where(connection: Connection, *conditions: ColumnElement[bool]) -> list[Correction]:
    """Corrections, in the order in which they were made."""
    query = select(corrections).where(*conditions).order_by(corrections.c.id)
    return [_correction(row) for row in connection.execute(query).mappings()]


def append(connection: Connection, made: Correction) -> int:
    """Adds a correction as a row; its number."""
    words = words_of(made.kept[0].item) if made.kept else ()
    values = {
        "at": made.at,
        "who": made.who,
        "why": made.why,
        "action": made.action,
        "report": made.report,
        "item_type": made.item_type,
        "item": made.item,
        "start": min((span.start for span in words), default=None),
        "end": max((span.end for span in words), default=None),
        "field": made.field,
        "old": {"items": [item.to_json() for item in made.kept], "value": made.old} if made.kept else None,
        "new": made.new,
        "undoes": made.undoes,
    }
    (number,) = connection.execute(insert(corrections).values(values)).inserted_primary_key or (0,)
    return int(number)


def _correction(row: RowMapping) -> Correction:
    old = row["old"] or {"items": [], "value": None}
    try:
        kept = tuple(Kept.from_json(item) for item in old["items"])
    except (msgspec.ValidationError, KeyError, TypeError) as error:
        raise ArchiveError(
            f"correction {row['id']} cannot be read; it was made by another version of memcon"
        ) from error
    names = ("id", "at", "who", "why", "action", "report", "item_type", "item", "field", "new", "undoes")
    return Correction(**{name: row[name] for name in names}, kept=kept, old=old["value"])
