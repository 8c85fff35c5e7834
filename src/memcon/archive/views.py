"""Rows that an archive answers with: flat, one line a thing, ready for a table, JSON or CSV."""

import msgspec

from memcon.record import Act, Form, Level, Mode, Precision, Role, Status


class ContactRow(msgspec.Struct, frozen=True, kw_only=True):
    """A contact and the report that tells of it. ``id`` is what `Archive.contact` and ``memcon memo`` take."""

    id: str
    date: str | None
    date_end: str | None
    date_precision: Precision | None
    weekday: str | None
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
