"""Whether what a noun of contact tells of was held: read off its modifiers and the clause that it stands in."""

from spacy.tokens import Token

from memcon.extraction.contacts.clauses import BACK, SOURCES, happenings
from memcon.extraction.contacts.grammar import (
    above,
    base,
    children,
    first,
    is_passive,
    is_verb,
    lemma,
    negated,
    preposition,
    reporting,
    surface_subject,
)
from memcon.extraction.contacts.lexicon import Lexicon
from memcon.extraction.contacts.sighting import Outlook
from memcon.extraction.contacts.status import (
    CANCELLED,
    DENIED,
    HELD,
    PLANNED,
    TENTATIVE,
    UNTOLD,
    noun_chain,
    verb_outlook,
    word_outlook,
)

_ARRIVING = frozenset({"arrive", "land"})
"""Who "arrived for a visit" is on it; the talks he arrived for are still to come."""

_CLOSING = frozenset({"conclude", "end", "finish", "wrap", "complete"})
"""Who "is to conclude a visit" is on it."""

_AFTERWARDS = frozenset({"outcome", "result"})
"""What only a contact that was held has."""

AGENDAS = frozenset({"schedule", "agenda", "itinerary", "program", "programme"})


def noun_outlook(noun: Token, carrier: Token, lexicon: Lexicon) -> Outlook:
    """How a noun of contact stands to fact; ``carrier`` is the noun it hangs on, as "round" in "a round of talks"."""
    if first(noun, "cop") is not None:
        return verb_outlook(noun, lexicon)
    words = dict.fromkeys((noun, carrier))
    modifiers = {form for word in words for child in children(word, "amod") for form in (lemma(child), child.lower_)}
    if modifiers & lexicon.words("status", "cancelled_adjectives"):
        return CANCELLED
    if any(child.lower_ in {"no", "neither"} for word in words for child in children(word, "det")):
        return DENIED
    if any(
        lemma(clause) in {"hold", "conduct"} and clause.tag_ == "VBN" and not children(clause, "aux", "mark")
        for word in words
        for clause in children(word, "acl")
    ):
        return HELD  # "the results of the talks held in Rome"
    if _is_matter(noun) or (lemma(carrier.head) == "eve" and preposition(carrier) == "of"):
        return PLANNED
    inside, outside = _in_clause(noun, lexicon), _governed(carrier, lexicon)
    if outside is not None and outside.tentative and lemma(carrier) in _AFTERWARDS:
        outside = None  # "in light of the outcome of the visit, they discussed"
    undone = outside is not None and outside.status in {"cancelled", "denied"}
    over = outside if undone else inside or outside  # "the talks that were to open Friday have been called off"
    if modifiers & lexicon.words("status", "future_adjectives"):
        return over if over is not None and over.status in {"cancelled", "denied"} else PLANNED
    return over or UNTOLD


def _in_clause(noun: Token, lexicon: Lexicon) -> Outlook | None:
    """ "The visit that begins Monday", "a meeting that was cancelled"; one that took place tells nothing new."""
    for clause in happenings(noun, lexicon):
        over = word_outlook(clause, lexicon)
        own = CANCELLED if over is CANCELLED else verb_outlook(clause, lexicon)
        if own.status in {"planned", "cancelled"}:
            return own
    return None


def _is_matter(noun: Token) -> bool:
    """ "A meeting of the presidents had also been taken up", "they talked about a meeting": no more than talked of."""
    if not any(child.lower_ in {"a", "an"} for child in children(noun, "det")):
        return False
    verb = noun.head
    if noun.dep_ == "nsubj:pass":
        return lemma(verb) == "take" and any(child.lower_ == "up" for child in verb.children)
    return lemma(verb) in {"talk", "speak"} and preposition(noun) in {"about", "of"}


def _governed(noun: Token, lexicon: Lexicon) -> Outlook | None:
    """What the verb or noun above a noun of contact says of it."""
    while noun.dep_ == "conj" and noun.head.i != noun.i:
        noun = noun.head
    head, before = above(noun), preposition(noun)
    if head.i == noun.i:
        return None
    if not is_verb(head):
        over = word_outlook(head, lexicon)
        if base(noun) in {"nmod", "obl"} and lemma(head) in lexicon.words("status", "hearsay"):
            return DENIED if _is_denied(head, lexicon) else None
        hangs = base(noun) in {"nmod", "obl"} and before in {"of", "for", "to", "about", "on"}
        return noun_chain(head, over, lexicon) if over is not None and hangs else None
    if noun.dep_ in {"obj", "nsubj:pass", "nsubj", "xcomp"}:
        return _as_object(noun, head, lexicon)
    if before == "for" and any(lemma(child) in lexicon.words("status", "wishing") for child in children(head, "obj")):
        return TENTATIVE  # "expressed hope for a meeting"
    told = _as_object(noun, head, lexicon) if base(noun) == "obl" and before in {"for", "to", "of"} else None
    return told or _as_setting(noun, head, lexicon)


def _is_denied(report: Token, lexicon: Lexicon) -> bool:
    """ "Denied a report of a meeting", "called reports of a meeting baseless", "reports of a meeting are false"."""
    verb = report.head
    if verb.i == report.i or negated(verb):
        return False
    if report.dep_ in {"obj", "nsubj:pass"} and word_outlook(verb, lexicon) is DENIED:
        return True
    words = [verb, *children(verb, "xcomp", "obl", "advcl", "obj", "amod", "ccomp")]
    below = [child for word in words for child in children(word, "amod")]
    return any(lemma(word) in lexicon.words("status", "untrue") for word in (*words, *below))


def _as_object(noun: Token, verb: Token, lexicon: Lexicon) -> Outlook | None:
    """ "cancelled the visit", "denied a meeting", "will hold talks", "the meeting took place"."""
    over, own = word_outlook(verb, lexicon), verb_outlook(verb, lexicon)
    happens = lemma(verb) in lexicon.words("support", "happens")
    if noun.dep_ == "nsubj" and over in {PLANNED, CANCELLED} and _is_reduced(verb):
        return over
    if noun.dep_ == "nsubj" and not is_passive(verb):
        return own if happens else None  # "the talks brought no result" were held
    if lemma(verb) in _CLOSING and own.status == "planned":
        return HELD
    if lemma(verb) == "include":
        return own if own.status in {"planned", "denied"} else PLANNED if _is_agenda(verb) else None
    if over is CANCELLED:
        return UNTOLD if own.status == "denied" else PLANNED if own.tentative else CANCELLED
    if over is DENIED and negated(verb):
        return (
            PLANNED if any(child.tag_ == "MD" for child in children(verb, "aux")) else HELD
        )  # "would not refuse to meet"
    if over is DENIED:
        return DENIED
    if lemma(verb) in lexicon.words("support", "shares") and noun.dep_ != "obl":
        return PLANNED if over is PLANNED and own.status == "held" else own
    if lemma(verb) == "confirm":
        return None  # what is confirmed may have been
    if over is not None:
        return DENIED if negated(verb) else over
    return own if own.status in {"planned", "denied"} and happens else None


def _is_agenda(verb: Token) -> bool:
    """ "His schedule includes talks": what a programme has is still to come."""
    subject = surface_subject(verb)
    return subject is not None and lemma(subject) in AGENDAS and verb.tag_ in {"VBZ", "VBP"}


def _is_reduced(verb: Token) -> bool:
    """The passive of headlines: "Visit of president expected", "Talks postponed"."""
    return verb.tag_ in {"VBD", "VBN"} and not children(verb, "obj", "ccomp", "xcomp", "aux", "iobj")


def _as_setting(noun: Token, verb: Token, lexicon: Lexicon) -> Outlook | None:
    """ "said in a meeting", "will discuss during the visit"."""
    before, own = preposition(noun), verb_outlook(reporting(verb, noun), lexicon)
    if before == "ahead of":
        return PLANNED
    if before == "for" and own.status == "held" and lemma(verb) in _ARRIVING:
        predicate = lexicon.nouns.get(lemma(noun))
        return own if predicate is not None and predicate.mode == "visit" else None
    if before in {"before", "for", "prior to", "until"}:
        return PLANNED if own.status == "planned" or lemma(verb) == "way" else None
    if before in SOURCES:
        return HELD if own.status != "denied" and lemma(verb) in BACK else None
    if own.status == "denied":
        return own if lemma(verb) in lexicon.words("support", "light") else None
    if own.tentative or own.status is None or before not in {"in", "during", "at", "on", "after", "following"}:
        return None
    return None if own.status == "planned" and before in {"after", "following"} else own
