"""What is counted of an encounter, packed into a few numbers: tens of thousands are read and counted at once."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Self, get_args

import msgspec
import numpy as np
import numpy.typing as npt
from sqlalchemy import RowMapping

from memcon.archive.days import number_of
from memcon.record import Level, Mode, Status

Numbers = npt.NDArray[np.int32]

STATUSES, MODES, LEVELS = (get_args(of) for of in (Status, Mode, Level))
COUNTED = ("country", "dyad", "name", "topic", "outlet")
"""The facets whose values are kept here by their numbers."""

_SCALARS = ("first", "last", "dated", "status", "mode", "level")
_HEAD = len(_SCALARS) + len(COUNTED)
_FORM = "<i4"


class Tally(msgspec.Struct, frozen=True, kw_only=True):
    """Of one encounter. ``first`` and ``last`` are days as numbers, 0 where none is known; ``dated`` says whether they are its own.

    ``status``, ``mode`` and ``level`` are places in `STATUSES`, `MODES` and `LEVELS`, -1 for none; ``values`` are the numbers of the
    values of each of `COUNTED`, ``reports`` those of the reports that tell of it.
    """

    first: int
    last: int
    dated: bool
    status: int
    mode: int
    level: int
    values: tuple[tuple[int, ...], ...]
    reports: tuple[int, ...]

    @classmethod
    def of(cls, row: RowMapping, values: Mapping[str, Sequence[int]], reports: Sequence[int]) -> Self:
        """The tally of a row of the table `encounters`."""
        return cls(
            first=number_of(row["day"]) or 0,
            last=number_of(row["last_day"]) or 0,
            dated=bool(row["when_start"] or row["when_end"]),
            status=STATUSES.index(row["status"]),
            mode=MODES.index(row["mode"]),
            level=LEVELS.index(row["level"]) if row["level"] else -1,
            values=tuple(tuple(sorted(values.get(facet, ()))) for facet in COUNTED),
            reports=tuple(reports),
        )

    def packed(self) -> bytes:
        """As it is kept."""
        head = (*(int(getattr(self, name)) for name in _SCALARS), *map(len, self.values))
        numbers = (*head, *(number for those in self.values for number in those), *self.reports)
        return np.array(numbers, dtype=_FORM).tobytes()


class Tallies:
    """Of all encounters, a column a field. ``owners`` of a facet says whose each of its ``values`` is."""

    def __init__(self, packed: Iterable[tuple[str, bytes]]) -> None:
        ids, parts = tuple(zip(*packed, strict=True)) or ((), ())
        self.ids: tuple[str, ...] = ids
        self.place = dict(zip(ids, range(len(ids)), strict=True))
        lengths = np.fromiter(map(len, parts), dtype=np.int64, count=len(parts)) // np.dtype(_FORM).itemsize
        data: Numbers = np.frombuffer(b"".join(parts), dtype=_FORM)
        starts = np.cumsum(lengths) - lengths
        head = data[starts[:, None] + np.arange(_HEAD)]
        self.scalars: dict[str, Numbers] = {name: head[:, column] for column, name in enumerate(_SCALARS)}
        self.values: dict[str, Numbers] = {}
        self.owners: dict[str, npt.NDArray[np.int64]] = {}
        begin = starts + _HEAD
        for column, facet in enumerate(COUNTED, len(_SCALARS)):
            self.owners[facet], self.values[facet] = _parts(data, begin, head[:, column])
            begin = begin + head[:, column]
        self.owners["report"], self.values["report"] = _parts(data, begin, starts + lengths - begin)

    def __len__(self) -> int:
        return len(self.ids)


def _parts(
    data: Numbers, begins: npt.NDArray[np.int64], lengths: npt.NDArray[Any]
) -> tuple[npt.NDArray[np.int64], Numbers]:
    """The pieces of ``data`` that begin there and are so long, one behind the other, and to which each number belongs."""
    owners = np.repeat(np.arange(len(begins)), lengths)
    before = np.cumsum(lengths) - lengths
    return owners, data[np.arange(len(owners)) + np.repeat(begins - before, lengths)]
