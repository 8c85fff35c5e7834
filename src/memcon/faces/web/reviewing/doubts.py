"""What memcon is not sure of in an item, in sentences."""

from collections.abc import Iterator

from memcon.archive.corrections.model import Item
from memcon.archive.corrections.showing import AtHand
from memcon.archive.wording import capital, listed, when_in_words
from memcon.faces.web.marks import reordered
from memcon.record import Actor, Claim, Commitment, Contact, Record, Statement, When

_TAKEN = ("name", "office", "country")


def doubts(at_hand: AtHand) -> Iterator[str]:
    """How sure the rule is, what was inferred, and what the report leaves open."""
    item, record = at_hand.item, at_hand.record
    yield _rule(item)
    yield from _left_open(item)
    known = {actor.id: actor for actor in record.actors}
    for actor in dict.fromkeys(_actors(item)):
        if actor in known:
            yield from _of_actor(known[actor])
    if reordered(_words(item)):
        yield "The words hold characters that show letters in another order than they are kept in."


def _rule(item: Item) -> str:
    rule = f"the rule “{item.found_by}”" if item.found_by else "a rule without a name"
    if item.confidence is None:
        return f"Found by {rule}; how often that is right is not known."
    return f"Found by {rule}; of 100 items found like this, readers confirm {round(100 * item.confidence)}."


def _left_open(item: Item) -> Iterator[str]:
    match item:
        case Contact():
            yield from _date("date", item.when)
            unnamed = sum(part.name is None for part in item.participants)
            if unnamed:
                yield f"{unnamed} of those who took part {'is' if unnamed == 1 else 'are'} not named."
            if len(item.participants) < 2:
                yield "Fewer than two sides were made out."
        case Statement():
            if not item.speakers:
                yield "Nobody was made out who says this."
            if item.contact is None:
                yield "It was joined to no contact."
        case Commitment():
            if not item.who:
                yield "Nobody was made out who undertakes this."
            if item.due:
                yield from _date("due date", item.due)
        case Claim():
            if item.said_by is None:
                yield "Nobody was made out who says this; it is taken for the outlet's own."


def _date(name: str, when: When | None) -> Iterator[str]:
    if when is None:
        yield f"No {name} was made out."
    elif when.precision in ("range", "unknown"):
        yield f"The {name}: {when_in_words(when)}."
    elif when.method and when.method != "stated":
        yield f"The {name} is not stated but found: {when.method}."


def _actors(item: Item) -> Iterator[str]:
    match item:
        case Contact():
            yield from (part.actor for part in item.participants)
        case Statement():
            yield from item.speakers
        case Commitment():
            yield from (*item.who, *item.to)
        case Claim():
            yield from filter(None, [item.said_by])


def _of_actor(actor: Actor) -> Iterator[str]:
    known = actor.identified
    if known is None:
        return
    taken = [name for name in _TAKEN if name not in known.stated and getattr(actor, name)]
    if known.by != "report" and taken:
        source = "earlier reports" if known.by == "archive" else "what memcon knows"
        yield f"{capital(listed(taken))} of {actor.name} {'is' if len(taken) == 1 else 'are'} taken from {source}."
    if known.certain is False:
        yield f"The report is of a day for which no source attests {actor.name} in office."
    for conflict in known.conflicts:
        yield f"The {conflict.field} of {actor.name}: the report says {conflict.stated}, {conflict.source} {conflict.known}."


def _words(item: Item) -> str:
    return "".join(span.text for span in item.spans)


def actor_names(record: Record) -> dict[str, str]:
    """What the actors of a record are called."""
    return {actor.id: actor.name or actor.office or actor.id for actor in record.actors}
