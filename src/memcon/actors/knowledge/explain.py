"""Who or what a name is, as far as the knowledge goes: what `memcon knowledge show` tells."""

from collections.abc import Sequence
from datetime import date
from typing import Literal, NamedTuple, Self

import msgspec

from memcon.actors.knowledge.base import Knowledge
from memcon.actors.knowledge.model import Body, City, Person, State, Tenure, Venue
from memcon.actors.knowledge.names import fold, name_words
from memcon.actors.knowledge.spans import begun

_SOURCES = {
    "curated": "list kept by hand for memcon",
    "curated (unverified)": "list kept by hand for memcon, not checked",
    "wikidata": "Wikidata, until 2022",
    "us-state": "US Department of State",
    "factbook": "CIA World Factbook",
    "ungd": "speakers of the UN General Debate",
    "cia-2019": "CIA World Leaders, 2019-06-04",
    "cia-2026": "CIA World Leaders, 2021 to 2026",
}
OnDay = Literal["yes", "likely", "no"]
_PERSONS = 10
_HOLDERS = 15
_LONGEST = 6
"""Words of the longest name of a country or body looked for in a phrase."""
_LINKS = frozenset({"of", "the", "for", "to", "in", "and", "'s", "’s"})


class Held(msgspec.Struct, frozen=True):
    """A tenure in plain words. ``on`` says whether it was held on the day asked for."""

    person: str
    name: str
    country: str
    office: str
    title: str
    since: str
    until: str
    sources: tuple[str, ...]
    tenure: Tenure
    on: OnDay | None = None


class Known(msgspec.Struct, frozen=True):
    """A person with all tenures, the latest first."""

    id: str
    name: str
    spellings: tuple[str, ...]
    wikidata: str | None
    tenures: tuple[Held, ...]


class OfficeHeld(msgspec.Struct, frozen=True):
    """Who held an office: on a day with those before and after, or whoever is known, the latest first."""

    country: str
    office: str
    holders: tuple[Held, ...]
    before: tuple[Held, ...] = ()
    after: tuple[Held, ...] = ()


class Explanation(msgspec.Struct, frozen=True):
    """Everything that a name may mean. ``alike`` are names spelt like it, only where it means nothing."""

    asked: str
    on: str | None = None
    country: State | None = None
    body: Body | None = None
    office: OfficeHeld | None = None
    persons: tuple[Known, ...] = ()
    venues: tuple[Venue, ...] = ()
    places: tuple[City, ...] = ()
    alike: tuple[str, ...] = ()

    @property
    def found(self) -> bool:
        """Whether the name means anything."""
        return bool(self.country or self.body or self.office or self.persons or self.venues or self.places)


class Unplaced(Exception):  # noqa: N818  a question back, not a fault
    """An office without a country: whose is asked for?"""


def explain(knowledge: Knowledge, phrase: str, on: date | None = None, country: str | None = None) -> Explanation:
    """What a name or an office means. Raises `Unplaced` for an office of which no country is known."""
    words = " ".join(phrase.split())
    asked = _Asked.read(knowledge, words, country)
    state = _state(knowledge, words)
    body = next(filter(None, map(knowledge.body, _written(words))), None)
    venues = next(filter(None, map(knowledge.venues, _written(words))), [])
    places = next(filter(None, map(knowledge.places, _written(words))), [])
    held = (
        _holders(knowledge, asked.country, asked.office, on)
        if asked.office and asked.country and not asked.name
        else None
    )
    else_ = bool(state or body or venues or places or held)
    if asked.office and not (asked.name or asked.country or else_):
        raise Unplaced(asked.office)
    persons = knowledge.persons(asked.name, country=asked.country, office=asked.office, on=on, limit=_PERSONS)
    found = Explanation(
        asked=words,
        on=on.isoformat() if on else None,
        country=state,
        body=body,
        office=held,
        persons=tuple(
            _known(knowledge, person, on) for person in persons if not else_ or _is_called(person, asked.name)
        ),
        venues=tuple(venues),
        places=tuple(places),
    )
    return found if found.found else msgspec.structs.replace(found, alike=tuple(knowledge.alike(words)))


class _Asked(NamedTuple):
    """A phrase taken apart: "Turkish President Gul" is an office, whose, and a name."""

    office: str | None
    country: str | None
    name: str

    @classmethod
    def read(cls, knowledge: Knowledge, words: str, country: str | None) -> Self:
        found = knowledge.find_offices(words, country)
        if not found:
            return cls(None, country, words)
        match = found[0]
        rest = f"{words[: match.start]} {words[match.end :]}".replace(",", " ").split()
        place, name = country, rest
        if country is None:
            at, place = _country_in(knowledge, rest)
            name = [word for number, word in enumerate(rest) if number not in at]
            # "EU foreign policy chief": the office itself names whose it is.
            place = place or _country_in(knowledge, words[match.start : match.end].split())[1]
        term = knowledge.office(words[match.start : match.end], place)
        return cls(term.office if term else None, place, " ".join(word for word in name if word.lower() not in _LINKS))


def _country_in(knowledge: Knowledge, words: Sequence[str]) -> tuple[range, str | None]:
    """The longest run of words that names a country or body, and its code."""
    for length in range(min(_LONGEST, len(words)), 0, -1):
        for start in range(len(words) - length + 1):
            phrase = " ".join(words[start : start + length])
            for spelling in _written(phrase):
                term, body = knowledge.country(spelling), knowledge.body(spelling)
                if term or body:
                    return range(start, start + length), term.iso3 if term else body.id if body else None
    return range(0), None


def _written(words: str) -> tuple[str, ...]:
    """A phrase as typed, and as a report would write it."""
    return tuple(dict.fromkeys((words, words.title(), words.upper())))


def _state(knowledge: Knowledge, words: str) -> State | None:
    for spelling in _written(words):
        term = knowledge.country(spelling)
        if term:
            return knowledge.state(term.iso3)
    return knowledge.state(words.upper())


def _is_called(person: Person, name: str) -> bool:
    """Whether every word of a name is one of the person's as it is spelt."""
    asked = set(name_words(name))
    return any(asked <= {fold(word) for word in name_words(own)} for own in (person.name, *person.aliases))


def _known(knowledge: Knowledge, person: Person, on: date | None) -> Known:
    tenures = sorted(person.tenures, key=lambda t: (begun(t), t.office), reverse=True)
    held = tuple(_held(knowledge, tenure, _on(knowledge, tenure, on)) for tenure in tenures)
    return Known(person.id, person.name, person.aliases, person.wikidata, held)


def _on(knowledge: Knowledge, tenure: Tenure, on: date | None) -> OnDay | None:
    if on is None:
        return None
    for holder in knowledge.holders(tenure.country, tenure.office, on=on):
        if holder.tenure == tenure:
            return "yes" if holder.certain else "likely"
    return "no"


def _held(knowledge: Knowledge, tenure: Tenure, on: OnDay | None = None) -> Held:
    person = knowledge.person(tenure.person)
    return Held(
        person=tenure.person,
        name=person.name if person else tenure.person,
        country=tenure.country,
        office=f"acting {tenure.office}" if tenure.acting else tenure.office,
        title=tenure.title,
        since=_since(tenure),
        until=_until(tenure),
        sources=source_names(tenure.source),
        tenure=tenure,
        on=on,
    )


def source_names(source: str) -> tuple[str, ...]:
    """The sources of a tenure as a reader knows them."""
    return tuple(_SOURCES.get(part, part) for part in source.split("+") if part)


def _since(tenure: Tenure) -> str:
    if tenure.start:
        return tenure.start
    return f"unknown, in office on {tenure.known_from}" if tenure.known_from else "unknown"


def _until(tenure: Tenure) -> str:
    if tenure.end:
        return f"{tenure.end}, when the successor began" if tenure.end_inferred else tenure.end
    if tenure.known_until:
        return f"in office on {tenure.known_until}, nothing known of later"
    return "unknown"


def _holders(knowledge: Knowledge, country: str, office: str, on: date | None) -> OfficeHeld:
    everyone = [holder.tenure for holder in knowledge.holders(country, office)]
    if on is None:
        latest = sorted(everyone, key=begun, reverse=True)[:_HOLDERS]
        return OfficeHeld(country, office, tuple(_held(knowledge, tenure) for tenure in latest))
    then = knowledge.holders(country, office, on=on)
    others = sorted((t for t in everyone if t not in [holder.tenure for holder in then]), key=begun)
    before = [tenure for tenure in others if begun(tenure) <= on][-1:]
    after = [tenure for tenure in others if begun(tenure) > on][:1]
    return OfficeHeld(
        country=country,
        office=office,
        holders=tuple(_held(knowledge, holder.tenure, "yes" if holder.certain else "likely") for holder in then),
        before=tuple(_held(knowledge, tenure, "no") for tenure in before),
        after=tuple(_held(knowledge, tenure, "no") for tenure in after),
    )
