"""What the tree says of a mention: its role in the clause, and where a pronoun cannot mean it."""

from typing import Literal

from spacy.tokens import Token

Role = Literal["main", "subject", "object", "owner", "other"]
SUBJECTS = frozenset(("nsubj", "nsubj:pass", "nsubj:outer", "csubj"))
_OBJECTS = frozenset(("obj", "iobj", "obl:agent"))
_OWNERS = frozenset(("nmod:poss",))
_INSIDE_NAMES = frozenset(("flat", "appos", "nmod:desc", "compound", "conj"))
_ARGUMENTS = SUBJECTS | _OBJECTS | frozenset(("obl",))
_WITHOUT_SUBJECT = frozenset(("xcomp", "advcl", "conj", "acl"))
_FRONTED = frozenset(("obl", "advcl", "obl:tmod", "obl:unmarked", "advmod"))


def top(token: Token) -> Token:
    """The word that stands in the clause for a name: "minister" for "Silva" in "the minister, Silva"."""
    while token.dep_ in _INSIDE_NAMES and token.head.i != token.i and token.pos_ in ("PROPN", "NOUN", "PRON"):
        token = token.head
    return token


def role_of(token: Token) -> Role:
    """What a mention does in its clause."""
    word = top(token)
    if word.dep_ in SUBJECTS:
        clause = word.head
        return "main" if clause.dep_ == "root" or (clause.dep_ == "conj" and clause.head.dep_ == "root") else "subject"
    if word.dep_ in _OBJECTS:
        return "object"
    return "owner" if word.dep_ in _OWNERS else "other"


def depth(token: Token) -> int:
    """Words between a token and the root of its sentence."""
    steps = 0
    while token.head.i != token.i:
        token, steps = token.head, steps + 1
    return steps


def is_above(subject: Token, token: Token) -> bool:
    """Whether a word is the subject of a clause that a token stands in, at any depth."""
    verb, node = top(subject).head, token
    while node.head.i != node.i:
        node = node.head
        if node.i == verb.i:
            return True
    return False


def clause_of(token: Token) -> Token:
    """The verb, or else the root, under which a token stands."""
    node = token.head
    while node.head.i != node.i and node.pos_ not in ("VERB", "AUX") and node.dep_ not in ("root", "ccomp", "advcl"):
        node = node.head
    return node


def _subject(verb: Token) -> Token | None:
    return next((child for child in verb.children if child.dep_ in SUBJECTS), None)


def understood_subject(verb: Token) -> Token | None:
    """The subject of a verb, its own or the one that it takes over ("asked him to leave", "left, waving")."""
    node = verb
    while node.dep_ in _WITHOUT_SUBJECT and _subject(node) is None and node.head.i != node.i:
        controlled = node.dep_ == "xcomp"
        governor = node.head
        asked = next((child for child in governor.children if child.dep_ in ("obj", "iobj")), None)
        if controlled and asked is not None and asked.i < node.i:
            return asked
        node = governor
        if node.pos_ in ("NOUN", "PROPN", "PRON"):
            return node
    return _subject(node)


def barred(pronoun: Token, mention: Token, *, possessive: bool, reflexive: bool) -> bool:
    """Whether grammar keeps a pronoun from meaning a mention of the same sentence.

    "He praised him" and "Silva praised him" are about two persons; "his son Paulo" is not Paulo's; what a clause says
    after its subject pronoun is of somebody else ("he said that Silva …").
    """
    word, own = top(mention), top(pronoun)
    if _within(own, mention) or _within(mention, own) or (own.i == word.i):
        return True
    if possessive:
        return _within(word, pronoun.head) if word.i != pronoun.head.i else True
    clause = own.head
    subject = understood_subject(clause) if own.dep_ not in SUBJECTS else None
    same = word.head.i == clause.i and word.dep_ in _ARGUMENTS
    if reflexive:
        return not (subject is not None and subject.i == word.i)
    return own.dep_ in _ARGUMENTS and (same or (subject is not None and subject.i == word.i))


def _within(token: Token, root: Token) -> bool:
    """Whether a name is a part of the noun phrase around ``root``."""
    node = token
    while node.dep_ in ("flat", "appos", "nmod:desc", "compound") and node.head.i != node.i:
        node = node.head
        if node.i == root.i:
            return True
    return False


def points_forward(pronoun: Token, mention: Token) -> bool:
    """Whether a pronoun may mean a subject behind it: it opens the sentence on that subject's verb ("In her speech, …")."""
    word = top(mention)
    if word.dep_ not in SUBJECTS or word.head.i <= pronoun.i:
        return False
    node, verb = pronoun, word.head
    while node.head.i not in (node.i, verb.i):
        node = node.head
    return node.head.i == verb.i and node.i != word.i and node.dep_ in _FRONTED
