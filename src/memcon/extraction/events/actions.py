"""Actions told by the words of a sentence: predicates and event nouns that a pattern fits, with who acts, and upon whom."""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Span, Token

from memcon.extraction.contacts.grammar import (
    children,
    is_verb,
)
from memcon.extraction.events.codes import Code
from memcon.extraction.events.drafts import Draft, is_told
from memcon.extraction.events.fitting import WILLING, fits, fits_noun, names_of
from memcon.extraction.events.nouns import of_noun
from memcon.extraction.events.parties import Parties
from memcon.extraction.events.patterns import patterns
from memcon.extraction.events.predicates import obliged, of_predicate, unwilling

_PREDICATES = frozenset({"VERB", "ADJ", "AUX", "NOUN"})
_OBLIGING = frozenset({"must", "should", "ought"})
_SPOKEN = frozenset({"AGREE", "SUPPORT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN"})


@dataclass(frozen=True)
class Action:
    """A coded action: ``token`` is its word, ``start`` and ``end`` (exclusive) the tokens that show it."""

    code: Code
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    token: int
    start: int
    end: int
    rule: str

    @property
    def spoken(self) -> bool:
        """Whether it is done by words, as what statements and commitments do."""
        return self.code.event_type in _SPOKEN


def find_actions(sentence: Span, parties: Parties) -> list[Action]:
    """All actions of a sentence in the order of the text; what is only asked for, refused or threatened is no action."""
    drafts = [d for token in sentence if (d := _draft(token, parties)) is not None and is_told(d)]
    spoken = {token.i for draft in drafts for token in draft.content}
    verbs = {draft.token.i for draft in drafts if draft.token.pos_ != "NOUN"}
    kept: list[Action] = []
    for draft in drafts:
        if draft.token.i in spoken or (draft.token.pos_ == "NOUN" and draft.token.head.i in verbs):
            continue
        action = _action(draft)
        if not any(_same(action, other) for other in kept):
            kept.append(action)
    return kept


def _action(draft: Draft) -> Action:
    token = draft.token
    inside = [token, *(t for t in _arguments(token) if t.sent == token.sent)]
    return Action(
        draft.code,
        draft.actor,
        draft.recipient,
        token.i,
        min(t.i for t in inside),
        max(t.i for t in inside) + 1,
        f"pattern {token.lemma_.lower()}",
    )


def _arguments(token: Token) -> Iterator[Token]:
    yield from children(token, "nsubj", "obj", "aux", "compound:prt", "xcomp", "iobj", "cop")


def _same(action: Action, other: Action) -> bool:
    """Whether one of two actions of a sentence says nothing that the other does not."""
    return (
        action.code.event_type == other.code.event_type
        and set(action.actor) <= set(other.actor)
        and set(action.recipient) <= set(other.recipient)
    )


def _draft(token: Token, parties: Parties) -> Draft | None:
    if token.pos_ not in _PREDICATES:
        return None
    table = patterns()
    if token.pos_ != "NOUN" or is_verb(token):
        helpers = {child.lower_ for child in token.children if child.dep_ == "aux"}
        if helpers & _OBLIGING:
            return obliged(token, parties)
        for pattern in (p for name in names_of(token) for p in table.by_word.get(name, ())):
            if fits(pattern, token):
                return of_predicate(pattern, token, parties)
        if helpers & WILLING:
            return unwilling(token, parties)
    if token.pos_ == "NOUN":
        for pattern in (p for name in names_of(token) for p in table.by_noun.get(name, ())):
            if fits_noun(pattern, token):
                return of_noun(pattern, token, parties)
    return None
