"""Persons as the reports that stand tell of them."""

from collections import Counter, defaultdict
from typing import Any

import msgspec
import pytest

from archive_tables import rows as rows_in
from memcon.archive import Archive, PersonRow
from memcon.archive.overviews.known import keep_persons
from memcon.errors import AbsentError
from memcon.record import Actor, Record
from test_archive_cases import bridge_record, small_record
from test_archive_lists import REPORTS, two_encounters


@pytest.fixture
def filled(archive: Archive) -> Archive:
    for record in REPORTS:
        archive.add(record)
    return archive


def told(**offices: str) -> Record:
    """A report of two persons whose offices it gives, as far as they are asked for."""
    record = small_record(date=offices.pop("date"), published=offices.pop("published", None))
    actors = tuple(
        msgspec.structs.replace(
            actor, id=actor.name.lower().replace(" ", "-"), office=offices.get(actor.name.split()[0])
        )
        for actor in record.actors
    )
    ids = dict(zip((actor.id for actor in record.actors), (actor.id for actor in actors), strict=True))
    (contact,) = record.contacts
    (statement,) = record.statements
    parts = tuple(msgspec.structs.replace(part, actor=ids[part.actor]) for part in contact.participants)
    return msgspec.structs.replace(
        record,
        actors=actors,
        contacts=(msgspec.structs.replace(contact, participants=parts),),
        statements=(msgspec.structs.replace(statement, speakers=(actors[0].id,), about=(actors[1].id,)),),
    )


def test_persons_are_counted_as_their_records_tell(filled: Archive) -> None:
    said = Counter(speaker for record in REPORTS for one in record.statements for speaker in set(one.speakers))
    met = defaultdict(set)
    encounter = {row.id: row.encounter for row in filled.contacts()}
    keys = {row.sha256: row.id for row in filled.reports()}
    for record in REPORTS:
        for contact in record.contacts:
            for part in contact.participants:
                met[part.actor].add(encounter[f"{keys[record.article.sha256]}-{contact.id}"])
    actors = {actor.id: actor for record in REPORTS for actor in record.actors}
    expected = {
        id_: (actor.name, actor.country, actor.office, len(met[id_]), said[id_]) for id_, actor in actors.items()
    }
    read: list[PersonRow] = []
    after = None
    while page := filled.persons(after=after, limit=5):
        read.extend(page.rows)
        assert page.total == len(expected)
        if (after := page.next) is None:
            break
    assert {row.id: (row.name, row.country, row.office, row.contacts, row.statements) for row in read} == expected
    assert [row.contacts for row in read] == sorted((row.contacts for row in read), reverse=True)


def test_persons_are_looked_for_by_name_and_country(filled: Archive) -> None:
    one = filled.persons(limit=1).rows[0]
    part = one.name.split()[-1]
    assert one.id in {row.id for row in filled.persons(q=part.upper()).rows}
    assert {row.country for row in filled.persons(country=one.country).rows} == {one.country}
    assert filled.persons(q="nobodyhasthis").total == 0


def test_who_is_only_described_is_no_person(archive: Archive) -> None:
    record = small_record(date="2024-01-01")
    described = (
        Actor(
            id="OMN-foreign-minister",
            kind="person",
            name="Oman's foreign minister",
            country="OMN",
            office="foreign minister",
        ),
        Actor(id="president", kind="person", name="head of state", office="president"),
        Actor(id="OMN", kind="state", name="Oman", country="OMN"),
    )
    archive.add(msgspec.structs.replace(record, actors=(*record.actors, *described)))
    assert {row.id for row in archive.persons().rows} == {"a0", "a1"}


def test_a_person_has_offices_in_time_and_what_was_said(archive: Archive) -> None:
    archive.add(told(date="2020-01-01", published="2020-01-02", Lena="envoy"))
    archive.add(told(date="2021-05-05", published="2021-05-06", Lena="foreign minister"))
    archive.add(told(date="2022-05-05", published="2022-05-06", Lena="foreign minister"))
    archive.add(told(date="2023-05-05", published="2023-05-06"))
    lena = archive.person("lena-brandt", limit=3)
    assert (lena.name, lena.names, lena.country) == ("Lena Brandt", ("Lena Brandt",), "NOR")
    assert [(one.office, one.first, one.last, one.reports) for one in lena.offices] == [
        ("foreign minister", "2021-05-06", "2022-05-06", 2),
        ("envoy", "2020-01-02", "2020-01-02", 1),
    ]
    assert [row.date for row in lena.contacts.rows] == ["2023-05-05", "2022-05-05", "2021-05-05"]
    assert (lena.contacts.total, lena.said.total, lena.said_about.total) == (4, 4, 0)
    more = archive.person("lena-brandt", contacts_after=lena.contacts.next, said_after=lena.said.next, limit=3)
    assert [row.date for row in more.contacts.rows] == [row.date for row in more.said.rows] == ["2020-01-01"]
    assert more.contacts.next is more.said.next is None
    roux = archive.person("émile-roux-garnier")
    assert (roux.said.total, roux.said_about.total, roux.offices) == (0, 4, ())
    assert archive.persons(q="brandt").rows[0].office == "foreign minister"


def test_nobody_has_that_id(archive: Archive) -> None:
    with pytest.raises(AbsentError, match="knows no person with the id nobody"):
        archive.person("nobody")


def test_a_person_is_counted_less_where_something_is_taken_back(archive: Archive) -> None:
    for day in ("2020-01-01", "2021-01-01"):
        archive.add(told(date=day, published=day, Lena="envoy"))
    newest = archive.page("reports", limit=1).rows[0].id

    def lena() -> Any:
        row = next(row for row in archive.persons().rows if row.id == "lena-brandt")
        return row.contacts, row.statements

    assert lena() == (2, 2)
    archive.reject(f"{newest}-s1", who="a tester", why="to see")
    assert lena() == (2, 1)
    assert archive.person("lena-brandt").said.total == 1
    archive.reject(f"{newest}-c1", who="a tester", why="to see")
    assert lena() == (1, 1)
    number = archive.withdraw(newest, who="a tester", why="to see")
    assert lena() == (1, 1)
    assert [one.reports for one in archive.person("lena-brandt").offices] == [1]
    archive.undo(number, who="a tester")
    assert [one.reports for one in archive.person("lena-brandt").offices] == [2]
    for report in archive.reports():
        archive.withdraw(report.id, who="a tester", why="to see")
    assert archive.persons().total == 0


def test_the_table_of_persons_is_what_the_reports_tell_at_any_time(filled: Archive, location: str) -> None:
    filled.add(bridge_record())
    refs = [row.id for row in filled.contacts(role="main")]
    filled.merge(*two_encounters(filled), who="a tester", why="to see")
    filled.withdraw(REPORTS[4].article.sha256, who="a tester", why="to see")
    filled.edit(refs[7], {"mode": "letter"}, who="a tester")
    kept = rows_in(location, "SELECT * FROM persons ORDER BY id")
    with filled._writing() as connection:
        for report in filled.reports(withdrawn=True):
            keep_persons(connection, report.sha256, (), ())
    assert rows_in(location, "SELECT * FROM persons ORDER BY id") == kept
