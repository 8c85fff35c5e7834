"""The persons of an archive: who they are as reports tell it, whom they met, what they said and what was said about them."""

from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, RowMapping, Select, and_, func, select

from memcon.archive.encounters.listing import ORDER as ORDER_OF_ENCOUNTERS
from memcon.archive.encounters.listing import EncounterRow, encounter_rows, encounters_shown
from memcon.archive.filters import Filters
from memcon.archive.folding import fold_name
from memcon.archive.keyset import Order, Stretch, in_order
from memcon.archive.lists import ORDER_OF_STATEMENTS, statement_rows_at
from memcon.archive.overviews.paging import Listed, Page
from memcon.archive.schema import actors, mentions, parties, persons, statements
from memcon.archive.shown import statements_shown
from memcon.archive.views import StatementRow
from memcon.errors import AbsentError


class PersonRow(msgspec.Struct, frozen=True, kw_only=True):
    """A person; country and office are of the latest report that gives an office, ``contacts`` counts encounters."""

    id: str
    name: str
    country: str | None
    office: str | None
    contacts: int
    statements: int


class OfficeHeld(msgspec.Struct, frozen=True, kw_only=True):
    """An office as reports give it: the first and the last day of publication of these reports, and their number."""

    office: str
    country: str | None
    first: str | None
    last: str | None
    reports: int


class PersonPage(msgspec.Struct, frozen=True, kw_only=True):
    """A person. ``names`` are all that reports use, the most frequent first; ``offices`` the latest first."""

    id: str
    name: str
    names: tuple[str, ...]
    country: str | None
    wikidata: str | None
    offices: tuple[OfficeHeld, ...]
    contacts: Page[EncounterRow]
    said: Page[StatementRow]
    said_about: Page[StatementRow]


def page_of_persons(
    connection: Connection, *, q: str | None, country: str | None, after: str | None, limit: int
) -> Page[PersonRow]:
    """Persons with ``q`` in a name, those who met most first."""
    asked: list[ColumnElement[bool]] = []
    if q:
        asked.append(persons.c.names_folded.contains(fold_name(q), autoescape=True))
    if country:
        asked.append(persons.c.country == country)
    listed = Listed(
        "persons",
        Order((persons.c.contacts,), (persons.c.id,)),
        lambda connection, stretch: in_order(
            connection, select(persons).where(*asked), Order((persons.c.contacts,), (persons.c.id,)), stretch
        ),
        lambda _, rows: [PersonRow(**{name: row[name] for name in PersonRow.__struct_fields__}) for row in rows],
    )
    total = connection.scalar(select(func.count()).select_from(persons).where(*asked)) or 0
    return listed.page(connection, after=after, limit=limit, total=total)


def person_called(
    connection: Connection,
    id_: str,
    *,
    contacts_after: str | None,
    said_after: str | None,
    said_about_after: str | None,
    limit: int,
) -> PersonPage:
    """The person with that id. Raises `AbsentError`."""
    row = connection.execute(select(persons).where(persons.c.id == id_)).mappings().first()
    if row is None:
        raise AbsentError(f"the archive knows no person with the id {id_}")
    contacts = Listed(
        "contacts of a person",
        ORDER_OF_ENCOUNTERS,
        lambda connection, stretch: encounter_rows(connection, Filters(), stretch, person=id_),
        encounters_shown,
    )
    number = row["contacts"]
    return PersonPage(
        id=id_,
        name=row["name"],
        names=_names(connection, id_),
        country=row["country"],
        wikidata=_wikidata(connection, id_),
        offices=_offices(connection, id_),
        contacts=contacts.page(connection, after=contacts_after, limit=limit, total=number),
        said=_statements(connection, id_, "speakers", said_after, limit),
        said_about=_statements(connection, id_, "about", said_about_after, limit),
    )


def _names(connection: Connection, id_: str) -> tuple[str, ...]:
    name = mentions.c.name
    query = select(name).where(mentions.c.person == id_).group_by(name).order_by(func.count().desc(), name)
    return tuple(connection.scalars(query))


def _offices(connection: Connection, id_: str) -> tuple[OfficeHeld, ...]:
    m = mentions.c
    first, last = func.min(m.published), func.max(m.published)
    query = (
        select(m.office, m.country, first, last, func.count())
        .where(m.person == id_, m.office.is_not(None))
        .group_by(m.office, m.country)
        .order_by(last.desc().nulls_last(), first.desc().nulls_last(), m.office, m.country)
    )
    return tuple(
        OfficeHeld(office=row[0], country=row[1], first=row[2], last=row[3], reports=row[4])
        for row in connection.execute(query)
    )


def _wikidata(connection: Connection, id_: str) -> str | None:
    same = and_(actors.c.report == mentions.c.report, actors.c.id == mentions.c.person)
    query = select(actors.c.wikidata).select_from(mentions.join(actors, same))
    return connection.scalar(query.where(mentions.c.person == id_, actors.c.wikidata.is_not(None)).limit(1))


def _statements(connection: Connection, person: str, field: str, after: str | None, limit: int) -> Page[StatementRow]:
    """The statements in which a person is one of the ``speakers``, or of those they are ``about``."""
    here = (parties.c.actor == person, parties.c.item_type == "statement", parties.c.field == field)
    of = select(parties.c.report, parties.c.item).distinct().where(*here).subquery()
    same = and_(statements.c.report == of.c.report, statements.c.id == of.c.item)

    def asked(*columns: ColumnElement[Any]) -> Select[Any]:
        return select(*columns).select_from(of.join(statements, same)).where(statements.c.withdrawn.is_(False))

    def rows(connection: Connection, stretch: Stretch) -> list[RowMapping]:
        keys = asked(statements.c.ref, statements.c.report, statements.c.day, statements.c.seq)
        found = in_order(connection, keys, ORDER_OF_STATEMENTS, stretch)
        return statement_rows_at(connection, [row["ref"] for row in found])

    total = connection.scalar(asked(func.count())) or 0
    listed = Listed(f"statements, {field}", ORDER_OF_STATEMENTS, rows, statements_shown)
    return listed.page(connection, after=after, limit=limit, total=total)
