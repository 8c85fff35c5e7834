"""Lists that are read when they are needed: `Archive.contacts` and the like answer with a `Query`."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields, replace
from datetime import datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, ClassVar, Generic, Protocol, TypeVar, overload

import msgspec

from memcon.archive import frames
from memcon.archive.html import table
from memcon.errors import ArchiveError

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa


class Narrowing(Protocol):
    """A frozen data class of filters, all of which may be left out."""

    __dataclass_fields__: ClassVar[dict[str, Any]]

    @property
    def limit(self) -> int | None:
        """How many rows at most."""


RowT = TypeVar("RowT", bound=msgspec.Struct)
FiltersT = TypeVar("FiltersT", bound=Narrowing)

_SHOWN = 10  # rows of a table in a notebook
_CODE = re.compile(r"[A-Z]{3}")  # is taken as it is: an archive may hold others than memcon knows


class Query(Generic[RowT, FiltersT]):
    """Rows of one kind. Nothing is read before they are counted, looped over or converted; then they are read once and kept.

    ``read`` answers filters with rows, ``words`` says filters in a sentence.
    """

    def __init__(
        self,
        name: str,
        row: type[RowT],
        read: Callable[[FiltersT], list[RowT]],
        filters: FiltersT,
        *,
        words: Callable[[FiltersT], str],
    ) -> None:
        self._name = name
        self._row = row
        self._read = read
        self._filters = filters
        self._words = words
        self._kept: list[RowT] | None = None

    def where(self, **wanted: object) -> "Query[RowT, FiltersT]":
        """The same, narrowed: ``country="TUR"`` or ``["TUR", "Iran"]``, ``since="2024"`` … Raises `ArchiveError`."""
        filters = narrowed(self._name, self._filters, wanted)
        return Query(self._name, self._row, self._read, filters, words=self._words)

    def count(self) -> int:
        """How many rows there are."""
        return len(self._rows())

    def first(self) -> RowT | None:
        """The first row, if there is any; no other is read."""
        if self._kept is not None:
            return next(iter(self._kept), None)
        return next(iter(self._read(replace(self._filters, limit=1))), None)

    def to_arrow(self) -> "pa.Table":
        """An Arrow table: a column a field, lists as lists. Needs memcon[export]."""
        return frames.arrow_table(self._row, self._rows())

    def to_pandas(self) -> "pd.DataFrame":
        """A data frame of pandas. Needs memcon[export] and pandas."""
        frames.needed("pandas", "pandas")
        return self.to_arrow().to_pandas()

    def to_polars(self) -> "pl.DataFrame":
        """A data frame of Polars. Needs memcon[export] and polars."""
        frame: pl.DataFrame = frames.needed("polars", "polars").from_arrow(self.to_arrow())
        return frame

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """The Arrow PyCapsule interface: what reads Arrow takes a query as it is."""
        return self.to_arrow().__arrow_c_stream__(requested_schema)

    def __len__(self) -> int:
        return self.count()

    def __iter__(self) -> Iterator[RowT]:
        return iter(self._rows())

    @overload
    def __getitem__(self, at: int) -> RowT: ...

    @overload
    def __getitem__(self, at: slice) -> list[RowT]: ...

    def __getitem__(self, at: int | slice) -> RowT | list[RowT]:
        return self._rows()[at]

    def __repr__(self) -> str:
        said = self._words(self._filters)
        return f"<{self._name}: {said}>" if said else f"<{self._name}>"

    def _repr_html_(self) -> str:
        rows = self._rows()
        said = self._words(self._filters)
        return table(f"{len(rows):,} {self._name}{f': {said}' if said else ''}", self._row, rows[:_SHOWN], of=len(rows))

    def _rows(self) -> list[RowT]:
        if self._kept is None:
            self._kept = self._read(self._filters)
        return self._kept


def narrowed(name: str, filters: FiltersT, wanted: Mapping[str, object]) -> FiltersT:
    """The filters with values as people write them: part of a date, the name of a country. Raises `ArchiveError`."""
    known = [field.name for field in fields(filters)]
    unknown = [key for key in wanted if key not in known]
    if unknown:
        raise ArchiveError(f"{name} cannot be narrowed by {unknown[0]}; they can by {', '.join(known)}")
    return replace(filters, **{key: _UNDERSTOOD.get(key, _as_it_is)(value) for key, value in wanted.items()})


def _as_it_is(value: object) -> object:
    return value


def _several(value: object) -> tuple[object, ...]:
    return tuple(value) if isinstance(value, Sequence) and not isinstance(value, str) else (value,)


def _countries(value: object) -> object:
    from memcon.archive.corrections.typed import a_country  # noqa: PLC0415

    return tuple(name if _CODE.fullmatch(str(name)) else a_country(str(name)) for name in _several(value))


def _first_day(value: object) -> object:
    from memcon.archive.corrections.typed import a_date  # noqa: PLC0415

    return None if value is None else a_date(_day(value)).start


def _last_day(value: object) -> object:
    from memcon.archive.corrections.typed import a_date  # noqa: PLC0415

    return None if value is None else a_date(_day(value)).end


def _day(value: object) -> str:
    """A date, or a year given as a number, as it is typed."""
    return str(value.date() if isinstance(value, datetime) else value)


def _as_of(value: object) -> object:
    return None if value is None else _day(value)


def _moment(value: object) -> object:
    return None if value is None else str(value)


_UNDERSTOOD: Mapping[str, Callable[[object], object]] = MappingProxyType(
    {
        "country": _countries,
        "any_country": _countries,
        "any_topic": _several,
        "id": _several,
        "since": _first_day,
        "until": _last_day,
        "changed_since": _moment,
        "due_before": _last_day,
        "as_of": _as_of,
        "state": _several,
    }
)
"""How a value is understood that people write in more ways than the filter takes."""
