"""What somebody says has to be done: "all states must", "it is time to", "Iran expects Turkey to", "has a duty to"."""

from collections.abc import Iterator

from spacy.tokens import Span, Token

from memcon.actors import Cast
from memcon.extraction.commitments.cues import complements_of
from memcon.extraction.commitments.grammar import (
    Sign,
    child_of,
    is_actor,
    is_negated,
    is_none,
    is_passive,
    is_supposed,
    subject_of,
)
from memcon.extraction.commitments.lexicon import words

_ACTS = ("csubj", "xcomp", "ccomp", "advcl", "acl")


def find_obligations(sentence: Span, cast: Cast) -> Iterator[Sign]:
    """Signs of a request in reported speech that has no verb of asking."""
    if sentence.text.rstrip(" \"”'’").endswith("?"):
        return
    for token in sentence:
        if token.tag_ == "MD" and token.lower_ in ("must", "should", "ought"):
            yield from _modal(token, cast)
        elif (
            token.lower_ == "let" and token.nbor().lower_ in ("us", "’s", "'s")
            if token.i + 1 < len(token.doc)
            else False
        ):
            deed = child_of(token, "xcomp", "ccomp")
            if deed is None or deed.lemma_ not in words("obligation", "thoughts"):
                yield Sign("request", token, None, deed)
        elif token.lemma_ in ("need", "have", "require") and token.tag_[:2] == "VB":
            yield from _having(token, cast)
        elif token.tag_ == "VB" and _is_command(token, sentence):
            yield Sign("request", token, None, token)
        elif token.lemma_.lower() in words("obligation", "necessary") and _is_predicate(token):
            yield from _necessary(token)
        elif token.lemma_ in words("obligation", "duties") and token.pos_ == "NOUN":
            yield from _duty(token, cast)
        elif token.lemma_ in words("obligation", "needs") and token.pos_ == "NOUN":
            yield from _need(token)
        elif token.lemma_ in words("obligation", "expecting") and token.tag_ in ("VBZ", "VBP", "VBD", "VBG", "VB"):
            yield from _expected(token, cast)
            if token.lemma_ in ("like", "want"):
                yield from _wished(token, cast)


def _is_command(verb: Token, sentence: Span) -> bool:
    """ "Stop the bombing," at the beginning of what somebody says."""
    leading = (
        child for child in verb.children if child.dep_ in ("nsubj", "aux", "mark", "csubj", "nsubj:pass", "expl")
    )
    if verb.dep_ not in ("root", "ccomp", "parataxis") or any(
        child.lower_ not in ("do", "don", "don’t") for child in leading
    ):
        return False
    before = (word for word in sentence if word.i < verb.i and not word.is_punct and word.text not in "“”\"'‘’")
    spoken = all(word.lower_ in ("please", "do", "n't", "n’t", "not", "so", "and", "now", "don’t") for word in before)
    unmeant = words("obligation", "thoughts") | words("obligation", "courtesies") | {"let", "go", "do", "have"}
    return spoken and verb.lemma_ not in unmeant


def _need(noun: Token) -> Iterator[Sign]:
    """ "there is a need for all to act", "a consensus on the need to act"; but what is discussed is only a topic."""
    governor = next((node.lemma_ for node in noun.ancestors if node.pos_ == "VERB"), "")
    complements = complements_of(noun)
    fits = "act" in complements or ("for" in complements and child_of(noun.head, "expl") is not None)
    if not is_none(noun) and fits and governor not in words("obligation", "discussing"):
        yield Sign("request", noun)


def _modal(modal: Token, cast: Cast) -> Iterator[Sign]:
    verb = modal.head
    if any(child.lower_ == "have" and child.dep_ == "aux" for child in verb.children):
        return  # "must have known", "should have come"
    if verb.dep_ == "ccomp" and verb.head.lemma_ in words("obligation", "discussing"):
        return  # "discussed how they must proceed"
    if _is_asked(verb, cast):
        yield Sign("request", modal, None, verb)


def _having(verb: Token, cast: Cast) -> Iterator[Sign]:
    """ "They also need to release them", "we have to act", "all are required to"; "needs help" asks for nothing to be done."""
    deed = child_of(verb, "xcomp")
    if deed is None or child_of(deed, "mark") is None or is_negated(verb) or verb.tag_ in ("VBN", "VBG"):
        return
    if verb.tag_ == "VBD" and not (verb.dep_ == "ccomp" and verb.head.tag_ == "VBD"):
        return
    subject = subject_of(verb)
    past = verb.tag_ == "VBD" and subject is not None and subject.lower_ == "we"  # "we had to wait": what was
    if (
        past
        or deed.lemma_ == "able"
        or any(child.lower_ == "yet" for child in deed.children)
        or (subject is not None and subject.lower_ in ("it", "i"))
    ):
        return
    if _is_asked(deed, cast, subject):
        yield Sign("request", verb, None, deed)


def _is_asked(verb: Token, cast: Cast, subject: Token | None = None) -> bool:
    """Whether a modal asks: somebody is to do it, it is to be done, or something is to begin or end."""
    deeds = (verb, *(child for child in verb.children if child.dep_ == "conj"))
    if all(deed.lemma_.lower() in words("obligation", "thoughts") for deed in deeds) or is_supposed(verb):
        return False
    subject = subject or subject_of(verb)
    if is_passive(verb):
        return True
    if subject is None:
        return False
    if subject.lower_ in ("there",) or is_actor(subject, cast):
        return True
    return verb.lemma_ in words("obligation", "phases")


def _is_predicate(word: Token) -> bool:
    """ "is necessary", "deems it necessary", "time to act has come"."""
    return child_of(word, "cop") is not None or _is_deemed(word)


def _is_deemed(word: Token) -> bool:
    """ "sees it as essential": strong words only, since much is described as important."""
    deeming = words("obligation", "deeming")
    as_ = child_of(word, "case") is not None and word.head.head.lemma_ in deeming
    return (
        (word.head.lemma_ in deeming or as_)
        and word.dep_ in ("xcomp", "advcl", "ccomp", "obl", "obj", "nmod")
        and word.lemma_.lower() in words("obligation", "strong")
    )


def _necessary(word: Token) -> Iterator[Sign]:
    """ "It is essential that access be given", "it is time to act"; a fact said to be important is no request."""
    if is_negated(word) or is_supposed(word):
        return
    for child in word.children:
        if child.dep_ not in _ACTS or child.i < word.i or child.lemma_ in words("obligation", "thoughts"):
            continue
        if (
            child.tag_ == "VB"
            or word.lemma_.lower() in words("obligation", "strong")
            or any(grand.lower_ in ("to", "be") for grand in child.children)
        ):
            yield Sign("request", word, None, child)
            return
    if _is_deemed(word):
        yield Sign("request", word, None, child_of(word.head, "obj"))


def _duty(noun: Token, cast: Cast) -> Iterator[Sign]:
    """ "has a responsibility to press them"."""
    verb = noun.head
    deed = child_of(noun, "acl")
    if noun.dep_ == "obj" and verb.lemma_ in ("have", "bear") and deed is not None and not is_negated(verb):
        subject = subject_of(verb)
        if subject is not None and is_actor(subject, cast):
            yield Sign("request", noun, None, deed)


def _expected(verb: Token, cast: Cast) -> Iterator[Sign]:
    """ "Expects both leaders to be flexible": somebody else is to act."""
    thing = child_of(verb, "obj")
    deed = child_of(verb, "xcomp", "ccomp") or (child_of(thing, "acl") if thing is not None else None)
    whom = child_of(verb, "obj", "iobj") or (child_of(deed, "nsubj", "nsubj:pass") if deed is not None else None)
    whom = whom or next((child for child in verb.children if child.dep_ == "nsubj" and child.i > verb.i), None)
    if deed is None or whom is None or is_negated(verb) or is_passive(verb) or is_supposed(verb):
        return
    if not any(c.lower_ in ("to", "will") and c.dep_ in ("mark", "aux") and c.i < deed.i for c in deed.children):
        return
    if deed.lemma_ in words("obligation", "courtesies"):
        return
    subject = subject_of(verb)
    if whom.lower_ in ("it", "me", "us", "we", "i") or not (subject is None or is_actor(subject, cast)):
        return
    asked = is_actor(whom, cast) or is_passive(deed) or deed.lemma_ in words("obligation", "phases")
    if asked or verb.lemma_ in ("expect", "want"):
        yield Sign("request" if asked else "hope", verb, subject, deed)


def _wished(verb: Token, cast: Cast) -> Iterator[Sign]:
    """ "would like to visit", "wants to return": one's own act."""
    deed = child_of(verb, "xcomp")
    if deed is None or child_of(verb, "obj", "iobj") is not None or is_negated(verb) or is_supposed(verb):
        return
    if verb.lemma_ == "like" and not any(child.tag_ == "MD" for child in verb.children):
        return
    mark = child_of(deed, "mark")
    subject = subject_of(verb)
    if mark is None or mark.lower_ != "to" or subject is None or not is_actor(subject, cast):
        return
    if deed.lemma_ not in words("obligation", "courtesies"):
        yield Sign("hope", verb, subject, deed)
