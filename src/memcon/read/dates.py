"""When a report was published: from the caller, the page's address, or the text's own stamp.

A date inside a sentence is never taken: it is when something happened, not when it was printed. A numeric date that
can be read day first or month first ("03/04/2021") is not taken either.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import NamedTuple

from memcon.errors import InputError
from memcon.read.lines import Stretch, is_prose

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?"
_DATE = re.compile(
    rf"""(?<![\w/.])(?<!\d:)(?:
      (?P<iso_y>\d{{4}})(?P<iso_sep>[-/.])(?P<iso_m>\d{{1,2}})(?P=iso_sep)(?P<iso_d>\d{{1,2}})
    | (?P<dmy_d>\d{{1,2}})(?:st|nd|rd|th)?\ ?(?:of\ |[-./,]\ ?)?(?P<dmy_m>{_MONTH})\ ?[-./,]?\ ?(?P<dmy_y>\d{{4}})
    | (?P<mdy_m>{_MONTH})\ ?-?(?P<mdy_d>\d{{1,2}})(?:st|nd|rd|th)?\ ?,?[-/]?\ ?(?P<mdy_y>\d{{4}})
    | (?P<num_a>\d{{1,2}})(?P<num_sep>[-/.])(?P<num_b>\d{{1,2}})(?P=num_sep)(?P<num_y>\d{{4}})
    )(?:(?=T\d)|(?![\w/]|[.:]\d))""",
    re.IGNORECASE | re.VERBOSE,
)
_TIME = re.compile(r"\b\d{1,2}[:.]\d{2}(?::\d{2})?\s*(?:[ap]\.?m\b\.?)?", re.IGNORECASE)

DATE_WORDS = (
    rf"(?:\d++(?:(?:st|nd|rd|th|hrs)\b)?|t(?=\d)|{WEEKDAY}|{_MONTH}(?!\w)|[ap]\.?m\b\.?|(?:gmt|utc|ist|pkt|est|edt|bst|msk|irst|cet"
    r"|jst|kst|sgt|hkt|pst|pdt|cst|cdt|mst|sast|eat|wat|azt|aest|eet|eest|cest|local|time|hrs?|hours?|minutes?|mins?|days?|weeks?|months?|years?|ago|an?|at|on|of|in|about|read)\b|[\W_])"
)
"""One word of a date stamp, as a pattern: what may stand in a line that is a date and nothing else."""

_BARE = re.compile(rf"{DATE_WORDS}+", re.IGNORECASE)
_UPDATE = re.compile(r"\b(?:updat|modifi|revis|access|retriev|print)\w*", re.IGNORECASE)
_LABEL = re.compile(
    r"(?:\b(?:first\s+)?(?:publish(?:ed)?(?:\s+date)?|publication\s+date|date\s+published|date\s+of\s+publication|posted"
    r"|release\s+date|release[sd]|issued)\b(?:\s+(?:on|at|in))?|(?:^|\|)\s*date\b(?=\s*:))\s*[:\-–—|]?\s*",
    re.IGNORECASE,
)
_NEWS_ID = re.compile(r"\b(?:news|article|story|report)\s+(?:id|code|no)\b|^no\s*[:.]\s*\d+,", re.IGNORECASE)
_HEAD_STAMP = re.compile(r"\s*date (?P<date>\d{4}-\d{2}(?:-\d{2})?)(?=\s|$)")
_TEMPERATURE = re.compile(r"-?\d+(?:\.\d+)?\s*°?\s?[CF]")
_URL_YMD = re.compile(r"/((?:19|20)\d{2})[/-](\d{1,2})[/-](\d{1,2})(?=[/_.-]|$)")
_URL_COMPACT = re.compile(r"/((?:19|20)\d{2})(\d{2})(\d{2})(?=[/_-])")

STAMP_MAX = 160
"""Characters. A line longer than this is body text even where it holds "published"."""

STAMPED_PARAGRAPHS = 3
"""A stamp that is above the third paragraph is the report's; one below may be that of another report in a list."""

TAIL_LINES = 12
"""Lines at the foot in which the date of the report is looked for; lists of other reports follow there."""

_EARLIEST, _LATEST = 1945, 2100
"""Years outside are of another calendar (1400 is 2021 in Iran), a founding year, or a mistake."""


class DateHit(NamedTuple):
    """Date words and the ISO date they state, None where they can be read in two ways or name no day."""

    where: Stretch
    iso: str | None


def given_date(value: str | None) -> str | None:
    """The ISO date of a caller's ``published``; times and zones are dropped, the day stays as written."""
    if value is None or not value.strip():
        return None
    try:
        return datetime.fromisoformat(value.strip()).date().isoformat()
    except ValueError:
        message = f"published {value!r} is not a date; give an ISO 8601 date such as 2021-05-16"
        raise InputError(message) from None


def lenient_date(value: str | None) -> str | None:
    """The day that a page's metadata state, ISO or in English words; None where they do not."""
    if not value:
        return None
    try:
        return given_date(value)
    except InputError:
        days = {hit.iso for hit in date_hits(value[:STAMP_MAX], Stretch(0, min(len(value), STAMP_MAX)))}
        return days.pop() if len(days) == 1 else None


def url_date(url: str | None) -> str | None:
    """The day that an address states in full, year first ("/2022/12/16/"); None for anything less."""
    if not url:
        return None
    path = url.split("?", 1)[0].split("#", 1)[0]
    for pattern in (_URL_YMD, _URL_COMPACT):
        for match in pattern.finditer(path):
            day = _iso(*map(int, match.groups()))
            if day is not None:
                return day
    return None


def date_hits(text: str, where: Stretch) -> Iterator[DateHit]:
    """Every full date (day, month and year) in a stretch."""
    for match in _DATE.finditer(text, where.start, where.end):
        yield DateHit(Stretch(match.start(), match.end()), _read(match))


def is_bare_date(words: str) -> bool:
    """Whether a line is a date, with or without time and weekday, and nothing else."""
    if len(words) > STAMP_MAX or not _BARE.fullmatch(words):
        return False
    return bool(_DATE.search(words) or (_TIME.search(words) and re.search(_MONTH, words, re.IGNORECASE)))


def text_date(text: str, lines: Sequence[Stretch], datelines: Sequence[Stretch]) -> DateHit | None:
    """The publication date that the text itself states, by the strongest stamp that states one day only."""
    stamps = [line for line in lines if line.end - line.start <= STAMP_MAX and not is_prose(line.of(text))]
    labelled = [hit for line in stamps for hit in _labelled(text, line)]
    head = _until_prose(text, lines, STAMPED_PARAGRAPHS)
    ranks = (
        [hit for hit in labelled if head and hit.where.end <= head[-1].end][:1],
        labelled,
        _head_stamp(text),
        _beside_news_id(text, stamps),
        [hit for line in datelines for hit in date_hits(text, line)],
        _head_lines(text, lines),
        _tail_lines(text, lines),
        _below_summary(text, lines),
    )
    for hits in ranks:
        stated = [hit for hit in hits if hit.iso is not None]
        if stated and len({hit.iso for hit in stated}) == 1:
            return stated[0]
        if stated:
            return None
    return None


def head_stamp(text: str) -> Stretch | None:
    """The " date 2024-12-20 " that some archives put before a report, without the white space round it."""
    match = _HEAD_STAMP.match(text)
    return Stretch(match.start("date") - len("date "), match.end()) if match else None


def _labelled(text: str, line: Stretch) -> Iterator[DateHit]:
    words = line.of(text)
    for label in _LABEL.finditer(words):
        for hit in date_hits(text, Stretch(line.start + label.end(), line.end)):
            between = text[line.start + label.end() : hit.where.start]
            if len(between) <= 40 and not _UPDATE.search(between) and not _labels_update(words[: label.start()]):
                yield hit
            break


def _labels_update(before: str) -> bool:
    """ "Updated Date: …" is an update though "Date:" stands in it."""
    return bool(_UPDATE.search(before[-16:].rpartition("|")[2]))


def _head_stamp(text: str) -> list[DateHit]:
    stamp = head_stamp(text)
    return list(date_hits(text, stamp)) if stamp else []


def _beside_news_id(text: str, stamps: Sequence[Stretch]) -> list[DateHit]:
    """The date in the line of the outlet's own number, else alone on the next line, else on the one before."""
    for index, line in enumerate(stamps):
        if not _NEWS_ID.search(line.of(text)):
            continue
        beside = [line, *stamps[index + 1 : index + 2], *stamps[max(0, index - 1) : index]]
        for place in beside:
            hits = list(date_hits(text, place)) if place is line or is_bare_date(place.of(text)) else []
            if hits:
                return hits
        return []
    return []


def _below_summary(text: str, lines: Sequence[Stretch]) -> list[DateHit]:
    """The date alone on the line after the first paragraph, as in the Kremlin's readouts."""
    first = next((index for index, line in enumerate(lines) if is_prose(line.of(text))), len(lines))
    return [
        hit for line in lines[first + 1 : first + 2] if is_bare_date(line.of(text)) for hit in date_hits(text, line)
    ]


def _head_lines(text: str, lines: Sequence[Stretch]) -> list[DateHit]:
    """Date lines above the first paragraph.

    Those below the headline count. One above it may be the page's clock, which tells the day it was saved: it counts
    only with a time of day and something above it, a section or breadcrumb; or where there is no headline.
    """
    head = _until_prose(text, lines)
    if any(_TEMPERATURE.fullmatch(line.of(text)) for line in head[:6]):
        head = head[6:]
    before: list[DateHit] = []
    timed: list[DateHit] = []
    after: list[DateHit] = []
    titled = False
    for number, line in enumerate(head):
        hits = _line_date(text, line)
        (after if titled else before).extend(hits)
        if not titled and number > 0 and _TIME.search(line.of(text)):
            timed.extend(hits)
        titled = titled or (not hits and len(line.of(text).split()) >= 4)
    return after or timed or ([] if titled else before)


def _tail_lines(text: str, lines: Sequence[Stretch]) -> list[DateHit]:
    """Date lines below the last paragraph, with the time of day: lists of other reports have dates too, without."""
    tail = _until_prose(text, lines[::-1])[:TAIL_LINES]
    return [hit for line in tail if _TIME.search(line.of(text)) for hit in _line_date(text, line)]


def _line_date(text: str, line: Stretch) -> list[DateHit]:
    """The date of a stamp line: a bare date, or few words that end in a date with the time of day."""
    words = line.of(text)
    update = _UPDATE.search(words)
    end = line.start + update.start() if update else line.end
    hits = list(date_hits(text, Stretch(line.start, end)))
    if len(hits) != 1 or len(words) > STAMP_MAX:
        return []
    hit = hits[0]
    lead, rest = text[line.start : hit.where.start], text[hit.where.end : end]
    if not _BARE.fullmatch(rest or " "):
        return []
    bare = not lead or _BARE.fullmatch(lead)
    return hits if bare or (_TIME.search(rest) and len(lead.split()) <= 10) else []


def _until_prose(text: str, lines: Sequence[Stretch], paragraphs: int = 1) -> list[Stretch]:
    """The lines before the first paragraph, or before the ``paragraphs``-th; none where there are not so many."""
    head: list[Stretch] = []
    for line in lines:
        paragraphs -= is_prose(line.of(text))
        if paragraphs == 0:
            return head
        head.append(line)
    return []


def _read(match: re.Match[str]) -> str | None:
    if match["iso_y"]:
        return _iso(int(match["iso_y"]), int(match["iso_m"]), int(match["iso_d"]))
    if match["dmy_y"]:
        return _iso(int(match["dmy_y"]), _month(match["dmy_m"]), int(match["dmy_d"]))
    if match["mdy_y"]:
        return _iso(int(match["mdy_y"]), _month(match["mdy_m"]), int(match["mdy_d"]))
    year, first, second = int(match["num_y"]), int(match["num_a"]), int(match["num_b"])
    readings = {_iso(year, second, first), _iso(year, first, second)} - {None}
    return readings.pop() if len(readings) == 1 else None


def _month(name: str) -> int:
    return _MONTHS.index(name[:3].lower()) + 1


def _iso(year: int, month: int, day: int) -> str | None:
    if not _EARLIEST <= year <= _LATEST:
        return None
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
