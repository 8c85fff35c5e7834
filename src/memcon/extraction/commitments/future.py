"""What is told as going to happen: "will visit", "plans to", "is visiting Oslo next week", "his upcoming visit"."""

from collections.abc import Iterator

from spacy.tokens import Span, Token

from memcon.actors import Cast
from memcon.extraction.commitments.grammar import (
    PRESENT,
    Sign,
    Voice,
    child_of,
    has_case,
    has_modal,
    is_actor,
    is_event,
    is_many,
    is_negated,
    is_none,
    is_own,
    is_passive,
    is_reported,
    is_supposed,
    subject_of,
)
from memcon.extraction.commitments.lexicon import words
from memcon.record import CommitmentKind

_WILL = frozenset(("will", "'ll", "’ll", "shall"))
_WOULD = frozenset(("would", "'d", "’d"))
_MAY = frozenset(("may", "might", "could"))
_DAYS = frozenset(("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "tomorrow"))
_LEADING = frozenset(("to", "toward", "towards", "on"))


def find_futures(sentence: Span, cast: Cast, voice: Voice) -> Iterator[Sign]:
    """Signs of plans and pledges that a modal, a verb of intent or a time to come gives."""
    for token in sentence:
        if token.lower_ in _WILL and token.dep_ in ("aux", "aux:pass"):
            yield from _will(token, cast, voice)
        elif token.lower_ in _WOULD and token.dep_ == "aux" and is_reported(token.head):
            yield from _will(token, cast, voice)  # said with "will"
        elif token.lower_ in _MAY and token.dep_ == "aux" and token.head.head.lemma_ == "warn":
            yield from _threat(token, cast, voice)
        elif token.tag_[:2] == "VB":
            if token.lemma_ in words("future", "intending"):
                yield from _intended(token, cast, voice)
            if token.tag_ == "VBG" and child_of(token, "aux") is not None:
                yield from _progressive(token, cast)
            elif token.tag_ in ("VBZ", "VBP"):
                yield from _present(token, cast, voice)
        elif token.lemma_ in words("future", "travels") and token.pos_ == "NOUN":
            yield from _upcoming(token, cast)


def _will(modal: Token, cast: Cast, voice: Voice) -> Iterator[Sign]:
    verb = modal.head
    subject = subject_of(verb)
    if subject is None or is_supposed(verb) or is_none(subject):
        return
    if is_negated(verb):
        if voice.said and verb.lemma_ in words("future", "refused") and _is_side(subject, voice, cast):
            yield Sign("pledge", modal, subject, verb)  # "we will not allow"
        return
    kind = kind_of(verb, subject, cast, voice)
    if kind is not None:
        yield Sign(kind, modal, subject, verb)


def _threat(modal: Token, cast: Cast, voice: Voice) -> Iterator[Sign]:
    """ "The army warned that it may close the road": what one warns that one may do oneself."""
    verb, subject = modal.head, subject_of(modal.head)
    if verb.dep_ != "ccomp" or is_negated(verb) or is_passive(verb) or verb.lemma_ in words("future", "states"):
        return
    if subject is not None and is_own(subject, voice.own, cast):
        yield Sign("pledge", modal, subject, verb)


def _present(verb: Token, cast: Cast, voice: Voice) -> Iterator[Sign]:
    """ "Arrives in Oslo Monday", "his schedule includes talks with the king"; a headline's present tells of the past."""
    subject, thing = subject_of(verb), child_of(verb, "obj")
    if voice.headline or subject is None or is_negated(verb) or is_supposed(verb):
        return
    if verb.lemma_ == "include":
        if thing is not None and is_event(thing) and subject.lemma_.lower() in words("future", "itineraries"):
            yield Sign("plan", verb, child_of(subject, "nmod:poss"), verb)
        return
    on_a_day = any(child.lower_ in _DAYS and child.dep_.startswith("obl") for child in verb.children)
    if on_a_day and verb.lemma_ in words("future", "timed") and (is_actor(subject, cast) or is_event(subject)):
        yield Sign("plan", verb, subject, verb)


def takes_office(verb: Token) -> bool:
    """ "Is due to take office": no act of diplomacy."""
    thing = child_of(verb, "obj")
    return verb.lemma_ == "take" and thing is not None and thing.lemma_.lower() in words("future", "taken")


def kind_of(verb: Token, subject: Token, cast: Cast, voice: Voice) -> CommitmentKind | None:
    """A plan, where people are to meet or something is to take place; a pledge, where the speaker's side is to do something."""
    lemma = verb.lemma_.lower()
    thing = subject if is_passive(verb) else child_of(verb, "obj")
    if is_event(subject):
        listed = lemma == "include" and thing is not None and is_event(thing)  # "the visit will include talks"
        return "plan" if listed or lemma in words("future", "happening") else None
    if lemma in words("future", "paper_verbs") and thing is not None and _is_paper(thing):
        return "agreement"
    if is_passive(verb):
        return _of_passive(lemma, is_actor(subject, cast), voice)
    if not is_actor(subject, cast):
        return _of_thing(lemma, subject, voice)
    if lemma == "have" and thing is not None and is_event(thing):
        return "plan"
    if verb.pos_ != "VERB" or lemma in words("future", "states") or takes_office(verb):
        return None
    if lemma in words("future", "meeting") or not voice.said:
        return "plan"
    return _of_speaker(lemma, subject, cast, voice)


def _is_paper(thing: Token) -> bool:
    return thing.lemma_.lower() in words("sealed", "papers")


def _of_passive(lemma: str, actor: bool, voice: Voice) -> CommitmentKind | None:
    """ "she will be received"; "steps will be taken"."""
    if lemma in words("future", "dealt") and voice.said:
        return "pledge"
    if actor:
        return "plan" if lemma in words("future", "received") else None
    if lemma in words("future", "done"):
        return "pledge" if voice.said else "plan"
    return "plan" if lemma in words("future", "meeting") else None


def _of_thing(lemma: str, subject: Token, voice: Voice) -> CommitmentKind | None:
    """ "the crossing will reopen"; "our support will continue"."""
    if lemma not in words("future", "restarting") or not voice.said:
        return None
    return "pledge" if child_of(subject, "nmod:poss") is not None else "plan"


def _of_speaker(lemma: str, subject: Token, cast: Cast, voice: Voice) -> CommitmentKind | None:
    """What a speaker says that his own side, or others, will do."""
    if is_own(subject, voice.own, cast) or is_many(subject, cast):
        return "pledge"
    if lemma in words("future", "predicted"):
        return None
    return "pledge" if _is_side(subject, voice, cast) else "plan"


def _is_side(subject: Token, voice: Voice, cast: Cast) -> bool:
    """The speaker's own side, or a state: in reported speech it is mostly its own people that speak of it."""
    mention = cast.of(subject.i)
    return is_own(subject, voice.own, cast) or (mention is not None and mention.kind == "state")


def _intended(verb: Token, cast: Cast, voice: Voice) -> Iterator[Sign]:
    """ "plans to reopen", "is preparing a visit", "is working towards an accord"."""
    subject = subject_of(verb)
    if subject is None or not is_actor(subject, cast) or is_negated(verb) or is_supposed(verb) or is_passive(verb):
        return
    if verb.tag_ in ("VBD", "VBN") and not is_reported(verb):
        return
    progressive = verb.tag_ == "VBG" and child_of(verb, "aux") is not None
    if not progressive and verb.lemma_ in words("future", "only_progressive"):
        return
    thing = child_of(verb, "obj")
    if progressive and thing is not None and (is_event(thing) or verb.lemma_ == "plan"):
        yield Sign("plan", verb, subject)
        return
    deed = child_of(verb, "xcomp", "advcl") or (child_of(verb, "obl") if verb.lemma_ == "work" else None)
    if deed is None or any(child.lower_ == "forward" for child in verb.children):
        return
    leads = any(child.lower_ in _LEADING for child in deed.children)
    if leads or (verb.lemma_ == "consider" and deed.tag_ == "VBG"):
        kind = kind_of(deed, subject, cast, voice) if verb.lemma_ == "go" else "plan"
        if kind is not None:
            yield Sign(kind, verb, subject, deed)


def _progressive(verb: Token, cast: Cast) -> Iterator[Sign]:
    """ "is visiting Oslo next week"."""
    be, subject = child_of(verb, "aux"), subject_of(verb)
    if be is None or be.lower_ not in PRESENT or subject is None or not is_actor(subject, cast):
        return
    if any(_is_to_come(child) for child in verb.children) and not is_negated(verb):
        yield Sign("plan", verb, subject, verb)


def _is_to_come(time: Token) -> bool:
    return time.lower_ == "tomorrow" or (
        time.dep_.startswith("obl") and any(child.lower_ in ("next", "coming") for child in time.children)
    )


def _upcoming(noun: Token, cast: Cast) -> Iterator[Sign]:
    """ "the president's upcoming visit", "the scheduled visit of the premier"."""
    if not any(child.lower_ in words("future", "upcoming") for child in noun.children):
        return
    for child in noun.children:
        owner = child.dep_ == "nmod:poss" or (child.dep_ == "nmod" and has_case(child, frozenset(("of", "by"))))
        if owner and is_actor(child, cast):
            yield Sign("plan", noun, child)
            return


def is_told_to_come(deed: Token, cast: Cast, voice: Voice) -> bool:
    """Whether "it is planned" or "it is expected" goes on with something to be done: "to sign", "that they will meet"."""
    subject = child_of(deed, "nsubj", "nsubj:pass")
    if subject is not None:
        return has_modal(deed) and kind_of(deed, subject, cast, voice) is not None
    return deed.lemma_ in words("future", "happening") | words("future", "meeting") | words("future", "done")
