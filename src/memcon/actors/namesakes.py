"""Which of several namesakes a place is: cities, venues, regions and countries of one name, weighed in a context.

Namesakes are weighed: a capital and a metropolis beat a village, the countries that the report speaks of beat both. Where
two fit as well as each other, the place has no coordinates, and no country unless they share it.
"""

import re
from dataclasses import dataclass
from math import cos, hypot, log10, radians

from memcon.actors.knowledge import City, Knowledge
from memcon.actors.knowledge.names import fold
from memcon.actors.surroundings import place_words
from memcon.record import Place

_REPORT, _SENTENCE, _HOST, _DATELINE, _OUTLET = 1.6, 0.8, 0.8, 0.6, 0.4
"""What it weighs that a country is spoken of, in powers of ten of population."""
_EVERYWHERE = {"USA": 0.25}
"""A state of which reports from anywhere speak says less, the more so as it has most namesakes."""
_CAPITAL, _NOTED, _REGION = 1.0, 0.5, 6.3
_ALIAS = 1.0
"""What a city loses that is only also called so, where another bears the name."""
_LEAD, _LEAD_ALONE = 0.4, 0.6
"""By how much the best must lead where the report speaks of its country, and where only its size speaks for it."""
LARGE, TOWN = 300_000, 50_000
"""Without any word of its country, a large city is known, and a town where nobody shares its name."""
_SPOKEN_OF = 0.8
_ONE_PLACE = 30.0
"""Kilometres within which two entries are one place."""
_SAINT = re.compile(r"^st ")


@dataclass(frozen=True)
class Area:
    """A country, or a region or city of it, in which a place is told to lie."""

    iso3: str
    region: str | None = None
    city: City | None = None


@dataclass(frozen=True, kw_only=True)
class Context:
    """What a report says that tells namesakes apart.

    ``told`` are areas named with the place, ``listed`` such as may also be the next of a list ("Tripoli, Lebanon"),
    ``inner`` cities that stand before it ("Atlanta, Georgia"). ``kind`` and ``compass`` are words before it: "city",
    "capital", "north". The others are countries; it must lie ``among`` some where they are given.
    """

    told: tuple[Area, ...] = ()
    listed: tuple[Area, ...] = ()
    inner: tuple[City, ...] = ()
    among: frozenset[str] | None = None
    kind: str | None = None
    compass: str | None = None
    hosts: frozenset[str] = frozenset()
    sentence: frozenset[str] = frozenset()
    report: frozenset[str] = frozenset()
    dateline: str | None = None
    outlet: str | None = None

    def weight(self, iso3: str) -> float:
        """How strongly the report speaks of a country."""
        told = (iso3 in self.report) * _REPORT + (iso3 in self.sentence) * _SENTENCE
        near = (iso3 == self.dateline) * _DATELINE + (iso3 == self.outlet) * _OUTLET + (iso3 in self.hosts) * _HOST
        return told * _EVERYWHERE.get(iso3, 1.0) + near


@dataclass(frozen=True)
class _Candidate:
    """One place that a name may mean; ``prior`` is what speaks for it whatever the report says."""

    name: str
    iso3: str
    prior: float
    city: City | None = None
    region: str | None = None
    is_venue: bool = False

    @property
    def claimants(self) -> frozenset[str]:
        """The states concerned where the status of the place is open."""
        status = place_words()["open"]
        number = str(self.city.geonames) if self.city is not None else ""
        return frozenset(
            (status["cities"].get(number) or status["regions"].get(f"{self.iso3} {self.region}", "")).split()
        )

    def lies_in(self, area: Area) -> bool:
        """Whether it is in an area, or held to be."""
        if area.iso3 != self.iso3:
            return area.iso3 in self.claimants
        if area.city is not None:
            return self.city is not None and _apart(self.city, area.city) <= _ONE_PLACE
        return area.region in {None, self.region}

    def is_one_with(self, other: "_Candidate") -> bool:
        """Whether both are entries of one place."""
        if self.city is None or other.city is None:
            return self.iso3 == other.iso3 and self.city is other.city and self.name == other.name
        return _apart(self.city, other.city) <= _ONE_PLACE

    def place(self, country: str | None) -> Place:
        """The place, in the country given."""
        if self.city is None:
            return Place(name=self.name, country=country)
        city = self.city
        return Place(name=self.name, country=country, lat=city.lat, lon=city.lon, geonames=city.geonames)


def locate(knowledge: Knowledge, words: str, context: Context) -> Place | None:
    """The place that words mean, without spans; None where they name none.

    A place without coordinates is a country or region, or one of which it is not told which of several it is.
    """
    words = words.strip().removeprefix("the ").removeprefix("The ")
    term = knowledge.country(words)
    venues = _venues(knowledge, words)
    if term is not None and term.kind == "name" and not venues:
        return _country(knowledge, words, term.iso3, context)
    if term is not None and term.kind in {"adjective", "demonym"} and not venues:
        return None
    candidates = venues or [*_cities(knowledge, words, context), *_regions(knowledge, words)]
    if context.among is not None:
        candidates = [c for c in candidates if (c.claimants or {c.iso3}) & context.among]
    if not candidates:
        return Place(name=words, country=term.iso3) if term is not None and term.kind == "seat" else None
    fitting, areas = _told(candidates, context)
    if areas and not fitting:
        countries = {area.iso3 for area in areas}
        return None if venues else Place(name=words, country=countries.pop() if len(countries) == 1 else None)
    return _weigh(words, fitting or _by_compass(knowledge, candidates, context), context, areas)


def _country(knowledge: Knowledge, words: str, iso3: str, context: Context) -> Place:
    """A country, with its capital's coordinates where both are called the same; or the region of that name."""
    elsewhere = {area.iso3 for area in context.told if area.region is not None} - {iso3}
    if len(elsewhere) == 1:
        return Place(name=words, country=elsewhere.pop())  # "Lebanon, Ohio"
    for region in knowledge.regions(words):
        around = {(city.iso3, city.region) for city in context.inner}
        if (region.iso3, region.code) in around or (context.kind == "state" and region.iso3 != iso3):
            return Place(name=words, country=region.iso3)
    namesake = next((city for city in knowledge.places(words) if city.iso3 == iso3 and city.capital), None)
    if namesake is None or fold(namesake.name) != fold(words):
        return Place(name=words, country=iso3)
    return _Candidate(words, iso3, 0.0, namesake).place(iso3)


def _venues(knowledge: Knowledge, words: str) -> list[_Candidate]:
    return [
        _Candidate(venue.name, venue.iso3, 0.0, venue.city, venue.city.region if venue.city else None, is_venue=True)
        for venue in knowledge.venues(words)
    ]


def _cities(knowledge: Knowledge, words: str, context: Context) -> list[_Candidate]:
    cities = knowledge.places(words)
    named = any(_bears(city, words) for city in cities)
    found = []
    for city in cities:
        # "The northern city of Tripoli": nobody calls a capital so.
        capital = city.capital and (context.compass is None or context.kind == "capital")
        prior = log10(city.population + 1000) + capital * _CAPITAL + city.noted * _NOTED
        prior -= _ALIAS if named and not _bears(city, words) else 0.0
        found.append(_Candidate(words, city.iso3, prior, city, city.region))
    capitals = [candidate for candidate in found if candidate.city is not None and candidate.city.capital]
    return capitals if capitals and context.kind == "capital" else found


def _bears(city: City, words: str) -> bool:
    """Whether a city is called so in the first place; "St." is short for "Saint"."""
    return _SAINT.sub("saint ", fold(city.name)) == _SAINT.sub("saint ", fold(words))


def _regions(knowledge: Knowledge, words: str) -> list[_Candidate]:
    """Regions, but for those of a country whose capital bears the name, or in which a city does: "Washington", "Salta"."""
    cities = knowledge.places(words)
    nearer = {city.iso3 for city in cities if city.capital} | {(city.iso3, city.region) for city in cities}
    regions = [r for r in knowledge.regions(words) if r.iso3 not in nearer and (r.iso3, r.code) not in nearer]
    return [_Candidate(words, r.iso3, _REGION, None, r.code) for r in {r.iso3: r for r in regions}.values()]


def _told(candidates: list[_Candidate], context: Context) -> tuple[list[_Candidate], tuple[Area, ...]]:
    """The candidates in the areas named with the place, and those areas; a city beside it tells of a venue only."""
    venues = any(candidate.is_venue for candidate in candidates)
    told, listed = (
        tuple(area for area in areas if venues or area.city is None) for areas in (context.told, context.listed)
    )
    for areas in (told, listed):
        fitting = [candidate for candidate in candidates if any(candidate.lies_in(area) for area in areas)]
        if fitting:
            return fitting, areas
    return [], told


def _by_compass(knowledge: Knowledge, candidates: list[_Candidate], context: Context) -> list[_Candidate]:
    """Without those that lie elsewhere in their country: "the northern city of Tripoli" is in no south."""
    if context.compass is None:
        return candidates
    fitting = [c for c in candidates if c.city is None or _lies_towards(knowledge, c.city, context.compass)]
    return fitting or candidates


def _lies_towards(knowledge: Knowledge, city: City, compass: str) -> bool:
    middle = knowledge.gazetteer.middle(city.iso3)
    if middle is None:
        return True
    lat, lon = city.lat - middle[0], city.lon - middle[1]
    signs = {"north": lat, "south": -lat, "east": lon, "west": -lon}
    return all(offset > 0 for point, offset in signs.items() if point in compass)


def _weigh(words: str, candidates: list[_Candidate], context: Context, areas: tuple[Area, ...]) -> Place:
    """The likeliest of several, if it leads; else their country if they share it."""
    scores = {candidate: candidate.prior + context.weight(candidate.iso3) for candidate in candidates}
    best = max(candidates, key=lambda candidate: (scores[candidate], candidate.iso3, candidate.name))
    rivals = [candidate for candidate in candidates if not candidate.is_one_with(best)]
    lead = min((scores[best] - scores[rival] for rival in rivals), default=9.0)
    spoken_of = bool(areas or context.among) or context.weight(best.iso3) >= _SPOKEN_OF
    if lead < (_LEAD if spoken_of else _LEAD_ALONE):
        close = [best, *(rival for rival in rivals if scores[best] - scores[rival] < _LEAD_ALONE)]
        shared = {_country_of(candidate, areas) for candidate in close}
        named = bool(areas or context.among) or context.weight(best.iso3) > 0
        return Place(name=words, country=shared.pop() if named and len(shared) == 1 else None)
    if not spoken_of and not _is_known(best, lead, bool(rivals)):
        return Place(name=words)
    return best.place(_country_of(best, areas))


def _country_of(candidate: _Candidate, areas: tuple[Area, ...]) -> str | None:
    """The country of a place; where its status is open, only one that the report names with it."""
    claimants = candidate.claimants
    if not claimants:
        return candidate.iso3
    named = {area.iso3 for area in areas if area.city is None} & claimants
    return named.pop() if len(named) == 1 else None


def _is_known(candidate: _Candidate, lead: float, has_rivals: bool) -> bool:
    """Whether a name means a place without any word of its country."""
    city = candidate.city
    if candidate.is_venue or city is None:
        return not has_rivals
    if city.capital or city.noted or city.population >= LARGE:
        return True
    return city.population >= TOWN and lead >= log10(5)


def _apart(one: City, other: City) -> float:
    """Kilometres between two cities, near enough for short distances."""
    east = (one.lon - other.lon) * cos(radians((one.lat + other.lat) / 2))
    return 111.2 * hypot(one.lat - other.lat, east)
