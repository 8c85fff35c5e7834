"""Measures a trained model and writes REPORT.md and report.json: `python training/report.py training/runs/main`.

The single-precision weights of RUN, the exported int8 directory and the spaCy baseline (trained first where it is missing)
are scored in one run by the same code (measures.py), on one thread.
"""

import argparse
import datetime as dt
import json
import os
import platform
import statistics
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

# The numeric libraries read these when they are imported.
os.environ.update(OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1", MKL_NUM_THREADS="1", BLIS_NUM_THREADS="1")

import numpy as np
import spacy
import torch
from spacy.tokens import Doc
from torch import nn

import annotated
import baseline
import corpora
import entity_corpora
import measures
from corpora import Document
from export import _INPUTS, _Served, load_trained
from measures import Tagged, Tagger
from memcon.language.model import SHIPPED, EnglishModel
from memcon.language.pipeline import TaggingComponent
from report_page import fill_card, render
from train import ANNOTATIONS, HERE, load

_CORE = {"PERSON": "PERSON", "ORG": "ORG", "LOC": "LOC", "FAC": "LOC"}
_COLUMN_TYPES = {"PER": "PERSON", "ORG": "ORG", "LOC": "LOC"}
_SPEED_WORDS = 30_000


@dataclass(frozen=True)
class EntitySet:
    """A set with entities: the types that count, and what becomes of the types that are found."""

    documents: list[Document]
    kinds: tuple[str, ...]
    types: dict[str, str]


class _TorchSession:
    """Stands where `EnglishModel` keeps its ONNX session, so that the trained weights pass through the same decoding."""

    def __init__(self, network: nn.Module) -> None:
        self.served = _Served(network).eval()  # type: ignore[arg-type]

    @torch.no_grad()
    def run(self, _outputs: None, inputs: dict[str, np.ndarray]) -> list[np.ndarray]:
        """The outputs that the exported network would give."""
        return [tensor.numpy() for tensor in self.served(*(torch.from_numpy(inputs[name]) for name in _INPUTS))]


def single_precision(run: Path, directory: Path) -> EnglishModel:
    """The model of ``directory`` with the averaged fp32 weights of ``run`` in place of its int8 network."""
    network, labels = load_trained(run / "final.pt")
    model = EnglishModel(directory)
    for name in ("upos", "xpos", "lemma", "deprel", "entity"):
        if getattr(model.info, name) != getattr(labels, name):
            raise SystemExit(
                f"{directory} was not exported from {run}: their {name} labels differ; run export.py first"
            )
    model._session = _TorchSession(network)
    return model


def syntax_files(data: Path) -> dict[str, Path]:
    """The test sets with syntax."""
    return {
        "EWT test": data / "ud" / "en_ewt-test.conllu.xz",
        "GUM-open test": data / "gum-open" / "en_gum_open-test.conllu.xz",
        "PUD": data / "ud" / "en_pud-test.conllu.xz",
    }


def entity_sets(data: Path) -> dict[str, EntitySet]:
    """The test sets with entities. Facilities count as places but in the readouts, which annotate them."""
    ner, core = data / "ner", ("PERSON", "ORG", "LOC")
    texts = annotated.readout_texts(data / "readouts")
    annotations = ANNOTATIONS / "entities-test.tsv.xz"
    readouts, _ = annotated.read_annotations(annotations, texts, spacy.blank("en"))
    every = {kind: kind for kind in corpora.ENTITY_TYPES}
    return {
        "UNER test": EntitySet(entity_corpora.read_uner(ner, "test"), core, _CORE),
        "CrossNER politics test": EntitySet(
            entity_corpora.read_crossner(ner, "politics", "test"), (*core, "EVENT"), {**_CORE, "EVENT": "EVENT"}
        ),
        "Europarl test": EntitySet(
            entity_corpora.read_columns(ner / "europarl_en-test.conll.xz", _COLUMN_TYPES), core, _CORE
        ),
        "readouts": EntitySet(readouts, corpora.ENTITY_TYPES, every),
    }


def measure_syntax(
    tagger: Tagger, files: dict[str, Path], detail: dict[str, dict[str, object]] | None = None
) -> dict[str, object]:
    """Scores by set; ``detail`` receives genres and confusions."""
    scores: dict[str, object] = {}
    for name, path in files.items():
        documents = corpora.read_conllu(path)
        tagged = measures.tag_sentences(tagger, documents)
        scores[name] = {
            **measures.syntax_scores(tagged),
            **_sentences(tagger, documents),
        }
        if detail is not None:
            detail[name] = _syntax_detail(tagged, documents, path)
        _say(f"  {name}")
    return scores


def _syntax_detail(tagged: Sequence[Sequence[Tagged]], documents: list[Document], path: Path) -> dict[str, object]:
    genres = measures.genres_of(path)
    return {
        "words": sum(len(sentence.words) for document in documents for sentence in document.sentences),
        "sentences": sum(len(document.sentences) for document in documents),
        "genres": measures.scores_by_genre(tagged, genres) if len(set(genres)) < len(genres) / 2 else {},
        "confusions": {
            column: [[*pair, count] for pair, count in measures.confusions(tagged, column).most_common(8)]
            for column in ("upos", "lemma", "deprel")
        },
    }


def measure_entities(
    tagger: Tagger, sets: dict[str, EntitySet], data: Path, detail: dict[str, dict[str, object]] | None = None
) -> dict[str, object]:
    """Scores by set and type; ``detail`` receives what kinds of errors there are, and in UNER where."""
    scores: dict[str, object] = {}
    for name, chosen in sets.items():
        tagged = measures.tag_sentences(tagger, chosen.documents)
        scores[name] = measures.entity_scores(tagged, chosen.kinds, chosen.types)
        if detail is not None:
            detail[name] = {
                "sentences": sum(len(document.sentences) for document in chosen.documents),
                "errors": measures.entity_errors(tagged, chosen.types),
                "in_small_letters": measures.small_letters(tagged, chosen.kinds, chosen.types),
            }
            if name == "UNER test":
                detail[name]["by_genre"] = entities_by_genre(tagged, data / "ner" / "uner_ewt-test.iob2.xz", chosen)
    _say("  entities")
    return scores


def _sentences(tagger: Tagger, documents: list[Document]) -> dict[str, dict[str, float]]:
    return {
        "unbroken": measures.sentence_scores(tagger, documents, paragraphs=False),
        "paragraphs": measures.sentence_scores(tagger, documents, paragraphs=True),
    }


def entities_by_genre(tagged: Sequence[Sequence[Tagged]], path: Path, chosen: EntitySet) -> dict[str, dict[str, float]]:
    """Entity scores by genre, which the sentence identifiers of the file at ``path`` begin with."""
    names = [line.split("=", 1)[1].strip() for line in corpora.lines(path) if line.startswith("# sent_id")]
    sentences = [sentence for document in tagged for sentence in document]
    groups: dict[str, list[Tagged]] = {}
    for name, sentence in zip(names, sentences, strict=True):
        groups.setdefault(name.split("-")[0], []).append(sentence)
    return {
        genre: measures.entity_scores([group], chosen.kinds, chosen.types)["all"]
        for genre, group in sorted(groups.items())
    }


def measure_speed(model: EnglishModel, spacy_baseline: baseline.Baseline, data: Path) -> dict[str, object]:
    """Words a second from tokens, both on the same texts in this process, in turns, pinned to one core."""
    tokenize = spacy.blank("en")
    texts = [tokenize(text) for text in _readouts(data)]
    words = sum(not token.is_space for doc in texts for token in doc)
    component, nlp = TaggingComponent(model), spacy_baseline.nlp

    def fresh(vocab: spacy.vocab.Vocab) -> list[Doc]:
        return [Doc(vocab, [t.text for t in doc], [bool(t.whitespace_) for t in doc]) for doc in texts]

    runs: dict[str, Callable[[], object]] = {
        "memcon": lambda: [component(doc) for doc in fresh(tokenize.vocab)],
        "spaCy CNN, a document at a time": lambda: [nlp(doc) for doc in fresh(nlp.vocab)],
        "spaCy CNN, all documents at once": lambda: list(nlp.pipe(fresh(nlp.vocab))),
    }
    with _one_core():
        speeds = measures.words_per_second(runs, words)
    ours, spacy_one, spacy_all = speeds.values()
    return {
        "words": words,
        "documents": len(texts),
        "words_per_second": {name: statistics.median(values) for name, values in speeds.items()},
        "spread": {name: [min(values), max(values)] for name, values in speeds.items()},
        "ratio_one": measures.median_ratio(ours, spacy_one),
        "ratio_use": measures.median_ratio(ours, spacy_all),
    }


def _readouts(data: Path) -> list[str]:
    """White House readouts of the test split, about `_SPEED_WORDS` words of them."""
    texts, words = [], 0
    for row in map(json.loads, corpora.lines(data / "readouts" / "wh_readouts.jsonl.xz")):
        if row["split"] == "test" and words < _SPEED_WORDS:
            texts.append(row["text"])
            words += len(row["text"].split())
    return texts


class _one_core:  # noqa: N801  reads as a verb where it is used
    def __enter__(self) -> None:
        self.cores = os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else None
        if self.cores:
            os.sched_setaffinity(0, {max(self.cores)})

    def __exit__(self, *_: object) -> None:
        if self.cores:
            os.sched_setaffinity(0, self.cores)


def _size(path: Path) -> float:
    files = [path] if path.is_file() else [file for file in path.rglob("*") if file.is_file()]
    return sum(file.stat().st_size for file in files) / 1e6


def _machine() -> str:
    try:
        names = [
            line.split(":", 1)[1].strip()
            for line in Path("/proc/cpuinfo").read_text().splitlines()
            if "model name" in line
        ]
    except OSError:
        names = []
    return f"{names[0] if names else platform.processor() or platform.machine()}, {os.cpu_count()} logical cores"


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def measure(run: Path, directory: Path, data: Path) -> dict[str, object]:
    """Everything that the report tells."""
    torch.set_num_threads(1)
    int8, single = EnglishModel(directory), single_precision(run, directory)
    spacy_baseline = baseline.Baseline()
    files, sets = syntax_files(data), entity_sets(data)
    detail: dict[str, dict[str, object]] = {}
    syntax: dict[str, object] = {}
    entities: dict[str, object] = {}
    for name, tagger in (("fp32", single), ("int8", int8), ("spaCy CNN", spacy_baseline)):
        _say(name)
        syntax[name] = measure_syntax(tagger, files, detail if name == "int8" else None)
        entities[name] = measure_entities(tagger, sets, data, detail if name == "int8" else None)
    _say("speed")
    return {
        "date": dt.datetime.now(dt.UTC).strftime("%Y-%m-%d %H:%M UTC"),
        "command": "python " + " ".join(sys.argv),
        "machine": _machine(),
        "versions": {name: version(name) for name in ("torch", "onnxruntime", "spacy", "numpy")},
        "network_sha256": int8.info.network_sha256,
        "syntax": syntax,
        "entities": entities,
        "detail": detail,
        "speed": measure_speed(int8, spacy_baseline, data),
        "megabytes": {
            "fp32 weights": _size(run / "final.pt"),
            "int8 network": _size(directory / "network.onnx"),
            "int8 directory": _size(directory),
            "spaCy CNN": _size(baseline.OUT),
        },
        "history": json.loads((run / "history.json").read_text(encoding="utf-8")),
        "baseline_history": json.loads((baseline.OUT / "history.json").read_text(encoding="utf-8")),
    }


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("run", type=Path)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--model", type=Path, default=SHIPPED, help="the directory that export.py wrote")
    parser.add_argument("--page-only", action="store_true", help="write REPORT.md again from report.json")
    arguments = parser.parse_args()
    figures = HERE / "report.json"
    if not arguments.page_only:
        if not baseline.OUT.exists():
            baseline.train(load(arguments.data))
        found = measure(arguments.run, arguments.model, arguments.data)
        figures.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    told = json.loads(figures.read_text(encoding="utf-8"))
    curve = HERE / "curve.json"
    if curve.exists():
        told["curve"] = json.loads(curve.read_text(encoding="utf-8"))
        figures.write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    (HERE / "REPORT.md").write_text(render(told), encoding="utf-8")
    card = arguments.model / "MODEL_CARD.md"
    if card.exists():
        card.write_text(fill_card(card.read_text(encoding="utf-8"), told), encoding="utf-8")
    print(HERE / "REPORT.md")


if __name__ == "__main__":
    main()
