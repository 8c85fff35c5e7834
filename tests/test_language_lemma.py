"""Lemma scripts: what is learned from a pair gives the pair back."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from memcon.language import lemma


@given(st.text(), st.text(min_size=1))
@example("İSTANBUL", "İstanbul")
@example("a|b", "|")
@example("was", "be")
@example("", "x")
def test_a_script_gives_back_its_lemma(form: str, base: str) -> None:
    assert lemma.apply(lemma.script_of(form, base), form) == base


@given(st.text(min_size=1), st.text(min_size=1), st.text(min_size=1))
def test_a_script_gives_every_word_a_lemma(form: str, base: str, other: str) -> None:
    assert lemma.apply(lemma.script_of(form, base), other)


@pytest.mark.parametrize(
    ("form", "base", "script"),
    [
        ("Countries", "country", "l|3|y"),
        ("Ankara", "Ankara", "k|0|"),
        ("went", "go", "l|4|go"),
        ("IRAN", "Iran", "k|3|ran"),
    ],
)
def test_scripts_read_case_cut_add(form: str, base: str, script: str) -> None:
    assert lemma.script_of(form, base) == script


def test_a_known_word_wins_over_a_likelier_unknown_one() -> None:
    known = frozenset({"stress", "tie"})
    assert lemma.choose(["l|1|", "l|2|"], "stressed", known) == "stress"
    assert lemma.choose(["l|1|", "l|2|"], "foobared", known) == "foobare"
    assert lemma.choose(["l|1|", "l|2|"], "re-stressed", known) == "re-stress"


@pytest.mark.parametrize("scripts", [["k|0|", "l|1|"], ["l|0|", "l|1|"]])
def test_names_and_unchanged_words_are_left(scripts: list[str]) -> None:
    assert lemma.choose(scripts, "ties", frozenset({"tie"})) == "ties"
