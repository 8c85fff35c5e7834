"""Corrected reports as gold records: what `memcon eval` scores extraction against.

A gold record holds facts, and of the report's words at most six in a row: where a sentence begins and how.
"""

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from memcon.archive.days import known_date
from memcon.errors import ArchiveError
from memcon.record import Claim, Commitment, Contact, Participant, Record, Span, Statement

if TYPE_CHECKING:
    from memcon.archive.store import Archive

_ID_DIGITS = 16
_FIRST_WORDS = re.compile(r"\S+(?:[^\S\n]+\S+){0,5}")


def gold_lines(archive: "Archive", reports: Iterable[str]) -> Iterator[dict[str, Any]]:
    """The gold record of each report, by key or SHA-256. Raises `ArchiveError` for one that is not there or was withdrawn."""
    for report in reports:
        if any(row.action == "withdraw" and row.state == "stands" for row in archive.corrections(report)):
            raise ArchiveError(f"{report} was withdrawn; gold records are made of reports that stand")
        yield gold_record(archive.record(report))


def gold_record(record: Record) -> dict[str, Any]:
    """A record's facts; its ``id`` is made of the text's SHA-256."""
    article = record.article
    names = {actor.id: actor.name for actor in record.actors}
    return {
        "id": article.sha256[:_ID_DIGITS],
        "url": article.url,
        "outlet": article.outlet,
        "sha256": article.sha256,
        "published": article.published,
        "contacts": [_contact(contact, article.text) for contact in record.contacts],
        "statements": [_statement(statement, names, article.text) for statement in record.statements],
        "commitments": [_commitment(commitment, names, article.text) for commitment in record.commitments],
        "claims": [_claim(claim, names, article.text) for claim in record.claims],
    }


def _contact(contact: Contact, text: str) -> dict[str, Any]:
    date, when = known_date(contact.when), contact.when
    weekday = {"weekday": when.weekday} if when and when.weekday and not date else {}
    return {
        **_place(contact.spans, text),
        "status": contact.status,
        "role": contact.role,
        "mode": contact.mode,
        "date": date,
        **weekday,
        "place": contact.place.name if contact.place else None,
        "country": contact.place.country if contact.place else None,
        "occasion": _short(contact.occasion),
        "participants": [_participant(participant) for participant in contact.participants],
    }


def _participant(participant: Participant) -> dict[str, str | None]:
    return {"name": participant.name, "country": participant.country, "office": participant.office}


def _statement(statement: Statement, names: dict[str, str], text: str) -> dict[str, Any]:
    return {
        **_place(statement.spans or statement.content, text),
        "speakers": [names.get(speaker, speaker) for speaker in statement.speakers],
        "form": statement.form,
        "act": statement.act,
    }


def _commitment(commitment: Commitment, names: dict[str, str], text: str) -> dict[str, Any]:
    return {
        **_place(commitment.spans, text),
        "who": [names.get(actor, actor) for actor in commitment.who],
        "kind": commitment.kind,
        "act": _short(commitment.act),
        "due": known_date(commitment.due),
    }


def _claim(claim: Claim, names: dict[str, str], text: str) -> dict[str, Any]:
    return {
        **_place(claim.spans, text),
        "what": claim.what,
        "low": claim.low,
        "high": claim.high,
        "victims": _short(claim.victims) or "",
        "by": _short(claim.by) or "",
        "said_by": names.get(claim.said_by, claim.said_by) if claim.said_by else None,
    }


def _place(spans: tuple[Span, ...], text: str) -> dict[str, Any]:
    """Where the words begin, and the first six of them."""
    start = min((span.start for span in spans), default=0)
    return {"start": start, "words": _short(text[start:]) or "" if spans else ""}


def _short(words: str | None) -> str | None:
    found = _FIRST_WORDS.match(words) if words else None
    return found[0] if found else None
