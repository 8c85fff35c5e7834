"""Persons whom an earlier report introduced are found by a later one that says only the surname or the office."""

from collections.abc import Iterator

import pytest

import memcon
from archive_schemas import archive_of_schema
from memcon.archive import Archive
from memcon.record import Actor

INTRODUCTION = (
    "Luxembourg Foreign Minister Aldo Brennholt met his Belgian counterpart Ortwin Velden in Brussels on Thursday."
)


@pytest.fixture
def archive(location: str) -> Iterator[Archive]:
    with memcon.open(location) as opened:
        opened.add(memcon.extract(INTRODUCTION, published="2031-10-02", archive=opened))
        yield opened


def persons(archive: Archive, report: str, published: str | None) -> dict[str, Actor]:
    record = memcon.extract(report, published=published, archive=archive)
    return {actor.id: actor for actor in record.actors if actor.kind == "person"}


def test_the_surname_alone_finds_him_with_the_report_as_evidence(archive: Archive) -> None:
    found = persons(archive, "Brennholt said on Friday that Luxembourg would send aid.", "2031-10-10")
    actor = found["aldo-brennholt"]
    assert (actor.name, actor.country, actor.office) == ("Aldo Brennholt", "LUX", "foreign minister")
    assert actor.identified is not None
    assert actor.identified.by == "archive"
    assert actor.identified.reports == (archive.contacts()[0].report,)
    assert actor.identified.stated == ()


def test_a_counterpart_is_learned_like_the_one_who_is_introduced_first(archive: Archive) -> None:
    found = persons(archive, "Velden told reporters that Belgium would follow.", "2031-10-10")
    assert found["ortwin-velden"].office == "foreign minister"


def test_without_the_archive_the_surname_is_nobody() -> None:
    record = memcon.extract("Brennholt said on Friday that Luxembourg would send aid.", published="2031-10-10")
    assert "aldo-brennholt" not in {actor.id for actor in record.actors}


def test_the_office_alone_finds_him_between_two_reports_of_it(archive: Archive) -> None:
    later = "Luxembourg's foreign minister Aldo Brennholt left for Rome."
    archive.add(memcon.extract(later, published="2031-11-20", archive=archive))
    assert "aldo-brennholt" in persons(archive, "The Luxembourg foreign minister spoke of trade.", "2031-11-01")
    assert "aldo-brennholt" not in persons(archive, "The Luxembourg foreign minister spoke of trade.", "2032-03-01")


def test_a_namesake_of_another_country_is_somebody_else(archive: Archive) -> None:
    found = persons(archive, "Austrian Finance Minister Aldo Brennholt spoke in Vienna.", "2031-10-20")
    assert found["aldo-brennholt-aut"].country == "AUT"


def test_a_surname_far_from_the_country_is_not_taken_for_him(archive: Archive) -> None:
    found = persons(archive, "Brennholt scored twice and Rivas once, the club said.", "2031-10-20")
    assert "aldo-brennholt" not in found


def test_a_former_holder_teaches_no_office(archive: Archive) -> None:
    report = "Former Maltese prime minister Gisela Tormann spoke in Valletta."
    archive.add(memcon.extract(report, published="2031-10-02", archive=archive))
    assert archive.learned.holders("MLT", "former prime minister") == []
    assert archive.learned.person("gisela-tormann") is None


def test_what_is_asked_of_an_empty_archive_is_nothing() -> None:
    with memcon.open(":memory:") as empty:
        assert empty.learned.persons("Aldo Brennholt") == []
        assert empty.learned.persons("") == []
        assert empty.learned.person("aldo-brennholt") is None
        assert empty.learned.holders("LUX", "foreign minister") == []


def test_an_archive_of_the_first_schema_learns_from_what_it_holds(place: str) -> None:
    archive_of_schema("0001", place, memcon.extract(INTRODUCTION, published="2031-10-02"))
    with memcon.open(place) as archive:
        (known,) = archive.learned.persons("Brennholt")
        assert (known.id, known.tenures[0].office, known.tenures[0].known_from) == (
            "aldo-brennholt",
            "foreign minister",
            "2031-10-02",
        )
