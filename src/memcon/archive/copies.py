"""Copies and near-copies of one text, told from a small sketch of each.

A sketch is the smallest hashes of a text's shingles, runs of five words (Broder 1997, "On the resemblance and containment of
documents"). Below the smaller of the largest hashes of two sketches both are complete, so that what they have in common there
estimates what the texts have in common. It is compared to the shorter text: a copy may be cut, or have a paragraph added.
"""

import hashlib
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from typing import TypeVar

SHINGLE = 5
KEPT = 96  # hashes; the estimate of a share of one half is then off by 0.05, one standard error
COPIED = 0.5  # of the shorter text; reports in their own words that quote one statement stay well below
_FEW = 5  # shingles; fewer tell nothing

_WORD = re.compile(r"\w+")
_Id = TypeVar("_Id", bound=Hashable)


def sketch_of(text: str) -> list[int]:
    """The sketch of a text: at most `KEPT` 32-bit hashes, in ascending order."""
    words = _WORD.findall(text.casefold())
    shingles = {" ".join(words[at : at + SHINGLE]) for at in range(max(len(words) - SHINGLE + 1, 1))}
    return sorted(_hash(shingle) for shingle in shingles)[:KEPT]


def shared(one: Sequence[int], other: Sequence[int]) -> float:
    """The share of the shorter text, 0 to 1, that stands in the other, estimated from their sketches."""
    limit = min((sketch[-1] for sketch in (one, other) if len(sketch) == KEPT), default=None)
    first, second = (
        frozenset(sketch if limit is None else sketch[: bisect_right(sketch, limit)]) for sketch in (one, other)
    )
    least = min(len(first), len(second))
    return len(first & second) / least if least >= _FEW else float(first == second and bool(first))


def are_copies(one: Sequence[int], other: Sequence[int]) -> bool:
    """Whether two texts, by their sketches, are one text, whole, cut or with something added."""
    return shared(one, other) >= COPIED


def copies_of(one: Sequence[int], others: Mapping[_Id, Sequence[int]]) -> list[_Id]:
    """The reports, of those with these sketches, that are copies of a text."""
    hashes = frozenset(one)
    return [report for report, sketch in others.items() if not hashes.isdisjoint(sketch) and are_copies(one, sketch)]


def sources(sketches: Mapping[_Id, Sequence[int]]) -> list[list[_Id]]:
    """Reports grouped so that copies of one text stand together, in the order given."""
    groups: dict[int, list[_Id]] = {}
    having: dict[int, set[int]] = defaultdict(set)  # the groups with a hash: only these can be copies
    for number, (report, sketch) in enumerate(sketches.items()):
        near = sorted({group for shingle in sketch for group in having[shingle]})
        alike = [group for group in near if any(are_copies(sketch, sketches[member]) for member in groups[group])]
        into = alike[0] if alike else number
        coming = [report, *(member for group in alike[1:] for member in groups[group])]
        groups.setdefault(into, []).extend(coming)
        for group in alike[1:]:
            del groups[group]
        for shingle in (shingle for member in coming for shingle in sketches[member]):
            having[shingle] = {into, *(having[shingle] - set(alike))}
    order = {report: number for number, report in enumerate(sketches)}
    return sorted(
        (sorted(group, key=order.__getitem__) for group in groups.values()), key=lambda group: order[group[0]]
    )


def sources_with(new: Sequence[int], sketches: Mapping[_Id, Sequence[int]], number: int) -> int:
    """How many sources a report more makes, by its sketch, of reports that are a ``number`` of sources."""
    copied = len(sources({report: sketches[report] for report in copies_of(new, sketches)}))
    if copied < 2:
        return number + 1 - copied
    # Copies that are none of each other may be it by way of others.
    return len(sources({**dict(enumerate(sketches.values())), -1: new}))


def _hash(shingle: str) -> int:
    return int.from_bytes(hashlib.blake2b(shingle.encode(), digest_size=4).digest())
