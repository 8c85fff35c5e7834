"""What the knowledge base answers with. Countries are ISO 3166-1 alpha-3; XKX for Kosovo; UNO, EUR, NAT for bodies."""

from typing import Literal

import msgspec

from memcon.record import Level

GeoKind = Literal["name", "adjective", "demonym", "capital", "seat"]
BodyKind = Literal["organisation", "forum", "mechanism", "organ", "armed group"]
OfficeStatus = Literal["acting", "former", "elect"]


class GeoTerm(msgspec.Struct, frozen=True):
    """A word for a country or its government. ``name`` is the usual English name of the country."""

    iso3: str
    name: str
    kind: GeoKind


class State(msgspec.Struct, frozen=True):
    """A country and what it is called.

    ``cow`` is its number in the Correlates of War, ``gw`` that of Gleditsch and Ward, None where their list lacks it;
    both are the numbers of today. ``seats`` are names for its government, ``wikidata`` its items.
    """

    iso3: str
    name: str
    capital: str | None
    cow: int | None
    gw: int | None
    names: tuple[str, ...]
    adjectives: tuple[str, ...]
    demonyms: tuple[str, ...]
    seats: tuple[str, ...]
    wikidata: tuple[str, ...]


class Body(msgspec.Struct, frozen=True):
    """An organisation, forum or armed group. ``members`` are countries, only where a source lists them."""

    id: str
    name: str
    acronym: str | None
    kind: BodyKind
    members: tuple[str, ...] = ()


class City(msgspec.Struct, frozen=True):
    """A populated place; coordinates are WGS 84 degrees. ``geonames`` is None for places its list does not have.

    ``region`` is GeoNames' code of the state or province; ``noted`` means that it is kept by hand, as reports of
    diplomacy name it.
    """

    name: str
    iso3: str
    lat: float
    lon: float
    geonames: int | None
    population: int
    region: str | None = None
    capital: bool = False
    noted: bool = False


class Region(msgspec.Struct, frozen=True):
    """A state or province of a country, with the code that its cities have as ``region``."""

    name: str
    iso3: str
    code: str


class Venue(msgspec.Struct, frozen=True):
    """A palace or building where people meet, and the city it stands in (None where GeoNames has no such city)."""

    name: str
    city_name: str
    iso3: str
    city: City | None


class OfficeTerm(msgspec.Struct, frozen=True):
    """A generic office. ``sector`` is a PLOVER sector code, None for officers of international bodies."""

    office: str
    level: Level
    sector: str | None
    status: OfficeStatus | None = None
    plural: bool = False


class OfficeMatch(msgspec.Struct, frozen=True):
    """An office named in a text; offsets count code points of that text, end exclusive."""

    start: int
    end: int
    term: OfficeTerm


class Tenure(msgspec.Struct, frozen=True, kw_only=True):
    """One person in one office for one stretch of time.

    Dates are ISO 8601 and may stop at the month or the year ("2021-08"). ``end`` None means: still in office on
    ``known_until``, and nothing is known of later. ``start`` None means: first seen on ``known_from``.
    ``end_inferred`` marks an end taken from the successor's start. ``source`` names the sources, "+" between them.
    """

    person: str
    country: str
    office: str
    title: str
    start: str | None = None
    end: str | None = None
    known_from: str | None = None
    known_until: str | None = None
    acting: bool = False
    end_inferred: bool = False
    source: str = ""


class Person(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who held an office. ``id`` is a readable slug; ``name`` the best-known English form in ASCII letters."""

    id: str
    name: str
    wikidata: str | None = None
    aliases: tuple[str, ...] = ()
    tenures: tuple[Tenure, ...] = ()


class Holder(msgspec.Struct, frozen=True):
    """Who held an office. ``certain`` is False where the date lies outside what the sources attest."""

    person: Person
    tenure: Tenure
    certain: bool
