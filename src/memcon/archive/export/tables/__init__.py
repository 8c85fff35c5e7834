"""The tidy tables: one line a thing, named as researchers of event data name their columns. docs/export.md lists them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING

import msgspec

from memcon.archive.export.tables import across, items, lines
from memcon.archive.export.tables.chosen import Chosen
from memcon.archive.export.tables.reading import Portion, portions
from memcon.archive.filters import Filters

if TYPE_CHECKING:
    from memcon.archive import Archive

__all__ = ["SCHEMA_VERSION", "TABLES", "TidyTable", "lines_of"]

SCHEMA_VERSION = "1"
"""Of the names and meanings of the columns; every file that can carry it does."""


@dataclass(frozen=True)
class TidyTable:
    """A table: the type of its lines, and how they are read for some reports, or for all at once where lines span reports."""

    line: type[msgspec.Struct]
    of_reports: Callable[[Portion], Iterator[msgspec.Struct]] | None = None
    of_all: Callable[[Chosen], Iterator[msgspec.Struct]] | None = None

    def read(self, chosen: Chosen) -> Iterator[msgspec.Struct]:
        """Its lines, report after report in the order of adding."""
        if self.of_all:
            return self.of_all(chosen)
        assert self.of_reports
        return chain.from_iterable(map(self.of_reports, portions(chosen)))


TABLES = {
    "documents": TidyTable(lines.DocumentLine, items.documents),
    "encounters": TidyTable(lines.EncounterLine, of_all=across.encounter_lines),
    "contacts": TidyTable(lines.ContactLine, items.contact_lines),
    "participants": TidyTable(lines.ParticipantLine, items.participant_lines),
    "dyads": TidyTable(lines.DyadLine, items.dyad_lines),
    "statements": TidyTable(lines.StatementLine, items.statement_lines),
    "commitments": TidyTable(lines.CommitmentLine, items.commitment_lines),
    "claims": TidyTable(lines.ClaimLine, items.claim_lines),
    "events": TidyTable(lines.EventLine, items.event_lines),
    "framing": TidyTable(lines.FramingLine, items.framing_lines),
    "evidence": TidyTable(lines.EvidenceLine, across.evidence_lines),
    "decisions": TidyTable(lines.DecisionLine, of_all=across.decision_lines),
}


def lines_of(
    archive: "Archive", filters: Filters | None = None
) -> Iterator[tuple[str, TidyTable, Iterator[msgspec.Struct]]]:
    """Each table with its name and its lines, all of one moment; a table is to be read before the next is asked for."""
    with archive._reading() as connection:
        chosen = Chosen(archive, connection, replace(filters or Filters()))
        for name, table in TABLES.items():
            yield name, table, table.read(chosen)
