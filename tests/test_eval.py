"""``memcon eval`` gives the figures that the reference scorer gives."""

import importlib.util
import json
import os
import random
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any, get_args

import pytest

import memcon
from memcon.errors import GoldError
from memcon.faces.cli import main
from memcon.faces.evaluation import Evaluation, GoldRecord, read_gold
from memcon.faces.evaluation.matching import fold, known_date, same_person, sentence_end
from memcon.record import (
    Actor,
    Article,
    Claim,
    Commitment,
    Contact,
    Mode,
    Participant,
    Place,
    Record,
    Span,
    Statement,
    Status,
    When,
    encode_record,
)
from test_archive_cases import small_record

SHARED = Path(__file__).resolve().parents[2] / "shared"
REFERENCE = SHARED / "score.py"
needs_reference = pytest.mark.skipif(not REFERENCE.is_file(), reason=f"the reference scorer {REFERENCE} is not here")

STUB = """
import sys
from pathlib import Path
sys.stdout.write((Path(__file__).parent / "records.jsonl").read_text(encoding="utf-8"))
"""


def reference_figures(
    folder: Path, gold: Path, texts: Path, records: list[Record]
) -> tuple[dict[str, object], list[str]]:
    """What the reference scorer prints for these records: its figures and its list of errors."""
    (folder / "stub.py").write_text(STUB)
    (folder / "records.jsonl").write_bytes(b"".join(encode_record(record) + b"\n" for record in records))
    command = [sys.executable, str(REFERENCE), str(gold), str(texts), "--errors"]
    command += ["--memcon", f"{sys.executable} {folder / 'stub.py'}"]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env={"PYTHONUTF8": "1"})
    *errors, figures = done.stdout.splitlines()
    return json.loads(figures), errors


# synthetic gold and records --------------------------------------------------------------------------------------

NAMES = [
    "Hassan Rouhani", "Rouhani", "Recep Tayyip Erdoğan", "Recep Tayyip Erdogan", "Wang Yi", "Li Yi", "Bınali Yıldırım",
    "Hossein Amir-Abdollahian", "Hossein Amirabdollahian", "Organisation of Islamic Cooperation", "", "محمد",
]  # fmt: skip
OFFICES = ["president", "foreign minister", "Foreign Minister", "", None]
COUNTRIES = ["IRN", "TUR", "UNO", "", None]
MODES = get_args(Mode)
STATUSES = get_args(Status)
DATES = ["2018-10-12", "2018-10-11", "2018-10", "2018", None]
WHENS = [
    None, When(), When(start="2018-10-12", end="2018-10-12", precision="day"),
    When(start="2018-10-01", end="2018-10-31", precision="month"),
    When(start="2018-01-01", end="2018-12-31", precision="year"),
    When(start="2018-10-01", end="2018-10-31", precision="range"), When(start="2018-10-11T09:00", precision="day"),
    When(weekday="Friday"),
]  # fmt: skip
SENTENCES = [
    "He said yes.", 'She said "no."', "They agreed!", "U.S. officials spoke of 62 dead.", "“Why?” he asked.",
    "No stop here",
    "It was e.g. small. and went on.", "‘Done.’ 5 people left.", "Überall.", "",
]  # fmt: skip


class Synthetic:
    """Gold and a record of one made-up article, alike in some things and different in others."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        pick = self.random.choice
        self.id = f"s{seed:04}"
        self.text = (
            "".join(pick(SENTENCES) + pick([" ", "\n", "\n\n"]) for _ in range(self.random.randint(1, 12))) + "End"
        )
        self.gold: dict[str, Any] = {
            "id": self.id,
            "published": pick(["2018-10-12", None]),
            "contacts": [self.gold_contact() for _ in range(self.random.randint(0, 4))],
            "statements": [
                {"start": self.offset(), "speakers": self.random.sample(NAMES, self.random.randint(0, 2))}
                for _ in self.some()
            ],
            "commitments": [{"start": self.offset(), "kind": pick(["plan", "hope"])} for _ in self.some()],
            "claims": [
                {"start": self.offset(), "what": pick(["killed", "injured"]), "low": pick([62, None])}
                for _ in self.some()
            ],
        }

    def some(self) -> range:
        return range(self.random.randint(0, 4))

    def offset(self) -> int:
        return self.random.randrange(len(self.text))

    def gold_contact(self) -> dict[str, object]:
        pick = self.random.choice
        contact: dict[str, object] = {
            "status": pick(STATUSES),
            "mode": pick(MODES),
            "date": pick(DATES),
            "country": pick(COUNTRIES),
            "occasion": "a summit",
            "participants": [
                {"name": pick(NAMES) or None, "country": pick(COUNTRIES), "office": pick(OFFICES)} for _ in self.some()
            ],
        }
        if self.random.random() < 0.9:
            contact["role"] = pick(["main", "background"])
        return contact

    def record(self) -> Record:
        pick = self.random.choice
        return Record(
            article=Article(id=self.id, text=self.text, sha256="0" * 64, dateline=Span(0, 1, "?")),
            actors=tuple(
                Actor(id=f"a{i}", kind="person", name=name, spans=self.spans()) for i, name in enumerate(NAMES)
            ),
            contacts=tuple(self.contact(number) for number in self.some()),
            statements=tuple(
                Statement(
                    id=f"s{number}",
                    speakers=tuple(
                        f"a{self.random.randrange(len(NAMES) + 2)}" for _ in range(self.random.randint(0, 2))
                    ),
                    form="indirect",
                    act="assert",
                    cue=pick([None, self.span()]),
                    content=self.spans(),
                    spans=self.spans(),
                )
                for number in self.some()
            ),
            commitments=tuple(
                Commitment(
                    id=f"k{n}", who=(), kind=pick(["plan", "hope"]), act="x", due=pick(WHENS), spans=self.spans()
                )
                for n in self.some()
            ),
            claims=tuple(
                Claim(id=f"m{n}", what=pick(["killed", "injured"]), low=pick([62, None]), spans=self.spans())
                for n in self.some()
            ),
        )

    def contact(self, number: int) -> Contact:
        pick = self.random.choice
        golden: dict[str, Any] = pick(self.gold["contacts"] or [{}])
        near = self.random.random() < 0.6
        participants = (
            golden.get("participants", [])
            if near
            else [{"name": pick(NAMES), "country": pick(COUNTRIES), "office": pick(OFFICES)} for _ in self.some()]
        )
        place = pick(
            [None, Place(name="x", country=golden.get("country") if near else pick(COUNTRIES), spans=self.spans())]
        )
        return Contact(
            id=f"c{number}",
            status=golden.get("status", "held") if near else pick(STATUSES),
            role=pick(["main", "background"]),
            mode=golden.get("mode", "phone") if near else pick(MODES),
            when=pick(WHENS),
            place=place,
            participants=tuple(Participant(actor="a0", **{**part, "name": part["name"]}) for part in participants),
            spans=self.spans(),
        )

    def spans(self) -> tuple[Span, ...]:
        return tuple(self.span() for _ in range(self.random.randint(0, 2)))

    def span(self) -> Span:
        start = self.offset()
        end = min(len(self.text), start + self.random.randint(1, 30))
        return Span(start, end, self.text[start:end] if self.random.random() < 0.95 else "other words")


def evaluated(folder: Path, records: list[Record], *, texts: Path | None = None) -> Evaluation:
    evaluation = Evaluation()
    known = {record.article.id: record for record in records}
    for case in read_gold(folder, texts=texts).cases:
        evaluation.add(case.gold, case.text, known[case.gold.id])
    return evaluation


@needs_reference
@pytest.mark.parametrize("batch", range(6))
def test_the_figures_are_the_reference_scorers(tmp_path: Path, batch: int) -> None:
    texts = tmp_path / "texts"
    gold = tmp_path / "gold"
    texts.mkdir()
    gold.mkdir()
    records = []
    for seed in range(batch * 40, batch * 40 + 40):
        synthetic = Synthetic(seed)
        (texts / f"{synthetic.id}.txt").write_text(synthetic.text, encoding="utf-8")
        (gold / f"{synthetic.id}.json").write_text(json.dumps(synthetic.gold), encoding="utf-8")
        records.append(synthetic.record())
    figures, errors = reference_figures(tmp_path, gold, texts, records)
    ours = evaluated(gold, records)
    assert json.dumps(ours.figures()) == json.dumps(figures)  # the bytes: order and kind of the numbers too
    assert kinds(map(str, ours.faults)) == kinds(errors)


def kinds(lines: Iterator[str] | list[str]) -> Counter[tuple[str, ...]]:
    return Counter(tuple(line.split(" | ")[:2]) for line in lines if " | " in line)


@needs_reference
@pytest.mark.parametrize("strange", ["nothing", "one article without anything"])
def test_edges_of_the_reference(tmp_path: Path, strange: str) -> None:
    (tmp_path / "e.json").write_text(
        json.dumps({"id": "e", "contacts": [], "statements": [], "commitments": [], "claims": []})
    )
    (tmp_path / "e.txt").write_text("" if strange == "nothing" else "A text.\r\nAnother line.")
    records = [Record(article=Article(id="e", text="", sha256=""))]
    figures, _ = reference_figures(tmp_path, tmp_path, tmp_path, records)
    assert json.dumps(evaluated(tmp_path, records).figures()) == json.dumps(figures)


@needs_reference
def test_the_gold_seeds_against_records_made_from_them(tmp_path: Path) -> None:
    """A record that says exactly what the gold says has no fault; the reference scorer agrees."""
    gold, texts = SHARED / "gold" / "seeds", SHARED / "seeds"
    records = [perfect(json.loads(path.read_text()), texts) for path in sorted(gold.glob("*.json"))]
    figures, errors = reference_figures(tmp_path, gold, texts, records)
    ours = evaluated(gold, records)  # finds the texts by the gold's own "text"
    assert json.dumps(ours.figures()) == json.dumps(figures)
    assert [str(fault) for fault in ours.faults] == errors == []
    assert ours.figures()["contact_all_right"] == 1
    assert json.dumps(evaluated(gold, records, texts=texts).figures()) == json.dumps(figures)


def perfect(gold: dict[str, list[dict[str, object]]], texts: Path) -> Record:
    text = (texts / f"{gold['id']}.txt").read_text(encoding="utf-8")
    ids: dict[str, str] = {}

    def actor(name: str) -> str:
        return ids.setdefault(name, f"a{len(ids)}")

    def here(item: dict[str, object]) -> tuple[Span, ...]:
        start = int(str(item["start"]))
        return (Span(start, start + 5, text[start : start + 5]),)

    def when(date: object) -> When | None:
        return When(start=str(date), end=str(date), precision="day") if date else None

    contacts = tuple(
        Contact(
            id=f"c{number}",
            status=item["status"],  # type: ignore[arg-type]
            role=item["role"],  # type: ignore[arg-type]
            mode=item["mode"],  # type: ignore[arg-type]
            when=when(item["date"]),
            place=Place(name="", country=item["country"]) if item["country"] else None,  # type: ignore[arg-type]
            participants=tuple(Participant(actor=actor(part["name"]), **part) for part in item["participants"]),  # type: ignore[attr-defined]
        )
        for number, item in enumerate(gold["contacts"])
    )
    statements = tuple(
        Statement(
            id=f"s{number}",
            speakers=tuple(actor(name) for name in item["speakers"]),  # type: ignore[attr-defined]
            form="indirect",
            act="assert",
            spans=here(item),
        )
        for number, item in enumerate(gold["statements"])
    )
    return Record(
        article=Article(id=str(gold["id"]), text=text, sha256=""),
        contacts=contacts,
        statements=statements,
        commitments=tuple(
            Commitment(id=f"k{n}", who=(), kind=item["kind"], act="", spans=here(item))  # type: ignore[arg-type]
            for n, item in enumerate(gold["commitments"])
        ),
        claims=tuple(
            Claim(id=f"m{n}", what=item["what"], low=item["low"], spans=here(item))  # type: ignore[arg-type]
            for n, item in enumerate(gold["claims"])
        ),
        actors=tuple(Actor(id=key, kind="person", name=name) for name, key in ids.items()),
    )


# the parts -------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def reference() -> ModuleType:
    if not REFERENCE.is_file():
        pytest.skip(f"the reference scorer {REFERENCE} is not here")
    spec = importlib.util.spec_from_file_location("reference_score", REFERENCE)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_persons_are_matched_as_in_the_reference(reference: ModuleType) -> None:
    for one in [*NAMES, "Yıldırım", "de la Cruz", "la Cruz", "Cruz de la"]:
        assert fold(one) == reference.fold(one)
        for other in NAMES:
            assert same_person(one, other) == reference.same_person(one, other), (one, other)


def test_sentences_end_as_in_the_reference(reference: ModuleType) -> None:
    text = " ".join(SENTENCES) + "\n" + "\n".join(SENTENCES)
    for start in range(len(text)):
        assert sentence_end(text, start) == reference.sentence_end(text, start)


def test_dates_are_compared_as_in_the_reference(reference: ModuleType) -> None:
    for when in WHENS:
        as_json = {"start": when.start, "precision": when.precision} if when else None
        assert known_date(when) == reference.when_day(as_json)


# gold folders ----------------------------------------------------------------------------------------------------


def write_gold(path: Path, **fields: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"id": path.stem, "contacts": [], **fields}))


def test_where_texts_are_found(tmp_path: Path) -> None:
    gold = tmp_path / "gold"
    write_gold(gold / "a.json", text="../elsewhere/one.txt")
    write_gold(gold / "b.json")
    write_gold(gold / "c.json")
    write_gold(gold / "d.json", text="nowhere.txt")
    for path, words in {"elsewhere/one.txt": "A", "texts/b.txt": "B", "gold/c.txt": "C"}.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(words)
    folder = read_gold(gold)
    assert [(case.gold.id, case.text) for case in folder.cases] == [("a", "A"), ("b", "B"), ("c", "C")]
    assert folder.without_text == ("d",)
    assert [case.gold.id for case in read_gold(gold, texts=tmp_path / "texts").cases] == ["b"]


def test_faulty_gold_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match="is not a folder"):
        read_gold(tmp_path / "none")
    with pytest.raises(GoldError, match="there is no gold record"):
        read_gold(tmp_path)
    (tmp_path / "x.json").write_text('{"id": "x", "statements": [{"speakers": []}]}')
    with pytest.raises(GoldError, match=r"x\.json is not a gold record: .*start"):
        read_gold(tmp_path)
    (tmp_path / "x.json").write_text('{"id": ')
    with pytest.raises(GoldError, match=r"x\.json is not a gold record"):
        read_gold(tmp_path)
    (tmp_path / "x.json").write_text('{"id": "x"}')
    (tmp_path / "x.txt").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(GoldError, match=r"x\.txt cannot be read as UTF-8"):
        read_gold(tmp_path)


def test_figures_of_several_folders_are_given_apart_by_form(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = (
        "Norwegian Foreign Minister Espen Barth Eide met Finnish Foreign Minister Elina Valtonen in Oslo on Monday.\n"
    )
    people = [{"name": "Espen Barth Eide", "country": "NOR"}, {"name": "Elina Valtonen", "country": "FIN"}]
    met = {"status": "held", "mode": "meeting", "role": "main", "participants": people}
    write_gold(tmp_path / "one" / "a.json", form="agency", contacts=[met])
    write_gold(tmp_path / "two" / "b.json", form="readout", contacts=[met, met | {"role": "background"}])
    write_gold(tmp_path / "two" / "c.json")
    for path in ("one/a.txt", "two/b.txt", "two/c.txt"):
        (tmp_path / path).write_text(text)
    with pytest.raises(SystemExit) as left:
        main(["eval", str(tmp_path / "one"), str(tmp_path / "two"), "--by", "form"])
    assert not left.value.code
    parts = json.loads(capsys.readouterr().out)
    assert {
        form: (part["articles"], part["contacts"]["tp"], part["contacts"]["fn"]) for form, part in parts.items()
    } == {
        "agency": (1, 1, 0),
        "not told": (1, 0, 0),
        "readout": (1, 1, 1),
    }


def test_faults_name_the_article_and_show_both_sides() -> None:
    record = small_record(date="2018-10-12")
    gold = GoldRecord(id="g", published="2018-10-12")
    evaluation = Evaluation()
    evaluation.add(gold, record.article.text, record)
    assert [str(fault) for fault in evaluation.faults] == [
        "g | contact spurious | main held meeting 2018-10-12 no country Lena Brandt (NOR), Émile Roux-Garnier (SDM)",
        "g | statement spurious | Lena Brandt | “yes.”",
    ]


@needs_reference
def test_from_the_texts_to_the_figures_as_the_reference_does() -> None:
    """End to end: the reference scorer through `memcon extract`, and `memcon eval`, print the same line."""
    gold, texts = SHARED / "gold" / "seeds", SHARED / "seeds"
    environment = os.environ | {"PYTHONPATH": str(Path(memcon.__file__).parents[1])}
    memcon_command = f"{sys.executable} -m memcon"
    reference = [sys.executable, str(REFERENCE), str(gold), str(texts), "--memcon", memcon_command]
    ours = [*memcon_command.split(), "eval", str(gold)]
    lines = [
        subprocess.run(command, capture_output=True, text=True, check=True, env=environment).stdout
        for command in (reference, ours)
    ]
    assert lines[0] == lines[1]
    assert json.loads(lines[1])["evidence"] == 1
