"""The command line: data on standard output, sentences on standard error, an exit status that tells, never a traceback.

Most tests put a small stand-in in the place of extraction, so that they are about the command line alone.
"""

import csv
import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec
import pytest

import memcon
from memcon.archive import Archive
from memcon.errors import ModelError
from memcon.faces.cli import main
from memcon.faces.countries import country_code
from memcon.record import (
    Actor,
    Article,
    Contact,
    Event,
    Participant,
    Record,
    Span,
    Statement,
    decode_record,
    encode_record,
)
from test_archive_cases import bridge_record, small_record

SOURCES = str(Path(memcon.__file__).parents[1])
ENVIRONMENT = os.environ | {"PYTHONPATH": SOURCES, "COLUMNS": "160"}


@dataclass(frozen=True)
class Done:
    status: int
    out: str
    err: str


Run = Callable[..., Done]


@pytest.fixture
def run(capfdbinary: pytest.CaptureFixture[bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command in an empty folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("COLUMNS", raising=False)

    def command(*arguments: str) -> Done:
        capfdbinary.readouterr()
        with pytest.raises(SystemExit) as leaving:
            main(list(arguments))
        captured = capfdbinary.readouterr()
        code = leaving.value.code
        return Done(code if isinstance(code, int) else 0, captured.out.decode(), captured.err.decode())

    return command


def stand_in(article: Article, *_: object) -> Record:
    """A contact of two, and a statement with the first word; stumbles over the word BOOM."""
    if "BOOM" in article.text:
        raise KeyError("no such\nthing")
    first = article.text.split(maxsplit=1)[0]
    start = article.text.index(first)
    span = Span(start, start + len(first), first)
    return Record(
        article=article,
        actors=(
            Actor(id="a", kind="person", name="Hassan Rouhani", country="IRN"),
            Actor(id="b", kind="person", name="Recep Tayyip Erdoğan", country="TUR"),
        ),
        contacts=(
            Contact(
                id="c1",
                status="held",
                role="main",
                mode="meeting",
                participants=(
                    Participant(actor="a", name="Hassan Rouhani", country="IRN"),
                    Participant(actor="b", name="Recep Tayyip Erdoğan", country="TUR"),
                ),
                spans=(span,),
            ),
        ),
        statements=(Statement(id="s1", speakers=("a",), form="indirect", act="hope", content=(span,), contact="c1"),),
    )


@pytest.fixture
def extraction(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("memcon.extraction.extract_record", stand_in, raising=False)


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text("Rouhani met Erdoğan in Istanbul.\n", encoding="utf-8")
    return path


def one_sentence(done: Done) -> str:
    """The only line on standard error, which no traceback is in."""
    lines = done.err.splitlines()
    assert len(lines) == 1, done.err
    assert lines[0].startswith("memcon: ")
    assert "Errno" not in lines[0]
    return lines[0].removeprefix("memcon: ")


# extract ---------------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("extraction")
def test_extract_writes_one_json_line_an_article_in_order(run: Run, tmp_path: Path, report: Path) -> None:
    lines = tmp_path / "more.jsonl"
    lines.write_text('{"id": "x", "text": "Eins."}\n{"id": "y", "text": "Zwei ‘drei’ — سلام."}\n', encoding="utf-8")
    done = run("extract", "more.jsonl", str(report), "--published", "2024-12-20")
    assert (done.status, done.err) == (0, "")
    records = [decode_record(line) for line in done.out.splitlines()]
    assert [record.article.id for record in records][:2] == ["x", "y"]
    assert records[1].article.text == "Zwei ‘drei’ — سلام."
    assert [record.article.published for record in records] == ["2024-12-20"] * 3
    assert encode_record(records[2]).decode() == done.out.splitlines()[2]


@pytest.mark.usefixtures("extraction")
def test_extract_as_tables(run: Run, report: Path) -> None:
    done = run("extract", str(report), "--format", "table")
    assert done.status == 0
    assert "Hassan Rouhani (IRN), Recep Tayyip Erdoğan (TUR)" in done.out
    assert "hope" in done.out


@pytest.mark.usefixtures("extraction")
def test_what_cannot_be_read_is_told_and_the_rest_is_read(run: Run, tmp_path: Path, report: Path) -> None:
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 20)
    (tmp_path / "empty.txt").touch()
    (tmp_path / "lines.jsonl").write_text('{"text": "Good."}\n{"text": 5}\nnonsense\n{"text": "Good again."}\n')
    done = run("extract", "none.txt", "binary.txt", "empty.txt", "lines.jsonl", str(tmp_path), str(report))
    assert done.status == 2
    assert [decode_record(line).article.text for line in done.out.splitlines()] == [
        "Good.",
        "Good again.",
        report.read_text(encoding="utf-8"),
    ]
    about = [re.match(r"memcon: ([^:,]+)", line)[1] for line in done.err.splitlines()]  # type: ignore[index]
    assert about == ["none.txt", "binary.txt", "empty.txt", "lines.jsonl", "lines.jsonl", str(tmp_path)]
    assert "Traceback" not in done.err


@pytest.mark.usefixtures("extraction")
def test_a_fault_in_memcon_is_a_sentence_too(run: Run, tmp_path: Path, report: Path) -> None:
    (tmp_path / "bad.jsonl").write_text('{"id": "b1", "text": "BOOM"}\n{"id": "b2", "text": "fine"}\n')
    done = run("extract", "bad.jsonl", str(report), "none.txt")
    assert done.status == 1  # also where there is something to mend besides
    done = run("extract", "bad.jsonl", str(report))
    assert done.status == 1
    assert len(done.out.splitlines()) == 2
    sentence = one_sentence(done)
    assert sentence.startswith("bad.jsonl: article b1 met a fault in memcon (KeyError: ")
    assert "please report it" in sentence
    assert "Traceback" in run("extract", "bad.jsonl", "--debug").err


def test_a_missing_model_ends_it_with_one_sentence(run: Run, report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_model(*_: object) -> Record:
        raise ModelError("there is no model in /nowhere; reinstall memcon")

    monkeypatch.setattr("memcon.extraction.extract_record", no_model, raising=False)
    done = run("extract", str(report), str(report))
    assert done.status == 2
    assert one_sentence(done) == "there is no model in /nowhere; reinstall memcon"


@pytest.mark.usefixtures("extraction")
def test_standard_input(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("Rouhani met Erdoğan.".encode())))
    done = run("extract", "-")
    assert decode_record(done.out).article.text == "Rouhani met Erdoğan."
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"\x00\x01\x02\x03" * 100)))
    done = run("extract", "-")
    assert done.status == 2
    assert one_sentence(done).startswith("standard input: ")


@pytest.mark.usefixtures("extraction")
@pytest.mark.parametrize(
    ("date", "told"),
    [
        ("2024", "“2024” is not a day; give it like 2024-12-31"),
        ("yesterday", "“yesterday” is not a day; give it like 2024-12-31"),
        ("20.12.2024", "“20.12.2024” is not a day; give it like 2024-12-31"),
        ("", "“” is not a day; give it like 2024-12-31"),
        ("2024-02-30", "2024-02-30 is no date; that month has 29 days"),
    ],
)
def test_a_date_of_publication_is_a_day(run: Run, report: Path, date: str, told: str) -> None:
    done = run("extract", str(report), "--published", date)
    assert (done.status, done.out) == (2, "")
    assert one_sentence(done) == f"--published: {told}"


@pytest.mark.usefixtures("extraction")
def test_a_report_in_another_language_is_noted(run: Run, tmp_path: Path, report: Path) -> None:
    french = "Le ministre des Affaires étrangères a rencontré son homologue turc à Ankara pour parler du commerce."
    (tmp_path / "french.txt").write_text(french, encoding="utf-8")
    (tmp_path / "feed.jsonl").write_text(json.dumps({"id": "7", "text": french}) + '\n{"text": "They met."}\n')
    told = "is in French; memcon reads English, no facts were read from it"
    done = run("extract", "french.txt", str(report), "feed.jsonl")
    assert done.status == 0
    assert done.err == f"french.txt: {told}\nfeed.jsonl: article 7 {told}\n"
    assert len(done.out.splitlines()) == 4
    assert run("add", "french.txt").err.splitlines()[0] == f"french.txt: {told}"


@pytest.mark.usefixtures("extraction")
def test_an_encoding_that_was_guessed_is_noted(run: Run, tmp_path: Path) -> None:
    text = "The minister’s visit – the first in years – ended with a “frank” talk, café owners in Córdoba said. " * 3
    (tmp_path / "old.txt").write_bytes(text.encode("cp1252"))
    (tmp_path / "new.txt").write_text(text, encoding="utf-8")
    done = run("extract", "old.txt", "new.txt")
    assert done.status == 0
    assert done.err == "old.txt: is not UTF-8 and was read as Windows-1252; save it as UTF-8 if letters look wrong\n"


# add -------------------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("extraction")
def test_add_keeps_reports_once(run: Run, tmp_path: Path, report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done = run("add", str(report))
    assert (done.status, done.out) == (0, "")
    assert done.err == "1 report with 1 contact added to memcon.db\n"
    assert (tmp_path / "memcon.db").is_file()
    monkeypatch.setattr("memcon.extraction.extract_record", None)  # what is there already is not even extracted
    done = run("add", str(report), str(report))
    assert done.err == "0 reports with 0 contacts added to memcon.db, 2 there already\n"
    assert done.status == 0
    done = run("add", str(report), "--published", "2024-12-20")
    assert done.err.splitlines()[1:] == [
        "--published was not used for 1 report there already; the date kept stays",
    ]


@pytest.mark.usefixtures("extraction")
def test_add_goes_on_after_a_fault(run: Run, tmp_path: Path, report: Path) -> None:
    (tmp_path / "bad.txt").write_text("BOOM")
    done = run("add", "bad.txt", str(report), "none.txt", "--db", "other.db")
    assert done.status == 1
    assert done.err.splitlines()[-1] == "1 report with 1 contact added to other.db, 2 not read"


@pytest.mark.usefixtures("extraction")
def test_add_leaves_no_empty_archive_behind(run: Run, tmp_path: Path, report: Path) -> None:
    done = run("add", "none.txt", "--db", "new.db")
    assert done.status == 2
    assert done.err.splitlines()[-1] == "nothing was read; no new.db was made"
    assert [path.name for path in tmp_path.iterdir()] == [report.name]
    Archive.open(tmp_path / "old.db").close()  # empty, but there before
    assert run("add", "none.txt", "--db", "old.db").err.splitlines()[-1].startswith("0 reports with 0 contacts added")
    assert (tmp_path / "old.db").is_file()


@pytest.mark.usefixtures("extraction")
def test_add_opens_the_archive_before_it_reads(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("memcon.read.read_file", None)
    (tmp_path / "text.db").write_text("no database at all " * 100)
    assert one_sentence(run("add", "a.txt", "--db", "text.db")) == "text.db is not an archive of memcon"
    assert "its folder does not exist" in one_sentence(run("add", "a.txt", "--db", "no/folder.db"))


def test_add_refuses_an_unsound_record_and_goes_on(run: Run, report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def unsound(article: Article, *_: object) -> Record:
        return Record(article=article, statements=(Statement(id="s", speakers=("nobody",), form="direct", act="deny"),))

    monkeypatch.setattr("memcon.extraction.extract_record", unsound, raising=False)
    done = run("add", str(report))
    assert done.status == 2
    assert "names actor nobody, who is not there); please report" in done.err.splitlines()[0]
    assert done.err.splitlines()[1] == "nothing was read; no memcon.db was made"


@pytest.mark.usefixtures("extraction")
def test_an_archive_that_cannot_be_used_is_one_sentence(run: Run, tmp_path: Path, report: Path) -> None:
    (tmp_path / "text.db").write_text("no database at all " * 100)
    for command in (["add", str(report)], ["contacts"], ["statements"], ["memo", "x"], ["memo", "--all"]):
        done = run(*command, "--db", "text.db")
        assert done.status == 2
        assert one_sentence(done) == "text.db is not an archive of memcon"


# contacts and statements -----------------------------------------------------------------------------------------


@pytest.fixture
def filled(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "memcon.db") as archive:
        archive.add(bridge_record())
        archive.add(
            small_record(date="2018-10-12", countries=("IRN", "TUR"), names=("Hassan Rouhani", "R. T. Erdoğan"))
        )
        archive.add(
            small_record(
                date="2019-03-01", countries=("IRN", "SYR"), names=("Hassan Rouhani", "B. Assad"), mode="phone"
            )
        )
        yield archive


@pytest.mark.usefixtures("filled")
def test_contacts_as_a_table(run: Run) -> None:
    done = run("contacts", "--country", "Iran", "--country", "tur", "--since", "2018", "--until", "2018-10")
    assert done.status == 0
    header, row = done.out.splitlines()  # one line a row, nothing folded or padded
    assert header.split("\t") == ["id", "date", "contact", "participants", "place", "topics"]
    assert row.split("\t")[1:] == ["2018-10-12", "meeting", "Hassan Rouhani (IRN), R. T. Erdoğan (TUR)", "", ""]
    assert done.err == "1 contact: IRN and TUR, since 2018-01-01, until 2018-10-31\n"
    assert "\x1b" not in done.out  # no colours into a pipe


@pytest.mark.parametrize(
    ("status", "mode", "shown"),
    [("held", "phone", "phone"), ("planned", "visit", "planned visit"), ("cancelled", "meeting", "cancelled meeting")],
)
def test_what_kind_of_contact(run: Run, tmp_path: Path, status: str, mode: str, shown: str) -> None:
    with Archive.open(tmp_path / "memcon.db") as archive:
        archive.add(small_record(status=status, mode=mode))
    assert run("contacts").out.splitlines()[1].split("\t")[2] == shown


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize(("columns", "with_topics"), [("80", False), ("160", True)])
def test_tables_fit_the_width(run: Run, monkeypatch: pytest.MonkeyPatch, columns: str, with_topics: bool) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    for command in ("contacts", "statements"):
        lines = run(command).out.splitlines()
        assert max(map(len, lines)) <= int(columns)
        assert all(re.match(r"[0-9a-f]{6}-[cs]\d  ", line) or line.startswith(" ") for line in lines[2:])
        last = {"contacts": "topics", "statements": "outlet"}[command]
        assert (last in lines[0]) == with_topics
    assert "Hassan Rouhani" in run("contacts").out


def test_a_state_is_shown_by_its_name(run: Run, tmp_path: Path) -> None:
    record = small_record(countries=("ARM", "USA"), names=("Armenia", "x"))
    state, person = record.actors
    contact = msgspec.structs.replace(
        record.contacts[0],
        participants=(
            Participant(actor=state.id, country="ARM"),
            Participant(actor=person.id, country="USA", office="foreign minister"),
        ),
    )
    record = msgspec.structs.replace(
        record, actors=(msgspec.structs.replace(state, kind="state"), person), contacts=(contact,)
    )
    with Archive.open(tmp_path / "memcon.db") as archive:
        archive.add(record)
    assert run("contacts").out.splitlines()[1].split("\t")[3] == "Armenia, Secretary of State (USA)"


@pytest.mark.parametrize(
    ("given", "code"),
    [
        *(("IR", "IRN"), ("ir", "IRN"), ("GB", "GBR"), ("PA", "PAN"), ("XK", "XKX"), ("DE", "DEU"), ("TL", "TLS")),
        *(("UK", "GBR"), ("US", "USA"), ("UN", "UNO"), ("EU", "EUR"), ("NATO", "NAT"), ("usa", "USA")),
        *(("Iran", "IRN"), ("türkiye", "TUR"), ("Russian", "RUS")),
    ],
)
def test_countries_by_code_or_name(given: str, code: str) -> None:
    assert country_code(given) == code


@pytest.mark.usefixtures("filled")
def test_contacts_as_json_and_csv(run: Run) -> None:
    done = run("contacts", "--format", "json")
    found = json.loads(done.out)
    assert done.err == ""
    assert len(found) == 4
    assert found[0]["participants"] == ["Hassan Rouhani (IRN)", "R. T. Erdoğan (TUR)"]
    assert found[0]["place"] is None
    table = list(csv.DictReader(io.StringIO(run("contacts", "--format", "csv").out, newline="")))
    assert [row["id"] for row in table] == [row["id"] for row in found]
    assert table[0]["participants"] == "Hassan Rouhani (IRN); R. T. Erdoğan (TUR)"
    assert table[0]["place"] == ""
    assert list(table[0]) == list(found[0])


@pytest.mark.usefixtures("filled")
def test_statements_by_filters(run: Run) -> None:
    found = json.loads(run("statements", "--person", "roux", "--format", "json").out)
    assert [row["words"] for row in found] == ['to "stop the senseless blockade" of the coast']
    assert json.loads(run("statements", "--mode", "phone", "--country", "Syria", "--format", "json").out) == []
    table = run("statements", "--limit", "1")
    assert table.err == "1 statement\n"
    header, row = table.out.splitlines()
    assert header.split("\t") == ["id", "date", "speaker", "act", "words", "outlet"]
    assert row.split("\t")[1:] == ["2018-10-12", "Hassan Rouhani", "agree", "yes", ""]


@pytest.mark.usefixtures("filled")
def test_an_empty_answer(run: Run) -> None:
    assert run("contacts", "--until", "1999", "--format", "json").out == "[]\n"
    assert run("contacts", "--until", "1999").err == "0 contacts: until 1999-12-31\n"
    assert run("contacts", "--until", "1999", "--format", "csv").out.count("\n") == 1


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ("contacts --mode lunch", "--mode: lunch is none of meeting, phone, video, visit, letter, summit"),
        ("contacts --status maybe", "--status: maybe is none of held, planned, denied, cancelled"),
        ("contacts --since 2018-13", "--since: 2018-13 is no date; give 2024, 2024-12 or 2024-12-31"),
        ("contacts --until soon", "--until: soon is no date; give 2024, 2024-12 or 2024-12-31"),
        ("contacts --since 2024 --until 2023", "since 2024-01-01 is later than until 2023-12-31; swap them"),
        (
            "contacts --country Atlantis",
            "--country: “Atlantis” is no country that memcon knows; give its name or its ISO 3166 code, like IRN or IR",
        ),
        ("contacts --limit 0", "--limit: 0 is no number of rows; give 1 or more"),
        ("contacts --limit many", "--limit: many is no number of rows; give 1 or more"),
        ("contacts --format xml", "--format: 'xml' is not one of 'table', 'json', 'csv'"),
        ("contacts --zzz", "contacts has no option --zzz; `memcon contacts --help` lists them"),
        ("contacts --contry Iran", "contacts has no option --contry; did you mean --country?"),
        ("contacts --since", "option '--since' requires an argument; `memcon --help` shows how"),
        ("contacts Iran", "contacts: got unexpected extra argument(s) (Iran); `memcon contacts --help` shows how"),
        ("extract", "extract needs FILE…; `memcon extract --help` shows how"),
        ("contcts", "no such command 'contcts'; did you mean 'contacts'?"),
        ("zzz", "no such command 'zzz'; `memcon --help` shows how"),
        ("--zzz", "memcon has no option --zzz; `memcon --help` lists them"),
        ("memo", "memo: give the id of a contact, or --all"),
        ("memo 3f2a9c-c1 --all", "memo: give the id of a contact or --all, not both"),
    ],
)
def test_a_command_that_is_not_understood_is_one_sentence(run: Run, arguments: str, told: str) -> None:
    done = run(*arguments.split())
    assert (done.status, done.out) == (2, "")
    assert one_sentence(done) == told


def test_reading_makes_no_archive(run: Run, tmp_path: Path) -> None:
    for command in (["contacts"], ["statements"], ["memo", "3f2a9c-c1"]):
        done = run(*command)
        assert done.status == 2
        assert one_sentence(done) == "there is no archive at memcon.db; `memcon add FILE --db memcon.db` makes one"
    assert list(tmp_path.iterdir()) == []


def test_a_report_cannot_steer_the_terminal(run: Run, tmp_path: Path) -> None:
    with Archive.open(tmp_path / "memcon.db") as archive:
        archive.add(small_record(names=("\x1b[31mRed\x1b]0;title\x07 [bold]Name[/bold]", "B")))
    done = run("contacts")
    assert "\x1b" not in done.out
    assert "\x07" not in done.out
    assert "[bold]Name[/bold]" in done.out


# memo ------------------------------------------------------------------------------------------------------------


def test_memo_of_one_contact(run: Run, tmp_path: Path, filled: Archive) -> None:
    ref = filled.contacts()[0].id
    done = run("memo", ref[:-1])
    assert done.status == 0
    assert done.out.startswith("# Memorandum of Conversation\n")
    assert "**Iran**" in done.out
    assert run("memo", ref, "--output", "memo.md").out == ""
    assert (tmp_path / "memo.md").read_text(encoding="utf-8") == done.out
    assert run("memo", ref, "-o", "-").out == done.out


def test_memos_of_all_contacts(run: Run, tmp_path: Path, filled: Archive) -> None:
    done = run("memo", "--all")
    assert done.out.count("# Memorandum of") == 3  # the contact in passing stands in the memo of its report
    notes = re.findall(r"^\[\^(\d+)\]:", done.out, re.MULTILINE)
    assert notes == [str(number) for number in range(1, len(notes) + 1)]
    left_out = (
        "left out: 1 contact that reports only mention; "
        "`memcon memo ID` writes one, `memcon contacts` lists their ids\n"
    )
    assert done.err == left_out
    done = run("memo", "--all", "-o", "memos")
    assert done.err == f"3 memos written to memos\n{left_out}"
    assert {path.stem for path in (tmp_path / "memos").iterdir()} == {
        r.id for r in filled.contacts() if r.role == "main"
    }


@pytest.mark.usefixtures("filled")
def test_memo_errors(run: Run, tmp_path: Path) -> None:
    unknown = run("memo", "nothing")
    assert unknown.status == 2
    assert "holds no contact nothing" in one_sentence(unknown)
    assert run("memo", "x", "--all").status == 2
    (tmp_path / "file").touch()
    assert "cannot be made a folder" in one_sentence(run("memo", "--all", "-o", "file"))
    with Archive.open(tmp_path / "memcon.db") as archive:
        ref = archive.contacts()[0].id
    assert "cannot be written" in one_sentence(run("memo", ref, "-o", "no/folder/memo.md"))


# parse and eval --------------------------------------------------------------------------------------------------


def test_parse_writes_blocks_apart(run: Run, report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    conllu = pytest.importorskip("memcon.language.conllu")
    monkeypatch.setattr(conllu, "parse_file", lambda *_, **options: iter([f"# {options['conllu']}\n1\ta\n", "1\tb"]))
    assert run("parse", str(report)).out == "# False\n1\ta\n\n1\tb\n\n"
    assert run("parse", str(report), "--conllu").out == "# True\n1\ta\n\n1\tb\n\n"


@pytest.mark.usefixtures("extraction")
def test_eval_prints_a_line_of_json(run: Run, tmp_path: Path) -> None:
    gold = {"id": "g", "published": None, "contacts": [], "statements": [{"start": 0, "speakers": ["Rouhani"]}]}
    (tmp_path / "g.json").write_text(json.dumps(gold))
    (tmp_path / "g.txt").write_text("Hope was voiced.")
    done = run("eval", ".")
    figures = json.loads(done.out)
    assert (figures["articles"], figures["statements"]["tp"], figures["speaker"]) == (1, 1, 1.0)
    assert figures["contacts"]["fp"] == 1
    done = run("eval", ".", "--errors", "--json")
    *errors, line = done.out.splitlines()
    assert json.loads(line) == figures
    assert errors == [
        "g | contact spurious | main held meeting no date no country Hassan Rouhani (IRN), Recep Tayyip Erdoğan (TUR)"
    ]


@pytest.mark.usefixtures("extraction")
def test_eval_tells_of_gold_without_text(run: Run, tmp_path: Path) -> None:
    for name in ("with", "without"):
        (tmp_path / f"{name}.json").write_text(json.dumps({"id": name}))
    (tmp_path / "with.txt").write_text("Text.")
    done = run("eval", ".")
    assert done.status == 2
    assert one_sentence(done).startswith("no text was found for without; ")
    done = run("eval", ".", "--skip-missing")
    assert (done.status, done.err) == (0, "left out, no text: without\n")
    assert json.loads(done.out)["articles"] == 1
    assert one_sentence(run("eval", "nowhere")) == "nowhere is not a folder of gold records"


@pytest.mark.usefixtures("extraction")
def test_eval_prints_no_figures_when_an_article_failed(run: Run, tmp_path: Path) -> None:
    for name, text in (("a", "BOOM"), ("b", "fine")):
        (tmp_path / f"{name}.json").write_text(json.dumps({"id": name}))
        (tmp_path / f"{name}.txt").write_text(text)
    done = run("eval", ".")
    assert (done.status, done.out) == (1, "")
    assert one_sentence(done).startswith("a.json: article a met a fault in memcon (KeyError")


# the program -----------------------------------------------------------------------------------------------------


def program(*arguments: str, **options: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "memcon", *arguments]
    return subprocess.run(command, capture_output=True, encoding="utf-8", env=ENVIRONMENT, check=False, **options)  # type: ignore[call-overload, no-any-return]


def test_version_and_help() -> None:
    assert program("--version").stdout == f"memcon {memcon.__version__}\n"
    helped = program("--help").stdout
    for command in ("extract", "add", "contacts", "statements", "memo", "parse", "eval"):
        assert command in helped
    assert "1 a fault in memcon" in " ".join(helped.split())
    assert program().stdout == helped


@pytest.mark.parametrize("command", ["extract", "add", "contacts", "statements", "memo", "parse", "eval"])
def test_every_command_explains_itself_with_an_example(run: Run, command: str) -> None:
    helped = run(command, "--help").out
    assert "Examples:" in helped
    assert f"memcon {command} " in helped


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys; from memcon.faces import cli; "
        "heavy = ('spacy', 'sqlalchemy', 'alembic', 'numpy', 'onnxruntime', 'trafilatura'); "
        "print([name for name in heavy if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=ENVIRONMENT, check=True)
    assert done.stdout == "[]\n"


def test_output_is_utf8_in_any_locale(tmp_path: Path) -> None:
    with Archive.open(tmp_path / "memcon.db") as archive:
        archive.add(bridge_record())
    environment = ENVIRONMENT | {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    command = [sys.executable, "-m", "memcon", "contacts", "--db", str(tmp_path / "memcon.db")]
    done = subprocess.run(command, capture_output=True, env=environment, check=True)
    assert "Émile" in done.stdout.decode("utf-8")


@pytest.mark.skipif(os.name != "posix", reason="needs a shell's pipe")
@pytest.mark.parametrize(
    "asked",
    [
        *(f"contacts --format {form}" for form in ("table", "json", "csv")),
        *(f"export -o - --as {form}" for form in ("jsonl", "jsonld", "polecat", "md")),
    ],
)
def test_a_reader_that_leaves_early_is_no_error(tmp_path: Path, asked: str) -> None:
    path = tmp_path / "memcon.db"
    with Archive.open(path) as archive:
        for number in range(300):
            record = small_record(words=f"{number} " * 50, names=(f"{number} " * 150, "B" * 500))
            event = Event(id="e1", event_type="CONSULT", actor=(record.actors[0].id,), recipient=(record.actors[1].id,))
            archive.add(msgspec.structs.replace(record, events=(event,)))
    command = f"({sys.executable} -m memcon {asked} --db {path}; echo status $? >&2) | head -c 10"
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, env=ENVIRONMENT, check=True)
    assert done.stderr.splitlines()[-1] == "status 0"
    assert "Traceback" not in done.stderr
    assert "BrokenPipe" not in done.stderr
    assert "fault" not in done.stderr


def test_a_fault_outside_of_any_article_is_a_sentence(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def stumble(*_: object, **__: object) -> None:
        raise ZeroDivisionError("division by zero")

    monkeypatch.setattr("memcon.archive.Archive.open", stumble)
    done = run("contacts")
    assert done.status == 1
    assert one_sentence(done).startswith("a fault in memcon (ZeroDivisionError: division by zero); please report")


@pytest.mark.parametrize(
    ("date", "end", "shown"),
    [
        ("2018-10-12", None, "2018-10-12"),
        ("2018-10-01", "2018-10-31", "2018-10-01/2018-10-31"),
        (None, "2018-10-31", "../2018-10-31"),
        (None, None, ""),
    ],
)
def test_open_dates_are_shown_open(run: Run, tmp_path: Path, date: str | None, end: str | None, shown: str) -> None:
    with Archive.open(tmp_path / "memcon.db") as archive:
        archive.add(small_record(date=date, end=end))
    for command in ("contacts", "statements"):
        assert run(command).out.splitlines()[1].split("\t")[1] == shown


def test_quotations_are_marked_in_tables_once(run: Run, tmp_path: Path) -> None:
    with Archive.open(tmp_path / "memcon.db") as archive:
        archive.add(bridge_record())
    table = run("statements").out
    assert '\t"A bridge belongs to those who cross it,"' in table
    assert "“" not in table


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_is_a_sentence(report: Path) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "memcon", "extract", str(report)],
            stdout=full,
            stderr=subprocess.PIPE,
            env=ENVIRONMENT,
            check=False,
            text=True,
        )
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "cannot be written" in done.stderr
