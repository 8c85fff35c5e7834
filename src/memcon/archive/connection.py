"""Opens the SQLite file behind an archive: makes or migrates its tables, or says in one sentence what is wrong."""

import json
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event, inspect
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError
from sqlalchemy.pool import StaticPool

from memcon.archive.schema import APPLICATION_ID, SCHEMA_REVISION
from memcon.errors import ArchiveError

BUSY_SECONDS = 30  # how long a writer waits for another; one report takes milliseconds

_MEMORY = ":memory:"
_MIGRATIONS = Path(__file__).parent / "migrations"


def open_engine(location: str | Path, *, create: bool, derive: Callable[[Connection], None]) -> Engine:
    """An engine on an archive of this program's schema; ``derive`` completes one that was migrated. Raises `ArchiveError`."""
    url = _sqlite_url(location)
    name = url.database or _MEMORY
    if not is_there(location) and not create:
        raise ArchiveError(f"there is no archive at {name}; `memcon add FILE --db {name}` makes one")
    engine = _engine(url if create or may_be_written(name) else _read_only(name))
    try:
        with sentences(name):
            _prepare(engine, name, create=create, derive=derive)
    except ArchiveError:
        engine.dispose()
        raise
    return engine


def is_there(location: str | Path) -> bool:
    """Whether an archive's file is there; one in memory always is. Raises `ArchiveError` where none can be made."""
    path = _sqlite_url(location).database or _MEMORY
    if path == _MEMORY or Path(path).exists():
        return True
    if not Path(path).absolute().parent.is_dir():
        raise ArchiveError(f"there is no archive at {path} and none can be made: its folder does not exist")
    return False


def may_be_written(path: str) -> bool:
    """Whether an archive and its folder, where SQLite puts its journal, may be written by us; one in memory may."""
    return path == _MEMORY or (os.access(path, os.W_OK) and os.access(Path(path).absolute().parent, os.W_OK))


def _read_only(path: str) -> URL:
    """An address that reads without a journal (https://www.sqlite.org/uri.html); what a writer has open is not seen."""
    file = f"file:{quote(str(Path(path).absolute()))}"
    return URL.create("sqlite", database=file, query={"mode": "ro", "immutable": "1", "uri": "true"})


@contextmanager
def sentences(name: str) -> Iterator[None]:
    """Turns what the database raises into an `ArchiveError` that says what to do."""
    try:
        yield
    except DBAPIError as error:
        raise ArchiveError(_sentence(name, str(error.orig))) from error
    except sqlite3.Error as error:
        raise ArchiveError(_sentence(name, str(error))) from error
    except SQLAlchemyError as error:
        raise ArchiveError(f"the archive {name} cannot be used: {error}") from error


def begin_writing(connection: Connection) -> Connection:
    """The same connection, whose next transaction takes the write lock at once, so that what it reads stays true."""
    return connection.execution_options(memcon_writes=True)


def _sqlite_url(location: str | Path) -> URL:
    if isinstance(location, Path) or "://" not in location:
        path = str(location)
        if not path:
            raise ArchiveError("the archive needs a path")
        return URL.create("sqlite", database=path)
    try:
        url = make_url(location)
    except ArgumentError as error:
        raise ArchiveError(f"{location} is not an archive's path or sqlite:/// address") from error
    if url.get_backend_name() != "sqlite":
        raise ArchiveError(f"{url.get_backend_name()} archives are not supported; give a path or a sqlite:/// address")
    return url


def _engine(url: URL) -> Engine:
    connect_args: dict[str, Any] = {"timeout": BUSY_SECONDS, "check_same_thread": False}
    options: dict[str, Any] = {
        "connect_args": connect_args,
        "json_serializer": lambda value: json.dumps(value, ensure_ascii=False),
    }
    if url.database in (None, "", _MEMORY):
        options["poolclass"] = StaticPool
    engine = create_engine(url, **options)

    # The driver's own BEGIN comes too late for "read, then write" and never for DDL, so the engine says BEGIN itself.
    @event.listens_for(engine, "connect")
    def _on_connect(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None
        connection.execute("PRAGMA foreign_keys = ON")

    @event.listens_for(engine, "begin")
    def _on_begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("memcon_writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _prepare(engine: Engine, name: str, *, create: bool, derive: Callable[[Connection], None]) -> None:
    with engine.connect() as connection:
        state = _state(connection, name)
    if state == "current":
        return
    if state == "empty" and not create:
        raise ArchiveError(f"{name} is empty; `memcon add FILE --db {name}` fills it")
    _use_wal(engine)
    with begin_writing(engine.connect()) as connection, connection.begin():
        if _state(connection, name) == "current":  # another program was faster
            return
        _migrate(connection)
        derive(connection)
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")


def _state(connection: Connection, name: str) -> str:
    """empty, current or older; anything else is an error."""
    mark = connection.exec_driver_sql("PRAGMA application_id").scalar_one()
    tables = inspect(connection).get_table_names()
    if not tables and mark == 0:
        return "empty"
    if mark != APPLICATION_ID or "alembic_version" not in tables:
        raise ArchiveError(f"{name} is a database, but not an archive of memcon")
    revision = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one_or_none()
    if revision == SCHEMA_REVISION:
        return "current"
    if revision is None or revision > SCHEMA_REVISION:
        raise ArchiveError(f"{name} was written by a newer memcon (schema {revision}); update memcon to read it")
    return "older"


def _use_wal(engine: Engine) -> None:
    """Readers and the writer do not wait for each other. The mode is kept in the file, so once is enough."""
    connection = engine.raw_connection()
    try:
        connection.cursor().execute("PRAGMA journal_mode = WAL")
    finally:
        connection.close()


def _migrate(connection: Connection) -> None:
    from alembic import command  # noqa: PLC0415  needed once in an archive's life, and slow to import
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


_SENTENCES = (
    ("not a database", "{name} is not an archive of memcon"),
    ("malformed", "{name} is damaged; restore it from a copy, or add the reports to a new archive"),
    ("locked", "{name} is being written by another program; try again when that is done"),
    ("readonly", "{name} cannot be written; check its permissions"),
    ("unable to open", "{name} cannot be opened; check the path and its permissions"),
    ("full", "the disk that holds {name} is full"),
    ("no such table", "{name} is damaged: a table is missing; restore it from a copy"),
    ("no such column", "{name} is damaged: a column is missing; restore it from a copy"),
)


def _sentence(name: str, message: str) -> str:
    for sign, sentence in _SENTENCES:
        if sign in message:
            return sentence.format(name=name)
    return f"the archive {name} cannot be used: {message}"
