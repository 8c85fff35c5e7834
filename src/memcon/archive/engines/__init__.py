"""The databases that can hold an archive: an SQLite file, or a database of a PostgreSQL server."""

from pathlib import Path

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from memcon.archive.engines.database import Database
from memcon.archive.engines.postgresql import PostgresqlDatabase
from memcon.archive.engines.sqlite import SqliteFile
from memcon.errors import ArchiveError

__all__ = ["Database", "database_at"]

_FORMS = "a path, a sqlite:/// address or a postgresql:// address"


def database_at(location: str | Path) -> Database:
    """The database at a path, sqlite:/// or postgresql:// address; nothing is opened yet. Raises `ArchiveError`."""
    if isinstance(location, Path) or "://" not in location:
        if not str(location):
            raise ArchiveError("the archive needs a path")
        return SqliteFile(URL.create("sqlite", database=str(location)))
    try:
        url = make_url(location)
    except (ArgumentError, ValueError) as error:  # ValueError: a port that is no number
        raise ArchiveError(f"that is no archive's address; give {_FORMS}") from error
    if url.drivername in {"sqlite", "sqlite+pysqlite"}:
        return SqliteFile(url)
    if url.drivername in {"postgresql", "postgresql+psycopg"}:
        return PostgresqlDatabase(url)
    raise ArchiveError(f"{url.drivername} archives are not supported; give {_FORMS}")
