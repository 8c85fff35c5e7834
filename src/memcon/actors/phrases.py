"""Noun phrases that name actors: titles, names and countries put together, before anybody is identified.

"Iranian Foreign Minister Hossein Amir-Abdollahian", "Hakan Fidan, the Turkish foreign minister", "his Omani counterpart",
"the presidents of Iran and Turkey", "the Russian side", "both leaders", "she".
"""

import tomllib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple, TypeVar

from spacy.tokens import Span, Token

from memcon.actors.cast import MentionKind
from memcon.actors.knowledge import Body, GeoTerm, Knowledge
from memcon.actors.knowledge.model import OfficeStatus
from memcon.actors.knowledge.names import name_words
from memcon.actors.knowledge.offices import find_offices
from memcon.language import Parsed

T = TypeVar("T")
_WORDS = tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))
_STATE_NOUNS = frozenset(_WORDS["state"])
_GROUPS: dict[str, bool] = _WORDS["groups"]
_BODIES = {tuple(name.replace("'s", " 's").split()) for name in _WORDS["bodies"]}
_PEOPLE = frozenset(_WORDS["people"])
_SPEAKING = frozenset(("nsubj", "obl:agent", "conj", "nsubj:pass", "obj"))
_LONGEST_TITLE = 12  # tokens between an office and the name it belongs to
_TITLE_JOINTS = frozenset(("of", "to", "for", "in", "at", "on", "and", "the", "&", "president"))
_LONGEST_BODY, _LONGEST_GEO, _LONGEST_NAMED_BODY = max(map(len, _BODIES)), 5, 9
_HONORIFICS = frozenset(
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
    ]
)
_BETWEEN = frozenset(
    [
        "new",
        "newly",
        "-",
        "elect",
        "appointed",
        "visiting",
        "top",
        "then",
        "current",
        "outgoing",
        "incoming",
        "acting",
        "senior",
        "chief",
        "long",
        "serving",
        "longtime",
        "late",
        "powerful",
        "hardline",
    ]
)
_STYLES = frozenset(("majesty", "highness", "excellency", "holiness", "h.e."))
_PRONOUNS = frozenset(
    ["he", "she", "him", "her", "his", "hers", "they", "them", "their", "theirs", "who", "whom", "whose"]
)
_DETERMINERS = frozenset(("the", "both", "two", "three", "a", "an"))
_GENERIC_OFFICES = {
    "official": "official",
    "dignitary": "official",
    "leader": "leader",
    "diplomat": "diplomat",
    "envoy": "special envoy",
}
_RANKS = frozenset(("prince", "princess"))
_COUNTERPARTS = frozenset(("counterpart", "counterparts", "opposite", "homologue", "colleague"))


@dataclass(frozen=True)
class Title:
    """An office as the words give it; ``countries`` in their order; "counterpart" is an office to be filled in later."""

    office: str
    countries: tuple[str, ...] = ()
    status: OfficeStatus | None = None
    plural: bool = False


@dataclass(frozen=True)
class Phrase:
    """A noun phrase that names somebody; token indexes, end exclusive."""

    start: int
    end: int
    head: int
    kind: MentionKind
    sentence: int
    name: str | None = None
    name_start: int = -1
    titles: tuple[Title, ...] = ()
    countries: tuple[str, ...] = ()
    body: Body | None = None
    persons: bool = True
    number: int | None = None
    gender: str | None = None
    known: bool = True  # False for an organisation that only the entity recogniser vouches for


class _Geo(NamedTuple):
    start: int
    end: int
    term: GeoTerm


class _Named(NamedTuple):
    start: int
    end: int


class _Scan(NamedTuple):
    """What lies in a sentence, by the token it starts at."""

    sentence: Span
    geo: dict[int, _Geo]
    bodies: dict[int, tuple[int, Body]]
    persons: dict[int, int]
    offices: list[tuple[int, int, Title]]


def find_phrases(parsed: Parsed, knowledge: Knowledge) -> list[Phrase]:
    """All phrases of the body, in order, not overlapping."""
    phrases: list[Phrase] = []
    for number, sentence in enumerate(parsed.sentences):
        found = _joined(_of_sentence(_scan(sentence.span, knowledge), number))
        taken: set[int] = set()
        for phrase in sorted(found, key=_rank):
            if not taken & set(range(phrase.start, phrase.end)):
                taken |= set(range(phrase.start, phrase.end))
                phrases.append(phrase)
    return sorted(phrases, key=lambda phrase: phrase.start)


def _joined(phrases: Iterable[Phrase]) -> list[Phrase]:
    """One phrase of those that share a name: "Crown Prince Mohammed bin Salman, deputy premier"."""
    named: dict[int, Phrase] = {}
    others = []
    for phrase in phrases:
        if phrase.name_start < 0:
            others.append(phrase)
        elif phrase.name_start not in named:
            named[phrase.name_start] = phrase
        else:
            first, second = sorted((named[phrase.name_start], phrase), key=lambda p: p.start)
            named[phrase.name_start] = replace(
                first,
                end=max(first.end, second.end),
                titles=first.titles + second.titles,
                countries=first.countries or second.countries,
                gender=first.gender or second.gender,
            )
    return others + list(named.values())


_KIND_RANK: dict[MentionKind, int] = {"name": 0, "role": 1, "body": 2, "group": 3, "state": 4, "pronoun": 5}


def _rank(phrase: Phrase) -> tuple[int, int, int]:
    return (_KIND_RANK[phrase.kind] + 4 * (not phrase.known), phrase.start - phrase.end, phrase.start)


def _scan(sentence: Span, knowledge: Knowledge) -> _Scan:
    offices = _offices(sentence)
    in_office = {i for start, end, _ in offices for i in range(start, end)}
    bodies = _longest(sentence, knowledge.body, _LONGEST_NAMED_BODY, in_office)
    geo = {
        start: _Geo(start, end, term)
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
    return _Scan(sentence, geo, bodies, persons, offices)


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
    sentence: Span, in_office: set[int], geo: dict[int, _Geo], bodies: dict[int, tuple[int, Body]], knowledge: Knowledge
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
        while start < end and (start in in_office or doc[start].lower_ in _HONORIFICS or doc[start].is_punct):
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
    return token.i - 1 in in_office or (token.i > 0 and token.nbor(-1).lower_ in _HONORIFICS)


def _of_sentence(scan: _Scan, number: int) -> Iterator[Phrase]:
    used: set[int] = set()
    for start, end, title in scan.offices:
        phrase = _titled(scan, start, end, title, number)
        used |= set(range(phrase.start, phrase.end))
        yield phrase
    for start, end in scan.persons.items():
        if start not in used:
            yield _bare_name(scan, start, end, number)
    yield from _bodies_and_states(scan, number)
    yield from _plain(scan, number)


def _titled(scan: _Scan, start: int, end: int, title: Title, number: int) -> Phrase:
    """The phrase around an office: countries before and after it, the name beside it."""
    left, countries, body = _before(scan, start)
    right, after, after_body = _after(scan, end)
    countries = countries or after
    body = body or after_body
    title = replace(title, countries=countries or ((body.id,) if body else ()))
    if title.office in _RANKS:  # a rank of birth is no office where a name follows it
        title = replace(title, office="")
    doc = scan.sentence.doc
    name = _name_after(scan, right)
    if name:
        stop, homeland = _homeland(scan, name.end)
        countries = countries or homeland
        title = replace(title, countries=title.countries or homeland)
        left = _style(scan, left)
        return Phrase(
            left,
            stop,
            doc[left : name.end].root.i,
            "name",
            number,
            doc[name.start : name.end].text,
            name.start,
            (title,) if title.office else (),
            countries,
            body,
        )
    before = _name_before(scan, left)
    if before and not (right < scan.sentence.end and doc[right].tag_ in ("VBD", "VBZ", "VBP")):
        return Phrase(
            before.start,
            right,
            doc[before.start : before.end].root.i,
            "name",
            number,
            doc[before.start : before.end].text,
            before.start,
            (title,),
            countries,
            body,
        )
    plural = title.plural or len(countries) > 1
    return Phrase(
        left,
        right,
        doc[start:end].root.i,
        "group" if plural else "role",
        number,
        titles=(title,),
        countries=countries,
        body=body,
        number=_count(scan, left) if plural else 1,
    )


def _style(scan: _Scan, left: int) -> int:
    """Where the style before a title begins: "His Majesty King …", "His Highness, Crown Prince …", "H.E. Mr. …"."""
    doc = scan.sentence.doc
    while left > scan.sentence.start:
        before = doc[left - 1]
        comma = before.text == "," and left - 2 >= scan.sentence.start and doc[left - 2].lower_ in _STYLES
        if not comma and before.lower_ not in _HONORIFICS:
            break
        left -= 1
    return left


def _homeland(scan: _Scan, end: int) -> tuple[int, tuple[str, ...]]:
    """ "President Macron of France": where the phrase ends, and the country behind the name."""
    doc = scan.sentence.doc
    if end >= scan.sentence.end or doc[end].lower_ != "of":
        return end, ()
    stop, countries, body = _after(scan, end)
    return (stop, countries) if countries else (stop, (body.id,)) if body else (end, ())


def _before(scan: _Scan, start: int) -> tuple[int, tuple[str, ...], Body | None]:
    """Countries or a body in front of an office, and where the phrase begins."""
    doc, left = scan.sentence.doc, start
    place = start - 1
    while place >= scan.sentence.start and (
        doc[place].lower_ in _BETWEEN
        or (doc[place].pos_ in ("ADJ", "NUM") and not _geo_ending(scan, place) and doc[place].ent_type_ != "NORP")
    ):
        place -= 1
    if place >= scan.sentence.start and doc[place].text in ("'s", "’s", "'", "’"):
        place -= 1
    geos: list[_Geo] = []
    while place >= scan.sentence.start:
        geo = _geo_ending(scan, place)
        if geo is None:
            break
        geos.insert(0, geo)
        left = geo.start
        place = geo.start - 1
        if (
            place > scan.sentence.start
            and doc[place].text in ("and", ",", "-", "–", "/", "&")
            and _geo_ending(scan, place - 1)
        ):
            place -= 1
        else:
            break
    body = None
    if not geos:
        for begin, (stop, value) in scan.bodies.items():
            if stop == place + 1:
                body, left = value, begin
    if not geos and body is None:
        left = (
            start
            if place == start - 1 or doc[place].lower_ not in _DETERMINERS | {"his", "her", "its", "their"}
            else place + 1
        )
    while left > scan.sentence.start and doc[left - 1].lower_ in _DETERMINERS | {
        "his",
        "her",
        "its",
        "their",
        "former",
        "visiting",
    }:
        left -= 1
    return left, tuple(dict.fromkeys(g.term.iso3 for g in geos)), body


def _geo_ending(scan: _Scan, token: int) -> _Geo | None:
    return next((geo for geo in scan.geo.values() if geo.end == token + 1), None)


def _after(scan: _Scan, end: int) -> tuple[int, tuple[str, ...], Body | None]:
    """ "… of Iran and Turkey", "… of the Republic of Azerbaijan", "… of the European Commission"; a host country after "to" only lengthens."""
    doc = scan.sentence.doc
    place = end
    if place >= scan.sentence.end or doc[place].lower_ not in ("of", "for", "to", "in"):
        return end, (), None
    host = doc[place].lower_ in ("to", "in")
    place += 1
    while place < scan.sentence.end and doc[place].lower_ in (
        "the",
        "republic",
        "state",
        "kingdom",
        "islamic",
        "of",
        "federal",
        "democratic",
        "both",
        "two",
        "people",
        "'s",
        "’s",
        "’",
        "government",
    ):
        if place in scan.geo:
            break
        place += 1
    if place in scan.bodies:
        return scan.bodies[place][0], (), None if host else scan.bodies[place][1]
    countries: list[str] = []
    last = end
    while place in scan.geo and scan.geo[place].term.kind in ("name", "capital", "seat"):
        countries.append(scan.geo[place].term.iso3)
        last = place = scan.geo[place].end
        if place + 1 < scan.sentence.end and doc[place].text in (",", "and") and place + 1 in scan.geo:
            place += 1
        elif (
            place + 2 < scan.sentence.end
            and doc[place].text == ","
            and doc[place + 1].text == "and"
            and place + 2 in scan.geo
        ):
            place += 2
        else:
            break
    if countries and last < scan.sentence.end and doc[last].tag_ == "POS":
        last = _institution(scan, last)
    return (last, () if host else tuple(countries), None)


def _institution(scan: _Scan, possessive: int) -> int:
    """ "Speaker of Turkey's Grand National Assembly": the capitalised words that a country's "'s" leads to."""
    doc, place = scan.sentence.doc, possessive + 1
    while place < scan.sentence.end and place not in scan.persons and doc[place].text[:1].isupper():
        place += 1
    return place if place > possessive + 1 else possessive


def _name_after(scan: _Scan, end: int) -> _Named | None:
    """The name that follows a title, behind honorifics or what the office is for ("… to Havana Viktor Koronelli")."""
    doc, place = scan.sentence.doc, end
    titled = {i for start, stop, _ in scan.offices for i in range(start, stop)}
    while place < scan.sentence.end and place - end < _LONGEST_TITLE:
        if (
            place not in scan.persons
            and all(word.lower_ in _HONORIFICS or word.text == "." for word in doc[end:place])
            and doc[place].lower_ not in _HONORIFICS
        ):
            run = _capitals(scan, place)
            if run > place and place not in titled:
                return _Named(place, run)
        if place in scan.persons and (
            place == end or doc[place - 1].lower_ not in ("and", "or", "with", "by", "to", "of", "for", "in", "on")
        ):
            return _Named(place, scan.persons[place])
        token = doc[place]
        in_title = (
            token.lower_ in _TITLE_JOINTS
            or token.text[:1].isupper()
            or token.lower_ in _HONORIFICS
            or token.text in (",", ".", "(", "-")
            or token.tag_ == "POS"
            or token.is_space
        )
        if not in_title or place in titled or (token.text == "," and place > end and doc[end].text == ","):
            return None
        place += 1
    return None


def _capitals(scan: _Scan, start: int) -> int:
    """The end of a run of proper nouns that are no place or body: a name that the recogniser missed."""
    doc, end = scan.sentence.doc, start
    while end < scan.sentence.end and end not in scan.geo and end not in scan.bodies:
        token = doc[end]
        # An organisation that begins here is one; a name that was read as part of what stands before it may be a person.
        organisation = token.ent_type_ in ("ORG", "EVENT", "FAC", "DATE") and not (
            token.ent_iob_ == "I" and end == start
        )
        if end > start and doc[end - 1].ent_type_ == token.ent_type_ == "ORG" and token.ent_iob_ == "I":
            organisation = False
        if not (token.text == "-" and end > start) and (
            token.pos_ != "PROPN" or not token.text[:1].isupper() or organisation
        ):
            break
        end += 1
    return end


def _name_before(scan: _Scan, left: int) -> _Named | None:
    """ "Hakan Fidan, the Turkish foreign minister" """
    doc, place = scan.sentence.doc, left - 1
    if place < scan.sentence.start or doc[place].text not in (",", "(", "-", "–", "—"):
        return None
    for start, end in scan.persons.items():
        if end == place:
            return _Named(start, end)
    return None


def _bare_name(scan: _Scan, start: int, end: int, number: int) -> Phrase:
    """A name without an office, perhaps with its country: "Russia's Lavrov"."""
    doc = scan.sentence.doc
    left = start
    countries: tuple[str, ...] = ()
    while left > scan.sentence.start and doc[left - 1].lower_ in _HONORIFICS:
        left -= 1
    gender = {"mr": "m", "mrs": "f", "ms": "f", "sir": "m", "his": "m", "her": "f"}.get(doc[left].lower_.rstrip("."))
    if left - 2 >= scan.sentence.start and doc[left - 1].text in ("'s", "’s"):
        geo = _geo_ending(scan, left - 2)
        if geo:
            left, countries = geo.start, (geo.term.iso3,)
    return Phrase(
        left, end, doc[start:end].root.i, "name", number, doc[start:end].text, start, (), countries, gender=gender
    )


def _bodies_and_states(scan: _Scan, number: int) -> Iterator[Phrase]:
    doc = scan.sentence.doc
    for entity in scan.sentence.ents:
        if entity.label_ == "ORG" and any(token.pos_ == "PROPN" for token in entity):
            start = entity.start + (entity[0].lower_ == "the")
            stop = entity.end - (doc[entity.end - 1].tag_ == "POS")
            if start < stop:
                yield Phrase(
                    start,
                    stop,
                    doc[start:stop].root.i,
                    "body",
                    number,
                    " ".join(doc[start:stop].text.split()),
                    known=False,
                )
    for start, (end, body) in scan.bodies.items():
        yield Phrase(start, end, doc[start:end].root.i, "body", number, body.name, body=body)
    for place in range(scan.sentence.start, scan.sentence.end):
        length = next(
            (
                n
                for n in range(min(_LONGEST_BODY, scan.sentence.end - place), 0, -1)
                if tuple(t.lower_ for t in doc[place : place + n]) in _BODIES
            ),
            0,
        )
        if length:
            left, countries, _ = _before(scan, place)
            right, after, _ = _after(scan, place + length)
            name = " ".join(doc[place : place + length].text.split())
            yield Phrase(
                left,
                max(right, place + length),
                doc[place : place + length].root.i,
                "body",
                number,
                name,
                countries=countries or after,
            )
        elif doc[place].lower_ in _STATE_NOUNS:
            left, countries, _ = _before(scan, place)
            if countries:
                yield Phrase(
                    left,
                    place + 1,
                    place,
                    "state" if len(countries) == 1 else "group",
                    number,
                    countries=countries,
                    persons=False,
                )
    for geo in scan.geo.values():
        if geo.term.kind != "adjective":
            yield Phrase(
                geo.start, geo.end, doc[geo.start : geo.end].root.i, "state", number, countries=(geo.term.iso3,)
            )


def _plain(scan: _Scan, number: int) -> Iterator[Phrase]:
    """Plurals without a name, papers, pronouns."""
    doc = scan.sentence.doc
    for token in scan.sentence:
        word = token.lower_
        if any(geo.start <= token.i < geo.end for geo in scan.geo.values()):
            continue
        described = [
            child.i
            for child in token.children
            if child.dep_ in ("compound", "amod")
            and token.i - 3 <= child.i < token.i
            and not _geo_ending(scan, child.i)
            and child.lower_ not in _BETWEEN
        ]
        if word in _GROUPS and _GROUPS[word] and described and token.tag_ == "NNS" and token.dep_ in _SPEAKING:
            first = min(described)
            yield Phrase(
                first,
                token.i + 1,
                token.i,
                "group",
                number,
                " ".join(doc[first : token.i + 1].text.split()),
                known=False,
            )
        elif word in _GROUPS and token.tag_ in ("NNS", "NN", "NNP", "NNPS"):
            left, countries, _ = _before(scan, token.i)
            if left < token.i or countries:
                yield Phrase(
                    left,
                    token.i + 1,
                    token.i,
                    "group",
                    number,
                    countries=countries,
                    persons=_GROUPS[word],
                    number=_count(scan, left),
                )
        elif (
            word in ("two", "both", "three")
            and token.pos_ in ("NUM", "DET", "PRON")
            and token.dep_.startswith(("nsubj", "conj", "obj", "obl"))
        ):
            start = token.i - (token.i > scan.sentence.start and doc[token.i - 1].lower_ == "the")
            yield Phrase(start, token.i + 1, token.i, "group", number, number=3 if word == "three" else 2)
        elif token.lemma_.lower() in _PEOPLE and token.pos_ == "NOUN" and token.dep_ in _SPEAKING:
            first = min(
                (child.i for child in token.children if child.dep_ in ("compound", "amod") and child.i >= token.i - 3),
                default=token.i,
            )
            yield Phrase(
                first,
                token.i + 1,
                token.i,
                "group",
                number,
                " ".join(doc[first : token.i + 1].text.split()),
                known=False,
            )
        elif word in _PRONOUNS and token.pos_ in ("PRON", "DET"):
            yield Phrase(
                token.i,
                token.i + 1,
                token.i,
                "pronoun",
                number,
                word,
                gender={"h": "m", "s": "f"}.get(word[0]) if word[:2] in ("he", "hi", "sh") and word != "her" else None,
            )


def _count(scan: _Scan, left: int) -> int | None:
    words = {token.lower_ for token in scan.sentence.doc[left : left + 3]}
    return 2 if words & {"two", "both"} else 3 if "three" in words else None
