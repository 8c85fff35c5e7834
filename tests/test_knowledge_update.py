"""Offices and bodies from Wikidata, by its query service and by a dump: a small answer of our own making."""

import bz2
import gzip
import json
import lzma
import threading
from collections.abc import Callable, Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from urllib.parse import parse_qs

import pytest

from memcon.actors.knowledge import Knowledge, load
from memcon.actors.knowledge.wikidata import Collected, Offices, QueryService
from memcon.actors.knowledge.wikidata.statements import iso_date
from memcon.errors import KnowledgeError
from memcon.faces.cli import main

DATA = Path(__file__).with_name("data") / "wikidata"
ANSWERS = json.loads((DATA / "answers.json").read_text(encoding="utf-8"))
DUMP = (DATA / "dump.jsonl").read_text(encoding="utf-8").splitlines()
ABOUT = {"P1001": "positions", "P39": "holders", "P463": "members", "P1813": "bodies"}
DAY = "Sat, 01 Aug 2026 10:00:00 GMT"


class Service(HTTPServer):
    """A query service on this machine. ``faults`` are the answers it gives first: status, header, body."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.faults: list[tuple[int, dict[str, str], bytes]] = []
        self.asked: list[str] = []
        self.agents: list[str] = []

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/sparql"


class Handler(BaseHTTPRequestHandler):
    server: Service

    def do_POST(self) -> None:
        length = int(self.headers["Content-Length"])
        question = parse_qs(self.rfile.read(length).decode())["query"][0]
        assert question.count("{") == question.count("}")
        about = next(name for mark, name in ABOUT.items() if mark in question)
        self.server.asked.append(about)
        self.server.agents.append(self.headers["User-Agent"])
        fault = self.server.faults.pop(0) if self.server.faults else None
        status, headers, body = fault or (200, {}, json.dumps(ANSWERS[about]).encode())
        self.send_response_only(status)
        for name, value in {"Date": DAY, "Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def service() -> Iterator[Service]:
    server = Service()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def overlay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "own" / "knowledge.sqlite"
    monkeypatch.setenv("MEMCON_KNOWLEDGE", str(path))
    return path


Run = Callable[..., tuple[int, str]]


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str], overlay: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setattr("memcon.actors.knowledge.wikidata.query.time.sleep", lambda _: None)

    def command(*arguments: str) -> tuple[int, str]:
        with pytest.raises(SystemExit) as leaving:
            main(["knowledge", "update", *arguments])
        return int(leaving.value.code or 0), capfd.readouterr().err

    return command


def write_dump(path: Path, lines: list[str]) -> Path:
    pack = {".gz": gzip.compress, ".bz2": bz2.compress, ".xz": lzma.compress}.get(path.suffix, bytes)
    path.write_bytes(pack(("[\n" + ",\n".join(lines) + "\n]\n").encode()))
    return path


def answers(knowledge: Knowledge) -> dict[str, object]:
    """What the recorded answer must have taught."""
    on = date(2026, 7, 15)
    return {
        "holders": [(h.person.name, h.certain) for h in knowledge.holders("TUR", "foreign minister", on=on)],
        "tenure": [(t.start, t.end, t.end_inferred, t.known_until) for t in knowledge.tenures("can-deneme")],
        "ambassador": [(t.start, t.end, t.known_until) for t in knowledge.tenures("deniz-misal")],
        "undated, early, backward": [
            knowledge.person(name) for name in ("undated-person", "early-person", "backward-person")
        ],
        "known": (knowledge.persons("Cavusoglu")[0].id, knowledge.persons("Cavusoglu")[0].wikidata),
        "alias": [person.id for person in knowledge.persons("Ece Ornek-Deneme")][:1],
        "title": knowledge.tenures("ece-ornek")[0].title,
    }


TAUGHT = {
    "holders": [("Ece Ornek", True)],
    "tenure": [("2024", "2026-02", True, None)],
    "ambassador": [("2009-05-01", None, "2009-05-01")],
    "undated, early, backward": [None, None, None],
    "known": ("mevlut-cavusoglu", "Q249206"),
    "alias": ["ece-ornek"],
    "title": "Minister of Foreign Affairs of Turkey",
}


def test_a_country_is_asked_of_the_query_service(service: Service, run: Run, overlay: Path) -> None:
    status, told = run("Turkey", "--endpoint", service.address)
    assert (status, service.asked) == (0, ["positions", "holders"])
    assert told == (
        f"5 tenures of 4 persons in 1 country kept in {overlay}; "
        "left out: 2 positions of no office that memcon knows, 1 position of offices held in bulk\n"
    )
    assert service.agents[0].startswith("memcon/")
    knowledge = load()
    assert answers(knowledge) == TAUGHT
    assert knowledge.tenures("ece-ornek")[0].source == "Wikidata, 2026-08-01"
    assert knowledge.tenures("ece-ornek")[0].known_until == "2026-08-01"


@pytest.mark.parametrize("suffix", [".json", ".json.gz", ".json.bz2", ".json.xz"])
def test_a_dump_teaches_the_same_as_the_service(suffix: str, run: Run, overlay: Path, tmp_path: Path) -> None:
    status, _ = run("TUR", "--from", str(write_dump(tmp_path / f"dump{suffix}", DUMP)))
    assert status == 0
    assert answers(load()) == TAUGHT


def test_a_dump_without_brackets_and_commas_is_read_too(run: Run, overlay: Path, tmp_path: Path) -> None:
    path = tmp_path / "dump.jsonl"
    path.write_text("\n".join(DUMP), encoding="utf-8")
    assert run("TUR", "--from", str(path))[0] == 0
    assert answers(load()) == TAUGHT


def test_broken_lines_of_a_dump_are_counted_and_left_out(run: Run, overlay: Path, tmp_path: Path) -> None:
    lines = [DUMP[0][:-40], *DUMP, '{"id": "Q1", "claims": {"P39": 7}}', "rubbish"]
    status, told = run("TUR", "--from", str(write_dump(tmp_path / "dump.json.gz", lines)))
    assert status == 0
    assert "2 lines that cannot be read" in told
    assert answers(load()) == TAUGHT


def test_a_dump_that_is_cut_off_teaches_nothing(run: Run, overlay: Path, tmp_path: Path) -> None:
    path = write_dump(tmp_path / "dump.json.gz", DUMP)
    path.write_bytes(path.read_bytes()[:-200])
    status, told = run("TUR", "--from", str(path))
    assert status == 2
    assert "is damaged or cut off" in told
    assert told.count("\n") == 1
    assert not overlay.exists()


@pytest.mark.parametrize(
    ("suffix", "content"),
    [
        (".json", ",\n".join(["[\n" + DUMP[0], *DUMP[1:]])),
        (".json", "[\n" + ",\n".join(DUMP)[:-40]),
        (".jsonl", "\n".join(DUMP)[:-40]),
    ],
    ids=["without its bracket", "within an entity", "one entity a line"],
)
@pytest.mark.parametrize("packed", ["", ".gz"])
def test_a_dump_whose_end_is_missing_teaches_nothing(
    suffix: str, content: str, packed: str, run: Run, overlay: Path, tmp_path: Path
) -> None:
    path = tmp_path / f"dump{suffix}{packed}"
    path.write_bytes(gzip.compress(content.encode()) if packed else content.encode())
    status, told = run("TUR", "--from", str(path))
    assert (status, told.count("\n")) == (2, 1)
    assert f"{path} is damaged or cut off (its end is missing); fetch it again." in told
    assert not overlay.exists()


@pytest.mark.parametrize(
    ("name", "content"), [("none.json", None), ("text.json", b"no dump at all\n" * 9), ("not.gz", b"x")]
)
def test_what_is_no_dump_is_one_sentence(
    name: str, content: bytes | None, run: Run, overlay: Path, tmp_path: Path
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    status, told = run("TUR", "--from", str(tmp_path / name))
    assert (status, told.count("\n")) == (2, 1)
    assert str(tmp_path / name) in told
    assert not overlay.exists()


def test_bodies_have_their_members_and_take_no_name_of_another(service: Service, run: Run, overlay: Path) -> None:
    run("--endpoint", service.address)
    knowledge = load()
    straits, capitals = knowledge.body("OSST"), knowledge.body("Sample Capitals Forum")
    assert straits is not None
    assert capitals is not None
    assert (straits.id, straits.members) == ("OSST", ("IRN", "OMN", "TUR"))
    assert (capitals.acronym, capitals.kind, capitals.members) == (None, "forum", ("IRN", "OMN", "TUR"))
    assert knowledge.body("Straits Organisation") == straits
    assert knowledge.body("Straits") is None
    assert knowledge.country("NATO") is not None
    assert knowledge.body("NATO") == load(overlay=overlay.with_name("none")).body("NATO")


def test_bodies_of_a_dump_are_those_of_the_service(service: Service, run: Run, overlay: Path, tmp_path: Path) -> None:
    run("--endpoint", service.address)
    asked = [load().body("OSST"), load().body("Sample Capitals Forum")]
    overlay.unlink()
    run("--from", str(write_dump(tmp_path / "dump.json.gz", DUMP)))
    assert [load().body("OSST"), load().body("Sample Capitals Forum")] == asked


def test_a_busy_service_is_waited_for(service: Service, overlay: Path) -> None:
    service.faults = [
        (429, {"Retry-After": "7"}, b""),
        (500, {}, b"java.lang.Exception"),
        (200, {}, b'{"head": {}, "res'),
    ]
    waited: list[float] = []
    found = QueryService(service.address, waited.append).holders("TUR", ["Q43"], Offices(load()))
    assert waited == [7.0, 2.0, 4.0]
    assert service.asked == ["positions"] * 4 + ["holders"]
    assert len(found.holdings) == 8


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        ((429, {"Retry-After": "4000"}, b""), "asks to wait 4000 seconds"),
        ((403, {}, b""), "refuses the question (status 403)"),
        ((503, {}, b""), "cannot be asked (it answers 503)"),
        ((200, {}, b"<html>not what was asked</html>"), "cannot be asked (its answer broke off)"),
    ],
)
def test_a_service_that_does_not_answer_is_one_sentence(
    fault: tuple[int, dict[str, str], bytes], words: str, service: Service, run: Run, overlay: Path
) -> None:
    service.faults = [fault] * 9
    status, told = run("TUR", "--endpoint", service.address)
    assert status == 2
    assert words in told
    assert told.count("\n") == 1
    assert not overlay.exists()


def test_without_a_network_nothing_changes(run: Run, overlay: Path, service: Service) -> None:
    run("TUR", "--endpoint", service.address)
    before = overlay.read_bytes()
    status, told = run("TUR", "--endpoint", "http://127.0.0.1:9/sparql")
    assert status == 2
    assert told == (
        "memcon: 127.0.0.1 cannot be asked (no connection); check the network and try again, or take a dump with --from.\n"
    )
    assert overlay.read_bytes() == before


def test_countries_that_came_before_a_fault_are_kept(service: Service, run: Run, overlay: Path) -> None:
    ask = Handler.do_POST

    def break_at_third(handler: Handler) -> None:
        if len(handler.server.asked) == 2:
            handler.server.faults = [(403, {}, b"")]
        ask(handler)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Handler, "do_POST", break_at_third)
        status, told = run("TUR", "IRN", "--endpoint", service.address)
    assert status == 2
    assert "1 country kept; go on with `memcon knowledge update IRN`" in told
    assert load().person("ece-ornek") is not None


def test_the_same_answer_again_changes_nothing(service: Service, run: Run, overlay: Path) -> None:
    run("TUR", "--endpoint", service.address)
    digest, before = load().digest, overlay.read_bytes()
    run("TUR", "--endpoint", service.address)
    assert (load().digest, overlay.read_bytes()) == (digest, before)


def test_who_left_office_before_a_year_is_left_out(service: Service, run: Run, overlay: Path) -> None:
    run("TUR", "--endpoint", service.address, "--since", "1990")
    assert load().person("early-person") is not None


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("XXX",), "“XXX” is no country that memcon knows"),
        (("--since", "20"), "20 is no year"),
        (("--since", "20xx"), "20xx is no year; give one like 2000"),
        (("--endpoint", "query.wikidata.org"), "is no address"),
        (("--endpoint", "http://x", "--from", "dump.json"), "not both"),
    ],
)
def test_what_cannot_be_meant_is_one_sentence(options: tuple[str, ...], words: str, run: Run, overlay: Path) -> None:
    status, told = run(*options)
    assert (status, told.count("\n")) == (2, 1)
    assert words in told


@pytest.mark.parametrize(
    ("label", "country", "office"),
    [
        ("Minister of Foreign Affairs of Turkey", "TUR", "foreign minister"),
        ("President of Iran", "IRN", "president"),
        ("Prime Minister of Japan", "JPN", "prime minister"),
        ("acting Minister of Defence of Iraq", "IRQ", "defense minister"),
        ("President of the Turkish Football Federation", "TUR", None),
        ("Spouse of the Prime Minister of Canada", "CAN", None),
        ("Minister of Foreign Affairs of Iran", "TUR", None),
        ("Member of the Knesset", "ISR", None),
        ("rector of the University of Oslo", "NOR", None),
    ],
)
def test_positions_become_offices_of_their_country(label: str, country: str, office: str | None) -> None:
    found = Collected("2026-08-01")
    Offices(load()).keep("Q1", label, country, found)
    assert [position.office for position in found.positions.values()] == ([office] if office else [])


@pytest.mark.parametrize(
    ("time", "precision", "day"),
    [
        ("2018-07-10T00:00:00Z", 11, "2018-07-10"),
        ("+2018-07-10T00:00:00Z", 11, "2018-07-10"),
        ("+2018-07-00T00:00:00Z", 10, "2018-07"),
        ("2018-07-01T00:00:00Z", 10, "2018-07"),
        ("+2018-00-00T00:00:00Z", 9, "2018"),
        ("+2010-00-00T00:00:00Z", 8, None),
        ("-0044-03-15T00:00:00Z", 11, None),
        ("t1234567", 11, None),
    ],
)
def test_times_are_cut_to_what_they_are_precise_to(time: str, precision: int, day: str | None) -> None:
    assert iso_date(time, precision) == day


def test_an_address_that_has_no_host_is_no_fault_of_memcon(overlay: Path) -> None:
    with pytest.raises(KnowledgeError):
        QueryService("http://nowhere.invalid/sparql", lambda _: None).bodies({"Q43": "TUR"})
