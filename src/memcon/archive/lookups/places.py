"""Encounters by the country on whose soil they took place, or were to."""

from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Connection, Select, func, select

from memcon.archive.encounters.narrowing import chosen
from memcon.archive.filters import Filters
from memcon.archive.overviews.matrix import CountryCount
from memcon.archive.schema import encounters

if TYPE_CHECKING:
    from memcon.archive import Archive


def countries_by_place(archive: "Archive", filters: Filters) -> tuple[CountryCount, ...]:
    """The countries in which there were encounters, the most frequent first; ``reports`` are counted at each encounter anew."""
    place = encounters.c.place_country
    number = func.count()
    with archive._reading() as connection:
        query = _selected(connection, filters, place, number, func.sum(encounters.c.n_reports))
        found = connection.execute(query.where(place.is_not(None)).group_by(place).order_by(number.desc(), place))
        return tuple(CountryCount(country=row[0], encounters=row[1], reports=row[2]) for row in found)


def encounters_in(
    archive: "Archive", filters: Filters, country: str, *, first: int = 0, limit: int = 50
) -> tuple[tuple[str, ...], int]:
    """The ids of some encounters in a country, from the ``first`` of all, the newest before the others; and how many there are."""
    here = encounters.c.place_country == country
    with archive._reading() as connection:
        query = _selected(connection, filters, encounters.c.id).where(here)
        order = encounters.c.day.desc().nulls_last(), encounters.c.id.desc()
        ids = connection.scalars(query.order_by(*order).offset(first).limit(limit))
        total = connection.scalar(_selected(connection, filters, func.count()).where(here)) or 0
        return tuple(ids), total


def _selected(connection: Connection, filters: Filters, *columns: ColumnElement[Any]) -> Select[*tuple[Any, ...]]:
    those = chosen(connection, filters)
    ids = those.select(those.id.label("id")).subquery()
    return select(*columns).select_from(encounters.join(ids, ids.c.id == encounters.c.id))
