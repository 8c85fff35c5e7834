"""Rows that an archive answers with: flat, one line a thing, ready for a table, JSON or CSV."""

import msgspec

from memcon.archive.corrections.model import Review
from memcon.archive.follow_ups.answers import Answer
from memcon.archive.follow_ups.found import FollowUpKind, Reason
from memcon.record import Act, ClaimKind, CommitmentKind, CommitmentStatus, Form, Level, Mode, Precision, Role, Status


class ContactRow(msgspec.Struct, frozen=True, kw_only=True):
    """A contact and the report that tells of it. ``id`` is what `Archive.contact` and ``memcon memo`` take.

    Where the report leaves the date open and its encounter has one, the date is that, and ``date_method`` names the report.
    """

    id: str
    date: str | None
    date_end: str | None
    date_precision: Precision | None
    weekday: str | None
    date_method: str | None
    status: Status
    mode: Mode
    role: Role
    level: Level | None
    place: str | None
    place_country: str | None
    participants: tuple[str, ...]
    countries: tuple[str, ...]
    occasion: str | None
    mechanism: str | None
    topics: tuple[str, ...]
    report: str
    outlet: str | None
    published: str | None
    url: str | None
    encounter: str | None
    review: Review | None
    withdrawn: bool


class StatementRow(msgspec.Struct, frozen=True, kw_only=True):
    """A statement, the contact it was made at, and where its words stand in the report's text."""

    id: str
    date: str | None
    date_end: str | None
    date_precision: Precision | None
    weekday: str | None
    speakers: tuple[str, ...]
    countries: tuple[str, ...]
    act: Act
    form: Form
    words: str
    addressees: tuple[str, ...]
    about: tuple[str, ...]
    topics: tuple[str, ...]
    contact: str | None
    report: str
    outlet: str | None
    published: str | None
    url: str | None
    start: int | None
    end: int | None
    review: Review | None
    withdrawn: bool


class CommitmentRow(msgspec.Struct, frozen=True, kw_only=True):
    """A commitment and what became of it. ``made`` is the day of its contact, else of publication.

    ``followed_by`` is what shows that it was kept or superseded, ``answered_by`` what accepts or rejects it: the id of an
    encounter, a statement or a commitment. ``due`` and ``due_end`` are the first and last day by which it is due.
    """

    id: str
    made: str | None
    who: tuple[str, ...]
    to: tuple[str, ...]
    countries: tuple[str, ...]
    kind: CommitmentKind
    act: str
    due: str | None
    due_end: str | None
    due_precision: Precision | None
    status: CommitmentStatus
    followed_by: str | None
    answer: Answer | None
    answered_by: str | None
    mechanism: str | None
    contact: str | None
    report: str
    outlet: str | None
    published: str | None
    url: str | None
    review: Review | None
    withdrawn: bool


class FollowUpRow(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a commitment or plan, and why it is taken for that. ``words`` are those of the report that shows it."""

    kind: FollowUpKind
    by: str
    date: str | None
    score: float
    reasons: tuple[Reason, ...]
    words: str
    report: str
    outlet: str | None
    published: str | None


class FollowedCommitment(msgspec.Struct, frozen=True, kw_only=True):
    """A commitment with its words in the report, and everything that follows it up, the surest first."""

    commitment: CommitmentRow
    words: str
    follow_ups: tuple[FollowUpRow, ...]


class ClaimRow(msgspec.Struct, frozen=True, kw_only=True):
    """Counted harm, and who says so; ``said_by`` is empty where the outlet itself does."""

    id: str
    date: str | None
    date_end: str | None
    date_precision: Precision | None
    weekday: str | None
    what: ClaimKind
    low: int | None
    high: int | None
    approximate: bool
    victims: str | None
    by: str | None
    place: str | None
    place_country: str | None
    said_by: str | None
    report: str
    outlet: str | None
    published: str | None
    url: str | None
    review: Review | None
    withdrawn: bool
