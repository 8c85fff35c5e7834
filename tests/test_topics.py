"""Topics of a stretch of a report. The sentences are our own."""

import re

import pytest

from memcon.extraction.topics import Topic, find_topics, topics
from memcon.language import parse
from memcon.read import read_text

CONTEXTS = frozenset(
    [
        "military",
        "intelligence",
        "executive",
        "legislative",
        "election",
        "political_institutions",
        "pro_democracy",
        "pro_autocracy",
        "economic",
        "legal",
        "human_rights",
        "rights_freedoms",
        "repression",
        "human_security",
        "lgbt",
        "religion_ethnicity",
        "inequality",
        "diplomatic",
        "territory",
        "health",
        "asylum",
        "migration",
        "disasters",
        "natural_resource",
        "environment",
        "technology",
        "terrorism",
        "cbrn",
        "cyber",
        "misinformation",
        "crime",
        "corruption",
        "illegal_drugs",
        "trafficking",
    ]
)
"""The general contexts of the PLOVER manual of 2021."""


def of(text: str) -> tuple[str, ...]:
    parsed = parse(read_text(text))
    return tuple(find_topics(parsed, 0, len(parsed.doc)))


@pytest.mark.parametrize("topic", topics().values(), ids=lambda topic: topic.name)
def test_every_topic_finds_its_example_and_not_its_counter_example(topic: Topic) -> None:
    assert topic.name in of(topic.example)
    assert topic.name not in of(topic.counter)


@pytest.mark.parametrize("topic", topics().values(), ids=lambda topic: topic.name)
def test_codes_are_of_their_schemes(topic: Topic) -> None:
    assert re.fullmatch(r"\d{8}", topic.iptc)
    assert set(topic.plover) <= CONTEXTS


def test_topics_come_in_the_order_of_the_text() -> None:
    assert of("They discussed trade, banking and transport.") == ("trade", "banking", "transport")
    assert of("They discussed transport, trade and banking.") == ("transport", "trade", "banking")


def test_only_the_stretch_asked_for_counts() -> None:
    parsed = parse(read_text("They discussed trade. They discussed sport."))
    first, second = (sentence.span for sentence in parsed.sentences)
    assert tuple(find_topics(parsed, first.start, first.end)) == ("trade",)
    assert tuple(find_topics(parsed, second.start, second.end)) == ("sport",)
    assert find_topics(parsed, 2, 2) == {}


def test_a_stretch_may_have_no_topic() -> None:
    assert of("They smiled and left.") == ()


@pytest.mark.parametrize(
    ("text", "absent"),
    [
        ("The sides trade blame for the fire.", "trade"),
        ("Aid came through a humanitarian corridor.", "transport"),
        ("The Quds Force was named.", "jerusalem"),
    ],
)
def test_words_that_say_that_it_is_something_else(text: str, absent: str) -> None:
    assert absent not in of(text)
