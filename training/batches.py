"""Chunks of documents and the padded targets that the network learns from."""

import random
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from corpora import ANY, ENTITY_LABELS, ENTITY_TYPES, Document, Sentence
from memcon.language import lemma
from memcon.language.features import WordEncoder, WordFeatures, collate

IGNORE = -100
LONGEST_CHUNK = 160
_SHORTEST_CHUNK = 30


@dataclass(frozen=True)
class Labels:
    """The label inventories of the heads, in the order of their scores."""

    upos: list[str]
    xpos: list[str]
    lemma: list[str]
    deprel: list[str]
    entity: list[str]

    @classmethod
    def of(cls, documents: list[Document], *, rare_lemma: int = 2) -> "Labels":
        """Everything that occurs; lemma scripts from their second occurrence on."""
        sentences = [sentence for document in documents for sentence in document.sentences if sentence.upos]
        scripts: dict[str, int] = {}
        for sentence in sentences:
            for word, base in zip(sentence.words, sentence.lemmas or [], strict=True):
                script = lemma.script_of(word, base)
                scripts[script] = scripts.get(script, 0) + 1
        return cls(
            sorted({tag for s in sentences for tag in s.upos or []}),
            sorted({tag for s in sentences for tag in s.xpos or []}),
            sorted(script for script, count in scripts.items() if count >= rare_lemma),
            sorted({rel for s in sentences for rel in s.deprels or []}),
            ENTITY_LABELS,
        )


@dataclass(frozen=True)
class Targets:
    """What the heads should say of a batch (B chunks, W words); `IGNORE` where nothing is known."""

    start: Tensor  # B W, 1.0 at the first word of a sentence, 0.0 elsewhere, IGNORE at padding
    upos: Tensor  # B W
    xpos: Tensor  # B W
    lemma: Tensor  # B W
    deprel: Tensor  # B W
    head: Tensor  # B W, 0 = root, w + 1 = word w of the chunk
    same: Tensor  # B W W+1, True where the head would be the root or a word of the same sentence
    entity: Tensor  # B W L, True for every label that the set's annotation allows


def _allowed_entities(sentence: Sentence) -> np.ndarray:
    allowed = np.ones((len(sentence.words), len(ENTITY_LABELS)), bool)
    if sentence.entities is None:
        return allowed
    unknown = [f"{p}-{kind}" for kind in ENTITY_TYPES if kind not in sentence.known for p in "BI"]
    denied = np.array([label in ("O", *unknown) for label in ENTITY_LABELS])
    for i, label in enumerate(sentence.entities):
        if label != ANY:
            allowed[i] = denied if label == "O" else [name == label for name in ENTITY_LABELS]
    return allowed


class Batcher:
    """Cuts documents into chunks and chunks into batches of about ``budget`` sub-words."""

    def __init__(self, encoder: WordEncoder, labels: Labels, *, budget: int = 2000) -> None:
        self.encoder, self.labels, self.budget = encoder, labels, budget
        self._index = {
            name: {label: i for i, label in enumerate(getattr(labels, name))}
            for name in ("upos", "xpos", "lemma", "deprel")
        }

    def chunks(self, documents: list[Document], rng: random.Random | None = None) -> Iterator[list[Sentence]]:
        """Runs of whole sentences of a document; random lengths for training, full ones without ``rng``."""
        for document in documents:
            chunk: list[Sentence] = []
            size, limit = 0, rng.randint(_SHORTEST_CHUNK, LONGEST_CHUNK) if rng else LONGEST_CHUNK
            for sentence in document.sentences:
                length = sum(len(word.pieces) for word in self.encoder(sentence.words))
                if chunk and size + length > limit:
                    yield chunk
                    chunk, size = [], 0
                    limit = rng.randint(_SHORTEST_CHUNK, LONGEST_CHUNK) if rng else LONGEST_CHUNK
                if length <= 500:
                    chunk.append(sentence)
                    size += length
            if chunk:
                yield chunk

    def batches(self, chunks: list[list[Sentence]], rng: random.Random | None = None) -> list[list[list[Sentence]]]:
        """Chunks of similar length together, at most ``budget`` padded sub-words a batch."""

        def length(chunk: list[Sentence]) -> int:
            return sum(len(word.pieces) for sentence in chunk for word in self.encoder(sentence.words))

        sized = sorted(((length(chunk) + (rng.random() * 8 if rng else 0), i) for i, chunk in enumerate(chunks)))
        batches: list[list[list[Sentence]]] = [[]]
        for size, i in sized:
            if batches[-1] and size * (len(batches[-1]) + 1) > self.budget:
                batches.append([])
            batches[-1].append(chunks[i])
        if rng:
            rng.shuffle(batches)
        return batches

    def inputs(self, batch: list[list[Sentence]]) -> tuple[Tensor, ...]:
        """The network's six inputs."""
        features: list[list[WordFeatures]] = [self.encoder([w for s in chunk for w in s.words]) for chunk in batch]
        return tuple(torch.from_numpy(array) for array in collate(features, self.encoder))

    def targets(self, batch: list[list[Sentence]]) -> Targets:
        """The heads' targets for the same batch."""
        width = max(sum(len(s.words) for s in chunk) for chunk in batch)
        shape = (len(batch), width)
        rows = {name: np.full(shape, IGNORE, np.int64) for name in ("upos", "xpos", "lemma", "deprel", "head")}
        start = np.full(shape, float(IGNORE), np.float32)
        same = np.zeros((*shape, width + 1), bool)
        same[:, :, 0] = True
        entity = np.ones((*shape, len(self.labels.entity)), bool)
        for row, chunk in enumerate(batch):
            offset = 0
            for sentence in chunk:
                end = offset + len(sentence.words)
                start[row, offset:end] = 0.0
                start[row, offset] = 1.0
                same[row, offset:end, offset + 1 : end + 1] = True
                entity[row, offset:end] = _allowed_entities(sentence)
                if sentence.upos:
                    self._fill(rows, row, offset, sentence)
                offset = end
        tensors = {name: torch.from_numpy(array) for name, array in rows.items()}
        return Targets(
            torch.from_numpy(start),
            tensors["upos"],
            tensors["xpos"],
            tensors["lemma"],
            tensors["deprel"],
            tensors["head"],
            torch.from_numpy(same),
            torch.from_numpy(entity),
        )

    def _fill(self, rows: dict[str, np.ndarray], row: int, offset: int, sentence: Sentence) -> None:
        scripts = [lemma.script_of(w, b) for w, b in zip(sentence.words, sentence.lemmas or [], strict=True)]
        for name, values in (
            ("upos", sentence.upos),
            ("xpos", sentence.xpos),
            ("lemma", scripts),
            ("deprel", sentence.deprels),
        ):
            index = self._index[name]
            for i, value in enumerate(values or []):
                rows[name][row, offset + i] = index.get(value, IGNORE)
        for i, head in enumerate(sentence.heads or []):
            rows["head"][row, offset + i] = head + offset if head else 0
