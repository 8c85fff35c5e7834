"""The commands that correct an archive, on the command line."""

# ruff: noqa: F811

import json
import re
from pathlib import Path

import pytest

import memcon
from memcon.archive import Archive
from memcon.archive.corrections.fields import FIELDS
from memcon.archive.corrections.model import ItemType
from memcon.faces.commands.corrections.deciding import edit
from memcon.faces.commands.corrections.who import whose
from test_archive_cases import bridge_record
from test_cli import Run, run  # noqa: F401  a fixture, which ruff takes for an unused name

KEY = bridge_record().article.sha256[:6]


@pytest.fixture
def bridge(run: Run, made_file: Path, tmp_path: Path) -> Run:
    """Runs commands on an archive with one report."""
    (tmp_path / "memcon.db").write_bytes(made_file.read_bytes())
    with Archive.open(tmp_path / "memcon.db") as archive:
        archive.add(bridge_record())

    def command(*arguments: str) -> object:
        return run(*(word.replace("KEY", KEY) for word in arguments))

    return command  # type: ignore[return-value]


def number(told: str) -> str:
    match = re.match(r"(\d+): ", told)
    assert match
    return match[1]


def test_an_item_is_edited_shown_logged_and_undone(bridge: Run) -> None:
    done = bridge("edit", "KEY-c1", "date=2024-12", "Brandt.office=president", "--who", "Ada", "--why", "so it says")
    assert done.status == 0
    assert done.out == ""
    first, second = done.err.splitlines()
    one = number(first)
    assert first == f"{one}: edited {KEY}-c1, date: 2024-12-19 → 2024-12; `memcon undo {one}` takes it back"
    assert "participants: Lena Brandt: office foreign minister → president" in second
    shown = bridge("show", "KEY-c1")
    lines = shown.out.splitlines()
    assert lines[0] == f"{KEY}-c1: held meeting: Lena Brandt (NOR), Émile Roux-Garnier (SDM)"
    assert lines[1] == f"  report {KEY}: Fjord Gazette, 2024-12-20, Bridge *talks* in Brandby"
    assert lines[2] == "  found by no rule that is named, not known how sure"
    assert "  edited" in lines
    assert "  when: start 2024-12-01, end 2024-12-31, precision month, method corrected by Ada" in lines
    assert "  participants: actor brandt, name Lena Brandt, country NOR, office president, capacity host" in lines
    assert any(line.startswith("  place, chars ") and "[Brandby] on Thursday." in line for line in lines)
    assert lines[-2].endswith("Ada: edit: date: 2024-12-19 → 2024-12 (so it says); stands")
    undone = bridge("undo", one, "--who", "Bo")
    assert undone.err == f"{number(undone.err)}: took back {one}; `memcon undo {number(undone.err)}` takes it back\n"
    log = json.loads(bridge("log", "KEY-c1", "--format", "json").out)
    assert [(row["action"], row["state"]) for row in log] == [
        ("edit", "undone"),
        ("edit", "stands"),
        ("undo", "stands"),
    ]
    table = bridge("log")
    assert table.out.splitlines()[1].endswith(f"undone by {number(undone.err)}")
    assert table.err == "3 corrections\n"


def test_several_items_are_accepted_and_rejected_at_once(bridge: Run) -> None:
    done = bridge("accept", "KEY-c1", "KEY-s1", "--who", "Ada")
    assert [line.split("; ")[0].split(": ")[1] for line in done.err.splitlines()] == [
        f"accepted {KEY}-c1",
        f"accepted {KEY}-s1",
    ]
    assert bridge("reject", "KEY-c2", "--who", "Ada", "--why", "not told of").status == 0
    assert f"{KEY}-c2" not in bridge("contacts").out
    listed = bridge("contacts", "--withdrawn")
    assert re.search(rf"{KEY}-c2\t2024-12-17\tphone \(withdrawn\)", listed.out)
    assert listed.err == "2 contacts: with what was withdrawn\n"
    assert "welcomed" not in bridge("memo", "KEY-c1").out


def test_an_item_is_shown_as_json(bridge: Run) -> None:
    shown = json.loads(bridge("show", "KEY-k1", "--json").out)
    assert (shown["item_type"], shown["fields"]["act"]) == ("commitment", "reopen the border bridge")
    assert shown["passages"][0]["words"] == "would reopen the border bridge in 2025"


def test_the_queue_is_listed(bridge: Run) -> None:
    done = bridge("review", "--type", "contact", "--type", "claim", "--limit", "2")
    assert done.out.splitlines() == [
        "id\tsure\titem\tfound by\toutlet",
        f"{KEY}-c1\t?\tcontact: held meeting: Lena Brandt (NOR), Émile Roux-Garnier (SDM)\t\tFjord Gazette",
        f"{KEY}-c2\t?\tcontact: held phone: Ida Holm (NOR), parliament speaker (SDM)\t\tFjord Gazette",
    ]
    assert done.err == "2 of 4 items that nobody looked at\n"
    assert len(json.loads(bridge("review", "--format", "json", "--report", "KEY").out)) == 11
    assert bridge("review", "--type", "event").status == 2


def test_reports_are_listed_and_withdrawn_ones_with_the_reason(bridge: Run) -> None:
    assert bridge("reports", "--since", "2024-12").out.splitlines()[1].startswith(f"{KEY}\t2024-12-20\tFjord Gazette\t")
    assert bridge("withdraw", "KEY", "--why", "taken back", "--who", "Ada").status == 0
    assert bridge("reports").err == "0 reports\n"
    assert bridge("reports", "--withdrawn").out.splitlines()[1].endswith(": taken back")
    (row,) = json.loads(bridge("reports", "--withdrawn", "--changed-since", "2024-01-01", "--format", "json").out)
    assert (row["id"], row["withdrawn_why"]) == (KEY, "taken back")
    assert (
        bridge("memo", "KEY-c1").err
        == f"memcon: {KEY}-c1 was rejected or withdrawn; `memcon show {KEY}-c1` tells by whom and why\n"
    )


def test_a_report_that_is_withdrawn_by_its_first_digits_is_named_in_full(bridge: Run) -> None:
    done = bridge("withdraw", KEY[:3], "--why", "taken back", "--who", "Ada")
    one = number(done.err)
    named = f"{KEY}, Fjord Gazette, Bridge *talks* in Brandby"
    assert done.err == f"{one}: withdrew {named}; `memcon undo {one}` takes it back\n"


def test_notes_merges_and_splits_are_told(bridge: Run) -> None:
    assert f"noted {KEY}-c1" in bridge("note", "KEY-c1", "see page 2").err
    assert f"merged {KEY}-c1, {KEY}-c2" in bridge("merge", "KEY-c1", "KEY-c2", "--why", "one").err
    assert f"split {KEY}-c1, {KEY}-c2" in bridge("split", "KEY-c1", "KEY-c2", "--why", "two").err


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("edit", "KEY-c1", "status"), "“status” is not FIELD=VALUE"),
        (("edit", "KEY-c1", "mode=phone", "mode=visit"), "mode is given twice"),
        (("edit", "KEY-c1", "mode=walk"), "mode “walk” is none of meeting, phone, video, visit, letter, summit"),
        (("edit", "KEY-c1"), "edit needs FIELD=VALUE…"),
        (("accept", "KEY-c9"), f"memcon.db holds no item {KEY}-c9"),
        (("reject", "KEY-c1"), "reject needs --why"),
        (("undo", "77"), "memcon.db holds no correction 77"),
        (("undo", "x"), "x is no number of a correction; give one like 12"),
        (("show", "nothing"), "memcon.db holds no item nothing"),
        (("contacts", "--changed-since", "soon"), "“soon” is no date or date-time like"),
        (("gold", "ffffff", "-o", "g"), "memcon.db holds no report ffffff"),
        (("reread", "ffffff"), "memcon.db holds no report ffffff"),
    ],
)
def test_what_is_wrong_is_one_sentence_and_status_2(bridge: Run, arguments: tuple[str, ...], sentence: str) -> None:
    done = bridge(*arguments)
    assert done.status == 2
    assert done.out == ""
    assert done.err.startswith("memcon: ")
    assert done.err.count("\n") == 1
    assert sentence in done.err


@pytest.mark.parametrize("kind", FIELDS)
def test_every_field_that_may_be_edited_is_described(kind: ItemType) -> None:
    page = (Path(__file__).parents[1] / "docs/corrections.md").read_text(encoding="utf-8")
    rows = re.split(r"\n\| [a-z]|\n\n", page.partition(f"| {kind} (`-")[2])[0]
    for field in FIELDS[kind]:
        assert re.search(rf"\b{field}\b", rows), field
        assert re.search(rf"\b{field}\b", str(edit.__doc__)), field


def test_without_an_archive_nothing_is_corrected(run: Run) -> None:
    done = run("accept", "3f2a9c-c1", "--who", "Ada")
    assert (done.status, done.out) == (2, "")
    assert "there is no archive" in done.err


@pytest.mark.parametrize(
    ("given", "git", "login", "name"),
    [("Ada", "Bo", "cy", "Ada"), (None, "Bo", "cy", "Bo"), (None, "", "cy", "cy")],
)
def test_who_corrects_is_given_or_git_or_the_login(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, given: str | None, git: str, login: str, name: str
) -> None:
    config = tmp_path / "gitconfig"
    config.write_text(f"[user]\nname = {git}\n" if git else "", encoding="utf-8")
    for variable in ("LOGNAME", "USER"):
        monkeypatch.setenv(variable, login)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(config))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    assert whose(given) == name


# reading again and gold, with the real extraction ----------------------------------------------------------------

REPORT = """Foreign ministers of Türkiye and Iran meet in Ankara

ANKARA, 20 December 2024 - Turkish Foreign Minister Hakan Fidan met his Iranian counterpart Abbas Araghchi in Ankara on Friday.

Fidan said that Türkiye would open a second border gate in 2025. Araghchi welcomed the plan.

At least 12 people were killed in a landslide near the border, the Iranian Red Crescent said.
"""


@pytest.fixture
def read(run: Run, tmp_path: Path) -> str:
    """The key of a report that was read and added."""
    (tmp_path / "report.txt").write_text(REPORT, encoding="utf-8")
    assert run("add", "report.txt").status == 0
    (row,) = json.loads(run("reports", "--format", "json").out)
    return str(row["id"])


def test_reading_again_changes_nothing_and_says_so(run: Run, read: str) -> None:
    run("edit", f"{read}-c1", "mode=phone", "--who", "Ada")
    with memcon.open("memcon.db") as archive:
        before = archive.record(read)
    assert run("reread").err == "1 report read again, 0 changed\n"
    with memcon.open("memcon.db") as archive:
        assert archive.record(read) == before
        assert before.contacts[0].mode == "phone"


def test_a_report_of_another_version_is_brought_up_to_date_below_its_corrections(
    run: Run, read: str, tmp_path: Path
) -> None:
    from archive_tables import run as change

    run("accept", f"{read}-c1", "--who", "Ada")
    with memcon.open("memcon.db") as archive:
        before = archive.record(read)
    change(
        str(tmp_path / "memcon.db"),
        """UPDATE reports SET record = replace(record, '"mode":"meeting"', '"mode":"visit"')""",
    )
    assert run("reread", read).err == "1 report read again, 1 changed\n"
    with memcon.open("memcon.db") as archive:
        assert archive.record(read) == before


def test_a_report_that_cannot_be_read_again_is_told(run: Run, read: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise KeyError("no such thing")

    monkeypatch.setattr("memcon.extraction.extract_record", fails)
    done = run("reread")
    assert done.status == 1
    assert "met a fault in memcon (KeyError" in done.err
    assert done.err.endswith("1 report read again, 0 changed, 1 not read\n")


def test_eval_reads_the_gold_of_a_corrected_report(run: Run, read: str, tmp_path: Path) -> None:
    done = run("gold", read, "-o", "mine", "--with-texts")
    assert done.err.splitlines()[0] == "1 gold record written to mine"
    assert "nobody looked at" in done.err
    figures = json.loads(run("eval", "mine").out)
    assert (figures["articles"], figures["contacts"]["f1"], figures["contact_all_right"]) == (1, 1.0, 1.0)
    assert (figures["statements"]["f1"], figures["speaker"], figures["commitments"]["f1"]) == (1.0, 1.0, 1.0)
    assert figures["claims"]["f1"] == 1.0
    assert figures["contacts"]["tp"] >= 1
    assert figures["statements"]["tp"] >= 2
    run("edit", f"{read}-c1", "mode=phone", "--who", "Ada")
    run("reject", f"{read}-s1", "--who", "Ada", "--why", "no")
    run("gold", read, "-o", "mine", "--with-texts")
    figures = json.loads(run("eval", "mine").out)
    assert (figures["contacts"]["f1"], figures["contact_fields"]["mode"]) == (1.0, 0.0)
    assert figures["statements"]["fp"] == 1


def test_gold_without_texts_holds_facts_and_at_most_six_words_in_a_row(run: Run, read: str, tmp_path: Path) -> None:
    assert run("gold", read, "-o", "mine").status == 0
    (path,) = (tmp_path / "mine").iterdir()
    gold = json.loads(path.read_text(encoding="utf-8"))
    assert path.name == f"{gold['id']}.json"
    for items in (gold["contacts"], gold["statements"], gold["commitments"], gold["claims"]):
        for item in items:
            assert REPORT[item["start"] :].startswith(item["words"])
            for value in item.values():
                assert not isinstance(value, str) or len(value.split()) <= 6


def test_no_gold_is_made_of_a_withdrawn_report(run: Run, read: str) -> None:
    run("withdraw", read, "--why", "no", "--who", "Ada")
    done = run("gold", read, "-o", "mine")
    assert done.status == 2
    assert "was withdrawn; gold records are made of reports that stand" in done.err
