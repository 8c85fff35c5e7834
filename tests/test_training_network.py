"""What the network is given and how it is trained, where PyTorch is installed."""

import random
import sys
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("safetensors")
sys.path.insert(0, str(Path(__file__).parents[1] / "training"))

from batches import IGNORE, Batcher, Labels, Targets  # noqa: E402
from corpora import ANY, ENTITY_LABELS, Document, Sentence  # noqa: E402
from memcon.language.features import WordEncoder  # noqa: E402
from memcon.language.model import SHIPPED  # noqa: E402
from network import EncoderConfig, Network, Sizes  # noqa: E402

TINY = EncoderConfig(hidden=24, layers=2, heads=2, intermediate=32)


def tree(words: str, entities: list[str] | None = None) -> Sentence:
    """The first word is the root, the others hang on it."""
    split = words.split()
    rest = len(split) - 1
    return Sentence(
        split,
        ["VERB", *["NOUN"] * rest],
        ["VB", *["NN"] * rest],
        [word.lower() for word in split],
        [0, *[1] * rest],
        ["root", *["obj"] * rest],
        entities,
    )


DOCUMENTS = [Document([tree("Meet ministers"), tree("Say that they left"), tree("Go home")])]


@pytest.fixture(scope="module")
def batcher() -> Batcher:
    return Batcher(WordEncoder(SHIPPED / "tokenizer.json"), Labels.of(DOCUMENTS, rare_lemma=1))


def network_of(labels: Labels) -> Network:
    torch.manual_seed(0)
    sizes = Sizes(len(labels.upos), len(labels.xpos), len(labels.lemma), len(labels.deprel), len(labels.entity))
    return Network(sizes, TINY)


def test_chunks_hold_whole_sentences_in_order(batcher: Batcher) -> None:
    document = Document([tree(f"Say word{i} " + "and on " * (i % 7)) for i in range(60)])
    for rng in (None, random.Random(1)):
        chunks = list(batcher.chunks([document], rng))
        assert [s for chunk in chunks for s in chunk] == document.sentences
        assert all(sum(len(w.pieces) for s in chunk for w in batcher.encoder(s.words)) <= 160 for chunk in chunks)


def test_batches_hold_every_chunk_once(batcher: Batcher) -> None:
    chunks = [[tree(f"Say word{i}")] for i in range(50)]
    batches = batcher.batches(chunks, random.Random(3))
    assert sorted(s.words[1] for batch in batches for chunk in batch for s in chunk) == sorted(
        chunk[0].words[1] for chunk in chunks
    )
    assert batches == batcher.batches(chunks, random.Random(3))


def test_targets_keep_arcs_within_sentences(batcher: Batcher) -> None:
    targets = batcher.targets([DOCUMENTS[0].sentences[:2], DOCUMENTS[0].sentences[2:]])
    assert targets.start.tolist() == [[1, 0, 1, 0, 0, 0], [1, 0, *[IGNORE] * 4]]
    assert targets.head.tolist()[0] == [0, 1, 0, 3, 3, 3]
    assert targets.same[0, 1].tolist() == [True, True, True, False, False, False, False]
    assert targets.upos[1, 2:].tolist() == [IGNORE] * 4


def test_an_o_only_denies_the_types_that_a_set_knows(batcher: Batcher) -> None:
    sentence = Sentence(["Li", "met", "Iran"], entities=["B-PERSON", "O", ANY], known=frozenset({"PERSON"}))
    allowed = batcher.targets([[sentence]]).entity[0].numpy()
    names = np.array(ENTITY_LABELS)
    assert names[allowed[0]].tolist() == ["B-PERSON"]
    assert "O" in names[allowed[1]]
    assert "B-LOC" in names[allowed[1]]
    assert "B-PERSON" not in names[allowed[1]]
    assert allowed[2].all()


def test_a_word_is_not_touched_by_padding(batcher: Batcher) -> None:
    network = network_of(batcher.labels).eval()
    alone = [[DOCUMENTS[0].sentences[0]]]
    with_longer = [*alone, [DOCUMENTS[0].sentences[1], DOCUMENTS[0].sentences[2]]]
    with torch.no_grad():
        single, padded = (network(*batcher.inputs(batch)) for batch in (alone, with_longer))
    for a, b in zip(single[:5], padded[:5], strict=True):
        assert torch.allclose(a[0], b[0, :2], atol=1e-5)


def test_a_few_steps_learn_a_few_sentences(batcher: Batcher) -> None:
    train = pytest.importorskip("train", exc_type=ImportError)
    torch.set_num_threads(1)
    network = network_of(batcher.labels)
    optimizer = torch.optim.AdamW(network.parameters(), lr=5e-3)
    batch = [DOCUMENTS[0].sentences]
    losses = []
    for _ in range(20):
        loss = train.loss_of(network(*batcher.inputs(batch)), batcher.targets(batch))
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    assert np.isfinite(losses).all()
    assert losses[-1] < losses[0] / 3


def test_entities_alone_can_be_learned(batcher: Batcher) -> None:
    train = pytest.importorskip("train", exc_type=ImportError)
    batch = [[Sentence(["Li", "left"], entities=["B-PERSON", "O"])]]
    targets = batcher.targets(batch)
    assert isinstance(targets, Targets)
    assert torch.isfinite(train.loss_of(network_of(batcher.labels)(*batcher.inputs(batch)), targets))
