"""Whether what a predicate tells of was held, is planned, is denied or was cancelled."""

from spacy.tokens import Token

from memcon.extraction.contacts.grammar import (
    base,
    children,
    first,
    is_passive,
    is_verb,
    lemma,
    negated,
    preposition,
    reporting,
)
from memcon.extraction.contacts.lexicon import Lexicon
from memcon.extraction.contacts.sighting import Outlook

HELD = Outlook("held")
PLANNED = Outlook("planned")
DENIED = Outlook("denied")
CANCELLED = Outlook("cancelled")
TENTATIVE = Outlook("planned", tentative=True)
VOID = Outlook(void=True)
UNTOLD = Outlook()

_WILL = frozenset({"will", "'ll", "’ll", "shall", "wo"})
_MIGHT = frozenset({"could", "may", "might", "should", "must", "can", "ca", "ought", "would", "'d", "’d"})
_SAYING = frozenset(
    {
        "say",
        "tell",
        "announce",
        "add",
        "report",
        "note",
        "confirm",
        "state",
        "reveal",
        "write",
        "inform",
        "declare",
        "explain",
        "claim",
        "mention",
        "recall",
        "tweet",
        "post",
    }
)
_ORDINALS = frozenset({"first", "second", "third", "only", "last", "latest"})
_LIGHT = frozenset({"engage", "participate", "embark", "go", "take"})
_STEPS = 6


def verb_outlook(verb: Token, lexicon: Lexicon) -> Outlook:
    """How a verb of contact stands to fact: read off its auxiliaries and the words that govern it."""
    if _repeats(verb, lexicon):
        return VOID
    if negated(verb):
        return DENIED
    climb, found = verb, _own(verb, lexicon)
    for _ in range(_STEPS):
        if found is not None and (found.void or found.status in {"denied", "cancelled"}):
            return found
        if found is not None and found.status == "planned" and _is_finite(climb):
            return _under_clause(climb, found, lexicon)
        above = _above(climb, lexicon)
        if above is not None:
            return _lower(found, above)
        if climb.dep_ not in {"xcomp", "conj", "advcl", "acl"} or climb.head.i == climb.i or not is_verb(climb.head):
            break
        if climb.dep_ == "conj" and _is_finite(climb) and found is not None:
            break
        if climb.dep_ == "advcl" and _is_purpose(climb):
            return _purpose(climb, lexicon)
        climb = climb.head
        found = _own(climb, lexicon) if found is None or found is HELD else found
        if negated(climb):
            return DENIED
    return _under_clause(climb, found or UNTOLD, lexicon)


def _lower(found: Outlook | None, above: Outlook) -> Outlook:
    return found if found is not None and found.tentative and above is PLANNED else above


def _own(verb: Token, lexicon: Lexicon) -> Outlook | None:
    """What the verb's own form says: None for infinitives and participles."""
    auxiliaries = [child for child in verb.children if child.dep_ in {"aux", "aux:pass", "cop"} and child.i < verb.i]
    words = {child.lower_ for child in auxiliaries}
    if any(child.lower_ in lexicon.lists["status"]["hypothetical"] for child in children(verb, "mark")):
        return VOID
    if words & _WILL or (lemma(verb) == "go" and auxiliaries and first(verb, "xcomp")):
        return PLANNED
    if words & _MIGHT:
        return PLANNED if words & {"would", "'d", "’d"} and _is_reported(verb) else TENTATIVE
    between = verb.doc[max(verb.sent.start, verb.i - 5) : verb.i]
    to = any(
        word.lower_ == "to" and word.dep_ != "case" and (word.head.i == verb.i or word.dep_ == "fixed")
        for word in between[-2:]
    )
    if to and any(word.lower_ in {"due", "set", "scheduled", "expected", "slated", "poised"} for word in between):
        return PLANNED
    if to and verb.dep_ in {"root", "ccomp", "parataxis", "acl:relcl", "conj"}:
        return PLANNED
    if verb.tag_ in {"VBD", "VBZ", "VBP"} or any(child.tag_ in {"VBD", "VBZ", "VBP"} for child in auxiliaries):
        return HELD
    return None


def _is_finite(verb: Token) -> bool:
    return verb.tag_ in {"VBD", "VBZ", "VBP"} or any(
        child.dep_ in {"aux", "aux:pass", "cop"} for child in verb.children
    )


def _is_reported(verb: Token) -> bool:
    climb = verb
    while climb.dep_ == "conj":
        climb = climb.head
    return climb.dep_ in {"ccomp", "parataxis"} or any(
        lemma(child) in _SAYING for child in children(verb, "parataxis", "ccomp")
    )


def _is_purpose(verb: Token) -> bool:
    return any(child.lower_ == "to" for child in children(verb, "mark"))


def _purpose(verb: Token, lexicon: Lexicon) -> Outlook:
    """ "flew to Rome to meet": as planned or as done as the flight, but not said to have come about."""
    above = verb_outlook(verb.head, lexicon)
    return above if above.status != "held" else UNTOLD


def _above(verb: Token, lexicon: Lexicon) -> Outlook | None:
    """What the word that governs an infinitive or a noun clause says of it."""
    head = verb.head
    if head.i == verb.i:
        return None
    if verb.dep_ == "acl" and any(lemma(child) in _ORDINALS for child in children(head, "amod")):
        return HELD
    if _is_purpose(verb) and any(
        lemma(child) in lexicon.lists["status"]["invited"] for child in children(head, "obj", "nsubj:pass")
    ):
        return PLANNED if lemma(head) in {"accept", "take"} else VOID
    if verb.dep_ == "xcomp" and lemma(head) == "have":
        return PLANNED
    if verb.dep_ in {"xcomp", "acl", "ccomp"} or (verb.dep_ == "advcl" and _is_purpose(verb)):
        found = word_outlook(head, lexicon)
        if verb.dep_ == "acl" and not _is_purpose(verb) and verb.tag_ != "VB":
            return None
        if verb.dep_ == "ccomp" and found is PLANNED:
            return None
        if found is not None and negated(head):
            return DENIED
        if found is not None and verb.dep_ == "acl":
            return _noun_chain(head, found, lexicon)
        return found
    if verb.dep_ == "advcl" and any(child.lower_ in {"before", "until"} for child in children(verb, "mark", "case")):
        return UNTOLD
    return None


def _noun_chain(noun: Token, found: Outlook, lexicon: Lexicon) -> Outlook:
    """ "no plans to meet", "accepted an invitation to visit"."""
    determiner = first(noun, "det")
    if determiner is not None and determiner.lower_ == "no":
        return DENIED
    verb = noun.head
    if noun.dep_ == "obj" and negated(verb):
        return DENIED
    if found.void and noun.dep_ in {"obj", "nsubj:pass"} and lemma(verb) in {"accept", "take"}:
        return PLANNED
    if noun.dep_ in {"obj", "nsubj:pass"}:
        over = word_outlook(verb, lexicon)
        if over in {CANCELLED, DENIED}:
            return over  # type: ignore[return-value]
    return found


def word_outlook(word: Token, lexicon: Lexicon) -> Outlook | None:
    """What a governing verb, noun or adjective makes of what it governs."""
    lists, key = lexicon.lists["status"], lemma(word)
    if key == "call" and any(child.lower_ == "off" for child in word.children):
        return CANCELLED
    if key == "put" and any(child.lower_ == "off" for child in word.children):
        return CANCELLED
    if key in lists["cancelled"]:
        return CANCELLED
    if key in lists["denied"]:
        return DENIED
    if key in lists["invited"]:
        return VOID
    if key in lists["planned"]:
        return PLANNED
    return TENTATIVE if key in lists["tentative"] else None


def _under_clause(verb: Token, found: Outlook, lexicon: Lexicon) -> Outlook:
    """The same under "denied that", "if" and "hoped that"."""
    if any(child.lower_ in {"if", "whether", "unless"} for child in children(verb, "mark")):
        return VOID
    climb = verb
    while climb.dep_ == "conj" and climb.head.i != climb.i:
        climb = climb.head
    head = climb.head
    if head.i == climb.i or climb.dep_ not in {"ccomp", "acl", "csubj"}:
        return found
    over = word_outlook(head, lexicon)
    if over is DENIED and not negated(head):
        return DENIED
    if lemma(head) in {"hope", "wish", "hopeful", "urge", "demand", "propose", "suggest", "request", "expectation"}:
        return TENTATIVE
    if base(climb) == "acl" and lemma(head) in {
        "report",
        "claim",
        "rumor",
        "rumour",
        "allegation",
        "speculation",
        "suggestion",
    }:
        above = word_outlook(head.head, lexicon) if head.dep_ in {"obj", "nsubj:pass"} else None
        return DENIED if above is DENIED else found
    return found


def _repeats(verb: Token, lexicon: Lexicon) -> bool:
    return any(lemma(child) in lexicon.lists["habit"]["adverbs"] - {"never"} for child in children(verb, "advmod"))


def noun_outlook(noun: Token, carrier: Token, lexicon: Lexicon) -> Outlook:
    """How a noun of contact stands to fact; ``carrier`` is the noun it hangs on, as "round" in "a round of talks"."""
    if first(noun, "cop") is not None:
        return verb_outlook(noun, lexicon)
    lists = lexicon.lists["status"]
    for word in {noun, carrier}:
        modifiers = {lemma(child) for child in children(word, "amod")} | {
            child.lower_ for child in children(word, "amod")
        }
        if modifiers & lists["cancelled_adjectives"]:
            return CANCELLED
        if modifiers & lists["future_adjectives"]:
            over = _governed(carrier, lexicon)
            return over if over is not None and over.status in {"cancelled", "denied"} else PLANNED
        determiner = first(word, "det")
        if determiner is not None and determiner.lower_ in {"no", "neither"}:
            return DENIED
    return _governed(carrier, lexicon) or UNTOLD


def _governed(noun: Token, lexicon: Lexicon) -> Outlook | None:
    """What the verb or noun above a noun of contact says of it."""
    head, relation = noun.head, noun.dep_
    if head.i == noun.i:
        return None
    while relation == "conj":
        noun, relation, head = head, head.dep_, head.head
    if base(noun) in {"nmod", "obl"} and not is_verb(head):
        over = word_outlook(head, lexicon)
        return (
            _noun_chain(head, over, lexicon)
            if over is not None and preposition(noun) in {"of", "for", "to", "about", "on"}
            else None
        )
    if not is_verb(head):
        return None
    if relation in {"obj", "nsubj:pass", "nsubj", "xcomp"} or (
        base(noun) == "obl" and preposition(noun) in {"for", "to", "of"}
    ):
        return _as_object(noun, head, lexicon)
    return _as_setting(noun, head, lexicon)


def _as_object(noun: Token, verb: Token, lexicon: Lexicon) -> Outlook | None:
    """ "cancelled the visit", "denied a meeting", "will hold talks", "the meeting took place"."""
    over = word_outlook(verb, lexicon)
    own = verb_outlook(verb, lexicon)
    if noun.dep_ == "nsubj" and not is_passive(verb):
        return own if lemma(verb) in lexicon.lists["support"]["happens"] or own.status in {"denied"} else None
    if over is CANCELLED:
        return UNTOLD if own.status == "denied" else CANCELLED
    if over is not None and over.status == "denied":
        return HELD if negated(verb) else DENIED
    if lemma(verb) in lexicon.lists["support"]["shares"] and noun.dep_ != "obl":
        return own
    if over is not None:
        return DENIED if negated(verb) else over
    return own if own.status in {"planned", "denied"} and lemma(verb) in lexicon.lists["support"]["happens"] else None


def _as_setting(noun: Token, verb: Token, lexicon: Lexicon) -> Outlook | None:
    """ "said in a meeting", "will discuss during the visit"."""
    before = preposition(noun)
    own = verb_outlook(reporting(verb, noun), lexicon)
    if before in {"before", "ahead of", "for", "prior to", "until"}:
        return PLANNED if own.status == "planned" else None
    if own.status == "denied" and lemma(verb) in _LIGHT:
        return own
    if own.tentative:
        return None
    if own.status == "planned" and before in {"in", "during", "at", "on"}:
        return own
    if own.status == "held" and before in {"in", "during", "at", "on", "after", "following"}:
        return HELD
    return None
