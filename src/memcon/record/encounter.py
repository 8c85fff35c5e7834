"""One real-world contact, however many reports tell of it, and what they do not say alike."""

from typing import Literal

import msgspec

from memcon.record.actor import Participant
from memcon.record.items import Level, Mode, Status
from memcon.record.span import Place, Span, When

DifferenceField = Literal[
    "status",
    "mode",
    "date",
    "place",
    "level",
    "participants",
    "occasion",
    "mechanism",
    "topics",
    "statements",
    "commitments",
    "claims",
    "framing",
]


class Reporting(msgspec.Struct, frozen=True, kw_only=True):
    """A report of an encounter. ``contacts`` are the refs of what it tells of it ("3f2a9c-c1").

    ``side`` is the country of the encounter whose outlet or government published it, None for everybody else. ``copy_of`` is the
    key of the report that this one is a copy or near-copy of, the first of them by date of publication.
    """

    report: str
    contacts: tuple[str, ...]
    outlet: str | None = None
    outlet_country: str | None = None
    side: str | None = None
    title: str | None = None
    published: str | None = None
    url: str | None = None
    copy_of: str | None = None


class Telling(msgspec.Struct, frozen=True, kw_only=True):
    """What one report says, in a few words, and where. ``item`` is the ref of the contact, statement, commitment or claim."""

    report: str
    value: str
    item: str | None = None
    spans: tuple[Span, ...] = ()


class Difference(msgspec.Struct, frozen=True, kw_only=True):
    """Something that the reports of an encounter do not all say alike.

    ``kind`` is differ where reports contradict each other or use other words, only where some tell it and others do not. ``about``
    says what of the field it is: a person, the harm that is counted. ``silent`` are the reports that say nothing of it.
    """

    field: DifferenceField
    kind: Literal["differ", "only"]
    about: str | None = None
    told: tuple[Telling, ...] = ()
    silent: tuple[str, ...] = ()


class Reason(msgspec.Struct, frozen=True, kw_only=True):
    """What one field adds to the score of two contacts; docs/encounters.md has the table."""

    field: str
    case: str
    points: float


class Likeness(msgspec.Struct, frozen=True, kw_only=True):
    """The score of two contacts of an encounter, by their refs. ``by_hand`` says that a person put them together."""

    one: str
    other: str
    score: float
    reasons: tuple[Reason, ...] = ()
    by_hand: bool = False


class Encounter(msgspec.Struct, frozen=True, kw_only=True):
    """A meeting, call, visit, letter or summit as all reports together tell it.

    ``id`` is the ref of the contact of it that was added first. ``sources`` are the reports, copies of one text counted once.
    """

    id: str
    status: Status
    mode: Mode
    level: Level | None = None
    when: When | None = None
    place: Place | None = None
    occasion: str | None = None
    mechanism: str | None = None
    countries: tuple[str, ...] = ()
    participants: tuple[Participant, ...] = ()
    topics: tuple[str, ...] = ()
    contacts: tuple[str, ...] = ()
    reports: tuple[Reporting, ...] = ()
    sources: int = 1
    differences: tuple[Difference, ...] = ()
    likeness: tuple[Likeness, ...] = ()
