"""Where a traveller goes, and whether he has gone."""

from spacy.tokens import Token

from memcon.extraction.contacts.grammar import base, children, deep_object, first, lemma, obliques, preposition
from memcon.extraction.contacts.lexicon import Predicate
from memcon.extraction.contacts.places import read_place, read_places
from memcon.extraction.contacts.setting import AT, TOWARDS, find_places
from memcon.extraction.contacts.sighting import Source
from memcon.extraction.contacts.when import find_when
from memcon.record import Place

_ONWARD = frozenset({"after", "following", "then", "next", "afterwards", "later"})
_EVENTS = frozenset({"attend", "take", "participate", "address", "join"})


def destinations(source: Source, verb: Token, predicate: Predicate) -> tuple[Place, ...]:
    """Where a traveller goes: the object of "visit", or after "to", "in" or "for"."""
    if predicate.words[0] == "be":
        place = read_place(source, verb)
        return (place,) if place is not None else ()
    words = frozenset(slot for slot, role in predicate.roles.items() if role == "place")
    if predicate.roles.get("object") == "place":
        target = deep_object(verb)
        found = find_places(source, [verb], verb, words & TOWARDS) if words & TOWARDS else ()
        found = found or (read_places(source, target) if target is not None else ())
        where = _where(source, verb) if not found else None
        return (where,) if where is not None else found
    led = children(verb, "obj") if predicate.idiom else []
    return find_places(source, [verb, *led], verb, words & TOWARDS) or _purpose_places(source, verb)


def _purpose_places(source: Source, verb: Token) -> tuple[Place, ...]:
    """ "Travelled to meet her in Rome": one goes where one has something to do."""
    goals = [goal for goal in children(verb, "advcl", "xcomp") if goal.tag_ == "VB"]
    goals = [goal for goal in goals if lemma(goal) in source.lexicon.verbs or lemma(goal) in _EVENTS]
    return find_places(source, goals[:1], goals[0], AT) if goals else ()


def _where(source: Source, verb: Token) -> Place | None:
    adverb = next((child for child in children(verb, "advmod") if child.lower_ == "where"), None)
    return read_place(source, verb.head) if adverb is not None and base(verb) == "acl" else None


def is_onward(verb: Token) -> bool:
    """ "After Rome, he visits Vienna": the next stop of a trip, in the present tense."""
    words = [preposition(noun) for noun in children(verb, "obl")] + [c.lower_ for c in children(verb, "advmod")]
    return verb.tag_ in {"VBZ", "VBP"} and bool(_ONWARD & set(words))


def is_told_stay(source: Source, verb: Token, anchors: list[Token]) -> bool:
    """Whether "is in Rome" has a date or a purpose; being there for a summit is no visit of its own."""
    goals = [
        child
        for child in children(verb, "advcl", "xcomp", "acl")
        if any(mark.lower_ == "to" for mark in children(child, "mark"))
    ]
    if any(lemma(goal) in _EVENTS for goal in goals):
        return False
    purposes = [noun for word, noun in obliques(verb) if word in {"for", "on"} and lemma(noun) in source.lexicon.nouns]
    return bool(goals or purposes) or find_when(source, anchors, verb) is not None


def is_stay(token: Token) -> bool:
    """ "is in Rome": a place with a copula."""
    return token.ent_type_ == "LOC" and first(token, "cop") is not None and preposition(token) in AT
