"""Who took part in a contact: participants added, removed or changed, one at a time.

Not the whole list is kept but what was done to it, so that a later extraction that finds one more keeps him.
"""

from typing import Any

import msgspec

from memcon.archive.corrections.model import Item
from memcon.archive.corrections.typed import NONE, a_country, an_actor, an_office
from memcon.archive.corrections.values import About, By
from memcon.archive.folding import fold_name
from memcon.errors import ArchiveError
from memcon.record import Contact, Participant, Record

CHANGED = ("name", "country", "office")


class Participants:
    """What is typed is "+NAME, COUNTRY, OFFICE", "-NAME" or "NAME.office=OFFICE"."""

    def read(self, words: str, about: About) -> Any:
        """What is done: {"add"}, {"remove"} or {"change", "field", "value"}, and the actors that it names."""
        assert isinstance(about.item, Contact)
        sign, rest = words[:1], words[1:].strip()
        if sign == "+":
            return _added(rest, about)
        if sign == "-":
            return {"remove": msgspec.to_builtins(_meant(rest, about.item))}
        who, _, value = words.partition("=")
        name, _, field = who.rpartition(".")
        return _changed(_meant(name, about.item), field, value.strip(), about)

    def of(self, item: Item, record: Record) -> Any:
        """Nothing: what was done tells what there was."""
        del item, record

    def put(self, item: Item, new: Any, by: By) -> Item | None:
        """With the participant added, removed or changed; None where he is not there."""
        assert isinstance(item, Contact)
        if "add" in new:
            added = msgspec.convert(new["add"], Participant)
            return _with(item, (*(p for p in item.participants if p.actor != added.actor), added))
        wanted = msgspec.convert(new.get("remove") or new["change"], Participant)
        found = next((p for p in item.participants if _same(p, wanted)), None)
        if found is None:
            return None
        if "remove" in new:
            return _with(item, tuple(p for p in item.participants if p is not found))
        actor = new["actors"][0]["id"] if new["actors"] else found.actor
        changed = msgspec.structs.replace(found, **{new["field"]: new["value"], "actor": actor})
        return _with(item, tuple(changed if p is found else p for p in item.participants))

    def show(self, value: Any) -> str:
        """What was done: "+ Hakan Fidan (TUR, foreign minister)"."""
        if value is None:
            return ""
        if "add" in value:
            return f"+ {_in_words(value['add'])}"
        if "remove" in value:
            return f"- {_in_words(value['remove'])}"
        was, field = value["change"], value["field"]
        return f"{_name(was)}: {field} {was[field] or NONE} → {value['value'] or NONE}"


def _added(words: str, about: About) -> Any:
    assert isinstance(about.item, Contact)
    actor = an_actor(words, about.record)
    if any(participant.actor == actor.id for participant in about.item.participants):
        raise ArchiveError(f"{actor.name} takes part already")
    named = not words.startswith(",")
    participant = Participant(
        actor=actor.id, name=actor.name if named else None, country=actor.country, office=actor.office
    )
    return {"add": msgspec.to_builtins(participant), "actors": [msgspec.to_builtins(actor)]}


def _changed(who: Participant, field: str, words: str, about: About) -> Any:
    actors = []
    value: str | None = words
    if field == "country":
        value = None if words == NONE else a_country(words)
    elif field == "office":
        value = None if words == NONE else an_office(words)
    elif field == "name":
        # Another name is another person: what the actor said elsewhere in the report stays his.
        actor = an_actor(words, about.record)
        if actor not in about.record.actors:
            office = actor.office or who.office
            actor = msgspec.structs.replace(actor, country=actor.country or who.country, office=office)
        value, actors = actor.name, [msgspec.to_builtins(actor)]
    else:
        raise ArchiveError(f"a participant has no “{field}” to correct, but {', '.join(CHANGED)}")
    return {"change": msgspec.to_builtins(who), "field": field, "value": value, "actors": actors}


def _meant(words: str, contact: Contact) -> Participant:
    """The participant of that name, id, country or office. Raises `ArchiveError`."""
    folded = fold_name(words)
    ways = (
        [p for p in contact.participants if words == p.actor or folded == fold_name(p.name or "")],
        [p for p in contact.participants if folded and folded in fold_name(p.name or "")],
        [p for p in contact.participants if words in (p.country, p.office)],
    )
    found = next(filter(None, ways), [])
    if len(found) != 1:
        names = "; ".join(_in_words(msgspec.to_builtins(p)) for p in contact.participants) or "nobody"
        several = "may be several of" if found else "is none of"
        raise ArchiveError(f"“{words}” {several} those who took part: {names}")
    return found[0]


def _same(one: Participant, other: Participant) -> bool:
    if one.name is None or other.name is None:
        return one.actor == other.actor or (one.name, one.country, one.office) == (None, other.country, other.office)
    return one.actor == other.actor or fold_name(one.name) == fold_name(other.name)


def _with(contact: Contact, participants: tuple[Participant, ...]) -> Contact:
    return msgspec.structs.replace(contact, participants=participants)


def _name(participant: dict[str, Any]) -> str:
    return str(participant["name"] or participant["office"] or participant["actor"])


def _in_words(participant: dict[str, Any]) -> str:
    known = [participant["country"], participant["office"] if participant["name"] else None]
    rest = ", ".join(filter(None, known))
    return f"{_name(participant)} ({rest})" if rest else _name(participant)
