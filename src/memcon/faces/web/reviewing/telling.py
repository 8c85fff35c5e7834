"""An item as its screen tells it: each field with its value and the words of the report that it was read from."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from memcon.archive.corrections.model import Item
from memcon.archive.wording import capital, listed, office_in_words, title_in, topic_in_words, when_in_words
from memcon.faces.web.annotated import Excerpt, excerpt
from memcon.faces.web.annotation import Mark
from memcon.faces.web.marks import Names
from memcon.faces.web.rendering import country_name
from memcon.faces.web.rows import shortened
from memcon.record import Claim, Commitment, Contact, Participant, Place, Record, Span, Statement, When

WHOLE = 1200
"""Characters of a report that is shown whole; of a longer one what stands round the words of an item."""

_FEW = 160  # characters of the words that a field was read from; all of them are lit in the passage


@dataclass(frozen=True)
class Told:
    """A field. ``words`` are the report's, where the value was read from words of its own."""

    label: str
    value: str
    words: str = ""


def passage(record: Record, item: Item) -> Excerpt:
    """The words of an item, lit, within what stands round them."""
    lit, details = _lit(item)
    passages = [Mark(span.start, span.end, "lit") for span in lit]
    others = [Mark(span.start, span.end, "detail") for span in details]
    return excerpt(record.article.text, passages, others, whole=WHOLE)


def told(record: Record, item: Item) -> Iterator[Told]:
    """The fields that have a value, in the order in which they are edited."""
    names = Names(record.actors)
    match item:
        case Contact():
            yield from _contact(item)
        case Statement():
            yield Told("Speaker", names.of(item.speakers) or "nobody made out")
            yield Told("Act", item.act, _words([item.cue] if item.cue else []))
            yield Told("Form", item.form)
            yield from _some("To", names.of(item.addressees))
            yield from _some("About", names.of(item.about))
            yield from _some("Topics", _topics(item.topics), item.topic_words)
            yield from _some("Contact", item.contact or "")
        case Commitment():
            yield Told("Who", names.of(item.who) or "nobody made out")
            yield Told("Kind", item.kind)
            yield Told("Act", item.act)
            yield from _some("To", names.of(item.to))
            yield from _when("Due", item.due)
            yield from _some("Within", item.mechanism or "")
            yield Told("State", item.status)
        case Claim():
            yield Told("Harm", item.what)
            yield Told("Number", _number(item))
            yield from _some("Of whom", item.victims or "")
            yield from _some("By", names.of([item.by]) if item.by else "")
            yield Told("Said by", names.of([item.said_by]) if item.said_by else "the outlet itself")
            yield from _when("Date", item.when)
            yield from _place(item.place)


def _contact(item: Contact) -> Iterator[Told]:
    yield Told("Status", item.status)
    yield Told("Mode", item.mode)
    yield Told("Role", "what the report is about" if item.role == "main" else "mentioned as background")
    yield from _some("Level", item.level or "")
    yield from _when("Date", item.when)
    yield from _place(item.place)
    yield from _some("Occasion", item.occasion or "")
    yield from _some("Within", item.mechanism or "")
    for part in item.participants:
        yield Told(capital(part.capacity or "participant"), _participant(part), _words(part.spans))
    yield from _some("Topics", _topics(item.topics), item.topic_words)


def _some(label: str, value: str, spans: Sequence[Span] = ()) -> Iterator[Told]:
    if value:
        yield Told(label, value, _words(spans))


def _when(label: str, when: When | None) -> Iterator[Told]:
    if when:
        yield Told(label, capital(when_in_words(when)), _words(when.spans))


def _place(place: Place | None) -> Iterator[Told]:
    if place:
        country = country_name(place.country)
        named = f"{place.name}, {country}" if country and country != place.name else place.name
        yield Told("Place", named, _words(place.spans))


def _participant(part: Participant) -> str:
    office = office_in_words(title_in(part.office, part.country)) if part.office else ""
    return ", ".join(filter(None, (part.name, office, country_name(part.country)))) or part.actor


def _topics(topics: Sequence[str]) -> str:
    return ", ".join(topic_in_words(topic) for topic in topics)


def _number(item: Claim) -> str:
    low, high = item.low, item.high
    if low is None and high is None:
        return "not stated"
    if high is None:
        return f"at least {low:,}"
    if low is None:
        return f"at most {high:,}"
    number = f"{low:,}" if low == high else f"{low:,} to {high:,}"
    return f"about {number}" if item.approximate else number


def _words(spans: Iterable[Span]) -> str:
    return shortened(listed(list(dict.fromkeys(f"“{' '.join(span.text.split())}”" for span in spans))), _FEW)


def _lit(item: Item) -> tuple[Sequence[Span], Sequence[Span]]:
    """The words of the item as a whole, and those of its fields, which lie within them or beside."""
    match item:
        case Contact():
            parts = (span for part in item.participants for span in part.spans)
            return item.spans, [*_spans(item.when), *_spans(item.place), *parts]
        case Statement():
            return item.spans or item.content, [*item.content, *([item.cue] if item.cue else [])]
        case Commitment():
            return item.spans, _spans(item.due)
        case Claim():
            return item.spans, [*_spans(item.when), *_spans(item.place)]


def _spans(value: When | Place | None) -> Sequence[Span]:
    return value.spans if value else ()
