"""Noun phrases that name actors: titles, names and countries put together, before anybody is identified.

"Iranian Foreign Minister Hossein Amir-Abdollahian", "Hakan Fidan, the Turkish foreign minister", "his Omani counterpart",
"the presidents of Iran and Turkey", "the Russian side", "both leaders", "she".
"""

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from spacy.tokens import Doc, Token

from memcon.actors.cast import MentionKind
from memcon.actors.knowledge import Knowledge
from memcon.actors.phrase import Phrase
from memcon.actors.scan import Scan, geo_ending, officers_of, scan_sentence
from memcon.actors.stand_ins import stand_ins
from memcon.actors.titles import BETWEEN, bare_name, count_of, countries_after, countries_before, distributed, titled
from memcon.language import Parsed

_WORDS = tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))
_STATE_NOUNS = frozenset(_WORDS["state"])
_GROUPS: dict[str, bool] = _WORDS["groups"]
_GOVERNING = frozenset(_WORDS["governing"])
_ACRONYMS: dict[str, str] = _WORDS["acronyms"]
_QUANTITIES = frozenset(_WORDS["quantities"])
_BODIES = {tuple(name.replace("'s", " 's").split()) for name in _WORDS["bodies"]}
_COUNTS: dict[str, int] = _WORDS["counts"]
_JOINTS = frozenset((",", "and", "&", "the", "both"))
_OUTLETS = frozenset(_WORDS["outlets"])
_MEETING = frozenset(_WORDS["meeting"])
_ORDINALS = frozenset(("former", "latter"))
BODY_HEADS = frozenset(_WORDS["heads_of_bodies"])
_PEOPLE = frozenset(_WORDS["people"])
_SPEAKING = frozenset(("nsubj", "obl:agent", "conj", "nsubj:pass", "obj"))
_BODIES_BY_WORD: dict[str, list[tuple[str, ...]]] = {}
for _name in _BODIES:
    _BODIES_BY_WORD.setdefault(_name[0], []).append(_name)
_LONGEST_BODY = max(map(len, _BODIES))
_PRONOUNS: dict[str, str] = _WORDS["pronouns"]
_OUTPOSTS = {tuple(name.split()) for name in _WORDS["outposts"]}
_PAPERS = frozenset(_WORDS["papers"])
_PREFIXES: dict[str, str] = _WORDS["prefixes"]
_UNIONS = frozenset(("UNO", "EUR", "NAT"))


def find_phrases(parsed: Parsed, knowledge: Knowledge) -> list[Phrase]:
    """All phrases of the body, in order, not overlapping."""
    phrases: list[Phrase] = []
    for number, sentence in enumerate(parsed.sentences):
        found = _in_turn(_joined(_of_sentence(scan_sentence(sentence.span, knowledge), number)), sentence.span.doc)
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


def _in_turn(phrases: list[Phrase], doc: Doc) -> list[Phrase]:
    """ "Silva and Quispe, the presidents of Chile and Peru": each name with the office and the country in its turn."""
    for group in [p for p in phrases if p.titles and len(p.titles[0].countries) > 1]:
        names, edge = [group] if group.kind == "name" else [], group.start
        for name in sorted((p for p in phrases if p.kind == "name"), key=lambda p: -p.start):
            between = {token.lower_ for token in doc[name.end : edge]}
            if name.end <= edge and between and between <= _JOINTS and not name.titles:
                names.insert(0, name)
                edge = name.start
        title = group.titles[0]
        if len(names) == len(title.countries):
            for name, country in zip(names, title.countries, strict=True):
                own = replace(title, countries=(country,), plural=False)
                phrases[phrases.index(name)] = replace(name, titles=(own,), countries=(country,))
    return phrases


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
    yield from _outposts(scan, number)
    yield from _issuers(scan, number)
    yield from stand_ins(scan, number)
    yield from _plain(scan, number)


def _offices_of_persons(scan: Scan, number: int) -> Iterator[Phrase]:
    """ "Netanyahu's office", "the Canadian leader's office", "the Bush administration": bodies that speak, not persons."""
    doc = scan.sentence.doc
    titles = {end: start for start, end, _ in scan.offices}
    owners = scan.persons | {start: end for start, end, _ in scan.offices}
    for start, end in owners.items():
        stop, named = end + 2, start in scan.persons
        left, countries, _ = countries_before(scan, titles.get(start, start) if named else start)
        begin = left + (doc[left].pos_ == "DET")
        if named and end < scan.sentence.end and doc[end].lower_ == "administration":
            if start - 2 >= scan.sentence.start and doc[start - 1].text == "-":  # "the Biden-Harris Administration"
                left = begin = start - 2
            yield Phrase(left, end + 1, end, "body", number, _words(scan, begin, end + 1), countries=countries)
        elif stop > scan.sentence.end or doc[end].tag_ != "POS":
            continue
        elif named and doc[end + 1].lower_ == "office":  # the name stays a mention of the person
            yield Phrase(end + 1, stop, end + 1, "body", number, _words(scan, begin, stop))
        elif doc[end + 1].lower_ in ("office", "spokesperson"):
            yield Phrase(left, stop, end + 1, "body", number, _words(scan, begin, stop), countries=countries)
    for token in scan.sentence:
        if token.lower_ == "office" and token.dep_ in _SPEAKING and doc[token.i - 1].tag_ == "PRP$":
            yield Phrase(token.i, token.i + 1, token.i, "body", number, "office")


def _body_length(scan: Scan, token: Token) -> int:
    """Tokens of the longest name of a body that begins with ``token``; 0 where none does."""
    candidates = _BODIES_BY_WORD.get(token.lower_)
    if not candidates:
        return 0
    words = token.doc[token.i : min(token.i + _LONGEST_BODY, scan.sentence.end)]
    spelt = tuple(word.lower_ for word in words)
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
                    known=doc[stop - 1].lower_ in _OUTLETS,
                )
    for start, (end, body) in scan.bodies.items():
        yield Phrase(start, end, doc[start:end].root.i, "body", number, body.name, body=body)
    for token in scan.sentence:
        place, word = token.i, token.lower_
        length = _body_length(scan, token)
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
        elif token.text in _ACRONYMS:
            yield Phrase(place, place + 1, place, "body", number, _ACRONYMS[token.text])
        elif word in _STATE_NOUNS or word in _GOVERNING:
            left, countries, _ = countries_before(scan, place)
            if len(countries) == 1 and (word in _GOVERNING or (word == "officials" and _speaks(token))):
                begin = left + (doc[left].pos_ == "DET")
                yield Phrase(
                    left, place + 1, place, "body", number, _words(scan, begin, place + 1), countries=countries
                )
            elif not countries and word in _GOVERNING and _tells(token):
                right, after, _ = countries_after(scan, place + 1)
                stop = right if after else place + 1
                yield Phrase(
                    place, stop, place, "body", number, _words(scan, place, stop), countries=after, known=bool(after)
                )
            elif not countries and place > scan.sentence.start and token.nbor(-1).lower_ == "visiting":
                yield Phrase(place - 1, place + 1, place, "state", number)  # whose, the resolver tells
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


def _outposts(scan: Scan, number: int) -> Iterator[Phrase]:
    """ "The U.N. mission there", "the EU delegation office": bodies of a union, named by it."""
    doc = scan.sentence.doc
    unions = {end: (start, officers_of(body)) for start, (end, body) in scan.bodies.items()}
    unions |= {geo.end: (geo.start, geo.term.iso3) for geo in scan.geo.values() if geo.term.kind == "name"}
    for end, (start, code) in unions.items():
        lengths = [len(name) for name in _OUTPOSTS if tuple(t.lower_ for t in doc[end : end + len(name)]) == name]
        if code in _UNIONS and lengths:
            stop = end + max(lengths)
            begin = start + (doc[start].pos_ == "DET")
            yield Phrase(start, stop, stop - 1, "body", number, _words(scan, begin, stop), countries=(code,))


def _issuers(scan: Scan, number: int) -> Iterator[Phrase]:
    """ "A Canadian-Dutch statement", "the joint Franco-German declaration": the states that issue a paper."""
    doc = scan.sentence.doc
    for token in scan.sentence:
        if token.lemma_.lower() not in _PAPERS or token.i == scan.sentence.start:
            continue
        ends = [geo for geo in scan.geo.values() if geo.end <= token.i and geo.term.kind == "adjective"]
        last = max(ends, key=lambda geo: geo.end, default=None)
        if last is None or any(word.pos_ != "ADJ" for word in doc[last.end : token.i]):
            continue
        left, countries, _ = countries_before(scan, last.end)
        while doc[left].pos_ == "DET":
            left += 1
        if left - 2 >= scan.sentence.start and doc[left - 1].text == "-" and doc[left - 2].lower_ in _PREFIXES:
            left, countries = left - 2, (_PREFIXES[doc[left - 2].lower_], *countries)
        kind: MentionKind = "group" if len(countries) > 1 else "state"
        yield Phrase(left, last.end, last.end - 1, kind, number, countries=countries, persons=False)


def counted_noun(token: Token) -> Token:
    """ "A long list of leaders": the noun that a quantity counts, else the token itself."""
    if token.lemma_.lower() in _QUANTITIES:
        return next((child for child in token.children if child.dep_ == "nmod" and child.i > token.i), token)
    return token


def _is_source(token: Token) -> bool:
    """ "According to Malaysian officials": whose words these are."""
    noun = token.head if token.dep_ == "conj" else token
    return any(child.dep_ == "case" and child.lower_ == "according" for child in noun.children)


def _may_speak(token: Token) -> bool:
    counted = token.dep_ == "nmod" and counted_noun(token.head) == token
    return token.dep_ in _SPEAKING or counted or _is_source(token)


def _speaks(token: Token) -> bool:
    """Whether a plural is the subject of a verb that tells of no meeting: "U.S. officials say", but "U.S. officials met"."""
    quoted = token.dep_ == "obj" and token.head.lemma_ in ("quote", "cite")
    return quoted or _is_source(token) or (token.dep_ in ("nsubj", "obl:agent") and token.head.lemma_ not in _MEETING)


def _tells(token: Token) -> bool:
    """Whether "the army", or "army" in "an army statement", is what says something: the subject of a reported clause."""
    noun = token.head if token.dep_ == "compound" else token
    plain = all(child.lower_ == "the" for child in token.children if child.i < token.i)
    return plain and noun.dep_ == "nsubj" and any(child.dep_ == "ccomp" for child in noun.head.children)


def _is_bare(token: Token) -> bool:
    """Whether a plural speaks that nothing before it tells more of: "Officials say", "the plan, officials say"."""
    before = ("det", "amod", "compound", "nmod:poss", "nummod", "nmod")
    split_off = token.i > token.sent.start and token.nbor(-1).pos_ in ("NOUN", "PROPN", "ADJ")
    described = any(child.dep_ in before and child.i < token.i for child in token.children)
    return _speaks(token) and not described and not split_off


def _described(scan: Scan, token: Token) -> int | None:
    """Where the words that describe a plural begin ("senior leaders"); None where nothing does."""
    return min(
        (
            child.i
            for child in token.children
            if child.dep_ in ("compound", "amod")
            and token.i - 3 <= child.i < token.i
            and not geo_ending(scan, child.i)
            and child.lower_ not in BETWEEN
        ),
        default=None,
    )


def _plain(scan: Scan, number: int) -> Iterator[Phrase]:
    """Plurals without a name, papers, pronouns."""
    doc = scan.sentence.doc
    in_geo = {place for geo in scan.geo.values() for place in range(geo.start, geo.end)}
    for token in scan.sentence:
        word = token.lower_
        if token.i in in_geo:
            continue
        described = _described(scan, token) if _GROUPS.get(word) and token.tag_ == "NNS" else None
        if described is not None and _may_speak(token):
            left, countries, _ = countries_before(scan, described)
            if len(countries) == 1 and word == "officials" and _speaks(token):  # "Palestinian security officials"
                begin = left + (doc[left].pos_ == "DET")
                words = _words(scan, begin, token.i + 1)
                yield Phrase(left, token.i + 1, token.i, "body", number, words, countries=countries)
                continue
            words = _words(scan, described, token.i + 1)
            yield Phrase(described, token.i + 1, token.i, "group", number, words, known=False)
        elif token.lemma_ in _PEOPLE and _GROUPS.get(word) and _is_bare(token):
            yield Phrase(token.i, token.i + 1, token.i, "group", number, word, known=False)
        elif word in _GROUPS and token.tag_ in ("NNS", "NN", "NNP", "NNPS"):
            left, countries, _ = countries_before(scan, token.i)
            if len(countries) == 1 and token.lemma_ in _PEOPLE and _speaks(token):  # "Lebanese politicians"
                words = _words(scan, left + (doc[left].pos_ == "DET"), token.i + 1)
                yield Phrase(left, token.i + 1, token.i, "body", number, words, countries=countries)
            elif left < token.i or countries:
                yield Phrase(
                    left,
                    token.i + 1,
                    token.i,
                    "group",
                    number,
                    countries=countries,
                    persons=_GROUPS[word],
                    number=_COUNTS.get(word) or count_of(scan, left),
                )
        elif (
            word in ("two", "both", "three")
            and token.pos_ in ("NUM", "DET", "PRON")
            and token.dep_.startswith(("nsubj", "conj", "obj", "obl"))
        ):
            start = token.i - (token.i > scan.sentence.start and doc[token.i - 1].lower_ == "the")
            yield Phrase(start, token.i + 1, token.i, "group", number, number=_COUNTS[word])
        elif (
            token.lemma_.lower() in _PEOPLE
            and token.pos_ == "NOUN"
            and token.i + 1 not in scan.persons
            and _may_speak(token)
        ):
            first = min(
                (
                    child.i
                    for child in token.children
                    if child.dep_ in ("compound", "amod") and token.i - 3 <= child.i < token.i
                ),
                default=token.i,
            )
            land = next((geo for geo in scan.geo.values() if geo.start <= first < geo.end <= token.i), None)
            whole = land.start if land else first  # "Hong Kong police": the land stays a mention of its own
            start = land.end if land and land.term.kind != "adjective" else first
            yield Phrase(start, token.i + 1, token.i, "group", number, _words(scan, whole, token.i + 1), known=False)
        elif word in _ORDINALS and token.i > scan.sentence.start and token.nbor(-1).lower_ == "the":
            if token.dep_ not in ("amod", "compound", "advmod"):
                yield Phrase(token.i - 1, token.i + 1, token.i, "pronoun", number, word)
        elif word in _PRONOUNS and token.pos_ in ("PRON", "DET"):
            yield Phrase(
                token.i,
                token.i + 1,
                token.i,
                "pronoun",
                number,
                word,
                gender=_PRONOUNS[word] or None,
            )
