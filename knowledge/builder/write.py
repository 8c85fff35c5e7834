"""Writes the shipped files: one SQLite file for each licence."""

import re
import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path

from builder.countries import Countries
from builder.people import WEIGHTS, Someone
from builder.raw import CURATED, RULES, rows, say
from memcon.actors.knowledge.model import Body, Tenure
from memcon.actors.knowledge.names import ascii_name, fold, name_parts, name_words, sound

FORMAT = "1"
_RULES = RULES["persons"]

_APOSTROPHE = re.compile("['’‘`]")
_NO_PLACES = frozenset(RULES["places"]["words"])
_MIN_ALIAS_POPULATION = 50_000
"""Below this, other names of a town are left out: they are rare in reports and collide with common words."""


def _fresh(path: Path, layout: str) -> sqlite3.Connection:
    path.unlink(missing_ok=True)
    db = sqlite3.connect(path)
    schema = Path(__file__).with_name(layout).read_text(encoding="utf-8")
    db.executescript("PRAGMA page_size = 4096; PRAGMA journal_mode = OFF;" + schema)
    return db


def _finish(db: sqlite3.Connection, path: Path) -> None:
    db.commit()
    db.execute("VACUUM")
    db.execute("ANALYZE")
    db.commit()
    db.close()
    say(f"wrote {path.name}: {path.stat().st_size / 1e6:.2f} MB")


def write_facts(
    path: Path,
    countries: Countries,
    bodies: tuple[Sequence[Body], Iterable[tuple[str, str, bool]]],
    people: Iterable[Someone],
    tenures: Iterable[Tenure],
) -> None:
    """The file in the public domain: countries, bodies, venues, persons and their tenures."""
    db = _fresh(path, "facts.sql")
    db.execute("INSERT INTO meta VALUES ('format', ?)", (FORMAT,))
    db.executemany(
        "INSERT INTO country VALUES (?, ?, ?)",
        sorted((iso3, name, countries.capitals.get(iso3)) for iso3, name in countries.names.items()),
    )
    db.executemany(
        "INSERT INTO geo VALUES (?, ?, ?, ?)",
        sorted((folded, iso3, kind, int(acronym)) for folded, iso3, kind, acronym, _ in countries.terms),
    )
    db.executemany(
        "INSERT INTO body VALUES (?, ?, ?, ?, ?)",
        sorted((b.id, b.name, b.acronym, b.kind, " ".join(b.members)) for b in bodies[0]),
    )
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
        aliases = _spellings(person)
        number = numbers[person.slug]
        db.execute(
            "INSERT INTO person VALUES (?, ?, ?, ?, ?, ?)",
            (number, person.slug, person.name, person.qid, "|".join(aliases), round(weights[person.slug], 2)),
        )
        db.executemany(
            "INSERT INTO word VALUES (?, ?, ?)",
            ((s, number, int(last)) for s, last in sorted(_words(person, homes[person.slug]).items())),
        )
    offices = _numbered(t.office for t in tenures)
    texts = _numbered(v for t in tenures for v in (t.title, t.source))
    db.executemany("INSERT INTO office VALUES (?, ?)", ((number, name) for name, number in offices.items()))
    db.executemany("INSERT INTO text VALUES (?, ?)", ((number, value) for value, number in texts.items()))
    order = sorted(tenures, key=lambda t: (t.country, t.office, _first_day(t), t.person, t.title, t.source))
    for t in order:
        who = (numbers[t.person], t.country, offices[t.office], texts[t.title])
        when = (t.start, t.end, t.known_from, t.known_until)
        how = (int(t.acting), int(t.end_inferred), texts[t.source])
        db.execute(f"INSERT INTO tenure VALUES ({', '.join('?' * 11)})", (*who, *when, *how))


def _numbered(values: Iterable[str]) -> dict[str, int]:
    return {value: number for number, value in enumerate(sorted(set(values)), 1)}


def _first_day(tenure: Tenure) -> str:
    return tenure.start or tenure.known_from or ""


def _spellings(person: Someone) -> list[str]:
    """The other spellings of a name, those left out that differ in case, accents, titles or particles only."""
    known = {tuple(name_words(person.name))}
    kept = []
    for alias in sorted(person.aliases, key=lambda alias: (len(alias), alias)):
        words = tuple(name_words(alias))
        if words not in known:
            known.add(words)
            kept.append(alias)
    return sorted(kept)


def _weight(tenure: Tenure) -> float:
    """How likely a report means this person, all else equal: the office, and how lately it was held."""
    base = WEIGHTS.get(tenure.office, 3.0)
    latest = tenure.end or tenure.known_until or tenure.start or tenure.known_from or "2000"
    base += 0.8 if tenure.country in _RULES["often_reported"] else 0.0
    base += 1.0 if tenure.country == "UNO" and tenure.office == "secretary-general" else 0.0
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
        surnames = [
            words[-1],
            ascii_name(name).lower().split("-")[-1].split()[-1]
            if name.count("-") == 1 and not name.endswith("-")
            else words[-1],
        ]
        if country in _RULES["surname_first"]:
            surnames.append(words[0])
        for word in surnames:
            if len(word) > 1:
                found[sound(fold(word))] = True
    found.pop("", None)
    return found


def write_places(path: Path, kb: Path, countries: Countries) -> None:
    """The GeoNames file, with the curated places and names."""
    db = _fresh(path, "places.sql")
    own = list(rows(CURATED / "places.csv"))
    renamed = {(row["found_as"], row["iso3"]): row["name"] for row in own if row["found_as"]}
    for row in rows(kb / "cities15000.csv.gz"):
        iso3 = countries.code(row["iso2"])
        if iso3 is None:
            continue
        name = renamed.get((row["name"], iso3)) or _APOSTROPHE.sub("", ascii_name(row["name"]))
        aliases = [alias for alias in row["alt_names_latin"].split("|") if len(alias) > 3]
        names = {name, row["name"], *(aliases if int(row["population"]) >= _MIN_ALIAS_POPULATION else ())}
        _write_city(db, int(row["geonameid"]), {**row, "name": name, "iso3": iso3}, names)
    for number, row in enumerate((row for row in own if not row["found_as"]), 1):
        _write_city(db, -number, row, {row["name"]})
    _finish(db, path)


def _write_city(db: sqlite3.Connection, number: int, row: dict[str, str], names: Iterable[str]) -> None:
    """One city; a negative number is one that GeoNames' list does not have."""
    place = (float(row["lat"]), float(row["lon"]), int(row["population"]))
    db.execute("INSERT INTO city VALUES (?, ?, ?, ?, ?, ?)", (number, row["name"], row["iso3"], *place))
    folded = sorted({fold(name) for name in names} - _NO_PLACES)
    db.executemany("INSERT INTO city_name VALUES (?, ?)", ((name, number) for name in folded if len(name) > 1))
