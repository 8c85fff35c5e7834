"""Persons that reports introduce: what each report itself states of them, and the words their names are found by."""

import sqlalchemy as sa
from alembic import op

from memcon.actors.knowledge.names import name_words, sound
from memcon.archive.columns import Text

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_ALL = ["name", "office", "country"]


def upgrade() -> None:
    """Adds the columns and the table, and fills them for persons whom only their report can have introduced."""
    op.add_column("actors", sa.Column("identified_by", Text))
    op.add_column("actors", sa.Column("stated", sa.JSON, nullable=False, server_default="[]"))
    op.create_index("actors_office", "actors", ["country", "office"])
    op.create_table(
        "actor_words",
        sa.Column("report", Text, primary_key=True),
        sa.Column("actor", Text, primary_key=True),
        sa.Column("sound", Text, primary_key=True),
        sa.ForeignKeyConstraint(["report", "actor"], ["actors.report", "actors.id"], ondelete="CASCADE"),
    )
    op.create_index("actor_words_sound", "actor_words", ["sound"])
    _learn()


def _learn() -> None:
    """What the first schema kept of a person without a Wikidata item was stated by the report, whole."""
    actors = sa.table("actors", *map(sa.column, ("report", "id", "kind", "name", "country", "office", "wikidata")))
    stated = sa.table(
        "actors", sa.column("report"), sa.column("id"), sa.column("identified_by"), sa.column("stated", sa.JSON)
    )
    words = sa.table("actor_words", *map(sa.column, ("report", "actor", "sound")))
    connection = op.get_bind()
    introduced = sa.select(actors.c.report, actors.c.id, actors.c.name).where(
        actors.c.kind == "person",
        actors.c.wikidata.is_(None),
        actors.c.country.is_not(None),
        actors.c.office.is_not(None),
    )
    for report, actor, name in connection.execute(introduced).all():
        sounds = {sound(word) for word in name_words(name)} - {""}
        if len(sounds) < 2:
            continue
        here = sa.and_(stated.c.report == report, stated.c.id == actor)
        connection.execute(sa.update(stated).where(here).values(identified_by="report", stated=_ALL))
        connection.execute(
            sa.insert(words), [{"report": report, "actor": actor, "sound": word} for word in sorted(sounds)]
        )
