"""The archive: every record that was read, kept in one SQLite file; and its human form, the memo."""

from memcon.archive.checks import ensure_sound
from memcon.archive.dyads import Dyad
from memcon.archive.encounters.listing import EncounterRow
from memcon.archive.filters import Filters, in_words
from memcon.archive.follow_ups.listing import CommitmentFilters, commitments_in_words
from memcon.archive.footnotes import Footnotes
from memcon.archive.mechanisms import Mechanism, MechanismRow, SessionRow
from memcon.archive.memo import write_memo
from memcon.archive.queries import Query
from memcon.archive.reports import ReportRow
from memcon.archive.search import FoundPassage
from memcon.archive.store import AddOutcome, Archive, FoundContact
from memcon.archive.views import ClaimRow, CommitmentRow, ContactRow, FollowedCommitment, StatementRow

__all__ = [
    "AddOutcome",
    "Archive",
    "ClaimRow",
    "CommitmentFilters",
    "CommitmentRow",
    "ContactRow",
    "Dyad",
    "EncounterRow",
    "Filters",
    "FollowedCommitment",
    "Footnotes",
    "FoundContact",
    "FoundPassage",
    "Mechanism",
    "MechanismRow",
    "Query",
    "ReportRow",
    "SessionRow",
    "StatementRow",
    "commitments_in_words",
    "ensure_sound",
    "in_words",
    "write_memo",
]
