"""How an item was found and how sure it is; claims of arrest are "arrested", and Kosovo is XKX, as the gold guide has both."""

import sqlalchemy as sa
from alembic import op

from memcon.archive.columns import Text

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_COUNTRIES = (
    ("actors", "country"),
    ("participants", "country"),
    ("contacts", "place_country"),
    ("claims", "place_country"),
    ("events", "place_country"),
)


def upgrade() -> None:
    """Adds the columns, and renames both in the tables and in the records kept beside them."""
    for name in ("contacts", "statements", "commitments", "claims", "events"):
        op.add_column(name, sa.Column("found_by", Text))
        op.add_column(name, sa.Column("confidence", sa.Float))
    connection = op.get_bind()
    claims = sa.table("claims", sa.column("what"))
    connection.execute(sa.update(claims).where(claims.c.what == "detained").values(what="arrested"))
    for name, column in _COUNTRIES:
        table = sa.table(name, sa.column(column))
        connection.execute(sa.update(table).where(table.c[column] == "KOS").values({column: "XKX"}))
    reports = sa.table("reports", sa.column("record"))
    for old, new in (('"what":"detained"', '"what":"arrested"'), ('"country":"KOS"', '"country":"XKX"')):
        connection.execute(
            sa.update(reports)
            .where(reports.c.record.contains(old, autoescape=True))
            .values(record=sa.func.replace(reports.c.record, old, new))
        )
