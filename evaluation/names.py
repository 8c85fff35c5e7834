"""How well spellings of one name meet by sound, and how often names of others meet them too.

usage: python evaluation/names.py ../shared/data/kb [--half tuning|kept] [--missed 40]
Labels of politicians in up to 26 languages (person_labels_wd_sample.csv, CC0) and variants of single names
(person_name_variants_rigour.txt.gz, MIT), those in Latin letters; docs/accuracy.md says how to read the table. A hash
of the Wikidata id puts each entry in one half: `sound` was tuned on the first, the second was kept aside.
"""

import argparse
import csv
import gzip
import hashlib
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

import memcon.actors.knowledge as knowledge_package
from memcon.actors.knowledge.names import ascii_name, name_words, sound
from memcon.actors.knowledge.store import Store

DATA = Path(knowledge_package.__file__).with_name("data")
_ENGLISH = frozenset({"en", "en-gb", "mul"})
_MOST_VARIANTS = 12
"""Spellings looked at for one name, so that the most written about do not count most."""


class Share(NamedTuple):
    """A count out of a number of trials."""

    hits: int
    trials: int

    def __str__(self) -> str:
        share = self.hits / max(self.trials, 1)
        return f"{100 * share:.1f} % of {self.trials:,}" if share > 0.01 else f"{self.hits:,} of {self.trials:,}"


Name = tuple[str, ...]


def half_of(key: str) -> str:
    """The half an entry belongs to, by its Wikidata id."""
    return "kept" if hashlib.sha256(key.encode()).digest()[0] & 1 else "tuning"


def latin(name: str) -> bool:
    """Whether a name is written in Latin letters only."""
    return bool(name) and all(not c.isalpha() or ascii_name(c) for c in name)


def read_labels(kb: Path, half: str, languages: frozenset[str] | None = None) -> dict[str, list[Name]]:
    """The spellings of each politician as lists of words, those of one word left out."""
    found: dict[str, dict[Name, None]] = defaultdict(dict)
    with (kb / "person_labels_wd_sample.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            words = tuple(name_words(row["name"].split("(")[0])) if latin(row["name"]) else ()
            if (
                len(words) > 1
                and half_of(row["person_qid"]) == half
                and (languages is None or row["lang"] in languages)
            ):
                found[row["person_qid"]].setdefault(words)
    return {qid: list(names)[:_MOST_VARIANTS] for qid, names in found.items()}


def read_variants(kb: Path, half: str) -> list[tuple[str, ...]]:
    """Variants of single given and family names, folded."""
    found = []
    for line in gzip.decompress((kb / "person_name_variants_rigour.txt.gz").read_bytes()).decode().splitlines():
        names, _, key = line.partition(" => ")
        if half_of(key) == half:
            words = [name_words(name) for name in names.split(", ") if latin(name)]
            single = tuple(sorted({w[0] for w in words if len(w) == 1 and len(w[0]) > 3 and w[0].isalpha()}))
            found.append(single[:_MOST_VARIANTS])
    return [words for words in found if len(words) > 1]


def meet(a: Sequence[str], b: Sequence[str]) -> bool:
    """Whether a look-up of one name finds the other: every word of the shorter is in the longer, by sound."""
    left, right = {sound(word) for word in a}, {sound(word) for word in b}
    return left <= right or right <= left


def missed_names(labels: dict[str, list[Name]]) -> Iterator[tuple[Name, Name]]:
    """The pairs of spellings of one person that do not meet."""
    return ((a, b) for names in labels.values() for a, b in combinations(names, 2) if not meet(a, b))


def missed_words(variants: Iterable[tuple[str, ...]]) -> Iterator[tuple[str, str]]:
    """The pairs of variants of one name that do not sound alike."""
    return ((a, b) for words in variants for a, b in combinations(words, 2) if sound(a) != sound(b))


def _pairs(groups: Iterable[Sequence[object]]) -> int:
    return sum(len(group) * (len(group) - 1) // 2 for group in groups)


def namesakes(half: str) -> tuple[Share, Share]:
    """Of all pairs of office holders of one country: whose whole names meet, and whose differing surnames sound alike."""
    home: dict[str, list[Name]] = defaultdict(list)
    query = "SELECT DISTINCT p.id, p.name, t.country FROM person p JOIN tenure t USING (num) ORDER BY p.id, t.country"
    for ident, name, country in Store(DATA).rows("facts", query):
        words = tuple(name_words(name))
        if len(words) > 1 and half_of(ident) == half:
            home[country].append(words)
    whole = surname = pairs = 0
    for people in home.values():
        for a, b in combinations(people, 2):
            pairs += 1
            alike = sound(a[-1]) == sound(b[-1])
            surname += alike and a[-1] != b[-1]
            whole += meet(a, b)
    return Share(whole, pairs), Share(surname, pairs)


def strangers(variants: Sequence[tuple[str, ...]]) -> Share:
    """Of the pairs of name words that sound alike, how many no source calls variants of one name."""
    kin: dict[str, set[int]] = defaultdict(set)
    keys: dict[str, set[str]] = defaultdict(set)
    for number, words in enumerate(variants):
        for word in words:
            kin[word].add(number)
            keys[sound(word)].add(word)
    foreign = total = 0
    for words in keys.values():
        for a, b in combinations(sorted(words), 2):
            total += 1
            foreign += not kin[a] & kin[b]
    return Share(foreign, total)


def main() -> None:
    """Prints the table as Markdown."""
    parser = argparse.ArgumentParser(description="How well spellings of one name meet by sound.")
    parser.add_argument("kb", type=Path, help="folder with the collected sources (docs/knowledge.md)")
    parser.add_argument("--half", choices=("tuning", "kept"), default="kept")
    parser.add_argument("--missed", type=int, default=0, help="list so many pairs that do not meet")
    options = parser.parse_args()
    labels, english = read_labels(options.kb, options.half), read_labels(options.kb, options.half, _ENGLISH)
    variants = read_variants(options.kb, options.half)
    whole, surname = namesakes(options.half)
    out = sys.stdout.write
    out(f"| {options.half} half | share |\n|---|---|\n")
    for what, share in (
        ("English spellings of one person that meet", _met(english)),
        ("spellings of one person in all languages that meet", _met(labels)),
        (
            "variants of one name that sound alike",
            Share(_pairs(variants) - _count(missed_words(variants)), _pairs(variants)),
        ),
        ("name words that sound alike and are not known as variants", strangers(variants)),
        ("office holders of one country whose whole names meet", whole),
        ("office holders of one country whose differing surnames sound alike", surname),
    ):
        out(f"| {what} | {share} |\n")
    for a, b in list(missed_names(labels))[: options.missed]:
        out(f"{' '.join(a)} / {' '.join(b)}\n")
    for left, right in list(missed_words(variants))[: options.missed]:
        out(f"{left} / {right}: {sound(left)} / {sound(right)}\n")


def _met(labels: dict[str, list[Name]]) -> Share:
    pairs = _pairs(labels.values())
    return Share(pairs - _count(missed_names(labels)), pairs)


def _count(items: Iterable[object]) -> int:
    return sum(1 for _ in items)


if __name__ == "__main__":
    main()
