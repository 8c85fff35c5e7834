"""The archive: what is added is kept once and whole, and is found again by every filter."""

import sqlite3
import threading
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import select

from archive_tables import contents, rows, run, writing
from memcon.archive import Archive, Filters, in_words
from memcon.archive.folding import fold_name
from memcon.archive.schema import contacts
from memcon.errors import ArchiveError
from memcon.record import Record, Span
from test_archive_cases import CALL, MEETING, bridge_record, small_record

# adding ----------------------------------------------------------------------------------------------------------


def test_what_was_added_comes_back_unchanged(archive: Archive) -> None:
    record = bridge_record()
    outcome = archive.add(record)
    key = record.article.sha256[:6]
    assert outcome.status == "added"
    assert outcome.report == record.article.sha256
    assert outcome.contacts == (f"{key}-c1", f"{key}-c2")
    assert archive.record(outcome.report) == record
    assert len(archive) == 1
    assert outcome.report in archive
    assert "0" * 64 not in archive


def test_adding_again_changes_nothing(location: str) -> None:
    with Archive.open(location) as archive:
        first = archive.add(bridge_record())
    before = contents(location)
    with Archive.open(location) as archive:
        again = archive.add(bridge_record(outlet="Another Paper", published=None))
    assert again.status == "duplicate"
    assert (again.report, again.contacts) == (first.report, first.contacts)
    assert contents(location) == before


def test_every_item_has_its_row(location: str) -> None:
    record = bridge_record()
    with Archive.open(location) as archive:
        archive.add(record)
    for table in ("actors", "contacts", "statements", "commitments", "claims", "events", "framing"):
        assert rows(location, f"SELECT count(*) FROM {table}") == [(len(getattr(record, table)),)]
    assert rows(
        location, "SELECT place_name, place_country, when_start, when_precision FROM contacts WHERE id = 'c1'"
    ) == [("Brandby", "NOR", "2024-12-19", "day")]
    assert rows(location, "SELECT due_start, due_end, statement FROM commitments WHERE id = 'k1'") == [
        ("2025-01-01", "2025-12-31", "s1")
    ]
    assert rows(location, "SELECT low, high, approximate, said_by FROM claims ORDER BY id") == [
        (12, None, 0, None),
        (1300, 1300, 1, "roux"),
    ]
    assert rows(location, 'SELECT event_type, "from" FROM events') == [("CONSULT", "c1")]
    assert rows(location, "SELECT name, capacity FROM participants ORDER BY contact, seq") == [
        ("Lena Brandt", "host"),
        ("Émile Roux-Garnier", "visitor"),
        ("Ida Holm", None),
        (None, None),
    ]
    assert rows(location, select(contacts.c.topics).where(contacts.c.id == "c1")) == [
        (["bilateral ties", "transport"],)
    ]


def test_every_span_is_a_row_of_evidence_that_stands_in_the_text(location: str) -> None:
    record = bridge_record()
    with Archive.open(location) as archive:
        archive.add(record)
    kept = rows(location, 'SELECT item_type, item, field, start, "end", text FROM evidence')
    assert all(record.article.text[int(str(start)) : int(str(end))] == text for *_, start, end, text in kept)
    assert ("contact", "c1", "when", *_place(MEETING.when.spans[0])) in kept  # type: ignore[union-attr]
    assert ("participant", "c1/1", "spans", *_place(MEETING.participants[1].spans[0])) in kept
    assert ("framing", "1", "span", *_place(record.framing[1].span)) in kept
    assert len(kept) == _count_spans(msgspec.to_builtins(record))


def _place(span: Span) -> tuple[int, int, str]:
    return span.start, span.end, span.text


def _count_spans(value: object) -> int:
    if isinstance(value, dict):
        if value.keys() == {"start", "end", "text"}:
            return 1
        return sum(_count_spans(part) for part in value.values())
    return sum(_count_spans(part) for part in value) if isinstance(value, list | tuple) else 0


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"actors": ()}, "names actor brandt"),
        ({"contacts": (MEETING, MEETING)}, "id c1 is given 2 times"),
        ({"contacts": (MEETING,)}, "statement s4 names contact c2"),
        ({"contacts": (MEETING, msgspec.structs.replace(CALL, spans=(Span(0, 4, "Herr"),)))}, "chars 0-4"),
        ({"article": msgspec.structs.replace(bridge_record().article, sha256="0" * 64)}, "sha256"),
    ],
)
def test_an_unsound_record_is_refused_whole(archive: Archive, changes: dict[str, object], fault: str) -> None:
    unsound = msgspec.structs.replace(bridge_record(), **changes)
    with pytest.raises(ArchiveError, match=fault):
        archive.add(unsound)
    assert len(archive) == 0
    assert list(archive.contacts()) == []


def test_two_writers_wait_for_each_other(place: str) -> None:
    records = [[small_record() for _ in range(10)] for _ in range(4)]
    records[1][0] = records[0][0]  # the same report from two of them
    failures: list[BaseException] = []

    def write(mine: list[Record]) -> None:
        try:
            with Archive.open(place) as archive:
                for record in mine:
                    archive.add(record)
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=write, args=(mine,)) for mine in records]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    with Archive.open(place) as archive:
        assert len(archive) == 39


def test_reports_whose_keys_collide_get_longer_ones(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("memcon.archive.writing.KEY_DIGITS", 1)
    outcomes = [archive.add(small_record()) for _ in range(40)]  # only sixteen keys of one digit
    refs = [outcome.contacts[0] for outcome in outcomes]
    assert len(set(refs)) == 40
    assert max(len(ref) for ref in refs) > len("a-c1")
    for outcome, ref in zip(outcomes, refs, strict=True):
        assert archive.contact(ref).record.article.sha256 == outcome.report  # the whole id wins over longer ones


# asking ----------------------------------------------------------------------------------------------------------


def test_contacts_by_date_the_undated_by_publication(archive: Archive) -> None:
    for record in (
        small_record(date="2024-03-01", names=("C", "D")),
        small_record(published="2024-02-01", names=("B", "D")),
        small_record(names=("E", "D")),
        small_record(date="2023-12-31", published="2024-05-01", names=("A", "D")),
    ):
        archive.add(record)
    assert [row.participants[0][0] for row in archive.contacts()] == ["A", "B", "C", "E"]  # without any date: last
    assert [row.speakers[0] for row in archive.statements()] == ["A", "B", "C", "E"]


def test_a_contact_row_tells_contact_and_report(archive: Archive) -> None:
    archive.add(bridge_record())
    call, meeting = archive.contacts()
    assert (call.mode, call.participants) == ("phone", ("Ida Holm (NOR)", "parliament speaker (SDM)"))
    assert meeting.participants == ("Lena Brandt (NOR)", "Émile Roux-Garnier (SDM)")
    assert meeting.countries == ("NOR", "SDM")
    assert (meeting.date, meeting.date_precision, meeting.weekday) == ("2024-12-19", "day", "Thursday")
    assert (meeting.place, meeting.place_country) == ("Brandby", "NOR")
    assert (meeting.outlet, meeting.published) == ("Fjord Gazette", "2024-12-20")
    assert meeting.topics == ("bilateral ties", "transport")


def test_a_statement_row_tells_who_said_what_where(archive: Archive) -> None:
    record = bridge_record()
    archive.add(record)
    row = next(row for row in archive.statements() if row.id.endswith("-s3"))
    assert row.speakers == ("Émile Roux-Garnier",)
    assert row.countries == ("SDM",)
    assert row.addressees == row.about == ("Norland",)
    assert row.words == 'to "stop the senseless blockade" of the coast'
    assert record.article.text[row.start : row.end] == row.words
    assert row.contact == archive.contacts(Filters(mode="meeting"))[0].id
    assert next(row for row in archive.statements() if row.id.endswith("-s5")).contact is None


def test_statements_of_a_report_stand_in_its_order(archive: Archive) -> None:
    archive.add(bridge_record())
    assert [row.id[-2:] for row in archive.statements(Filters(mode="meeting"))] == ["s1", "s2", "s3"]


FILTER_CASES = [
    (Filters(), {"A", "B", "C", "D"}),
    (Filters(country=("IRN",)), {"A", "B", "C"}),
    (Filters(country=("IRN", "TUR")), {"A", "C"}),
    (Filters(country=("USA",)), set()),
    (Filters(person="raisi"), {"B"}),
    (Filters(person="çavuşoğlu"), {"A"}),
    (Filters(person="amir abdollahian"), {"A", "C"}),
    (Filters(person="100%"), set()),
    (Filters(since="2023-01-01"), {"B", "C", "D"}),
    (Filters(until="2022-12-31"), {"A"}),
    (Filters(since="2023-01-01", until="2023-12-31"), {"B", "D"}),
    (Filters(mode="phone"), {"B"}),
    (Filters(status="planned"), {"C"}),
    (Filters(country=("IRN",), mode="meeting", since="2024-01-01"), {"C"}),
    (Filters(limit=2), {"A", "B"}),
]


@pytest.mark.parametrize(("filters", "expected"), FILTER_CASES)
def test_filters_of_contacts(archive: Archive, filters: Filters, expected: set[str]) -> None:
    fill(archive)
    assert {row.topics[0] for row in archive.contacts(filters)} == expected


def fill(archive: Archive) -> None:
    """A 2022 · B 2023, by phone · C 2024, planned · D undated, published 2023."""
    for topic, record in {
        "A": small_record(
            date="2022-12-15", countries=("IRN", "TUR"), names=("Hossein Amir-Abdollahian", "Mevlut Cavusoglu")
        ),
        "B": small_record(
            date="2023-02-01", countries=("IRN", "SYR"), names=("Ebrahim Raïsi", "Bashar Assad"), mode="phone"
        ),
        "C": small_record(
            date="2024-03-01",
            countries=("TUR", "IRN"),
            names=("Hakan Fidan", "Hossein Amirabdollahian"),
            status="planned",
        ),
        "D": small_record(published="2023-06-30", countries=("NOR", "SDM")),
    }.items():
        contact = msgspec.structs.replace(record.contacts[0], topics=(topic,))
        statement = msgspec.structs.replace(record.statements[0], topics=(topic,))
        archive.add(msgspec.structs.replace(record, contacts=(contact,), statements=(statement,)))


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(country=("IRN",)), {"A", "B"}),  # the speaker's country, not the other side's
        (Filters(country=("IRN", "TUR")), {"A", "B", "C"}),  # of any of them
        (Filters(person="cavusoglu"), set()),  # was there, did not speak
        (Filters(person="fidan"), {"C"}),
        (Filters(since="2023-01-01", until="2023-12-31"), {"B", "D"}),
        (Filters(mode="phone"), {"B"}),
        (Filters(status="planned"), {"C"}),
        (Filters(limit=1), {"A"}),
    ],
)
def test_filters_of_statements(archive: Archive, filters: Filters, expected: set[str]) -> None:
    fill(archive)
    assert {row.topics[0] for row in archive.statements(filters)} == expected


@pytest.mark.parametrize(
    ("start", "end", "published", "since", "until", "found"),
    [
        ("2024-05-01", "2024-05-31", None, "2024-05-15", None, True),  # a range that reaches into the period
        ("2024-05-01", "2024-05-31", None, None, "2024-05-15", True),
        ("2024-05-01", "2024-05-31", None, "2024-06-01", None, False),
        (None, "2024-05-31", None, None, "2020-01-01", True),  # open to the past
        (None, "2024-05-31", None, "2024-06-01", None, False),
        (None, None, "2024-05-31", "2024-05-31", "2024-05-31", True),
        (None, None, None, "1900-01-01", None, False),  # nothing known, nothing claimed
    ],
)
def test_open_dates(
    archive: Archive,
    start: str | None,
    end: str | None,
    published: str | None,
    since: str | None,
    until: str | None,
    found: bool,
) -> None:
    archive.add(small_record(date=start, end=end, published=published))
    assert bool(archive.contacts(Filters(since=since, until=until))) == found


def test_filters_are_said_in_words() -> None:
    filters = Filters(country=("IRN", "TUR"), person="Fidan", since="2024-01-01", mode="phone", status="held", limit=3)
    assert in_words(filters) == "IRN and TUR, with “Fidan” in the name, since 2024-01-01, by phone, held"
    assert in_words(Filters()) == ""


@pytest.mark.parametrize(
    "wrong",
    [
        {"since": "2024"},
        {"until": "yesterday"},
        {"person": "  -'"},
        {"limit": 0},
        {"since": "2024-1-1"},
        {"since": "2024-02-01", "until": "2024-01-31"},
    ],
)
def test_filters_that_make_no_sense_are_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ArchiveError):
        Filters(**wrong)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Amir-Abdollahian", "amir abdollahian"),
        ("ERDOĞAN", "Erdogan"),
        ("Yıldırım", "YILDIRIM"),
        ("Søren Łukasz", "soren lukasz"),
        ("O’Brien", "O'Brien"),
    ],
)
def test_names_fold_alike(one: str, other: str) -> None:
    assert fold_name(one) == fold_name(other)


# one thing by its id -------------------------------------------------------------------------------------------------


def test_a_contact_by_its_id_or_a_unique_beginning(archive: Archive) -> None:
    record = bridge_record()
    outcome = archive.add(record)
    ref = outcome.contacts[0]
    for given in (ref, ref.upper(), f"{ref[:3]}-c1", f"{outcome.report}-c1", f"{outcome.report[:20]}-c1"):
        found = archive.contact(given)
        assert (found.ref, found.key, found.contact) == (ref, outcome.report[:6], MEETING)
        assert found.record == record
    single = archive.add(small_record())
    assert archive.contact(single.report[:8]).ref == single.contacts[0]  # the report has no other contact


@pytest.mark.parametrize("given", ["", "zzz", "zzz-c1", "%", "_", "-", "-c1-"])
def test_an_unknown_contact_is_one_sentence(archive: Archive, given: str) -> None:
    archive.add(bridge_record())
    with pytest.raises(ArchiveError, match="holds no contact"):
        archive.contact(given)


def test_an_ambiguous_id_lists_what_it_may_be(archive: Archive) -> None:
    outcome = archive.add(bridge_record())
    with pytest.raises(ArchiveError, match=f"{outcome.contacts[0]}, {outcome.contacts[1]}"):
        archive.contact(outcome.report[:6])


def test_a_record_by_the_beginning_of_its_hash(archive: Archive) -> None:
    record = bridge_record()
    archive.add(record)
    assert archive.record(record.article.sha256[:4]) == record
    with pytest.raises(ArchiveError, match="no report"):
        archive.record("nothing")
    with pytest.raises(ArchiveError, match="no report"):
        archive.record("")


# the file --------------------------------------------------------------------------------------------------------


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="there is no archive at"):
        Archive.open(tmp_path / "none.db", create=False)
    assert not Archive.exists(tmp_path / "none.db")
    assert Archive.exists(":memory:")
    with pytest.raises(ArchiveError, match="folder does not exist"):
        Archive.open(tmp_path / "no" / "folder.db")
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_no_archive(tmp_path: Path) -> None:
    text = tmp_path / "text.db"
    text.write_text("This is a report and no database at all. " * 50)
    with pytest.raises(ArchiveError, match="is not an archive"):
        Archive.open(text)
    other = tmp_path / "other.db"
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE alembic_version (version_num TEXT)")
    with pytest.raises(ArchiveError, match="not an archive of memcon"):
        Archive.open(other)
    with pytest.raises(ArchiveError, match="cannot be opened"):
        Archive.open(tmp_path)
    assert rows(str(other), "SELECT count(*) FROM sqlite_master") == [(1,)]


def test_an_empty_file_is_filled_but_not_read(tmp_path: Path) -> None:
    path = tmp_path / "memcon.db"
    path.touch()
    with pytest.raises(ArchiveError, match="is empty"):
        Archive.open(path, create=False)
    with Archive.open(path) as archive:
        assert archive.add(small_record()).status == "added"


def test_a_damaged_file(tmp_path: Path) -> None:
    path = tmp_path / "memcon.db"
    with Archive.open(path) as archive:
        for _ in range(50):
            archive.add(small_record())
    data = bytearray(path.read_bytes())
    data[4096:] = b"\x5a" * (len(data) - 4096)
    path.write_bytes(data)
    with pytest.raises(ArchiveError, match=r"is damaged|not an archive"), Archive.open(path) as archive:
        archive.contacts()


def test_a_damaged_record(location: str) -> None:
    with Archive.open(location) as archive:
        report = archive.add(small_record()).report
    run(location, "UPDATE reports SET record = '{'")
    with Archive.open(location) as archive, pytest.raises(ArchiveError, match="is damaged"):
        archive.record(report)


def test_an_archive_of_a_newer_memcon(place: str) -> None:
    Archive.open(place).close()
    run(place, "UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(ArchiveError, match=r"newer memcon \(schema 9999\); update memcon"):
        Archive.open(place)


def test_an_archive_that_another_program_writes(engine: str, location: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(f"memcon.archive.engines.{engine}.BUSY_SECONDS", 0.1)
    with Archive.open(location) as archive:
        archive.add(small_record())
        with writing(location):
            assert len(archive.contacts()) == 1  # readers do not wait
            with pytest.raises(ArchiveError, match="being written by another program"):
                archive.add(small_record())
        assert archive.add(small_record()).status == "added"


def test_addresses_and_memory(tmp_path: Path) -> None:
    with Archive.open(f"sqlite:///{tmp_path}/memcon.db") as archive:
        archive.add(small_record())
    with Archive.open(f"{tmp_path}/memcon.db") as archive:
        assert len(archive) == 1
    with Archive.open(":memory:") as archive:
        archive.add(small_record())
        assert len(archive.contacts()) == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["memcon.db"]


def test_paths_with_odd_characters(tmp_path: Path) -> None:
    for name in ("50%.db", "a b?c#d.db", "Türkiye&x=1.db"):
        with Archive.open(tmp_path / name) as archive:
            archive.add(small_record())
        assert (tmp_path / name).is_file()


def test_an_archive_that_may_not_be_written_can_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "read only, 100 %"
    folder.mkdir()
    with Archive.open(folder / "memcon.db") as archive:
        archive.add(small_record())
    before = {file: file.read_bytes() for file in folder.iterdir()}
    monkeypatch.setattr("memcon.archive.engines.sqlite.may_be_written", lambda _: False)
    with Archive.open(folder / "memcon.db", create=False) as archive:
        assert len(archive.contacts()) == len(small_record().contacts)
    assert {file: file.read_bytes() for file in folder.iterdir()} == before
