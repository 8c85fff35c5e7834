"""kill -9 while reports are being added: whatever was acknowledged is there, whole; nothing is there by half."""

import signal
import time
from itertools import count
from pathlib import Path
from random import Random

import msgspec
import pytest
from sqlalchemy import select

from archive_processes import Program, Telling
from archive_tables import contents, rows
from memcon.archive import Archive
from memcon.archive.schema import reports
from memcon.record import Record
from test_archive_cases import TEXT, article, bridge_record

KILLS = 50
MOMENTS = {"added_at", "changed_at"}

pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no kill -9")


def report(words: str) -> Record:
    """A record with rows in every table, on a text that no other has."""
    return msgspec.structs.replace(bridge_record(), article=article(f"{TEXT} {words}", published="2024-12-20"))


def write(location: str, name: str, telling: Telling) -> None:
    """Adds reports for ever, and tells of each that is kept."""
    with Archive.open(location) as archive:
        for number in count():
            telling.send(archive.add(report(f"{name} {number}")).report)


def test_a_killed_writer_loses_at_most_the_report_in_hand(engine: str, location: str, tmp_path: Path) -> None:
    moments = Random(1)
    acknowledged: list[object] = []
    for kills in range(1, KILLS + 1):
        writer = Program(write, location, str(kills))
        if kills % 2:  # half of them in the middle of adding, the others wherever they are by then
            acknowledged.append(writer.first())
        time.sleep(moments.uniform(0, 0.1))
        acknowledged += writer.kill()
        assert_kept(location, acknowledged, at_most=len(acknowledged) + kills)
    assert len(acknowledged) >= KILLS / 2
    if engine == "sqlite":
        assert rows(location, "PRAGMA integrity_check") == [("ok",)]
        assert rows(location, "PRAGMA foreign_key_check") == []
    assert without_moments(location) == without_moments(undisturbed(location, tmp_path / "undisturbed.db"))


def assert_kept(location: str, acknowledged: list[object], *, at_most: int) -> None:
    kept = [report for (report,) in rows(location, select(reports.c.id))]
    assert set(acknowledged) <= set(kept)
    assert len(kept) <= at_most


def undisturbed(location: str, path: Path) -> str:
    """An archive to which nobody did anything while the same reports were added in the same order."""
    order = rows(location, select(reports.c.id).order_by(reports.c.seq))
    with Archive.open(location) as disturbed, Archive.open(path) as archive:
        for (kept,) in order:
            archive.add(disturbed.record(str(kept)))
    return str(path)


def without_moments(location: str) -> dict[str, list[dict[str, object]]]:
    """All rows, less when they were written, and the numbers that PostgreSQL does not give a second time."""
    return {
        table: [
            {
                column: value
                for column, value in row.items()
                if column not in MOMENTS and (table, column) != ("passages", "id")
            }
            for row in found
        ]
        for table, found in contents(location).items()
    }


def test_a_writer_killed_while_it_makes_the_archive(place: str) -> None:
    for tenths in range(10):
        writer = Program(write, place, str(tenths))
        time.sleep(0.04 * tenths)
        writer.kill()
    with Archive.open(place) as archive:
        assert len(archive.contacts()) == 2 * len(archive)
        assert archive.add(report("after all")).status == "added"
