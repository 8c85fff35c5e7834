"""How entity F1 on UNER test grows with UNER sentences to learn from: `python training/curve.py --data ../shared/data`.

UNER's own training set is not among the data, only its development set. This trains the entity head alone, from the
pretrained encoder, on all other annotated sets and a growing share of that development set, and writes curve.json for the
report. The levels lie below the full model's (two passes, no syntax, no silver); the slope is what it shows.
"""

import argparse
import json
import random
import time
from pathlib import Path

import torch

import entity_corpora
from batches import Batcher, Labels
from corpora import Document
from memcon.language.features import WordEncoder
from network import Network
from scoring import entity_f1
from train import HERE, PRETRAINED, Recipe, Targets, load, loss_of, sizes_of

SHARES = (0, 250, 500, 1000, 2001)
_PASSES = 2
_TYPES = {"PERSON": "PERSON", "ORG": "ORG", "LOC": "LOC", "FAC": "LOC"}


def train_on(documents: list[Document], batcher: Batcher, recipe: Recipe) -> Network:
    """Two passes over the entity sets with train.py's rates and loss."""
    torch.manual_seed(recipe.seed)
    network = Network(sizes_of(batcher.labels))
    network.encoder.load_pretrained(PRETRAINED / "model.safetensors")
    slow = list(network.encoder.parameters())
    fast = [p for name, p in network.named_parameters() if not name.startswith("encoder.")]
    optimizer = torch.optim.AdamW(
        [{"params": slow, "base": recipe.encoder_rate}, {"params": fast, "base": recipe.head_rate}], weight_decay=0.01
    )
    rng = random.Random(recipe.seed)
    batches = [batch for _ in range(_PASSES) for batch in batcher.batches(list(batcher.chunks(documents, rng)), rng)]
    network.train()
    for step, batch in enumerate(batches):
        for group in optimizer.param_groups:
            group["lr"] = group["base"] * min(1.0, (step + 1) / 40) * max(1.0 - step / len(batches), 0.01)
        with torch.autocast("cpu", torch.bfloat16):
            outputs = network(*batcher.inputs(batch))
        loss = loss_of(outputs, Targets(**vars(batcher.targets(batch))))
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), recipe.clip)
        optimizer.step()
    return network.eval()


def first_sentences(documents: list[Document], count: int) -> list[Document]:
    """Whole documents until there are ``count`` sentences."""
    taken: list[Document] = []
    for document in documents:
        room = count - sum(len(d.sentences) for d in taken)
        if room > 0:
            taken.append(Document(document.sentences[:room]))
    return taken


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--threads", type=int, default=1)
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    data, ner = load(arguments.data), arguments.data / "ner"
    uner = entity_corpora.read_uner(ner, "dev")
    others = data.gold[: -len(uner)]  # `load` adds UNER last
    random.Random(Recipe.seed).shuffle(uner)
    batcher = Batcher(WordEncoder(PRETRAINED / "tokenizer.json"), Labels.of(data.syntax))
    test = entity_corpora.read_uner(ner, "test")
    points = []
    for share in SHARES:
        began = time.monotonic()
        network = train_on(others + first_sentences(uner, share), batcher, Recipe())
        scores = entity_f1(network, batcher, test, torch.device("cpu"), _TYPES)
        points.append({"sentences": share, **{kind: round(score, 2) for kind, score in scores.items()}})
        print(json.dumps(points[-1]), f"{time.monotonic() - began:.0f} s", flush=True)
        told = {"date": time.strftime("%Y-%m-%d", time.gmtime()), "passes": _PASSES, "points": points}
        (HERE / "curve.json").write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
