"""The sets of entities alone, each read into the same `Sentence`."""

import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path

from corpora import ALL, ANY, TITLES, Document, Sentence, blocks, lines, spans_of, strip_title


def column_file(path: Path, separator: str | None = None) -> Iterator[list[list[str]]]:
    """Sentences of a column file, each a list of rows."""
    for block in blocks(path):
        yield [line.split(separator) for line in block if not line.startswith("#") and len(line.split(separator)) > 1]


_GMB_TYPES = {"per": "PERSON", "org": "ORG", "geo": "LOC", "tim": "DATE", "eve": "EVENT"}


def read_gmb(path: Path, country_names: frozenset[str], corrected: frozenset[int] = frozenset()) -> list[Document]:
    """Voice of America sentences with GMB's silver entities, 20 to a document; sentences corrected by hand are left out.

    GMB's "gpe" mixes countries with their adjectives: ``country_names`` (lower case) tell them apart.
    """
    documents: list[Document] = []
    for number, rows in enumerate(column_file(path)):
        if number % 20 == 0:
            documents.append(Document())
        if number in corrected or not rows:
            continue
        words = [row[0] for row in rows]
        labels = ["O"] * len(words)
        for start, end, kind in spans_of([row[-1] for row in rows]):
            surface = " ".join(words[start:end]).lower()
            name = _GMB_TYPES.get(kind) or (("LOC" if surface in country_names else "NORP") if kind == "gpe" else None)
            begin = strip_title(words, start, end) if name == "PERSON" else start
            for i in range(start, end):
                labels[i] = ANY if name is None else "O" if i < begin else f"{'B' if i == begin else 'I'}-{name}"
        documents[-1].sentences.append(Sentence(words, entities=labels, known=ALL - {"FAC"}))
    return documents


_CROSSNER_TYPES = {
    "politician": "PERSON",
    "person": "PERSON",
    "writer": "PERSON",
    "musicalartist": "PERSON",
    "scientist": "PERSON",
    "researcher": "PERSON",
    "organisation": "ORG",
    "organization": "ORG",
    "politicalparty": "ORG",
    "university": "ORG",
    "band": "ORG",
    "country": "LOC",
    "location": "LOC",
    "event": "EVENT",
    "election": "EVENT",
    "conference": "EVENT",
}
_COLUMN_TYPES = {"PER": "PERSON", "ORG": "ORG", "LOC": "LOC"}


def read_columns(path: Path, types: dict[str, str], separator: str | None = None, word: int = 0) -> list[Document]:
    """A CoNLL-like entity set, 20 sentences to a document; a type that ``types`` lacks makes its words `ANY`."""
    documents: list[Document] = []
    for number, rows in enumerate(column_file(path, separator)):
        if number % 20 == 0:
            documents.append(Document())
        labels = ["O"] * len(rows)
        for start, end, kind in spans_of([row[word + 1] if word else row[-1] for row in rows]):
            for i in range(start, end):
                labels[i] = f"{'B' if i == start else 'I'}-{types[kind]}" if kind in types else ANY
        documents[-1].sentences.append(
            Sentence([row[word] for row in rows], entities=labels, known=frozenset(types.values()))
        )
    return documents


def read_crossner(folder: Path, domain: str, split: str) -> list[Document]:
    """One CrossNER domain; nationalities and dates are not annotated there."""
    return read_columns(folder / f"crossner_{domain}-{split}.iob.xz", _CROSSNER_TYPES, "\t")


def read_uner(folder: Path, split: str) -> list[Document]:
    """Universal NER on EWT: person, organisation, location (facilities count as locations there)."""
    return read_columns(folder / f"uner_ewt-{split}.iob2.xz", _COLUMN_TYPES, "\t", word=1)


def read_wikigold(folder: Path) -> list[Document]:
    """WikiGold; its MISC class is left undecided."""
    return read_columns(folder / "wikigold.conll.xz", _COLUMN_TYPES)


_NAME_JOINTS = frozenset(("-", "–", "of", "and", "the", "for", "al", "’s", "'s", "&", ","))
_RE3D_TYPES = {"Person": "PERSON", "Organisation": "ORG", "Location": "LOC", "Nationality": "NORP", "Temporal": "DATE"}


def spread(text: str, offsets: list[tuple[int, int, str]], tokenize: object) -> tuple[list[str], list[str]]:
    """Words of ``text`` and their labels, from character spans. ``tokenize`` is a blank spaCy pipeline."""
    doc = tokenize(text)  # type: ignore[operator]
    words = [token.text for token in doc if not token.is_space]
    labels = ["O"] * len(words)
    places = [(token.idx, token.idx + len(token)) for token in doc if not token.is_space]
    for start, end, kind in offsets:
        inside = [i for i, (a, b) in enumerate(places) if a < end and b > start]
        for order, i in enumerate(inside):
            labels[i] = kind if kind == ANY else f"{'I' if order else 'B'}-{kind}"
    return words, labels


def read_re3d(path: Path, tokenize: object) -> list[Document]:
    """Dstl re3d: longest annotation wins, titles before a person are cut, other types are left undecided."""
    documents = []
    for line in lines(path):
        row = json.loads(line)
        chosen: list[tuple[int, int, str]] = []
        for start, end, kind, _ in sorted(row["entities"], key=lambda e: (e[0] - e[1], e[0])):
            if all(end <= a or start >= b for a, b, _ in chosen):
                chosen.append((start, end, _RE3D_TYPES.get(kind, ANY)))
        document = Document()
        for paragraph in re.finditer(r"[^\n]+", row["text"]):
            inside = [
                (a - paragraph.start(), b - paragraph.start(), k)
                for a, b, k in chosen
                if paragraph.start() <= a and b <= paragraph.end()
            ]
            words, labels = spread(paragraph[0], inside, tokenize)
            for start, end, kind in spans_of(labels):
                if kind == ANY or kind in ("DATE", "NORP"):
                    continue
                begin = start + (words[start].lower() == "the" and end - start > 1)
                # "Iraqi President Fuad Masum": the name is what follows the last title word.
                if kind == "PERSON":
                    begin = max([begin, *(i + 1 for i in range(start, end - 1) if words[i].lower() in TITLES)])
                # re3d marks noun phrases such as "all political parties" too: only proper names are taken.
                proper = words[begin][:1].isupper() and all(
                    w[:1].isupper() or w in _NAME_JOINTS for w in words[begin:end]
                )
                for i in range(start, end):
                    labels[i] = ANY if not proper else "O" if i < begin else f"{'B' if i == begin else 'I'}-{kind}"
            if words:
                document.sentences.append(
                    Sentence(words, entities=labels, known=frozenset(_RE3D_TYPES.values()), paragraph=True)
                )
        documents.append(document)
    return documents


def country_names(knowledge: Path) -> frozenset[str]:
    """Lower-case names of countries, from shared/data/kb/country_codes.csv."""
    with (knowledge / "country_codes.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    names = {row[key].lower() for row in rows for key in row if "name" in key.lower() and row[key]}
    return frozenset(
        names
        | {"u.s.", "united states", "britain", "russia", "iran", "syria", "south korea", "north korea", "venezuela"}
    )
