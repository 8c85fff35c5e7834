"""Times in a few words: "12 October 2018", "19–20 February 2024", "a Friday"; "since 2018", "in October 2018"."""

import calendar

from memcon.archive.wording import capital, date_in_words

_YEAR, _MONTH, _DAY = 4, 7, 10  # characters


def whole(day: str, *, last: bool) -> str:
    """The year or month that begins, or ends, with a day, else the day: "2018" for 2018-01-01."""
    if len(day) < _DAY:
        return day
    year, month, number = day[:_DAY].split("-")
    if (month, number) == (("12", "31") if last else ("01", "01")):
        return year
    of_month = calendar.monthrange(int(year), int(month))[1] if last else 1
    return f"{year}-{month}" if int(number) == of_month else day


def shortest(first: str, last: str) -> tuple[str, str]:
    """Two days, each as the year or month that begins with the first or ends with the last: ("2018", "2020"). Either may be empty."""
    begin, end = whole(first, last=False), whole(last, last=True)
    if {len(begin), len(end)} == {_YEAR, _MONTH}:
        return first[:_MONTH], last[:_MONTH]
    return begin, end


def when(first: str | None, last: str | None, weekday: str | None = None) -> str:
    """The day, or the days between two; empty where nothing is known."""
    named = f"a {capital(weekday)}" if weekday and (first is None or first != last) else ""
    if first and last:
        words = _from_to(first, last)
    elif first or last:
        words = f"not {'before' if first else 'after'} {date_in_words(first or last or '')}"
    else:
        return named
    return f"{named}, {words}" if named else words


def due(first: str | None, last: str | None) -> str:
    """When something falls due: on a day, in a month or year, or by the last day of a time; empty where nothing is known."""
    if first and last and len(words := when(first, last).split("–")) == 1:
        return words[0]
    return f"by {date_in_words(last)}" if last else when(first, last)


def period(since: str, until: str) -> str:
    """A time between two days, months or years: "since 2018", "in October 2018", "from 2018 to 3 May 2020"; empty for all time."""
    first, last = (date_in_words(date) if date else "" for date in (since, until))
    if not first:
        return f"until {last}" if last else ""
    if first == last:
        return f"{'on' if len(since) == _DAY else 'in'} {first}"
    return f"from {first} to {last}" if last else f"since {first}"


def _from_to(first: str, last: str) -> str:
    """Two days, a whole month or year by its name; the first without the month or year that the last has too."""
    begin, end = shortest(first, last)
    if len(begin) != len(end):
        begin, end = first, last
    if begin == end:
        return date_in_words(end)
    words = date_in_words(begin).split()
    shared = (
        2
        if len(begin) == _DAY and begin[:_MONTH] == end[:_MONTH]
        else 1
        if len(begin) > _YEAR and begin[:_YEAR] == end[:_YEAR]
        else 0
    )
    dash = " – " if shared < len(words) - 1 and len(words) > 1 else "–"
    return f"{' '.join(words[: len(words) - shared])}{dash}{date_in_words(end)}"
