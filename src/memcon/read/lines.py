"""Lines and stretches of a text as offsets. Nothing here copies or alters the text.

A *paragraph* is a line of the text, or several lines where the page broke its sentences to a fixed width ("hard
wrapped"); a *piece* is what is left of a paragraph once furniture is taken out of it.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from memcon.record import Span

_NEWLINE = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_FINAL = re.compile(r"[.!?…。؟।۔][\"'”’»«)\]\u200b\u200f]*$")
_FINAL_ABBREVIATION = re.compile(r"\b(?:U\.S|U\.N|U\.K|E\.U|D\.C|S\.Arabia|Jr|Sr|St|No|vs)\.$")
_WORD = re.compile(r"\w[\w'’.\-]*")
_POINT = re.compile(r"(?:[-–—•*·▪]|\(?\d{1,2}[.)]|\(?[a-z][.)])\s")
_LOWER_START = re.compile(r"[\"'“‘(]?[a-zà-öø-ÿ]")

PROSE_MIN_WORDS = 8
"""Fewer words, even with a full stop, are as often a caption, a button or a kicker as a sentence of the report."""

LEAD_IN_WORDS = 12
"""A line that ends in a colon and has as many words leads in a list or a quotation; with fewer it is a kicker."""

CUT_OFF_WORDS = 30
"""A line this long without a full stop is a paragraph that the page cut off; headlines measured up to 24 words."""

WRAP_MIN, WRAP_MAX = 45, 110
"""Characters. Pages that break lines to a width use 60 to 100; shorter lines are headlines, longer ones paragraphs."""


class Stretch(NamedTuple):
    """Offsets into a text, end exclusive."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words themselves."""
        return text[self.start : self.end]

    def span(self, text: str) -> Span:
        """The same as evidence."""
        return Span(self.start, self.end, text[self.start : self.end])


def trim(text: str, start: int, end: int) -> Stretch | None:
    """The stretch without white space at its ends; None where nothing is left."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Stretch(start, end) if start < end else None


def split_lines(text: str) -> list[Stretch]:
    """The lines that hold anything, trimmed, in order. All newline conventions count."""
    lines: list[Stretch] = []
    start = 0
    for newline in _NEWLINE.finditer(text):
        _add(lines, trim(text, start, newline.start()))
        start = newline.end()
    _add(lines, trim(text, start, len(text)))
    return lines


def subtract(text: str, whole: Stretch, holes: Iterable[Stretch]) -> list[Stretch]:
    """What is left of ``whole`` without ``holes`` (ordered, not overlapping), trimmed."""
    left: list[Stretch] = []
    start = whole.start
    for hole in holes:
        if hole.end <= whole.start or hole.start >= whole.end:
            continue
        _add(left, trim(text, start, max(start, hole.start)))
        start = max(start, hole.end)
    _add(left, trim(text, start, max(start, whole.end)))
    return left


def word_count(words: str) -> int:
    """How many words; a hyphenated or apostrophised word is one."""
    return sum(1 for _ in _WORD.finditer(words))


def ends_sentence(words: str) -> bool:
    """Whether the words end as a sentence does; "talks with the U.S." in a short line does not."""
    tail = words[-24:]
    if not _FINAL.search(tail):
        return False
    return not (len(words) < WRAP_MAX and _FINAL_ABBREVIATION.search(tail))


def is_prose(words: str) -> bool:
    """Whether a line reads as body text, not as a headline, label or button."""
    count = word_count(words[:2000])
    if count >= CUT_OFF_WORDS or (words.endswith(":") and count >= LEAD_IN_WORDS):
        return True
    return count >= PROSE_MIN_WORDS and ends_sentence(words)


def is_point(words: str) -> bool:
    """Whether a line is one point of a list: it has a bullet, number or letter."""
    return bool(_POINT.match(words))


def is_title_case(words: str) -> bool:
    """Whether most of the longer words have capitals, as English headlines have."""
    longer = [word for word in _WORD.findall(words[:400]) if len(word) > 3]
    return len(longer) >= 2 and sum(word[0].isupper() for word in longer) >= 0.7 * len(longer)


def join_wrapped(text: str, lines: Sequence[Stretch], kept_apart: Sequence[bool]) -> list[Stretch]:
    """Paragraphs: lines, joined where the page broke a sentence. ``kept_apart`` marks the lines never joined."""
    wrapped = _is_hard_wrapped(text, lines)
    joined: list[Stretch] = []
    apart_before = True
    for line, apart in zip(lines, kept_apart, strict=True):
        if joined and not apart and not apart_before and _continues(text, joined[-1], line, wrapped):
            joined[-1] = Stretch(joined[-1].start, line.end)
        else:
            joined.append(line)
        apart_before = apart
    return joined


def _continues(text: str, before: Stretch, line: Stretch, wrapped: bool) -> bool:
    if len(_NEWLINE.findall(text[before.end : line.start])) != 1:
        return False
    last = text[max(before.start, before.end - 400) : before.end]
    last = _NEWLINE.split(last)[-1]
    if ends_sentence(last) or last.endswith(":") or len(last) < WRAP_MIN - 15:
        return False
    following = line.of(text)[:20]
    if wrapped:
        return not is_point(following)
    return len(last) >= WRAP_MIN and bool(_LOWER_START.match(following)) and not is_point(following)


def _is_hard_wrapped(text: str, lines: Sequence[Stretch]) -> bool:
    """Whether most lines end at a width in mid-sentence and go on with a small letter, as headlines do not."""
    followed = broken = lower = 0
    for line, following in pairwise(lines):
        if line.end - line.start > 2 * WRAP_MAX:
            return False
        if len(_NEWLINE.findall(text[line.end : following.start])) != 1:
            continue
        followed += 1
        words = line.of(text)
        if WRAP_MIN <= len(words) <= WRAP_MAX and not ends_sentence(words):
            broken += 1
            lower += bool(_LOWER_START.match(text[following.start : following.start + 2]))
    return followed >= 3 and broken >= followed * 0.5 and lower >= broken * 0.4


def _add(lines: list[Stretch], line: Stretch | None) -> None:
    if line is not None:
        lines.append(line)
