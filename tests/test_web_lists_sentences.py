"""A query read back as a sentence, and times in a few words."""

import pytest

from memcon.archive import CommitmentFilters, Filters
from memcon.faces.web.sentences import choices, sentence, value_in_words
from memcon.faces.web.times import due, period, when, whole


@pytest.mark.parametrize(
    ("filters", "said"),
    [
        (Filters(), "All encounters"),
        (
            Filters(country=("IRN", "TUR"), mode="phone", since="2018-01-01"),
            "Encounters between Iran and Turkey, by telephone, since 2018",
        ),
        (Filters(country=("USA",), status="cancelled"), "Cancelled encounters of the United States"),
        (
            Filters(status="held", level="leader", person="Brandt"),
            "Encounters held, with “Brandt”, at the level of leaders",
        ),
        (
            Filters(topic="syria", mechanism="Astana", outlet="Herald", until="2018-10-31"),
            "Encounters, about Syria, within “Astana”, as reported by “Herald”, until October 2018",
        ),
        (Filters(since="2018-01-01", until="2018-12-31"), "Encounters, in 2018"),
        (Filters(since="2018-01-01", until="2018-01-31"), "Encounters, in January 2018"),
        (Filters(role="main"), "Encounters, that a report is about"),
    ],
)
def test_encounters_are_said_with_all_that_narrows_them(filters: Filters, said: str) -> None:
    assert sentence("encounters", filters) == said


def test_other_lists_are_said_in_their_own_words() -> None:
    both = Filters(country=("IRN", "TUR"))
    assert sentence("statements", both) == "Statements by speakers from Iran or Turkey"
    assert sentence("statements", Filters(person="Brandt", country=("IRN",))) == "Statements by “Brandt” from Iran"
    assert sentence("reports", Filters(outlet="Herald", since="2024-05-01")) == (
        "Reports, as reported by “Herald”, published since May 2024"
    )
    assert sentence("passages", Filters(), query="bridge") == "Passages with “bridge”"
    assert sentence("statements", both, query="bridge") == "Statements with “bridge” by speakers from Iran or Turkey"
    overdue = CommitmentFilters(
        country=("IRN", "TUR"), state=("open", "overdue"), kind="pledge", due_before="2024-01-01"
    )
    assert sentence("commitments", overdue) == "Open or overdue pledges involving Iran and Turkey, due before 2024"


def test_every_filter_changes_the_sentence() -> None:
    values = {
        "country": ("IRN",),
        "person": "Brandt",
        "since": "2018-01-01",
        "until": "2018-12-31",
        "mode": "phone",
        "status": "planned",
        "level": "leader",
        "role": "background",
        "mechanism": "Astana",
        "outlet": "Herald",
        "topic": "trade",
    }
    for kind in ("encounters", "statements", "reports", "commitments", "passages"):
        for name, value in values.items():
            asked = Filters(**{name: value})  # type: ignore[arg-type]
            assert sentence(kind, asked, query="x") != sentence(kind, Filters(), query="x"), (kind, name)  # type: ignore[arg-type]


def test_a_value_that_nobody_offers_is_said_as_it_is() -> None:
    assert value_in_words("mode", "pigeon") == "Pigeon"


def test_choices_have_words() -> None:
    offered = choices("mode", "kind", "topic")
    assert ("phone", "Telephone calls") in offered["mode"]
    assert ("pledge", "Pledges") in offered["kind"]
    assert ("ukraine war", "Ukraine war") in offered["topic"]


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2018-10-12", "2018-10-12", "12 October 2018"),
        ("2024-02-19", "2024-02-20", "19–20 February 2024"),
        ("2024-01-30", "2024-02-02", "30 January – 2 February 2024"),
        ("2023-12-30", "2024-01-02", "30 December 2023 – 2 January 2024"),
        ("2018-10-01", "2018-10-31", "October 2018"),
        ("2018-01-01", "2018-12-31", "2018"),
        ("2018-01-01", "2020-12-31", "2018–2020"),
        ("2018-03-01", "2018-05-31", "March–May 2018"),
        ("2024-12-01", "2024-12-31", "December 2024"),
        ("2024-01-01", "2024-01-31", "January 2024"),
        ("2018-01-01", "2020-10-31", "January 2018 – October 2020"),
        ("2018-03-01", None, "not before 1 March 2018"),
        (None, "2018-03-01", "not after 1 March 2018"),
        (None, None, ""),
    ],
)
def test_days_are_told_shortly(first: str | None, last: str | None, words: str) -> None:
    assert when(first, last) == words


def test_a_weekday_is_told_where_the_day_is_open() -> None:
    assert when("2018-10-01", "2018-10-31", "friday") == "a Friday, October 2018"
    assert when(None, None, "friday") == "a Friday"
    assert when("2018-10-12", "2018-10-12", "friday") == "12 October 2018"


def test_what_is_due_in_a_time_is_due_by_its_last_day() -> None:
    assert due("2024-06-01", "2024-06-30") == "June 2024"
    assert due("2024-06-01", "2026-06-01") == "by 1 June 2026"
    assert due("2024-06-03", "2024-06-03") == "3 June 2024"


def test_whole_years_and_months_are_made_out() -> None:
    assert whole("2018-01-01", last=False) == "2018"
    assert whole("2018-01-01", last=True) == "2018-01-01"
    assert whole("2024-02-29", last=True) == "2024-02"
    assert whole("2023-02-28", last=True) == "2023-02"
    assert whole("2018-12", last=True) == "2018-12"
    assert period("2018-10-12", "2018-10-12") == "on 12 October 2018"
    assert period("2018", "2020-05") == "from 2018 to May 2020"
