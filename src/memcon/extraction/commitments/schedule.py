"""What is fixed or expected for a time to come: "is due to meet", "is set for May", "is to visit", "Minister to visit"."""

from collections.abc import Iterator

from spacy.tokens import Span, Token

from memcon.actors import Cast
from memcon.extraction.commitments.future import is_convened, is_told_to_come, takes_office
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

_FINITE = ("VBZ", "VBP", "VBD", "MD")
_BE = ("cop", "aux", "aux:pass")


def find_scheduled(sentence: Span, cast: Cast, voice: Voice) -> Iterator[Sign]:
    """Signs of plans that somebody has fixed for somebody."""
    for token in sentence:
        if token.lower_ == "due" and _is_awaited(token):
            guest = subject_of(token) or subject_of(token.head)
            if guest is not None and is_actor(guest, cast):
                yield Sign("plan", token, guest, token.nbor().head)
        elif token.lemma_.lower() in words("future", "scheduled") and token.tag_ in ("VBN", "JJ", "VBD", "VBG"):
            if _is_set(token):
                yield from _scheduled(token, cast, voice)
            elif token.dep_ == "acl" and is_event(token.head) and _is_dated(token):
                yield Sign("plan", token, token.head)
        elif token.lower_ == "to" and token.dep_ == "mark" and token.head.tag_ in ("VB", "VBN"):
            yield from _infinitive(token.head, cast, voice)


def _is_awaited(due: Token) -> bool:
    """ "Is due in Rome": the parser makes now the one, now the other the predicate."""
    inside = due.sent.start < due.i < due.sent.end - 1
    return inside and due.nbor(-1).lower_ in PRESENT and due.nbor().lower_ in ("in", "at") and not is_supposed(due)


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
        if word.lemma_ == "expect" and _is_dated(word):
            yield Sign("plan", word, subject)
        elif word.lemma_ in words("future", "fixed") and child_of(word, "obl", "nmod", "obl:unmarked") is not None:
            yield Sign("plan", word, subject)  # "is set for May"
    elif word.lemma_ in ("due", "expect") and is_actor(subject, cast) and child_of(word, "obl") is not None:
        yield Sign("plan", word, subject)  # "is due in Ankara on Friday"


def _is_dated(word: Token) -> bool:
    """ "Is expected within days", "the visit, planned for June"."""
    return any(
        child.dep_.startswith("obl") and (child.ent_type_ == "DATE" or child.lemma_ in words("grammar", "times"))
        for child in word.children
    )


def _fixed(word: Token, subject: Token, deed: Token, cast: Cast, voice: Voice) -> Iterator[Sign]:
    """ "is due to meet"; but "all states are expected to help", said by somebody, asks them to."""
    actor = is_actor(subject, cast)
    if takes_office(deed) or (word.lemma_ == "expect" and deed.lemma_ in words("future", "agenda")):
        return  # "are expected to discuss"
    thing = child_of(deed, "obj")
    convened = thing is not None and is_convened(deed.lemma_, thing)
    if deed.lemma_ in words("future", "states") and not convened:
        return
    meets = convened or deed.lemma_ in words("future", "meeting")
    if actor and word.lemma_ == "expect" and voice.said and not meets:
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
    be = next((child for child in verb.children if child.dep_ in _BE and _is_now(child, verb)), None)
    subject = child_of(verb, "nsubj", "nsubj:pass", "nsubj:outer")
    if be is not None and subject is None and be.i > verb.doc[0].i and is_actor(be.nbor(-1), cast):
        subject = be.nbor(-1)  # "the talks that the king and the emir are to hold"
    if be is not None and subject is not None and be.i > subject.i and not is_negated(verb):
        held = not is_event(subject) or is_passive(verb) or verb.lemma_ in words("future", "happening")
        if held and _comes(subject, cast) and verb.lemma_ not in words("future", "states") and not takes_office(verb):
            yield Sign("plan", be, subject, verb)
    elif voice.headline and (comer := subject or _comer(verb)) is not None and _comes(comer, cast):
        yield Sign("plan", verb, comer, verb)


def _comer(verb: Token) -> Token | None:
    """Who is "to visit" in a headline, which has no other verb: the word before "to", wherever the parser hangs the infinitive."""
    mark = child_of(verb, "mark")
    if mark is None or mark.i == verb.sent.start:
        return None
    before = verb.doc[verb.sent.start : mark.i]
    if any(word.tag_ in _FINITE for word in before):
        return None
    return before[-1] if before[-1].pos_ in ("NOUN", "PROPN") else None


def _is_now(be: Token, verb: Token) -> bool:
    """ "Is to meet", and "was to meet later on Tuesday"."""
    later = any(child.lower_ == "later" for child in verb.subtree) and verb.lemma_ in words("future", "meeting")
    return be.lower_ in PRESENT or (later and be.lower_ in ("was", "were"))


def _comes(noun: Token, cast: Cast) -> bool:
    return is_actor(noun, cast) or is_event(noun)
