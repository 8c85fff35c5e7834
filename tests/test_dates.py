"""Dates in whole sentences: which day, how exactly, by which method. The sentences are our own."""

import itertools
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from memcon.extraction.dates import METHODS, bound, find_dates
from memcon.language import parse
from memcon.read import read_text
from memcon.record import When

PUBLISHED = "2024-12-20"  # a Friday


def whens(text: str, published: str | None = PUBLISHED) -> list[When]:
    return [mention.when for mention in find_dates(parse(read_text(text, published=published)))]


def shown(when: When) -> str:
    """A date as short as it is known: a day, a month, a year, both days of several, or the bounds of a range."""
    if when.start is None:
        return f"{when.weekday or ''}?"
    if when.precision == "day" and when.start != when.end:
        return f"{when.start} to {when.end}"
    lengths = {"day": 10, "month": 7, "year": 4}
    if when.precision in lengths:
        return when.start[: lengths[when.precision]]
    return f"{when.start}/{when.end}"


def check(text: str, *expected: str, published: str | None = PUBLISHED) -> list[When]:
    found = whens(text, published)
    assert [shown(when) for when in found] == list(expected)
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The war began on October 7, 2023.", ["2023-10-07"]),
        ("The war began on 7 October 2023.", ["2023-10-07"]),
        ("The envoys met on Oct. 7, 2023.", ["2023-10-07"]),
        ("The envoys met on 7th October, 2023.", ["2023-10-07"]),
        ("The envoys met on the 11th of May 2021.", ["2021-05-11"]),
        ("The envoys met on 2023-10-07.", ["2023-10-07"]),
        ("The envoys met on 25/12/2018.", ["2018-12-25"]),
        ("The envoys met on 12.10.2018.", ["2018-10-12"]),
        ("The envoys met in October 2023.", ["2023-10"]),
        ("The envoys met in April, 2019.", ["2019-04"]),
        ("The treaty dates from 2025.", ["2025"]),
        ("They recalled the 2015 nuclear deal.", ["2015"]),
        ("She was in Lima between August 5 and 7, 2019.", ["2019-08-05/2019-08-07"]),
        ("The summit was held on 3-5 September 2019.", ["2019-09-03 to 2019-09-05"]),
        ("The summit ran from 30 October to 2 November 2023.", ["2023-10-30 to 2023-11-02"]),
        ("They met on January 3, 4 and 5, 2022.", ["2022-01-03 to 2022-01-05"]),
        ("He served from 2014 to 2019.", ["2014-01-01/2019-12-31"]),
        ("They fought in the 1990s.", ["1990-01-01/1999-12-31"]),
        ("Trade grew in the first half of 2023.", ["2023-01-01/2023-06-30"]),
        ("Trade grew in Q3 2023.", ["2023-07-01/2023-09-30"]),
        ("Work began in mid-2023 and in late 2022.", ["2023", "2022"]),
        ("They met on November 9, 2020, January 11 and November 26, 2021.", ["2020-11-09", "2021-01-11", "2021-11-26"]),
        ("They met in August and September 2023.", ["2023-08", "2023-09"]),
        ("On Friday, 11 October 2024, they met.", ["2024-10-11"]),
        ("The envoy came on Mon 28th December 2020.", ["2020-12-28"]),
        ("Trade grew in 3Q 2023 and in 2022 Q1.", ["2023-07-01/2023-09-30", "2022-01-01/2022-03-31"]),
        ("Trade grew in the first nine months of 2023.", ["2023-01-01/2023-09-30"]),
        ("Trade grew in the last two months of 2023.", ["2023-11-01/2023-12-31"]),
        ("The wars of the 70s and 80s were over.", ["1970-01-01/1989-12-31"]),
        ("They fought in the late '90s and in the early eighties.", ["1990-01-01/1999-12-31", "1980-01-01/1989-12-31"]),
        ("They spoke of the '67 lines and of the summit of '08.", ["1967", "2008"]),
        ("They met on Christmas Eve 2022 and on New Year's Day, 2023.", ["2022-12-24", "2023-01-01"]),
        ("They met in the first week of May 2023.", ["2023-05-01/2023-05-07"]),
        ("They met in the last week of May 2023.", ["2023-05-25/2023-05-31"]),
        ("They met in the second half of November 2023.", ["2023-11-16/2023-11-30"]),
        ("They met in the week of 6 March 2024.", ["2024-03-04/2024-03-10"]),
        ("They met in the week of March 3, 2024.", ["2024-03-03/2024-03-09"]),
        ("They met in the week beginning 6 March 2024.", ["2024-03-06/2024-03-12"]),
    ],
)
def test_what_the_text_gives_in_full(text: str, expected: list[str]) -> None:
    for when in check(text, *expected):
        assert when.method == "stated"


@pytest.mark.parametrize(
    "words", ["fiscal 2008", "the fiscal year 2008", "FY2008", "FY08", "the 2008-09 financial year"]
)
def test_a_fiscal_year_is_left_open(words: str) -> None:
    (when,) = check(f"The aid was paid in {words}.", "?")
    assert (when.spans[0].text, when.method) == (words, "fiscal year, first day not known")


def test_a_numeric_date_with_two_readings_is_bounded_by_them() -> None:
    (when,) = check("The envoys met on 12/10/2018.", "2018-10-12/2018-12-10")
    assert when.method == "stated, day and month in doubt"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The envoys met on 7 October.", "2024-10-07"),
        ("The envoys met on 23 December.", "2023-12-23"),
        ("The envoys will meet on 3 January.", "2025-01-03"),
        ("The meeting is scheduled for May 12.", "2025-05-12"),
        ("The fair to be held in Turin on November 1 was announced.", "2025-11-01"),
        ("The minister was appointed in November.", "2024-11"),
        ("The minister will travel in May.", "2025-05"),
        ("The agreement was signed last October.", "2024-10"),
        ("The agreement was signed on 5 May last year.", "2023-05-05"),
        ("The talks took place in early March.", "2024-03"),
        ("Trade fell in the third quarter.", "2024-07-01/2024-09-30"),
        ("Trade fell in the fourth quarter.", "2024-10-01/2024-12-31"),
        ("Trade will fall in the first quarter.", "2025-01-01/2025-03-31"),
        ("The third-quarter figures are out.", "2024-07-01/2024-09-30"),
        ("Trade fell in Q2.", "2024-04-01/2024-06-30"),
        ("They met on Christmas Day.", "2023-12-25"),
        ("They met in the second week of October.", "2024-10-08/2024-10-14"),
        ("They will meet in the week of January 6.", "2025-01-06/2025-01-12"),
    ],
)
def test_a_year_is_added_by_the_tense(text: str, expected: str) -> None:
    check(text, expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The envoys will follow up on their 9 October call.", "2024-10-09"),
        ("The meeting will build on their November talks.", "2024-11"),
        ("They discussed the king's visit of 14 January.", "2025-01-14"),
        ("They prepared the January summit.", "2025-01"),
        ("They praised the decree of 20 March.", "2024-03-20"),
        ("They will attend the summit on 14 March.", "2025-03-14"),
        ("The king left on 14 January.", "2024-01-14"),
    ],
)
def test_a_date_beside_a_noun_may_lie_on_the_other_side_of_the_tense(text: str, expected: str) -> None:
    check(text, expected)


def test_a_weekday_beside_the_day_finds_the_year() -> None:
    (when,) = check("On Tuesday, December 19, they met.", "2023-12-19")
    assert (when.weekday, when.method) == ("Tuesday", "year in which the weekday fits")


def test_a_weekday_that_does_not_fit_is_kept_and_said() -> None:
    (when,) = check("On Friday, 12 October 2023, they met.", "2023-10-12")
    assert (when.weekday, when.method) == ("Friday", "stated, weekday does not fit")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The envoys met on Thursday.", "2024-12-19"),
        ("The envoys met on Friday.", "2024-12-20"),
        ("The envoys met last Friday.", "2024-12-13"),
        ("The envoys will meet on Monday.", "2024-12-23"),
        ("The envoys are to meet next Friday.", "2024-12-27"),
        ("A round scheduled for Saturday was announced.", "2024-12-21"),
        ("He said he would travel to Doha on Tuesday.", "2024-12-24"),
        ("The talks begin on Sunday.", "2024-12-22"),
        ("The envoys head to Doha on Tuesday.", "2024-12-24"),
        ("Qatar has proposed that the envoys meet on Sunday.", "2024-12-22"),
        ("Late Thursday night, the envoy left.", "2024-12-19"),
        ("The envoy left on Monday last week.", "2024-12-09"),
        ("The envoy met her counterpart today.", "2024-12-20"),
        ("The envoy met her counterpart yesterday.", "2024-12-19"),
        ("The envoy will meet her counterpart tomorrow.", "2024-12-21"),
        ("The envoy spoke this morning.", "2024-12-20"),
        ("The envoy spoke last night.", "2024-12-19"),
        ("The envoy left two days ago.", "2024-12-18"),
        ("The envoy left last month.", "2024-11"),
        ("The envoy left late last month.", "2024-11"),
        ("The envoy took office last year.", "2023"),
        ("The envoy took office five years ago.", "2019"),
        ("The envoy took office earlier this year.", "2024"),
        ("The envoy left last week.", "2024-12-09/2024-12-15"),
        ("The envoy spoke earlier this week.", "2024-12-16/2024-12-20"),
        ("The envoy will travel next month.", "2025-01"),
        ("The envoy will answer within two weeks.", "2024-12-20/2025-01-03"),
        ("The envoy has travelled much in the last three months.", "2024-09-20/2024-12-20"),
        ("The envoy will answer by the end of the year.", "2024"),
        ("The envoy was in Rome from Monday to Wednesday.", "2024-12-16 to 2024-12-18"),
        ("The envoy was in Rome on Monday and Tuesday.", "2024-12-16 to 2024-12-17"),
        ("The envoy will be in Rome on Sunday and Monday.", "2024-12-22 to 2024-12-23"),
        ("The envoy will be in Rome on the 29th and 30th of this month.", "2024-12-29 to 2024-12-30"),
        ("The envoy will be in Rome on the coming 3rd and 4th of February.", "2025-02-03 to 2025-02-04"),
        ("The envoy will be in Rome from 30 December to 2 January.", "2024-12-30 to 2025-01-02"),
        ("The envoy was in Rome between 3 and 5 December.", "2024-12-03/2024-12-05"),
        ("The envoy received the deputies this Monday (16).", "2024-12-16"),
        ("Tomorrow (21) the envoy receives the deputies.", "2024-12-21"),
        ("The envoy sees the deputies on Tuesday (24).", "2024-12-24"),
        ("The envoy arrived in Rome on the 14th.", "2024-12-14"),
        ("The envoy will fly to Rome on the 14th.", "2025-01-14"),
        ("The envoy will fly to Rome before the month is out.", "2024-12"),
        ("The envoy will fly to Rome before the end of the year.", "2024"),
        ("The envoy rested over the weekend.", "2024-12-14/2024-12-15"),
        ("Trade fell last quarter.", "2024-07-01/2024-09-30"),
        ("Trade will grow next quarter.", "2025-01-01/2025-03-31"),
        ("Trade grew in the last quarter, which was a surprise.", "2024-07-01/2024-09-30"),
        ("The envoy will answer by the end of the quarter.", "2024-10-01/2024-12-31"),
        ("Trade fell in the first three months of this year.", "2024-01-01/2024-03-31"),
        ("The envoy left in the spring of last year.", "2023"),
        ("The envoy spoke earlier in the week.", "2024-12-16/2024-12-20"),
        ("The envoy spoke earlier in the month.", "2024-12"),
        ("The envoy spoke earlier in the day.", "2024-12-20"),
        ("The envoy left the month before last.", "2024-10"),
        ("The envoy will travel the week after next.", "2024-12-30/2025-01-05"),
        ("The envoy will travel two days from now.", "2024-12-22"),
        ("The envoy will travel on the 15th of next month.", "2025-01-15"),
        ("The envoy left a fortnight ago.", "2024-12-02/2024-12-08"),
        ("The envoy left half a year ago.", "2024"),
        ("The envoy left a year and a half ago.", "2023"),
        ("The envoy left two and a half years ago.", "2022"),
        ("The envoy spoke twice in the last 24 hours.", "2024-12-19/2024-12-20"),
        ("The envoy will speak in the next 48 hours.", "2024-12-20/2024-12-22"),
        ("The envoy spoke twice this past week.", "2024-12-13/2024-12-20"),
        ("The guards have kept the border closed until Monday.", "2024-12-23"),
        ("The talks were adjourned until Tuesday.", "2024-12-24"),
        ("The truce was extended to Sunday.", "2024-12-22"),
        ("The talks had been adjourned until Tuesday.", "2024-12-17"),
        ("The envoy stayed in Rome until Tuesday.", "2024-12-17"),
    ],
)
def test_what_counts_from_publication(text: str, expected: str) -> None:
    check(text, expected)


def test_a_verb_inside_a_quotation_does_not_tell_when_it_was_said() -> None:
    check('"We must keep the peace," the envoy said during a meeting on Thursday.', "2024-12-19")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They met on 3 May 2021. The following day he left.", ["2021-05-03", "2021-05-04"]),
        ("They met on 3 May 2021. Two days later he left.", ["2021-05-03", "2021-05-05"]),
        ("They met on 3 May 2021. The same day he left.", ["2021-05-03", "2021-05-03"]),
        ("They met on 3 May 2021. He had come the previous day.", ["2021-05-03", "2021-05-02"]),
        ("They met in 2001. The following year he left.", ["2001", "2002"]),
        ("The following day he left.", ["?"]),
        ("They met on 3 May 2021. He left later that year.", ["2021-05-03", "2021"]),
        ("They met on 3 May 2021. In August of that year he left.", ["2021-05-03", "2021-08"]),
        ("They met on 3 May 2021. In March of the following year he left.", ["2021-05-03", "2022-03"]),
        ("They met in 2015. Later in the year he left.", ["2015", "2015"]),
        ("He arrived on Thursday. Earlier in the day he had been in Rome.", ["2024-12-19", "2024-12-19"]),
        ("The war began on 3 May 2021. He spoke earlier in the day.", ["2021-05-03", "2024-12-20"]),
        ("Trade fell in January, as in the same month a year earlier.", ["2024-01", "2023-01"]),
        ("Trade fell in February 2024, as in the same month last year.", ["2024-02", "2023-02"]),
        ("Trade grew in Q3 2024 over the same period of 2019.", ["2024-07-01/2024-09-30", "2019-07-01/2019-09-30"]),
        ("They met on 29 February 2024, as on the same day two years earlier.", ["2024-02-29", "2022-02-28"]),
        ("Trade fell as in the same month last year.", ["2023"]),
    ],
)
def test_what_counts_from_the_date_before(text: str, expected: list[str]) -> None:
    check(text, *expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The envoys met on Friday.", "Friday?"),
        ("The envoys met last month.", "?"),
        ("The envoys met on 7 October.", "?"),
        ("The envoys met today.", "?"),
    ],
)
def test_without_a_publication_date_it_is_left_open(text: str, expected: str) -> None:
    (when,) = check(text, expected, published=None)
    assert (when.precision, when.method) == ("unknown", "publication date not known")


def test_without_a_publication_date_the_year_of_the_day_before_is_carried() -> None:
    _, when = check("They met on 3 May 2021. On 5 May they signed.", "2021-05-03", "2021-05-05", published=None)
    assert when.method == "year of the date before"


@pytest.mark.parametrize(
    "text",
    [
        "The envoy may travel to Rome.",
        "Prime Minister May spoke.",
        "Crowds march for peace.",
        "March for the missing, they said.",
        "It was the second round.",
        "Some 2000 people came.",
        "The council adopted resolution 1701.",
        "They took part in Expo 2020.",
        "The plan is called Vision 2030.",
        "It was sold on Black Friday.",
        "The Friday Times reported on it.",
        "Friday prayers leader spoke.",
        "The youth of today is impatient.",
        "It is the first visit in two years.",
        "The call came at 16.30 and lasted 20 minutes.",
        "The ministry has 1500 staff.",
        "The team played its second quarter-final.",
        "It was the last quarter of the match.",
        "The first half of the talks was quiet.",
        "Q1. Why are you here?",
        "The envoy is a man in his 70s.",
        "She said that week after week nothing came.",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert whens(text) == []


def test_every_method_is_explained() -> None:
    texts = [
        "They met on 3 May 2021, on 12/10/2018, on 7 October and on Tuesday, December 19.",
        "They met on Friday, 12 October 2023, on Thursday, and will meet on Monday. The following day he left today.",
    ]
    assert {when.method for text in texts for when in whens(text)} <= METHODS.keys()


def test_spans_are_the_words() -> None:
    text = "The statement reads:“Today we met on 7 October”. The envoys met in early March 2021."
    assert [when.spans[0].text for when in whens(text)] == ["Today", "7 October", "early March 2021"]


class TestBound:
    friday = When(precision="unknown", weekday="Friday", method="publication date not known")

    def test_bounds_make_a_range(self) -> None:
        when = bound(self.friday, date(2014, 8, 28), date(2021, 8, 3), "bounds from offices held")
        assert (when.start, when.end, when.precision) == ("2014-08-28", "2021-08-03", "range")
        assert (when.weekday, when.method) == ("Friday", "bounds from offices held")

    def test_the_only_such_weekday_is_the_day(self) -> None:
        when = bound(self.friday, date(2024, 12, 16), date(2024, 12, 22), "bounds")
        assert (when.start, when.end, when.precision) == ("2024-12-20", "2024-12-20", "day")

    def test_a_known_date_is_not_changed(self) -> None:
        known = When(start="2024-12-20", end="2024-12-20", precision="day")
        assert bound(known, date(2014, 1, 1), date(2015, 1, 1), "bounds") is known

    def test_bounds_that_exclude_each_other_are_not_used(self) -> None:
        assert bound(self.friday, date(2021, 1, 1), date(2020, 1, 1), "bounds") is self.friday


_WORDS = st.sampled_from(
    [
        "on",
        "in",
        "by",
        "the",
        "last",
        "next",
        "Friday",
        "Monday",
        "October",
        "May",
        "7",
        "31",
        "2023",
        "12/10/2018",
        "29",
        "February",
        ",",
        "and",
        "to",
        "-",
        "'will'",
        "met",
        "two",
        "days",
        "ago",
        "within",
        "999",
        "decades",
        "years",
        "end",
        "of",
        "this",
        "week",
        "month",
        "same",
        "following",
        "day",
        "later",
        "first",
        "half",
        "Q4",
        "1990s",
        "early",
        "quarter",
        "third",
        "that",
        "year",
        "earlier",
        "hours",
        "'67",
        "70s",
    ]
)
_DAYS = st.dates(date(1, 1, 1), date(9999, 12, 31)).map(date.isoformat)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(_WORDS, min_size=1, max_size=25).map(" ".join), st.none() | _DAYS)
def test_any_words_give_sound_dates(text: str, published: str | None) -> None:
    article = read_text(text, published=published)
    parsed = parse(article)
    mentions = find_dates(parsed)
    assert mentions == find_dates(parsed)
    for before, after in itertools.pairwise(mentions):
        assert before.end <= after.start
    for mention in mentions:
        when = mention.when
        for span in when.spans:
            assert text[span.start : span.end] == span.text
        if when.start and when.end:
            first, last = date.fromisoformat(when.start), date.fromisoformat(when.end)
            assert first <= last
            assert (when.precision == "day") == (last - first < timedelta(days=1))
