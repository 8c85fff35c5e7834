"""What may be edited: one row a field, with the kind of value it has."""

from collections.abc import Mapping
from typing import Any, get_args

import msgspec

from memcon.archive.corrections.model import Correction, Item, ItemType
from memcon.archive.corrections.parts import CHANGED, Participants
from memcon.archive.corrections.values import (
    About,
    Actors,
    By,
    Choice,
    Date,
    InContact,
    Number,
    PlaceCountry,
    SaidBy,
    Value,
    WhichPlace,
    Words,
)
from memcon.errors import ArchiveError
from memcon.record import (
    Act,
    Actor,
    Claim,
    ClaimKind,
    CommitmentKind,
    CommitmentStatus,
    Form,
    Level,
    Mode,
    Role,
    Status,
)

FIELDS: Mapping[ItemType, Mapping[str, Value]] = {
    "contact": {
        "status": Choice("status", allowed=get_args(Status)),
        "role": Choice("role", allowed=get_args(Role)),
        "mode": Choice("mode", allowed=get_args(Mode)),
        "level": Choice("level", optional=True, allowed=get_args(Level)),
        "date": Date("when"),
        "place": WhichPlace(),
        "place_country": PlaceCountry(),
        "occasion": Words("occasion", optional=True),
        "mechanism": Words("mechanism", optional=True),
        "participants": Participants(),
    },
    "statement": {
        "speakers": Actors("speakers"),
        "act": Choice("act", allowed=get_args(Act)),
        "form": Choice("form", allowed=get_args(Form)),
        "contact": InContact(),
    },
    "commitment": {
        "kind": Choice("kind", allowed=get_args(CommitmentKind)),
        "who": Actors("who"),
        "act": Words("act"),
        "due": Date("due"),
        "status": Choice("status", allowed=get_args(CommitmentStatus)),
    },
    "claim": {
        "what": Choice("what", allowed=get_args(ClaimKind)),
        "low": Number("low"),
        "high": Number("high"),
        "by": Words("by", optional=True),
        "said_by": SaidBy(),
    },
}


def read(item_type: ItemType, typed: str, value: str, about: About) -> tuple[str, Any]:
    """The field that ``typed=value`` is about and the value as JSON. Raises `ArchiveError`.

    ``typed`` is a field, ``participants+``, ``participants-``, or ``WHO.name``, ``WHO.country``, ``WHO.office`` of a participant.
    """
    own, value = FIELDS[item_type], value.strip()
    if item_type == "contact" and typed.endswith(("+", "-")) and typed[:-1] == "participants":
        return "participants", own["participants"].read(f"{typed[-1]}{value}", about)
    if item_type == "contact" and "." in typed:
        return "participants", own["participants"].read(f"{typed}={value}", about)
    if typed == "participants" or typed not in own:
        known = ", ".join(name for name in own if name != "participants")
        parts = f", participants+, participants-, NAME.{', NAME.'.join(CHANGED)}" if item_type == "contact" else ""
        raise ArchiveError(f"a {item_type} has no field “{typed}” to correct, but {known}{parts}")
    return typed, own[typed].read(value, about)


def ensure_consistent(item: Item) -> None:
    """Raises `ArchiveError` where the fields of an item contradict each other."""
    if isinstance(item, Claim) and item.low is not None and item.high is not None and item.low > item.high:
        raise ArchiveError(f"low {item.low:,} is above high {item.high:,}; give both, as in low=10 high=50")


def current(item_type: ItemType, field: str, about: About) -> Any:
    """The value that an item has, in the form in which `read` gives it."""
    return FIELDS[item_type][field].of(about.item, about.record)


def put(item_type: ItemType, correction: Correction, item: Item, by: By) -> Item | None:
    """The item with what an edit gave; None where there is nothing to put it into."""
    return FIELDS[item_type][correction.field or ""].put(item, correction.new, by)


def named(correction: Correction) -> tuple[Actor, ...]:
    """The actors that an edit's value names."""
    new = correction.new
    return msgspec.convert(new["actors"], tuple[Actor, ...]) if isinstance(new, dict) and "actors" in new else ()


def in_words(correction: Correction) -> str:
    """What an edit changed: "status: held → planned"."""
    if correction.item_type == "report" or correction.field is None:
        return ""
    value = FIELDS[correction.item_type][correction.field]
    if correction.field == "participants":
        return f"participants: {value.show(correction.new)}"
    return f"{correction.field}: {value.show(correction.old)} → {value.show(correction.new)}"
