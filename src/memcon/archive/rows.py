"""A record as rows of the archive's tables; nothing is decided here, only laid out."""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import Any, get_args

from memcon.actors.knowledge.names import name_words, sound
from memcon.archive.copies import sketch_of
from memcon.archive.days import days_of
from memcon.archive.folding import fold_name, fold_text
from memcon.archive.wording import joined_words
from memcon.record import ActorField, Article, Contact, Place, Record, Span, Statement, When, encode_record

_INTRODUCED = len(get_args(ActorField))

Row = dict[str, Any]
"""Column name to value. The only untyped thing of the archive: SQL has columns, not attributes."""


def rows_of(record: Record, *, key: str, added_at: str, version: str) -> dict[str, list[Row]]:
    """Table name to rows, tables in an order that satisfies their foreign keys."""
    tables = {
        "reports": [_report(record, key=key, added_at=added_at, version=version)],
        "actors": list(_actors(record)),
        "actor_words": list(_actor_words(record)),
        "mentions": list(_mentions(record)),
        "contacts": list(_contacts(record, key)),
        "participants": [row for contact in record.contacts for row in _participants(contact)],
        "statements": [_statement(statement, seq, key) for seq, statement in enumerate(record.statements)],
        "item_facets": list(_item_facets(record)),
        "commitments": list(_commitments(record, key)),
        "claims": list(_claims(record, key)),
        "contact_dyads": [row for contact in record.contacts for row in _dyads(contact, record.article)],
        "passages": list(_passages(record)),
        "events": list(_events(record, key)),
        "framing": list(_framing(record)),
        "parties": list(_parties(record)),
        "evidence": list(_evidence(record)),
    }
    report = record.article.sha256
    for name, rows in tables.items():
        if name != "reports":
            for row in rows:
                row["report"] = report
    return tables


def ref(key: str, item: str) -> str:
    """What people type for an item: "3f2a9c-c1"."""
    return f"{key}-{item}"


def _report(record: Record, *, key: str, added_at: str, version: str) -> Row:
    article = record.article
    return {
        "id": article.sha256,
        "key": key,
        "article_id": article.id,
        "url": article.url,
        "outlet": article.outlet,
        "outlet_country": article.outlet_country,
        "title": article.title,
        "dateline": article.dateline.text if article.dateline else None,
        "published": article.published,
        "language": article.language,
        "n_chars": len(article.text),
        "added_at": added_at,
        "memcon_version": version,
        "record": encode_record(record).decode(),
        "sketch": sketch_of(article.text),
    }


def _actors(record: Record) -> Iterator[Row]:
    for actor in record.actors:
        yield {
            "id": actor.id,
            "kind": actor.kind,
            "name": actor.name,
            "name_folded": fold_name(actor.name),
            "country": actor.country,
            "office": actor.office,
            "wikidata": actor.wikidata,
            "sectors": list(actor.sectors),
            "identified_by": actor.identified.by if actor.identified else None,
            "stated": list(actor.identified.stated) if actor.identified else [],
        }


def _actor_words(record: Record) -> Iterator[Row]:
    """The words by which a person is found again whom the report introduces, with full name, office and country."""
    for actor in record.actors:
        if (
            actor.identified
            and len(actor.identified.stated) == _INTRODUCED
            and not str(actor.office).startswith("former")
        ):
            for word in sorted({sound(word) for word in name_words(actor.name)} - {""}):
                yield {"actor": actor.id, "sound": word}


def _mentions(record: Record) -> Iterator[Row]:
    """The persons whom the report names. Who is only described has the id of the office ("OMN-foreign-minister")."""
    said = Counter(speaker for statement in record.statements for speaker in set(statement.speakers))
    for actor in record.actors:
        office = (actor.office or "").replace(" ", "-")
        if actor.kind == "person" and actor.id != "-".join(filter(None, (actor.country, office))):
            yield {
                "person": actor.id,
                "name": actor.name,
                "country": actor.country,
                "office": actor.office,
                "published": record.article.published,
                "statements": said[actor.id],
            }


def _contacts(record: Record, key: str) -> Iterator[Row]:
    made_at = Counter(statement.contact for statement in record.statements)
    for seq, contact in enumerate(record.contacts):
        yield {**_contact(contact, seq, key), "n_statements": made_at[contact.id]}


def _contact(contact: Contact, seq: int, key: str) -> Row:
    return {
        "id": contact.id,
        "ref": ref(key, contact.id),
        "seq": seq,
        "status": contact.status,
        "role": contact.role,
        "mode": contact.mode,
        "level": contact.level,
        **_when("when", contact.when),
        **_place(contact.place),
        "occasion": contact.occasion,
        "mechanism": contact.mechanism,
        "topics": list(contact.topics),
        "found_by": contact.found_by,
        "confidence": contact.confidence,
        "withdrawn": False,
    }


def _participants(contact: Contact) -> Iterator[Row]:
    for seq, participant in enumerate(contact.participants):
        yield {
            "contact": contact.id,
            "seq": seq,
            "actor": participant.actor,
            "name": participant.name,
            "name_folded": fold_name(participant.name or ""),
            "country": participant.country,
            "office": participant.office,
            "capacity": participant.capacity,
        }


def _dyads(contact: Contact, article: Article) -> Iterator[Row]:
    """Every two countries of a contact, with the days on which it may have been."""
    countries = sorted({p.country for p in contact.participants if p.country})
    if contact.mode == "visit" and contact.place is not None and contact.place.country:
        countries = sorted({*countries, contact.place.country})
    first, last = days_of(contact.when, article.published)
    for one, other in combinations(countries, 2):
        yield {"contact": contact.id, "dyad": f"{one}-{other}", "first": first, "last": last}


def _passages(record: Record) -> Iterator[Row]:
    """What a search looks through: the title, where the text does not have it, the paragraphs and the statements."""
    article = record.article
    if article.title and article.title not in article.text:
        yield _passage("title", None, 0, len(article.title), article.title)
    place = 0
    for paragraph in article.text.split("\n"):
        end = place + len(paragraph)
        if paragraph.strip() and not any(span.start <= place and end <= span.end for span in article.furniture):
            yield _passage("paragraph", None, place, end, paragraph)
        place = end + 1
    for statement in record.statements:
        shown = statement.content or statement.spans
        if shown:
            start, end = min(span.start for span in shown), max(span.end for span in shown)
            yield _passage("statement", statement.id, start, end, joined_words(shown))


def _passage(item_type: str, item: str | None, start: int, end: int, text: str) -> Row:
    return {"item_type": item_type, "item": item, "start": start, "end": end, "text": text, "folded": fold_text(text)}


def _statement(statement: Statement, seq: int, key: str) -> Row:
    shown = statement.content or statement.spans
    return {
        "id": statement.id,
        "ref": ref(key, statement.id),
        "seq": seq,
        "contact": statement.contact,
        "form": statement.form,
        "act": statement.act,
        "cue": statement.cue.text if statement.cue else None,
        "words": joined_words(shown),
        "start": min((span.start for span in shown), default=None),
        "end": max((span.end for span in shown), default=None),
        "topics": list(statement.topics),
        "found_by": statement.found_by,
        "confidence": statement.confidence,
        "withdrawn": False,
    }


def _item_facets(record: Record) -> Iterator[Row]:
    country = {actor.id: actor.country for actor in record.actors}
    at = {statement.id: statement for statement in record.statements}
    present = {contact.id: [part.country for part in contact.participants] for contact in record.contacts}

    def facets(
        kind: str, id_: str, contact: str | None, countries: Iterable[str | None], topics: Iterable[str]
    ) -> Iterator[Row]:
        for facet, values in (("country", filter(None, countries)), ("topic", topics)):
            for value in dict.fromkeys(values):
                yield {"item_type": kind, "item": id_, "facet": facet, "value": value, "contact": contact}

    for said in record.statements:
        yield from facets("statement", said.id, said.contact, map(country.get, said.speakers), said.topics)
    for one in record.commitments:
        made = at.get(one.statement or "")
        contact = made.contact if made else None
        countries = (*map(country.get, (*one.who, *one.to)), *present.get(contact or "", ()))
        yield from facets("commitment", one.id, contact, countries, made.topics if made else ())


def _commitments(record: Record, key: str) -> Iterator[Row]:
    contacts = {contact.id: contact for contact in record.contacts}
    at = {statement.id: statement.contact for statement in record.statements}
    for seq, commitment in enumerate(record.commitments):
        contact = at.get(commitment.statement or "")
        due = commitment.due
        yield {
            "contact": contact,
            "made": _made(contacts[contact] if contact else None, record.article),
            **_days(contacts[contact] if contact else None, record.article),
            "day": (due.end or due.start) if due else None,
            "id": commitment.id,
            "ref": ref(key, commitment.id),
            "seq": seq,
            "kind": commitment.kind,
            "act": commitment.act,
            **_when("due", commitment.due),
            "mechanism": commitment.mechanism,
            "statement": commitment.statement,
            "status": commitment.status,
            "followed_by": commitment.followed_by,
            "found_by": commitment.found_by,
            "confidence": commitment.confidence,
            "withdrawn": False,
        }


def _made(contact: Contact | None, article: Article) -> str | None:
    """The day on which something was undertaken at a contact. A plan is made when it is reported, not on the day it is for."""
    day = contact.when.start if contact and contact.when else None
    return day if day and article.published and day <= article.published else article.published or day


def _days(contact: Contact | None, article: Article) -> Row:
    """The days in which a contact may lie, an open side reaching to the end of time; of none, that of publication."""
    start, end = (contact.when.start, contact.when.end) if contact and contact.when else (None, None)
    if start or end:
        return {"first_day": start or "0001-01-01", "last_day": end or "9999-12-31"}
    return {"first_day": article.published, "last_day": article.published}


def _claims(record: Record, key: str) -> Iterator[Row]:
    for seq, claim in enumerate(record.claims):
        when = claim.when
        yield {
            "day": (when and (when.start or when.end)) or record.article.published,
            "id": claim.id,
            "ref": ref(key, claim.id),
            "seq": seq,
            "what": claim.what,
            "low": claim.low,
            "high": claim.high,
            "approximate": claim.approximate,
            "victims": claim.victims,
            "by": claim.by,
            **_place(claim.place),
            **_when("when", claim.when),
            "said_by": claim.said_by,
            "found_by": claim.found_by,
            "confidence": claim.confidence,
            "withdrawn": False,
        }


def _events(record: Record, key: str) -> Iterator[Row]:
    for seq, event in enumerate(record.events):
        yield {
            "id": event.id,
            "ref": ref(key, event.id),
            "seq": seq,
            "event_type": event.event_type,
            "event_mode": event.event_mode,
            "context": list(event.context),
            **_when("when", event.when),
            **_place(event.place),
            "cameo": event.cameo,
            "goldstein": event.goldstein,
            "from": event.from_,
            "found_by": event.found_by,
            "confidence": event.confidence,
        }


def _framing(record: Record) -> Iterator[Row]:
    for seq, framing in enumerate(record.framing):
        yield {
            "seq": seq,
            "term": framing.term,
            "neutral": framing.neutral,
            "target": framing.target,
            "voice": framing.voice,
            "start": framing.span.start,
            "end": framing.span.end,
        }


def _parties(record: Record) -> Iterator[Row]:
    lists = [
        *(
            ("statement", s.id, {"speakers": s.speakers, "addressees": s.addressees, "about": s.about})
            for s in record.statements
        ),
        *(("commitment", c.id, {"who": c.who, "to": c.to}) for c in record.commitments),
        *(("event", e.id, {"actor": e.actor, "recipient": e.recipient}) for e in record.events),
    ]
    for item_type, item, fields in lists:
        for field, ids in fields.items():
            for seq, actor in enumerate(ids):
                yield {"item_type": item_type, "item": item, "field": field, "seq": seq, "actor": actor}


def _evidence(record: Record) -> Iterator[Row]:
    for item_type, item, field, spans in supported(record):
        for seq, span in enumerate(spans):
            yield {
                "item_type": item_type,
                "item": item,
                "field": field,
                "seq": seq,
                "start": span.start,
                "end": span.end,
                "text": span.text,
            }


def supported(record: Record) -> Iterator[tuple[str, str, str, tuple[Span, ...]]]:
    """Every supported field of every item: (item type, item id, field, its spans)."""
    article = record.article
    yield "article", article.id, "dateline", (article.dateline,) if article.dateline else ()
    yield "article", article.id, "published", (article.published_span,) if article.published_span else ()
    for actor in record.actors:
        yield "actor", actor.id, "spans", actor.spans
    for contact in record.contacts:
        yield "contact", contact.id, "spans", contact.spans
        yield "contact", contact.id, "when", _spans(contact.when)
        yield "contact", contact.id, "place", _spans(contact.place)
        yield "contact", contact.id, "topic_words", contact.topic_words
        for seq, participant in enumerate(contact.participants):
            yield "participant", f"{contact.id}/{seq}", "spans", participant.spans
    for statement in record.statements:
        yield "statement", statement.id, "spans", statement.spans
        yield "statement", statement.id, "cue", (statement.cue,) if statement.cue else ()
        yield "statement", statement.id, "content", statement.content
        yield "statement", statement.id, "topic_words", statement.topic_words
    for commitment in record.commitments:
        yield "commitment", commitment.id, "spans", commitment.spans
        yield "commitment", commitment.id, "due", _spans(commitment.due)
    for claim in record.claims:
        yield "claim", claim.id, "spans", claim.spans
        yield "claim", claim.id, "place", _spans(claim.place)
        yield "claim", claim.id, "when", _spans(claim.when)
    for event in record.events:
        yield "event", event.id, "spans", event.spans
        yield "event", event.id, "place", _spans(event.place)
        yield "event", event.id, "when", _spans(event.when)
    for seq, framing in enumerate(record.framing):
        yield "framing", str(seq), "span", (framing.span,)


def _spans(value: When | Place | None) -> tuple[Span, ...]:
    return value.spans if value else ()


def _when(prefix: str, when: When | None) -> Row:
    return {
        f"{prefix}_start": when.start if when else None,
        f"{prefix}_end": when.end if when else None,
        f"{prefix}_precision": when.precision if when else None,
        f"{prefix}_weekday": when.weekday if when else None,
        f"{prefix}_method": when.method if when else None,
    }


def _place(place: Place | None) -> Row:
    return {
        "place_name": place.name if place else None,
        "place_country": place.country if place else None,
        "place_lat": place.lat if place else None,
        "place_lon": place.lon if place else None,
        "place_geonames": place.geonames if place else None,
    }
