"""The crosswalks, read by pandas as the data sets themselves are read."""

from io import BytesIO
from pathlib import Path

import msgspec
import pandas as pd
import pytest

from archive_tables import run
from memcon.archive import Archive, Filters
from memcon.archive.export import crosswalks
from memcon.archive.export.crosswalks import CROSSWALKS, CrosswalkName
from memcon.record import Actor, Event, Place, Record, When
from test_archive_cases import article, span

TEXT = "The foreign minister of Türkiye received his Iranian counterpart in Ankara. The EU praised them."
HOST = Actor(
    id="host",
    kind="person",
    name="Ayla Demir",
    country="TUR",
    office="foreign minister",
    sectors=("GOV",),
    spans=(span("The foreign minister of Türkiye", TEXT),),
)
GUEST = Actor(id="guest", kind="person", name="Reza Karimi", country="IRN", office="foreign minister", sectors=("GOV",))
SPEAKER = Actor(id="speaker", kind="person", name="Zhaleh Omid", country="IRN", sectors=("LEG",))
UNION = Actor(id="EUR", kind="body", name="European Union", country="EUR")
COUNCIL = Actor(id="council", kind="body", name="Coastal Council")

ANKARA = Place(name="Ankara", country="TUR", lat=39.92, lon=32.85, geonames=323786, spans=(span("Ankara", TEXT),))
DAY = When(start="2024-02-18", end="2024-02-18", precision="day")

VISIT = Event(
    id="e1",
    event_type="CONSULT",
    event_mode="visit",
    context=("diplomatic", "economic"),
    actor=("guest",),
    recipient=("host",),
    when=DAY,
    place=ANKARA,
    cameo="042",
    goldstein=1.9,
)
COLUMNS = {"polecat": 40, "gdelt": 61, "gdelt1": 58, "cameo": 20}


def report(*events: Event, published: str | None = "2024-02-20", **fields: str | None) -> Record:
    told = article(TEXT, **{"outlet": "Bosporus Post", "url": "https://post.example/1", "language": "en", **fields})
    told = msgspec.structs.replace(told, published=published)
    return Record(article=told, actors=(HOST, GUEST, SPEAKER, UNION, COUNCIL), events=events or (VISIT,))


def written(archive: Archive, form: CrosswalkName, filters: Filters | None = None) -> bytes:
    target = BytesIO()
    crosswalks.write(archive, target, filters, form=form)
    return target.getvalue()


def table(archive: Archive, form: CrosswalkName, filters: Filters | None = None) -> pd.DataFrame:
    names = None if CROSSWALKS[form].header else list(CROSSWALKS[form].columns)
    data = BytesIO(written(archive, form, filters))
    header = 0 if names is None else None
    return pd.read_csv(data, sep="\t", header=header, names=names, dtype=str, keep_default_na=False)


def row(archive: Archive, form: CrosswalkName) -> dict[str, str]:
    (only,) = table(archive, form).to_dict("records")
    return {column: value for column, value in only.items() if value}


@pytest.mark.parametrize("form", COLUMNS)
def test_each_form_has_the_columns_of_its_data_set(archive: Archive, form: CrosswalkName) -> None:
    archive.add(report())
    columns = CROSSWALKS[form].columns
    assert len(columns) == len(set(columns)) == COLUMNS[form]
    assert list(table(archive, form).columns) == list(columns)
    assert {len(line.split(b"\t")) for line in written(archive, form).splitlines()} == {COLUMNS[form]}


def test_polecat_tells_types_modes_and_both_sides(archive: Archive) -> None:
    archive.add(report())
    key = archive.reports()[0].id
    assert row(archive, "polecat") == {
        "Event ID": f"{key}_e1",
        "Event Date": "2024-02-18",
        "Event Type": "CONSULT",
        "Event Mode": "visit",
        "Intensity": "2.5",
        "Quad Code": "VERBAL COOPERATION",
        "Contexts": "diplomatic; economic",
        "Actor Name": "Reza Karimi",
        "Actor Country": "IRN",
        "Actor COW": "630",
        "Primary Actor Sector": "GOV",
        "Actor Sectors": "GOV",
        "Actor Title": "foreign minister",
        "Recipient Name": "Ayla Demir",
        "Recipient Country": "TUR",
        "Recipient COW": "640",
        "Primary Recipient Sector": "GOV",
        "Recipient Sectors": "GOV",
        "Recipient Title": "foreign minister",
        "Recipient Name Raw": "The foreign minister of Türkiye",
        "Placename": "Ankara",
        "City": "Ankara",
        "Country": "TUR",
        "Latitude": "39.92",
        "Longitude": "32.85",
        "GeoNames ID": "323786",
        "Raw Placename": "Ankara",
        "Source": "Bosporus Post",
        "Publication Date": "2024-02-20",
        "Story People": "Ayla Demir; Reza Karimi; Zhaleh Omid",
        "Story Organizations": "European Union; Coastal Council",
        "Story Locations": "Ankara",
        "Language": "en",
        "Version": "memcon 0.1.0",
    }


def test_several_actors_stand_in_one_row_of_polecat_part_by_part(archive: Archive) -> None:
    archive.add(report(msgspec.structs.replace(VISIT, actor=("guest", "council", "speaker"))))
    found = row(archive, "polecat")
    assert found["Actor Name"] == "Reza Karimi; Coastal Council; Zhaleh Omid"
    assert found["Actor Country"] == "IRN; None; IRN"
    assert found["Actor Title"] == "foreign minister; None; None"


def test_gdelt_tells_codes_dates_and_the_place(archive: Archive, location: str) -> None:
    archive.add(report())
    run(location, "UPDATE reports SET added_at = '2024-03-01T23:30:00-02:00'")
    found = row(archive, "gdelt")
    assert 0 < int(found.pop("GLOBALEVENTID")) < 2**53
    assert found == {
        "SQLDATE": "20240218",
        "MonthYear": "202402",
        "Year": "2024",
        "FractionDate": "2024.1315",
        "Actor1Code": "IRNGOV",
        "Actor1Name": "REZA KARIMI",
        "Actor1CountryCode": "IRN",
        "Actor1Type1Code": "GOV",
        "Actor2Code": "TURGOV",
        "Actor2Name": "AYLA DEMIR",
        "Actor2CountryCode": "TUR",
        "Actor2Type1Code": "GOV",
        "IsRootEvent": "0",
        "EventCode": "042",
        "EventBaseCode": "042",
        "EventRootCode": "04",
        "QuadClass": "1",
        "GoldsteinScale": "1.9",
        "NumMentions": "1",
        "NumSources": "1",
        "NumArticles": "1",
        "ActionGeo_Type": "4",
        "ActionGeo_FullName": "Ankara, Turkey",
        "ActionGeo_Lat": "39.92",
        "ActionGeo_Long": "32.85",
        "DATEADDED": "20240302013000",
        "SOURCEURL": "https://post.example/1",
    }
    assert row(archive, "gdelt1")["DATEADDED"] == "20240302"


def test_gdelt_of_either_version_tells_the_same(archive: Archive) -> None:
    archive.add(report())
    old, new = row(archive, "gdelt1"), row(archive, "gdelt")
    assert {column for column in old if old[column] != new[column]} == {"DATEADDED"}
    assert set(CROSSWALKS["gdelt"].columns) - set(CROSSWALKS["gdelt1"].columns) == {
        *("Actor1Geo_ADM2Code", "Actor2Geo_ADM2Code", "ActionGeo_ADM2Code")
    }


@pytest.mark.parametrize(
    ("actor", "code", "country", "group", "type1"),
    [("EUR", "IGOEUREEC", "", "EEC", "IGO"), ("council", "", "", "", ""), ("speaker", "IRNLEG", "IRN", "", "LEG")],
)
def test_gdelt_codes_actors_as_cameo_does(
    archive: Archive, actor: str, code: str, country: str, group: str, type1: str
) -> None:
    archive.add(report(msgspec.structs.replace(VISIT, actor=(actor,))))
    (found,) = table(archive, "gdelt").to_dict("records")
    assert [found[f"Actor1{field}"] for field in ("Code", "CountryCode", "KnownGroupCode", "Type1Code")] == [
        *(code, country, group, type1)
    ]


@pytest.mark.parametrize(("cameo", "quad"), [("051", "1"), ("0871", "2"), ("090", "2"), ("141", "3"), ("195", "4")])
def test_gdelt_has_the_quad_of_the_root_code(archive: Archive, cameo: str, quad: str) -> None:
    archive.add(report(msgspec.structs.replace(VISIT, cameo=cameo)))
    found = row(archive, "gdelt")
    assert (found["QuadClass"], found["EventRootCode"], found["EventBaseCode"]) == (quad, cameo[:2], cameo[:3])


def test_the_table_of_cameo_tells_source_and_target(archive: Archive) -> None:
    archive.add(report())
    key = archive.reports()[0].id
    assert row(archive, "cameo") == {
        "Event ID": f"{key}-e1-1",
        "Event Date": "2024-02-18",
        "Source Name": "Reza Karimi",
        "Source Sectors": "Government",
        "Source Country": "Iran",
        "Event Text": "make a visit",
        "CAMEO Code": "042",
        "Intensity": "1.9",
        "Target Name": "Ayla Demir",
        "Target Sectors": "Government",
        "Target Country": "Turkey",
        "Story ID": key,
        "Publisher": "Bosporus Post",
        "City": "Ankara",
        "Country": "Turkey",
        "Latitude": "39.92",
        "Longitude": "32.85",
    }


@pytest.mark.parametrize(
    ("actors", "recipients", "pairs"),
    [
        (("guest", "speaker"), ("host",), [("Reza Karimi", "Ayla Demir"), ("Zhaleh Omid", "Ayla Demir")]),
        (("guest", "host"), (), [("Reza Karimi", "Ayla Demir"), ("Ayla Demir", "Reza Karimi")]),
        (("guest", "speaker"), (), [("Reza Karimi", ""), ("Zhaleh Omid", "")]),
        (("guest",), (), [("Reza Karimi", "")]),
        ((), ("host",), [("", "Ayla Demir")]),
    ],
)
def test_dyadic_tables_have_a_row_for_each_pair(
    archive: Archive, actors: tuple[str, ...], recipients: tuple[str, ...], pairs: list[tuple[str, str]]
) -> None:
    archive.add(report(msgspec.structs.replace(VISIT, actor=actors, recipient=recipients)))
    found = table(archive, "cameo")
    assert list(zip(found["Source Name"], found["Target Name"], strict=True)) == pairs
    assert table(archive, "gdelt")["GLOBALEVENTID"].is_unique


@pytest.mark.parametrize(
    ("when", "published", "day"),
    [
        (DAY, "2024-02-20", "2024-02-18"),
        (When(start="2024-02-01", end="2024-02-29", precision="month"), "2024-02-20", "2024-02-01"),
        (None, "2024-02-20", "2024-02-20"),
        (None, None, ""),
    ],
)
def test_an_event_has_its_own_day_else_that_of_publication(
    archive: Archive, when: When | None, published: str | None, day: str
) -> None:
    archive.add(report(msgspec.structs.replace(VISIT, when=when), published=published))
    assert table(archive, "polecat")["Event Date"][0] == day
    assert table(archive, "gdelt")["SQLDATE"][0] == day.replace("-", "")


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (Filters(country=("IRN", "TUR")), 1),
        (Filters(country=("EUR",)), 0),
        (Filters(person="demir"), 1),
        (Filters(person="Omid"), 0),
        (Filters(since="2024-02-18", until="2024-02-18"), 1),
        (Filters(since="2024-02-19"), 0),
        (Filters(until="2024-02-17"), 0),
        (Filters(outlet="bosporus"), 1),
        (Filters(outlet="other"), 0),
    ],
)
def test_countries_persons_and_dates_are_asked_of_the_event(archive: Archive, filters: Filters, found: int) -> None:
    archive.add(report())
    assert len(table(archive, "polecat", filters)) == found


def test_a_limit_is_one_of_rows(archive: Archive) -> None:
    archive.add(report(VISIT, msgspec.structs.replace(VISIT, id="e2")))
    assert len(table(archive, "gdelt", Filters(limit=1))) == 1


def test_what_is_withdrawn_is_left_out(archive: Archive) -> None:
    archive.add(report())
    archive.withdraw(archive.reports()[0].id, who="A reader", why="a forgery")
    for form in CROSSWALKS:
        assert len(table(archive, form, Filters(withdrawn=True))) == 0


def test_a_cell_is_one_line_that_no_reader_takes_for_more(archive: Archive) -> None:
    record = report()
    host = msgspec.structs.replace(HOST, name='Ayla\t"Lale"\nDemir\x07')
    archive.add(msgspec.structs.replace(record, actors=(host, *record.actors[1:])))
    assert row(archive, "cameo")["Target Name"] == "Ayla 'Lale' Demir"
    assert len(written(archive, "cameo").splitlines()) == 2


def test_events_that_cameo_has_no_code_for_are_in_polecat_only(archive: Archive) -> None:
    archive.add(report(msgspec.structs.replace(VISIT, cameo=None, goldstein=None)))
    assert [len(table(archive, form)) for form in CROSSWALKS] == [1, 0, 0, 0]


@pytest.mark.parametrize("form", CROSSWALKS)
def test_what_is_lost_names_columns_of_the_form(form: CrosswalkName) -> None:
    crosswalk = CROSSWALKS[form]
    for loss in crosswalk.losses:
        assert loss.why
        for column in loss.columns:
            prefix = column.removesuffix("*")
            assert any(name == column or (prefix != column and name.startswith(prefix)) for name in crosswalk.columns)


@pytest.mark.parametrize("form", CROSSWALKS)
def test_what_is_lost_stands_in_the_documentation(form: CrosswalkName) -> None:
    told = (Path(__file__).parents[1] / "docs/export.md").read_text(encoding="utf-8")
    assert [loss.why for loss in CROSSWALKS[form].losses if loss.why not in told] == []


@pytest.mark.parametrize("form", CROSSWALKS)
def test_a_column_that_is_never_filled_is_told_as_lost(archive: Archive, form: CrosswalkName) -> None:
    people = msgspec.structs.replace(VISIT, actor=("speaker", "EUR"), recipient=("host", "guest"))
    host = msgspec.structs.replace(HOST, sectors=("GOV", "LEG", "MIL"))
    union = msgspec.structs.replace(UNION, sectors=("GOV", "LEG"))
    guest = msgspec.structs.replace(GUEST, spans=(span("his Iranian counterpart", TEXT),))
    speaker = msgspec.structs.replace(SPEAKER, sectors=("GOV", "LEG", "MIL"), office="envoy", spans=guest.spans)
    bodies = Actor(id="NAT", kind="body", name="NATO", country="NAT")
    other = msgspec.structs.replace(VISIT, id="e2", recipient=("NAT",))
    record = msgspec.structs.replace(report(people, other), actors=(host, guest, speaker, union, bodies))
    archive.add(record)
    found = table(archive, form)
    empty = [column for column in found.columns if not found[column].any()]
    told = {column for loss in CROSSWALKS[form].losses for column in loss.columns if loss.why.startswith("empty")}
    assert [c for c in empty if c not in told and not any(t.endswith("*") and c.startswith(t[:-1]) for t in told)] == []


def test_the_same_archive_gives_the_same_bytes(archive: Archive) -> None:
    archive.add(report())
    for form in CROSSWALKS:
        assert written(archive, form) == written(archive, form)


@pytest.mark.parametrize(
    ("actors", "recipients", "pairs"),
    [
        (("guest",), ("guest", "host"), [("guest", "host")]),
        (("guest",), ("guest",), [("guest", None)]),
        (("guest", "host"), ("guest", "host"), [("guest", "host"), ("host", "guest")]),
        (("guest", "host"), ("host",), [("guest", "host"), ("host", "guest")]),
        (("guest", "host"), ("host", "EUR"), [("guest", "EUR"), ("host", "EUR")]),
    ],
)
def test_nobody_acts_on_himself(
    archive: Archive, actors: tuple[str, ...], recipients: tuple[str, ...], pairs: list[tuple[str, str | None]]
) -> None:
    archive.add(report(msgspec.structs.replace(VISIT, actor=actors, recipient=recipients)))
    names = {actor.id: actor.name for actor in (HOST, GUEST, UNION)}
    expected = [(names[one], names[other] if other else "") for one, other in pairs]
    told = table(archive, "cameo")
    assert list(zip(told["Source Name"], told["Target Name"], strict=True)) == expected
    for form in ("gdelt", "gdelt1"):
        told = table(archive, form)
        assert list(zip(told["Actor1Name"], told["Actor2Name"], strict=True)) == [
            (one.upper(), other.upper()) for one, other in expected
        ]
    one_row = row(archive, "polecat")
    received = set(filter(None, one_row.get("Recipient Name", "").split("; ")))
    assert received.isdisjoint(one_row["Actor Name"].split("; "))
