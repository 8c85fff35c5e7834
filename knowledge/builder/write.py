"""Writes the shipped files: one SQLite file for each licence."""

import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path

from memcon.actors.knowledge.model import Body, Tenure
from memcon.actors.knowledge.names import ascii_name, fold, name_parts, name_words, sound

from builder.countries import Countries
from builder.people import Someone
from builder.raw import CURATED, rows

FORMAT = "1"
SURNAME_FIRST = frozenset({"CHN", "TWN", "PRK", "KOR", "VNM", "HKG", "KHM", "MAC", "SGP"})
WEIGHTS = {
    "foreign minister": 5.0, "defense minister": 4.0, "interior minister": 4.0, "finance minister": 3.6, "parliament speaker": 4.2, "high representative": 5.2,
    "secretary-general": 5.0, "national security advisor": 4.2, "secretary of the security council": 4.2, "deputy foreign minister": 3.2, "special envoy": 3.2,
    "spokesperson": 3.4, "vice president": 4.3, "deputy prime minister": 3.8, "permanent representative": 2.4, "ambassador": 2.2, "crown prince": 5.6, "minister": 2.5,
    "military chief": 3.0, "commander": 3.0, "group leader": 4.2, "director-general": 4.0, "governor-general": 3.0, "central bank governor": 2.4, "queen": 4.0, "minister of state": 2.6,
}  # fmt: skip
LEADERS = frozenset("president|prime minister|chancellor|king|emir|sultan|supreme leader|emperor|pope|commission president|council president".split("|"))

SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE country (iso3 TEXT PRIMARY KEY, name TEXT NOT NULL, capital TEXT) WITHOUT ROWID;
CREATE TABLE geo (fold TEXT PRIMARY KEY, iso3 TEXT NOT NULL, kind TEXT NOT NULL, acronym INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE body (id TEXT PRIMARY KEY, name TEXT NOT NULL, acronym TEXT, kind TEXT NOT NULL, members TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE body_name (fold TEXT PRIMARY KEY, id TEXT NOT NULL, acronym INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE venue (fold TEXT PRIMARY KEY, name TEXT NOT NULL, city TEXT NOT NULL, iso3 TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE text (num INTEGER PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE person (num INTEGER PRIMARY KEY, id TEXT NOT NULL, name TEXT NOT NULL, wikidata TEXT, aliases TEXT NOT NULL, weight REAL NOT NULL);
CREATE UNIQUE INDEX person_id ON person (id);
CREATE TABLE word (sound TEXT, num INTEGER, last INTEGER, PRIMARY KEY (sound, num)) WITHOUT ROWID;
CREATE TABLE tenure (
    num INTEGER NOT NULL, country TEXT NOT NULL, office INTEGER NOT NULL, title INTEGER NOT NULL, start TEXT, end TEXT, known_from TEXT, known_until TEXT,
    acting INTEGER NOT NULL, inferred INTEGER NOT NULL, source INTEGER NOT NULL
);
CREATE INDEX tenure_office ON tenure (country, office);
CREATE INDEX tenure_person ON tenure (num);
"""
PLACES = """
CREATE TABLE city (num INTEGER PRIMARY KEY, name TEXT NOT NULL, iso3 TEXT NOT NULL, lat REAL NOT NULL, lon REAL NOT NULL, population INTEGER NOT NULL);
CREATE TABLE city_name (fold TEXT, num INTEGER, PRIMARY KEY (fold, num)) WITHOUT ROWID;
"""
_MIN_ALIAS_POPULATION = 50_000
"""Below this, other names of a town are left out: they are rare in reports and collide with common words."""


def _fresh(path: Path, schema: str) -> sqlite3.Connection:
    path.unlink(missing_ok=True)
    db = sqlite3.connect(path)
    db.executescript("PRAGMA page_size = 4096; PRAGMA journal_mode = OFF;" + schema)
    return db


def _finish(db: sqlite3.Connection, path: Path) -> None:
    db.commit()
    db.execute("VACUUM")
    db.execute("ANALYZE")
    db.commit()
    db.close()
    print(f"wrote {path.name}: {path.stat().st_size / 1e6:.2f} MB")


def write_facts(
    path: Path, countries: Countries, bodies: tuple[Sequence[Body], Iterable[tuple[str, str, bool]]], people: Iterable[Someone], tenures: Iterable[Tenure]
) -> None:
    """The file in the public domain: countries, bodies, venues, persons and their tenures."""
    db = _fresh(path, SCHEMA)
    db.execute("INSERT INTO meta VALUES ('format', ?)", (FORMAT,))
    db.executemany("INSERT INTO country VALUES (?, ?, ?)", sorted((iso3, name, countries.capitals.get(iso3)) for iso3, name in countries.names.items()))
    db.executemany("INSERT INTO geo VALUES (?, ?, ?, ?)", sorted((folded, iso3, kind, int(acronym)) for folded, iso3, kind, acronym, _ in countries.terms))
    db.executemany("INSERT INTO body VALUES (?, ?, ?, ?, ?)", sorted((b.id, b.name, b.acronym, b.kind, " ".join(b.members)) for b in bodies[0]))
    db.executemany("INSERT INTO body_name VALUES (?, ?, ?)", sorted(bodies[1]))
    db.executemany("INSERT OR IGNORE INTO venue VALUES (?, ?, ?, ?)", sorted(_venues()))
    _write_people(db, sorted(people, key=lambda p: p.slug), list(tenures))
    _finish(db, path)


def _venues() -> Iterable[tuple[str, str, str, str]]:
    for row in rows(CURATED / "venues.csv"):
        for name in (row["name"], *filter(None, row["aliases"].split("|"))):
            yield fold(name), row["name"], row["city"], row["iso3"]


def _write_people(db: sqlite3.Connection, people: Sequence[Someone], tenures: Sequence[Tenure]) -> None:
    weights: dict[str, float] = {}
    homes: dict[str, str] = {}
    for tenure in tenures:
        weights[tenure.person] = max(weights.get(tenure.person, 0.0), _weight(tenure))
        homes.setdefault(tenure.person, tenure.country)
    people = [person for person in people if person.slug in weights]
    numbers = {person.slug: number for number, person in enumerate(people, 1)}
    for person in people:
        aliases = [a for a in sorted(person.aliases) if a != person.name]
        number = numbers[person.slug]
        db.execute("INSERT INTO person VALUES (?, ?, ?, ?, ?, ?)", (number, person.slug, person.name, person.qid, "|".join(aliases), round(weights[person.slug], 2)))
        db.executemany("INSERT INTO word VALUES (?, ?, ?)", ((s, number, int(last)) for s, last in sorted(_words(person, homes[person.slug]).items())))
    texts: dict[str, int] = {}
    for value in sorted({v for t in tenures for v in (t.office, t.title, t.source)}):
        texts[value] = len(texts) + 1
    db.executemany("INSERT INTO text VALUES (?, ?)", ((number, value) for value, number in texts.items()))
    for t in sorted(tenures, key=lambda t: (t.country, t.office, t.start or t.known_from or "", t.person, t.title, t.source)):
        db.execute(
            "INSERT INTO tenure VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (numbers[t.person], t.country, texts[t.office], texts[t.title], t.start, t.end, t.known_from, t.known_until, int(t.acting), int(t.end_inferred), texts[t.source]),
        )  # fmt: skip


def _weight(tenure: Tenure) -> float:
    """How likely a report means this person, all else equal: the office, and how lately it was held."""
    base = 6.0 if tenure.office in LEADERS else WEIGHTS.get(tenure.office, 3.0)
    latest = tenure.end or tenure.known_until or tenure.start or tenure.known_from or "2000"
    return base + (int(latest[:4]) - 2000) / 100 + (0.3 if tenure.source.startswith("curated") else 0.0)


def _words(person: Someone, country: str) -> dict[str, bool]:
    """The sounds under which a person is found, and whether each is the family name."""
    found: dict[str, bool] = {}
    for name in (person.name, *person.aliases):
        for part in name_parts(name):
            found.setdefault(sound(part), False)
        words = name_words(name)
        if not words:
            continue
        surnames = [words[-1], ascii_name(name).lower().split("-")[-1].split()[-1] if name.count("-") == 1 and not name.endswith("-") else words[-1]]
        if country in SURNAME_FIRST:
            surnames.append(words[0])
        for word in surnames:
            if len(word) > 1:
                found[sound(fold(word))] = True
    found.pop("", None)
    return found


def write_places(path: Path, kb: Path, countries: Countries) -> None:
    """The GeoNames file."""
    db = _fresh(path, PLACES)
    for row in rows(kb / "cities15000.csv.gz"):
        iso3 = countries.code(row["iso2"])
        if iso3 is None:
            continue
        number, population = int(row["geonameid"]), int(row["population"])
        db.execute("INSERT OR IGNORE INTO city VALUES (?, ?, ?, ?, ?, ?)", (number, row["name"], iso3, float(row["lat"]), float(row["lon"]), population))
        names = {fold(row["name"])}
        if population >= _MIN_ALIAS_POPULATION:
            names.update(fold(alias) for alias in row["alt_names_latin"].split("|") if len(alias) > 3)
        db.executemany("INSERT OR IGNORE INTO city_name VALUES (?, ?)", sorted((name, number) for name in names if len(name) > 1))
    extra = list(rows(CURATED / "places.csv"))
    for row in extra:
        db.execute("INSERT OR IGNORE INTO city_name VALUES (?, ?)", (fold(row["name"]), int(row["geonameid"])))
    _finish(db, path)
