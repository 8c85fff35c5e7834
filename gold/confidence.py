"""Fits the confidence of items, and shows how well it holds.

python gold/confidence.py                 reliability on half of the reports kept aside, of the weights as they are
python gold/confidence.py --fit           fits them first and writes confidence.toml

An item is right where the gold has it (`memcon eval` counts it as found); an event, where its sentence's PLOVER gold has its
type. The weights are those of a logistic regression with a Gaussian prior (ridge), one for each kind of item, fitted on the parts
that rules were tuned on. There rules do better than elsewhere, so the bias of each kind is then moved until the mean confidence
is the share that was right in one half of the reports kept aside (told by the SHA-256 of their ids); the other half is shown.
Of what was kept aside nothing but "right" or "not" is used, and no rule depends on it. Reliability
(DeGroot and Fienberg 1983): items sorted into bins by what was forecast, and the share that was right beside it; the
Brier score is the mean squared difference, next to that of forecasting the overall share for all of them.
"""

import argparse
import hashlib
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(1, str(Path(__file__).parent.parent / "evaluation"))

from floors import SHARED, cases_of, rebuild

import memcon
import plover
from memcon.extraction import confidence, extract_record
from memcon.extraction.confidence import Item, features, kind_of
from memcon.faces.evaluation import Evaluation
from memcon.read import read_text

TUNED, KEPT = ("readouts", "d", "f", "h"), ("e", "g", "k")
KINDS = ("contact", "statement", "commitment", "claim", "event")
TARGET = Path(confidence.__file__).parent / "data" / "confidence.toml"
PRIOR = 0.5  # precision of the prior on weights: ten items of a rule move its weight about half of the way
FEWEST = 5  # items that a feature needs before it has a weight
BINS = (0.0, 0.6, 0.7, 0.8, 0.9, 0.95, 1.01)
HEADER = """# What the confidence of items is computed from: log-odds by kind and feature, read by confidence.py in the folder above.
# Written by `python gold/confidence.py --fit`; do not edit by hand.
"""

Verdicts = list[tuple[Item, bool]]


def verdicts(sets: Iterable[str], half: str) -> tuple[Verdicts, Verdicts]:
    """Every item found in the reports of some sets and in a half of the PLOVER sentences, and whether it is right.

    Two lists, of reports whose ids have an even and an odd digest.
    """
    found: tuple[Verdicts, Verdicts] = ([], [])
    with tempfile.TemporaryDirectory() as folder:
        texts = Path(folder)
        rebuild(SHARED / "data", texts)
        for name in sets:
            for case in cases_of(name, texts):
                article = read_text(case.text, id=case.gold.id, url=case.gold.url, published=case.gold.published)
                evaluation = Evaluation()
                evaluation.add(case.gold, case.text, extract_record(article))
                found[_is_odd(case.gold.id)].extend(evaluation.verdicts)
    for text, golds in plover.read_gold(SHARED / "data" / "events", half).items():
        types = {gold.event_type for gold in golds}
        found[_is_odd(text)].extend((event, event.event_type in types) for event in memcon.extract(text).events)
    return found


def _is_odd(name: str) -> bool:
    return bool(hashlib.sha256(name.encode()).digest()[0] & 1)


def fit(items: Verdicts) -> dict[str, dict[str, float]]:
    """Weights by kind and feature."""
    fitted = {}
    for kind in KINDS:
        mine = [(list(features(item)), right) for item, right in items if kind_of(item) == kind]
        counts = Counter(feature for names, _ in mine for feature in names)
        names = sorted(name for name, count in counts.items() if FEWEST <= count < len(mine))
        column = {name: number for number, name in enumerate(names, 1)}
        matrix = np.zeros((len(mine), len(names) + 1))
        matrix[:, 0] = 1
        for row, (own, _) in enumerate(mine):
            matrix[row, [column[name] for name in own if name in column]] = 1
        solved = _logistic(matrix, np.array([right for _, right in mine], dtype=float))
        fitted[kind] = {"bias": solved[0]} | dict(zip(names, solved[1:], strict=True))
    return fitted


def _logistic(matrix: np.ndarray, right: np.ndarray) -> list[float]:
    """Ridge logistic regression by Newton's method; the bias is hardly held back."""
    prior = np.full(matrix.shape[1], PRIOR)
    prior[0] = 0.01
    weights = np.zeros(matrix.shape[1])
    for _ in range(50):
        forecast = 1 / (1 + np.exp(-matrix @ weights))
        slope = matrix.T @ (right - forecast) - prior * weights
        curve = (matrix * (forecast * (1 - forecast))[:, None]).T @ matrix + np.diag(prior)
        step = np.linalg.solve(curve, slope)
        weights += step
        if np.abs(step).max() < 1e-9:
            break
    return [round(float(weight), 3) for weight in weights]


def levelled(fitted: dict[str, dict[str, float]], items: Verdicts) -> dict[str, dict[str, float]]:
    """The same weights, each kind's bias moved so that mean confidence and share of right ones agree."""
    moved = {}
    for kind, weights in fitted.items():
        mine = [(item, right) for item, right in items if kind_of(item) == kind]
        totals = np.array(
            [weights["bias"] + sum(weights.get(name, 0.0) for name in features(item)) for item, _ in mine]
        )
        share = np.mean([right for _, right in mine])
        low, high = -5.0, 5.0
        while high - low > 1e-4:
            middle = (low + high) / 2
            low, high = (middle, high) if np.mean(1 / (1 + np.exp(-totals - middle))) < share else (low, middle)
        moved[kind] = weights | {"bias": round(weights["bias"] + low, 3)}
    return moved


def write(fitted: dict[str, dict[str, float]]) -> None:
    """confidence.toml."""
    lines = [HEADER]
    for kind, weights in fitted.items():
        lines.append(f"[{kind}]")
        lines += [f'"{name}" = {weight}' for name, weight in weights.items() if name == "bias" or abs(weight) >= 0.01]
        lines.append("")
    TARGET.write_text("\n".join(lines), encoding="utf-8")
    confidence.weights.cache_clear()


def reliability(items: Verdicts) -> Iterable[str]:
    """Tables in Markdown: forecast against what was right, by kind and bin."""
    forecasts = defaultdict(list)
    for item, right in items:
        sure = confidence.confidence(item)
        if sure is not None:
            forecasts[kind_of(item)].append((sure, right))
    yield "| items | n | mean confidence | right | Brier | Brier of the overall share |\n|---|---|---|---|---|---|"
    for kind in KINDS:
        sure, right = np.array(forecasts[kind], dtype=float).T
        base = np.mean((right - right.mean()) ** 2)
        yield (
            f"| {kind} | {len(sure)} | {sure.mean():.2f} | {right.mean():.2f} | {np.mean((sure - right) ** 2):.3f} | {base:.3f} |"
        )
    yield "\n| confidence | items | mean confidence | right |\n|---|---|---|---|"
    sure, right = np.array([pair for pairs in forecasts.values() for pair in pairs], dtype=float).T
    for low, high in pairwise(BINS):
        inside = (sure >= low) & (sure < high)
        if inside.any():
            yield (
                f"| {low:.2f} to {min(high, 1):.2f} | {inside.sum()} | {sure[inside].mean():.2f} | {right[inside].mean():.2f} |"
            )


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description="Fits the confidence of items, and shows how well it holds.")
    parser.add_argument("--fit", action="store_true", help="fit and write confidence.toml first")
    fitting = parser.parse_args().fit
    levelling, shown = verdicts(KEPT, "kept")
    if fitting:
        even, odd = verdicts(TUNED, "tuning")
        write(levelled(fit([*even, *odd]), levelling))
    for line in reliability(shown):
        print(line)


if __name__ == "__main__":
    main()
