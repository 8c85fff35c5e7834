"""The table of formats, `Archive.export` and `memcon export`."""

import io
import json
from pathlib import Path

import pandas as pd
import pytest
from msgspec.structs import replace

from memcon.archive import Archive, Filters
from memcon.archive.export import FORMATS
from memcon.errors import ArchiveError
from memcon.faces.cli import main
from test_archive_cases import bridge_record, small_record
from test_cli import Run, run  # noqa: F401  a fixture, which ruff takes for an unused name

KEY = bridge_record().article.sha256[:6]
FILES = [name for name, form in FORMATS.items() if not form.in_folder]


@pytest.fixture
def filled(archive: Archive) -> Archive:
    record = bridge_record()
    archive.add(replace(record, events=(replace(record.events[0], cameo="042"),)))
    archive.add(small_record(date="2024-02-01", countries=("TUR", "IRN"), mode="phone"))
    return archive


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_written_the_same_to_a_path_and_to_a_file(filled: Archive, tmp_path: Path, name: str) -> None:
    path = tmp_path / "made" / f"out{FORMATS[name].suffix}"
    path.parent.mkdir()
    filled.export(name, path)
    if FORMATS[name].in_folder:
        assert sorted(file.suffix for file in path.iterdir())
        return
    target = io.BytesIO()
    filled.export(name, target)
    assert path.read_bytes() == target.getvalue() != b""
    assert list(path.parent.iterdir()) == [path]
    assert FORMATS[name].is_text == (name != "docx")
    if FORMATS[name].is_text:
        target.getvalue().decode()


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_takes_filters(filled: Archive, tmp_path: Path, name: str) -> None:
    filled.export(name, tmp_path / "out", country=["TUR", "IRN"], since="2024")
    files = [file for file in (tmp_path / "out").rglob("*") if file.is_file()] or [tmp_path / "out"]
    assert not any(b"Brandby" in file.read_bytes() for file in files if name != "docx")


def test_filters_may_be_given_as_an_object(filled: Archive) -> None:
    one, other = io.BytesIO(), io.BytesIO()
    filled.export("jsonl", one, Filters(outlet="Fjord"))
    filled.export("jsonl", other, outlet="Fjord")
    assert one.getvalue() == other.getvalue()
    assert one.getvalue().count(b"\n") == 1


def test_a_feed_is_of_a_list_or_of_a_search(filled: Archive) -> None:
    def titles(**wanted: str) -> str:
        target = io.BytesIO()
        filled.export("atom", target, **wanted)  # type: ignore[arg-type]
        return target.getvalue().decode()

    assert 'term="contact"' in titles()
    assert 'term="contact"' not in titles(of="statements")
    assert "blockade" in titles(search="blockade")
    assert "<title>memcon: blockade, NOR</title>" in titles(search="blockade", country="NOR")


def test_a_network_is_of_countries_or_persons(filled: Archive) -> None:
    countries, persons = io.BytesIO(), io.BytesIO()
    filled.export("graphml", countries)
    filled.export("graphml", persons, of="persons")
    assert b"roux" in persons.getvalue()
    assert b"roux" not in countries.getvalue()


def test_memos_are_of_the_contacts_that_reports_are_about(filled: Archive) -> None:
    target = io.BytesIO()
    filled.export("md", target)
    text = target.getvalue().decode()
    assert text.count("# Memorandum of") == 2
    assert f"*Contact {KEY}-c1." in text
    assert f"*Contact {KEY}-c2." not in text
    passing = io.BytesIO()
    filled.export("md", passing, role="background")
    assert f"*Contact {KEY}-c2." in passing.getvalue().decode()


@pytest.mark.parametrize(
    ("name", "wanted", "sentence"),
    [
        ("xls", {}, "there is no format xls; there are csv, parquet"),
        ("ics", {"of": "persons"}, "ics cannot be of persons"),
        ("graphml", {"of": "cats"}, "it can be of countries or persons"),
        ("ics", {"search": "oil"}, "ics is not made of a search; atom is"),
        ("ics", {"colour": "red"}, "cannot be narrowed by colour"),
        ("html", {"country": "OMN"}, "no contact fits"),
    ],
)
def test_what_cannot_be_written_is_one_sentence(
    filled: Archive, tmp_path: Path, name: str, wanted: dict[str, str], sentence: str
) -> None:
    with pytest.raises(ArchiveError, match=sentence):
        filled.export(name, tmp_path / "out", **wanted)  # type: ignore[arg-type]
    assert list(tmp_path.glob("out*")) == []


def test_tables_need_a_folder(filled: Archive) -> None:
    with pytest.raises(ArchiveError, match="csv is several files; name a folder for them"):
        filled.export("csv", io.BytesIO())


def test_a_file_that_fails_leaves_what_was_there(
    filled: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "made" / "plans.ics"
    path.parent.mkdir()
    path.write_text("as it was")

    def stop(*_: object, **__: object) -> None:
        raise ArchiveError("stop")

    monkeypatch.setattr("memcon.archive.export.calendar.write", stop)
    with pytest.raises(ArchiveError, match="stop"):
        filled.export("ics", path)
    assert path.read_text() == "as it was"
    assert list(path.parent.iterdir()) == [path]


def test_a_library_that_is_missing_is_one_sentence(
    filled: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def without(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr("memcon.archive.frames.import_module", without)
    for name in ("parquet", "ics", "graphml", "docx"):
        with pytest.raises(ArchiveError, match=r"is not installed; pip install 'memcon\[export\]'"):
            filled.export(name, tmp_path / name)


# on the command line -------------------------------------------------------------------------------------------------


@pytest.fixture
def on_disk(run: Run) -> Run:  # noqa: F811
    """Commands in a folder with an archive, memcon.db."""
    with Archive.open("memcon.db") as opened:
        opened.add(bridge_record())
    return run


def test_tables_go_into_a_folder(on_disk: Run, tmp_path: Path) -> None:
    done = on_disk("export", "--as", "csv", "-o", "tables/made")
    assert (done.status, done.out, done.err) == (0, "", "")
    assert len(pd.read_csv(tmp_path / "tables/made/contacts.csv")) == 2


def test_a_file_goes_to_standard_output_or_to_a_path(on_disk: Run, tmp_path: Path) -> None:
    done = on_disk("export", "--as", "jsonl")
    assert (done.status, done.err) == (0, "")
    assert json.loads(done.out)["article"]["id"] == "bridge"
    assert on_disk("export", "--as", "jsonl", "-o", "-").out == done.out
    on_disk("export", "--as", "jsonl", "-o", "out.jsonl")
    assert (tmp_path / "out.jsonl").read_text(encoding="utf-8") == done.out


def test_what_event_data_loses_is_told(on_disk: Run) -> None:
    done = on_disk("export", "--as", "polecat")
    assert done.out.startswith("Event ID\tEvent Date\t")
    assert "Wikipedia Actor ID, Wikipedia Recipient ID: empty" in done.err
    assert "left out: the words that show the event" in done.err


def test_formats_are_listed(on_disk: Run) -> None:
    lines = on_disk("export", "--formats").out.splitlines()
    assert [line.split("\t")[0] for line in lines] == list(FORMATS)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ((), "memcon: export: name a format; there are csv, parquet"),
        (("--as", "xls"), "memcon: export: there is no format xls; there are csv"),
        (("--as", "csv"), "memcon: export: csv is several files; name a folder for them with --output"),
        (
            ("--as", "ics", "-o", "none/plans.ics"),
            "memcon: none/plans.ics cannot be written (no such file or directory)",
        ),
        (("--as", "csv", "-o", "memcon.db"), "memcon: memcon.db cannot be written (file exists)"),
        (("--as", "atom", "--of", "plans"), "memcon: atom cannot be of plans; it can be of contacts or statements"),
    ],
)
def test_what_cannot_be_understood_is_one_sentence(on_disk: Run, arguments: tuple[str, ...], sentence: str) -> None:
    done = on_disk("export", *arguments)
    assert (done.status, done.out) == (2, "")
    assert done.err.startswith(sentence)
    assert done.err.count("\n") == 1


def test_the_command_and_the_method_write_the_same(on_disk: Run) -> None:
    target = io.BytesIO()
    with Archive.open("memcon.db") as archive:
        archive.export("bibtex", target)
    assert on_disk("export", "--as", "bibtex").out == target.getvalue().decode()


def test_the_page_describes_every_format() -> None:
    page = (Path(__file__).parents[1] / "docs" / "export.md").read_text(encoding="utf-8")
    for name, form in FORMATS.items():
        assert f"`{name}`" in page
        for thing in form.of:
            assert f"`{thing}`" in page
        for loss in form.losses():
            columns, _, why = loss.partition(": ")
            assert why in page, columns


def test_the_command_is_one_of_memcons(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["export", "--help"])
    assert "--as" in capsys.readouterr().out
