"""What is marked in the text of a report, and with what: one mark for each stretch of words that a fact was read from."""

from collections.abc import Collection, Iterable, Iterator
from typing import Literal, get_args

from memcon.archive.wording import SAID, UNDERTAKEN, contact_in_words, count_in_words, listed
from memcon.faces.web.annotation import Mark
from memcon.record import Actor, Record, Span

Kind = Literal["contacts", "statements", "commitments", "claims", "loaded", "actors"]
KINDS: tuple[Kind, ...] = get_args(Kind)

_REORDERING = "\u202a\u202b\u202d\u202e\u2066\u2067\u2068"
"""Characters that make the letters after them stand in another order than they are kept in."""


class Names:
    """What the actors of a record are called."""

    def __init__(self, actors: Iterable[Actor]) -> None:
        self._names = {actor.id: actor.name or actor.office or actor.id for actor in actors}

    def of(self, actors: Collection[str]) -> str:
        """Their names in a row."""
        return listed([self._names.get(actor, actor) for actor in actors])


def marks_of(record: Record) -> Iterator[Mark]:
    """All marks of a record. Those of its facts come first, so that of two on the same words the outer is the larger thing."""
    names = Names(record.actors)
    for contact in record.contacts:
        title = " ".join(contact_in_words(contact)[1:])
        yield from _marks(contact.spans, f"contact {contact.status}", contact.id, title)
        for value in (contact.when, contact.place):
            yield from _marks(value.spans if value else (), "detail", contact.id, title, first=False)
    for said in record.statements:
        title = f"{names.of(said.speakers) or 'Somebody not named'} {SAID[said.act][0]}"
        yield from _marks(said.spans or said.content, "statement", said.id, title)
    for promise in record.commitments:
        title = f"{names.of(promise.who) or 'Somebody not named'} {UNDERTAKEN[promise.kind][0]}"
        yield from _marks(promise.spans, "commitment", promise.id, title)
        yield from _marks(promise.due.spans if promise.due else (), "detail", promise.id, title, first=False)
    for claim in record.claims:
        yield from _marks(claim.spans, "claim", claim.id, count_in_words(claim))
    for number, framing in enumerate(record.framing, 1):
        yield from _marks([framing.span], "loaded", f"f{number}", f"loaded word; neutral: {framing.neutral}")
    for number, actor in enumerate(record.actors, 1):
        yield from _marks(actor.spans, "actor", f"a{number}", actor.name)
    yield from surroundings(record)


def surroundings(record: Record) -> Iterator[Mark]:
    """Furniture, and where the text states its own date."""
    for span in record.article.furniture:
        yield Mark(span.start, span.end, "furniture")
    if published := record.article.published_span:
        yield Mark(published.start, published.end, "published", "published", title="date of publication")


def reordered(text: str) -> int:
    """How many characters of a text make it read in another order than it is kept in."""
    return sum(text.count(character) for character in _REORDERING)


def _marks(spans: Iterable[Span], kind: str, to: str, title: str, *, first: bool = True) -> Iterator[Mark]:
    """``first`` says that the first of the words are what an address leads to that names the fact."""
    for number, span in enumerate(spans, 1):
        name = "" if not first else to if number == 1 else f"{to}.{number}"
        yield Mark(span.start, span.end, kind, name, to, title)
