"""A report on the desk: what was extracted, its corrections, and what they make of it."""

from dataclasses import dataclass
from functools import cached_property

import msgspec
from sqlalchemy import Connection, select

from memcon.archive.corrections.applying import Corrected, apply, kept_of, place_of
from memcon.archive.corrections.log import corrections_of
from memcon.archive.corrections.model import Correction, Item, ItemKey, Kept, items_of
from memcon.archive.schema import reports
from memcon.errors import ArchiveError
from memcon.record import Record, decode_record


@dataclass(frozen=True)
class Case:
    """A report, known by its SHA-256 and by the key that its items are called by."""

    report: str
    key: str
    extracted: Record
    corrections: tuple[Correction, ...]

    @cached_property
    def corrected(self) -> Corrected:
        """What the corrections make of the report."""
        return apply(self.extracted, self.corrections)

    def item(self, key: ItemKey) -> Item:
        """An item as it stands, rejected or not."""
        kind, ident = key
        return next(item for item in items_of(self.corrected.whole, kind) if item.id == ident)

    def kept(self, key: ItemKey) -> Kept:
        """What a correction of an item remembers."""
        return kept_of(self.extracted, self.corrected, key)

    def ref_of(self, kept: Kept) -> str | None:
        """What an item kept earlier is called now."""
        place = place_of(kept, self.extracted, self.corrected)
        return f"{self.key}-{place[1]}" if place else None


def case_of(connection: Connection, report: str) -> Case:
    """The case of a report, by its SHA-256."""
    key = connection.scalar(select(reports.c.key).where(reports.c.id == report))
    return Case(report, str(key), extracted_of(connection, report), tuple(corrections_of(connection, report)))


def extracted_of(connection: Connection, report: str) -> Record:
    """The record of a report, by its SHA-256, as it was extracted. Raises `ArchiveError` where it is damaged."""
    kept = connection.execute(select(reports.c.record, reports.c.extracted).where(reports.c.id == report)).one()
    try:
        return decode_record(kept.extracted or kept.record)
    except msgspec.DecodeError as error:
        raise ArchiveError(f"the archive is damaged: the record of report {report} cannot be read") from error


class Cases:
    """The cases that are asked for, each read once."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._known: dict[str, Case] = {}

    def of(self, report: str) -> Case:
        """The case of a report, by its SHA-256."""
        if report not in self._known:
            self._known[report] = case_of(self._connection, report)
        return self._known[report]

    def refs(self, correction: Correction) -> tuple[str | None, ...]:
        """What the contacts of a merge or split are called now; None for one that is not there any more."""
        found = []
        for ref, kept in zip(correction.new, correction.kept, strict=True):
            key, _, _ = str(ref).partition("-")
            report = self._connection.scalar(select(reports.c.id).where(reports.c.key == key))
            found.append(self.of(report).ref_of(kept) if report else None)
        return tuple(found)
