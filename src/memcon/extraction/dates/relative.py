"""Dates that count from the day of publication: "on Thursday", "last month", "two years ago"."""

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
    lower,
    unanchored,
    weekday_number,
)
from memcon.extraction.dates.methods import COUNTED, COUNTED_BEFORE, WEEKDAY_NEXT, WEEKDAY_PAST
from memcon.extraction.dates.periods import (
    Period,
    moved,
    moved_day,
    one_day,
    stretch,
    told_days,
    week_of,
    weekend_of,
)

_DAY_WORDS = {
    "yesterday": -1,
    "tomorrow": 1,
    "last night": -1,
    "the day before yesterday": -2,
    "the day after tomorrow": 2,
}
_DAYTIME = r"(?:morning|afternoon|evening|night|noon)"
_NUMBER = r"(?:\s*\((?:the\s+)?(?P<number>3[01]|[12]\d|[1-9])(?:st|nd|rd|th)?\))?"
_NEAR = 10
"""Days around publication in which one says "Tuesday (9)"."""

_BACK = frozenset({"last", "past", "previous", "this past"})
_AHEAD = frozenset({"next", "coming", "following", "upcoming", "this coming"})


def _read_day_word(match: re.Match[str], setting: Setting) -> Reading | None:
    if setting.published is None:
        return unanchored()
    words = lower(match, "word")
    if (numbered := _numbered(match, setting.published)) is not None:
        return Reading(one_day(numbered), COUNTED)
    offset = next((days for name, days in _DAY_WORDS.items() if words.startswith(name)), 0)
    return Reading(one_day(setting.published + timedelta(days=offset)), COUNTED)


def _numbered(match: re.Match[str], published: date, weekday: str | None = None) -> date | None:
    """The day nearest to publication of the number after "Tomorrow (9)", "this Monday (8)", if it is no other weekday."""
    if not match["number"]:
        return None
    around = (published + timedelta(days=days) for days in sorted(range(-_NEAR, _NEAR + 1), key=abs))
    fits = (day for day in around if day.day == int(match["number"]))
    return next((day for day in fits if weekday is None or WEEKDAYS[day.weekday()] == weekday), None)


def _read_weekday(match: re.Match[str], setting: Setting) -> Reading | None:
    name = WEEKDAYS[weekday_number(match["weekday"])]
    side, week = lower(match, "side"), lower(match, "week")
    if side == "following" and setting.before and setting.before.end:
        return Reading(one_day(_on_or_after(name, setting.before.end + timedelta(days=1))), COUNTED_BEFORE, name)
    if setting.published is None:
        return unanchored(name)
    if (numbered := _numbered(match, setting.published, name)) is not None:
        return Reading(one_day(numbered), WEEKDAY_NEXT if numbered > setting.published else WEEKDAY_PAST, name)
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
    """ "from Monday to Wednesday", "on Monday and Tuesday": the later day by the tense, the earlier one before it."""
    first, last = (WEEKDAYS[weekday_number(match[name])] for name in ("first", "weekday"))
    if setting.published is None:
        return unanchored(first)
    if setting.outlook == "future":
        start = _on_or_after(first, setting.published)
        return Reading(told_days(start, _on_or_after(last, start)), WEEKDAY_NEXT)
    end = _on_or_before(last, setting.published)
    return Reading(told_days(_on_or_before(first, end), end), WEEKDAY_PAST)


def _on_or_after(name: str, day: date) -> date:
    return day + timedelta(days=(WEEKDAYS.index(name) - day.weekday()) % 7)


def _on_or_before(name: str, day: date) -> date:
    return day - timedelta(days=(day.weekday() - WEEKDAYS.index(name)) % 7)


def _read_unit(match: re.Match[str], setting: Setting) -> Reading | None:
    """ "last month", "this week", "next year" by the calendar; "earlier this week" ends and "later this week" begins today."""
    if setting.published is None:
        return unanchored()
    side, unit, part = lower(match, "side").removeprefix("the "), lower(match, "unit"), lower(match, "part")
    steps = {"last": -1, "next": 1, "coming": 1, "upcoming": 1}.get(side, 0)
    if unit == "weekend":
        return Reading(_weekend(steps, side, setting), COUNTED)
    period = moved(setting.published, steps, unit)
    if unit == "week" and steps == 0 and part.startswith(("earlier", "later")):
        edge = period.start if part.startswith("earlier") else period.end
        assert edge is not None
        period = stretch(*sorted((edge, setting.published)))
    return Reading(period, COUNTED)


def _read_unit_beyond(match: re.Match[str], setting: Setting) -> Reading | None:
    """ "the week after next", "the year before last"."""
    if setting.published is None:
        return unanchored()
    return Reading(moved(setting.published, 2 if match["side"] == "after next" else -2, lower(match, "unit")), COUNTED)


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
    number = count(lower(match, "number"))
    if number is None:
        return None
    if setting.published is None:
        return unanchored()
    return Reading(moved(setting.published, -number, lower(match, "unit")), COUNTED)


def _read_half_years_ago(match: re.Match[str], setting: Setting) -> Reading | None:
    """ "two and a half years ago", "half a year ago": the year in which that was."""
    whole = count(match["number"]) if match["number"] else int(match["one"] is not None)
    if whole is None:
        return None
    if setting.published is None:
        return unanchored()
    return Reading(moved(moved_day(setting.published, -12 * whole - 6, "month"), 0, "year"), COUNTED)


def _read_from_now(match: re.Match[str], setting: Setting) -> Reading | None:
    number = count(lower(match, "number"))
    if number is None:
        return None
    if setting.published is None:
        return unanchored()
    return Reading(moved(setting.published, number, lower(match, "unit")), COUNTED)


def _read_ahead(match: re.Match[str], setting: Setting) -> Reading | None:
    """ "in two weeks", only of what is to come: "the first visit in two years" is a length of time."""
    number = count(lower(match, "number"))
    if number is None or setting.outlook != "future":
        return None
    if setting.published is None:
        return unanchored()
    return Reading(moved(setting.published, number, lower(match, "unit")), COUNTED)


def _read_within(match: re.Match[str], setting: Setting) -> Reading | None:
    number = count(lower(match, "number") or "one")
    if number is None or setting.outlook == "past":
        return None
    if setting.published is None:
        return unanchored()
    return Reading(stretch(setting.published, moved_day(setting.published, number, lower(match, "unit"))), COUNTED)


def _read_rolling(match: re.Match[str], setting: Setting) -> Reading | None:
    """ "the last three months", "the coming year": counted back or on from the day of publication."""
    number = count(lower(match, "number") or "one")
    if number is None:
        return None
    if setting.published is None:
        return unanchored()
    ahead = lower(match, "side") in _AHEAD
    edge = moved_day(setting.published, number if ahead else -number, lower(match, "unit"))
    return Reading(stretch(*sorted((edge, setting.published))), COUNTED)


def _read_rest(match: re.Match[str], setting: Setting) -> Reading | None:
    """ "the end of the year", "the beginning of next month"."""
    if setting.published is None:
        return unanchored()
    steps = {"last": -1, "next": 1, "coming": 1}.get(lower(match, "side").removeprefix("the "), 0)
    return Reading(moved(setting.published, steps, lower(match, "unit")), COUNTED)


_NEXT_DAY = "|".join(
    rf"(?<={day}\sand)\s{after}" for day, after in zip(WEEKDAYS, (*WEEKDAYS[1:], *WEEKDAYS), strict=False)
)
"""What makes one stretch of two weekdays: "on Monday and Tuesday", but not "on Monday and Thursday"."""

_SOME_PART = rf"(?:(?P<part>(?i:{PART}))(?:\s+(?:on|in)\s+|\s*{DASH}\s*|\s+))?"
_EDGE = r"(?:end|close|start|beginning|middle|turn|rest|remainder)"

RELATIVE: tuple[Form, ...] = (
    Form("day word", compiled(rf"(?:(?:[Ee]arlier|[Ll]ater|[Ee]arly|[Ll]ate)\s+)?(?P<word>(?i:the day before yesterday|the day after tomorrow|today|tonight|yesterday|tomorrow)(?:\s+{_DAYTIME})?|(?i:this|last)\s+(?:night|morning|afternoon|evening)){_NUMBER}"), _read_day_word),
    Form("weekday", compiled(rf"{_SOME_PART}(?:(?P<side>(?i:this\s+coming|this\s+past|last|next|this|coming|upcoming|past|previous|following))\s+)?(?P<weekday>{WEEKDAY})(?:\s+{_DAYTIME})?(?:\s+(?:of\s+)?(?P<week>(?:last|this|next)\s+week))?{_NUMBER}"), _read_weekday),
    Form("weekdays", compiled(rf"(?P<first>{WEEKDAY})\s*(?:{DASH}|\bto\b|\bthrough\b|\buntil\b|\band\b(?={_NEXT_DAY}))\s*(?P<weekday>{WEEKDAY})"), _read_weekdays),
    Form("calendar unit", compiled(rf"{_SOME_PART}(?<!the\s)(?<!The\s)(?P<side>(?i:this|last|next))\s+(?P<unit>(?i:week|month|year|decade))(?!{DASH}|\s+of\b)"), _read_unit),
    Form("quarter to publication", compiled(r"(?:[Tt]he\s+)?(?P<side>(?i:this|last|next))\s+(?P<unit>quarter)(?!-|s|\s+of\b)"), _read_unit),
    Form("part of the unit", compiled(r"(?P<part>(?:earlier|later|(?:Earlier|Later)(?=\s+in\s+the\s+week))\s+in)\s+the\s+(?P<unit>week|month|year)"), _read_unit),
    Form("unit beyond", compiled(r"[Tt]he\s+(?P<unit>week|month|year)\s+(?P<side>after\s+next|before\s+last)"), _read_unit_beyond),
    Form("weekend", compiled(r"(?P<side>(?i:the|this|last|next|the\s+past|the\s+coming))\s+(?P<unit>weekend)"), _read_unit),
    Form("ago", compiled(rf"(?:(?:[Mm]ore\s+than|[Oo]ver|[Aa]bout|[Aa]lmost|[Nn]early|[Jj]ust|[Aa]round|[Ss]ome)\s+)?(?P<number>(?i:{NUMBER}))\s+(?P<unit>{UNIT})s?\s+ago"), _read_ago),
    Form("half years ago", compiled(rf"(?:(?P<number>(?i:{NUMBER}))\s+and\s+a\s+half\s+years|(?P<one>[Aa]\s+year\s+and\s+a\s+half)|[Hh]alf\s+a\s+year)\s+ago"), _read_half_years_ago),
    Form("from now", compiled(rf"(?P<number>(?i:{NUMBER}))\s+(?P<unit>{UNIT})s?\s+from\s+(?:now|today)"), _read_from_now),
    Form("ahead", compiled(rf"[Ii]n\s+(?P<number>(?i:{NUMBER}))\s+(?P<unit>{UNIT})s?(?:['’]s?\s+time)?"), _read_ahead),
    Form("within", compiled(rf"[Ww]ithin\s+(?:the\s+(?:next|coming|following)\s+)?(?P<number>(?i:{NUMBER}))\s+(?P<unit>{UNIT})s?"), _read_within),
    Form("rolling", compiled(rf"[Tt]he\s+(?P<side>last|past|previous|next|coming|following)\s+(?:(?P<number>(?i:{NUMBER}))\s+)(?P<unit>{UNIT}|hour|quarter)s?"), _read_rolling),
    Form("rolling one", compiled(r"(?:[Tt]he\s+(?P<side>last|past|coming|next)|[Tt]his\s+past)\s+(?P<unit>week|month|year|decade)(?!s|\s+of\b)"), _read_rolling),
    Form("within the unit", compiled(r"[Bb]efore\s+the\s+(?P<unit>month|year)\s+(?:is\s+(?:out|over)|ends)(?P<side>)"), _read_rest),
    Form("edge of a unit", compiled(rf"(?:[Bb]efore\s+)?(?:[Tt]he\s+)?(?i:{_EDGE})\s+of\s+(?P<side>the|this|next|last|the\s+current|the\s+coming)\s+(?P<unit>week|month|quarter|year|decade)"), _read_rest),
    Form("year-end", compiled(r"(?P<side>(?:this|the|next)\s+)?(?P<unit>year)(?:['’]s\s+end|-end)"), _read_rest),
)  # fmt: skip
"""The forms of dates that count from publication; the longest match wins, of two as long the earlier form."""
