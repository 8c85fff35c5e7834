"""What became of plans, commitments and requests, on either engine."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from memcon.archive import Archive
from memcon.archive.schema import follow_ups
from memcon.errors import ArchiveError
from test_follow_ups_cases import Report

Found = set[tuple[str, str, str]]


def found(archive: Archive) -> Found:
    """Kind, what is followed up and by what; all that is kept."""
    with archive._reading() as connection:
        return {tuple(row) for row in connection.execute(select(follow_ups.c.kind, follow_ups.c.of, follow_ups.c.by))}


def add(archive: Archive, *reports: Report) -> list[Callable[[str], str]]:
    """Adds reports; of each, what its items are called in the archive."""
    keys = [archive.add(report.record()).report[:6] for report in reports]
    return [lambda item, key=key: f"{key}-{item}" for key in keys]


def pair(archive: Archive, first: Report, second: Report) -> tuple[Found, Callable[[str], str], Callable[[str], str]]:
    one, other = add(archive, first, second)
    return found(archive), one, other


@pytest.mark.parametrize(
    ("plan", "then", "follows"),
    [
        pytest.param({"date": "2024-06-10"}, {"date": "2024-06-10"}, True, id="on its day"),
        pytest.param({"date": "2024-06-10"}, {"date": "2024-06-11"}, True, id="a day later, somewhere west"),
        pytest.param({"date": "2024-06-10"}, {"date": "2024-06-20"}, False, id="another day"),
        pytest.param({"date": "2024-06"}, {"date": "2024-06-20"}, True, id="in the month planned"),
        pytest.param({}, {"date": "2024-05-20"}, True, id="undated, soon"),
        pytest.param({}, {"date": "2024-10-20"}, False, id="undated, half a year later"),
        pytest.param({}, {"date": "2024-05-01"}, False, id="what was the day it was planned is not the plan"),
        pytest.param({"date": "2024-06-10"}, {"date": "2024-06-10", "mode": "phone"}, False, id="a call for a meeting"),
        pytest.param({"mode": "phone"}, {"date": "2024-05-20", "mode": "phone"}, True, id="a call, soon"),
        pytest.param({"mode": "phone"}, {"date": "2024-07-20", "mode": "phone"}, False, id="some later call"),
        pytest.param({"date": "2024-06-10"}, {"date": "2024-06-10", "mode": "video"}, True, id="by video"),
        pytest.param({"date": "2024-06-10"}, {"date": "2024-06-10", "who": ("holm", "valois")}, False, id="others"),
        pytest.param(
            {"date": "2024-06-10"}, {"date": "2024-06-10", "who": ("brandt", "petrov")}, False, id="another side"
        ),
        pytest.param(
            {"date": "2024-06", "who": ("NOR", "SDM")},
            {"date": "2024-06-20"},
            False,
            id="any officials, some day of a month",
        ),
        pytest.param(
            {"mechanism": "Joint Bridge Commission", "who": ("NOR", "SDM")},
            {"date": "2024-06-20", "mechanism": "the 3rd meeting of the Joint Bridge Commission"},
            True,
            id="a session of the mechanism",
        ),
        pytest.param(
            {"mode": "visit", "place": ("Brandby", "NOR")},
            {"date": "2024-06-20", "place": ("Roux", "SDM")},
            False,
            id="a meeting elsewhere is not the visit",
        ),
        pytest.param(
            {"mode": "visit", "place": ("Brandby", "NOR")},
            {"date": "2024-05-20", "place": ("Brandby", "NOR")},
            True,
            id="a meeting where the visit was to be",
        ),
    ],
)
def test_a_plan_finds_the_contact_that_was_held(archive: Archive, plan: dict, then: dict, follows: bool) -> None:
    first, second = Report("2024-05-01"), Report(then["date"])
    planned = first.contact("planned", **plan)
    held = second.contact("held", **then)
    all_found, one, other = pair(archive, first, second)
    assert all_found == ({("held", one(planned), other(held))} if follows else set())


def test_a_cancelled_contact_is_not_held(archive: Archive) -> None:
    first, second = Report("2024-05-01"), Report("2024-05-20")
    planned, cancelled = first.contact("planned", date="2024-06-10"), second.contact("cancelled", date="2024-06-10")
    all_found, one, other = pair(archive, first, second)
    assert all_found == {("cancelled", one(planned), other(cancelled))}


@pytest.mark.parametrize(
    ("reported", "date", "follows"),
    [
        pytest.param("2024-06-01", "2024-07-01", True, id="put off before its day"),
        pytest.param("2024-08-01", "2024-09-01", False, id="a new plan long after the old one's day"),
        pytest.param("2024-06-01", "2024-06-10", False, id="the same day again"),
        pytest.param("2024-07-20", "2024-07-01", False, id="a day that is over when it is told"),
    ],
)
def test_a_plan_gives_way_to_a_later_one(archive: Archive, reported: str, date: str, follows: bool) -> None:
    first, second = Report("2024-05-01"), Report(reported)
    mechanism = "Joint Bridge Commission"
    old = first.contact("planned", date="2024-06-10", mechanism=mechanism)
    new = second.contact("planned", date=date, mechanism=mechanism)
    all_found, one, other = pair(archive, first, second)
    assert (("superseded", one(old), other(new)) in all_found) is follows


@pytest.mark.parametrize(
    ("mode", "place", "follows"),
    [
        ("visit", "Brandby", True),
        ("visit", "Holmvik", True),
        ("meeting", "Brandby", True),
        ("meeting", "Holmvik", False),
    ],
)
def test_a_visit_is_put_off_within_a_country_and_a_meeting_within_a_town(
    archive: Archive, mode: str, place: str, follows: bool
) -> None:
    first, second = Report("2024-05-01"), Report("2024-06-01")
    old = first.contact("planned", mode, date="2024-06-10", place=("Brandby", "NOR"))
    new = second.contact("planned", mode, date="2024-07-01", place=(place, "NOR"))
    all_found, one, other = pair(archive, first, second)
    assert (("superseded", one(old), other(new)) in all_found) is follows


def test_a_second_meeting_is_not_the_first_put_off(archive: Archive) -> None:
    first, second = Report("2024-05-01"), Report("2024-06-01")
    first.contact("planned", date="2024-06-10")
    second.contact("planned", date="2024-07-01")
    assert pair(archive, first, second)[0] == set()


@pytest.mark.parametrize(
    ("act", "promise", "then", "kept"),
    [
        pytest.param("to meet again in the autumn", {"due": "2024-09"}, {"date": "2024-09-12"}, True, id="a meeting"),
        pytest.param("to meet again soon", {}, {"date": "2024-07-12"}, True, id="without a date"),
        pytest.param("to meet again soon", {}, {"date": "2025-01-12"}, False, id="much later"),
        pytest.param(
            "to meet again in the autumn", {"due": "2024-09"}, {"date": "2024-10-12"}, False, id="later than due"
        ),
        pytest.param("to meet their climate goals", {}, {"date": "2024-06-12"}, False, id="to meet a goal"),
        pytest.param("to speak again next week", {}, {"date": "2024-05-08", "mode": "phone"}, True, id="a call"),
        pytest.param("to lower the toll", {}, {"date": "2024-05-08"}, False, id="no contact does it"),
        pytest.param(
            "to receive the Sudmark minister in Brandby",
            {"who": ("brandt",), "to": ("roux",)},
            {"date": "2024-06-08", "mode": "visit", "place": ("Brandby", "NOR")},
            True,
            id="a guest received",
        ),
        pytest.param(
            "to receive the Sudmark minister in Brandby",
            {"who": ("brandt",), "to": ("roux",)},
            {"date": "2024-06-08", "mode": "visit", "place": ("Roux", "SDM")},
            False,
            id="the host was the guest",
        ),
        pytest.param(
            "host the next session of the Joint Bridge Commission",
            {"who": ("NOR",), "to": ("SDM",), "mechanism": "Joint Bridge Commission"},
            {"date": "2024-06-08", "place": ("Brandby", "NOR"), "mechanism": "Joint Bridge Commission"},
            True,
            id="a session",
        ),
        pytest.param(
            "host the next session of the Joint Bridge Commission",
            {"who": ("NOR",), "to": ("SDM",), "mechanism": "Joint Bridge Commission"},
            {"date": "2024-06-08", "place": ("Brandby", "NOR")},
            False,
            id="another meeting in the same place",
        ),
        pytest.param(
            "meet with President Petrov of Eastria",
            {"who": ("brandt",)},
            {"date": "2024-05-20"},
            False,
            id="somebody else",
        ),
    ],
)
def test_a_promise_to_meet_is_kept_by_the_contact(
    archive: Archive, act: str, promise: dict, then: dict, kept: bool
) -> None:
    first, second = Report("2024-05-01"), Report(then["date"])
    at = first.contact(date="2024-05-01")
    k = first.promised("agreement", act, statement=first.said("agree", act, at=at), **promise)
    c = second.contact(**then)
    all_found, one, other = pair(archive, first, second)
    assert all_found == ({("kept", one(k), other(c))} if kept else set())


@pytest.mark.parametrize(
    ("act", "words", "kept"),
    [
        pytest.param("assert", "Norland has reopened the border bridge to all lorries", True, id="done"),
        pytest.param("assert", "Norland will have reopened the border bridge to lorries", False, id="to be done"),
        pytest.param("hope", "that Norland has reopened the border bridge to lorries", False, id="hoped"),
        pytest.param("assert", "Norland has reopened its border to lorries", False, id="something else"),
        pytest.param(
            "assert", "the border bridge to the coast is for lorries", False, id="the same words, nothing done"
        ),
    ],
)
def test_a_promise_is_kept_by_words_that_tell_it_as_done(archive: Archive, act: str, words: str, kept: bool) -> None:
    first, second = Report("2024-05-01"), Report("2024-07-01")
    at = first.contact(date="2024-05-01")
    promise = "to reopen the border bridge to lorries"
    k = first.promised("pledge", promise, who=("brandt",), to=("roux",), statement=first.said("pledge", promise, at=at))
    s = second.said(act, words, at=second.contact("held", "phone", date="2024-07-01"))
    all_found, one, other = pair(archive, first, second)
    assert all_found == ({("kept", one(k), other(s))} if kept else set())


def test_a_paper_that_was_to_be_signed_is_kept_by_the_agreement(archive: Archive) -> None:
    first, second = Report("2024-05-01"), Report("2024-07-01")
    for report, day in ((first, "2024-05-01"), (second, "2024-07-01")):
        report.contact("held", "phone", date=day)
    k = first.promised("plan", "to sign a memorandum on coastal fishing rights")
    paper = second.promised("agreement", "a memorandum on fishing rights in coastal waters")
    all_found, one, other = pair(archive, first, second)
    assert ("kept", one(k), other(paper)) in all_found


@pytest.mark.parametrize(
    ("due", "made", "then", "follows"),
    [
        pytest.param("2024-06", "2024-05-20", "2024-09", True, id="put off"),
        pytest.param(None, "2024-05-20", "2024-09", True, id="given a date"),
        pytest.param("2024-06", "2024-05-20", "2024-06", False, id="the same date"),
        pytest.param("2024-06", "2024-08-20", "2024-09", False, id="promised anew after it was due"),
        pytest.param("2024-06", "2024-05-20", None, False, id="no date"),
    ],
)
def test_a_commitment_gives_way_to_one_with_another_date(
    archive: Archive, due: str | None, made: str, then: str | None, follows: bool
) -> None:
    first, second = Report("2024-05-01"), Report(made)
    for report in (first, second):
        report.contact("held", "phone")
    old = first.promised("agreement", "to reopen the border bridge", due=due)
    new = second.promised("agreement", "reopen the bridge at the border", due=then)
    all_found, one, other = pair(archive, first, second)
    assert (("superseded", one(old), other(new)) in all_found) is follows


@pytest.mark.parametrize(
    ("answer", "follows"),
    [
        pytest.param(("agree", "Sudmark would lift the blockade of the coast"), "accepted", id="accepted"),
        pytest.param(("reject", "a lifting of the coast blockade"), "rejected", id="rejected"),
        pytest.param(("assert", "the blockade of the coast would be lifted"), None, id="no answer"),
        pytest.param(("agree", "Sudmark would pay for the bridge"), None, id="an answer to something else"),
    ],
)
@pytest.mark.parametrize("later", [False, True])
def test_a_request_is_answered_by_the_one_asked(
    archive: Archive, answer: tuple[str, str], follows: str | None, later: bool
) -> None:
    first = Report("2024-05-01")
    second = Report("2024-05-20") if later else first
    at = first.contact(date="2024-05-01")
    asked = "to lift the blockade of the coast"
    k = first.promised("request", asked, who=("brandt",), to=("roux",), statement=first.said("request", asked, at=at))
    second.said(*answer, by=("roux",), at=second.contact(date="2024-05-20") if later else at)
    second.said("agree", "to lift the blockade of the coast", by=("brandt",), at=at if not later else "c1")
    refs = add(archive, *dict.fromkeys((first, second)))
    (row,) = [row for row in archive.commitments(as_of="2024-12-31") if row.id == refs[0](k)]
    assert row.answer == follows
    assert (row.answered_by is None) is (follows is None)
    assert row.status == "open"


def test_a_report_that_is_rejected_no_longer_shows_anything(archive: Archive) -> None:
    first, second = Report("2024-05-01"), Report("2024-06-10")
    first.contact("planned", date="2024-06-10")
    second.contact("held", date="2024-06-10")
    one, other = add(archive, first, second)
    assert found(archive)
    archive.withdraw(other("")[:-1], who="Ida", why="made up")
    assert found(archive) == set()
    assert {row.id for row in archive.contacts()} == {one("c1")}


def test_an_edited_date_is_looked_at_anew(archive: Archive) -> None:
    first, second = Report("2024-05-01"), Report("2024-06-10")
    planned, held = first.contact("planned", date="2024-07-10"), second.contact("held", date="2024-06-10")
    all_found, one, other = pair(archive, first, second)
    assert all_found == set()
    archive.edit(one(planned), {"date": "2024-06-10"}, who="Ida", why="misread")
    assert found(archive) == {("held", one(planned), other(held))}


# what is listed ------------------------------------------------------------------------------------------------------


def commitments_of_a_year(archive: Archive) -> Callable[[str], str]:
    """Due in June and kept; due in March; without a date; put off to December; and what the report itself calls kept."""
    first, later = Report("2024-01-10"), Report("2024-06-12")
    at = first.contact(date="2024-01-10")
    said = first.said("agree", "to do all of it", at=at, topics=("transport",))
    first.promised("agreement", "to meet again in Brandby in June", due="2024-06", statement=said)
    first.promised("pledge", "to lower the toll", who=("brandt",), to=("roux",), due="2024-03", statement=said)
    first.promised("hope", "that the coast stays calm", who=("valois",), statement=said)
    first.promised("request", "to publish the map", who=("petrov",), to=("brandt",), due="2024-02", status="kept")
    later.contact(date="2024-06-12", place=("Brandby", "NOR"))
    return add(archive, first, later)[0]


@pytest.mark.parametrize(
    ("as_of", "states"),
    [
        ("2024-01-10", ["open", "open", "kept", "open"]),
        ("2024-03-31", ["open", "open", "kept", "open"]),
        ("2024-04-01", ["open", "overdue", "kept", "open"]),
        ("2024-06-11", ["open", "overdue", "kept", "open"]),
        ("2024-06-12", ["kept", "overdue", "kept", "open"]),
        ("2024-12-31", ["kept", "overdue", "kept", "open"]),
    ],
)
def test_the_state_is_that_of_a_day(archive: Archive, as_of: str, states: list[str]) -> None:
    ref = commitments_of_a_year(archive)
    rows = {row.id: row.status for row in archive.commitments(as_of=as_of)}
    assert [rows[ref(item)] for item in ("k1", "k2", "k4", "k3")] == states


def test_what_was_not_yet_promised_is_not_listed(archive: Archive) -> None:
    commitments_of_a_year(archive)
    assert list(archive.commitments(as_of="2024-01-09")) == []
    assert len(archive.commitments()) == 4


@pytest.mark.parametrize(
    ("wanted", "ids"),
    [
        ({}, ["k4", "k2", "k1", "k3"]),
        ({"state": ("overdue",)}, ["k2"]),
        ({"state": ("open", "overdue")}, ["k2", "k3"]),
        ({"due_before": "2024-03-01"}, ["k4"]),
        ({"kind": "hope"}, ["k3"]),
        ({"person": "valois"}, ["k3"]),
        ({"country": "EAS"}, ["k4"]),
        ({"country": ("NOR", "SDM")}, ["k2", "k1", "k3"]),
        ({"topic": "transport"}, ["k2", "k1", "k3"]),
        ({"level": "minister"}, ["k2", "k1", "k3"]),
        ({"level": "leader"}, []),
        ({"outlet": "fjord"}, ["k4", "k2", "k1", "k3"]),
        ({"mechanism": "council"}, []),
        ({"limit": 2}, ["k4", "k2"]),
        ({"state": ("open",), "limit": 1}, ["k3"]),
    ],
)
def test_commitments_are_listed_by_the_day_they_are_due(archive: Archive, wanted: dict, ids: list[str]) -> None:
    ref = commitments_of_a_year(archive)
    assert [row.id for row in archive.commitments(as_of="2024-12-31", **wanted)] == [ref(item) for item in ids]


def test_a_commitment_shows_what_it_rests_on(archive: Archive) -> None:
    ref = commitments_of_a_year(archive)
    shown = archive.commitment(ref("k1"), as_of="2024-12-31")
    assert shown.commitment.status == "kept"
    assert shown.words == "to meet again in Brandby in June"
    (kept,) = shown.follow_ups
    assert (kept.by, kept.date, kept.words) == (
        shown.commitment.followed_by,
        "2024-06-12",
        "A held meeting of brandt and roux",
    )
    assert sum(reason.points for reason in kept.reasons) == pytest.approx(kept.score)
    assert "the same persons on both sides" in [reason.words for reason in kept.reasons]
    assert archive.commitment(ref("k1"), as_of="2024-06-11").follow_ups == ()


def test_bad_questions_are_sentences(archive: Archive) -> None:
    ref = commitments_of_a_year(archive)
    for asked in (
        lambda: archive.commitment(ref("k9")),
        lambda: archive.commitment(ref("c1")),
        lambda: archive.commitments(as_of="2024"),
        lambda: archive.commitments(due_before="soon"),
        lambda: list(archive.claims(mode="phone")),
        lambda: archive.commitments(colour="red"),
    ):
        with pytest.raises(ArchiveError):
            asked()


def test_claims_are_listed_with_who_says_so(archive: Archive) -> None:
    report = Report("2024-05-02")
    report.claimed("killed", 12, by="roux", date="2024-05-01")
    report.claimed("displaced", 1300, country="EAS")
    (ref,) = add(archive, report)
    rows = list(archive.claims())
    assert [(row.id, row.what, row.low, row.said_by) for row in rows] == [
        (ref("m1"), "killed", 12, "Émile Roux-Garnier"),
        (ref("m2"), "displaced", 1300, None),
    ]
    assert [row.id for row in archive.claims(country="SDM")] == [ref("m1")]
    assert [row.id for row in archive.claims(country=("EAS", "SDM"))] == [ref("m1"), ref("m2")]
    assert [row.id for row in archive.claims(person="roux")] == [ref("m1")]
    assert [row.id for row in archive.claims(until="2024-05-01")] == [ref("m1")]


@pytest.mark.parametrize(
    ("wanted", "contacts", "statements"),
    [
        ({"level": "minister"}, ["c1"], ["s1"]),
        ({"level": "leader"}, ["c2"], []),
        ({"role": "background"}, ["c2"], []),
        ({"mechanism": "bridge"}, ["c1"], ["s1"]),
        ({"mechanism": "council"}, [], []),
    ],
)
def test_contacts_and_statements_are_narrowed_by_the_contact(
    archive: Archive, wanted: dict, contacts: list[str], statements: list[str]
) -> None:
    report = Report("2024-05-02")
    at = report.contact(date="2024-05-02", mechanism="Joint Bridge Commission")
    report.contact(date="2024-05-03", who=("holm", "valois"), role="background")
    report.said("assert", "the bridge stands", at=at)
    (ref,) = add(archive, report)
    assert [row.id for row in archive.contacts(**wanted)] == [ref(item) for item in contacts]
    assert [row.id for row in archive.statements(**wanted)] == [ref(item) for item in statements]
    assert len(archive.reports(**wanted)) == bool(contacts)
