"""A record as it was extracted, and the corrections of its report, give the record that holds."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import msgspec

from memcon.archive.corrections.anchors import find, overlapping, words_of
from memcon.archive.corrections.coding import recoded
from memcon.archive.corrections.fields import named, put
from memcon.archive.corrections.model import (
    LETTERS,
    Correction,
    Item,
    ItemKey,
    ItemType,
    Kept,
    Review,
    items_of,
    standing,
)
from memcon.archive.corrections.values import By
from memcon.record import Actor, Commitment, Record, Statement

_DECIDE = ("accept", "edit", "reject")


@dataclass(frozen=True, kw_only=True)
class Corrected:
    """What corrections make of a record.

    ``whole`` has every item as it was corrected, those that were rejected too, and the events as they were extracted. ``reviews``
    are the items that somebody accepted, edited or rejected. ``found`` are the items that each correction is about, as they are
    called now; an empty tuple where it found nothing. ``again`` are items that were extracted once and no longer are, and stand
    because a person accepted or edited them. ``withdrawn`` is the correction that withdraws the report.
    """

    extracted: Record
    whole: Record
    reviews: Mapping[ItemKey, Review] = field(default_factory=dict)
    found: Mapping[int, tuple[ItemKey, ...]] = field(default_factory=dict)
    again: Mapping[ItemKey, Kept] = field(default_factory=dict)
    withdrawn: Correction | None = None

    @cached_property
    def record(self) -> Record:
        """The record that holds: without the items that were rejected, and with the events of what was corrected."""
        gone = {ident for (_, ident), review in self.reviews.items() if review == "rejected"}
        if self.whole is self.extracted:
            return self.extracted
        kept = {
            f"{kind}s": tuple(i for i in items_of(self.whole, kind) if i.id not in gone) for kind in LETTERS.values()
        }
        record = msgspec.structs.replace(self.whole, **kept)
        return msgspec.structs.replace(record, events=recoded(self.extracted, record, gone))


@dataclass
class _Slot:
    """An item, and what is decided on it. ``again`` is what it is made from where extraction has it no more."""

    base: Item
    corrections: list[Correction] = field(default_factory=list)
    again: Kept | None = None
    item: Item = field(init=False)

    def __post_init__(self) -> None:
        self.item = self.base

    @property
    def review(self) -> Review | None:
        """The last word; whoever accepts what was edited confirms it as edited."""
        actions = [correction.action for correction in self.corrections]
        if not actions:
            return None
        return "rejected" if actions[-1] == "reject" else "edited" if "edit" in actions else "accepted"


Slots = dict[ItemType, list[_Slot]]


def apply(record: Record, corrections: Iterable[Correction]) -> Corrected:
    """The record with what stands of its report's corrections. Without any it is returned as it is."""
    holding = standing(corrections).corrections
    about = [c for c in holding if c.action in _DECIDE]
    made = _decide(record, about) if about else Corrected(extracted=record, whole=record)
    notes = {c.id: place_of(c.kept[0], record, made) for c in holding if c.action == "note"}
    return replace(
        made,
        found={**made.found, **{number: (key,) if key else () for number, key in notes.items()}},
        withdrawn=next((c for c in holding if c.action == "withdraw"), None),
    )


def _decide(record: Record, about: Sequence[Correction]) -> Corrected:
    slots: Slots = {kind: [_Slot(item) for item in items_of(record, kind)] for kind in LETTERS.values()}
    found: dict[int, tuple[ItemKey, ...]] = {correction.id: () for correction in about}
    for kind in slots:
        slots[kind] = _decided(kind, slots[kind], [c for c in about if c.item_type == kind])
        for slot in slots[kind]:
            nothing = _edit(kind, slot, slots)
            found |= {c.id: ((kind, slot.item.id),) for c in slot.corrections if c not in nothing}
    return Corrected(
        extracted=record,
        whole=_laid_out(record, slots, about),
        reviews={(kind, slot.item.id): review for kind in slots for slot in slots[kind] if (review := slot.review)},
        found=found,
        again={(kind, slot.item.id): slot.again for kind in slots for slot in slots[kind] if slot.again},
    )


def kept_of(extracted: Record, corrected: Corrected, key: ItemKey) -> Kept:
    """What a correction of an item remembers."""
    kind, ident = key
    if key in corrected.again:
        return corrected.again[key]
    others = items_of(extracted, kind)
    item = next(item for item in others if item.id == ident)
    return Kept(
        item_type=kind,
        item=item,
        actors=tuple(actor for actor in extracted.actors if actor.id in set(_ids(item))),
        part_of=_part_of(item, extracted),
        beside=overlapping(item, others),
    )


def place_of(kept: Kept, extracted: Record, corrected: Corrected) -> ItemKey | None:
    """The item that one kept earlier is now; None where it is not there any more."""
    bases = {(kept.item_type, item.id): item for item in items_of(extracted, kept.item_type)}
    bases |= {key: again.item for key, again in corrected.again.items() if key[0] == kept.item_type}
    place = find(kept, list(bases.values()))
    return None if place is None else list(bases)[place]


def _decided(kind: ItemType, slots: list[_Slot], corrections: Sequence[Correction]) -> list[_Slot]:
    """The slots with the corrections of each, and new ones for items that only corrections know any more."""
    extracted = [slot.base for slot in slots]
    again: list[_Slot] = []
    for correction in corrections:
        (kept,) = correction.kept
        place = find(kept, extracted)
        known = None if place is not None else find(kept, [slot.base for slot in again])
        if place is not None:
            slots[place].corrections.append(correction)
        elif known is not None:
            again[known].corrections.append(correction)
        else:
            again.append(_Slot(kept.item, [correction], kept))
    stay = [slot for slot in again if slot.review != "rejected"]
    letter = next(letter for letter, known_kind in LETTERS.items() if known_kind == kind)
    last = max((int(item.id[1:]) for item in extracted if item.id[1:].isdecimal()), default=0)
    for number, slot in enumerate(sorted(stay, key=_order), last + 1):
        slot.item = msgspec.structs.replace(slot.base, id=f"{letter}{number}")
    return [*slots, *sorted(stay, key=_order)]


def _order(slot: _Slot) -> tuple[int, bytes]:
    start = min((span.start for span in words_of(slot.base)), default=0)
    return start, msgspec.json.encode(slot.base)


def _edit(kind: ItemType, slot: _Slot, slots: Slots) -> list[Correction]:
    """Puts the edits into the item of a slot; those that found nothing to change."""
    if slot.again is not None:
        slot.item = msgspec.structs.replace(
            slot.item, confidence=None, **_reference(slot.item, slot.again.part_of, slots)
        )
    nothing = []
    for correction in slot.corrections:
        if correction.action == "edit":
            by = By(correction.who, lambda kept: _id_of(kept, slots))
            edited = put(kind, correction, slot.item, by)
            if edited is None:
                nothing.append(correction)
            else:
                slot.item = edited
    return nothing


def _reference(item: Item, part_of: Kept | None, slots: Slots) -> dict[str, str | None]:
    """What a statement or commitment is part of, by the id that this has now."""
    field_name = "contact" if isinstance(item, Statement) else "statement" if isinstance(item, Commitment) else None
    return {field_name: _id_of(part_of, slots) if part_of else None} if field_name else {}


def _id_of(kept: Kept, slots: Slots) -> str | None:
    place = find(kept, [slot.base for slot in slots[kept.item_type]])
    return None if place is None else slots[kept.item_type][place].item.id


def _laid_out(extracted: Record, slots: Slots, about: Sequence[Correction]) -> Record:
    """The record with every item; what stands does not refer to what was rejected."""
    gone = {slot.item.id for kind in slots for slot in slots[kind] if slot.review == "rejected"}
    items = {f"{kind}s": tuple(_unlinked(slot.item, gone) for slot in slots[kind]) for kind in slots}
    return msgspec.structs.replace(extracted, actors=(*extracted.actors, *_added(extracted, slots, about)), **items)


def _added(extracted: Record, slots: Slots, about: Sequence[Correction]) -> Iterator[Actor]:
    """The actors whom only corrections name, by their ids."""
    new = {actor.id: actor for correction in about for actor in named(correction)}
    for kind in slots:
        new |= {actor.id: actor for slot in slots[kind] if slot.again for actor in slot.again.actors}
    known = {actor.id for actor in extracted.actors}
    return (actor for ident, actor in sorted(new.items()) if ident not in known)


def _unlinked(item: Item, gone: set[str]) -> Item:
    """The item without a reference to one that was rejected."""
    if isinstance(item, Statement) and item.contact in gone:
        return msgspec.structs.replace(item, contact=None)
    if isinstance(item, Commitment) and item.statement in gone:
        return msgspec.structs.replace(item, statement=None)
    return item


def _part_of(item: Item, record: Record) -> Kept | None:
    kind: ItemType
    if isinstance(item, Statement):
        kind, ident = "contact", item.contact
    elif isinstance(item, Commitment):
        kind, ident = "statement", item.statement
    else:
        return None
    others = items_of(record, kind)
    found = next((other for other in others if other.id == ident), None)
    return Kept(item_type=kind, item=found, beside=overlapping(found, others)) if found else None


def _ids(value: Any) -> Iterator[str]:
    """Every word of an item that may be an actor's id."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from _ids(part)
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from _ids(getattr(value, name))
