"""Copies and near-copies of one text, told from a small sketch of each.

A sketch is the smallest hashes of a text's shingles, runs of five words (Broder 1997, "On the resemblance and containment of
documents"): the share that two sketches have in common estimates the share that the texts have.
"""

import hashlib
import re

SHINGLE = 5
KEPT = 96  # hashes; the estimate of a share of one half is then off by 0.05, one standard error
_WORD = re.compile(r"\w+")


def sketch_of(text: str) -> list[int]:
    """The sketch of a text: at most `KEPT` 32-bit hashes, in ascending order."""
    words = _WORD.findall(text.casefold())
    shingles = {" ".join(words[at : at + SHINGLE]) for at in range(max(len(words) - SHINGLE + 1, 1))}
    return sorted(_hash(shingle) for shingle in shingles)[:KEPT]


def _hash(shingle: str) -> int:
    return int.from_bytes(hashlib.blake2b(shingle.encode(), digest_size=4).digest())
