"""Lists in the order of their days, full-text search, and links without reasons, which are worked out again when they are asked for."""

import sqlalchemy as sa
from alembic import op

from memcon.archive.columns import Text

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_FILTERED = ("status", "mode", "level", "role", "when_start", "when_end", "mechanism")

_WORDS_OF_PASSAGES = {
    "sqlite": (
        "CREATE VIRTUAL TABLE passages_words USING fts5("
        "folded, content='passages', content_rowid='id', tokenize='unicode61 remove_diacritics 2')",
        "CREATE TRIGGER passages_words_added AFTER INSERT ON passages BEGIN "
        "INSERT INTO passages_words (rowid, folded) VALUES (new.id, new.folded); END",
        "CREATE TRIGGER passages_words_removed AFTER DELETE ON passages BEGIN "
        "INSERT INTO passages_words (passages_words, rowid, folded) VALUES ('delete', old.id, old.folded); END",
    ),
    "postgresql": (
        "ALTER TABLE passages ADD COLUMN words tsvector GENERATED ALWAYS AS (to_tsvector('simple', folded)) STORED",
        "CREATE INDEX passages_words ON passages USING gin (words)",
    ),
}
"""The full-text index of each engine, kept by itself as passages come and go (`memcon.archive.search.engines` asks it)."""


def upgrade() -> None:
    """Adds days, indexes and the full-text index. What is derived from reports is made anew afterwards, so its tables may be too."""
    op.drop_index("reports_published", "reports")
    op.create_index("reports_published", "reports", ["published", "id", "withdrawn_at"])
    op.create_index("reports_outlet", "reports", ["outlet", "id"])
    _order_lists()
    _index_words()
    op.drop_table("encounter_links")
    op.create_table(
        "encounter_links",
        sa.Column("one", Text, primary_key=True),
        sa.Column("other", Text, primary_key=True),
        sa.Column("score", sa.Float, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("encounter_links_other", "encounter_links", ["other"])


def _order_lists() -> None:
    """The days by which lists are ordered, and indexes for what they are filtered by."""
    op.add_column("contacts", sa.Column("day", Text))
    op.add_column("statements", sa.Column("day", Text))
    op.create_index("contacts_day", "contacts", ["day", "report", "seq", "withdrawn", *_FILTERED])
    op.create_index("statements_day", "statements", ["day", "report", "seq", "withdrawn"])
    alone = sa.text("contact IS NULL")
    op.create_index(
        "statements_alone", "statements", ["day", "report", "seq"], sqlite_where=alone, postgresql_where=alone
    )
    op.create_index("statements_contact", "statements", ["report", "contact"])
    op.drop_index("participants_country", "participants")
    op.create_index("participants_country", "participants", ["country", "report", "contact"])
    op.create_index("participants_name", "participants", ["name_folded", "report", "contact"])
    op.create_index("actors_country", "actors", ["country", "report", "id"])
    op.create_index("actors_name", "actors", ["name_folded", "report", "id"])
    op.drop_index("parties_actor", "parties")
    op.create_index("parties_actor", "parties", ["actor", "report"])


def _index_words() -> None:
    op.drop_table("passages")
    op.create_table(
        "passages",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("report", Text, sa.ForeignKey("reports.id", ondelete="CASCADE"), nullable=False),
        sa.Column("item_type", Text, nullable=False),
        sa.Column("item", Text),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.Column("text", Text, nullable=False),
        sa.Column("folded", Text, nullable=False),
    )
    op.create_index("passages_report", "passages", ["report"])
    for statement in _WORDS_OF_PASSAGES[op.get_bind().dialect.name]:
        op.execute(statement)
