"""Papers that bind, told by the report itself: "signed a memorandum", "an agreement was reached"."""

from spacy.tokens import Span

from memcon.extraction.commitments.grammar import Sign, has_modal, is_negated, is_supposed, subject_of
from memcon.extraction.commitments.lexicon import words

_DONE = ("VBD", "VBN", "VBZ", "VBP")


def find_sealed(sentence: Span) -> Sign | None:
    """The first paper signed, as an agreement; what had been signed before is background."""
    for token in sentence:
        if token.lemma_ not in words("sealed", "verbs") or token.tag_ not in _DONE:
            continue
        if is_negated(token) or is_supposed(token) or has_modal(token):
            continue
        if any(child.lower_ == "had" for child in token.children):
            continue
        for child in token.children:
            if child.dep_ in ("obj", "nsubj:pass") and child.lemma_.lower() in words("sealed", "papers"):
                return Sign("agreement", child, subject_of(token) if child.dep_ == "obj" else None)
    return None
