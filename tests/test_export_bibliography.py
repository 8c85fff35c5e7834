"""The bibliography, read by bibtexparser."""

from io import BytesIO

import bibtexparser
import pytest
from bibtexparser.middlewares import LatexDecodingMiddleware
from bibtexparser.model import Entry
from hypothesis import example, given, settings
from hypothesis import strategies as st

from memcon.archive import Archive, Filters
from memcon.archive.export import bibliography
from memcon.archive.reports import ReportRow
from test_archive_cases import bridge_record, small_record


def written(archive: Archive, filters: Filters | None = None) -> str:
    target = BytesIO()
    bibliography.write(archive, target, filters)
    return target.getvalue().decode()


def entries(text: str) -> list[Entry]:
    library = bibtexparser.parse_string(text, append_middleware=[LatexDecodingMiddleware()])
    assert not library.failed_blocks
    return list(library.entries)


def test_a_report_is_an_entry_with_what_is_known_of_it(archive: Archive) -> None:
    archive.add(bridge_record(title="Bridge & *talks*: 100 % of Émile's_plan"))
    (entry,) = entries(written(archive))
    found = {field.key: field.value.strip("{}") for field in entry.fields}
    row = archive.reports()[0]
    assert (entry.entry_type, entry.key) == ("misc", f"memcon-{row.id}")
    assert found["title"] == "Bridge & *talks*: 100 % of Émile's_plan"
    assert found["author"] == "Fjord Gazette"
    assert (found["year"], found["month"], found["day"], found["date"]) == ("2024", "12", "20", "2024-12-20")
    assert found["url"] == "https://fjord.example/bridge"
    assert row.sha256 in found["note"]


def test_an_address_stands_as_it_is(archive: Archive) -> None:
    archive.add(bridge_record(url="https://fjord.example/a_b?c=%20&d=~e#f"))
    assert "url = {https://fjord.example/a_b?c=%20&d=~e#f}" in written(archive)


def test_what_is_not_known_is_left_out(archive: Archive) -> None:
    archive.add(small_record())
    (entry,) = entries(written(archive))
    assert [field.key for field in entry.fields] == ["title", "note"]


def test_filters_choose_the_reports_and_what_is_withdrawn_is_left_out(archive: Archive) -> None:
    archive.add(small_record(published="2023-01-01"))
    archive.add(small_record(published="2024-01-01"))
    archive.add(small_record(published="2025-01-01"))
    archive.withdraw(archive.reports()[2].id, who="A reader", why="a forgery")
    dates = [entry["date"] for entry in entries(written(archive, Filters(since="2023-06-01", withdrawn=True)))]
    assert dates == ["2024-01-01"]


def test_the_same_archive_gives_the_same_bytes(archive: Archive) -> None:
    archive.add(bridge_record())
    archive.add(small_record())
    assert written(archive) == written(archive)


def _row(**fields: str | None) -> ReportRow:
    known: dict[str, object] = dict.fromkeys(ReportRow.__struct_fields__)
    known |= {"id": "3f2a9c", "sha256": "3f2a9c" * 10, "n_chars": 1, "contacts": 0, "statements": 0, **fields}
    return ReportRow(**known)  # type: ignore[arg-type]


class _Shelf:
    """Stands for an archive of one report."""

    def __init__(self, row: ReportRow) -> None:
        self._row = row

    def reports(self, _filters: Filters) -> list[ReportRow]:
        return [self._row]


@settings(deadline=None, max_examples=60)
@example(words="\\")
@given(words=st.text(min_size=1, max_size=40).filter(str.strip))
def test_any_title_and_outlet_is_one_entry(words: str) -> None:
    target = BytesIO()
    bibliography.write(_Shelf(_row(title=words, outlet=words, url=f"https://a.example/{words}")), target)  # type: ignore[arg-type]
    (entry,) = bibtexparser.parse_string(target.getvalue().decode()).entries
    assert entry.key == "memcon-3f2a9c"
    assert entry["note"].endswith("3f2a9c" * 10)


@pytest.mark.parametrize("published", ["2024", "2024-05"])
def test_a_date_is_as_long_as_it_is_known(published: str) -> None:
    target = BytesIO()
    bibliography.write(_Shelf(_row(published=published)), target)  # type: ignore[arg-type]
    (entry,) = entries(target.getvalue().decode())
    assert entry["date"] == published
    assert ("month" in entry) == (len(published) > 4)
