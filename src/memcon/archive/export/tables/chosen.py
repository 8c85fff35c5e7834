"""Which rows an export of tables takes: those that the lists of the same names show, and what belongs to them."""

from dataclasses import dataclass, fields, replace
from functools import cached_property
from typing import TYPE_CHECKING

from sqlalchemy import Connection, select

from memcon.archive.filters import Filters
from memcon.archive.follow_ups.listing import CommitmentFilters
from memcon.archive.schema import reports
from memcon.archive.views import CommitmentRow

if TYPE_CHECKING:
    from memcon.archive import Archive


@dataclass(frozen=True)
class Chosen:
    """The contacts, statements and commitments that filters let through, and the reports that tell of them.

    Everything else goes with these: participants and dyads with their contacts, claims, events, loaded words and evidence with
    their reports. Without filters that is the whole archive, also reports that nothing was read from.
    """

    archive: "Archive"
    connection: Connection
    filters: Filters

    @cached_property
    def contacts(self) -> frozenset[str]:
        """Their refs."""
        return frozenset(row.id for row in self.archive.contacts(self.filters))

    @cached_property
    def statements(self) -> frozenset[str]:
        """Their refs."""
        return frozenset(row.id for row in self.archive.statements(self.filters))

    @cached_property
    def commitments(self) -> dict[str, CommitmentRow]:
        """Their rows by their refs."""
        given = {field.name: getattr(self.filters, field.name) for field in fields(Filters)}
        return {row.id: row for row in self.archive.commitments(CommitmentFilters(**given))}

    @cached_property
    def documents(self) -> frozenset[str]:
        """The keys of the reports."""
        if self.filters == replace(Filters(), withdrawn=self.filters.withdrawn):
            standing = [] if self.filters.withdrawn else [reports.c.withdrawn_at.is_(None)]
            return frozenset(self.connection.scalars(select(reports.c.key).where(*standing)))
        return frozenset(ref.partition("-")[0] for ref in (*self.contacts, *self.statements, *self.commitments))
