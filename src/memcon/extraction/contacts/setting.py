"""Where: which places of a sentence belong to a mention of a contact."""

from collections.abc import Collection, Sequence

from spacy.tokens import Token

from memcon.extraction.contacts.grammar import (
    CLAUSE,
    base,
    children,
    first,
    is_verb,
    lemma,
    preposition,
    reporting,
    subtree_end,
)
from memcon.extraction.contacts.places import read_place, read_places
from memcon.extraction.contacts.sighting import Source
from memcon.record import Place

AT = frozenset({"in", "at", "near", "inside", "outside", "aboard"})
TOWARDS = frozenset({"to", "into", "for", "in", "at", "towards"})
STEPS = 6


def find_place(
    source: Source, anchors: Sequence[Token], trigger: Token, prepositions: frozenset[str] = AT
) -> Place | None:
    """The place after "in" or "at" that hangs on one of the anchors."""
    found = find_places(source, anchors, trigger, prepositions)
    return found[0] if len(found) == 1 else _several(found)


def _is_in_name(source: Source, token: Token) -> bool:
    """The Europe of "the Organization for Security and Cooperation in Europe"."""
    body = source.entity(token.head)
    return (
        body is not None
        and body.label_ == "ORG"
        and body.end < token.i
        and source.knowledge.body(source.parsed.doc[body.start : token.i + 1].text) is not None
    )


def _several(places: tuple[Place, ...]) -> Place | None:
    """ "In Rome and Vienna": no country, as it is not told where."""
    if not places:
        return None
    spans = tuple(span for place in places for span in place.spans)
    return Place(name=" and ".join(place.name for place in places), spans=spans)


def find_places(
    source: Source, anchors: Sequence[Token], trigger: Token, prepositions: frozenset[str] = AT
) -> tuple[Place, ...]:
    """The place after a preposition that hangs on one of the anchors, and those joined to it."""
    ranked: list[tuple[int, int, Token]] = []
    here = [
        word
        for word in trigger.sent
        if word.lower_ == "here" and word.dep_ == "advmod" and attachment(source, word, (trigger, *anchors)) is not None
    ]
    if here and (place := dateline_place(source)) is not None:
        return (place,)
    for anchor in (trigger, *anchors):
        if (there := place_of_clause(source, anchor)) is not None and prepositions >= AT:
            return (there,)
    for token in trigger.sent:
        if token.pos_ not in {"NOUN", "PROPN", "X"} or preposition(token) not in prepositions:
            continue
        if _is_in_name(source, token):
            continue
        steps = attachment(source, token, anchors)
        if steps is None and follows(token, trigger):
            steps = STEPS
        if steps is not None:
            ranked.append((steps, abs(token.i - trigger.i), token))
    for _, _, token in sorted(ranked, key=lambda item: item[:2]):
        places = read_places(source, token)
        if places:
            return places + _joined_goals(source, token, prepositions)
    return ()


def place_of_clause(source: Source, verb: Token) -> Place | None:
    """ "Rome, where he met her" """
    adverb = next((child for child in children(verb, "advmod") if child.lower_ == "where"), None)
    if adverb is None or base(verb) not in {"acl", "advcl"} or adverb.i == 0:
        return None
    before = adverb.nbor(-2) if adverb.nbor(-1).is_punct and adverb.i > 1 else adverb.nbor(-1)
    here = read_place(source, before, alone=True)
    return here or (read_place(source, verb.head, alone=True) if base(verb) == "acl" else None)


def dateline_place(source: Source, within: Collection[str] | None = None) -> Place | None:
    """The city of the dateline, where a report says "here"; ``within`` are the countries that it must lie in."""
    return source.places.dateline(within)


def _joined_goals(source: Source, token: Token, prepositions: frozenset[str]) -> tuple[Place, ...]:
    """ "To Germany in April and to France in May": goals after "and" and another preposition."""
    goals = [
        word
        for word in token.sent
        if word.i > token.i and word.dep_ == "conj" and "to" in prepositions and preposition(word) == "to"
    ]
    return tuple(
        place for goal in goals if goal.head.head.i in {token.head.i, token.i} and (place := read_place(source, goal))
    )


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
    for step in range(STEPS):
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
    if token.lower_ in {"visiting", "earlier", "later", "today"}:
        return True
    if token.dep_ in CLAUSE or (token.dep_ == "conj" and is_verb(token) and first(token, "nsubj") is not None):
        return False
    if lemma(token) in source.lexicon.nouns and not is_occasion(source, token) and token.dep_ not in {"obj", "obl"}:
        return False
    mention = source.cast.of(token.i)
    if mention is not None and mention.kind == "body" and token.dep_ == "obj" and token.head.i not in anchors:
        return False
    if (
        token.ent_type_
        or mention is not None
        or lemma(token) in source.lexicon.words("place", "kinds") | source.lexicon.words("occasion", "lead_ins")
    ):
        return True
    if token.dep_ == "nmod" and lemma(token) in source.lexicon.words("mechanism", "heads"):
        return True  # "the session of the commission in Oslo"
    hangs = token.dep_ in {"obj", "obl"} and token.head.i in anchors
    if hangs and source.lexicon.has("place", "passages", lemma(token)):
        return True  # "made the remarks on Friday"
    return lemma(token) in source.lexicon.words("occasion", "heads") and is_occasion(source, token)


def is_occasion(source: Source, token: Token) -> bool:
    """Whether a noun names what a contact took place at: "on the sidelines of the summit", "during the conference"."""
    before = preposition(token)
    start = token.left_edge.i
    lead_ins = source.lexicon.words("occasion", "lead_ins")
    return before in {"at", "during"} or any(
        lemma(word) in lead_ins for word in token.doc[max(token.sent.start, start - 3) : token.i]
    )


def follows(root: Token, trigger: Token) -> bool:
    """Whether a phrase stands right after the trigger and what belongs to it, whatever the parser hung it on."""
    return root.left_edge.i in {trigger.i + 1, subtree_end(trigger)} and root.i > trigger.i and root.head.i != root.i
