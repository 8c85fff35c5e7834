"""The values that encounters are narrowed and counted by, kept in tables of their own: what several reports tell, taken together.

A value is of an encounter where any of its contacts has it; two countries are a dyad of it where one contact has both.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, Literal, get_args

from sqlalchemy import Connection, RowMapping, Select, and_, delete, func, insert, select

from memcon.archive.encounters.tallies import Tally
from memcon.archive.encounters.told import batches
from memcon.archive.schema import (
    actors,
    contact_dyads,
    contacts,
    encounter_facets,
    encounter_tallies,
    encounters,
    facet_values,
    participants,
    reports,
)

Facet = Literal["country", "dyad", "person", "name", "topic", "outlet", "role", "mechanism"]
"""``person`` is an actor's id, ``name`` the folded name of a participant; ``mechanism`` is in lower case."""

Value = tuple[Facet, str]

_OF_THE_ENCOUNTER = ("day", "last_day", "status", "mode", "level")


def keep_facets(connection: Connection, changed: Collection[str]) -> None:
    """Writes the values of encounters that came or changed; those of encounters that went are gone with them."""
    for part in batches(changed):
        query = select(encounters).where(encounters.c.id.in_(part))
        told = {row["id"]: row for row in connection.execute(query).mappings()}
        values: dict[str, set[Value]] = defaultdict(set)
        for id_, facet, value in _values(connection, part, told):
            if value:
                values[id_].add((facet, value))
        numbers = _numbers(connection, sorted({value for those in values.values() for value in those}))
        for table in (encounter_facets, encounter_tallies):
            connection.execute(delete(table).where(table.c.encounter.in_(part)))
        rows = [
            {"encounter": id_, "value": numbers[value], **{name: told[id_][name] for name in _OF_THE_ENCOUNTER}}
            for id_, those in sorted(values.items())
            for value in sorted(those)
        ]
        if rows:
            connection.execute(insert(encounter_facets), rows)
        reported = _reports(connection, part)
        tallies = [
            {"encounter": id_, "tally": _tally(row, values[id_], numbers, reported[id_]).packed()}
            for id_, row in sorted(told.items())
        ]
        if tallies:
            connection.execute(insert(encounter_tallies), tallies)


def _tally(row: RowMapping, values: Collection[Value], numbers: Mapping[Value, int], told: list[int]) -> Tally:
    by_facet: dict[str, list[int]] = defaultdict(list)
    for facet, value in values:
        by_facet[facet].append(numbers[facet, value])
    return Tally.of(row, by_facet, told)


def _numbers(connection: Connection, values: Sequence[Value]) -> dict[Value, int]:
    """The numbers of values; those that were never met get the next ones."""
    found: dict[Value, int] = {}
    for facet in get_args(Facet):
        for part in batches(value for of, value in values if of == facet):
            known = select(facet_values.c.value, facet_values.c.id)
            here = facet_values.c.facet == facet, facet_values.c.value.in_(part)
            found.update(((facet, value), number) for value, number in connection.execute(known.where(*here)))
    new = [value for value in values if value not in found]
    if new:
        last = connection.scalar(select(func.max(facet_values.c.id))) or 0
        found |= {value: last + number for number, value in enumerate(new, 1)}
        rows = [{"id": found[facet, value], "facet": facet, "value": value} for facet, value in new]
        connection.execute(insert(facet_values), rows)
    return found


def _values(
    connection: Connection, ids: list[str], told: Mapping[str, RowMapping]
) -> Iterator[tuple[str, Facet, str | None]]:
    for id_, row in told.items():
        for country in row["countries"]:
            yield id_, "country", country
        for topic in row["topics"]:
            yield id_, "topic", topic
    of = contacts.c.encounter
    of_contacts = select(of, contacts.c.role, contacts.c.mechanism, reports.c.outlet)
    joined = of_contacts.join(reports, reports.c.id == contacts.c.report)
    for id_, role, mechanism, outlet in connection.execute(joined.where(of.in_(ids))):
        yield id_, "role", role
        yield id_, "mechanism", mechanism.lower() if mechanism else None
        yield id_, "outlet", outlet
    at = and_(contact_dyads.c.report == contacts.c.report, contact_dyads.c.contact == contacts.c.id)
    for id_, dyad in connection.execute(select(of, contact_dyads.c.dyad).join(contact_dyads, at).where(of.in_(ids))):
        yield id_, "dyad", dyad
    for id_, actor, kind, name in connection.execute(_participants(ids)):
        yield id_, "name", name
        yield id_, "person", actor if kind == "person" else None


def _participants(ids: list[str]) -> Select[*tuple[Any, ...]]:
    at = and_(participants.c.report == contacts.c.report, participants.c.contact == contacts.c.id)
    same = and_(actors.c.report == participants.c.report, actors.c.id == participants.c.actor)
    return (
        select(contacts.c.encounter, participants.c.actor, actors.c.kind, participants.c.name_folded)
        .select_from(contacts.join(participants, at).outerjoin(actors, same))
        .where(contacts.c.encounter.in_(ids))
    )


def _reports(connection: Connection, ids: list[str]) -> dict[str, list[int]]:
    """The numbers of the reports that tell of each encounter."""
    found: dict[str, list[int]] = defaultdict(list)
    query = (
        select(contacts.c.encounter, reports.c.seq)
        .distinct()
        .join(reports, reports.c.id == contacts.c.report)
        .where(contacts.c.encounter.in_(ids))
        .order_by(contacts.c.encounter, reports.c.seq)
    )
    for id_, number in connection.execute(query):
        found[id_].append(number)
    return found
