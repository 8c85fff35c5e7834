"""Encounters of an archive: which reports become one, what their row says, and what people say of them."""

import json
from collections.abc import Iterable
from typing import Any

import msgspec
import pytest
from sqlalchemy import select

from archive_tables import rows
from memcon.archive import Archive, Filters
from memcon.archive.schema import contacts, encounter_links, encounters
from memcon.errors import ArchiveError
from memcon.record import Record
from test_encounters_cases import call_of_norland, call_of_sudmark, contact, report


def added(archive: Archive, *reports: Record) -> list[str]:
    """The refs of the first contact of each report."""
    return [archive.add(one).contacts[0] for one in reports]


def told_together(archive: Archive) -> list[list[str]]:
    """The reports (r1, r2 …) of each encounter that several contacts are told of."""
    found: dict[str, list[str]] = {}
    ids = {row.sha256: archive.record(row.sha256).article.id for row in archive.reports()}
    with archive._reading() as connection:
        for one, encounter in connection.execute(select(contacts.c.report, contacts.c.encounter)):
            found.setdefault(encounter, []).append(ids[one])
    return sorted(sorted(those) for those in found.values() if len(those) > 1)


def numbered(*told: Any, **common: Any) -> list[Record]:
    """Reports r1, r2 … of different outlets, each with one contact, or with the contacts of a list."""
    return [
        report(*(one if isinstance(one, list) else [one]), number=at, outlet=f"Outlet {at}", **common)
        for at, one in enumerate(told, 1)
    ]


SAME = contact(mode="phone")


@pytest.mark.parametrize(
    ("told", "together"),
    [
        ([SAME, SAME], [["r1", "r2"]]),
        ([SAME, contact(mode="video")], [["r1", "r2"]]),
        ([SAME, contact(mode="letter")], []),
        ([SAME, contact(mode="phone", date="2024-05-11")], []),
        ([SAME, contact("brandt", "roux", mode="phone")], []),
        ([SAME, contact("holm", "petrov", mode="phone")], []),
        ([contact("brandt", "roux"), contact("brandt", "moreau")], []),
        ([contact("brandt", "roux"), contact("brandt", "SDM-foreign-minister")], [["r1", "r2"]]),
        ([contact(), contact("holm", "valois", "petrov")], []),
        ([contact("holm", "valois", "petrov"), contact("NOR", "SDM", "EAS")], [["r1", "r2"]]),
        ([contact(status="planned"), contact()], []),
        ([contact(status="cancelled"), contact(status="denied")], []),
        ([contact(status="planned"), contact(status="planned", date="2024-05")], [["r1", "r2"]]),
        # Without a date of its own, by the day of publication.
        ([SAME, contact(mode="phone", date=None)], [["r1", "r2"]]),
        ([contact(mode="phone", date=None), contact(mode="phone", date=None)], [["r1", "r2"]]),
        ([SAME, contact(mode="phone", date=None, weekday="Friday")], [["r1", "r2"]]),
        ([SAME, contact(mode="phone", date="2021-01-01/2024-12-31", weekday="Monday")], []),
        # A group without two countries, by a person of it.
        ([contact("holm", "front"), contact("holm", "front")], [["r1", "r2"]]),
        ([contact("holm"), contact("holm")], []),
        ([contact("holm", "front"), contact("brandt", "front")], []),
        ([contact("holm", mechanism="Coastal Forum"), contact("brandt", mechanism="Coastal Forum")], []),
    ],
)
def test_which_contacts_of_two_reports_are_one(
    told: list[dict[str, Any]], together: list[list[str]], archive: Archive
) -> None:
    added(archive, *numbered(*told))
    assert told_together(archive) == together


def test_a_dateless_contact_pulls_no_two_dated_ones_together(archive: Archive) -> None:
    a_friday = contact(mode="phone", date="2024-05-01/2024-05-31", weekday="Friday")
    first, second = contact(mode="phone", date="2024-05-10"), contact(mode="phone", date="2024-05-17")
    added(archive, *numbered(first, a_friday, second))
    assert told_together(archive) == []  # it may be either


def test_a_dateless_contact_joins_the_one_it_is_most_like(archive: Archive) -> None:
    a_friday = contact(mode="phone", date="2024-05-01/2024-05-31", weekday="Friday", topics=("trade", "energy"))
    first = contact(mode="phone", date="2024-05-10", topics=("trade", "energy"))
    second = contact(mode="phone", date="2024-05-17", topics=("visas", "fisheries"))
    added(archive, *numbered(first, second, a_friday))
    assert told_together(archive) == [["r1", "r3"]]


def test_a_chain_of_reports_does_not_join_what_cannot_be_one(archive: Archive) -> None:
    added(archive, *numbered(contact("brandt", "roux"), contact("NOR", "SDM"), contact("brandt", "moreau")))
    assert len(told_together(archive)) == 1
    assert len(told_together(archive)[0]) == 2


def test_contacts_of_one_report_are_different_encounters(archive: Archive) -> None:
    morning, evening = contact(mode="phone"), contact(mode="phone", topics=("trade",))
    added(archive, *numbered([contact(), contact("brandt", "roux")], [contact(), contact("brandt", "roux")]))
    assert told_together(archive) == [["r1", "r2"], ["r1", "r2"]]
    added(archive, report(morning, evening, number=3))
    assert told_together(archive)[-1] == ["r3", "r3"]  # told twice, in the same way


def test_two_calls_of_one_report_are_told_apart_by_what_they_are_about(archive: Archive) -> None:
    calls = [contact(mode="phone", date=None, topics=("trade",)), contact(mode="phone", date=None, topics=("visas",))]
    added(archive, *numbered([contact(mode="phone", topics=("trade",)), calls[1]], calls))
    with archive._reading() as connection:
        query = select(contacts.c.encounter, contacts.c.topics).order_by(contacts.c.ref)
        of = {tuple(topics): encounter for encounter, topics in connection.execute(query)}
    assert of["trade",] != of["visas",]


def test_an_encounter_is_called_by_the_contact_that_was_added_first(archive: Archive) -> None:
    first, second = added(archive, call_of_sudmark(), call_of_norland())
    assert archive.contact(first).ref == first
    assert [row.id for row in archive.encounters()] == [first]
    assert archive.encounter(second).id == first


def test_a_dateless_report_gets_its_date_from_the_encounter_that_it_joins(archive: Archive) -> None:
    sudmark, norland = added(archive, call_of_sudmark(), call_of_norland())
    (row,) = archive.encounters()
    key = norland.partition("-")[0]
    assert (row.date, row.date_precision, row.date_method) == ("2024-05-10", "day", f"from report {key}")
    found = {one.id: one for one in archive.contacts()}
    assert (found[sudmark].date, found[sudmark].date_method) == ("2024-05-10", f"from report {key}")
    assert (found[norland].date, found[norland].date_method) == ("2024-05-10", "stated")
    assert found[sudmark].encounter == found[norland].encounter == sudmark


def test_the_date_goes_when_the_report_that_tells_it_goes(archive: Archive) -> None:
    sudmark, norland = added(archive, call_of_sudmark(), call_of_norland())
    archive.withdraw(norland.partition("-")[0], who="a", why="b")
    (row,) = archive.encounters()
    assert (row.id, row.date, row.weekday, row.n_reports) == (sudmark, None, "Friday", 1)
    assert [(one.id, one.date) for one in archive.contacts()] == [(sudmark, None)]


@pytest.mark.parametrize(
    ("told", "mode"),
    [
        (["phone", "phone", "video"], "phone"),
        (["phone", "video"], "video"),
        (["meeting", "video"], "video"),
        (["meeting", "summit"], "summit"),
    ],
)
def test_the_mode_is_what_most_reports_say_and_the_more_exact_of_two(
    told: list[str], mode: str, archive: Archive
) -> None:
    added(archive, *numbered(*(contact(mode=one) for one in told)))
    assert [row.mode for row in archive.encounters()] == [mode]


def test_the_row_takes_together_what_the_reports_say(archive: Archive) -> None:
    said = [
        contact(place="Norland", topics=("trade",), occasion="border talks"),
        contact(place="Brandby", topics=("trade", "energy")),
        contact(date="2024-05", topics=("trade",), place="Brandby"),
    ]
    added(archive, *numbered(*said))
    (row,) = archive.encounters()
    assert (row.place, row.place_country, row.date, row.level) == ("Brandby", "NOR", "2024-05-10", "leader")
    assert (row.topics, row.occasion, row.countries) == (("trade", "energy"), "border talks", ("NOR", "SDM"))
    assert (row.n_reports, row.n_sources) == (3, 3)
    assert row.participants == ("Ida Holm (NOR)", "Claire Valois (SDM)")
    assert row.outlets == ("Outlet 1", "Outlet 2", "Outlet 3")


def test_copies_of_one_text_count_once(archive: Archive) -> None:
    wire = (
        "The presidents of Norland and Sudmark spoke for an hour about the bridge, the coast and the price of herring."
    )
    other = (
        "Our correspondent heard from the palace that both heads of state had been on the telephone at noon yesterday."
    )
    texts = [wire, f"{wire} Our reporter adds that it rained.", wire.partition(" about")[0] + ".", other]
    reports = [report(SAME, number=at, outlet=f"Outlet {at}", text=text) for at, text in enumerate(texts, 1)]
    added(archive, *reports)
    (row,) = archive.encounters()
    assert (row.n_reports, row.n_sources) == (4, 2)
    found = archive.encounter(row.id)
    keys = {one.outlet: one.report for one in found.reports}
    copies = {one.outlet: one.copy_of for one in found.reports if one.copy_of}
    assert (found.sources, len(copies)) == (2, 2)
    assert set(copies.values()) < set(keys.values())
    assert "Outlet 4" not in copies


def test_the_links_are_kept_and_their_reasons_told(archive: Archive, location: str) -> None:
    added(archive, call_of_sudmark(), call_of_norland())
    ((score,),) = rows(location, select(encounter_links.c.score))
    (likeness,) = archive.encounter(archive.encounters()[0].id).likeness
    assert score == likeness.score == sum(reason.points for reason in likeness.reasons)


def test_the_links_told_are_the_strongest_that_hold_the_contacts_together(archive: Archive) -> None:
    one, *_ = added(archive, *numbered(contact(), contact(date=None), contact(date=None), contact(place="Brandby")))
    likeness = archive.encounter(one).likeness
    assert len(likeness) == 3
    assert likeness[0].score > likeness[-1].score
    assert {ref for pair in likeness for ref in (pair.one, pair.other)} == set(archive.encounter(one).contacts)


# what people say -------------------------------------------------------------------------------------------------------


def test_what_people_merge_stays_merged(archive: Archive) -> None:
    one, other = added(archive, *numbered(contact(), contact("brandt", "petrov", date="2024-06-01")))
    assert told_together(archive) == []
    number = archive.merge(one, other, who="a", why="b")
    assert told_together(archive) == [["r1", "r2"]]
    added(archive, report(contact(), number=3, outlet="Outlet 3"))
    assert told_together(archive) == [["r1", "r2", "r3"]]
    assert archive.encounter(one).likeness[0].by_hand
    archive.undo(number, who="a")
    assert told_together(archive) == [["r1", "r3"]]


def test_what_people_split_stays_split(archive: Archive) -> None:
    one, other = added(archive, *numbered(contact(), contact()))
    (number,) = archive.split(one, who="a", why="b")
    assert told_together(archive) == []
    added(archive, report(contact(), number=3, outlet="Outlet 3"))
    assert len(told_together(archive)) == 1  # with one of the two, never with both
    assert len(told_together(archive)[0]) == 2
    archive.undo(number, who="a")
    assert told_together(archive) == [["r1", "r2", "r3"]]
    del other


def test_a_split_of_one_leaves_the_others_together(archive: Archive) -> None:
    one, *_ = added(archive, *numbered(contact(), contact(), contact()))
    archive.split(one, who="a", why="b")
    assert told_together(archive) == [["r2", "r3"]]


def test_the_last_word_on_a_pair_holds(archive: Archive) -> None:
    one, other = added(archive, *numbered(contact(), contact()))
    archive.split(one, from_=other, who="a", why="b")
    archive.merge(one, other, who="a", why="b")
    assert told_together(archive) == [["r1", "r2"]]


def test_what_is_rejected_is_of_no_encounter(archive: Archive) -> None:
    one, other = added(archive, *numbered(contact(), contact()))
    archive.reject(one, who="a", why="b")
    assert [(row.id, row.n_reports) for row in archive.encounters()] == [(other, 1)]
    with pytest.raises(ArchiveError, match="rejected or withdrawn"):
        archive.encounter(one)
    archive.accept(one, who="a")
    assert [(row.id, row.n_reports) for row in archive.encounters()] == [(one, 2)]


def test_what_is_edited_may_change_its_encounter(archive: Archive) -> None:
    one, other = added(archive, *numbered(contact(), contact(date="2024-06-01")))
    archive.edit(other, {"date": "2024-05-10"}, who="a")
    assert told_together(archive) == [["r1", "r2"]]
    archive.edit(one, {"mode": "letter"}, who="a")
    assert told_together(archive) == []


# asking ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Filters(), 3),
        (Filters(country=("NOR", "SDM")), 2),
        (Filters(country=("EAS",)), 1),
        (Filters(person="brandt"), 1),
        (Filters(mode="phone"), 1),
        (Filters(status="planned"), 1),
        (Filters(level="leader"), 2),
        (Filters(topic="trade"), 1),
        (Filters(outlet="Outlet 1"), 1),
        (Filters(since="2024-05-10", until="2024-05-10"), 1),
        (Filters(since="2024-06-02"), 0),
        (Filters(until="2024-05-09"), 0),
        (Filters(limit=2), 2),
    ],
)
def test_encounters_are_listed_by_filters(wanted: Filters, found: int, archive: Archive) -> None:
    told = [
        contact(mode="phone", topics=("trade",)),
        contact(mode="phone", date=None),
        contact("holm", "petrov", date="2024-05-31", status="planned"),
        contact("brandt", "roux", date="2024-06-01"),
    ]
    added(archive, *numbered(*told))
    assert archive.encounters(wanted).count() == found
    assert [row.date for row in archive.encounters()] == ["2024-05-10", "2024-05-31", "2024-06-01"]


def test_encounters_are_lazy_and_narrowed(archive: Archive) -> None:
    added(archive, *numbered(contact(), contact("holm", "petrov")))
    query = archive.encounters(country="EAS")
    assert repr(query) == "<encounters: EAS>"
    assert [row.countries for row in query] == [("EAS", "NOR")]


@pytest.mark.parametrize("ident", ["deadbe-c1", "x", ""])
def test_an_encounter_that_is_not_there(ident: str, archive: Archive) -> None:
    with pytest.raises(ArchiveError):
        archive.encounter(ident)


def test_every_contact_that_stands_is_of_one_encounter_and_every_encounter_has_one(
    archive: Archive, location: str
) -> None:
    one, *_ = added(archive, *numbered([contact(), contact("brandt", "roux")], contact(), contact(status="planned")))
    archive.reject(one, who="a", why="b")
    of = rows(location, select(contacts.c.ref, contacts.c.encounter, contacts.c.withdrawn))
    assert all((encounter is None) is bool(withdrawn) for _, encounter, withdrawn in of)
    assert {encounter for _, encounter, _ in of if encounter} == {
        ident for (ident,) in rows(location, select(encounters.c.id))
    }


def test_an_encounter_as_json_is_whole(archive: Archive) -> None:
    added(archive, call_of_norland(), call_of_sudmark())
    found = archive.encounter(archive.encounters()[0].id)
    told = json.loads(msgspec.json.encode(found))
    assert msgspec.json.decode(msgspec.json.encode(found), type=type(found)) == found
    assert _keys(told["differences"]) == {"field", "kind", "about", "told", "silent"}


def _keys(those: Iterable[dict[str, object]]) -> set[str]:
    return {key for one in those for key in one}
