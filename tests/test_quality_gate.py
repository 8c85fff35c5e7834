"""The quality gate of gold/floors.toml: gold and texts are those that were measured, no score is below its floor, and no
floor fell without a reason."""

import dataclasses
import subprocess
import sys
from datetime import date
from pathlib import Path

import msgspec
import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "gold"))

import floors as gate
from floors import Change, Floors, History, Measured

GOLD = gate.HERE
HELD = gate.read_floors()


@pytest.fixture(scope="module")
def measured() -> dict[str, Measured]:
    return gate.measure()


def of_set(name: str, measured: dict[str, Measured]) -> Measured:
    if name not in measured:
        pytest.skip(f"the texts of {name} are not in ../shared: its scores are not compared with their floors")
    return measured[name]


@pytest.mark.parametrize("name", gate.SETS)
def test_gold_and_texts_are_those_that_the_floors_were_measured_on(measured, name):
    faults = gate.changed_inputs(name, HELD.sets[name], of_set(name, measured))
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("name", gate.SETS)
def test_no_score_is_below_its_floor(measured, name):
    faults = gate.fallen_scores(name, HELD.sets[name], of_set(name, measured))
    assert not faults, "\n".join(faults)


def test_the_history_leads_to_the_floors_and_gives_a_reason_for_every_fall():
    faults = gate.faults_of_history(HELD)
    assert not faults, "\n".join(faults)


def test_the_floors_are_as_the_script_writes_them():
    assert gate.FLOORS.read_text(encoding="utf-8") == gate.as_toml(HELD)


def test_no_change_that_was_ever_committed_is_gone_from_the_history():
    def git(*arguments: str) -> str:
        command = ["git", "-C", str(GOLD), *arguments]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout

    try:
        versions = git("log", "--format=%H", "--", "floors.toml").split()
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("no git history at hand: the history in floors.toml is checked by itself only")
    for version in versions:
        committed = msgspec.toml.decode(git("show", f"{version}:./floors.toml"), type=Floors)
        gone = [change for change in committed.history.changes if change not in HELD.history.changes]
        assert not gone, f"put back into the history of gold/floors.toml, from commit {version[:8]}: {gone}"


# the gate itself, on scores of our own


def scored(**scores: float) -> dict[str, Measured]:
    return {"seeds": Measured(reports=5, gold_sha256="g", texts_sha256="t", scores=scores)}


def proposed(old: Floors | None, because: str = "", **scores: float) -> Floors:
    return gate.propose(old, scored(**scores), date(2026, 11, 21), because)


def floors_in(floors: Floors) -> dict[str, float]:
    return {score: was.floor for score, was in floors.sets["seeds"].scores.items()}


@pytest.fixture
def first() -> Floors:
    return proposed(None, statements=0.9, evidence=1.0)


def test_a_floor_is_the_score_less_a_margin_and_that_of_evidence_the_score(first):
    assert floors_in(first) == {"statements": 0.89, "evidence": 1.0}


@pytest.mark.parametrize(
    ("then", "floor"),
    [(0.95, 0.94), (0.895, 0.89), (0.89, 0.89)],
    ids=["a better score raises it", "a loss within the margin leaves it", "a score on the floor leaves it"],
)
def test_a_floor_only_rises_by_itself(first, then, floor):
    later = proposed(first, statements=then, evidence=1.0)
    assert floors_in(later)["statements"] == floor
    assert not gate.faults_of_history(later)


def test_a_floor_falls_only_for_a_reason(first):
    with pytest.raises(gate.LoweredError, match=r"statements of seeds: 0\.89 -> 0\.79 \(measured 0\.8\)"):
        proposed(first, statements=0.8, evidence=1.0)
    lower = proposed(first, "headlines are no statements any more", statements=0.8, evidence=1.0)
    assert lower.history.changes[-1] == Change(
        on=date(2026, 11, 21),
        set="seeds",
        score="statements",
        from_=0.89,
        to=0.79,
        why="headlines are no statements any more",
    )
    assert not gate.faults_of_history(lower)


def test_a_floor_that_was_lowered_by_hand_is_found_out(first):
    text = gate.as_toml(first).replace("measured = 0.9, floor = 0.89", "measured = 0.9, floor = 0.5")
    faults = gate.faults_of_history(msgspec.toml.decode(text, type=Floors))
    assert len(faults) == 1
    assert faults[0].startswith("statements of seeds: the floor is 0.5 and the history ends at 0.89; put 0.89 back")


def test_a_floor_that_was_taken_out_is_found_out(first):
    lines = [line for line in gate.as_toml(first).splitlines() if not line.startswith("statements = ")]
    faults = gate.faults_of_history(msgspec.toml.decode("\n".join(lines), type=Floors))
    assert [fault.partition(";")[0] for fault in faults] == [
        "statements of seeds: the floor is None and the history ends at 0.89"
    ]


def test_a_fall_written_into_the_history_without_a_reason_is_found_out(first):
    lower = proposed(first, "a reason", statements=0.8, evidence=1.0)
    silent = msgspec.structs.replace(lower.history.changes[-1], why=" ")
    changes = (*lower.history.changes[:-1], silent)
    faults = gate.faults_of_history(msgspec.structs.replace(lower, history=History(changes=changes)))
    assert len(faults) == 1
    assert "fell from 0.89 to 0.79 and no reason is given" in faults[0]


def test_a_line_taken_out_of_the_history_is_found_out(first):
    lower = proposed(first, "a reason", statements=0.8, evidence=1.0)
    higher = proposed(lower, statements=0.95, evidence=1.0)
    changes = tuple(change for change in higher.history.changes if change.to != 0.79)
    faults = gate.faults_of_history(msgspec.structs.replace(higher, history=History(changes=changes)))
    assert [fault.partition(";")[0] for fault in faults] == [
        "statements of seeds, change of 2026-11-21: it starts from 0.79, and the floor was 0.89"
    ]


@pytest.mark.parametrize(
    ("scores", "fault"),
    [
        ({"statements": 0.89, "evidence": 1.0}, None),
        ({"statements": 0.889, "evidence": 1.0}, "statements of seeds is 0.889, below its floor 0.89"),
        ({"statements": 0.9, "evidence": 0.9999}, "evidence of seeds is 0.9999, below its floor 1.0"),
        ({"statements": 0.9}, "evidence of seeds has a floor and is no longer measured"),
        ({"statements": 0.9, "evidence": 1.0, "claims": 1.0}, "claims of seeds has no floor"),
    ],
)
def test_a_score_is_compared_with_its_floor(first, scores, fault):
    faults = gate.fallen_scores("seeds", first.sets["seeds"], scored(**scores)["seeds"])
    assert len(faults) == (fault is not None)
    assert not fault or faults[0].startswith(fault)


@pytest.mark.parametrize(("field", "what"), [("gold_sha256", "gold"), ("texts_sha256", "texts")])
def test_other_gold_or_other_texts_ask_for_new_floors(first, field, what):
    part = first.sets["seeds"]
    assert not gate.changed_inputs("seeds", part, scored(statements=0.9)["seeds"])
    (fault,) = gate.changed_inputs("seeds", part, dataclasses.replace(scored(statements=0.9)["seeds"], **{field: "x"}))
    assert fault.startswith(f"the {what} of seeds")
    assert "python gold/floors.py --measure" in fault


def test_a_digest_tells_names_and_contents_apart_and_not_their_order():
    assert gate.digest({"a": b"1", "b": b"2"}) == gate.digest({"b": b"2", "a": b"1"})
    assert gate.digest({"a": b"1", "b": b"2"}) != gate.digest({"a": b"2", "b": b"1"})


def test_only_our_own_words_are_measured_where_other_texts_are_not_at_hand(tmp_path):
    assert gate.measure(tmp_path).keys() == set(gate.OWN_WORDS)


def test_sets_that_were_not_measured_keep_their_floors(first):
    assert gate.propose(first, {}, date(2026, 11, 22)) == first


def test_every_figure_but_the_counts_is_a_score():
    figures = {
        "articles": 5,
        "claims": {"p": 1.0, "f1": 0.7},
        "contact_fields": {"mode": 0.8},
        "speaker": 1,
        "spans": 9,
    }
    assert dict(gate.scores_of(figures)) == {"claims": 0.7, "contact_mode": 0.8, "speaker": 1.0}
