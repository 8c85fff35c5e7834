"""The archive that the tests of the REST interface ask: reports of our own, some of them corrected."""

from pathlib import Path

from fastapi.testclient import TestClient

from memcon.archive import Archive
from memcon.faces.web import Settings, create_app
from test_archive_cases import bridge_record, small_record
from test_encounters_cases import call_of_norland, call_of_sudmark

ADDRESS = "http://127.0.0.1:8000"
KEY = bridge_record().article.sha256[:6]


def ref(item: str) -> str:
    """The id of an item of the bridge's report."""
    return f"{KEY}-{item}"


def filled(folder: Path) -> Path:
    """A file with the bridge's report, one call told by both sides, a few others, and decisions on them."""
    path = folder / "memcon.db"
    with Archive.open(path) as archive:
        _fill(archive)
    return path


def _fill(archive: Archive) -> None:
    archive.add(bridge_record())
    archive.add(call_of_norland())
    archive.add(call_of_sudmark())
    for day in range(1, 6):
        archive.add(small_record(date=f"2024-02-0{day}", countries=("TUR", "IRN"), names=("Ayşe Kaya", "Reza Nuri")))
    archive.add(small_record(published="2024-03-01", countries=("EAS", "SDM"), status="planned"))
    archive.accept(ref("c1"), who="Ada")
    archive.edit(ref("c1"), {"place": "Brandby Castle"}, who="Bo", why="see the photograph")


def asking(archive: Archive, **settings: object) -> TestClient:
    """A program that asks; it follows no redirect by itself."""
    app = create_app(archive, Settings(**settings))  # type: ignore[arg-type]
    return TestClient(app, base_url=ADDRESS, follow_redirects=False)
