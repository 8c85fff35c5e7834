"""Noun phrases that name actors: titles, names and countries put together, before anybody is identified.

"Iranian Foreign Minister Hossein Amir-Abdollahian", "Hakan Fidan, the Turkish foreign minister", "his Omani counterpart",
"the presidents of Iran and Turkey", "the Russian side", "both leaders", "she".
"""

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from spacy.tokens import Span, Token

from memcon.actors.cast import MentionKind
from memcon.actors.knowledge import Knowledge
from memcon.actors.phrase import Phrase
from memcon.actors.scan import Scan, geo_ending, scan_sentence
from memcon.actors.titles import BETWEEN, bare_name, count_of, countries_after, countries_before, distributed, titled
from memcon.language import Parsed

_WORDS = tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))
_STATE_NOUNS = frozenset(_WORDS["state"])
_GROUPS: dict[str, bool] = _WORDS["groups"]
_GOVERNING = frozenset(_WORDS["governing"])
_ACRONYMS: dict[str, str] = _WORDS["acronyms"]
_QUANTITIES = frozenset(_WORDS["quantities"])
_BODIES = {tuple(name.replace("'s", " 's").split()) for name in _WORDS["bodies"]}
BODY_HEADS = frozenset(_WORDS["heads_of_bodies"])
_PEOPLE = frozenset(_WORDS["people"])
_SPEAKING = frozenset(("nsubj", "obl:agent", "conj", "nsubj:pass", "obj"))
_BODIES_BY_WORD: dict[str, list[tuple[str, ...]]] = {}
for _name in _BODIES:
    _BODIES_BY_WORD.setdefault(_name[0], []).append(_name)
_LONGEST_BODY = max(map(len, _BODIES))
_PRONOUNS = frozenset(
    ["he", "she", "him", "her", "his", "hers", "they", "them", "their", "theirs", "who", "whom", "whose"]
)


def find_phrases(parsed: Parsed, knowledge: Knowledge) -> list[Phrase]:
    """All phrases of the body, in order, not overlapping."""
    phrases: list[Phrase] = []
    for number, sentence in enumerate(parsed.sentences):
        found = _joined(_of_sentence(scan_sentence(sentence.span, knowledge), number))
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


def _of_sentence(scan: Scan, number: int) -> Iterator[Phrase]:
    used: set[int] = set()
    for phrase in _offices_of_persons(scan, number):
        used |= set(range(phrase.start, phrase.end))
        yield phrase
    for start, end, title in scan.offices:
        if start in used:
            continue
        for phrase in distributed(scan, titled(scan, start, end, title, number)):
            used |= set(range(phrase.start, phrase.end))
            yield phrase
    for start, end in scan.persons.items():
        if start not in used:
            yield bare_name(scan, start, end, number)
    yield from _bodies_and_states(scan, number)
    yield from _plain(scan, number)


def _offices_of_persons(scan: Scan, number: int) -> Iterator[Phrase]:
    """ "Netanyahu's office", "the Canadian leader's office": a body that speaks, not the person."""
    doc = scan.sentence.doc
    owners = scan.persons | {start: end for start, end, _ in scan.offices}
    for start, end in owners.items():
        stop = end + 2
        if stop <= scan.sentence.end and doc[end].tag_ == "POS" and doc[end + 1].lower_ in ("office", "spokesperson"):
            left, countries, _ = countries_before(scan, start)
            begin = left + (doc[left].pos_ == "DET")
            yield Phrase(left, stop, end + 1, "body", number, _words(scan, begin, stop), countries=countries)


def _body_length(words: Span) -> int:
    """Tokens of the longest name of a body that stands at the beginning of ``words``; 0 where none does."""
    candidates = _BODIES_BY_WORD.get(words[0].lower_)
    if not candidates:
        return 0
    spelt = tuple(token.lower_ for token in words)
    return max((len(body) for body in candidates if spelt[: len(body)] == body), default=0)


def _words(scan: Scan, start: int, end: int) -> str:
    return " ".join(scan.sentence.doc[start:end].text.split())


def _bodies_and_states(scan: Scan, number: int) -> Iterator[Phrase]:
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
        length = _body_length(doc[place : min(place + _LONGEST_BODY, scan.sentence.end)])
        if length:
            left, countries, _ = countries_before(scan, place)
            right, after, _ = countries_after(scan, place + length)
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
        elif doc[place].text in _ACRONYMS:
            yield Phrase(place, place + 1, place, "body", number, _ACRONYMS[doc[place].text])
        elif doc[place].lower_ in _STATE_NOUNS | _GOVERNING:
            left, countries, _ = countries_before(scan, place)
            if len(countries) == 1 and doc[place].lower_ in _GOVERNING:
                begin = left + (doc[left].pos_ == "DET")
                yield Phrase(
                    left, place + 1, place, "body", number, _words(scan, begin, place + 1), countries=countries
                )
            elif countries:
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


def counted_noun(token: Token) -> Token:
    """ "A long list of leaders": the noun that a quantity counts, else the token itself."""
    if token.lemma_.lower() in _QUANTITIES:
        return next((child for child in token.children if child.dep_ == "nmod" and child.i > token.i), token)
    return token


def _may_speak(token: Token) -> bool:
    return token.dep_ in _SPEAKING or (token.dep_ == "nmod" and counted_noun(token.head) == token)


def _plain(scan: Scan, number: int) -> Iterator[Phrase]:
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
            and not geo_ending(scan, child.i)
            and child.lower_ not in BETWEEN
        ]
        if word in _GROUPS and _GROUPS[word] and described and token.tag_ == "NNS" and _may_speak(token):
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
            left, countries, _ = countries_before(scan, token.i)
            if left < token.i or countries:
                yield Phrase(
                    left,
                    token.i + 1,
                    token.i,
                    "group",
                    number,
                    countries=countries,
                    persons=_GROUPS[word],
                    number=count_of(scan, left),
                )
        elif (
            word in ("two", "both", "three")
            and token.pos_ in ("NUM", "DET", "PRON")
            and token.dep_.startswith(("nsubj", "conj", "obj", "obl"))
        ):
            start = token.i - (token.i > scan.sentence.start and doc[token.i - 1].lower_ == "the")
            yield Phrase(start, token.i + 1, token.i, "group", number, number=3 if word == "three" else 2)
        elif (
            token.lemma_.lower() in _PEOPLE
            and token.pos_ == "NOUN"
            and token.i + 1 not in scan.persons
            and _may_speak(token)
        ):
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
