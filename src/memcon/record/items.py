"""The items of the record: contacts, statements, commitments, claims, events, framing.

``found_by`` names the rule that found an item ("verb meet"), ``confidence`` is the share of such items that readers confirm, from
0 to 1 (docs/accuracy.md shows how far that held); None where nothing is known of it.
"""

from typing import Literal

import msgspec

from memcon.record.actor import Actor, Participant
from memcon.record.article import Article
from memcon.record.span import Place, Span, When

Status = Literal["held", "planned", "denied", "cancelled"]
Role = Literal["main", "background"]
Mode = Literal["meeting", "phone", "video", "visit", "letter", "summit"]
Level = Literal["leader", "minister", "legislature", "envoy", "official"]
Form = Literal["direct", "indirect", "mixed"]
Act = Literal[
    "assert",
    "praise",
    "condemn",
    "accuse",
    "deny",
    "urge",
    "demand",
    "request",
    "offer",
    "pledge",
    "agree",
    "hope",
    "concern",
    "congratulate",
    "condole",
    "threaten",
    "reject",
]
CommitmentKind = Literal["agreement", "pledge", "offer", "request", "plan", "hope"]
CommitmentStatus = Literal["open", "kept", "overdue", "superseded"]
ClaimKind = Literal["killed", "injured", "displaced", "arrested", "missing"]
Voice = Literal["outlet", "quoted"]


class Contact(msgspec.Struct, frozen=True, kw_only=True):
    """A meeting, call, visit, letter or summit that the report tells of, held or not."""

    id: str
    status: Status
    role: Role
    mode: Mode
    level: Level | None = None
    when: When | None = None
    place: Place | None = None
    occasion: str | None = None
    mechanism: str | None = None
    participants: tuple[Participant, ...] = ()
    topics: tuple[str, ...] = ()
    topic_words: tuple[Span, ...] = ()
    spans: tuple[Span, ...] = ()
    found_by: str | None = None
    confidence: float | None = None


class Statement(msgspec.Struct, frozen=True, kw_only=True):
    """What the report says that somebody said. ``speakers``, ``addressees`` and ``about`` are actor ids."""

    id: str
    speakers: tuple[str, ...]
    form: Form
    act: Act
    addressees: tuple[str, ...] = ()
    cue: Span | None = None
    content: tuple[Span, ...] = ()
    topics: tuple[str, ...] = ()
    topic_words: tuple[Span, ...] = ()
    about: tuple[str, ...] = ()
    contact: str | None = None
    spans: tuple[Span, ...] = ()
    found_by: str | None = None
    confidence: float | None = None


class Commitment(msgspec.Struct, frozen=True, kw_only=True):
    """Something to be done later that somebody undertakes, offers, asks for, schedules or hopes for."""

    id: str
    who: tuple[str, ...]
    kind: CommitmentKind
    act: str
    to: tuple[str, ...] = ()
    due: When | None = None
    mechanism: str | None = None
    statement: str | None = None
    status: CommitmentStatus = "open"
    followed_by: str | None = None
    spans: tuple[Span, ...] = ()
    found_by: str | None = None
    confidence: float | None = None


class Claim(msgspec.Struct, frozen=True, kw_only=True):
    """Counted harm. ``high`` is None for "at least"; ``said_by`` is None where the outlet itself says so."""

    id: str
    what: ClaimKind
    low: int | None = None
    high: int | None = None
    approximate: bool = False
    victims: str | None = None
    by: str | None = None
    place: Place | None = None
    when: When | None = None
    said_by: str | None = None
    spans: tuple[Span, ...] = ()
    found_by: str | None = None
    confidence: float | None = None


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """A PLOVER coding (event type, mode, contexts) of an item or of a background action. JSON name of ``from_``: "from"."""

    id: str
    event_type: str
    event_mode: str | None = None
    context: tuple[str, ...] = ()
    actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    when: When | None = None
    place: Place | None = None
    cameo: str | None = None
    goldstein: float | None = None
    from_: str = msgspec.field(name="from", default="background")
    spans: tuple[Span, ...] = ()
    found_by: str | None = None
    confidence: float | None = None


class Framing(msgspec.Struct, frozen=True, kw_only=True):
    """A loaded word, marked and never adopted; ``neutral`` is an equivalent that takes no side."""

    term: str
    neutral: str
    voice: Voice
    span: Span
    target: str | None = None


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """Everything one report says, each fact with its evidence."""

    article: Article
    actors: tuple[Actor, ...] = ()
    contacts: tuple[Contact, ...] = ()
    statements: tuple[Statement, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    claims: tuple[Claim, ...] = ()
    events: tuple[Event, ...] = ()
    framing: tuple[Framing, ...] = ()

    def _repr_html_(self) -> str:
        from memcon.record.html import record_html  # noqa: PLC0415  only notebooks ask

        return record_html(self)
