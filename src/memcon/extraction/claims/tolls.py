"""Death tolls: "the toll rose to 41", "a death toll of 41"."""

from spacy.tokens import Token

from memcon.extraction.claims.harm import Finding
from memcon.extraction.claims.lexicon import Lexicon
from memcon.extraction.claims.quantities import Quantity
from memcon.record import ClaimKind

_STEPS = 3


def find_toll(quantity: Quantity, lexicon: Lexicon) -> tuple[Finding, bool] | None:
    """The toll that a number is, and whether it is only passed ("tops 27,000"), so that the number is a lower bound."""
    node = quantity.top
    for _ in range(_STEPS):
        if node.dep_ == "nmod" and (what := _toll_at(node.head, lexicon)) is not None:
            return Finding(what, node.head), False
        if node.dep_ not in (
            "obl",
            "obj",
            "nmod",
            "xcomp",
            "advmod",
            "ccomp",
            "nsubj",
            "root",
            "obl:unmarked",
            "nummod",
            "parataxis",
            "conj",
        ):
            return None
        verb = node.head if node.dep_ != "root" else node
        toll = _toll_of(verb, quantity, lexicon)
        if toll is not None and (verb.lower_ in lexicon.toll_verbs or verb.i == quantity.top.i):
            return Finding(toll, verb), verb.lower_ in lexicon.toll_past
        node = verb
    return None


def _toll_of(verb: Token, quantity: Quantity, lexicon: Lexicon) -> ClaimKind | None:
    """The toll that is the subject or object of a verb, before the number."""
    for child in verb.children:
        if (
            child.dep_ in ("nsubj", "nsubj:pass", "obj")
            and child.i < quantity.start
            and (what := _toll_at(child, lexicon)) is not None
        ):
            return what
    return None


def _toll_at(noun: Token, lexicon: Lexicon) -> ClaimKind | None:
    """The kind of a toll whose last word, or whose "number of", is a token."""
    doc = noun.doc
    for what, phrase in lexicon.tolls:
        words = phrase.split()
        anchors = {noun.i - len(words) + 1} if "of" not in words else {noun.i}
        for start in anchors:
            if start >= 0 and [token.lower_ for token in doc[start : start + len(words)]] == words:
                return what
    if noun.lemma_ in ("number", "tally", "count") and any(
        child.dep_ == "nmod" and _is_killed(child) for child in noun.children
    ):
        return "killed"
    return None


def _is_killed(noun: Token) -> bool:
    """ "the number of Palestinians killed"."""
    return noun.lower_ in ("dead", "deaths") or any(
        child.lower_ in ("killed", "martyred", "dead") for child in noun.children
    )
