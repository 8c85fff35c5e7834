"""Whether what a predicate tells of was held, is planned, is denied or was cancelled."""

from spacy.tokens import Token

from memcon.extraction.contacts.grammar import (
    base,
    children,
    first,
    is_called_off,
    is_verb,
    lemma,
    negated,
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
_IS = frozenset({"is", "are", "'s", "’s"})
_BE = _IS | {"was", "were"}
_WOULD = frozenset({"would", "'d", "’d"})
_MIGHT = frozenset({"could", "may", "might", "should", "must", "can", "ca", "ought"}) | _WOULD
_PERHAPS = frozenset({"probably", "possibly", "perhaps", "maybe", "likely"})
_SHOWN = frozenset({"show", "picture", "depict", "photograph"})
_ENABLING = frozenset({"go", "come", "manage", "get", "be", "able", "have"})
_PRESENT_OR_PAST = frozenset({"VBD", "VBZ", "VBP"})
_PRESENT = frozenset({"VBZ", "VBP"})
_ONWARD = frozenset({"after", "following", "then", "next", "afterwards", "later", "tomorrow"})
_STEPS = 6


def verb_outlook(verb: Token, lexicon: Lexicon) -> Outlook:
    """How a verb of contact stands to fact: read off its auxiliaries and the words that govern it."""
    if any(lemma(child) in lexicon.words("habit", "adverbs") - {"never"} for child in children(verb, "advmod")):
        return VOID
    if any(lemma(noun) == "time" and _are_many(noun, lexicon) for noun in children(verb, "obl")):
        return VOID  # "spoke several times with"
    if _is_first_time(verb) or _opens_with(verb, {"against"}) or _is_hypothetical(verb, lexicon):
        return VOID
    if negated(verb) or _opens_with(verb, {"without", "instead"}):
        return DENIED
    climb, found = verb, _own(verb, lexicon)
    for _ in range(_STEPS):
        final = _settled(climb, found, lexicon)
        if final is not None:
            return final
        if not _shares_outlook(climb, found):
            break
        climb = climb.head
        found = _own(climb, lexicon) if found is None or found is HELD else found
        if negated(climb):
            return DENIED if word_outlook(climb, lexicon) is not None or lemma(climb) in _ENABLING else VOID
    return _under_clause(climb, found or UNTOLD, lexicon)


def _are_many(noun: Token, lexicon: Lexicon) -> bool:
    return any(lemma(child) in lexicon.words("habit", "adjectives") for child in children(noun, "amod"))


def _is_first_time(verb: Token) -> bool:
    """ "The first time that they have met": said of a contact that is told by itself."""
    time = verb.head
    return base(verb) == "acl" and lemma(time) == "time" and any(child.lower_ == "first" for child in time.children)


def _is_hypothetical(verb: Token, lexicon: Lexicon) -> bool:
    """ "Better if he did not visit", "whether they would meet"."""
    return any(child.lower_ in lexicon.words("status", "hypothetical") for child in children(verb, "mark"))


def _opens_with(verb: Token, words: set[str]) -> bool:
    """ "Warned against meeting him", "left without meeting him"."""
    return verb.tag_ == "VBG" and any(child.lower_ in words for child in children(verb, "mark", "case"))


def _settled(verb: Token, found: Outlook | None, lexicon: Lexicon) -> Outlook | None:
    """The outlook, if the verb itself or the word above it tells it; None where one has to look higher."""
    if found is not None and (found.void or found.status in {"denied", "cancelled"}):
        return found
    if found is not None and found.status == "planned" and _is_finite(verb):
        return _under_clause(verb, found, lexicon)
    above = _above(verb, lexicon)
    if above is not None:
        lowered = _lower(found, above)
        return _under_clause(verb.head, lowered, lexicon) if verb.dep_ == "xcomp" and is_verb(verb.head) else lowered
    if verb.dep_ == "advcl" and _is_purpose(verb) and is_verb(verb.head) and verb.head.i != verb.i:
        return _purpose(verb, lexicon)
    return None


def _shares_outlook(verb: Token, found: Outlook | None) -> bool:
    """Whether a verb without a finite form of its own stands as the one above it does."""
    if verb.dep_ not in {"xcomp", "conj", "advcl", "acl"} or verb.head.i == verb.i or not is_verb(verb.head):
        return False
    if verb.dep_ == "advcl" and found is HELD and verb.tag_ == "VBD" and children(verb, "nsubj"):
        return False  # "urged him to go, as they met": they met, whatever was urged
    return not (verb.dep_ == "conj" and _is_finite(verb) and found is not None)


def _lower(found: Outlook | None, above: Outlook) -> Outlook:
    return found if found is not None and found.tentative and above is PLANNED else above


def _own(verb: Token, lexicon: Lexicon) -> Outlook | None:
    """What the verb's own form says: None for infinitives and participles."""
    auxiliaries = [child for child in verb.children if child.dep_ in {"aux", "aux:pass", "cop"} and child.i < verb.i]
    words = {child.lower_ for child in auxiliaries}
    if _is_hypothetical(verb, lexicon):
        return VOID
    going = lemma(verb) == "go" and auxiliaries and first(verb, "xcomp") is not None
    if words & _WILL or going or _is_to_be(verb, lexicon) or _is_ahead(verb, lexicon):
        return PLANNED
    if words & _WOULD and any(child.lower_ in _PERHAPS for child in children(verb, "advmod")):
        return TENTATIVE
    if words & _MIGHT:
        return PLANNED if words & _WOULD and _is_reported(verb, lexicon) else TENTATIVE
    if verb.tag_ == "VBG" and words & _IS and lemma(verb) in lexicon.words("status", "motion"):
        return PLANNED  # who "is travelling to Rome" has not come there
    if verb.tag_ == "VBG" and not auxiliaries and any(lemma(above) in _SHOWN for above in verb.ancestors):
        return HELD  # "a photo showing X talking to Y"
    finite = verb.tag_ in _PRESENT_OR_PAST or any(child.tag_ in _PRESENT_OR_PAST for child in auxiliaries)
    return HELD if finite else None


def _is_ahead(verb: Token, lexicon: Lexicon) -> bool:
    """ "After Rome, he visits Vienna", "arrives Sunday for talks": the present of what lies ahead, unlike that of headlines."""
    if verb.tag_ not in _PRESENT or lemma(verb) not in lexicon.words("status", "ahead") or not _is_closed(verb):
        return False
    around = children(verb, "obl", "advmod")
    if any(word.lower_ in _ONWARD or word.left_edge.lower_ in _ONWARD for word in around):
        return True
    if any(_opens_with(clause, {"before"}) for clause in children(verb, "advcl")):
        return True
    return any(word.ent_type_ == "DATE" and not any(part.like_num for part in word.subtree) for word in around)


def _is_closed(verb: Token) -> bool:
    """Whether the sentence ends as sentences of the text do, and headlines do not."""
    words = [word for word in verb.sent if not word.is_space]
    return bool(words) and words[-1].is_punct


def _is_to_be(verb: Token, lexicon: Lexicon) -> bool:
    """ "is to meet", "are due to hold", and the "to meet" of headlines."""
    before = verb.doc[max(verb.sent.start, verb.i - 5) : verb.i]
    particle = any(
        word.lower_ == "to" and word.dep_ != "case" and (word.head.i == verb.i or word.dep_ == "fixed")
        for word in before[-2:]
    )
    if not particle:
        return False
    if len(before) > 1 and before[-2].lower_ in _BE and before[-2].head.i == verb.i:
        return True
    return verb.dep_ in {"root", "ccomp", "parataxis", "acl:relcl", "conj"} or any(
        word.lower_ in lexicon.words("status", "due") for word in before
    )


def _is_finite(verb: Token) -> bool:
    return verb.tag_ in _PRESENT_OR_PAST or any(child.dep_ in {"aux", "aux:pass", "cop"} for child in verb.children)


def _is_reported(verb: Token, lexicon: Lexicon) -> bool:
    climb = verb
    while climb.dep_ == "conj":
        climb = climb.head
    return climb.dep_ in {"ccomp", "parataxis"} or any(
        lemma(child) in lexicon.words("status", "saying") for child in children(verb, "parataxis", "ccomp")
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
    if verb.dep_ == "acl":
        return _above_modifier(verb, lexicon)
    invited = lexicon.words("status", "invited")
    if _is_purpose(verb) and any(lemma(child) in invited for child in children(head, "obj", "nsubj:pass")):
        return PLANNED if lemma(head) in lexicon.words("status", "accepting") else VOID
    if verb.dep_ == "advcl" and any(child.lower_ in {"before", "until"} for child in children(verb, "mark", "case")):
        return PLANNED if verb_outlook(head, lexicon).status == "planned" else UNTOLD
    found = word_outlook(head, lexicon)
    if verb.dep_ == "xcomp" or (verb.dep_ == "advcl" and _is_purpose(verb)):
        found = PLANNED if lemma(head) == "have" else found
    elif verb.dep_ != "ccomp" or found is PLANNED:
        return None
    return DENIED if found is not None and negated(head) else found


def _above_modifier(verb: Token, lexicon: Lexicon) -> Outlook | None:
    """ "plans to meet", "an invitation to visit", "the first to visit"."""
    noun = verb.head
    if any(lemma(child) in lexicon.words("status", "ordinals") for child in children(noun, "amod")):
        return HELD
    found = word_outlook(noun, lexicon)
    if found is None or not (_is_purpose(verb) or verb.tag_ == "VB"):
        return None
    return noun_chain(noun, found, lexicon)


def noun_chain(noun: Token, found: Outlook, lexicon: Lexicon) -> Outlook:
    """ "no plans to meet", "accepted an invitation to visit"."""
    if lemma(noun) in {"opportunity", "chance"} and lemma(noun.head) in {"have", "get", "take"}:
        own = _own(noun.head, lexicon)
        return own if own is HELD and not negated(noun.head) else found
    determiner = first(noun, "det")
    if (determiner is not None and determiner.lower_ == "no") or (noun.dep_ == "obj" and negated(noun.head)):
        return DENIED
    if noun.dep_ not in {"obj", "nsubj:pass"}:
        return found
    if found.void and lemma(noun.head) in lexicon.words("status", "accepting"):
        return PLANNED
    over = word_outlook(noun.head, lexicon)
    return over if over is not None and over.status in {"cancelled", "denied"} else found


def word_outlook(word: Token, lexicon: Lexicon) -> Outlook | None:
    """What a governing verb, noun or adjective makes of what it governs."""
    key = lemma(word)
    if is_called_off(word):
        return CANCELLED
    if key == "put" and any(lemma(noun) in {"hold", "ice"} for noun in word.children):
        return CANCELLED
    if key == "turn" and any(child.lower_ == "down" for child in word.children):
        return DENIED
    for name, outlook in (
        ("cancelled", CANCELLED),
        ("denied", DENIED),
        ("invited", VOID),
        ("planned", PLANNED),
        ("tentative", TENTATIVE),
    ):
        if key in lexicon.words("status", name):
            return outlook
    return None


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
    if word_outlook(head, lexicon) is DENIED and not negated(head):
        return DENIED
    if any(child.lower_ in {"if", "unless"} for child in children(head, "mark")):
        return VOID  # "if he knew that he would meet her, why"
    if lemma(head) in lexicon.words("status", "wishing"):
        return TENTATIVE
    if head.dep_ == "acl" and lemma(head) in lexicon.words("status", "saying"):
        climb, head = head, head.head  # "denied reports claiming that they met"
    hearsay = (
        base(climb) == "acl"
        and lemma(head) in lexicon.words("status", "hearsay")
        and head.dep_ in {"obj", "nsubj:pass"}
    )
    return DENIED if hearsay and word_outlook(head.head, lexicon) is DENIED else found
