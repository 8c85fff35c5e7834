"""Whether a pattern fits a predicate or an event noun: its object, subject, particles and the words below it."""

from spacy.tokens import Token

from memcon.extraction.contacts.grammar import (
    base,
    children,
    deep_object,
    first,
    is_verb,
    lemma,
    obliques,
    preposition,
)
from memcon.extraction.events.parties import is_aside
from memcon.extraction.events.patterns import Pattern
from memcon.extraction.events.sides import actor_of

WILLING = frozenset({"will", "would", "wo", "'ll", "’ll", "shall"})
"""Auxiliaries of what is still to come."""

_CLAUSES = frozenset({"acl:relcl", "acl", "advcl", "ccomp", "parataxis", "conj"})
_OF = frozenset({"of", "", "'s", "’s"})


def fits(pattern: Pattern, verb: Token) -> bool:
    """Whether everything that a pattern asks for stands about a predicate."""
    object_ = deep_object(verb) or first(verb, "iobj")
    if pattern.object or pattern.unless:
        objects = {t.i: t for t in (object_, *children(verb, "obj", "iobj")) if t is not None}
        told = {word for phrase in objects.values() for word in _phrase(phrase)}
        if (pattern.object and not pattern.object & told) or pattern.unless & (told or _below(verb)):
            return False
    if pattern.subject or pattern.subject_unless:
        subject = actor_of(verb)
        told = _phrase(subject) if subject is not None else set()
        if subject is not None and (subject.ent_type_ == "NORP" or subject.tag_ == "NNPS"):
            told.add("people")
        if (pattern.subject and not pattern.subject & told) or pattern.subject_unless & told:
            return False
    if pattern.particle and lemma(verb) not in pattern.particle and not pattern.particle & _particles(verb):
        return False
    if pattern.about and not pattern.about & _below(verb):
        return False
    return not pattern.needs or any(_has(need, verb, object_) for need in pattern.needs)


def fits_noun(pattern: Pattern, noun: Token) -> bool:
    """Whether an event noun has the modifiers and prepositions that a pattern asks for."""
    told = {word for token in (noun, *children(noun, "compound", "amod")) for word in names_of(token)}
    if (pattern.object and not pattern.object & told) or pattern.unless & told:
        return False
    return not pattern.needs or any(_has(need, noun, None) for need in pattern.needs)


def names_of(token: Token) -> tuple[str, ...]:
    """The lemma, and the word as it stands: tables hold what the lemmatizer makes of a word, and its regular forms."""
    name = lemma(token)
    return (name,) if name == token.lower_ else (name, token.lower_)


def _has(need: str, verb: Token, object_: Token | None) -> bool:
    """Whether one of the things is there that a pattern needs; patterns.toml says how they are written."""
    if need == "object":
        return object_ is not None
    if need == "act":
        return any(_is_act(child) for holder in (verb, object_) if holder is not None for child in holder.children)
    if need == "will":
        return any(
            {aux.lower_ for aux in children(clause, "aux")} & WILLING
            and all(subject.pos_ == "PRON" for subject in children(clause, "nsubj"))
            for clause in children(verb, "ccomp")
        )
    if need == "clause":
        return any(is_verb(child) for child in children(verb, "ccomp"))
    led = [*obliques(verb), *(obliques(object_) if object_ is not None else ())]
    before, _, noun = need.rpartition(" ")
    return (
        need == preposition(verb)
        or any(word == need or (word == before and noun in _phrase(phrase)) for word, phrase in led)
        or any(child.lower_ == need for clause in children(verb, "advcl") for child in children(clause, "mark"))
    )


def _is_act(clause: Token) -> bool:
    relation = base(clause)
    if relation == "xcomp":
        return is_verb(clause)
    return relation in {"advcl", "acl"} and any(child.lower_ == "to" for child in children(clause, "mark"))


def _phrase(token: Token) -> set[str]:
    """Words of a noun phrase without the clauses that hang on it."""
    found, queue = set(), [token]
    while queue:
        word = queue.pop()
        found |= {word.lower_, lemma(word)}
        queue += [child for child in word.children if _belongs(child)]
    return found


def _belongs(child: Token) -> bool:
    """Whether a word is part of the phrase: not a clause, nor what the phrase is about ("concern about aid")."""
    if child.dep_ == "conj":
        return not is_verb(child)
    return child.dep_ not in _CLAUSES and (base(child) != "nmod" or preposition(child) in _OF)


def _below(verb: Token) -> set[str]:
    """Words under a predicate without the clauses beside it."""
    found, queue = set(), [verb]
    while queue:
        word = queue.pop()
        found |= {word.lower_, lemma(word)}
        queue += [
            child
            for child in word.children
            if child.dep_ != "parataxis" and not (child.dep_ == "conj" and is_verb(child)) and not is_aside(child)
        ]
    return found


def _particles(verb: Token) -> set[str]:
    near = {child.lower_ for child in children(verb, "compound", "advmod")}
    return near | {word.split()[0] for word, _ in obliques(verb) if word not in {"", "in", "on"}}
