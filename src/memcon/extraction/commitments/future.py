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
    is_of_side,
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
_PLACES = frozenset(("in", "at", "on"))
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
        elif token.lemma_ == "preparation" and token.pos_ == "NOUN":
            yield from _prepared(token)


def _will(modal: Token, cast: Cast, voice: Voice) -> Iterator[Sign]:
    verb = modal.head
    subject = subject_of(verb)
    if subject is None or is_supposed(verb) or is_none(subject) or _is_imagined(verb):
        return
    if is_negated(verb):
        if voice.said and _is_refused(verb, subject, cast, voice):
            yield Sign("pledge", modal, subject, verb)
        return
    kind = "plan" if _is_going(verb, subject, cast) else kind_of(verb, subject, cast, voice)
    if kind == "plan" and verb.head.lemma_ == "warn":
        kind = "pledge"  # "warned that the case will be raised"
    if kind is not None:
        yield Sign(kind, modal, subject, verb)


def _is_imagined(verb: Token) -> bool:
    """ "Feared that they would", "on speculation that they will": nobody's undertaking."""
    return verb.dep_ in ("ccomp", "acl") and verb.head.lemma_ in words("future", "imagining")


def _is_refused(verb: Token, subject: Token, cast: Cast, voice: Voice) -> bool:
    """ "We will not allow", "our help will not slacken"."""
    if verb.lemma_ in words("future", "slackening") and is_of_side(subject, voice.own, cast):
        return True
    return verb.lemma_ in words("future", "refused") and _is_side(subject, voice, cast)


def _is_going(place: Token, subject: Token, cast: Cast) -> bool:
    """ "Will be in Rome on Friday", "will be among those attending": the parser makes the place the predicate."""
    if child_of(place, "cop") is None or not is_actor(subject, cast):
        return False
    there = has_case(place, _PLACES) and (place.ent_type_ in ("LOC", "GPE") or is_event(place))
    joined = child_of(place, "acl")
    return there or (has_case(place, frozenset(("among",))) and joined is not None and joined.lemma_ == "attend")


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
    on_a_day = any(_is_to_come(child) for child in verb.children)
    if (
        on_a_day
        and verb.lemma_ in words("future", "timed")
        and not takes_office(verb)
        and (is_actor(subject, cast) or is_event(subject))
    ):
        yield Sign("plan", verb, subject, verb)


def takes_office(verb: Token) -> bool:
    """ "Is due to take office", "leaves the job": no act of diplomacy."""
    thing = child_of(verb, "obj")
    return (
        verb.lemma_ in ("take", "leave", "assume")
        and thing is not None
        and thing.lemma_.lower() in words("future", "taken")
    )


def kind_of(verb: Token, subject: Token, cast: Cast, voice: Voice) -> CommitmentKind | None:
    """A plan, where people are to meet or something is to take place; a pledge, where the speaker's side is to do something."""
    lemma = _kept_up(verb) or verb.lemma_.lower()
    thing = subject if is_passive(verb) else child_of(verb, "obj")
    if is_event(subject):
        listed = lemma == "include" and thing is not None and is_event(thing)  # "the visit will include talks"
        return "plan" if listed or lemma in words("future", "happening") else None
    if lemma in words("future", "opening") and subject.lemma_.lower() in words("future", "undertakings"):
        return "plan"
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
    if lemma in words("future", "saying"):
        return None
    if lemma == "continue" and not voice.said and (deed := child_of(verb, "xcomp")) is not None:
        return "plan" if deed.lemma_ in words("future", "meeting") else "pledge"
    if lemma in words("future", "meeting") or not voice.said or (thing is not None and is_convened(lemma, thing)):
        return "plan"
    return _of_speaker(lemma, subject, cast, voice)


def _kept_up(verb: Token) -> str | None:
    """ "Will go on helping", "will keep helping": what goes on."""
    deed = child_of(verb, "xcomp", "advcl")
    return deed.lemma_ if deed is not None and deed.tag_ == "VBG" and verb.lemma_ in ("go", "keep") else None


def is_convened(lemma: str, thing: Token) -> bool:
    """ "Will resume talks", "are to initiate consultations"."""
    return is_event(thing) and lemma in words("future", "happening") | {"initiate", "have"}


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
    return "pledge" if lemma == "continue" and child_of(subject, "nmod:poss") is not None else "plan"


def _of_speaker(lemma: str, subject: Token, cast: Cast, voice: Voice) -> CommitmentKind | None:
    """What a speaker says that his own side, or others, will do."""
    if lemma in words("future", "administering"):
        return "plan"
    if is_of_side(subject, voice.own, cast) or is_many(subject, cast):
        return "pledge"
    if lemma in words("future", "predicted"):
        return None
    return "pledge" if _is_side(subject, voice, cast) else "plan"


def _is_side(subject: Token, voice: Voice, cast: Cast) -> bool:
    """The speaker's own side, or a state: in reported speech it is mostly its own people that speak of it."""
    mention = cast.of(subject.i)
    return is_of_side(subject, voice.own, cast) or (mention is not None and mention.kind == "state")


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
    if progressive and thing is not None and (is_event(thing) or _is_paper(thing) or verb.lemma_ == "plan"):
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
    if verb.lemma_ not in words("future", "timed") | words("future", "meeting"):
        return
    if any(_is_to_come(child) for child in verb.children) and not is_negated(verb):
        yield Sign("plan", verb, subject, verb)


def _is_to_come(time: Token) -> bool:
    """ "On Sunday", "in June", "next week", "this week"."""
    words_ = [child.lower_ for child in time.children]
    if not (time.dep_.startswith("obl") or time.lower_ == "tomorrow") or {"last", "every", "each"} & set(words_):
        return False
    named = time.lower_ in _DAYS or time.lower_ in words("future", "months")
    return (
        named
        or bool({"next", "coming"} & set(words_))
        or ("this" in words_ and time.lower_ in words("future", "nearby"))
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


def _prepared(noun: Token) -> Iterator[Sign]:
    """ "Preparations for a visit by the king"."""
    places = (noun, noun.head) if noun.dep_ in ("nsubj", "nsubj:pass") else (noun,)
    for child in (child for place in places for child in place.children):
        if child.i > noun.i and is_event(child) and has_case(child, frozenset(("for",))):
            yield Sign("plan", noun, child_of(child, "nmod", "nmod:poss"), child)
            return


def is_told_to_come(deed: Token, cast: Cast, voice: Voice) -> bool:
    """Whether "it is planned" or "it is expected" goes on with something to be done: "to sign", "that they will meet"."""
    subject = child_of(deed, "nsubj", "nsubj:pass")
    if subject is not None:
        return has_modal(deed) and kind_of(deed, subject, cast, voice) is not None
    return deed.lemma_ in words("future", "happening") | words("future", "meeting") | words("future", "done")
