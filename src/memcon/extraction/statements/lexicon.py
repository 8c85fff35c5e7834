"""The reporting predicates of cues.toml."""

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import cast

from memcon.record import Act


@dataclass(frozen=True)
class Cue:
    """One use of a verb: what it reports, and the frames in which it does."""

    act: Act
    frames: frozenset[str]


@dataclass(frozen=True)
class Lexicon:
    """Cues by verb lemma, acts by expressed noun, and words for speakers."""

    cues: dict[str, tuple[Cue, ...]]
    expressed: dict[str, Act]
    speakers: frozenset[str]
    papers: frozenset[str]
    outlets: frozenset[str]
    examples: tuple[tuple[str, str], ...]


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The shipped table."""
    table = tomllib.loads(Path(__file__).with_name("cues.toml").read_text(encoding="utf-8"))
    cues: dict[str, tuple[Cue, ...]] = {}
    for group in table["group"]:
        cue = Cue(group["act"], frozenset(group["frames"]))
        for verb in group["verbs"]:
            cues[verb] = (*cues.get(verb, ()), cue)
    return Lexicon(
        cues,
        cast(dict[str, Act], table["expressed"]),
        frozenset(table["speakers"]["nouns"]),
        frozenset(table["speakers"]["papers"]),
        frozenset(table["speakers"]["outlets"]),
        tuple((group["example"], group["counter"]) for group in table["group"]),
    )
