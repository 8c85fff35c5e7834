"""A pattern that fits, before it is known what it amounts to: its outlook, its content and its final code."""

from dataclasses import dataclass, field

from spacy.tokens import Token

from memcon.extraction.contacts.grammar import (
    base,
    children,
    is_passive,
    is_verb,
    lemma,
    preposition,
    surface_subject,
)
from memcon.extraction.events.codes import CONFLICT, SAID, Code, codes
from memcon.extraction.events.fitting import names_of
from memcon.extraction.events.outlook import Outlook
from memcon.extraction.events.patterns import Pattern, patterns, words

_MAIN = frozenset({"ROOT", "root", "ccomp", "parataxis", "conj", "xcomp"})
_TWO = 2
"""So many act upon each other where nobody else is named."""


@dataclass
class Draft:
    """What a pattern makes of a predicate or event noun. ``aside``: told in a side clause or as a mere noun."""

    pattern: Pattern | None
    code: Code
    token: Token
    outlook: Outlook
    actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    content: list[Token] = field(default_factory=list)
    aside: bool = False


def is_told(draft: Draft) -> bool:
    """In a side clause or as a noun an action needs both sides; elsewhere one, or two where PLOVER wants a recipient."""
    if draft.aside:
        return draft.outlook == "done" and bool(draft.actor) and (bool(draft.recipient) or len(draft.actor) >= _TWO)
    mutual = draft.code.event_type == "CONSULT" or codes().types[draft.code.event_type].recipient
    if mutual and not draft.recipient and len(draft.actor) < _TWO:
        return False
    return bool(draft.actor) or (bool(draft.recipient) and _is_attack(draft))


def _is_attack(draft: Draft) -> bool:
    """Whether harm of which no country's people are the doer was done by somebody: with a weapon, or by armed men."""
    subject = surface_subject(draft.token)
    armed = subject is not None and lemma(subject) in words("armed") and not is_passive(draft.token)
    return draft.code.event_type == "ASSAULT" and (armed or draft.code.mode not in {None, "targeted"})


def settled(draft: Draft) -> Draft | None:
    """The draft with the type and mode that its outlook and its content give; None where nothing is told."""
    code, talk = draft.code, draft.pattern is not None and draft.pattern.talk
    unwilling = draft.outlook == "refused" or (draft.outlook == "denied" and code.event_type == "AGREE")
    if draft.outlook == "untold" or (draft.outlook == "denied" and not unwilling):
        return None
    if unwilling:
        if code.event_type in CONFLICT | SAID:
            return None
        code = codes().code("REJECT")
    elif draft.outlook == "coming" and code.event_type not in SAID:
        code = codes().still_to_come(code)
    if talk or unwilling:
        code = moded(code, draft)
    draft.code = code
    return draft


def moded(code: Code, draft: Draft) -> Code:
    """The code with the mode that the words of the content tell."""
    if code.mode is not None:
        return code
    said = {word for token in (draft.token, *(draft.content or content_of(draft.token))) for word in names_of(token)}
    appeal = draft.pattern is not None and draft.pattern.appeal
    for row in patterns().content:
        if code.event_type in row.types and row.words & said:
            return codes().code(code.event_type, row.mode, appeal=appeal)
    return code


def content_of(token: Token) -> list[Token]:
    """What is said, asked or refused: the words below, without the subject and the clauses beside."""
    found: list[Token] = []
    queue = [
        child
        for child in token.children
        if base(child) not in {"nsubj", "parataxis", "punct"}
        and not (child.dep_ == "conj" and (is_verb(child) or not is_verb(token)))
        and not (
            base(child) == "advcl" and not any(c.lower_ in {"to", "if", "unless"} for c in children(child, "mark"))
        )
        and not (is_passive(token) and preposition(child) == "by")
    ]
    while queue:
        word = queue.pop()
        found.append(word)
        queue += [child for child in word.children if child.dep_ != "parataxis"]
    return found


def is_aside_clause(verb: Token) -> bool:
    """Whether a verb stands in a clause that is not what the sentence mainly tells."""
    climb = verb
    while climb.head.i != climb.i and is_verb(climb.head):
        to = base(climb) == "advcl" and any(c.lower_ == "to" for c in children(climb, "mark"))
        if climb.dep_ not in _MAIN and not to and climb.lemma_ not in words("saying"):
            return True
        climb = climb.head
    return climb.dep_ not in _MAIN
