"""The judge of readouts.py: reads the title of a readout with a grammar and tables of its own.

Nothing here asks memcon. readout_offices.csv holds the words for offices with every generic office that is right
for them, readout_countries.csv the words for countries that the list of country codes lacks.
"""

import csv
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_SPOKEN_FOR = re.compile(
    r"^(?:Joint |White House )*(?:Readout|Statement|Statements)?s?:? ?(?:(?:from|by|From|By)\b.*?(?:Spokes\w+|Secretary|Director)"
    r"(?: [A-Z][\w-]+){2,3}? (?:on|of|Of|On)(?: the)? )?(?:of |on |from |by )?"
)
_WITH = re.compile(
    r"^(?P<who>.*?)\b(?:Call|call|Meeting|meeting|Conversation|Pull[- ]Aside|Discussion|Lunch|Dinner|Engagement|Audience|Trilateral|Video Conference|"
    r"Talks|conversation|talks|Telephone conversation)s? [Ww]ith (?P<whom>.*)$"
)
_BETWEEN = re.compile(r"^.*?\b(?:Meeting|Call|Visit|Meet)s? (?:[Bb]etween|[Oo]f|[Aa]mong)(?: the)? (?P<whom>.*)$")
_KREMLIN = re.compile(
    r"^(?:On \w+ \d+, Vladimir Putin will .*?|Telephone c|C|Working m|M|T)(?:onversations?|eeting|alks) (?:in \w+ )?with (?P<whom>.*)$"
)
JUNIOR = re.compile(r",? ?\bJr\b\.?")
_PARTICLES = _set("bin al el von van der den de da di do dos das ibn bint e del la le y ten")
_HONORIFICS = _set(
    "His Her Majesty Highness Holiness Excellency Dr Dr. Sheikh Shaikh Mr Mr. Mrs. Ms. H.E. Admiral General Lieutenant Sayyid The the All-Holiness Royal Honorable Rt Hon Senator"
)
_STOPS = _set(
    "Virtual Bilateral Trilateral Secure Video Phone Telephone Upcoming Expanded Second Third First Regarding Before Ahead During On At In "
    "Leading Following After Participation Trip Travel Visit Official State Working Introductory Virtually"
)
_CROWDS = _set(
    "Leaders Officials Members Counterparts Ambassadors Families Representatives Security Advisors Ministers Ministry Presidents Governors "
    "CEOs Community Congress Delegation Group Council Business Elders Partners Countries Heads Executives National Chief Senior Advisor Parliament "
    "Foreign Minister Deputy Defense Affairs Commission Committee President Team Forces Republic Economic Union Government Students "
    "Incoming CEO New Legislators Activists Cabinet Administrator Special Member Head Background White Human Vice War Church Allies Jr Liberation"
)
_HOME = dict.fromkeys(
    ("Biden", "Harris", "Sullivan", "Finer", "Blinken", "Trump", "Obama", "Bush", "Clinton"), "USA"
) | {"Putin": "RUS"}
"""Principals, whose country no title gives."""
_SPOUSE = re.compile(r" and (?:Mrs\.|Dr\. Jill|First (?:Lady|Gentleman)) [^,]*?(?= of | to |,|$)")
_LEXER = re.compile(r",|&|[\w.][\w.'`-]*")


class Party(NamedTuple):
    """Somebody whom a title names. ``offices`` are the readings that are right; empty where the title gives none."""

    name: str
    offices: frozenset[str] = frozenset()
    country: str | None = None


class Lexicon(NamedTuple):
    """The hand-made tables: words to offices (with the country they imply), words to countries."""

    offices: dict[str, tuple[frozenset[str], str | None]]
    countries: dict[str, str]
    known: re.Pattern[str]


@dataclass
class _Draft:
    names: list[str] = field(default_factory=list)
    offices: set[str] = field(default_factory=set)
    country: str | None = None
    joined: bool = False  # by "and" to the party before
    adjective: bool = False


def plain(text: str) -> str:
    """Without accents, soft marks and typographic quotes."""
    text = (
        text.replace("\u2060", "")
        .replace("\xa0", " ")
        .replace("ı", "i")
        .replace("ø", "o")
        .replace("ł", "l")
        .replace("Ł", "L")
        .replace("’", "'")
    )
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def lexicon(codes: Path) -> Lexicon:
    """The tables beside this script, and the official names of countries."""
    offices = {
        plain(row["words"]): (frozenset(row["office"].split("|")), row["country"] or None)
        for row in csv.DictReader((HERE / "readout_offices.csv").open(encoding="utf-8"))
    }
    countries: dict[str, str] = {}
    with codes.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            for column in ("CLDR display name", "UNTERM English Short", "UNTERM English Formal", "official_name_en"):
                countries.setdefault(plain(row[column] or "-").removeprefix("the "), row["ISO3166-1-Alpha-3"])
    for row in csv.DictReader((HERE / "readout_countries.csv").open(encoding="utf-8")):
        countries[plain(row["words"])] = row["country"]
    longest = sorted((*offices, *countries), key=len, reverse=True)
    known = re.compile(r"(?<![\w-])(?:" + "|".join(map(re.escape, longest)) + r")(?![\w-])(?!\.\w)")
    return Lexicon(offices, countries, known)


def _tokens(words: str, lex: Lexicon) -> Iterator[tuple[str, str]]:
    place = 0
    while place < len(words):
        known = lex.known.match(words, place)
        if known:
            yield ("office" if known[0] in lex.offices else "country"), known[0]
            place = known.end()
            continue
        found = _LEXER.match(words, place)
        if not found:
            if words[place] != " ":
                yield "stop", words[place]
            place += 1
            continue
        place, word = found.end(), re.sub(r"'s?$", "", found[0])
        if word in (",", "and", "&"):
            yield "and" if word != "," else "comma", word
        elif word in ("of", "for", "to"):
            yield "of", word
        elif word in _HONORIFICS:
            yield "the", word
        elif word in _STOPS or not (word[0].isupper() or word in _PARTICLES or word.startswith(("al-", "el-"))):
            yield "stop", word
        else:
            yield "word", word


def read_parties(words: str, lex: Lexicon) -> list[Party]:
    """The persons that a stretch of a title names, in order; empty where it names crowds or cannot be read."""
    tokens = list(_tokens(plain(words), lex))
    drafts: list[_Draft] = []
    before = ""
    for place, (kind, text) in enumerate(tokens):
        if kind == "stop" or (kind == "word" and before == "of" and drafts and drafts[-1].names):
            break
        if kind in ("office", "country", "word") and _opens(kind, before, drafts, tokens[place:]):
            drafts.append(_Draft(joined=bool(drafts) and before in ("and", "comma")))
        draft = drafts[-1] if drafts else _Draft()
        if kind == "office":
            offices, country = lex.offices[text]
            draft.offices |= offices
            draft.country = draft.country or country
        elif kind == "country":
            draft.adjective = draft.adjective or (before != "of" and not draft.names)
            draft.country = draft.country or lex.countries[text]
        elif kind == "word":
            draft.names.append(text)
        if kind != "the":
            before = kind
    return _shared(drafts)


def _opens(kind: str, before: str, drafts: list[_Draft], rest: list[tuple[str, str]]) -> bool:
    """Whether a token opens a new party: an office, a country or a name behind a finished name that a further name follows."""
    if not drafts:
        return True
    if not drafts[-1].names or before == "of":
        return False
    if kind == "word":
        return before in ("and", "comma", "country")
    following = next((k for k, _ in rest if k not in ("office", "country", "the", "of")), "")
    return following == "word"


def _shared(drafts: list[_Draft]) -> list[Party]:
    """ "President A and Chairman B of Afghanistan": the country behind the last is the first one's too."""
    for draft in drafts:
        draft.country = draft.country or _HOME.get(draft.names[-1] if draft.names else "")
    for right, left in pairwise(reversed(drafts)):
        if right.joined and left.country is None and not right.adjective:
            left.country = right.country
    for left, right in pairwise(drafts):
        if right.joined and right.country is None and left.adjective:
            right.country = left.country
    parties = [Party(" ".join(d.names), frozenset(d.offices), d.country) for d in drafts]
    parties = [p for place, p in enumerate(parties) if p.name not in [q.name for q in parties[:place]]]
    if any(not p.name or len(p.name.split()) > 7 or set(p.name.split()) & _CROWDS for p in parties):
        return []
    return parties


@dataclass(frozen=True)
class Page:
    """A readout with what its title says. ``principals`` come from the title too."""

    id: str
    source: str
    date: str
    text: str
    title: str
    principals: tuple[Party, ...] = ()
    counterparts: tuple[Party, ...] = ()


def read_title(page: Page, lex: Lexicon) -> Page:
    """The page with the parties of its title; without counterparts where the title cannot be read."""
    title = _SPOUSE.sub("", JUNIOR.sub("", plain(page.title)))
    if page.source == "Kremlin":
        found = _KREMLIN.match(title)
        putin = Party("Vladimir Putin", frozenset(("president",)), "RUS")
        return replace(page, principals=(putin,), counterparts=tuple(read_parties(found["whom"], lex)) if found else ())
    title = _SPOKEN_FOR.sub("", title)
    found = _WITH.match(title)
    if found:
        principals = read_parties(found["who"], lex)
        principals = [party._replace(country=party.country or "USA") for party in principals]
        return replace(page, principals=tuple(principals), counterparts=tuple(read_parties(found["whom"], lex)))
    found = _BETWEEN.match(title)
    parties = read_parties(found["whom"], lex) if found else []
    return replace(
        page,
        principals=tuple(party for party in parties if party.country == "USA"),
        counterparts=tuple(party for party in parties if party.country != "USA"),
    )


_SHORT = {
    "joe": "joseph",
    "jon": "jonathan",
    "liz": "elizabeth",
    "phil": "philip",
    "tony": "antony",
    "anthony": "antony",
    "benny": "benjamin",
    "jake": "jacob",
    "bibi": "benjamin",
}
_NO_NAME = _set(
    "bin al el ben ibn bint de da di do dos das van von der den del la le y e sheikh king pope prince dr sayyid h"
)


@cache
def name_words(name: str) -> tuple[str, ...]:
    """The words of a name, folded; no particles, initials and numbers of kings."""
    words = re.findall(r"[a-z]+", re.sub(r"['’`]", "", plain(name).lower()))
    kept = [
        _SHORT.get(w, w) for w in words if w not in _NO_NAME and len(w) > 1 and not re.fullmatch("i{2,3}|iv|vi{0,3}", w)
    ]
    return tuple(kept or words)


def same_word(a: str, b: str) -> bool:
    """Two spellings of a word: Zelensky and Zelenskyy, Mohammed and Mohamed."""
    return a == b or (min(len(a), len(b)) > 3 and a[0] == b[0] and SequenceMatcher(None, a, b).ratio() >= 0.72)


def same_name(a: str, b: str) -> bool:
    """Whether one name's words are among the other's, in any order, or the joined words are alike."""
    short, long = sorted((name_words(a), name_words(b)), key=len)
    if all(any(same_word(word, other) for other in long) for word in short):
        return True
    return len(short) > 1 and SequenceMatcher(None, "".join(short), "".join(long)).ratio() >= 0.9


def completed(pages: list[Page]) -> list[Page]:
    """Titles help one another: "Prime Minister Netanyahu" is called Benjamin, and of Israel, by another title."""
    fuller: dict[str, Counter[Party]] = defaultdict(Counter)
    for page in pages:
        for party in (*page.principals, *page.counterparts):
            words = name_words(party.name)
            for word in words if party.country and len(words) > 1 else ():
                fuller[word][party] += 1

    def complete(party: Party) -> Party:
        words = name_words(party.name)
        if party.country and len(words) > 1:
            return party
        others = [
            other
            for other, _ in fuller[words[-1]].most_common()
            if (not party.country or party.country == other.country)
            and (not party.offices or party.offices & other.offices)
            and same_name(party.name, other.name)
        ]
        if len({other.country for other in others}) != 1:
            return party
        return party._replace(country=others[0].country, name=max((party.name, others[0].name), key=len))

    return [
        replace(
            page,
            principals=tuple(map(complete, page.principals)),
            counterparts=tuple(map(complete, page.counterparts)),
        )
        for page in pages
    ]
