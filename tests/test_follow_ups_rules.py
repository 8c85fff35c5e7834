"""The words by which follow-ups are found: acts that a contact fulfils, content, names of mechanisms."""

import tomllib
from pathlib import Path

import pytest

import memcon.archive.follow_ups
from memcon.archive.follow_ups.acts import contact_act
from memcon.archive.follow_ups.names import is_common, mechanism_words, round_number, same_mechanism
from memcon.archive.follow_ups.words import content_words, deed, likeness, share, tells_as_done

ACTS = tomllib.loads((Path(memcon.archive.follow_ups.__file__).parent / "acts.toml").read_text(encoding="utf-8"))["act"]


@pytest.mark.parametrize(("name", "words"), [(act["name"], words) for act in ACTS for words in act["examples"]])
def test_an_act_finds_its_examples(name: str, words: str) -> None:
    found = contact_act(words)
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize("words", [words for act in ACTS for words in act["counters"]])
def test_an_act_lets_its_counters_be(words: str) -> None:
    assert contact_act(words) is None


def test_an_act_that_is_told_late_in_a_sentence_is_not_the_promise() -> None:
    assert contact_act("to lower the toll on the bridge and to meet again in Brandby") is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("to reopen the border bridge in May 2025", {"reopen", "border", "bridg"}),
        ("The two sides would be reopening the bridges", {"reopen", "bridg"}),
        ("", set()),
        ("policies of the two countries", {"policy"}),
    ],
)
def test_content_is_what_is_left_without_dates_and_small_words(text: str, words: set[str]) -> None:
    assert content_words(text) == words


def test_words_in_common_are_shares_of_one_or_of_both() -> None:
    one, other = frozenset({"reopen", "bridg"}), frozenset({"reopen", "bridg", "toll", "coast"})
    assert share(one, other) == 1.0
    assert share(other, one) == 0.5
    assert likeness(one, other) == 0.5
    assert share(frozenset(), one) == likeness(frozenset(), frozenset()) == 0.0


@pytest.mark.parametrize(
    ("act", "verb"),
    [
        ("to reopen the bridge", "reopen"),
        ("would jointly sign the accord", "sign"),
        ("the reopening of the bridge", None),
        ("", None),
    ],
)
def test_the_deed_is_the_bare_verb_that_an_act_begins_with(act: str, verb: str | None) -> None:
    assert deed(act) == verb


@pytest.mark.parametrize(
    ("verb", "text", "done"),
    [
        ("reopen", "Norland has reopened the bridge", True),
        ("reopen", "the bridge was reopened in March", True),
        ("withdraw", "the troops withdrew from the coast", True),
        ("stop", "they stopped the blockade", True),
        ("reopen", "the bridge will be reopened", False),
        ("reopen", "the bridge has not yet been reopened", False),
        ("reopen", "he hoped that the bridge could be reopened", False),
        ("reopen", "they reopen the bridge", False),
        ("reopen", "the bridge is still closed", False),
    ],
)
def test_only_what_is_told_in_the_past_and_not_denied_is_done(verb: str, text: str, done: bool) -> None:
    assert tells_as_done(verb, text) is done


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("the Supreme Council", "High-Level Strategic Cooperation Council between Norland and Sudmark", True),
        ("Astana format", "third round of the Astana talks", True),
        ("Joint Bridge Commission", "Joint Bridge Committee", True),
        ("Joint Bridge Commission", "Joint Fisheries Commission", False),
        ("Summit", "NATO Summit", False),
        (None, "Supreme Council", False),
    ],
)
def test_names_of_one_mechanism_have_the_words_that_tell_it_in_common(
    one: str | None, other: str | None, same: bool
) -> None:
    assert same_mechanism(one, other) is same
    assert same_mechanism(other, one) is same


def test_a_name_of_common_words_may_be_that_of_many() -> None:
    assert is_common(mechanism_words("Joint Economic Commission"))
    assert not is_common(mechanism_words("Joint Bridge Commission"))


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("8th meeting of the Supreme Council", 8),
        ("the third round of talks", 3),
        ("21st session", 21),
        ("Group of Seven", None),
        (None, None),
    ],
)
def test_the_number_of_a_session_is_an_ordinal_in_its_name(name: str | None, number: int | None) -> None:
    assert round_number(name) == number
