"""Bounds for open dates: a contact lies within the time in which all its participants held their offices."""

from datetime import date

from memcon.actors import Cast
from memcon.actors.knowledge import Knowledge, Tenure
from memcon.actors.knowledge.spans import earliest, latest
from memcon.extraction.dates import bound
from memcon.record import Contact, Participant, When

REASON = "bounds from offices held"
_FIRST, _LAST = date(1900, 1, 1), date(2100, 1, 1)


def bound_by_offices(contact: Contact, cast: Cast, knowledge: Knowledge) -> When | None:
    """The contact's date; one that had to be left open gets the bounds of its participants' offices, if all are known."""
    when = contact.when
    if when is None or when.precision != "unknown" or contact.status != "held":
        return when
    stretches = [_held(p, knowledge) for p in contact.participants if p.office and cast.named(p.actor)]
    if not stretches or any(stretch is None for stretch in stretches):
        return when
    start = max(stretch[0] for stretch in stretches if stretch)
    end = min(stretch[1] for stretch in stretches if stretch)
    if start == _FIRST or end == _LAST:
        return when
    return bound(when, start, end, REASON)


def _held(participant: Participant, knowledge: Knowledge) -> tuple[date, date] | None:
    """From when to when the participant held the office that the report gives him; None where that is not known."""
    tenures = [
        tenure
        for tenure in knowledge.tenures(participant.actor)
        if tenure.office == participant.office and tenure.country == participant.country
    ]
    if not tenures:
        return None
    return min(map(_begin, tenures)), max(map(_end, tenures))


def _begin(tenure: Tenure) -> date:
    return earliest(tenure.start) if tenure.start else _FIRST


def _end(tenure: Tenure) -> date:
    """An open end is no bound: the knowledge stops there, not the office."""
    return latest(tenure.end) if tenure.end else _LAST
