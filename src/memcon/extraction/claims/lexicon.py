"""The words of claims.toml."""

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal, cast

from memcon.extraction.claims.inflection import all_forms
from memcon.record import ClaimKind

HarmKind = Literal["done", "undergone", "driven", "state", "held", "of", "counted"]
Bound = Literal["least", "about", "most"]

_DATA = Path(__file__).parent.parent / "data" / "claims.toml"


@dataclass(frozen=True)
class Harm:
    """One row: what befell people, by words that stand to them in one way. Words and companions are lower-case forms."""

    what: ClaimKind
    kind: HarmKind
    words: frozenset[str]
    companions: frozenset[str]
    example: str
    counter: str
    of_people: bool = False


@dataclass(frozen=True)
class Lexicon:
    """All tables. ``phrases`` of bounds are tuples of lower-case words, the longest first."""

    harms: tuple[Harm, ...]
    life_verbs: frozenset[str]
    life_nouns: frozenset[str]
    body_verbs: frozenset[str]
    body_nouns: frozenset[str]
    tolls: tuple[tuple[ClaimKind, str], ...]
    toll_verbs: frozenset[str]
    toll_past: frozenset[str]
    bounds: tuple[tuple[tuple[str, ...], Bound], ...]
    fillers: tuple[tuple[str, ...], ...]
    modal: frozenset[str]
    marks: frozenset[str]
    negation: frozenset[str]
    unreal: frozenset[str]
    factual: frozenset[str]
    things: frozenset[str]
    people: frozenset[str]
    fugitives: frozenset[str]
    ranks: frozenset[str]

    def of_kind(self, kind: HarmKind) -> tuple[Harm, ...]:
        """The rows of one kind, in their order."""
        return tuple(harm for harm in self.harms if harm.kind == kind)


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The shipped tables."""
    table = tomllib.loads(_DATA.read_text(encoding="utf-8"))
    bounds, toll, doubt = table["bounds"], table["toll"], table["doubt"]
    names: tuple[Bound, ...] = ("least", "about", "most")
    phrases = [(tuple(phrase.split()), name) for name in names for phrase in bounds[name]]
    return Lexicon(
        harms=tuple(_harm(row) for row in table["harm"]),
        life_verbs=all_forms(table["lives"]["verbs"]),
        life_nouns=all_forms(table["lives"]["nouns"]),
        body_verbs=all_forms(table["bodies"]["verbs"]),
        body_nouns=all_forms(table["bodies"]["nouns"]),
        tolls=tuple((kind, phrase) for kind in ("killed", "injured") for phrase in toll[kind]),
        toll_verbs=all_forms(toll["verbs"]) | all_forms(toll["past"]),
        toll_past=all_forms(toll["past"]),
        bounds=tuple(sorted(phrases, key=lambda item: -len(item[0]))),
        fillers=tuple(sorted((tuple(phrase.split()) for phrase in bounds["nothing"]), key=len, reverse=True)),
        modal=frozenset(doubt["modal"]),
        marks=frozenset(doubt["marks"]),
        negation=frozenset(doubt["negation"]),
        unreal=all_forms(doubt["unreal"]),
        factual=all_forms(doubt["to"]),
        things=all_forms(table["things"]["measures"]) | all_forms(table["things"]["objects"]),
        people=all_forms(table["people"]["words"]),
        fugitives=all_forms(table["fugitives"]["words"]),
        ranks=all_forms(table["ranks"]["words"]),
    )


def _harm(row: dict[str, object]) -> Harm:
    words, companions = cast(list[str], row["words"]), cast(list[str], row.get("with", []))
    return Harm(
        what=cast(ClaimKind, row["what"]),
        kind=cast(HarmKind, row["kind"]),
        words=frozenset(words) if row["kind"] in ("state", "held") else all_forms(words),
        companions=all_forms(companions),
        example=cast(str, row["example"]),
        counter=cast(str, row["counter"]),
        of_people=bool(row.get("of_people", False)),
    )
