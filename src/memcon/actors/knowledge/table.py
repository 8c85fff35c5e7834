"""A user's actors as a CSV file. Every fault of a file is told, each with its line; a faulty file gives nothing."""

import csv
import io
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import NamedTuple, cast, get_args

from memcon.actors.knowledge.base import FILE, Knowledge
from memcon.actors.knowledge.model import Body, BodyKind, OfficeTerm, Person, Tenure
from memcon.actors.knowledge.names import fold, name_words
from memcon.actors.knowledge.offices import find_offices, office_table
from memcon.actors.knowledge.overlay import Answer, NamedBody
from memcon.actors.knowledge.spans import earliest, latest
from memcon.actors.knowledge.spellings import heard

_NEEDED = ("name", "country", "office")
_PERSON = ("start", "end", "as_of", "title", "wikidata")
_BODY = ("acronym", "members")
COLUMNS = (*_NEEDED, *_PERSON, "kind", *_BODY, "aliases", "source", "note")
"""All columns; the order is free, and the first three are needed. ``note`` is for the user and not read."""
_KINDS = get_args(BodyKind)
_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
_LONGEST = 300
"""Characters of a name."""
_TOLD_EVERY = 100
"""Rows between two reports of how far it is."""
_ITEM = re.compile(r"Q[1-9]\d*")


class Fault(NamedTuple):
    """What is wrong on a line of a file, as a sentence without file and line."""

    line: int
    sentence: str


class Faulty(Exception):  # noqa: N818  it is not an error of its own: read_table makes faults of it
    """A cell that cannot be read."""


@dataclass(frozen=True)
class Row:
    """One line of the file; cells are stripped, missing ones empty."""

    line: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")


class Table(NamedTuple):
    """What a file says, what is wrong with it, and what may not be meant so."""

    answer: Answer
    faults: list[Fault]
    doubts: list[Fault]


def read_table(path: Path, knowledge: Knowledge, tell: Callable[[float], None] = lambda _: None) -> Table:
    """Reads a CSV file. ``tell`` is told from time to time which part is done. Raises OSError where it cannot be read."""
    reader = _Reader(path, knowledge)
    reader.read(path.read_bytes(), tell)
    return Table(reader.answer(), sorted(reader.faults), reader.doubts)


@dataclass(eq=False)
class _Somebody:
    """A person of the file; ``held`` are the lines that name an office and its start."""

    name: str
    line: int
    item: str
    aliases: dict[str, None] = field(default_factory=dict)
    tenures: list[Tenure] = field(default_factory=list)
    held: dict[tuple[str, str, str | None], int] = field(default_factory=dict)

    def person(self) -> Person:
        return Person(
            id="",
            name=self.name,
            wikidata=self.item or None,
            aliases=tuple(self.aliases),
            tenures=tuple(self.tenures),
        )


class _Reader:
    def __init__(self, file: Path, knowledge: Knowledge) -> None:
        self.faults: list[Fault] = []
        self.doubts: list[Fault] = []
        self._file = file
        self._knowledge = knowledge
        self._persons: list[_Somebody] = []
        self._by_sounds: dict[tuple[str, ...], list[_Somebody]] = defaultdict(list)
        self._by_item: dict[str, _Somebody] = {}
        self._body_lines: dict[str, int] = {}
        self._bodies: list[NamedBody] = []
        self._codes: set[str] = set()

    def answer(self) -> Answer:
        origin = FILE + str(self._file.resolve())
        return Answer(origin, tuple(somebody.person() for somebody in self._persons), tuple(self._bodies))

    def read(self, data: bytes, tell: Callable[[float], None]) -> None:
        rows = list(self._rows(data))
        self._codes = {row["acronym"] for row in rows if row["kind"] and row["acronym"]}
        for done, row in enumerate(rows):
            if done % _TOLD_EVERY == 0:
                tell(done / len(rows))
            try:
                self._read_body(row) if row["kind"] not in ("", "person") else self._read_person(row)
            except Faulty as fault:
                self._fault(row.line, str(fault))

    def _fault(self, line: int, sentence: str) -> None:
        self.faults.append(Fault(line, sentence))

    # lines

    def _rows(self, data: bytes) -> Iterator[Row]:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            self._fault(data.count(b"\n", 0, error.start) + 1, "is not UTF-8; save the file as CSV in UTF-8")
            return
        header: list[str] | None = None
        lines = csv.reader(io.StringIO(text, newline=""), strict=True)
        last = 0
        try:
            for cells in lines:
                first, last = last + 1, lines.line_num
                if not any(cell.strip() for cell in cells) or cells[0].startswith("#"):
                    continue
                if header is None:
                    header = [cell.strip().lower() for cell in cells]
                    if not self._is_header(header, first):
                        return
                elif len(cells) > len(header):
                    self._fault(
                        first, f"has {len(cells)} cells and the first line {len(header)}; quote cells with commas"
                    )
                else:
                    yield Row(first, dict(zip(header, map(str.strip, cells), strict=False)))
        except csv.Error as error:
            self._fault(last + 1, f"is no CSV ({error}); quote cells with commas or quotation marks")
        if header is None:
            self._fault(1, f"is empty; the first line names the columns: {','.join(_NEEDED)}, and what else there is")

    def _is_header(self, header: list[str], line: int) -> bool:
        """Whether the columns are known and those needed there; what is wrong with them becomes faults."""
        before = len(self.faults)
        if len(header) == 1 and ";" in header[0]:
            self._fault(line, "has semicolons between the columns; save the file with commas")
            return False
        for column in header:
            if column not in COLUMNS:
                self._fault(line, f"has an unknown column “{column}”; {_closest(column, COLUMNS, 'the columns are')}")
        for column in sorted({column for column in header if header.count(column) > 1}):
            self._fault(line, f"has the column “{column}” twice; keep one")
        needed = ("name",) if "kind" in header else _NEEDED
        for column in needed:
            if column not in header:
                self._fault(line, f"has no column “{column}”; add it ({', '.join(_NEEDED)} are needed)")
        return len(self.faults) == before

    # persons

    def _read_person(self, row: Row) -> None:
        for column in _NEEDED:
            if not row[column]:
                raise Faulty(f"has no {column}; fill it in")
        self._refuse(row, _BODY, "a person")
        name = self._name(row)
        country = self._country(row["country"])
        term = self._office(row["office"], country)
        start, end, as_of = (self._date(row, column) for column in ("start", "end", "as_of"))
        if start and end and latest(end) < earliest(start):
            raise Faulty(f"ends on {end}, before its start on {start}; correct one of them")
        if as_of and end:
            raise Faulty("has an end and an as_of; as_of is for those still in office")
        item = row["wikidata"]
        if item and not _ITEM.fullmatch(item):
            raise Faulty(f"“{item}” is no Wikidata id; it is a Q and digits, like Q12345")
        somebody = self._one_person(row, name, item)
        line = somebody.held.setdefault((country, term.office, start), row.line)
        if line != row.line:
            raise Faulty(f"has “{name}” in the same office from the same start as line {line}; take one of them out")
        tenure = Tenure(
            person="",
            country=country,
            office=term.office,
            title=row["title"] or row["office"],
            start=start,
            end=end,
            known_from=as_of if as_of and not start else None,
            known_until=as_of,
            acting=term.status == "acting",
            source=row["source"] or self._file.name,
        )
        somebody.tenures.append(tenure)
        somebody.aliases.update(dict.fromkeys(self._aliases(row)))

    def _name(self, row: Row) -> str:
        name = _short(row["name"])
        if not any(heard(name)):
            raise Faulty(f"“{name}” is no name in Latin letters; write it as English reports do")
        return name

    def _aliases(self, row: Row) -> list[str]:
        return [_short(alias) for alias in row["aliases"].split("|") if alias.strip()]

    def _country(self, code: str) -> str:
        state = self._knowledge.state(code)
        if state or code in self._codes or self._knowledge.body_of_id(code):
            return state.iso3 if state else code
        meant = self._knowledge.country(code) or self._knowledge.state(code.upper())
        if meant:
            raise Faulty(f"“{code}” is no country code; write {meant.iso3} for {meant.name}")
        raise Faulty(
            f"“{code}” is no country code that memcon knows; give ISO 3166-1 alpha-3, like TUR, or the id of a body"
        )

    def _office(self, title: str, country: str) -> OfficeTerm:
        found = find_offices(title, country)
        if found and (found[0].start, found[0].end) == (0, len(title)):
            if found[0].term.status in ("former", "elect"):
                raise Faulty(f"“{title}” is not held; give the office alone, with its start and end")
            return found[0].term
        if fold(title) in self._offices():
            listed = office_table().office(fold(title))
            return OfficeTerm(listed.office, listed.level, listed.sector)  # type: ignore[arg-type]
        raise Faulty(
            f"“{title}” is no office that memcon knows; {_closest(fold(title), sorted(self._offices()), 'try')}"
        )

    def _offices(self) -> set[str]:
        return self._knowledge.offices() | set(office_table().offices)

    def _date(self, row: Row, column: str) -> str | None:
        value = row[column]
        if not value:
            return None
        try:
            if not _DATE.fullmatch(value):
                raise ValueError
            earliest(value), latest(value)
        except ValueError:
            raise Faulty(f"“{value}” is no date ({column}); give 2024, 2024-12 or 2024-12-31") from None
        return value

    def _one_person(self, row: Row, name: str, item: str) -> _Somebody:
        """Whom a row means: who has the Wikidata id; without one, who has the name by sound."""
        alike = self._by_sounds[tuple(sorted(heard(name)))]
        same = self._by_item.get(item)
        if same and same not in alike:
            raise Faulty(f"{item} is “{name}” here and “{same.name}” in line {same.line}; one id is one person")
        if not same:
            may_be = [other for other in alike if not (item and other.item)]
            same = next((other for other in may_be if fold(other.name) == fold(name)), may_be[0] if may_be else None)
            self._doubt(row, name, same)
        if not same:
            same = _Somebody(name, row.line, item)
            self._persons.append(same)
            alike.append(same)
        if item:
            same.item = item
            self._by_item[item] = same
        return same

    def _doubt(self, row: Row, name: str, other: _Somebody | None) -> None:
        """Tells where two spellings are taken for one person, unless the file lists one of them as the other's."""
        if other is None or name_words(name) == name_words(other.name):
            return
        listed = {fold(spelling) for spelling in (*other.aliases, *self._aliases(row))}
        if not listed & {fold(name), fold(other.name)}:
            self.doubts.append(
                Fault(
                    row.line,
                    f"“{name}” is taken for “{other.name}” of line {other.line}; "
                    "give them different Wikidata ids if they are two persons, or list one spelling under aliases",
                )
            )
            other.aliases[name] = None

    # bodies

    def _read_body(self, row: Row) -> None:
        kind = "organisation" if row["kind"] == "body" else row["kind"]
        if kind not in _KINDS:
            raise Faulty(f"“{kind}” is no kind; it is person (or empty), body, {', '.join(_KINDS)}")
        if not row["name"]:
            raise Faulty("has no name; fill it in")
        self._refuse(row, ("country", "office", *_PERSON), "a body")
        name, aliases = _short(row["name"]), tuple(self._aliases(row))
        members = tuple(self._country(code) for code in row["members"].replace("|", " ").split())
        body = Body("", name, row["acronym"] or None, cast(BodyKind, kind), members)
        line = self._body_lines.setdefault(fold(name), row.line)
        if line != row.line:
            raise Faulty(f"has “{name}” again, as line {line}; take one of them out")
        self._bodies.append(NamedBody(body, aliases))

    def _refuse(self, row: Row, columns: Iterable[str], thing: str) -> None:
        for column in columns:
            if row[column]:
                raise Faulty(f"is {thing} and has “{row[column]}” as {column}; leave that cell empty")


def _short(name: str) -> str:
    """A name, one blank between its words."""
    if len(name) > _LONGEST:
        raise Faulty(f"has a name of {len(name)} characters, “{name[:40]}…”; a name has at most {_LONGEST}")
    return " ".join(name.split())


def _closest(word: str, known: Iterable[str], else_: str) -> str:
    """ "did you mean X?", or the most usual ones."""
    known = list(known)
    close = get_close_matches(word, known, n=1, cutoff=0.6)
    if close:
        return f"did you mean {close[0]}?"
    shown = [name for name in known if " " not in name][:12] if len(known) > 20 else known
    return f"{else_} {', '.join(shown)}"
