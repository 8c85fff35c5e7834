"""What both engines keep to, and what each says where it cannot."""

import os
import sqlite3
import subprocess
import sys
import threading
import time
from multiprocessing.synchronize import Event
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import Connection, func, insert, select

import postgresql_cluster
from archive_processes import Program, Telling, new_event
from archive_tables import contents, rows, run, writing
from memcon.archive import Archive
from memcon.archive.engines import database_at, sqlite
from memcon.archive.schema import claims, reports
from memcon.errors import ArchiveError
from memcon.record import Record
from postgresql_cluster import Cluster
from test_archive_cases import TEXT, article, bridge_record, small_record

# addresses -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("location", "name"),
    [
        ("reports/memcon.db", "reports/memcon.db"),
        ("sqlite:////srv/memcon.db", "/srv/memcon.db"),
        (":memory:", ":memory:"),
        ("sqlite://", ":memory:"),
        ("postgresql://desk@db.example/memcon", "postgresql://desk@db.example/memcon"),
        ("postgresql+psycopg://desk@db.example:5433/memcon", "postgresql://desk@db.example:5433/memcon"),
        ("postgresql://desk:secret@db.example/memcon", "postgresql://desk@db.example/memcon"),
        ("postgresql:///memcon?password=secret&host=/run/postgresql", "postgresql:///memcon"),
    ],
)
def test_an_archive_is_called_by_its_place_and_never_by_its_password(location: str, name: str) -> None:
    assert database_at(location).name == name


@pytest.mark.parametrize(
    "location",
    [
        "",
        "mysql://desk@db.example/memcon",
        "nothing://x",
        "postgresql+psycopg2://db.example/memcon",
        "postgresql://desk:secret@db.example:port/memcon",
        "://",
    ],
)
def test_an_address_of_another_kind_is_refused(location: str) -> None:
    with pytest.raises(ArchiveError) as refused:
        Archive.open(location)
    assert "secret" not in str(refused.value)


# sentences -----------------------------------------------------------------------------------------------------------


def test_a_missing_driver_is_named_with_its_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(ArchiveError, match=r"install memcon\[postgres\]"):
        Archive.open("postgresql://desk@db.example/memcon")


@pytest.mark.parametrize(
    "location",
    ["postgresql://desk:secret@127.0.0.1:1/memcon", "postgresql://desk:secret@no.such.host.invalid/memcon", "socket"],
)
def test_a_server_that_does_not_answer(location: str, tmp_path: Path) -> None:
    pytest.importorskip("psycopg")
    if location == "socket":
        location = f"postgresql://desk:secret@/memcon?host={tmp_path}"
    for ask in (Archive.open, Archive.exists):
        with pytest.raises(ArchiveError, match="no PostgreSQL server answers at postgresql://desk@") as refused:
            ask(location)
        assert "secret" not in str(refused.value)


def test_a_database_that_is_not_there(cluster: Cluster) -> None:
    with pytest.raises(ArchiveError, match="has no database postgresql://memcon@/absent; make one with createdb"):
        Archive.open(cluster.address("absent"))


def test_a_user_whom_the_server_does_not_know(cluster: Cluster) -> None:
    with pytest.raises(ArchiveError, match="does not let us in; check user and password"):
        Archive.open(cluster.address("postgres", user="nobody"))


def test_an_empty_database_is_no_archive_until_something_is_added(cluster: Cluster) -> None:
    address = cluster.new()
    assert not Archive.exists(address)
    with pytest.raises(ArchiveError, match="is empty; `memcon add FILE --db postgresql:"):
        Archive.open(address, create=False)
    with Archive.open(address) as archive:
        archive.add(small_record())
    assert Archive.exists(address)
    with Archive.open(address, create=False) as archive:
        assert len(archive) == 1


@pytest.mark.parametrize("table", ["alembic_version (version_num text)", "contacts (id int)"])
def test_a_database_of_others_is_left_alone(place: str, table: str) -> None:
    run(place, f"CREATE TABLE {table}")
    with pytest.raises(ArchiveError, match="is a database, but not an archive of memcon"):
        Archive.open(place)
    assert rows(place, f"SELECT count(*) FROM {table.split(maxsplit=1)[0]}") == [(0,)]


def test_a_database_that_is_not_in_utf_8(cluster: Cluster) -> None:
    address = cluster.new(template="template0", encoding="LATIN1", locale_provider="libc", locale="C")
    with pytest.raises(ArchiveError, match="is in LATIN1, and an archive needs UTF8"):
        Archive.open(address)


def test_who_may_only_read_reads(cluster: Cluster, made_database: str) -> None:
    cluster.empty(made_database)
    with Archive.open(made_database) as archive:
        archive.add(small_record())
    cluster.run(made_database, "DROP ROLE IF EXISTS reader", "CREATE ROLE reader LOGIN IN ROLE pg_read_all_data")
    with Archive.open(made_database.replace("memcon@", "reader@"), create=False) as archive:
        assert len(archive.contacts()) == 1
        with pytest.raises(ArchiveError, match="we have no right to do that in postgresql://reader@"):
            archive.add(small_record())
    with Archive.open(made_database) as archive:
        assert len(archive) == 1


def test_who_may_not_make_tables_is_told(cluster: Cluster) -> None:
    address = cluster.new()
    cluster.run(address, "DROP ROLE IF EXISTS guest", "CREATE ROLE guest LOGIN")
    with pytest.raises(ArchiveError, match="no right to do that"):
        Archive.open(address.replace("memcon@", "guest@"))


def test_a_full_disk(location: str, engine: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with Archive.open(location) as archive:
        archive.add(small_record())
    if engine == "sqlite":
        monkeypatch.setattr(sqlite, "_set_up", _full_set_up)
    else:
        run(location, *FULL)
    try:
        with Archive.open(location) as archive:
            with pytest.raises(ArchiveError, match=r"the disk that holds .* is full"):
                add_many(archive)
            assert len(archive.contacts()) == len(archive) >= 1
    finally:
        if engine == "postgresql":
            run(location, "DROP FUNCTION full_disk CASCADE")


def add_many(archive: Archive) -> None:
    for _ in range(1000):
        archive.add(small_record())


def _full_set_up(connection: sqlite3.Connection, record: object) -> None:
    SET_UP(connection, record)
    connection.execute("PRAGMA max_page_count = 1")  # which SQLite takes for as many as there are


SET_UP = sqlite._set_up
FULL = (
    "CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
    " RAISE EXCEPTION 'could not extend file' USING ERRCODE = 'disk_full'; END $$",
    "CREATE TRIGGER full_disk BEFORE INSERT ON evidence EXECUTE FUNCTION full_disk()",
)


def test_a_number_too_large_for_any_column(archive: Archive) -> None:
    claim = msgspec.structs.replace(bridge_record().claims[0], low=10**20)
    with pytest.raises(ArchiveError, match="a number of the record is larger than"):
        archive.add(msgspec.structs.replace(bridge_record(), claims=(claim,)))
    assert len(archive) == 0


def test_billions_are_kept(archive: Archive, location: str) -> None:
    claim = msgspec.structs.replace(bridge_record().claims[0], low=8_200_000_000)
    archive.add(msgspec.structs.replace(bridge_record(), claims=(claim,)))
    assert rows(location, select(claims.c.low)) == [(8_200_000_000,)]


def test_a_text_with_a_nul_is_kept_by_sqlite_and_refused_by_postgresql(archive: Archive, engine: str) -> None:
    record = msgspec.structs.replace(bridge_record(), article=article(bridge_record().article.text + " \0"))
    if engine == "sqlite":
        assert archive.record(archive.add(record).report) == record
    else:
        with pytest.raises(ArchiveError, match=r"the text has a NUL character, which postgresql:.* cannot keep"):
            archive.add(record)
        assert len(archive) == 0


def test_a_connection_that_the_server_broke_off_is_made_anew(cluster: Cluster, made_database: str) -> None:
    cluster.empty(made_database)
    with Archive.open(made_database) as archive:
        archive.add(small_record())
        cluster.run(
            made_database,
            "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()",
        )
        assert len(archive) == 1


# the same on both ----------------------------------------------------------------------------------------------------


def test_both_engines_hold_the_same_rows(place: str, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    for location in (place, str(other)):
        with Archive.open(location) as archive:
            archive.add(bridge_record())
    one, two = contents(place), contents(str(other))
    for table in one:
        for row, same in zip(one[table], two[table], strict=True):
            assert {**row, "added_at": None, "changed_at": None} == {**same, "added_at": None, "changed_at": None}


def test_two_archives_in_schemas_of_one_database(cluster: Cluster) -> None:
    address = cluster.new()
    cluster.run(address, "CREATE SCHEMA one", "CREATE SCHEMA two")
    one, two = (f"{address}&options=-csearch_path%3D{schema}" for schema in ("one", "two"))
    with Archive.open(one) as archive:
        archive.add(bridge_record())
    with Archive.open(two) as archive:
        assert len(archive) == 0
    with Archive.open(one, create=False) as archive:
        assert len(archive) == 1


# several at once -----------------------------------------------------------------------------------------------------


def test_a_reader_sees_one_state_while_others_write(location: str) -> None:
    engine = database_at(location).engine(create=True)
    number = select(func.count()).select_from(reports)
    with Archive.open(location) as archive, engine.connect() as reader:
        archive.add(small_record())
        assert reader.scalar(number) == 1
        archive.add(small_record())
        assert reader.scalar(number) == 1
        reader.rollback()
        assert reader.scalar(number) == 2
    engine.dispose()


def test_what_a_writer_read_is_true_until_it_has_written(location: str) -> None:
    """Each adds one to the highest number it finds: no number comes twice, since they take turns from the reading on."""

    def count_up() -> None:
        for _ in range(5):
            with writing(location) as connection:
                _number_a_report(connection)

    threads = [threading.Thread(target=count_up) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert rows(location, select(reports.c.seq).order_by(reports.c.seq)) == [(number,) for number in range(1, 21)]


def _number_a_report(connection: Connection) -> None:
    highest = connection.scalar(select(func.max(reports.c.seq))) or 0
    time.sleep(0.002)
    name = f"{highest + 1:04}"
    needed = dict.fromkeys(("id", "key", "article_id"), name) | dict.fromkeys(
        ("added_at", "changed_at", "memcon_version", "record"), ""
    )
    connection.execute(insert(reports).values(**needed, n_chars=0, seq=highest + 1, sketch=[]))


ADDED = 10
WRITERS, READERS = 2, 10


def add(location: str, mine: list[str], telling: Telling) -> None:
    with Archive.open(location) as archive:
        for words in mine:
            telling.send(archive.add(numbered(words)).status)
            time.sleep(0.01)  # much less than it takes to read a report


def look(location: str, stop: Event, telling: Telling) -> None:
    """Looks until it is told to stop, and tells how many times; an exception ends it with nothing told."""
    looks, seen = 0, 0
    with Archive.open(location, create=False) as archive:
        while not (stop.is_set() and looks):
            found = list(archive.contacts())
            assert len(found) >= seen
            assert all(len(contact.participants) == 2 for contact in found)
            seen, looks = len(found), looks + 1
            time.sleep(0.05)
    telling.send(looks)


def numbered(words: str) -> Record:
    """A record of the same words whichever program makes it."""
    return msgspec.structs.replace(bridge_record(), article=article(f"{TEXT} {words}", published="2024-12-20"))


def test_two_writers_and_ten_readers_at_once(location: str) -> None:
    stop = new_event()
    readers = [Program(look, location, stop) for _ in range(READERS)]
    both = [f"both {number}" for number in range(ADDED)]
    writers = [
        Program(add, location, [*both, *(f"{writer} {number}" for number in range(ADDED))]) for writer in range(WRITERS)
    ]
    told = [status for writer in writers for status in writer.ended()]
    stop.set()
    looks = [reader.ended() for reader in readers]
    assert sorted(told) == ["added"] * ADDED * (WRITERS + 1) + ["duplicate"] * ADDED * (WRITERS - 1)
    assert all(len(times) == 1 for times in looks)
    with Archive.open(location) as archive:
        assert len(archive) == ADDED * (WRITERS + 1)


# the tests' own server -----------------------------------------------------------------------------------------------


def test_where_postgresql_is_needed_its_absence_is_a_failure(tmp_path: Path) -> None:
    test = "tests/test_archive_schema.py::test_every_column_of_text_says_so_in_postgresql"
    hidden = "import postgresql_cluster; postgresql_cluster.programs = lambda: None; import pytest, sys; sys.exit(pytest.main(sys.argv[1:]))"
    command = [sys.executable, "-c", hidden, "-p", "no:cacheprovider", test]
    for needed, status, words in (("", 0, "1 skipped"), ("1", 1, "initdb and pg_ctl are not installed")):
        environment = os.environ | {postgresql_cluster.NEEDED: needed, "PYTHONPATH": str(TESTS)}
        done = subprocess.run(command, cwd=TESTS.parent, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == status
        assert words in done.stdout


TESTS = Path(__file__).parent
