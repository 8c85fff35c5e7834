"""Turns a trained network into the directory that memcon ships: `python training/export.py training/runs/main`.

network.onnx (int8), tokenizer.json, words.txt (known words, for lemmas) and model.json with the label inventories and the
checksum.
"""

import argparse
import hashlib
import json
import re
import shutil
import tempfile
from collections import Counter
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import Tensor, nn

from annotated import gmb_texts
from batches import Labels
from corpora import lines, read_conllu
from memcon.language.model import FORMAT, SHIPPED, ModelInfo, write_info
from network import Network
from train import PRETRAINED, sizes_of

_LEMMA_CHOICES = 4
_INPUTS = ["piece", "piece_shape", "first", "last", "shape", "suffix"]
_OUTPUTS = ["start", "upos", "xpos", "lemma", "entity", "arc", "label_dependent", "label_head"]


class _Served(nn.Module):
    """The network with its tag choices made inside the graph; of the lemma scripts, the likeliest few, best first."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, *inputs: Tensor) -> tuple[Tensor, ...]:
        start, upos, xpos, lemma, entity, arc, label_dependent, label_head = self.network(*inputs)
        return (
            start,
            upos.argmax(-1),
            xpos.argmax(-1),
            lemma.topk(_LEMMA_CHOICES).indices,
            torch.log_softmax(entity, -1),
            arc,
            label_dependent,
            label_head,
        )


def load_trained(file: Path) -> tuple[Network, Labels]:
    """The averaged weights of a run and their label inventories."""
    state = torch.load(file, map_location="cpu", weights_only=True)
    labels = Labels(**state["labels"])
    network = Network(sizes_of(labels))
    network.load_state_dict(state["average"])
    return network.eval(), labels


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


def export(network: Network, target: Path, *, quantize: bool = True) -> None:
    """Write the network as ONNX; int8 per channel, with reduced range so that processors without VNNI do not saturate."""
    served = _Served(network).eval()
    example = (*(torch.randint(1, 100, (2, 12)) for _ in range(2)), *(torch.randint(1, 8, (2, 7)) for _ in range(4)))
    # The vocabulary's vectors travel as int8 too: they are half of the file.
    axes = {name: {0: "batch", 1: "pieces" if name.startswith("piece") else "words"} for name in _INPUTS}
    axes |= {name: {0: "batch", 1: "words"} for name in _OUTPUTS}
    axes["arc"][2] = "heads"
    axes["label_head"][1] = "heads"
    with tempfile.TemporaryDirectory() as folder:
        plain, ready = Path(folder) / "plain.onnx", Path(folder) / "ready.onnx"
        torch.onnx.export(
            served,
            example,
            str(plain),
            input_names=_INPUTS,
            output_names=_OUTPUTS,
            dynamic_axes=axes,
            opset_version=17,
            dynamo=False,
        )
        if not quantize:
            shutil.copy(plain, target)
            return
        quant_pre_process(str(plain), str(ready), skip_symbolic_shape=True)
        quantize_dynamic(
            str(ready),
            str(target),
            weight_type=QuantType.QInt8,
            per_channel=True,
            reduce_range=True,
            op_types_to_quantize=["MatMul", "Gemm", "Gather"],
            extra_options={"MatMulConstBOnly": True},
        )


def write_model(run: Path, data: Path, directory: Path, version: str, *, quantize: bool = True) -> None:
    """Fill a model directory from a run."""
    network, labels = load_trained(run / "final.pt")
    directory.mkdir(parents=True, exist_ok=True)
    export(network, directory / "network.onnx", quantize=quantize)
    shutil.copy(PRETRAINED / "tokenizer.json", directory / "tokenizer.json")
    (directory / "words.txt").write_text("\n".join(known_words(data)) + "\n", encoding="utf-8")
    digest = hashlib.sha256((directory / "network.onnx").read_bytes()).hexdigest()
    write_info(
        directory,
        ModelInfo(
            FORMAT,
            "memcon-english",
            version,
            digest,
            labels.upos,
            labels.xpos,
            labels.lemma,
            labels.deprel,
            labels.entity,
        ),
    )


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("run", type=Path)
    parser.add_argument("--out", type=Path, default=SHIPPED)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--version", default="1")
    parser.add_argument("--fp32", action="store_true", help="keep single precision (to compare)")
    arguments = parser.parse_args()
    write_model(arguments.run, arguments.data, arguments.out, arguments.version, quantize=not arguments.fp32)
    print(f"{arguments.out}: {sum(f.stat().st_size for f in arguments.out.iterdir()) / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
