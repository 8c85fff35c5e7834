"""The training sets, each read into the same `Sentence`. What each set is, and its licence: shared/data/SOURCES.md."""

import csv
import json
import lzma
import re
from collections import Counter
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


@dataclass
class Document:
    """Sentences in the order of their text."""

    sentences: list[Sentence] = field(default_factory=list)


def lines(path: Path) -> Iterator[str]:
    """Lines of an xz file without their line ends."""
    with lzma.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            yield line.rstrip("\n")


def _blocks(path: Path) -> Iterator[list[str]]:
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
    for block in _blocks(path):
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
        )
        if "gum_open" in path.name:
            sentence.entities = _gum_entities([row[9] for row in rows], sentence)
        documents[-1].sentences.append(sentence)
    return documents


_GUM_TYPES = {"person": "PERSON", "organization": "ORG", "place": "LOC", "event": "EVENT"}
_TITLES = frozenset(
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
    while start < end - 1 and words[start].lower() in _TITLES:
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


def _column_file(path: Path, separator: str | None = None) -> Iterator[list[list[str]]]:
    for block in _blocks(path):
        yield [line.split(separator) for line in block if not line.startswith("#") and len(line.split(separator)) > 1]


_GMB_TYPES = {"per": "PERSON", "org": "ORG", "geo": "LOC", "tim": "DATE", "eve": "EVENT"}


def read_gmb(path: Path, country_names: frozenset[str], corrected: frozenset[int] = frozenset()) -> list[Document]:
    """Voice of America sentences with GMB's silver entities, 20 to a document; sentences corrected by hand are left out.

    GMB's "gpe" mixes countries with their adjectives: ``country_names`` (lower case) tell them apart.
    """
    documents: list[Document] = []
    for number, rows in enumerate(_column_file(path)):
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
    for number, rows in enumerate(_column_file(path, separator)):
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
                    begin = max([begin, *(i + 1 for i in range(start, end - 1) if words[i].lower() in _TITLES)])
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


_ANNOTATED = {"PER": "PERSON"}


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


def known_words(data: Path) -> list[str]:
    """Lower-case words of the training texts, sorted: every lemma, and words met twice in news and readouts (train split)."""
    trees = read_conllu(data / "ud" / "en_ewt-train.conllu.xz") + read_conllu(
        data / "gum-open" / "en_gum_open-train.conllu.xz"
    )
    words = {lemma.lower() for document in trees for sentence in document.sentences for lemma in sentence.lemmas or []}
    counts: Counter[str] = Counter()
    for text in gmb_texts(data / "ner" / "gmb_voa-train.conll.xz").values():
        counts.update(text.lower().split())
    for name in ("wh_readouts", "wh_statements", "kremlin_2021-22"):
        for row in map(json.loads, lines(data / "readouts" / f"{name}.jsonl.xz")):
            if row["split"] == "train":
                counts.update(re.findall(r"[a-z]+", row["text"].lower()))
    return sorted(words | {word for word, count in counts.items() if count > 1 and word.isalpha()})


def gmb_texts(path: Path) -> dict[tuple[str, str], str]:
    """("gmb", sentence number) -> the sentence's words joined by blanks."""
    return {("gmb", str(i)): " ".join(row[0] for row in rows) for i, rows in enumerate(_column_file(path))}


def country_names(knowledge: Path) -> frozenset[str]:
    """Lower-case names of countries, from shared/data/kb/country_codes.csv."""
    with (knowledge / "country_codes.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    names = {row[key].lower() for row in rows for key in row if "name" in key.lower() and row[key]}
    return frozenset(
        names
        | {"u.s.", "united states", "britain", "russia", "iran", "syria", "south korea", "north korea", "venezuela"}
    )
