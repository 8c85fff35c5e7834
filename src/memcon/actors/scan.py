"""What lies in a sentence: offices, names, countries and bodies, by the token each starts at."""

from collections.abc import Callable
from typing import NamedTuple, TypeVar

from spacy.tokens import Span, Token

from memcon.actors.knowledge import Body, GeoTerm, Knowledge
from memcon.actors.knowledge.names import name_words
from memcon.actors.knowledge.offices import find_offices
from memcon.actors.phrase import Title

T = TypeVar("T")
_LONGEST_GEO, _LONGEST_NAMED_BODY = 5, 9
HONORIFICS = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "miss",
        "dr",
        "prof",
        "h.e.",
        "he",
        "sir",
        "dame",
        "sheikh",
        "shaikh",
        "sayyid",
        "seyed",
        "gen",
        "general",
        "lt",
        "col",
        "admiral",
        "his",
        "her",
        "excellency",
        "majesty",
        "highness",
        "hon",
        "honourable",
        "mr.",
        "mrs.",
        "ms.",
        "dr.",
        "prof.",
        "gen.",
        "lt.",
        "col.",
        "adm.",
        "hon.",
        "comrade",
        "sm",
        "hrh",
        "hm",
        "hh",
        "ma.",
        "dato",
        "datuk",
        "datin",
        "seri",
        "utama",
        "tun",
    ]
)
_GENERIC_OFFICES = {
    "official": "official",
    "dignitary": "official",
    "leader": "leader",
    "diplomat": "diplomat",
    "envoy": "special envoy",
}
_COUNTERPARTS = frozenset(("counterpart", "counterparts", "opposite", "homologue", "colleague"))


class Geo(NamedTuple):
    """A word for a country, by tokens."""

    start: int
    end: int
    term: GeoTerm


class Named(NamedTuple):
    """A person's name, by tokens."""

    start: int
    end: int


class Scan(NamedTuple):
    """What lies in a sentence, by the token it starts at."""

    sentence: Span
    geo: dict[int, Geo]
    bodies: dict[int, tuple[int, Body]]
    persons: dict[int, int]
    offices: list[tuple[int, int, Title]]


def scan_sentence(sentence: Span, knowledge: Knowledge) -> Scan:
    """Everything that names somebody in a sentence, none of it twice."""
    offices = _offices(sentence)
    in_office = {i for start, end, _ in offices for i in range(start, end)}
    bodies = _longest(sentence, knowledge.body, _LONGEST_NAMED_BODY, in_office)
    geo = {
        start: Geo(start, end, term)
        for start, (end, term) in _longest(sentence, knowledge.country, _LONGEST_GEO, in_office).items()
    }
    for start, (end, _) in bodies.items():
        for place in [p for p, g in geo.items() if p < end and g.end > start]:
            if geo[place].end - geo[place].start > end - start:
                continue
            del geo[place]
    persons = _persons(sentence, in_office, geo, bodies, knowledge)
    for start, end in persons.items():
        for place in [p for p in geo if start <= p < end]:
            del geo[place]
        for place in [p for p in bodies if start <= p < end]:
            del bodies[place]
    return Scan(sentence, geo, bodies, persons, offices)


def _offices(sentence: Span) -> list[tuple[int, int, Title]]:
    found = []
    for match in find_offices(sentence.text):
        span = sentence.char_span(match.start, match.end, alignment_mode="expand")
        if span is not None and not _in_name(span):
            found.append((span.start, span.end, Title(match.term.office, (), match.term.status, match.term.plural)))
    for token in sentence:
        if (
            token.lower_ in _GENERIC_OFFICES
            and token.tag_ == "NN"
            and not (token.i + 1 < sentence.end and token.nbor().ent_type_ in ("ORG", "LOC"))  # "the official Kremlin"
            and not any(start <= token.i < end for start, end, _ in found)
        ):
            found.append((token.i, token.i + 1, Title(_GENERIC_OFFICES[token.lower_])))
        if token.lower_ in _COUNTERPARTS and (token.lower_[:11] == "counterpart" or _possessor(token)):
            found.append((token.i, token.i + 1, Title("counterpart", (), None, token.lower_.endswith("s"))))
    return sorted(found, key=lambda item: item[0])


def _in_name(span: Span) -> bool:
    """Whether a title is part of a name: "Amir" in "Hossein Amir-Abdollahian"."""
    first, after = span[0], span.doc[span.end] if span.end < len(span.doc) else None
    inside = first.ent_type_ == "PERSON" and first.ent_iob_ == "I" and span[-1].ent_type_ == "PERSON"
    return inside or (first.ent_type_ == "PERSON" and after is not None and after.text == "-")


def _possessor(token: Token) -> bool:
    return any(child.tag_ == "PRP$" for child in token.children)


def _longest(
    sentence: Span, look_up: Callable[[str], T | None], reach: int, barred: set[int]
) -> dict[int, tuple[int, T]]:
    """Longest match of ``look_up`` (text -> something or None) from each capitalised token on."""
    found: dict[int, tuple[int, T]] = {}
    doc = sentence.doc
    place = sentence.start
    while place < sentence.end:
        token = doc[place]
        step = 1
        if token.i not in barred and (token.text[:1].isupper() or token.text[:1].isdigit()) and not token.is_space:
            for end in range(min(place + reach, sentence.end), place, -1):
                if (
                    doc[end - 1].is_space
                    or (doc[end - 1].is_punct and doc[end - 1].text != ")")
                    or doc[end - 1].tag_ == "POS"
                    or any(i in barred for i in range(place, end))
                ):
                    continue
                value = look_up(doc[place:end].text)
                if value is not None:
                    found[place] = (end, value)
                    step = end - place
                    break
        place += step
    return found


def _persons(
    sentence: Span, in_office: set[int], geo: dict[int, Geo], bodies: dict[int, tuple[int, Body]], knowledge: Knowledge
) -> dict[int, int]:
    """Names by the entity recogniser, freed of titles and of places that it took for persons."""
    doc = sentence.doc
    found: dict[int, int] = {}
    for entity in sentence.ents:
        start, end = entity.start, entity.end
        if entity.label_ != "PERSON" and not (
            entity.label_ == "ORG" and end - start > 1 and start not in bodies and _is_known_person(entity, knowledge)
        ):
            continue
        while start < end and (start in in_office or doc[start].lower_ in HONORIFICS or doc[start].is_punct):
            start += 1
        while end > start and (
            doc[end - 1].tag_ in ("POS", "IN", "DT", "CC") or doc[end - 1].is_punct or end - 1 in in_office
        ):
            end -= 1
        if start == end or (start in geo and geo[start].end >= end and not _after_title(doc[start], in_office)):
            continue
        if start in bodies and bodies[start][0] >= end:
            continue
        if start in geo and geo[start].end < end and (geo[start].term.kind == "adjective" or _after_of(doc[start])):
            start = geo[start].end
        found[start] = end
    return found


def _after_of(token: Token) -> bool:
    """ "President of the Republic of Türkiye Recep Tayyip Erdogan": the country belongs to the office."""
    return token.i > 0 and token.nbor(-1).lower_ in ("of", "the")


def _is_known_person(entity: Span, knowledge: Knowledge) -> bool:
    """Whether what the recogniser takes for an organisation is the full name of an office holder."""
    words = name_words(entity.text)
    return len(words) > 1 and any(
        words == name_words(person.name) for person in knowledge.persons(entity.text, limit=3)
    )


def _after_title(token: Token, in_office: set[int]) -> bool:
    return token.i - 1 in in_office or (token.i > 0 and token.nbor(-1).lower_ in HONORIFICS)


def geo_ending(scan: Scan, token: int) -> Geo | None:
    """The country word that ends with this token."""
    return next((geo for geo in scan.geo.values() if geo.end == token + 1), None)
