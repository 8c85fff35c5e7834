"""Papers that bind, told by the report itself: "signed a memorandum", "an agreement was reached"."""

from spacy.tokens import Span, Token

from memcon.extraction.commitments.grammar import Sign, child_of, has_modal, is_negated, is_supposed, subject_of
from memcon.extraction.commitments.lexicon import words

_DONE = ("VBD", "VBN", "VBZ", "VBP")


def _is_told(verb: Token) -> bool:
    """ "Signed", and "sign" in a headline, where the tagger takes it for an infinitive."""
    bare = verb.tag_ == "VB" and verb.dep_ == "root" and child_of(verb, "aux", "mark") is None
    return verb.tag_ in _DONE or (bare and subject_of(verb) is not None)


def _is_awaited(verb: Token) -> bool:
    """ "Until a treaty is signed"."""
    return any(child.dep_ == "mark" and child.lower_ in words("sealed", "waiting") for child in verb.children)


def _binds(paper: Token, verb: Token) -> bool:
    lemma = paper.lemma_.lower()
    signed = verb.lemma_ in words("sealed", "signing") and lemma in words("sealed", "written")
    return signed or lemma in words("sealed", "papers")


def _is_past(verb: Token, paper: Token) -> bool:
    """ "Have signed the treaty": told as what is so, not as news."""
    perfect = any(child.lemma_ == "have" and child.dep_ == "aux" for child in verb.children)
    return perfect and any(child.lower_ in ("the", "that") for child in paper.children)


def _is_witnessed(signing: Token) -> bool:
    """ "Oversaw the signing of twelve accords"."""
    verb = signing.head
    seen = verb.lemma_ in words("sealed", "witnessing") and verb.tag_ in _DONE and not has_modal(verb)
    return seen and any(
        child.dep_ == "nmod" and child.lemma_.lower() in words("sealed", "papers") for child in signing.children
    )


def find_sealed(sentence: Span) -> Sign | None:
    """The first paper signed, as an agreement; what had been signed before is background."""
    for token in sentence:
        if token.lower_ == "signing" and _is_witnessed(token):
            return Sign("agreement", token)
        if token.lemma_ not in words("sealed", "verbs") or not _is_told(token):
            continue
        if is_negated(token) or is_supposed(token) or has_modal(token) or _is_awaited(token):
            continue
        if any(child.lower_ == "had" for child in token.children):
            continue
        for child in token.children:
            if child.dep_ in ("obj", "nsubj:pass") and _binds(child, token):
                if _is_past(token, child):
                    continue
                return Sign("agreement", child, subject_of(token) if child.dep_ == "obj" else None)
    return None
