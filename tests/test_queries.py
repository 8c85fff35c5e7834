"""Lazy lists: nothing is read before it is needed, and every form in which they are read holds the same rows."""

import builtins
import re
from collections.abc import Mapping
from dataclasses import fields
from datetime import UTC, date, datetime
from html.parser import HTMLParser
from pathlib import Path

import msgspec
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import memcon
from memcon.archive import Archive, ContactRow, Filters, StatementRow
from memcon.archive.filters import in_words
from memcon.archive.queries import Query
from memcon.errors import ArchiveError
from memcon.record import Framing, Record, Span
from test_archive_cases import TEXT, article, bridge_record, small_record


@pytest.fixture
def filled(archive: Archive) -> Archive:
    archive.add(bridge_record())
    archive.add(small_record(date="2024-02-01", countries=("TUR", "IRN")))
    archive.add(small_record(date="2023-05-05", countries=("TUR", "DEU"), mode="phone"))
    return archive


class Counting:
    """Rows, and how often and with which filters they were read."""

    def __init__(self) -> None:
        self.asked: list[Filters] = []

    def __call__(self, filters: Filters) -> list[StatementRow]:
        self.asked.append(filters)
        return []


@pytest.fixture
def counting() -> Counting:
    return Counting()


@pytest.fixture
def query(counting: Counting) -> Query[StatementRow, Filters]:
    return Query("statements", StatementRow, counting, Filters(), words=in_words)


# laziness ------------------------------------------------------------------------------------------------------------


def test_nothing_is_read_before_it_is_needed(query: Query[StatementRow, Filters], counting: Counting) -> None:
    repr(query.where(country="TUR").where(since="2024"))
    assert counting.asked == []


@pytest.mark.parametrize("need", [len, list, bool, Query.count, Query.to_arrow, Query.to_pandas, Query.to_polars])
def test_what_needs_rows_reads_them_once(query: Query[StatementRow, Filters], counting: Counting, need: object) -> None:
    need(query)  # type: ignore[operator]
    list(query)
    assert counting.asked == [Filters()]


def test_the_first_row_is_read_alone(query: Query[StatementRow, Filters], counting: Counting) -> None:
    assert query.first() is None
    assert counting.asked == [Filters(limit=1)]


def test_narrowing_makes_another_query(query: Query[StatementRow, Filters], counting: Counting) -> None:
    list(query.where(person="Fidan"))
    list(query)
    assert counting.asked == [Filters(person="Fidan"), Filters()]


# narrowing -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wanted", "filters"),
    [
        ({"country": "TUR"}, Filters(country=("TUR",))),
        ({"country": "Turkey"}, Filters(country=("TUR",))),
        ({"country": ["iran", "TUR"]}, Filters(country=("IRN", "TUR"))),
        ({"country": "XYZ"}, Filters(country=("XYZ",))),  # of the user's own knowledge
        ({"since": "2024"}, Filters(since="2024-01-01")),
        ({"since": "2024-02"}, Filters(since="2024-02-01")),
        ({"until": "2024-02"}, Filters(until="2024-02-29")),
        ({"until": "2024"}, Filters(until="2024-12-31")),
        ({"since": None}, Filters()),
        ({"mode": "phone", "limit": 3}, Filters(mode="phone", limit=3)),
    ],
)
def test_values_are_understood_as_people_write_them(
    query: Query[StatementRow, Filters], counting: Counting, wanted: Mapping[str, object], filters: Filters
) -> None:
    list(query.where(**wanted))
    assert counting.asked == [filters]


@pytest.mark.parametrize(
    ("wanted", "sentence"),
    [
        ({"colour": "red"}, "statements cannot be narrowed by colour; they can by country, person, since"),
        ({"since": "last year"}, "is no date"),
        ({"country": "Atlantis"}, "no country that memcon knows"),
        ({"since": "2024", "until": "2023"}, "later than until"),
    ],
)
def test_what_cannot_be_understood_is_one_sentence(
    query: Query[StatementRow, Filters], wanted: Mapping[str, object], sentence: str
) -> None:
    with pytest.raises(ArchiveError, match=sentence):
        query.where(**wanted)


# what comes out ------------------------------------------------------------------------------------------------------


def test_a_query_gives_typed_rows(filled: Archive) -> None:
    found = filled.contacts(country="TUR", since="2024")
    assert (len(found), found.count()) == (1, 1)
    (row,) = found
    assert isinstance(row, ContactRow)
    assert found.first() == found[0] == row
    assert row.countries == ("TUR", "IRN")
    assert found[:5] == [row]


def test_filters_may_be_given_as_an_object(filled: Archive) -> None:
    assert list(filled.contacts(Filters(mode="phone"))) == list(filled.contacts(mode="phone"))
    assert list(filled.contacts(Filters(mode="phone"), country="IRN")) == []


@pytest.mark.parametrize("name", ["contacts", "statements", "reports", "commitments", "claims"])
def test_every_list_is_a_query(filled: Archive, name: str) -> None:
    found = getattr(filled, name)()
    assert isinstance(found, Query)
    assert found.count() > 0
    assert found.to_arrow().num_rows == len(found)
    assert found.to_arrow().column_names == list(type(found[0]).__struct_fields__)


def test_a_report_tells_how_much_it_holds(filled: Archive) -> None:
    row = filled.reports(outlet="Fjord")[0]
    assert (row.title, row.contacts, row.statements, row.n_chars) == ("Bridge *talks* in Brandby", 2, 5, len(TEXT))
    assert [row.published for row in filled.reports(country="NOR")] == ["2024-12-20"]


def rows_of(table: pa.Table) -> list[dict[str, object]]:
    return [{name: tuple(v) if isinstance(v, list) else v for name, v in row.items()} for row in table.to_pylist()]


def test_arrow_holds_the_rows_with_lists_as_lists(filled: Archive) -> None:
    for found in (filled.contacts(), filled.statements(), filled.reports()):
        table = found.to_arrow()
        assert rows_of(table) == [msgspec.structs.asdict(row) for row in found]
    assert filled.contacts().to_arrow().schema.field("participants").type == pa.list_(pa.string())
    assert filled.statements().to_arrow().schema.field("start").type == pa.int64()
    assert filled.contacts().to_arrow().schema.field("withdrawn").type == pa.bool_()


def test_an_empty_query_has_its_columns(archive: Archive) -> None:
    assert archive.contacts().to_arrow().schema == archive.contacts().to_arrow().schema
    assert archive.contacts().to_arrow().schema.field("countries").type == pa.list_(pa.string())


def test_places_of_words_are_lists_of_pairs(filled: Archive) -> None:
    table = filled.search("bridge").to_arrow()
    assert table.schema.field("matches").type == pa.list_(pa.list_(pa.int64(), 2))
    assert table.column("matches")[0].as_py() == [list(match) for match in filled.search("bridge")[0].matches]


def test_data_frames_hold_the_rows(filled: Archive) -> None:
    found = filled.contacts()
    pandas, polars = found.to_pandas(), found.to_polars()
    assert isinstance(pandas, pd.DataFrame)
    assert isinstance(polars, pl.DataFrame)
    ids = [row.id for row in found]
    assert list(pandas["id"]) == polars["id"].to_list() == ids
    assert list(pandas["participants"][0]) == polars["participants"][0].to_list() == list(found[0].participants)


def test_other_libraries_take_a_query_as_it_is(filled: Archive) -> None:
    found = filled.contacts()
    assert pa.table(found) == found.to_arrow()
    assert pl.DataFrame(found).height == len(found)


def test_a_library_that_is_missing_is_one_sentence(filled: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *args: object) -> object:
        if name.partition(".")[0] == "pyarrow":
            raise ImportError(name)
        return real(name, *args)  # type: ignore[arg-type]

    monkeypatch.setattr("memcon.archive.frames.import_module", without)
    with pytest.raises(ArchiveError, match=re.escape("pyarrow is not installed; pip install 'memcon[export]'")):
        filled.contacts().to_arrow()


# how they look -------------------------------------------------------------------------------------------------------


def test_a_query_reads_short(filled: Archive) -> None:
    assert repr(filled.contacts()) == "<contacts>"
    assert repr(filled.contacts(country=["TUR", "IRN"], since="2024")) == "<contacts: TUR and IRN, since 2024-01-01>"


class Tags(HTMLParser):
    """What a browser would see: how often each tag, and the text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.opened: list[str] = []
        self.closed: list[str] = []
        self.text = ""
        self.titles: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.opened.append(tag)
        self.titles += [value or "" for name, value in attrs if name == "title"]

    def handle_endtag(self, tag: str) -> None:
        self.closed.append(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


def test_a_notebook_shows_a_small_table_and_how_many_there_are(archive: Archive) -> None:
    for _ in range(12):
        archive.add(small_record(names=("<b>Ann</b>", "Bob")))
    seen = Tags(archive.contacts()._repr_html_())
    assert seen.opened.count("tr") == 1 + 10
    assert "b" not in seen.opened
    assert "<b>Ann</b>" in seen.text
    assert seen.text.startswith("12 contacts")
    assert "and 2 more" in seen.text
    assert "occasion" not in seen.text  # a column that is empty everywhere


def test_a_notebook_shows_a_record_with_its_evidence_marked() -> None:
    seen = Tags(bridge_record()._repr_html_())
    assert TEXT in seen.text
    assert "Fjord Gazette · 2024-12-20" in seen.text
    assert "2 contacts, 5 statements, 2 commitments, 2 claims" in seen.text
    assert any("statement s1, commitment k1" in title for title in seen.titles)
    assert seen.opened.count("mark") == seen.closed.count("mark") > 8


def test_a_record_is_escaped_in_a_notebook() -> None:
    text = "They <script>met</script> & left."
    record = Record(
        article=article(text),
        framing=(Framing(term="<i>", neutral="<i>", voice="outlet", span=Span(5, 13, "<script>")),),
    )
    seen = Tags(record._repr_html_())
    assert "script" not in seen.opened
    assert text in seen.text


def test_a_notebook_shows_a_memo_with_its_footnotes(filled: Archive) -> None:
    memo = filled.memo(f"{bridge_record().article.sha256[:6]}-c1", country_name=str)
    assert isinstance(memo, str)
    assert memo.startswith("# Memorandum")
    seen = Tags(memo._repr_html_())
    assert seen.opened.count("h1") == 1
    assert "[1]" in seen.text
    assert ":1]" not in seen.text
    assert "chars" in seen.text
    assert "**" not in seen.text


def test_the_page_lists_what_a_list_can_be_narrowed_by() -> None:
    page = (Path(__file__).parents[1] / "docs" / "python.md").read_text(encoding="utf-8")
    table = page.split("narrowed by\n\n", 1)[1].split("\n\n", 1)[0]
    described = {name for line in table.splitlines() for name in re.findall(r"`(\w+)`", line.split("|")[1])}
    assert described == {field.name for field in fields(Filters)}


def test_the_door_opens_on_lazy_lists(tmp_path: Path) -> None:
    with memcon.open(tmp_path / "memcon.db") as archive:
        archive.add(small_record(date="2024-02-01", countries=("TUR", "IRN")))
        assert archive.contacts(country="TUR", since="2024").to_pandas()["mode"].tolist() == ["meeting"]


@pytest.mark.parametrize(
    ("name", "wanted", "sentence"),
    [
        ("contacts", {"mode": "tele"}, "mode must be one of meeting, phone, video, visit, letter, summit, not tele"),
        ("statements", {"status": "late"}, "status must be one of held, planned, denied, cancelled, not late"),
        ("contacts", {"level": "king"}, "level must be one of leader, .*, not king"),
        ("contacts", {"role": "side"}, "role must be one of main, background, not side"),
        ("contacts", {"mode": ["phone", "visit"]}, "mode must be one of"),
        ("commitments", {"state": "late"}, "state must be one of open, kept, overdue, superseded, not late"),
        ("commitments", {"state": ["open", "late"]}, "state must be one of .*, not late"),
        ("commitments", {"kind": "vow"}, "kind must be one of agreement, pledge, offer, request, plan, hope, not vow"),
        ("contacts", {"limit": "x"}, "the limit must be a number of at least 1, not x"),
        ("contacts", {"since": 24}, "“24” is no date"),
    ],
)
def test_a_value_that_a_filter_cannot_have_gets_a_sentence(
    filled: Archive, name: str, wanted: Mapping[str, object], sentence: str
) -> None:
    with pytest.raises(ArchiveError, match=sentence):
        getattr(filled, name)(**wanted)


@pytest.mark.parametrize("given", ["2024", 2024, "2024-01-01", date(2024, 1, 1), datetime(2024, 1, 1, 9, tzinfo=UTC)])
def test_a_day_may_be_words_a_year_or_a_date(filled: Archive, given: object) -> None:
    assert repr(filled.contacts(since=given)) == "<contacts: since 2024-01-01>"
    assert "2023-05-05" not in [row.date for row in filled.contacts(since=given)]
    assert len(filled.contacts(since=given)) == 3
    day = date(2024, 1, 1)
    assert "as of 2024-01-01" in repr(filled.commitments(as_of=day))
    assert len(filled.contacts(changed_since=day)) == 4
