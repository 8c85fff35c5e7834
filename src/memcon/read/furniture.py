"""Finding page furniture: the stretches of a page that are not the report.

What furniture looks like is in ``furniture.toml``; here it is applied. Three passes: what every
line is by itself; what follows a line that takes others with it ("Read more:", "your comment"); what is left over above
the first and below the last paragraph.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple

from memcon.read.datelines import dateline_at
from memcon.read.furniture_rules import ANYWHERE, AT_HEAD, AT_TAIL, END, START, Kind, Matcher, Where
from memcon.read.lines import (
    Stretch,
    ends_sentence,
    is_point,
    is_prose,
    is_title_case,
    join_wrapped,
    split_lines,
    subtract,
    trim,
    word_count,
)

LINE_MAX = 400
"""Characters. Longer lines are body whatever they hold; it also keeps a page of any size linear in time."""

ENDS_SEEN = 300
"""Characters at the end of a line in which a sign-off is looked for."""

HEAD_PARAGRAPHS = 12
"""Labels that are stuck to the first words of the report are looked for in this many lines."""

HEAD_LINES = 60
"""Headlines are compared with each other in this many lines: each with each, so not in a page without a paragraph."""

HEADLINE_MIN_WORDS = 4
"""Head lines with fewer words are section names, if a line with more words is there to be the headline."""

STRAY_MAX_WORDS = 16
"""A line this short without a full stop, below the last paragraph, is a headline of another report."""


class Found(NamedTuple):
    """A stretch of furniture and the kind of it."""

    where: Stretch
    kind: str


@dataclass(slots=True)
class _Line:
    """A paragraph under examination; ``kind`` is set once it is known to be furniture."""

    where: Stretch
    words: str
    kind: str | None = None
    takes: Where = "any"
    cut: list[Found] = field(default_factory=list)
    reads_as_prose: bool = False

    @property
    def prose(self) -> bool:
        """Whether it is a paragraph of the report, as far as is known by now."""
        return self.kind is None and self.reads_as_prose


_MENU_ITEM = re.compile(r"[•·▪►*-]\s*\w+(?:\s+\w+){0,3}")
_MENU_LENGTH = 5
_TEASER = re.compile(r"(?:…|\.\.\.)$")


def find_furniture(text: str) -> tuple[list[Found], list[Stretch]]:
    """The furniture of a page and its paragraphs, both in order. Furniture never holds part of a word."""
    lines = _examine(text)
    _take_rest(lines)
    _take_lists(lines)
    _take_menus(lines)
    _take_head(text, lines)
    _take_tail(lines)
    found = [item for line in lines for item in _of_line(text, line)]
    return sorted(found), [line.where for line in lines]


def _examine(text: str) -> list[_Line]:
    """Every paragraph by itself. Furniture lines are known before wrapped lines are joined, and never joined."""
    raw = split_lines(text)
    apart = [_kind_of(line.of(text)) is not None for line in raw]
    lines = [_Line(where, where.of(text)) for where in join_wrapped(text, raw, apart)]
    for index, line in enumerate(lines):
        if _kind_of(line.words) is None:
            _cut_ends(text, line, at_head=index < HEAD_PARAGRAPHS)
        line.reads_as_prose = is_prose(line.words)
        if kind := _kind_of(line.words):
            line.kind, line.takes = kind
    return lines


def _kind_of(words: str, matcher: Matcher = ANYWHERE) -> Kind | None:
    return matcher.whole(words) if words and len(words) <= LINE_MAX else None


def _cut_ends(text: str, line: _Line, *, at_head: bool) -> None:
    """Takes labels off the start and sign-offs off the end; ``words`` keeps what is between."""
    start, end = line.where
    while at_head and (match := START.pattern.match(text, start, end)) and (kind := START.kind_of(match)):
        line.cut.append(Found(Stretch(start, match.end()), kind.name))
        rest = trim(text, match.end(), end)
        start = rest.start if rest else end
    while (match := _end_of(text, start, end)) and (kind := END.kind_of(match)):
        sign_off = trim(text, match.start(), end)
        if sign_off is None:
            break
        line.cut.append(Found(sign_off, kind.name))
        rest = trim(text, start, match.start())
        end = rest.end if rest else start
    line.words = text[start:end]


def _end_of(text: str, start: int, end: int) -> re.Match[str] | None:
    """A sign-off at the end; the look-behind of the rules needs one character of body before it."""
    return END.pattern.search(text, max(start + 1, end - ENDS_SEEN), end) if end - start > 1 else None


def _take_rest(lines: list[_Line]) -> None:
    """ "your comment" ends the report, unless there is more of the report below it than above."""
    above, below = 0, sum(len(line.words) for line in lines if line.prose)
    for index, line in enumerate(lines):
        size = len(line.words) if line.prose else 0
        above, below = above + size, below - size
        if line.takes == "rest" and above > below:
            for other in lines[index:]:
                other.kind = other.kind or line.kind
            return


def _take_lists(lines: list[_Line]) -> None:
    """The headlines after "Read more:", up to the next paragraph of the report."""
    kind: str | None = None
    below_prose = False
    for line in lines:
        below_prose = below_prose or line.prose
        if line.takes == "list" and below_prose:
            kind = line.kind
        elif line.prose:
            kind = None
        elif kind is not None:
            line.kind = line.kind or kind


def _take_menus(lines: list[_Line]) -> None:
    """Runs of short bulleted lines, such as the provinces of a country, that no sentence introduces."""
    for _, run in groupby(lines, key=lambda line: line.kind is None and bool(_MENU_ITEM.fullmatch(line.words))):
        items = list(run)
        if len(items) >= _MENU_LENGTH and _MENU_ITEM.fullmatch(items[0].words):
            for line in items:
                line.kind = "menu"


def _take_head(text: str, lines: list[_Line]) -> None:
    """Above the first paragraph: dates, section names, and a headline that is printed twice."""
    first = next((index for index, line in enumerate(lines) if line.prose), 0)
    head = lines[:first]
    for line in head:
        _apply(line, AT_HEAD)
    left = [line for line in head if line.kind is None and not dateline_at(text, line.where)]
    headlines = [line for line in left[:HEAD_LINES] if word_count(line.words) >= HEADLINE_MIN_WORDS]
    for line in left:
        if headlines and word_count(line.words) < HEADLINE_MIN_WORDS and not _ends(line):
            line.kind = "section"
    _take_repeats(headlines)


def _take_repeats(headlines: list[_Line]) -> None:
    """The same headline again, also in capitals or behind a breadcrumb; the shortest form is kept."""
    for line in headlines:
        for other in headlines:
            same = line.words.casefold().endswith(other.words.casefold())
            longer = len(line.words) > len(other.words) or line.where > other.where
            if other is not line and same and longer and other.kind is None:
                line.kind = "headline repeated"


def _take_tail(lines: list[_Line]) -> None:
    """Below the last paragraph: sign-offs, dates, and headlines of other reports without a heading."""
    _take_teasers(lines)
    last = next((index for index in range(len(lines) - 1, -1, -1) if lines[index].prose), len(lines))
    tail = lines[last + 1 :]
    for line in tail:
        _apply(line, AT_TAIL)
    left = [line for line in tail if line.kind is None]
    introduced = last < len(lines) and any(line.words.endswith(":") for line in [lines[last], *left])
    strays = [line for line in left if _is_stray(line)]
    for line in strays if not introduced else []:
        if len(strays) > 1 or word_count(line.words) <= 3 or is_title_case(line.words):
            line.kind = "other report"


def _take_teasers(lines: list[_Line]) -> None:
    """First sentences of other reports, each broken off with an ellipsis, at the foot of the page."""
    teasers: list[_Line] = []
    for line in reversed(lines):
        if line.kind is None and not _TEASER.search(line.words):
            break
        if line.kind is None:
            teasers.append(line)
    if len(teasers) >= 2 and any(line.prose and line not in teasers for line in lines):
        for line in teasers:
            line.kind = "other report"


def _is_stray(line: _Line) -> bool:
    return word_count(line.words) <= STRAY_MAX_WORDS and not _ends(line) and not is_point(line.words)


def _ends(line: _Line) -> bool:
    return ends_sentence(line.words) or line.words.endswith(":")


def _apply(line: _Line, matcher: Matcher) -> None:
    if line.kind is None and (kind := _kind_of(line.words, matcher)):
        line.kind = kind.name


def _of_line(text: str, line: _Line) -> Iterator[Found]:
    yield from line.cut
    if line.kind is not None:
        cut = sorted(found.where for found in line.cut)
        yield from (Found(left, line.kind) for left in subtract(text, line.where, cut))
