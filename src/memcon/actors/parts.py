"""How a sentence shows the persons that it names: acting, visiting, or only spoken of."""

import tomllib
from pathlib import Path

from spacy.tokens import Token

from memcon.actors.grammar import SUBJECTS, role_of, top
from memcon.actors.phrase import Phrase

_WORDS = tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))
_GUEST_DOES, _GUEST_IS_DONE_TO = frozenset(_WORDS["guest_does"]), frozenset(_WORDS["guest_is_done_to"])
_REPORTED = frozenset(("ccomp", "acl", "acl:relcl", "advcl", "csubj"))
_ABOUT = frozenset(("about", "regarding", "concerning"))


def is_spoken_of(head: Token) -> bool:
    """Whether somebody is named in what another says or speaks about: "said that X would come", "spoke about X"."""
    word = top(head)
    while word.dep_ not in ("root", "ROOT") and word.head != word:
        told_of = [t for t in word.head.children if t.i <= word.i and t.dep_ in ("obl", "nmod")]
        if word.dep_ in _REPORTED or any(case.lower_ in _ABOUT for t in told_of for case in t.children):
            return True
        word = word.head
    return False


def is_many(head: Token) -> bool:
    """Whether a plural noun is the subject of its sentence."""
    return head.tag_ in ("NNS", "NNPS", "CD", "DT", "PRP") and role_of(head) == "main"


def only_relays(head: Token) -> bool:
    """Whether somebody is only the source of what stands before: "the road is open, officials said"."""
    verb = head.head
    before = any(child.dep_ == "ccomp" and child.i < head.i for child in verb.children)
    return head.dep_ in SUBJECTS and (before or (verb.dep_ == "parataxis" and verb.head.i < head.i))


def is_guest(word: Token) -> bool:
    """Whether somebody comes to see another: "the minister arrived", "was received", "she hosted the minister"."""
    verb = word.head.lemma_.lower()
    passive = any(child.dep_ == "aux:pass" for child in word.head.children)
    if word.dep_ in ("nsubj", "nsubj:pass"):
        return verb in (_GUEST_IS_DONE_TO if passive else _GUEST_DOES)
    return word.dep_ == "obj" and verb in _GUEST_IS_DONE_TO


def is_subject(head: Token, phrase: Phrase) -> bool:
    """Whether a phrase is the subject of a clause, also by the title before its name."""
    return head.dep_ in SUBJECTS or (
        head.dep_ in ("flat", "appos", "nmod:desc", "compound")
        and phrase.start <= head.head.i < phrase.end
        and head.head.dep_ in SUBJECTS
    )
