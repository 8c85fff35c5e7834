"""FollowTheMoney's entities, read by its package where that can be installed: it needs ICU.

Without it the names of schemata and properties are held against `KNOWN`, which the package confirms where it is there.
"""

import json
from io import BytesIO
from typing import Any

import msgspec
import pytest

from archive_tables import run
from memcon.archive import Archive, Filters
from memcon.archive.export import followthemoney as export
from memcon.record import Actor
from test_archive_cases import bridge_record, small_record

KNOWN = {
    "Article": {*("title", "fileName", "publisher", "publishedAt", "sourceUrl", "language", "retrievedAt")},
    "Person": {*("name", "country", "wikidataId", "proof", "position")},
    "PublicBody": {*("name", "country", "wikidataId", "proof")},
    "Organization": {*("name", "country", "wikidataId", "proof")},
    "Event": {*("name", "recordId", "keywords", "summary", "involved", "proof", "location", "country")}
    | {"date", "startDate", "endDate"},
    "Mention": {"document", "name", "resolved", "detectedSchema", "contextCountry"},
}

Entity = dict[str, Any]


def written(archive: Archive, filters: Filters | None = None) -> bytes:
    target = BytesIO()
    export.write(archive, target, filters)
    return target.getvalue()


def entities(archive: Archive, filters: Filters | None = None) -> list[Entity]:
    return [json.loads(line) for line in written(archive, filters).splitlines()]


def of(archive: Archive, schema: str) -> list[Entity]:
    return [entity for entity in entities(archive) if entity["schema"] == schema]


def filled(archive: Archive) -> None:
    record = bridge_record()
    known = msgspec.structs.replace(record.actors[0], wikidata="Q42")
    rebels = Actor(id="rebels", kind="group", name="Coast Front", country="NOR", wikidata="Q43")
    council = msgspec.structs.replace(record.actors[-1], wikidata="Q44", country="EUR")
    archive.add(
        msgspec.structs.replace(
            record,
            actors=(known, *record.actors[1:-1], council, rebels),
            article=msgspec.structs.replace(record.article, language="en"),
        )
    )
    archive.add(small_record(date="2024-01-02", end="2024-01-04", mode="visit"))


def test_every_schema_and_property_is_one_that_is_known(archive: Archive) -> None:
    filled(archive)
    used: dict[str, set[str]] = {}
    for entity in entities(archive):
        used.setdefault(entity["schema"], set()).update(entity["properties"])
    assert used == KNOWN


def test_the_package_takes_every_entity_as_it_is(archive: Archive) -> None:
    model = pytest.importorskip(
        "followthemoney", reason="followthemoney is not installed: pip install 'memcon[ftm]'"
    ).model
    filled(archive)
    for schema, properties in KNOWN.items():
        assert properties <= set(model[schema].properties)
    ids = set()
    for entity in entities(archive):
        proxy = model.get_proxy(entity, cleaned=False)
        proxy.schema.validate({"properties": proxy.properties})
        assert proxy.schema.is_a(entity["schema"])
        assert {name: sorted(values) for name, values in proxy.properties.items()} == {
            name: sorted(values) for name, values in entity["properties"].items()
        }, "a value that the package cleans otherwise, or drops"
        ids.add(proxy.id)
    for entity in entities(archive):
        proxy = model.get_proxy(entity)
        references = {value for prop, value in proxy.itervalues() if prop.type.name == "entity"}
        assert references <= ids


def test_a_person_is_one_entity_in_all_reports(archive: Archive) -> None:
    archive.add(small_record(date="2024-01-02"))
    archive.add(small_record(date="2024-06-02"))
    persons = of(archive, "Person")
    assert sorted(name for person in persons for name in person["properties"]["name"]) == [
        "Lena Brandt",
        "Émile Roux-Garnier",
    ]
    assert len(persons) == 2
    assert all(len(person["properties"]["proof"]) == 2 for person in persons)


def test_an_encounter_is_one_event_with_what_all_reports_tell(archive: Archive, location: str) -> None:
    first = archive.add(small_record(date="2024-01-02")).contacts[0]
    archive.add(small_record(date="2024-01-02"))
    run(location, f"UPDATE contacts SET encounter = '{first}'")
    (event,) = of(archive, "Event")
    assert event["properties"]["date"] == ["2024-01-02"]
    assert event["properties"]["recordId"] == [first]
    assert len(event["properties"]["proof"]) == 2
    assert event["properties"]["name"] == ["Meeting: Lena Brandt and Émile Roux-Garnier"]


def test_a_mention_leads_from_the_words_of_a_report_to_who_is_meant(archive: Archive) -> None:
    archive.add(bridge_record())
    (article,) = of(archive, "Article")
    (brandt,) = [person for person in of(archive, "Person") if person["properties"]["name"] == ["Lena Brandt"]]
    (mention,) = of(archive, "Mention")
    assert mention["properties"] == {
        "document": [article["id"]],
        "resolved": [brandt["id"]],
        "name": ["Lena Brandt"],
        "detectedSchema": ["Person"],
        "contextCountry": ["no"],
    }


@pytest.mark.parametrize(("code", "short"), [("TUR", "tr"), ("EUR", "eu"), ("XKX", "xk"), ("UNO", None), ("SDM", None)])
def test_a_country_is_told_as_the_package_tells_it(archive: Archive, code: str, short: str | None) -> None:
    archive.add(small_record(countries=("NOR", code)))
    told = {(person["properties"].get("country") or [None])[0] for person in of(archive, "Person")}
    assert told == {"no", short}


def test_the_text_of_a_report_is_not_written(archive: Archive) -> None:
    archive.add(bridge_record())
    assert b"those who cross it" not in written(archive)


def test_what_is_withdrawn_is_left_out(archive: Archive) -> None:
    archive.add(bridge_record())
    archive.add(small_record())
    archive.reject(archive.contacts(Filters(mode="phone"))[0].id, who="A reader", why="no such call")
    archive.withdraw(archive.reports(Filters(person="Émile"))[1].id, who="A reader", why="a forgery")
    found = entities(archive, Filters(withdrawn=True))
    assert sum(entity["schema"] == "Article" for entity in found) == 1
    assert sum(entity["schema"] == "Event" for entity in found) == 1


def test_the_same_archive_gives_the_same_bytes_and_no_id_twice(archive: Archive) -> None:
    filled(archive)
    lines = written(archive).splitlines()
    assert lines == written(archive).splitlines()
    ids = [json.loads(line)["id"] for line in lines]
    assert len(set(ids)) == len(ids)
