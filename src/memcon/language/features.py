"""What the encoder sees of a word: its sub-words, its shape and its suffix.

The encoder's vocabulary is uncased, so letter case reaches the network through the shape.
"""

import zlib
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

SHAPE_BUCKETS = 128
SUFFIX_BUCKETS = 4096
_SUFFIX_LENGTH = 3
_LONGEST_RUN = 2
_MAX_PIECES_PER_WORD = 12

IntArray = npt.NDArray[np.int64]


class WordFeatures(NamedTuple):
    """Sub-word ids of one word, with the buckets of its shape and its suffix."""

    pieces: tuple[int, ...]
    shape: int
    suffix: int


def word_shape(word: str) -> str:
    """Letter case and digits in outline: "Ankara" -> "Xxx", "U.S." -> "X.X.", "2024" -> "dd"."""
    outline: list[str] = []
    run = 0
    for char in word:
        kind = "d" if char.isdigit() else char if not char.isalpha() else "X" if char.isupper() else "x"
        run = run + 1 if outline and outline[-1] == kind else 1
        if run <= _LONGEST_RUN:
            outline.append(kind)
    return "".join(outline)


def _bucket(text: str, buckets: int) -> int:
    # Bucket 0 is padding. crc32 and not hash(): the same word must fall into the same bucket in every process.
    return 1 + zlib.crc32(text.encode("utf-8", "surrogatepass")) % (buckets - 1)


class WordEncoder:
    """Turns words into `WordFeatures`, remembering words it has met."""

    def __init__(self, tokenizer_file: Path) -> None:
        self._tokenizer = Tokenizer.from_file(str(tokenizer_file))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self.unknown = self._id("[UNK]")
        self.start = self._id("[CLS]")
        self.stop = self._id("[SEP]")
        self._cache: dict[str, WordFeatures] = {}
        self._cache_size = 200_000

    def _id(self, token: str) -> int:
        number = self._tokenizer.token_to_id(token)
        if number is None:
            raise ValueError(f"the tokenizer has no {token}")
        return int(number)

    def __call__(self, words: list[str]) -> list[WordFeatures]:
        """Features of each word, in order."""
        unseen = list(dict.fromkeys(word for word in words if word not in self._cache))
        if len(self._cache) + len(unseen) > self._cache_size:
            self._cache.clear()
            unseen = list(dict.fromkeys(words))
        # A word of 100,000 characters would cost the tokenizer seconds and tell the encoder nothing more.
        for word, encoding in zip(
            unseen, self._tokenizer.encode_batch([w[:200] for w in unseen], add_special_tokens=False), strict=True
        ):
            pieces = tuple(encoding.ids[:_MAX_PIECES_PER_WORD]) or (self.unknown,)
            self._cache[word] = WordFeatures(
                pieces,
                _bucket(word_shape(word[:200]), SHAPE_BUCKETS),
                _bucket(word[-_SUFFIX_LENGTH:].lower(), SUFFIX_BUCKETS),
            )
        return [self._cache[word] for word in words]


class Batch(NamedTuple):
    """Padded inputs of the network for B chunks of at most S sub-words and W words."""

    piece: IntArray  # B x S, sub-word ids, 0 = padding
    piece_shape: IntArray  # B x S, shape bucket of the word that the sub-word belongs to
    first: IntArray  # B x W, position of each word's first sub-word
    last: IntArray  # B x W, position of each word's last sub-word
    shape: IntArray  # B x W
    suffix: IntArray  # B x W


def collate(chunks: list[list[WordFeatures]], encoder: WordEncoder) -> Batch:
    """Pad chunks of words into one batch; padded words point at the start symbol."""
    widths = [2 + sum(len(word.pieces) for word in chunk) for chunk in chunks]
    pieces = np.zeros((len(chunks), max(widths)), np.int64)
    piece_shape = np.zeros_like(pieces)
    first = np.zeros((len(chunks), max(len(chunk) for chunk in chunks)), np.int64)
    last, shape, suffix = np.zeros_like(first), np.zeros_like(first), np.zeros_like(first)
    for row, chunk in enumerate(chunks):
        pieces[row, 0] = encoder.start
        position = 1
        for column, word in enumerate(chunk):
            end = position + len(word.pieces)
            pieces[row, position:end] = word.pieces
            piece_shape[row, position:end] = word.shape
            first[row, column], last[row, column] = position, end - 1
            shape[row, column], suffix[row, column] = word.shape, word.suffix
            position = end
        pieces[row, position] = encoder.stop
    return Batch(pieces, piece_shape, first, last, shape, suffix)
