"""Noun phrases as places: cities, venues, capitals not named, countries."""

from collections.abc import Iterator

from spacy.tokens import Token

from memcon.extraction.contacts.grammar import CLAUSE, base, children, conjoined, is_verb, lemma
from memcon.extraction.contacts.sighting import Source
from memcon.extraction.spans import span_of
from memcon.record import Place, Span

_LARGE = 300_000
"""People of a city that may be part of another name: "the Jeddah Security Summit"."""

_SHORTEST = 4
_SEATS = frozenset(
    {"headquarters", "ministry", "palace", "residence", "town", "city", "village", "resort", "port", "province"}
)
_INSIDE = frozenset({"flat", "compound", "appos", "nmod", "amod", "conj", "list", "obl", "dep"})
_PLACES = frozenset({"LOC", "FAC"})


def read_place(source: Source, token: Token, alone: bool = False) -> Place | None:
    """The place that a noun phrase names, the smallest one: "in Egypt's capital Cairo" is Cairo.

    ``alone``: without those joined to it by "and".
    """
    while token.i + 1 < token.sent.end and _is_kind(source, token) and _is_kind(source, token.nbor(1)):
        token = token.nbor(1)
    if not _is_placelike(source, token):
        return None
    names = list(_names(source, token, alone))
    if not names and not _is_capital(token):
        return _seat_of_state(source, token)
    lands = [iso3 for start, end in names if (iso3 := _land(source, start, end))]
    lands += [iso3 for child in _below(token) if child.ent_type_ == "NORP" and (iso3 := _iso3(source, child.text))]
    for start, end in names:
        place = _town(source, start, end, lands)
        if place is not None:
            return place
    return _unnamed_capital(source, token, lands) or _country(source, token, names)


def _seat_of_state(source: Source, token: Token) -> Place | None:
    """ "the headquarters of the Tunisian ministry", "a Tunisian town": a seat or town of a country is in it."""
    if lemma(token) not in _SEATS:
        return None
    lands = {iso3 for child in _below(token) if child.ent_type_ == "NORP" and (iso3 := _iso3(source, child.text))}
    if len(lands) != 1:
        return None
    span = _span(source, token.i, token.i + 1)
    return Place(name=source.knowledge.country_name(iso3 := lands.pop()), country=iso3, spans=(span,))


def read_places(source: Source, token: Token) -> tuple[Place, ...]:
    """The places that a noun phrase names one by one: "Rome, Vienna and Bern"; one where they are no list of countries."""
    names = {entity.start if (entity := source.entity(member)) else member.i: member for member in conjoined(token)}
    members = [read_place(source, member, alone=True) for member in names.values()]
    found = {place.country: place for place in reversed(members) if place is not None and place.country is not None}
    if len(found) > 1 and len(found) == len(members):
        return tuple(reversed(found.values()))
    place = read_place(source, token)
    return (place,) if place is not None else ()


def _is_kind(source: Source, token: Token) -> bool:
    return source.lexicon.has("place", "kinds", lemma(token))


def _is_placelike(source: Source, token: Token) -> bool:
    if lemma(token) in source.lexicon.nouns or lemma(token) in source.lexicon.words("occasion", "heads"):
        return False
    if (token.ent_type_ in _PLACES and token.dep_ not in {"nmod:poss", "amod"}) or _is_kind(source, token):
        return True
    entity = source.entity(token)
    return entity is not None and _stands_for_place(source, entity.text)


def find_town(source: Source, token: Token) -> Place | None:
    """A word as the name of a well-known city, whatever the model took it for."""
    cities = source.knowledge.places(token.text) if len(token.text) >= _SHORTEST else []
    if not any(city.capital or city.noted or city.population >= _LARGE for city in cities):
        return None
    place = source.places.called(token.i, token.i + 1)
    return place if place is not None and place.lat is not None else None


def _below(token: Token, alone: bool = False) -> list[Token]:
    """The words of a noun phrase without its clauses, in the order of the text."""
    found = [token]
    for member in found:
        found += [
            child
            for child in member.children
            if base(child) in _INSIDE
            and child.dep_ not in CLAUSE
            and not (alone and child.dep_ == "conj")
            and not (base(child) == "obl" and is_verb(member))
        ]
    return sorted(found, key=lambda word: word.i)


def _names(source: Source, token: Token, alone: bool = False) -> Iterator[tuple[int, int]]:
    """The names in a noun phrase, as token ranges."""
    entities = {entity.start: entity for word in _below(token, alone) if (entity := source.entity(word)) is not None}
    for entity in entities.values():
        if entity.label_ in _PLACES or _stands_for_place(source, entity.text) or _is_kind(source, entity.root):
            yield entity.start, entity.end
    if not token.ent_type_ and token.pos_ == "PROPN" and source.knowledge.places(token.text):
        yield token.i, token.i + 1


def _stands_for_place(source: Source, words: str) -> bool:
    return bool(source.knowledge.venues(words)) or bool(
        (term := source.knowledge.country(words)) and term.kind in {"seat", "capital", "name"}
    )


def _iso3(source: Source, words: str) -> str | None:
    term = source.knowledge.country(words)
    return term.iso3 if term is not None else None


def _land(source: Source, start: int, end: int) -> str | None:
    term = source.knowledge.country(source.parsed.doc[start:end].text)
    return term.iso3 if term is not None and term.kind == "name" else None


def _span(source: Source, start: int, end: int) -> Span:
    return span_of(source.parsed.doc, start, end)


def _town(source: Source, start: int, end: int, lands: list[str]) -> Place | None:
    """A venue, city or region; ``lands`` are the countries that the phrase itself names."""
    return None if _land(source, start, end) else source.places.at(start, end, lands)


def _is_capital(token: Token) -> bool:
    return lemma(token) == "capital"


def _unnamed_capital(source: Source, token: Token, lands: list[str]) -> Place | None:
    """ "the Turkish capital" """
    if not _is_capital(token):
        return None
    owners = [
        iso3
        for child in children(token, "nmod:poss", "amod", "nmod", "compound")
        if (iso3 := _iso3(source, child.text))
    ]
    for iso3 in [*owners, *lands]:
        place = source.places.capital(iso3, token.left_edge.i, token.i + 1)
        if place is not None:
            return place
    return None


def _country(source: Source, token: Token, names: list[tuple[int, int]]) -> Place | None:
    """A country, several ("Palestine and Israel"), or a region of which no country is known."""
    if not names:
        return None
    start, end = names[0]
    found = [(name, iso3) for name in names if (iso3 := _land(source, *name))]
    if len({iso3 for _, iso3 in found}) > 1 and any(child.dep_ == "conj" for child in _below(token)):
        words = " and ".join(source.parsed.doc[a:b].text for (a, b), _ in found)
        return Place(name=words, spans=tuple(_span(source, a, b) for (a, b), _ in found))
    if found:
        (start, end), iso3 = found[0]
        return Place(name=source.parsed.doc[start:end].text, country=iso3, spans=(_span(source, start, end),))
    if not any(word.ent_type_ in _PLACES or _is_kind(source, word) for word in source.parsed.doc[start:end]):
        return None
    return Place(name=source.parsed.doc[start:end].text, spans=(_span(source, start, end),))
