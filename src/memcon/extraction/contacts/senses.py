"""Verbs of contact in another sense: "called the plan a success", "set sail", "meets the interests"."""

from spacy.tokens import Token

from memcon.extraction.contacts.grammar import (
    base,
    children,
    deep_object,
    first,
    is_passive,
    lemma,
    negated,
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
    if key == "call":
        return _calls_otherwise(source, verb, predicate)
    if key == "expect":
        goals = children(verb, "xcomp", "ccomp")
        there = [noun for word, noun in obliques(verb) if word in AT and read_place(source, noun) is not None]
        return not is_passive(verb) or any(not there or goal.i < there[0].i for goal in goals)
    if key == "see" and children(verb, "xcomp", "ccomp"):
        return True
    if predicate.placed:
        return _is_of_nobody(source, verb, predicate)
    if key in {"take", "bring"} and predicate.mode == "visit":
        return not _is_of_journey(source, verb)
    if key in {"set", "leave"} and first(verb, "obj") is not None:
        left = first(verb, "obj")
        return left is None or left.ent_type_ != "LOC" or read_place(source, left) is None
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


def _calls_otherwise(source: Source, verb: Token, predicate: Predicate) -> bool:
    """Calling somebody by phone, in, to a town, on somebody, and all that is none of these: "called the plan a success"."""
    if children(verb, "ccomp", "iobj") or len(children(verb, "obj")) > 1:
        return True
    if predicate.particle == "in":
        return read_place(source, next(iter(children(verb, "obl", "obj", "xcomp")), verb)) is not None
    if "object" not in predicate.needs:
        return any(word in {"on", "upon"} and noun.ent_type_ != "DATE" for word, noun in obliques(verb)) and _appeals(
            verb
        )
    to_town = any(word == "to" and read_place(source, noun) is not None for word, noun in obliques(verb))
    if is_called_in(verb) or to_town is not (predicate.mode == "meeting"):
        return True
    after = verb.doc[verb.i + 1 : verb.i + 2].text.lower()
    return (
        any(child.ent_type_ != "PERSON" and child != deep_object(verb) for child in children(verb, "xcomp"))
        or after in {"for", "on", "upon", "in"}
        or any(word in {"for", "on", "upon"} for word, noun in obliques(verb) if noun.i - verb.i <= 4)
    )


def is_called_in(verb: Token) -> bool:
    """ "Called the envoy in over the raid"."""
    target = deep_object(verb) or first(verb, "xcomp")
    if target is None or target.i < verb.i or target.i + 2 >= verb.sent.end:
        return False
    after = verb.doc[target.i + 1 : target.i + 3]
    return after[0].lower_ == "in" and (after[1].pos_ in {"ADP", "PART", "SCONJ", "PUNCT"} or after[1].is_space)


def _is_of_nobody(source: Source, verb: Token, predicate: Predicate) -> bool:
    """ "Saw the film", "saw her off", "took part with them", "was seen as"."""
    if is_passive(verb) or negated(verb):
        return True
    target = first(verb, "obj")
    if "object" in predicate.roles:
        reciprocal = target is not None and target.lower_ in {"each", "one"}
        named = target is not None and (target.ent_type_ == "PERSON" or source.cast.of(target.i) is not None)
        return not (reciprocal or named) or any(word == "as" for word, _ in obliques(verb))
    return target is None and base(verb) != "acl"


def _is_of_things(source: Source, target: Token) -> bool:
    """ "Met two of the demands"."""
    things = [noun for word, noun in obliques(target) if word == "of"] if target.pos_ == "NUM" else []
    return any(noun.pos_ == "NOUN" and not source.lexicon.has("audience", "people", lemma(noun)) for noun in things)


def _is_of_journey(source: Source, verb: Token) -> bool:
    """ "The tour will take her to Rome", unlike "the ambulance took her to Rome"."""
    subject = surface_subject(verb)
    if subject is not None and verb.dep_ == "acl:relcl" and base(subject) == "nmod":
        subject = subject.head  # "a tour of the capitals that took her to Rome"
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
