"""Scores of whatever tags words: memcon's network in both precisions and the spaCy baseline, by the same code."""

import statistics
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Protocol

from corpora import ANY, Document, Sentence, lines, spans_of
from memcon.language.model import WordBlock, WordTags

HEADS = ("upos", "xpos", "lemma", "uas", "las")


class Tagger(Protocol):
    """Anything with `EnglishModel`'s door."""

    def tag(self, blocks: Sequence[WordBlock]) -> list[list[WordTags]]:
        """Tags of every word of every block, in order."""


@dataclass(frozen=True)
class Tagged:
    """A gold sentence with what was found; ``heads`` count from 1 within the sentence, 0 = root."""

    gold: Sentence
    tags: list[WordTags]
    heads: list[int]


def tag_sentences(tagger: Tagger, documents: Sequence[Document]) -> list[list[Tagged]]:
    """Every document tagged whole, with its gold tokens and gold sentences."""
    blocks = [
        WordBlock(
            [word for sentence in document.sentences for word in sentence.words],
            [i == 0 for sentence in document.sentences for i in range(len(sentence.words))],
        )
        for document in documents
    ]
    found = []
    for document, tags in zip(documents, tagger.tag(blocks), strict=True):
        ends = list(accumulate(len(sentence.words) for sentence in document.sentences))
        found.append(
            [
                Tagged(sentence, tags[begin:end], _heads(tags, begin, end))
                for sentence, begin, end in zip(document.sentences, [0, *ends], ends, strict=False)
            ]
        )
    return found


def _heads(tags: Sequence[WordTags], begin: int, end: int) -> list[int]:
    return [0 if tags[i].head == i else tags[i].head - begin + 1 for i in range(begin, end)]


def _hits(tagged: Tagged) -> Iterable[tuple[bool, ...]]:
    """For each word whether each of `HEADS` is right."""
    gold = tagged.gold
    columns = (gold.upos, gold.xpos, gold.lemmas, gold.heads, gold.deprels)
    rows = zip(*(column or [] for column in columns), tagged.tags, tagged.heads, strict=True)
    for upos, xpos, lemma, head, deprel, tags, found in rows:
        attached = head == found
        yield upos == tags.upos, xpos == tags.xpos, lemma == tags.lemma, attached, attached and deprel == tags.deprel


def syntax_scores(documents: Iterable[Sequence[Tagged]]) -> dict[str, float]:
    """Percentages of right words by head; punctuation counts, labels are full ("nsubj:pass")."""
    hits = [hit for document in documents for tagged in document for hit in _hits(tagged)]
    return {name: 100 * sum(column) / len(hits) for name, column in zip(HEADS, zip(*hits, strict=True), strict=True)}


def scores_by_genre(documents: Sequence[Sequence[Tagged]], genres: Sequence[str]) -> dict[str, dict[str, float]]:
    """`syntax_scores` of the documents of each genre, with the number of its words."""
    groups: dict[str, list[Sequence[Tagged]]] = {}
    for document, genre in zip(documents, genres, strict=True):
        groups.setdefault(genre, []).append(document)
    words = {genre: sum(len(t.tags) for d in group for t in d) for genre, group in groups.items()}
    return {genre: {"words": words[genre], **syntax_scores(group)} for genre, group in sorted(groups.items())}


def genres_of(path: Path) -> list[str]:
    """The genre of each document of EWT or GUM, as its identifier begins: "weblog", "GUM_news"."""
    names = [line.split("=", 1)[1].strip() for line in lines(path) if line.startswith("# newdoc id")]
    return ["_".join(name.split("-")[0].split("_")[:2]) for name in names]


def confusions(documents: Iterable[Sequence[Tagged]], column: str) -> Counter[tuple[str, str]]:
    """(gold, found) of the wrong words of "upos", "lemma" or "deprel"; relations only where the head is right."""
    found: Counter[tuple[str, str]] = Counter()
    for document in documents:
        for tagged in document:
            gold = getattr(tagged.gold, column if column == "upos" else column + "s") or []
            heads = tagged.gold.heads or []
            for i, (wanted, tags) in enumerate(zip(gold, tagged.tags, strict=True)):
                got = getattr(tags, column)
                if wanted != got and (column != "deprel" or heads[i] == tagged.heads[i]):
                    found[wanted, got] += 1
    return found


def sentence_scores(tagger: Tagger, documents: Sequence[Document], *, paragraphs: bool) -> dict[str, float]:
    """F1 of sentences (both ends right) and of sentence starts, from unbroken documents or from their paragraphs."""
    stretches = [stretch for document in documents for stretch in _stretches(document, paragraphs=paragraphs)]
    blocks = [WordBlock([word for sentence in stretch for word in sentence.words]) for stretch in stretches]
    whole, starts = _Counts(), _Counts()
    for stretch, tags in zip(stretches, tagger.tag(blocks), strict=True):
        gold = [0, *accumulate(len(sentence.words) for sentence in stretch)]
        found = [0, *(i for i, tag in enumerate(tags) if tag.start and i), len(tags)]
        whole.add(set(pairwise(gold)), set(pairwise(found)))
        starts.add(set(gold[:-1]), set(found[:-1]))
    return {"sentence": whole.f1, "start": starts.f1}


def _stretches(document: Document, *, paragraphs: bool) -> list[list[Sentence]]:
    stretches: list[list[Sentence]] = []
    for sentence in document.sentences:
        if not stretches or (paragraphs and sentence.paragraph):
            stretches.append([])
        stretches[-1].append(sentence)
    return stretches


@dataclass
class _Counts:
    """Counts of gold, found and common items."""

    gold: int = 0
    found: int = 0
    both: int = 0

    def add(self, gold: set[tuple[int, ...]] | set[int], found: set[tuple[int, ...]] | set[int]) -> None:
        self.gold, self.found, self.both = (
            self.gold + len(gold),
            self.found + len(found),
            self.both + len(gold & found),  # type: ignore[operator]
        )

    @property
    def f1(self) -> float:
        return 200 * self.both / max(self.gold + self.found, 1)


def entity_scores(
    documents: Iterable[Sequence[Tagged]], kinds: Sequence[str], types: dict[str, str]
) -> dict[str, dict[str, float]]:
    """Precision, recall, F1 and number of gold spans of each of ``kinds``, and of "all" of them together.

    Found types are renamed by ``types``, others are left out; so are spans that touch a word the set leaves undecided.
    """
    counts = {kind: _Counts() for kind in (*kinds, "all")}
    for document in documents:
        for tagged in document:
            gold, found = _entity_spans(tagged, types)
            for kind in kinds:
                counts[kind].add({s for s in gold if s[2] == kind}, {s for s in found if s[2] == kind})
            counts["all"].add({s for s in gold if s[2] in kinds}, {s for s in found if s[2] in kinds})
    return {
        kind: {
            "precision": 100 * count.both / max(count.found, 1),
            "recall": 100 * count.both / max(count.gold, 1),
            "f1": count.f1,
            "gold": count.gold,
        }
        for kind, count in counts.items()
    }


_Spans = set[tuple[int, int, str]]


def _entity_spans(tagged: Tagged, types: dict[str, str]) -> tuple[_Spans, _Spans]:
    labels = tagged.gold.entities or []
    doubtful = {i for i, label in enumerate(labels) if label == ANY}
    gold = set(spans_of(["O" if label == ANY else label for label in labels]))
    found = {
        (start, end, types[kind])
        for start, end, kind in spans_of([tag.entity for tag in tagged.tags])
        if kind in types and not doubtful & set(range(start, end))
    }
    return gold, found


def entity_errors(documents: Iterable[Sequence[Tagged]], types: dict[str, str]) -> dict[str, int]:
    """How the wrong spans are wrong: type, boundary, missed (nothing found there), invented (nothing stands there)."""
    errors = Counter[str]()
    for document in documents:
        for tagged in document:
            gold, found = _entity_spans(tagged, types)
            gold = {span for span in gold if span[2] in types.values()}
            for start, end, _ in gold - found:
                near = [span for span in found if span[0] < end and start < span[1]]
                same = any(span[:2] == (start, end) for span in near)
                errors["type" if same else "boundary" if near else "missed"] += 1
            for start, end, _ in found - gold:
                if not any(span[0] < end and start < span[1] for span in gold):
                    errors["invented"] += 1
    return dict(errors)


def small_letters(
    documents: Iterable[Sequence[Tagged]], kinds: Sequence[str], types: dict[str, str]
) -> dict[str, dict[str, int]]:
    """Of the names that are written without a capital letter: how many there are of each type, and how many are found."""
    counts = {kind: {"gold": 0, "found": 0} for kind in kinds}
    for document in documents:
        for tagged in document:
            gold, found = _entity_spans(tagged, types)
            for span in gold:
                words = " ".join(tagged.gold.words[span[0] : span[1]])
                if span[2] in counts and words == words.lower() and any(char.isalpha() for char in words):
                    counts[span[2]]["gold"] += 1
                    counts[span[2]]["found"] += span in found
    return counts


def words_per_second(runs: dict[str, Callable[[], object]], words: int, *, repeats: int = 5) -> dict[str, list[float]]:
    """Words a second of each run, taken in turns so that all meet the same state of the machine."""
    for run in runs.values():
        run()
    speeds: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(repeats):
        for name, run in runs.items():
            began = time.perf_counter()
            run()
            speeds[name].append(words / (time.perf_counter() - began))
    return speeds


def median_ratio(left: Sequence[float], right: Sequence[float]) -> float:
    """The median of the ratios of runs that stood side by side."""
    return statistics.median(a / b for a, b in zip(left, right, strict=True))
