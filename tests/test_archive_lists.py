"""Lists are the same whichever way they are read, and in the order that their rows show."""

import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from archive_tables import rows
from memcon.archive import Archive, CommitmentFilters, Filters, order
from memcon.archive.schema import contacts, statements
from memcon.record import Record

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))

from made_reports import reports

REPORTS = list(reports(40))
ACTORS = [actor for record in REPORTS for actor in record.actors]
MIDDLE = sorted(str(record.article.published) for record in REPORTS)[len(REPORTS) // 2]


def filters() -> Iterator[dict[str, Any]]:
    """Filters that leave much, little and nothing, alone and together."""
    contact = REPORTS[0].contacts[0]
    two = tuple(str(participant.country) for participant in contact.participants)
    part = ACTORS[0].name.split()[1].lower()
    yield {}
    yield {"country": two[:1]}
    yield {"country": two}
    yield {"country": (two[0], two[0])}
    yield {"country": (two[1], "ISL")}
    yield {"person": part}
    yield {"person": "nobodyhasthis"}
    yield {"person": part, "country": two[:1]}
    yield {"since": MIDDLE}
    yield {"until": MIDDLE}
    yield {"since": MIDDLE, "until": MIDDLE}
    yield {"since": MIDDLE, "mode": "phone"}
    yield {"mode": contact.mode}
    yield {"status": "planned"}
    yield {"status": "cancelled"}
    yield {"level": "minister", "role": "main"}
    yield {"role": "background"}
    yield {"mechanism": "council"}
    yield {"outlet": str(REPORTS[0].article.outlet)[:6]}
    yield {"outlet": "of nobody"}
    yield {"topic": contact.topics[0]}
    yield {"changed_since": "2000-01-01"}
    yield {"changed_since": "2999-01-01"}


FILTERS = list(filters())


def two_encounters(archive: Archive) -> tuple[str, str]:
    """Two contacts of one status and a common country that are not held to be one."""
    return next(
        (one.id, other.id)
        for one, other in combinations(archive.contacts(role="main"), 2)
        if one.status == other.status and set(one.countries) & set(other.countries) and one.encounter != other.encounter
    )


@pytest.fixture
def filled(archive: Archive) -> Archive:
    for record in reversed(REPORTS):
        archive.add(record)
    return archive


def asking(archive: Archive) -> list[Callable[[dict[str, Any]], Iterable[object]]]:
    return [
        lambda wanted: archive.contacts(Filters(**wanted)),
        lambda wanted: archive.statements(Filters(**wanted)),
        lambda wanted: archive.reports(Filters(**wanted)),
        lambda wanted: archive.commitments(CommitmentFilters(**wanted)),
    ]


def test_a_list_is_the_same_whichever_way_it_is_read(filled: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[list[object]] = []
    for few in (0, 10**6):
        monkeypatch.setattr("memcon.archive.ways.FEW", few)
        read.append([list(ask(wanted)) for wanted in FILTERS for ask in asking(filled)])
    assert read[0] == read[1]
    assert sum(map(bool, read[0])) > len(FILTERS)


@pytest.mark.parametrize("few", [0, 10**6])
def test_a_list_that_is_cut_is_the_beginning_of_the_whole(
    filled: Archive, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    monkeypatch.setattr("memcon.archive.ways.FEW", few)
    for wanted in FILTERS:
        for ask in asking(filled):
            whole = list(ask(wanted))
            for limit in (1, 3, 10, 1000):
                assert list(ask({**wanted, "limit": limit})) == whole[:limit], (wanted, limit)


def test_lists_are_in_the_order_of_the_days_that_they_show(filled: Archive) -> None:
    days = [str(row.date or row.date_end or row.published) for row in filled.contacts()]
    assert days == sorted(days)
    of_contact = dict(zip((row.id for row in filled.contacts()), days, strict=True))
    days = [of_contact[row.contact] if row.contact else str(row.published) for row in filled.statements()]
    assert days == sorted(days)


def test_the_day_of_a_contact_without_a_date_is_that_of_its_encounter(archive: Archive) -> None:
    alike: dict[object, list[Record]] = defaultdict(list)
    for record in reports(1000):
        contact = record.contacts[0]
        if contact.status == "held":
            alike[frozenset(actor.id for actor in record.actors), contact.mode, contact.topics].append(record)
    without, dated = next(
        (one, other)
        for told in alike.values()
        for one in told
        for other in told
        if start(one) is None
        and one.article.published == other.article.published
        and start(other) not in (None, other.article.published)
    )
    archive.add(without)
    (before,) = archive.contacts(role="main")
    assert archive.contacts(since=start(dated), until=start(dated)).count() == 0
    archive.add(dated)
    on_that_day = archive.contacts(since=start(dated), until=start(dated))
    assert {row.id: row.date for row in on_that_day}[before.id] == start(dated)
    assert before.date is None


def test_no_day_is_left_behind_by_what_is_added_and_withdrawn(filled: Archive, location: str) -> None:
    for row in list(filled.reports())[::5]:
        filled.withdraw(row.id, who="a tester", why="to see")
    for table, day in ((contacts, order._of_contact()), (statements, order._of_statement())):
        assert rows(location, select(table.c.ref).where(table.c.day.is_distinct_from(day))) == []
        assert rows(location, select(table.c.ref).where(table.c.day.is_not(None)))


def start(record: Record) -> str | None:
    when = record.contacts[0].when
    return when.start if when else None
