"""iCalendar (RFC 5545): contacts that are planned or were cancelled, and the days by which commitments are due.

One encounter is one VEVENT, however many reports tell of it. A contact of which no date is told, or only that it is some day in
more than a year, has no place in a calendar.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, BinaryIO, Literal

from sqlalchemy import Connection, RowMapping, func, select

from memcon.archive.export.characters import writable
from memcon.archive.export.titles import contact_title, web_address
from memcon.archive.filters import Filters
from memcon.archive.follow_ups.listing import CommitmentFilters
from memcon.archive.follow_ups.meetings import batches, encounter_of
from memcon.archive.frames import needed
from memcon.archive.mechanisms import Outcome, outcomes_of
from memcon.archive.schema import contacts, encounters, reports
from memcon.archive.views import CommitmentRow, ContactRow
from memcon.archive.wording import capital, listed

if TYPE_CHECKING:
    from memcon.archive import Archive

EventStatus = Literal["CONFIRMED", "TENTATIVE", "CANCELLED"]

_LONGEST = timedelta(days=366)  # what may be on any day of more than this is on no day that can be shown
_ANY_DAY = (
    "9999-12-31"  # all that is shown of a commitment counts, so that a calendar is the same whenever it is written
)
_BINDING = ("agreement", "pledge")
_BECAME: Mapping[Outcome, tuple[EventStatus, str]] = {
    "held": ("CONFIRMED", "It was held"),
    "cancelled": ("CANCELLED", "It was cancelled"),
    "superseded": ("CANCELLED", "Another plan took its place"),
}
"""What became of a plan: its status, and how that reads."""


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One VEVENT: the first and last day, both inclusive; ``stamp`` and ``changed`` are date-times of the archive."""

    uid: str
    first: date
    last: date
    status: EventStatus
    summary: str
    description: tuple[str, ...]
    categories: tuple[str, ...]
    location: str | None
    url: str | None
    stamp: str
    changed: str


def write(archive: "Archive", target: BinaryIO, filters: Filters | None = None) -> None:
    """Writes the calendar of the contacts and commitments that the filters let through. Raises `ArchiveError`."""
    wanted = replace(filters or Filters(), withdrawn=False)
    write_entries([*_contacts(archive, wanted), *_commitments(archive, wanted)], target)


def write_entries(entries: Iterable[Entry], target: BinaryIO) -> None:
    """Writes a calendar, the earliest entries first. Raises `ArchiveError`."""
    icalendar = needed("icalendar")
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//memcon//memcon//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", "memcon")
    for entry in sorted(entries, key=lambda entry: (entry.first, entry.uid)):
        calendar.add_component(_component(icalendar.Event(), entry))
    target.write(calendar.to_ical())


def _component(event: Any, entry: Entry) -> Any:
    event.add("uid", f"{entry.uid}@memcon")
    event.add("dtstamp", datetime.fromisoformat(entry.stamp))
    event.add("last-modified", datetime.fromisoformat(entry.changed))
    event.add("dtstart", entry.first)
    event.add("dtend", entry.last + timedelta(days=1))  # RFC 5545, 3.8.2.2: the end is not part of it
    event.add("status", entry.status)
    event.add("transp", "TRANSPARENT")
    event.add("summary", writable(entry.summary))
    event.add("description", writable("\n".join(entry.description)))
    event.add("categories", list(entry.categories))
    if entry.location:
        event.add("location", writable(entry.location))
    if entry.url:
        event.add("url", writable(entry.url))
    return event


# contacts --------------------------------------------------------------------------------------------------------------


def _contacts(archive: "Archive", filters: Filters) -> Iterator[Entry]:
    rows: dict[str, ContactRow] = {}
    for status in ("planned", "cancelled"):
        if filters.status in (None, status):
            rows |= {row.id: row for row in archive.contacts(replace(filters, status=status))}
    with archive._reading() as connection:
        told = _told(connection, rows)
        outcomes = outcomes_of(connection, {one["of"] for one in told.values() if one["told_status"] == "planned"})
    groups: dict[str, list[RowMapping]] = defaultdict(list)
    for _, one in sorted(told.items()):
        groups[one["of"]].append(one)
    for encounter, members in groups.items():
        days = _days(members[0]["first"], members[0]["last"])
        if days:
            yield _contact(encounter, days, members, [rows[one["ref"]] for one in members], outcomes.get(encounter))


def _told(connection: Connection, refs: Collection[str]) -> dict[str, RowMapping]:
    """By the ref of each contact: its encounter, what is told of that by all reports, and when its report was added."""
    found: dict[str, RowMapping] = {}
    for part in batches(refs):
        query = (
            select(contacts.c.ref, encounter_of.label("of"), reports.c.added_at, reports.c.changed_at)
            .add_columns(
                func.coalesce(encounters.c.status, contacts.c.status).label("told_status"),
                func.coalesce(encounters.c.when_start, contacts.c.when_start).label("first"),
                func.coalesce(encounters.c.when_end, contacts.c.when_end).label("last"),
            )
            .join(reports, reports.c.id == contacts.c.report)
            .outerjoin(encounters, encounters.c.id == encounter_of)
            .where(contacts.c.ref.in_(part))
        )
        found.update((row["ref"], row) for row in connection.execute(query).mappings())
    return found


def _days(first: str | None, last: str | None) -> tuple[date, date] | None:
    if not first or not last:
        return None
    days = date.fromisoformat(first[:10]), date.fromisoformat(last[:10])
    return days if days[1] - days[0] <= _LONGEST else None


def _contact(
    encounter: str,
    days: tuple[date, date],
    members: list[RowMapping],
    rows: list[ContactRow],
    outcome: tuple[Outcome, str] | None,
) -> Entry:
    status = members[0]["told_status"]
    became: EventStatus = "CANCELLED" if status == "cancelled" else "TENTATIVE"
    notes = [
        *_differing("Occasion", (row.occasion for row in rows)),
        *_differing("Mechanism", (row.mechanism for row in rows)),
    ]
    if outcome:
        became, words = _BECAME[outcome[0]]
        notes.append(f"{words}: {outcome[1]}.")
    mode = next((row.mode for row in rows if row.id == encounter), rows[0].mode)
    return Entry(
        uid=encounter,
        first=days[0],
        last=days[1],
        status=became,
        summary=contact_title(status, mode, (name for row in rows for name in row.participants)),
        description=(*notes, *(_source(row) for row in rows)),
        categories=("contact", mode),
        location=next((_place(row) for row in rows if row.place), None),
        url=next(filter(None, (web_address(row.url) for row in rows)), None),
        stamp=max(one["added_at"] for one in members),
        changed=max(one["changed_at"] for one in members),
    )


def _differing(name: str, values: Iterable[str | None]) -> list[str]:
    known = dict.fromkeys(value for value in values if value)
    return [f"{name}: {'; '.join(known)}."] if known else []


def _place(row: ContactRow) -> str:
    return ", ".join(filter(None, (row.place, row.place_country)))


# commitments -----------------------------------------------------------------------------------------------------------


def _commitments(archive: "Archive", filters: Filters) -> Iterator[Entry]:
    wanted = {field.name: getattr(filters, field.name) for field in fields(filters)}
    rows = [
        row
        for row in archive.commitments(CommitmentFilters(**(wanted | {"as_of": _ANY_DAY})))
        if row.due or row.due_end
    ]
    with archive._reading() as connection:
        moments = _moments(connection, {row.report for row in rows})
    for row in rows:
        yield _commitment(row, date.fromisoformat(str(row.due_end or row.due)[:10]), *moments[row.report])


def _moments(connection: Connection, keys: Collection[str]) -> dict[str, tuple[str, str]]:
    """When each report was added and last changed, by its key."""
    found: dict[str, tuple[str, str]] = {}
    for part in batches(keys):
        query = select(reports.c.key, reports.c.added_at, reports.c.changed_at).where(reports.c.key.in_(part))
        found.update((key, (added_at, changed_at)) for key, added_at, changed_at in connection.execute(query))
    return found


def _commitment(row: CommitmentRow, due: date, added_at: str, changed_at: str) -> Entry:
    who = listed([*row.who]) or "nobody named"
    status: EventStatus = "CONFIRMED" if row.kind in _BINDING else "TENTATIVE"
    notes = [f"{capital(row.kind)} of {who}" + (f" to {listed([*row.to])}." if row.to else ".")]
    if row.status in ("kept", "superseded"):
        notes.append(f"{capital(row.status)}" + (f": {row.followed_by}." if row.followed_by else "."))
    return Entry(
        uid=row.id,
        first=due,
        last=due,
        status="CANCELLED" if row.status == "superseded" else status,
        summary=f"Due: {row.act} ({who})",
        description=(*notes, *_differing("Mechanism", [row.mechanism]), _source(row)),
        categories=("commitment", row.kind),
        location=None,
        url=web_address(row.url),
        stamp=added_at,
        changed=changed_at,
    )


def _source(row: ContactRow | CommitmentRow) -> str:
    return f"{row.id}: {row.outlet or 'outlet not named'}, {row.published or 'undated'}."
