"""Opens the database behind an archive: makes or migrates its tables, or says in one sentence what is wrong."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.schema import SetColumnComment

from memcon.archive.engines import Database, database_at, postgresql, sqlite
from memcon.archive.engines.database import WRITES
from memcon.archive.schema import SCHEMA_REVISION, metadata
from memcon.errors import ArchiveError

_MIGRATIONS = Path(__file__).parent / "migrations"


def open_engine(database: Database, *, create: bool, derive: Callable[[Connection], None]) -> Engine:
    """An engine on an archive of this program's schema; ``derive`` completes one that was migrated. Raises `ArchiveError`."""
    engine = database.engine(create=create)
    try:
        with sentences(database.name):
            _prepare(database, engine, create=create, derive=derive)
    except ArchiveError:
        engine.dispose()
        raise
    return engine


def is_there(location: str | Path) -> bool:
    """Whether there is an archive to open. Raises `ArchiveError` where none can be made either."""
    database = database_at(location)
    with sentences(database.name):
        return database.is_there()


@contextmanager
def sentences(name: str) -> Iterator[None]:
    """Turns what the database raises into an `ArchiveError` that says what to do."""
    try:
        yield
    except DBAPIError as error:
        raise ArchiveError(_sentence(name, error.orig or error)) from error
    except sqlite3.Error as error:
        raise ArchiveError(_sentence(name, error)) from error
    except OverflowError as error:
        raise ArchiveError(f"a number of the record is larger than {name} can keep") from error
    except SQLAlchemyError as error:
        raise ArchiveError(f"the archive {name} cannot be used: {error}") from error


def begin_writing(connection: Connection) -> Connection:
    """The same connection, whose next transaction takes the write lock at once, so that what it reads stays true."""
    return connection.execution_options(**{WRITES: True})


def _prepare(database: Database, engine: Engine, *, create: bool, derive: Callable[[Connection], None]) -> None:
    with engine.connect() as connection:
        state = _state(connection, database)
    if state == "current":
        return
    if state == "empty" and not create:
        raise ArchiveError(f"{database.name} is empty; `memcon add FILE --db {database.name}` fills it")
    database.before_making(engine)
    with begin_writing(engine.connect()) as connection, connection.begin():
        if _state(connection, database) == "current":  # another program was faster
            return
        _migrate(connection)
        _describe(connection)
        derive(connection)
        database.mark(connection)


def _state(connection: Connection, database: Database) -> str:
    """empty, current or older; anything else is an error."""
    tables = inspect(connection).get_table_names()
    marked = database.is_marked(connection)
    if not tables and not marked:
        return "empty"
    if not marked or "alembic_version" not in tables:
        raise ArchiveError(f"{database.name} is a database, but not an archive of memcon")
    revision = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one_or_none()
    if revision == SCHEMA_REVISION:
        return "current"
    if revision is None or revision > SCHEMA_REVISION:
        raise ArchiveError(
            f"{database.name} was written by a newer memcon (schema {revision}); update memcon to read it"
        )
    return "older"


def _migrate(connection: Connection) -> None:
    from alembic import command  # noqa: PLC0415  needed once in an archive's life, and slow to import
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _describe(connection: Connection) -> None:
    """What each column holds, for whoever reads the tables with another tool; SQLite has no place for it."""
    if connection.dialect.supports_comments:
        for table in metadata.tables.values():
            for column in table.columns:
                if column.comment:
                    connection.execute(SetColumnComment(column))


def _sentence(name: str, error: BaseException) -> str:
    """What the driver's error means; what it does not know by a sign is told in the driver's words."""
    of_sqlite = isinstance(error, sqlite3.Error)
    message = sqlite.told(error) if of_sqlite else postgresql.told(error)
    for sign, sentence in sqlite.SENTENCES if of_sqlite else postgresql.SENTENCES:
        if sign in message:
            return sentence.format(name=name)
    return f"the archive {name} cannot be used: {error}"
