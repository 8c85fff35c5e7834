"""What pages count and order by: days and numbers of items, values of encounters, persons, and the topics of reports."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from memcon.archive.columns import Text

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_REVIEWED = ("contacts", "statements", "commitments", "claims")
_FILTERED = ("status", "mode", "level", "role", "when_start", "when_end", "mechanism")
_FACETS = ("status", "mode", "level")
_OF_COMMITMENTS = ("status", "kept_on", "superseded_on", "kind", "first_day", "last_day", "mechanism")


def _needed(name: str, kind: sa.types.TypeEngine[Any] | type[sa.types.TypeEngine[Any]] = Text) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=False)


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=False, server_default="0")


def _key(name: str) -> sa.Column[str]:
    return sa.Column(name, Text, primary_key=True)


def _of_report() -> sa.Column[str]:
    return sa.Column("report", Text, sa.ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True)


def _of_encounter() -> sa.Column[str]:
    return sa.Column("encounter", Text, sa.ForeignKey("encounters.id", ondelete="CASCADE"), primary_key=True)


def upgrade() -> None:
    """Adds columns, tables and indexes. What is derived from reports is made anew afterwards, and fills them."""
    _add_columns()
    _index_lists()
    _index_reviews()
    _index_what_spans_reports()
    _create_values()
    _create_persons()


def _add_columns() -> None:
    with op.batch_alter_table("reports") as reports:
        for name in ("n_contacts", "n_statements", "n_items"):
            reports.add_column(_number(name))
    op.add_column("contacts", _number("n_statements"))
    for name in ("contact", "made", "first_day", "last_day", "kept_on", "superseded_on"):
        op.add_column("commitments", sa.Column(name, Text))
    for table in ("commitments", "claims", "encounters"):
        op.add_column(table, sa.Column("day", Text))
    op.add_column("encounters", sa.Column("last_day", Text))


def _index_lists() -> None:
    op.drop_index("reports_changed", "reports")
    op.create_index("reports_changed", "reports", ["changed_at", "seq", "n_items"])
    op.drop_index("reports_outlet", "reports")
    op.create_index("reports_outlet", "reports", ["outlet", "id", "withdrawn_at", "n_contacts", "n_statements"])
    op.drop_index("contacts_day", "contacts")
    op.create_index("contacts_day", "contacts", ["day", "report", "seq", "withdrawn", *_FILTERED, "n_statements", "id"])
    op.create_index(
        "commitments_day",
        "commitments",
        ["day", "made", "report", "seq", "id", "contact", "withdrawn", *_OF_COMMITMENTS],
    )
    op.create_index("claims_day", "claims", ["day", "report", "seq", "withdrawn"])
    op.create_index("encounters_day", "encounters", ["day", "id", "last_day", "when_start", "when_end", *_FACETS])
    op.drop_index("parties_actor", "parties")
    op.create_index("parties_actor", "parties", ["actor", "report", "item_type", "field", "item"])


def _index_what_spans_reports() -> None:
    op.drop_index("contact_dyads_dyad", "contact_dyads")
    op.create_index("contact_dyads_dyad", "contact_dyads", ["dyad", "first", "last"])
    op.create_index("follow_ups_of", "follow_ups", ["of"])


def _index_reviews() -> None:
    reviewed = sa.text("review IS NOT NULL")
    for table in _REVIEWED:
        op.create_index(
            f"{table}_waiting",
            table,
            ["confidence", "ref"],
            sqlite_where=sa.text("review IS NULL AND withdrawn IS 0"),
            postgresql_where=sa.text("review IS NULL AND withdrawn IS FALSE"),
        )
        op.create_index(f"{table}_reviewed", table, ["withdrawn"], sqlite_where=reviewed, postgresql_where=reviewed)


def _create_values() -> None:
    """What encounters, statements, commitments and reports are counted and found by."""
    op.create_table(
        "facet_values",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        _needed("facet"),
        _needed("value"),
    )
    op.create_index("facet_values_value", "facet_values", ["facet", "value", "id"], unique=True)
    op.create_table(
        "encounter_facets",
        _of_encounter(),
        sa.Column("value", sa.Integer, sa.ForeignKey("facet_values.id"), primary_key=True, autoincrement=False),
        *(sa.Column(name, Text) for name in ("day", "last_day", *_FACETS)),
        sqlite_with_rowid=False,
    )
    op.create_index("encounter_facets_value", "encounter_facets", ["value", "day", "encounter", "last_day", *_FACETS])
    op.create_table("encounter_tallies", _of_encounter(), _needed("tally", sa.LargeBinary), sqlite_with_rowid=False)
    op.create_table(
        "item_facets",
        _of_report(),
        *(_key(name) for name in ("item_type", "item", "facet", "value")),
        sa.Column("contact", Text),
        sqlite_with_rowid=False,
    )
    op.create_index("item_facets_value", "item_facets", ["item_type", "facet", "value", "report", "item", "contact"])
    op.create_table("report_topics", _of_report(), _key("topic"), sqlite_with_rowid=False)
    op.create_index("report_topics_topic", "report_topics", ["topic", "report"])


def _create_persons() -> None:
    op.create_table(
        "mentions",
        _of_report(),
        _key("person"),
        _needed("name"),
        *(sa.Column(name, Text) for name in ("country", "office", "published")),
        _needed("statements", sa.Integer),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "mentions_person",
        "mentions",
        ["person", "name", "country", "office", "published", "statements", "report"],
    )
    op.create_table(
        "persons",
        _key("id"),
        *(_needed(name) for name in ("name", "names_folded")),
        *(sa.Column(name, Text) for name in ("country", "office")),
        *(_needed(name, sa.Integer) for name in ("reports", "contacts", "statements")),
    )
    op.create_index("persons_contacts", "persons", ["contacts", "id"])
