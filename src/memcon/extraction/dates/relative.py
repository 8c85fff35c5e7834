"""Dates that count from the day of publication, or from a date told before: "on Thursday", "last month", "the following day"."""

import re
from datetime import date, timedelta

from memcon.extraction.dates.forms import (
    DASH,
    NUMBER,
    PART,
    UNIT,
    WEEKDAY,
    WEEKDAYS,
    Form,
    Reading,
    Setting,
    compiled,
    count,
    unanchored,
    weekday_number,
)
from memcon.extraction.dates.methods import COUNTED, COUNTED_BEFORE, NO_DATE_BEFORE, WEEKDAY_NEXT, WEEKDAY_PAST
from memcon.extraction.dates.periods import UNKNOWN, Period, moved, moved_day, one_day, stretch, week_of, weekend_of

_DAY_WORDS = {
    "yesterday": -1,
    "tomorrow": 1,
    "last night": -1,
    "the day before yesterday": -2,
    "the day after tomorrow": 2,
}
_DAYTIME = r"(?:morning|afternoon|evening|night|noon)"
_BACK = frozenset({"last", "past", "previous", "this past"})
_AHEAD = frozenset({"next", "coming", "following", "upcoming", "this coming"})
_CLOSES = r"(?=\s*(?:[.,;:)]|$|\n))"


def _lower(match: re.Match[str], name: str) -> str:
    return " ".join((match.groupdict().get(name) or "").lower().split())


def _read_day_word(match: re.Match[str], setting: Setting) -> Reading | None:
    if setting.published is None:
        return unanchored()
    words = _lower(match, "word")
    offset = next((days for name, days in _DAY_WORDS.items() if words.startswith(name)), 0)
    return Reading(one_day(setting.published + timedelta(days=offset)), COUNTED)


def _read_weekday(match: re.Match[str], setting: Setting) -> Reading | None:
    name = WEEKDAYS[weekday_number(match["weekday"])]
    side, week = _lower(match, "side"), _lower(match, "week")
    if side == "following" and setting.before and setting.before.end:
        return Reading(one_day(_on_or_after(name, setting.before.end + timedelta(days=1))), COUNTED_BEFORE, name)
    if setting.published is None:
        return unanchored(name)
    if week:
        monday = week_of(setting.published + timedelta(weeks={"last": -1, "this": 0, "next": 1}[week.split()[0]])).start
        assert monday is not None
        return Reading(one_day(_on_or_after(name, monday)), COUNTED, name)
    if side in _AHEAD:
        return Reading(one_day(_on_or_after(name, setting.published + timedelta(days=1))), WEEKDAY_NEXT, name)
    if side in _BACK:
        return Reading(one_day(_on_or_before(name, setting.published - timedelta(days=1))), WEEKDAY_PAST, name)
    if setting.outlook == "future":
        return Reading(one_day(_on_or_after(name, setting.published)), WEEKDAY_NEXT, name)
    return Reading(one_day(_on_or_before(name, setting.published)), WEEKDAY_PAST, name)


def _read_weekdays(match: re.Match[str], setting: Setting) -> Reading | None:
    """ "from Monday to Wednesday": the later day by the tense, the earlier one before it."""
    first, last = (WEEKDAYS[weekday_number(match[name])] for name in ("first", "weekday"))
    if setting.published is None:
        return unanchored(first)
    if setting.outlook == "future":
        start = _on_or_after(first, setting.published)
        return Reading(stretch(start, _on_or_after(last, start)), WEEKDAY_NEXT)
    end = _on_or_before(last, setting.published)
    return Reading(stretch(_on_or_before(first, end), end), WEEKDAY_PAST)


def _on_or_after(name: str, day: date) -> date:
    return day + timedelta(days=(WEEKDAYS.index(name) - day.weekday()) % 7)


def _on_or_before(name: str, day: date) -> date:
    return day - timedelta(days=(day.weekday() - WEEKDAYS.index(name)) % 7)


def _read_unit(match: re.Match[str], setting: Setting) -> Reading | None:
    """ "last month", "this week", "next year" by the calendar; "earlier this week" ends and "later this week" begins today."""
    if setting.published is None:
        return unanchored()
    side, unit, part = _lower(match, "side").removeprefix("the "), _lower(match, "unit"), _lower(match, "part")
    steps = {"last": -1, "next": 1, "coming": 1, "upcoming": 1}.get(side, 0)
    if unit == "weekend":
        return Reading(_weekend(steps, side, setting), COUNTED)
    period = moved(setting.published, steps, unit)
    if unit == "week" and steps == 0 and part in ("earlier", "later"):
        edge = period.start if part == "earlier" else period.end
        assert edge is not None
        period = stretch(*sorted((edge, setting.published)))
    return Reading(period, COUNTED)


def _weekend(steps: int, side: str, setting: Setting) -> Period:
    """The weekend meant: "last" is over, "next" is to come, "the" is by the tense."""
    assert setting.published is not None
    own = weekend_of(setting.published)
    over = own.end is not None and own.end < setting.published + timedelta(days=1)
    if steps > 0:
        return (
            weekend_of(setting.published + timedelta(weeks=1))
            if side == "next" and setting.published.weekday() >= 5
            else own
        )
    if steps < 0 or (setting.outlook != "future" and setting.published.weekday() < 5):
        return own if over and steps < 0 else weekend_of(setting.published - timedelta(weeks=1))
    return own


def _read_ago(match: re.Match[str], setting: Setting) -> Reading | None:
    number = count(_lower(match, "number"))
    if number is None:
        return None
    if setting.published is None:
        return unanchored()
    return Reading(moved(setting.published, -number, _lower(match, "unit")), COUNTED)


def _read_ahead(match: re.Match[str], setting: Setting) -> Reading | None:
    """ "in two weeks", only of what is to come: "the first visit in two years" is a length of time."""
    number = count(_lower(match, "number"))
    if number is None or setting.outlook != "future":
        return None
    if setting.published is None:
        return unanchored()
    return Reading(moved(setting.published, number, _lower(match, "unit")), COUNTED)


def _read_within(match: re.Match[str], setting: Setting) -> Reading | None:
    number = count(_lower(match, "number") or "one")
    if number is None or setting.outlook == "past":
        return None
    if setting.published is None:
        return unanchored()
    return Reading(
        Period(setting.published, moved_day(setting.published, number, _lower(match, "unit")), "range"), COUNTED
    )


def _read_rolling(match: re.Match[str], setting: Setting) -> Reading | None:
    """ "the last three months", "the coming year": counted back or on from the day of publication."""
    number = count(_lower(match, "number") or "one")
    if number is None:
        return None
    if setting.published is None:
        return unanchored()
    ahead = _lower(match, "side") in _AHEAD
    edge = moved_day(setting.published, number if ahead else -number, _lower(match, "unit"))
    return Reading(stretch(*sorted((edge, setting.published))), COUNTED)


def _read_day_before(match: re.Match[str], setting: Setting) -> Reading | None:
    """ "the following day", "two days earlier": from the date that the text names before."""
    words = match.group().lower()
    unit = _lower(match, "unit") or "day"
    before = setting.around if unit in ("month", "year", "decade") else setting.before
    if before is None or before.start is None or before.end is None:
        return Reading(UNKNOWN, NO_DATE_BEFORE)
    number = count(_lower(match, "number") or "one")
    if number is None:
        return None
    if re.search(r"\b(?:same|that)\b", words):
        return Reading(before if unit == "day" else moved(before.start, 0, unit), COUNTED_BEFORE)
    if re.search(r"\b(?:previous|earlier|before|prior)\b", words):
        return Reading(moved(before.start, -number, unit), COUNTED_BEFORE)
    return Reading(moved(before.end, number, unit), COUNTED_BEFORE)


def _read_rest(match: re.Match[str], setting: Setting) -> Reading | None:
    """ "the end of the year", "the beginning of next month"."""
    if setting.published is None:
        return unanchored()
    steps = {"last": -1, "next": 1, "coming": 1}.get(_lower(match, "side").removeprefix("the "), 0)
    return Reading(moved(setting.published, steps, _lower(match, "unit")), COUNTED)


_SOME_PART = rf"(?:(?P<part>(?i:{PART}))(?:\s+(?:on|in)\s+|\s*{DASH}\s*|\s+))?"
_EDGE = r"(?:end|close|start|beginning|middle|turn|rest|remainder)"

RELATIVE: tuple[Form, ...] = (
    Form("day word", compiled(rf"(?:(?:[Ee]arlier|[Ll]ater|[Ee]arly|[Ll]ate)\s+)?(?P<word>(?i:the day before yesterday|the day after tomorrow|today|tonight|yesterday|tomorrow)(?:\s+{_DAYTIME})?|(?i:this|last)\s+(?:night|morning|afternoon|evening))"), _read_day_word),
    Form("weekday", compiled(rf"{_SOME_PART}(?:(?P<side>(?i:this\s+coming|this\s+past|last|next|this|coming|upcoming|past|previous|following))\s+)?(?P<weekday>{WEEKDAY})(?:\s+{_DAYTIME})?(?:\s+(?:of\s+)?(?P<week>(?:last|this|next)\s+week))?"), _read_weekday),
    Form("weekdays", compiled(rf"(?P<first>{WEEKDAY})\s*(?:{DASH}|\bto\b|\bthrough\b|\buntil\b)\s*(?P<weekday>{WEEKDAY})"), _read_weekdays),
    Form("calendar unit", compiled(rf"{_SOME_PART}(?<!the\s)(?<!The\s)(?P<side>(?i:this|last|next))\s+(?P<unit>(?i:week|month|year|decade))(?!{DASH}|\s+of\b)"), _read_unit),
    Form("weekend", compiled(r"(?P<side>(?i:the|this|last|next|the\s+past|the\s+coming))\s+(?P<unit>weekend)"), _read_unit),
    Form("ago", compiled(rf"(?:(?:[Mm]ore\s+than|[Oo]ver|[Aa]bout|[Aa]lmost|[Nn]early|[Jj]ust|[Aa]round|[Ss]ome)\s+)?(?P<number>(?i:{NUMBER}))\s+(?P<unit>{UNIT})s?\s+ago"), _read_ago),
    Form("ahead", compiled(rf"[Ii]n\s+(?P<number>(?i:{NUMBER}))\s+(?P<unit>{UNIT})s?(?:['’]s?\s+time)?"), _read_ahead),
    Form("within", compiled(rf"[Ww]ithin\s+(?:the\s+(?:next|coming|following)\s+)?(?P<number>(?i:{NUMBER}))\s+(?P<unit>{UNIT})s?"), _read_within),
    Form("rolling", compiled(rf"[Tt]he\s+(?P<side>last|past|previous|next|coming|following)\s+(?:(?P<number>(?i:{NUMBER}))\s+)(?P<unit>{UNIT})s?"), _read_rolling),
    Form("rolling one", compiled(r"[Tt]he\s+(?P<side>last|past|coming|next)\s+(?P<unit>week|month|year|decade)(?!s|\s+of\b)"), _read_rolling),
    Form("day told before", compiled(rf"(?:(?:[Ee]arlier|[Ll]ater)\s+(?:on\s+)?)?(?i:the\s+(?:very\s+)?(?:same|next|following|previous)\s+day|that\s+(?:same\s+)?day|the\s+day\s+(?:before|after){_CLOSES})"), _read_day_before),
    Form("unit told before", compiled(r"[Tt]he\s+(?:same|following|previous)\s+(?P<unit>week|month|year)"), _read_day_before),
    Form("days from it", compiled(rf"(?P<number>(?i:{NUMBER}))\s+(?P<unit>{UNIT})s?\s+(?:earlier|later|(?:before|after|prior){_CLOSES})"), _read_day_before),
    Form("edge of a unit", compiled(rf"(?:[Tt]he\s+)?(?i:{_EDGE})\s+of\s+(?P<side>the|this|next|last|the\s+current|the\s+coming)\s+(?P<unit>week|month|year|decade)"), _read_rest),
    Form("year-end", compiled(r"(?P<side>(?:this|the|next)\s+)?(?P<unit>year)(?:['’]s\s+end|-end)"), _read_rest),
)  # fmt: skip
"""The forms of dates that need an anchor; the longest match wins, of two as long the earlier form."""
