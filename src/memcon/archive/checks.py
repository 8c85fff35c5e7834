"""What a record must hold before it is kept: unique ids, known references, evidence that stands in the text."""

import hashlib
from collections import Counter
from collections.abc import Iterator

import msgspec

from memcon.errors import ArchiveError
from memcon.record import Record


def ensure_sound(record: Record) -> None:
    """Raises `ArchiveError` with the first fault of a record; such a record is a fault of memcon's."""
    fault = next(faults(record), None)
    if fault:
        raise ArchiveError(
            f"the record of {record.article.id} is unsound ({fault}); please report this with the article"
        )


def faults(record: Record) -> Iterator[str]:
    """Each fault as a clause ("statement s3 names contact c9, which is not there"); none for a sound record."""
    if hashlib.sha256(record.article.text.encode()).hexdigest() != record.article.sha256:
        yield "sha256 is not that of the text"
    yield from _repeated_ids(record)
    yield from _unknown_references(record)
    yield from _misplaced_spans(record)


def _repeated_ids(record: Record) -> Iterator[str]:
    for items in (
        record.actors,
        record.contacts,
        record.statements,
        record.commitments,
        record.claims,
        record.events,
    ):
        for repeated, count in Counter(item.id for item in items).items():
            if count > 1:
                yield f"the id {repeated} is given {count} times"


def _unknown_references(record: Record) -> Iterator[str]:
    actors = {actor.id for actor in record.actors}
    contacts = {contact.id for contact in record.contacts}
    statements = {statement.id for statement in record.statements}
    for contact in record.contacts:
        for participant in contact.participants:
            if participant.actor not in actors:
                yield f"contact {contact.id} names actor {participant.actor}, who is not there"
    for statement in record.statements:
        for actor in (*statement.speakers, *statement.addressees, *statement.about):
            if actor not in actors:
                yield f"statement {statement.id} names actor {actor}, who is not there"
        if statement.contact is not None and statement.contact not in contacts:
            yield f"statement {statement.id} names contact {statement.contact}, which is not there"
    for commitment in record.commitments:
        if commitment.statement is not None and commitment.statement not in statements:
            yield f"commitment {commitment.id} names statement {commitment.statement}, which is not there"
    for event in record.events:
        for actor in (*event.actor, *event.recipient):
            if actor not in actors:
                yield f"event {event.id} names actor {actor}, who is not there"


def _misplaced_spans(record: Record) -> Iterator[str]:
    text = record.article.text
    for start, end, words in _spans(msgspec.to_builtins(record)):
        if text[start:end] != words:
            yield f"chars {start}-{end} of the text are not “{words[:40]}”"


def _spans(value: object) -> Iterator[tuple[int, int, str]]:
    if isinstance(value, dict):
        if value.keys() == {"start", "end", "text"}:
            yield value["start"], value["end"], value["text"]
        else:
            for part in value.values():
                yield from _spans(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _spans(part)
