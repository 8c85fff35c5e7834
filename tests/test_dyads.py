"""What an archive tells of two countries, on either engine."""

from collections import Counter

import pytest

from memcon.archive import Archive, Dyad
from memcon.errors import ArchiveError
from test_follow_ups_cases import Report


def filled(archive: Archive) -> dict[str, str]:
    """Contacts of three years; the call of 2022 is told twice, once as a copy. Returns what reports are called."""
    reports = {
        "first": Report("2021-03-01"),
        "call": Report("2022-05-02", number=1),
        "copy": Report("2022-05-03", number=1),
        "plans": Report("2024-02-01"),
        "others": Report("2024-03-01"),
    }
    reports["first"].contact(date="2021-03-01", who=("holm", "valois"), topics=("trade", "transport"))
    for name in ("call", "copy"):
        at = reports[name].contact("held", "phone", date="2022-05-01", topics=("trade",), words=LONG)
        reports[name].said("assert", "the toll is too high", at=at, topics=("trade",))
        reports[name].said("praise", "the work on the bridge", by=("roux",), at=at, topics=("transport",))
        reports[name].event(3.0 if name == "call" else 5.0, of=at)
    plans = reports["plans"]
    plans.contact("planned", date="2024-06-10")
    plans.contact("planned", date="2024-04-10", mode="visit", place=("Brandby", "NOR"))
    plans.contact("cancelled", date="2024-02-10", mode="summit")
    plans.promised("agreement", "to lower the toll", due="2024-01")
    plans.promised("agreement", "to open a consulate", due="2030")
    plans.event(-4.0, actor=("SDM",), recipient=("NOR",), date="2024-01-20", kind="ACCUSE")
    plans.event(1.0, actor=("NOR", "SDM"), recipient=(), date="2024-01-21")
    plans.event(-10.0, actor=("SDM",), recipient=("NOR",))
    plans.event(-9.0, actor=("EAS",), recipient=("NOR",), date="2024-01-20")
    plans.event(-9.0, actor=("NOR", "SDM"), recipient=("EAS",), date="2024-01-20")
    reports["others"].contact(date="2024-03-01", who=("brandt", "petrov"))
    return {name: archive.add(report.record()).report[:6] for name, report in reports.items()}


LONG = (
    "The two foreign ministers spoke for an hour by telephone about the toll on the border bridge and about the lorries that have "
    "been waiting on both of its banks since the first week of the long winter"
)


@pytest.fixture
def dyad(archive: Archive) -> Dyad:
    filled(archive)
    return archive.dyad("SDM", "NOR", as_of="2024-05-01")


def test_contacts_are_counted_by_year_mode_and_level(dyad: Dyad) -> None:
    assert (dyad.one, dyad.other) == ("NOR", "SDM")
    told = {row.year: row for row in dyad.years}
    assert list(told) == ["2021", "2022", "2024"]
    assert (told["2021"].modes, told["2021"].levels) == ({"meeting": 1}, {"leader": 1})
    assert set(told["2022"].modes) == {"phone"}
    assert (told["2024"].held, told["2024"].planned, told["2024"].cancelled) == (0, 2, 1)


def test_every_number_says_what_it_rests_on(dyad: Dyad) -> None:
    assert dyad.basis.reports == 4
    assert [(row.basis.reports) for row in dyad.years] == [1, 2, 1]
    trade = next(row for row in dyad.topics if row.topic == "trade")
    assert trade.basis.reports == 3
    assert trade.years["2021"] == 1
    assert all(row.basis.sources <= row.basis.reports for row in (*dyad.years, *dyad.topics, *dyad.speakers))


def test_gaps_are_the_longest_times_without_a_contact(dyad: Dyad) -> None:
    assert dyad.last is not None
    assert (dyad.last.date, dyad.last.mode) == ("2022-05-01", "phone")
    assert dyad.next_planned is not None
    assert dyad.next_planned.date == "2024-06-10"
    assert dyad.gaps[0].days == 731
    assert dyad.gaps[0].until is None
    assert dyad.gaps[1].days == 426
    assert (dyad.gaps[1].after.date, dyad.gaps[1].until and dyad.gaps[1].until.date) == ("2021-03-01", "2022-05-01")


def test_speakers_have_their_topics(dyad: Dyad) -> None:
    told = {row.id: row for row in dyad.speakers}
    assert set(told) == {"brandt", "roux"}
    assert told["brandt"].topics == {"trade": 2}
    assert (told["roux"].name, told["roux"].country, told["roux"].statements) == ("Émile Roux-Garnier", "SDM", 2)
    assert told["roux"].basis.reports == 2


def test_open_commitments_are_those_of_the_day(dyad: Dyad) -> None:
    assert [(row.act, row.status) for row in dyad.commitments] == [
        ("to lower the toll", "overdue"),
        ("to open a consulate", "open"),
    ]


def test_events_count_once_with_the_mean_of_their_values(archive: Archive) -> None:
    filled(archive)
    dyad = archive.dyad("NOR", "SDM", as_of="2024-05-01")
    told = {row.period: row for row in dyad.series}
    assert list(told) == ["2022", "2024"]
    assert told["2024"].events == 2
    assert (told["2024"].total, told["2024"].mean) == (-3.0, -1.5)
    assert (told["2024"].cooperation, told["2024"].conflict) == (1.0, -4.0)
    assert told["2022"].total == pytest.approx(told["2022"].events * 4.0)
    assert told["2022"].reports == 2
    assert dyad.events_without_date == 1
    monthly = archive.dyad("NOR", "SDM", period="month", as_of="2024-05-01")
    assert [row.period for row in monthly.series] == ["2022-05", "2024-01"]


@pytest.mark.parametrize("asked", [{}, {"since": "2024"}, {"until": "2023"}, {"since": "2022", "until": "2022"}])
def test_what_is_counted_is_listed(archive: Archive, asked: dict[str, str]) -> None:
    filled(archive)
    dyad = archive.dyad("NOR", "SDM", as_of="2024-05-01", **asked)
    told = archive.dyad_events("SDM", "NOR", **asked)
    assert len(told) == sum(row.events for row in dyad.series)
    assert round(sum(event.goldstein for event in told), 2) == sum(row.total for row in dyad.series)
    assert [event.date for event in told] == sorted(event.date for event in told)
    said = archive.dyad_statements("SDM", "NOR", **asked)
    assert {row.id: row.statements for row in dyad.speakers} == Counter(one.speaker for one in said)
    assert {one.id for one in said} <= {row.id for row in archive.statements()}


def test_an_event_that_several_reports_tell_names_them_all(archive: Archive) -> None:
    reports = filled(archive)
    call, accused, together = archive.dyad_events("NOR", "SDM")
    assert (call.date, call.goldstein, call.ids) == (
        "2022-05-01",
        4.0,
        tuple(sorted(f"{reports[of]}-e1" for of in ("call", "copy"))),
    )
    assert (accused.event_type, accused.actors, accused.recipients) == ("ACCUSE", ("SDM",), ("NOR",))
    assert (together.actors, together.recipients) == (("NOR", "SDM"), ())


def test_a_time_narrows_everything(archive: Archive) -> None:
    filled(archive)
    dyad = archive.dyad("NOR", "SDM", since="2022", until="2023", as_of="2024-05-01")
    assert (dyad.since, dyad.until) == ("2022-01-01", "2023-12-31")
    assert [row.year for row in dyad.years] == ["2022"]
    assert [row.period for row in dyad.series] == ["2022"]
    assert dyad.commitments == ()
    assert dyad.gaps[0].until is None
    assert dyad.gaps[0].days == 609


def test_two_countries_of_which_nothing_is_told_have_an_empty_paper(archive: Archive) -> None:
    filled(archive)
    dyad = archive.dyad("EAS", "TUR", as_of="2024-05-01")
    assert (dyad.encounters, dyad.basis.reports, dyad.last, dyad.next_planned) == (0, 0, None, None)
    assert (dyad.years, dyad.gaps, dyad.topics, dyad.speakers, dyad.commitments, dyad.series) == ((),) * 6


@pytest.mark.parametrize(
    ("one", "other", "more"),
    [("NOR", "NOR", {}), ("NOR", "Atlantis", {}), ("NOR", "SDM", {"as_of": "2024"}), ("NOR", "SDM", {"since": "x"})],
)
def test_bad_questions_are_sentences(archive: Archive, one: str, other: str, more: dict) -> None:
    with pytest.raises(ArchiveError):
        archive.dyad(one, other, **more)


def test_what_two_do_to_each_other_counts_once(archive: Archive) -> None:
    told = Report("2024-02-01")
    told.event(2.0, actor=("NOR", "SDM"), recipient=("SDM", "NOR"), date="2024-01-20")
    archive.add(told.record())
    (year,) = archive.dyad("NOR", "SDM").series
    assert (year.events, year.total) == (1, 2.0)
