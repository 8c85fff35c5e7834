"""From scores to structures: trees of dependencies, spans of entities."""

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float32]
IntArray = npt.NDArray[np.int64]
_IMPOSSIBLE = -1e9
_ROOT_PRICE = 1e6


def tree(scores: FloatArray) -> IntArray:
    """Heads of the best dependency tree with exactly one root.

    ``scores`` is W x (W + 1): row = dependent, column 0 = root, column h = word h - 1. Returns W heads in the same
    numbering (0 = root). Best-first arcs are kept where they already form a tree; else Chu-Liu/Edmonds decides.
    """
    scores = scores.astype(np.float64)
    np.fill_diagonal(scores[:, 1:], _IMPOSSIBLE)
    heads: IntArray = scores.argmax(1)
    if (heads == 0).sum() == 1 and _reaches_root(heads):
        return heads
    # A heavy price on arcs from the root buys exactly one of them, and the best such tree (Stanojevic and Cohen 2021).
    scores[:, 0] -= _ROOT_PRICE
    return _chu_liu_edmonds(np.vstack([np.full(scores.shape[1], _IMPOSSIBLE), scores]))[1:]


def _reaches_root(heads: IntArray) -> bool:
    reached = np.zeros(len(heads) + 1, bool)
    reached[0] = True
    for word in range(1, len(heads) + 1):
        path = []
        node = word
        while not reached[node]:
            path.append(node)
            node = int(heads[node - 1])
            if node in path:
                return False
        reached[path] = True
    return True


def _cycle(heads: IntArray) -> list[int]:
    state = [0] * len(heads)
    for start in range(1, len(heads)):
        path = []
        node = start
        while node and not state[node]:
            state[node] = start
            path.append(node)
            node = int(heads[node])
        if node and state[node] == start and node in path:
            return path[path.index(node) :]
    return []


def _chu_liu_edmonds(scores: npt.NDArray[np.float64]) -> IntArray:
    """Maximum spanning arborescence from node 0 of N x N ``scores`` (row = dependent, column = head)."""
    heads: IntArray = scores.argmax(1)
    heads[0] = 0
    cycle = _cycle(heads)
    if not cycle:
        return heads
    inside = np.zeros(len(heads), bool)
    inside[cycle] = True
    outside = np.flatnonzero(~inside)
    cycle_nodes = np.array(cycle)
    cycle_scores = scores[cycle_nodes, heads[cycle_nodes]]
    # Arcs into the cycle replace one of its arcs; arcs out of it start at its best member.
    entering = scores[np.ix_(cycle_nodes, outside)] - cycle_scores[:, None]
    leaving = scores[np.ix_(outside, cycle_nodes)]
    size = len(outside) + 1
    contracted = np.full((size, size), _IMPOSSIBLE)
    contracted[:-1, :-1] = scores[np.ix_(outside, outside)]
    contracted[-1, :-1] = entering.max(0)
    contracted[:-1, -1] = leaving.max(1)
    solved = _chu_liu_edmonds(contracted)
    result = heads.copy()
    for position, node in enumerate(outside):
        if node == 0:
            continue
        head = int(solved[position])
        result[node] = cycle_nodes[leaving[position].argmax()] if head == size - 1 else outside[head]
    entry = int(solved[-1])
    result[cycle_nodes[entering[:, entry].argmax()]] = outside[entry]
    return result


def bio_transitions(labels: list[str]) -> FloatArray:
    """L x L log-scores (row = previous) that forbid I-X after anything but B-X or I-X, of "O", "B-…", "I-…" labels."""
    allowed = np.zeros((len(labels), len(labels)), np.float32)
    for column, label in enumerate(labels):
        if label.startswith("I-"):
            for row, previous in enumerate(labels):
                if previous[2:] != label[2:] or previous == "O":
                    allowed[row, column] = _IMPOSSIBLE
    return allowed


def viterbi(scores: FloatArray, transitions: FloatArray, labels: list[str]) -> IntArray:
    """B x W best label sequences of B x W x L ``scores`` under ``transitions``; no sequence starts inside an entity."""
    opening = np.array([_IMPOSSIBLE if label.startswith("I-") else 0.0 for label in labels], np.float32)
    best = scores[:, 0] + opening
    back = np.zeros(scores.shape, np.int64)
    for step in range(1, scores.shape[1]):
        paths = best[:, :, None] + transitions
        back[:, step] = paths.argmax(1)
        best = np.take_along_axis(paths, back[:, step][:, None], 1)[:, 0] + scores[:, step]
    path = np.zeros(scores.shape[:2], np.int64)
    path[:, -1] = best.argmax(1)
    rows = np.arange(len(scores))
    for step in range(scores.shape[1] - 1, 0, -1):
        path[:, step - 1] = back[rows, step, path[:, step]]
    return path
