"""Which place a name means (tests/data/places.csv): namesakes, venues, names that are something else too."""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from memcon.actors import resolve
from memcon.actors.knowledge import load
from memcon.actors.namesakes import Area, Context, locate
from memcon.actors.places import Places
from memcon.extraction import extract_record
from memcon.language import parse
from memcon.read import read_text
from memcon.record import Place

CASES = Path(__file__).with_name("data") / "places.csv"
VENUES = Path(__file__).parent.parent / "knowledge" / "curated" / "venues.csv"


def cases() -> Iterator[dict[str, str]]:
    lines = (line for line in CASES.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    yield from csv.DictReader(lines)


def places_of(text: str) -> Places:
    parsed = parse(read_text(text, published="2024-05-16"))
    return Places(parsed, resolve(parsed), load())


def place_named(words: str, text: str, dateline: str = "", published: str = "2024-05-16") -> Place | None:
    parsed = parse(read_text(f"{dateline}, May 16 - {text}" if dateline else text, published=published))
    start = parsed.article.text.index(words, parsed.article.text.index(text[:20]))
    piece = parsed.doc.char_span(start, start + len(words), alignment_mode="expand")
    return Places(parsed, resolve(parsed), load()).at(piece.start, piece.end)


@pytest.mark.parametrize("case", list(cases()), ids=lambda case: f"{case['words']}: {case['text'][:50]}")
def test_case(case: dict[str, str]) -> None:
    place = place_named(case["words"], case["text"], case["dateline"], case["published"])
    if not case["name"]:
        assert place is None
        return
    assert place is not None
    assert (place.name, place.country) == (case["name"], case["country"] or None)
    if not case["lat"]:
        assert (place.lat, place.lon, place.geonames) == (None, None, None)
        return
    assert place.geonames == (int(case["geonames"]) if case["geonames"] else None)
    assert place.lat == pytest.approx(float(case["lat"]), abs=0.2)
    assert place.lon == pytest.approx(float(case["lon"]), abs=0.2)


def test_the_table_asks_for_enough_namesakes_and_venues() -> None:
    table = list(cases())
    asked = [case["words"] for case in table]
    assert len(table) >= 80
    assert sum(asked.count(words) > 1 for words in asked) >= 25
    assert sum(bool(load().venues(words)) for words in asked) >= 20


@pytest.mark.parametrize(
    ("dateline", "country"),
    [
        ("TRIPOLI, Lebanon", "LBN"),
        ("TRIPOLI", "LBY"),
        ("SHARM EL-SHEIKH, Egypt", "EGY"),
        ("GENEVA", "CHE"),
        ("SPRINGFIELD", None),
    ],
)
def test_a_dateline_names_its_city(dateline: str, country: str | None) -> None:
    places = places_of(f"{dateline}, May 16 - The envoys resumed their talks on the truce.")
    found = places.dateline()
    assert (found.country if found is not None else None) == country


def test_a_dateline_is_asked_for_in_the_countries_given() -> None:
    places = places_of("TRIPOLI, May 16 - The envoys resumed their talks.")
    found = places.dateline({"LBN", "SYR"})
    assert found is not None
    assert (found.country, found.geonames) == ("LBN", 266826)
    assert places.dateline({"FRA"}) is None


def test_a_dateline_whose_status_is_open_has_no_country() -> None:
    found = places_of("JERUSALEM, May 16 - The envoys resumed their talks.").dateline({"ISR", "USA"})
    assert found is not None
    assert (found.name, found.country, found.geonames) == ("Jerusalem", None, 281184)


def test_a_capital_not_named_is_found_and_one_whose_status_is_open_is_not() -> None:
    places = places_of("The talks were held in the Turkish capital.")
    ankara, israel = places.capital("TUR", 5, 8), places.capital("ISR", 5, 8)
    assert ankara is not None
    assert israel is not None
    assert (ankara.name, ankara.geonames, ankara.spans[0].text) == ("Ankara", 323786, "the Turkish capital")
    assert (israel.name, israel.country, israel.lat) == ("Israel", "ISR", None)


def test_a_place_keeps_the_words_it_was_read_from() -> None:
    text = "The leaders spent two weeks at the White House."
    place = place_named("White House", text)
    assert place is not None
    assert [text[span.start : span.end] for span in place.spans] == ["White House"]


def test_namesakes_in_one_country_leave_the_country() -> None:
    context = Context(report=frozenset({"USA"}), sentence=frozenset({"USA"}))
    assert locate(load(), "Springfield", context) == Place(name="Springfield", country="USA")


def test_a_venue_of_another_city_is_not_meant() -> None:
    city = load().places("Windhoek")[0]
    assert locate(load(), "Blue House", Context(told=(Area("NAM", city=city),))) is None


def test_the_same_name_is_one_place_in_contacts_and_claims() -> None:
    text = (
        "Lebanese Prime Minister Najib Mikati met Jordanian Foreign Minister Ayman Safadi in Tripoli, Lebanon, on Monday.\n\n"
        "Mikati said that four people were killed in Tripoli, Lebanon, on Sunday."
    )
    record = extract_record(read_text(text, published="2024-05-16"))
    told = [item.place for item in (*record.contacts, *record.claims) if item.place is not None]
    assert [(place.name, place.country, place.geonames) for place in told] == [("Tripoli", "LBN", 266826)] * 2


def test_venues_stand_in_cities_that_are_known() -> None:
    lines = [line for line in VENUES.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    rows = list(csv.DictReader(lines))
    assert len({(row["name"], row["city"], row["iso3"]) for row in rows}) == len(rows) >= 250
    for row in rows:
        for name in (row["name"], *filter(None, row["aliases"].split("|"))):
            found = [v for v in load().venues(name) if (v.iso3, v.city_name) == (row["iso3"], row["city"])]
            assert found, name
            assert found[0].city is not None, row["city"]
            assert found[0].city.iso3 == row["iso3"]
