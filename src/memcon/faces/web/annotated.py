"""A record as a page shows it: a part of its text with the marks, and the cards of the facts that stand there."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from memcon.faces.web.annotation import Layout, Mark, lay_out
from memcon.faces.web.cards import Card, Cards
from memcon.faces.web.marks import KINDS, Kind, marks_of
from memcon.faces.web.stretches import WHOLE, Stretch, around, paragraphs, part_of, parts
from memcon.record import Record

LABELS: dict[Kind, str] = {
    "contacts": "Contacts",
    "statements": "Statements",
    "commitments": "Commitments",
    "claims": "Counts of harm",
    "loaded": "Loaded words",
    "actors": "Persons and bodies",
}


_KIND_OF: dict[str, Kind] = {
    "contact": "contacts",
    "statement": "statements",
    "commitment": "commitments",
    "claim": "claims",
    "loaded": "loaded",
    "actor": "actors",
}
"""The kind of fact that a kind of mark is of."""


@dataclass(frozen=True)
class Section:
    """The facts of a kind that stand on a page; ``marked`` says that they are to be seen in the text.

    ``total`` are those of the whole report, ``first`` is the first of them.
    """

    kind: Kind
    cards: tuple[Card, ...]
    total: int
    first: str
    marked: bool

    @property
    def label(self) -> str:
        """What the kind is called."""
        return LABELS[self.kind]


@dataclass(frozen=True)
class Annotated:
    """What a page shows of a record: one of the parts of its text, counted from 1, and what was read from it."""

    layout: Layout
    sections: tuple[Section, ...]
    part: int
    parts: Sequence[Stretch]
    lit: str = ""

    @property
    def here(self) -> Stretch:
        """Where the part begins and ends."""
        return self.parts[self.part - 1]


@dataclass(frozen=True)
class Excerpt:
    """What a page shows of a text beside something else: all of it, or what stands round some passages.

    ``gaps`` says before which paragraph, counted from 0, how many characters are left out.
    """

    layout: Layout
    gaps: dict[int, int]


def excerpt(text: str, passages: Sequence[Mark], others: Iterable[Mark] = (), *, whole: int = WHOLE) -> Excerpt:
    """The text with marks on it, not longer than a page can be; of one longer than ``whole`` what stands round the ``passages``."""
    flat: list[Stretch] = []
    gaps: dict[int, int] = {}
    last = 0
    for start, end in around(text, [(mark.start, mark.end) for mark in passages], whole=whole):
        if start > last:
            gaps[len(flat)] = start - last
        flat += paragraphs(text, start, end)
        last = end
    if last < len(text):
        gaps[len(flat)] = len(text) - last
    return Excerpt(lay_out(text, [*passages, *others], flat), gaps)


def annotated(
    record: Record,
    *,
    key: str = "",
    part: int | None = None,
    lit: str = "",
    asked: Collection[Stretch] = (),
    shown: Collection[str] = KINDS,
) -> Annotated:
    """The part that is asked for, else that of the fact to be ``lit`` or of the first ``asked`` stretch, else the first.

    ``asked`` are stretches to be marked for their own sake; ``shown`` are the kinds whose marks are to be seen.
    """
    text = record.article.text
    marks = [*_asked(asked), *marks_of(record)]
    divided = parts(text)
    wanted = next((mark.start for mark in marks if mark.kind == "asked" or (lit and mark.to == lit)), 0)
    number = min(max(part or part_of(divided, wanted), 1), len(divided))
    start, end = divided[number - 1]
    here = [_lit(mark, lit) for mark in marks if mark.start < end and mark.end > start]
    layout = lay_out(text, here, paragraphs(text, start, end))
    return Annotated(layout, tuple(_sections(Cards(record, key), marks, here, shown)), number, divided, lit)


def _sections(
    cards: Cards, marks: Collection[Mark], here: Collection[Mark], shown: Collection[str]
) -> Iterator[Section]:
    """The facts by kind; ``here`` are the marks that stand on the page."""
    names = {mark.id for mark in here}
    facts: dict[Kind | None, list[str]] = {}
    for mark in marks:
        if mark.id == mark.to:
            facts.setdefault(_KIND_OF.get(mark.kind.partition(" ")[0]), []).append(mark.to)
    for kind, found in cards.among({mark.to for mark in here}).items():
        placed = tuple(replace(card, passages=tuple(filter(names.__contains__, card.passages))) for card in found)
        every = facts.get(kind, [])
        first = every[0] if every else ""
        yield Section(kind, tuple(card for card in placed if card.passages), len(every), first, kind in shown)


def _asked(stretches: Collection[Stretch]) -> Iterator[Mark]:
    for number, (start, end) in enumerate(sorted(stretches), 1):
        yield Mark(start, end, "asked", "asked" if number == 1 else f"asked.{number}")


def _lit(mark: Mark, lit: str) -> Mark:
    return replace(mark, kind=f"{mark.kind} lit") if lit and mark.to == lit else mark
