"""A user's own knowledge: one SQLite file, in the layout of the shipped facts, that `Knowledge` answers from too.

What it holds comes from origins: a CSV file, or one country of Wikidata. A new answer of an origin replaces the old one.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from functools import cached_property
from hashlib import sha256
from itertools import chain, count
from pathlib import Path
from typing import Any

import msgspec

from memcon.actors.knowledge.base import FILE, Knowledge, load
from memcon.actors.knowledge.model import Body, Person, Tenure
from memcon.actors.knowledge.names import ascii_name, fold, name_words, slug, sound
from memcon.actors.knowledge.own_file import obstacle
from memcon.actors.knowledge.spellings import found_under, heard, other_spellings
from memcon.actors.knowledge.store import FORMAT, OVERLAY_REMEDY
from memcon.errors import KnowledgeError

_LAYOUT = Path(__file__).with_name("overlay.sql")
_OWN = 0.3
"""What a user adds by hand counts for as much more as what the project keeps by hand."""
_REMEDIES = {
    sqlite3.SQLITE_BUSY: "another program writes it, try again when that is done",
    sqlite3.SQLITE_FULL: "make room on the disk",
    sqlite3.SQLITE_READONLY: "change the permissions of the file and its folder, or name another with MEMCON_KNOWLEDGE",
    sqlite3.SQLITE_CANTOPEN: "change the permissions of the file and its folder, or name another with MEMCON_KNOWLEDGE",
}
"""What to do where the file itself is sound, by the kind of SQLite's error."""
_TOLD_EVERY = 100
"""Persons between two reports of how far it is."""
_SONS = frozenset({"bin", "ibn", "ben", "bint"})


class NamedBody(msgspec.Struct, frozen=True):
    """A body and every name it goes by. Its ``id`` may be empty: it is then found by its names, or made."""

    body: Body
    names: tuple[str, ...]


class Answer(msgspec.Struct, frozen=True):
    """What an origin says. Persons have no ``id`` yet; open tenures without ``known_until`` hold on the day of adding."""

    origin: str
    persons: tuple[Person, ...] = ()
    bodies: tuple[NamedBody, ...] = ()


class Outcome(msgspec.Struct, frozen=True):
    """What an answer changed. ``replaced`` counts the tenures and bodies that its origin had before; ``namesakes`` are
    files of the same name elsewhere that stand beside this one.
    """

    persons: int
    known: int
    tenures: int
    bodies: int
    replaced: int
    changed: bool
    namesakes: tuple[str, ...] = ()


class Overlay:
    """A user's file, to be written. Made by the first answer that is taken."""

    def __init__(self, path: Path, shipped: Knowledge | None = None) -> None:
        self.path = path
        self.shipped = shipped or load(Path(__file__).with_name("data"))

    def take(self, answer: Answer, today: str, tell: Callable[[float], None] = lambda _: None) -> Outcome:
        """Puts an answer in the place of what its origin said before, all of it or, where that fails, nothing.

        ``tell`` is told from time to time which part of the work is done.
        """
        with self._writing() as db:
            return _Taking(db, self, answer, today, tell).done()

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        if reason := obstacle(self.path, writing=True):
            raise KnowledgeError(reason)
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with closing(sqlite3.connect(self.path, isolation_level=None, timeout=30)) as db:
                db.execute("BEGIN IMMEDIATE")
                try:
                    self._lay_out(db)
                    yield db
                except BaseException:
                    db.execute("ROLLBACK")
                    raise
                db.execute("COMMIT")
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise KnowledgeError(
                f"{self.path} cannot be written ({reason}); name another file with MEMCON_KNOWLEDGE."
            ) from error
        except sqlite3.DatabaseError as error:
            remedy = _REMEDIES.get(getattr(error, "sqlite_errorcode", 0) & 0xFF, OVERLAY_REMEDY)
            raise KnowledgeError(f"{self.path} cannot be written ({error}); {remedy}.") from error

    def _lay_out(self, db: sqlite3.Connection) -> None:
        if not db.execute("SELECT 1 FROM sqlite_master WHERE name = 'meta'").fetchone():
            for statement in _LAYOUT.read_text(encoding="utf-8").split(";\n"):
                db.execute(statement)
            db.execute("INSERT INTO meta VALUES ('format', ?)", (FORMAT,))
        elif db.execute("SELECT value FROM meta WHERE key = 'format'").fetchone() != (FORMAT,):
            raise KnowledgeError(f"{self.path} is of another version; {OVERLAY_REMEDY}.")

    @cached_property
    def shipped_items(self) -> dict[str, str]:
        """The shipped persons by their Wikidata id."""
        return self.shipped.persons_by_item()

    @cached_property
    def rules(self) -> dict[str, Any]:
        """Weights of offices, and where the family name stands first."""
        return self.shipped.rules()


class _Taking:
    """One answer on its way into the file."""

    def __init__(
        self, db: sqlite3.Connection, overlay: Overlay, answer: Answer, today: str, tell: Callable[[float], None]
    ) -> None:
        self._db = db
        self._overlay = overlay
        self._answer = answer
        self._today = today
        self._origin = answer.origin
        self._known = 0
        self._tell = tell
        self._numbers: dict[str, Iterator[int]] = {}
        self._before = self._days_before()

    def done(self) -> Outcome:
        persons = self._identified()
        bodies = self._named()
        digest = sha256(msgspec.json.encode((persons, bodies))).hexdigest()
        tenures = sum(len(person.tenures) for person in persons)
        counts = (len(persons), self._known, tenures, len(bodies))
        namesakes = self._namesakes()
        row = self._db.execute("SELECT digest FROM origin WHERE name = ?", (self._origin,)).fetchone()
        if row == (digest,):
            return Outcome(*counts, replaced=0, changed=False, namesakes=namesakes)
        replaced = self._forget()
        touched = self._numbers_of_origin()
        self._db.execute("DELETE FROM said WHERE origin = ?", (self._origin,))
        for done, person in enumerate(persons):
            touched.add(self._write_person(person))
            self._tell_of(done, len(persons), 0.5, 0.7)
        for done, number in enumerate(sorted(touched)):
            self._sum_up(number)
            self._tell_of(done, len(touched), 0.7, 1.0)
        self._write_bodies(bodies)
        self._db.execute("INSERT OR REPLACE INTO origin VALUES (?, ?)", (self._origin, digest))
        return Outcome(*counts, replaced=replaced, changed=True, namesakes=namesakes)

    def _tell_of(self, done: int, of: int, first: float, last: float) -> None:
        if done % _TOLD_EVERY == 0:
            self._tell(first + (last - first) * done / of)

    def _namesakes(self) -> tuple[str, ...]:
        """Other files of the origin's base name that something came from."""
        if not self._origin.startswith(FILE):
            return ()
        name = Path(self._origin.removeprefix(FILE)).name
        origins = self._db.execute("SELECT name FROM origin WHERE name != ? ORDER BY name", (self._origin,))
        files = (origin.removeprefix(FILE) for (origin,) in origins if origin.startswith(FILE))
        return tuple(file for file in files if Path(file).name == name)

    # who is meant

    def _identified(self) -> list[Person]:
        """The persons with their ids, those that turn out to be one made one."""
        found: dict[str, Person] = {}
        taken: set[str] = set()
        for done, person in enumerate(self._answer.persons):
            self._tell_of(done, len(self._answer.persons), 0.0, 0.5)
            ident = self._known_id(person)
            if ident in found and _two_items(person, found[ident]):
                ident = None
            self._known += ident is not None and ident not in found
            if ident is None:
                ident = self._new_id(person, taken)
                taken.add(ident)
            tenures = tuple(self._dated(msgspec.structs.replace(t, person=ident)) for t in person.tenures)
            same = found.get(ident)
            if same:
                aliases = tuple(dict.fromkeys([*same.aliases, person.name, *person.aliases]))
                person = msgspec.structs.replace(same, aliases=aliases)  # noqa: PLW2901
                tenures = (*same.tenures, *tenures)
            ordered = tuple(sorted(tenures, key=lambda t: (t.country, t.office, t.start or "", t.end or "")))
            found[ident] = msgspec.structs.replace(person, id=ident, name=ascii_name(person.name), tenures=ordered)
        return [found[ident] for ident in sorted(found)]

    def _known_id(self, person: Person) -> str | None:
        """The id of somebody known by the Wikidata id, or by the name and an office of the same country."""
        if person.wikidata:
            row = self._db.execute("SELECT id FROM person WHERE wikidata = ?", (person.wikidata,)).fetchone()
            ident = self._overlay.shipped_items.get(person.wikidata) or (row and row[0])
            if ident:
                return str(ident)
        countries = {tenure.country for tenure in person.tenures}
        asked = heard(person.name)
        for country in sorted(countries):
            for other in (
                *self._overlay.shipped.persons(person.name, country=country),
                *self._own_namesakes(person.name),
            ):
                here = country in {tenure.country for tenure in other.tenures}
                if here and not _two_items(person, other) and _one_name(asked, other):
                    return other.id
        return None

    def _own_namesakes(self, name: str) -> Iterator[Person]:
        """The user's persons with every word of a name."""
        sounds = sorted(set(map(sound, name_words(name))))
        joined = "".join(f" JOIN word w{i} ON w{i}.num = p.num AND w{i}.sound = ?" for i in range(len(sounds)))
        query = f"SELECT p.num, p.id, p.name, p.wikidata, p.aliases FROM person p{joined}"
        for number, ident, own_name, wikidata, aliases in self._db.execute(query, sounds):
            held = self._db.execute("SELECT DISTINCT country FROM tenure WHERE num = ?", (number,))
            tenures = tuple(Tenure(person=ident, country=country, office="", title="") for (country,) in held)
            spellings = tuple(filter(None, aliases.split("|")))
            yield Person(id=ident, name=own_name, wikidata=wikidata, aliases=spellings, tenures=tenures)

    def _new_id(self, person: Person, taken: set[str]) -> str:
        """A readable id; namesakes get their country, then a number, as in the shipped data."""
        base = slug(ascii_name(person.name)) or (person.wikidata or "unnamed").lower()
        country = person.tenures[0].country.lower() if person.tenures else "2"
        numbers = self._numbers.setdefault(base, count(2))
        choices = chain((base, f"{base}-{country}"), (f"{base}-{number}" for number in numbers))
        return next(choice for choice in choices if choice not in taken and not self._is_taken(choice))

    def _is_taken(self, ident: str) -> bool:
        own = self._db.execute("SELECT 1 FROM person WHERE id = ?", (ident,)).fetchone()
        return own is not None or self._overlay.shipped.person(ident) is not None

    def _days_before(self) -> dict[tuple[object, ...], tuple[str | None, str | None]]:
        """When the origin's tenures were seen, so that adding them again leaves the day."""
        query = """SELECT p.id, t.country, o.name, t.start, t.end, t.known_from, t.known_until FROM tenure t
            JOIN person p USING (num) JOIN office o ON o.num = t.office WHERE t.origin = ?"""
        return {tuple(row[:5]): (row[5], row[6]) for row in self._db.execute(query, (self._origin,))}

    def _dated(self, tenure: Tenure) -> Tenure:
        """A tenure that says when it was seen: without a day of its own, today, or when it first was."""
        if tenure.known_until or tenure.known_from or (tenure.start and tenure.end):
            return tenure
        key = (tenure.person, tenure.country, tenure.office, tenure.start, tenure.end)
        seen = tenure.end or self._today
        first, last = None if tenure.start else seen, None if tenure.end else seen
        known_from, known_until = self._before.get(key, (first, last))
        return msgspec.structs.replace(tenure, known_from=known_from, known_until=known_until)

    # what is written

    def _forget(self) -> int:
        """Removes what the origin said before; how much that was."""
        gone = self._db.execute("DELETE FROM tenure WHERE origin = ?", (self._origin,)).rowcount
        gone += self._db.execute("DELETE FROM body WHERE origin = ?", (self._origin,)).rowcount
        self._db.execute("DELETE FROM body_name WHERE origin = ?", (self._origin,))
        return gone

    def _numbers_of_origin(self) -> set[int]:
        return {row[0] for row in self._db.execute("SELECT num FROM said WHERE origin = ?", (self._origin,))}

    def _write_person(self, person: Person) -> int:
        self._db.execute(
            "INSERT OR IGNORE INTO person (id, name, wikidata, aliases, weight) VALUES (?, ?, ?, '', 0)",
            (person.id, person.name, person.wikidata),
        )
        (number,) = self._db.execute("SELECT num FROM person WHERE id = ?", (person.id,)).fetchone()
        said = (number, self._origin, person.name, person.wikidata, "|".join(person.aliases))
        self._db.execute("INSERT INTO said VALUES (?, ?, ?, ?, ?)", said)
        for tenure in person.tenures:
            self._write_tenure(number, tenure)
        return int(number)

    def _write_tenure(self, number: int, tenure: Tenure) -> None:
        office = self._number_of("office", "name", tenure.office)
        title, source = (self._number_of("text", "value", words) for words in (tenure.title, tenure.source))
        when = (tenure.start, tenure.end, tenure.known_from, tenure.known_until)
        how = (int(tenure.acting), int(tenure.end_inferred), source, self._origin)
        row = (number, tenure.country, office, title, *when, *how)
        self._db.execute(f"INSERT INTO tenure VALUES ({', '.join('?' * len(row))})", row)

    def _number_of(self, table: str, column: str, value: str) -> int:
        self._db.execute(f"INSERT OR IGNORE INTO {table} ({column}) VALUES (?)", (value,))
        (number,) = self._db.execute(f"SELECT num FROM {table} WHERE {column} = ?", (value,)).fetchone()
        return int(number)

    def _sum_up(self, number: int) -> None:
        """Makes a person of what the origins say; nobody, where none says anything any more."""
        said = self._db.execute(
            "SELECT name, wikidata, aliases FROM said WHERE num = ? ORDER BY origin", (number,)
        ).fetchall()
        self._db.execute("DELETE FROM word WHERE num = ?", (number,))
        if not said:
            self._db.execute("DELETE FROM person WHERE num = ?", (number,))
            return
        name = said[0][0]
        wikidata = next((item for _, item, _ in said if item), None)
        names = {alias for own, _, aliases in said for alias in (own, *aliases.split("|")) if alias}
        query = """SELECT t.country, o.name, coalesce(t.end, t.known_until, t.start, t.known_from, '2000'), t.origin
            FROM tenure t JOIN office o ON o.num = t.office WHERE t.num = ? ORDER BY t.country"""
        held = self._db.execute(query, (number,)).fetchall()
        self._db.execute(
            "UPDATE person SET name = ?, wikidata = ?, aliases = ?, weight = ? WHERE num = ?",
            (name, wikidata, "|".join(other_spellings(name, names - {name})), self._weight(held), number),
        )
        surname_first = bool(held) and held[0][0] in self._overlay.rules["surname_first"]
        words = found_under((name, *sorted(names)), surname_first=surname_first)
        self._db.executemany(
            "INSERT INTO word VALUES (?, ?, ?)", ((word, number, int(last)) for word, last in sorted(words.items()))
        )

    def _weight(self, held: Iterable[Sequence[str]]) -> float:
        weights: dict[str, float] = self._overlay.rules["weights"]
        return max(
            (
                weights.get(office, 3.0) + (int(day[:4]) - 2000) / 100 + _OWN * origin.startswith(FILE)
                for _, office, day, origin in held
            ),
            default=0.0,
        )

    # bodies

    def _named(self) -> list[NamedBody]:
        """The bodies with their ids: the shipped or known one of that name, else the acronym or a slug."""
        found: dict[str, NamedBody] = {}
        for named in self._answer.bodies:
            ident = self._body_id(named)
            body = msgspec.structs.replace(named.body, id=ident, members=tuple(sorted(set(named.body.members))))
            found[ident] = NamedBody(body, tuple(sorted(set(named.names) | {body.name})))
        return [found[ident] for ident in sorted(found)]

    def _body_id(self, named: NamedBody) -> str:
        for name in filter(None, (named.body.name, named.body.acronym)):
            shipped = self._overlay.shipped.body(name)
            row = self._db.execute("SELECT id FROM body_name WHERE fold = ? ORDER BY origin", (fold(name),)).fetchone()
            if shipped or row:
                return shipped.id if shipped else str(row[0])
        return named.body.acronym or slug(named.body.name)

    def _write_bodies(self, bodies: Iterable[NamedBody]) -> None:
        for named in bodies:
            body = named.body
            row = (body.id, body.name, body.acronym, body.kind, " ".join(body.members), self._origin)
            self._db.execute("INSERT OR REPLACE INTO body VALUES (?, ?, ?, ?, ?, ?)", row)
            names = {fold(name): False for name in named.names}
            if body.acronym:
                names[fold(body.acronym)] = True
            rows = ((folded, body.id, int(acronym), self._origin) for folded, acronym in names.items() if folded)
            self._db.executemany("INSERT OR REPLACE INTO body_name VALUES (?, ?, ?, ?)", rows)


def _two_items(one: Person, other: Person) -> bool:
    """Whether two persons have different Wikidata ids."""
    return bool(one.wikidata and other.wikidata and one.wikidata != other.wikidata)


def _one_name(asked: Sequence[str], other: Person) -> bool:
    """Whether a name, as heard, is one of a person's; "X bin Y" and "Y bin X" are father and son."""
    for name in (other.name, *other.aliases):
        known = heard(name)
        in_order = _SONS & set(fold(name).split())
        if known == asked or (not in_order and sorted(known) == sorted(asked)):
            return True
    return False
