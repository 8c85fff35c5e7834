"""Keeps a record: its rows, the encounters its contacts belong to and what they follow up, in the caller's transaction.

Every way of changing a report ends here: adding it, correcting it, extracting it again, withdrawing it. The rows of a report
are taken out and laid out anew, so that the tables never differ from what was extracted and its corrections say.
"""

from collections import Counter
from collections.abc import Collection
from datetime import UTC, datetime

import msgspec
from sqlalchemy import Connection, delete, func, insert, select, update

from memcon import __version__
from memcon.archive import encounters, follow_ups
from memcon.archive.checks import ensure_sound
from memcon.archive.corrections.applying import Corrected, apply
from memcon.archive.corrections.cases import extracted_of
from memcon.archive.corrections.log import corrections_of
from memcon.archive.corrections.model import LETTERS
from memcon.archive.encounters.facets import keep_facets
from memcon.archive.order import keep_days
from memcon.archive.overviews.known import keep_persons, persons_in
from memcon.archive.rows import Row, rows_of
from memcon.archive.schema import metadata, reports
from memcon.record import Record, encode_record

_COUNTED = ("contacts", "statements")
KEY_DIGITS = 6  # digits of a report's SHA-256 that its items are called by; more where six are taken


def now() -> str:
    """The time as the archive writes it: UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def keep(connection: Connection, extracted: Record) -> str:
    """Adds a report that is not there yet; its key."""
    report = extracted.article.sha256
    key = _free_key(connection, report)
    moment = now()
    last = connection.scalar(select(func.max(reports.c.seq))) or 0
    rows = _rows(connection, extracted, key=key, added_at=moment, version=__version__)
    rows["reports"][0] |= {"seq": last + 1, "changed_at": moment}
    for table, those in rows.items():
        if those:
            connection.execute(insert(metadata.tables[table]), those)
    changed = encounters.settle(connection, [report])
    _take_together(connection, report, changed)
    follow_ups.settle(connection, [report], changed)
    return key


def replace(
    connection: Connection, extracted: Record, *, changed_at: str | None = None, version: str | None = None
) -> None:
    """Lays out anew a report that is there, with what stands of its corrections.

    ``version`` is that of memcon where the text was just read again; else the one that read it stays.
    """
    report = extracted.article.sha256
    kept = connection.execute(select(reports).where(reports.c.id == report)).mappings().one()
    version = version or kept["memcon_version"]
    rows = _rows(connection, extracted, key=kept["key"], added_at=kept["added_at"], version=version)
    touched = follow_ups.forget(connection, [report])
    reached = encounters.release(connection, [report])
    named = persons_in(connection, report)
    for table in reversed(metadata.sorted_tables):
        if table.name in rows and table.name != "reports":
            connection.execute(delete(table).where(table.c.report == report))
    (own,) = rows.pop("reports")
    own |= {"changed_at": changed_at or now()}
    connection.execute(update(reports).where(reports.c.id == report).values(own))
    for table_name, those in rows.items():
        if those:
            connection.execute(insert(metadata.tables[table_name]), those)
    changed = encounters.settle(connection, [report], reached)
    _take_together(connection, report, changed, named)
    follow_ups.settle(connection, [report], {*touched, *changed})


def _take_together(connection: Connection, report: str, changed: Collection[str], named: Collection[str] = ()) -> None:
    """Keeps what lists and pages read of the encounters that changed and of those whom the report names, or did before."""
    keep_days(connection, report, changed)
    keep_facets(connection, changed)
    keep_persons(connection, report, named, changed)


def derive_again(connection: Connection) -> None:
    """Lays out anew every report, in the order of adding: what an older schema did not have comes from the records."""
    for report, changed_at in connection.execute(
        select(reports.c.id, reports.c.changed_at).order_by(reports.c.seq)
    ).all():
        replace(connection, extracted_of(connection, report), changed_at=changed_at)


def _rows(connection: Connection, extracted: Record, *, key: str, added_at: str, version: str) -> dict[str, list[Row]]:
    """The rows of a report: those of its record, corrected, and of the items that were rejected, marked as withdrawn."""
    corrected = apply(extracted, corrections_of(connection, extracted.article.sha256))
    if corrected.record is not extracted:
        ensure_sound(corrected.record)
    whole = msgspec.structs.replace(corrected.whole, events=corrected.record.events)
    rows = rows_of(whole, key=key, added_at=added_at, version=version)
    withdrawn = corrected.withdrawn
    rows["reports"][0] |= {
        "record": encode_record(corrected.record).decode(),
        "extracted": None if corrected.record == extracted else encode_record(extracted).decode(),
        "withdrawn_at": withdrawn.at if withdrawn else None,
        "withdrawn_why": withdrawn.why if withdrawn else None,
    }
    _mark(rows, corrected)
    _leave_out_withdrawn(rows)
    _count(rows)
    return rows


def _mark(rows: dict[str, list[Row]], corrected: Corrected) -> None:
    """Says which items were looked at; what is withdrawn is not searched, and teaches nothing to later reports."""
    gone = {key for key, review in corrected.reviews.items() if review == "rejected"}
    for kind in LETTERS.values():
        for row in rows[f"{kind}s"]:
            row["review"] = corrected.reviews.get((kind, row["id"]))
            row["withdrawn"] = corrected.withdrawn is not None or (kind, row["id"]) in gone
    if corrected.withdrawn:
        for table in ("passages", "contact_dyads", "actor_words", "mentions"):
            rows[table] = []
    elif gone:
        rows["passages"] = [row for row in rows["passages"] if ("statement", row["item"]) not in gone]
        rows["contact_dyads"] = [row for row in rows["contact_dyads"] if ("contact", row["contact"]) not in gone]


def _leave_out_withdrawn(rows: dict[str, list[Row]]) -> None:
    """Takes withdrawn statements out of what is counted."""
    gone = {row["id"]: row["contact"] for row in rows["statements"] if row["withdrawn"]}
    if not gone:
        return
    at = Counter(gone.values())
    for row in rows["contacts"]:
        row["n_statements"] -= at[row["id"]]
    spoken = {(row["item"], row["actor"]) for row in rows["parties"] if _is_speaker(row) and row["item"] in gone}
    by = Counter(actor for _, actor in spoken)
    for row in rows["mentions"]:
        row["statements"] -= by[row["person"]]
    rows["item_facets"] = [row for row in rows["item_facets"] if row["item"] not in gone]


def _count(rows: dict[str, list[Row]]) -> None:
    """Says of the report how much it has, and on which topics."""
    items = [rows[f"{kind}s"] for kind in LETTERS.values()]
    rows["reports"][0] |= {f"n_{kind}": sum(not row["withdrawn"] for row in rows[kind]) for kind in _COUNTED}
    rows["reports"][0]["n_items"] = sum(map(len, items))
    topics = {topic for row in rows["contacts"] if not row["withdrawn"] for topic in row["topics"]}
    topics.update(topic for row in rows["statements"] for topic in row["topics"])
    report = rows["reports"][0]["id"]
    rows["report_topics"] = [{"report": report, "topic": topic} for topic in sorted(topics)]


def _is_speaker(party: Row) -> bool:
    return bool(party["item_type"] == "statement" and party["field"] == "speakers")


def _free_key(connection: Connection, report: str) -> str:
    for digits in range(KEY_DIGITS, len(report)):
        if connection.scalar(select(reports.c.id).where(reports.c.key == report[:digits])) is None:
            return report[:digits]
    return report
