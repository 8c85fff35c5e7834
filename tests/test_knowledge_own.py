"""A user's own actors: read from CSV files, kept in one file, answered with what ships."""

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

import memcon.actors.knowledge as knowledge_package
from memcon.actors.knowledge import Body, Holder, Knowledge, Person, Tenure, load
from memcon.actors.knowledge.overlay import Answer, NamedBody, Overlay
from memcon.actors.knowledge.own_file import overlay_path
from memcon.actors.knowledge.prevail import one_tenure_each
from memcon.actors.knowledge.table import read_table
from memcon.archive import Archive
from memcon.errors import KnowledgeError
from memcon.faces.cli import main

HEAD = "name,country,office,start,end,wikidata,aliases\n"
DATA = Path(knowledge_package.__file__).with_name("data")


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "own.sqlite"
    monkeypatch.setenv("MEMCON_KNOWLEDGE", str(path))
    return path


Add = Callable[..., tuple[int, str]]


@pytest.fixture
def add(own: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Add:
    """Adds a CSV file of that content: exit status and what was told."""
    monkeypatch.chdir(tmp_path)

    def command(content: str | bytes, *options: str, file: str = "actors.csv") -> tuple[int, str]:
        Path(file).write_bytes(content if isinstance(content, bytes) else content.encode())
        with pytest.raises(SystemExit) as leaving:
            main(["knowledge", "add", file, *options])
        return int(leaving.value.code or 0), capfd.readouterr().err

    return command


def tenure(person: str, start: str | None, end: str | None = None, **fields: object) -> Tenure:
    given = {"country": "TUR", "office": "foreign minister", "title": "Minister", **fields}
    return Tenure(person=person, start=start, end=end, **given)  # type: ignore[arg-type]


# what may be wrong with a file


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("name,country\nA B,TUR\n", "line 1: has no column “office”; add it (name, country, office are needed)"),
        ("name,contry,office\nA B,TUR,king\n", "line 1: has an unknown column “contry”; did you mean country?"),
        ("name,name,country,office\n", "line 1: has the column “name” twice; keep one"),
        (
            "name;country;office\nA B;TUR;king\n",
            "line 1: has semicolons between the columns; save the file with commas",
        ),
        ("", "line 1: is empty; the first line names the columns: name,country,office, and what else there is"),
        (
            "# only a remark\n\n",
            "line 1: is empty; the first line names the columns: name,country,office, and what else there is",
        ),
        (f"{HEAD}Ünal Ö,TUR,king\n".encode("cp1254"), "line 2: is not UTF-8; save the file as CSV in UTF-8"),
        (
            f'{HEAD}"A B,TUR,king\n',
            "line 2: is no CSV (unexpected end of data); quote cells with commas or quotation marks",
        ),
        (f"{HEAD}A B,TUR,king,,,,,9\n", "line 2: has 8 cells and the first line 7; quote cells with commas"),
        (f"{HEAD},TUR,foreign minister\n", "line 2: has no name; fill it in"),
        (
            f"{HEAD}外交部长,CHN,foreign minister\n",
            "line 2: “外交部长” is no name in Latin letters; write it as English reports do",
        ),
        (f"{HEAD}A B,Turkey,foreign minister\n", "line 2: “Turkey” is no country code; write TUR for Turkey"),
        (f"{HEAD}A B,tur,foreign minister\n", "line 2: “tur” is no country code; write TUR for Turkey"),
        (
            f"{HEAD}A B,XYZ,foreign minister\n",
            "line 2: “XYZ” is no country code that memcon knows; give ISO 3166-1 alpha-3, like TUR, or the id of a body",
        ),
        (
            f"{HEAD}A B,TUR,forein minister\n",
            "line 2: “forein minister” is no office that memcon knows; did you mean foreign minister",
        ),
        (
            f"{HEAD}A B,TUR,former foreign minister\n",
            "line 2: “former foreign minister” is not held; give the office alone",
        ),
        (f"{HEAD}A B,TUR,foreign minister,31/12/2020\n", "line 2: “31/12/2020” is no date (start); give 2024, 2024-12"),
        (f"{HEAD}A B,TUR,foreign minister,2021-02-29\n", "line 2: “2021-02-29” is no date (start); give 2024, 2024-12"),
        (
            f"{HEAD}A B,TUR,foreign minister,2020-05,2020-04\n",
            "line 2: ends on 2020-04, before its start on 2020-05; correct",
        ),
        (
            f"{HEAD}A B,TUR,foreign minister,,,1234\n",
            "line 2: “1234” is no Wikidata id; it is a Q and digits, like Q12345",
        ),
        (
            f"{HEAD}A B,TUR,foreign minister,2020\nC D,TUR,foreign minister,2021\nA  B,TUR,top diplomat,2020\n",
            "line 4: has “A B” in the same office from the same start as line 2; take one of them out",
        ),
        (
            f"{HEAD}Ann Bee,TUR,foreign minister,2020,,Q7\nCe Dee,TUR,speaker,2020,,Q7\n",
            "line 3: Q7 is “Ce Dee” here and “Ann Bee” in line 2; one id is one person",
        ),
        (
            "name,kind,office\nBay Forum,form,\n",
            "line 2: “form” is no kind; it is person (or empty), body, organisation, forum",
        ),
        (
            "name,kind,office\nBay Forum,forum,king\n",
            "line 2: is a body and has “king” as office; leave that cell empty",
        ),
        (
            "name,kind\nBay Forum,forum\nbay forum,forum\n",
            "line 3: has “bay forum” again, as line 2; take one of them out",
        ),
        ("name,kind,members\nBay Forum,forum,TUR XYZ\n", "line 2: “XYZ” is no country code that memcon knows"),
        (
            f"{HEAD}{'Ab ' * 101},TUR,king\n",
            "line 2: has a name of 302 characters, “Ab Ab Ab Ab Ab Ab Ab Ab Ab Ab Ab Ab Ab A…”; a name has at most 300",
        ),
        (f"{HEAD}A B,TUR,king,,,,{'b' * 301}\n", "line 2: has a name of 301 characters"),
        (f"name,kind\n{'b' * 301},forum\n", "line 2: has a name of 301 characters"),
        (
            "name,country,office,end,as_of\nA B,TUR,king,2020,2021\n",
            "line 2: has an end and an as_of; as_of is for those",
        ),
    ],
)
def test_a_fault_is_told_with_its_line(content: str | bytes, told: str, add: Add, own: Path) -> None:
    status, err = add(content)
    first, *_, last = err.splitlines()
    assert status == 2
    assert first.startswith(f"memcon: actors.csv, {told}")
    assert last == "actors.csv: nothing of it was added"
    assert not own.exists()


def test_all_faults_of_a_file_are_told_at_once_and_nothing_is_added(add: Add, own: Path) -> None:
    status, err = add(f"{HEAD}A B,TUR,king,2020-02-30\nC D,QQQ,king\nE F,TUR,foreign minister,2020\nG H,TUR,kng\n")
    assert status == 2
    assert [line.split(":")[1] for line in err.splitlines()] == [
        " actors.csv, line 2",
        " actors.csv, line 3",
        " actors.csv, line 5",
        " nothing of it was added",
    ]
    assert not own.exists()


def test_a_line_is_counted_as_an_editor_counts_it(add: Add) -> None:
    _, err = add(f'{HEAD}# a remark\n\n"A\nB",TUR,foreign minister,2020\nC D,QQQ,king\n')
    assert err.startswith("memcon: actors.csv, line 6: “QQQ”")


def test_a_file_that_is_not_there_is_one_sentence(own: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as leaving:
        main(["knowledge", "add", "none.csv"])
    assert leaving.value.code == 2
    assert capfd.readouterr().err == "memcon: none.csv: cannot be read (no such file or directory); check the path\n"


# what is added

ACTORS = """name,country,office,start,end,as_of,title,wikidata,aliases,source,kind,acronym,members
Ece Örnek,TUR,Minister of Foreign Affairs,2026-03-01,,2026-04-01,,,Ece Ornek-Deneme,https://example.org/ece,,,
Hakan Fidan,TUR,foreign minister,2023-06-03,2026-03-01,,,,,,,,
Deniz Misal,OIC,secretary-general,2026-02,,,,Q900000001,,,,,
Strait Forum,,,,,,,,Forum of the Straits,,forum,STRAF,TUR|IRN|GRC
Ada Deneme,STRAF,secretary general,,2026,,,,,,,,
"""


def test_a_users_actors_are_answered_with_what_ships(add: Add, own: Path) -> None:
    status, err = add(ACTORS)
    assert (status, err) == (0, f"actors.csv: 4 tenures of 4 persons, 1 body added to {own}\n")
    knowledge = load()
    assert [h.person.name for h in knowledge.holders("TUR", "foreign minister", on=date(2026, 3, 20))] == ["Ece Ornek"]
    assert [h.person.name for h in knowledge.holders("TUR", "foreign minister", on=date(2025, 3, 20))] == [
        "Hakan Fidan"
    ]
    assert knowledge.persons("Deneme", country="TUR")[0].id == "ece-ornek"
    assert knowledge.tenures("ece-ornek")[0].source == "https://example.org/ece"
    assert knowledge.tenures("ece-ornek")[0].known_until == "2026-04-01"
    assert knowledge.body("STRAF") == Body("STRAF", "Strait Forum", "STRAF", "forum", ("GRC", "IRN", "TUR"))
    assert knowledge.body("Forum of the Straits") == knowledge.body("STRAF")
    assert [h.person.id for h in knowledge.holders("STRAF", "secretary-general", on=date(2026, 1, 1))] == ["ada-deneme"]
    assert knowledge.persons("Rouhani")[0].id == "hassan-rouhani"


def test_somebody_who_ships_stays_one_person(add: Add) -> None:
    shipped = load().person("hakan-fidan")
    add(ACTORS)
    fidan = load().person("hakan-fidan")
    assert shipped is not None
    assert fidan is not None
    assert [t.office for t in fidan.tenures] == [t.office for t in shipped.tenures]
    assert (fidan.tenures[-1].start, fidan.tenures[-1].end) == ("2023-06-03", "2026-03-01")
    assert [p.id for p in load().persons("Hakan Fidan")] == [p.id for p in load(DATA).persons("Hakan Fidan")]


@pytest.mark.parametrize(
    ("row", "ident"),
    [
        ("Hasan Ruhani,IRN,adviser,2025", "hassan-rouhani"),
        ("Hassan Rouhani,TUR,adviser,2025", "hassan-rouhani-tur"),
        ("Somebody Else,IRN,adviser,2025,,Q348144", "hassan-rouhani"),
        ("Hassan Rouhani,IRN,adviser,2025,,Q999999999", "hassan-rouhani-irn"),
        ("Khalifa bin Hamad Al Thani,QAT,adviser,2025", "khalifa-bin-hamad-al-thani"),
        ("Hassan Nobody,IRN,adviser,2025", "hassan-nobody"),
    ],
)
def test_a_person_is_known_by_the_wikidata_id_or_by_name_and_country(row: str, ident: str, add: Add) -> None:
    assert load().person("hassan-rouhani").wikidata == "Q348144"  # type: ignore[union-attr]
    assert add(HEAD + row + "\n")[0] == 0
    assert ident in [h.person.id for h in load().holders(row.split(",")[1], "adviser", on=date(2025, 6, 1))]


def test_adding_a_file_again_changes_nothing(add: Add, own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    add(ACTORS)
    before, digest = own.read_bytes(), load().digest

    class Later(date):
        @classmethod
        def today(cls) -> date:
            return date(2031, 1, 1)

    monkeypatch.setattr("memcon.faces.commands.knowledge.add.date", Later)
    assert add(ACTORS)[1] == f"actors.csv: 4 tenures of 4 persons, 1 body; {own} has all of it already\n"
    assert (own.read_bytes(), load().digest) == (before, digest)


def test_a_changed_file_replaces_what_it_said_before(add: Add) -> None:
    add(ACTORS)
    first = load().digest
    _, err = add(f"{HEAD}Ece Örnek,TUR,foreign minister,2026-03-02\n")
    assert err.endswith("in the place of 5 from there before\n")
    knowledge = load()
    assert [t.start for t in knowledge.tenures("ece-ornek")] == ["2026-03-02"]
    assert knowledge.person("deniz-misal") is None
    assert "deniz-misal" not in [person.id for person in knowledge.persons("Misal")]
    assert knowledge.body("STRAF") is None
    assert knowledge.digest != first


def test_two_files_stand_beside_each_other(add: Add) -> None:
    add(f"{HEAD}Ece Örnek,TUR,foreign minister,2026-03-02,,,E. Eins\n")
    add(f"{HEAD}Ece Örnek,TUR,speaker,2027,,,E. Zwei\n", file="more.csv")
    ece = load().person("ece-ornek")
    assert ece is not None
    assert [t.office for t in ece.tenures] == ["foreign minister", "parliament speaker"]
    assert ece.aliases == ("E. Eins", "E. Zwei")


def test_two_wikidata_ids_are_two_persons_however_alike_their_names(add: Add) -> None:
    row = "PRK,foreign minister,2031-01-01,2032,"
    status, told = add(f"{HEAD}Kim Yong-prob,{row}Q91000001\nKim Yong-prub,{row}Q91000002\n")
    assert (status, told.count("\n")) == (0, 1)
    held = load().holders("PRK", "foreign minister", on=date(2031, 1, 1))
    assert {h.person.wikidata for h in held} == {"Q91000001", "Q91000002"}


def test_two_wikidata_ids_are_not_both_the_person_of_no_id_who_ships(add: Add) -> None:
    shipped = next(p for p in load().persons("Abdolrahim Mousavi") if p.wikidata is None)
    add(f"{HEAD}{shipped.name},IRN,adviser,2031,2032,Q91000001\n{shipped.name},IRN,adviser,2031,2032,Q91000002\n")
    held = {h.person.id: h.person.wikidata for h in load().holders("IRN", "adviser", on=date(2031, 6, 1)) if h.certain}
    assert held == {shipped.id: "Q91000001", f"{shipped.id}-irn": "Q91000002"}


def test_two_spellings_taken_for_one_person_are_told_with_their_lines(add: Add) -> None:
    rows = "Kim Yong-prob,PRK,foreign minister,2031\nKim Yong-prub,PRK,foreign minister,2035\n"
    status, told = add(HEAD + rows)
    assert status == 0
    assert told.startswith("actors.csv, line 3: “Kim Yong-prub” is taken for “Kim Yong-prob” of line 2; give them")
    assert load().persons("Kim Yong-prob")[0].aliases == ("Kim Yong-prub",)
    assert "is taken for" not in add(HEAD + rows.replace("2031\n", "2031,,,Kim Yong-prub\n"))[1]


def test_numbers_tell_names_apart(add: Add) -> None:
    status, told = add(f"{HEAD}Speaker One 1,TUR,king,2031\nSpeaker One 11,TUR,king,2031\n")
    assert (status, told.startswith("actors.csv: 2 tenures of 2 persons")) == (0, True)


def test_namesakes_without_number_find_an_id(tmp_path: Path) -> None:
    people = tuple(
        Person(id="", name="Ece Ornek", wikidata=f"Q{91000000 + n}", tenures=(tenure("", "2031", "2032"),))
        for n in range(1100)
    )
    parts: list[float] = []
    outcome = Overlay(tmp_path / "own.sqlite").take(Answer("file a.csv", people), "2026-01-01", parts.append)
    assert outcome.persons == len({h.person.id for h in namesakes(tmp_path / "own.sqlite")}) == 1100
    assert parts == sorted(parts)
    assert 0 <= parts[0] < parts[-1] <= 1


def namesakes(overlay: Path) -> list[Holder]:
    found = load(overlay=overlay).holders("TUR", "foreign minister", on=date(2031, 6, 1))
    return [holder for holder in found if holder.person.name == "Ece Ornek"]


def test_files_of_one_name_in_two_folders_stand_beside_each_other(add: Add, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    add(f"{HEAD}Ece Örnek,TUR,foreign minister,2026-03-02\n")
    _, told = add(f"{HEAD}Can Deneme,TUR,foreign minister,2031\n", file="other/actors.csv")
    assert told.endswith(
        f"other/actors.csv: {tmp_path / 'actors.csv'}, another file of that name that was added before, "
        "stands beside it\n"
    )
    assert load().person("ece-ornek") is not None
    assert load().person("can-deneme") is not None


def test_the_digest_tells_nothing_of_folders(tmp_path: Path) -> None:
    digests = set()
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "actors.csv").write_text(ACTORS, encoding="utf-8")
        Overlay(tmp_path / f"{folder}.sqlite").take(read_table(tmp_path / folder / "actors.csv", load()).answer, "2026")
        digests.add(load(overlay=tmp_path / f"{folder}.sqlite").digest)
    assert len(digests) == 1


def test_a_dry_run_writes_nothing(add: Add, own: Path) -> None:
    status, err = add(ACTORS, "--dry-run")
    assert (status, err) == (0, "actors.csv: 4 tenures of 4 persons, 1 body, no fault; nothing was written\n")
    assert not own.exists()


def test_the_same_additions_have_the_same_digest(tmp_path: Path) -> None:
    (tmp_path / "actors.csv").write_text(ACTORS, encoding="utf-8")
    digests = set()
    for name in ("one.sqlite", "two.sqlite"):
        answer, faults, _ = read_table(tmp_path / "actors.csv", load())
        assert faults == []
        Overlay(tmp_path / name).take(answer, "2026-05-01")
        digests.add(load(overlay=tmp_path / name).digest)
    assert len(digests) == 1
    assert load().digest is None


# what prevails


@pytest.mark.parametrize(
    ("own_start", "own_end", "expected"),
    [
        ("2015-11-24", "2020-01-01", [("2015-11-24", "2020-01-01")]),
        ("2015-11-30", "2020-01-01", [("2015-11-30", "2020-01-01")]),
        ("2015", "2020-01-01", [("2015-11-24", "2020-01-01")]),
        ("2019-02-01", None, [("2015-11-24", "2018-01-01"), ("2019-02-01", None)]),
    ],
)
def test_a_users_tenure_prevails_over_the_same_one(
    own_start: str, own_end: str | None, expected: list[tuple[str, str | None]]
) -> None:
    shipped = [tenure("a", "2015-11-24", "2018-01-01")]
    held = one_tenure_each(shipped, [tenure("a", own_start, own_end)])
    assert [(t.start, t.end) for t in held] == expected


@pytest.mark.parametrize("fields", [{"country": "IRN"}, {"office": "king"}, {"acting": True}, {"person": "b"}])
def test_another_tenure_is_left_alone(fields: dict[str, object]) -> None:
    given = {"person": "a", "start": "2015", **fields}
    assert len(one_tenure_each([tenure("a", "2015")], [tenure(**given)])) == 2  # type: ignore[arg-type]


def test_a_users_file_prevails_over_wikidata(tmp_path: Path) -> None:
    overlay = Overlay(tmp_path / "own.sqlite")
    for origin, end in (
        ("wikidata TUR", "2027-01-01"),
        ("file mine.csv", "2027-02-02"),
        ("wikidata XXX", "2027-03-03"),
    ):
        person = Person(id="", name="Ece Ornek", tenures=(tenure("", "2026-03-01", end),))
        overlay.take(Answer(origin, (person,)), "2026-05-01")
    knowledge = load(overlay=tmp_path / "own.sqlite")
    assert [t.end for t in knowledge.tenures("ece-ornek")][-1] == "2027-02-02"
    assert "2027-01-01" not in [t.end for t in knowledge.tenures("ece-ornek")]


def test_members_that_a_user_lists_replace_the_shipped_ones(tmp_path: Path) -> None:
    overlay = Overlay(tmp_path / "own.sqlite")
    body = NamedBody(Body("", "D-8", None, "forum", ("TUR", "IRN")), ("Eight of them",))
    overlay.take(Answer("file bodies.csv", bodies=(body,)), "2026-05-01")
    knowledge, shipped = load(overlay=tmp_path / "own.sqlite"), load().body("D-8")
    assert shipped is not None
    found = knowledge.body("Eight of them")
    assert found is not None
    assert (found.id, found.name, found.members) == (shipped.id, shipped.name, ("IRN", "TUR"))


# the file


def test_where_the_file_is(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("MEMCON_KNOWLEDGE", str(tmp_path / "k.sqlite"))
    assert overlay_path() == tmp_path / "k.sqlite"
    monkeypatch.setenv("MEMCON_KNOWLEDGE", "")
    assert overlay_path() is None
    monkeypatch.delenv("MEMCON_KNOWLEDGE")
    usual = overlay_path()
    assert usual is not None
    assert usual.name == "knowledge.sqlite"
    assert "memcon" in usual.parts


@pytest.fixture
def damaged(own: Path, request: pytest.FixtureRequest) -> Path:
    if request.param == "of another version":
        with sqlite3.connect(own) as db:
            db.execute("CREATE TABLE meta (key TEXT, value TEXT)")
            db.execute("INSERT INTO meta VALUES ('format', '0')")
        db.close()
    else:
        own.write_bytes(b"no database at all " * 100)
    return own


@pytest.mark.parametrize("damaged", ["of another version", "cannot be"], indirect=True)
def test_a_damaged_file_is_one_sentence_when_asked_and_when_written(damaged: Path) -> None:
    before = damaged.read_bytes()
    for act in (load, lambda: Overlay(damaged).take(Answer("file a.csv"), "2026-01-01")):
        with pytest.raises(
            KnowledgeError, match=r"own\.sqlite (is of another version|cannot be).* move it away"
        ) as error:
            act()
        assert str(error.value).count("\n") == 0
    assert damaged.read_bytes() == before


def acts(path: Path) -> list[str]:
    """What is told where a path is asked, and where it is written."""
    told = []
    for act in (load, lambda: Overlay(path).take(Answer("file a.csv"), "2026-01-01")):
        with pytest.raises(KnowledgeError) as error:
            act()
        told.append(str(error.value))
    return told


def test_a_directory_is_told_as_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MEMCON_KNOWLEDGE", str(tmp_path))
    assert acts(tmp_path) == [f"{tmp_path} is a directory; let MEMCON_KNOWLEDGE name a file in it."] * 2


def test_an_archive_of_reports_is_told_as_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "memcon.db"
    Archive.open(path).close()
    before = path.read_bytes()
    monkeypatch.setenv("MEMCON_KNOWLEDGE", str(path))
    sentence = "is an archive of reports, not a knowledge file; name another file with MEMCON_KNOWLEDGE."
    assert acts(path) == [f"{path} {sentence}"] * 2
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("kept", "told"),
    [(os.R_OK, "may not be read; change its permissions"), (os.W_OK, "may not be written; change the permissions of")],
)
def test_permissions_are_told_as_such(kept: int, told: str, own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Overlay(own).take(Answer("file a.csv"), "2026-01-01")
    monkeypatch.setattr(os, "access", lambda _, mode: mode != kept)
    with pytest.raises(KnowledgeError, match=rf"own\.sqlite {told}"):
        Overlay(own).take(Answer("file b.csv"), "2026-01-01")


def test_a_file_that_another_program_writes_is_not_to_be_moved_away(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    connect = sqlite3.connect
    Overlay(own).take(Answer("file a.csv"), "2026-01-01")
    with closing(connect(own, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        monkeypatch.setattr(sqlite3, "connect", lambda path, **given: connect(path, **{**given, "timeout": 0}))
        with pytest.raises(KnowledgeError, match="another program writes it, try again"):
            Overlay(own).take(Answer("file b.csv"), "2026-01-01")


def test_a_place_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(KnowledgeError, match="name another file with MEMCON_KNOWLEDGE"):
        Overlay(tmp_path / "file" / "own.sqlite").take(Answer("file a.csv"), "2026-01-01")


def test_a_file_that_changes_is_read_anew(own: Path) -> None:
    assert load() is load()
    before: Knowledge = load()
    person = Person(id="", name="Ece Ornek", tenures=(tenure("", "2026-03-01"),))
    Overlay(own).take(Answer("file mine.csv", (person,)), "2026-05-01")
    assert load().person("ece-ornek") is not None
    assert before.person("ece-ornek") is None
    assert load() is load()
