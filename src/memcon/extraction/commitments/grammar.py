"""Questions put to the parse: who does what a verb tells, and whether it is told as a fact."""

from dataclasses import dataclass

from spacy.tokens import Token

from memcon.actors import Cast
from memcon.actors.knowledge import load
from memcon.extraction.commitments.lexicon import words
from memcon.record import CommitmentKind

_CLAUSES = ("ccomp", "advcl", "acl", "acl:relcl", "csubj", "parataxis")
PRESENT = frozenset(("is", "are", "'s", "’s", "'re", "’re", "am"))
_SUBJECTS = ("nsubj", "nsubj:pass", "nsubj:outer", "csubj")


@dataclass(frozen=True)
class Sign:
    """What shows a commitment.

    ``token`` is the deciding word, ``agent`` whose undertaking it is as far as the sentence says, ``deed`` the verb of what
    is to be done where that is not a complement of ``token``; ``received``, that it is told of from the other side.
    """

    kind: CommitmentKind
    token: Token
    agent: Token | None = None
    deed: Token | None = None
    received: bool = False


@dataclass(frozen=True)
class Voice:
    """In whose words a sentence is: the outlet's, or speakers', who with their countries are ``own``."""

    own: frozenset[str] = frozenset()
    said: bool = False
    headline: bool = False


def child_of(token: Token, *relations: str) -> Token | None:
    """The first child in one of the relations."""
    return next((child for child in token.children if child.dep_ in relations), None)


def subject_of(verb: Token) -> Token | None:
    """Who does, or suffers, what a verb tells; for infinitives and joined verbs, the subject or object they share."""
    own = child_of(verb, "nsubj", "nsubj:pass", "nsubj:outer", "dislocated") or _misread(verb)
    if own is not None:
        return _counted(antecedent(own))
    if verb.head.i == verb.i:
        return None
    if verb.dep_ == "conj" or (verb.dep_ == "advcl" and _lower(verb, "mark") == "to"):
        return subject_of(verb.head)
    if verb.dep_ == "xcomp":
        return child_of(verb.head, "obj", "iobj") or subject_of(verb.head)
    if verb.dep_ == "acl" and verb.tag_ in ("VBG", "VBN"):
        return verb.head
    if verb.dep_ == "acl" and verb.head.lemma_ in words("grammar", "times"):
        return subject_of(verb.head.head)  # "spoke for an hour to call for": the parser's usual slip
    if verb.dep_ == "advcl" and verb.tag_ == "VBG":
        return subject_of(verb.head)
    return None


def _misread(verb: Token) -> Token | None:
    """ "confirmed Lee Ming will join": what stands before a modal is its subject, whatever the parse says."""
    modal = next((child for child in verb.children if child.tag_ == "MD"), None)
    if modal is None:
        return None
    before = next((c for c in verb.children if c.dep_ == "obj" and c.i < modal.i and child_of(c, "case") is None), None)
    if before is None and verb.dep_ == "ccomp":
        return next((c for c in verb.head.children if c.dep_ == "obj" and c.right_edge.i + 1 == modal.i), None)
    return before


def _counted(noun: Token) -> Token:
    """ "a number of agreements": agreements."""
    inner = child_of(noun, "nmod") if noun.lemma_ in words("grammar", "amounts") else None
    return noun if inner is None else inner


def antecedent(subject: Token) -> Token:
    """ "the leaders, who will meet": the leaders."""
    verb = subject.head
    if subject.tag_ in ("WP", "WDT") and verb.dep_ == "acl:relcl":
        return verb.head
    return subject


def _lower(token: Token, relation: str) -> str:
    child = child_of(token, relation)
    return child.lower_ if child is not None else ""


def is_negated(token: Token) -> bool:
    """ "did not agree", "never agreed", "no side agreed"."""
    if any(child.lower_ in ("not", "n't", "n’t", "never", "neither") for child in token.children):
        return True
    subject = child_of(token, *_SUBJECTS)
    return subject is not None and (subject.lower_ in ("nobody", "none") or is_none(subject))


def is_none(noun: Token) -> bool:
    """ "no plans", "any agreement"."""
    return any(child.lower_ in ("no", "any", "neither") and child.dep_ in ("det", "advmod") for child in noun.children)


def is_passive(token: Token) -> bool:
    """Whether a verb is in the passive."""
    return any(child.dep_ in ("aux:pass", "nsubj:pass") for child in token.children)


def has_case(token: Token, cases: frozenset[str]) -> bool:
    """Whether one of some prepositions leads a noun."""
    return any(child.dep_ == "case" and child.lower_ in cases for child in token.children)


def has_modal(verb: Token) -> bool:
    """Whether a verb has a modal."""
    return any(child.tag_ == "MD" for child in verb.children)


def is_reported(verb: Token) -> bool:
    """Whether a verb is what was said, in the past: "said that they would meet"."""
    node = verb
    while node.dep_ == "conj":
        node = node.head
    if node.dep_ in ("advcl:relcl", "acl:relcl") and node.head.lower_ == "how":
        return node.head.head.tag_ in ("VBD", "VBN", "VBG")  # "set out how they would"
    return node.dep_ in ("ccomp", "parataxis") and node.head.tag_ in ("VBD", "VBN", "VBG")


def is_supposed(token: Token) -> bool:
    """Whether a verb stands in a clause of condition or doubt ("if they agree", "whether he will")."""
    node = token
    while node.head.i != node.i:
        if any(child.dep_ == "mark" and child.lower_ in words("grammar", "supposing") for child in node.children):
            return True
        if node.dep_ in _CLAUSES:
            break
        node = node.head
    return False


def is_actor(token: Token, cast: Cast) -> bool:
    """Whether words stand for people, states or bodies that can do something."""
    mention = cast.of(token.i)
    if mention is not None and (mention.actors or mention.kind in ("group", "role", "pronoun")):
        return True
    if token.lower_ == "it" and token.dep_ == "nsubj" and _is_of_reporter(token, cast):
        return True
    if token.lower_ in words("grammar", "doer_words") or token.lemma_.lower() in words("grammar", "doers"):
        return True
    return token.ent_type_ in ("PERSON", "GPE", "ORG", "NORP")


def is_event(token: Token) -> bool:
    """ "talks", "the next round of consultations"."""
    if token.lemma_.lower() in words("future", "events"):
        return True
    inner = child_of(token, "nmod")
    return token.lemma_ in ("round", "series", "edition", "part", "stage") and inner is not None and is_event(inner)


def is_many(token: Token, cast: Cast) -> bool:
    """ "the two countries", "both sides": among them the speaker's."""
    mention = cast.of(token.i)
    return (
        mention is not None and (mention.kind == "group" or len(mention.actors) > 1)
    ) or token.lemma_.lower() in words("grammar", "many")


def are_sides(token: Token) -> bool:
    """ "The two ministers", "negotiators of both sides": those who undertake something with one another."""
    if token.tag_ != "NNS" or is_some(token):
        return False
    near = [child.lower_ for child in token.children]
    inner = child_of(token, "nmod")
    if "both" in near or (inner is not None and any(child.lower_ in ("both", "two") for child in inner.children)):
        return True
    return token.lemma_.lower() in words("grammar", "sides")


def is_some(noun: Token) -> bool:
    """ "Other nations", "many leaders": each for itself."""
    return any(child.lower_ in words("grammar", "some") for child in noun.children)


def is_own(token: Token, own: frozenset[str], cast: Cast) -> bool:
    """Whether words stand for the speaker's side: "we", "Norway", said by its minister, "his country"."""
    if token.lower_ in ("we", "i") or (token.lower_ in ("it", "they") and _is_of_reporter(token, cast)):
        return True
    mention = cast.of(token.i)
    if mention is not None and own & set(mention.actors):
        return True
    owner = child_of(token, "nmod:poss")
    return owner is not None and owner.lower_ in ("our", "my", "his", "her") and token.lemma_ in words("grammar", "own")


def is_of_side(token: Token, own: frozenset[str], cast: Cast) -> bool:
    """Whether words stand for the speaker's side or for what is its own: "Norwegian troops", "our help"."""
    if is_own(token, own, cast):
        return True
    for child in token.children:
        if child.dep_ == "nmod:poss" and child.lower_ in ("our", "my"):
            return True
        if child.dep_ in ("amod", "compound") and child.ent_type_ in ("NORP", "LOC", "GPE"):
            people = load().country(child.text)
            if people is not None and people.iso3 in own:
                return True
    return False


def _is_of_reporter(pronoun: Token, cast: Cast) -> bool:
    """ "the ministry says it will": the one that says so."""
    verb = pronoun.head
    speaker = subject_of(verb.head) if verb.dep_ == "ccomp" and verb.head.i != verb.i else None
    mention = cast.of(speaker.i) if speaker is not None else None
    return mention is not None and mention.kind in ("state", "body")


def depth(token: Token) -> int:
    """How many clauses a word lies below the main one."""
    node, steps = token, 0
    while node.head.i != node.i:
        steps += node.dep_ in _CLAUSES
        node = node.head
    return steps
