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
    published = sorted(row["published"] for row in _rows(members) if row["published"])
    return {
        "id": first.ref,
        "status": _named(members, lambda one: one.status, lambda one: (_STATES.index(one.status),)),
        "mode": mode_of(members),
        "level": _named(members, lambda one: one.level, lambda one: (_LEVELS.index(one.level or "official"),)),
        **_when(members),
        **{f"place_{name}": _own(place)[f"place_{name}"] if place else None for name in _PLACE},
        "occasion": _named(members, lambda one: one.occasion),
        "mechanism": _named(members, lambda one: one.mechanism),
        "countries": _union(members, lambda one: one.countries),
        "topics": _union(members, lambda one: one.topics),
        "n_reports": len({one.key[0] for one in members}),
        "n_sources": n_sources,
        "first_reported": published[0] if published else None,
        "last_reported": published[-1] if published else None,
    }


def mode_of(members: Sequence[Told]) -> str:
    """What most reports say; the more exact where as many say the one and the other."""
    chosen = _most(members, lambda one: one.mode, lambda one: (MODES.index(one.mode),))
    return chosen.mode if chosen else members[0].mode


def dating(members: Iterable[Told]) -> Told:
    """The contact whose date is the most precise; of those, the day that most reports tell."""
    dated = list(members)
    exact = min(_precision(one) for one in dated)
    best = [one for one in dated if _precision(one) == exact]
    chosen = _most(best, lambda one: (one.start, one.end), lambda one: (one.start or 0,))
    return chosen or best[0]


def _when(members: Sequence[Told]) -> Row:
    chosen = dating(members)
    row = _own(chosen)
    found: Row = {f"when_{name}": row[f"when_{name}"] for name in _WHEN}
    if chosen.dated and any(_is_open(one) for one in members):
        found["when_method"] = f"from report {row['key']}"
    return found


def _is_open(told: Told) -> bool:
    row = _own(told)
    return leaves_open(*(row[f"when_{name}"] for name in ("precision", "weekday", "start", "end")))


def _precision(told: Told) -> tuple[int, int]:
    """Days before ranges before months …; of ranges, the shorter."""
    if told.start is None or told.end is None:
        return len(_PRECISIONS), 0
    precision = _own(told)["when_precision"] or "unknown"
    return (0 if told.start == told.end and told.bounded else _PRECISIONS.index(precision)), told.end - told.start


def _most(
    members: Iterable[Told], value: Callable[[Told], object], order: Callable[[Told], tuple[Any, ...]] = lambda one: ()
) -> Told | None:
    """A contact with the value that most reports give; of those, the first in some order, then the earliest report."""
    known = [one for one in members if value(one) is not None]
    told_by = Counter(given for given, _ in {(value(one), one.key[0]) for one in known})
    return min(known, key=lambda one: (-told_by[value(one)], *order(one), *_age(one)), default=None)


def _named(
    members: Sequence[Told],
    value: Callable[[Told], str | None],
    order: Callable[[Told], tuple[Any, ...]] = lambda one: (),
) -> str | None:
    chosen = _most(members, value, order)
    return value(chosen) if chosen else None


def _union(members: Sequence[Told], values: Callable[[Told], Iterable[str]]) -> list[str]:
    """All values, those of most reports first, then by the alphabet."""
    told_by = Counter(value for value, _ in {(value, one.key[0]) for one in members for value in values(one)})
    return sorted(told_by, key=lambda value: (-told_by[value], value))


def _place_order(told: Told) -> tuple[bool]:
    """A town before a country."""
    return (told.point is None,)


def _age(told: Told) -> tuple[bool, int, tuple[str, str]]:
    return told.published is None, told.published or 0, told.key


def _rows(members: Iterable[Told]) -> list[Any]:
    return [_own(one) for one in members]


def _own(told: Told) -> Any:
    return told.row
