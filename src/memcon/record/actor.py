"""Who acts: persons, states, bodies and groups, and their part in a contact."""

from typing import Literal

import msgspec

from memcon.record.span import Span

ActorKind = Literal["person", "state", "body", "group"]
Capacity = Literal["host", "visitor", "caller"]

Office = str
"""A generic, lower-case office: "president", "foreign minister", "parliament speaker", "spokesperson" …"""


class Actor(msgspec.Struct, frozen=True, kw_only=True):
    """An identity within a report. ``id`` is readable and the same for the same actor in every report.

    ``country`` is ISO 3166-1 alpha-3, or the event-data code of a body that acts like a state (UNO, EUR, NAT …).
    ``sectors`` are PLOVER sector codes (GOV, LEG, MIL …). ``spans`` are the words that named it.
    """

    id: str
    kind: ActorKind
    name: str
    country: str | None = None
    office: Office | None = None
    wikidata: str | None = None
    sectors: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()


class Participant(msgspec.Struct, frozen=True, kw_only=True):
    """An actor's part in a contact. ``name`` is None where the report gives only the office."""

    actor: str
    name: str | None = None
    country: str | None = None
    office: Office | None = None
    capacity: Capacity | None = None
    spans: tuple[Span, ...] = ()
