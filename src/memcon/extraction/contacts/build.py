"""Finished contacts: participants, level, date and place as the record wants them."""

from collections.abc import Sequence

from memcon.actors.knowledge import Knowledge
from memcon.extraction.contacts.drafts import Draft, is_unplaced, same
from memcon.extraction.contacts.lexicon import PartRole
from memcon.extraction.contacts.parties import countries
from memcon.extraction.contacts.sieve import role_of
from memcon.extraction.contacts.sighting import Source
from memcon.extraction.spans import span_of
from memcon.record import Actor, Contact, Level, Participant, Span, Status
from memcon.record.actor import Capacity

_LEVELS: tuple[Level, ...] = ("official", "envoy", "legislature", "minister", "leader")
_SOMEWHERE = frozenset({"meeting", "visit", "summit"})
_CAPACITIES: dict[PartRole, Capacity] = {"host": "host", "visitor": "visitor", "caller": "caller"}


def build_contact(number: int, draft: Draft, source: Source) -> Contact:
    """The contact that a draft amounts to."""
    participants = _participants(draft, source)
    return Contact(
        id=f"c{number}",
        status=_status(draft, source),
        role=role_of(draft, source),
        mode=draft.mode,
        level=_level(participants, source.knowledge),
        when=draft.when,
        place=draft.place if draft.mode in _SOMEWHERE else None,
        occasion=_first([sighting.occasion for sighting in draft.firm or draft.sightings]),
        mechanism=_first([sighting.mechanism for sighting in draft.firm or draft.sightings]),
        participants=participants,
        spans=_spans(draft, source),
        found_by=(draft.firm or draft.sightings)[0].predicate.name,
    )


def _first(values: Sequence[str | None]) -> str | None:
    return next((value for value in values if value), None)


def _status(draft: Draft, source: Source) -> Status:
    """What the words say; a date after publication makes it planned."""
    published, when = source.parsed.article.published, draft.when
    if (
        draft.status in {None, "held"}
        and published
        and when is not None
        and when.start is not None
        and when.start > published
    ):
        return "planned"
    if draft.status is not None:
        return draft.status
    return "held"


def _spans(draft: Draft, source: Source) -> tuple[Span, ...]:
    return tuple(span_of(source.parsed.doc, sighting.start, sighting.end) for sighting in draft.firm or draft.sightings)


def _participants(draft: Draft, source: Source) -> tuple[Participant, ...]:
    """Persons; states and bodies only where nobody of their country is named. In a visit, those who travel."""
    wanted = _travellers(draft) if draft.mode == "visit" else draft.actors
    actors = [
        source.cast.actors.get(actor)
        or Actor(id=actor, kind="state", name=source.knowledge.country_name(actor), country=actor)
        for actor in wanted
    ]
    told = len(countries(source, wanted)) > 1
    actors = [
        a for a in actors if a.kind == "person" or (a.name not in draft.names and not (told and a.country is None))
    ]
    stands_for = _stand_ins(draft, actors, source)
    kept = [
        actor
        for actor in actors
        if actor.id not in stands_for.values()
        and not any(_gives_way(actor, other, source) for other in actors if other is not actor)
    ]
    lands = {
        actor.id: source.cast.actors[other].country if other in source.cast.actors else other
        for actor in actors
        if (other := stands_for.get(actor.id))
    }
    return tuple(_participant(actor, actor.country or lands.get(actor.id), draft, source) for actor in kept)


def _stand_ins(draft: Draft, actors: list[Actor], source: Source) -> dict[str, str]:
    """For persons of unknown country: the state or unnamed office that fills the same role in another mention of the contact."""
    found: dict[str, str] = {}
    for actor in actors:
        if actor.kind != "person" or actor.country is not None:
            continue
        for other in actors:
            vague = other.kind != "person" or not source.cast.named(other.id)
            if (
                vague
                and other.id != actor.id
                and other.id not in found.values()
                and _roles(draft, actor.id) & _roles(draft, other.id) - {"party"}
            ):
                found[actor.id] = other.id
                break
    found |= _of_group(draft, actors, source)
    rest = [actor.id for actor in actors if is_unplaced(actor.id, source.cast) and actor.id not in found]
    vague_ones = [other.id for other in actors if other.kind != "person" and other.id not in found.values()]
    if len(rest) == len(vague_ones) > 1:
        found.update(zip(rest, vague_ones, strict=True))
    return found


def _of_group(draft: Draft, actors: list[Actor], source: Source) -> dict[str, str]:
    """ "Met two prominent Finns", then their names: persons of no country told are those whom a country stood for."""
    placeless = [actor.id for actor in actors if actor.kind == "person" and actor.country is None]
    states = [actor.id for actor in actors if actor.kind == "state"]
    if len(placeless) < 2 or len(states) != 1:
        return {}
    others = {"with", "object"}
    told = {
        actor: [p for s in draft.sightings for p in s.parties if actor in p.actors] for actor in (*placeless, *states)
    }
    plural = any(
        word.tag_ in {"NNS", "NNPS"} for party in told[states[0]] for word in source.parsed.doc[party.start : party.end]
    )
    fits = plural and all(any(party.slot in others for party in parties) for parties in told.values())
    return dict.fromkeys(placeless, states[0]) if fits else {}


def _roles(draft: Draft, actor: str) -> set[PartRole]:
    return {party.role for sighting in draft.sightings for party in sighting.parties if actor in party.actors}


def _travellers(draft: Draft) -> list[str]:
    parties = [party for sighting in draft.sightings for party in sighting.parties if party.role == "visitor"]
    return list(dict.fromkeys(actor for party in parties for actor in party.actors))


def _gives_way(actor: Actor, other: Actor, source: Source) -> bool:
    """Whether one participant only stands for another who is told more exactly."""
    if not same(actor.id, other.id, source.cast):
        return False
    if actor.kind in {"state", "body", "group"} and other.kind == "person":
        return True
    if actor.kind == "state" and other.kind == "body":
        return True
    return actor.kind == other.kind == "person" and not source.cast.named(actor.id) and source.cast.named(other.id)


def _participant(actor: Actor, country: str | None, draft: Draft, source: Source) -> Participant:
    parties = [party for sighting in draft.sightings for party in sighting.parties if actor.id in party.actors]
    roles = [_CAPACITIES[party.role] for party in parties if party.role in _CAPACITIES]
    spans = [span_of(source.parsed.doc, party.start, party.end) for party in parties]
    called = actor.kind == "group" or (actor.kind == "person" and source.cast.named(actor.id))
    name = actor.name if called or country is None else None
    return Participant(
        actor=actor.id,
        name=name,
        country=country,
        office=actor.office,
        capacity=roles[0] if roles else None,
        spans=tuple(dict.fromkeys(spans)),
    )


def _level(participants: tuple[Participant, ...], knowledge: Knowledge) -> Level | None:
    """The highest level that every side reaches: a president who receives an ambassador is a contact of envoys."""
    sides: dict[str | None, int] = {}
    for participant in participants:
        term = knowledge.office(participant.office, participant.country) if participant.office else None
        if term is not None:
            sides[participant.country] = max(sides.get(participant.country, 0), _LEVELS.index(term.level))
    return _LEVELS[min(sides.values())] if sides else None
