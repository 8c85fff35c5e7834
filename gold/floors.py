"""The quality gate: no score of the gold falls below its floor unnoticed.

python gold/floors.py                             measure, and compare with floors.toml; status 1 where the gate is shut
python gold/floors.py --measure                   write what was measured: floors rise, none falls
python gold/floors.py --measure --because "why"   let floors fall as well; the reason stands in the history

A floor is a measured score less a margin. Every floor that was ever set stands in the history of floors.toml, so that
replaying it must give the floors, and a step downwards must give a reason. Of the parts that are kept aside only totals
are read.
"""

import argparse
import hashlib
import json
import os
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import msgspec

sys.path.insert(0, str(Path(__file__).parent))

from texts import shared_texts

from memcon.extraction import extract_record
from memcon.faces.evaluation import Evaluation, read_gold
from memcon.faces.evaluation.gold import GoldCase
from memcon.read import read_text

HERE = Path(__file__).parent
SHARED = HERE.parent.parent / "shared"
FLOORS = HERE / "floors.toml"

MARGIN = 0.01
EXACT = ("evidence",)  # no margin: a span that does not hold its words is a fault of the program
SETS = {
    "seeds": "",
    "readouts": "abc",
    "d": "d",
    "e": "e",
    "f": "f",
    "g": "g",
    "h": "h",
    "k": "k",
}  # the parts of gold/dev; of a to c what the shared data holds
OWN_WORDS = "hk"  # parts whose texts are our own and stand beside the gold
_COUNTS = ("articles", "spans")  # figures that are no scores
_CHANGE = ("on", "set", "score", "from", "to", "why")

MEND = "run `python gold/floors.py --measure` and commit gold/floors.toml with what changed"
LOWER = 'mend the rules, or, where the loss is meant, run `python gold/floors.py --measure --because "why"`'


class Score(msgspec.Struct, frozen=True):
    """What was measured, and the floor that holds since."""

    measured: float
    floor: float


class GoldSet(msgspec.Struct, frozen=True, kw_only=True):
    """The floors of one set, and by their digests the gold and the texts that they were measured on."""

    reports: int
    measured_on: date
    gold_sha256: str
    texts_sha256: str
    scores: dict[str, Score]


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """A floor that was set; without ``from`` it is the first."""

    on: date
    set: str
    score: str
    to: float
    why: str
    from_: float | None = msgspec.field(name="from", default=None)


class History(msgspec.Struct, frozen=True, kw_only=True):
    """Every floor that was ever set, in order."""

    changes: tuple[Change, ...] = ()


class Floors(msgspec.Struct, frozen=True, kw_only=True):
    """floors.toml."""

    sets: dict[str, GoldSet]
    history: History


@dataclass(frozen=True)
class Measured:
    """The scores of one set as they are now."""

    reports: int
    gold_sha256: str
    texts_sha256: str
    scores: Mapping[str, float]


class LoweredError(Exception):
    """A floor would fall and no reason was given."""


def read_floors() -> Floors:
    """The floors that hold."""
    return msgspec.toml.decode(FLOORS.read_bytes(), type=Floors)


def at_hand(name: str, shared: Path = SHARED) -> bool:
    """Whether the shared folder has the texts of a set."""
    if SETS[name] and SETS[name] in OWN_WORDS:
        return True
    folders = ("data/ner", "data/readouts") if SETS[name] else ("gold/seeds", "seeds")
    return all((shared / folder).is_dir() for folder in folders)


# measuring -------------------------------------------------------------------------------------------------------------


def measure(shared: Path = SHARED) -> dict[str, Measured]:
    """Reads the reports of every set whose texts are at hand."""
    with tempfile.TemporaryDirectory() as folder:
        texts = Path(folder)
        names = [name for name in SETS if at_hand(name, shared)]
        if any(SETS[name] not in OWN_WORDS for name in names):
            rebuild(shared / "data", texts)
        return {name: measured(cases_of(name, texts, shared)) for name in names}


def rebuild(data: Path, target: Path) -> None:
    """Writes the texts of the development gold that the shared data holds."""
    golds = {
        record["id"]: record
        for file in sorted((HERE / "dev").glob("[a-k]/*.json"))
        for record in [json.loads(file.read_text(encoding="utf-8"))]
    }
    wanted = {record["sha256"]: name for name, record in golds.items()}
    for text in shared_texts(data, golds):
        name = wanted.get(hashlib.sha256(text.encode()).hexdigest())
        if name:
            (target / f"{name}.txt").write_text(text, encoding="utf-8", newline="")


def cases_of(name: str, texts: Path, shared: Path = SHARED) -> list[GoldCase]:
    """The gold of a set with its texts."""
    if not SETS[name]:
        return list(read_gold(shared / "gold" / "seeds").cases)
    beside = SETS[name] in OWN_WORDS
    return [
        case for part in SETS[name] for case in read_gold(HERE / "dev" / part, texts=None if beside else texts).cases
    ]


def measured(cases: list[GoldCase]) -> Measured:
    """The scores of some cases, and what they were measured on."""
    evaluation = Evaluation()
    for case in cases:
        gold = case.gold
        article = read_text(case.text, id=gold.id, url=gold.url, published=gold.published)
        evaluation.add(gold, case.text, extract_record(article))
    return Measured(
        reports=len(cases),
        gold_sha256=digest({case.gold.id: Path(case.file).read_bytes() for case in cases}),
        texts_sha256=digest({case.gold.id: case.text.encode() for case in cases}),
        scores=dict(scores_of(evaluation.figures())),
    )


def digest(contents: Mapping[str, bytes]) -> str:
    """One SHA-256 of named contents, whatever their order."""
    lines = (f"{name} {hashlib.sha256(content).hexdigest()}\n" for name, content in sorted(contents.items()))
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def scores_of(figures: Mapping[str, object]) -> Iterator[tuple[str, float]]:
    """Every score of ``memcon eval``: of rates the F1."""
    for name, value in figures.items():
        if isinstance(value, dict):
            yield from [(name, value["f1"])] if "f1" in value else ((f"contact_{k}", v) for k, v in value.items())
        elif name not in _COUNTS and isinstance(value, float | int):
            yield name, float(value)


# the gate --------------------------------------------------------------------------------------------------------------


def changed_inputs(name: str, floors: GoldSet, now: Measured) -> list[str]:
    """Sentences on gold or texts that are not those that the floors were measured on."""
    faults = []
    if now.gold_sha256 != floors.gold_sha256:
        faults.append(f"the gold of {name} is not what its floors were measured on; {MEND}")
    if now.texts_sha256 != floors.texts_sha256:
        faults.append(
            f"the texts of {name} are not what its floors were measured on ({now.reports} reports now, {floors.reports} "
            f"then); bring the shared data back, or {MEND}"
        )
    return faults


def fallen_scores(name: str, floors: GoldSet, now: Measured) -> list[str]:
    """Sentences on scores below their floor, and on scores that have none."""
    faults = [f"{score} of {name} has no floor; {MEND}" for score in sorted(now.scores.keys() - floors.scores.keys())]
    for score, was in floors.scores.items():
        value = now.scores.get(score)
        if value is None:
            faults.append(f"{score} of {name} has a floor and is no longer measured")
        elif value < was.floor:
            when = f"measured {was.measured} on {floors.measured_on}"
            faults.append(f"{score} of {name} is {value}, below its floor {was.floor} ({when}); {LOWER}")
    return faults


def faults_of_history(floors: Floors) -> list[str]:
    """Sentences on floors that the history does not lead to, and on steps downwards without a reason."""
    faults = []
    standing: dict[tuple[str, str], float] = {}
    for change in floors.history.changes:
        key = (change.set, change.score)
        where = f"{change.score} of {change.set}, change of {change.on}"
        before = standing.get(key)
        if change.from_ != before:
            faults.append(f"{where}: it starts from {change.from_}, and the floor was {before}; put the line back")
        if before is not None and change.to < before and not change.why.strip():
            faults.append(f"{where}: the floor fell from {before} to {change.to} and no reason is given; fill in why")
        standing[key] = change.to
    now = {(name, score): was.floor for name, part in floors.sets.items() for score, was in part.scores.items()}
    for name, score in sorted(now.keys() | standing.keys()):
        floor, last = now.get((name, score)), standing.get((name, score))
        if floor != last:
            where = f"{score} of {name}: the floor is {floor} and the history ends at {last}"
            faults.append(f"{where}; put {last} back, then {LOWER}")
    return faults


# new floors ------------------------------------------------------------------------------------------------------------


def propose(old: Floors | None, now: Mapping[str, Measured], on: date, because: str = "") -> Floors:
    """New floors; sets that could not be measured keep theirs. Raises `LoweredError` where one fell and nobody says why."""
    sets = dict(old.sets) if old else {}
    history = list(old.history.changes) if old else []
    lowered = []
    for name, part in now.items():
        before = sets[name].scores if name in sets else {}
        scores = {
            score: Score(value, new_floor(score, value, before.get(score))) for score, value in part.scores.items()
        }
        for score, new in scores.items():
            was = before[score].floor if score in before else None
            if was is not None and new.floor < was:
                lowered.append(f"{score} of {name}: {was} -> {new.floor} (measured {new.measured})")
            if new.floor != was:
                why = "first measured" if was is None else because if new.floor < was else "rose"
                history.append(Change(on=on, set=name, score=score, from_=was, to=new.floor, why=why))
        sets[name] = GoldSet(
            reports=part.reports,
            measured_on=on,
            gold_sha256=part.gold_sha256,
            texts_sha256=part.texts_sha256,
            scores=scores,
        )
    if lowered and not because.strip():
        raise LoweredError('floors would fall; mend the rules, or say --because "why":\n  ' + "\n  ".join(lowered))
    return Floors(sets={name: sets[name] for name in SETS if name in sets}, history=History(changes=tuple(history)))


def new_floor(score: str, value: float, before: Score | None) -> float:
    """The value less the margin; a floor that it still reaches stays."""
    floor = round(max(value - (0 if score in EXACT else MARGIN), 0.0), 4)
    return max(floor, before.floor) if before and value >= before.floor else floor


def as_toml(floors: Floors) -> str:
    """floors.toml: a line for each score and for each change."""
    lines = [
        "# Floors of the scores of `memcon eval`, written by `python gold/floors.py --measure`; see gold/README.md.",
        f"# A floor is a measured score less {MARGIN}, that of {' and '.join(EXACT)} the score itself. F1 where there is one.",
        "# Never edit a floor by hand: tests/test_quality_gate.py replays the history.",
    ]
    for name, part in floors.sets.items():
        lines += [
            "",
            f"[sets.{name}]",
            f"reports = {part.reports}",
            f"measured_on = {part.measured_on}",
            f'gold_sha256 = "{part.gold_sha256}"',
            f'texts_sha256 = "{part.texts_sha256}"',
            "",
            f"[sets.{name}.scores]",
            *(f"{score} = {{ measured = {s.measured}, floor = {s.floor} }}" for score, s in part.scores.items()),
        ]
    lines += ["", "# Every floor that was ever set. Only added to.", "[history]", "changes = ["]
    lines += [f"  {{ {_change(change)} }}," for change in floors.history.changes]
    return "\n".join([*lines, "]", ""])


def _change(change: Change) -> str:
    """A change as the inside of an inline table."""
    fields = msgspec.to_builtins(change)
    fields["on"] = change.on
    return ", ".join(f"{name} = {_value(fields[name])}" for name in _CHANGE if fields[name] is not None)


def _value(value: object) -> str:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, str) else str(value)


def main() -> int:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--measure", action="store_true", help="write new floors")
    parser.add_argument("--because", default="", metavar="WHY", help="why floors fall, for the history")
    parser.add_argument("--shared", type=Path, default=SHARED, help="folder of seeds, gold and data")
    arguments = parser.parse_args()
    os.environ["MEMCON_KNOWLEDGE"] = ""  # what this machine's user taught memcon must not change a score
    old = read_floors() if FLOORS.exists() else None
    missing = [name for name in SETS if not at_hand(name, arguments.shared)]
    if missing:
        print(f"not measured, the texts are not under {arguments.shared}: {', '.join(missing)}")
    now = measure(arguments.shared)
    if arguments.measure:
        try:
            new = propose(old, now, datetime.now(UTC).date(), arguments.because)
        except LoweredError as error:
            print(error)
            return 2
        FLOORS.write_text(as_toml(new), encoding="utf-8")
        print(f"{len(new.history.changes) - (len(old.history.changes) if old else 0)} floors changed in {FLOORS}")
        return 0
    if old is None:
        print(f"there are no floors; {MEND}")
        return 2
    faults = faults_of_history(old)
    for name, part in now.items():
        faults += changed_inputs(name, old.sets[name], part) + fallen_scores(name, old.sets[name], part)
    for name, part in now.items():
        print(name, *(f"{score} {value}" for score, value in part.scores.items()), sep="  ")
    print("\n".join(faults) or "no score is below its floor")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
