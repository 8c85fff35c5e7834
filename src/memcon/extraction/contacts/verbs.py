"""Mentions of contacts by verbs: "met", "held … by telephone", "arrived in"."""

from spacy.tokens import Token

from memcon.extraction.contacts.arguments import Arguments, earlier, mode_told, settle
from memcon.extraction.contacts.grammar import base, children, deep_object, deep_subject, first, is_passive, is_verb, lemma, obliques, surface_subject
from memcon.extraction.contacts.lexicon import PartRole, Predicate
from memcon.extraction.contacts.parties import countries, find_parties, is_person
from memcon.extraction.contacts.places import read_place
from memcon.extraction.contacts.setting import TOWARDS, find_place
from memcon.extraction.contacts.sighting import Party, Sighting, Source
from memcon.extraction.contacts.status import verb_outlook
from memcon.record import Place

_ONLY_PERSONS = frozenset({"receive", "welcome", "host", "entertain", "call", "phone", "telephone", "ring", "speak", "talk", "chat", "write", "summon", "convoke"})
_TRAVELLERS = frozenset({"visitor"})
_STATES_MAY = frozenset({"summon", "convoke", "meet", "confer", "negotiate", "discuss", "agree"})


def sight_verb(source: Source, verb: Token) -> Sighting | None:
    """What a verb tells of a contact, if it is one of contact."""
    if verb.pos_ not in {"VERB", "AUX"} or verb.dep_ in {"amod", "compound"}:
        return None
    for predicate in source.lexicon.verbs.get(lemma(verb), ()):
        if _has_particle(verb, predicate) and not _another_sense(verb, predicate):
            sighting = _sight(source, verb, predicate)
            if sighting is not None:
                return sighting
    return None


def _has_particle(verb: Token, predicate: Predicate) -> bool:
    if predicate.particle is None:
        return not any(child.dep_ == "compound:prt" and child.lower_ in {"off", "out", "for", "up"} for child in verb.children)
    return any(child.lower_ == predicate.particle for child in verb.children)


def _another_sense(verb: Token, predicate: Predicate) -> bool:
    """ "called the plan a success", "called for", "called on", "leaving him no choice"."""
    if predicate.mode == "phone" and "object" in predicate.needs:
        if children(verb, "xcomp", "ccomp", "iobj") or len(children(verb, "obj")) > 1:
            return True
        return any(word in {"for", "on", "upon"} for word, noun in obliques(verb) if noun.i - verb.i <= 4)
    return False


def _sight(source: Source, verb: Token, predicate: Predicate) -> Sighting | None:
    arguments = Arguments(source)
    for slot, token in _slots(verb, predicate):
        role = predicate.roles[slot]
        if role != "place":
            _add(source, arguments, verb, slot, token, role)
    place = _destination(source, verb, predicate) if "place" in predicate.needs else None
    if not _complete(arguments, predicate, place):
        return None
    outlook = verb_outlook(verb, source.lexicon)
    mode, is_open = mode_told(source, verb, predicate)
    if predicate.faint and not _is_joint(source, arguments, predicate):
        return None
    anchors = _anchors(verb)
    return settle(
        source, verb, anchors, predicate=predicate, mode=mode, open=is_open, outlook=outlook, arguments=arguments, place=place, earlier=earlier(source, verb), anaphoric=False
    )


def _slots(verb: Token, predicate: Predicate) -> list[tuple[str, Token]]:
    found: list[tuple[str, Token]] = []
    subject = deep_subject(verb)
    if predicate.mode == "meeting" and "with" in predicate.roles and is_passive(verb) and subject is None:
        subject = surface_subject(verb)
    if "subject" in predicate.roles and subject is not None:
        found.append(("subject", subject))
    if "object" in predicate.roles and (target := deep_object(verb)) is not None:
        found.append(("object", target))
    for word, noun in obliques(verb):
        key = "with" if word in {"along with", "together with", "alongside"} else word
        if key in predicate.roles and noun.ent_type_ != "DATE":
            found.append((key, noun))
    if "with" in predicate.roles and not any(slot in {"with", "object"} for slot, _ in found):
        found += [("with", noun) for noun in _borrowed(verb)]
    return found


def _borrowed(verb: Token) -> list[Token]:
    """What a verb shares with the next one: "met and held talks with", "spoke about trade with"."""
    found = [noun for child in children(verb, "conj") for word, noun in obliques(child) if word == "with" and not children(child, "nsubj", "obj")]
    for child in children(verb, "obl", "obj"):
        found += [noun for word, noun in obliques(child) if word == "with"]
    return found


def _add(source: Source, arguments: Arguments, verb: Token, slot: str, token: Token, role: PartRole) -> None:
    parties = find_parties(source, token, role)
    if lemma(verb) in _ONLY_PERSONS and not (slot == "subject" and lemma(verb) in _STATES_MAY):
        parties = [party for party in parties if party.plain or _is_body_of_persons(source, party)]
    if role in _TRAVELLERS:
        parties = [party for party in parties if party.plain]
    arguments.parties += parties
    if parties:
        arguments.filled.add(slot)
    elif slot in {"object", "with"} and lemma(token) not in source.lexicon.lists["audience"]["nobody"]:
        arguments.strangers = True


def _is_body_of_persons(source: Source, party: Party) -> bool:
    """Hosts may be bodies ("the Foreign Office summoned"), and so may be groups ("Hamas")."""
    return all(actor in source.cast.actors and source.cast.actors[actor].kind in {"group"} for actor in party.actors)


def _complete(arguments: Arguments, predicate: Predicate, place: Place | None) -> bool:
    if "place" in predicate.needs:
        return place is not None and "subject" in arguments.filled
    return any(slot in arguments.filled for slot in predicate.needs) and bool(arguments.parties)


def _is_joint(source: Source, arguments: Arguments, predicate: Predicate) -> bool:
    """Faint words count where two countries do it together."""
    subjects = [party for party in arguments.parties if party.role == "party"]
    if predicate.joint:
        subjects = [party for party in subjects if party.plain]
    return len(countries(source, [actor for party in subjects for actor in party.actors])) >= 2


def _destination(source: Source, verb: Token, predicate: Predicate) -> Place | None:
    """Where a traveller goes: the object of "visit", or after "to", "in" or "for"."""
    if predicate.roles.get("object") == "place":
        target = deep_object(verb)
        place = read_place(source, target) if target is not None else None
        return place or _where(source, verb)
    words = frozenset(slot for slot, role in predicate.roles.items() if role == "place")
    return find_place(source, [verb], verb, words & TOWARDS)


def _where(source: Source, verb: Token) -> Place | None:
    adverb = next((child for child in children(verb, "advmod") if child.lower_ == "where"), None)
    return read_place(source, verb.head) if adverb is not None and base(verb) == "acl" else None


def _anchors(verb: Token) -> list[Token]:
    """The verb and those it depends on as an infinitive: in "is expected on Monday to meet" the date hangs on "expected"."""
    found = [verb]
    climb = verb
    while climb.dep_ == "xcomp" and is_verb(climb.head):
        climb = climb.head
        found.append(climb)
    if first(verb, "xcomp") is not None and lemma(verb) in {"arrive", "travel"}:
        found.append(first(verb, "xcomp"))  # type: ignore[arg-type]
    return found


__all__ = ["is_person", "sight_verb"]
