"""Laws of follow-ups: they are a function of the set of reports, and of nothing else."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from memcon.archive import Archive
from memcon.archive.follow_ups.meetings import encounter_of
from memcon.archive.schema import contacts, follow_ups
from memcon.record import Record
from test_follow_ups_cases import Report

FIRST = date(2024, 3, 1)
WHO = (
    *[("brandt", "roux")] * 4,
    ("holm", "valois"),
    ("NOR", "SDM"),
    ("brandt", "petrov"),
    ("brandt", "roux", "petrov"),
)
PLACES = (None, None, ("Brandby", "NOR"), ("Roux", "SDM"))
ACTS = (
    "to meet again in Brandby",
    "to speak again soon",
    "to reopen the border bridge to lorries",
    "to lift the blockade of the coast",
    "hold the next session of the Joint Bridge Commission",
)
WORDS = (
    ("agree", "to lift the blockade of the coast"),
    ("reject", "to reopen the border bridge to lorries"),
    ("assert", "Norland has reopened the border bridge to lorries"),
    ("assert", "they lifted the blockade of the coast"),
)
LAWS = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def day(number: int) -> str:
    return (FIRST + timedelta(days=number)).isoformat()


numbers = st.integers(0, 90)
dates = st.one_of(st.none(), numbers.map(day), numbers.map(lambda number: day(number)[:7]))


@st.composite
def contact_dates(draw: st.DrawFn, status: str, published: int) -> str | None:
    """Mostly the day of the report or before for what was held, and after it for what is planned."""
    if status == "held":
        return draw(st.sampled_from([None, day(published), day(published - 1), day(published - 20)[:7]]))
    return draw(st.one_of(st.none(), st.integers(published, published + 40).map(day), dates))


@st.composite
def records(draw: st.DrawFn, number: int) -> Record:
    published = draw(numbers)
    report = Report(day(published), number=number)
    for _ in range(draw(st.integers(1, 2))):
        status = draw(st.sampled_from(["held", "held", "planned", "planned", "cancelled"]))
        at = report.contact(
            status,
            draw(st.sampled_from(["meeting", "meeting", "phone", "visit"])),
            date=draw(contact_dates(status, published)),
            who=draw(st.sampled_from(WHO)),
            place=draw(st.sampled_from(PLACES)),
            mechanism=draw(st.sampled_from([None, None, "Joint Bridge Commission"])),
        )
    for _ in range(draw(st.integers(0, 2))):
        who, to = draw(st.sampled_from([(("brandt", "roux"), ()), (("brandt",), ("roux",)), (("NOR",), ("SDM",))]))
        kind = draw(st.sampled_from(["agreement", "request", "offer"]))
        report.promised(kind, draw(st.sampled_from(ACTS)), who=who, to=to, due=draw(dates))
    for _ in range(draw(st.integers(0, 2))):
        report.said(*draw(st.sampled_from(WORDS)), by=(draw(st.sampled_from(["brandt", "roux", "SDM"])),), at=at)
    return report.record()


several = st.integers(2, 6).flatmap(lambda n: st.tuples(*(records(number) for number in range(n))))


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("laws") / "empty.db"
    Archive.open(path).close()
    return path


@contextmanager
def archive_of(empty: Path, *those: Record) -> Iterator[Archive]:
    """An archive to which reports were added in this order."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "memcon.db"
        shutil.copy(empty, path)
        with Archive.open(path) as archive:
            for record in those:
                archive.add(record)
            yield archive


def told(archive: Archive) -> set[tuple[str, str, str, float, str]]:
    """All follow-ups. An encounter is called by all its contacts: its id tells which of them was added first."""
    with archive._reading() as connection:
        members: dict[str, list[str]] = {}
        for encounter, ref in connection.execute(select(encounter_of, contacts.c.ref).order_by(contacts.c.ref)):
            members.setdefault(encounter, []).append(ref)
        return {
            (kind, " ".join(members.get(of, [of])), " ".join(members.get(by, [by])), score, str(reasons))
            for kind, of, by, score, reasons in connection.execute(select(follow_ups))
        }


@LAWS
@given(those=several, data=st.data())
def test_any_order_of_adding_gives_the_same(empty: Path, those: tuple[Record, ...], data: st.DataObject) -> None:
    other = data.draw(st.permutations(those))
    with archive_of(empty, *those) as one, archive_of(empty, *other) as two:
        assert told(one) == told(two)


@LAWS
@given(those=several)
def test_adding_a_report_again_changes_nothing(empty: Path, those: tuple[Record, ...]) -> None:
    with archive_of(empty, *those) as archive:
        before = told(archive)
        for record in reversed(those):
            archive.add(record)
        assert told(archive) == before


@LAWS
@given(those=several)
def test_a_withdrawn_report_leaves_no_trace_and_comes_back(empty: Path, those: tuple[Record, ...]) -> None:
    first, *others = those
    with archive_of(empty, *those) as archive, archive_of(empty, *others) as without:
        before = told(archive)
        number = archive.withdraw(first.article.sha256, who="Ida", why="a test")
        assert told(archive) == told(without)
        archive.undo(number, who="Ida", why="a test")
        assert told(archive) == before


@LAWS
@given(those=several)
def test_a_commitment_is_in_one_state_and_what_was_kept_stays_kept(empty: Path, those: tuple[Record, ...]) -> None:
    with archive_of(empty, *those) as archive:
        kept: set[str] = set()
        for number in range(0, 400, 40):
            as_of = (FIRST + timedelta(days=number)).isoformat()
            rows = list(archive.commitments(as_of=as_of))
            assert len({row.id for row in rows}) == len(rows)
            now = {row.id for row in rows if row.status == "kept"}
            assert kept <= now
            assert not now & {row.id for row in archive.commitments(as_of=as_of, state=("overdue",))}
            assert all((row.followed_by is not None) == (row.status in ("kept", "superseded")) for row in rows)
            assert all(row.due_end and row.due_end < as_of for row in rows if row.status == "overdue")
            kept = now
