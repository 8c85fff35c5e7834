"""A correction, and what it remembers of the items that it is about."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, Self

import msgspec

from memcon.record import Actor, Claim, Commitment, Contact, Record, Statement

Action = Literal["accept", "edit", "reject", "note", "merge", "split", "withdraw", "undo"]
ItemType = Literal["contact", "statement", "commitment", "claim"]
Review = Literal["accepted", "edited", "rejected"]
Item = Contact | Statement | Commitment | Claim
ItemKey = tuple[ItemType, str]
"""An item within its report: its type and its id."""

TYPES: dict[ItemType, type[Item]] = {
    "contact": Contact,
    "statement": Statement,
    "commitment": Commitment,
    "claim": Claim,
}
LETTERS: dict[str, ItemType] = {"c": "contact", "s": "statement", "k": "commitment", "m": "claim"}
"""What the ids of a type begin with; in an order in which each type is only referred to by later ones."""


def items_of(record: Record, item_type: ItemType) -> tuple[Item, ...]:
    """The items of a type."""
    found: tuple[Item, ...] = getattr(record, f"{item_type}s")
    return found


@dataclass(frozen=True, kw_only=True)
class Kept:
    """An item as it was extracted when a correction was made: enough to find it again, and to make it again.

    ``actors`` are those whom it names; ``part_of`` is the contact of a statement, the statement of a commitment;
    ``beside`` are items of its type whose words overlapped its own, which it must not be taken for.
    """

    item_type: ItemType
    item: Item
    actors: tuple[Actor, ...] = ()
    part_of: Self | None = None
    beside: tuple[Item, ...] = ()

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Self:
        """What `to_json` gave. Raises `msgspec.ValidationError`."""
        kind = TYPES[data["item_type"]]
        return cls(
            item_type=data["item_type"],
            item=msgspec.convert(data["item"], kind),
            actors=msgspec.convert(data["actors"], tuple[Actor, ...]),
            part_of=cls.from_json(data["part_of"]) if data["part_of"] else None,
            beside=tuple(msgspec.convert(other, kind) for other in data["beside"]),
        )

    def to_json(self) -> dict[str, Any]:
        """Lists, dictionaries, words and numbers."""
        found: dict[str, Any] = msgspec.to_builtins(self)
        return found


@dataclass(frozen=True, kw_only=True)
class Correction:
    """A row of the table ``corrections``; ``id`` is 0 until it is kept.

    ``item`` is what the item was called then. ``kept`` is the item (of a merge or split, the contacts); ``old`` and ``new`` are
    values of the field, in the form that `memcon.archive.corrections.fields` gives them, or the refs of the contacts.
    """

    id: int = 0
    at: str
    who: str
    why: str = ""
    action: Action
    report: str
    item_type: ItemType | Literal["report"] = "report"
    item: str | None = None
    field: str | None = None
    kept: tuple[Kept, ...] = ()
    old: Any = None
    new: Any = None
    undoes: int | None = None


@dataclass(frozen=True)
class Standing:
    """The corrections that hold, in the order in which they were made, and by which undo each other was taken back."""

    corrections: tuple[Correction, ...]
    undone_by: dict[int, int] = field(default_factory=dict)


def standing(corrections: Iterable[Correction]) -> Standing:
    """An undo takes back an earlier correction, which may be an undo itself."""
    ordered: Sequence[Correction] = sorted(corrections, key=lambda correction: correction.id)
    undone_by: dict[int, int] = {}
    for correction in reversed(ordered):
        if correction.undoes is not None and correction.id not in undone_by:
            undone_by[correction.undoes] = correction.id
    holding = (c for c in ordered if c.action != "undo" and c.id not in undone_by)
    return Standing(tuple(holding), undone_by)
