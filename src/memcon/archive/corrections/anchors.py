"""Finds an item of an earlier extraction among those of a later one: by its words, for ids shift."""

from collections.abc import Iterator, Sequence

from memcon.archive.corrections.model import Item, Kept
from memcon.record import Claim, Commitment, Contact, Span, Statement

Likeness = tuple[float, ...]


def words_of(item: Item) -> tuple[Span, ...]:
    """The words that show an item; of a statement what was said, since one sentence may report several."""
    return (item.content or item.spans) if isinstance(item, Statement) else item.spans


def find(kept: Kept, candidates: Sequence[Item]) -> int | None:
    """The place among the candidates of the item that is meant; None where it is not there any more.

    The likest go together first, the item and those that stood beside it alike: an item that is gone must not be taken
    for its neighbour, who is still there.
    """
    left = {number: place for number, candidate in enumerate(candidates) if (place := _places(candidate))}
    pairs = sorted(_pairs(kept, candidates, left), reverse=True)
    given: set[int] = set()
    taken: set[int] = set()
    for _, wanted, candidate in pairs:
        if -wanted not in given and -candidate not in taken:
            if wanted == 0:
                return -candidate
            given.add(-wanted)
            taken.add(-candidate)
    return next((n for n, candidate in enumerate(candidates) if candidate == kept.item and n not in left), None)


def overlapping(item: Item, others: Sequence[Item]) -> tuple[Item, ...]:
    """The other items that could be taken for it."""
    places = _places(item)
    return tuple(other for other in others if other.id != item.id and _shared(places, _places(other)))


def _pairs(
    kept: Kept, candidates: Sequence[Item], places: dict[int, frozenset[int]]
) -> Iterator[tuple[Likeness, int, int]]:
    """Every two that may be the same: how alike they are, and their numbers, negative so that the first is the greatest."""
    for wanted, item in enumerate((kept.item, *kept.beside)):
        own = _places(item)
        for number, there in places.items():
            if share := _shared(own, there):
                yield (share, *_alike(item, candidates[number])), -wanted, -number


def _places(item: Item) -> frozenset[int]:
    return frozenset(place for span in words_of(item) for place in range(span.start, span.end))


def _shared(some: frozenset[int], others: frozenset[int]) -> float:
    """The share of their words that two items have in common; 0 for less than half of the shorter one's."""
    common = len(some & others)
    if not common or 2 * common < min(len(some), len(others)):
        return 0.0
    return common / len(some | others)


def _alike(one: Item, other: Item) -> Likeness:
    """What tells items of the same words apart, the weightiest first."""
    same = float(one == other)
    own_id = float(one.id == other.id)
    if isinstance(one, Contact) and isinstance(other, Contact):
        return same, float(one.mode == other.mode), _shared_parts(one, other), float(one.status == other.status), own_id
    if isinstance(one, Statement) and isinstance(other, Statement):
        return same, float(one.speakers == other.speakers), float(one.act == other.act), own_id
    if isinstance(one, Commitment) and isinstance(other, Commitment):
        return same, float(one.act == other.act), float(one.kind == other.kind), own_id
    if isinstance(one, Claim) and isinstance(other, Claim):
        return same, float(one.what == other.what), float(one.low == other.low), own_id
    return same, own_id


def _shared_parts(one: Contact, other: Contact) -> float:
    mine, theirs = ({p.actor for p in contact.participants} for contact in (one, other))
    return len(mine & theirs) / len(mine | theirs) if mine | theirs else 1.0
