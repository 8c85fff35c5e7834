"""Reads a Wikidata dump (one entity a line, as in latest-all.json), twice: for positions, then for who held them.

Only lines that may matter are decoded, and of those only what is wanted; memory does not grow with the dump.
"""

import bz2
import gzip
import lzma
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from pathlib import Path
from typing import IO, Any, TypeVar, cast

import msgspec

from memcon.actors.knowledge.wikidata.assembly import Offices
from memcon.actors.knowledge.wikidata.statements import Collected, Group, Holding, Human, iso_date
from memcon.errors import KnowledgeError

_OPENERS: dict[str, Callable[..., Any]] = {".gz": gzip.open, ".bz2": bz2.open, ".xz": lzma.open}
_LANGUAGES = ("en", "mul")
_HUMAN = "Q5"
_ID = re.compile(rb'"id":\s*"(Q\d+)"')
_TOLD_EVERY = 20_000
"""Lines between two reports of how far it is."""


T = TypeVar("T")


class _Text(msgspec.Struct):
    value: str


class _DataValue(msgspec.Struct):
    value: msgspec.Raw


class _Snak(msgspec.Struct):
    datavalue: _DataValue | None = None


class _Statement(msgspec.Struct):
    mainsnak: _Snak
    rank: str = "normal"
    qualifiers: dict[str, list[_Snak]] = {}


class _Entity(msgspec.Struct):
    id: str
    labels: dict[str, _Text] = {}
    aliases: dict[str, list[_Text]] = {}
    claims: dict[str, list[_Statement]] = {}
    modified: str = ""


class _Item(msgspec.Struct):
    id: str


class _Time(msgspec.Struct):
    time: str
    precision: int


class _Monolingual(msgspec.Struct):
    text: str
    language: str


def read_dump(
    path: Path, countries: Mapping[str, str], offices: Offices, tell: Callable[[float], None] = lambda _: None
) -> Collected:
    """What a dump says of countries, given as codes by item; of bodies too. Raises KnowledgeError.

    ``tell`` is told from time to time which part of the work is done.
    """
    found = Collected("")
    wanted: set[str] = set()
    entities = 0
    for entity in _entities(path, (b'"P1001"', b'"P17"', b'"P463"'), (), found, lambda part: tell(part / 2)):
        entities += 1
        _take_position(entity, countries, offices, found)
        if entity.id in countries:
            wanted.update(_current(entity, "P463"))
            for group in _current(entity, "P463"):
                found.members.setdefault(group, set()).add(countries[entity.id])
    for entity in _entities(path, (b'"P39"', b'"P527"'), wanted, found, lambda part: tell(0.5 + part / 2)):
        entities += 1
        _take_human(entity, found)
        _take_group(entity, wanted, countries, found)
    if not entities:
        raise KnowledgeError(f"{path} holds nothing of offices; is it a Wikidata dump in JSON, one entity a line?")
    found.day = found.day or "2000-01-01"
    return found


def _entities(
    path: Path, marks: Collection[bytes], items: Collection[str], found: Collected, tell: Callable[[float], None]
) -> Iterator[_Entity]:
    """The entities that have one of the marks or ids; the newest day of change becomes the day of the answer."""
    decoder = msgspec.json.Decoder(_Entity)
    for number, line in _lines(path, tell):
        if not any(mark in line for mark in marks) and not (items and _named(line) in items):
            continue
        try:
            entity = decoder.decode(line)
        except msgspec.MsgspecError:
            found.broken.add(number)
            continue
        found.day = max(found.day, entity.modified[:10])
        yield entity


def _named(line: bytes) -> str:
    match = _ID.search(line)
    return match[1].decode() if match else ""


def _lines(path: Path, tell: Callable[[float], None]) -> Iterator[tuple[int, bytes]]:
    try:
        size = max(path.stat().st_size, 1)
        with path.open("rb") as raw:
            opener = _OPENERS.get(path.suffix.lower())
            text = cast(IO[bytes], opener(raw, "rb")) if opener else raw
            first, last = b"", b""
            for number, line in enumerate(text, 1):
                if number % _TOLD_EVERY == 0:
                    tell(raw.tell() / size)
                stripped = line.strip().rstrip(b",")
                if stripped:
                    first, last = first or stripped, stripped
                if len(stripped) > 2:  # the dump is one array, with its brackets on lines of their own
                    yield number, stripped
            if _is_cut_off(first, last):
                raise EOFError("its end is missing")
    except (EOFError, lzma.LZMAError, gzip.BadGzipFile) as error:
        raise KnowledgeError(f"{path} is damaged or cut off ({error}); fetch it again.") from error
    except OSError as error:
        raise KnowledgeError(f"{path} cannot be read ({(error.strerror or str(error)).lower()}); check it.") from error


def _is_cut_off(first: bytes, last: bytes) -> bool:
    """Whether a file with that first and last line has no end: an array without its bracket, an entity broken off."""
    if first.startswith(b"["):
        return not last.endswith(b"]")
    try:
        msgspec.json.decode(last)
    except msgspec.DecodeError:
        return last.startswith(b"{")
    return False


def _take_position(entity: _Entity, countries: Mapping[str, str], offices: Offices, found: Collected) -> None:
    label = _label(entity)
    places = _values(entity, "P1001") or _values(entity, "P17")
    country = next((countries[place] for place in places if place in countries), None)
    if label and country:
        offices.keep(entity.id, label, country, found)


def _take_human(entity: _Entity, found: Collected) -> None:
    if _HUMAN not in _values(entity, "P31"):
        return
    for statement in entity.claims.get("P39", ()):
        position = _item_of(statement.mainsnak)
        if statement.rank != "deprecated" and position in found.positions:
            dates = (_date(statement.qualifiers.get(name, ())) for name in ("P580", "P582"))
            found.holdings.append(Holding(entity.id, position, *dates))
            died = _date([statement.mainsnak for statement in entity.claims.get("P570", ())])
            found.humans[entity.id] = Human(entity.id, _label(entity), _aliases(entity), died)


def _take_group(entity: _Entity, wanted: Collection[str], countries: Mapping[str, str], found: Collected) -> None:
    parts = {countries[item] for item in _current(entity, "P527") if item in countries}
    if (entity.id not in wanted and len(parts) < 2) or "P576" in entity.claims:
        return
    found.members.setdefault(entity.id, set()).update(parts)
    found.groups[entity.id] = Group(entity.id, _label(entity), _acronym(entity), _aliases(entity))


def _label(entity: _Entity) -> str:
    return next((entity.labels[language].value for language in _LANGUAGES if language in entity.labels), "")


def _aliases(entity: _Entity) -> tuple[str, ...]:
    return tuple(sorted({alias.value for language in _LANGUAGES for alias in entity.aliases.get(language, ())}))


def _acronym(entity: _Entity) -> str | None:
    for statement in entity.claims.get("P1813", ()):
        short = _value(statement.mainsnak, _Monolingual)
        if short and short.language in _LANGUAGES:
            return short.text
    return None


def _values(entity: _Entity, name: str) -> list[str]:
    """The items that a property has as values."""
    return [
        item
        for statement in entity.claims.get(name, ())
        if statement.rank != "deprecated" and (item := _item_of(statement.mainsnak))
    ]


def _current(entity: _Entity, name: str) -> list[str]:
    """Those of them that have not ended."""
    return [
        item
        for statement in entity.claims.get(name, ())
        if statement.rank != "deprecated"
        and "P582" not in statement.qualifiers
        and (item := _item_of(statement.mainsnak))
    ]


def _item_of(snak: _Snak) -> str:
    item = _value(snak, _Item)
    return item.id if item else ""


def _date(snaks: Collection[_Snak]) -> str | None:
    for snak in snaks:
        found = _value(snak, _Time)
        if found:
            return iso_date(found.time, found.precision)
    return None


def _value(snak: _Snak, kind: type[T]) -> T | None:
    """What a snak holds; None for "some value", "no value", or something of another kind."""
    try:
        return msgspec.json.decode(snak.datavalue.value, type=kind) if snak.datavalue else None
    except msgspec.MsgspecError:
        return None
