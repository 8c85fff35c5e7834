"""Reads the lines of each table, a portion of the reports at a time, in the order of adding."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sqlalchemy import RowMapping, Table, select

from memcon.archive.export.tables.chosen import Chosen
from memcon.archive.schema import actors, claims, evidence, parties, reports

_AT_ONCE = 200  # reports


@dataclass(frozen=True)
class Portion:
    """The rows of some reports. ``keys`` are what people type for a report, by its hash."""

    chosen: Chosen
    keys: Mapping[str, str]

    def rows(self, table: Table) -> list[RowMapping]:
        """All rows of a table, in the order of its key; items as they stand in their report."""
        order = [table.c.report, *([table.c.seq] if "seq" in table.c else []), *table.primary_key]
        query = select(table).where(table.c.report.in_(self.keys)).order_by(*order)
        return sorted(self.chosen.connection.execute(query).mappings(), key=lambda row: self._place[row["report"]])

    @cached_property
    def reports(self) -> dict[str, RowMapping]:
        """The reports by their hashes."""
        columns = [column for column in reports.c if column.name not in ("record", "extracted", "sketch")]
        query = select(*columns).where(reports.c.id.in_(self.keys)).order_by(reports.c.seq)
        return {row["id"]: row for row in self.chosen.connection.execute(query).mappings()}

    @cached_property
    def actors(self) -> dict[tuple[str, str], RowMapping]:
        """The actors by report and id."""
        return {(row["report"], row["id"]): row for row in self.rows(actors)}

    @cached_property
    def words(self) -> dict[tuple[str, str, str, str], list[str]]:
        """The words of evidence by report, item type, item and field."""
        found: dict[tuple[str, str, str, str], list[str]] = defaultdict(list)
        for row in self.rows(evidence):
            found[row["report"], row["item_type"], row["item"], row["field"]].append(row["text"])
        return found

    @cached_property
    def claims(self) -> dict[str, RowMapping]:
        """The claims by their refs, those that were rejected only where they are asked for."""
        withdrawn = self.chosen.filters.withdrawn
        return {row["ref"]: row for row in self.rows(claims) if withdrawn or not row["withdrawn"]}

    @cached_property
    def _parties(self) -> dict[tuple[str, str, str, str], list[str]]:
        found: dict[tuple[str, str, str, str], list[str]] = defaultdict(list)
        for row in self.rows(parties):
            found[row["report"], row["item_type"], row["item"], row["field"]].append(row["actor"])
        return found

    @cached_property
    def _place(self) -> dict[str, int]:
        return {report: number for number, report in enumerate(self.keys)}

    def parties(self, row: RowMapping, item_type: str, field: str) -> tuple[str, ...]:
        """The ids of the actors that stand in a field of an item."""
        return tuple(self._parties[row["report"], item_type, row["id"], field])

    def told(self, row: RowMapping, ids: tuple[str, ...], column: str) -> tuple[Any, ...]:
        """A column of actors of the item's report; one that the report does not have is only its id."""
        found = (self.actors.get((row["report"], each)) for each in ids)
        return tuple(
            actor[column] if actor else each if column == "name" else None
            for each, actor in zip(ids, found, strict=True)
        )


def portions(chosen: Chosen) -> Iterator[Portion]:
    """The chosen reports, some at a time, in the order of adding."""
    query = select(reports.c.id, reports.c.key).order_by(reports.c.seq)
    keys = {
        row["id"]: row["key"] for row in chosen.connection.execute(query).mappings() if row["key"] in chosen.documents
    }
    ids = list(keys)
    for start in range(0, len(ids), _AT_ONCE):
        yield Portion(chosen, {report: keys[report] for report in ids[start : start + _AT_ONCE]})


def taken(row: RowMapping, *names: str) -> dict[str, Any]:
    """Cells that keep their names."""
    return {name: row[name] for name in names}


def when_of(row: RowMapping) -> dict[str, Any]:
    """The cells of an item's date."""
    return {"date": row["when_start"], "date_end": row["when_end"], "date_precision": row["when_precision"]}


def place_of(row: RowMapping) -> dict[str, Any]:
    """The cells of an item's place."""
    names = (("place", "name"), ("country_iso3", "country"), ("latitude", "lat"), ("longitude", "lon"))
    return {name: row[f"place_{column}"] for name, column in names}


def found_of(row: RowMapping) -> dict[str, Any]:
    """The cells that say how an item was found and what a person made of it."""
    names = (("method", "found_by"), ("review_state", "review"))
    return {name: row[column] for name, column in names} | taken(row, "confidence", "withdrawn")
