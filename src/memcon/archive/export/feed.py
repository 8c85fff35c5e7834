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
class Entry:
    """One entry: ``id`` is a URN (`entry_id`); ``published`` and ``updated`` are ISO date-times with a zone."""

    id: str
    title: str
    text: str
    terms: tuple[str, ...]
    published: str
    updated: str
    author: str | None = None
    url: str | None = None


@dataclass(frozen=True, kw_only=True)
class _Told:
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
    write_entries([_entry_of(row, told[row.report]) for row in kept], target, title=title)


def write_entries(entries: Collection[Entry], target: BinaryIO, *, title: str) -> None:
    """Writes entries in their order; ``title`` names the feed, and feeds of one title are one. Raises `ArchiveError`."""
    feed = needed("feedgen.feed").FeedGenerator()
    feed.id(entry_id("feed", title))
    feed.title(writable(title))
    feed.author({"name": "memcon"})
    feed.generator("memcon")
    feed.updated(max((entry.updated for entry in entries), default=_NEVER))
    for entry in entries:
        _add(feed, entry)
    target.write(feed.atom_str(pretty=True))


def _reports(connection: Connection, keys: Collection[str]) -> dict[str, RowMapping]:
    found: dict[str, RowMapping] = {}
    for part in batches(keys):
        query = select(reports.c.id, reports.c.key, reports.c.added_at, reports.c.changed_at).where(
            reports.c.key.in_(part)
        )
        found.update((row["key"], row) for row in connection.execute(query).mappings())
    return found


def entry_id(*name: str) -> str:
    """The URN of a feed or of an entry by what tells it from all others."""
    return f"urn:uuid:{uuid5(_IDS, '/'.join(name))}"


def _add(feed: Any, told: Entry) -> None:
    entry = feed.add_entry(order="append")
    entry.id(told.id)
    entry.title(writable(told.title))
    entry.published(told.published)
    entry.updated(told.updated)
    entry.content(writable(told.text), type="text")
    entry.category([{"term": term} for term in told.terms])
    if told.author:
        entry.author({"name": writable(told.author)})
    if address := web_address(told.url):
        entry.link(href=writable(address), rel="alternate")


def _entry_of(row: FeedRow, report: RowMapping) -> Entry:
    told = _told(row)
    return Entry(
        id=entry_id(report["id"], told.name),
        title=told.title,
        text=told.text,
        terms=told.terms,
        published=report["added_at"],
        updated=report["changed_at"],
        author=row.outlet,
        url=row.url,
    )


def _told(row: FeedRow) -> _Told:
    if isinstance(row, ContactRow):
        return _contact(row)
    return _statement(row) if isinstance(row, StatementRow) else _passage(row)


def _contact(row: ContactRow) -> _Told:
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
    return _Told(
        name=row.id.rpartition("-")[2],
        title=contact_title(row.status, row.mode, row.participants) + (f" ({when})" if when else ""),
        text="\n".join(filter(None, lines)),
        terms=("contact", row.status, row.mode, *row.countries),
    )


def _statement(row: StatementRow) -> _Told:
    who = listed([*row.speakers]) or "Speaker not named"
    to = f" to {listed([*row.addressees])}" if row.addressees else ""
    return _Told(
        name=row.id.rpartition("-")[2],
        title=f"{who}{to}: {row.act}",
        text="\n".join((row.words, f"{row.id}, {row.form}", _source(row))),
        terms=("statement", row.act, row.form, *row.countries),
    )


def _passage(row: FoundPassage) -> _Told:
    return _Told(
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
