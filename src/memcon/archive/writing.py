"""Keeps a record: its rows, the encounters its contacts belong to and what they follow up, in the caller's transaction.

Every way of changing a report ends here: adding it, correcting it, extracting it again, withdrawing it. The rows of a report
are taken out and laid out anew, so that the tables never differ from what the record and its corrections say.
"""

from datetime import UTC, datetime

from sqlalchemy import Connection, delete, func, insert, select, update

from memcon import __version__
from memcon.archive.rows import rows_of
from memcon.archive.schema import metadata, reports
from memcon.record import Record, decode_record, encode_record

KEY_DIGITS = 6  # digits of a report's SHA-256 that its items are called by; more where six are taken


def now() -> str:
    """The time as the archive writes it: UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def keep(connection: Connection, record: Record) -> str:
    """Adds a report that is not there yet; its key."""
    report = record.article.sha256
    key = _free_key(connection, report)
    moment = now()
    last = connection.scalar(select(func.max(reports.c.seq))) or 0
    rows = rows_of(record, key=key, added_at=moment, version=__version__)
    rows["reports"][0] |= {"seq": last + 1, "changed_at": moment}
    for table, those in rows.items():
        if those:
            connection.execute(insert(metadata.tables[table]), those)
    return key


def replace(
    connection: Connection, record: Record, *, extracted: Record | None = None, changed_at: str | None = None
) -> None:
    """Lays out anew a report that is there. ``extracted`` is what was read, where corrections made ``record`` of it."""
    report = record.article.sha256
    kept = connection.execute(select(reports).where(reports.c.id == report)).mappings().one()
    rows = rows_of(record, key=kept["key"], added_at=kept["added_at"], version=__version__)
    for table in reversed(metadata.sorted_tables):
        if table.name in rows and table.name != "reports":
            connection.execute(delete(table).where(table.c.report == report))
    (own,) = rows.pop("reports")
    own |= {
        "changed_at": changed_at or now(),
        "extracted": encode_record(extracted).decode() if extracted is not None else None,
    }
    connection.execute(update(reports).where(reports.c.id == report).values(own))
    for table_name, those in rows.items():
        if those:
            connection.execute(insert(metadata.tables[table_name]), those)


def derive_again(connection: Connection) -> None:
    """Lays out anew every report, in the order of adding: what an older schema did not have comes from the records."""
    for report in connection.scalars(select(reports.c.id).order_by(reports.c.seq)).all():
        kept = connection.execute(select(reports.c.record, reports.c.changed_at).where(reports.c.id == report)).one()
        replace(connection, decode_record(kept.record), changed_at=kept.changed_at)


def _free_key(connection: Connection, report: str) -> str:
    for digits in range(KEY_DIGITS, len(report)):
        if connection.scalar(select(reports.c.id).where(reports.c.key == report[:digits])) is None:
            return report[:digits]
    return report
