"""Loaded words in a report."""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Span, Token
from spacy.util import filter_spans

from memcon.actors.knowledge import GeoTerm, Knowledge, load
from memcon.extraction.claims.lexicon import lexicon as people_lexicon
from memcon.extraction.claims.quantities import is_person
from memcon.extraction.framing.lexicon import Term, phrasebook, terms
from memcon.extraction.framing.target import find_target
from memcon.extraction.spans import span_of
from memcon.language import Parsed
from memcon.record import Framing, Statement

_NAMES = frozenset({"ORG", "FAC", "PERSON", "EVENT", "LOC"})
_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})


@dataclass(frozen=True)
class _Hit:
    term: Term
    span: Span
    named: GeoTerm | None = None
    words: str = ""


def find_framing(parsed: Parsed, statements: tuple[Statement, ...]) -> tuple[Framing, ...]:
    """The loaded words of a report's body, in the order of the text, the longest where several overlap.

    The voice is ``quoted`` inside quotation marks and in what a statement reports, else the outlet's own.
    """
    knowledge = load()
    contents = [(span.start, span.end) for statement in statements for span in statement.content]
    found = []
    for hit in _hits(parsed, knowledge):
        start, end = hit.span.start_char, hit.span.end_char
        inside = any(first <= start and end <= last for first, last in contents)
        found.append(
            Framing(
                term=hit.span.text,
                neutral=_neutral(hit),
                voice="quoted" if inside or parsed.quoted(hit.span[0]) else "outlet",
                span=span_of(parsed.doc, hit.span.start, hit.span.end),
                target=hit.term.target or (hit.named.iso3 if hit.named else find_target(hit.span, knowledge)),
            )
        )
    return tuple(found)


def _hits(parsed: Parsed, knowledge: Knowledge) -> Iterator[_Hit]:
    hits: dict[tuple[int, int], _Hit] = {}
    for sentence in parsed.sentences:
        for name, start, end in phrasebook().find(sentence.span):
            span = sentence.span[start:end]
            number, asks = name.split(" ")
            hit = _accept(terms()[int(number)], asks, span, knowledge)
            if hit is not None:
                hits.setdefault((hit.span.start, hit.span.end), hit)
    for span in filter_spans([hit.span for hit in hits.values()]):
        yield hits[span.start, span.end]


def _accept(term: Term, asks: str, span: Span, knowledge: Knowledge) -> _Hit | None:
    """The match as a hit, or None where its surroundings or its own words show that it is something else."""
    before, after = _next(span, -1), _next(span, 1)
    if (before and (before.text in term.unless_before or before.lower_ in term.unless_before)) or (
        after and (after.text in term.unless_after or after.lower_ in term.unless_after)
    ):
        return None
    if (term.pos is not None and span.root.pos_ not in (term.pos, "PROPN")) or (
        term.pos == "NOUN" and span.root.dep_ in ("compound", "amod")
    ):
        return None
    if _is_name_part(term, span) or (term.people and not _of_people(span.root)):
        return None
    if asks == "person":
        return _Hit(term, span, None, next((token.text for token in span if token.ent_type_ == "PERSON"), ""))
    named, words = _named(span, knowledge) if asks else (None, "")
    return None if asks and named is None else _Hit(term, span, named, words)


def _next(span: Span, step: int) -> Token | None:
    place = span.start - 1 if step < 0 else span.end
    return span.doc[place] if 0 <= place < len(span.doc) and not span.doc[place].is_space else None


def _named(span: Span, knowledge: Knowledge) -> tuple[GeoTerm | None, str]:
    """The country among the words of a match: "North Korean", "Tehran"."""
    tokens = [token for token in span if token.lower_ not in _POSSESSIVE]
    for size in (2, 1):
        for place in range(len(tokens) - size + 1):
            words = " ".join(token.text for token in tokens[place : place + size])
            term = knowledge.country(words)
            if term is not None:
                return term, words
    return None, ""


def _is_name_part(term: Term, span: Span) -> bool:
    """A capitalised common word inside a longer name: "Martyrs' Square"."""
    if any(letter.isupper() for phrase in term.words for letter in phrase.replace("<", "") if letter.isupper()) and any(
        span.text in phrase for phrase in term.words
    ):
        return False
    first = span[0]
    if not first.is_title or first.is_sent_start or first.ent_type_ not in _NAMES:
        return False
    around = [token for token in (_next(span, -1), _next(span, 1)) if token is not None]
    return any(
        token.ent_type_ == first.ent_type_ and (token.is_title or token.lower_ in _POSSESSIVE) for token in around
    )


def _of_people(verb: Token) -> bool:
    """Whether what a verb is done to, or what a noun tells of, is people."""
    if verb.pos_ != "VERB":
        told = [
            child for child in verb.children if child.dep_ == "nmod" and any(c.lower_ == "of" for c in child.children)
        ]
        return all(is_person(child, people_lexicon()) for child in told)
    undergoing = [child for child in verb.children if child.dep_ in ("obj", "nsubj:pass")]
    if verb.dep_ in ("acl", "amod") and not undergoing:
        undergoing = [verb.head]
    return any(
        is_person(noun, people_lexicon()) or noun.ent_type_ in ("PERSON", "NORP") or noun.tag_ == "CD"
        for noun in undergoing
    )


def _neutral(hit: _Hit) -> str:
    name = hit.named.name if hit.named else hit.words
    return " ".join(hit.term.neutral.replace("{0}", name).replace("{head}", hit.span[-1].text).split())
