"""The form in which an item is edited: what stands in it, and what was changed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from starlette.datastructures import FormData

from memcon.archive.corrections.desk import Typed
from memcon.archive.corrections.fields import FIELDS, current
from memcon.archive.corrections.model import Item
from memcon.archive.corrections.showing import AtHand
from memcon.archive.corrections.typed import NONE
from memcon.archive.corrections.values import About, Choice, Words
from memcon.errors import ArchiveError
from memcon.record import Contact

Changes = dict[str, Typed | list[Typed]]

_LABELS = {
    "said_by": "Said by",
    "place_country": "Country of the place",
    "who": "Who",
    "contact": "In contact",
}
_HINTS = {
    "date": "2024-12-20, 2024-12, 2024 or none",
    "due": "2024-12-20, 2024-12, 2024 or none",
    "speakers": "names, with ; between them",
    "who": "names, with ; between them",
    "contact": "its id in this report, like c2, or none",
    "said_by": "a name, or none for the outlet itself",
}
_PARTS = ("name", "country", "office")


@dataclass(frozen=True)
class Input:
    """A field of the form. Where ``allowed`` has values, one of them is chosen; ``was`` is what the item has."""

    name: str
    label: str
    was: str
    value: str
    allowed: tuple[str, ...] = ()
    hint: str = ""


@dataclass(frozen=True)
class Person:
    """Somebody who took part, with the fields that may be changed."""

    actor: str
    inputs: tuple[Input, ...]
    gone: bool


def inputs(at_hand: AtHand, given: Mapping[str, Any]) -> list[Input]:
    """The fields of an item but its participants; ``given`` is what was typed already."""
    return [_input(name, was, allowed, given) for name, was, allowed in _fields(at_hand)]


def persons(at_hand: AtHand, given: Mapping[str, Any]) -> list[Person]:
    """The participants of a contact."""
    parts = at_hand.item.participants if isinstance(at_hand.item, Contact) else ()
    found = []
    for part in parts:
        fields = [(f"{part.actor}.{name}", getattr(part, name) or "") for name in _PARTS]
        own = tuple(_input(name, was, (), given) for name, was in fields)
        found.append(Person(part.actor, own, f"{part.actor}.gone" in given))
    return found


def changes(at_hand: AtHand, form: FormData) -> Changes:
    """What a form gives another value, as the archive's `edit` takes it. Raises `ArchiveError` where that is nothing."""
    found: Changes = {}
    for name, was, _ in _fields(at_hand):
        value = _typed(form, name)
        if value is not None and value != was:
            found[name] = value or NONE
    if isinstance(at_hand.item, Contact):
        found.update(_of_participants(at_hand.item, form))
    if not found:
        raise ArchiveError("nothing was changed; accept the item if it is right as it stands")
    return found


def _fields(at_hand: AtHand) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Name, value as it is typed, and the values that are allowed, where they are few."""
    kind, item = at_hand.found.kind, at_hand.item
    about = About(at_hand.record, item, _no_contact)
    for name, value in FIELDS[kind].items():
        if name == "participants":
            continue
        allowed: tuple[str, ...] = ()
        if isinstance(value, Choice):
            allowed = (*value.allowed, *([NONE] if value.optional else []))
        yield name, _as_typed(name, item, value.show(current(kind, name, about)), value), allowed


def _as_typed(name: str, item: Item, shown: str, value: object) -> str:
    """What a person would type for the value that an item has."""
    if name == "place" and isinstance(item, Contact):
        return item.place.name if item.place else ""
    if isinstance(value, Words):
        return getattr(item, name) or ""  # which may be the word "none"
    return shown if isinstance(value, Choice) or shown != NONE else ""


def _of_participants(item: Contact, form: FormData) -> Changes:
    """Somebody else's name comes last: with it he is another actor, whom the other changes would not find."""
    found: Changes = {}
    names: Changes = {}
    gone: list[Typed] = []
    for part in item.participants:
        if form.get(f"field.{part.actor}.gone"):
            gone.append(part.actor)
            continue
        for name in ("country", "office", "name"):
            value = _typed(form, f"{part.actor}.{name}")
            if value is not None and value != (getattr(part, name) or ""):
                (names if name == "name" else found)[f"{part.actor}.{name}"] = value or NONE
    found |= names
    if gone:
        found["participants-"] = gone
    added = [_typed(form, f"add.{name}") or "" for name in _PARTS]
    if any(added):
        found["participants+"] = ", ".join((added[0], *filter(None, added[1:])))
    return found


def _input(name: str, was: str, allowed: tuple[str, ...], given: Mapping[str, Any]) -> Input:
    label = _LABELS.get(name, name.rpartition(".")[2].capitalize())
    return Input(f"field.{name}", label, was, str(given.get(f"field.{name}", was)), allowed, _HINTS.get(name, ""))


def _typed(form: FormData, name: str) -> str | None:
    value = form.get(f"field.{name}")
    return " ".join(value.split()) if isinstance(value, str) else None


def _no_contact(words: str) -> Any:
    raise ArchiveError(f"“{words}” is not looked for here")
