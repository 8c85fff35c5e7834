"""Quotation marks in pairs."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memcon.language.quotations import Quotation, find_quotations
from memcon.read import Block


def quoted(*paragraphs: str) -> list[tuple[str, bool]]:
    """The quotations of a report of these paragraphs, and whether each is left open."""
    text, blocks = "", []
    for paragraph in paragraphs:
        blocks.append(Block(len(text), len(text) + len(paragraph), "paragraph"))
        text += paragraph + "\n"
    return [(text[found.start : found.end], found.open) for found in find_quotations(text, blocks)]


@pytest.mark.parametrize(
    "words",
    [
        '"We are ready"',
        "“We are ready”",
        "„We are ready“",
        "«We are ready»",
        "‘We are ready to talk’",
        '“We are ready"',
    ],
)
def test_every_pair_of_marks(words: str) -> None:
    assert quoted(f"The minister said {words} on Friday.") == [(words, False)]


def test_an_open_quotation_ends_with_its_paragraph() -> None:
    first, second = "He said: “We are ready.", "“We were always ready,” he added."
    assert quoted(first, second) == [("“We are ready.", True), ("“We were always ready,”", False)]


def test_two_in_one_paragraph() -> None:
    assert quoted('"Yes," he said, "and no."') == [('"Yes,"', False), ('"and no."', False)]


@pytest.mark.parametrize(
    "text",
    [
        "The two countries' interests and Iran's policy don't differ.",
        "He called it a 'deal' of sorts.",
        "The ’90s were the ministers’ time.",
        "",
        "No marks at all.",
    ],
)
def test_apostrophes_and_scare_quotes_are_none(text: str) -> None:
    assert quoted(text) == []


def test_a_plural_inside_single_marks_does_not_close_them() -> None:
    words = "'We respect the two countries' interests and will defend them.'"
    assert quoted(f"{words} he said.") == [(words, False)]


@given(st.lists(st.text(st.sampled_from("a s.\"“”„«»‘’'\n"), min_size=1), min_size=1, max_size=4))
def test_quotations_stand_in_order_inside_their_blocks(paragraphs: list[str]) -> None:
    text = "".join(paragraphs)
    edges = [0]
    for paragraph in paragraphs:
        edges.append(edges[-1] + len(paragraph))
    found = find_quotations(text, [Block(a, b, "paragraph") for a, b in pairwise(edges)])
    position = 0
    for quotation in found:
        assert isinstance(quotation, Quotation)
        assert position <= quotation.start < quotation.end <= len(text)
        assert text[quotation.start] in "\"“”„«‘'"  # ” opens where it was typed the wrong way round
        assert quotation.open or text[quotation.end - 1] in "\"”“»’'"
        assert not any(quotation.start < edge < quotation.end for edge in edges)
        position = quotation.end
