"""Single things: what a list shows of each, and everything that belongs to it."""

from typing import Annotated

import msgspec
from msgspec import Meta

from memcon.archive import (
    ClaimRow,
    CommitmentRow,
    ContactRow,
    EncounterRow,
    MechanismRow,
    OfficeHeld,
    ReportRow,
    SessionRow,
    StatementRow,
)
from memcon.archive.lookups import EventRow
from memcon.archive.views import FollowUpRow
from memcon.record import Actor, Claim, Commitment, Contact, Encounter, Event, Record, Statement

Actors = Annotated[tuple[Actor, ...], Meta(description="whom the ids in the record mean")]


class ContactThing(ContactRow, frozen=True, kw_only=True):
    """A contact as one report tells it."""

    record: Annotated[
        Contact, Meta(description="the contact in the record of its report, with the words of every field")
    ]
    record_actors: Actors


class EncounterThing(EncounterRow, frozen=True, kw_only=True):
    """One real contact, as all reports together tell it."""

    record: Annotated[Encounter, Meta(description="its reports, how they differ, and why they are taken for one")]


class StatementThing(StatementRow, frozen=True, kw_only=True):
    """What a report says that somebody said."""

    record: Annotated[
        Statement, Meta(description="the statement in the record of its report, with the words of every field")
    ]
    record_actors: Actors


class CommitmentThing(CommitmentRow, frozen=True, kw_only=True):
    """What somebody undertook, offered, asked for, planned or hoped for, and what became of it."""

    words: Annotated[str, Meta(description="the words of the report")]
    follow_ups: Annotated[tuple[FollowUpRow, ...], Meta(description="what became of it, the surest first")]
    record: Annotated[
        Commitment, Meta(description="the commitment in the record of its report, with the words of every field")
    ]
    record_actors: Actors


class ClaimThing(ClaimRow, frozen=True, kw_only=True):
    """Counted harm, and who says so."""

    record: Annotated[Claim, Meta(description="the claim in the record of its report, with the words of every field")]
    record_actors: Actors


class EventThing(EventRow, frozen=True, kw_only=True):
    """A PLOVER and CAMEO coding of an item, or of another action that a report tells of."""

    record: Annotated[Event, Meta(description="the event in the record of its report, with the words of every field")]
    record_actors: Actors


class ReportThing(ReportRow, frozen=True, kw_only=True):
    """A report with its whole text and everything that was read from it."""

    record: Annotated[Record, Meta(description="what was read, corrections applied; docs/record.md describes it")]


class MechanismThing(MechanismRow, frozen=True, kw_only=True):
    """A standing mechanism between states, and its sessions."""

    sessions: Annotated[tuple[SessionRow, ...], Meta(description="the earliest first, those without a date last")]


class PersonThing(msgspec.Struct, frozen=True, kw_only=True):
    """A person: the offices that reports give, whom this person met, what was said, and what others said of this person."""

    id: str
    name: str
    names: tuple[str, ...]
    country: str | None
    wikidata: str | None
    offices: Annotated[tuple[OfficeHeld, ...], Meta(description="as reports give them, not as they were held")]
    contacts: Annotated[int, Meta(description="the number of encounters")]
    statements: Annotated[int, Meta(description="the number of statements by this person")]
    mentions: Annotated[int, Meta(description="the number of statements of others about this person")]
    latest_contacts: Annotated[tuple[EncounterRow, ...], Meta(description="up to 50 encounters, the latest first")]
    latest_statements: Annotated[tuple[StatementRow, ...], Meta(description="up to 50 statements, the latest first")]
    latest_mentions: Annotated[
        tuple[StatementRow, ...], Meta(description="up to 50 statements of others, the latest first")
    ]


class Health(msgspec.Struct, frozen=True, kw_only=True):
    """Whether the server can read its archive."""

    status: Annotated[str, Meta(description="ok")]
    version: Annotated[str, Meta(description="that of memcon")]


class Index(msgspec.Struct, frozen=True, kw_only=True):
    """Where everything is."""

    openapi: Annotated[str, Meta(description="the address of the description of this interface")]
    lists: Annotated[dict[str, str], Meta(description="the addresses of the lists by their names")]
    version: Annotated[str, Meta(description="that of memcon")]
