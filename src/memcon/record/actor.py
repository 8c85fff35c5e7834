"""Who acts: persons, states, bodies and groups, and their part in a contact."""

from typing import Literal

import msgspec

from memcon.record.span import Span

ActorKind = Literal["person", "state", "body", "group"]
Capacity = Literal["host", "visitor", "caller"]

Office = str
"""A generic, lower-case office: "president", "foreign minister", "parliament speaker", "spokesperson" …"""


IdentifiedBy = Literal["report", "knowledge", "archive"]
ActorField = Literal["name", "office", "country"]


class Conflict(msgspec.Struct, frozen=True, kw_only=True):
    """Where the report and what is known beforehand differ; the report's word stands in the actor."""

    field: ActorField
    stated: str
    known: str
    source: str


class Identification(msgspec.Struct, frozen=True, kw_only=True):
    """How a person was made out.

    ``by`` says what the identity rests on: the report alone, the shipped or the user's knowledge, or what earlier reports
    of the archive introduced (``reports`` holds their keys). ``stated`` are the fields that the report's own words give;
    the others are taken over; "name" means the full name. ``named`` is False where the report gives an office and no name at
    all: the actor's name is then that of the only holder attested. ``since`` and ``until`` bound the tenure that fits (ISO dates, possibly cut to the month or
    year); an empty ``until`` with ``known_until`` means: in office then, nothing known of later. ``certain`` is False where
    the day of the report lies outside what the sources attest, and None where there is no tenure or no day.
    """

    by: IdentifiedBy
    named: bool = True
    stated: tuple[ActorField, ...] = ()
    since: str | None = None
    until: str | None = None
    known_until: str | None = None
    certain: bool | None = None
    source: str | None = None
    reports: tuple[str, ...] = ()
    conflicts: tuple[Conflict, ...] = ()


class Actor(msgspec.Struct, frozen=True, kw_only=True):
    """An identity within a report. ``id`` is readable and the same for the same actor in every report.

    ``country`` is ISO 3166-1 alpha-3, or the event-data code of a body that acts like a state (UNO, EUR, NAT …).
    ``sectors`` are PLOVER sector codes (GOV, LEG, MIL …). ``spans`` are the words that named it. ``identified`` is there for persons only.
    """

    id: str
    kind: ActorKind
    name: str
    country: str | None = None
    office: Office | None = None
    wikidata: str | None = None
    sectors: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()
    identified: Identification | None = None


class Participant(msgspec.Struct, frozen=True, kw_only=True):
    """An actor's part in a contact. ``name`` is None where the report gives only the office."""

    actor: str
    name: str | None = None
    country: str | None = None
    office: Office | None = None
    capacity: Capacity | None = None
    spans: tuple[Span, ...] = ()
