"""What a training set is read into, and the treebanks. What each set is, and its licence: shared/data/SOURCES.md."""

import lzma
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

ENTITY_TYPES = ("PERSON", "ORG", "LOC", "NORP", "DATE", "FAC", "EVENT")
ENTITY_LABELS = ["O", *(f"{position}-{kind}" for kind in ENTITY_TYPES for position in "BI")]
ALL = frozenset(ENTITY_TYPES)
ANY = "?"  # the set says nothing reliable about this word


@dataclass
class Sentence:
    """Words with whatever one set annotates of them; None where it says nothing.

    ``entities`` holds one label per word, or `ANY`; ``known`` are the types that the set annotates: an "O" only denies those.
    """

    words: list[str]
    upos: list[str] | None = None
    xpos: list[str] | None = None
    lemmas: list[str] | None = None
    heads: list[int] | None = None
    deprels: list[str] | None = None
    entities: list[str] | None = None
    known: frozenset[str] = ALL
    paragraph: bool = False
    name: str = ""  # its identifier in the set


@dataclass
class Document:
    """Sentences in the order of their text."""

    sentences: list[Sentence] = field(default_factory=list)


def lines(path: Path) -> Iterator[str]:
    """Lines of an xz file without their line ends."""
    with lzma.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            yield line.rstrip("\n")


def blocks(path: Path) -> Iterator[list[str]]:
    """Groups of lines between empty ones."""
    block: list[str] = []
    for line in lines(path):
        if line.strip():
            block.append(line)
        elif block:
            yield block
            block = []
    if block:
        yield block


def read_conllu(path: Path) -> list[Document]:
    """Documents of a CoNLL-U file; empty nodes and multi-word ranges are left out, as UD's own scorer does for words."""
    documents: list[Document] = []
    for block in blocks(path):
        if not documents or any(line.startswith("# newdoc") for line in block):
            documents.append(Document())
        rows = [line.split("\t") for line in block if line[0].isdigit() and "-" not in line[:4].split("\t")[0]]
        rows = [row for row in rows if "." not in row[0]]
        sentence = Sentence(
            [row[1] for row in rows],
            [row[3] for row in rows],
            [row[4] for row in rows],
            [row[2] for row in rows],
            [int(row[6]) for row in rows],
            [row[7] for row in rows],
            paragraph=any(line.startswith("# newpar") for line in block),
            name=next((line.partition("=")[2].strip() for line in block if line.startswith("# sent_id")), ""),
        )
        if "gum_open" in path.name:
            sentence.entities = _gum_entities([row[9] for row in rows], sentence)
        documents[-1].sentences.append(sentence)
    return documents


_GUM_TYPES = {"person": "PERSON", "organization": "ORG", "place": "LOC", "event": "EVENT"}
TITLES = frozenset(
    [
        "president",
        "vice",
        "prime",
        "minister",
        "chancellor",
        "king",
        "queen",
        "prince",
        "princess",
        "emir",
        "sultan",
        "sheikh",
        "secretary",
        "general",
        "mr.",
        "mrs.",
        "ms.",
        "dr.",
        "mr",
        "mrs",
        "ms",
        "dr",
        "professor",
        "prof.",
        "senator",
        "sen.",
        "representative",
        "rep.",
        "governor",
        "gov.",
        "ambassador",
        "judge",
        "justice",
        "chief",
        "chairman",
        "spokesman",
        "spokeswoman",
        "foreign",
        "defense",
        "defence",
        "interior",
        "finance",
        "state",
        "former",
        "sir",
        "lord",
        "lady",
        "pope",
        "captain",
        "capt.",
        "colonel",
        "col.",
        "lieutenant",
        "lt.",
        "sgt.",
        "sergeant",
        "major",
        "admiral",
        "gen.",
        "speaker",
        "director",
        "commander",
        "deputy",
        "acting",
    ]
)


def strip_title(words: list[str], start: int, end: int) -> int:
    """Where the name begins in a mention that may open with titles."""
    while start < end - 1 and words[start].lower() in TITLES:
        start += 1
    return start


def _gum_mentions(column: list[str]) -> Iterator[tuple[int, int, str, bool]]:
    """(start, end, type, has a Wikipedia link) of each GUM mention; nested and crossing ones included."""
    opened: dict[str, list[tuple[int, str, bool]]] = {}
    for position, misc in enumerate(column):
        match = re.search(r"(?:^|\|)Entity=([^|]*)", misc)
        for piece in re.findall(r"\([^()]*\)?|[^()]+\)", match[1]) if match else []:
            if piece.startswith("("):
                parts = piece.strip("()").split("-")
                linked = len(parts) > 6 and "_" not in parts[0] and parts[-1][:1].isupper()
                opened.setdefault(parts[0], []).append((position, parts[1] if len(parts) > 1 else "", linked))
                if piece.endswith(")"):
                    start, kind, link = opened[parts[0]].pop()
                    yield start, position + 1, kind, link
            else:
                name = piece.rstrip(")").split("-")[0]
                if opened.get(name):
                    start, kind, link = opened[name].pop()
                    yield start, position + 1, kind, link


def _gum_entities(column: list[str], sentence: Sentence) -> list[str]:
    """Named entities among GUM's nominal mentions: those made of proper nouns only. Doubtful proper nouns become `ANY`."""
    words, upos = sentence.words, sentence.upos or []
    # GUM marks every noun phrase, so a proper noun outside an accepted mention proves nothing.
    labels = [
        ANY if tag == "PROPN" or (tag == "ADJ" and word[:1].isupper()) else "O"
        for word, tag in zip(words, upos, strict=True)
    ]
    taken = [False] * len(words)
    mentions = sorted(set(_gum_mentions(column)), key=lambda m: (m[0] - m[1], m[0]))
    for first, last, kind, _ in mentions:
        start = next((i for i in range(first, last) if upos[i] != "DET"), last)
        end = last - (last - start > 1 and words[last - 1].lower() in ("'s", "’s"))
        if start >= end or any(taken[start:end]):
            continue
        proper = all(
            upos[i] == "PROPN" or words[i].lower() in ("of", "and", "the", "-", "&", "for") or upos[i] == "NUM"
            for i in range(start, end)
        )
        if kind == "time" or not proper or kind not in _GUM_TYPES or upos[end - 1] != "PROPN":
            if kind == "time":
                for i in range(start, end):
                    labels[i] = ANY
            continue
        begin = strip_title(words, start, end) if kind == "person" else start
        for i in range(start, end):
            taken[i] = True
            labels[i] = "O" if i < begin else f"{'B' if i == begin else 'I'}-{_GUM_TYPES[kind]}"
    return labels


def spans_of(labels: list[str]) -> list[tuple[int, int, str]]:
    """(start, end, type) of the entities of a BIO or IO sequence."""
    found: list[tuple[int, int, str]] = []
    for i, label in enumerate(labels):
        prefix, _, kind = label.partition("-")
        if not kind:
            continue
        if prefix == "I" and found and found[-1][1] == i and found[-1][2] == kind:
            found[-1] = (found[-1][0], i + 1, kind)
        else:
            found.append((i, i + 1, kind))
    return found
