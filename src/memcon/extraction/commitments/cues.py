"""Verbs, nouns and set phrases of undertaking: "agreed to", "stressed the need for", "ready to"."""

from collections.abc import Iterator

from spacy.tokens import Span, Token

from memcon.actors import Cast
from memcon.extraction.commitments.grammar import (
    Sign,
    child_of,
    has_case,
    has_modal,
    is_actor,
    is_negated,
    is_none,
    is_passive,
    is_supposed,
    subject_of,
)
from memcon.extraction.commitments.lexicon import Rule, phrases, rules, words
from memcon.extraction.statements.lexicon import lexicon
from memcon.record import CommitmentKind

_COMPLEMENTS = ("obj", "nsubj:pass", "ccomp", "xcomp", "iobj")
_TO_ACT = ("xcomp", "ccomp", "advcl", "acl", "csubj")
_THAT_ACT = "acl:relcl"  # what the parser makes of "the demand that he leave"
_ABOUT = frozenset(("about", "of", "on", "for", "to", "upon"))
_MAYBE = frozenset(("may", "might", "could", "must", "should"))
_OF_THINGS = frozenset(("object", "of"))
_OF = frozenset(("of",))
_SHARING = frozenset(("on", "upon", "to"))


def find_cues(sentence: Span, cast: Cast) -> Iterator[Sign]:
    """Verbs and nouns that undertake or ask, by the rules of the table, rule by rule."""
    for rule in rules():
        for token in sentence:
            if token.tag_[:2] == "VB" and lexicon().verb_of(token.text, token.lemma_) in rule.verbs:
                sign = _of_verb(rule, token, cast)
                if sign is not None:
                    yield sign
            elif token.pos_ == "NOUN" and token.lemma_.lower() in rule.nouns:
                taker = taker_of(token, rule)
                if taker is not None and not (rule.kind == "agreement" and _is_known(token)):
                    yield Sign(rule.kind, token, _giver(taker), received=taker.lemma_ in words("grammar", "receive"))
        yield from _in_phrases(rule, sentence, cast)
    yield from _owned(sentence, cast)


def _is_known(noun: Token) -> bool:
    """ "Announced the agreement": told of before."""
    pointed = any(child.lower_ in ("the", "this", "that") and child.dep_ == "det" for child in noun.children)
    return pointed and not complements_of(noun) & {"act", "deed", "on", "for", "to"} and not _shared(noun)


def _owned(sentence: Span, cast: Cast) -> Iterator[Sign]:
    """ "Rejected Oslo's demand that he leave": the one who asks is named as its owner."""
    kinds: tuple[tuple[CommitmentKind, str], ...] = (("request", "owned_requests"), ("pledge", "owned_pledges"))
    for token in sentence:
        for kind, names in kinds:
            owner = child_of(token, "nmod:poss")
            if token.pos_ != "NOUN" or token.lemma_ not in words("grammar", names) or owner is None:
                continue
            answered = token.dep_ in _COMPLEMENTS and token.head.lemma_ in words("grammar", "answering")
            if answered and "act" in complements_of(token) and is_actor(owner, cast):
                yield Sign(kind, token, owner)


def _of_verb(rule: Rule, verb: Token, cast: Cast) -> Sign | None:
    if is_negated(verb) or is_supposed(verb) or child_of(verb, "compound:prt") is not None or _is_summons(verb, cast):
        return None
    if rule.kind == "agreement" and verb.tag_ == "VB" and child_of(verb, "mark") is not None:
        return None  # "an attempt to make them agree to it"
    deed = verb.head if verb.dep_ == "conj" else verb
    if deed.dep_ == "csubj" or (deed.dep_ == "acl" and child_of(deed.head, "expl") is not None):
        return None  # "it was a mistake to ask them"
    if any(child.lower_ in _MAYBE for child in verb.children):
        return None  # "may call for", "must ask"
    frames = frames_of(verb)
    if is_passive(verb) or (verb.tag_ == "VBN" and verb.dep_ == "acl"):
        return _of_passive(rule, verb, cast) if frames & rule.passive else None
    taken = frames & rule.frames
    if rule.kind == "agreement" and taken <= _SHARING and _is_opinion(verb):
        return None
    if verb.lemma_ in words("grammar", "reflexive") and taken <= {"to"} and child_of(verb, "obj") is not None:
        return None  # "committed crimes to this day"
    if not taken or _is_question(verb) or (taken <= _OF_THINGS and not _has_object(verb, rule, taken)):
        return None
    if verb.lemma_ in words("grammar", "telling_or_asking") and taken == {"clause"} and not _ought(verb, frames):
        return None
    if rule.kind == "plan" and rule.objects and verb.tag_ in ("VB", "VBG"):
        return None  # "sought to arrange a call"
    subject = subject_of(verb)
    if rule.kind != "request" and subject is not None and subject.pos_ == "NOUN" and not is_actor(subject, cast):
        return None  # "it guarantees peace": only people undertake
    return Sign(rule.kind, verb, subject)


def _is_summons(verb: Token, cast: Cast) -> bool:
    """ "Called in the ambassador to protest"."""
    if verb.lemma_ != "call" or verb.i + 1 >= len(verb.doc) or verb.nbor().lower_ != "in":
        return False
    mentions = (cast.of(child.i) for child in verb.children if has_case(child, frozenset(("in",))))
    return any(mention is not None and mention.kind in ("role", "name") for mention in mentions)


def _of_passive(rule: Rule, verb: Token, cast: Cast) -> Sign | None:
    """ "It was agreed that"; "was asked to explain", told from the side of those who are named as asked."""
    subject = subject_of(verb)
    if rule.kind == "agreement" and subject is not None and subject.lower_ not in ("it", "that", "this"):
        return None  # "the time has been agreed, they will talk"
    asked = cast.of(subject.i) if rule.kind == "request" and subject is not None else None
    return Sign(rule.kind, verb, _by(verb), received=asked is not None and bool(asked.actors))


def _is_opinion(verb: Token) -> bool:
    """ "Agree with you on that": of one mind."""
    return any(child.pos_ == "PRON" and has_case(child, frozenset(("with",))) for child in verb.children)


def _ought(verb: Token, frames: set[str]) -> bool:
    """ "Suggested that they meet", "that they should meet"; but not "asked whether they should"."""
    clause = child_of(verb, "ccomp", "parataxis")
    if clause is None or is_supposed(clause):
        return False
    # A plural subjunctive looks like the present: "suggest that we begin".
    return "clause-base" in frames or clause.tag_ == "VBP" or any(c.lower_ == "should" for c in clause.children)


def _is_question(verb: Token) -> bool:
    """ "Asked reporters what they thought", "asked a question": an answer is all that is asked for."""
    thing = child_of(verb, "obj", "ccomp")
    if thing is None or verb.lemma_ != "ask":
        return False
    return thing.lemma_ == "question" or thing.tag_ == "WP" or thing.left_edge.tag_ in ("WP", "WRB")


def _has_object(verb: Token, rule: Rule, taken: set[str]) -> bool:
    """Whether what is undertaken, or warned of, is a thing to be done."""
    thing = child_of(verb, "obj") if "object" in taken else None
    if thing is None and "of" in taken:
        thing = next((child for child in verb.children if child.dep_ == "obl" and has_case(child, _OF)), None)
        if thing is not None and not rule.objects:
            return True
    if thing is None or (rule.kind != "request" and thing.lemma_.lower() in words("grammar", "courtesies")):
        return False
    return not rule.objects or thing.lemma_.lower() in rule.objects


def _by(verb: Token) -> Token | None:
    """Who does what a passive tells."""
    for child in verb.children:
        if child.dep_ in ("obl", "obl:agent") and any(case.lower_ == "by" for case in child.children):
            return child
    return None


def _giver(taker: Token) -> Token | None:
    """Whose undertaking a noun is: the subject's, but "received an invitation from X" is X's."""
    if taker.lemma_ in words("grammar", "receive"):
        return next((c for c in taker.children if c.dep_ == "obl" and has_case(c, frozenset(("from",)))), None)
    return _by(taker) if is_passive(taker) else subject_of(taker)


def taker_of(noun: Token, rule: Rule) -> Token | None:
    """The verb that says, gives or makes what a noun names: "stressed the need", "informed them of the decision to sell"."""
    complements = complements_of(noun) | _shared(noun)
    if is_none(noun) or (rule.needs and not complements & rule.needs):
        return None
    if noun.lemma_ in words("grammar", "stances") and not _is_continued(noun):
        return None  # support voiced is a stance; support to be continued is a pledge
    if noun.lower_ == "interests" or (noun.i and noun.nbor(-1).text == "-"):
        return None  # "the interests of Ghana in the region", "self-determination"
    node = noun
    while node.dep_ in ("conj", "compound") or (node is not noun and node.dep_ == "nmod"):
        node = (
            node.head
        )  # "voiced joy at the state of ties and willingness to …": what is joined is often joined too low
    verb = node.head
    if is_negated(verb) or is_supposed(verb):
        return None
    if node.dep_ in _COMPLEMENTS and (
        verb.lemma_ in words("grammar", "measuring") or (verb.lemma_ in rule.taken_by and complements)
    ):
        return verb
    if node.dep_ == "nmod" and verb.dep_ in ("obj", "iobj"):
        verb = verb.head  # "reminded the parties of their duty", "drew attention to the need"
    elif node.dep_ != "obl":
        return None
    return verb if _tells(verb) and has_case(node, _ABOUT) and complements & {"act", "deed", "for"} else None


def _is_continued(noun: Token) -> bool:
    """ "Reiterated its continued support"; efforts may be anybody's, and must be owned."""
    told = noun.dep_ in ("obj", "nsubj:pass", "conj") and (
        noun.lemma_ != "effort" or child_of(noun, "nmod:poss") is not None
    )
    return told and any(child.lower_ in words("grammar", "continued") for child in noun.children)


def _tells(verb: Token) -> bool:
    """ "Informed them", "stressed", "drew attention to"."""
    thing = child_of(verb, "obj")
    drawn = thing is not None and thing.lemma_ == "attention" and verb.lemma_ in ("draw", "call", "bring")
    return drawn or verb.lemma_ in words("grammar", "telling") | words("grammar", "measuring")


def complements_of(noun: Token) -> set[str]:
    """What follows a noun: an act ("to reopen", "that they reopen"), a deed ("of reopening"), a thing; and prepositions."""
    found = set()
    for child in noun.children:
        if child.i < noun.i:
            continue
        if child.dep_ in _TO_ACT or (child.dep_ == _THAT_ACT and _is_that_clause(child)):
            found.add("act")
        elif child.dep_ == "nmod" and child.ent_type_ != "DATE":
            found.add("deed" if is_deed(child) else "thing")
            found |= {case.lower_ for case in child.children if case.dep_ == "case"}
    return found


def _is_that_clause(verb: Token) -> bool:
    mark = child_of(verb, "mark")
    return mark is not None and mark.lower_ == "that" and child_of(verb, "nsubj", "nsubj:pass") is not None


def _shared(noun: Token) -> set[str]:
    """ "expressed hope on Monday for a thaw": what the parse gives to the verb though it belongs to its object."""
    if noun.dep_ not in ("obj", "nsubj:pass", "obl"):
        return set()
    acts = {
        "act"
        for child in noun.head.children
        if child.dep_ == "advcl" and _has_to(child) and child.left_edge.i == noun.i + 1
    }
    cases = {
        c.lower_
        for child in noun.head.children
        if child.dep_ == "obl" and child.i > noun.i
        for c in child.children
        if c.dep_ == "case"
    }
    return (cases & {"for"}) | acts


def is_deed(noun: Token) -> bool:
    """A noun of doing: "reopening", "implementation", "withdrawal"."""
    lemma = noun.lemma_.lower()
    if noun.tag_ == "VBG" or lemma in words("grammar", "deeds"):
        return True
    return lemma.endswith(("tion", "sion", "ment", "ing")) and lemma not in words("grammar", "no_deeds")


def _in_phrases(rule: Rule, sentence: Span, cast: Cast) -> Iterator[Sign]:
    pattern = phrases(rule)
    for found in pattern.finditer(sentence.text) if pattern else ():
        piece = sentence.char_span(found.start(), found.end(), alignment_mode="expand")
        if piece is None:
            continue
        word = piece[-2] if piece[-1].tag_ == "TO" and len(piece) > 1 else piece[0]
        if any(child.lower_ in _MAYBE for child in word.children):
            continue  # "must be ready to"
        if is_negated(word) or is_supposed(word) or word.dep_ in ("amod", "acl", "obl") or word.head.lemma_ == "make":
            continue
        subject = subject_of(word)
        if subject is not None and not is_actor(subject, cast):
            continue
        deed = piece[-1].head if piece[-1].i > word.i else None
        yield Sign(rule.kind, word, subject, deed if deed is not None and deed.i > word.i else None)


def frames_of(verb: Token) -> set[str]:
    """What a verb takes: infinitive, clause, object, person, "clause-will" (one with a modal), and prepositions.

    "clause-base" is one in the subjunctive ("that he leave"), "gerund" an object in -ing;
    "on-act" is a preposition before a deed ("insists on leaving"), "on-to" one beside an infinitive ("calls on them to leave").
    """
    frames: set[str] = set()
    for child in verb.children:
        if child.dep_ in ("xcomp", "ccomp", "advcl", "csubj", "csubj:pass") and child.i > verb.i and _has_to(child):
            frames.add("infinitive")
        elif child.dep_ in ("ccomp", "parataxis", "csubj:pass"):
            frames.add("clause")
            if has_modal(child):
                frames.add("clause-will")
            elif _is_base(child):
                frames |= {"clause-will", "clause-base"}
        elif child.tag_ == "VBG" and child.dep_ in ("xcomp", "obj"):
            frames.add("gerund")
        elif child.dep_ in ("obj", "iobj"):
            frames |= {"object", "person"} if child.ent_type_ or child.pos_ in ("PRON", "PROPN") else {"object"}
        elif child.dep_ in ("obl", "advcl"):
            cases = {word.lower_ for word in child.children if word.dep_ in ("case", "mark")}
            if child.ent_type_ == "DATE":
                continue  # "called in the envoy on Sunday to complain"
            frames |= cases
            if child.dep_ == "advcl" or is_deed(child):
                frames |= {f"{case}-act" for case in cases}
            if cases & {"on", "upon"} and any(word.dep_ in _TO_ACT for word in child.children):
                frames.add("infinitive")
    if verb.i + 1 < len(verb.doc) and verb.nbor().tag_ == "IN":
        frames.add(verb.nbor().lower_)  # "calling for setting up", wherever the parse puts it
        if verb.nbor().lower_ in ("on", "upon") and any(
            word.tag_ == "TO" for word in verb.subtree if word.i > verb.i + 2
        ):
            frames.add("infinitive")
    if "infinitive" in frames:
        frames |= {f"{case}-to" for case in frames & {"on", "upon"}}
    return frames


def _is_base(verb: Token) -> bool:
    """ "that he leave", "that he be released"."""
    words_ = (verb, *(child for child in verb.children if child.dep_ in ("aux:pass", "cop")))
    return any(word.tag_ == "VB" for word in words_)


def _has_to(verb: Token) -> bool:
    return verb.tag_ not in ("VBG", "VBD") and any(
        child.lower_ == "to" and child.i < verb.i and child.dep_ in ("mark", "aux") for child in verb.children
    )
