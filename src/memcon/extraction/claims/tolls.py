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
    reached = any(child.dep_ == "case" and child.lower_ in ("to", "at") for child in node.children)
    for _ in range(_STEPS):
        if node.dep_ == "nmod" and (what := _toll_at(node.head, lexicon)) is not None:
            return Finding(what, node.head), False
        if not (reached and node.dep_ == "acl") and node.dep_ not in (
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
    """The toll that is the subject or object of a verb, before the number, or after it: "brings to 41 the number of dead"."""
    for child in verb.children:
        before = child.dep_ in ("nsubj", "nsubj:pass", "obj") and child.i < quantity.start
        after = child.dep_ == "obj" and child.i > quantity.start and quantity.noun is None
        if not (before or after):
            continue
        toll = _toll_at(child, lexicon) or _rising(child, lexicon)
        if toll is not None:
            return toll
    return None


def _rising(noun: Token, lexicon: Lexicon) -> ClaimKind | None:
    """ "Flood deaths rise to 104"."""
    counted = noun.dep_ == "nsubj" and noun.tag_ == "NNS" and noun.head.lemma_ != "be"
    rows = lexicon.of_kind("counted") if counted else ()
    return next((harm.what for harm in rows if noun.lower_ in harm.words), None)


def _toll_at(noun: Token, lexicon: Lexicon) -> ClaimKind | None:
    """The kind of a toll whose last word, or whose "number of", is a token."""
    doc = noun.doc
    for what, phrase in lexicon.tolls:
        words = phrase.split()
        anchors = {noun.i - len(words) + 1} if "of" not in words else {noun.i}
        for start in anchors:
            if start >= 0 and [token.lower_ for token in doc[start : start + len(words)]] == words:
                return what
    if noun.lemma_ not in ("number", "tally", "count", "figure"):
        return None
    harmed = (_harmed(child, lexicon) for child in noun.children if child.dep_ == "nmod")
    return next(filter(None, harmed), None)


def _harmed(noun: Token, lexicon: Lexicon) -> ClaimKind | None:
    """ "the number of Palestinians killed", "the number of displaced"."""
    said = {noun.lower_, *(child.lower_ for child in noun.children if child.dep_ in ("acl", "amod"))}
    states = (harm.what for harm in lexicon.of_kind("state") if said & harm.words)
    return next(states, "killed" if noun.lower_ == "deaths" else None)
