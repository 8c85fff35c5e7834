"""An encounter as a row: what its reports say of it, taken together. No choice depends on the order of adding."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

from memcon.archive.copies import sources
from memcon.archive.encounters.dates import leaves_open
from memcon.archive.encounters.told import Told

MODES = ("video", "phone", "letter", "summit", "meeting", "visit")
"""The more exact first: who was in a video call may be said to have telephoned, who met on a visit to have visited."""

_LEVELS = ("leader", "minister", "legislature", "envoy", "official")
_STATES = ("held", "cancelled", "denied", "planned")  # of contacts that a person put together
_PRECISIONS = ("day", "range", "month", "year", "unknown")
_WHEN = ("start", "end", "precision", "weekday", "method")
_PLACE = ("name", "country", "lat", "lon", "geonames")

_Value = TypeVar("_Value")
Row = dict[str, Any]


def row_of(members: Sequence[Told], *, n_sources: int | None = None) -> Row:
    """The row of the table `encounters`; ``members`` in the order of adding. ``n_sources`` saves counting them."""
    first = members[0]
    if n_sources is None:
        n_sources = len(sources({one.key[0]: one.sketch for one in members}))
    place = _most([one for one in members if one.place], lambda one: one.place, _place_order)
    published = [day for one in members if (day := _own(one)["published"])]
    first_reported, last_reported = min(published, default=None), max(published, default=None)
    when = _when(members)
    start, end = when["when_start"] or when["when_end"], when["when_end"] or when["when_start"]
    return {
        "id": first.ref,
        "status": _named(members, lambda one: one.status, lambda one: (_STATES.index(one.status),)),
        "mode": _mode(members),
        "level": _named(members, lambda one: one.level, lambda one: (_LEVELS.index(one.level or "official"),)),
        **when,
        **{f"place_{name}": _own(place)[f"place_{name}"] if place else None for name in _PLACE},
        "occasion": _named(members, lambda one: one.occasion),
        "mechanism": _named(members, lambda one: one.mechanism),
        "countries": _union(members, lambda one: one.countries),
        "topics": _union(members, lambda one: one.topics),
        "n_reports": len({one.key[0] for one in members}),
        "n_sources": n_sources,
        "first_reported": first_reported,
        "last_reported": last_reported,
        "day": start or first_reported,
        "last_day": end or last_reported,
    }


def _mode(members: Sequence[Told]) -> str | None:
    """What most reports say; the more exact where as many say the one and the other."""
    return _named(members, lambda one: one.mode, lambda one: (MODES.index(one.mode),))


def _dating(members: Sequence[Told]) -> Told:
    """The contact whose date is the most precise; of those, the day that most reports tell."""
    precisions = [_precision(one) for one in members]
    exact = min(precisions)
    best = [one for one, precision in zip(members, precisions, strict=True) if precision == exact]
    chosen = _most(best, lambda one: (one.start, one.end), lambda one: (one.start or 0,))
    return chosen or best[0]


def _when(members: Sequence[Told]) -> Row:
    chosen = _dating(members)
    row = _own(chosen)
    found: Row = {f"when_{name}": row[f"when_{name}"] for name in _WHEN}
    if chosen.dated and any(_is_open(one) for one in members):
        found["when_method"] = f"from report {row['key']}"
    return found


def _is_open(told: Told) -> bool:
    row = _own(told)
    return leaves_open(row["when_precision"], row["when_weekday"], row["when_start"], row["when_end"])


def _precision(told: Told) -> tuple[int, int]:
    """Days before ranges before months …; of ranges, the shorter."""
    if told.start is None or told.end is None:
        return len(_PRECISIONS), 0
    precision = _own(told)["when_precision"] or "unknown"
    return (0 if told.start == told.end and told.bounded else _PRECISIONS.index(precision)), told.end - told.start


def _leading(members: Iterable[Told], value: Callable[[Told], object]) -> list[Told]:
    """The contacts with the value that most reports give, or those with any of several."""
    known = [one for one in members if value(one) is not None]
    told_by = Counter(given for given, _ in {(value(one), one.key[0]) for one in known})
    highest = max(told_by.values(), default=0)
    most = {given for given, number in told_by.items() if number == highest}
    return [one for one in known if value(one) in most]


def _most(
    members: Iterable[Told], value: Callable[[Told], object], order: Callable[[Told], tuple[Any, ...]] = lambda one: ()
) -> Told | None:
    """A contact with the value that most reports give; of those, the first in some order, then the earliest report."""
    return min(_leading(members, value), key=lambda one: (*order(one), *_age(one)), default=None)


def _named(
    members: Sequence[Told],
    value: Callable[[Told], str | None],
    order: Callable[[Told], tuple[Any, ...]] = lambda one: (),
) -> str | None:
    leading = _leading(members, value)
    values = {value(one) for one in leading}
    if len(values) > 1:
        return value(min(leading, key=lambda one: (*order(one), *_age(one))))
    return values.pop() if values else None


def _union(members: Sequence[Told], values: Callable[[Told], Iterable[str]]) -> list[str]:
    """All values, those of most reports first, then by the alphabet."""
    told_by = Counter(value for value, _ in {(value, one.key[0]) for one in members for value in values(one)})
    return sorted(told_by, key=lambda value: (-told_by[value], value))


def _place_order(told: Told) -> tuple[bool]:
    """A town before a country."""
    return (told.point is None,)


def _age(told: Told) -> tuple[bool, int, tuple[str, str]]:
    return told.published is None, told.published or 0, told.key


def _own(told: Told) -> Any:
    return told.row
