"""An encounter as each of its reports tells it, with the whole record of the report."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection, select

from memcon.archive.copies import sources
from memcon.archive.encounters.told import Told, batches, told_by_ref
from memcon.archive.schema import contacts, reports
from memcon.record import Article, Contact, Record, Reporting, Span, Statement, decode_record


@dataclass(frozen=True, kw_only=True)
class Version:
    """What one report tells of an encounter. ``told`` are its contacts that are it, as a rule one; ``contact`` is the first.

    ``side`` is the country of the encounter that published it; ``copy_of`` the key of the earlier report that it is a copy of.
    """

    key: str
    record: Record
    told: tuple[Told, ...]
    side: str | None = None
    copy_of: str | None = None
    contacts: tuple[Contact, ...] = field(init=False)

    def __post_init__(self) -> None:
        ids = {one.key[1] for one in self.told}
        found = tuple(contact for contact in self.record.contacts if contact.id in ids)
        object.__setattr__(self, "contacts", found)

    @property
    def article(self) -> Article:
        """The report itself."""
        return self.record.article

    @property
    def contact(self) -> Contact:
        """What the report tells of the encounter."""
        return self.contacts[0]

    @property
    def outlet(self) -> str:
        """What the report is called in a sentence: its outlet, or its key."""
        return self.article.outlet or f"report {self.key}"

    def statements(self) -> list[Statement]:
        """What was said at the encounter."""
        ids = {contact.id for contact in self.contacts}
        return [statement for statement in self.record.statements if statement.contact in ids]

    def ref(self, item: str) -> str:
        """What people type for an item of the report."""
        return f"{self.key}-{item}"

    def reporting(self) -> Reporting:
        """The report as a line of the encounter."""
        article = self.article
        return Reporting(
            report=self.key,
            contacts=tuple(one.ref for one in self.told),
            outlet=article.outlet,
            outlet_country=article.outlet_country,
            side=self.side,
            title=article.title,
            published=article.published,
            url=article.url,
            copy_of=self.copy_of,
        )


def members_of(connection: Connection, encounter: str) -> list[Told]:
    """The contacts of an encounter, in the order of adding."""
    refs = connection.scalars(select(contacts.c.ref).where(contacts.c.encounter == encounter)).all()
    return sorted(told_by_ref(connection, refs), key=lambda one: one.added)


def versions_of(connection: Connection, members: Sequence[Told]) -> list[Version]:
    """What each report tells, by date of publication."""
    told: dict[str, list[Told]] = defaultdict(list)
    for one in members:
        told[one.key[0]].append(one)
    countries = {country for one in members for country in one.countries}
    kept = _kept(connection, told)
    ordered = sorted(told, key=lambda report: (kept[report][1].article.published or "9999", kept[report][0]))
    first = {
        report: group[0]
        for group in sources({report: told[report][0].sketch for report in ordered})
        for report in group
    }
    return [
        Version(
            key=kept[report][0],
            record=kept[report][1],
            told=tuple(told[report]),
            side=_side(kept[report][1].article, countries),
            copy_of=kept[first[report]][0] if first[report] != report else None,
        )
        for report in ordered
    ]


def originals(versions: Sequence[Version]) -> list[Version]:
    """The versions without copies of others."""
    return [version for version in versions if version.copy_of is None]


def parties(versions: Sequence[Version]) -> dict[str, list[Version]]:
    """The versions by the side that published them; where they are all of one, by report. The keys are words for people."""
    of_sides: dict[str, list[Version]] = defaultdict(list)
    for version in versions:
        of_sides[version.side or ""].append(version)
    if len(of_sides) > 1:
        return dict(sorted(of_sides.items(), key=lambda side: (not side[0], side[0])))
    return {version.key: [version] for version in versions}


def spans_of(contact: Contact, name: str) -> tuple[Span, ...]:
    """The words that a field of a contact was read from; of one without words of its own, those of the contact."""
    value = getattr(contact, name)
    own: tuple[Span, ...] = getattr(value, "spans", ())
    return own or contact.spans


def _kept(connection: Connection, of: Mapping[str, object]) -> dict[str, tuple[str, Record]]:
    found: dict[str, tuple[str, Record]] = {}
    for part in batches(of):
        query = select(reports.c.id, reports.c.key, reports.c.record).where(reports.c.id.in_(part))
        found |= {row.id: (row.key, decode_record(row.record)) for row in connection.execute(query)}
    return found


def _side(article: Article, countries: set[str]) -> str | None:
    return article.outlet_country if article.outlet_country in countries else None
