"""Evidence, dates and places: the values every item of the record is made of."""

from typing import Literal

import msgspec


class Span(msgspec.Struct, frozen=True):
    """Words of the report. Offsets count Unicode code points, end exclusive: ``article.text[start:end] == text``."""

    start: int
    end: int
    text: str


Precision = Literal["day", "month", "year", "range", "unknown"]


class When(msgspec.Struct, frozen=True, kw_only=True):
    """A date as far as the report gives it.

    ``start`` and ``end`` are ISO 8601 dates, inclusive, equal for a single day, None where open. ``method`` says how they were
    found ("stated", "weekday before publication", "bounds from offices held" …). A weekday that could not be resolved keeps
    its name in ``weekday`` with precision "range" (bounds known) or "unknown".
    """

    start: str | None = None
    end: str | None = None
    precision: Precision = "unknown"
    weekday: str | None = None
    method: str | None = None
    spans: tuple[Span, ...] = ()


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """A city, venue or country; ``country`` is ISO 3166-1 alpha-3, coordinates are WGS 84 degrees."""

    name: str
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    geonames: int | None = None
    spans: tuple[Span, ...] = ()
