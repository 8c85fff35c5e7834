"""Counts encounters: which of them filters leave, and how often each value occurs in these."""

from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any

import numpy as np
import numpy.typing as npt
from sqlalchemy import Connection, select

from memcon.archive.days import number_of
from memcon.archive.encounters.narrowing import chosen, values_of
from memcon.archive.encounters.tallies import COUNTED, LEVELS, MODES, STATUSES, Tallies
from memcon.archive.filters import Filters
from memcon.archive.schema import encounter_tallies, facet_values

_EPOCH = date(1970, 1, 1).toordinal()

_WORDS: Mapping[str, tuple[str, ...]] = MappingProxyType({"status": STATUSES, "mode": MODES, "level": LEVELS})
_NONE = -2  # what no encounter has

Mask = npt.NDArray[np.bool_]
Counted = npt.NDArray[np.int64]


class Census:
    """All encounters as numbers, and what the numbers of values mean."""

    def __init__(self, connection: Connection) -> None:
        found = connection.execute(select(encounter_tallies.c.encounter, encounter_tallies.c.tally))
        assert found.cursor is not None
        self.tallies = Tallies(
            found.cursor.fetchall()
        )  # the driver's own rows: to make others of them takes as long again
        self._texts: dict[str, dict[int, str]] = {}

    def chosen(self, connection: Connection, filters: Filters) -> Mask:
        """Which encounters the filters leave. What is counted here is not asked of the database, which would name each of them."""
        mask = self._of_scalars(filters)
        asked = list(values_of(filters))
        if mask is None or filters.id or filters.changed_since or any(facet not in COUNTED for facet, _ in asked):
            return self._named(connection, filters)
        for facet, condition in asked:
            numbers = select(facet_values.c.id).where(facet_values.c.facet == facet, condition)
            wanted = np.fromiter(connection.scalars(numbers), dtype=np.int32)
            having = np.zeros(len(mask), dtype=np.bool_)
            having[self.tallies.owners[facet][np.isin(self.tallies.values[facet], wanted)]] = True
            mask &= having
        return mask

    def _named(self, connection: Connection, filters: Filters) -> Mask:
        asked = chosen(connection, filters)
        mask = np.zeros(len(self.tallies), dtype=np.bool_)
        mask[[self.tallies.place[id_] for id_ in connection.scalars(asked.select(asked.id))]] = True
        return mask

    def _of_scalars(self, filters: Filters) -> Mask | None:
        """Which encounters are of a status, mode and level, and in a time; None where the time is not told in whole days."""
        since, until = number_of(filters.since), number_of(filters.until)
        if (filters.since and since is None) or (filters.until and until is None):
            return None
        scalars = self.tallies.scalars
        mask = np.ones(len(self.tallies), dtype=np.bool_)
        for name, values in _WORDS.items():
            value = getattr(filters, name)
            if value:
                mask &= scalars[name] == (values.index(value) if value in values else _NONE)
        if since is not None:
            mask &= scalars["last"] >= since
        if until is not None:
            mask &= (scalars["first"] > 0) & (scalars["first"] <= until)
        return mask

    def values(self, facet: str, mask: Mask) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int32]]:
        """The owners and numbers of the values of a facet, of the encounters of a mask."""
        here = mask[self.tallies.owners[facet]]
        return self.tallies.owners[facet][here], self.tallies.values[facet][here]

    def count(self, facet: str, mask: Mask) -> Counted:
        """How many encounters of a mask have each value of a facet, by its number."""
        return np.bincount(self.values(facet, mask)[1])

    def having(self, facet: str, mask: Mask, numbers: Sequence[int]) -> int:
        """How many encounters of a mask have one of several values."""
        owners, values = self.values(facet, mask)
        return int(different(owners[np.isin(values, numbers)]).size)

    def texts(self, connection: Connection, facet: str) -> dict[int, str]:
        """The values of a facet by their numbers."""
        if facet not in self._texts:
            query = select(facet_values.c.id, facet_values.c.value).where(facet_values.c.facet == facet)
            self._texts[facet] = {row[0]: row[1] for row in connection.execute(query)}
        return self._texts[facet]


def different(numbers: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """The numbers, each once, in order; `numpy.unique` takes several times as long for tens of thousands."""
    ordered = np.sort(numbers)
    return ordered[np.flatnonzero(np.diff(ordered, prepend=ordered[:1] - 1))]


def most(counted: npt.NDArray[Any], number: int) -> list[tuple[int, int]]:
    """The places of the highest counts, and these, the highest first; of equal ones the first."""
    order = np.argsort(-counted, kind="stable")[:number]
    return [(int(place), int(counted[place])) for place in order if counted[place]]


def periods(days: npt.NDArray[np.int32], unit: str) -> Counted:
    """The years ("Y") or months ("M") since 1970 in which days lie."""
    since_1970 = (days.astype(np.int64) - _EPOCH).astype("datetime64[D]")
    return since_1970.astype(f"datetime64[{unit}]").astype(np.int64)
