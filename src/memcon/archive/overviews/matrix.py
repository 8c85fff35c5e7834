"""Which countries met which, how often; and how often each met any."""

from collections.abc import Iterator

import msgspec
import numpy as np
from sqlalchemy import Connection

from memcon.archive.days import day_of
from memcon.archive.encounters.tallies import STATUSES
from memcon.archive.overviews.counting import Census, Counted, Mask, different


class DyadCount(msgspec.Struct, frozen=True, kw_only=True):
    """Two countries in alphabetical order and their encounters; ``last`` is the day of the last one held, or of its first report."""

    one: str
    other: str
    encounters: int
    last: str | None


class CountryCount(msgspec.Struct, frozen=True, kw_only=True):
    """A country, the encounters that it took part in, and the reports that tell of these."""

    country: str
    encounters: int
    reports: int


def matrix_of(connection: Connection, census: Census, mask: Mask) -> tuple[DyadCount, ...]:
    """Every two countries that met in the encounters of a mask."""
    scalars = census.tallies.scalars
    counted = census.count("dyad", mask)
    owners, dyads = census.values("dyad", mask & (scalars["status"] == STATUSES.index("held")))
    last = np.zeros(len(counted), dtype=np.int32)
    np.maximum.at(last, dyads, scalars["first"][owners])
    texts = census.texts(connection, "dyad")

    def rows() -> Iterator[DyadCount]:
        for number in np.flatnonzero(counted).tolist():
            one, _, other = texts[number].partition("-")
            day = int(last[number])
            yield DyadCount(one=one, other=other, encounters=int(counted[number]), last=day_of(day) if day else None)

    return tuple(sorted(rows(), key=lambda row: (row.one, row.other)))


def countries_of(connection: Connection, census: Census, mask: Mask) -> tuple[CountryCount, ...]:
    """Every country that took part in the encounters of a mask, the most frequent first."""
    counted, told = census.count("country", mask), _reports(census, mask)
    texts = census.texts(connection, "country")
    rows = (
        CountryCount(country=texts[number], encounters=int(counted[number]), reports=int(told[number]))
        for number in np.flatnonzero(counted).tolist()
    )
    return tuple(sorted(rows, key=lambda row: (-row.encounters, row.country)))


def _reports(census: Census, mask: Mask) -> Counted:
    """How many reports tell of a country's encounters, by its number; one that tells of two is one report."""
    owners, countries = census.values("country", mask)
    tellers, told = census.values("report", mask)
    number = np.bincount(tellers, minlength=len(mask))
    begin = np.cumsum(number) - number
    times = number[owners]
    before = np.cumsum(times) - times
    reports = told[np.arange(times.sum()) + np.repeat(begin[owners] - before, times)].astype(np.int64)
    pairs = different(np.repeat(countries.astype(np.int64), times) << 32 | reports)
    return np.bincount(pairs >> 32, minlength=int(countries.max(initial=-1)) + 1)
