"""Entities annotated by reading (training/annotations), and the texts they stand in."""

import csv
import json
import re
from pathlib import Path

from corpora import Document, Sentence, lines
from entity_corpora import column_file, spread

_ANNOTATED = {"PER": "PERSON"}
_IN_TREES = frozenset(("PERSON", "ORG", "LOC", "FAC"))


def read_annotations(
    path: Path, texts: dict[tuple[str, str], str], tokenize: object
) -> tuple[list[Document], frozenset[int]]:
    """Entities annotated by reading (training/annotations): documents, and the numbers of the GMB sentences among them.

    The file holds no text: rows are source, document id, start, end and "start-end-TYPE" spans relative to start.
    ``texts`` maps (source, document id) to the text; GMB sentences are their words joined by blanks, numbered from 0.
    """
    documents, gmb = [], set()
    for source, name, start, end, spans in csv.reader(lines(path), delimiter="\t"):
        text = texts[source, name][int(start) : int(end)] if source != "gmb" else texts[source, name]
        if source == "gmb":
            gmb.add(int(name))
        offsets = [(int(a), int(b), _ANNOTATED.get(k, k)) for a, b, k in (span.split("-") for span in spans.split())]
        if source == "gmb":  # already tokenised
            words, labels = _by_blanks(text, offsets)
        else:
            words, labels = spread(text, offsets, tokenize)
        documents.append(Document([Sentence(words, entities=labels, paragraph=True)]))
    return documents, frozenset(gmb)


def annotate_trees(documents: list[Document], path: Path) -> None:
    """Give the sentences of a treebank the names annotated in them.

    Rows are the sentence's identifier and "first-last-TYPE" spans of words, counted from 0. A sentence without a row holds
    none: only those with a proper noun were read.
    """
    spans = dict(csv.reader(lines(path), delimiter="\t"))
    for sentence in (sentence for document in documents for sentence in document.sentences):
        sentence.entities, sentence.known = ["O"] * len(sentence.words), _IN_TREES
        for span in spans.get(sentence.name, "").split():
            first, last, kind = span.split("-")
            for i in range(int(first), int(last) + 1):
                sentence.entities[i] = f"{'B' if i == int(first) else 'I'}-{_ANNOTATED.get(kind, kind)}"


def _by_blanks(text: str, offsets: list[tuple[int, int, str]]) -> tuple[list[str], list[str]]:
    places = [(match.start(), match.end()) for match in re.finditer(r"\S+", text)]
    labels = ["O"] * len(places)
    for start, end, kind in offsets:
        for order, i in enumerate([i for i, (a, b) in enumerate(places) if a < end and b > start]):
            labels[i] = f"{'I' if order else 'B'}-{kind}"
    return [text[a:b] for a, b in places], labels


def readout_texts(folder: Path) -> dict[tuple[str, str], str]:
    """(file, id or address) -> text of the readouts and statements."""
    return {
        (name, row.get("id") or row["url"]): row["text"]
        for name in ("wh_readouts", "wh_statements", "kremlin_2021-22")
        for row in map(json.loads, lines(folder / f"{name}.jsonl.xz"))
    }


def gmb_texts(path: Path) -> dict[tuple[str, str], str]:
    """("gmb", sentence number) -> the sentence's words joined by blanks."""
    return {("gmb", str(i)): " ".join(row[0] for row in rows) for i, rows in enumerate(column_file(path))}
