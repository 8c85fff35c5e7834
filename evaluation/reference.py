"""How well references are resolved: `python evaluation/reference.py [--split test] [--data ../shared/data]`.

Two sets. GAP (Webster et al. 2018): a pronoun and two names in a snippet of Wikipedia; for each name the question is
whether the pronoun means it. gum-open (Zeldes 2017, the freely licensed genres of GUM): whole texts in which every
mention is annotated; personal pronouns, names and nouns for persons are asked for their entity. memcon reads plain text
from beginning to end; the naive baselines beside it see the names that memcon found (GAP) or the gold names (gum-open).
"""

import argparse
import csv
import io
import lzma
import re
import sys
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations
from pathlib import Path

from memcon.actors import Cast, Mention, resolve
from memcon.actors.knowledge.names import fold
from memcon.actors.pronouns import given_names
from memcon.language import Parsed, parse
from memcon.read import read_text

DATA = Path(__file__).parents[2] / "shared/data"
MASCULINE = frozenset(("he", "him", "his"))
FEMININE = frozenset(("she", "her", "hers"))
SINGULAR = MASCULINE | FEMININE
PLURAL = frozenset(("they", "them", "their", "theirs"))
SUBJECTS = ("nsubj", "nsubj:pass", "nsubj:outer")


@dataclass
class Score:
    """Counts of right answers, answers given and answers wanted."""

    right: int = 0
    given: int = 0
    wanted: int = 0

    def count(self, *, given: bool, wanted: bool, right: bool) -> None:
        """Count one case."""
        self.given += given
        self.wanted += wanted
        self.right += right

    @property
    def precision(self) -> float:
        """Share of the answers that are right."""
        return self.right / self.given if self.given else 0.0

    @property
    def recall(self) -> float:
        """Share of what was wanted that was found."""
        return self.right / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of the two."""
        return 2 * self.right / (self.given + self.wanted) if self.given + self.wanted else 0.0

    def cells(self) -> str:
        """Precision, recall and F1 as cells of a table."""
        return f"{100 * self.precision:.1f} | {100 * self.recall:.1f} | {100 * self.f1:.1f}"


@dataclass(frozen=True)
class Text:
    """A text as memcon reads it, with its mentions by character."""

    parsed: Parsed
    cast: Cast

    @classmethod
    def read(cls, text: str) -> "Text":
        """Parse and resolve."""
        parsed = parse(read_text(text))
        return cls(parsed, resolve(parsed))

    def offsets(self, mention: Mention) -> tuple[int, int]:
        """Character offsets of a mention, end exclusive."""
        span = self.parsed.doc[mention.start : mention.end]
        return span.start_char, span.end_char

    def at(self, start: int, end: int) -> list[Mention]:
        """Mentions that overlap these characters."""
        first = max(bisect_right(self._starts, start) - 1, 0)
        found = []
        for mention in self.cast.mentions[first:]:
            left, right = self.offsets(mention)
            if left >= end:
                break
            if right > start:
                found.append(mention)
        return found

    @cached_property
    def _starts(self) -> list[int]:
        doc = self.parsed.doc
        return [doc[mention.start].idx for mention in self.cast.mentions]

    def names(self) -> list[Mention]:
        """Mentions of persons by name."""
        return [m for m in self.cast.mentions if m.kind == "name" and len(m.actors) == 1]


def open_text(path: Path) -> io.TextIOWrapper:
    """A compressed text file, or one sentence on what is missing."""
    if not path.exists():
        sys.exit(f"{path} is not there; give the folder of the data sets with --data")
    return lzma.open(path, "rt", encoding="utf-8", newline="")  # type: ignore[return-value]


# GAP


@dataclass(frozen=True)
class Item:
    """A pronoun of a snippet, and two names with whether it means them."""

    text: str
    pronoun: str
    offset: int
    names: tuple[tuple[str, int, bool], tuple[str, int, bool]]


def gap_items(path: Path) -> list[Item]:
    """The items of a GAP file."""
    with open_text(path) as lines:
        return [
            Item(
                row["Text"],
                row["Pronoun"],
                int(row["Pronoun-offset"]),
                (
                    (row["A"], int(row["A-offset"]), row["A-coref"].upper() == "TRUE"),
                    (row["B"], int(row["B-offset"]), row["B-coref"].upper() == "TRUE"),
                ),
            )
            for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        ]


Answer = Callable[[Text, Item], str | None]
"""The actor that a pronoun means, or nobody."""


def by_memcon(text: Text, item: Item) -> str | None:
    """What the resolver says."""
    found = [m for m in text.at(item.offset, item.offset + len(item.pronoun)) if m.kind == "pronoun"]
    return found[0].actors[0] if found and len(found[0].actors) == 1 else None


def nearest_name(text: Text, item: Item) -> str | None:
    """The person named last before the pronoun, else first after it."""
    names = text.names()
    before = [m for m in names if text.offsets(m)[0] < item.offset]
    return (before[-1] if before else names[0]).actors[0] if names else None


def nearest_fitting(text: Text, item: Item) -> str | None:
    """The person named last before the pronoun whose given name is not of the other gender, else the nearest."""
    other = "f" if item.pronoun.lower() in MASCULINE else "m"
    genders = {m: given_names().get(fold(text.parsed.doc[m.start : m.end].text).split(" ")[0]) for m in text.names()}
    before = [m for m in genders if text.offsets(m)[0] < item.offset and genders[m] != other]
    return before[-1].actors[0] if before else nearest_name(text, item)


def nearest_subject(text: Text, item: Item) -> str | None:
    """The person last named as a subject before the pronoun, else the nearest name."""
    doc = text.parsed.doc
    before = [
        m
        for m in text.names()
        if text.offsets(m)[0] < item.offset and any(token.dep_ in SUBJECTS for token in doc[m.start : m.end])
    ]
    return before[-1].actors[0] if before else nearest_name(text, item)


ANSWERS: dict[str, Answer] = {
    "memcon": by_memcon,
    "nearest name": nearest_name,
    "nearest name of fitting gender": nearest_fitting,
    "nearest name that is a subject": nearest_subject,
}


@dataclass
class GapScores:
    """Scores of one way to answer; ``silent`` counts pronouns that it gives nobody."""

    overall: Score = field(default_factory=Score)
    masculine: Score = field(default_factory=Score)
    feminine: Score = field(default_factory=Score)
    silent: int = 0

    def count(self, item: Item, text: Text, actor: str | None) -> None:
        """Ask for each of the two names whether it is the actor."""
        self.silent += actor is None
        for name, offset, wanted in item.names:
            given = actor is not None and any(m.actors == (actor,) for m in text.at(offset, offset + len(name)))
            for score in (self.overall, self.masculine if item.pronoun.lower() in MASCULINE else self.feminine):
                score.count(given=given, wanted=wanted, right=given and wanted)

    def row(self, name: str) -> str:
        """A line of the table."""
        ratio = self.feminine.f1 / self.masculine.f1 if self.masculine.f1 else 0.0
        return (
            f"| {name} | {self.overall.cells()} | {100 * self.masculine.f1:.1f} | {100 * self.feminine.f1:.1f} |"
            f" {ratio:.2f} | {self.silent} |"
        )


def score_gap(items: Sequence[Item]) -> tuple[dict[str, GapScores], int]:
    """Scores by way of answering, and how many of the names in question memcon found as persons."""
    scores = {name: GapScores() for name in ANSWERS}
    found = 0
    for item in items:
        text = Text.read(item.text)
        found += sum(
            any(m.kind == "name" for m in text.at(offset, offset + len(name))) for name, offset, _ in item.names
        )
        for way, answer in ANSWERS.items():
            scores[way].count(item, text, answer(text, item))
    return scores, found


def gap_table(scores: dict[str, GapScores], found: int, items: int) -> str:
    """The figures as Markdown."""
    head = [
        "| GAP | precision | recall | F1 | masculine F1 | feminine F1 | bias F/M | pronouns given nobody |",
        "|---|--:|--:|--:|--:|--:|--:|--:|",
    ]
    note = f"{items:,} pronouns; of the {2 * items:,} names in question {100 * found / (2 * items):.1f} % were found as persons."
    return "\n".join([*head, *(score.row(name) for name, score in scores.items()), "", note])


# gum-open


@dataclass(frozen=True)
class Gold:
    """A mention of a person; ``core`` are the characters of its head words."""

    entity: str
    core: tuple[int, int]
    kind: str  # "name", "noun", "pronoun" or "other"
    words: str


@dataclass(frozen=True)
class GumDocument:
    """A text and its mentions of persons, in order."""

    name: str
    text: str
    mentions: tuple[Gold, ...]


_MARK = re.compile(r"\((?P<open>\d+)-(?P<attributes>[^()]*)|(?P<close>\d+)\)|(?P<last>\))")
_FIELDS = ("type", "status", "salience", "centering", "minimal")


@dataclass
class _Reader:
    """Builds the text of a document from its tokens."""

    pieces: list[str] = field(default_factory=list)
    length: int = 0
    words: list[tuple[str, str, int, int]] = field(default_factory=list)  # form, tag, character offsets
    opened: list[tuple[str, dict[str, str], int]] = field(default_factory=list)
    found: list[Gold] = field(default_factory=list)

    def add(self, piece: str) -> None:
        self.pieces.append(piece)
        self.length += len(piece)

    def word(self, form: str, tag: str, misc: dict[str, str]) -> None:
        self.words.append((form, tag, self.length, self.length + len(form)))
        self.add(form)
        for mark in _MARK.finditer(misc.get("Entity", "")):
            if mark["open"]:
                attributes = dict(zip(_FIELDS, mark["attributes"].split("-"), strict=False))
                self.opened.append((mark["open"], attributes, len(self.words) - 1))
            else:
                entity = mark["close"]
                place = max(
                    (i for i, (number, _, _) in enumerate(self.opened) if entity in (None, number)), default=None
                )
                if place is not None:
                    self._close(*self.opened.pop(place))

    def _close(self, entity: str, attributes: dict[str, str], start: int) -> None:
        if attributes.get("type") != "person":
            return
        inside = self.words[start:]
        head = [inside[int(n) - 1] for n in attributes["minimal"].split(",") if n.isdigit() and int(n) <= len(inside)]
        tags = {tag for _, tag, _, _ in head}
        kind = (
            "pronoun"
            if len(inside) == 1 and tags <= {"PRON", "DET"}
            else "name"
            if tags == {"PROPN"}
            else "noun"
            if tags == {"NOUN"}
            else "other"
        )
        words = " ".join(form for form, _, _, _ in head)
        self.found.append(Gold(entity, (head[0][2], head[-1][3]), kind, words))

    def document(self, name: str) -> GumDocument:
        mentions = sorted(self.found, key=lambda gold: gold.core)
        return GumDocument(name, "".join(self.pieces), tuple(mentions))


def gum_documents(path: Path) -> Iterator[GumDocument]:
    """The documents of a gum-open file."""
    name, reader = "", _Reader()
    glued = True
    with open_text(path) as lines:
        for line in lines:
            if line.startswith("# newdoc id = "):
                if reader.words:
                    yield reader.document(name)
                name, reader, glued = line.split("=")[1].strip(), _Reader(), True
            elif line.startswith("# newpar\n") and reader.words:
                reader.add("\n\n")
                glued = True
            columns = line.rstrip("\n").split("\t")
            if len(columns) == 10 and columns[0].isdigit():
                misc = dict(part.split("=", 1) for part in columns[9].split("|") if "=" in part)
                if not glued:
                    reader.add(" ")
                reader.word(columns[1], "PLURAL" if columns[4] == "NNPS" else columns[3], misc)
                glued = misc.get("SpaceAfter") == "No"
    if reader.words:
        yield reader.document(name)


def resolved_to(text: Text, gold: Gold, kind: str) -> tuple[int, int] | None:
    """Characters of the name nearest before the mention (else after it) of the actor that memcon gives it."""
    found = [m for m in text.at(*gold.core) if m.kind == kind and len(m.actors) == 1]
    if not found:
        return None
    named = [text.offsets(m) for m in text.names() if m.actors == found[0].actors]
    before = [offsets for offsets in named if offsets[0] < gold.core[0]]
    return before[-1] if before else named[0] if named else None


def score_links(text: Text, document: GumDocument, asked: Sequence[Gold], kind: str, ours: Score, naive: Score) -> None:
    """Whether pronouns or nouns lead to a name of their entity; wanted where the entity has a name."""
    names = [gold for gold in document.mentions if gold.kind == "name"]
    named = {gold.entity for gold in names}
    for gold in asked:
        wanted = gold.entity in named
        answer = resolved_to(text, gold, kind)
        right = answer is not None and any(
            name.entity == gold.entity and name.core[0] < answer[1] and answer[0] < name.core[1] for name in names
        )
        ours.count(given=answer is not None, wanted=wanted, right=right)
        before = [name for name in names if name.core < gold.core]
        naive.count(given=bool(before), wanted=wanted, right=bool(before) and before[-1].entity == gold.entity)


def score_names(text: Text, document: GumDocument, ours: Score, same: Score, last: Score) -> None:
    """Pairs of names: whether two gold names are one person's, by memcon, by the same words, by the same last word.

    A title written as a name ("Madam Speaker") is one to GUM.
    """
    names = [gold for gold in document.mentions if gold.kind == "name"]
    actors = []
    for gold in names:
        found = [m.actors for m in text.at(*gold.core) if m.kind in ("name", "role") and len(m.actors) == 1]
        actors.append(found[-1] if found else None)
    for (one, first), (other, second) in combinations(zip(names, actors, strict=True), 2):
        wanted = one.entity == other.entity
        for score, given in (
            (ours, first is not None and first == second),
            (same, one.words == other.words),
            (last, one.words.split()[-1] == other.words.split()[-1]),
        ):
            score.count(given=given, wanted=wanted, right=given and wanted)


def score_gum(documents: Iterator[GumDocument]) -> dict[str, Score]:
    """Scores by what is asked and who answers."""
    scores: dict[str, Score] = {}

    def score(name: str) -> Score:
        return scores.setdefault(name, Score())

    for document in documents:
        text = Text.read(document.text)
        persons = [gold for gold in document.mentions if gold.kind == "pronoun"]
        for name, words in (("he, she", SINGULAR), ("they", PLURAL)):
            asked = [gold for gold in persons if gold.words.lower() in words]
            score_links(
                text, document, asked, "pronoun", score(f"{name} | memcon"), score(f"{name} | nearest name before")
            )
        nouns = [gold for gold in document.mentions if gold.kind == "noun"]
        score_links(text, document, nouns, "role", score("nouns | memcon"), score("nouns | nearest name before"))
        score_names(
            text, document, score("names | memcon"), score("names | same words"), score("names | same last word")
        )
    return scores


def gum_table(scores: dict[str, Score]) -> str:
    """The figures as Markdown."""
    head = ["| gum-open | by | precision | recall | F1 | wanted |", "|---|---|--:|--:|--:|--:|"]
    return "\n".join([*head, *(f"| {name} | {score.cells()} | {score.wanted} |" for name, score in scores.items())])


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=DATA, help="folder of the data sets (%(default)s)")
    parser.add_argument("--split", choices=("train", "dev", "test"), default="test")
    arguments = parser.parse_args()
    items = gap_items(arguments.data / f"coref/gap-{arguments.split}.tsv.xz")
    print(gap_table(*score_gap(items), len(items)), end="\n\n")
    documents = gum_documents(arguments.data / f"gum-open/en_gum_open-{arguments.split}.conllu.xz")
    print(gum_table(score_gum(documents)))


if __name__ == "__main__":
    main()
