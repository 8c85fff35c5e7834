"""Titles as reports write them, matched to generic offices.

The titles stand in offices.toml. A match is the longest reading of the words at a place: a listed title, or a minister
with a portfolio ("minister of energy and natural resources", "deputy foreign minister for political affairs").
"""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple, TypeVar, cast, get_args

from memcon.actors.knowledge.model import OfficeMatch, OfficeStatus, OfficeTerm
from memcon.actors.knowledge.names import ascii_name, word_set
from memcon.errors import KnowledgeError
from memcon.record import Level

TABLE = Path(__file__).with_name("offices.toml")

_WORD = re.compile(r"(?:[A-Z]\.){2,}|[^\W_]+")  # "U.N." is one word
_STOP = re.compile(r"[.;:!?()\[\]\n\"“”]|,")
_SPELLING = {
    "defence": "defense",
    "labour": "labor",
    "organisation": "organization",
    "councillor": "councilor",
    "counsellor": "counselor",
    "affair": "affairs",
    "foregn": "foreign",
    "intl": "international",
    "1st": "first",
}
_HEADS = word_set(
    "president minister premier speaker ambassador envoy diplomat leader king emir chancellor spokesperson spokesman "
    "lawmaker legislator representative governor commander adviser advisor negotiator commissioner senator "
    "parliamentarian mp fm pm head mayor chairman"
)
_PLURALS = {
    "secretaries": "secretary",
    "spokesmen": "spokesman",
    "spokespeople": "spokesperson",
    **{f"{word}s": word for word in sorted(_HEADS)},
}
_STATUS: dict[str, OfficeStatus] = {
    "acting": "acting",
    "interim": "acting",
    "caretaker": "acting",
    "former": "former",
    "ex": "former",
    "late": "former",
    "incoming": "elect",
}
_AFTER: dict[str, OfficeStatus] = {"elect": "elect", "designate": "elect"}
_DEPUTY = frozenset({"deputy", "vice", "assistant", "first", "senior"})
_RANKS = frozenset({"federal", "union", "cabinet", "senior"})
"""Words before a title that change nothing."""
_CROWDS = frozenset({"speaker", "director", "commander", "general", "representative"})
"""Alone and in the plural, these are not officers of a state."""
_CAPITALS_ONLY = frozenset({"fm", "eam", "pm", "mp", "mep", "nsa", "apnsa", "pdnsa", "mit", "fms", "pms", "mps"})
_FILLER = frozenset({"the", "s"})
Words = tuple[str, ...]
T = TypeVar("T")


class Title(NamedTuple):
    """What a listed title stands for."""

    office: str
    level: str
    sector: str | None


class Token(NamedTuple):
    """A word of a text as titles are compared: folded, spelt the American way. ``gap`` is the punctuation before it."""

    start: int
    end: int
    word: str
    gap: str
    plural: bool
    capital: bool


class OfficeTable:
    """The listed titles and portfolios, ready to be matched."""

    def __init__(self, table: dict[str, Any]) -> None:
        self.titles: dict[Words, Title] = {}
        for group in table["group"]:
            sector = group.get("sector")
            for office, patterns in group["titles"].items():
                self._add(Title(office, group["level"], sector), patterns)
        self.portfolios = {words: name for name, lines in table["portfolio"].items() for words in _expand_all(lines)}
        self.local = {
            (country, title): office
            for entry in table["local"]
            for title, office in entry["titles"].items()
            for country in entry["countries"]
        }
        self.offices = {title.office: title for title in self.titles.values()}
        self.states = {body: state for state, bodies in table["state_of_body"].items() for body in bodies}
        self.title_reach = _reach(self.titles)
        self.portfolio_reach = _reach(self.portfolios)

    def office(self, name: str) -> Title:
        """A generic office by its name; "X minister" and "deputy X minister" need not be listed."""
        if name in self.offices:
            return self.offices[name]
        return Title(name, "official" if name.startswith("deputy") else "minister", "GOV")

    def _add(self, title: Title, patterns: Sequence[str]) -> None:
        for words in _expand_all(patterns):
            other = self.titles.setdefault(words, title)
            if other.office != title.office and len(words) == 1:
                raise KnowledgeError(f"offices.toml gives '{' '.join(words)}' to two offices; keep it in one.")


def _reach(entries: Mapping[Words, object]) -> dict[str, int]:
    """By first word, the most words an entry with that first word has."""
    reach: dict[str, int] = {}
    for words in entries:
        reach[words[0]] = max(reach.get(words[0], 0), len(words))
    return reach


def _expand_all(patterns: Sequence[str]) -> Iterator[Words]:
    for pattern in patterns:
        for words in _expand(pattern):
            yield tuple(_spelt(w) for w in words if w not in _FILLER)


def _spelt(word: str) -> str:
    return _PLURALS.get(word) or _SPELLING.get(word, word)


def _expand(pattern: str) -> Iterator[Words]:
    """All readings of a pattern with "(a|b)" and "[x]", innermost alternatives first."""
    inner = re.search(r"\(([^()\[\]]*)\)|\[([^()\[\]]*)\]", pattern)
    if inner is None:
        yield tuple(pattern.split())
        return
    choices = inner[1].split("|") if inner[1] is not None else [*inner[2].split("|"), ""]
    for choice in choices:
        yield from _expand(pattern[: inner.start()] + choice + pattern[inner.end() :])


@lru_cache(maxsize=1)
def office_table() -> OfficeTable:
    """The shipped table. Raises KnowledgeError where the file is damaged."""
    try:
        return OfficeTable(tomllib.loads(TABLE.read_text(encoding="utf-8")))
    except (OSError, KeyError, tomllib.TOMLDecodeError) as error:
        raise KnowledgeError(f"{TABLE} cannot be read ({error}); reinstall memcon or restore the file.") from error


def state_of_body(body: str) -> str | None:
    """The state or union that a body's officers act for: ISR for "IDF", EUR for "european-commission"."""
    return office_table().states.get(body)


def local_office(title_phrase: str, country: str) -> str | None:
    """What a title stands for in a country where the same words mean another office; None where they mean the usual."""
    words = " ".join(_spelt(word) for word in ascii_name(title_phrase).lower().split())
    return office_table().local.get((country, words))


def rank(office: str) -> int:
    """The place of an office among the levels of the record, the highest first: 0 for leaders."""
    return get_args(Level).index(office_table().office(office).level)


def find_offices(text: str, country: str | None = None) -> list[OfficeMatch]:
    """All offices named in a text, in order, not overlapping; ``country`` decides titles that differ between states."""
    tokens = _tokens(text)
    matches = []
    at = 0
    while at < len(tokens):
        found = _match(tokens, at, country)
        if found is None:
            at += 1
        else:
            matches.append(OfficeMatch(tokens[at].start, tokens[found[0] - 1].end, found[1]))
            at = found[0]
    return matches


def find_office(phrase: str, country: str | None = None) -> OfficeTerm | None:
    """The office a title stands for: the first one named in it."""
    matches = find_offices(phrase, country)
    return matches[0].term if matches else None


def _tokens(text: str) -> list[Token]:
    tokens: list[Token] = []
    last = 0
    for found in _WORD.finditer(text):
        stops = _STOP.findall(text, last, found.start())
        gap = "." if any(s != "," for s in stops) else "".join(stops)
        last = found.end()
        word = ascii_name(found[0]).lower().replace(".", "")
        if word in _FILLER:
            if tokens and gap:
                tokens.append(Token(found.start(), found.end(), "", gap, False, False))
            continue
        if word in _CAPITALS_ONLY and not (found[0].isupper() or found[0][:-1].isupper()):
            word = ""
        tokens.append(Token(found.start(), last, _spelt(word), gap, word in _PLURALS, found[0][0].isupper()))
    return tokens


def _match(tokens: Sequence[Token], at: int, country: str | None) -> tuple[int, OfficeTerm] | None:
    """The longest office that starts at a token: the token after it, and the office."""
    status = _STATUS.get(tokens[at].word)
    first = at + 1 if status else at
    starts = [first, first + 1] if first < len(tokens) and tokens[first].word in _RANKS else [first]
    readings = [r for start in starts for r in _readings(tokens, start, country)]
    if not readings or (tokens[first].word == "pm" and first and tokens[first - 1].word.isdigit()):
        return None
    end, title = max(readings, key=lambda reading: reading[0])
    if end == first + 1 and tokens[first].plural and tokens[first].word in _CROWDS:
        return None
    if end < len(tokens) and tokens[end].word in _AFTER and not tokens[end].gap:
        status = _AFTER[tokens[end].word]
        end += 1
    linked = any(token.word in {"of", "for"} for token in tokens[first:end])
    plural = tokens[first].plural or (tokens[end - 1].plural and not linked)
    end = _duties(tokens, end) if title.level == "official" else end
    return end, OfficeTerm(title.office, cast(Level, title.level), title.sector, status, plural)


def _readings(tokens: Sequence[Token], at: int, country: str | None) -> list[tuple[int, Title]]:
    """Every reading at a token, the surest first."""
    if at >= len(tokens):
        return []
    found = (
        _listed(tokens, at, country),
        _portfolio_first(tokens, at),
        _minister_first(tokens, at),
        _deputy_of(tokens, at, country),
    )
    return [reading for reading in found if reading]


def _run(tokens: Sequence[Token], at: int, most: int) -> Words:
    """Up to ``most`` words from a token on, none after punctuation."""
    words: list[str] = []
    for token in tokens[at : at + most]:
        if words and token.gap:
            break
        words.append(token.word)
    return tuple(words)


def _longest(
    tokens: Sequence[Token], at: int, entries: Mapping[Words, T], reach: Mapping[str, int]
) -> tuple[int, T] | None:
    if at >= len(tokens):
        return None
    words = _run(tokens, at, reach.get(tokens[at].word, 0))
    for length in range(len(words), 0, -1):
        if words[:length] in entries:
            return at + length, entries[words[:length]]
    return None


def _listed(tokens: Sequence[Token], at: int, country: str | None) -> tuple[int, Title] | None:
    """A title of the table, also with a name inside: "speaker of the Turkish parliament"."""
    table = office_table()
    found = _longest(tokens, at, table.titles, table.title_reach)
    for of in range(at + 1, min(at + 4, len(tokens) - 1)):
        if tokens[of].word == "of" and tokens[of + 1].capital:
            longer = _longest([*tokens[at : of + 1], *tokens[of + 2 : of + 8]], 0, table.titles, table.title_reach)
            if longer and longer[0] > of - at + 1 and (found is None or at + longer[0] + 1 > found[0] + 1):
                found = at + longer[0] + 1, longer[1]
    if found is None or country is None:
        return found
    local = table.local.get((country, " ".join(token.word for token in tokens[at : found[0]])))
    return (found[0], table.office(local)) if local else found


def _deputy_of(tokens: Sequence[Token], at: int, country: str | None) -> tuple[int, Title] | None:
    """The deputy of a listed officer, where the deputy is not listed: "deputy secretary of the Security Council"."""
    first = _deputies(tokens, at)
    if not {"deputy", "vice", "assistant"} & {token.word for token in tokens[at:first]}:
        return None
    found = _listed(tokens, first, country)
    if found is None or found[1].office.startswith(("deputy", "vice")) or tokens[first].gap:
        return None
    title = found[1]
    return found[0], Title(
        f"deputy {title.office}", "legislature" if title.level == "legislature" else "official", title.sector
    )


def _deputies(tokens: Sequence[Token], at: int) -> int:
    while at < len(tokens) and tokens[at].word in _DEPUTY:
        at += 1
    return at


def _portfolio_first(tokens: Sequence[Token], at: int) -> tuple[int, Title] | None:
    """ "(deputy) energy and natural resources minister" """
    first = _deputies(tokens, at)
    found = _portfolios(tokens, first)
    if found is None or found[0] >= len(tokens) or tokens[found[0]].word != "minister" or tokens[found[0]].gap:
        return None
    return found[0] + 1, _minister(found[1], first > at)


def _minister_first(tokens: Sequence[Token], at: int) -> tuple[int, Title] | None:
    """ "(deputy) minister of energy and natural resources", "secretary of state for transport" """
    first = _deputies(tokens, at)
    words = _run(tokens, first, 4)
    junior = words == ("secretary", "of", "state", "for")
    if junior:
        head = first + 4
    elif len(words) > 2 and words[0] in {"minister", "secretary"} and words[1] in {"of", "for"}:
        head = first + 2
    else:
        return None
    found = _portfolios(tokens, head)
    if found is None and junior and first == at:
        return head, office_table().office("minister")
    return (found[0], _minister(found[1], first > at)) if found else None


def _portfolios(tokens: Sequence[Token], at: int) -> tuple[int, str] | None:
    """A portfolio and those joined to it by "and" or commas; the first one names the minister."""
    table = office_table()
    found = _longest(tokens, at, table.portfolios, table.portfolio_reach)
    if found is None:
        return None
    end = found[0]
    while end < len(tokens):
        joined = end + (tokens[end].word == "and")
        if joined == end and tokens[end].gap != ",":
            break
        more = _longest(tokens, joined, table.portfolios, table.portfolio_reach)
        if more is None:
            break
        end = more[0]
    return end, found[1]


def _minister(portfolio: str, deputy: bool) -> Title:
    return office_table().office(f"deputy {portfolio} minister" if deputy else f"{portfolio} minister")


def _duties(tokens: Sequence[Token], end: int) -> int:
    """Takes along "for political affairs" and the like."""
    words = _run(tokens, end, 7)
    if words[:1] == ("for",) and "affairs" in words and not tokens[end].gap:
        return end + words.index("affairs") + 1
    return end
