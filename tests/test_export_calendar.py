"""The calendar, read by icalendar."""

from datetime import UTC, date, datetime
from io import BytesIO

import icalendar
import msgspec
import pytest

from archive_tables import rows, run
from memcon.archive import Archive, Filters
from memcon.archive.export import calendar
from memcon.record import Commitment, Record, When
from test_archive_cases import bridge_record, small_record

PLAN = {"status": "planned", "mode": "visit", "published": "2024-12-01"}


def written(archive: Archive, filters: Filters | None = None) -> bytes:
    target = BytesIO()
    calendar.write(archive, target, filters)
    return target.getvalue()


def events(archive: Archive, filters: Filters | None = None) -> dict[str, icalendar.Event]:
    found = icalendar.Calendar.from_ical(written(archive, filters)).events
    assert len({str(event["uid"]) for event in found}) == len(found)
    return {str(event["uid"]): event for event in found}


def added(archive: Archive, record: Record) -> str:
    (ref,) = archive.add(record).contacts
    return ref


def promise(kind: str, *, due: When | None, status: str = "open") -> Record:
    record = small_record()
    commitment = Commitment(id="k1", who=("a0",), kind=kind, act="open, the bridge", due=due, status=status)  # type: ignore[arg-type]
    return msgspec.structs.replace(record, commitments=(commitment,))


def test_a_planned_contact_is_an_all_day_event_that_nobody_has_confirmed(archive: Archive) -> None:
    ref = added(archive, small_record(date="2024-12-19", **PLAN))
    event = events(archive)[f"{ref}@memcon"]
    assert (event.start, event.end) == (date(2024, 12, 19), date(2024, 12, 20))
    assert event["status"] == "TENTATIVE"
    assert event["summary"] == "Planned visit: Lena Brandt (NOR) and Émile Roux-Garnier (SDM)"


def test_days_of_a_visit_are_one_event_to_the_end_of_the_last(archive: Archive) -> None:
    ref = added(archive, small_record(date="2024-12-19", end="2024-12-21", **PLAN))
    event = events(archive)[f"{ref}@memcon"]
    assert (event.start, event.end) == (date(2024, 12, 19), date(2024, 12, 22))


@pytest.mark.parametrize(("status", "shown"), [("planned", 1), ("cancelled", 1), ("held", 0), ("denied", 0)])
def test_what_is_to_come_or_was_called_off_is_in_the_calendar(archive: Archive, status: str, shown: int) -> None:
    added(archive, small_record(date="2024-12-19", status=status))
    assert len(events(archive)) == shown


@pytest.mark.parametrize("days", [(None, None), ("2024-12-19", None), ("2014-01-01", "2021-12-31")])
def test_a_plan_without_a_date_that_can_be_shown_is_left_out(
    archive: Archive, days: tuple[str | None, str | None]
) -> None:
    record = small_record(status="planned")
    when = When(start=days[0], end=days[1], precision="range" if days[0] else "unknown")
    contact = msgspec.structs.replace(record.contacts[0], when=when)
    added(archive, msgspec.structs.replace(record, contacts=(contact,)))
    assert events(archive) == {}


def test_a_cancelled_contact_is_cancelled(archive: Archive) -> None:
    ref = added(archive, small_record(date="2024-12-19", status="cancelled"))
    assert events(archive)[f"{ref}@memcon"]["status"] == "CANCELLED"


@pytest.mark.parametrize(
    ("became", "status"), [("held", "CONFIRMED"), ("cancelled", "CANCELLED"), ("superseded", "CANCELLED")]
)
def test_what_became_of_a_plan_is_its_status(archive: Archive, location: str, became: str, status: str) -> None:
    ref = added(archive, small_record(date="2024-12-19", **PLAN))
    run(
        location,
        "DELETE FROM follow_ups",
        f"""INSERT INTO follow_ups (kind, "of", "by", score, reasons) VALUES ('{became}', '{ref}', 'abc123-c1', 1.0, '[]')""",
    )
    event = events(archive)[f"{ref}@memcon"]
    assert event["status"] == status
    assert "abc123-c1" in event["description"]


def test_two_reports_of_one_encounter_are_one_event(archive: Archive, location: str) -> None:
    first = added(archive, small_record(date="2024-12-19", **PLAN))
    second = added(archive, small_record(date="2024-12-19", **PLAN))
    run(location, f"UPDATE contacts SET encounter = '{first}'")
    (event,) = events(archive).values()
    assert event["uid"] == f"{first}@memcon"
    assert first in event["description"]
    assert second in event["description"]


def test_a_plan_without_a_date_has_that_of_its_encounter(archive: Archive, location: str) -> None:
    ref = added(archive, small_record(**PLAN))
    run(
        location,
        "DELETE FROM encounters",
        f"UPDATE contacts SET encounter = '{ref}'",
        f"""INSERT INTO encounters (id, status, mode, when_start, when_end, countries, topics, n_reports, n_sources)
            VALUES ('{ref}', 'planned', 'visit', '2024-12-19', '2024-12-19', '[]', '[]', 2, 2)""",
    )
    assert events(archive)[f"{ref}@memcon"].start == date(2024, 12, 19)


def test_the_stamp_is_of_the_report_and_not_of_the_clock(archive: Archive, location: str) -> None:
    added(archive, small_record(date="2024-12-19", **PLAN))
    run(location, "UPDATE reports SET added_at = '2024-12-05T10:11:12+00:00'")
    (event,) = events(archive).values()
    assert event.stamp == datetime(2024, 12, 5, 10, 11, 12, tzinfo=UTC)


def test_a_commitment_is_due_on_the_last_day_of_its_term(archive: Archive) -> None:
    archive.add(bridge_record())
    ref = next(row.id for row in archive.commitments() if row.due)
    event = events(archive)[f"{ref}@memcon"]
    assert (event.start, event.end) == (date(2025, 12, 31), date(2026, 1, 1))
    assert event["status"] == "CONFIRMED"
    assert event["summary"] == "Due: reopen the border bridge (Norland and Sudmark)"
    assert "Joint Bridge Commission" in event["description"]
    assert event["url"] == "https://fjord.example/bridge"


@pytest.mark.parametrize(
    ("kind", "state", "status"),
    [
        ("pledge", "open", "CONFIRMED"),
        ("pledge", "kept", "CONFIRMED"),
        ("agreement", "superseded", "CANCELLED"),
        ("hope", "open", "TENTATIVE"),
        ("plan", "open", "TENTATIVE"),
    ],
)
def test_a_commitment_is_as_firm_as_its_kind(archive: Archive, kind: str, state: str, status: str) -> None:
    archive.add(promise(kind, due=When(end="2025-03-01", precision="range"), status=state))
    (event,) = events(archive).values()
    assert event["status"] == status
    assert event.start == date(2025, 3, 1)


def test_a_commitment_that_is_never_due_is_left_out(archive: Archive) -> None:
    archive.add(promise("pledge", due=None))
    assert events(archive) == {}


def test_what_is_withdrawn_is_left_out_even_where_the_filter_asks_for_it(archive: Archive) -> None:
    ref = added(archive, small_record(date="2024-12-19", **PLAN))
    archive.add(promise("pledge", due=When(end="2025-03-01", precision="range")))
    archive.reject(ref, who="A reader", why="no such visit")
    archive.reject(archive.commitments()[0].id, who="A reader", why="not said")
    assert events(archive, Filters(withdrawn=True)) == {}


def test_filters_choose_what_is_shown(archive: Archive) -> None:
    added(archive, small_record(date="2024-12-19", **PLAN))
    wanted = added(archive, small_record(date="2024-12-19", countries=("NOR", "FIN"), **PLAN))
    assert set(events(archive, Filters(country=("FIN",)))) == {f"{wanted}@memcon"}
    assert events(archive, Filters(status="cancelled")) == {}


def test_the_same_archive_gives_the_same_bytes(archive: Archive) -> None:
    for day in ("2024-12-19", "2024-12-18"):
        added(archive, small_record(date=day, **PLAN))
    archive.add(bridge_record())
    assert written(archive) == written(archive)
    starts = [event.start for event in icalendar.Calendar.from_ical(written(archive)).events]
    assert starts == sorted(starts)


def test_signs_that_a_calendar_reads_as_its_own_come_back_as_they_were(archive: Archive, location: str) -> None:
    added(archive, small_record(date="2024-12-19", names=("Brandt; Lena, \\n", "Roux\x0b"), **PLAN))
    (event,) = events(archive).values()
    assert event["summary"] == "Planned visit: Brandt; Lena, \\n (NOR) and Roux (SDM)"
    assert rows(location, "SELECT name FROM participants ORDER BY seq")[1] == ("Roux\x0b",)
