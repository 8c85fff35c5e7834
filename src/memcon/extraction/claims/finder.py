"""From quantities to claims."""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from memcon.actors import Cast
from memcon.actors.knowledge import load
from memcon.extraction.claims.attribution import Attribution, when_of
from memcon.extraction.claims.doubt import is_doubtful
from memcon.extraction.claims.harm import Finding, find_harm
from memcon.extraction.claims.lexicon import Lexicon, lexicon
from memcon.extraction.claims.quantities import Quantity, find_quantities, included, phrase
from memcon.extraction.claims.tolls import find_toll
from memcon.extraction.dates import DateMention
from memcon.extraction.spans import span_of
from memcon.language import Parsed, Sentence
from memcon.record import Claim

_OTHERS = frozenset({"other", "others", "more", "another"})


@dataclass(frozen=True)
class _Sighting:
    quantity: Quantity
    finding: Finding
    toll: bool = False
    passed: bool = False


def find_claims(parsed: Parsed, cast: Cast | None, dates: tuple[DateMention, ...]) -> tuple[Claim, ...]:
    """The counted harm that a report tells of, in the order of the text; ids m1, m2 …"""
    tables = lexicon()
    attribution = Attribution(parsed, cast or Cast(), load(), tables)
    claims: list[Claim] = []
    for sentence in parsed.sentences:
        victims: str | None = None
        for sighting in sightings(sentence, tables):
            quantity = sighting.quantity
            victims = _victims(quantity, None if sighting.toll else victims)
            claims.append(
                Claim(
                    id=f"m{len(claims) + 1}",
                    what=sighting.finding.what,
                    low=quantity.low,
                    high=None if sighting.passed else quantity.high,
                    approximate=quantity.approximate,
                    victims=victims,
                    by=attribution.by(sighting.finding.token, quantity),
                    place=attribution.place(sighting.finding.token),
                    when=when_of(sighting.finding.token, quantity, dates),
                    said_by=attribution.said_by(sighting.finding.token),
                    spans=tuple(
                        span_of(parsed.doc, start, end) for start, end in _evidence(quantity, sighting.finding.token)
                    ),
                    found_by=f"{'toll' if sighting.toll else 'harm'} {sighting.finding.token.lemma_.lower()}",
                )
            )
    return tuple(claims)


def sightings(sentence: Sentence, tables: Lexicon) -> Iterator[_Sighting]:
    """Quantities of a sentence with the harm that befell them, doubtful ones and parts of others left out."""
    for quantity in find_quantities(sentence.span, tables):
        if included(quantity):
            continue
        finding, passed = find_harm(quantity, tables), False
        toll = find_toll(quantity, tables)
        if toll is not None and (finding is None or finding.token.i < quantity.start):
            finding, passed = toll
        if finding is not None and not is_doubtful(finding.token, quantity, tables):
            yield _Sighting(quantity, finding, toll is not None and finding is toll[0], passed)


def _victims(quantity: Quantity, before: str | None) -> str | None:
    """The words for those harmed; "others" are more of those named before."""
    noun = quantity.noun
    if noun is None or noun.lower_ in _OTHERS:
        return before if before is not None or noun is None else noun.text
    if (noun.pos_ == "ADJ" and noun.ent_type_ != "NORP") or noun.lemma_ in (
        "death",
        "fatality",
        "injury",
        "arrest",
        "life",
        "killing",
    ):
        return before
    return phrase(noun, quantity.number.end)


def _evidence(quantity: Quantity, harm: Token) -> list[tuple[int, int]]:
    """The words that say so: from number to harm in one piece where they are near, else in two."""
    start, end = quantity.start, quantity.end
    if harm.i < start:
        return [(harm.i, end)] if start - harm.i < 6 else [(harm.i, harm.i + 1), (start, end)]
    if harm.i >= end:
        return [(start, harm.i + 1)] if harm.i - end < 6 else [(start, end), (harm.i, harm.i + 1)]
    return [(start, end)]
