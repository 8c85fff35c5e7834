"""Two sides' reports of one encounter, row by row: what both tell, what they tell differently, what only one tells."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import count
from typing import Literal, get_args

from memcon.archive.encounters.differences import (
    ALIKE,
    counts,
    differences,
    people,
    said_alike,
    topics_of,
    undertakings,
)
from memcon.archive.encounters.versions import Version, originals, parties, spans_of
from memcon.archive.follow_ups.words import content_words, share
from memcon.archive.memo import belongs_to
from memcon.archive.wording import (
    capital,
    contact_in_words,
    joined_words,
    office_in_words,
    title_in,
    topic_in_words,
    when_in_words,
)
from memcon.faces.web.annotated import Excerpt, excerpt
from memcon.faces.web.annotation import Mark
from memcon.faces.web.cards import Cards
from memcon.faces.web.marks import surroundings
from memcon.faces.web.rendering import country_name
from memcon.faces.web.sentences import the_country
from memcon.record import Contact, Framing, Participant, Span, Statement

Verdict = Literal["both", "near", "differ", "left", "right"]
Told = tuple[Version, Statement]
OTHERS = "others"
"""What the side is called in addresses that are neither country's outlets."""

_LONGEST = 400  # characters of a report's words in a cell


_MARKED: dict[Verdict, str] = {
    "both": "shared",
    "near": "shared",
    "differ": "unlike",
    "left": "alone",
    "right": "alone",
}
"""What marks of a verdict are called in the style sheet."""


@dataclass(frozen=True)
class Side:
    """Those who published a version together: a country, everybody else, or one report. ``name`` is for sentences."""

    key: str
    name: str
    versions: tuple[Version, ...]


@dataclass(frozen=True)
class Cell:
    """What reports tell: who, what in our words, what in the report's. ``passages`` are what its words are called on the page.

    ``reports`` are the numbers of the reports, where the side has several.
    """

    head: str
    did: str = ""
    words: str = ""
    passages: tuple[str, ...] = ()
    reports: tuple[int, ...] = ()


@dataclass(frozen=True)
class Row:
    """What the two sides tell of one thing. ``id`` is its number on the page."""

    id: str
    label: str
    left: tuple[Cell, ...]
    right: tuple[Cell, ...]
    verdict: Verdict


@dataclass(frozen=True)
class Source:
    """A report with its text, in which the passages of the rows are marked; ``number`` is its number on the page."""

    number: int
    version: Version
    shown: Excerpt


@dataclass(frozen=True)
class Comparison:
    """All rows, by what they are about, and the texts of the left and the right side."""

    left: Side
    right: Side
    sections: Mapping[str, tuple[Row, ...]]
    texts: tuple[tuple[Source, ...], tuple[Source, ...]]

    def rows(self, section: str, *verdicts: Verdict) -> list[Row]:
        """The rows of a section that have one of some verdicts."""
        return [row for row in self.sections[section] if row.verdict in verdicts]

    def tally(self, section: str) -> dict[Verdict, int]:
        """How many rows of a section have each verdict."""
        return {verdict: len(self.rows(section, verdict)) for verdict in get_args(Verdict)}


def sides_of(versions: Sequence[Version]) -> list[Side]:
    """The sides that tell of an encounter; where all reports are of one, each report. Copies speak once."""
    apart = originals(versions)
    numbers = {version.key: number for number, version in enumerate(versions, 1)}
    found = []
    for key, of in parties(apart).items():
        alone = of[0] if key == of[0].key else None
        twice = alone and sum(other.outlet == alone.outlet for other in apart) > 1
        name = (
            f"{alone.outlet}{f' (report {numbers[key]})' if twice else ''}"
            if alone
            else the_country(key)
            if key
            else "other outlets"
        )
        found.append(Side(key or OTHERS, name, tuple(of)))
    return found


def compare(left: Side, right: Side) -> Comparison:
    """The rows of two sides and the marked texts."""
    paper = _Paper(left, right)
    sections = {
        "fields": tuple(paper.fields()),
        "topics": tuple(paper.topics()),
        "statements": tuple(paper.statements()),
        "commitments": tuple(paper.commitments()),
        "claims": tuple(paper.claims()),
        "loaded": tuple(paper.loaded()),
    }
    return Comparison(left, right, sections, (paper.texts(left), paper.texts(right)))


@dataclass
class _Paper:
    """Makes the rows; what they are read from is remembered in ``_marks``, by the key of the report."""

    left: Side
    right: Side
    _marks: dict[str, list[Mark]] = field(default_factory=dict)
    _numbers: "count[int]" = field(default_factory=lambda: count(1))

    def __post_init__(self) -> None:
        self._all = [*self.left.versions, *self.right.versions]
        self._mine = {version.key for version in self.left.versions}
        self.numbers = {version.key: number for number, version in enumerate(self._all, 1)}
        self._cards = {version.key: Cards(version.record, version.key, _LONGEST) for version in self._all}
        self._differences = differences(self._all)

    # the contact ---------------------------------------------------------------------------------------------------

    def fields(self) -> Iterator[Row]:
        """The contact's own fields, then who took part."""
        differ = {one.field for one in self._differences if one.kind == "differ"}
        for label, names, attribute, value in _FIELDS:
            told = [(v, Cell(words), spans_of(v.contact, attribute)) for v in self._all if (words := value(v.contact))]
            if told:
                yield self._row(label, told, differ=bool(differ & set(names)), kind="field")
        for group in people(self._all):
            offices = {part.office for _, part in group if part.office}
            told = [(v, _person(v, part), part.spans) for v, part in group]
            yield self._row("Took part", told, differ=len(offices) > 1, kind="field")

    def topics(self) -> Iterator[Row]:
        """What was talked about."""
        for topic in sorted({topic for version in self._all for topic in topics_of(version)}):
            cell = Cell(topic_in_words(topic))
            told = [(v, cell, _topic_words(v, topic)) for v in self._all if topic in topics_of(v)]
            yield self._row("", told, kind="field")

    # what was said, promised and counted -----------------------------------------------------------------------------

    def statements(self) -> Iterator[Row]:
        """What was said: what both sides tell, what both tell something like, then what only one does."""
        only = {one.item for d in self._differences if d.field == "statements" for one in d.told}
        told = [(version, statement) for version in self._all for statement in version.statements()]
        both = [one for one in told if one[0].ref(one[1].id) not in only]
        groups, near = _grouped(both, {version.key for version in self.left.versions})
        for group in groups:
            yield self._said(group)
        for group in near:
            yield self._said(group, near=True)
        for one in told:
            if one[0].ref(one[1].id) in only:
                yield self._said([one])

    def commitments(self) -> Iterator[Row]:
        """What was asked for, offered, agreed or promised."""
        for undertaking in undertakings(self._all):
            told = []
            for version, commitment in undertaking.told:
                card = self._cards[version.key].commitment(commitment)
                told.append((version, Cell(card.head, card.did, card.words), commitment.spans))
            yield self._row(undertaking.first.kind, told)

    def claims(self) -> Iterator[Row]:
        """Who counts how many."""
        for one in counts(self._all):
            told = []
            for version, claim in one.told:
                card = self._cards[version.key].claim(claim)
                told.append((version, Cell(card.head, card.did), claim.spans))
            differ = len({(claim.low, claim.high) for _, claim in one.told}) > 1
            yield self._row(one.first.what, told, differ=differ)

    def loaded(self) -> Iterator[Row]:
        """Loaded words, each with those who use it."""
        used: dict[str, list[tuple[Version, Framing]]] = {}
        for version in self._all:
            for framing in version.record.framing:
                if belongs_to(version.contact, version.record, None, (framing.span,)):
                    used.setdefault(framing.term.casefold(), []).append((version, framing))
        for _, those in sorted(used.items()):
            told = []
            for version, framing in those:
                card = self._cards[version.key].loaded(framing, "")
                told.append((version, Cell(card.head, f"{card.did}; {card.notes[0].words}"), (framing.span,)))
            yield self._row("", told, kind="loaded")

    def _said(self, group: Sequence[Told], *, near: bool = False) -> Row:
        told = []
        for version, statement in group:
            card = self._cards[version.key].statement(statement)
            told.append((version, Cell(card.head, card.did, card.words), statement.spans or statement.content))
        return self._row("", told, near=near)

    # rows and texts ------------------------------------------------------------------------------------------------

    def _row(
        self,
        label: str,
        told: Sequence[tuple[Version, Cell, Sequence[Span]]],
        *,
        differ: bool = False,
        near: bool = False,
        kind: str = "",
    ) -> Row:
        """A row, its words marked with its number; those of one side that tell the same share a cell."""
        number = str(next(self._numbers))
        verdict = self._verdict({version.key for version, _, _ in told}, differ=differ, near=near)
        place = count(1)
        cells: dict[bool, dict[Cell, Cell]] = {True: {}, False: {}}
        for version, cell, spans in told:
            names = [number if seq == 1 else f"{number}.{seq}" for seq, _ in zip(place, spans, strict=False)]
            for span, name in zip(spans, names, strict=True):
                mark = Mark(span.start, span.end, kind or _MARKED[verdict], name, number)
                self._marks.setdefault(version.key, []).append(mark)
            on_left = version.key in self._mine
            alike = cells[on_left].get(cell, cell)
            several = len((self.left if on_left else self.right).versions) > 1
            cells[on_left][cell] = replace(
                alike,
                passages=(*alike.passages, *names),
                reports=(*alike.reports, self.numbers[version.key]) if several else (),
            )
        return Row(number, label, tuple(cells[True].values()), tuple(cells[False].values()), verdict)

    def _verdict(self, tellers: Collection[str], *, differ: bool, near: bool) -> Verdict:
        on_left = {teller in self._mine for teller in tellers}
        if len(on_left) == 1:
            return "left" if True in on_left else "right"
        return "differ" if differ else "near" if near else "both"

    def texts(self, side: Side) -> tuple[Source, ...]:
        """The texts of a side."""
        found = []
        for version in side.versions:
            shown = excerpt(version.article.text, self._marks.get(version.key, []), surroundings(version.record))
            found.append(Source(self.numbers[version.key], version, shown))
        return tuple(found)


def _what(contact: Contact) -> str:
    return contact_in_words(contact)[1]


def _date(contact: Contact) -> str:
    return capital(when_in_words(contact.when)) if contact.when else ""


def _place(contact: Contact) -> str:
    if contact.place is None:
        return ""
    country = country_name(contact.place.country)
    return f"{contact.place.name}, {country}" if country and country != contact.place.name else contact.place.name


_FIELDS: tuple[tuple[str, tuple[str, ...], str, Callable[[Contact], str]], ...] = (
    ("What it was", ("status", "mode"), "spans", _what),
    ("Date", ("date",), "when", _date),
    ("Place", ("place",), "place", _place),
    ("Level", ("level",), "level", lambda contact: contact.level or ""),
    ("Occasion", ("occasion",), "occasion", lambda contact: contact.occasion or ""),
    ("Mechanism", ("mechanism",), "mechanism", lambda contact: contact.mechanism or ""),
)
"""The fields of a contact: what they are called here and among the differences, where their words stand, and their value."""


def _person(version: Version, part: Participant) -> Cell:
    office = office_in_words(title_in(part.office, part.country)) if part.office else ""
    known = next((actor.name for actor in version.record.actors if actor.id == part.actor), "")
    return Cell(", ".join(filter(None, (part.name or known, office))) or part.actor)


def _topic_words(version: Version, topic: str) -> Sequence[Span]:
    """The words that decided on a topic."""
    items: list[Statement | Contact] = [*version.statements(), version.contact]
    for item in items:
        if topic in item.topics and len(item.topics) == len(item.topic_words):
            return (item.topic_words[item.topics.index(topic)],)
    return ()


def _grouped(told: Sequence[Told], mine: Collection[str]) -> tuple[list[list[Told]], list[list[Told]]]:
    """Statements that both sides tell, each with the one that it is most like: in the same words; only on the same topic."""
    group_of = list(range(len(told)))
    likest: dict[int, int] = {}
    for place, (version, statement) in enumerate(told):
        others = [
            (_nearness(statement, other), -at)
            for at, (of, other) in enumerate(told)
            if (of.key in mine) != (version.key in mine) and said_alike((version, statement), (of, other))
        ]
        nearness, other = max(others, default=(0.0, 0))
        if nearness >= ALIKE:
            one, two = sorted((_root(group_of, place), _root(group_of, -other)))
            group_of[two] = one
        elif others:
            likest[place] = -other
    groups: dict[int, list[int]] = {}
    for place in range(len(told)):
        groups.setdefault(_root(group_of, place), []).append(place)
    together = [group for group in groups.values() if len(group) > 1]
    for group in together:
        for place in group:
            likest.pop(place, None)
    near: dict[int, list[int]] = {}
    for place, other in likest.items():
        if place not in near:
            near.setdefault(other, [other]).append(place)
    return [[told[place] for place in group] for group in together], [
        [told[place] for place in group] for group in near.values()
    ]


def _nearness(one: Statement, other: Statement) -> float:
    mine, theirs = (content_words(joined_words(said.content or said.spans)) for said in (one, other))
    return max(share(mine, theirs), share(theirs, mine))


def _root(group_of: Sequence[int], place: int) -> int:
    while group_of[place] != place:
        place = group_of[place]
    return place


def chosen(sides: Iterable[Side], left: str, right: str) -> tuple[Side, Side]:
    """The two sides that are asked for, the first two where they are not there."""
    by_key = {side.key: side for side in sides}
    first = by_key.get(left) or next(side for side in by_key.values() if side.key != right)
    second = by_key.get(right)
    if second is None or second.key == first.key:
        second = next(side for side in by_key.values() if side.key != first.key)
    return first, second
