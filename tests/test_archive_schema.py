"""The migrations and the tables that the program works with are the same thing."""

import sqlite3
from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

import memcon.archive
from archive_schemas import MIGRATIONS, archive_of_schema
from memcon.archive import Archive
from memcon.archive.schema import APPLICATION_ID, SCHEMA_REVISION, metadata


def script() -> ScriptDirectory:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    return ScriptDirectory.from_config(config)


def test_the_migrations_make_the_tables(tmp_path: Path) -> None:
    path = tmp_path / "memcon.db"
    Archive.open(path).close()
    engine = create_engine(f"sqlite:///{path}")
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
    engine.dispose()


def test_the_newest_migration_is_the_one_the_program_expects() -> None:
    assert script().get_heads() == [SCHEMA_REVISION]


def test_there_is_one_line_of_migrations_from_the_first() -> None:
    revisions = [revision.revision for revision in script().walk_revisions()]
    assert revisions == sorted(revisions, reverse=True)
    assert revisions[-1] == "0001"


def test_the_file_says_whose_it_is_and_how_it_is_written(tmp_path: Path) -> None:
    path = tmp_path / "memcon.db"
    Archive.open(path).close()
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    connection.close()


def test_opening_migrates_nothing_the_second_time(tmp_path: Path) -> None:
    path = tmp_path / "memcon.db"
    Archive.open(path).close()
    before = path.read_bytes()
    Archive.open(path).close()
    assert path.read_bytes() == before


def test_claims_of_arrest_and_kosovo_are_renamed_in_an_archive_of_the_second_schema(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    text = "Police in Pristina arrested 12 protesters, Kosovo's interior minister said.\n"
    new = memcon.extract(text)
    archive_of_schema("0002", path, new)
    report = new.article.sha256
    connection = sqlite3.connect(path)
    connection.execute("UPDATE claims SET what = 'detained'")
    connection.execute("UPDATE actors SET country = 'KOS' WHERE country = 'XKX'")
    connection.execute(
        """UPDATE reports SET record = replace(replace(record, '"what":"arrested"', '"what":"detained"'), '"country":"XKX"', '"country":"KOS"')"""
    )
    connection.commit()
    connection.close()
    with memcon.open(path) as archive:
        assert archive.record(report) == new
    connection = sqlite3.connect(path)
    assert connection.execute("SELECT what FROM claims").fetchall() == [("arrested",)]
    assert connection.execute("SELECT DISTINCT country FROM actors WHERE country IS NOT NULL").fetchall() == [("XKX",)]
    connection.close()
