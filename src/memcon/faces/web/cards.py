"""The facts of a report in short, as they stand beside its text: one card a fact."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from memcon.archive.retelling import quoted_words, retell
from memcon.archive.wording import (
    SAID,
    UNDERTAKEN,
    capital,
    contact_in_words,
    count_in_words,
    date_in_words,
    joined_words,
    listed,
    office_in_words,
    title_in,
    topic_in_words,
    when_in_words,
)
from memcon.faces.web.marks import Kind, Names
from memcon.faces.web.rendering import country_name
from memcon.faces.web.rows import shortened
from memcon.record import Actor, Article, Claim, Commitment, Contact, Framing, Place, Record, Span, Statement, When

_FEW = 110  # characters of the report's words on a card; all of them stand beside it
_FORMS = {"direct": "quoted", "mixed": "partly quoted", "indirect": "in the report's words"}


@dataclass(frozen=True)
class Note:
    """A few words on a card, and where they lead."""

    words: str
    address: str = ""


@dataclass(frozen=True)
class Card:
    """A fact: ``head`` is who, ``did`` what in our words, ``words`` what in the report's.

    ``passages`` are the names of its words in the text; those of the report that the page does not show have none.
    """

    id: str
    kind: Kind
    place: int
    head: str
    did: str = ""
    words: str = ""
    status: str = ""
    address: str = ""
    notes: tuple[Note, ...] = ()
    passages: tuple[str, ...] = ()


@dataclass
class Cards:
    """The cards of a record by kind, in the order of the text. ``key`` is what the archive calls the report, if it keeps it.

    ``longest`` are the characters of the report's words on a card.
    """

    record: Record
    key: str = ""
    longest: int = _FEW
    _names: Names = field(init=False)

    def __post_init__(self) -> None:
        self._names = Names(self.record.actors)

    def among(self, facts: Collection[str]) -> dict[Kind, list[Card]]:
        """The cards of some facts."""
        record = self.record
        framing = [(f"f{number}", one) for number, one in enumerate(record.framing, 1)]
        actors = [(f"a{number}", one) for number, one in enumerate(record.actors, 1)]
        found: dict[Kind, list[Card]] = {
            "contacts": [self.contact(one) for one in record.contacts if one.id in facts],
            "statements": [self.statement(one) for one in record.statements if one.id in facts],
            "commitments": [self.commitment(one) for one in record.commitments if one.id in facts],
            "claims": [self.claim(one) for one in record.claims if one.id in facts],
            "loaded": [self.loaded(one, name) for name, one in framing if name in facts],
            "actors": [self.actor(one, name) for name, one in actors if name in facts],
        }
        return {kind: sorted(cards, key=lambda card: card.place) for kind, cards in found.items()}

    def contact(self, contact: Contact) -> Card:
        """Who met, how, when and where."""
        who = [
            part.name or self._office(part.office, part.country) or self._names.of([part.actor])
            for part in contact.participants
        ]
        notes = [
            *_when(contact.when),
            *_where(contact.place),
            *(Note(f"“{name}”") for name in (contact.occasion, contact.mechanism) if name),
            *_topics(contact.topics),
            *_sure(contact.confidence),
        ]
        return Card(
            id=contact.id,
            kind="contacts",
            place=_place(contact.spans),
            head=listed(who) or "Nobody named",
            did=f"{contact_in_words(contact)[1]}{', in the background' if contact.role == 'background' else ''}",
            status=contact.status,
            address=f"/encounters/{self.key}-{contact.id}" if self.key else "",
            notes=tuple(notes),
            passages=_passages(contact.id, contact.spans),
        )

    def statement(self, statement: Statement) -> Card:
        """Who said what, in what form."""
        alone, addressing = SAID[statement.act]
        to = self._names.of(statement.addressees)
        spans = statement.spans or statement.content
        words, says_how = self._words(statement)
        about = self._names.of(statement.about)
        notes = [
            Note(_FORMS[statement.form]),
            *([Note(f"about {about}")] if about else ()),
            *_topics(statement.topics),
            *([Note("at this contact", f"#fact-{statement.contact}")] if statement.contact else ()),
            *_sure(statement.confidence),
        ]
        return Card(
            id=statement.id,
            kind="statements",
            place=_place(spans),
            head=self._names.of(statement.speakers) or "Somebody not named",
            did="" if says_how else addressing.format(to) if to else alone,
            words=self._few(joined_words(words)),
            notes=tuple(notes),
            passages=_passages(statement.id, spans),
        )

    def commitment(self, commitment: Commitment) -> Card:
        """Who undertook what, towards whom, until when."""
        alone, towards = UNDERTAKEN[commitment.kind]
        to = self._names.of(commitment.to)
        notes = [
            *([Note(f"due {when_in_words(commitment.due)}")] if commitment.due else ()),
            *([Note(commitment.status)] if commitment.status != "open" else ()),
            *([Note(f"within “{commitment.mechanism}”")] if commitment.mechanism else ()),
            *([Note("in this statement", f"#fact-{commitment.statement}")] if commitment.statement else ()),
            *_sure(commitment.confidence),
        ]
        return Card(
            id=commitment.id,
            kind="commitments",
            place=_place(commitment.spans),
            head=self._names.of(commitment.who) or "Somebody not named",
            did=towards.format(to) if to else alone,
            words=self._few(commitment.act),
            notes=tuple(notes),
            passages=_passages(commitment.id, commitment.spans),
        )

    def claim(self, claim: Claim) -> Card:
        """How many came to harm, and who says so."""
        by = f"attributed to {self._names.of([claim.by])}" if claim.by else ""
        return Card(
            id=claim.id,
            kind="claims",
            place=_place(claim.spans),
            head=self._names.of([claim.said_by]) if claim.said_by else "The outlet itself",
            did=f"{count_in_words(claim)}{f' ({claim.victims})' if claim.victims else ''}",
            notes=(*([Note(by)] if by else ()), *_where(claim.place), *_when(claim.when), *_sure(claim.confidence)),
            passages=_passages(claim.id, claim.spans),
        )

    def loaded(self, framing: Framing, name: str) -> Card:
        """A loaded word, whose it is, and an equivalent that takes no side."""
        whose = "in the outlet's own voice" if framing.voice == "outlet" else "in words it quotes"
        target = (Note(f"of {self._names.of([framing.target])}"),) if framing.target else ()
        return Card(
            id=name,
            kind="loaded",
            place=framing.span.start,
            head=f"“{framing.term}”",
            did=f"neutral: {framing.neutral}",
            notes=(Note(whose), *target),
            passages=(name,),
        )

    def actor(self, actor: Actor, name: str) -> Card:
        """Who is named, how often, and where."""
        office = self._office(actor.office, actor.country)
        country = country_name(actor.country) if actor.country and actor.kind != "state" else ""
        person = actor.kind == "person"
        return Card(
            id=name,
            kind="actors",
            place=_place(actor.spans),
            head=actor.name or office or actor.id,
            did=", ".join(filter(None, (office, country))) or ("" if actor.kind == "state" else actor.kind),
            address=f"/persons/{actor.id}" if person and self.key else "",
            notes=tuple(_identified(actor)) if person else (),
            passages=_passages(name, actor.spans),
        )

    def _words(self, statement: Statement) -> tuple[Sequence[Span], bool]:
        """The report's words for what was said, and whether they say themselves that it was."""
        if statement.form == "direct":
            return quoted_words(statement, self.record.article.text), False
        told = retell(statement, self.record.article.text)
        return told.words, told.verb or told.whole

    def _few(self, words: str) -> str:
        return f"“{shortened(words, self.longest)}”" if words.strip() else ""

    def _office(self, office: str | None, country: str | None) -> str:
        return office_in_words(title_in(office, country)) if office else ""


def how_published(article: Article) -> str:
    """What is known of the day of a report: "2 April 2024", "between … and …", "not known"."""
    if article.published:
        return date_in_words(article.published) + (", as its text states" if article.published_span else "")
    return f"not stated; {when_in_words(article.written)}" if article.written else "not known"


def _identified(actor: Actor) -> Iterator[Note]:
    """What the report does not give itself, and where the report and what is known differ."""
    identified = actor.identified
    if identified is None:
        return
    taken = [name for name in ("name", "office", "country") if name not in identified.stated and getattr(actor, name)]
    if identified.by != "report" and taken:
        yield Note(
            f"{listed(taken)} not in the report; from {'earlier reports' if identified.by == 'archive' else 'what memcon knows'}"
        )
    for conflict in identified.conflicts:
        yield Note(f"{conflict.field} known otherwise: {conflict.known}")


def _when(when: When | None) -> Iterator[Note]:
    if when:
        yield Note(capital(when_in_words(when)))


def _where(place: Place | None) -> Iterator[Note]:
    if place:
        country = country_name(place.country)
        yield Note(f"{place.name}, {country}" if country and country != place.name else place.name)


def _topics(topics: Sequence[str]) -> Iterator[Note]:
    if topics:
        yield Note(", ".join(topic_in_words(topic) for topic in topics))


def _sure(confidence: float | None) -> Iterator[Note]:
    if confidence is not None:
        yield Note(f"confidence {confidence:.2f}")


def _place(spans: Sequence[Span]) -> int:
    return spans[0].start if spans else 0


def _passages(name: str, spans: Sequence[Span]) -> tuple[str, ...]:
    """What the words are called that `memcon.faces.web.marks` marks."""
    return tuple(name if number == 1 else f"{name}.{number}" for number, _ in enumerate(spans, 1))
