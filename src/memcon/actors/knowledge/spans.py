"""Tenures in time: who held an office on a date, and how sure that is."""

from collections.abc import Sequence
from datetime import date, timedelta

from memcon.actors.knowledge.model import Tenure

_SLACK = timedelta(days=3 * 365)
"""How far before its first attestation a tenure without a start is still thought possible."""

SHARED = frozenset(
    "vice president|deputy prime minister|minister|minister of state|ambassador|special envoy|spokesperson|adviser|deputy foreign minister|permanent representative|"
    "deputy parliament speaker|military chief|commander|intelligence chief|secretary-general|deputy secretary-general|commissioner|group leader|director-general".split("|")
)
"""Offices with several holders at a time, where a new holder says nothing about the others."""


def earliest(day: str) -> date:
    """The first day an ISO date, possibly cut to the month or year, may mean."""
    parts = [int(part) for part in day.split("-")]
    return date(parts[0], parts[1] if len(parts) > 1 else 1, parts[2] if len(parts) > 2 else 1)


def latest(day: str) -> date:
    """The last day it may mean."""
    parts = [int(part) for part in day.split("-")]
    if len(parts) > 2:
        return date(parts[0], parts[1], parts[2])
    year, month = (parts[0] + 1, 1) if len(parts) == 1 or parts[1] == 12 else (parts[0], parts[1] + 1)
    return date(year, month, 1) - timedelta(days=1)


def begun(tenure: Tenure) -> date:
    """The first day a tenure is attested."""
    return earliest(tenure.start or tenure.known_from or "0001")


def attested_until(tenure: Tenure) -> date:
    """The last day a tenure is attested."""
    if tenure.end and not tenure.end_inferred:
        return latest(tenure.end)
    return latest(tenure.known_until) if tenure.known_until else begun(tenure)


def certainty(tenure: Tenure, others: Sequence[Tenure], first: date, last: date) -> bool | None:
    """Whether an office was held at some time from ``first`` to ``last``: True attested, False likely, None not.

    ``others`` are the tenures of the same office; a later holder among them ends an open tenure.
    """
    start, until = begun(tenure), attested_until(tenure)
    if start <= last and until >= first:
        return True
    if start > last:
        unknown = tenure.start is None and start - last <= _SLACK
        return False if unknown and not _another(tenure, others, last, start) else None
    if tenure.end and latest(tenure.end) < first or tenure.end and not tenure.end_inferred:
        return None
    return None if _another(tenure, others, until, first) else False


def _another(tenure: Tenure, others: Sequence[Tenure], after: date, before: date) -> bool:
    """Whether somebody else is attested in the office between two days."""
    if tenure.office in SHARED:
        return False
    return any(t.person != tenure.person and begun(t) <= before and attested_until(t) >= after and not t.acting for t in others)
