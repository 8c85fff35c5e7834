"""How likely two contacts of two reports are one encounter: points of each field, added up, with the reasons.

The points and what they mean stand in score.toml; this module only says which case two contacts are.
"""

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from math import asin, cos, log2, radians, sin, sqrt
from pathlib import Path
from typing import Any

from memcon.archive.copies import are_copies
from memcon.archive.encounters.told import Person, Said, Told, same_person
from memcon.archive.follow_ups.names import same_mechanism
from memcon.record import Reason

_RULES_OUT = -8.0
_OTHER_DAYS = "next day elsewhere"  # rules out too, though it may be made up for
_NEAR_KM = 50.0
_EARTH_KM = 6371.0
_LATER = 10  # days after which a report without a date does not tell of a contact any more
_SOON, _ANNOUNCED = 14, 60  # days before a planned contact
_BOTH = {
    "meeting": "both meetings",
    "phone": "both calls",
    "video": "both by video",
    "visit": "both visits",
    "letter": "both letters",
    "summit": "both summits",
}
_FAR = ("phone", "video", "letter")
_REMOTE = ("phone", "video")


@dataclass(frozen=True)
class Score:
    """The points of a pair and their reasons."""

    points: float
    reasons: tuple[Reason, ...]

    @property
    def links(self) -> bool:
        """Whether the two are told of as one encounter, as far as they alone say."""
        return self.points >= table().enough

    @property
    def rules_out(self) -> bool:
        """Whether they cannot be one encounter, whatever other reports they are like."""
        return not self.links and any(
            reason.points <= _RULES_OUT or reason.case == _OTHER_DAYS for reason in self.reasons
        )


@dataclass(frozen=True)
class Case:
    """A row of score.toml."""

    field: str
    case: str
    points: float
    means: str


@dataclass(frozen=True)
class Table:
    """score.toml."""

    enough: float
    margin: float
    cases: tuple[Case, ...]

    def points(self, field: str, case: str) -> float:
        """What a case adds."""
        return _points()[field, case]


@cache
def table() -> Table:
    """The score table."""
    read: dict[str, Any] = tomllib.loads(Path(__file__).with_name("score.toml").read_text(encoding="utf-8"))
    return Table(read["enough"], read["margin"], tuple(Case(**row) for row in read["case"]))


@cache
def _points() -> dict[tuple[str, str], float]:
    return {(row.field, row.case): row.points for row in table().cases}


def score(one: Told, other: Told) -> Score:
    """The score of two contacts; the same whichever comes first."""
    if one.key[0] == other.key[0]:
        reasons = (*_told_in_one(one, other), *_reasons(one, other))
        return Score(_sum(reasons), reasons)
    alike = _alike(one.said, other.said)
    more = tuple(_reports(one, other))
    return Score(_sum((*alike.reasons, *more)), (*alike.reasons, *more)) if more else alike


@lru_cache(maxsize=4096)
def _alike(one: Said, other: Said) -> Score:
    """The score of what two reports say, whichever they are: many say the same of one encounter."""
    reasons = tuple(_reasons(one.told, other.told))
    return Score(_sum(reasons), reasons)


def _sum(reasons: Iterable[Reason]) -> float:
    return round(sum(reason.points for reason in reasons), 2)


def _told_in_one(one: Told, other: Told) -> Iterator[Reason]:
    if not _same_in_all(one, other):
        yield _reason("report", "apart in one report")


def _reasons(one: Told, other: Told) -> Iterator[Reason]:
    if one.status != other.status:
        yield _reason("status", "other status")
    yield _date(one, other)
    yield from _people(one, other)
    yield from _sides(one, other)
    yield _mode(one, other)
    if one.level and other.level:
        yield _reason("level", "same level" if one.level == other.level else "other level")
    yield from _place(one, other)
    for field, mine, theirs in (
        ("occasion", one.occasion, other.occasion),
        ("mechanism", one.mechanism, other.mechanism),
    ):
        if mine and theirs:
            yield _reason(field, f"{'same' if same_name(mine, theirs) else 'other'} {field}")
    yield from _topics(one, other)


@lru_cache(maxsize=1024)
def _reason(field: str, case: str, *, times: float = 1.0, more: float = 0.0) -> Reason:
    return Reason(field=field, case=case, points=round(table().points(field, case) * times + more, 2))


def _same_in_all(one: Told, other: Told) -> bool:
    """Whether a report tells one contact twice."""
    return one.dated and all(
        getattr(one, field) == getattr(other, field)
        for field in ("start", "end", "mode", "actors", "place", "occasion", "mechanism")
    )


# when -----------------------------------------------------------------------------------------------------------------


def _date(one: Told, other: Told) -> Reason:
    if one.dated and other.dated:
        return _both_dated(one, other)
    if one.start is not None and other.start is not None:
        return _open(one, other)
    if one.start is None and other.start is None:
        return _both_by_publication(one, other)
    return _by_publication(one, other) if other.start is None else _by_publication(other, one)


def _both_dated(one: Told, other: Told) -> Reason:
    apart = _gap(one, other)
    if apart <= 0:
        return _reason("date", "same day")
    if apart > 1:
        return _reason("date", "other days")
    elsewhere = one.outlet_country and other.outlet_country and one.outlet_country != other.outlet_country
    return _reason("date", "next day elsewhere" if elsewhere else "next day")


def _gap(one: Told, other: Told) -> int:
    """Days between two contacts; zero or less where their days overlap."""
    return max((one.start or 0) - (other.end or 0), (other.start or 0) - (one.end or 0))


def _open(one: Told, other: Told) -> Reason:
    """One or both leave the day open, but say between which it was."""
    if _gap(one, other) > 0:
        return _reason("date", "other days")
    if any(_weekday_is_wrong(mine, theirs) for mine, theirs in ((one, other), (other, one))):
        return _reason("date", "other days")
    width = max(_width(one), _width(other))
    return _reason("date", "may be the same day", more=-log2(max(width, 1.0)))


def _weekday_is_wrong(named: Told, dated: Told) -> bool:
    if named.weekday is None or named.dated or not dated.dated or dated.start is None or dated.end is None:
        return False
    return named.weekday.lower() not in {_WEEKDAYS[day % 7] for day in range(dated.start, dated.end + 1)}


_WEEKDAYS = (
    "sunday",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
)  # day 1 of the calendar: a Monday


def _width(told: Told) -> float:
    """How many days the contact may have been on."""
    days = (told.end or 0) - (told.start or 0) + 1
    return days / 7 if told.weekday and not told.dated else float(days)


def _by_publication(dated: Told, open_: Told) -> Reason:
    """``open_`` gives no date; the day of its report tells something."""
    if open_.published is None or dated.start is None or dated.end is None:
        return _reason("date", "nothing known")
    ahead, after = dated.start - open_.published, open_.published - dated.end
    if open_.status == "planned":
        return _announced(ahead)
    if ahead > (1 if open_.role == "main" else 0) or _weekday_is_wrong(open_, dated):
        return _reason("date", "other days")
    if after > _LATER:
        return _reason("date", "published long after")
    wide = -log2(max(_width(dated), 1.0))
    if open_.weekday and 0 < after < len(_WEEKDAYS):
        return _reason("date", "weekday named", more=wide)
    if open_.role != "main":
        return _reason("date", "mentioned without a date", more=wide)
    if ahead <= 0 and after <= 0:
        return _reason("date", "published that day", more=wide)
    for days, case in ((1, "published the next day"), (4, "published in the week"), (_LATER, "published later")):
        if max(ahead, after) <= days:
            return _reason("date", case, more=wide)
    raise AssertionError(after)


def _announced(ahead: int) -> Reason:
    if ahead < -1 or ahead > _ANNOUNCED:
        return _reason("date", "other days")
    return _reason("date", "announced" if ahead <= _SOON else "announced long before")


def _both_by_publication(one: Told, other: Told) -> Reason:
    if one.published is None or other.published is None:
        return _reason("date", "nothing known")
    apart = other.published - one.published
    if "planned" in (one.status, other.status):
        return _reason("date", "no dates, both planned")
    if abs(apart) > _LATER:
        return _reason("date", "published long after")
    if one.role == other.role == "main":
        return _reason("date", f"no dates, published {'apart' if apart else 'together'}")
    if one.role == other.role:
        return _reason("date", "no dates, both mentioned")
    after = apart if one.role == "main" else -apart
    return _reason("date", "no dates, published apart" if after >= 0 else "mentioned before it was reported")


# who ------------------------------------------------------------------------------------------------------------------


def _people(one: Told, other: Told) -> Iterator[Reason]:
    for side in sorted(one.sides & other.sides):
        yield _reason("people", _same_side(one.people.get(side, ()), other.people.get(side, ())))


def _same_side(mine: tuple[Person, ...], theirs: tuple[Person, ...]) -> str:
    if not mine or not theirs:
        return "same side"
    pairs = [(a, b) for a in mine for b in theirs]
    if any(same_person(a, b) for a, b in pairs):
        return "same person"
    offices = [(a, b) for a, b in pairs if a.office and a.office == b.office]
    if any(not (a.named and b.named) for a, b in offices):
        return "same office"
    if not all(a.named and b.named for a, b in pairs):
        return "same side"
    return "another holder" if offices else "other person"


def _sides(one: Told, other: Told) -> Iterator[Reason]:
    common = one.sides & other.sides
    if len(_known(one, other) & common) < 2:
        yield _reason("sides", "one side known")
    mine, theirs = one.sides | one.company, other.sides | other.company
    others = len((one.sides - theirs) | (other.sides - mine))
    beside = len((mine ^ theirs) - one.sides - other.sides)
    if {one.mode, other.mode} <= {"meeting", "summit", "video"}:
        others, beside = others + beside, 0
    if others and len(common) > 2:
        yield _reason("sides", "others in a round", times=min(others, 6))
    elif others:
        yield _reason("sides", "others took part", more=float(1 - others))
    elif beside:
        yield _reason("sides", "others in one sentence", more=float(1 - beside))


def _known(one: Told, other: Told) -> frozenset[str]:
    """The sides of which the reports tell that somebody took part; that of two visits is also where they went."""
    if one.mode == other.mode:
        return one.sides & other.sides
    return one.present & other.present


# how and where ----------------------------------------------------------------------------------------------------------


def _mode(one: Told, other: Told) -> Reason:
    modes = {one.mode, other.mode}
    if len(modes) == 1:
        return _reason("mode", _BOTH[one.mode])
    if modes == {"meeting", "summit"}:
        return _reason("mode", "goes together")
    if modes <= {"meeting", "visit", "summit"}:
        return _reason("mode", "on a visit")
    if modes <= set(_REMOTE):
        return _reason("mode", "by phone or video")
    if modes <= {"meeting", "summit", "video"}:
        return _reason("mode", "in person or by video")
    if modes <= {"meeting", "summit", "phone"}:
        return _reason("mode", "in person or by phone")
    return _reason("mode", "does not go together")


def _place(one: Told, other: Told) -> Iterator[Reason]:
    if not one.place or not other.place or one.mode in _FAR or other.mode in _FAR:
        return
    if same_place(one, other):
        yield _reason("place", "same place")
    elif one.place_country and other.place_country and one.place_country != other.place_country:
        yield _reason("place", "other country")
    elif one.place_country and one.place_country == other.place_country:
        if _is_country(one) or _is_country(other):
            yield _reason("place", "within", more=1.5 if one.mode == other.mode == "visit" else 0.0)
        else:
            yield _reason("place", "other place")


def same_place(one: Told, other: Told) -> bool:
    """Whether two contacts are told of the same town or building, or of the same whole country."""
    if _is_country(one) or _is_country(other):
        return _is_country(one) and _is_country(other) and one.place_country == other.place_country
    if same_name(one.place or "", other.place or ""):
        return True
    return one.point is not None and other.point is not None and _kilometres(one.point, other.point) <= _NEAR_KM


def _is_country(told: Told) -> bool:
    """Whether the place is a whole country: it has no point of its own, or is called like one."""
    return told.point is None and told.place_country is not None


def _kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """The way over the globe."""
    (lat1, lon1), (lat2, lon2) = ((radians(a), radians(b)) for a, b in (one, other))
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * _EARTH_KM * asin(min(1.0, sqrt(half)))


# what else --------------------------------------------------------------------------------------------------------------


def same_name(one: str, other: str) -> bool:
    """Whether two names of an occasion, mechanism or place may mean the same."""
    return one.casefold() == other.casefold() or same_mechanism(one, other)


def _topics(one: Told, other: Told) -> Iterator[Reason]:
    shared = len(one.topics & other.topics)
    if shared:
        yield _reason("topics", "shared topics", times=min(shared, 2))
    elif len(one.topics) > 1 and len(other.topics) > 1:
        yield _reason("topics", "other topics")


def _reports(one: Told, other: Told) -> Iterator[Reason]:
    if one.outlet and one.outlet == other.outlet and one.published != other.published:
        # What an outlet publishes on two days is alike because it always says so; and it tells its news once.
        if (
            one.role == other.role == "main"
            and "planned" not in (one.status, other.status)
            and not _same_day_told(one, other)
        ):
            yield _reason("report", "the outlet's news of another day")
    elif not one.hashes.isdisjoint(other.sketch) and are_copies(one.sketch, other.sketch):
        yield _reason("report", "copies of one text")


def _same_day_told(one: Told, other: Told) -> bool:
    """Whether both tell the day, or one tells that on which the other was published."""
    if one.dated or other.dated:
        days = [told.start if told.dated else told.published for told in (one, other)]
        return (one.dated and other.dated) or days[0] == days[1]
    return False
