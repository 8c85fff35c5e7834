"""Harm that did not happen: denied, feared, planned, or told of as a condition."""

from spacy.tokens import Token

from memcon.extraction.claims.lexicon import Lexicon
from memcon.extraction.claims.quantities import Quantity

_STEPS = 6
_HELPERS = ("aux", "aux:pass", "advmod", "mark", "det", "case", "cop")


def is_doubtful(token: Token, quantity: Quantity, lexicon: Lexicon) -> bool:
    """Whether the word of harm, or what it hangs on, says that it is not a fact."""
    if any(
        child.lower_ in lexicon.negation
        for node in (quantity.top, quantity.noun)
        if node
        for child in node.children
        if child.dep_ in ("det", "advmod")
    ):
        return True
    node = token
    for _ in range(_STEPS):
        if _says_so(node, lexicon):
            return True
        if any(child.dep_ == "case" and child.lower_ == "with" for child in node.children):
            return False  # "loath to leave, with twelve people dead"
        if node.head.i == node.i:
            return False
        if node.dep_ == "conj" and _has_own_subject(node):
            return False
        if node.dep_ in ("ccomp", "acl:relcl", "parataxis"):
            return node.dep_ == "ccomp" and node.head.lower_ in (
                "deny",
                "denies",
                "denied",
                "denying",
                "refuted",
                "refutes",
                "rejected",
                "rejects",
            )
        if (
            node.head.lower_ in lexicon.unreal
            and node.dep_ in ("xcomp", "obj", "advcl", "obl", "nmod", "acl", "ccomp")
            and node.i > node.head.i
        ):
            return True
        node = node.head
    return False


def _has_own_subject(node: Token) -> bool:
    return any(child.dep_ in ("nsubj", "nsubj:pass") for child in node.children)


def _says_so(node: Token, lexicon: Lexicon) -> bool:
    words = {child.lower_ for child in node.children if child.dep_ in _HELPERS}
    if words & lexicon.modal or words & lexicon.negation or words & lexicon.marks:
        return True
    return _is_bare_infinitive(node, words, lexicon)


def _is_bare_infinitive(node: Token, words: set[str], lexicon: Lexicon) -> bool:
    """ "to arrest 40 people", but not "believed to have been killed" nor "forced to flee"."""
    if "to" not in words or node.tag_ not in ("VB", "VBN") or "have" in words:
        return False
    return node.dep_ not in ("xcomp", "ccomp", "advcl") or node.head.lower_ not in lexicon.factual
