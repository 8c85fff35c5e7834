"""Quotation marks in pairs: which stretches of a report are somebody's own words.

A quotation that a paragraph leaves open goes on to the paragraph's end: by the custom of English printing the next
paragraph then begins with an opening mark, and only the last one closes it.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

from memcon.read import Block

_PAIRS = {'"': '"”', "“": "”", "”": "“”", "„": "“”", "«": "»", "‘": "’"}
_SHORTEST_SINGLE = 12  # characters; a shorter stretch between single marks is a word in scare quotes or two apostrophes


class Quotation(NamedTuple):
    """Character offsets, marks included; ``open`` where the paragraph ends before the quotation does."""

    start: int
    end: int
    open: bool = False


def find_quotations(text: str, blocks: Iterable[Block]) -> tuple[Quotation, ...]:
    """Quotations of each block, in order, not nested."""
    found: list[Quotation] = []
    for block in blocks:
        found += _of_stretch(text, block.start, block.end)
    return tuple(found)


def _of_stretch(text: str, start: int, end: int) -> Iterable[Quotation]:
    position = start
    while position < end:
        mark = text[position]
        if mark in _PAIRS and mark != "‘" and (mark != "”" or _opens(text, position, start)):
            close = _closing(text, position, end, _PAIRS[mark])
            yield Quotation(position, end if close is None else close + 1, close is None)
            position = end if close is None else close + 1
        elif mark in "'‘" and _opens(text, position, start):
            single = _closing_single(text, position, end)
            if single is not None and single - position >= _SHORTEST_SINGLE:
                yield Quotation(position, single + 1)
                position = single
            position += 1
        else:
            position += 1


def _closing(text: str, position: int, end: int, marks: str) -> int | None:
    places = [place for mark in marks if (place := text.find(mark, position + 1, end)) >= 0]
    if not places and "”" in marks:  # a curly opening mark closed by a straight one
        straight = text.find('"', position + 1, end)
        return straight if straight >= 0 else None
    return min(places) if places else None


def _opens(text: str, position: int, start: int) -> bool:
    before = text[position - 1] if position > start else " "
    after = text[position + 1 : position + 2]
    return not before.isalnum() and before not in ".,!?" and after.isalnum()


def _closing_single(text: str, position: int, end: int) -> int | None:
    for match in re.finditer(r"['’](?!\w)", text[position + 1 : end]):
        place = position + 1 + match.start()
        # "countries' interests": an apostrophe after a plural s is no closing mark unless punctuation stands before it.
        if (
            text[place - 1] == "s"
            and text[place + 1 : place + 2] == " "
            and not re.match(r"\s(?:[A-Z]|he|she|said)", text[place + 1 :])
        ):
            continue
        return place
    return None
