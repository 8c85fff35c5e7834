"""When something undertaken is due. The sentences are our own."""

import pytest

from memcon.extraction.dates import due_date
from memcon.language import parse
from memcon.read import read_text
from memcon.record import When


def due(text: str, published: str | None = "2024-12-20") -> When | None:
    parsed = parse(read_text(text, published=published))
    return due_date(parsed, 0, len(parsed.doc))


@pytest.mark.parametrize(
    ("text", "words", "end"),
    [
        ("The sides agreed to raise trade to 30 billion dollars by 2030.", "2030", "2030-12-31"),
        ("He expressed hope that the council will meet in 2025.", "2025", "2025-12-31"),
        ("They pledged to finish the road by the end of the year.", "the end of the year", "2024-12-31"),
        ("She said on Thursday that a delegation would go to Doha next month.", "next month", "2025-01-31"),
        ("The two will meet on May 12 to sign the text.", "May 12", "2025-05-12"),
        ("The envoy promised to answer within two weeks.", "within two weeks", "2025-01-03"),
        ("He called for a meeting before the summit later this month.", "later this month", "2024-12-31"),
        ("They agreed to double trade in the next five years.", "the next five years", "2029-12-20"),
        ("He invited her to visit in the first half of 2025.", "the first half of 2025", "2025-06-30"),
    ],
)
def test_time_to_come(text: str, words: str, end: str) -> None:
    when = due(text)
    assert when is not None
    assert (when.spans[0].text, when.end) == (words, end)


@pytest.mark.parametrize(
    "text",
    [
        "He said on Thursday that the agreement of 2015 must be kept.",
        "The ministers agreed in 2016 to cooperate.",
        "They agreed to cooperate.",
    ],
)
def test_time_gone_by_is_not_when_it_is_due(text: str) -> None:
    assert due(text) is None


def test_a_deadline_goes_before_another_time_to_come() -> None:
    when = due("They will meet on May 12 and finish the text by 1 August.")
    assert when is not None
    assert when.start == "2025-08-01"


def test_without_a_publication_date_a_stated_year_is_due_and_a_day_stays_open() -> None:
    stated, day = due("They agreed to finish the road by 2030.", None), due("The two will meet on May 12.", None)
    assert stated is not None
    assert stated.start == "2030-01-01"
    assert day is not None
    assert (day.start, day.precision, day.spans[0].text) == (None, "unknown", "May 12")


def test_no_words_are_never_due() -> None:
    parsed = parse(read_text("They agreed to meet by 2030.", published=None))
    assert due_date(parsed, 3, 3) is None
