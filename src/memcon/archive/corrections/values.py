"""The kinds of values that may be edited: how each is read from what a person types, put into an item, and shown.

What `Value.read` gives is kept as JSON in ``corrections.new``, what `Value.of` gives in ``corrections.old``; both have one form.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

import msgspec

from memcon.archive.corrections.model import Item, Kept
from memcon.archive.corrections.typed import NONE, a_country, a_date, a_place, an_actor, country_name
from memcon.errors import ArchiveError
from memcon.record import Actor, Claim, Contact, Place, Record, When

_MOST = 10_000_000_000  # more than there are people


@dataclass(frozen=True)
class About:
    """What a value is read for: an item of a record, as it stands. ``contact`` finds a contact by its id."""

    record: Record
    item: Item
    contact: Callable[[str], Kept]


@dataclass(frozen=True)
class By:
    """Who gives a value, and the id that a contact has now (None where it is not there any more)."""

    who: str
    contact_id: Callable[[Kept], str | None]

    @property
    def method(self) -> str:
        """What `When.method` says of a date that a person gave."""
        return f"corrected by {self.who}"


class Value(Protocol):
    """A kind of value."""

    def read(self, words: str, about: About) -> Any:
        """What is typed, as JSON. Raises `ArchiveError` with a sentence that says what is allowed."""

    def of(self, item: Item, record: Record) -> Any:
        """The value that an item has, as JSON."""

    def put(self, item: Item, new: Any, by: By) -> Item | None:
        """The item with the value; None where there is nothing to put it into."""

    def show(self, value: Any) -> str:
        """The value in words."""


@dataclass(frozen=True)
class _Plain:
    """A value that stands in its field as it is."""

    field: str
    optional: bool = False

    def of(self, item: Item, record: Record) -> Any:
        """The value."""
        return getattr(item, self.field)

    def put(self, item: Item, new: Any, by: By) -> Item:
        """With the value."""
        return msgspec.structs.replace(item, **{self.field: new})

    def show(self, value: Any) -> str:
        """The value; numbers with commas."""
        return NONE if value is None else f"{value:,}" if isinstance(value, int) else str(value)


@dataclass(frozen=True)
class Choice(_Plain):
    """One of the record's words."""

    allowed: tuple[str, ...] = ()

    def read(self, words: str, about: About) -> str | None:
        """The word."""
        known = [*self.allowed, *([NONE] if self.optional else [])]
        if words not in known:
            raise ArchiveError(f"{self.field} “{words}” is none of {', '.join(known)}")
        return None if words == NONE else words


@dataclass(frozen=True)
class Words(_Plain):
    """Any words in one line."""

    def read(self, words: str, about: About) -> str | None:
        """The words."""
        if not words or (words == NONE and not self.optional):
            raise ArchiveError(f"{self.field} needs some words{f'; {NONE} takes them out' if self.optional else ''}")
        return None if words == NONE else " ".join(words.split())


@dataclass(frozen=True)
class Number(_Plain):
    """A count, or none."""

    def read(self, words: str, about: About) -> int | None:
        """The count; "3,000" is one."""
        plain = words.replace(",", "")
        if words != NONE and not (plain.isascii() and plain.isdecimal()):
            raise ArchiveError(f"{self.field} “{words}” is no number; give one like 62, or {NONE}")
        if words == NONE:
            return None
        digits = plain.lstrip("0") or "0"
        if len(digits) > len(str(_MOST)) or int(digits) > _MOST:
            raise ArchiveError(f"{self.field} “{words}” is too much; a count of harm is at most 10 billion")
        return int(digits)


@dataclass(frozen=True)
class Date:
    """A day, month or year."""

    field: str

    def read(self, words: str, about: About) -> Any:
        """Start, end and precision."""
        return None if words == NONE else _date(a_date(words))

    def of(self, item: Item, record: Record) -> Any:
        """Start, end and precision."""
        when: When | None = getattr(item, self.field)
        return _date(when) if when else None

    def put(self, item: Item, new: Any, by: By) -> Item:
        """With the date; who gave it is its method."""
        when = When(**new, method=by.method) if new else None
        return msgspec.structs.replace(item, **{self.field: when})

    def show(self, value: Any) -> str:
        """As much of it as is known: "2024-12", or "2024-12-01/.." for an open one."""
        if not value or not (value["start"] or value["end"]):
            return NONE
        start, digits = value["start"], {"day": 10, "month": 7, "year": 4}.get(value["precision"])
        return start[:digits] if start and digits else f"{start or '..'}/{value['end'] or '..'}"


@dataclass(frozen=True)
class WhichPlace:
    """A city, building or country, with what memcon knows of it."""

    def read(self, words: str, about: About) -> Any:
        """The place."""
        if words == NONE:
            return None
        spoken_of = {actor.country for actor in about.record.actors if actor.country}
        return msgspec.to_builtins(a_place(words, spoken_of))

    def of(self, item: Item, record: Record) -> Any:
        """The place without the words that name it."""
        place = _contact(item).place
        return msgspec.to_builtins(msgspec.structs.replace(place, spans=())) if place else None

    def put(self, item: Item, new: Any, by: By) -> Item:
        """With the place."""
        return msgspec.structs.replace(_contact(item), place=msgspec.convert(new, Place) if new else None)

    def show(self, value: Any) -> str:
        """Name and country."""
        return ", ".join(filter(None, (value["name"], value["country"]))) if value else NONE


@dataclass(frozen=True)
class PlaceCountry:
    """The country of a place. ``name`` is what the place is called where nothing else is known of it."""

    def read(self, words: str, about: About) -> Any:
        """Code and name."""
        if words == NONE:
            return {"country": None, "name": None}
        code = a_country(words)
        return {"country": code, "name": country_name(code)}

    def of(self, item: Item, record: Record) -> Any:
        """Code and name."""
        place = _contact(item).place
        return {"country": place.country if place else None, "name": None}

    def put(self, item: Item, new: Any, by: By) -> Item:
        """In that country: the coordinates of a namesake elsewhere are dropped."""
        contact = _contact(item)
        place = contact.place or (Place(name=new["name"]) if new["country"] else None)
        if place and place.country != new["country"]:
            place = Place(name=place.name, country=new["country"], spans=place.spans)
        return msgspec.structs.replace(contact, place=place)

    def show(self, value: Any) -> str:
        """The code."""
        return value["country"] or NONE


@dataclass(frozen=True)
class Actors:
    """Who acts: names with "; " between them."""

    field: str

    def read(self, words: str, about: About) -> Any:
        """The actors."""
        names = [] if words == NONE else [name for name in words.split(";") if name.strip()]
        return {"actors": [msgspec.to_builtins(an_actor(name.strip(), about.record)) for name in names]}

    def of(self, item: Item, record: Record) -> Any:
        """The actors."""
        return {"actors": _actors(getattr(item, self.field), record)}

    def put(self, item: Item, new: Any, by: By) -> Item:
        """With their ids."""
        return msgspec.structs.replace(item, **{self.field: tuple(actor["id"] for actor in new["actors"])})

    def show(self, value: Any) -> str:
        """Their names."""
        return "; ".join(actor["name"] for actor in value["actors"]) or NONE


@dataclass(frozen=True)
class SaidBy(Actors):
    """Who makes a claim: one, or the outlet itself."""

    field: str = "said_by"

    def read(self, words: str, about: About) -> Any:
        """The actor."""
        if ";" in words:
            raise ArchiveError(f"{self.field} is one; give one name, or {NONE} for the outlet itself")
        return super().read(words, about)

    def of(self, item: Item, record: Record) -> Any:
        """The actor."""
        said_by = item.said_by if isinstance(item, Claim) else None
        return {"actors": _actors((said_by,) if said_by else (), record)}

    def put(self, item: Item, new: Any, by: By) -> Item:
        """With the id."""
        return msgspec.structs.replace(item, said_by=next((actor["id"] for actor in new["actors"]), None))


@dataclass(frozen=True)
class InContact:
    """The contact in which a statement was made. It is kept as a correction's item is, for ids shift."""

    def read(self, words: str, about: About) -> Any:
        """The contact."""
        return None if words == NONE else {"contact": about.contact(words).to_json()}

    def of(self, item: Item, record: Record) -> Any:
        """The contact's id alone."""
        contact = getattr(item, "contact", None)
        return {"contact": {"item": {"id": contact}}} if contact else None

    def put(self, item: Item, new: Any, by: By) -> Item | None:
        """With the id that it has now."""
        contact = by.contact_id(Kept.from_json(new["contact"])) if new else None
        return None if new and contact is None else msgspec.structs.replace(item, contact=contact)

    def show(self, value: Any) -> str:
        """The contact's id when the correction was made."""
        return str(value["contact"]["item"]["id"]) if value else NONE


def _contact(item: Item) -> Contact:
    assert isinstance(item, Contact)
    return item


def _date(when: When) -> dict[str, str | None]:
    return {"start": when.start, "end": when.end, "precision": when.precision}


def _actors(ids: tuple[str, ...], record: Record) -> list[Any]:
    known = {actor.id: actor for actor in record.actors}
    return [msgspec.to_builtins(known.get(ident) or Actor(id=ident, kind="group", name=ident)) for ident in ids]
