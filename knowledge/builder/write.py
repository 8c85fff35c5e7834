"""Writes the shipped files: one SQLite file for each licence."""

import json
import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from builder.countries import Countries
from builder.people import WEIGHTS, Someone
from builder.raw import RULES, say
from memcon.actors.knowledge.model import Body, Tenure
from memcon.actors.knowledge.spellings import found_under, other_spellings
from memcon.actors.knowledge.store import FORMAT

_RULES = RULES["persons"]

_SURNAME_FIRST = frozenset(_RULES["surname_first"])
_OVERLAY_RULES = {
    "weights": WEIGHTS,
    "surname_first": sorted(_SURNAME_FIRST),
    "unwanted": sorted(RULES["offices"]["unwanted"]),
    "bare": sorted(RULES["offices"]["bare"]),
    "fixes": _RULES["fixes"],
}
"""What a user's knowledge is made with too."""


@contextmanager
def replacing(path: Path, layout: str) -> Iterator[sqlite3.Connection]:
    """An empty database that takes the place of ``path`` once it is complete: others may be reading that."""
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    db = sqlite3.connect(draft)
    try:
        schema = Path(__file__).with_name(layout).read_text(encoding="utf-8")
        db.executescript("PRAGMA page_size = 4096; PRAGMA journal_mode = OFF;" + schema)
        yield db
        db.commit()
        db.execute("VACUUM")
        db.execute("ANALYZE")
        db.commit()
        db.close()
        draft.replace(path)
    finally:
        db.close()
        draft.unlink(missing_ok=True)
    say(f"wrote {path.name}: {path.stat().st_size / 1e6:.2f} MB")


def write_facts(
    path: Path,
    countries: Countries,
    bodies: tuple[Sequence[Body], Iterable[tuple[str, str, bool]]],
    people: Iterable[Someone],
    tenures: Iterable[Tenure],
) -> None:
    """The file in the public domain: countries, bodies, persons and their tenures."""
    with replacing(path, "facts.sql") as db:
        db.executemany("INSERT INTO meta VALUES (?, ?)", (("format", FORMAT), ("rules", json.dumps(_OVERLAY_RULES))))
        db.executemany(
            "INSERT INTO country VALUES (?, ?, ?, ?, ?, ?)",
            sorted((iso3, name, *_about(countries, iso3)) for iso3, name in countries.names.items()),
        )
        db.executemany(
            "INSERT INTO geo VALUES (?, ?, ?, ?, ?)",
            sorted((folded, iso3, kind, int(acronym), term) for folded, iso3, kind, acronym, term in countries.terms),
        )
        db.executemany(
            "INSERT INTO body VALUES (?, ?, ?, ?, ?)",
            sorted((b.id, b.name, b.acronym, b.kind, " ".join(b.members)) for b in bodies[0]),
        )
        db.executemany("INSERT INTO body_name VALUES (?, ?, ?)", sorted(bodies[1]))
        _write_people(db, sorted(people, key=lambda p: p.slug), list(tenures))


def _about(countries: Countries, iso3: str) -> tuple[str | None, int | None, int | None, str]:
    """Capital, COW number, GW number and Wikidata items of a state."""
    cow, gw = countries.numbers.get(iso3, (None, None))
    items = sorted(item for item, known in countries.by_qid.items() if known == iso3)
    return countries.capitals.get(iso3), cow, gw, " ".join(items)


def _write_people(db: sqlite3.Connection, people: Sequence[Someone], tenures: Sequence[Tenure]) -> None:
    weights: dict[str, float] = {}
    homes: dict[str, str] = {}
    for tenure in tenures:
        weights[tenure.person] = max(weights.get(tenure.person, 0.0), _weight(tenure))
        homes.setdefault(tenure.person, tenure.country)
    people = [person for person in people if person.slug in weights]
    numbers = {person.slug: number for number, person in enumerate(people, 1)}
    for person in people:
        number, home = numbers[person.slug], homes[person.slug]
        aliases = "|".join(other_spellings(person.name, person.aliases))
        db.execute(
            "INSERT INTO person VALUES (?, ?, ?, ?, ?, ?)",
            (number, person.slug, person.name, person.qid, aliases, round(weights[person.slug], 2)),
        )
        words = found_under((person.name, *person.aliases), surname_first=home in _SURNAME_FIRST)
        db.executemany(
            "INSERT INTO word VALUES (?, ?, ?)", ((w, number, int(last)) for w, last in sorted(words.items()))
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


def _weight(tenure: Tenure) -> float:
    """How likely a report means this person, all else equal: the office, and how lately it was held."""
    base = WEIGHTS.get(tenure.office, 3.0)
    latest = tenure.end or tenure.known_until or tenure.start or tenure.known_from or "2000"
    base += 0.8 if tenure.country in _RULES["often_reported"] else 0.0
    base += 1.0 if tenure.country == "UNO" and tenure.office == "secretary-general" else 0.0
    return base + (int(latest[:4]) - 2000) / 100 + (0.3 if tenure.source.startswith("curated") else 0.0)
