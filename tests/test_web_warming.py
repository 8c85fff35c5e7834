"""What takes the longest to answer is answered before anybody asks, and again when the archive has changed."""

import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from memcon.archive import Archive
from memcon.faces.web.pages.dyad import PROMISES
from memcon.faces.web.warming import warmed
from test_archive_cases import small_record


def soon(is_so: Callable[[], bool]) -> bool:
    until = time.monotonic() + 60
    while not is_so() and time.monotonic() < until:
        time.sleep(0.02)
    return is_so()


def test_a_dyad_is_told_before_anybody_asks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("overviews.answers", "lookups.state"):
        monkeypatch.setattr(f"memcon.archive.{name}._SETTLED", timedelta(days=-1))  # as if the changes were long ago
    monkeypatch.setattr("memcon.faces.web.warming._EVERY", 0.02)
    with Archive.open(tmp_path / "memcon.db") as archive:
        archive.add(small_record(date="2024-01-01"))
        (pair,) = archive.matrix()
        told: list[int] = []
        find = archive.dyad

        def telling(*asked: object, **more: object) -> object:
            found = find(*asked, **more)  # type: ignore[arg-type]
            told.append(found.encounters)
            return found

        monkeypatch.setattr(archive, "dyad", telling)
        with warmed(archive):
            assert soon(lambda: told == [1])
            archive.add(small_record(date="2024-03-01"))
            assert soon(lambda: told[-1] == 2)
        monkeypatch.setattr("memcon.archive.relations.dyad_of", None)
        assert find(pair.one, pair.other, commitments=PROMISES).encounters == 2
