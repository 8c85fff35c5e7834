"""A contact as a report tells it, with all that the score looks at."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import BindParameter, ColumnElement, Connection, RowMapping, Select, Text, and_, bindparam, cast, select

from memcon.archive.days import number_of
from memcon.archive.folding import fold_name, folded_words
from memcon.archive.schema import actors, contacts, evidence, participants, reports

_AT_ONCE = 400  # keys asked for in one query; SQLite limits the variables of a statement
_SHORT = 4  # days that a dated contact may take: a summit, a visit

Key = tuple[str, str]
"""A report (SHA-256) and the id of a contact in it: the same in whatever order reports are added."""


@dataclass(frozen=True)
class Person:
    """Somebody who took part, as far as a report tells: ``keys`` are the ids by which he is the same person elsewhere."""

    keys: frozenset[str]
    words: frozenset[str] = frozenset()
    office: str | None = None

    @property
    def named(self) -> bool:
        """Whether the report gives a name."""
        return bool(self.words)


def person_of(actor: str, wikidata: str | None, name: str | None, office: str | None) -> Person:
    """Somebody who took part, by what a report gives of him."""
    keys = {actor, wikidata, fold_name(name or "")} - {None, ""}
    words = frozenset(word for word, _, _ in folded_words(name or ""))
    return Person(frozenset(str(key) for key in keys), words, office)


def same_person(one: Person, other: Person) -> bool:
    """Whether two reports mean one person: by an id, the whole name, or a surname that stands alone."""
    if one.keys & other.keys:
        return True
    shorter, longer = sorted((one.words, other.words), key=len)
    return len(shorter) == 1 and shorter <= longer and (one.office == other.office or not (one.office and other.office))


@dataclass(frozen=True, kw_only=True)
class Told:
    """A contact told by one report. ``ref`` is what people type, ``added`` says when it came into the archive.

    ``start`` and ``end`` are its days as numbers, None where the report leaves them open, and ``bounded`` says that it gives both;
    ``published`` is the day of the report.
    ``countries`` are those of who took part, of a visit also where it went; ``sides`` are these and the ids of actors without one,
    ``present`` those of who took part, ``people`` the persons of each. ``company`` are sides that the
    same sentence tells of in another contact. ``row`` is its row in the table, with the outlet of its report.
    """

    key: Key
    ref: str
    added: tuple[int, int]
    status: str
    role: str
    mode: str
    level: str | None = None
    start: int | None = None
    end: int | None = None
    bounded: bool = True
    weekday: str | None = None
    published: int | None = None
    place: str | None = None
    place_country: str | None = None
    point: tuple[float, float] | None = None
    occasion: str | None = None
    mechanism: str | None = None
    topics: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    sides: frozenset[str] = frozenset()
    present: frozenset[str] = frozenset()
    people: Mapping[str, tuple[Person, ...]] = field(default_factory=dict)
    actors: frozenset[str] = frozenset()
    company: frozenset[str] = frozenset()
    outlet: str | None = None
    outlet_country: str | None = None
    sketch: tuple[int, ...] = ()
    encounter: str | None = None
    row: RowMapping | None = field(default=None, compare=False, repr=False)

    @cached_property
    def dated(self) -> bool:
        """Whether the report tells the day, or a few that follow each other."""
        if self.start is None or self.end is None or not self.bounded:
            return False
        return self.start == self.end or (self.end - self.start <= _SHORT and self.weekday is None)

    @cached_property
    def said(self) -> "Said":
        """What the score looks at, but for the report itself."""
        return Said(self)

    @cached_property
    def hashes(self) -> frozenset[int]:
        """Those of the sketch."""
        return frozenset(self.sketch)


def told_of(connection: Connection, of: Collection[str]) -> list[Told]:
    """The contacts that stand in some reports, withdrawn ones left out, in the order of adding."""
    return [one for part in batches(of) for one in _load(connection, _OF_REPORTS, part)]


def told_by_ref(connection: Connection, refs: Collection[str]) -> list[Told]:
    """The contacts with these refs that stand, in the order of adding."""
    return [one for part in batches(refs) for one in _load(connection, _BY_REF, part)]


def batches(keys: Iterable[str]) -> Iterator[list[str]]:
    """Keys in order, as many at a time as one query may ask for."""
    ordered = sorted(set(keys))
    for start in range(0, len(ordered), _AT_ONCE):
        yield ordered[start : start + _AT_ONCE]


class Said:
    """What a report says of a contact: equal where another says just the same, and quick to be looked up."""

    __slots__ = ("_hash", "_values", "told")

    def __init__(self, told: Told) -> None:
        self.told = told
        self._values = (
            *(told.status, told.role, told.mode, told.level, told.start, told.end, told.bounded, told.weekday),
            *(told.published, told.place, told.place_country, told.point, told.occasion, told.mechanism, told.topics),
            *(told.sides, told.present, told.company, told.outlet_country, tuple(told.people.items())),
        )
        self._hash = hash(self._values)

    def __hash__(self) -> int:
        return self._hash

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Said) and self._values == other._values


_KEYS: BindParameter[str] = bindparam("keys", expanding=True)


_COLUMNS = [
    column
    for column in contacts.c
    if column.name not in ("topics", "found_by", "confidence", "review", "withdrawn", "day")
]


def _contacts_in(column: ColumnElement[str]) -> Select[Any]:
    return (
        select(*_COLUMNS, reports.c.key, reports.c.seq.label("report_seq"), reports.c.published, reports.c.outlet)
        .add_columns(reports.c.outlet_country, cast(reports.c.sketch, Text).label("hashes"))
        .add_columns(cast(contacts.c.topics, Text).label("named_topics"))
        .join(reports, reports.c.id == contacts.c.report)
        .where(column.in_(_KEYS), contacts.c.withdrawn.is_(False))
        .order_by(reports.c.seq, contacts.c.seq)
    )


_OF_REPORTS, _BY_REF = _contacts_in(contacts.c.report), _contacts_in(contacts.c.ref)
_PARTICIPANTS = (
    select(participants.c.report, participants.c.contact, participants.c.actor, participants.c.name)
    .add_columns(participants.c.country, participants.c.office, actors.c.kind, actors.c.wikidata)
    .outerjoin(actors, and_(actors.c.report == participants.c.report, actors.c.id == participants.c.actor))
    .where(participants.c.report.in_(_KEYS))
    .order_by(participants.c.report, participants.c.contact, participants.c.seq)
)
_SENTENCES = select(evidence.c.report, evidence.c.item, evidence.c.start, evidence.c.end).where(
    evidence.c.report.in_(_KEYS),
    evidence.c.item_type == "contact",
    evidence.c.field == "spans",
    evidence.c.seq == 0,
)
_SKETCH = msgspec.json.Decoder(tuple[int, ...])


class _Part(NamedTuple):
    """Who took part."""

    actor: str
    name: str | None
    country: str | None
    office: str | None
    kind: str | None
    wikidata: str | None

    @property
    def side(self) -> str:
        return self.country or self.actor


_Parts = tuple[_Part, ...]


def _load(connection: Connection, query: Select[Any], keys: Sequence[str]) -> list[Told]:
    rows = connection.execute(query, {"keys": keys}).mappings().all()
    of = {row["report"] for row in rows}
    who, sentences = _participants(connection, of), _sentences(connection, of)
    return [_told(row, who, sentences) for row in rows]


def _participants(connection: Connection, of: Collection[str]) -> dict[Key, _Parts]:
    found: dict[Key, list[_Part]] = defaultdict(list)
    for part in batches(of):
        for report, contact, *who in connection.execute(_PARTICIPANTS, {"keys": part}):
            found[report, contact].append(_Part(*who))
    return {key: tuple(parts) for key, parts in found.items()}


def _sentences(connection: Connection, of: Collection[str]) -> dict[str, dict[str, tuple[int, int]]]:
    """Where the first words stand that tell of each contact of some reports."""
    found: dict[str, dict[str, tuple[int, int]]] = defaultdict(dict)
    for part in batches(of):
        for report, item, start, end in connection.execute(_SENTENCES, {"keys": part}):
            found[report][item] = (start, end)
    return found


def _told(row: RowMapping, who: Mapping[Key, _Parts], sentences: Mapping[str, Mapping[str, tuple[int, int]]]) -> Told:
    key = (row["report"], row["id"])
    parts = who.get(key, ())
    countries, present, actors_, people = _took_part(parts)
    if row["mode"] == "visit" and row["place_country"]:
        countries |= {row["place_country"]}
    sides = countries | present
    in_report = sentences.get(key[0], {})
    place = in_report.get(key[1])
    beside = [(key[0], other) for other, words in in_report.items() if words == place and other != key[1]]
    start, end = row["when_start"] or row["when_end"], row["when_end"] or row["when_start"]
    return Told(
        key=key,
        ref=row["ref"],
        added=(row["report_seq"], row["seq"]),
        status=row["status"],
        role=row["role"],
        mode=row["mode"],
        level=row["level"],
        start=number_of(start),
        end=number_of(end),
        bounded=bool(row["when_start"] and row["when_end"]),
        weekday=row["when_weekday"],
        published=number_of(row["published"]),
        place=row["place_name"],
        place_country=row["place_country"],
        point=(row["place_lat"], row["place_lon"]) if row["place_lat"] is not None else None,
        occasion=row["occasion"],
        mechanism=row["mechanism"],
        topics=_topics(row["named_topics"]),
        countries=countries,
        sides=sides,
        present=present,
        people=people,
        actors=actors_,
        company=frozenset(part.side for other in beside for part in who.get(other, ())) - sides,
        outlet=row["outlet"],
        outlet_country=row["outlet_country"],
        sketch=_SKETCH.decode(row["hashes"]),
        encounter=row["encounter"],
        row=row,
    )


@lru_cache(maxsize=4096)
def _topics(words: str) -> frozenset[str]:
    return frozenset(msgspec.json.decode(words, type=list[str]))


@lru_cache(maxsize=4096)
def _took_part(
    parts: _Parts,
) -> tuple[frozenset[str], frozenset[str], frozenset[str], Mapping[str, tuple[Person, ...]]]:
    """Countries, sides and actors of those who took part, and the persons of each side; states, bodies and groups have none."""
    people: dict[str, tuple[Person, ...]] = {}
    for part in parts:
        if part.kind in (None, "person") and (part.name or part.office):
            person = person_of(part.actor, part.wikidata, part.name, part.office)
            people[part.side] = (*people.get(part.side, ()), person)
    return (
        frozenset(part.country for part in parts if part.country),
        frozenset(part.side for part in parts),
        frozenset(part.actor for part in parts),
        people,
    )
