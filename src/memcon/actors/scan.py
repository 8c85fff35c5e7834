"""What lies in a sentence: offices, names, countries and bodies, by the token each starts at."""

import re
from collections.abc import Callable
from typing import NamedTuple, TypeVar

from spacy.tokens import Doc, Span, Token

from memcon.actors.knowledge import Body, GeoTerm, Knowledge
from memcon.actors.knowledge.names import name_words
from memcon.actors.knowledge.offices import find_offices, state_of_body
from memcon.actors.phrase import Title

T = TypeVar("T")
_INITIAL = re.compile(r"[A-Z]\.?")
_NAMESAKES = 20  # persons of one name that are looked at
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
        "shri",
        "smt",
        "lord",
        "lady",
        "baron",
        "baroness",
        "cardinal",
        "archbishop",
        "dato'",
        "haji",
        "yab",
        "yb",
        "samdech",
    ]
)
_GENERIC_OFFICES = {
    "official": "official",
    "dignitary": "official",
    "leader": "leader",
    "diplomat": "diplomat",
    "envoy": "special envoy",
}
_SHARED_NOUNS = frozenset(("commission", "commonwealth", "council", "parliament", "senate", "congress"))
"""Short names of bodies that also end the names of others."""
_NAMES_TOO = frozenset(("Amir", "Emir", "Sultan", "King", "Prince"))
"""Titles that behind another title are names: "Foreign Minister Amir Abdollahian"."""
_HEADS_OF_BODIES = frozenset(("chief", "head", "boss"))
_COUNTERPARTS = frozenset(("counterpart", "counterparts", "homologue", "colleague"))


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
    offices = _offices(sentence, knowledge)
    in_office = {i for start, end, _ in offices for i in range(start, end)}
    bodies = _bodies(sentence, knowledge, in_office)
    geo = {
        start: Geo(start, end, term)
        for start, (end, term) in _longest(sentence, knowledge.country, _LONGEST_GEO, in_office).items()
    }
    for start, end in [(start, end) for start, (end, _) in bodies.items()]:
        for place in [p for p, g in geo.items() if p < end and g.end > start]:
            if start in bodies and geo[place].end - geo[place].start > end - start:
                del bodies[start]  # "the Commonwealth of The Bahamas"
            elif start in bodies:
                del geo[place]
    for seat in [g for g in geo.values() if g.term.kind == "seat" and _elsewhere(sentence, g, geo)]:
        del geo[seat.start]
    offices = sorted([*offices, *_heads_of(sentence, bodies, offices)], key=lambda office: office[0])
    in_office = {i for start, end, _ in offices for i in range(start, end)}
    persons = _persons(sentence, in_office, geo, bodies, knowledge)
    for start, end in persons.items():
        for place in [p for p in geo if start <= p < end]:
            del geo[place]
        for place in [p for p in bodies if start <= p < end]:
            del bodies[place]
    return Scan(sentence, geo, bodies, persons, offices)


def _offices(sentence: Span, knowledge: Knowledge) -> list[tuple[int, int, Title]]:
    found: list[tuple[int, int, Title]] = []
    for match in find_offices(sentence.text):
        span = sentence.char_span(match.start, match.end, alignment_mode="expand")
        titled = bool(found) and span is not None and found[-1][1] == span.start
        if span is not None and not _in_name(span) and not (titled and span.text in _NAMES_TOO):
            term = match.term
            own = () if term.office.endswith("minister") else _acts_for(span, knowledge)
            found.append((span.start, span.end, Title(term.office, own, term.status, term.plural)))
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
        if token.lower_ in ("number", "numbers") and token.i > sentence.start and token.nbor(-1).lower_ == "opposite":
            found.append((token.i - 1, token.i + 1, Title("counterpart", (), None, token.lower_.endswith("s"))))
    return sorted(found, key=lambda item: item[0])


def _heads_of(
    sentence: Span, bodies: dict[int, tuple[int, Body]], offices: list[tuple[int, int, Title]]
) -> list[tuple[int, int, Title]]:
    """ "UNAMI chief", "the head of the African Union": who leads a body, where no title says what he is called there."""
    doc, taken = sentence.doc, {i for start, end, _ in offices for i in range(start, end)}
    found = []
    for start, (end, body) in bodies.items():
        if body.kind != "organisation" and officers_of(body) != "UNO":
            continue
        first = start - (doc[start - 1].lower_ == "the") if start > sentence.start else start
        before = first - 2 if first - 2 >= sentence.start and doc[first - 1].lower_ == "of" else None
        for place in (end if end < sentence.end else None, before):
            token = doc[place] if place is not None else None
            if (
                token is None
                or token.i in taken
                or token.lower_ not in _HEADS_OF_BODIES
                or token.tag_ not in ("NN", "NNP")
            ):
                continue
            after = token.i + 1 if place == end else end
            if after >= sentence.end or doc[after].pos_ not in (
                "NOUN",
                "ADJ",
            ):  # "UN chief negotiator", "head of the UN mission"
                found.append((token.i, token.i + 1, Title("leader")))
    return found


def _acts_for(span: Span, knowledge: Knowledge) -> tuple[str, ...]:
    """The state or body that a title holds in itself: "NATO chief", "Speaker of Turkey's Grand National Assembly"."""
    for _, term in _longest(span, knowledge.country, _LONGEST_GEO, set()).values():
        return (term.iso3,)
    for start, (end, body) in _bodies(span, knowledge, set()).items():
        if span.doc[start:end].text.lower() == "security council":  # most states have one
            continue
        if body.kind == "organisation" or state_of_body(body.id):
            return (officers_of(body),)
    return ()


def _elsewhere(sentence: Span, seat: Geo, geo: dict[int, Geo]) -> bool:
    """ "The Chancellery in Vienna": whether a seat of government stands in another country than its name suggests."""
    where = geo.get(seat.end + 1)
    return bool(where and sentence.doc[seat.end].lower_ == "in" and where.term.iso3 != seat.term.iso3)


def _bodies(words: Span, knowledge: Knowledge, barred: set[int]) -> dict[int, tuple[int, Body]]:
    """Bodies by their first token; "the Commission" is one, the end of "Central Military Commission" is not."""
    found = _longest(words, knowledge.body, _LONGEST_NAMED_BODY, barred)
    return {
        start: (end, body)
        for start, (end, body) in found.items()
        if not (
            end == start + 1
            and words.doc[start].lower_ in _SHARED_NOUNS
            and start > 0
            and words.doc[start - 1].text[:1].isupper()
            and words.doc[start - 1].pos_ in ("PROPN", "NOUN", "ADJ")
        )
    }


def officers_of(body: Body) -> str:
    """The country that officers of a body are given: the state or union behind it, else the body's own code."""
    return state_of_body(body.id) or body.id


def _in_name(span: Span) -> bool:
    """Whether a title is part of a name: "Amir" in "Hossein Amir-Abdollahian"."""
    first, after = span[0], span.doc[span.end] if span.end < len(span.doc) else None
    inside = first.ent_type_ == "PERSON" and first.ent_iob_ == "I" and span[-1].ent_type_ == "PERSON"
    return inside or (first.ent_type_ == "PERSON" and after is not None and after.text == "-")


def _possessor(token: Token) -> bool:
    return any(child.tag_ == "PRP$" for child in token.children)


def _longest(words: Span, look_up: Callable[[str], T | None], reach: int, barred: set[int]) -> dict[int, tuple[int, T]]:
    """Longest match of ``look_up`` (text -> something or None) from each capitalised token on."""
    found: dict[int, tuple[int, T]] = {}
    tokens, text, offset = list(words), words.text, words.start_char
    starts = [token.idx - offset for token in tokens]
    ends = [start + len(token) for start, token in zip(starts, tokens, strict=True)]
    closed = [
        token.is_space or (token.is_punct and text[ends[i] - 1] != ")") or token.tag_ == "POS"
        for i, token in enumerate(tokens)
    ]
    place = 0
    while place < len(tokens):
        first = text[starts[place]] if ends[place] > starts[place] else " "
        stop = place
        if first.isupper() or first.isdigit():
            stop = next(
                (i for i in range(place, min(place + reach, len(tokens))) if words.start + i in barred),
                min(place + reach, len(tokens)),
            )
        for end in range(stop, place, -1):
            value = None if closed[end - 1] else look_up(text[starts[place] : ends[end - 1]])
            if value is not None:
                found[words.start + place] = (words.start + end, value)
                place = end - 1
                break
        place += 1
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
            entity.label_ == "ORG" and start not in bodies and _is_known_person(entity, geo, knowledge)
        ):
            continue
        while start < end and (start in in_office or _is_honorific(doc[start]) or doc[start].is_punct):
            start += 1
        while end > start and (
            doc[end - 1].tag_ in ("POS", "IN", "DT", "CC") or doc[end - 1].is_punct or end - 1 in in_office
        ):
            end -= 1
        if start == end or (start in geo and geo[start].end >= end and not _after_title(doc[start], in_office)):
            continue
        if start in bodies and bodies[start][0] >= end:
            continue
        if (start - 1 in geo and geo[start - 1].end >= end) or _is_dateline(sentence, start, end):  # "The Finn"
            continue
        if (
            start in geo
            and geo[start].end < end
            and (geo[start].term.kind == "adjective" or _after_of(doc[start]) or _posted(doc[start], in_office))
        ):
            start = geo[start].end
            while start < end and _is_honorific(doc[start]):
                start += 1
        if start == end:
            continue
        found[start] = next((i for i in range(start + 1, end - 1) if doc[i].lower_ == "of" and i + 1 in geo), end)
    for start in [place for place in found if found[place] in found and _is_given_name(doc[place : found[place]], geo)]:
        found[start] = found.pop(found[start])
    taken = {i for start, end in found.items() for i in range(start, end)} | in_office
    for land in geo.values():
        run = _after_land(doc, land, taken)
        if (
            run is not None
            and run.start not in bodies
            and run.start not in geo
            and _is_known_person(run, geo, knowledge)
        ):
            found[run.start] = run.end
    return found


def _is_dateline(sentence: Span, start: int, end: int) -> bool:
    """ "Mchinji — Malawi's minister has met": one word and a dash that no second dash closes."""
    dashes = [token.i for token in sentence if token.text in ("—", "–")]
    return start == sentence.start and end == start + 1 and dashes == [end]


def _is_given_name(words: Span, geo: dict[int, Geo]) -> bool:
    """Whether a name is but the first half of the one behind it: "S." "Jaishankar", "Samoa's Fiame" "Naomi Mata'afa"."""
    after_land = words[0].i > 1 and any(land.end == words[0].i - 1 for land in geo.values())
    return len(words) == 1 and (_INITIAL.fullmatch(words.text) is not None or after_land)


def _after_land(doc: Doc, land: Geo, taken: set[int]) -> Span | None:
    """ "Ethiopia's Abiy", "Vietnam's To Lam": the capitalised words behind a country's "'s" that are not read as a name."""
    start = end = land.end + 1
    if start >= len(doc) or doc[land.end].tag_ != "POS":
        return None
    while end < len(doc) and doc[end].text[:1].isupper() and doc[end].pos_ == "PROPN":
        end += 1
    return doc[start:end] if end > start and start not in taken else None


def _is_honorific(token: Token) -> bool:
    """ "H.E.", "Dato' Sri", not the family name of He Lifeng."""
    style = token.lower_ == "sri" and token.i > 0 and token.nbor(-1).lower_ in ("tan", "dato", "dato'", "datuk")
    return style or (token.lower_ in HONORIFICS and token.text != "He")


def _after_of(token: Token) -> bool:
    """ "President of the Republic of Türkiye Recep Tayyip Erdogan": the country belongs to the office."""
    if token.i > 1 and token.nbor(-1).lower_ == "from":
        return token.nbor(-2).lower_ in _COUNTERPARTS  # "his counterpart from Mali Abdoulaye Diop"
    return token.i > 0 and token.nbor(-1).lower_ in ("of", "the")


def _posted(token: Token, in_office: set[int]) -> bool:
    """ "Ambassador to Timor-Leste Okto Manik": where the officer before it is sent."""
    return token.i - 2 in in_office and token.nbor(-1).lower_ in ("to", "in", "for")


def _is_known_person(named: Span, geo: dict[int, Geo], knowledge: Knowledge) -> bool:
    """Whether capitalised words are an office holder: by the full name, or by one name behind the country."""
    words, place = name_words(named.text), named.start - 1
    if len(words) > 1:
        known = (name_words(person.name) for person in knowledge.persons(named.text, limit=3))
        return any(words == name for name in known)
    land = next((g.term.iso3 for g in geo.values() if g.end == place), None)
    if land is None or not words or named.doc[place].tag_ != "POS":
        return False
    people = knowledge.persons(named.text, country=land, limit=_NAMESAKES)
    names = (name_words(person.name) for person in people if any(tenure.country == land for tenure in person.tenures))
    return any(words[0] in (name[0], name[-1]) for name in names)


def _after_title(token: Token, in_office: set[int]) -> bool:
    return token.i - 1 in in_office or (token.i > 0 and token.nbor(-1).lower_ in HONORIFICS)


def geo_ending(scan: Scan, token: int) -> Geo | None:
    """The country word that ends with this token."""
    return next((geo for geo in scan.geo.values() if geo.end == token + 1), None)
