"""Facets: into which values the encounters that filters leave fall, and how many into each."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import msgspec
import numpy as np
from sqlalchemy import Connection, select

from memcon.archive.encounters.tallies import LEVELS, MODES, STATUSES
from memcon.archive.filters import Filters, without
from memcon.archive.overviews.counting import Census, Mask, most, periods
from memcon.archive.schema import participants

MOST = 12
"""Values of a facet."""

CountryName = Callable[[str], str]


class FacetValue(msgspec.Struct, frozen=True, kw_only=True):
    """A value that lists can be narrowed by; ``count`` is the number of encounters that are left then."""

    value: str
    label: str
    count: int


@dataclass(frozen=True)
class _Asked:
    connection: Connection
    census: Census
    country_name: CountryName


def facets_of(
    connection: Connection, census: Census, filters: Filters, *, country_name: CountryName
) -> dict[str, tuple[FacetValue, ...]]:
    """Each facet, counted as if its own filter were not set; the most frequent values first."""
    asked = _Asked(connection, census, country_name)
    masks: dict[Filters, Mask] = {}
    found = {}
    for name, (own, values) in _FACETS.items():
        others = without(filters, own)
        if others not in masks:
            masks[others] = census.chosen(connection, others)
        found[name] = tuple(sorted(values(asked, masks[others]), key=lambda one: (-one.count, one.label)))
    return found


def _countries(asked: _Asked, mask: Mask) -> Iterator[FacetValue]:
    for code, count in _named(asked, "country", mask):
        yield FacetValue(value=code, label=asked.country_name(code), count=count)


def _topics(asked: _Asked, mask: Mask) -> Iterator[FacetValue]:
    for topic, count in _named(asked, "topic", mask):
        yield FacetValue(value=topic, label=topic, count=count)


def _named(asked: _Asked, facet: str, mask: Mask) -> Iterator[tuple[str, int]]:
    texts = asked.census.texts(asked.connection, facet)
    for number, count in most(asked.census.count(facet, mask), MOST):
        yield texts[number], count


def _outlets(asked: _Asked, mask: Mask) -> Iterator[FacetValue]:
    for outlet, count in _by_part(asked, "outlet", mask, str.lower):
        yield FacetValue(value=outlet, label=outlet, count=count)


def _persons(asked: _Asked, mask: Mask) -> Iterator[FacetValue]:
    for folded, count in _by_part(asked, "name", mask, str):
        name, country = _as_told(asked.connection, folded)
        yield FacetValue(value=name, label=f"{name} ({country})" if country else name, count=count)


def _by_part(asked: _Asked, facet: str, mask: Mask, folded: Callable[[str], str]) -> Iterator[tuple[str, int]]:
    """A filter is part of a name: so a name is counted with all those that have it in them."""
    texts = asked.census.texts(asked.connection, facet)
    compared = {number: folded(text) for number, text in texts.items()}
    for number, alone in most(asked.census.count(facet, mask), MOST):
        alike = [other for other, text in compared.items() if compared[number] in text]
        yield texts[number], alone if len(alike) == 1 else asked.census.having(facet, mask, alike)


def _as_told(connection: Connection, folded: str) -> tuple[str, str | None]:
    """A name as some report writes it, with its country."""
    query = select(participants.c.name, participants.c.country).where(participants.c.name_folded == folded)
    row = connection.execute(query.order_by(participants.c.report).limit(1)).one()
    return row[0], row[1]


def _scalar(name: str, values: tuple[str, ...]) -> Callable[[_Asked, Mask], Iterator[FacetValue]]:
    def read(asked: _Asked, mask: Mask) -> Iterator[FacetValue]:
        numbers = asked.census.tallies.scalars[name][mask]
        for place, count in most(np.bincount(numbers[numbers >= 0], minlength=1), MOST):
            yield FacetValue(value=values[place], label=values[place], count=count)

    return read


def _years(asked: _Asked, mask: Mask) -> Iterator[FacetValue]:
    """The years that encounters lie in, or may: one of New Year's Eve and the day after lies in two."""
    scalars = asked.census.tallies.scalars
    known = mask & (scalars["first"] > 0)
    first, last = (periods(scalars[name][known], "Y") + _EPOCH for name in ("first", "last"))
    if not first.size:
        return
    begin = int(first.min())
    span = int(max(first.max(), last.max())) - begin + 1
    begun = np.cumsum(np.bincount(first - begin, minlength=span))
    over = np.cumsum(np.bincount(np.maximum(last, first) - begin, minlength=span))
    lying = begun - np.concatenate(([0], over[:-1]))
    for place, count in most(lying, MOST):
        year = f"{begin + place:04}"
        yield FacetValue(value=year, label=year, count=count)


_EPOCH = 1970

_FACETS: Mapping[str, tuple[tuple[str, ...], Callable[[_Asked, Mask], Iterator[FacetValue]]]] = MappingProxyType(
    {
        "country": (("country", "any_country"), _countries),
        "person": (("person",), _persons),
        "mode": (("mode",), _scalar("mode", MODES)),
        "level": (("level",), _scalar("level", LEVELS)),
        "status": (("status",), _scalar("status", STATUSES)),
        "topic": (("topic", "any_topic"), _topics),
        "outlet": (("outlet",), _outlets),
        "year": (("since", "until"), _years),
    }
)
"""Each facet with its own filters."""
