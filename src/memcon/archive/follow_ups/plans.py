"""What became of a planned encounter: it was held, cancelled, or gave way to a later plan.

Each rule looks at one plan and one other encounter and at nothing else, so that the order in which reports come does not matter.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from memcon.archive.follow_ups.found import FollowUp, FollowUpKind, Reason, weighed
from memcon.archive.follow_ups.meetings import Meeting, Pair
from memcon.archive.follow_ups.names import same_mechanism
from memcon.archive.follow_ups.near import AFTER, days_between, is_near, moved
from memcon.record import Level, Mode

LEAST = 4.5
"""The score from which an encounter is taken for the one that was planned."""

MODES: Mapping[Mode, Mapping[Mode, float]] = {
    "meeting": {"meeting": 1.0, "visit": 0.5, "summit": 0.5, "video": 0.5},
    "visit": {"visit": 1.0, "meeting": 0.5, "summit": 0.5},
    "summit": {"summit": 1.0, "meeting": 0.5, "video": 0.5},
    "phone": {"phone": 1.0, "video": 0.5},
    "video": {"video": 1.0, "phone": 0.5},
    "letter": {"letter": 1.0},
}
"""Of each planned mode, those in which it may be held and what each adds to the score."""

_SLACK = 1  # days; what is today in one capital is yesterday in another
_STAY = 3  # days that a visit lasts
_FEW = 6  # days in a window that counts as one date
_MONTH = 36  # days in a window that counts as a month, with a day of slack and the days of a visit
_SOON = 30
_CALLS: tuple[Mode, ...] = ("phone", "video")
_LATE = 14  # days after its date in which a plan may still be put off
_MANY = 3  # countries in an encounter that is not that of two states alone


@dataclass(frozen=True, kw_only=True)
class Window:
    """The days on which something planned may be held. ``dated`` tells whether the plan gives a date."""

    first: str
    last: str
    dated: bool


@dataclass(frozen=True, kw_only=True)
class Expected:
    """What a plan or a promise would have of an encounter. ``places`` are the countries in which it must be, if any; ``reports``
    tell of the plan.
    """

    modes: Mapping[Mode, float]
    window: Window
    visit: bool
    reports: frozenset[str]
    countries: frozenset[str]
    people: frozenset[Pair]
    offices: frozenset[Pair]
    level: Level | None = None
    place: str | None = None
    places: frozenset[str] = frozenset()
    mechanism: str | None = None
    occasion: str | None = None
    topics: frozenset[str] = frozenset()


def outcomes(plan: Meeting, other: Meeting) -> Iterator[FollowUp]:
    """What another encounter shows of a planned one, if anything."""
    if plan.status != "planned" or plan.id == other.id or not is_near(plan.stays, other.stays):
        return
    expected = expected_of(plan)
    if expected is None:
        return
    found = None
    if other.status == "held":
        found = held(expected, other, "held", plan.id)
    elif other.status == "cancelled":
        found = _cancelled(plan, expected, other)
    elif other.status == "planned":
        found = _superseded(plan, expected, other)
    if found:
        yield found


def expected_of(plan: Meeting) -> Expected | None:
    """What a planned encounter would have of the one that was held; None where no date and no report tells when."""
    window = window_of(plan)
    if window is None:
        return None
    return Expected(
        modes=MODES[plan.mode],
        window=window,
        visit=plan.mode == "visit",
        reports=plan.reports,
        countries=plan.countries,
        people=plan.people,
        offices=plan.offices,
        level=plan.level,
        place=plan.place,
        places=frozenset({plan.place_country}) if plan.place_country else frozenset(),
        mechanism=plan.mechanism,
        occasion=plan.occasion,
        topics=plan.topics,
    )


def window_of(plan: Meeting) -> Window | None:
    """When it may be held: on its date, or from the day after the last report that plans it."""
    if plan.start and plan.end:
        return dated_window(
            plan.start, plan.end, plan.reported[0] if plan.reported else None, visit=plan.mode == "visit"
        )
    if plan.reported:
        return undated_window(plan.reported[1], plan.mode)
    return None


def dated_window(start: str, end: str, made: str | None, *, visit: bool = False) -> Window:
    """Its date with a day's slack, but no day on which it was not yet ``made``: of a month that had begun, what was left."""
    first, last = moved(start, -_SLACK), moved(end, _STAY if visit else _SLACK)
    if made and made < end:
        first = max(first, moved(made, 1))
    return Window(first=first, last=last, dated=True)


def undated_window(made: str, mode: Mode) -> Window:
    """The months after it was made; the weeks for a call, as there are many."""
    days = _SOON if mode in _CALLS else AFTER
    return Window(first=moved(made, 1), last=moved(made, days), dated=False)


def held(expected: Expected, other: Meeting, kind: FollowUpKind, of: str) -> FollowUp | None:
    """The follow-up that an encounter is, where it is likely enough the one that was expected."""
    if not expected.window.dated and expected.reports & other.reports:
        return None  # a report that tells of it as held does not plan it for some day to come
    date = _date(expected.window, other)
    likeness = _likeness(expected, other)
    if date is None or likeness is None:
        return None
    return weighed(kind, of, other.id, (date, *likeness), least=LEAST)


def _cancelled(plan: Meeting, expected: Expected, other: Meeting) -> FollowUp | None:
    """By an encounter that a report of the same days or later calls cancelled."""
    if not plan.reported or not other.reported or other.reported[1] < plan.reported[0]:
        return None
    if plan.start and other.start:
        date = _date(expected.window, other)
    elif plan.reported[0] <= other.reported[0] <= expected.window.last:
        date = Reason("called off before it was due", 1.0)
    else:
        date = None
    likeness = _likeness(expected, other)
    if date is None or likeness is None:
        return None
    return weighed("cancelled", plan.id, other.id, (date, *likeness), least=LEAST)


def _superseded(plan: Meeting, expected: Expected, other: Meeting) -> FollowUp | None:
    """By a plan that a later report gives for another date: the same persons, and the same place or mechanism."""
    if not plan.reported or not other.reported or other.reported[0] <= plan.reported[1]:
        return None
    if not other.start or (other.end or other.start) < other.reported[0]:  # nothing is put off to a day that is over
        return None
    if plan.start and plan.end:
        if other.start <= plan.end or other.reported[0] > moved(plan.end, _LATE):
            return None
        date = Reason(f"planned again for a later date, from {other.start}", 2.0)
    elif other.start <= expected.window.last:
        date = Reason(f"planned again with a date, {other.start}", 2.0)
    else:
        return None
    likeness = _likeness(replace(expected, topics=frozenset()), other)
    if likeness is None or not _same_setting(expected, other):
        return None
    return weighed("superseded", plan.id, other.id, (date, *likeness), least=LEAST)


def _same_setting(expected: Expected, other: Meeting) -> bool:
    """Whether it is the same occasion: two meetings in one country are two meetings, while a visit there is put off."""
    same_country = bool(other.place_country and other.place_country in expected.places)
    return (
        (same_country and (expected.visit or expected.place == other.place))
        or same_mechanism(expected.mechanism, other.mechanism)
        or same_mechanism(expected.occasion, other.occasion)
    )


def _date(window: Window, other: Meeting) -> Reason | None:
    """How well the days of an encounter agree with those planned; None where they do not."""
    if other.start and other.end:
        begins = (
            other.end if window.dated else other.start
        )  # what had begun before it was planned is not what was planned
        if begins < window.first or other.start > window.last:
            return None
        return _dated(window, other.start, other.end)
    # Of a contact without a date that a report only mentions nobody knows which one it is.
    if not other.main or not other.reported or not window.first <= other.reported[0] <= moved(window.last, _FEW):
        return None
    return Reason("reported without a date in the time planned", 0.5 if window.dated else -0.5)


def _dated(window: Window, start: str, end: str) -> Reason:
    day = start if start == end else f"{start} to {end}"
    if days_between(start, end) > _MONTH:
        return Reason(f"some time from {start} to {end}, as far as is told", 0.5)
    length = days_between(window.first, window.last)
    if not window.dated:
        soon = days_between(window.first, max(start, window.first)) <= _SOON
        return Reason(f"on {day}, in the {'weeks' if soon else 'months'} after it was planned", 1.5 if soon else 1.0)
    if length <= _FEW:
        return Reason(f"on the day planned, {day}", 3.0)
    return Reason(f"on {day}, in the time planned", 2.0 if length <= _MONTH else 1.0)


def _likeness(expected: Expected, other: Meeting) -> list[Reason] | None:
    """All but the date; None where something excludes that it is the same."""
    mode = expected.modes.get(other.mode)
    who = _who(expected, other)
    if mode is None or who is None or not _fits_place(expected, other):
        return None
    reasons = [who, Reason(f"a {other.mode}" + ("" if mode == 1 else ", which may take its place"), mode)]
    if expected.level and other.level:
        if expected.level == other.level:
            reasons.append(Reason(f"the same level, {other.level}", 0.5))
        elif who.points < _SAME_PERSONS:
            return None
    if other.place_country and other.place_country in expected.places:
        town = expected.place and other.place and expected.place == other.place
        reasons.append(Reason(f"in the same place, {other.place}", 1.0) if town else Reason("in the same country", 0.5))
    if same_mechanism(expected.mechanism, other.mechanism):
        reasons.append(Reason(f"the same mechanism, {other.mechanism}", 2.0))
    if same_mechanism(expected.occasion, other.occasion):
        reasons.append(Reason(f"the same occasion, {other.occasion}", 1.0))
    topics = sorted(expected.topics & other.topics)
    if topics:
        reasons.append(Reason(f"the same topics: {', '.join(topics)}", 0.5))
    return reasons


def _fits_place(expected: Expected, other: Meeting) -> bool:
    if not expected.places:
        return not (expected.visit and other.mode != "visit")
    if other.place_country is None:
        return not (expected.visit and other.mode != "visit")
    return other.place_country in expected.places


_SAME_PERSONS = 2.0


def _who(expected: Expected, other: Meeting) -> Reason | None:
    """Who took part; None where other countries or other persons did."""
    shared = expected.countries & other.countries
    if len(shared) < min(2, len(expected.countries)) or len(shared) < 2:
        return None
    if len(expected.countries) > 2 and len(shared) * 2 < len(expected.countries | other.countries):
        return None
    if len(expected.countries) == 2 and len(other.countries) > _MANY:
        return None
    same, differing = 0, False
    for country in sorted(shared):
        mine, theirs = _of(expected.people, country), _of(other.people, country)
        if mine & theirs:
            same += 1
        elif mine and theirs:
            differing = True
        elif _of(expected.offices, country) & _of(other.offices, country):
            same += 1
        elif _of(expected.offices, country) and _of(other.offices, country):
            differing = True
    if differing:
        return None
    if same >= 2:
        return Reason("the same persons on both sides", 3.0)
    if same:
        return Reason("the same person on one side", _SAME_PERSONS)
    return Reason("the same countries", 1.0)


def _of(pairs: frozenset[Pair], country: str) -> set[str]:
    return {who for of, who in pairs if of == country}
