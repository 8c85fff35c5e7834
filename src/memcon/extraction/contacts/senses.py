"""Verbs of contact in another sense: "called the plan a success", "set sail", "meets the interests"."""

from spacy.tokens import Token

from memcon.extraction.contacts.grammar import (
    children,
    deep_object,
    first,
    is_passive,
    lemma,
    obliques,
    surface_subject,
)
from memcon.extraction.contacts.lexicon import Predicate
from memcon.extraction.contacts.parties import find_parties
from memcon.extraction.contacts.places import read_place
from memcon.extraction.contacts.setting import AT
from memcon.extraction.contacts.sighting import Source


def another_sense(source: Source, verb: Token, predicate: Predicate) -> bool:
    """ "called the plan a success", "called for", "called on … to", "set sail", "meets the interests"."""
    key = lemma(verb)
    if key == "call" and (children(verb, "ccomp", "iobj") or len(children(verb, "obj")) > 1):
        return True
    if key == "expect":
        goals = children(verb, "xcomp", "ccomp")
        there = [noun for word, noun in obliques(verb) if word in AT and read_place(source, noun) is not None]
        return not is_passive(verb) or any(not there or goal.i < there[0].i for goal in goals)
    if key == "call" and predicate.particle == "in":
        return read_place(source, next(iter(children(verb, "obl", "obj", "xcomp")), verb)) is not None
    if key == "call" and "object" in predicate.needs:
        after = verb.doc[verb.i + 1 : verb.i + 2].text.lower()
        return (
            any(child.ent_type_ != "PERSON" and child != deep_object(verb) for child in children(verb, "xcomp"))
            or after in {"for", "on", "upon", "in"}
            or any(word in {"for", "on", "upon"} for word, noun in obliques(verb) if noun.i - verb.i <= 4)
        )
    if key == "call":
        return _appeals(verb)
    if key in {"take", "bring"} and predicate.mode == "visit":
        return not _is_of_journey(source, verb)
    if key in {"set", "leave"} and first(verb, "obj") is not None:
        return read_place(source, first(verb, "obj")) is None  # type: ignore[arg-type]
    if "object" in predicate.needs and "with" in predicate.roles:
        target = deep_object(verb)
        if target is not None and _is_of_things(source, target):
            return True
        return (
            target is not None
            and not find_parties(source, target, "party")
            and not source.lexicon.has("audience", "people", lemma(target))
        )
    return False


def _is_of_things(source: Source, target: Token) -> bool:
    """ "Met two of the demands"."""
    things = [noun for word, noun in obliques(target) if word == "of"] if target.pos_ == "NUM" else []
    return any(noun.pos_ == "NOUN" and not source.lexicon.has("audience", "people", lemma(noun)) for noun in things)


def _is_of_journey(source: Source, verb: Token) -> bool:
    """ "The tour will take her to Rome", unlike "the ambulance took her to Rome"."""
    subject = surface_subject(verb)
    noun = source.lexicon.nouns.get(lemma(subject)) if subject is not None else None
    return noun is not None and noun.mode == "visit" and not is_passive(verb)


def _appeals(verb: Token) -> bool:
    """Whether what follows "called on X" is what he was asked to do."""
    last = max((noun.right_edge.i for word, noun in obliques(verb) if word in {"on", "upon"}), default=verb.i)
    after = verb.doc[verb.i + 1 : min(last + 4, verb.sent.end)]
    goals = [
        child
        for child in children(verb, "advcl", "xcomp")
        if any(mark.lower_ == "to" for mark in children(child, "mark"))
    ]
    return bool(goals) or any(token.lower_ == "to" and token.dep_ == "mark" for token in after)
