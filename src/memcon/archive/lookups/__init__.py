"""What programs look up in an archive beyond its lists: events, decisions, the words behind items, and whether anything changed."""

from memcon.archive.lookups.decisions import DecisionFilters, DecisionRow, decision, page_of_decisions
from memcon.archive.lookups.events import EventFilters, EventPage, EventRow, events_in_words, page_of_events
from memcon.archive.lookups.evidence import Evidence, TextPositionSelector, TextQuoteSelector, evidence_of
from memcon.archive.lookups.state import moments_of, state_of

__all__ = [
    "DecisionFilters",
    "DecisionRow",
    "EventFilters",
    "EventPage",
    "EventRow",
    "Evidence",
    "TextPositionSelector",
    "TextQuoteSelector",
    "decision",
    "events_in_words",
    "evidence_of",
    "moments_of",
    "page_of_decisions",
    "page_of_events",
    "state_of",
]
