"""Keeps the table of persons: what the reports that stand tell of each, taken together. No value depends on the order of adding."""

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Connection, RowMapping, delete, func, insert, select

from memcon.archive.encounters.told import batches
from memcon.archive.folding import fold_name
from memcon.archive.schema import encounter_facets, facet_values, mentions, persons

_PERSONS = (
    select(encounter_facets.c.encounter, facet_values.c.value)
    .join(facet_values, facet_values.c.id == encounter_facets.c.value)
    .where(facet_values.c.facet == "person")
)
"""Who took part in which encounter."""


def persons_in(connection: Connection, report: str) -> set[str]:
    """The persons whom a report names."""
    return set(connection.scalars(select(mentions.c.person).where(mentions.c.report == report)))


def keep_persons(connection: Connection, report: str, before: Collection[str], encounters: Collection[str]) -> None:
    """Writes anew the persons of a report, those whom it named ``before`` it changed, and those of encounters that changed with it."""
    for part in batches({*before, *persons_in(connection, report), *_at(connection, encounters)}):
        told, met = _told(connection, part), _met(connection, part)
        connection.execute(delete(persons).where(persons.c.id.in_(part)))
        if told:
            rows = [_row(id_, those, met.get(id_, 0)) for id_, those in sorted(told.items())]
            connection.execute(insert(persons), rows)


def _at(connection: Connection, encounters: Collection[str]) -> set[str]:
    found: set[str] = set()
    for part in batches(encounters):
        query = _PERSONS.with_only_columns(facet_values.c.value).where(encounter_facets.c.encounter.in_(part))
        found.update(connection.scalars(query))
    return found


def _told(connection: Connection, ids: Sequence[str]) -> dict[str, list[RowMapping]]:
    """How many reports give a person which name, country and office."""
    as_told = (mentions.c.person, mentions.c.name, mentions.c.country, mentions.c.office)
    counted = (
        func.count().label("reports"),
        func.sum(mentions.c.statements).label("statements"),
        func.max(mentions.c.published).label("published"),
    )
    found: dict[str, list[RowMapping]] = defaultdict(list)
    query = select(*as_told, *counted).where(mentions.c.person.in_(ids)).group_by(*as_told)
    for row in connection.execute(query).mappings():
        found[row["person"]].append(row)
    return found


def _met(connection: Connection, ids: Sequence[str]) -> dict[str, int]:
    value = facet_values.c.value
    query = _PERSONS.with_only_columns(value, func.count()).where(value.in_(ids)).group_by(value)
    return {row[0]: row[1] for row in connection.execute(query)}


def _row(id_: str, told: Sequence[RowMapping], contacts: int) -> dict[str, Any]:
    named = Counter[str]()
    for row in told:
        named[row["name"]] += row["reports"]
    latest = max(told, key=_of_the_latest)
    return {
        "id": id_,
        "name": min(named, key=lambda name: (-named[name], name)),
        "names_folded": "\n".join(sorted({fold_name(name) for name in named})),
        "country": latest["country"],
        "office": latest["office"],
        "reports": sum(row["reports"] for row in told),
        "contacts": contacts,
        "statements": sum(row["statements"] for row in told),
    }


def _of_the_latest(row: RowMapping) -> tuple[object, ...]:
    """Who holds an office goes by the last report that names one; an old report may leave out what is known since."""
    return bool(row["office"]), row["published"] or "", row["reports"], row["office"] or "", row["country"] or ""
