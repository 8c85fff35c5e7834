"""When and where: which dates and places of a sentence belong to a mention of a contact."""

from collections.abc import Sequence

from spacy.tokens import Token

from memcon.extraction.contacts.grammar import CLAUSE, lemma, preposition, reporting, subtree_end
from memcon.extraction.contacts.places import read_place
from memcon.extraction.contacts.sighting import Source
from memcon.record import Place, When

AT = frozenset({"in", "at", "near", "inside", "outside", "aboard"})
TOWARDS = frozenset({"to", "into", "for", "in", "at", "towards"})
_APART = frozenset({"since", "until", "till", "before", "after", "following", "ahead of", "prior to", "by", "than"})
_STEPS = 6


def find_when(source: Source, anchors: Sequence[Token], trigger: Token) -> When | None:
    """The date that hangs on one of the anchors, the closest in the tree, or follows the mention's own words at once."""
    best: tuple[int, int] | None = None
    found: When | None = None
    for mention in source.dates_in(trigger.sent):
        root = _root(source, mention.start, mention.end)
        if _bounds(root, mention.start) or _is_of_saying(source, mention.start, anchors):
            continue
        steps = attachment(source, root, anchors)
        if steps is None and _follows(root, trigger):
            steps = _STEPS
        if steps is None:
            continue
        rank = (steps, abs(root.i - trigger.i))
        if best is None or rank < best:
            best, found = rank, mention.when
    return found


def _bounds(root: Token, start: int) -> bool:
    """ "since 2011", "ahead of Monday": dates that something is told apart from."""
    return preposition(root) in _APART or root.doc[max(0, start - 1)].lower_ in _APART


def _is_of_saying(source: Source, start: int, anchors: Sequence[Token]) -> bool:
    """ "…, sources said on Friday": the day of the saying."""
    doc = source.parsed.doc
    before = doc[start - 1] if start else None
    while before is not None and before.lower_ in {"on", "late", "early"} and before.i:
        before = doc[before.i - 1]
    if before is None or before.pos_ != "VERB" or not source.lexicon.has("status", "saying", lemma(before)):
        return False
    return all(anchor.i != before.i for anchor in anchors)


def find_place(
    source: Source, anchors: Sequence[Token], trigger: Token, prepositions: frozenset[str] = AT
) -> Place | None:
    """The place after "in" or "at" that hangs on one of the anchors."""
    ranked: list[tuple[int, int, Token]] = []
    for token in trigger.sent:
        if token.pos_ not in {"NOUN", "PROPN", "X"} or preposition(token) not in prepositions:
            continue
        steps = attachment(source, token, anchors)
        if steps is None and _follows(token, trigger):
            steps = _STEPS
        if steps is not None:
            ranked.append((steps, abs(token.i - trigger.i), token))
    for _, _, token in sorted(ranked, key=lambda item: item[:2]):
        place = read_place(source, token)
        if place is not None:
            return place
    return None


def place_after(source: Source, event: Token) -> Place | None:
    """The place told right after an occasion: "the summit of the D-8 in Cairo"."""
    for token in event.doc[event.i + 1 : min(event.i + 12, event.sent.end)]:
        if token.pos_ == "VERB":
            return None
        if token.pos_ in {"PROPN", "NOUN"} and preposition(token) in AT:
            place = read_place(source, token)
            if place is not None:
                return place
    return None


def attachment(source: Source, token: Token, anchors: Sequence[Token]) -> int | None:
    """How many steps up the tree an anchor stands over a token; None where something else comes between."""
    indexes = {anchor.i for anchor in anchors}
    if token.dep_ in {"compound", "nummod", "amod", "nmod:poss"} and token.head.i not in indexes:
        return None
    climb = token
    for step in range(_STEPS):
        if climb.i in indexes:
            return step
        if climb.head.i == climb.i:
            return None
        said = reporting(climb, token)
        if said.i != climb.i:
            climb = said
            continue
        if climb.i != token.i and not _lets_through(source, climb, indexes):
            return None
        climb = climb.head
    return None


def _lets_through(source: Source, token: Token, anchors: set[int]) -> bool:
    """Whether a date or place below a noun may belong to what stands above it."""
    if token.lower_ == "visiting":
        return True
    if token.dep_ in CLAUSE:
        return False
    if (
        token.ent_type_
        or source.cast.of(token.i) is not None
        or lemma(token) in source.lexicon.words("place", "kinds") | source.lexicon.words("occasion", "lead_ins")
    ):
        return True
    if token.dep_ in {"obj", "obl"} and token.head.i in anchors:
        return source.lexicon.has("place", "passages", lemma(token))
    return lemma(token) in source.lexicon.words("occasion", "heads") and is_occasion(source, token)


def is_occasion(source: Source, token: Token) -> bool:
    """Whether a noun names what a contact took place at: "on the sidelines of the summit", "during the conference"."""
    before = preposition(token)
    start = token.left_edge.i
    lead_ins = source.lexicon.words("occasion", "lead_ins")
    return before in {"at", "during"} or any(
        lemma(word) in lead_ins for word in token.doc[max(token.sent.start, start - 3) : token.i]
    )


def _follows(root: Token, trigger: Token) -> bool:
    """Whether a phrase stands right after the trigger and what belongs to it, whatever the parser hung it on."""
    return root.left_edge.i in {trigger.i + 1, subtree_end(trigger)} and root.i > trigger.i and root.head.i != root.i


def _root(source: Source, start: int, end: int) -> Token:
    for token in source.parsed.doc[start:end]:
        if not start <= token.head.i < end or token.head.i == token.i:
            return token
    return source.parsed.doc[start]
