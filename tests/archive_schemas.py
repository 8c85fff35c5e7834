"""Archives as earlier versions of memcon wrote them."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import MetaData, insert

import memcon.archive
from archive_tables import writing
from memcon.archive.engines import database_at
from memcon.archive.rows import rows_of
from memcon.record import Record

MIGRATIONS = Path(memcon.archive.__file__).parent / "migrations"


def archive_of_schema(revision: str, location: str, record: Record) -> None:
    """An archive of an older schema that holds one record, as far as that schema had columns for it."""
    with writing(location) as connection:
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
        tables = MetaData()
        tables.reflect(connection)
        rows = rows_of(record, key=record.article.sha256[:6], added_at="2024-01-01T00:00:00+00:00", version="0.1.0")
        rows["reports"][0]["seq"] = 1
        for name, those in rows.items():
            known = tables.tables.get(name)
            for row in those if known is not None else ():
                connection.execute(insert(known).values({c: v for c, v in row.items() if c in known.c}))
        database_at(location).mark(connection)
