"""An archive's tables, read and changed past the program, on either engine."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Executable, select, text

from memcon.archive.connection import begin_writing
from memcon.archive.engines import database_at
from memcon.archive.schema import metadata

Row = tuple[object, ...]


@contextmanager
def writing(location: str) -> Iterator[Connection]:
    """A transaction that holds the archive's write lock."""
    engine = database_at(location).engine(create=True)
    try:
        with begin_writing(engine.connect()) as connection, connection.begin():
            yield connection
    finally:
        engine.dispose()


def rows(location: str, query: str | Executable) -> list[Row]:
    """What a query gives."""
    with writing(location) as connection:
        found = connection.execute(text(query) if isinstance(query, str) else query)
        return [tuple(row) for row in found]


def run(location: str, *statements: str) -> None:
    """Runs statements in one transaction."""
    with writing(location) as connection:
        for statement in statements:
            connection.execute(text(statement))


def contents(location: str) -> dict[str, list[dict[str, object]]]:
    """Every row of every table, in the order of its key."""
    with writing(location) as connection:
        return {
            table.name: [dict(row) for row in connection.execute(select(table).order_by(*table.primary_key)).mappings()]
            for table in metadata.sorted_tables
        }
