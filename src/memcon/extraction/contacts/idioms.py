"""Verbs whose object makes them verbs of contact: "shook hands with", "led a delegation to", "sent an envoy to"."""

from spacy.tokens import Token

from memcon.extraction.contacts.arguments import Arguments
from memcon.extraction.contacts.grammar import deep_object, deep_subject, first, lemma, obliques
from memcon.extraction.contacts.lexicon import Predicate
from memcon.extraction.contacts.parties import countries, find_parties
from memcon.extraction.contacts.sighting import Party, Source

_TRAVEL = frozenset({"head", "land", "fly", "journey"})


def fits_object(verb: Token, predicate: Predicate) -> bool:
    """Whether the object is the one that the predicate asks for; "headed a delegation" is none of travelling."""
    own = first(verb, "obj")
    if not predicate.idiom:
        return own is None or lemma(verb) not in _TRAVEL or predicate.mode != "visit"
    target = own or deep_object(verb)
    if target is None:
        return False
    if predicate.roles.get("subject") == "sender" and _members(target) - set(predicate.idiom):
        return False  # "sent a team of doctors"
    sent = target.ent_type_ == "PERSON" and predicate.roles.get("subject") == "sender"
    return sent or lemma(target) in predicate.idiom or _names_office(target, predicate)


def _members(target: Token) -> set[str]:
    """Of whom a team or delegation is."""
    return {lemma(noun) for word, noun in obliques(target) if word == "of" and not noun.ent_type_}


def _names_office(target: Token, predicate: Predicate) -> bool:
    """ "sent Foreign Minister X": the office stands beside the name."""
    return any(lemma(word) in predicate.idiom for word in target.subtree if word.i <= target.i)


def add_delegation(source: Source, arguments: Arguments, verb: Token, predicate: Predicate) -> None:
    """Those who travel for a delegation of which nobody is named: somebody of the country that sends it."""
    if not predicate.idiom or predicate.roles.get("subject") != "sender":
        return
    senders = [party for party in arguments.parties if party.slot == "subject"]
    arguments.parties = [party for party in arguments.parties if party.slot != "subject"]
    target, subject = first(verb, "obj"), deep_subject(verb)
    if "object" in arguments.filled or target is None or subject is None:
        return
    lands = countries(source, [actor for party in senders for actor in party.actors])
    lands = lands or countries(source, [a for party in find_parties(source, subject, "sender") for a in party.actors])
    if len(lands) == 1:
        arguments.add("object", [Party((next(iter(lands)),), "visitor", target.i, target.i + 1, "object", plain=True)])


def receives_delegation(source: Source, verb: Token) -> bool:
    """ "Uganda received a delegation from Rwanda": one that a state receives as a state."""
    target = deep_object(verb)
    people = source.lexicon.words("audience", "delegations")
    return target is not None and lemma(target) in people and _members(target) <= people
