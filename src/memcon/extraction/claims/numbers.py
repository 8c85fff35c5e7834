"""Numbers in words and digits: "62", "3,000", "1.5 million", "two hundred and five", "tens of thousands"."""

import re
from dataclasses import dataclass

from spacy.tokens import Doc

_UNITS = {
    word: number
    for number, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
}
_TENS = {
    word: 10 * number
    for number, word in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2)
}
_TIMES = {
    "dozen": 12,
    "score": 20,
    "hundred": 100,
    "thousand": 1000,
    "lakh": 100_000,
    "million": 10**6,
    "crore": 10**7,
    "billion": 10**9,
}
_MANY = {
    "tens": 10,
    "dozens": 12,
    "scores": 20,
    "hundreds": 100,
    "thousands": 1000,
    "lakhs": 100_000,
    "millions": 10**6,
}
_MULTIPLIED = {"tens": 10, "dozens": 12, "scores": 20, "hundreds": 100}
_SHORT = {"k": 1000, "m": 10**6, "mn": 10**6, "mln": 10**6}
_DIGITS = re.compile(r"(\d{1,3}(?:,\d{2,3})+|\d+)(\.\d+)?(k|mn|mln|m)?\+?$")
_FEW = frozenset({"several", "many"})


@dataclass(frozen=True)
class Number:
    """Tokens from ``start`` to ``end`` (exclusive) and their value; ``open`` where it is only a lower bound ("hundreds")."""

    start: int
    end: int
    low: int
    high: int | None

    @property
    def open(self) -> bool:
        """Whether there may be more."""
        return self.high is None


def read_number(doc: Doc, start: int) -> Number | None:
    """The number that begins at a token, as long as it goes; ranges ("20 to 30") included."""
    first = _read_vague(doc, start) or _read_plain(doc, start)
    if first is None:
        return None
    joined = _range_end(doc, first)
    return joined or first


def _word(doc: Doc, i: int) -> str:
    return doc[i].lower_ if 0 <= i < len(doc) else ""


def _read_vague(doc: Doc, start: int) -> Number | None:
    """ "hundreds", "tens of thousands", "several hundred", "half a million": all but the last are lower bounds."""
    word, after, third = (_word(doc, start + step) for step in range(3))
    if word in _MULTIPLIED and after == "of" and third in _MANY:
        return Number(start, start + 3, _MULTIPLIED[word] * _MANY[third], None)
    if word in _MANY:
        return Number(start, start + 1, _MANY[word], None)
    if word in _FEW and after in _TIMES:
        return Number(start, start + 2, _TIMES[after], None)
    if word == "a" and after == "few" and third in _TIMES:
        return Number(start, start + 3, _TIMES[third], None)
    if word == "half" and after == "a" and third in _TIMES:
        return Number(start, start + 3, _TIMES[third] // 2, _TIMES[third] // 2)
    return None


def _read_plain(doc: Doc, start: int) -> Number | None:
    value = _digits(doc[start].text)
    if value is not None:
        end = start + 1
        if "+" in doc[start].text:
            return Number(start, end, round(value), None)
    elif _word(doc, start) in ("a", "an") and _word(doc, start + 1) in _TIMES:
        value, end = 1.0, start + 1
    else:
        worded = _words(doc, start)
        if worded is None:
            return None
        value, end = worded
    if value is not None and end < len(doc) and doc[end].lower_ in _SHORT and not doc[end - 1].whitespace_:
        value, end = value * _SHORT[doc[end].lower_], end + 1  # "2.5m" is two tokens
    while _word(doc, end) in _TIMES:
        value, end = value * _TIMES[_word(doc, end)], end + 1
    if value != round(value):
        return None
    open_end = _word(doc, end) == "+"
    return Number(start, end + open_end, round(value), None if open_end else round(value))


def _digits(text: str) -> float | None:
    found = _DIGITS.match(text)
    if not found:
        return None
    value = float(found[1].replace(",", "") + (found[2] or ""))
    return value * _SHORT.get(found[3] or "", 1)


def _words(doc: Doc, start: int) -> tuple[float, int] | None:
    """ "twenty-five", "two hundred and five" up to 999; the multiplier after it is read by the caller."""
    total, end = 0, start
    while True:
        word = _word(doc, end)
        step = end
        if (word == "-" and _word(doc, end + 1) in _UNITS and end > start) or (
            word == "and" and end > start and _word(doc, end - 1) == "hundred"
        ):
            step, word = end + 1, _word(doc, end + 1)
        if word in _UNITS or word in _TENS:
            if end > start and word in _UNITS and _word(doc, end - 1) in _UNITS:
                break
            total, end = total + _UNITS.get(word, _TENS.get(word, 0)), step + 1
        elif (
            word == "hundred"
            and end > start
            and _word(doc, end + 1) in {*_UNITS, *_TENS, "and"}
            and _follows_and(doc, end)
        ):
            total, end = total * 100, end + 1
        else:
            break
    return (float(total), end) if end > start else None


def _follows_and(doc: Doc, end: int) -> bool:
    return _word(doc, end + 1) != "and" or _word(doc, end + 2) in {*_UNITS, *_TENS}


def _range_end(doc: Doc, first: Number) -> Number | None:
    """The second number of "20 to 30", "20-30" or "between 20 and 30", taken with the first."""
    link, before = _word(doc, first.end), _word(doc, first.start - 1)
    if first.high is None or not (link in ("to", "-", "–") or (link == "and" and before == "between")):
        return None
    second = _read_plain(doc, first.end + 1) if first.end + 1 < len(doc) else None
    if second is None or second.high is None:
        return None
    low = first.low
    if low < second.low // 100 and second.end - second.start > 1:  # "one to two million"
        low *= second.low // max(round(_digits(doc[second.start].text) or _UNITS.get(_word(doc, second.start), 1)), 1)
    return Number(first.start, second.end, low, second.high) if low < second.high else None
