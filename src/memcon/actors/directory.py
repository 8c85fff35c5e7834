"""Where persons are looked up: the knowledge that ships, and what earlier reports taught."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple, Protocol

from memcon.actors.knowledge import Holder, Person


class Window(NamedTuple):
    """From when to when a report may have been written, both days included."""

    first: date
    last: date


class Directory(Protocol):
    """Whoever knows office holders: `memcon.actors.knowledge.Knowledge`, or an archive."""

    def persons(
        self, name: str, *, country: str | None = None, office: str | None = None, on: date | None = None
    ) -> list[Person]:
        """Persons a full or partial name may mean, the likeliest first."""
        ...

    def person(self, person_id: str) -> Person | None:
        """The person with that id."""
        ...

    def holders(self, country: str, office: str, *, start: date | None = None, end: date | None = None) -> list[Holder]:
        """Who held an office at some time from ``start`` to ``end``, attested holders first."""
        ...


class Directories:
    """Several directories asked as one; a person in more than one has the tenures of all, the first one's name."""

    def __init__(self, parts: Sequence[Directory]) -> None:
        self._parts = tuple(parts)

    def persons(self, name: str, country: str | None, office: str | None, window: Window | None) -> list[Person]:
        """Everybody whom the name may mean."""
        on = window.last if window else None
        found: dict[str, Person] = {}
        for part in self._parts:
            for person in part.persons(name, country=country, office=office, on=on):
                known = found.get(person.id)
                found[person.id] = _together(known, person) if known else person
        return list(found.values())

    def knows(self, person_id: str) -> bool:
        """Whether an id is taken."""
        return any(part.person(person_id) is not None for part in self._parts)

    def holders(self, country: str, office: str, window: Window) -> list[Holder]:
        """Who held the office at some time of the window."""
        return [
            holder
            for part in self._parts
            for holder in part.holders(country, office, start=window.first, end=window.last)
        ]


def _together(known: Person, other: Person) -> Person:
    return Person(
        id=known.id,
        name=known.name,
        wikidata=known.wikidata or other.wikidata,
        aliases=tuple(dict.fromkeys((*known.aliases, other.name, *other.aliases))),
        tenures=(*known.tenures, *(tenure for tenure in other.tenures if tenure not in known.tenures)),
    )
