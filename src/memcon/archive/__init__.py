"""The archive: every record that was read, kept in one SQLite file; and its human form, the memo."""

from memcon.archive.checks import ensure_sound
from memcon.archive.filters import Filters, in_words
from memcon.archive.footnotes import Footnotes
from memcon.archive.memo import write_memo
from memcon.archive.store import AddOutcome, Archive, FoundContact
from memcon.archive.views import ContactRow, StatementRow

__all__ = [
    "AddOutcome",
    "Archive",
    "ContactRow",
    "Filters",
    "Footnotes",
    "FoundContact",
    "StatementRow",
    "ensure_sound",
    "in_words",
    "write_memo",
]
