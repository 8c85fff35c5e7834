"""Rows that the commands on corrections answer with: flat, ready for a table, JSON or CSV."""

from typing import Any, Literal

import msgspec

from memcon.archive.corrections.model import Action, ItemType, Review

State = Literal["stands", "undone", "found nothing"]


class CorrectionRow(msgspec.Struct, frozen=True, kw_only=True):
    """A correction. ``item`` is what it is about, by the id of now, or of then where it found nothing."""

    id: int
    at: str
    who: str
    action: Action
    item: str
    change: str
    why: str
    state: State
    undone_by: int | None


class ReviewRow(msgspec.Struct, frozen=True, kw_only=True):
    """An item that nobody looked at. ``confidence`` is None where nothing is known of the rule ``found_by``."""

    id: str
    item_type: ItemType
    confidence: float | None
    found_by: str | None
    short: str
    report: str
    outlet: str | None
    published: str | None


class Passage(msgspec.Struct, frozen=True, kw_only=True):
    """Words that show a field of an item, in their sentence; offsets count code points of the report's text."""

    field: str
    start: int
    end: int
    before: str
    words: str
    after: str


class ShownItem(msgspec.Struct, frozen=True, kw_only=True):
    """An item with everything that is known of it. ``fields`` are those of the record, as JSON."""

    id: str
    item_type: ItemType
    short: str
    review: Review | None
    withdrawn: bool
    found_by: str | None
    confidence: float | None
    fields: dict[str, Any]
    passages: tuple[Passage, ...]
    report: str
    outlet: str | None
    published: str | None
    title: str | None
    corrections: tuple[CorrectionRow, ...]
    encounter: str | None
