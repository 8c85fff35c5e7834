"""The events that code corrected items: what a correction changed in an item changes in its event, by the same crosswalk.

What extraction knew better from the words of the report (a finer mode, a recipient, the contexts) stays.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

import msgspec

from memcon.archive.corrections.model import LETTERS, Item, items_of
from memcon.record import Claim, Commitment, Contact, Event, Place, Record, Statement, When

if TYPE_CHECKING:
    from memcon.extraction.events.codes import Code


@dataclass(frozen=True)
class _Coding:
    """What the crosswalk makes of an item."""

    code: "Code"
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    when: When | None = None
    place: Place | None = None


@dataclass(frozen=True)
class _Change:
    """An item before it was corrected (None for one that extraction does not find any more) and after."""

    old: Item | None
    new: Item
    coded_old: _Coding | None
    coded_new: _Coding | None


def recoded(before: Record, after: Record, rejected: set[str]) -> tuple[Event, ...]:
    """The events of ``before`` as they are after its items were corrected; items with an id in ``rejected`` have none."""
    changes = {change.new.id: change for change in _changes(before, after)}
    found = []
    for event in before.events:
        change = changes.pop(event.from_, None)
        kept = event if change is None else _corrected(event, change)
        if kept is not None and event.from_ not in rejected:
            found.append(kept)
    last = max((int(event.id[1:]) for event in before.events if event.id[1:].isdecimal()), default=0)
    for change in changes.values():
        old, new = change.coded_old, change.coded_new
        # An item of a code that has no event of its own was told by the same words as another that has.
        if new is not None and (old is None or old.code.event_type != new.code.event_type):
            last += 1
            found.append(_event(f"e{last}", change.new, new))
    return tuple(found)


def _changes(before: Record, after: Record) -> Iterator[_Change]:
    """The items that were corrected, and the statements in a contact that was."""
    touched: set[str] = set()
    for item_type in LETTERS.values():
        known = {item.id: item for item in items_of(before, item_type)}
        for item in items_of(after, item_type):
            old = known.get(item.id)
            if item != old or (isinstance(item, Statement) and item.contact in touched):
                touched.add(item.id)
                yield _Change(old, item, _coding(old, before) if old else None, _coding(item, after))


def _corrected(event: Event, change: _Change) -> Event | None:
    """The event with what is coded differently since; None where the crosswalk has nothing for the item any more."""
    old, new = change.coded_old, change.coded_new
    if new is None and old is not None:
        return None
    values: dict[str, Any] = {}
    if new is not None:
        names = [field.name for field in fields(new)]
        values = {name: getattr(new, name) for name in names if not old or getattr(old, name) != getattr(new, name)}
    if change.old is not None and event.actor == _who(change.old):
        values.setdefault("actor", _who(change.new))
    code = values.pop("code", None)
    if code is not None:
        values |= _code_fields(code)
    return msgspec.structs.replace(event, **values)


def _event(ident: str, item: Item, coding: _Coding) -> Event:
    return Event(
        id=ident,
        actor=coding.actor,
        recipient=coding.recipient,
        when=coding.when,
        place=coding.place,
        from_=item.id,
        spans=item.spans,
        found_by="crosswalk",
        **_code_fields(coding.code),
    )


def _code_fields(code: "Code") -> dict[str, Any]:
    from memcon.extraction.events.codes import codes  # noqa: PLC0415  brings the language model's libraries

    goldstein = codes().goldstein(code.cameo)
    return {"event_type": code.event_type, "event_mode": code.mode, "cameo": code.cameo, "goldstein": goldstein}


def _coding(item: Item, record: Record) -> _Coding | None:
    from memcon.extraction.events.codes import codes  # noqa: PLC0415  brings the language model's libraries
    from memcon.extraction.events.items import of_contact  # noqa: PLC0415

    code: Code | None
    match item:
        case Contact():
            coding = of_contact(item, [])
            if coding is None:
                return None
            return _Coding(coding.code, coding.actor, coding.recipient, coding.when, coding.place)
        case Statement():
            code, contact = codes().acts.get(item.act), _contact(item, record)
            when, place = (contact.when, contact.place) if contact else (None, None)
            return _Coding(code, item.speakers, item.addressees, when, place) if code else None
        case Commitment():
            code = codes().commitments.get(item.kind)
            return _Coding(code, item.who, item.to) if code and item.who else None
        case Claim():
            code = codes().claims.get(item.what)
            known = {actor.id for actor in record.actors}
            return _Coding(code, (item.by,), (), item.when, item.place) if code and item.by in known else None


def _contact(statement: Statement, record: Record) -> Contact | None:
    return next((contact for contact in record.contacts if contact.id == statement.contact), None)


def _who(item: Item) -> tuple[str, ...]:
    return item.speakers if isinstance(item, Statement) else item.who if isinstance(item, Commitment) else ()
