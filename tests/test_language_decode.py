"""Trees and label sequences against brute force."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from memcon.language import decode

LABELS = ["O", "B-PERSON", "I-PERSON", "B-LOC", "I-LOC"]
SEEDS = st.integers(0, 2**32 - 1)


def is_tree(heads: list[int]) -> bool:
    """Whether there is one root and every word reaches it."""
    if heads.count(0) != 1:
        return False
    for word in range(1, len(heads) + 1):
        node, steps = word, 0
        while node and steps <= len(heads):
            node, steps = heads[node - 1], steps + 1
        if node:
            return False
    return True


def score(scores: np.ndarray, heads: list[int]) -> float:
    return float(sum(scores[i, head] for i, head in enumerate(heads)))


def best_by_search(scores: np.ndarray) -> float:
    words = len(scores)
    candidates = itertools.product(range(words + 1), repeat=words)
    return max(score(scores, list(heads)) for heads in candidates if is_tree(list(heads)))


@given(SEEDS, st.integers(1, 5), st.sampled_from([0.1, 1.0, 50.0]))
@settings(deadline=None, max_examples=60)
def test_a_tree_is_the_best_tree(seed: int, words: int, spread: float) -> None:
    scores = (np.random.default_rng(seed).normal(size=(words, words + 1)) * spread).astype(np.float32)
    heads = decode.tree(scores).tolist()
    assert is_tree(heads)
    assert score(scores, heads) == pytest.approx(best_by_search(scores), abs=1e-3)


@given(SEEDS, st.integers(1, 60))
@settings(deadline=None, max_examples=60)
def test_any_scores_give_one_tree(seed: int, words: int) -> None:
    scores = np.random.default_rng(seed).integers(-2, 3, (words, words + 1)).astype(np.float32)
    assert is_tree(decode.tree(scores).tolist())


def test_scores_are_left_as_they_are() -> None:
    scores = np.zeros((3, 4), np.float32)
    decode.tree(scores)
    assert not scores.any()


def test_a_second_root_is_never_bought() -> None:
    # Every word likes the root far better than any other word.
    scores = np.full((6, 7), -100.0, np.float32)
    scores[:, 0] = 100.0
    assert is_tree(decode.tree(scores).tolist())


def allowed(path: tuple[int, ...]) -> bool:
    names = ["O", *(LABELS[i] for i in path)]
    return all(not now.startswith("I-") or before[2:] == now[2:] for before, now in itertools.pairwise(names))


@given(SEEDS, st.integers(1, 5))
@settings(deadline=None, max_examples=40)
def test_labels_are_the_best_allowed_ones(seed: int, words: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(2, words, len(LABELS))).astype(np.float32)
    paths = decode.viterbi(scores, decode.bio_transitions(LABELS), LABELS)
    rows = np.arange(words)
    for row, path in zip(scores, paths, strict=True):
        assert allowed(tuple(path))
        candidates = filter(allowed, itertools.product(range(len(LABELS)), repeat=words))
        best = max(float(row[rows, list(candidate)].sum()) for candidate in candidates)
        assert float(row[rows, path].sum()) == pytest.approx(best, abs=1e-4)


@given(SEEDS, st.integers(1, 40))
@settings(deadline=None, max_examples=40)
def test_no_entity_begins_inside(seed: int, words: int) -> None:
    scores = (np.random.default_rng(seed).normal(size=(1, words, len(LABELS))) * 20).astype(np.float32)
    assert allowed(tuple(decode.viterbi(scores, decode.bio_transitions(LABELS), LABELS)[0]))
