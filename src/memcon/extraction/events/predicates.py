"""Verbs and adjectives that a pattern fits, and what somebody says that another must do or that he himself will not."""

from spacy.tokens import Token

from memcon.extraction.contacts.grammar import (
    base,
    children,
    deep_subject,
    is_passive,
    is_verb,
    surface_subject,
)
from memcon.extraction.events.codes import codes
from memcon.extraction.events.drafts import Draft, content_of, is_aside_clause, moded, settled
from memcon.extraction.events.outlook import outlook
from memcon.extraction.events.parties import Parties
from memcon.extraction.events.patterns import Pattern, words
from memcon.extraction.events.sides import actor_beside, actor_of, recipient_of


def of_predicate(pattern: Pattern, verb: Token, parties: Parties) -> Draft | None:
    """A predicate that a pattern fits, with both sides; None where nothing is told by it."""
    told = outlook(verb)
    if told == "untold":
        return None
    subject = actor_of(verb)
    moved = subject is None and is_passive(verb) and pattern.code.event_type in words("moved")
    if moved:
        subject = surface_subject(verb)
    actor = parties.of(subject) or actor_beside(verb, subject, parties, pattern)
    draft = Draft(pattern, pattern.code, verb, told, actor, aside=is_aside_clause(verb))
    draft.recipient = recipient_of(verb, parties, actor, pattern)
    if len(actor) > 1 and set(actor) == set(
        draft.recipient
    ):  # "the meeting of A and B was cancelled": nobody says by whom
        return None
    if pattern.talk:
        draft.content = content_of(verb)
    return settled(draft)


def _said(verb: Token) -> Token | None:
    """The verb of saying above a clause, or beside it ("…, he said")."""
    clause = verb
    while clause.dep_ == "conj" and is_verb(clause.head):
        clause = clause.head
    if clause.dep_ == "ccomp" and clause.head.lemma_ in words("saying"):
        return clause.head
    return next((c for c in children(clause, "parataxis") if c.lemma_ in words("saying")), None)


def obliged(verb: Token, parties: Parties) -> Draft | None:
    """ "X said that Y must …": a request to Y."""
    said = _said(verb)
    if said is None or outlook(said) != "done":
        return None
    actor = parties.of(deep_subject(said))
    recipient = parties.of(surface_subject(verb)) if not is_passive(verb) else ()
    if not actor or not recipient or set(actor) & set(recipient):
        return None
    draft = Draft(None, codes().code("REQUEST"), verb, "done", actor, recipient, content_of(verb))
    demand = any(child.lower_ == "must" for child in children(verb, "aux"))
    draft.code = codes().code("REQUEST", moded(draft.code, draft).mode, appeal=not demand)
    return draft


def unwilling(verb: Token, parties: Parties) -> Draft | None:
    """ "X said that it would not …": a refusal, whatever it is about."""
    said = _said(verb)
    if said is None or outlook(said) != "done" or outlook(verb) != "refused":
        return None
    actor = parties.of(deep_subject(said))
    if not actor or parties.of(surface_subject(verb)) != actor:
        return None
    draft = Draft(None, codes().code("REJECT"), verb, "refused", actor, content=content_of(verb))
    draft.code = moded(draft.code, draft)
    draft.recipient = parties.nearest([c for c in verb.children if base(c) != "nsubj"], actor)
    return draft
