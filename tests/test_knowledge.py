"""The knowledge base: what it must answer (tests/data/knowledge_cases.csv) and how it fails."""

import csv
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

import memcon.actors.knowledge as knowledge_package
from memcon.actors.knowledge import Holder, Knowledge, Person, Tenure, load
from memcon.actors.knowledge.names import ascii_name, fold, name_words, slug, sound
from memcon.actors.knowledge.offices import find_offices, office_table
from memcon.actors.knowledge.spans import certainty
from memcon.errors import KnowledgeError

CASES = Path(__file__).with_name("data") / "knowledge_cases.csv"
DATA = Path(knowledge_package.__file__).with_name("data")


def cases() -> Iterator[dict[str, str]]:
    lines = (line for line in CASES.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    yield from csv.DictReader(lines)


def country(knowledge: Knowledge, case: dict[str, str]) -> str:
    term = knowledge.country(case["ask"])
    return f"{term.iso3} {term.kind}" if term else ""


def body(knowledge: Knowledge, case: dict[str, str]) -> str:
    found = knowledge.body(case["ask"])
    return found.id if found else ""


def office(knowledge: Knowledge, case: dict[str, str]) -> str:
    term = knowledge.office(case["ask"], case["country"] or None)
    return f"{term.office}/{term.level}" if term else ""


def person(knowledge: Knowledge, case: dict[str, str]) -> str:
    found = knowledge.persons(case["ask"], country=case["country"] or None, on=day(case))
    return found[0].id if found else ""


def holder(knowledge: Knowledge, case: dict[str, str]) -> str:
    state, _, name = case["ask"].partition(" ")
    found = knowledge.holders(state, name, on=day(case))
    return found[0].person.id if found else ""


def place(knowledge: Knowledge, case: dict[str, str]) -> str:
    found = knowledge.places(case["ask"])
    return f"{found[0].iso3} {found[0].geonames}" if found else ""


def venue(knowledge: Knowledge, case: dict[str, str]) -> str:
    found = knowledge.venue(case["ask"])
    return found.city_name if found else ""


def day(case: dict[str, str]) -> date | None:
    return date.fromisoformat(case["on"]) if case["on"] else None


ANSWERS = {f.__name__: f for f in (country, body, office, person, holder, place, venue)}


@pytest.mark.parametrize("case", list(cases()), ids=lambda case: f"{case['kind']}-{case['ask']}-{case['on']}")
def test_case(case: dict[str, str]) -> None:
    assert ANSWERS[case["kind"]](load(), case) == case["expect"]


def test_one_person_whatever_the_source() -> None:
    rouhani = load().person("hassan-rouhani")
    assert rouhani is not None
    assert rouhani.name == "Hassan Rouhani"
    assert rouhani.wikidata == "Q348144"
    presidency = [tenure for tenure in rouhani.tenures if tenure.office == "president"]
    assert [(tenure.start, tenure.end) for tenure in presidency] == [("2013-08-03", "2021-08-03")]
    assert "cia-2019" in presidency[0].source


def test_tenures_are_dated() -> None:
    tenures = load().tenures("hossein-amir-abdollahian")
    minister = next(tenure for tenure in tenures if tenure.office == "foreign minister")
    assert (minister.start, minister.end) == ("2021-08-25", "2024-05-19")
    assert load().tenures("nobody-at-all") == ()


def test_holders_in_a_range_come_newest_first() -> None:
    held = load().holders("IRN", "foreign minister", start=date(2021, 1, 1), end=date(2024, 12, 31))
    assert [h.person.id for h in held if not h.tenure.acting] == [
        "abbas-araghchi",
        "hossein-amir-abdollahian",
        "mohammad-javad-zarif",
    ]


def test_country_names_and_capitals() -> None:
    knowledge = load()
    assert (knowledge.country_name("TUR"), knowledge.capital("TUR")) == ("Turkey", "Ankara")
    assert knowledge.country_name("XKX") == knowledge.country_name("KOS") == "Kosovo"
    assert knowledge.country_name("ZZZ") == "ZZZ"
    assert knowledge.capital("ZZZ") is None


def test_body_has_members() -> None:
    found = load().body("D-8")
    assert found is not None
    assert found.kind == "organisation"
    assert {"IRN", "TUR", "EGY", "PAK"} <= set(found.members)


def test_offices_in_a_sentence_have_offsets() -> None:
    text = (
        "Turkey's Foreign Minister Hakan Fidan met the Iranian Deputy Foreign Minister for Political Affairs on Monday."
    )
    found = [(text[m.start : m.end], m.term.office) for m in find_offices(text)]
    assert found == [
        ("Foreign Minister", "foreign minister"),
        ("Deputy Foreign Minister for Political Affairs", "deputy foreign minister"),
    ]


@pytest.mark.parametrize(
    ("text", "status"),
    [("former president", "former"), ("acting foreign minister", "acting"), ("President-elect", "elect")],
)
def test_status_of_an_office(text: str, status: str) -> None:
    assert find_offices(text)[0].term.status == status


def test_plural_offices() -> None:
    assert find_offices("the foreign ministers of Iran and Turkey")[0].term.plural
    assert not find_offices("Chairman of the Council of Ministers")[0].term.plural


def test_every_listed_office_has_a_level() -> None:
    levels = {"leader", "minister", "legislature", "envoy", "official"}
    assert {title.level for title in office_table().titles.values()} <= levels


@pytest.mark.parametrize(
    "spellings",
    [
        ("Rouhani", "Ruhani", "Rohani"),
        ("Araghchi", "Araqchi"),
        ("Abdollah", "Abdullah", "Abdallah"),
        ("Mohammad", "Muhammad", "Mohammed", "Mohamed", "Muhammed"),
        ("Hossein", "Hussein", "Husain", "Hosein"),
        ("Zelensky", "Zelenskyy", "Zelenskiy"),
        ("Ghalibaf", "Qalibaf"),
        ("Baghaei", "Baqaei"),
        ("Shoigu", "Shoygu"),
    ],
)
def test_transliterations_sound_alike(spellings: tuple[str, ...]) -> None:
    assert len({sound(fold(spelling)) for spelling in spellings}) == 1


def test_names_are_folded() -> None:
    assert ascii_name("Recep Tayyip Erdoğan") == "Recep Tayyip Erdogan"
    assert fold("the U.S.'s") == "us"
    assert name_words("Sheikh Abd al-Rahman al-Thani") == ["abdulrahman", "thani"]
    assert slug("Hossein Amir-Abdollahian") == "hossein-amir-abdollahian"


def tenure(person: str, start: str | None, end: str | None = None, **more: object) -> Tenure:
    return Tenure(person=person, country="IRN", office="foreign minister", title="", start=start, end=end, **more)  # type: ignore[arg-type]


def test_certainty_of_an_open_tenure_ends_with_what_is_known() -> None:
    held = tenure("a", "2020-01", known_until="2022-07-25")
    assert certainty(held, [held], date(2021, 1, 1), date(2021, 1, 1)) is True
    assert certainty(held, [held], date(2023, 1, 1), date(2023, 1, 1)) is False
    assert certainty(held, [held], date(2019, 1, 1), date(2019, 1, 1)) is None
    later = tenure("b", "2022-10-01", known_until="2022-12-01")
    assert certainty(held, [held, later], date(2023, 1, 1), date(2023, 1, 1)) is None


def test_certainty_knows_dates_cut_to_the_month() -> None:
    held = tenure("a", "2020-03", "2020-05")
    assert certainty(held, [held], date(2020, 5, 31), date(2020, 5, 31)) is True
    assert certainty(held, [held], date(2020, 6, 1), date(2020, 6, 1)) is None


def test_answers_are_frozen_records() -> None:
    found = load().holders("TUR", "president", on=date(2020, 1, 1))[0]
    assert isinstance(found, Holder)
    assert isinstance(found.person, Person)
    with pytest.raises(AttributeError):
        found.person.name = "somebody else"  # type: ignore[misc]


def test_everybody_who_ships_has_a_name() -> None:
    with closing(sqlite3.connect(DATA / "facts.sqlite")) as db:
        nameless = "SELECT id FROM person WHERE trim(name) = '' OR id = 'unnamed' OR name = lower(name)"
        assert db.execute(nameless).fetchall() == []
        capitals = [name for (name,) in db.execute("SELECT name FROM person") if re.search(r" [A-Z]{4,}$", name)]
        assert capitals == []
        assert db.execute("SELECT value FROM text WHERE value LIKE '%Foregn%'").fetchall() == []


def test_nobody_is_attested_for_years_by_two_sightings_while_another_is_in_office() -> None:
    with closing(sqlite3.connect(DATA / "facts.sqlite")) as db:
        far_apart = """SELECT count(*) FROM tenure WHERE start IS NULL AND end IS NULL
            AND known_from < '2019-07' AND known_until >= '2024-01-01'"""
        assert db.execute(far_apart).fetchone() == (0,)


@pytest.mark.parametrize("name", ["Elizabeth II", "Queen Elizabeth II", "Charles III", "King Charles III"])
def test_the_british_sovereign_is_of_the_united_kingdom(name: str) -> None:
    assert {tenure.country for tenure in load().persons(name)[0].tenures} == {"GBR"}


@pytest.mark.parametrize(
    ("state", "name", "on", "expected"),
    [
        ("BGD", "foreign minister", date(2022, 12, 1), ["Abul Kalam Abdul Momen"]),
        ("PER", "foreign minister", date(2023, 3, 1), ["Ana Cecilia Gervasi"]),
        ("GBR", "king", date(2010, 1, 1), []),
        ("CAN", "king", date(2023, 1, 1), []),
    ],
)
def test_who_is_certain_on_a_day(state: str, name: str, on: date, expected: list[str]) -> None:
    assert [h.person.name for h in load().holders(state, name, on=on) if h.certain] == expected


@pytest.mark.parametrize(("on", "sure"), [("1993-01-01", True), ("1998-01-01", False), ("2005-01-01", None)])
def test_an_envoy_is_thought_to_stay_for_some_years_only(on: str, sure: bool | None) -> None:
    ivanov = next(t for t in load().tenures("igor-ivanov") if t.office == "ambassador")
    assert certainty(ivanov, [ivanov], date.fromisoformat(on), date.fromisoformat(on)) is sure


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("George H. W. Bush", "George Herbert Walker III"),
        ("Maitha Salim al-Shamsi", "Hamad bin Mubarak al-Shamsi"),
        ("Augusto Idrissa Embalo", "Antonio Serifo Embalo"),
        ("Abul Hassan Mahmood Ali", "Muhammad Hasan Mahmud"),
    ],
)
def test_different_persons_are_two(one: str, other: str) -> None:
    first, second = load().persons(one)[0], load().persons(other)[0]
    assert first.id != second.id
    assert not {first.name, *first.aliases} & {second.name, *second.aliases}


def test_shipped_files_are_small_and_licensed() -> None:
    assert sum(path.stat().st_size for path in DATA.iterdir()) < 10_000_000
    licences = (DATA / "LICENSES.md").read_text(encoding="utf-8")
    assert all(path.name in licences for path in DATA.glob("*.sqlite"))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match=r"facts\.sqlite is missing; run"):
        load(tmp_path)


def test_a_damaged_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "facts.sqlite").write_bytes(b"not a database at all" * 100)
    with pytest.raises(KnowledgeError, match=r"facts\.sqlite cannot be read"):
        load(tmp_path)
