"""Tenures in time: who held an office on a date, and how sure that is."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from memcon.actors.knowledge.model import Tenure
from memcon.actors.knowledge.names import word_set

REPORTED = "report "
"""What the source of a tenure begins with that earlier reports taught; their keys follow, blanks between them."""

_SLACK = timedelta(days=3 * 365)
"""How far before its first attestation a tenure without a start is still thought possible."""

_ENVOYS = word_set("ambassador|special envoy|permanent representative")
_POSTED = timedelta(days=4 * 366)
"""How long after the last that is known of him an envoy is still thought to be at his post."""

_UPPER_HOUSE = re.compile(
    r"Senate|Federation Council|Council of States|Council of the Nation|Councillors|Federal Council|"
    r"Legislative Council|Lords|Sami|Flemish|Consultative|Rajya Sabha|Council of the Republic"
)
SHARED = word_set(
    "vice president|deputy prime minister|minister|minister of state|ambassador|special envoy|spokesperson|adviser|"
    "deputy foreign minister|permanent representative|deputy parliament speaker|military chief|commander|"
    "intelligence chief|deputy secretary-general|commissioner|group leader|director-general|un high commissioner|"
    "deputy defense minister|parliament committee chair|party leader|minister delegate"
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


def in_upper_house(title: str) -> bool:
    """Whether a title is that of an upper house, such as a senate."""
    return _UPPER_HOUSE.search(title) is not None


def holding_order(tenure: Tenure, first: date, last: date) -> tuple[bool, bool, int, bool, int, str]:
    """Sorts holders: in own right before acting, lower house before upper, nearest in time, curated, latest start."""
    away = max((begun(tenure) - last).days, (first - attested_until(tenure)).days, 0)
    return (
        tenure.acting,
        in_upper_house(tenure.title),
        away,
        "curated" not in tenure.source,
        -begun(tenure).toordinal(),
        tenure.person,
    )


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
    if tenure.end and (latest(tenure.end) < first or not tenure.end_inferred):
        return None
    recalled = tenure.office in _ENVOYS and first - until > _POSTED
    return None if recalled or _another(tenure, others, until, first) else False


def _another(tenure: Tenure, others: Sequence[Tenure], after: date, before: date) -> bool:
    """Whether somebody else is attested in the office between two days."""
    if tenure.office in SHARED:
        return False
    return any(
        other.person != tenure.person and begun(other) <= before and attested_until(other) >= after
        for other in others
        if not other.acting
    )
