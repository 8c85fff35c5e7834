"""One article in, its record out."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypeVar

import msgspec

from memcon.actors import Cast, resolve
from memcon.actors.directory import Directory
from memcon.actors.knowledge import Knowledge, load
from memcon.errors import InputError
from memcon.extraction.claims import attribute, find_claims
from memcon.extraction.commitments import find_commitments
from memcon.extraction.confidence import with_confidence
from memcon.extraction.contacts import find_contacts
from memcon.extraction.dates import find_dates
from memcon.extraction.events import find_events
from memcon.extraction.framing import find_framing
from memcon.extraction.statements import find_statements
from memcon.extraction.tenures import REASON, bound_by_offices
from memcon.extraction.topics import find_topics
from memcon.language import Parsed, parse
from memcon.record import Actor, Article, Contact, Event, Participant, Record, Span, Statement, When

ENGLISH = "en"
_OWN_CODE = "X-"  # of territories that the knowledge names and ISO does not
_Placed = TypeVar("_Placed", Actor, Participant)
LONGEST = 400_000  # characters: a book of 60,000 words, a minute of work


def extract_record(article: Article, model: Path | None = None, learned: Directory | None = None) -> Record:
    """Read one report. A report that is not in English yields a record without items.

    ``learned`` knows the persons whom earlier reports introduced; an archive does (`memcon.archive.Archive.learned`).

    Raises `InputError` for a text longer than a report can be.
    """
    if len(article.text) > LONGEST:
        raise InputError(f"{len(article.text):,} characters are no single report; split the text (at most {LONGEST:,})")
    if article.language not in (None, ENGLISH):
        return Record(article=article)
    parsed = parse(article, model)
    knowledge = load()
    cast = resolve(parsed, knowledge, learned)
    dates = find_dates(parsed)
    contacts = find_contacts(parsed, cast, dates)
    statements = _in_contacts(find_statements(parsed, cast), contacts, parsed)
    contacts = _finished(parsed, contacts, statements, cast, knowledge)
    commitments = find_commitments(parsed, cast, statements)
    claims = attribute(find_claims(parsed, cast, dates), statements)
    events = find_events(parsed, cast, knowledge, dates, contacts, statements, commitments, claims)
    return Record(
        article=_bounded(article, cast),
        actors=(*_coded(cast.actors.values(), knowledge), *_states_of(events, cast, knowledge)),
        contacts=with_confidence(_known(contacts, knowledge)),
        statements=with_confidence(statements),
        commitments=with_confidence(commitments),
        claims=with_confidence(claims),
        events=with_confidence(events),
        framing=find_framing(parsed, statements),
    )


def _states_of(events: tuple[Event, ...], cast: Cast, knowledge: Knowledge) -> Iterator[Actor]:
    """The states that only events name, by a people of theirs ("Chadian soldiers")."""
    named = dict.fromkeys(actor for event in events for actor in (*event.actor, *event.recipient))
    for code in named:
        if code not in cast.actors:
            yield Actor(id=code, kind="state", name=knowledge.country_name(code), country=code, sectors=("GOV",))


def _bounded(article: Article, cast: Cast) -> Article:
    """The article, with the time in which one without a date was written as far as the offices that it states tell."""
    if cast.written is None:
        return article
    first, last = cast.written
    when = When(start=first.isoformat(), end=last.isoformat(), precision="range", method=REASON)
    return msgspec.structs.replace(article, written=when)


def _in_contacts(
    statements: tuple[Statement, ...], contacts: tuple[Contact, ...], parsed: Parsed
) -> tuple[Statement, ...]:
    """Each statement with its topics and the contact in which, as far as the report tells, it was made."""
    placed = []
    for statement in statements:
        told = _topics(parsed, statement.spans)
        placed.append(
            msgspec.structs.replace(
                statement,
                topics=tuple(told),
                topic_words=tuple(told.values()),
                contact=_contact_of(statement, contacts),
            )
        )
    return tuple(placed)


def _topics(parsed: Parsed, spans: tuple[Span, ...]) -> dict[str, Span]:
    told: dict[str, Span] = {}
    for span in spans:
        piece = parsed.doc.char_span(span.start, span.end, alignment_mode="expand")
        if piece is not None:
            told |= {t: w for t, w in find_topics(parsed, piece.start, piece.end).items() if t not in told}
    return told


def _contact_of(statement: Statement, contacts: tuple[Contact, ...]) -> str | None:
    """The main contact told of last before the statement in which its speakers took part; else the first such one."""
    fitting = [
        contact
        for contact in contacts
        if contact.status == "held"
        and contact.role == "main"
        and contact.spans
        and (not statement.speakers or _took_part(statement.speakers, contact))
    ]
    before = [contact for contact in fitting if contact.spans[0].start < statement.spans[0].end]
    return before[-1].id if before else fitting[0].id if fitting else None


def _took_part(speakers: tuple[str, ...], contact: Contact) -> bool:
    present = {participant.actor for participant in contact.participants}
    present |= {participant.country for participant in contact.participants if participant.country}
    return any(speaker in present or speaker.split("-")[0] in present for speaker in speakers)


def _known(contacts: tuple[Contact, ...], knowledge: Knowledge) -> tuple[Contact, ...]:
    return tuple(
        msgspec.structs.replace(contact, participants=_coded(contact.participants, knowledge)) for contact in contacts
    )


def _coded(those: Iterable[_Placed], knowledge: Knowledge) -> tuple[_Placed, ...]:
    """The same, without a country where they act for a body that has no code of its own, such as ASEAN."""
    return tuple(
        one if one.country is None or _has_code(one.country, knowledge) else msgspec.structs.replace(one, country=None)
        for one in those
    )


def _has_code(country: str, knowledge: Knowledge) -> bool:
    return country.startswith(_OWN_CODE) or knowledge.country_name(country) != country


def _finished(
    parsed: Parsed,
    contacts: tuple[Contact, ...],
    statements: tuple[Statement, ...],
    cast: Cast,
    knowledge: Knowledge,
) -> tuple[Contact, ...]:
    """Contacts with the topics of their words and of what was said in them, and open dates bounded by the offices held."""
    finished = []
    for contact in contacts:
        told = _topics(parsed, contact.spans)
        for statement in statements:
            if statement.contact == contact.id:
                told |= {t: w for t, w in zip(statement.topics, statement.topic_words, strict=True) if t not in told}
        when = bound_by_offices(contact, cast, knowledge)
        finished.append(
            msgspec.structs.replace(contact, topics=tuple(told), topic_words=tuple(told.values()), when=when)
        )
    return tuple(finished)
