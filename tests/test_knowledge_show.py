"""Who or what a name is: what `memcon knowledge show` finds and how it tells it."""

import csv
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from memcon.actors.knowledge import load
from memcon.actors.knowledge.explain import Unplaced, explain
from memcon.faces.cli import main

NUMBERS = Path(__file__).parents[1] / "knowledge/curated/state_numbers.csv"

Show = Callable[..., tuple[int, list[list[str]], str]]


@pytest.fixture
def show(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Show:
    """Exit status, the cells of each line, and what was told."""
    monkeypatch.delenv("COLUMNS", raising=False)

    def command(*arguments: str) -> tuple[int, list[list[str]], str]:
        with pytest.raises(SystemExit) as leaving:
            main(["knowledge", "show", *arguments])
        captured = capfd.readouterr()
        return int(leaving.value.code or 0), [line.split("\t") for line in captured.out.splitlines()], captured.err

    return command


@pytest.mark.parametrize(
    ("phrase", "on", "found"),
    [
        ("Turkey", None, "country TUR"),
        ("turkey", None, "country TUR"),
        ("TUR", None, "country TUR"),
        ("the Islamic Republic of Iran", None, "country IRN"),
        ("OIC", None, "body OIC"),
        ("Organisation of Islamic Cooperation", None, "body OIC"),
        ("Turkish president", "2009-05-01", "office TUR president: abdullah-gul"),
        ("president of Turkey", "2009-05-01", "office TUR president: abdullah-gul"),
        ("Iran's foreign minister", "2015-07-14", "office IRN foreign minister: mohammad-javad-zarif"),
        ("minister of foreign affairs of the islamic republic of iran", "2015-07-14", "office IRN foreign minister: mohammad-javad-zarif"),
        ("NATO Secretary General", "2015-07-14", "office NAT secretary-general: jens-stoltenberg"),
        ("EU foreign policy chief", "2020-05-01", "office EUR high representative: josep-borrell"),
        ("Cavusoglu", "2018-10-12", "person mevlut-cavusoglu"),
        ("Çavuşoğlu", None, "person mevlut-cavusoglu"),
        ("President Rouhani", None, "person hassan-rouhani"),
        ("Iranian president Hassan Rouhani", "2018-01-01", "person hassan-rouhani"),
        ("Cankaya Palace", None, "venue Ankara"),
        ("Antalya", None, "place TUR"),
    ],
)  # fmt: skip
def test_a_name_is_found(phrase: str, on: str | None, found: str) -> None:
    what = explain(load(), phrase, date.fromisoformat(on) if on else None)
    told = {
        "country": what.country and what.country.iso3,
        "body": what.body and what.body.id,
        "office": what.office and f"{what.office.country} {what.office.office}: {what.office.holders[0].person}",
        "person": what.persons and what.persons[0].id,
        "venue": what.venues and what.venues[0].city_name,
        "place": what.places and what.places[0].iso3,
    }
    kind, _, expected = found.partition(" ")
    assert told[kind] == expected


def test_an_office_without_a_state_is_asked_back() -> None:
    with pytest.raises(Unplaced, match="president"):
        explain(load(), "president")
    assert explain(load(), "president", country="FRA").office is not None


def test_an_empty_country_is_no_country(show: Show) -> None:
    status, _, told = show("Cavusoglu", "--country", "")
    assert status == 2
    assert "“” is no country that memcon knows" in told


def test_a_person_is_told_with_since_until_and_source(show: Show) -> None:
    status, lines, _ = show("Mevlut", "Cavusoglu", "--on", "2018-10-12")
    assert status == 0
    assert ["person", "Mevlut Cavusoglu"] in lines
    assert ["on 2018-10-12", "foreign minister (Turkey)"] in lines
    assert ["Wikidata", "Q249206"] in lines
    columns = ["office", "title", "since", "until", "on 2018-10-12", "source"]
    rows = [dict(zip(columns, line, strict=True)) for line in lines[lines.index(columns) + 1 :] if len(line) == 6]
    then = next(row for row in rows if row["on 2018-10-12"] == "yes")
    assert (then["since"], then["until"]) == ("2015-11-24", "2023-06-04")
    assert "Wikidata" in then["source"]


def test_what_is_not_known_is_said() -> None:
    knowledge = load()
    until = [held.until for held in explain(knowledge, "Turkish president").office.holders]  # type: ignore[union-attr]
    assert until[0].endswith(", nothing known of later")
    inferred = [
        t
        for state in ("MLI", "THA", "PER", "COL")
        for h in knowledge.holders(state, "president")
        if (t := h.tenure).end_inferred
    ]
    told = [held.until for person in inferred for shown in explain(knowledge, knowledge.person(person.person).name).persons for held in shown.tenures]  # type: ignore[union-attr]  # fmt: skip
    assert any(words.endswith(", when the successor began") for words in told)


def test_an_office_has_neighbours_on_a_day() -> None:
    office = explain(load(), "Turkish president", date(2009, 5, 1)).office
    assert office is not None
    assert [held.person for held in (*office.before, *office.holders, *office.after)] == [
        "ahmet-necdet-sezer",
        "abdullah-gul",
        "recep-tayyip-erdogan",
    ]
    assert [held.on for held in (*office.before, *office.holders, *office.after)] == ["no", "yes", "no"]


def test_a_day_of_which_nothing_is_known_says_so(show: Show) -> None:
    status, lines, _ = show("president of Turkey", "--on", "1950-01-01")
    assert status == 0
    assert ["on 1950-01-01", "nobody that memcon knows of"] in lines


def test_several_persons_are_listed_the_likeliest_first(show: Show) -> None:
    _, lines, told = show("Cavusoglu")
    others = lines.index(["also of that name", "last known as", "since", "until"])
    assert [line[0] for line in lines[others + 1 :]] == ["Hakan Cavusoglu"]
    assert told == "2 persons may be meant, the likeliest first; --country and --on tell them apart\n"


def test_a_country_is_told_with_its_words_and_numbers(show: Show) -> None:
    _, lines, _ = show("Yemen")
    facts = dict(line for line in lines if len(line) == 2)
    assert facts["country"] == "Yemen"
    assert (facts["code"], facts["COW number"], facts["Gleditsch-Ward number"]) == ("YEM", "679", "678")
    assert (facts["adjective"], facts["capital"]) == ("Yemeni", "Sanaa")


def test_nothing_found_is_one_sentence_with_what_is_spelt_alike(show: Show) -> None:
    status, lines, told = show("Cavushogluu", "Mevlud")
    assert (status, lines, told.count("\n")) == (2, [], 1)
    status, lines, told = show("Azerbaidshan")
    assert (status, lines) == (2, [])
    assert told.startswith(
        "memcon: nothing is known of “Azerbaidshan”, neither as country, body, office, person, building nor city;"
    )
    assert "did you mean Azerbaijan" in told
    assert show("Xqzwv")[2].endswith("; check the spelling\n")
    assert show("president")[2] == "memcon: whose president? Name the state or body too, like “Turkish president”.\n"


def test_json_is_for_programs(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as leaving:
        main(["knowledge", "show", "Cavusoglu", "--on", "2018-10-12", "--json"])
    assert not leaving.value.code
    found = json.loads(capfd.readouterr().out)
    assert (found["asked"], found["on"], found["persons"][0]["id"]) == ("Cavusoglu", "2018-10-12", "mevlut-cavusoglu")
    assert found["persons"][0]["tenures"][0]["tenure"]["start"] == "2015-11-24"


# numbers of states


def test_the_shipped_numbers_are_the_curated_ones() -> None:
    lines = [line for line in NUMBERS.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    for row in csv.DictReader(lines):
        state = load().state(row["iso3"])
        assert state is not None
        assert (state.cow, state.gw) == (int(row["cow"]), int(row["gw"]))
    assert len(lines) == 196


def test_no_number_is_given_to_two_states() -> None:
    states = [state for code in load().codes() if (state := load().state(code))]
    for numbers in ([s.cow for s in states if s.cow], [s.gw for s in states if s.gw]):
        assert len(numbers) == len(set(numbers)) == 195


@pytest.mark.parametrize(
    ("iso3", "cow", "gw"),
    [
        ("USA", 2, 2),
        ("IRN", 630, 630),
        ("DEU", 255, 260),
        ("YEM", 679, 678),
        ("SRB", 345, 340),
        ("KIR", 946, 970),
        ("NRU", 970, 971),
        ("TON", 955, 972),
        ("TUV", 947, 973),
        ("KOS", 347, 347),
        ("XKX", 347, 347),
        ("TWN", 713, 713),
        ("VAT", None, None),
        ("PSE", None, None),
        ("UNO", None, None),
    ],
)
def test_the_two_lists_differ_where_they_are_known_to(iso3: str, cow: int | None, gw: int | None) -> None:
    state = load().state(iso3)
    assert state is not None
    assert (state.cow, state.gw) == (cow, gw)


def test_a_code_that_is_none_has_no_state() -> None:
    assert load().state("QQQ") is None
