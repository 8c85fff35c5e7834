"""Cities, regions and venues by name, from places.sqlite. Which of several is meant is for `memcon.actors.places`."""

from functools import lru_cache

from memcon.actors.knowledge.model import City, Region, Venue
from memcon.actors.knowledge.names import fold
from memcon.actors.knowledge.store import Row, Store

_FIELDS = (
    "c.name, c.iso3, c.lat, c.lon, nullif(max(c.num, 0), 0) AS geonames, c.population, c.region, c.capital, c.noted"
)
_CITIES = f"""
SELECT {_FIELDS} FROM city_name n JOIN city c USING (num) WHERE n.fold = ? ORDER BY c.population DESC, c.num
"""
_VENUES = f"""
SELECT v.name, v.city, v.iso3, {_FIELDS} FROM venue v LEFT JOIN city c USING (num) WHERE v.fold = ?
ORDER BY v.iso3, v.city
"""
_NICKNAME = 50
"""A metropolis only nicknamed so comes first where it has so many times the people of the town called so."""


class Gazetteer:
    """Answers from places.sqlite; names meet whatever their case and accents."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.cities = lru_cache(maxsize=8192)(self._cities)
        self.venues = lru_cache(maxsize=8192)(self._venues)
        self.regions = lru_cache(maxsize=1024)(self._regions)
        self.middle = lru_cache(maxsize=256)(self._middle)

    def _cities(self, name: str) -> tuple[City, ...]:
        """The cities of that name, the largest first; a town called so comes before a metropolis only nicknamed so."""
        folded = fold(name)
        cities = [_city(row) for row in self._store.rows("places", _CITIES, (folded,))]
        own = [city for city in cities if fold(city.name) == folded]
        if not own or own[0].population * _NICKNAME < cities[0].population:
            return tuple(cities)
        return (*own, *(city for city in cities if city not in own))

    def _venues(self, name: str) -> tuple[Venue, ...]:
        """The palaces and buildings of that name."""
        found = self._store.rows("places", _VENUES, (fold(name),))
        return tuple(Venue(row[0], row[1], row[2], _city(row[3:]) if row[3] is not None else None) for row in found)

    def _regions(self, name: str) -> tuple[Region, ...]:
        """The states and provinces of that name."""
        query = "SELECT name, iso3, code FROM region WHERE fold = ? ORDER BY iso3, code"
        return tuple(Region(*row) for row in self._store.rows("places", query, (fold(name),)))

    def _middle(self, iso3: str) -> tuple[float, float] | None:
        """Latitude and longitude of the middle of a country's cities."""
        query = "SELECT (min(lat) + max(lat)) / 2, (min(lon) + max(lon)) / 2 FROM city WHERE iso3 = ?"
        lat, lon = self._store.rows("places", query, (iso3,))[0]
        return (lat, lon) if lat is not None else None


def _city(row: Row) -> City:
    name, iso3, lat, lon, geonames, population, region, capital, noted = row
    return City(name, iso3, lat, lon, geonames, population, region, bool(capital), bool(noted))
