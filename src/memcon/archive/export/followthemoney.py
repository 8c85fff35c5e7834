"""FollowTheMoney entities as JSON lines, for Aleph and its kin: persons, public bodies, encounters as events, reports and mentions.

The entities are those of https://followthemoney.tech: an id, a schema, and properties that are lists of text. Only the tests need the
package. A person or body is one entity however many reports name it; the text of the reports is not written.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, BinaryIO

from babel.core import get_global
from sqlalchemy import Connection, select

from memcon.archive.days import known_date
from memcon.archive.export.characters import writable
from memcon.archive.export.titles import contact_title, web_address
from memcon.archive.filters import Filters
from memcon.archive.follow_ups.meetings import encounter_of
from memcon.archive.reports import ReportRow
from memcon.archive.schema import contacts
from memcon.record import Actor, Contact, Record, When

if TYPE_CHECKING:
    from memcon.archive import Archive

_SCHEMAS = {"person": "Person", "state": "PublicBody", "body": "PublicBody", "group": "Organization"}
_ORDER = ("Article", "Person", "PublicBody", "Organization", "Event", "Mention")
_NOT_IN_ISO = {"EUR": "eu", "XKX": "xk"}


@dataclass
class _Entity:
    schema: str
    properties: dict[str, dict[str, None]] = field(
        default_factory=lambda: defaultdict(dict)
    )  # values in order, each once

    def add(self, name: str, *values: str | None) -> None:
        for value in values:
            if value and (clean := " ".join(writable(value).split())):
                self.properties[name][clean] = None


def write(archive: "Archive", target: BinaryIO, filters: Filters | None = None) -> None:
    """Writes what the reports tell that the filters let through, one entity a line. Raises `ArchiveError`."""
    entities = _entities(archive, replace(filters or Filters(), withdrawn=False))
    for id_, entity in sorted(entities.items(), key=lambda item: (_ORDER.index(item[1].schema), item[0])):
        properties = {name: list(values) for name, values in sorted(entity.properties.items())}
        line = {"id": id_, "schema": entity.schema, "properties": properties}
        target.write(json.dumps(line, ensure_ascii=False).encode() + b"\n")


def _entities(archive: "Archive", filters: Filters) -> dict[str, _Entity]:
    found: dict[str, _Entity] = {}
    with archive._reading() as connection:
        encounters = _encounters(connection)
    for report in archive.reports(filters):
        record = archive.record(report.sha256)
        article = _id("report", report.sha256)
        found[article] = _article(report)
        for actor in record.actors:
            _add_actor(found, actor, article)
        for contact in record.contacts:
            _add_contact(found, contact, record, encounters[f"{report.id}-{contact.id}"], article)
    return found


def _encounters(connection: Connection) -> dict[str, str]:
    return {row.ref: row.of for row in connection.execute(select(contacts.c.ref, encounter_of.label("of")))}


def _id(*parts: str) -> str:
    """As FollowTheMoney makes ids: SHA-1 of what tells the entity from others."""
    return hashlib.sha1("/".join(("memcon", *parts)).encode(), usedforsecurity=False).hexdigest()


def _article(report: ReportRow) -> _Entity:
    entity = _Entity("Article")
    entity.add("title", report.title)
    entity.add("fileName", f"{report.id}.txt")
    entity.add("publisher", report.outlet)
    entity.add("publishedAt", report.published)
    entity.add("sourceUrl", web_address(report.url))
    entity.add("language", _language(report.language))
    entity.add("retrievedAt", report.added_at[:19])  # in UTC, which FollowTheMoney does not write
    return entity


def _language(code: str | None) -> str | None:
    """ISO 639-3, which FollowTheMoney takes, of the only language that is read."""
    return {"en": "eng"}.get(code or "")


def _country(code: str | None) -> str | None:
    """ISO 3166-1 alpha-2 in small letters; None for what is no country."""
    if code is None or code in _NOT_IN_ISO:
        return _NOT_IN_ISO.get(code or "")
    short = get_global("territory_aliases").get(code, [])
    return str(short[0]).lower() if len(short) == 1 and len(short[0]) == 2 else None


def _add_actor(found: dict[str, _Entity], actor: Actor, article: str) -> None:
    id_ = _id("actor", actor.id)
    entity = found.setdefault(id_, _Entity(_SCHEMAS[actor.kind]))
    entity.add("name", actor.name)
    entity.add("country", _country(actor.country))
    entity.add("wikidataId", actor.wikidata)
    entity.add("proof", article)
    if actor.kind == "person" and entity.schema == "Person":
        entity.add("position", actor.office)
    for words in dict.fromkeys(" ".join(span.text.split()) for span in actor.spans):
        mention = _Entity("Mention")
        mention.add("document", article)
        mention.add("name", words)
        mention.add("resolved", id_)
        mention.add("detectedSchema", entity.schema)
        mention.add("contextCountry", _country(actor.country))
        if "name" in mention.properties:
            found[_id("mention", article, actor.id, words)] = mention


def _add_contact(found: dict[str, _Entity], contact: Contact, record: Record, encounter: str, article: str) -> None:
    """What one report tells of an encounter; those of other reports are added to it."""
    entity = found.setdefault(_id("encounter", encounter), _Entity("Event"))
    if "name" not in entity.properties:
        entity.add("name", _title(contact, record))
        entity.add("recordId", encounter)
    entity.add("keywords", contact.status, contact.mode, *contact.topics)
    entity.add("summary", contact.occasion, contact.mechanism)
    entity.add("involved", *(_id("actor", participant.actor) for participant in contact.participants))
    entity.add("proof", article)
    if contact.place:
        entity.add("location", contact.place.name)
        entity.add("country", _country(contact.place.country))
    for name, day in _dates(contact.when):
        entity.add(name, day)


def _dates(when: When | None) -> Iterator[tuple[str, str | None]]:
    """A day, month or year as one date; a span of days as its two ends; FollowTheMoney's dates are as short as they are known."""
    known = known_date(when)
    if known:
        yield "date", known
    elif when:
        yield "startDate", when.start
        yield "endDate", when.end


def _title(contact: Contact, record: Record) -> str:
    known = {actor.id: actor.name for actor in record.actors}
    who = (participant.name or known.get(participant.actor, participant.actor) for participant in contact.participants)
    return contact_title(contact.status, contact.mode, who)
