"""The migrations and the tables that the program works with are the same thing."""

import sqlite3
from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import select

import memcon
from archive_schemas import MIGRATIONS, archive_of_schema
from archive_tables import rows, run, writing
from memcon.archive import Archive
from memcon.archive.schema import APPLICATION_ID, SCHEMA_REVISION, actors, metadata
from test_archive_cases import small_record


def script() -> ScriptDirectory:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    return ScriptDirectory.from_config(config)


def is_a_table_of_ours(name: str | None, kind: str, parents: dict[str, str | None]) -> bool:
    """Not the index of words, which each engine has in a way of its own (`memcon.archive.search`)."""
    of_words = str(name).startswith("passages_words") or (parents.get("table_name"), name) == ("passages", "words")
    return not of_words


def without_the_word_index(_item: object, name: str, kind: str, _reflected: bool, other: object) -> bool:
    """The full-text index is the engines' own: tables that FTS5 keeps, a column of PostgreSQL's."""
    return not (name.startswith("passages_words") or (kind == "column" and name == "words" and other is None))


def test_the_migrations_make_the_tables(place: str) -> None:
    Archive.open(place).close()
    with writing(place) as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "include_name": is_a_table_of_ours}
        )
        assert compare_metadata(context, metadata) == []


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


def test_claims_of_arrest_and_kosovo_are_renamed_in_an_archive_of_the_second_schema(place: str) -> None:
    text = "Police in Pristina arrested 12 protesters, Kosovo's interior minister said.\n"
    new = memcon.extract(text)
    archive_of_schema("0002", place, new)
    run(
        place,
        "UPDATE claims SET what = 'detained'",
        "UPDATE actors SET country = 'KOS' WHERE country = 'XKX'",
        """UPDATE reports SET record = replace(record, '"what":"arrested"', '"what":"detained"')""",
        """UPDATE reports SET record = replace(record, '"country":"XKX"', '"country":"KOS"')""",
    )
    with memcon.open(place) as archive:
        assert archive.record(new.article.sha256) == new
    assert rows(place, "SELECT what FROM claims") == [("arrested",)]
    assert rows(place, "SELECT DISTINCT country FROM actors WHERE country IS NOT NULL") == [("XKX",)]


def test_an_archive_of_the_fourth_schema_is_searched_and_listed_like_a_new_one(place: str) -> None:
    new = memcon.extract("FIRBY - President Jens Stoltenberg met President Sauli Niinisto in Helsinki on 2 May 2016.\n")
    archive_of_schema("0004", place, new)
    with memcon.open(place) as archive:
        assert archive.record(new.article.sha256) == new
        assert [row.date for row in archive.encounters()] == [row.date for row in archive.contacts()] == ["2016-05-02"]
        assert len(archive.search("Helsinki")) > 0


def test_text_is_ordered_by_code_point_whatever_the_database_sorts_by(location: str) -> None:
    names = ["a", "B", "Ä", "z", "é", "e", "E", "ß", "ı", "Z", "_", "10", "9", "-"]
    with Archive.open(location) as archive:
        for name in names:
            archive.add(small_record(names=(name, "X")))
    found = rows(location, select(actors.c.name).where(actors.c.name != "X").order_by(actors.c.name))
    assert [name for (name,) in found] == sorted(names)


def test_every_column_of_text_says_so_in_postgresql(made_database: str) -> None:
    others = (
        "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public'"
        " AND data_type = 'text' AND collation_name IS DISTINCT FROM 'C'"
    )
    assert rows(made_database, others) == []


def test_like_tells_capitals_apart(location: str) -> None:
    with Archive.open(location) as archive:
        archive.add(small_record(names=("Fidan", "X")))
    assert rows(location, "SELECT name FROM actors WHERE name LIKE 'fid%'") == []
    assert rows(location, "SELECT name FROM actors WHERE name LIKE 'Fid%'") == [("Fidan",)]
