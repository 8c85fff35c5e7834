"""Ways into a list other than its own order: the rows of one of the filters, where they are few enough to be named and sorted.

A list is read from the index of its order until there are enough rows. Where one of the filters leaves few, that is the longer way,
and SQLite cannot know it: then the rows of that filter are named, and only they are read and put in order. To be counted, all rows
are looked at in any case, and the shortest way is the best.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, Select, and_, func, intersect, select, tuple_

from memcon.archive.encounters.narrowing import having
from memcon.archive.filters import Condition, Filters, FiltersT, changed_since, of_outlet, without
from memcon.archive.folding import fold_name
from memcon.archive.schema import (
    actors,
    commitments,
    contact_dyads,
    contacts,
    item_facets,
    participants,
    parties,
    report_topics,
    reports,
    statements,
)

FEW = 2000  # rows that are sooner named and sorted than met by going through a list of 100,000 reports
_OF_ONE_TIME = 7  # times as many of somebody who may have spoken for the last time long ago
_OF_SHORT_LIST = 0.5  # times as many where the list is shorter than that of contacts
_MANY = 15_000  # rows to look up each of which takes longer than to go through the index of a list


@dataclass(frozen=True)
class Way:
    """Columns, and a query of the keys that they have in all rows that some filters leave, and, of ``filters``, in no others.

    ``times`` as many are few.
    """

    columns: tuple[ColumnElement[Any], ...]
    keys: Select[Any]
    filters: tuple[str, ...] = ()
    times: float = 1

    @property
    def condition(self) -> Condition:
        """The condition that names the rows, which are then looked up."""
        return self._among(*self.columns)

    @property
    def test(self) -> Condition:
        """The same for rows that are gone through in any case: what is no column is looked up in no index."""
        first, *others = self.columns
        return self._among(first.concat(""), *others)

    def _among(self, *columns: ColumnElement[Any]) -> Condition:
        return (tuple_(*columns) if len(columns) > 1 else columns[0]).in_(self.keys)


def few(connection: Connection, filters: FiltersT, ways: Iterable[Way]) -> tuple[FiltersT, list[Condition]]:
    """The way of the first filter that leaves few, and the filters that it leaves to be asked; all of them where none does."""
    for way in ways:
        most = int(FEW * way.times)
        if _number(connection, way.keys.limit(most + 1)) <= most:
            return without(filters, way.filters), [way.condition]
    return filters, []


def shortest(connection: Connection, filters: FiltersT, ways: Iterable[Way]) -> tuple[FiltersT, list[Condition]]:
    """The way of the filter that leaves the fewest rows, and the filters that it leaves to be asked."""
    numbers = [(_number(connection, way.keys), way) for way in ways]
    if not numbers:
        return filters, []
    number, way = min(numbers, key=lambda found: found[0])
    return without(filters, way.filters), [way.condition if number <= _MANY else way.test]


def ways_to_contacts(connection: Connection, filters: Filters, *, whole: bool = False) -> Iterator[Way]:
    """By country, report, name or topic; ``whole`` ways answer more at a higher price."""
    key = (contacts.c.report, contacts.c.id)
    at = select(participants.c.report, participants.c.contact)
    countries = sorted(set(filters.country))
    if len(countries) > 1 and not whole and not filters.withdrawn:  # what is withdrawn is of no dyad
        dyad = contact_dyads.c.dyad == "-".join(countries[:2])
        yield Way(key, select(contact_dyads.c.report, contact_dyads.c.contact).where(dyad))
    elif countries:
        yield Way(key, _all_of(at.where(participants.c.country == country) for country in countries), ("country",))
    if filters.any_country:
        yield Way(key, at.where(participants.c.country.in_(filters.any_country)), ("any_country",))
    yield from of_reports(connection, filters, contacts.c.report)
    for named in _named(connection, participants.c.name_folded, filters.person):
        yield Way(key, at.where(named), ("person",), _OF_ONE_TIME)
    topics = _topics(filters)
    if topics and not filters.withdrawn:  # what is withdrawn is told of no encounter
        yield Way((contacts.c.encounter,), having("topic", topics))


def ways_to_statements(connection: Connection, filters: Filters) -> Iterator[Way]:
    """By the speaker's country or name, by report or topic."""
    key = (statements.c.report, statements.c.id)
    if not filters.withdrawn:  # what is withdrawn has no values
        for name, said in statements_with(filters):
            yield Way(key, said.with_only_columns(item_facets.c.report, item_facets.c.item), (name,))
    yield from of_reports(connection, filters, statements.c.report)
    speakers = (
        select(parties.c.report, parties.c.item)
        .join(actors, and_(actors.c.report == parties.c.report, actors.c.id == parties.c.actor))
        .where(parties.c.item_type == "statement", parties.c.field == "speakers")
    )
    for named in _named(connection, actors.c.name_folded, filters.person):
        yield Way(key, speakers.where(named), ("person",), _OF_ONE_TIME)


def statements_with(filters: Filters) -> Iterator[tuple[str, Select[Any]]]:
    """Each filter that asks for the country of a speaker or for a topic, and the statements, with their contacts, that it leaves."""
    f = item_facets.c
    asked: tuple[tuple[str, str, tuple[str, ...]], ...] = (
        ("country", "country", filters.country),
        ("any_country", "country", filters.any_country),
        ("topic", "topic", (filters.topic,) if filters.topic else ()),
        ("any_topic", "topic", filters.any_topic),
    )
    for name, facet, values in asked:
        if values:
            said = select(f.report, f.item, f.contact).where(
                f.item_type == "statement", f.facet == facet, f.value.in_(values)
            )
            yield name, said.distinct() if len(values) > 1 else said


def ways_to_commitments(filters: Filters) -> Iterator[Way]:
    """By countries or topic."""
    f, key = item_facets.c, (commitments.c.report, commitments.c.id)
    for name, facet, values, each in (
        ("country", "country", filters.country, True),
        ("any_country", "country", filters.any_country, False),
        ("topic", "topic", (filters.topic,) if filters.topic else (), True),
        ("any_topic", "topic", filters.any_topic, False),
    ):
        of = select(f.report, f.item).where(f.item_type == "commitment", f.facet == facet)
        if values:
            keys = (
                _all_of(of.where(f.value == value) for value in set(values)) if each else of.where(f.value.in_(values))
            )
            yield Way(key, keys, (name,), _OF_SHORT_LIST)


def ways_to_reports(connection: Connection, filters: Filters) -> Iterator[Way]:
    """By who acts in them, by outlet, and by the contacts that they tell of."""
    report, acts = (reports.c.id,), select(actors.c.report)
    if filters.country:
        each = (acts.where(actors.c.country == country) for country in set(filters.country))
        yield Way(report, _all_of(each), ("country",))
    if filters.any_country:
        yield Way(report, acts.where(actors.c.country.in_(filters.any_country)), ("any_country",))
    yield from of_reports(connection, filters, reports.c.id)
    for named in _named(connection, actors.c.name_folded, filters.person):
        yield Way(report, acts.where(named), ("person",), _OF_ONE_TIME)
    told = select(contacts.c.report).where(contacts.c.withdrawn.is_(False))
    for name in ("status", "mode", "level", "role"):
        value = getattr(filters, name)
        if value:
            yield Way(report, told.where(contacts.c[name] == value), (name,))
    if filters.mechanism:
        named = func.lower(contacts.c.mechanism).contains(filters.mechanism.lower(), autoescape=True)
        yield Way(report, told.where(named), ("mechanism",))
    for name, topics in (("topic", (filters.topic,) if filters.topic else ()), ("any_topic", filters.any_topic)):
        if topics:
            yield Way(report, select(report_topics.c.report).where(report_topics.c.topic.in_(topics)), (name,))


def of_reports(connection: Connection, filters: Filters, report: ColumnElement[str]) -> Iterator[Way]:
    """By the report that tells."""
    if filters.changed_since:
        changed = changed_since(filters.changed_since)
        yield Way((report,), select(reports.c.id).where(changed), ("changed_since",))
    if filters.outlet:
        outlets = _different(connection, reports.c.outlet, lambda outlet: of_outlet(str(filters.outlet), outlet))
        yield Way((report,), select(reports.c.id).where(reports.c.outlet.in_(outlets)), ("outlet",))


def _topics(filters: Filters) -> tuple[str, ...]:
    return (filters.topic,) if filters.topic else filters.any_topic


def _all_of(queries: Iterable[Select[Any]]) -> Select[Any]:
    """The rows that all queries have."""
    first, *others = queries
    return select(intersect(first, *others).subquery()) if others else first


def _named(connection: Connection, name: Column[str], person: str | None) -> Iterator[Condition]:
    """The names that have a part in common with the one that is asked for."""
    if person:
        part = fold_name(person)
        names = _different(connection, name, lambda one: one.contains(part, autoescape=True))
        yield name.in_(names) if len(names) <= FEW else name.contains(part, autoescape=True)


def _different(
    connection: Connection, column: Column[Any], wanted: Callable[[ColumnElement[Any]], Condition]
) -> Sequence[str]:
    """The values of a column, each looked up in its index after the one before; DISTINCT would read all of the index."""
    values = select(func.min(column).label("value")).cte("found", recursive=True)
    later = select(func.min(column)).where(column > values.c.value).scalar_subquery()
    values = values.union_all(select(later).where(values.c.value.is_not(None)))
    return connection.scalars(select(values.c.value).where(values.c.value.is_not(None), wanted(values.c.value))).all()


def _number(connection: Connection, keys: Select[Any]) -> int:
    return connection.scalar(select(func.count()).select_from(keys.subquery())) or 0
