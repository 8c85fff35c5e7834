"""The network: a MiniLM encoder shared by heads for sentences, tags, lemmas, dependencies and entities.

The parser is the deep biaffine one of Dozat and Manning (2017); the encoder is BERT-shaped (Devlin et al. 2019).
"""

import math
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812  (PyTorch's own convention)

from memcon.language.features import SHAPE_BUCKETS, SUFFIX_BUCKETS

_SHAPE_SIZE, _SUFFIX_SIZE = 24, 40
_TAG_SIZE, _ENTITY_SIZE, _ARC_SIZE, _LABEL_SIZE = 256, 192, 256, 128


@dataclass(frozen=True)
class EncoderConfig:
    """Dimensions of the pretrained MiniLM-L6-H384 encoder."""

    vocabulary: int = 30522
    hidden: int = 384
    layers: int = 6
    heads: int = 12
    intermediate: int = 1536
    positions: int = 512
    epsilon: float = 1e-12


class _Attention(nn.Module):
    """Plain matmul and softmax: on CPUs the fused kernel's backward pass is the slowest part of a step."""

    def __init__(self, config: EncoderConfig) -> None:
        super().__init__()
        self.heads, self.size = config.heads, config.hidden // config.heads
        self.query, self.key, self.value, self.output = (nn.Linear(config.hidden, config.hidden) for _ in range(4))
        self.norm = nn.LayerNorm(config.hidden, config.epsilon)
        self.dropout = nn.Dropout(0.1)

    def _split(self, x: Tensor) -> Tensor:
        return x.view(x.shape[0], x.shape[1], self.heads, self.size).transpose(1, 2)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        query, key, value = self._split(self.query(x)), self._split(self.key(x)), self._split(self.value(x))
        weights = torch.softmax(query @ key.transpose(-1, -2) / math.sqrt(self.size) + mask, dim=-1)
        mixed = (weights @ value).transpose(1, 2).reshape(x.shape[0], x.shape[1], self.heads * self.size)
        return self.norm(x + self.dropout(self.output(mixed)))


class _Layer(nn.Module):
    def __init__(self, config: EncoderConfig) -> None:
        super().__init__()
        self.attention = _Attention(config)
        self.up, self.down = (
            nn.Linear(config.hidden, config.intermediate),
            nn.Linear(config.intermediate, config.hidden),
        )
        self.norm = nn.LayerNorm(config.hidden, config.epsilon)
        self.dropout = nn.Dropout(0.1)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        x = self.attention(x, mask)
        return self.norm(x + self.dropout(self.down(F.gelu(self.up(x)))))


class Encoder(nn.Module):
    """MiniLM with a zero-initialised embedding of word shapes added at its input, and a learned mix of its layers."""

    def __init__(self, config: EncoderConfig) -> None:
        super().__init__()
        self.word = nn.Embedding(config.vocabulary, config.hidden)
        self.position = nn.Embedding(config.positions, config.hidden)
        self.shape = nn.Embedding(SHAPE_BUCKETS, config.hidden)
        nn.init.zeros_(self.shape.weight)
        self.norm = nn.LayerNorm(config.hidden, config.epsilon)
        self.dropout = nn.Dropout(0.1)
        self.layers = nn.ModuleList(_Layer(config) for _ in range(config.layers))
        self.mix = nn.Parameter(torch.tensor([0.0] * (config.layers - 1) + [2.0]))

    def forward(self, piece: Tensor, piece_shape: Tensor) -> Tensor:
        """B x S x D vectors of the sub-words, a learned mix of all layers."""
        mask = (piece == 0).to(self.norm.weight.dtype)[:, None, None, :] * -1e4
        positions = torch.arange(piece.shape[1], device=piece.device)
        x = self.dropout(self.norm(self.word(piece) + self.position(positions)[None] + self.shape(piece_shape)))
        weights = torch.softmax(self.mix, 0)
        mixed = torch.zeros_like(x)
        for weight, layer in zip(weights, self.layers, strict=True):
            x = layer(x, mask)
            mixed = mixed + weight * x
        return mixed

    def load_pretrained(self, file: Path) -> None:
        """Take over the weights of a Hugging Face BERT checkpoint in safetensors form."""
        state = {name.removeprefix("bert."): value for name, value in load_file(file).items()}
        own = {
            "word.weight": state["embeddings.word_embeddings.weight"],
            # The token type is constant, so its vector becomes part of every position.
            "position.weight": state["embeddings.position_embeddings.weight"]
            + state["embeddings.token_type_embeddings.weight"][0],
            "norm.weight": state["embeddings.LayerNorm.weight"],
            "norm.bias": state["embeddings.LayerNorm.bias"],
        }
        names = {
            "attention.self.query": "attention.query",
            "attention.self.key": "attention.key",
            "attention.self.value": "attention.value",
            "attention.output.dense": "attention.output",
            "attention.output.LayerNorm": "attention.norm",
            "intermediate.dense": "up",
            "output.dense": "down",
            "output.LayerNorm": "norm",
        }
        for layer in range(len(self.layers)):
            for theirs, ours in names.items():
                for kind in ("weight", "bias"):
                    own[f"layers.{layer}.{ours}.{kind}"] = state[f"encoder.layer.{layer}.{theirs}.{kind}"]
        missing, unexpected = self.load_state_dict(own, strict=False)
        if unexpected or set(missing) != {"shape.weight", "mix"}:
            raise ValueError(f"{file} is not the expected encoder: missing {missing}, unexpected {unexpected}")


class _Mlp(nn.Sequential):
    def __init__(self, size_in: int, size_out: int) -> None:
        super().__init__(nn.Linear(size_in, size_out), nn.GELU(), nn.Dropout(0.25))


@dataclass(frozen=True)
class Sizes:
    """How many labels each head chooses from."""

    upos: int
    xpos: int
    lemma: int
    deprel: int
    entity: int


class Network(nn.Module):
    """Chunks of words in, per-word scores out. All outputs are B x W x …, for W words; see `forward`."""

    def __init__(self, sizes: Sizes, config: EncoderConfig | None = None) -> None:
        super().__init__()
        config = config or EncoderConfig()
        self.sizes = sizes
        self.encoder = Encoder(config)
        self.shape = nn.Embedding(SHAPE_BUCKETS, _SHAPE_SIZE)
        self.suffix = nn.Embedding(SUFFIX_BUCKETS, _SUFFIX_SIZE)
        word = config.hidden + _SHAPE_SIZE + _SUFFIX_SIZE
        self.dropout = nn.Dropout(0.2)
        self.tag, self.ner = _Mlp(word, _TAG_SIZE), _Mlp(word, _ENTITY_SIZE)
        self.sentence = nn.Linear(word, 1)
        self.upos, self.xpos = nn.Linear(_TAG_SIZE, sizes.upos), nn.Linear(_TAG_SIZE, sizes.xpos)
        self.lemma = nn.Linear(_TAG_SIZE, sizes.lemma)
        self.entity = nn.Linear(_ENTITY_SIZE, sizes.entity)
        self.arc_dependent, self.arc_head = _Mlp(word, _ARC_SIZE), _Mlp(word, _ARC_SIZE)
        self.label_dependent, self.label_head = _Mlp(word, _LABEL_SIZE), _Mlp(word, _LABEL_SIZE)
        self.root = nn.Parameter(torch.randn(word) * 0.02)
        # The biaffine forms as linear maps with constant weights, which dynamic quantisation can turn to int8.
        self.arc = nn.Linear(_ARC_SIZE, _ARC_SIZE + 1)
        self.label = nn.Linear(_LABEL_SIZE, sizes.deprel * (_LABEL_SIZE + 1))
        nn.init.zeros_(self.label.weight)

    def words(
        self, piece: Tensor, piece_shape: Tensor, first: Tensor, last: Tensor, shape: Tensor, suffix: Tensor
    ) -> Tensor:
        """B x W x D vectors: the mean of a word's first and last sub-word, its shape and its suffix."""
        x = self.encoder(piece, piece_shape)
        width = x.shape[-1]
        head = torch.gather(x, 1, first[..., None].expand(-1, -1, width))
        tail = torch.gather(x, 1, last[..., None].expand(-1, -1, width))
        return self.dropout(torch.cat([(head + tail) * 0.5, self.shape(shape), self.suffix(suffix)], -1))

    def forward(
        self, piece: Tensor, piece_shape: Tensor, first: Tensor, last: Tensor, shape: Tensor, suffix: Tensor
    ) -> tuple[Tensor, ...]:
        """Scores: sentence start (B W), upos, xpos, lemma, entity (B W labels), arc (B W W+1, column 0 = root),

        and the two halves of the label form: (B W labels size+1) of the dependent, (B W+1 size) of the head.
        """
        word = self.words(piece, piece_shape, first, last, shape, suffix)
        tag = self.tag(word)
        with_root = torch.cat([self.root.expand(word.shape[0], 1, -1), word], 1)
        heads = self.arc_head(with_root)
        dependents = self.arc(self.arc_dependent(word))
        arcs = dependents[..., :-1] @ heads.transpose(1, 2) + dependents[..., -1:]
        labels = self.label(self.label_dependent(word)).view(
            word.shape[0], word.shape[1], self.sizes.deprel, _LABEL_SIZE + 1
        )
        return (
            self.sentence(word)[..., 0],
            self.upos(tag),
            self.xpos(tag),
            self.lemma(tag),
            self.entity(self.ner(word)),
            arcs,
            labels,
            self.label_head(with_root),
        )
