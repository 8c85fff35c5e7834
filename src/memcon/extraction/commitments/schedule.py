"""What is fixed or expected for a time to come: "is due to meet", "is set for May", "is to visit", "Minister to visit"."""

from collections.abc import Iterator

from spacy.tokens import Span, Token

from memcon.actors import Cast
from memcon.extraction.commitments.future import is_told_to_come, takes_office
from memcon.extraction.commitments.grammar import (
    PRESENT,
    Sign,
    Voice,
    child_of,
    is_actor,
    is_event,
    is_negated,
    is_passive,
    is_reported,
    is_supposed,
    subject_of,
)
from memcon.extraction.commitments.lexicon import words

_BE = ("cop", "aux", "aux:pass")


def find_scheduled(sentence: Span, cast: Cast, voice: Voice) -> Iterator[Sign]:
    """Signs of plans that somebody has fixed for somebody."""
    for token in sentence:
        if token.lemma_.lower() in words("future", "scheduled") and token.tag_ in ("VBN", "JJ", "VBD", "VBG"):
            if _is_set(token):
                yield from _scheduled(token, cast, voice)
        elif token.lower_ == "to" and token.dep_ == "mark" and token.head.tag_ in ("VB", "VBN"):
            yield from _infinitive(token.head, cast, voice)


def _is_set(word: Token) -> bool:
    """ "is scheduled", and "was scheduled" where somebody said so; what "was scheduled" otherwise is past."""
    deed = child_of(word, "xcomp")
    copula = child_of(word, "aux:pass", "cop", "aux") or (child_of(deed, "aux:pass") if deed is not None else None)
    doubted = word.dep_ == "xcomp" and is_negated(word.head)  # "is not thought likely to"
    if copula is None or doubted or is_negated(word) or is_supposed(word):
        return False
    return copula.lower_ in PRESENT or copula.lower_ == "be" or is_reported(word)


def _scheduled(word: Token, cast: Cast, voice: Voice) -> Iterator[Sign]:
    deed = child_of(word, "xcomp")
    subject = subject_of(word) or (subject_of(deed) if deed is not None else None)
    if subject is None or subject.lower_ == "it":
        yield from _impersonal(word, deed, cast, voice)
    elif deed is not None:
        yield from _fixed(word, subject, deed, cast, voice)
    elif is_event(subject):
        if word.lemma_ in words("future", "fixed") and child_of(word, "obl", "nmod", "obl:unmarked") is not None:
            yield Sign("plan", word, subject)  # "is set for May"
    elif word.lemma_ in ("due", "expect") and is_actor(subject, cast) and child_of(word, "obl") is not None:
        yield Sign("plan", word, subject)  # "is due in Ankara on Friday"


def _fixed(word: Token, subject: Token, deed: Token, cast: Cast, voice: Voice) -> Iterator[Sign]:
    """ "is due to meet"; but "all states are expected to help", said by somebody, asks them to."""
    actor = is_actor(subject, cast)
    if takes_office(deed) or (word.lemma_ == "expect" and deed.lemma_ in words("future", "agenda")):
        return  # "are expected to discuss"
    if deed.lemma_ in words("future", "states"):
        return
    if actor and word.lemma_ == "expect" and voice.said and deed.lemma_ not in words("future", "meeting"):
        yield Sign("request", word, None, deed)
    elif is_event(subject) and deed.lemma_ not in words("future", "happening") | words("future", "done"):
        return  # "talks are expected to top the agenda"
    elif actor or is_event(subject) or is_passive(deed):
        yield Sign("plan", word, subject, deed)


def _impersonal(word: Token, deed: Token | None, cast: Cast, voice: Voice) -> Iterator[Sign]:
    """ "it is planned to sign", "it is expected that they will meet"."""
    deed = deed or child_of(word, "csubj", "ccomp")
    if deed is not None and (voice.said or word.lemma_ != "expect") and is_told_to_come(deed, cast, voice):
        yield Sign("plan", word, None, deed)


def _infinitive(verb: Token, cast: Cast, voice: Voice) -> Iterator[Sign]:
    """ "is to visit", and, in a headline, "Minister to visit"."""
    be = next((child for child in verb.children if child.dep_ in _BE and child.lower_ in PRESENT), None)
    subject = child_of(verb, "nsubj", "nsubj:pass", "nsubj:outer")
    if be is not None and subject is not None and be.i > subject.i and not is_negated(verb):
        held = not is_event(subject) or is_passive(verb) or verb.lemma_ in words("future", "happening")
        if held and _comes(subject, cast) and verb.lemma_ not in words("future", "states") and not takes_office(verb):
            yield Sign("plan", be, subject, verb)
    elif voice.headline and verb.dep_ == "acl" and verb.head.dep_ == "root" and _comes(verb.head, cast):
        yield Sign("plan", verb, verb.head, verb)


def _comes(noun: Token, cast: Cast) -> bool:
    return is_actor(noun, cast) or is_event(noun)
