"""kill -9 while reports are being added: whatever was acknowledged is there, whole; nothing is there by half."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from memcon.archive import Archive

WRITER = """
import sys
from test_archive_cases import small_record
from memcon.archive import Archive

with Archive.open(sys.argv[1]) as archive:
    for number in range(100_000):
        outcome = archive.add(small_record(words=f"{sys.argv[2]} {number}. "))
        print(outcome.report, flush=True)
"""

ENVIRONMENT = os.environ | {
    "PYTHONPATH": os.pathsep.join(path for path in [*sys.path, str(Path(__file__).parent)] if path)
}


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no kill -9")
def test_a_killed_writer_loses_at_most_the_report_in_hand(tmp_path: Path) -> None:
    path = tmp_path / "memcon.db"
    acknowledged: list[str] = []
    rounds = 4
    for number in range(rounds):
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(path), str(number)], stdout=subprocess.PIPE, text=True, env=ENVIRONMENT
        )
        assert writer.stdout
        first = writer.stdout.readline().strip()
        assert first, "the writer did not start"
        time.sleep(random.Random(number).uniform(0.0, 0.15))
        writer.kill()
        rest, _ = writer.communicate()
        complete = rest[: rest.rfind("\n") + 1].split()
        acknowledged += [first, *complete]
        check(path, acknowledged, at_most=len(acknowledged) + number + 1)
    assert len(acknowledged) > rounds


def check(path: Path, acknowledged: list[str], *, at_most: int) -> None:
    with Archive.open(path) as archive:
        assert len(acknowledged) <= len(archive) <= at_most
        for report in acknowledged:
            assert archive.record(report).article.sha256 == report
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    for table, count in (("contacts", 1), ("participants", 2), ("statements", 1), ("actors", 2)):
        odd = f"SELECT id FROM reports WHERE (SELECT count(*) FROM {table} WHERE report = reports.id) != {count}"
        assert connection.execute(odd).fetchall() == []
    connection.close()


def test_a_writer_killed_while_it_makes_the_archive(tmp_path: Path) -> None:
    for number in range(3):
        path = tmp_path / f"{number}.db"
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(path), "x"], stdout=subprocess.PIPE, env=ENVIRONMENT
        )
        deadline = time.monotonic() + 20
        while not path.exists() and time.monotonic() < deadline:
            time.sleep(0.001)
        time.sleep(0.01 * number)
        writer.kill()
        writer.communicate()
        with Archive.open(path) as archive:
            assert len(archive) <= 100_000
            assert len(archive.contacts()) == len(archive)
