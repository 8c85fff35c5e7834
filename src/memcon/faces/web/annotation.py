"""A text and the marks on it, laid out so that it can be written as nested elements. Marks may cross."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from memcon.faces.web.stretches import Stretch

DEEPEST = 24
"""Marks over one word. A further one is marked where it begins only, so that the time stays linear whatever a record holds."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Words of a text and what they show. ``to`` is the id of the fact they lead to; empty for none.

    ``id`` is what the words are called in addresses, ``title`` what they show in a few words.
    """

    start: int
    end: int
    kind: str
    id: str = ""
    to: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Segment:
    """Words on which the same marks lie. A mark that crosses another, or a paragraph's end, is closed and opened again.

    ``opened`` are the marks that open before the words, from the outermost in, and whether each opens for the first time;
    ``closed`` says how many close after them. ``anchors`` begin here and are not opened. ``to`` is the fact that the words lead to,
    that of the innermost mark, and ``first`` says that no words before them lead to it; white space leads nowhere.
    """

    words: str
    opened: tuple[tuple[Mark, bool], ...] = ()
    anchors: tuple[Mark, ...] = ()
    to: str = ""
    first: bool = False
    closed: int = 0


@dataclass
class Layout:
    """Paragraphs of segments. ``beside`` has the facts that no words lead to, under the fact that their words lead to instead."""

    paragraphs: list[list[Segment]] = field(default_factory=list)
    beside: dict[str, list[str]] = field(default_factory=dict)


def lay_out(text: str, marks: Iterable[Mark], stretches: Iterable[Stretch]) -> Layout:
    """The stretches of a text, which follow each other, with the marks on them."""
    sweep = _Sweep(text, marks)
    paragraphs = [sweep.paragraph(start, end) for start, end in stretches]
    return Layout(paragraphs, sweep.beside())


class _Sweep:
    """Goes through the text once. ``_open`` are the marks on the words it has come to, from the outermost in."""

    def __init__(self, text: str, marks: Iterable[Mark]) -> None:
        self._text = text
        sound = [mark for mark in marks if 0 <= mark.start < mark.end]
        self._waiting = sorted(sound, key=lambda mark: (mark.start, -mark.end))[::-1]  # the next is the last
        self._open: list[Mark] = []
        self._closed = 0  # of the open ones so many at the end stand in no element
        self._seen: set[int] = set()
        self._reached: set[str] = set()
        self._covered: dict[str, Counter[str]] = {}

    def paragraph(self, start: int, end: int) -> list[Segment]:
        """The segments between two places of the text."""
        self._open = [mark for mark in self._open if mark.end > start]
        self._closed = len(self._open)
        segments, at = [], start
        while at < end:
            anchors = self._begin(at)
            opened = tuple((mark, self._is_new(mark)) for mark in self._open[len(self._open) - self._closed :])
            until = min((end, *(mark.end for mark in self._open), *(mark.start for mark in self._waiting[-1:])))
            words = self._text[at:until]
            to, first = ("", False) if words.isspace() else self._leads_to(len(words), anchors)
            closed = self._end(until, last=until == end)
            segments.append(Segment(words, opened, anchors, to, first, closed))
            at = until
        return segments

    def beside(self) -> dict[str, list[str]]:
        """The facts that no words lead to, by the one that most of their words lead to instead."""
        found: dict[str, list[str]] = {}
        for fact, leading in self._covered.items():
            if fact not in self._reached:
                found.setdefault(max(leading, key=leading.__getitem__), []).append(fact)
        return found

    def _begin(self, at: int) -> tuple[Mark, ...]:
        """Opens the marks that lie on a place and are not open; returns those that there is no room for."""
        anchors = []
        while self._waiting and self._waiting[-1].start <= at:
            mark = self._waiting.pop()
            if mark.end > at and len(self._open) < DEEPEST:
                self._open.append(mark)
                self._closed += 1
            elif mark.end > at:
                anchors.append(mark)
        return tuple(anchors)

    def _end(self, at: int, *, last: bool) -> int:
        """Closes what ends at a place and what lies within it, at the last everything; how many elements that are."""
        before = self._open
        self._open = [mark for mark in before if mark.end > at]
        kept = 0
        while not last and kept < len(self._open) and self._open[kept] is before[kept]:
            kept += 1
        self._closed = len(self._open) - kept
        return len(before) - kept

    def _is_new(self, mark: Mark) -> bool:
        new = id(mark) not in self._seen
        self._seen.add(id(mark))
        return new

    def _leads_to(self, length: int, anchors: tuple[Mark, ...]) -> tuple[str, bool]:
        """The fact of the innermost mark on words of some length, and whether it is the first time that words lead to it."""
        facts = [mark.to for mark in reversed(self._open) if mark.to]
        if not facts:
            return "", False
        for other in (*facts[1:], *(mark.to for mark in anchors if mark.to)):
            if other != facts[0]:
                self._covered.setdefault(other, Counter())[facts[0]] += length
        first = facts[0] not in self._reached
        self._reached.add(facts[0])
        return facts[0], first
