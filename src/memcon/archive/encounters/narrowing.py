"""The encounters that filters leave. Everything is asked of the encounter as a whole: a country that any of its contacts has,
a name that any report gives; two countries are asked of one contact.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Table, exists, false, func, or_, select

from memcon.archive.encounters.facets import Facet, Value
from memcon.archive.filters import Condition, Filters, changed_since
from memcon.archive.folding import fold_name
from memcon.archive.schema import contacts, encounter_facets, encounters, facet_values, reports

_FEW = 2000  # encounters that are sooner named and sorted than met by going through a list of 50,000


@dataclass(frozen=True)
class Chosen:
    """A table whose rows, under some conditions, are the encounters: their own, or that of a value that all of them have."""

    table: Table
    conditions: tuple[Condition, ...]

    @property
    def id(self) -> ColumnElement[str]:
        """The encounter's id."""
        return _id(self.table)

    def __getattr__(self, name: str) -> ColumnElement[Any]:
        """``day``, ``last_day``, ``status``, ``mode`` or ``level``."""
        return self.table.c[name]

    def select(self, *columns: ColumnElement[Any]) -> Select[Any]:
        """Asks for columns of the table."""
        return select(*columns).select_from(self.table).where(*self.conditions)


def chosen(connection: Connection, filters: Filters, *, person: str | None = None) -> Chosen:
    """The encounters that filters leave, and, of these, those in which the ``person`` with that id took part."""
    exact = list(_exact(filters))
    if person:
        exact.append(("person", person))
    numbers = [_number(connection, facet, value) for facet, value in exact]
    driving = min((one for one in numbers if one is not None), key=lambda one: _rows(connection, one), default=None)
    table = encounters if driving is None else encounter_facets
    found = [] if driving is None else [encounter_facets.c.value == driving]
    if None in numbers:
        found.append(false())
    other = encounter_facets.alias("other")
    for number in numbers:
        if number is not None and number != driving:
            found.append(exists().where(other.c.encounter == _id(table), other.c.value == number))
    found += _scalars(filters, table)
    for facet, condition in _parts(filters):
        found.append(_among(connection, _id(table), _with(facet, condition)))
    if filters.changed_since:
        found.append(_among(connection, _id(table), _changed(filters.changed_since)))
    if filters.id:
        found.append(_id(table).in_(filters.id))
    return Chosen(table, tuple(found))


def count_encounters(connection: Connection, filters: Filters) -> int:
    """How many there are."""
    return connection.scalar(chosen(connection, filters).select(func.count())) or 0


def values_of(filters: Filters) -> Iterator[tuple[Facet, Condition]]:
    """The values that encounters must have, one of each condition on `facet_values`; days, ids and the like are asked beside them."""
    for facet, value in _exact(filters):
        yield facet, facet_values.c.value == value
    yield from _parts(filters)


def having(facet: Facet, values: Sequence[str]) -> Select[tuple[str]]:
    """Asks for the encounters that have one of some values; one that has two of them comes twice."""
    return _with(facet, facet_values.c.value.in_(values))


def _with(facet: Facet, condition: Condition) -> Select[tuple[str]]:
    numbers = select(facet_values.c.id).where(facet_values.c.facet == facet, condition)
    return select(encounter_facets.c.encounter).where(encounter_facets.c.value.in_(numbers))


def _id(table: Table) -> ColumnElement[str]:
    return table.c.id if table is encounters else table.c.encounter


def _exact(filters: Filters) -> Iterator[Value]:
    countries = sorted(set(filters.country))
    for one in countries[:1] if len(countries) == 1 else ():
        yield "country", one
    for one, other in combinations(countries, 2):
        yield "dyad", f"{one}-{other}"
    if filters.topic:
        yield "topic", filters.topic
    if filters.role:
        yield "role", filters.role


def _scalars(filters: Filters, table: Table) -> Iterator[Condition]:
    for name in ("status", "mode", "level"):
        value = getattr(filters, name)
        if value:
            yield table.c[name] == value
    if filters.since:
        yield table.c.last_day >= filters.since
    if filters.until:
        yield table.c.day <= filters.until


def _parts(filters: Filters) -> Iterator[tuple[Facet, Condition]]:
    """Each filter that several values may fulfil, as what is asked of `facet_values`."""
    value = facet_values.c.value
    if filters.person:
        yield "name", value.contains(fold_name(filters.person), autoescape=True)
    if filters.outlet:
        lower = func.lower(value).contains(filters.outlet.lower(), autoescape=True)
        yield "outlet", or_(value.contains(filters.outlet, autoescape=True), lower)
    if filters.mechanism:
        yield "mechanism", value.contains(filters.mechanism.lower(), autoescape=True)
    if filters.any_country:
        yield "country", value.in_(filters.any_country)
    if filters.any_topic:
        yield "topic", value.in_(filters.any_topic)


def _changed(since: str) -> Select[tuple[str]]:
    return (
        select(contacts.c.encounter)
        .join(reports, reports.c.id == contacts.c.report)
        .where(contacts.c.encounter.is_not(None), changed_since(since))
    )


def _among(connection: Connection, id_: ColumnElement[str], ids: Select[tuple[str]]) -> Condition:
    """The encounter is one of some; where they are many, they are no way to it: an expression is not looked up in an index."""
    number = select(func.count()).select_from(ids.limit(_FEW + 1).subquery())
    is_few = (connection.scalar(number) or 0) <= _FEW
    return id_.in_(ids) if is_few else id_.concat("").in_(ids)


def _number(connection: Connection, facet: Facet, value: str) -> int | None:
    here = facet_values.c.facet == facet, facet_values.c.value == value
    return connection.scalar(select(facet_values.c.id).where(*here))


def _rows(connection: Connection, number: int) -> int:
    query = select(func.count()).select_from(encounter_facets).where(encounter_facets.c.value == number)
    return connection.scalar(query) or 0
