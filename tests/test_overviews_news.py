"""What is new, what is due, and what changed."""

import pytest

from archive_tables import run
from memcon.archive import Archive, Change
from memcon.errors import ArchiveError
from test_archive_cases import bridge_record, small_record
from test_archive_lists import REPORTS

DAY = "2024-06-15"


def test_the_overview_counts_what_stands_and_shows_what_is_near(archive: Archive) -> None:
    archive.add(bridge_record())
    for month in range(1, 13):
        archive.add(
            small_record(
                date=f"2024-{month:02}-20",
                published=f"2024-01-{month:02}",
                names=(f"A{month}", "B"),
                status="planned" if month > 6 else "held",
            )
        )
    archive.reject(archive.page("statements", limit=1).rows[0].id, who="a tester", why="to see")
    archive.accept(archive.page("contacts", limit=1).rows[0].id, who="a tester")
    seen = archive.overview(DAY)
    assert seen.reports == archive.page("reports").total == 13
    assert seen.encounters == archive.page("encounters").total
    assert seen.statements == archive.page("statements").total == 16
    assert seen.commitments == archive.page("commitments").total == 2
    assert seen.to_review == archive.review()[1]
    assert [row.published for row in seen.newest[:2]] == ["2024-01-12", "2024-01-11"]
    assert len(seen.newest) == 10
    assert [row.date for row in seen.lately] == [f"2024-{month:02}-20" for month in (5, 4, 3, 2, 1)]
    assert [row.date for row in seen.coming] == [f"2024-{month:02}-20" for month in range(7, 13)]
    assert {row.status for row in seen.coming} == {"planned"}
    assert (seen.due, seen.overdue) == ((), 0)  # not yet made
    promised = archive.overview("2025-01-10").due
    assert [(row.act, row.due_end) for row in promised] == [("reopen the border bridge", "2025-12-31")]
    later = archive.overview("2026-01-01")
    assert (later.overdue, later.due, later.coming) == (1, (), ())
    assert archive.page("commitments", archive.commitments(state="overdue", as_of="2026-01-01")._filters).total == 1


def test_a_plan_of_which_more_is_told_is_not_coming(archive: Archive) -> None:
    archive.add(small_record(date="2024-07-01", published="2024-06-01", status="planned"))
    archive.add(small_record(date="2024-08-01", published="2024-06-01", status="planned", names=("C D", "E F")))
    assert [row.date for row in archive.overview(DAY).coming] == ["2024-07-01", "2024-08-01"]
    archive.add(small_record(date="2024-07-01", published="2024-06-10", status="cancelled"))
    assert [row.date for row in archive.overview(DAY).coming] == ["2024-08-01"]


def test_the_overview_wants_a_day(archive: Archive) -> None:
    with pytest.raises(ArchiveError, match="must be a date"):
        archive.overview("next week")
    assert archive.overview().reports == 0


def at(location: str, key: str, moment: str) -> None:
    """Lets a report have been added at a moment."""
    run(location, f"UPDATE reports SET added_at = '{moment}', changed_at = '{moment}' WHERE key = '{key}'")


def test_changes_are_told_in_the_order_in_which_they_were_made(archive: Archive, location: str) -> None:
    keys = [archive.add(small_record(date=f"2024-01-0{day}")).report[:6] for day in range(1, 4)]
    for day, key in enumerate(keys, 1):
        at(location, key, f"2024-02-0{day}T00:00:00+00:00")
    every = archive.changes("2024-01-01")
    assert every.total == len(every.rows) == 9
    assert [change.id for change in every.rows[:3]] == [keys[0], f"{keys[0]}-c1", f"{keys[0]}-s1"]
    assert [change.kind for change in every.rows[:3]] == ["report", "contact", "statement"]
    assert {change.what for change in every.rows} == {"added"}
    assert [change.id for change in archive.changes("2024-02-03").rows] == [keys[2], f"{keys[2]}-c1", f"{keys[2]}-s1"]
    read: list[Change] = []
    after = None
    while True:
        page = archive.changes("2024-01-01", after=after, limit=2)
        read.extend(page.rows)
        assert page.total == 9
        if page.next is None:
            break
        after = page.next
    assert tuple(read) == every.rows


def test_what_was_corrected_and_withdrawn_changed(archive: Archive, location: str) -> None:
    keys = [archive.add(small_record(date=f"2024-01-0{day}")).report[:6] for day in range(1, 4)]
    for key in keys:
        at(location, key, "2024-02-01T00:00:00+00:00")
    archive.reject(f"{keys[0]}-s1", who="a tester", why="to see")
    archive.withdraw(keys[1], who="a tester", why="to see")
    found = {change.id: change.what for change in archive.changes("2024-03-01").rows}
    assert found == {
        keys[0]: "changed",
        f"{keys[0]}-c1": "changed",
        f"{keys[0]}-s1": "withdrawn",
        **{f"{keys[1]}{item}": "withdrawn" for item in ("", "-c1", "-s1")},
    }


def test_what_comes_later_is_told_behind_the_same_cursor(archive: Archive, location: str) -> None:
    for record in REPORTS[:3]:
        archive.add(record)
    first = archive.changes("2000-01-01", limit=4)
    key = archive.add(REPORTS[3]).report[:6]
    at(location, key, "2999-01-01T00:00:00+00:00")
    rest = archive.changes("2000-01-01", after=first.next, limit=1000).rows
    assert key in {change.id for change in rest}
    assert not {change.id for change in rest} & {change.id for change in first.rows}


def test_changes_want_a_moment_and_their_own_cursor(archive: Archive) -> None:
    with pytest.raises(ArchiveError, match="is no date"):
        archive.changes("lately")
    with pytest.raises(ArchiveError, match="that cursor is none of this list"):
        archive.changes("2024-01-01", after="nonsense")
