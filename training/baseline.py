"""Trains the spaCy CNN that REPORT.md sets beside memcon: `python training/baseline.py --data ../shared/data`.

The small pipeline of spaCy 3.8 (baseline.cfg) on memcon's own training sets, drawn round by round as train.py draws them,
on one thread. A fixed number of rounds, about 25 minutes on one core; nothing is done where training/runs/baseline exists.
"""

import argparse
import json
import os
import random
import shutil
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

# The numeric libraries read these when they are imported.
os.environ.update(OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1", MKL_NUM_THREADS="1", BLIS_NUM_THREADS="1")

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Token
from spacy.training import Example
from spacy.training.batchers import minibatch_by_words
from thinc.api import Adam, Config, compounding, fix_random_seed

from corpora import ANY, Document, Sentence
from memcon.language.model import WordBlock, WordTags
from train import HERE, Data, Recipe, load

CONFIG = HERE / "baseline.cfg"
OUT = HERE / "runs" / "baseline"
ROUNDS = 8
_GOLD_FROM_ROUND = 4  # the same share of the run as in train.py's recipe
_SENTENCES_PER_DOC = 10  # what `spacy convert` joins, so that the parser meets sentence ends
_RATE, _DROPOUT = 0.001, 0.1
_WARM_UP = 0.01  # share of the run


def documents_of_round(data: Data, number: int) -> list[Document]:
    """All syntax; 300 silver documents at first, later 100 and everything annotated: train.py's draw, with its seed."""
    recipe = Recipe()
    late = number >= _GOLD_FROM_ROUND
    silver = random.Random(recipe.seed + number).sample(data.silver, recipe.silver_documents // (3 if late else 1))
    return [*data.syntax, *silver, *(data.gold if late else [])]


def examples_of(nlp: Language, documents: Sequence[Document]) -> Iterator[Example]:
    """Runs of up to ten sentences as training examples; what a set does not annotate is missing, not wrong."""
    for document in documents:
        for begin in range(0, len(document.sentences), _SENTENCES_PER_DOC):
            sentences = document.sentences[begin : begin + _SENTENCES_PER_DOC]
            if any(sentence.words for sentence in sentences):
                reference = _reference(nlp, sentences)
                yield Example(Doc(nlp.vocab, words=[token.text for token in reference]), reference)


def _reference(nlp: Language, sentences: Sequence[Sentence]) -> Doc:
    words = [word for sentence in sentences for word in sentence.words]
    entities = [label for sentence in sentences for label in _entities(sentence)]
    if sentences[0].upos is None:
        return Doc(nlp.vocab, words=words, ents=entities)
    heads: list[int] = []
    for sentence in sentences:
        offset = len(heads)
        heads += [head + offset - 1 if head else offset + i for i, head in enumerate(sentence.heads or [])]
    return Doc(
        nlp.vocab,
        words=words,
        pos=[tag for sentence in sentences for tag in sentence.upos or []],
        tags=[tag for sentence in sentences for tag in sentence.xpos or []],
        lemmas=[lemma for sentence in sentences for lemma in sentence.lemmas or []],
        heads=heads,
        deps=["ROOT" if label == "root" else label for sentence in sentences for label in sentence.deprels or []],
        ents=entities,
    )


def _entities(sentence: Sentence) -> list[str]:
    """BIO labels, "" where undecided. spaCy cannot half-deny: an "O" of a set that knows few types denies them all."""
    if sentence.entities is None:
        return [""] * len(sentence.words)
    return ["" if label == ANY else label for label in sentence.entities]


def train(data: Data, out: Path = OUT, *, rounds: int = ROUNDS) -> None:
    """Train and write the pipeline with its averaged weights and a history.json."""
    fix_random_seed(Recipe.seed)
    nlp = spacy.util.load_model_from_config(Config().from_disk(CONFIG), auto_fill=True)
    everything = [*data.syntax, *data.gold]
    nlp.initialize(lambda: list(examples_of(nlp, everything)))
    optimizer = Adam(_RATE, L2=0.01, grad_clip=1.0, L2_is_weight_decay=True, use_averages=True)
    sizes = compounding(100.0, 1000.0, 1.001)
    history: list[dict[str, object]] = []
    for number in range(rounds):
        began = time.monotonic()
        losses = _train_round(nlp, optimizer, sizes, documents_of_round(data, number), number / rounds, 1 / rounds)
        history.append({"round": number + 1, "seconds": round(time.monotonic() - began), "losses": losses})
        print(json.dumps(history[-1]), flush=True)
    partial = out.with_name(out.name + ".partial")
    shutil.rmtree(partial, ignore_errors=True)
    with nlp.use_params(optimizer.averages):
        nlp.to_disk(partial)
    (partial / "history.json").write_text(json.dumps(history, indent=1), encoding="utf-8")
    partial.rename(out)


def _train_round(
    nlp: Language, optimizer: Adam, sizes: object, documents: list[Document], done: float, share: float
) -> dict[str, float]:
    """One pass; over the run the rate warms up, then falls to nothing. Prints progress every half minute."""
    examples = list(examples_of(nlp, documents))
    random.Random(len(examples)).shuffle(examples)
    losses: dict[str, float] = {}
    told, words, total = time.monotonic(), 0, sum(len(example) for example in examples)
    for batch in minibatch_by_words(examples, size=sizes, tolerance=0.2):
        words += sum(len(example) for example in batch)
        progress = done + share * words / total
        optimizer.learn_rate = _RATE * min(progress / _WARM_UP, 1.0) * max(1.0 - progress, 0.01)
        nlp.update(batch, drop=_DROPOUT, sgd=optimizer, losses=losses)
        if time.monotonic() - told > 30:
            told = time.monotonic()
            print(f"baseline {100 * progress:.1f} %", flush=True)
    return {name: round(float(loss) / total, 4) for name, loss in losses.items()}


class Baseline:
    """The trained pipeline behind the same door as `memcon.language.EnglishModel`."""

    def __init__(self, directory: Path = OUT) -> None:
        self.nlp = spacy.load(directory)

    def tag(self, blocks: Sequence[WordBlock]) -> list[list[WordTags]]:
        """Tags of every word of every block; where sentences are given, the parser keeps to them."""
        docs = [
            Doc(self.nlp.vocab, words=list(block.words), sent_starts=block.starts and list(block.starts))
            for block in blocks
        ]
        return [[_tags(token) for token in doc] for doc in self.nlp.pipe(docs)]


def _tags(token: Token) -> WordTags:
    relation = "root" if token.head.i == token.i else token.dep_
    entity = f"{token.ent_iob_}-{token.ent_type_}" if token.ent_type_ else "O"
    return WordTags(bool(token.is_sent_start), token.pos_, token.tag_, token.lemma_, token.head.i, relation, entity)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    arguments = parser.parse_args()
    if arguments.out.exists():
        print(f"{arguments.out} exists: nothing to do")
        return
    arguments.out.parent.mkdir(parents=True, exist_ok=True)
    train(load(arguments.data), arguments.out, rounds=arguments.rounds)


if __name__ == "__main__":
    main()
