"""Writes places.sqlite: GeoNames' cities, what is kept by hand of them, regions, and venues."""

import re
import sqlite3
from collections.abc import Iterable
from pathlib import Path

from builder.countries import Countries
from builder.raw import CURATED, RULES, rows, say
from builder.write import replacing
from memcon.actors.knowledge.names import ascii_name, fold

_APOSTROPHE = re.compile("['’‘`]")
_NO_PLACES = frozenset(RULES["places"]["words"])
_MIN_ALIAS_POPULATION = 50_000
"""Below this, other names of a town are left out: they are rare in reports and collide with common words."""


def write_places(path: Path, kb: Path, countries: Countries) -> None:
    """The GeoNames file, with the curated places, names, regions and venues."""
    own = list(rows(CURATED / "places.csv"))
    with replacing(path, "places.sql") as db:
        _write_listed(db, kb, countries, {(row["found_as"], row["iso3"]): row for row in own if row["found_as"]})
        for number, row in enumerate((row for row in own if not row["found_as"]), 1):
            num = int(row["geonames"]) if row["geonames"] else -number
            _write_city(db, num, {**row, "admin1": ""}, {row["name"], *_split(row["aliases"])}, noted=True)
        _mark_capitals(db, countries)
        _write_regions(db)
        _write_venues(db)


def _write_listed(
    db: sqlite3.Connection, kb: Path, countries: Countries, noted: dict[tuple[str, str], dict[str, str]]
) -> None:
    missing = set(noted)
    for row in rows(kb / "cities15000.csv.gz"):
        iso3 = countries.code(row["iso2"])
        if iso3 is None:
            continue
        own = noted.get((row["name"], iso3))
        missing.discard((row["name"], iso3))
        name = own["name"] if own else _APOSTROPHE.sub("", ascii_name(row["name"]))
        others = _split(row["alt_names_latin"]) if int(row["population"]) >= _MIN_ALIAS_POPULATION else ()
        names = {name, row["name"], *(alias for alias in others if len(alias) > 3)}
        names.update(_split(own["aliases"]) if own else ())
        _write_city(db, int(row["geonameid"]), {**row, "name": name, "iso3": iso3}, names, noted=own is not None)
    for name, iso3 in sorted(missing):
        say(f"  places.csv: GeoNames has no {name!r} in {iso3}")


def _split(names: str) -> tuple[str, ...]:
    return tuple(filter(None, names.split("|")))


def _write_city(db: sqlite3.Connection, num: int, row: dict[str, str], names: Iterable[str], *, noted: bool) -> None:
    where = (float(row["lat"]), float(row["lon"]), int(row["population"]), row["admin1"] or None)
    db.execute("INSERT INTO city VALUES (?, ?, ?, ?, ?, ?, ?, 0, ?)", (num, row["name"], row["iso3"], *where, noted))
    folded = sorted({fold(name) for name in names} - (frozenset() if noted else _NO_PLACES))
    db.executemany("INSERT INTO city_name VALUES (?, ?)", ((name, num) for name in folded if len(name) > 1))


def _mark_capitals(db: sqlite3.Connection, countries: Countries) -> None:
    for iso3, capital in sorted(countries.capitals.items()):
        num = _find(db, capital, iso3)
        if num is not None:
            db.execute("UPDATE city SET capital = 1 WHERE num = ?", (num,))


def _find(db: sqlite3.Connection, name: str, iso3: str) -> int | None:
    """The largest city of a name in a country, those that bear it before those also called so."""
    query = """
    SELECT num FROM city_name JOIN city USING (num) WHERE fold = ? AND iso3 = ?
    ORDER BY name = ? DESC, population DESC, num
    """
    found = db.execute(query, (fold(name), iso3, name)).fetchone()
    return int(found[0]) if found else None


def _write_regions(db: sqlite3.Connection) -> None:
    """States and provinces, with the codes that GeoNames gives to the cities in them."""
    for row in rows(CURATED / "regions.csv"):
        for seat in row["seat"].split("|"):
            num = _find(db, seat, row["iso3"])
            code = db.execute("SELECT region FROM city WHERE num = ?", (num,)).fetchone() if num is not None else None
            if code is None or code[0] is None:
                say(f"  regions.csv: no city {seat!r} in {row['iso3']} for {row['name']}")
                continue
            for name in (row["name"], *_split(row["aliases"])):
                values = (fold(name), row["iso3"], code[0], row["name"])
                db.execute("INSERT OR IGNORE INTO region VALUES (?, ?, ?, ?)", values)


def _write_venues(db: sqlite3.Connection) -> None:
    for row in rows(CURATED / "venues.csv"):
        num = _find(db, row["city"], row["iso3"])
        if num is None:
            say(f"  venues.csv: no city {row['city']!r} in {row['iso3']} for {row['name']}")
        for name in sorted({fold(name) for name in (row["name"], *_split(row["aliases"]))}):
            values = (name, row["iso3"], row["name"], row["city"], num)
            db.execute("INSERT OR IGNORE INTO venue VALUES (?, ?, ?, ?, ?)", values)
