"""JSON-LD 1.1: what reports say as schema.org and memcon terms, where it was read as W3C Web Annotations, and from what as PROV-O.

A report is named by the hash of its text, as RFC 6920 names things: ni:///sha-256;…, and what stands in it by a fragment of that, #c1.
One array @graph, written report after report; nothing outside the file is needed to read it.
"""

import json
from base64 import urlsafe_b64encode
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any, BinaryIO
from urllib.parse import quote

from sqlalchemy import select

from memcon.archive.corrections.log import corrections_of
from memcon.archive.export.vocabulary import CONTEXT
from memcon.archive.filters import Filters
from memcon.archive.reports import ReportRow
from memcon.archive.rows import supported
from memcon.archive.schema import reports
from memcon.archive.wording import joined_words
from memcon.record import (
    Actor,
    Claim,
    Commitment,
    Contact,
    Event,
    Framing,
    Participant,
    Place,
    Record,
    Span,
    Statement,
    When,
)

if TYPE_CHECKING:
    from memcon.archive import Archive
    from memcon.archive.corrections.model import Correction

Node = dict[str, Any]

_AROUND = 32  # characters before and behind a passage that tell it from others
_SCHEMA_ORG = {"person": "schema:Person", "state": "schema:Country", "body": "schema:Organization"}
_STATES = {
    "planned": "schema:EventScheduled",
    "cancelled": "schema:EventCancelled",
}
"""schema.org's words for states of an event; it has none for one that was held or denied."""


def write(archive: "Archive", target: BinaryIO, filters: Filters | None = None) -> None:
    """Writes what the reports say that the filters let through. Raises `ArchiveError`."""
    target.write(b'{"@context":' + _json(CONTEXT) + b',"@graph":[')
    separator = b"\n"
    for report in archive.reports(replace(filters or Filters(), withdrawn=False)):
        with archive._reading() as connection:
            made = corrections_of(connection, report.sha256)
            version = connection.scalar(select(reports.c.memcon_version).where(reports.c.id == report.sha256)) or ""
        for node in _Report(archive.record(report.sha256), report, made, version).nodes():
            target.write(separator + _json(node))
            separator = b",\n"
    target.write(b"\n]}\n")


def iri_of(sha256: str, item: str | None = None) -> str:
    """The name of a report, or of something in it."""
    digest = urlsafe_b64encode(bytes.fromhex(sha256)).decode().rstrip("=")
    return f"ni:///sha-256;{digest}" + (f"#{quote(item, safe='')}" if item else "")


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


class _Report:
    """The nodes of one report."""

    def __init__(self, record: Record, row: ReportRow, corrections: "Iterable[Correction]", version: str) -> None:
        self._record = record
        self._row = row
        self._version = version
        self._who: dict[str, list[str]] = {}
        for made in corrections:
            self._who.setdefault(made.item or "", []).append(made.who)

    def nodes(self) -> Iterator[Node]:
        yield self._report()
        yield self._reading()
        yield from map(self._actor, self._record.actors)
        yield from map(self._contact, self._record.contacts)
        yield from map(self._statement, self._record.statements)
        yield from map(self._commitment, self._record.commitments)
        yield from map(self._claim, self._record.claims)
        yield from map(self._event, self._record.events)
        yield from (self._framing(framing, seq) for seq, framing in enumerate(self._record.framing))
        yield from self._annotations()
        yield from self._people()

    def _iri(self, item: str | None = None) -> str:
        return iri_of(self._row.sha256, item)

    def _report(self) -> Node:
        article = self._record.article
        return _without_gaps(
            {
                "id": self._iri(),
                "type": ["Report", "schema:Article", "prov:Entity"],
                "dcterms:identifier": self._row.id,
                "name": article.title,
                "schema:publisher": {"type": "schema:Organization", "name": article.outlet} if article.outlet else None,
                "datePublished": article.published,
                "schema:inLanguage": article.language,
                "url": article.url,
                "sha256": article.sha256,
                "length": len(article.text),
            }
        )

    def _reading(self) -> Node:
        """The activity that made the record."""
        return {
            "id": self._iri("reading"),
            "type": "prov:Activity",
            "used": self._iri(),
            "endedAtTime": self._row.changed_at,
            "wasAssociatedWith": f"urn:memcon:software:{self._version}",
        }

    def _actor(self, actor: Actor) -> Node:
        return _without_gaps(
            {
                "id": self._iri(f"actor-{actor.id}"),
                "type": _SCHEMA_ORG.get(actor.kind, "Group"),
                "name": actor.name,
                "identity": f"urn:memcon:actor:{quote(actor.id, safe='')}",
                "country": actor.country,
                "office": actor.office,
                "sector": actor.sectors,
                "sameAs": f"wd:{actor.wikidata}" if actor.wikidata else None,
            }
        )

    def _contact(self, contact: Contact) -> Node:
        return self._item(
            contact,
            ["Contact", "schema:Event"],
            {
                "status": contact.status,
                "schema:eventStatus": {"id": _STATES[contact.status]} if contact.status in _STATES else None,
                "mode": contact.mode,
                "role": contact.role,
                "level": contact.level,
                **_dates(contact.when),
                "location": _location(contact.place),
                "occasion": contact.occasion,
                "mechanism": contact.mechanism,
                "topic": contact.topics,
                "attendee": self._actors(participant.actor for participant in contact.participants),
                "participation": [self._part(contact, at) for at in range(len(contact.participants))],
            },
        )

    def _part(self, contact: Contact, at: int) -> Node:
        participant: Participant = contact.participants[at]
        return _without_gaps(
            {
                "id": self._iri(f"{contact.id}-{at}"),
                "type": "Participation",
                "actor": self._iri(f"actor-{participant.actor}"),
                "name": participant.name,
                "country": participant.country,
                "office": participant.office,
                "capacity": participant.capacity,
            }
        )

    def _statement(self, statement: Statement) -> Node:
        return self._item(
            statement,
            ["Statement"],
            {
                "form": statement.form,
                "act": statement.act,
                "text": joined_words(statement.content or statement.spans),
                "speaker": self._actors(statement.speakers),
                "addressee": self._actors(statement.addressees),
                "about": self._actors(statement.about),
                "topic": statement.topics,
                "madeAt": self._iri(statement.contact) if statement.contact else None,
            },
        )

    def _commitment(self, commitment: Commitment) -> Node:
        return self._item(
            commitment,
            ["Commitment"],
            {
                "kind": commitment.kind,
                "description": commitment.act,
                "by": self._actors(commitment.who),
                "to": self._actors(commitment.to),
                "due": _without_gaps(_dates(commitment.due)) or None,
                "mechanism": commitment.mechanism,
                "madeIn": self._iri(commitment.statement) if commitment.statement else None,
            },
        )

    def _claim(self, claim: Claim) -> Node:
        return self._item(
            claim,
            ["Claim"],
            {
                "what": claim.what,
                "low": claim.low,
                "high": claim.high,
                "approximate": claim.approximate,
                "victims": claim.victims,
                "attributedTo": self._name(claim.by),
                "saidBy": self._iri(f"actor-{claim.said_by}") if claim.said_by else None,
                **_dates(claim.when),
                "location": _location(claim.place),
            },
        )

    def _event(self, event: Event) -> Node:
        return self._item(
            event,
            ["Event"],
            {
                "eventType": event.event_type,
                "eventMode": event.event_mode,
                "eventContext": event.context,
                "cameo": event.cameo,
                "goldstein": event.goldstein,
                "actor": self._actors(event.actor),
                "recipient": self._actors(event.recipient),
                "codes": self._iri(event.from_) if event.from_ != "background" else None,
                **_dates(event.when),
                "location": _location(event.place),
            },
        )

    def _framing(self, framing: Framing, seq: int) -> Node:
        return _without_gaps(
            {
                "id": self._iri(f"framing-{seq}"),
                "type": "LoadedWord",
                "term": framing.term,
                "neutral": framing.neutral,
                "voice": framing.voice,
                "of": self._name(framing.target),
                "wasDerivedFrom": self._iri(),
            }
        )

    def _item(self, item: Contact | Statement | Commitment | Claim | Event, types: list[str], fields: Node) -> Node:
        """A thing that was read, with where it comes from and how sure it is."""
        return _without_gaps(
            {
                "id": self._iri(item.id),
                "type": [*types, "prov:Entity"],
                "dcterms:identifier": f"{self._row.id}-{item.id}",
                **fields,
                "foundBy": item.found_by,
                "confidence": item.confidence,
                "wasDerivedFrom": self._iri(),
                "wasGeneratedBy": self._iri("reading"),
                "wasAttributedTo": [_person(who) for who in dict.fromkeys(self._who.get(item.id, ()))],
            }
        )

    def _annotations(self) -> Iterator[Node]:
        for item_type, item, field, spans in supported(self._record):
            for seq, span in enumerate(spans):
                yield {
                    "id": self._iri(f"{item_type}-{item}-{field}-{seq}".replace("/", "-")),
                    "type": "oa:Annotation",
                    "motivation": "oa:identifying",
                    "body": self._body(item_type, item),
                    "field": field,
                    "target": {"source": self._iri(), "selector": self._selectors(span)},
                }

    def _body(self, item_type: str, item: str) -> str:
        if item_type == "article":
            return self._iri()
        return self._iri(f"{item_type}-{item}" if item_type in ("actor", "framing") else item.replace("/", "-"))

    def _selectors(self, span: Span) -> list[Node]:
        text = self._record.article.text
        return [
            {
                "type": "oa:TextQuoteSelector",
                "exact": span.text,
                "prefix": text[max(span.start - _AROUND, 0) : span.start],
                "suffix": text[span.end : span.end + _AROUND],
            },
            {"type": "oa:TextPositionSelector", "start": span.start, "end": span.end},
        ]

    def _people(self) -> Iterator[Node]:
        """Those who corrected, and the software; the same nodes with every report."""
        software = {"id": f"urn:memcon:software:{self._version}", "type": "prov:SoftwareAgent", "name": "memcon"}
        yield {**software, "version": self._version}
        for who in dict.fromkeys(name for names in self._who.values() for name in names):
            yield {"id": _person(who), "type": "prov:Person", "name": who}

    def _actors(self, ids: Iterable[str]) -> list[str]:
        return [self._iri(f"actor-{each}") for each in dict.fromkeys(ids)]

    def _name(self, actor: str | None) -> str | None:
        return next((known.name for known in self._record.actors if known.id == actor), actor)


def _person(who: str) -> str:
    return f"urn:memcon:person:{quote(who, safe='')}"


def _dates(when: When | None) -> Node:
    if when is None:
        return {}
    return {"startDate": when.start, "endDate": when.end, "datePrecision": when.precision, "dateMethod": when.method}


def _location(place: Place | None) -> Node | None:
    if place is None:
        return None
    point = (place.lat, place.lon)
    return _without_gaps(
        {
            "type": "schema:Place",
            "name": place.name,
            "country": place.country,
            "schema:latitude": point[0],
            "schema:longitude": point[1],
            "sameAs": f"https://sws.geonames.org/{place.geonames}/" if place.geonames else None,
        }
    )


def _without_gaps(node: Node) -> Node:
    return {name: value for name, value in node.items() if value not in (None, (), [])}
