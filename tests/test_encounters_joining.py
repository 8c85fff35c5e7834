"""The short way of a new report gives what putting its encounters together anew gives, and most reports can go it."""

from collections.abc import Sequence
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from memcon.archive import Archive, follow_ups
from memcon.archive.copies import are_copies, sources, sources_with
from memcon.archive.encounters import settling
from memcon.archive.encounters.told import Told
from memcon.record import Record
from test_encounters_cases import contact, report
from test_encounters_laws import WORDS, filled, records, told, two  # noqa: F401  a fixture

Two = tuple[Archive, Archive]


def the_long_way(_connection: object, new: Sequence[Told], compared: Any) -> tuple[set[str], set[str]]:
    """Settles nothing, as `join` may."""
    return set(), {ref for one in new for ref in (one.ref, *compared.links(one.ref))}


@st.composite
def crowds(draw: st.DrawFn) -> list[Record]:
    """Many reports of one contact or two like it, by a few outlets: some with a date, some without, some copies."""
    modes = st.sampled_from(draw(st.sampled_from([("phone",), ("phone", "video"), ("meeting", "phone", "summit")])))
    dates = st.sampled_from([None, *draw(st.sampled_from([("10",), ("10", "11"), ("10", "10", "13")]))])
    who = st.sampled_from(
        draw(st.sampled_from([(("holm", "valois"),), (("holm", "valois"), ("NOR", "valois", "roux"))]))
    )

    def one(number: int) -> Record:
        seen = [
            contact(
                *draw(who),
                date=(day := draw(dates)) and f"2024-05-{day}",
                mode=draw(modes),
                role=draw(st.sampled_from(["main", "main", "background"])),
                topics=draw(st.sampled_from([(), ("transport",)])),
            )
            for _ in range(draw(st.sampled_from([1, 1, 1, 2])))
        ]
        words = draw(st.permutations(WORDS)) if draw(st.booleans()) else WORDS
        return report(
            *seen,
            published=f"2024-05-{draw(st.sampled_from([10, 11, 12, 14]))}",
            outlet=draw(st.sampled_from(["One", "Two", "Three", "Four"])),
            country=draw(st.sampled_from(["NOR", "SDM", None])),
            number=number,
            text=f"Report {number}: {' '.join(words * 3)}.",
        )

    return [one(number) for number in range(draw(st.integers(3, 11)))]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    reports=st.one_of(
        crowds(),
        crowds(),
        st.lists(st.integers(0, 999), unique=True, min_size=2, max_size=6).flatmap(
            lambda numbers: st.tuples(*map(records, numbers))
        ),
    )
)
def test_the_short_way_and_the_long_way_lead_to_the_same(two: Two, reports: Sequence[Record]) -> None:  # noqa: F811
    with patch.object(follow_ups, "settle"):
        short = told(filled(two[0], reports))
        with patch.object(settling, "join", the_long_way):
            assert told(filled(two[1], reports)) == short


def call(number: int, *, outlet: str | None = None, published: str = "2024-05-11", **fields: Any) -> Record:
    """A report of the one call."""
    return report(
        contact(**{"mode": "phone", **fields}), number=number, outlet=outlet or f"Outlet {number}", published=published
    )


def told_by(archive: Archive) -> list[int]:
    """How many reports tell of each encounter."""
    return sorted(row.n_reports for row in archive.encounters())


@pytest.mark.parametrize(
    ("reports", "expected"),
    [
        ([call(number) for number in range(8)], [8]),
        ([call(number, date=None) for number in range(4)], [4]),
        ([call(0), call(1, date=None), call(2), call(3, date=None), call(4)], [5]),
        # Another call by the same people.
        ([call(0), call(1, date="2024-05-20", published="2024-05-20"), call(2), call(3, date="2024-05-20")], [2, 2]),
        # An outlet tells its news once: when it turns out to have had this one, what it told without a date is another.
        (
            [
                call(0),
                call(1, outlet="Gazette", date=None, published="2024-05-11"),
                call(2, outlet="Gazette", published="2024-05-10"),
                call(3),
            ],
            [1, 3],
        ),
        # Like both of two calls it joins none; it is no reason to look at them again.
        (
            [
                call(0),
                call(1, date="2024-05-12", published="2024-05-12"),
                call(2, date=None, published="2024-05-13"),
                call(3, date=None, published="2024-05-20"),
            ],
            None,
        ),
    ],
)
def test_most_reports_go_the_short_way(
    archive: Archive,
    two: Two,  # noqa: F811
    reports: Sequence[Record],
    expected: list[int] | None,
) -> None:
    with patch.object(settling, "join", the_long_way):
        long = told(filled(two[1], reports))
    with patch.object(settling, "Reach", side_effect=AssertionError("the long way")):
        for record in reports:
            archive.add(record)
    assert told(archive) == long
    assert expected is None or told_by(archive) == expected


def test_a_date_for_what_had_none_goes_the_long_way(two: Two) -> None:  # noqa: F811
    """Contacts without a date that stood together may each join it or not."""
    with patch.object(settling, "Reach", wraps=settling.Reach) as reach:
        archive = filled(two[0], [call(0, date=None), call(1, date=None), call(2)])
    assert (reach.call_count, told_by(archive)) == (1, [3])


def test_what_leaves_an_encounter_may_make_room_for_another(two: Two) -> None:  # noqa: F811
    """Of two contacts of a report the better one joins; once it is kept out, the other does."""
    undated = {"mode": "phone", "date": None}
    both = report(
        contact(**undated),
        contact(role="background", **undated),
        number=1,
        outlet="Gazette",
        published="2024-05-11",
    )
    keeps_out = call(2, outlet="Gazette", published="2024-05-10", mode="video")  # and is not like the other itself
    reports = [call(0), both, keeps_out]
    archive = filled(two[0], reports)
    rows = {row.id: row.encounter for row in archive.contacts()}
    better, other = sorted(ref for ref in rows if ref.startswith(both.article.sha256[:6]))
    assert (sum(rows[other] == of for of in rows.values()), rows[better]) == (3, better)


def test_what_people_say_goes_the_long_way(two: Two) -> None:  # noqa: F811
    archive = filled(two[0], [call(0), call(1, date="2024-07-01", published="2024-07-01")])
    one, other = (row.id for row in archive.contacts())
    archive.merge(one, other, who="a", why="b")
    archive.add(call(2))
    assert told_by(archive) == [3]


# copies --------------------------------------------------------------------------------------------------------------

sketches = st.lists(st.sets(st.integers(0, 30), min_size=0, max_size=12).map(sorted), max_size=9)


def slowly(kept: Sequence[Sequence[int]]) -> set[frozenset[int]]:
    """Copies of copies stand together."""
    groups = [{number} for number in range(len(kept))]
    for number, one in enumerate(kept):
        for other in range(number):
            if are_copies(one, kept[other]):
                mine, theirs = (next(group for group in groups if at in group) for at in (number, other))
                if mine is not theirs:
                    groups.remove(theirs)
                    mine |= theirs
    return {frozenset(group) for group in groups}


@given(sketches)
def test_copies_stand_together(kept: list[list[int]]) -> None:
    found = sources(dict(enumerate(kept)))
    assert {frozenset(group) for group in found} == slowly(kept)
    assert [group[0] for group in found] == sorted(group[0] for group in found)
    assert all(group == sorted(group) for group in found)


@given(sketches, st.sets(st.integers(0, 30), max_size=12).map(sorted))
def test_a_report_more_is_counted_as_all_together_are(kept: list[list[int]], new: list[int]) -> None:
    known = dict(enumerate(kept))
    assert sources_with(new, known, len(sources(known))) == len(slowly([*kept, new]))
