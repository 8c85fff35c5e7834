"""The lines of what spans reports, and the words behind every field."""

import json
from collections.abc import Iterator

from sqlalchemy import RowMapping, select

from memcon.archive.corrections.log import corrections_where
from memcon.archive.export.tables.chosen import Chosen
from memcon.archive.export.tables.lines import DecisionLine, EncounterLine, EvidenceLine
from memcon.archive.export.tables.reading import Portion, place_of, taken, when_of
from memcon.archive.follow_ups.meetings import batches
from memcon.archive.schema import contacts, encounters, evidence, reports
from memcon.record import decode_record

CONTEXT = 32
"""Characters before and behind a passage that tell it from others."""


def encounter_lines(chosen: Chosen) -> Iterator[EncounterLine]:
    """The encounters of the contacts, by their first day and id; those without a day come last."""
    ids: set[str] = set()
    for part in batches(chosen.contacts):
        ids.update(
            filter(None, chosen.connection.scalars(select(contacts.c.encounter).where(contacts.c.ref.in_(part))))
        )
    rows: list[RowMapping] = []
    for part in batches(ids):
        rows += chosen.connection.execute(select(encounters).where(encounters.c.id.in_(part))).mappings()
    for row in sorted(rows, key=lambda row: (row["when_start"] or "~", row["id"])):
        yield EncounterLine(
            encounter_id=row["id"],
            **when_of(row),
            **place_of(row),
            countries=tuple(row["countries"]),
            topics=tuple(row["topics"]),
            **taken(row, "status", "mode", "level", "occasion", "mechanism"),
            **taken(row, "n_reports", "n_sources", "first_reported", "last_reported"),
        )


def decision_lines(chosen: Chosen) -> Iterator[DecisionLine]:
    """The corrections of the chosen reports."""
    known = chosen.connection.execute(select(reports.c.id, reports.c.key)).mappings()
    keys = {row["id"]: row["key"] for row in known}
    for made in corrections_where(chosen.connection):
        key = keys.get(made.report)
        if key is None or key in chosen.documents:
            yield DecisionLine(
                decision_id=made.id,
                at=made.at,
                who=made.who,
                action=made.action,
                record_type=made.item_type,
                record_id=f"{key}-{made.item}" if key and made.item else None,
                document_id=key,
                field=made.field,
                old=_as_json(made.old),
                new=_as_json(made.new),
                reason=made.why,
                undoes=made.undoes,
            )


def _as_json(value: object) -> str | None:
    return None if value is None else json.dumps(value, ensure_ascii=False)


def evidence_lines(portion: Portion) -> Iterator[EvidenceLine]:
    """The words behind every field of what is exported."""
    query = select(reports.c.id, reports.c.record).where(reports.c.id.in_(portion.keys))
    texts = {
        row["id"]: decode_record(row["record"]).article.text
        for row in portion.chosen.connection.execute(query).mappings()
    }
    for row in portion.rows(evidence):
        key, text = portion.keys[row["report"]], texts[row["report"]]
        if _is_chosen(portion, row["item_type"], key, row["item"]):
            yield EvidenceLine(
                record_type=row["item_type"],
                record_id=key if row["item_type"] == "article" else f"{key}-{row['item']}",
                document_id=key,
                exact=row["text"],
                prefix=text[max(row["start"] - CONTEXT, 0) : row["start"]],
                suffix=text[row["end"] : row["end"] + CONTEXT],
                text_sha256=row["report"],
                **taken(row, "field", "seq", "start", "end"),
            )


def _is_chosen(portion: Portion, item_type: str, key: str, item: str) -> bool:
    chosen = portion.chosen
    ref = f"{key}-{item.partition('/')[0]}"
    if item_type in ("contact", "participant"):
        return ref in chosen.contacts
    if item_type == "statement":
        return ref in chosen.statements
    if item_type == "commitment":
        return ref in chosen.commitments
    return item_type != "claim" or ref in portion.claims
