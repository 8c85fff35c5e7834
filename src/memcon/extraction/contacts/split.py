"""One mention of several contacts: "met separately with X and Y", "calls with his counterparts of A and B", "visits by X and Y"."""

from collections.abc import Iterator, Set
from dataclasses import replace

from memcon.extraction.contacts.parties import countries
from memcon.extraction.contacts.sighting import Party, Sighting, Source
from memcon.record import When

_WITH_ONE = frozenset({"meeting", "phone", "video", "letter"})


def met_at_once(sighting: Sighting) -> frozenset[str] | None:
    """Those of whom a mention says that they were together: "telephone conversation with X and Y", "X and Y came to Rome"."""
    one = sighting.predicate.part == "noun" and not (sighting.separate or sighting.plural)
    call = one and sighting.mode in {"phone", "video"}
    journey = sighting.mode == "visit" and not sighting.plural
    return frozenset(sighting.actors) if (call or journey) and len(sighting.actors) > 1 else None


def split(source: Source, sighting: Sighting, together: Set[frozenset[str]] = frozenset()) -> list[Sighting]:
    """A mention for each contact that it tells of; mostly one. ``together`` are those told before to have met at once."""
    if sighting.mode == "visit" and sighting.further_places:
        places = (sighting.place, *sighting.further_places)
        return [replace(sighting, place=place, further_places=()) for place in places]
    if sighting.mode == "visit" and sighting.plural:
        visitors = [party for party in sighting.parties if party.role == "visitor" and _are_persons(source, party)]
        each = list(_singly(visitors))
        return [replace(sighting, parties=(one,), plural=False) for one in each] if len(each) > 1 else [sighting]
    if not sighting.separate or sighting.mode not in _WITH_ONE or _is_joint(source, sighting):
        return [sighting]
    own = [party for party in sighting.parties if party.slot in {"subject", "owner"}]
    others = list(_singly(party for party in sighting.parties if party not in own))
    if frozenset(actor for party in others for actor in party.actors) in together:
        return [sighting]
    if _is_pair(sighting, own) and not _is_apart(source, sighting):
        return [sighting]
    if sighting.mode == "letter":
        others = [party for party in others if party.role == "addressee"]
    if not own or len({party.actors for party in others}) < 2 or not all(party.plain for party in others):
        return [sighting]
    if sighting.plural or _are_abroad(source, others) or _is_apart(source, sighting):
        return [
            replace(sighting, parties=(*own, other), plural=False, when=_own_date(source, other) or sighting.when)
            for other in others
        ]
    return [sighting]


def _own_date(source: Source, party: Party) -> When | None:
    """The Wednesday of "receives X on Tuesday, and on Wednesday Y": told right before who it is of."""
    doc = source.parsed.doc
    before = party.start - 1 - (doc[party.start - 1].lower_ == "the")
    for mention in source.dates_in(doc[party.start].sent):
        if mention.end == before + 1 and any(
            word.lower_ == "and" for word in doc[max(0, mention.start - 2) : mention.start]
        ):
            return mention.when
    return None


def _is_pair(sighting: Sighting, own: list[Party]) -> bool:
    """ "Met the pair", "received the two ministers": words for several, told as one."""
    others = [party for party in sighting.parties if party not in own]
    return len(others) == 1 and len(others[0].actors) > 1 and not sighting.plural


def _are_persons(source: Source, party: Party) -> bool:
    return all(actor in source.cast.actors and source.cast.actors[actor].kind == "person" for actor in party.actors)


def _are_abroad(source: Source, others: list[Party]) -> bool:
    """Whether the others are of different countries."""
    return len({frozenset(lands) for party in others if (lands := countries(source, party.actors))}) > 1


def _singly(parties: Iterator[Party] | list[Party]) -> Iterator[Party]:
    for party in parties:
        yield from (replace(party, actors=(actor,)) for actor in party.actors)


def _is_joint(source: Source, sighting: Sighting) -> bool:
    words = source.parsed.doc[sighting.start : sighting.end]
    return any(source.lexicon.has("gathering", "joint", token.lower_) for token in words)


def _is_apart(source: Source, sighting: Sighting) -> bool:
    words = source.parsed.doc[max(0, sighting.start - 2) : sighting.end + 3]
    return any(source.lexicon.has("gathering", "apart", token.lower_) for token in words)
