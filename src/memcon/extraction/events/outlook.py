"""How a predicate stands to fact: done, denied, still to come, refused, or not told as a fact."""

from typing import Literal

from spacy.tokens import Token

from memcon.extraction.contacts.grammar import base, children, is_verb, lemma, negated
from memcon.extraction.events.patterns import words

Outlook = Literal["done", "denied", "coming", "refused", "untold"]

_WILL = frozenset({"will", "'ll", "’ll", "shall", "wo", "wont"})
_PERHAPS = frozenset({"may", "might", "could", "can", "ca", "must", "should", "ought"})
_SUPPOSING = frozenset(
    {"if", "unless", "whether", "lest", "without", "for", "of", "from", "against", "about", "before", "than"}
)
_BARE = frozenset({"VB", "VBG", "VBN"})
_STEPS = 6


def outlook(verb: Token) -> Outlook:
    """Read off the verb's own form and the words that govern it."""
    denied, climb = False, verb
    for _ in range(_STEPS):
        denied = denied or negated(climb) or any(c.lower_ == "longer" for c in children(climb, "advmod"))
        own = _own(climb)
        if own == "done":
            vouched = _under(climb)
            return "denied" if denied and vouched == "done" else vouched
        if own is not None:
            return ("refused" if denied else "coming") if own == "coming" else own
        head = climb.head
        if head.i == climb.i:
            return "denied" if denied else "done"
        above = _above(climb, head)
        if above is None:
            climb = head
        elif above == "coming":
            denied = denied or negated(head)
            return "untold" if _modal(head) else "refused" if denied else "coming"
        else:
            return "denied" if denied and above == "done" else above
    return "untold"


def _own(verb: Token) -> Outlook | None:
    """What its auxiliaries and its form say; None for infinitives and participles."""
    helpers = {child.lower_ for child in children(verb, "aux")}
    if any(child.lower_ in _SUPPOSING for child in children(verb, "mark", "case")):
        return "untold"
    if helpers & _WILL:
        return "coming"
    if helpers & {"would", "'d", "’d"}:
        return "coming" if _is_reported(verb) else "untold"
    if helpers & _PERHAPS:
        return "untold"
    if helpers - {"to"} or children(verb, "cop") or verb.tag_ in {"VBD", "VBZ", "VBP"}:
        return "untold" if any(c.lower_ == "to" for c in children(verb, "mark")) else "done"
    return None


def _modal(verb: Token) -> bool:
    return bool({child.lower_ for child in children(verb, "aux")} & (_PERHAPS | {"would"}))


def _is_reported(verb: Token) -> bool:
    climb = verb
    while climb.dep_ == "conj":
        climb = climb.head
    saying = words("saying")
    return (climb.dep_ in {"ccomp", "parataxis"} and climb.head.lemma_ in saying) or any(
        child.lemma_ in saying for child in children(climb, "parataxis")
    )


def _under(verb: Token) -> Outlook:
    """What is told in a clause below a word that does not vouch for it is not told as a fact."""
    climb = verb
    for _ in range(_STEPS):
        if climb.dep_ not in {"ccomp", "conj"} or climb.head.i == climb.i:
            break
        if climb.dep_ == "ccomp" and lemma(climb.head) in words("unreal"):
            return "untold"
        climb = climb.head
    return "done"


def _above(verb: Token, head: Token) -> Outlook | None:
    """What the word above an infinitive or participle makes of it; None where the word above decides by its own form."""
    to = any(child.lower_ == "to" for child in children(verb, "mark"))
    relation = base(verb)
    if relation == "root":
        return "done"
    if relation == "conj" and is_verb(head):
        return None
    if relation == "acl" and not is_verb(head):
        return ("coming" if head.lemma_.lower() in words("intents") else "untold") if to else "done"
    if relation in {"xcomp", "advcl", "ccomp"}:
        if lemma(head) in words("passing"):
            return None
        if lemma(head) in words("intending") and to:
            return "coming"
        if to or lemma(head) in words("unreal"):
            return "untold"
        return None if verb.tag_ in _BARE else "done"
    return "untold" if relation in {"csubj", "amod", "nmod", "obl"} else "done"
