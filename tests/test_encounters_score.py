"""The score of two contacts: each case of the table has an example that meets it, and the points are the table's."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memcon.archive.copies import sketch_of
from memcon.archive.encounters.scoring import score, table
from memcon.archive.encounters.told import Person, Told, person_of


def number(day: str) -> int:
    return date.fromisoformat(day).toordinal()


HOLM = person_of("holm", "Q1", "Ida Holm", "president")
VALOIS = person_of("valois", None, "Claire Valois", "president")
ROUX = person_of("roux", None, "Émile Roux", "foreign minister")
MOREAU = person_of("moreau", None, "Paul Moreau", "foreign minister")
THE_MINISTER = person_of("SDM-foreign-minister", None, None, "foreign minister")
PETROV = person_of("petrov", None, "Anton Petrov", "president")
TOWN, CASTLE, FAR = (60.5, 10.25), (60.6, 10.3), (63.4, 10.4)


def told(name: str = "a", **fields: Any) -> Told:
    """A meeting of two presidents on Friday, 10 May 2024, told the next day by an outlet of its own."""
    people: dict[str, tuple[Person, ...]] = fields.pop("people", {"NOR": (HOLM,), "SDM": (VALOIS,)})
    day: str | None = fields.pop("day", "2024-05-10")
    last: str | None = fields.pop("last", day)
    sides = frozenset(people)
    known = {
        "key": (f"report {name}", "c1"),
        "ref": f"{name}-c1",
        "added": (1, 0),
        "status": "held",
        "role": "main",
        "mode": "meeting",
        "start": number(day) if day else None,
        "end": number(last) if last else None,
        "published": number(fields.pop("published", "2024-05-11") or "1999-01-01"),
        "countries": sides,
        "sides": sides,
        "present": sides,
        "people": people,
        "outlet": f"Outlet {name}",
    }
    return Told(**{**known, **fields})


def undated(name: str = "b", published: str = "2024-05-11", **fields: Any) -> Told:
    return told(name, day=None, published=published, **fields)


def bilateral(*others: tuple[str, Person], **fields: Any) -> Told:
    people = {"NOR": (HOLM,), "SDM": (VALOIS,), **{side: (person,) for side, person in others}}
    return told("b", people=people, **fields)


LONG = "The presidents of Norland and Sudmark met in the castle above the town and spoke of the bridge for two hours."
CUT = LONG.partition(" and spoke")[0]
CASES: list[tuple[str, Told, Told]] = [
    ("same day", told(), told("b")),
    ("same day", told(day="2024-05-09", last="2024-05-11"), told("b")),
    ("may be the same day", told(), told("b", day="2024-05-01", last="2024-05-31")),
    ("may be the same day", told(), told("b", day="2024-05-01", last="2024-06-30", weekday="Friday")),
    ("published that day", told(), undated(published="2024-05-10")),
    ("published the next day", told(), undated(published="2024-05-11")),
    ("published the next day", told(), undated(published="2024-05-09")),
    ("published in the week", told(), undated(published="2024-05-14")),
    ("weekday named", told(), undated(published="2024-05-14", weekday="Friday")),
    ("other days", told(), undated(published="2024-05-14", weekday="Monday")),
    ("published later", told(), undated(published="2024-05-20")),
    ("published long after", told(), undated(published="2024-05-21")),
    ("mentioned without a date", told(), undated(published="2024-05-14", role="background")),
    ("announced", told(status="planned"), undated(published="2024-05-01", status="planned")),
    ("announced long before", told(status="planned"), undated(published="2024-04-01", status="planned")),
    ("no dates, published together", undated("a"), undated()),
    ("no dates, published apart", undated("a"), undated(published="2024-05-15")),
    ("no dates, published apart", undated("a"), undated(published="2024-05-15", role="background")),
    ("no dates, both mentioned", undated("a", role="background"), undated(role="background")),
    ("no dates, both planned", undated("a", status="planned"), undated(status="planned")),
    ("mentioned before it was reported", undated("a"), undated(published="2024-05-08", role="background")),
    ("nothing known", told(), replace(undated(), published=None)),
    ("next day", told(), told("b", day="2024-05-11")),
    ("next day elsewhere", told(outlet_country="NOR"), told("b", day="2024-05-11", outlet_country="SDM")),
    ("other days", told(), told("b", day="2024-05-12")),
    ("other days", told(), told("b", day="2024-04-01", last="2024-04-30")),
    ("other days", told(), told("b", day="2024-05-01", last="2024-05-31", weekday="Monday")),
    ("other days", told(), undated(published="2024-05-08")),
    ("same person", told(), told("b")),
    ("same person", told(), told("b", people={"NOR": (person_of("h", None, "Holm", None),), "SDM": (VALOIS,)})),
    ("same office", told(people={"NOR": (HOLM,), "SDM": (ROUX,)}), told("b", people={"NOR": (HOLM,), "SDM": (THE_MINISTER,)})),
    ("same side", told(), told("b", people={"NOR": (), "SDM": (VALOIS,)})),
    ("other person", told(), told("b", people={"NOR": (HOLM,), "SDM": (ROUX,)})),
    ("another holder", told(people={"NOR": (HOLM,), "SDM": (ROUX,)}), told("b", people={"NOR": (HOLM,), "SDM": (MOREAU,)})),
    ("one side known", told(people={"NOR": (HOLM,)}), told("b", people={"NOR": (HOLM,)})),
    ("one side known", told(mode="visit", people={"NOR": (HOLM,)}, sides=frozenset({"NOR", "SDM"}), present=frozenset({"NOR"})), told("b")),
    ("others took part", told(), bilateral(("EAS", PETROV))),
    ("others took part", told(), told("b", company=frozenset({"EAS"}))),
    ("others in one sentence", told(mode="phone"), told("b", mode="phone", company=frozenset({"EAS"}))),
    (
        "others in a round",
        bilateral(("EAS", PETROV), key=("report a", "c1")),
        bilateral(("EAS", PETROV), ("WST", ROUX)),
    ),
    ("both meetings", told(), told("b")),
    ("both calls", told(mode="phone"), told("b", mode="phone")),
    ("both by video", told(mode="video"), told("b", mode="video")),
    ("both visits", told(mode="visit"), told("b", mode="visit")),
    ("both summits", told(mode="summit"), told("b", mode="summit")),
    ("both letters", told(mode="letter"), told("b", mode="letter")),
    ("goes together", told(), told("b", mode="summit")),
    ("on a visit", told(), told("b", mode="visit")),
    ("by phone or video", told(mode="phone"), told("b", mode="video")),
    ("in person or by video", told(), told("b", mode="video")),
    ("in person or by phone", told(), told("b", mode="phone")),
    ("does not go together", told(), told("b", mode="letter")),
    ("same level", told(level="leader"), told("b", level="leader")),
    ("other level", told(level="leader"), told("b", level="minister")),
    ("same place", told(place="Brandby", place_country="NOR", point=TOWN), told("b", place="Brandby Castle", place_country="NOR", point=CASTLE)),
    ("within", told(place="Brandby", place_country="NOR", point=TOWN), told("b", place="Norland", place_country="NOR")),
    ("other place", told(place="Brandby", place_country="NOR", point=TOWN), told("b", place="Nordhavn", place_country="NOR", point=FAR)),
    ("other country", told(place="Brandby", place_country="NOR", point=TOWN), told("b", place="Port", place_country="SDM", point=FAR)),
    ("same occasion", told(occasion="the border talks"), told("b", occasion="border talks")),
    ("other occasion", told(occasion="border talks"), told("b", occasion="harvest fair")),
    ("same mechanism", told(mechanism="Joint Bridge Commission"), told("b", mechanism="Bridge Commission")),
    ("other mechanism", told(mechanism="Joint Bridge Commission"), told("b", mechanism="Fisheries Council")),
    ("shared topics", told(topics=frozenset({"trade"})), told("b", topics=frozenset({"trade", "energy"}))),
    ("other topics", told(topics=frozenset({"trade", "fish"})), told("b", topics=frozenset({"energy", "visas"}))),
    ("copies of one text", told(sketch=tuple(sketch_of(LONG))), told("b", sketch=tuple(sketch_of(CUT)))),
    ("the outlet's news of another day", undated("a", outlet="One"), undated(published="2024-05-12", outlet="One")),
    ("apart in one report", told(), told("b", key=("report a", "c2"), mode="phone")),
    ("other status", told(), told("b", status="planned")),
]  # fmt: skip


@pytest.mark.parametrize(("case", "one", "other"), CASES, ids=[f"{at} {case}" for at, (case, _, _) in enumerate(CASES)])
def test_each_case_of_the_table_is_met_by_its_example(case: str, one: Told, other: Told) -> None:
    reasons = score(one, other).reasons
    assert case in {reason.case for reason in reasons}, reasons


def test_every_case_of_the_table_has_an_example() -> None:
    assert {case for case, _, _ in CASES} == {row.case for row in table().cases}


def test_the_points_are_added_up() -> None:
    found = score(told(level="leader"), told("b", level="leader"))
    assert found.points == sum(reason.points for reason in found.reasons) == 6 + 3.5 + 3.5 + 1 + 0.5
    assert found.links
    assert not found.rules_out


@pytest.mark.parametrize(
    ("days", "points"),
    [("2024-05-10/2024-05-10", 6.0), ("2024-05-01/2024-05-31", 1.05), ("2024-01-01/2024-12-31", -2.52)],
)
def test_an_open_date_says_the_less_the_more_days_it_leaves_open(days: str, points: float) -> None:
    first, last = days.split("/")
    (reason,) = (one for one in score(told(), told("b", day=first, last=last)).reasons if one.field == "date")
    assert reason.points == points


def test_a_weekday_leaves_a_seventh_of_the_days_open() -> None:
    open_ = told("b", day="2024-05-01", last="2024-05-28", weekday="Friday")
    (reason,) = (one for one in score(told(), open_).reasons if one.field == "date")
    assert reason.points == 4.0  # four Fridays


@pytest.mark.parametrize(
    ("one", "other", "linked"),
    [
        (told(), told("b"), True),
        (told(), told("b", people={"NOR": (HOLM,), "SDM": (ROUX,)}, place="Brandby"), False),
        (told(mode="phone"), undated(published="2024-05-10", mode="phone"), True),
        (told(mode="phone", outlet="One"), undated(published="2024-05-12", mode="phone", outlet="One"), False),
        (told(), bilateral(("EAS", PETROV), topics=frozenset({"trade"})), False),
        (told(people={"NOR": (), "SDM": ()}), told("b", people={"NOR": (), "SDM": ()}), True),
        (told(), told("b", day="2024-05-11"), False),
        (told(mode="phone"), told("b", mode="visit"), False),
        (told(), told("b", day="2024-05-01", last="2024-05-31"), True),
        (told(), told("b", day="2024-01-01", last="2024-12-31"), False),
    ],
)
def test_what_is_linked(one: Told, other: Told, linked: bool) -> None:
    assert score(one, other).links is linked, score(one, other)


@pytest.mark.parametrize(
    ("other", "out"),
    [
        (told("b", people={"NOR": (HOLM,), "SDM": (ROUX,)}), True),
        (told("b", mode="letter"), True),
        (told("b", day="2024-05-11"), True),
        (told("b", day="2024-05-11", outlet_country="SDM"), True),
        (told("b", mode="phone", people={"NOR": (), "SDM": ()}), False),
        (told("b"), False),
    ],
)
def test_what_rules_a_pair_out(other: Told, out: bool) -> None:
    assert score(told(outlet_country="NOR"), other).rules_out is out


def test_a_report_may_tell_one_contact_twice() -> None:
    again = told("b", key=("report a", "c2"))
    assert score(told(), again).links
    assert not score(told(), replace(again, mode="phone")).links
    assert not score(undated("a"), undated("b", key=("report a", "c2"))).links


def test_what_an_outlet_publishes_on_two_days_are_no_copies() -> None:
    words = tuple(sketch_of(LONG))
    pair = undated("a", outlet="One", sketch=words), undated(published="2024-05-14", outlet="One", sketch=words)
    assert "copies of one text" not in {reason.case for reason in score(*pair).reasons}


@given(
    st.sampled_from([one for _, one, other in CASES for one in (one, other)]), st.sampled_from([c[2] for c in CASES])
)
def test_the_order_of_a_pair_does_not_matter(one: Told, other: Told) -> None:
    forth, back = score(one, other), score(other, one)
    assert forth.points == back.points
    assert set(forth.reasons) == set(back.reasons)
