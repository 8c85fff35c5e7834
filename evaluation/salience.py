"""Fits the weights by which a pronoun chooses: `python evaluation/salience.py [--data ../shared/data]`.

Writes src/memcon/actors/salience.toml. Each pronoun of GAP train and gum-open train is a choice among the candidates
that grammar and gender allow; the weights are those of a conditional logit with a quadratic penalty. What an earlier
pronoun was taken for is a feature of the next, so that the fit is repeated. The same data give the same bytes.
"""

import argparse
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from memcon.actors import pronouns
from memcon.actors.pronouns import Attention, Candidate, Query, Sighting
from reference import DATA, SINGULAR, Text, gap_items, gum_documents

TARGET = Path(pronouns.__file__).with_name("salience.toml")
PENALTY = 1.0
STEPS = 400
ROUNDS = 2
HEAD = "# How much each circumstance makes a person the one whom a pronoun means. Written by evaluation/salience.py.\n"

Choice = tuple[list[list[str]], list[bool]]
"""The features of the candidates, and which of them are right."""


class Recorder:
    """Notes what every pronoun was asked for while texts are read."""

    def __init__(self) -> None:
        self.asked: list[tuple[int, list[Candidate]]] = []
        plain = Attention.meant

        def meant(attention: Attention, query: Query) -> Sighting | None:
            self.asked.append((query.pronoun.idx, attention.candidates(query)))
            return plain(attention, query)

        Attention.meant = meant  # type: ignore[method-assign]

    def read(self, words: str) -> tuple[Text, dict[int, list[Candidate]]]:
        """A text, and the candidates of its pronouns by their offsets."""
        self.asked.clear()
        text = Text.read(words)
        return text, dict(self.asked)


def of_gap(recorder: Recorder, path: Path) -> Iterator[Choice]:
    """Choices of GAP; where neither name is meant, whoever else is a candidate may be."""
    for item in gap_items(path):
        text, asked = recorder.read(item.text)
        candidates = asked.get(item.offset, [])
        actors = [
            {actor for mention in text.at(offset, offset + len(name)) for actor in mention.actors if meant == wanted}
            for wanted in (True, False)
            for name, offset, meant in item.names
        ]
        meant, other = actors[0] | actors[1], actors[2] | actors[3]
        right = [c.seen.actor in meant or (not meant and c.seen.actor not in other) for c in candidates]
        yield [c.features for c in candidates], right


def of_gum(recorder: Recorder, path: Path) -> Iterator[Choice]:
    """Choices of gum-open; a candidate is right where its mention is one of the pronoun's entity."""
    for document in gum_documents(path):
        _, asked = recorder.read(document.text)
        for gold in document.mentions:
            if gold.words.lower() in SINGULAR and gold.core[0] in asked:
                same = [other.core for other in document.mentions if other.entity == gold.entity]
                candidates = asked[gold.core[0]]
                places = [c.seen.head.idx for c in candidates]
                right = [any(start <= place < end for start, end in same) for place in places]
                yield [c.features for c in candidates], right


def fit(choices: list[Choice]) -> dict[str, float]:
    """Weights that make the right candidates likely (Adam, all choices at once)."""
    names = sorted({feature for rows, _ in choices for row in rows for feature in row})
    column = {name: i for i, name in enumerate(names)}
    rows = [row for rows, _ in choices for row in rows]
    matrix = np.zeros((len(rows), len(names)))
    for place, row in enumerate(rows):
        matrix[place, [column[feature] for feature in row]] = 1
    right = np.array([is_right for _, flags in choices for is_right in flags])
    starts = np.cumsum([0, *(len(flags) for _, flags in choices[:-1])])
    group = np.repeat(np.arange(len(choices)), [len(flags) for _, flags in choices])
    weights, first, second = (np.zeros(len(names)) for _ in range(3))
    for step in range(1, STEPS + 1):
        scores = np.exp(matrix @ weights)
        chance = scores / np.add.reduceat(scores, starts)[group]
        good = scores * right
        wished = good / np.add.reduceat(good, starts)[group]
        slope = matrix.T @ (chance - wished) + PENALTY * weights
        first, second = 0.9 * first + 0.1 * slope, 0.99 * second + 0.01 * slope**2
        weights -= 0.05 * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.99**step)) + 1e-8)
    return dict(zip(names, weights.tolist(), strict=True))


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=DATA, help="folder of the data sets (%(default)s)")
    data = parser.parse_args().data
    recorder = Recorder()
    for _ in range(ROUNDS):
        choices = [
            *of_gap(recorder, data / "coref/gap-train.tsv.xz"),
            *of_gum(recorder, data / "gum-open/en_gum_open-train.conllu.xz"),
        ]
        choices = [(rows, right) for rows, right in choices if any(right) and not all(right)]
        weights = {name: round(weight, 2) for name, weight in fit(choices).items()}
        pronouns.WEIGHTS.clear()
        pronouns.WEIGHTS.update(weights)
    TARGET.write_text(HEAD + "".join(f'"{name}" = {weight}\n' for name, weight in weights.items()), encoding="utf-8")


if __name__ == "__main__":
    main()
