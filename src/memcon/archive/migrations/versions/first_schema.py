"""The first schema: reports with their whole record, and the record's items as tidy tables."""

import sqlalchemy as sa
from alembic import op

from memcon.archive.columns import Count, Text

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def _report() -> sa.Column[str]:
    return sa.Column("report", Text, sa.ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True)


def _key(name: str) -> sa.Column[str]:
    return sa.Column(name, Text, primary_key=True)


def _seq_key() -> sa.Column[int]:
    return sa.Column("seq", sa.Integer, primary_key=True)


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, Text)


def _needed(name: str) -> sa.Column[str]:
    return sa.Column(name, Text, nullable=False)


def _unique(name: str) -> sa.Column[str]:
    return sa.Column(name, Text, nullable=False, unique=True)


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=False)


def _words(name: str) -> sa.Column[list[str]]:
    return sa.Column(name, sa.JSON, nullable=False)


def _when(prefix: str) -> list[sa.Column[str]]:
    return [_text(f"{prefix}_{field}") for field in ("start", "end", "precision", "weekday", "method")]


def _place() -> list[sa.Column[str] | sa.Column[float] | sa.Column[int]]:
    return [
        _text("place_name"),
        _text("place_country"),
        sa.Column("place_lat", sa.Float),
        sa.Column("place_lon", sa.Float),
        sa.Column("place_geonames", sa.Integer),
    ]


def _of(*columns: str, table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(columns, [f"{table}.report", f"{table}.id"], ondelete="CASCADE")


def upgrade() -> None:
    """Creates every table."""
    _create_reports_and_actors()
    _create_contacts()
    _create_statements()
    _create_claims_and_events()
    _create_evidence()


def _create_reports_and_actors() -> None:
    op.create_table(
        "reports",
        _key("id"),
        _unique("key"),
        _needed("article_id"),
        _text("url"),
        _text("outlet"),
        _text("outlet_country"),
        _text("title"),
        _text("dateline"),
        _text("published"),
        _text("language"),
        _number("n_chars"),
        _needed("added_at"),
        _needed("memcon_version"),
        _needed("record"),
    )
    op.create_table(
        "actors",
        _report(),
        _key("id"),
        _needed("kind"),
        _needed("name"),
        _needed("name_folded"),
        _text("country"),
        _text("office"),
        _text("wikidata"),
        _words("sectors"),
    )


def _create_contacts() -> None:
    op.create_table(
        "contacts",
        _report(),
        _key("id"),
        _unique("ref"),
        _number("seq"),
        _needed("status"),
        _needed("role"),
        _needed("mode"),
        _text("level"),
        *_when("when"),
        *_place(),
        _text("occasion"),
        _text("mechanism"),
        _words("topics"),
    )
    op.create_index("contacts_when", "contacts", ["when_start", "when_end"])
    op.create_table(
        "participants",
        _key("report"),
        _key("contact"),
        _seq_key(),
        _needed("actor"),
        _text("name"),
        _needed("name_folded"),
        _text("country"),
        _text("office"),
        _text("capacity"),
        _of("report", "contact", table="contacts"),
    )
    op.create_index("participants_country", "participants", ["country"])


def _create_statements() -> None:
    op.create_table(
        "statements",
        _report(),
        _key("id"),
        _unique("ref"),
        _number("seq"),
        _text("contact"),
        _needed("form"),
        _needed("act"),
        _text("cue"),
        _needed("words"),
        sa.Column("start", sa.Integer),
        sa.Column("end", sa.Integer),
        _words("topics"),
        _of("report", "contact", table="contacts"),
    )
    op.create_table(
        "commitments",
        _report(),
        _key("id"),
        _unique("ref"),
        _number("seq"),
        _needed("kind"),
        _needed("act"),
        *_when("due"),
        _text("mechanism"),
        _text("statement"),
        _needed("status"),
        _text("followed_by"),
        _of("report", "statement", table="statements"),
    )


def _create_claims_and_events() -> None:
    op.create_table(
        "claims",
        _report(),
        _key("id"),
        _unique("ref"),
        _number("seq"),
        _needed("what"),
        sa.Column("low", Count),
        sa.Column("high", Count),
        sa.Column("approximate", sa.Boolean, nullable=False),
        _text("victims"),
        _text("by"),
        *_place(),
        *_when("when"),
        _text("said_by"),
    )
    op.create_table(
        "events",
        _report(),
        _key("id"),
        _unique("ref"),
        _number("seq"),
        _needed("event_type"),
        _text("event_mode"),
        _words("context"),
        *_when("when"),
        *_place(),
        _text("cameo"),
        sa.Column("goldstein", sa.Float),
        _needed("from"),
    )


def _create_evidence() -> None:
    op.create_table(
        "framing",
        _report(),
        _seq_key(),
        _needed("term"),
        _needed("neutral"),
        _text("target"),
        _needed("voice"),
        _number("start"),
        _number("end"),
    )
    op.create_table(
        "parties",
        _report(),
        _key("item_type"),
        _key("item"),
        _key("field"),
        _seq_key(),
        _needed("actor"),
    )
    op.create_index("parties_actor", "parties", ["actor"])
    op.create_table(
        "evidence",
        _report(),
        _key("item_type"),
        _key("item"),
        _key("field"),
        _seq_key(),
        _number("start"),
        _number("end"),
        _needed("text"),
    )
