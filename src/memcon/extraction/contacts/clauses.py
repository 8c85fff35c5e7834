"""The clause in which a noun of contact stands: "held talks", "the talks took place", "said during the talks"."""

from spacy.tokens import Span, Token

from memcon.extraction.contacts.grammar import (
    above,
    base,
    children,
    first,
    governor,
    is_called_off,
    is_passive,
    is_verb,
    lemma,
    preposition,
    reporting,
    surface_subject,
)
from memcon.extraction.contacts.lexicon import Lexicon
from memcon.extraction.contacts.sighting import Source

_SETTINGS = frozenset(
    {"in", "during", "at", "after", "following", "on", "for", "before", "ahead of", "prior to", "upon", "through", "via", "over", "by", "as part of", "under"}
)  # fmt: skip
SOURCES = frozenset({"from", "out of"})
BACK = frozenset({"return", "emerge", "come", "arrive", "fly", "walk", "storm"})
"""Who "emerged from talks" took part in them, and has them behind."""

_SAME_TIME = frozenset({"in", "during", "at", "after", "following", "on", "for", "by", "over", "via", *SOURCES})

_TERMED = frozenset({"call", "describe", "term", "characterize", "characterise"})


def carrier_of(source: Source, noun: Token) -> Token:
    """The word that stands for it in the clause: "round" in "a round of talks", "what" in "what he called good talks"."""
    climb = noun
    if (body := body_before(source, noun)) is not None:
        return body.root
    if noun.dep_ in {"obj", "xcomp", "obl"} and noun.head.dep_ == "acl:relcl" and noun.head.head.lower_ == "what":
        return noun.head.head if lemma(noun.head) in _TERMED else noun
    while (
        base(climb) == "nmod"
        and lemma(climb.head) in source.lexicon.words("support", "carriers")
        and preposition(climb) in {"of", "in"}
    ):
        climb = climb.head
    return climb


def body_before(source: Source, noun: Token) -> Span | None:
    """The Group of Eight of "the Group of Eight summit", where the parser hung the noun on the name."""
    body = source.entity(noun.head)
    hung = base(noun) == "nmod" and first(noun, "case") is None and noun.head.i < noun.i
    return body if hung and body is not None and body.label_ == "ORG" and body.end in {noun.i, noun.i + 1} else None


def top_of(noun: Token) -> Token:
    """The first of nouns joined by "and"."""
    while noun.dep_ == "conj" and noun.head.i != noun.i:
        noun = noun.head
    return noun


def support_verb(source: Source, carrier: Token) -> Token | None:
    """The verb of "hold talks", "pay a visit", "talks were held"; None for other verbs."""
    relative = relative_verb(source, carrier)
    if relative is not None:
        return relative
    top = top_of(carrier)
    head, lists = top.head, source.lexicon.lists["support"]
    if head.i == top.i or not is_verb(head):
        return None
    if top.dep_ in {"obj", "nsubj:pass"} and lemma(head) in lists["shares"] | lists["bearers"]:
        return head
    if top.dep_ == "nsubj" and lemma(head) in lists["happens"]:
        return head
    if base(top) == "obl" and lemma(head) in lists["light"] and preposition(top) in {"on", "in"}:
        return head
    return None


def relative_verb(source: Source, carrier: Token) -> Token | None:
    """The verb of "the letter that he received", "the meeting she had with him": a clause of which the noun is the object."""
    for clause in children(carrier, "acl:relcl"):
        if (
            lemma(clause) not in source.lexicon.lists["support"]["shares"]
            or is_passive(clause)
            or any(mark.lower_ != "that" for mark in children(clause, "mark"))
        ):
            continue
        subjects = children(clause, "nsubj")
        objects = [child for child in children(clause, "obj") if child.lower_ not in {"that", "which"}]
        if subjects and not objects and all(child.lower_ not in {"who", "which"} for child in subjects):
            return clause
    return None


def setting_verb(source: Source, carrier: Token) -> Token | None:
    """The verb of "said in a meeting"."""
    top = top_of(carrier)
    head = governor(top)
    if head is None or preposition(top) not in _SETTINGS | (SOURCES if lemma(head) in BACK else frozenset()):
        return None
    if (base(top) != "obl" or above(top).i != head.i) and not _is_hung_on_object(source, top):
        return None
    return _sayer(source, reporting(head, top), top)


def _sayer(source: Source, verb: Token, phrase: Token) -> Token:
    """ "X said the deal was close after talks with Y": the verb of saying, where what was said has nobody who could talk."""
    said = verb.head
    if verb.dep_ != "ccomp" or preposition(phrase) not in {"after", "following"} or verb.i < said.i:
        return verb
    subject = surface_subject(verb)
    nobody = subject is not None and source.cast.of(subject.i) is None and subject.pos_ == "NOUN"
    return said if nobody and source.lexicon.has("status", "saying", lemma(said)) else verb


def _is_hung_on_object(source: Source, noun: Token) -> bool:
    """ "Made the remark in a meeting", "announced the deal after talks", where the parser hung them on what was said."""
    if base(noun) != "nmod" or is_definite(noun) or lemma(noun.head) in source.lexicon.nouns:
        return False
    talks = lemma(noun) in source.lexicon.nouns and source.lexicon.nouns[lemma(noun)].long_running
    if preposition(noun) in {"after", "following"}:
        return noun.head.dep_ == "obj" and (talks or noun.tag_ == "NN")
    return preposition(noun) in {"in", "during"} and noun.tag_ not in {"NNS", "NNPS"}


def is_definite(noun: Token) -> bool:
    """Whether an article, demonstrative or genitive points to something known."""
    return any(
        child.lower_ in {"the", "this", "that", "these", "those", "both"} for child in children(noun, "det")
    ) or bool(children(noun, "nmod:poss"))


def find_anchors(source: Source, noun: Token, carrier: Token) -> list[Token]:
    """The words on which dates and places of a contact may hang."""
    found = list(dict.fromkeys((noun, carrier)))
    for word in tuple(found):
        found += _participles(source, word)
    found += [inner for clause in tuple(found) if clause.pos_ == "VERB" for inner in children(clause, "xcomp")]
    verb = support_verb(source, carrier)
    if verb is not None:
        return _without_decision(source, chain_of(verb, found))
    visit = lemma(noun) in source.lexicon.nouns and source.lexicon.nouns[lemma(noun)].mode == "visit"
    after = visit and preposition(top_of(carrier)) in {"after", "following"}  # "spoke on Monday after a trip to Rome"
    if preposition(top_of(carrier)) not in _SAME_TIME or after:
        return found
    verb = setting_verb(source, carrier)
    return found if verb is None or _wishes(source, verb, carrier) else chain_of(verb, found)


def _without_decision(source: Source, chain: list[Token]) -> list[Token]:
    """ "Agreed Wednesday to postpone a trip", "cancelled on Friday": the day of the deciding."""
    status = source.lexicon.lists["status"]
    end = next(
        (
            number
            for number, word in enumerate(chain)
            if is_verb(word) and (lemma(word) in status["decisions"] | status["cancelled"] or is_called_off(word))
        ),
        None,
    )
    return chain[:end]


def _wishes(source: Source, verb: Token, carrier: Token) -> bool:
    """ "expressed hope on Monday for a meeting", "called on Monday for talks": the day of the wish."""
    if preposition(top_of(carrier)) != "for":
        return False
    lists = source.lexicon.lists["status"]
    words = {lemma(verb), *(lemma(child) for child in children(verb, "obj"))}
    return bool(words & (lists["tentative"] | lists["wishing"]))


def _participles(source: Source, noun: Token) -> list[Token]:
    """ "a meeting held in", "the talks, which took place in", "the meeting, held in", however the last was parsed."""
    lists = source.lexicon.lists["support"]
    staged = [c for c in children(noun, "acl", "acl:relcl") if lemma(c) in lists["happens"] | lists["shares"]]
    loose = [c for c in children(noun.head, "advcl") if lemma(c) == "hold" and c.tag_ == "VBN"]
    names = [c for c in children(noun, "nmod") if c.ent_type_]
    names += [c for name in names for c in children(name, "nmod") if c.ent_type_]
    staged += [  # "the visit of X to Rome, scheduled for Friday"
        c for name in names for c in children(name, "acl") if c.tag_ == "VBN" and lemma(c) in lists["happens"]
    ]
    staged += [clause for clause in happenings(noun, source.lexicon) if clause not in staged]
    return staged + [clause for clause in loose if noun.i < clause.i and clause.left_edge.i <= noun.i + 3]


def happenings(noun: Token, lexicon: Lexicon) -> list[Token]:
    """The clause of "a visit that begins Monday", also where the parser hung it on the visitor's name."""
    names = [child for child in children(noun, "nmod") if child.ent_type_]
    words = [noun, *names, *(joined for name in names for joined in children(name, "conj"))]
    clauses = [clause for word in words for clause in children(word, "acl:relcl")]
    return [
        clause
        for clause in clauses
        if lemma(clause) in lexicon.words("support", "happens")
        and any(child.lower_ in {"that", "which"} for child in children(clause, "nsubj"))
    ]


def chain_of(verb: Token, found: list[Token]) -> list[Token]:
    """With the verb, those it depends on as an infinitive or a participle without a subject of its own."""
    climb: Token | None = verb
    while climb is not None and all(climb.i != other.i for other in found):
        found.append(climb)
        participle = climb.dep_ == "advcl" and climb.tag_ == "VBG" and not children(climb, "nsubj", "mark", "aux")
        climb = climb.head if is_verb(climb.head) and (climb.dep_ == "xcomp" or participle) else None
    return found
