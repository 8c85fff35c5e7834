"""The build of the knowledge data: how persons are recognised in several sources, and how tenures are merged."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent / "knowledge"))

from builder.people import Register, give_ids, sounds
from builder.raw import Raw
from builder.readers import envoy_for_some_years, factbook_names_until
from builder.tenures import close_open_ends, tenures_of
from builder.titles import corrected, expand_title, learn, offices_of, proper, without_capitals

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
    return close_open_ends(tenures_of(register(*claims).people))


def seen(name: str, day: str, **fields: object) -> list[Raw]:
    return [raw(name, **{"rank": 6, "seen_from": day, "seen_until": day, **fields})]


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
        ("Isaac Herzog", "Yitzhak Herzog"),
        ("Ihar Karpienka", "Igor Karpenko"),
        ("Felix Ulloa, Jr.", "Felix Augusto Antonio Ulloa Garay"),
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
        ("George Herbert Walker Bush", "George Herbert Walker III"),
        ("Maitha Salim al-Shamsi", "Hamad bin Mubarak al-Shamsi"),
        ("Fikrat Mammadov", "Farid Ahmadov"),
        ("Najm Hamad al-Ahmad", "Ahmad al-Sayyed"),
    ],
)
def test_two_persons_stay_two(known: str, other: str) -> None:
    found = register(
        [raw(known, start="2013-08-03", seen_from="2013-08-03", seen_until="2022-01-01")],
        [raw(other, rank=6, seen_from="2019-06-04", seen_until="2019-06-04")],
    )
    assert len(found.people) == 2


@pytest.mark.parametrize(
    ("known", "other", "persons"),
    [
        ("Augusto Idrissa Embalo", "Antonio Serifo Embalo", 2),
        ("Abul Hassan Mahmood Ali", "Mohammed Hasan Mahmud", 2),
        ("Lee Myung-bak", "Lee Jae-myung", 2),
        ("Kim Chol Su", "Ryom Chol Su", 2),
        ("Virginie Mbaikoua", "Virginie Baikoua", 1),
        ("Muhammad Hasan Mahmud", "Mohammed Hasan Mahmud", 1),
    ],
)
def test_somebody_seen_years_later_must_be_called_nearly_the_same(known: str, other: str, persons: int) -> None:
    assert len(register(seen(known, "2019-06-04"), seen(other, "2024-04-02")).people) == persons


def test_a_source_that_names_somebody_in_two_ways_is_understood_by_either() -> None:
    own = raw("Vinay Mohan Kwatra", rank=0, start="2022-05-01", source="curated")
    theirs = raw("Vinay Mohan Kwarta", office="ambassador", start="2017", qid="Q1", aliases=("Vinay Mohan Kwatra",))
    (person,) = register([own], [theirs]).people
    assert (person.name, person.qid) == ("Vinay Mohan Kwatra", "Q1")


def test_nobody_without_a_name_is_let_in() -> None:
    with pytest.raises(ValueError, match="without a name"):
        register([raw("", start="2020")])


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


def stretches(*claims: list[Raw], person: str = "a-b") -> list[tuple[str | None, str | None, str | None]]:
    return [(t.start, t.known_from, t.known_until) for t in tenures(*claims) if t.person == person]


@pytest.mark.parametrize(
    ("claims", "expected"),
    [
        (
            [seen("A B", "2019-06-04"), seen("A B", "2021-03-01")],
            [(None, "2019-06-04", "2021-03-01")],
        ),
        (
            [seen("A B", "2019-06-04"), seen("A B", "2024-04-02")],
            [(None, "2019-06-04", "2019-06-04"), (None, "2024-04-02", "2024-04-02")],
        ),
        (
            [
                seen("A B", "2024-04-02"),
                seen("A B", "2019-06-04"),
                seen("A B", "2021-06-01"),
                seen("A B", "2022-12-01"),
            ],
            [(None, "2019-06-04", "2024-04-02")],
        ),
        (
            [seen("A B", "2019-06-04"), seen("A B", "2024-04-02"), [raw("A B", rank=4, start="2018", end="2025")]],
            [("2018", None, None)],
        ),
        (
            [seen("A B", "2019-06-04"), seen("C D", "2020-06-04"), seen("A B", "2021-03-01")],
            [(None, "2019-06-04", "2019-06-04"), (None, "2021-03-01", "2021-03-01")],
        ),
        (
            [[raw("A B", start="2018", seen_until="2020-01-01")], seen("C D", "2021-01-01"), seen("A B", "2022-01-01")],
            [("2018", None, "2020-01-01"), (None, "2022-01-01", "2022-01-01")],
        ),
    ],
    ids=["near", "far apart", "a chain", "a dated source between", "another between", "another after a dated one"],
)
def test_attestations_are_joined_where_nothing_speaks_against_it(
    claims: list[list[Raw]], expected: list[tuple[str | None, str | None, str | None]]
) -> None:
    assert stretches(*claims) == expected


@pytest.mark.parametrize("fields", [{"office": "ambassador"}, {"acting": True}, {"title": "President of the Senate"}])
def test_another_who_is_no_successor_separates_nothing(fields: dict[str, object]) -> None:
    between = [raw("C D", rank=6, seen_from="2020-06-04", seen_until="2020-06-04", **fields)]
    own = {"office": fields.get("office", "president")}
    claims = (seen("A B", "2019-06-04", **own), between, seen("A B", "2021-03-01", **own))
    assert stretches(*claims) == [(None, "2019-06-04", "2021-03-01")]


@pytest.mark.parametrize(
    ("office", "start", "until"),
    [
        ("ambassador", "1991", "1995"),
        ("special envoy", "2020-05", "2022-08-03"),
        ("foreign minister", "1991", "2022-08-03"),
    ],
)
def test_an_envoy_is_not_thought_to_stay_for_ever(office: str, start: str, until: str) -> None:
    claim = raw("Igor Ivanov", office=office, start=start, seen_until="2022-08-03")
    assert envoy_for_some_years(claim).seen_until == until


def test_a_successor_closes_an_open_tenure() -> None:
    first = raw("A B", start="2020-01-01", seen_from="2020-01-01", seen_until="2022-07-25")
    second = raw("C D", start="2024-07-30", seen_from="2024-07-30", seen_until="2025-01-01")
    found = {t.person: t for t in tenures([first], [second])}
    assert (found["a-b"].end, found["a-b"].end_inferred, found["a-b"].known_until) == ("2024-07-30", True, "2022-07-25")
    assert found["c-d"].end is None


def test_who_is_seen_until_the_successor_begins_is_certain_until_then() -> None:
    first = raw("A B", start="2001-03-29", seen_from="2001-03-29", seen_until="2025-12-01")
    second = raw("C D", start="2025-11-28", seen_from="2025-11-28", seen_until="2026-01-01")
    held = next(t for t in tenures([first], [second]) if t.person == "a-b")
    assert (held.end, held.end_inferred, held.known_until) == ("2025-11-28", True, "2025-11-28")


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


@pytest.mark.parametrize(
    ("name", "lowered"),
    [
        ("Celso LAFER", "Celso Lafer"),
        ("Farouk AL-SHARA", "Farouk Al-Shara"),
        ("Carl XVI Gustaf", "Carl XVI Gustaf"),
        ("Benigno AQUINO III", "Benigno Aquino III"),
        ("ABC Nwosu", "ABC Nwosu"),
        ("Hira Chandra KC", "Hira Chandra KC"),
    ],
)
def test_words_in_capitals_are_lowered(name: str, lowered: str) -> None:
    assert without_capitals(name) == lowered


@pytest.mark.parametrize(
    ("name", "lowered"),
    [("XI Jinping", "Xi Jinping"), ("MARGRETHE II", "Margrethe II"), ("Pat McFADDEN", "Pat McFadden")],
)
def test_capitals_of_the_cia_are_lowered(name: str, lowered: str) -> None:
    assert proper(name) == lowered


def test_slips_of_the_pen_are_corrected() -> None:
    assert corrected("Minister for Foregn Affairs") == "Minister for Foreign Affairs"
    assert corrected("Prime Minister") == "Prime Minister"


@pytest.mark.parametrize(
    ("first", "last", "until"),
    [
        ("2021-01-01", "2024-05-06", "2024-05-06"),
        ("2015-10-26", "2020-11-23", "2017-03-28"),
        ("2015-10-26", "2016-11-06", "2015-11-29"),
        ("2016-11-21", "2016-11-26", "2016-11-21"),
    ],
)
def test_the_factbook_attests_a_head_until_the_last_copy_that_names_him(first: str, last: str, until: str) -> None:
    assert factbook_names_until(first, last) == until
