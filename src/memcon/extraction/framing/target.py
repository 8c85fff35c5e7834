"""Whom a loaded word is about, where the words next to it say so."""

from collections.abc import Iterator

from spacy.tokens import Span, Token

from memcon.actors.knowledge import Knowledge

_STEPS = 4
_DOER = frozenset({"by", "from"})


def find_target(span: Span, knowledge: Knowledge) -> str | None:
    """The country or body whose act, fighters or dead the words tell of; None where that is not evident."""
    for token in _around(span):
        if token.ent_type_ not in ("NORP", "LOC", "ORG"):
            continue
        country = knowledge.country(token.text)
        if country is not None:
            return country.iso3
        body = knowledge.body(token.text)
        if body is not None:
            return body.id
    return None


def _around(span: Span) -> Iterator[Token]:
    """Words of the phrase itself, then what its head is described by, then those to whom a verb was done."""
    yield from span
    heads = [span.root]
    while (
        len(heads) < _STEPS
        and heads[-1].dep_ in ("amod", "compound", "nmod:poss", "advmod", "conj")
        and heads[-1].head.i != heads[-1].i
    ):
        heads.append(heads[-1].head)
    for head in heads:
        links = (
            _DOER if head is not span.root else _DOER | {"of"}
        )  # of "the brutal killing of villagers", not the villagers
        for child in head.children:
            if child.dep_ in ("nmod:poss", "amod", "compound"):
                yield child
            elif child.dep_ in ("nmod", "obl", "obl:agent") and any(
                case.lower_ in links for case in child.children if case.dep_ == "case"
            ):
                yield child
                yield from (grand for grand in child.children if grand.dep_ in ("amod", "compound", "nmod"))
            elif child.dep_ in ("obj", "nsubj:pass") and head.pos_ == "VERB":
                yield child
                yield from (grand for grand in child.children if grand.dep_ in ("amod", "compound"))
