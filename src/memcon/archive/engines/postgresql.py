"""An archive in a database of a PostgreSQL server, through psycopg."""

import json

from sqlalchemy import Connection, Engine, create_engine, event, inspect
from sqlalchemy.engine import URL

from memcon.archive.engines.database import BUSY_SECONDS, WRITES
from memcon.archive.schema import APPLICATION_ID
from memcon.errors import ArchiveError

_CONNECT_SECONDS = "10"  # libpq itself would wait for minutes
_MARK = "archive of memcon"

_ABSENT = "no PostgreSQL server answers at {name}; check the address, and that the server runs"
_REFUSED = "the server of {name} does not let us in; check user and password"
_BROKEN = "the server broke off the connection to {name}; try again"

SENTENCES = (
    ("[53100]", "the disk that holds {name} is full"),
    ("[53300]", "the server of {name} has no connection left; try again later"),
    ("[55P03]", "{name} is being written by another program; try again when that is done"),
    ("[42501]", "we have no right to do that in {name}; ask its owner for it"),
    ("[25006]", "{name} cannot be written; its server is a copy that can only be read"),
    ("[42P01]", "{name} is damaged: a table is missing; restore it from a copy"),
    ("[42703]", "{name} is damaged: a column is missing; restore it from a copy"),
    ("[XX00", "{name} is damaged; restore it from a copy, or add the reports to a new archive"),
    ("[22003]", "a number of the record is larger than {name} can keep"),
    ("[57P0", _BROKEN),
    ("NUL (0x00)", "the text has a NUL character, which {name} cannot keep; take it out"),
    # A server that does not let us in gives no code. Its words may be in its own language, which then end the sentence.
    ("too many clients", "the server of {name} has no connection left; try again later"),
    ("connection slots", "the server of {name} has no connection left; try again later"),
    ("starting up", "the server of {name} is starting; try again"),
    ("shutting down", "the server of {name} is stopping; start it again"),
    ("Connection refused", _ABSENT),
    ("No such file or directory", _ABSENT),
    ("resolve host", _ABSENT),
    ("translate host name", _ABSENT),
    ("unreachable", _ABSENT),
    ("timeout", _ABSENT),
    ("authentication failed", _REFUSED),
    ("no password supplied", _REFUSED),
    ("pg_hba.conf", _REFUSED),
    ('role "', _REFUSED),
    ("permission denied", _REFUSED),
    ('database "', "the server has no database {name}; make one with createdb"),
    ("closed the connection", _BROKEN),
    ("connection is lost", _BROKEN),
    ("connection is closed", _BROKEN),
)
"""A sign in `told`, and what it means for the user."""


class PostgresqlDatabase:
    """A `Database` of a PostgreSQL server; the tables stand in the first schema of its search path."""

    def __init__(self, url: URL) -> None:
        query = {"connect_timeout": _CONNECT_SECONDS} | dict(url.query)
        self._url = url.set(drivername="postgresql+psycopg", query=query)
        shown = URL.create(
            "postgresql", username=url.username, host=url.host, port=url.port, database=url.database
        )  # neither a password nor what else the address asks of the driver
        self.name = shown.render_as_string()

    def is_there(self) -> bool:
        """Whether the database has tables; whose they are is found out when it is opened."""
        engine = self.engine(create=False)
        try:
            with engine.connect() as connection:
                return bool(inspect(connection).get_table_names())
        finally:
            engine.dispose()

    def engine(self, *, create: bool) -> Engine:
        """Reads in one snapshot; writers take turns by an advisory lock, held until their transaction ends."""
        del create  # a database is there or is not; its tables are another matter
        try:
            engine = create_engine(
                self._url,
                pool_pre_ping=True,
                json_serializer=lambda value: json.dumps(value, ensure_ascii=False),
            )
        except ImportError as error:
            raise ArchiveError(
                "PostgreSQL archives need a driver: install memcon[postgres] (pip install 'memcon[postgres]')"
            ) from error
        event.listen(engine, "begin", _begin)
        return engine

    def before_making(self, engine: Engine) -> None:
        """Only UTF-8 holds what reports hold."""
        with engine.connect() as connection:
            encoding = connection.exec_driver_sql("SHOW server_encoding").scalar_one()
        if encoding != "UTF8":
            raise ArchiveError(
                f"{self.name} is in {encoding}, and an archive needs UTF8: createdb --encoding UTF8 --template template0"
            )

    def is_marked(self, connection: Connection) -> bool:
        """By a comment on the table of migrations."""
        mark = "SELECT obj_description(to_regclass('alembic_version'), 'pg_class')"
        return bool(connection.exec_driver_sql(mark).scalar_one() == _MARK)

    def mark(self, connection: Connection) -> None:
        """By a comment on the table of migrations."""
        connection.exec_driver_sql(f"COMMENT ON TABLE alembic_version IS '{_MARK}'")


def told(error: BaseException) -> str:
    """What the driver raised: "[SQLSTATE] message"."""
    return f"[{getattr(error, 'sqlstate', None)}] {error}"


def _begin(connection: Connection) -> None:
    if connection.get_execution_options().get(WRITES, False):
        # Read committed: what is read after the lock is what its last holder left, not what stood there before the wait.
        connection.exec_driver_sql(
            "SET TRANSACTION ISOLATION LEVEL READ COMMITTED, READ WRITE;"
            f"SET LOCAL lock_timeout = '{BUSY_SECONDS}s';"
            f"SELECT pg_advisory_xact_lock({APPLICATION_ID})"
        )
    else:
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
