"""Who acts in a predicate, and upon whom."""

from spacy.tokens import Token

from memcon.extraction.contacts.grammar import (
    agent,
    base,
    children,
    deep_object,
    deep_subject,
    is_passive,
    lemma,
    obliques,
    preposition,
    surface_subject,
)
from memcon.extraction.events.codes import CONFLICT, SAID
from memcon.extraction.events.parties import Parties, is_aside
from memcon.extraction.events.patterns import Pattern, words

_FINITE = frozenset({"ROOT", "root", "ccomp", "parataxis", "conj", "xcomp"})


def actor_of(verb: Token) -> Token | None:
    """Who does it; who is "prepared", "committed" or "opposed" is so himself."""
    disposed = verb.tag_ == "VBN" and lemma(verb) in words("disposed") and agent(verb) is None
    misread = verb.dep_ in _FINITE and not children(verb, "aux", "obl:agent") and bool(children(verb, "nsubj"))
    if verb.pos_ == "ADJ" or disposed or misread:
        return surface_subject(verb)
    return deep_subject(verb)


def actor_beside(verb: Token, subject: Token | None, parties: Parties, pattern: Pattern) -> tuple[str, ...]:
    """Who acts where the subject names nobody: whose attack it was, where a crowd protests, whose people or things act."""
    if pattern.code.event_type == "ASSAULT":
        deeds = (
            [subject] if subject is not None else [c for word, c in obliques(verb) if word in {"in", "by", "during"}]
        )
        return next((found for noun in deeds if (found := parties.doer(noun))), ())
    if subject is None:
        return ()
    if pattern.code.event_type == "PROTEST":
        places = among([phrase for word, phrase in obliques(verb) if word in words("places")], parties, ())
        return parties.nearest([subject], ()) or places
    return parties.nearest([subject], ())


def recipient_of(verb: Token, parties: Parties, actor: tuple[str, ...], pattern: Pattern) -> tuple[str, ...]:
    """Upon whom: the object, then what prepositions lead, then what is said, then the place."""
    direct = [*children(verb, "iobj"), *([o] if (o := deep_object(verb)) is not None else [])]
    if is_passive(verb) and agent(verb) is not None:
        direct = [o] if (o := surface_subject(verb)) is not None else []
    phrases = [c for word, c in obliques(verb) if not (is_passive(verb) and word == "by")]
    if pattern.code.event_type == "ACCUSE":
        by = [t for o in direct for t in o.subtree if base(t) in {"nmod", "obl"} and preposition(t) == "by"]
        if found := next((f for t in by if (f := parties.of(t))), ()):
            return found
    people = [token for token in direct if set(parties.of(token)) - set(actor)]
    return (
        parties.nearest(people, actor)
        or parties.nearest(direct, actor)
        or among(phrases, parties, actor)
        or parties.nearest(_clauses_about(verb, pattern, direct), actor)
        or _at_home(verb, direct, parties, pattern)
    )


def _at_home(verb: Token, direct: list[Token], parties: Parties, pattern: Pattern) -> tuple[str, ...]:
    """People or a place of the actor's own country: what a government does to its own."""
    event_type = pattern.code.event_type
    if event_type not in CONFLICT | SAID | {"CONCEDE", "RETREAT"} or event_type == "MOBILIZE":
        return ()
    things = [token for token in direct if token.pos_ != "PRON"]
    things += _clauses_about(verb, pattern, direct) if event_type == "THREATEN" else []
    places = [phrase for word, phrase in obliques(verb) if word in words("places")]
    return parties.nearest(things, ()) or among(places, parties, ())


def _clauses_about(verb: Token, pattern: Pattern, direct: list[Token]) -> list[Token]:
    """Clauses that may name the recipient: what is said, without the one who is to do what is threatened or promised."""
    if not pattern.talk and pattern.code.event_type not in {"ASSAULT", "PROTEST"}:
        return []
    clauses = [c for c in children(verb, "xcomp", "ccomp", "advcl") if c not in direct]
    if pattern.code.event_type not in {"THREATEN", "AGREE", "REJECT"}:
        return clauses
    said = [c for c in clauses if base(c) != "advcl"]
    inside = [c for clause in said for c in clause.children if base(c) not in {"nsubj", "mark", "aux", "punct"}]
    return [*inside, *(c for c in clauses if c not in said)]


def among(phrases: list[Token], parties: Parties, actor: tuple[str, ...]) -> tuple[str, ...]:
    """The nearest party that a preposition leads, places last."""
    led = [p for p in phrases if not is_aside(p) and p.ent_type_ not in {"DATE", "TIME"}]
    for group in (
        [p for p in led if preposition(p) not in words("places")],
        [p for p in led if preposition(p) in words("places")],
    ):
        if found := next((f for p in group if (f := parties.nearest([p], actor))), None):
            return found
    return ()
