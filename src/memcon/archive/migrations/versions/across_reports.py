"""What spans reports: encounters, follow-ups, corrections, passages to search; reports in the order of adding.

What earlier schemas kept is derived again from the records when the archive is opened (`memcon.archive.writing`).
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

from memcon.archive.columns import Text

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_REVIEWED = ("contacts", "statements", "commitments", "claims")
_WHEN = ("start", "end", "precision", "weekday", "method")


def _needed(name: str, kind: sa.types.TypeEngine[Any] | type[sa.types.TypeEngine[Any]] = Text) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=False)


def _key(name: str) -> sa.Column[str]:
    return sa.Column(name, Text, primary_key=True)


def upgrade() -> None:
    """Adds the tables and columns; reports get the order in which they were added."""
    with op.batch_alter_table("reports") as reports:
        reports.add_column(sa.Column("extracted", Text))
        reports.add_column(sa.Column("seq", sa.Integer))
        reports.add_column(sa.Column("changed_at", Text, nullable=False, server_default=""))
        reports.add_column(sa.Column("withdrawn_at", Text))
        reports.add_column(sa.Column("withdrawn_why", Text))
        reports.add_column(sa.Column("sketch", sa.JSON, nullable=False, server_default="[]"))
    _number_reports()
    with op.batch_alter_table("reports") as reports:
        reports.alter_column("seq", nullable=False)
        reports.create_unique_constraint("reports_seq", ["seq"])
        reports.create_index("reports_changed", ["changed_at"])
        reports.create_index("reports_published", ["published"])
    for table in _REVIEWED:
        op.add_column(table, sa.Column("review", Text))
        op.add_column(table, sa.Column("withdrawn", sa.Boolean, nullable=False, server_default=sa.false()))
    op.add_column("contacts", sa.Column("encounter", Text))
    op.create_index("contacts_encounter", "contacts", ["encounter"])
    op.create_index("commitments_due", "commitments", ["due_start"])
    _create_tables()


def _number_reports() -> None:
    reports = sa.table("reports", *map(sa.column, ("id", "added_at", "seq", "changed_at")))
    connection = op.get_bind()
    order = connection.execute(sa.select(reports.c.id).order_by(reports.c.added_at, reports.c.id)).scalars().all()
    for number, report in enumerate(order, 1):
        values = {"seq": number, "changed_at": reports.c.added_at}
        connection.execute(sa.update(reports).where(reports.c.id == report).values(values))


def _create_tables() -> None:
    op.create_table(
        "contact_dyads",
        _key("report"),
        _key("contact"),
        _key("dyad"),
        sa.Column("first", Text),
        sa.Column("last", Text),
        sa.ForeignKeyConstraint(["report", "contact"], ["contacts.report", "contacts.id"], ondelete="CASCADE"),
    )
    op.create_index("contact_dyads_dyad", "contact_dyads", ["dyad", "first"])
    op.create_table(
        "passages",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("report", Text, sa.ForeignKey("reports.id", ondelete="CASCADE"), nullable=False),
        _needed("item_type"),
        sa.Column("item", Text),
        _needed("start", sa.Integer),
        _needed("end", sa.Integer),
        _needed("text"),
    )
    op.create_index("passages_report", "passages", ["report"])
    op.create_table(
        "encounters",
        _key("id"),
        _needed("status"),
        _needed("mode"),
        sa.Column("level", Text),
        *(sa.Column(f"when_{field}", Text) for field in _WHEN),
        sa.Column("place_name", Text),
        sa.Column("place_country", Text),
        sa.Column("place_lat", sa.Float),
        sa.Column("place_lon", sa.Float),
        sa.Column("place_geonames", sa.Integer),
        sa.Column("occasion", Text),
        sa.Column("mechanism", Text),
        _needed("countries", sa.JSON),
        _needed("topics", sa.JSON),
        _needed("n_reports", sa.Integer),
        _needed("n_sources", sa.Integer),
        sa.Column("first_reported", Text),
        sa.Column("last_reported", Text),
    )
    op.create_index("encounters_when", "encounters", ["when_start", "when_end"])
    op.create_index("encounters_mechanism", "encounters", ["mechanism"])
    op.create_table(
        "encounter_links",
        _key("one"),
        _key("other"),
        _needed("score", sa.Float),
        _needed("reasons", sa.JSON),
    )
    op.create_index("encounter_links_other", "encounter_links", ["other"])
    op.create_table(
        "follow_ups",
        _key("kind"),
        _key("of"),
        _key("by"),
        _needed("score", sa.Float),
        _needed("reasons", sa.JSON),
    )
    op.create_index("follow_ups_by", "follow_ups", ["by"])
    op.create_table(
        "corrections",
        sa.Column("id", sa.Integer, primary_key=True),
        *(_needed(name) for name in ("at", "who", "why", "action")),
        *(sa.Column(name, Text) for name in ("report", "item_type", "item")),
        sa.Column("start", sa.Integer),
        sa.Column("end", sa.Integer),
        sa.Column("field", Text),
        sa.Column("old", sa.JSON),
        sa.Column("new", sa.JSON),
        sa.Column("undoes", sa.Integer),
    )
    op.create_index("corrections_report", "corrections", ["report"])
