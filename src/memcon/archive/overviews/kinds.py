"""The lists that pages are made of, and how many rows each has."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Literal

from sqlalchemy import Connection, RowMapping

from memcon.archive import claims, counts, lists, reports, shown
from memcon.archive.encounters import listing as encounters
from memcon.archive.encounters.narrowing import count_encounters
from memcon.archive.filters import Filters
from memcon.archive.follow_ups import listing as commitments
from memcon.archive.keyset import Order, Stretch
from memcon.archive.overviews.paging import Listed

Kind = Literal["contacts", "encounters", "statements", "reports", "commitments", "claims"]

_Rows = Callable[[Connection, Any, Stretch], list[RowMapping]]
_Shown = Callable[[Connection, Any, Any], list[Any]]


def _whatever_is_asked(show: Callable[[Connection, Any], list[Any]]) -> _Shown:
    return lambda connection, rows, _filters: show(connection, rows)


_LISTS: Mapping[str, tuple[Order, _Rows, _Shown]] = MappingProxyType(
    {
        "contacts": (lists.ORDER_OF_CONTACTS, lists.contact_rows, _whatever_is_asked(shown.contacts_shown)),
        "encounters": (encounters.ORDER, encounters.encounter_rows, _whatever_is_asked(encounters.encounters_shown)),
        "statements": (lists.ORDER_OF_STATEMENTS, lists.statement_rows, _whatever_is_asked(shown.statements_shown)),
        "reports": (reports.ORDER, reports.report_rows, _whatever_is_asked(reports.reports_shown)),
        "claims": (claims.ORDER, claims.claim_rows, _whatever_is_asked(claims.claims_shown)),
        "commitments": (commitments.ORDER, commitments.commitment_rows, commitments.commitments_shown),
    }
)

COUNTS: Mapping[str, Callable[[Connection, Any], int]] = MappingProxyType(
    {
        "contacts": counts.count_contacts,
        "encounters": count_encounters,
        "statements": counts.count_statements,
        "reports": counts.count_reports,
        "commitments": counts.count_commitments,
        "claims": counts.count_claims,
    }
)


def listed(kind: Kind, filters: Filters) -> Listed[Any]:
    """A list of what filters leave; those of commitments are `CommitmentFilters`."""
    order, read, show = _LISTS[kind]
    return Listed(
        kind,
        order,
        lambda connection, stretch: read(connection, filters, stretch),
        lambda connection, rows: show(connection, rows, filters),
    )
