"""The archive: every record that was read, kept in one SQLite file; and its human form, the memo."""

from memcon.archive.checks import ensure_sound
from memcon.archive.dyads import Dyad
from memcon.archive.encounters.listing import EncounterRow
from memcon.archive.filters import Filters, in_words
from memcon.archive.follow_ups.listing import CommitmentFilters, commitments_in_words
from memcon.archive.footnotes import Footnotes
from memcon.archive.mechanisms import Mechanism, MechanismRow, SessionRow
from memcon.archive.memo import write_memo
from memcon.archive.overviews.changes import Change
from memcon.archive.overviews.facets import FacetValue
from memcon.archive.overviews.matrix import CountryCount, DyadCount
from memcon.archive.overviews.overview import Overview
from memcon.archive.overviews.paging import Page
from memcon.archive.overviews.persons import OfficeHeld, PersonPage, PersonRow
from memcon.archive.overviews.timeline import Moment, Timeline
from memcon.archive.queries import Query
from memcon.archive.reports import ReportRow
from memcon.archive.search import FoundPassage
from memcon.archive.store import AddOutcome, Archive, FoundContact
from memcon.archive.views import ClaimRow, CommitmentRow, ContactRow, FollowedCommitment, StatementRow

__all__ = [
    "AddOutcome",
    "Archive",
    "Change",
    "ClaimRow",
    "CommitmentFilters",
    "CommitmentRow",
    "ContactRow",
    "CountryCount",
    "Dyad",
    "DyadCount",
    "EncounterRow",
    "FacetValue",
    "Filters",
    "FollowedCommitment",
    "Footnotes",
    "FoundContact",
    "FoundPassage",
    "Mechanism",
    "MechanismRow",
    "Moment",
    "OfficeHeld",
    "Overview",
    "Page",
    "PersonPage",
    "PersonRow",
    "Query",
    "ReportRow",
    "SessionRow",
    "StatementRow",
    "Timeline",
    "commitments_in_words",
    "ensure_sound",
    "in_words",
    "write_memo",
]
