"""``memcon commitments``, ``claims``, ``mechanisms`` and ``dyad``: tables, papers, JSON, CSV and sentences."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from memcon.archive import Archive
from memcon.archive.views import ClaimRow, CommitmentRow
from memcon.faces.cli import main
from test_follow_ups_cases import Report

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command in a folder with an archive of three reports: exit status, standard output, standard error."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("COLUMNS", raising=False)
    first, second, third = Report("2024-01-10"), Report("2024-06-12"), Report("2024-06-13")
    at = first.contact(date="2024-01-10", topics=("transport",))
    said = first.said("agree", "to do all of it", at=at, topics=("transport",))
    first.promised("agreement", "to meet again in Brandby in June", due="2024-06", statement=said)
    first.promised("pledge", "to lower the toll", who=("brandt",), to=("roux",), due="2024-03", statement=said)
    first.promised("request", "to lift the blockade of the coast", who=("brandt",), to=("roux",), statement=said)
    first.said("reject", "a lifting of the coast blockade", by=("roux",), at=at)
    second.contact(date="2024-06-12", place=("Brandby", "NOR"), mechanism="2nd session of the Joint Bridge Commission")
    third.contact("planned", date="2025-06-12", mechanism="Joint Bridge Commission")
    third.claimed("killed", 12, by="roux", date="2024-06-01")
    with Archive.open("memcon.db") as archive:
        for report in (first, second, third):
            archive.add(report.record())

    def command(*arguments: str) -> tuple[int, str, str]:
        capsys.readouterr()
        with pytest.raises(SystemExit) as leaving:
            main(list(arguments))
        captured = capsys.readouterr()
        return int(leaving.value.code or 0), captured.out, captured.err

    return command


def test_commitments_are_a_table_with_their_states(run: Run) -> None:
    status, out, err = run("commitments", "--as-of", "2024-12-31")
    assert status == 0
    head, *rows = [line.split("\t") for line in out.splitlines()]
    assert head == ["id", "who", "to", "kind", "act", "due", "status", "followed by", "mechanism", "outlet"]
    assert [(row[4], row[5], row[6]) for row in rows] == [
        ("to lower the toll", "2024-03", "overdue"),
        ("to meet again in Brandby in June", "2024-06", "kept"),
        ("to lift the blockade of the coast", "", "open, rejected"),
    ]
    assert err == "3 commitments: as of 2024-12-31\n"


@pytest.mark.parametrize(
    ("options", "acts"),
    [
        (("--open",), ["to lift the blockade of the coast"]),
        (("--overdue",), ["to lower the toll"]),
        (("--open", "--overdue"), ["to lower the toll", "to lift the blockade of the coast"]),
        (("--due-before", "2024-04"), ["to lower the toll"]),
        (("--kind", "agreement"), ["to meet again in Brandby in June"]),
        (("--person", "roux", "--limit", "1"), ["to meet again in Brandby in June"]),
        (("--country", "NOR", "--topic", "space"), []),
    ],
)
def test_commitments_are_narrowed_by_options(run: Run, options: tuple[str, ...], acts: list[str]) -> None:
    status, out, _ = run("commitments", "--as-of", "2024-12-31", "--format", "json", *options)
    assert (status, [row["act"] for row in json.loads(out)]) == (0, acts)


def test_commitments_are_csv_with_every_column(run: Run) -> None:
    rows = list(csv.DictReader(io.StringIO(run("commitments", "--format", "csv", "--as-of", "2024-12-31")[1])))
    assert tuple(rows[0]) == CommitmentRow.__struct_fields__
    assert rows[1]["who"] == "Lena Brandt; Émile Roux-Garnier"


def test_one_commitment_is_shown_with_what_it_rests_on(run: Run) -> None:
    rows = json.loads(run("commitments", "--format", "json", "--as-of", "2024-12-31")[1])
    kept = next(row for row in rows if row["status"] == "kept")
    status, out, err = run("commitments", kept["id"], "--as-of", "2024-12-31")
    assert (status, err) == (0, "")
    assert f"kept by {kept['followed_by']}, 2024-06-12" in out
    assert "- the same persons on both sides (+3)" in out
    assert "“A held meeting of brandt and roux”" in out
    followed = json.loads(run("commitments", kept["id"], "--format", "json")[1])
    assert followed["follow_ups"][0]["by"] == kept["followed_by"]
    assert "nothing follows it up" in run("commitments", rows[0]["id"])[1]


def test_claims_are_listed_with_who_says_so(run: Run) -> None:
    status, out, err = run("claims")
    assert (status, err) == (0, "1 claim\n")
    assert out.splitlines()[1].split("\t")[1:5] == ["2024-06-01", "killed", "12", "12"]
    (row,) = csv.DictReader(io.StringIO(run("claims", "--format", "csv")[1]))
    assert tuple(row) == ClaimRow.__struct_fields__
    assert row["said_by"] == "Émile Roux-Garnier"


def test_mechanisms_and_their_sessions_are_tables(run: Run) -> None:
    status, out, err = run("mechanisms", "--as-of", "2024-12-31")
    assert (status, err) == (0, "1 mechanism\n")
    assert out.splitlines()[1].split("\t")[1:7] == ["NOR; SDM", "1", "1", "2024-06-12", "2025-06-12", "0"]
    status, out, err = run("mechanisms", "bridge", "commission")
    assert status == 0
    rows = [line.split("\t") for line in out.splitlines()[1:]]
    assert [(row[1], row[2], row[3]) for row in rows] == [
        ("2024-06-12", "2", "meeting"),
        ("2025-06-12", "", "planned meeting"),
    ]
    assert "2 sessions, in 2 reports" in err
    assert len(json.loads(run("mechanisms", "bridge", "--format", "json")[1])["sessions"]) == 2


def test_a_dyad_is_a_paper_in_markdown_and_its_numbers(run: Run, tmp_path: Path) -> None:
    status, out, _ = run("dyad", "Norway", "Sudan", "--as-of", "2024-12-31")
    assert status == 0
    assert out.startswith("# Norway and Sudan\n\nAs of 2024-12-31: 0 encounters in 0 reports (0 sources).")
    headings = [line.removeprefix("## ") for line in out.splitlines() if line.startswith("## ")]
    assert headings == [
        "Contacts",
        "Levels",
        "Gaps",
        "Topics",
        "Who speaks about what",
        "Open commitments",
        "Cooperation and conflict",
        "What this cannot tell",
    ]
    assert run("dyad", "Norway", "Sudan", "-o", "paper.md", "--as-of", "2024-12-31")[1] == ""
    assert (tmp_path / "paper.md").read_text(encoding="utf-8") == out
    assert json.loads(run("dyad", "NO", "SDN", "--format", "json")[1])["one"] == "NOR"


def test_the_tables_of_a_paper_hold_the_numbers(run: Run) -> None:
    from memcon.faces.dyad_paper import in_markdown

    del run
    with Archive.open("memcon.db") as archive:
        paper = in_markdown(archive.dyad("NOR", "SDM", as_of="2024-12-31"))
    rows = [line for line in paper.splitlines() if line.startswith("| 2024")]
    assert rows[0].split(" | ")[1:3] == ["2", "2"]
    assert "Next one planned: 2025-06-12, planned meeting" in paper
    assert "to lower the toll" in paper


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("commitments", "abc-k1"), "memcon.db holds no item abc-k1"),
        (("commitments", "--kind", "promise"), "promise is none of agreement"),
        (("commitments", "--due-before", "soon"), "soon is no date"),
        (("commitments", "--as-of", "2024"), "is not a day"),
        (("mechanisms", "nothing"), "knows no mechanism called “nothing”"),
        (("dyad", "Norway", "NOR"), "a dyad is two countries"),
        (("dyad", "Norway", "Atlantis"), "is no country"),
        (("contacts", "--level", "king"), "king is none of leader"),
    ],
)
def test_what_cannot_be_answered_is_one_sentence(run: Run, arguments: tuple[str, ...], sentence: str) -> None:
    status, out, err = run(*arguments)
    assert (status, out) == (2, "")
    assert sentence in err
    assert err.count("\n") == 1


def test_the_columns_are_described() -> None:
    page = (Path(__file__).parents[1] / "docs/cli.md").read_text(encoding="utf-8")
    words = " ".join(page.split())
    assert f"Columns of commitments: `{' '.join(CommitmentRow.__struct_fields__)}`" in words
    assert f"Columns of claims: `{' '.join(ClaimRow.__struct_fields__)}`" in words
