"""How sure an item is: the share of items found in the same way that readers confirmed.

A logistic model whose features are read off the finished item (how it was found, its role, status, form …), so that
every figure can be told from the item itself. The weights, in confidence.toml, are fitted by `gold/confidence.py` on reports
annotated by hand; how well they hold on others is in docs/accuracy.md.
"""

import math
import tomllib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

import msgspec

from memcon.record import Claim, Commitment, Contact, Event, Statement

_DATA = Path(__file__).parent / "data" / "confidence.toml"
_DIGITS = 2

Item = Contact | Statement | Commitment | Claim | Event
_Found = TypeVar("_Found", Contact, Statement, Commitment, Claim, Event)


def with_confidence(items: tuple[_Found, ...]) -> tuple[_Found, ...]:
    """The same items, each with its confidence; None where nothing is known of its kind."""
    return tuple(msgspec.structs.replace(item, confidence=confidence(item)) for item in items)


def confidence(item: Item) -> float | None:
    """The probability, from 0 to 1, that a reader confirms the item: that the report tells of it in these words."""
    known = weights().get(kind_of(item))
    if known is None:
        return None
    total = known["bias"] + sum(known.get(feature, 0.0) for feature in features(item))
    return round(1 / (1 + math.exp(-total)), _DIGITS)


def kind_of(item: Item) -> str:
    """The table of an item: "contact", "statement" …"""
    return type(item).__name__.lower()


def features(item: Item) -> Iterator[str]:
    """What the confidence of an item is read from, as "name value"."""
    yield f"found_by {item.found_by}"
    yield f"family {(item.found_by or '').partition(' ')[0]}"
    match item:
        case Contact():
            yield f"role {item.role}"
            yield f"status {item.status}"
            yield f"mode {item.mode}"
            yield f"told {min(len(item.spans), 3)} times"
            yield f"sides {min(len({p.country for p in item.participants if p.country}), 3)}"
            yield "dated" if item.when is not None and item.when.start is not None else "undated"
            yield "unnamed participant" if any(p.name is None for p in item.participants) else "all named"
        case Statement():
            yield f"form {item.form}"
            yield f"act {item.act}"
            yield "speaker known" if item.speakers else "speaker unknown"
        case Commitment():
            yield f"kind {item.kind}"
            yield "said" if item.statement is not None else "told by the outlet"
            yield "due" if item.due is not None else "not due"
        case Claim():
            yield f"what {item.what}"
            yield "approximate" if item.approximate else "exact"
            yield "victims named" if item.victims else "victims not named"
        case Event():
            yield f"type {item.event_type}"
            yield "background" if item.from_ == "background" else f"from {item.from_.rstrip('0123456789')}"


@lru_cache(maxsize=1)
def weights() -> dict[str, dict[str, float]]:
    """Weights by kind of item and feature; those of features not listed are 0."""
    return tomllib.loads(_DATA.read_text(encoding="utf-8"))
