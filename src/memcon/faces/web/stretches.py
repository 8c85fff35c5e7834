"""Where a text is divided: into paragraphs, into parts that a page can show, into what stands round some passages."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

Stretch = tuple[int, int]
"""Where a piece of a text begins and ends, the end exclusive."""

LONGEST = 24_000
"""Characters of a text on one page."""

WHOLE = 5_000
"""Characters of a text that is always shown whole."""

_A_PARAGRAPH = 100  # characters; a line as long is a paragraph of its own
_NEAR = 300  # characters shown on either side of a passage
_A_WORD = 40  # characters in which the edge of a word is looked for
_LOOK_BACK = 4_000  # characters in which a good place to divide is looked for

_LINE = re.compile(r"[^\n]+")
_ENDLESS = re.compile(r"\S{1000}(?=\S)")
_DIVISIONS = (re.compile(r"\n"), re.compile(r"(?<=[.?!…])[\"”’)]?\s"), re.compile(r"\s"))
"""Places to divide a text at, the best first."""


def paragraphs(text: str, start: int = 0, end: int | None = None) -> Iterator[Stretch]:
    """The paragraphs between two places, the white space between them left out. Short lines that follow each other are one."""
    kept: Stretch | None = None
    goes_on = False
    for line in _LINE.finditer(text, start, len(text) if end is None else end):
        if line[0].isspace():
            continue
        short = line.end() - line.start() < _A_PARAGRAPH
        if kept and goes_on and short and text.count("\n", kept[1], line.start()) == 1:
            kept = (kept[0], line.end())
        else:
            if kept:
                yield kept
            kept = line.span()
        goes_on = short
    if kept:
        yield kept


def parts(text: str, longest: int = LONGEST) -> list[Stretch]:
    """A text divided into parts of at most so many characters, between lines or sentences where it can be."""
    edges = [0]
    while len(text) - edges[-1] > longest:
        edges.append(_division(text, edges[-1], edges[-1] + longest))
    return list(pairwise([*edges, len(text)]))


def part_of(divided: Sequence[Stretch], place: int) -> int:
    """In which part a place is, counted from 1."""
    return next((number for number, (_, end) in enumerate(divided, 1) if place < end), len(divided))


def around(text: str, passages: Iterable[Stretch], *, whole: int = WHOLE, longest: int = LONGEST) -> list[Stretch]:
    """What a page shows of a text beside something else: all of it, or of one longer than ``whole`` what stands round passages.

    Of these the first, as far as they have not more than ``longest`` characters.
    """
    if len(text) <= whole:
        return [(0, len(text))]
    found: list[Stretch] = []
    room = longest
    for start, end in sorted(passages) or [(0, longest)]:
        first, last = _word_start(text, start - _NEAR), _word_end(text, min(end, start + longest) + _NEAR)
        if found and first <= found[-1][1]:
            first, last = found[-1][0], max(last, found[-1][1])
            room += found[-1][1] - first
            found.pop()
        room -= last - first
        if room < 0 and found:
            break
        found.append((first, last))
    return found


def breakable(words: str) -> list[str]:
    """Words, cut where one is so long that a browser would take minutes to find where its lines break."""
    cuts = [match.end() for match in _ENDLESS.finditer(words)]
    return [words[start:end] for start, end in pairwise([0, *cuts, len(words)])]


def _division(text: str, start: int, end: int) -> int:
    for kind in _DIVISIONS:
        places = [match.end() for match in kind.finditer(text, max(start + 1, end - _LOOK_BACK), end)]
        if places:
            return places[-1]
    return end


def _word_start(text: str, place: int) -> int:
    if place <= 0:
        return 0
    space = text.find(" ", place, place + _A_WORD)
    return space + 1 if space >= 0 else place


def _word_end(text: str, place: int) -> int:
    if place >= len(text):
        return len(text)
    space = text.rfind(" ", max(place - _A_WORD, 0), place)
    return space if space >= 0 else place
