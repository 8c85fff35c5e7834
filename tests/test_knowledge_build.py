"""The build of the knowledge data: how persons are recognised in several sources, and how tenures are merged."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent / "knowledge"))

from builder.people import Register, give_ids, sounds
from builder.raw import Raw
from builder.tenures import close_open_ends, tenures_of
from builder.titles import expand_title, learn, offices_of, proper

from memcon.actors.knowledge.model import Tenure


def raw(name: str, **fields: object) -> Raw:
    given = {"country": "IRN", "title": "President", "office": "president", "source": "s", "rank": 2, **fields}
    return Raw(name=name, **given)  # type: ignore[arg-type]


def register(*claims: list[Raw]) -> Register:
    found = Register()
    for group in claims:
        found.take(group)
    give_ids(found)
    return found


def tenures(*claims: list[Raw]) -> list[Tenure]:
    return close_open_ends([tenure for person in register(*claims).people for tenure in tenures_of(person)])


@pytest.mark.parametrize(
    ("known", "again"),
    [
        ("Hassan Rouhani", "Hasan Fereidun Ruhani"),
        ("Hassan Rouhani", "ROHANI"),
        ("Abdolreza Rahmani Fazli", "Abdol-Reza Rahmani-Fazli"),
        ("Alexander Lukashenko", "Alyaksandr Lukashenka"),
        ("Xi Jinping", "Xi Jinping"),
        ("Fumio Kishida", "Kishida Fumio"),
        ("Penny Wong", "Penelope Wong"),
    ],
)
def test_one_person_in_two_sources(known: str, again: str) -> None:
    found = register(
        [raw(known, start="2013-08-03", end="2021-08-03", seen_from="2013-08-03")],
        [raw(proper(again), rank=6, seen_from="2019-06-04", seen_until="2019-06-04")],
    )
    assert len(found.people) == 1


@pytest.mark.parametrize(
    ("known", "other"),
    [
        ("Hamad bin Khalifa Al Thani", "Khalifa bin Hamad Al Thani"),
        ("Mohammed bin Salman Al Saud", "Mohammed bin Nayef Al Saud"),
        ("Khalifa bin Zayed Al Nahyan", "Mohamed bin Zayed Al Nahyan"),
        ("Ali Larijani", "Sadeq Larijani"),
        ("Hassan Rouhani", "Ebrahim Raisi"),
    ],
)
def test_two_persons_stay_two(known: str, other: str) -> None:
    found = register(
        [raw(known, start="2013-08-03", seen_from="2013-08-03", seen_until="2022-01-01")],
        [raw(other, rank=6, seen_from="2019-06-04", seen_until="2019-06-04")],
    )
    assert len(found.people) == 2


def test_wikidata_ids_decide() -> None:
    assert len(register([raw("A B", qid="Q1")], [raw("C D", qid="Q1")]).people) == 1
    assert len(register([raw("A B", qid="Q1")], [raw("A B", qid="Q2")]).people) == 2


def test_an_official_of_an_organisation_may_have_been_a_minister() -> None:
    minister = raw("António Costa", country="PRT", office="prime minister", start="2015", qid="Q1")
    president = raw("Antonio Costa", country="EUR", rank=0, start="2024-12-01")
    assert len(register([minister], [president]).people) == 1


def test_father_and_son_sound_different() -> None:
    assert sounds("Hamad bin Khalifa Al Thani") != sounds("Khalifa bin Hamad Al Thani")


def test_terms_that_follow_one_another_are_one_tenure() -> None:
    terms = [raw("A B", start="2003-03-14", end="2007-08-29"), raw("A B", start="2007-08-29", end="2014-08-28")]
    assert [(t.start, t.end) for t in tenures(terms)] == [("2003-03-14", "2014-08-28")]


def test_a_lesser_source_only_extends_what_is_known() -> None:
    wikidata = [raw("A B", start="2020-01-01", seen_from="2020-01-01", seen_until="2022-07-25", source="wikidata")]
    cia = [raw("A B", rank=6, seen_from="2024-10-10", seen_until="2024-10-10", source="cia")]
    (found,) = tenures(wikidata, cia)
    assert (found.start, found.end, found.known_until, found.source) == (
        "2020-01-01",
        None,
        "2024-10-10",
        "wikidata+cia",
    )


def test_a_successor_closes_an_open_tenure() -> None:
    first = raw("A B", start="2020-01-01", seen_from="2020-01-01", seen_until="2022-07-25")
    second = raw("C D", start="2024-07-30", seen_from="2024-07-30", seen_until="2025-01-01")
    found = {t.person: t for t in tenures([first], [second])}
    assert (found["a-b"].end, found["a-b"].end_inferred, found["a-b"].known_until) == ("2024-07-30", True, "2022-07-25")
    assert found["c-d"].end is None


def test_curated_tenures_override() -> None:
    own = raw("A B", rank=0, start="2016-08-31", end="2023-06-04", source="curated")
    theirs = raw("A B", start="2016-05-24", end="2018-07-09", source="wikidata")
    assert [(t.start, t.end) for t in tenures([own], [theirs])] == [("2016-08-31", "2023-06-04")]


@pytest.mark.parametrize(
    ("title", "offices"),
    [
        ("Dep. Prime Min. & Min. of Foreign Affairs", ["deputy prime minister", "foreign minister"]),
        ("Governor, Central Bank", ["central bank governor"]),
        ("Spouse of the President", []),
        ("President of the Constitutional Court", []),
        ("President of the Republic", ["president"]),
        ("President of Iran", ["president"]),
        ("Speaker of the Legislative Assembly of New Brunswick", []),
        ("Minister for Defence Materiel", []),
    ],
)
def test_titles_of_sources(title: str, offices: list[str]) -> None:
    learn(["iran"])
    assert [office for office, _ in offices_of(expand_title(title), "IRN")] == offices
