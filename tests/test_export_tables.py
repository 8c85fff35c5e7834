"""The tidy tables, read by pandas and pyarrow: they hold the same, belong together, and hold what the record holds."""

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from memcon.archive import Archive, Filters
from memcon.archive.export import csv_tables, parquet_tables
from memcon.archive.export.tables import SCHEMA_VERSION, TABLES
from memcon.archive.export.tables.items import time_precision
from memcon.archive.frames import meanings
from memcon.record import encode_record
from test_archive_cases import TEXT, bridge_record, small_record

KEY = bridge_record().article.sha256[:6]
Tables = dict[str, pd.DataFrame]


@pytest.fixture
def filled(archive: Archive) -> Archive:
    archive.add(bridge_record())
    archive.add(small_record(date="2024-02-01", countries=("TUR", "IRN"), mode="phone"))
    archive.add(small_record(published="2023-01-05", countries=("TUR", "TUR")))
    return archive


def from_csv(archive: Archive, folder: Path, **wanted: Any) -> Tables:
    """The tables with every cell as text, the empty ones empty."""
    folder.mkdir(exist_ok=True)
    csv_tables.write(archive, folder, Filters(**wanted))
    return {
        name: pd.read_csv(folder / f"{name}.csv", dtype=str, keep_default_na=False, encoding="utf-8") for name in TABLES
    }


def from_parquet(archive: Archive, folder: Path, **wanted: Any) -> Tables:
    folder.mkdir(exist_ok=True)
    parquet_tables.write(archive, folder, Filters(**wanted))
    return {name: pq.read_table(folder / f"{name}.parquet").to_pandas() for name in TABLES}


def one(frame: pd.DataFrame, **values: object) -> dict[str, Any]:
    for name, value in values.items():
        frame = frame[frame[name] == value]
    (row,) = frame.to_dict("records")
    return row


def test_a_contact_is_a_line_with_what_the_report_tells(filled: Archive, tmp_path: Path) -> None:
    row = one(from_csv(filled, tmp_path)["contacts"], contact_id=f"{KEY}-c1")
    told = {
        "document_id": KEY,
        "date": "2024-12-19",
        "date_end": "2024-12-19",
        "date_precision": "day",
        "time_precision": "1",
        "date_text": "on Thursday",
        "date_method": "weekday before publication",
        "status": "held",
        "mode": "meeting",
        "plover_mode": "visit",
        "level": "minister",
        "place": "Brandby",
        "country_iso3": "NOR",
        "latitude": "60.5",
        "mechanism": "Joint Bridge Commission",
        "topics": "bilateral ties; transport",
        "participants": "Lena Brandt; Émile Roux-Garnier",
        "participant_countries": "NOR; SDM",
        "n_participants": "2",
        "review_state": "",
        "withdrawn": "false",
    }
    assert {name: row[name] for name in told} == told


def test_participants_have_their_words_numbers_and_sides(filled: Archive, tmp_path: Path) -> None:
    tables = from_parquet(filled, tmp_path)
    row = one(tables["participants"], contact_id=f"{KEY}-c1", seq=0)
    assert (row["name_raw"], row["person_id"], row["side"]) == (
        "Foreign Minister Lena Brandt of Norland",
        "brandt",
        "host",
    )
    assert (row["country_iso3"], row["cowcode"], row["gwcode"]) == ("NOR", 385, 385)
    unnamed = one(tables["participants"], contact_id=f"{KEY}-c2", seq=1)
    assert (unnamed["office"], unnamed["kind"]) == ("parliament speaker", "person")
    assert pd.isna(unnamed["name"])
    assert pd.isna(unnamed["cowcode"])  # a country that the numbers do not know


def test_dyads_are_in_the_order_of_the_alphabet_and_directed_where_it_is_told(filled: Archive, tmp_path: Path) -> None:
    dyads = from_parquet(filled, tmp_path)["dyads"]
    row = one(dyads, contact_id=f"{KEY}-c1")
    assert (row["iso3_a"], row["iso3_b"], row["directed"], row["weight"]) == ("NOR", "SDM", "SDM>NOR", 1.0)
    call = one(dyads, iso3_a="IRN")
    assert (call["iso3_b"], call["cowcode_a"], call["cowcode_b"]) == ("TUR", 630, 640)
    assert pd.isna(call["directed"])
    assert len(dyads) == 3  # none of the contact within one country
    assert dyads.groupby("contact_id")["weight"].sum().tolist() == [1.0, 1.0, 1.0]


def test_statements_have_lists_that_belong_together(filled: Archive, tmp_path: Path) -> None:
    row = one(from_parquet(filled, tmp_path)["statements"], statement_id=f"{KEY}-s3")
    assert list(row["speaker"]) == ["Émile Roux-Garnier"]
    assert (list(row["person_id"]), list(row["country_iso3"])) == (["roux"], ["SDM"])
    assert (list(row["addressees"]), row["contact_id"], row["said_date"]) == (["Norland"], f"{KEY}-c1", "2024-12-19")
    assert TEXT[int(row["start"]) : int(row["end"])] == row["quote"]


def test_a_speaker_without_office_or_country_leaves_his_place_empty(filled: Archive, tmp_path: Path) -> None:
    tables = from_csv(filled, tmp_path / "csv")
    row = one(tables["statements"], statement_id=f"{KEY}-s5")
    assert (row["speaker"], row["office"], row["country_iso3"], row["addressees"]) == (
        "Coastal Council",
        "",
        "",
        "Norland; Sudmark",
    )
    lists = from_parquet(filled, tmp_path / "parquet")["statements"]
    assert [list(each) for each in lists[lists["statement_id"] == f"{KEY}-s5"]["office"]] == [[None]]


def test_commitments_claims_events_and_loaded_words_are_lines(filled: Archive, tmp_path: Path) -> None:
    tables = from_csv(filled, tmp_path)
    commitment = one(tables["commitments"], commitment_id=f"{KEY}-k2")
    assert (commitment["kind"], commitment["speaker"], commitment["beneficiary"]) == (
        "request",
        "Coastal Council",
        "Norland; Sudmark",
    )
    claim = one(tables["claims"], claim_id=f"{KEY}-m1")
    assert (claim["low"], claim["high"], claim["attributed_to"], claim["claimant"]) == ("12", "", "the regime", "")
    assert one(tables["claims"], claim_id=f"{KEY}-m2")["claimant"] == "Émile Roux-Garnier"
    event = one(tables["events"], event_id=f"{KEY}-e1")
    assert (event["actor"], event["actor_iso3"], event["recipient_id"], event["codes"]) == (
        "Émile Roux-Garnier",
        "SDM",
        "brandt",
        f"{KEY}-c1",
    )
    assert one(tables["framing"], term="martyred")["neutral"] == "killed"


def test_evidence_stands_where_it_says_with_what_surrounds_it(filled: Archive, tmp_path: Path) -> None:
    evidence = from_parquet(filled, tmp_path)["evidence"]
    of_report = evidence[evidence["document_id"] == KEY]
    assert len(of_report) > 20
    for row in of_report.to_dict("records"):
        start, end = row["start"], row["end"]
        assert TEXT[start:end] == row["exact"]
        assert TEXT[max(start - 32, 0) : start] == row["prefix"]
        assert TEXT[end : end + 32] == row["suffix"]
    assert one(evidence, record_id=f"{KEY}-c1", field="when")["exact"] == "on Thursday"
    assert one(evidence, record_id=f"{KEY}-c1/1")["exact"] == "her Sudmark counterpart Émile Roux-Garnier"


def test_both_forms_hold_the_same(filled: Archive, tmp_path: Path) -> None:
    csv = from_csv(filled, tmp_path)
    parquet_tables.write(filled, tmp_path)

    def cell(value: object) -> str:
        if isinstance(value, list):
            return "; ".join("" if part is None else str(part) for part in value)
        return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)

    for name, frame in csv.items():
        rows = pq.read_table(tmp_path / f"{name}.parquet").to_pylist()
        assert frame.to_dict("records") == [{key: cell(value) for key, value in row.items()} for row in rows], name


def test_every_reference_leads_to_a_line(filled: Archive, tmp_path: Path) -> None:
    for number, wanted in enumerate(
        ({}, {"country": ("NOR",)}, {"mode": "phone"}, {"limit": 1}, {"since": "2024-06-01"})
    ):
        tables = from_csv(filled, tmp_path / str(number), **wanted)
        documents = set(tables["documents"]["document_id"])
        for name in ("contacts", "statements", "commitments", "claims", "events", "framing", "evidence"):
            assert set(tables[name]["document_id"]) <= documents, name
        contacts = set(tables["contacts"]["contact_id"])
        assert set(tables["participants"]["contact_id"]) == contacts
        assert set(tables["dyads"]["contact_id"]) <= contacts
        assert {ref for ref in tables["contacts"]["encounter_id"] if ref} == set(tables["encounters"]["encounter_id"])


def test_filters_choose_what_the_lists_show(filled: Archive, tmp_path: Path) -> None:
    tables = from_csv(filled, tmp_path, country=("IRN", "TUR"))
    assert list(tables["contacts"]["contact_id"]) == [row.id for row in filled.contacts(country=["IRN", "TUR"])]
    assert set(tables["statements"]["statement_id"]) == {row.id for row in filled.statements(country=["IRN", "TUR"])}
    assert KEY not in set(tables["documents"]["document_id"])
    assert list(tables["claims"]["claim_id"]) == []


def test_a_report_without_items_is_exported_where_nothing_is_asked_for(archive: Archive, tmp_path: Path) -> None:
    record = bridge_record()
    archive.add(type(record)(article=record.article))
    assert list(from_csv(archive, tmp_path)["documents"]["document_id"]) == [KEY]
    assert list(from_csv(archive, tmp_path, mode="phone")["documents"]["document_id"]) == []


def test_what_was_rejected_is_left_out_unless_asked_for(filled: Archive, tmp_path: Path) -> None:
    filled.reject(f"{KEY}-c2", f"{KEY}-s1", f"{KEY}-m1", who="Ada", why="not told")
    tables = from_csv(filled, tmp_path / "without")
    assert f"{KEY}-c2" not in set(tables["contacts"]["contact_id"])
    assert f"{KEY}-s1" not in set(tables["statements"]["statement_id"])
    assert f"{KEY}-m1" not in set(tables["claims"]["claim_id"])
    assert not {f"{KEY}-c2", f"{KEY}-s1", f"{KEY}-m1", f"{KEY}-c2/0"} & set(tables["evidence"]["record_id"])
    marked = from_csv(filled, tmp_path / "with", withdrawn=True)
    row = one(marked["contacts"], contact_id=f"{KEY}-c2")
    assert (row["withdrawn"], row["review_state"]) == ("true", "rejected")
    assert f"{KEY}-m1" in set(marked["claims"]["claim_id"])


def test_a_withdrawn_report_is_left_out_unless_asked_for(filled: Archive, tmp_path: Path) -> None:
    filled.withdraw(KEY, who="Ada", why="taken back")
    assert KEY not in set(from_csv(filled, tmp_path / "without")["documents"]["document_id"])
    row = one(from_csv(filled, tmp_path / "with", withdrawn=True)["documents"], document_id=KEY)
    assert (row["withdrawn_why"], row["withdrawn_at"] != "") == ("taken back", True)


def test_decisions_are_lines_with_who_when_and_why(filled: Archive, tmp_path: Path) -> None:
    filled.edit(f"{KEY}-c1", {"date": "2024-12-20"}, who="Ada", why="agenda")
    row = one(from_csv(filled, tmp_path)["decisions"])
    assert (row["who"], row["reason"], row["action"], row["record_id"]) == ("Ada", "agenda", "edit", f"{KEY}-c1")
    assert json.loads(row["new"])
    assert from_csv(filled, tmp_path / "others", country=("IRN", "TUR"))["decisions"].empty


def test_files_say_what_their_columns_mean(filled: Archive, tmp_path: Path) -> None:
    from_parquet(filled, tmp_path)
    from_csv(filled, tmp_path)
    package = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))
    assert package["schema_version"] == SCHEMA_VERSION
    resources = {each["name"]: each for each in package["resources"]}
    assert list(resources) == list(TABLES)
    for name, table in TABLES.items():
        means = meanings(table.line)
        assert all(means.values()), name
        schema = pq.read_schema(tmp_path / f"{name}.parquet")
        assert schema.metadata[b"schema_version"].decode() == SCHEMA_VERSION
        assert {field.name: field.metadata[b"description"].decode() for field in schema} == means
        assert {field["name"]: field["description"] for field in resources[name]["schema"]["fields"]} == means
    types = {field["name"]: field["type"] for field in resources["claims"]["schema"]["fields"]}
    assert (types["low"], types["latitude"], types["approximate"], types["what"]) == (
        "integer",
        "number",
        "boolean",
        "string",
    )


def test_the_tables_are_the_same_however_often_they_are_written(filled: Archive, tmp_path: Path) -> None:
    for name in ("one", "two"):
        from_csv(filled, tmp_path / name)
    for file in sorted((tmp_path / "one").iterdir()):
        assert file.read_bytes() == (tmp_path / "two" / file.name).read_bytes()


def test_an_empty_archive_gives_empty_tables(archive: Archive, tmp_path: Path) -> None:
    assert all(frame.empty for frame in from_csv(archive, tmp_path).values())
    assert all(frame.empty for frame in from_parquet(archive, tmp_path).values())


def test_what_is_exported_is_read_in_portions(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(5):
        archive.add(small_record(date="2024-02-01"))
    whole = from_csv(archive, tmp_path / "whole")
    monkeypatch.setattr("memcon.archive.export.tables.reading._AT_ONCE", 2)
    monkeypatch.setattr("memcon.archive.export.parquet_tables._AT_ONCE", 2)
    for name, frame in from_csv(archive, tmp_path / "portions").items():
        assert frame.equals(whole[name]), name
    assert len(from_parquet(archive, tmp_path / "parquet")["contacts"]) == 5


@pytest.mark.parametrize(
    ("start", "end", "precision", "expected"),
    [
        ("2024-02-10", "2024-02-10", "day", 1),
        ("2024-02-10", "2024-02-16", "range", 2),
        ("2024-02-10", "2024-02-20", "range", 3),
        ("2024-02-01", "2024-02-29", "month", 3),
        ("2024-01-01", "2024-12-31", "year", None),
        ("2024-02-10", None, "range", None),
        (None, None, "unknown", None),
    ],
)
def test_time_precision_is_acleds(start: str | None, end: str | None, precision: str, expected: int | None) -> None:
    assert time_precision(start, end, precision) == expected


@given(st.dates(), st.integers(0, 400))
def test_a_wider_span_is_never_more_precise(day: Any, days: int) -> None:
    from datetime import date, timedelta

    if day.toordinal() + days + 1 > date.max.toordinal():
        return
    narrow, wide = (time_precision(str(day), str(day + timedelta(days=n)), "range") for n in (days, days + 1))
    assert (narrow or 9) <= (wide or 9)


def test_the_page_describes_every_table_and_column() -> None:
    page = (Path(__file__).parents[1] / "docs" / "export.md").read_text(encoding="utf-8")
    for name, table in TABLES.items():
        section = page.split(f"\n### {name}\n", 1)[1].split("\n#", 1)[0]
        described = dict(line.strip("| ").split(" | ", 1) for line in section.splitlines() if line.startswith("| "))
        described.pop("column")
        assert described == meanings(table.line), name


def test_records_are_json_lines_as_extraction_writes_them(filled: Archive) -> None:
    from io import BytesIO

    from memcon.archive.export import records

    target = BytesIO()
    records.write(filled, target, Filters(outlet="Fjord"))
    assert target.getvalue() == encode_record(bridge_record()) + b"\n"
    assert pd.read_json(BytesIO(target.getvalue()), lines=True)["article"][0]["title"] == "Bridge *talks* in Brandby"
