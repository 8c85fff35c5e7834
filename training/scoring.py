"""Scores of a network on gold tokens and sentences: tags, lemmas, attachment, sentence starts, entities."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass

import numpy as np
import torch

from batches import Batcher
from corpora import Document, Sentence, spans_of
from memcon.language import decode, lemma
from network import Network


@dataclass(frozen=True)
class Scores:
    """Percentages. Punctuation counts, labels are full ("nsubj:pass"), sentences are found again from unbroken documents."""

    upos: float
    xpos: float
    lemma: float
    uas: float
    las: float
    sentence: float

    def as_dict(self) -> dict[str, float]:
        """Rounded to two digits."""
        return {name: round(value, 2) for name, value in asdict(self).items()}


@dataclass
class Prediction:
    """What the network says of one sentence."""

    upos: list[str]
    xpos: list[str]
    lemmas: list[str]
    heads: list[int]
    deprels: list[str]
    entities: list[str]
    starts: list[bool]


@torch.no_grad()
def predict(
    network: Network, batcher: Batcher, chunks: list[list[Sentence]], device: torch.device
) -> Iterable[tuple[Sentence, Prediction]]:
    """Every sentence of the chunks with its prediction, chunk by chunk in no particular order."""
    network.eval()
    labels = batcher.labels
    transitions = decode.bio_transitions(labels.entity)
    for batch in batcher.batches(chunks):
        outputs = network(*(tensor.to(device) for tensor in batcher.inputs(batch)))
        start, upos, xpos, scripts, entity, arcs, label_dependent, label_head = (
            tensor.float().cpu().numpy() for tensor in outputs
        )
        paths = decode.viterbi(entity, transitions, labels.entity)
        for row, chunk in enumerate(batch):
            offset = 0
            for sentence in chunk:
                end = offset + len(sentence.words)
                own = arcs[row, offset:end][:, [0, *range(offset + 1, end + 1)]]
                heads = decode.tree(own)
                head_rows = label_head[row, np.where(heads > 0, heads + offset, 0)]
                relation = (
                    np.einsum("wld,wd->wl", label_dependent[row, offset:end, :, :-1], head_rows)
                    + label_dependent[row, offset:end, :, -1]
                )
                yield (
                    sentence,
                    Prediction(
                        [labels.upos[i] for i in upos[row, offset:end].argmax(-1)],
                        [labels.xpos[i] for i in xpos[row, offset:end].argmax(-1)],
                        [
                            lemma.apply(labels.lemma[i], w)
                            for i, w in zip(scripts[row, offset:end].argmax(-1), sentence.words, strict=True)
                        ],
                        [int(h) for h in heads],
                        [labels.deprel[i] for i in relation.argmax(-1)],
                        [labels.entity[i] for i in paths[row, offset:end]],
                        [bool(x > 0) for x in start[row, offset:end]],
                    ),
                )
                offset = end


def evaluate(network: Network, batcher: Batcher, documents: list[Document], device: torch.device) -> Scores:
    """Scores on documents with syntax."""
    count = 0
    right = dict.fromkeys(("upos", "xpos", "lemma", "uas", "las"), 0)
    gold_starts = found_starts = both = 0
    chunks = list(batcher.chunks(documents))
    for sentence, guess in predict(network, batcher, chunks, device):
        count += len(sentence.words)
        right["upos"] += sum(a == b for a, b in zip(sentence.upos or [], guess.upos, strict=True))
        right["xpos"] += sum(a == b for a, b in zip(sentence.xpos or [], guess.xpos, strict=True))
        right["lemma"] += sum(a == b for a, b in zip(sentence.lemmas or [], guess.lemmas, strict=True))
        attached = [a == b for a, b in zip(sentence.heads or [], guess.heads, strict=True)]
        right["uas"] += sum(attached)
        right["las"] += sum(
            ok and a == b for ok, a, b in zip(attached, sentence.deprels or [], guess.deprels, strict=True)
        )
        gold_starts += 1
        found_starts += sum(guess.starts)
        both += guess.starts[0]
    percent = {name: 100 * value / count for name, value in right.items()}
    return Scores(**percent, sentence=200 * both / max(gold_starts + found_starts, 1))


def entity_f1(
    network: Network, batcher: Batcher, documents: list[Document], device: torch.device, types: dict[str, str]
) -> dict[str, float]:
    """Span F1 by type, and "all"; predicted types are mapped by ``types`` into the set's own, others are left out."""
    gold: dict[str, int] = {}
    found: dict[str, int] = {}
    both: dict[str, int] = {}
    for sentence, guess in predict(network, batcher, list(batcher.chunks(documents)), device):
        wanted = {(a, b, k) for a, b, k in spans_of([e if e != "?" else "O" for e in sentence.entities or []])}
        doubtful = {i for i, e in enumerate(sentence.entities or []) if e == "?"}
        got = {
            (a, b, types[k]) for a, b, k in spans_of(guess.entities) if k in types and not doubtful & set(range(a, b))
        }
        for counter, items in ((gold, wanted), (found, got), (both, wanted & got)):
            for item in items:
                counter[item[2]] = counter.get(item[2], 0) + 1
    scores = {k: 200 * both.get(k, 0) / max(gold[k] + found.get(k, 0), 1) for k in gold}
    scores["all"] = 200 * sum(both.values()) / max(sum(gold.values()) + sum(found.values()), 1)
    return scores
