"""Mechanisms and their sessions, on either engine."""

import pytest

from memcon.archive import Archive
from memcon.errors import ArchiveError
from test_follow_ups_cases import Report

SUPREME = "High-Level Strategic Cooperation Council"


def add(archive: Archive, *reports: Report) -> list[str]:
    return [archive.add(report.record()).report[:6] for report in reports]


def sessions(archive: Archive) -> list[str]:
    """The Supreme Council of Norland and Sudmark, another one of Norland and Eastria, and the Astana format."""
    first, second, third = Report("2024-01-01"), Report("2024-06-01"), Report("2024-07-01")
    first.contact("planned", date="2024-06-01", mechanism=SUPREME)
    first.promised("offer", "host the next session", who=("brandt",), to=("roux",), mechanism="the Supreme Council")
    second.contact(date="2024-06-01", mechanism="8th meeting of the Supreme Council")
    second.contact("planned", date="2025-06-01", mechanism="the Supreme Council")
    second.contact(date="2024-05-01", mechanism="the Supreme Council", who=("brandt", "petrov"), role="background")
    third.contact(date="2024-07-01", mechanism="Astana process", who=("roux", "petrov"))
    third.contact(date="2024-07-02", mechanism="the 21st round of the Astana talks", who=("brandt", "roux", "petrov"))
    third.contact(date="2024-07-03", mechanism="Council", who=("brandt",))
    return add(archive, first, second, third)


def test_names_of_one_mechanism_are_taken_together(archive: Archive) -> None:
    sessions(archive)
    rows = {(row.countries, row.held): row for row in archive.mechanisms(as_of="2024-12-31")}
    assert set(rows) == {(("NOR", "SDM"), 1), (("EAS", "NOR"), 1), (("EAS", "NOR", "SDM"), 2)}
    row = rows[("NOR", "SDM"), 1]
    assert {row.name, *row.also} == {SUPREME, "the Supreme Council", "8th meeting of the Supreme Council"}
    assert (row.planned, row.last, row.last_round, row.next) == (1, "2024-06-01", 8, "2025-06-01")
    assert (row.commitments, row.reports) == (1, 2)
    assert rows[("EAS", "NOR", "SDM"), 2].last_round == 21


def test_a_planned_session_says_what_became_of_it(archive: Archive) -> None:
    first, second, _ = sessions(archive)
    found = archive.mechanism("supreme council", country=("NOR", "SDM"), as_of="2024-12-31")
    told = [(row.id, row.status, row.round, row.outcome, row.followed_by) for row in found.sessions]
    assert told == [
        (f"{first}-c1", "planned", None, "held", f"{second}-c1"),
        (f"{second}-c1", "held", 8, None, None),
        (f"{second}-c2", "planned", None, None, None),
    ]


def test_the_countries_in_a_name_are_those_of_the_mechanism(archive: Archive) -> None:
    report = Report("2024-01-01")
    report.contact(date="2024-01-01", mechanism="U.S.-Israel Strategic Group")
    report.contact(date="2024-02-01", mechanism="Strategic Group of the United States and Israel")
    report.contact(date="2024-02-01", mechanism="Turkish-Greek Strategic Group")
    add(archive, report)
    assert [row.held for row in archive.mechanisms()] == [1, 2]


def test_the_next_session_is_that_of_the_day(archive: Archive) -> None:
    sessions(archive)
    (before,) = archive.mechanisms(country=("NOR", "SDM"), as_of="2024-02-01")[-1:]
    assert before.last is None
    (after,) = [row for row in archive.mechanisms(country=("NOR", "SDM"), as_of="2026-01-01") if row.commitments]
    assert (after.last, after.next) == ("2024-06-01", None)


def test_a_summit_is_a_session_of_its_own_kind(archive: Archive) -> None:
    plan, then = Report("2024-01-01"), Report("2024-06-11")
    plan.contact("planned", "summit", date="2024-06", occasion="upcoming Coastal Summit", who=("council",))
    then.contact("held", "summit", date="2024-06-11", occasion="June 11 Coastal Summit", who=("council",))
    then.contact("held", "meeting", date="2024-06-11", occasion="Coastal Summit")
    first, second = add(archive, plan, then)
    (row,) = archive.mechanisms(as_of="2024-12-31")
    assert (row.held, row.planned, row.last) == (1, 0, "2024-06-11")
    found = archive.mechanism("Coastal Summit")
    assert [(one.id, one.followed_by) for one in found.sessions] == [
        (f"{first}-c1", f"{second}-c1"),
        (f"{second}-c1", None),
    ]


@pytest.mark.parametrize("name", ["Bridge Authority", "the Supreme Council", ""])
def test_a_name_that_means_none_or_several_is_a_sentence(archive: Archive, name: str) -> None:
    sessions(archive)
    with pytest.raises(ArchiveError):
        archive.mechanism(name)
