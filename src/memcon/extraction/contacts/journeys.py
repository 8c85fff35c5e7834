"""Where a traveller goes, and whether he has gone."""

from spacy.tokens import Token

from memcon.extraction.contacts.drafts import is_unplaced
from memcon.extraction.contacts.grammar import children, deep_object, first, lemma, obliques, preposition
from memcon.extraction.contacts.lexicon import Predicate
from memcon.extraction.contacts.places import find_town, read_place, read_places
from memcon.extraction.contacts.setting import AT, TOWARDS, find_places, place_of_clause
from memcon.extraction.contacts.sighting import Source
from memcon.extraction.contacts.when import find_when
from memcon.extraction.spans import span_of
from memcon.record import Place

_DEALINGS = frozenset({"hold", "meet", "talk", "confer", "visit"})
_EVENTS = frozenset({"attend", "take", "participate", "address", "join"})


def destinations(source: Source, verb: Token, predicate: Predicate) -> tuple[Place, ...]:
    """Where a traveller goes: the object of "visit", or after "to", "in" or "for"."""
    if is_stay(verb):
        place = read_place(source, verb)
        return (place,) if place is not None else ()
    words = frozenset(slot for slot, role in predicate.roles.items() if role == "place")
    if words == {"from"}:
        return find_places(source, [verb], verb, words)
    if predicate.roles.get("object") == "place":
        target = deep_object(verb)
        found = find_places(source, [verb], verb, words & TOWARDS) if words & TOWARDS else ()
        found = found or (read_places(source, target) if target is not None else ())
        where = place_of_clause(source, verb) if not found else None
        where = where or (_town_or_region(source, target) if target is not None and not found else None)
        where = where or (_town_called_as_somebody(source, target) if target is not None and not found else None)
        return (where,) if where is not None else found
    led = children(verb, "obj") if predicate.idiom else []
    found = find_places(source, [verb, *led], verb, words & TOWARDS) or _purpose_places(source, verb)
    goals = [] if found else [noun for word in (verb, *led) for key, noun in obliques(word) if key in words]
    events = [
        goal for goal in goals if source.lexicon.has("occasion", "heads", lemma(goal)) and lemma(goal) != "summit"
    ]
    if led and events:
        return find_places(source, events[:1], events[0], AT)
    return found or tuple(place for goal in goals[:1] if (place := _town_or_region(source, goal)) is not None)


def _town_called_as_somebody(source: Source, noun: Token) -> Place | None:
    """The Odesa of "reached Odesa", which the model took for a person of whom nothing else is told."""
    mention = source.cast.of(noun.i)
    if mention is None or mention.end - mention.start > 1 or noun.ent_type_ != "PERSON":
        return None
    return find_town(source, noun) if all(is_unplaced(actor, source.cast) for actor in mention.actors) else None


def _town_or_region(source: Source, noun: Token) -> Place | None:
    """ "The former stronghold of Fallujah", "the region"."""
    for word, name in obliques(noun):
        place = read_place(source, name) if word == "of" and name.ent_type_ == "LOC" else None
        if place is not None and place.lat is not None:
            return place
    if lemma(noun) != "region" or not children(noun, "det") or children(noun, "nmod"):
        return None
    return Place(name=noun.text, spans=(span_of(source.parsed.doc, noun.i, noun.i + 1),))


def _purpose_places(source: Source, verb: Token) -> tuple[Place, ...]:
    """ "Travelled to meet her in Rome": one goes where one has something to do."""
    goals = [goal for goal in children(verb, "advcl", "xcomp") if goal.tag_ == "VB"]
    goals = [goal for goal in goals if lemma(goal) in source.lexicon.verbs or lemma(goal) in _EVENTS]
    return find_places(source, goals[:1], goals[0], AT) if goals else ()


def is_passing(source: Source, verb: Token, predicate: Predicate, anchors: list[Token]) -> bool:
    """Whether a stay or journey is no visit of its own: one told in passing, or to a summit."""
    if predicate.words[0] == "be":
        return not _is_told_stay(source, verb, anchors)
    underway = predicate.mode == "visit" and lemma(verb) not in {"arrive", "land"}
    return underway and any(word == "for" and lemma(noun) == "summit" for word, noun in obliques(verb))


def _is_told_stay(source: Source, verb: Token, anchors: list[Token]) -> bool:
    """Whether "is in Rome" has a date or a purpose; being there for a summit is no visit of its own."""
    goals = [
        child
        for child in children(verb, "advcl", "xcomp", "acl")
        if any(mark.lower_ == "to" for mark in children(child, "mark"))
    ]
    if any(lemma(goal) in _EVENTS for goal in goals):
        return False
    if any(child.tag_ == "VBG" and lemma(child) in _DEALINGS for child in children(verb, "advcl", "acl")):
        return True  # "is in Rome holding talks"
    purposes = [noun for word, noun in obliques(verb) if word in {"for", "on"} and lemma(noun) in source.lexicon.nouns]
    lasts = any(word == "for" and lemma(noun) in {"day", "week"} for word, noun in obliques(verb))
    return bool(goals or purposes or lasts) or find_when(source, anchors, verb) is not None


def is_stay(token: Token) -> bool:
    """ "is in Rome", "is due in Rome": a place with a copula."""
    return (
        token.ent_type_ == "LOC" and first(token, "cop") is not None and preposition(token).removeprefix("due ") in AT
    )
