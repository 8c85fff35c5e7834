"""What holds for all tests, and where an archive's tests keep theirs."""

import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import postgresql_cluster
from postgresql_cluster import ABSENT, NEEDED, Cluster

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from browser import Serve, Visit
    from memcon.archive import Archive

# What the person who runs the tests taught their own memcon must not change an answer.
os.environ["MEMCON_KNOWLEDGE"] = ""


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """A PostgreSQL server, where there are programs to start one."""
    folder = postgresql_cluster.programs()
    if folder is None:
        if os.environ.get(NEEDED):
            pytest.fail(f"{ABSENT}, and {NEEDED} is set")
        pytest.skip(ABSENT)
    with postgresql_cluster.running(folder) as started:
        yield started


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest) -> str:
    """Each kind of database that an archive may be kept in."""
    kind: str = request.param
    return kind


@pytest.fixture
def place(engine: str, request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where nothing is yet: a path, or the address of an empty database."""
    if engine == "sqlite":
        return str(tmp_path / "memcon.db")
    cluster: Cluster = request.getfixturevalue("cluster")
    return cluster.new()


@pytest.fixture
def location(engine: str, request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where an empty archive is: a file copied, or the one database emptied, since making the tables takes longer."""
    if engine == "sqlite":
        return str(shutil.copy(request.getfixturevalue("made_file"), tmp_path / "memcon.db"))
    cluster: Cluster = request.getfixturevalue("cluster")
    address: str = request.getfixturevalue("made_database")
    cluster.empty(address)
    return address


@pytest.fixture
def archive(location: str) -> Iterator["Archive"]:
    """An empty archive."""
    from memcon.archive import Archive

    with Archive.open(location) as opened:
        yield opened


@pytest.fixture(scope="session")
def made_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file that holds an empty archive."""
    from memcon.archive import Archive

    path = tmp_path_factory.mktemp("made") / "memcon.db"
    Archive.open(path).close()
    return path


@pytest.fixture(scope="session")
def made_database(cluster: Cluster) -> str:
    """The address of a PostgreSQL database that holds an archive; a test that breaks its tables takes a `place`."""
    from memcon.archive import Archive

    address = cluster.new()
    Archive.open(address).close()
    return address


@pytest.fixture(scope="session")
def browser() -> "Iterator[Browser]":
    """One Chromium for all tests."""
    from browser import chromium

    with chromium() as opened:
        yield opened


@pytest.fixture
def serve() -> "Iterator[Serve]":
    """Serves archives until the test ends."""
    from browser import served

    with ExitStack() as desks:
        yield lambda archive, settings: desks.enter_context(served(archive, settings))


@pytest.fixture
def visit(browser: "Browser", serve: "Serve") -> "Iterator[Visit]":
    """Opens pages, which are closed before what is served; whatever one complains of, or asks another host for, fails the test."""
    from browser import visiting

    with visiting(browser) as opened:
        yield opened


@pytest.fixture(scope="session")
def reading_room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where a desk on the archive of `browser_archive` is served, at which nothing is written."""
    from browser import served
    from browser_archive import fill
    from memcon.archive import Archive
    from web_desk import WRITING

    archive = Archive.open(tmp_path_factory.mktemp("room") / "memcon.db")
    fill(archive)
    with served(archive, WRITING) as place:
        yield place
