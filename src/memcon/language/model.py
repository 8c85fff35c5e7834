"""The English model: an ONNX network and its label inventories, run by onnxruntime on the CPU."""

import hashlib
import json
import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import TypeVar

import msgspec
import numpy as np

# memcon works offline: from 1.31 on, onnxruntime tells its maker of every session unless this is set when it is imported.
os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")

import onnxruntime

from memcon.errors import ModelError
from memcon.language import decode, lemma
from memcon.language.features import WordEncoder, WordFeatures, collate

T = TypeVar("T")
FORMAT = 1
SHIPPED = Path(__file__).parent / "english"
LONGEST_CHUNK = 160  # sub-words; the network was trained on chunks of 30 to 160
_UNSTOPPED = 3.0  # log-odds
_CLOSING = frozenset(".!?…\"”’')]")
_STOPS = _CLOSING | frozenset(":;")
_STYLES = frozenset(
    (
        "Hon",
        "Rt",
        "Amb",
        "Sen",
        "Rep",
        "Gov",
        "Gen",
        "Lt",
        "Col",
        "Maj",
        "Brig",
        "Adm",
        "Capt",
        "Prof",
        "Engr",
        "Mr",
        "Mrs",
        "Ms",
        "Dr",
        "H.E",
    )
)
_MENDING = "point --model at a directory made by `make train`, or reinstall memcon"


class ModelInfo(msgspec.Struct, frozen=True):
    """model.json of a model directory."""

    format: int
    name: str
    version: str
    network_sha256: str
    upos: list[str]
    xpos: list[str]
    lemma: list[str]
    deprel: list[str]
    entity: list[str]


@dataclass(frozen=True)
class WordBlock:
    """Words that stand together. ``starts`` gives the sentences if they are known; a block begins a sentence anyway.

    ``edited`` prose ends its sentences with stops: there a start without one before it needs stronger evidence.
    """

    words: Sequence[str]
    starts: Sequence[bool] | None = None
    edited: bool = False


@dataclass(frozen=True)
class WordTags:
    """What the network says of one word; ``head`` counts words from the block's beginning, itself for a root."""

    start: bool
    upos: str
    xpos: str
    lemma: str
    head: int
    deprel: str
    entity: str


@dataclass(frozen=True)
class _Chunk:
    offset: int
    features: list[WordFeatures]


class EnglishModel:
    """Tags, lemmas, sentences, dependencies and entities of English words."""

    def __init__(self, directory: Path = SHIPPED, *, threads: int = 1) -> None:
        self.info = _read_info(directory)
        network = _load(directory / "network.onnx", Path.read_bytes)
        if hashlib.sha256(network).hexdigest() != self.info.network_sha256:
            raise ModelError(f"{directory}/network.onnx is damaged (its checksum differs from model.json): {_MENDING}")
        self._session = _load(directory / "network.onnx", lambda _: _session(network, threads))
        self._inputs = [node.name for node in self._session.get_inputs()]
        self._encoder = _load(directory / "tokenizer.json", WordEncoder)
        words = _load(directory / "words.txt", lambda file: file.read_text(encoding="utf-8"))
        self._words = frozenset(words.split("\n"))
        self._transitions = decode.bio_transitions(self.info.entity)

    def tag(self, blocks: Sequence[WordBlock]) -> list[list[WordTags]]:
        """Tags of every word of every block, in order; what surrounds a block does not change its tags."""
        found: list[list[WordTags]] = []
        for block in blocks:
            tags = [tag for chunk in self._chunks(block) for tag in self._run(chunk, block)]
            found.append(tags if block.starts is None else _one_root(tags))
        return found

    def _chunks(self, block: WordBlock) -> Iterable[_Chunk]:
        features = self._encoder(list(block.words))
        begin = 0
        while begin < len(features):
            end = _cut(block, features, begin)
            yield _Chunk(begin, features[begin:end])
            begin = end

    def _run(self, chunk: _Chunk, block: WordBlock) -> Iterable[WordTags]:
        # One chunk a run: int8 scales are taken from all that runs together, so a batch would let neighbours change a parse.
        inputs = dict(zip(self._inputs, collate([chunk.features], self._encoder), strict=True))
        start, upos, xpos, script, entity, arcs, dependent, head = self._session.run(None, inputs)
        path = decode.viterbi(entity, self._transitions, self.info.entity)[0]
        span = slice(chunk.offset, chunk.offset + len(chunk.features))
        words = block.words[span]
        starts = _starts(start[0], words, block.edited) if block.starts is None else np.array(block.starts[span])
        heads, relations = _parse(np.append(True, starts[1:]), arcs[0], dependent[0], head[0])
        for i, word in enumerate(words):
            yield WordTags(
                bool(starts[i]),
                self.info.upos[upos[0, i]],
                self.info.xpos[xpos[0, i]],
                lemma.choose([self.info.lemma[choice] for choice in script[0, i]], word, self._words),
                int(heads[i]) + chunk.offset,
                self.info.deprel[relations[i]],
                self.info.entity[path[i]],
            )


def _starts(scores: decode.FloatArray, words: Sequence[str], edited: bool) -> np.ndarray:
    """Sentence starts by log-odds; a mark that stands alone is no sentence."""
    starts = np.zeros(len(words), bool)
    starts[0] = True
    last = 0
    for i in range(1, len(words)):
        needed = _UNSTOPPED if edited and words[i - 1][-1:] not in _STOPS else 0.0
        if edited and _ends_in_style(words[last:i]):
            continue
        if scores[i] > needed and any(word[:1].isalnum() for word in words[last:i]):
            starts[i] = True
            last = i
    return starts


def _ends_in_style(words: Sequence[str]) -> bool:
    """Whether words end in a style before a name ("Hon."), which no sentence ends in."""
    stop = words[-1] == "."
    return (words[-2:-1] or [""])[0] in _STYLES if stop else words[-1][-1:] == "." and words[-1][:-1] in _STYLES


def _parse(
    starts: np.ndarray, arcs: decode.FloatArray, dependent: decode.FloatArray, head: decode.FloatArray
) -> tuple[decode.IntArray, decode.IntArray]:
    """Heads (chunk positions, itself for a root) and relations of a chunk, sentence by sentence."""
    bounds = [*np.flatnonzero(starts), len(starts)]
    heads = np.zeros(len(starts), np.int64)
    for begin, end in pairwise(bounds):
        columns = np.concatenate(([0], np.arange(begin + 1, end + 1)))
        own = decode.tree(arcs[begin:end][:, columns])
        heads[begin:end] = np.where(own > 0, own + begin, 0)
    chosen = head[heads]  # row 0 is the root's vector, row w + 1 that of word w
    scores = np.einsum("wld,wd->wl", dependent[: len(starts), :, :-1], chosen) + dependent[: len(starts), :, -1]
    return np.where(heads > 0, heads - 1, np.arange(len(starts))), scores.argmax(1)


def _one_root(tags: list[WordTags]) -> list[WordTags]:
    """Where a given sentence was too long for one chunk, its later parts hang on the root of its first part."""
    root: int | None = None
    for i, tag in enumerate(tags):
        if tag.start:
            root = next(j for j in range(i, len(tags)) if tags[j].head == j)
        elif tag.head == i and root is not None and root != i:
            tags[i] = replace(tag, head=root, deprel="parataxis")
    return tags


def _cut(block: WordBlock, features: list[WordFeatures], begin: int) -> int:
    """Where a chunk that starts at ``begin`` ends: before a sentence if one is in reach, so that no sentence is cut."""
    size, end = 0, begin
    likely = 0
    while end < len(features) and (end == begin or size + len(features[end].pieces) <= LONGEST_CHUNK):
        size += len(features[end].pieces)
        end += 1
        if end < len(features) and _may_start(block, end):
            likely = end
    return end if end == len(features) or not likely else likely


def _may_start(block: WordBlock, position: int) -> bool:
    if block.starts is not None:
        return block.starts[position]
    before, word = block.words[position - 1], block.words[position]
    return before[-1:] in _CLOSING and not before[0].isalpha() and (word[:1].isupper() or word[:1] in "\"“‘'([")


def _load(file: Path, load: Callable[[Path], T]) -> T:
    """What ``load`` makes of a file of the model directory. Raises `ModelError` whatever is wrong with it."""
    if not file.is_file():
        raise ModelError(f"{file} is missing: {_MENDING}")
    try:
        return load(file)
    except Exception as error:  # tokenizers and onnxruntime raise types of their own
        raise ModelError(f"{file} cannot be read ({' '.join(str(error).split())}): {_MENDING}") from None


def _session(network: bytes, threads: int) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(network, options, providers=["CPUExecutionProvider"])


def _read_info(directory: Path) -> ModelInfo:
    file = directory / "model.json"
    try:
        info = msgspec.json.decode(file.read_bytes(), type=ModelInfo)
    except (FileNotFoundError, NotADirectoryError):
        raise ModelError(f"{directory} holds no English model (no model.json): {_MENDING}") from None
    except (OSError, msgspec.DecodeError) as error:
        raise ModelError(f"{file} cannot be read ({error}): {_MENDING}") from None
    if info.format != FORMAT:
        raise ModelError(f"{directory} is of model format {info.format}, this memcon reads {FORMAT}: {_MENDING}")
    return info


@lru_cache(maxsize=2)
def load_model(directory: Path | None = None) -> EnglishModel:
    """The shipped model, or that of ``directory``; loaded once. Raises `ModelError`."""
    return EnglishModel(directory or SHIPPED)


def write_info(directory: Path, info: ModelInfo) -> None:
    """Write model.json, readable by people."""
    (directory / "model.json").write_text(
        json.dumps(msgspec.to_builtins(info), ensure_ascii=False, indent=0) + "\n", encoding="utf-8"
    )
