"""Copies and near-copies of one text, told from a small sketch of each.

A sketch is the smallest hashes of a text's shingles, runs of five words (Broder 1997, "On the resemblance and containment of
documents"). Below the smaller of the largest hashes of two sketches both are complete, so that what they have in common there
estimates what the texts have in common. It is compared to the shorter text: a copy may be cut, or have a paragraph added.
"""

import hashlib
import re
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
    first, second = ({number for number in sketch if limit is None or number <= limit} for sketch in (one, other))
    least = min(len(first), len(second))
    return len(first & second) / least if least >= _FEW else float(first == second and bool(first))


def are_copies(one: Sequence[int], other: Sequence[int]) -> bool:
    """Whether two texts, by their sketches, are one text, whole, cut or with something added."""
    return shared(one, other) >= COPIED


def sources(sketches: Mapping[_Id, Sequence[int]]) -> list[list[_Id]]:
    """Reports grouped so that copies of one text stand together, in the order given."""
    groups: list[list[_Id]] = []
    for report, sketch in sketches.items():
        alike = [group for group in groups if any(are_copies(sketch, sketches[member]) for member in group)]
        merged = [member for group in alike for member in group]
        groups = [group for group in groups if group not in alike]
        groups.append([*merged, report])
    order = {report: number for number, report in enumerate(sketches)}
    return sorted((sorted(group, key=order.__getitem__) for group in groups), key=lambda group: order[group[0]])


def _hash(shingle: str) -> int:
    return int.from_bytes(hashlib.blake2b(shingle.encode(), digest_size=4).digest())
