"""What the reports of an encounter do not say alike, the paper that sets it side by side, and the commands."""

# ruff: noqa: F811

import csv
import hashlib
import io
import json
import re
from pathlib import Path

import msgspec
import pytest

from memcon.archive import Archive
from memcon.record import Difference, Encounter, Record
from test_cli import Run, run  # noqa: F401  a fixture, which ruff takes for an unused name
from test_encounters_cases import call_of_norland, call_of_sudmark, contact, report

NORLAND, SUDMARK = (one.article.sha256[:6] for one in (call_of_norland(), call_of_sudmark()))


@pytest.fixture
def calls(made_file: Path, tmp_path: Path) -> Archive:
    """The two sides of one call."""
    path = tmp_path / "memcon.db"
    path.write_bytes(made_file.read_bytes())
    archive = Archive.open(path)
    for record in (call_of_norland(), call_of_sudmark()):
        archive.add(record)
    return archive


def of(found: Encounter, field: str) -> list[Difference]:
    return [difference for difference in found.differences if difference.field == field]


def test_the_reports_know_their_sides(calls: Archive) -> None:
    found = calls.encounter(f"{NORLAND}-c1")
    assert [(one.report, one.side, one.contacts) for one in found.reports] == [
        (NORLAND, "NOR", (f"{NORLAND}-c1",)),
        (SUDMARK, "SDM", (f"{SUDMARK}-c1",)),
    ]
    assert [(part.name, part.country) for part in found.participants] == [("Ida Holm", "NOR"), ("Claire Valois", "SDM")]


@pytest.mark.parametrize(
    ("field", "kind", "told", "silent"),
    [
        ("mode", "differ", {NORLAND: "phone", SUDMARK: "video"}, ()),
        ("date", "differ", {NORLAND: "Friday, 10 May 2024", SUDMARK: "a Friday; the date is left open"}, ()),
    ],
)
def test_fields_that_differ(
    field: str, kind: str, told: dict[str, str], silent: tuple[str, ...], calls: Archive
) -> None:
    (difference,) = of(calls.encounter(f"{NORLAND}-c1"), field)
    assert difference.kind == kind
    assert {one.report: one.value for one in difference.told} == told
    assert difference.silent == silent


def test_what_only_one_side_tells(calls: Archive) -> None:
    found = calls.encounter(f"{NORLAND}-c1")
    topics = {difference.about: difference.told[0].report for difference in of(found, "topics")}
    assert topics == {"blockade": NORLAND, "customs": SUDMARK}
    only = {one.value: one.report for difference in of(found, "statements") for one in difference.told}
    assert only["to lift the senseless blockade of the coast"] == NORLAND
    assert only["of the illegal customs regime of Norland"] == SUDMARK
    assert "to reopen the border bridge" not in only  # both tell it


def test_who_is_said_to_have_asked_offered_and_agreed(calls: Archive) -> None:
    found = calls.encounter(f"{NORLAND}-c1")
    told = {(difference.about, difference.told[0].report) for difference in of(found, "commitments")}
    assert told == {("request", NORLAND), ("offer", SUDMARK)}  # what both tell was agreed is no difference


def test_numbers_that_differ(calls: Archive) -> None:
    (difference,) = of(calls.encounter(f"{NORLAND}-c1"), "claims")
    assert (difference.kind, difference.about) == ("differ", "killed, fishermen")
    assert {one.report: one.value for one in difference.told} == {NORLAND: "at least 12 killed", SUDMARK: "9 killed"}


def test_loaded_words_by_report(calls: Archive) -> None:
    found = {
        d.about: [(one.report, one.value) for one in d.told] for d in of(calls.encounter(f"{NORLAND}-c1"), "framing")
    }
    assert found == {"senseless": [(NORLAND, "outlet")], "regime": [(SUDMARK, "quoted: system")]}


def test_every_telling_stands_in_its_report(calls: Archive) -> None:
    for difference in calls.encounter(f"{NORLAND}-c1").differences:
        for one in difference.told:
            text = calls.record(one.report).article.text
            assert one.spans
            assert all(text[span.start : span.end] == span.text for span in one.spans)


def test_whom_only_some_reports_name(archive: Archive) -> None:
    archive.add(report(contact("holm", "valois"), number=1, outlet="One"))
    (first,) = archive.add(report(contact("NOR", "valois"), number=2, outlet="Two")).contacts
    (difference,) = of(archive.encounter(first), "participants")
    assert (difference.kind, difference.about, len(difference.told), len(difference.silent)) == (
        "only",
        "Ida Holm",
        1,
        1,
    )
    assert [part.name for part in archive.encounter(first).participants] == ["Ida Holm", "Claire Valois"]


def test_a_field_that_only_some_reports_state(archive: Archive) -> None:
    archive.add(report(contact(place="Brandby"), number=1, outlet="One"))
    (first,) = archive.add(report(contact(), number=2, outlet="Two")).contacts
    (difference,) = of(archive.encounter(first), "place")
    assert (difference.kind, [one.value for one in difference.told]) == ("only", ["Brandby, NOR"])
    assert difference.silent == (first.partition("-")[0],)


def test_one_place_by_two_names_is_no_difference(archive: Archive) -> None:
    archive.add(report(contact(place="Brandby"), number=1, outlet="One"))
    (first,) = archive.add(report(contact(place="Brandby Castle"), number=2, outlet="Two")).contacts
    assert of(archive.encounter(first), "place") == []


def test_a_copy_differs_in_nothing(archive: Archive) -> None:
    words = (
        "The presidents of Norland and Sudmark spoke for an hour about the bridge, the coast and the price of herring."
    )
    archive.add(report(contact(mode="phone"), number=1, outlet="One", text=words))
    (first,) = archive.add(report(contact(mode="video"), number=2, outlet="Two", text=f"{words} It rained.")).contacts
    found = archive.encounter(first)
    assert (len(found.reports), found.sources, found.differences) == (2, 1, ())


def test_the_reports_of_one_side_are_compared_with_each_other(archive: Archive) -> None:
    for number, topic in ((1, "trade"), (2, "visas")):
        archive.add(report(contact(topics=(topic,)), number=number, outlet=f"Outlet {number}", country="NOR"))
    found = archive.encounter(archive.encounters()[0].id)
    assert {difference.about for difference in of(found, "topics")} == {"trade", "visas"}


# the paper ---------------------------------------------------------------------------------------------------------------


def test_the_paper_sets_the_reports_side_by_side(calls: Archive) -> None:
    paper = calls.compare(f"{NORLAND}-c1", country_name={"NOR": "Norland", "SDM": "Sudmark"}.get)  # type: ignore[arg-type]
    headings = re.findall(r"^## (.*)$", paper, re.MULTILINE)
    assert headings == [
        *("ENCOUNTER", "REPORTS", "HOW THE REPORTS DIFFER", "TOPICS", "WHAT ONLY ONE SIDE REPORTS"),
        *("ASKED, OFFERED AND AGREED", "NUMBERS", "LOADED WORDS"),
    ]
    lines = paper.splitlines()
    assert lines[0] == "# Comparison of Reports on a Conversation by Video"
    assert f"- Friday, 10 May 2024. (From report {NORLAND}.)" in lines
    differ = "- What it was: a telephone conversation (Fjord Gazette[^1]); a conversation by video (Sudmark Press[^2])."
    assert differ in lines
    assert "- Both: fisheries; transport." in lines
    assert "- Norland only: blockade." in lines
    assert "### Sudmark only" in lines
    assert any(
        line.startswith("- Claire Valois offered Ida Holm: “send") and "(Told by Sudmark Press only.)" in line
        for line in lines
    )
    assert any("agreed: “reopen the border bridge”" in line and "(Told by both reports.)" in line for line in lines)
    assert "WHY" not in paper


def test_the_papers_quotations_and_footnotes_lead_to_the_words(calls: Archive) -> None:
    paper = calls.compare(f"{NORLAND}-c1", why=True)
    texts = [calls.record(key).article.text for key in (NORLAND, SUDMARK)]
    for quoted in re.findall(r"“([^”]*)”", paper.partition("## HOW")[2]):
        assert any(quoted.replace("‘", "“").rstrip(".") in text for text in texts), quoted
    notes = dict(re.findall(r"^\[\^(\d+)\]: (Report \d .*)$", paper, re.MULTILINE))
    assert set(re.findall(r"\[\^(\d+)\](?!:)", paper)) == notes.keys()
    for note in notes.values():
        number = int(note.split()[1])
        for start, end in re.findall(r"(\d+)-(\d+)", note.partition("chars")[2]):
            assert 0 <= int(start) < int(end) <= len(texts[number - 1])


def test_the_paper_says_why(calls: Archive) -> None:
    paper = calls.compare(f"{NORLAND}-c1", why=True)
    (line,) = (line for line in paper.splitlines() if line.startswith(f"- {min(NORLAND, SUDMARK)}-c1 and"))
    points = re.search(r": ([\d.]+) points \((.*)\)", line)
    assert points
    assert float(points[1]) == sum(float(part.split()[-1]) for part in points[2].split(", "))


def test_the_paper_is_the_same_whatever_came_first(calls: Archive) -> None:
    with Archive.open(":memory:") as archive:
        for record in (call_of_sudmark(), call_of_norland()):
            archive.add(record)
        one, other = calls.compare(f"{NORLAND}-c1", why=True), archive.compare(f"{NORLAND}-c1", why=True)
    assert one.replace(f"Encounter {NORLAND}", f"Encounter {SUDMARK}") == other


def test_a_paper_on_one_report(archive: Archive) -> None:
    (first,) = archive.add(report(contact(), number=1)).contacts
    paper = archive.compare(first, why=True)
    assert "Drawn up from one report." in paper
    assert "HOW THE REPORTS DIFFER" not in paper


def test_the_memo_of_a_contact_that_others_tell_of(calls: Archive) -> None:
    memo = calls.memo(f"{SUDMARK}-c1")
    assert f"One other report tells of the same encounter, {NORLAND}-c1." in memo
    section = memo.partition("## HOW THE REPORTS DIFFER\n\n")[2].partition("\n\n##")[0].splitlines()
    assert section[0].startswith("- What it was: a telephone conversation (Fjord Gazette")
    assert section[-1] == f"- `memcon compare {NORLAND}-c1` tells what only one side reports."
    sources = memo.partition("## SOURCES\n\n")[2].splitlines()
    assert sources[0].startswith("1. Sudmark Press")
    assert sources[1].startswith("2. Fjord Gazette")
    assert set(re.findall(r"\[\^(\d+)\](?!:)", memo)) == set(re.findall(r"^\[\^(\d+)\]:", memo, re.MULTILINE))


def test_the_memo_of_a_contact_that_one_report_tells_of(archive: Archive) -> None:
    (first,) = archive.add(report(contact(), number=1)).contacts
    memo = archive.memo(first)
    assert "HOW THE REPORTS DIFFER" not in memo
    assert "other report" not in memo


# the commands --------------------------------------------------------------------------------------------------------------


def test_compare_writes_the_paper(calls: Archive, run: Run) -> None:
    done = run("compare", SUDMARK, "--why")
    assert (done.status, done.err) == (0, "")
    assert done.out.startswith("# Comparison of Reports on")
    assert "## WHY ONE ENCOUNTER" in done.out


def test_compare_writes_json(calls: Archive, run: Run, tmp_path: Path) -> None:
    assert run("compare", f"{SUDMARK}-c1", "--format", "json", "-o", "call.json").status == 0
    found = msgspec.json.decode((tmp_path / "call.json").read_bytes(), type=Encounter)
    assert found == calls.encounter(f"{NORLAND}-c1")


def test_compare_of_what_is_not_there(calls: Archive, run: Run) -> None:
    done = run("compare", "deadbe-c1")
    assert (done.status, done.out) == (2, "")
    assert done.err.count("\n") == 1


@pytest.mark.parametrize("path", ["no/such/folder/paper.md", "."])
def test_compare_where_nothing_can_be_written(path: str, calls: Archive, run: Run) -> None:
    done = run("compare", SUDMARK, "-o", path)
    assert (done.status, done.out) == (2, "")
    assert done.err == f"memcon: {path} cannot be written; check the path and its permissions\n"


def test_encounters_are_listed(calls: Archive, run: Run) -> None:
    calls.add(report(contact("holm", "petrov", status="planned", date="2024-06-01"), number=7))
    done = run("encounters")
    lines = [line.split("\t") for line in done.out.splitlines()]
    assert lines[0] == ["id", "date", "encounter", "participants", "place", "reports", "topics"]
    assert lines[1][:6] == [
        f"{NORLAND}-c1",
        "2024-05-10",
        "video",
        "Ida Holm (NOR); Claire Valois (SDM)".replace(";", ","),
        "",
        "2",
    ]
    assert lines[2][1:3] == ["2024-06-01", "planned meeting"]
    assert done.err == "2 encounters\n"
    several = run("encounters", "--several", "--country", "NOR")
    assert several.out.splitlines() == done.out.splitlines()[:2]
    assert several.err == "1 encounter: NOR\n"


def test_encounters_for_programs(calls: Archive, run: Run) -> None:
    (row,) = csv.DictReader(io.StringIO(run("encounters", "--format", "csv").out))
    (told,) = json.loads(run("encounters", "--format", "json").out)
    assert list(row) == list(told)
    assert (row["n_reports"], row["n_sources"], row["date_method"]) == ("2", "2", f"from report {NORLAND}")
    assert told["outlets"] == ["Fjord Gazette", "Sudmark Press"]


def test_contacts_show_the_date_of_their_encounter(calls: Archive, run: Run) -> None:
    dates = {line.split("\t")[0]: line.split("\t")[1] for line in run("contacts").out.splitlines()[1:]}
    assert dates == {f"{NORLAND}-c1": "2024-05-10", f"{SUDMARK}-c1": "2024-05-10"}


def test_independent_reports_are_told_apart_in_the_table(calls: Archive, run: Run) -> None:
    copy: Record = call_of_norland(outlet="Fjord Echo")
    words = copy.article.text + " It rained."
    text = msgspec.structs.replace(copy.article, text=words, sha256=_sha256(words))
    calls.add(msgspec.structs.replace(copy, article=text))
    line = run("encounters").out.splitlines()[1]
    assert line.split("\t")[5] == "3, 2 independent"


def _sha256(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()
