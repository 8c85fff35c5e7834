"""Texts laid out with marks that may cross, and divided into paragraphs, parts and what stands round passages."""

import time
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from memcon.faces.web.annotation import DEEPEST, Layout, Mark, lay_out
from memcon.faces.web.stretches import around, breakable, paragraphs, part_of, parts

PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
TEXT = st.text(alphabet="ab \n.é\u202e<", min_size=0, max_size=60)


@st.composite
def marked(draw: st.DrawFn, most: int = 12) -> tuple[str, list[Mark], list[tuple[int, int]]]:
    """A text, marks on it and some stretches of it."""
    text = draw(TEXT)
    place = st.integers(0, len(text) + 3)
    pairs = draw(st.lists(st.tuples(place, place), max_size=most))
    marks = [
        Mark(start, end, "kind", f"w{n}", draw(st.sampled_from(["", f"f{n}", "f0"])))
        for n, (start, end) in enumerate(pairs)
    ]
    edges = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8)))
    stretches = [(start, end) for start, end in zip(edges[::2], edges[1::2], strict=False)]
    return text, marks, stretches or [(0, len(text))]


def covered(layout: Layout, stretches: list[tuple[int, int]]) -> dict[str, set[int]]:
    """The places over which each mark is open, by its id; fails where elements would not nest."""
    found: dict[str, set[int]] = {}
    for (start, end), segments in zip(stretches, layout.paragraphs, strict=True):
        at, stack = start, []
        for segment in segments:
            stack += [mark for mark, _ in segment.opened]
            for mark in stack:
                found.setdefault(mark.id, set()).update(range(at, at + len(segment.words)))
            at += len(segment.words)
            assert segment.closed <= len(stack)
            del stack[len(stack) - segment.closed :]
        assert at == end
        assert stack == []
    return found


@PATIENT
@given(marked())
def test_the_segments_are_the_text_and_every_mark_covers_its_words(
    case: tuple[str, list[Mark], list[tuple[int, int]]],
) -> None:
    text, marks, stretches = case
    layout = lay_out(text, marks, stretches)
    for (start, end), segments in zip(stretches, layout.paragraphs, strict=True):
        assert "".join(segment.words for segment in segments) == text[start:end]
    shown = {place for start, end in stretches for place in range(start, end)}
    found = covered(layout, stretches)
    for mark in marks:
        assert found.get(mark.id, set()) == set(range(mark.start, mark.end)) & shown


@PATIENT
@given(marked())
def test_a_mark_begins_once_and_words_lead_to_the_innermost_fact(
    case: tuple[str, list[Mark], list[tuple[int, int]]],
) -> None:
    text, marks, stretches = case
    layout = lay_out(text, marks, stretches)
    segments = [segment for paragraph in layout.paragraphs for segment in paragraph]
    begun = [mark.id for segment in segments for mark, new in segment.opened if new]
    assert len(begun) == len(set(begun))
    assert set(begun) == {mark.id for segment in segments for mark, _ in segment.opened}
    firsts = [segment.to for segment in segments if segment.first]
    assert sorted(firsts) == sorted({segment.to for segment in segments} - {""})
    for paragraph in layout.paragraphs:
        stack: list[Mark] = []
        for segment in paragraph:
            stack += [mark for mark, _ in segment.opened]
            leading = next((mark.to for mark in reversed(stack) if mark.to), "")
            assert segment.to == ("" if segment.words.isspace() else leading)
            del stack[len(stack) - segment.closed :]


@PATIENT
@given(marked())
def test_every_fact_that_is_shown_can_be_reached(case: tuple[str, list[Mark], list[tuple[int, int]]]) -> None:
    text, marks, stretches = case
    layout = lay_out(text, marks, stretches)
    reached = {segment.to for paragraph in layout.paragraphs for segment in paragraph}
    beside = {fact for facts in layout.beside.values() for fact in facts}
    shown: set[str] = set()
    for paragraph in layout.paragraphs:
        stack: list[Mark] = []
        for segment in paragraph:
            stack += [mark for mark, _ in segment.opened]
            shown |= set() if segment.words.isspace() else {mark.to for mark in stack}
            del stack[len(stack) - segment.closed :]
    assert shown - {""} == (reached | beside) - {""}
    assert not reached & beside
    assert set(layout.beside) <= reached


def test_of_two_marks_that_cross_the_later_is_opened_again() -> None:
    (segments,) = lay_out("abcdef", [Mark(0, 4, "one", "x", "x"), Mark(2, 6, "two", "y", "y")], [(0, 6)]).paragraphs
    assert [(s.words, [(mark.id, new) for mark, new in s.opened], s.closed) for s in segments] == [
        ("ab", [("x", True)], 0),
        ("cd", [("y", True)], 2),
        ("ef", [("y", False)], 1),
    ]


def test_a_fact_whose_words_all_lead_elsewhere_stands_with_the_fact_of_most_of_them() -> None:
    marks = [Mark(0, 10, "kind", "s", "s"), Mark(0, 2, "kind", "a", "a"), Mark(2, 10, "kind", "k", "k")]
    layout = lay_out("abcdefghij", marks, [(0, 10)])
    assert [segment.to for segment in layout.paragraphs[0]] == ["a", "k"]
    assert layout.beside == {"k": ["s"]}


def test_marks_deeper_than_can_be_shown_are_marked_where_they_begin() -> None:
    marks = [Mark(0, 10, "kind", f"w{n}", f"f{n}") for n in range(DEEPEST + 3)]
    layout = lay_out("abcdefghij", marks, [(0, 10)])
    (segment,) = layout.paragraphs[0]
    assert len(segment.opened) == DEEPEST
    assert [mark.id for mark in segment.anchors] == [f"w{n}" for n in range(DEEPEST, DEEPEST + 3)]
    assert {f"f{n}" for n in range(DEEPEST + 3)} == {segment.to, *layout.beside[segment.to]}


@pytest.mark.parametrize("length", [200, 400_000], ids=["short", "crossing each other by the thousand"])
def test_a_line_of_five_megabytes_is_laid_out_in_linear_time(length: int) -> None:
    text = "word " * 1_000_000
    marks = [Mark(n * 500, n * 500 + length, "kind", f"w{n}", f"f{n}") for n in range(9_000)]
    began = time.process_time()
    layout = lay_out(text, marks, list(paragraphs(text)))
    assert time.process_time() - began < 10
    segments = layout.paragraphs[0]
    assert "".join(segment.words for segment in segments) == text.rstrip(" ") + " "
    assert len(segments) <= 2 * len(marks) + 1
    assert sum(len(segment.opened) for segment in segments) <= DEEPEST * len(segments)


@PATIENT
@given(TEXT, st.data())
def test_paragraphs_leave_out_nothing_but_white_space(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    found = list(paragraphs(text, start, end))
    edges = [start, *(edge for stretch in found for edge in stretch), end]
    assert edges == sorted(edges)
    assert not "".join(text[before:after] for before, after in zip(edges[::2], edges[1::2], strict=True)).strip()
    assert all(text[first:last].strip() for first, last in found)


def test_long_lines_are_paragraphs_and_short_ones_stay_together() -> None:
    long = "A sentence that goes on. " * 6
    text = f"Head\nline\n\n{long}\n{long}\nshort\nlines\n"
    assert [text[start:end] for start, end in paragraphs(text)] == ["Head\nline", long, long, "short\nlines"]


@PATIENT
@given(TEXT, st.integers(1, 20))
def test_parts_follow_each_other_and_are_short_enough(text: str, longest: int) -> None:
    found = parts(text, longest)
    assert "".join(text[start:end] for start, end in found) == text
    assert all(end - start <= longest for start, end in found)
    assert all(before[1] == after[0] for before, after in pairwise(found))
    for place in range(len(text)):
        start, end = found[part_of(found, place) - 1]
        assert start <= place < end


def test_a_text_is_divided_between_lines_or_sentences_where_it_can_be() -> None:
    text = "One line.\nTwo sentences. The other one"
    assert [text[start:end] for start, end in parts(text, 27)] == [
        "One line.\n",
        "Two sentences. ",
        "The other one",
    ]


@PATIENT
@given(st.lists(st.tuples(st.integers(0, 9_000), st.integers(1, 400)), max_size=10), st.integers(500, 4_000))
def test_what_is_shown_round_passages_is_in_order_and_short_enough(
    passages: list[tuple[int, int]], longest: int
) -> None:
    text = "A few words of it. " * 500
    found = around(text, [(start, start + length) for start, length in passages], whole=1_000, longest=longest)
    edges = [edge for stretch in found for edge in stretch]
    assert edges == sorted(edges)
    assert found
    assert sum(end - start for start, end in found[1:]) <= longest
    if passages:
        first = min(start for start, _ in passages)
        assert found[0][0] <= first < found[0][1]


def test_a_text_that_is_short_is_shown_whole() -> None:
    assert around("A few words.", [(2, 5)], whole=100) == [(0, 12)]


def test_only_a_word_without_end_is_cut() -> None:
    text = "word " * 1_000 + "w" * 1_000
    assert breakable(text) == [text]
    assert breakable("") == [""]
    endless = breakable(text + "w" * 1_500 + " word")
    assert "".join(endless) == text + "w" * 1_500 + " word"
    assert [len(part) for part in endless] == [6_000, 1_000, 505]
