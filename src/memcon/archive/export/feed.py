"""Atom (RFC 4287) of a list: contacts, statements, or what a search found. An entry is called the same in every feed."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, BinaryIO
from uuid import UUID, uuid5

from sqlalchemy import Connection, RowMapping, select

from memcon.archive.export.characters import writable
from memcon.archive.export.titles import contact_title, web_address
from memcon.archive.follow_ups.meetings import batches
from memcon.archive.frames import needed
from memcon.archive.schema import reports
from memcon.archive.search import FoundPassage
from memcon.archive.views import ContactRow, StatementRow
from memcon.archive.wording import listed

if TYPE_CHECKING:
    from memcon.archive import Archive

FeedRow = ContactRow | StatementRow | FoundPassage

_IDS = UUID("5f0f2f4e-6d0c-5f60-9b0a-6d656d636f6e")  # ours alone: every id is a name within it
_NEVER = datetime(1970, 1, 1, tzinfo=UTC).isoformat()  # an empty feed never changed; Atom wants a date


@dataclass(frozen=True, kw_only=True)
class _Entry:
    """``name`` tells the entry from the others of its report."""

    name: str
    title: str
    text: str
    terms: tuple[str, ...]


def write(archive: "Archive", rows: Iterable[FeedRow], target: BinaryIO, *, title: str) -> None:
    """Writes rows of the archive in their order; ``title`` names the feed, and feeds of one title are one. Raises `ArchiveError`."""
    kept = [row for row in rows if isinstance(row, FoundPassage) or not row.withdrawn]
    with archive._reading() as connection:
        told = _reports(connection, {row.report for row in kept})
    feed = needed("feedgen.feed").FeedGenerator()
    feed.id(_id("feed", title))
    feed.title(writable(title))
    feed.author({"name": "memcon"})
    feed.generator("memcon")
    feed.updated(max((told[row.report]["changed_at"] for row in kept), default=_NEVER))
    for row in kept:
        _add(feed, row, told[row.report])
    target.write(feed.atom_str(pretty=True))


def _reports(connection: Connection, keys: Collection[str]) -> dict[str, RowMapping]:
    found: dict[str, RowMapping] = {}
    for part in batches(keys):
        query = select(reports.c.id, reports.c.key, reports.c.added_at, reports.c.changed_at).where(
            reports.c.key.in_(part)
        )
        found.update((row["key"], row) for row in connection.execute(query).mappings())
    return found


def _id(*name: str) -> str:
    return f"urn:uuid:{uuid5(_IDS, '/'.join(name))}"


def _add(feed: Any, row: FeedRow, report: RowMapping) -> None:
    told = _entry(row)
    entry = feed.add_entry(order="append")
    entry.id(_id(report["id"], told.name))
    entry.title(writable(told.title))
    entry.published(report["added_at"])
    entry.updated(report["changed_at"])
    entry.content(writable(told.text), type="text")
    entry.category([{"term": term} for term in told.terms])
    if row.outlet:
        entry.author({"name": writable(row.outlet)})
    if address := web_address(row.url):
        entry.link(href=writable(address), rel="alternate")


def _entry(row: FeedRow) -> _Entry:
    if isinstance(row, ContactRow):
        return _contact(row)
    return _statement(row) if isinstance(row, StatementRow) else _passage(row)


def _contact(row: ContactRow) -> _Entry:
    when = _when(row)
    lines = (
        row.id,
        f"Date: {when}" if when else "",
        f"Place: {', '.join(filter(None, (row.place, row.place_country)))}" if row.place else "",
        f"Occasion: {row.occasion}" if row.occasion else "",
        f"Mechanism: {row.mechanism}" if row.mechanism else "",
        f"Topics: {'; '.join(row.topics)}" if row.topics else "",
        _source(row),
    )
    return _Entry(
        name=row.id.rpartition("-")[2],
        title=contact_title(row.status, row.mode, row.participants) + (f" ({when})" if when else ""),
        text="\n".join(filter(None, lines)),
        terms=("contact", row.status, row.mode, *row.countries),
    )


def _statement(row: StatementRow) -> _Entry:
    who = listed([*row.speakers]) or "Speaker not named"
    to = f" to {listed([*row.addressees])}" if row.addressees else ""
    return _Entry(
        name=row.id.rpartition("-")[2],
        title=f"{who}{to}: {row.act}",
        text="\n".join((row.words, f"{row.id}, {row.form}", _source(row))),
        terms=("statement", row.act, row.form, *row.countries),
    )


def _passage(row: FoundPassage) -> _Entry:
    return _Entry(
        name=f"{row.kind}/{row.start}-{row.end}",
        title=row.title or f"Report {row.report}",
        text="\n".join((row.text, f"{row.report}, chars {row.start}-{row.end}", _source(row))),
        terms=(row.kind,),
    )


def _when(row: ContactRow) -> str:
    """ "2024-12-19", "2024-12-19/2024-12-21", "../2024-12-21" (EDTF) or nothing."""
    if row.date == row.date_end:
        return row.date or ""
    return f"{row.date or '..'}/{row.date_end or '..'}"


def _source(row: FeedRow) -> str:
    return f"{row.outlet or 'Outlet not named'}, {row.published or 'undated'}"
