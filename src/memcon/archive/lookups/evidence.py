"""The words behind items, as selectors of the W3C Web Annotation Data Model (https://www.w3.org/TR/annotation-model/#selectors)."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import groupby
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated, Literal

import msgspec
from msgspec import Meta
from sqlalchemy import Connection, RowMapping, select

from memcon.archive.export.linked_data import iri_of
from memcon.archive.export.tables.across import CONTEXT
from memcon.archive.follow_ups.meetings import batches
from memcon.archive.schema import contacts, evidence, metadata, reports

if TYPE_CHECKING:
    from memcon.archive import Archive

EvidenceOf = Literal["contact", "encounter", "statement", "commitment", "claim", "event", "report"]

_KEPT_AS: Mapping[EvidenceOf, tuple[str, ...]] = MappingProxyType(
    {
        "contact": ("contact", "participant"),
        "encounter": ("contact", "participant"),
        "statement": ("statement",),
        "commitment": ("commitment",),
        "claim": ("claim",),
        "event": ("event",),
        "report": ("article",),
    }
)
"""The item types under which the words of a thing are kept."""


class TextQuoteSelector(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """The words, and up to 32 characters before and behind them."""

    exact: Annotated[str, Meta(description="the words as they stand in the report")]
    prefix: Annotated[str, Meta(description="up to 32 characters before them")]
    suffix: Annotated[str, Meta(description="up to 32 characters behind them")]


class TextPositionSelector(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """Where they stand in the report's text, in Unicode code points from 0; the end is exclusive."""

    start: Annotated[int, Meta(description="where the words begin", ge=0)]
    end: Annotated[int, Meta(description="where they end, exclusive", ge=0)]


class Evidence(msgspec.Struct, frozen=True, kw_only=True):
    """Words of a report and the field that they support."""

    item: Annotated[str, Meta(description="the id of the item, or of the report: 3f2a9c-c1")]
    field: Annotated[
        str,
        Meta(
            description="the field that the words support; spans is the item as a whole, participants/0 the first participant"
        ),
    ]
    source: Annotated[str, Meta(description="the text that was hashed, as RFC 6920 names it: ni:///sha-256;…")]
    selector: tuple[TextQuoteSelector, TextPositionSelector]


class _Text(msgspec.Struct):
    text: str


class _Report(msgspec.Struct):
    """As much of a record as is needed here; to read all of it takes ten times as long."""

    article: _Text


_report = msgspec.json.Decoder(_Report)


def evidence_of(archive: "Archive", kind: EvidenceOf, ids: Collection[str]) -> dict[str, tuple[Evidence, ...]]:
    """The words behind things of a kind by their ids; those of an encounter are those of all contacts of it."""
    found: dict[str, list[Evidence]] = {ident: [] for ident in ids}
    with archive._reading() as connection:
        owners = _owners(connection, kind, ids)
        for report, rows in groupby(_rows(connection, kind, owners), key=lambda row: row["report"]):
            text = _report.decode(
                connection.scalar(select(reports.c.record).where(reports.c.id == report)) or ""
            ).article.text
            for row in rows:
                owner = owners.get((report, _item(kind, row)))
                if owner:
                    found[owner[0]].append(_evidence(row, owner[1], text))
    return {ident: tuple(those) for ident, those in found.items()}


_Owners = dict[tuple[str, str], tuple[str, str]]
"""By report and item: the id under which its words are asked for, and its own."""


def _owners(connection: Connection, kind: EvidenceOf, ids: Collection[str]) -> _Owners:
    found: _Owners = {}
    for part in batches(ids):
        if kind == "report":
            query = select(reports.c.id, reports.c.key).where(reports.c.key.in_(part))
            found.update(((report, ""), (key, key)) for report, key in connection.execute(query))
            continue
        table = contacts if kind == "encounter" else metadata.tables[f"{kind}s"]
        asked = table.c.encounter if kind == "encounter" else table.c.ref
        query = select(table.c.report, table.c.id, asked.label("asked"), table.c.ref).where(asked.in_(part))
        found.update(((row.report, row.id), (row.asked, row.ref)) for row in connection.execute(query))
    return found


def _rows(connection: Connection, kind: EvidenceOf, owners: Iterable[tuple[str, str]]) -> Iterator[RowMapping]:
    """Their evidence and that of others of their reports, report by report, in the order of the archive."""
    reports_of: dict[str, None] = dict.fromkeys(report for report, _ in owners)
    order = (evidence.c.report, evidence.c.item_type, evidence.c.item, evidence.c.field, evidence.c.seq)
    for part in batches(reports_of):
        query = select(evidence).where(evidence.c.report.in_(part), evidence.c.item_type.in_(_KEPT_AS[kind]))
        yield from connection.execute(query.order_by(*order)).mappings()


def _item(kind: EvidenceOf, row: RowMapping) -> str:
    return "" if kind == "report" else str(row["item"]).partition("/")[0]


def _evidence(row: RowMapping, item: str, text: str) -> Evidence:
    start, end = row["start"], row["end"]
    field = row["field"]
    if row["item_type"] == "participant":
        seq = str(row["item"]).partition("/")[2]
        field = f"participants/{seq}" + ("" if field == "spans" else f"/{field}")
    quote = TextQuoteSelector(
        exact=row["text"], prefix=text[max(start - CONTEXT, 0) : start], suffix=text[end : end + CONTEXT]
    )
    return Evidence(
        item=item,
        field=field,
        source=iri_of(row["report"]),
        selector=(quote, TextPositionSelector(start=start, end=end)),
    )
