"""An archive in an SQLite file, or in memory."""

import json
import os
import sqlite3
import time
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL
from sqlalchemy.pool import StaticPool

from memcon.archive.engines.database import BUSY_SECONDS, WRITES
from memcon.archive.schema import APPLICATION_ID
from memcon.errors import ArchiveError

_MEMORY = ":memory:"
_LOOK_SECONDS = 0.001  # between two looks of a writer who waits
_LEFT_FREE = 0.05  # of the time for which a writer held the lock
_CACHE_KIB = 32_768  # of pages, for each connection; the default reads most pages of a large archive again and again
_MAPPED_BYTES = 2**31 - 65_536  # of the file, as much as SQLite allows: read in place, a third faster than copied

SENTENCES = (
    ("not a database", "{name} is not an archive of memcon"),
    ("malformed", "{name} is damaged; restore it from a copy, or add the reports to a new archive"),
    ("locked", "{name} is being written by another program; try again when that is done"),
    ("readonly", "{name} cannot be written; check its permissions"),
    ("unable to open", "{name} cannot be opened; check the path and its permissions"),
    ("full", "the disk that holds {name} is full"),
    ("disk I/O", "the disk that holds {name} cannot be read or written"),
    ("no such table", "{name} is damaged: a table is missing; restore it from a copy"),
    ("no such column", "{name} is damaged: a column is missing; restore it from a copy"),
)
"""A sign in `told`, and what it means for the user."""


class SqliteFile:
    """A `Database` in a file. WAL: readers and the writer do not wait for each other; writers take turns."""

    def __init__(self, url: URL) -> None:
        self._url = url
        self.name = url.database or _MEMORY

    def is_there(self) -> bool:
        """Whether the file exists; one in memory always does."""
        if self.name == _MEMORY or Path(self.name).exists():
            return True
        if not Path(self.name).absolute().parent.is_dir():
            raise ArchiveError(f"there is no archive at {self.name} and none can be made: its folder does not exist")
        return False

    def engine(self, *, create: bool) -> Engine:
        """Reads with BEGIN, writes with BEGIN IMMEDIATE; without the right to write, reads only."""
        if not self.is_there() and not create:
            raise ArchiveError(f"there is no archive at {self.name}; `memcon add FILE --db {self.name}` makes one")
        engine = _engine(self._url if create or may_be_written(self.name) else _read_only(self.name))
        event.listen(engine, "connect", _set_up)
        turns = _Turns()
        event.listen(engine, "begin", turns.begin)
        event.listen(engine, "checkin", turns.end)
        return engine

    def before_making(self, engine: Engine) -> None:
        """Turns WAL on. The mode is kept in the file, so once is enough."""
        connection = engine.raw_connection()
        try:
            connection.cursor().execute("PRAGMA journal_mode = WAL")
        finally:
            connection.close()

    def is_marked(self, connection: Connection) -> bool:
        """By SQLite's own mark of whose file it is."""
        mark: int = connection.exec_driver_sql("PRAGMA application_id").scalar_one()
        return mark == APPLICATION_ID

    def mark(self, connection: Connection) -> None:
        """By SQLite's own mark of whose file it is."""
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")


def told(error: BaseException) -> str:
    """SQLite's message."""
    return str(error)


def may_be_written(path: str) -> bool:
    """Whether an archive and its folder, where SQLite puts its journal, may be written by us; one in memory may."""
    return path == _MEMORY or (os.access(path, os.W_OK) and os.access(Path(path).absolute().parent, os.W_OK))


def _read_only(path: str) -> URL:
    """An address that reads without a journal (https://www.sqlite.org/uri.html); what a writer has open is not seen."""
    file = f"file:{quote(str(Path(path).absolute()))}"
    return URL.create("sqlite", database=file, query={"mode": "ro", "immutable": "1", "uri": "true"})


def _engine(url: URL) -> Engine:
    options: dict[str, Any] = {
        "connect_args": {"timeout": BUSY_SECONDS, "check_same_thread": False},
        "json_serializer": lambda value: json.dumps(value, ensure_ascii=False),
    }
    if url.database in (None, "", _MEMORY):
        options["poolclass"] = StaticPool
    return create_engine(url, **options)


def _set_up(connection: sqlite3.Connection, _record: object) -> None:
    # The driver's own BEGIN comes too late for "read, then write" and never for DDL, so `_Turns` says it.
    connection.isolation_level = None
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA case_sensitive_like = ON")  # as LIKE is in PostgreSQL
    connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
    connection.execute(f"PRAGMA mmap_size = {_MAPPED_BYTES}")


class _Turns:
    """Writers take turns here. SQLite's own waiting looks ten times a second, and would miss, maybe for ever, the moment
    between two reports of a writer who writes one after the other: so who waits looks often, and who has written leaves the
    lock free for a part of the time for which he held it.
    """

    def __init__(self) -> None:
        self._began = self._held = self._ended = 0.0

    def begin(self, connection: Connection) -> None:
        """Begins a transaction, a writer's when it is his turn."""
        driver = connection.connection.dbapi_connection
        assert isinstance(driver, sqlite3.Connection)
        if not connection.get_execution_options().get(WRITES, False):
            driver.execute("BEGIN")
            return
        time.sleep(max(0.0, self._ended + self._held * _LEFT_FREE - time.monotonic()))
        driver.execute("PRAGMA busy_timeout = 0")
        try:
            _wait_for_the_lock(driver)
        finally:
            driver.execute(f"PRAGMA busy_timeout = {round(BUSY_SECONDS * 1000)}")
        self._began = time.monotonic()

    def end(self, _driver: object, _record: object) -> None:
        """Notes for how long the last writer held the lock."""
        if self._began:
            self._ended = time.monotonic()
            self._held, self._began = self._ended - self._began, 0.0


def _wait_for_the_lock(driver: sqlite3.Connection) -> None:
    deadline = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            driver.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(_LOOK_SECONDS)
        else:
            return
