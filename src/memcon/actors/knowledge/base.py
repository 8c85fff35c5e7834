"""The knowledge base: countries, bodies, places, offices, persons and who held what when."""

from datetime import date
from functools import lru_cache
from pathlib import Path

from memcon.actors.knowledge.model import (
    Body,
    City,
    GeoTerm,
    Holder,
    OfficeMatch,
    OfficeTerm,
    Person,
    Tenure,
    Venue,
)
from memcon.actors.knowledge.names import fold, name_words, sound
from memcon.actors.knowledge.offices import find_office, find_offices
from memcon.actors.knowledge.ranking import Candidate, closeness, likely, order, resembles
from memcon.actors.knowledge.spans import certainty, holding_order
from memcon.actors.knowledge.store import Row, Store

_CODES = {
    "EU": "EUR",
    "NATO": "NAT",
    "PAL": "PSE",
    "RKS": "KOS",
    "ROM": "ROU",
    "TMP": "TLS",
    "UN": "UNO",
    "XKK": "KOS",
    "XKX": "KOS",
}
"""Codes met elsewhere, and the one this knowledge uses."""
_GEO = "SELECT g.iso3, c.name, g.kind, g.acronym FROM geo g JOIN country c USING (iso3) WHERE g.fold = ?"
_BODY = """
SELECT b.id, b.name, b.acronym, b.kind, b.members, n.acronym FROM body_name n JOIN body b USING (id) WHERE n.fold = ?
"""
_CITY = """
SELECT c.name, c.iso3, c.lat, c.lon, nullif(max(c.num, 0), 0), c.population FROM city_name n JOIN city c USING (num)
WHERE n.fold = ? ORDER BY c.population DESC, c.num
"""
_PERSON = "SELECT p.num, p.id, p.name, p.wikidata, p.aliases, p.weight FROM person p WHERE p.id = ?"
_TENURE = """
SELECT p.id, t.country, o.name, i.value, t.start, t.end, t.known_from, t.known_until, t.acting, t.inferred, s.value
FROM tenure t JOIN person p ON p.num = t.num JOIN office o ON o.num = t.office
JOIN text i ON i.num = t.title JOIN text s ON s.num = t.source
"""
_MOST_CANDIDATES = 400
"""Persons looked at for one name; more share only very common given names."""


class Knowledge:
    """Answers from the shipped data. Methods never change anything and may be called from several threads."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._find_country = lru_cache(maxsize=8192)(self._country)
        self._find_body = lru_cache(maxsize=8192)(self._body)
        self._load_person = lru_cache(maxsize=4096)(self._person)
        self._held = lru_cache(maxsize=2048)(self._tenures_of_office)

    # countries and bodies

    def country(self, phrase: str) -> GeoTerm | None:
        """The country a word or phrase stands for. Case counts: "Turkey" is one; "turkey" and "us" are not."""
        return self._find_country(phrase) if _capitalised(phrase) else None

    def _country(self, phrase: str) -> GeoTerm | None:
        found = self._store.rows("facts", _GEO, (fold(phrase),))
        if not found or (found[0][3] and not _all_capitals(phrase)):
            return None
        return GeoTerm(found[0][0], found[0][1], found[0][2])

    def country_name(self, iso3: str) -> str:
        """The usual English name of a country; the code itself where it is unknown."""
        found = self._store.rows("facts", "SELECT name FROM country WHERE iso3 = ?", (_CODES.get(iso3, iso3),))
        return str(found[0][0]) if found else iso3

    def capital(self, iso3: str) -> str | None:
        """The capital of a country."""
        found = self._store.rows("facts", "SELECT capital FROM country WHERE iso3 = ?", (_CODES.get(iso3, iso3),))
        return found[0][0] if found else None

    def body(self, phrase: str) -> Body | None:
        """The organisation, forum or group a phrase names."""
        return self._find_body(phrase) if _capitalised(phrase) else None

    def _body(self, phrase: str) -> Body | None:
        found = self._store.rows("facts", _BODY, (fold(phrase),))
        if not found or (found[0][5] and not _all_capitals(phrase)):
            return None
        ident, name, acronym, kind, members, _ = found[0]
        return Body(ident, name, acronym, kind, tuple(members.split()))

    # places

    def places(self, phrase: str) -> list[City]:
        """The cities of that name, the largest first; a town called so comes before a metropolis only nicknamed so."""
        if not _capitalised(phrase):
            return []
        cities = [City(*row) for row in self._store.rows("places", _CITY, (fold(phrase),))]
        own = [city for city in cities if fold(city.name) == fold(phrase)]
        if not own or own[0].population * 50 < cities[0].population:
            return cities
        return [*own, *(city for city in cities if city not in own)]

    def venue(self, phrase: str) -> Venue | None:
        """The palace or building of that name, with its city."""
        if not _capitalised(phrase):
            return None
        found = self._store.rows("facts", "SELECT name, city, iso3 FROM venue WHERE fold = ?", (fold(phrase),))
        if not found:
            return None
        name, city, iso3 = found[0]
        return Venue(name, city, iso3, next((place for place in self.places(city) if place.iso3 == iso3), None))

    # offices

    def office(self, title_phrase: str, country: str | None = None) -> OfficeTerm | None:
        """The generic office of a title, by its longest reading."""
        return find_office(title_phrase, country)

    def find_offices(self, text: str, country: str | None = None) -> list[OfficeMatch]:
        """All offices named in a text, with offsets."""
        return find_offices(text, country)

    # persons

    def persons(
        self,
        name: str,
        *,
        country: str | None = None,
        office: str | None = None,
        on: date | None = None,
        limit: int = 20,
    ) -> list[Person]:
        """Persons a full or partial name may mean, the likeliest first.

        ``country``, ``office`` and ``on`` (in office then) move persons up; they exclude nobody.
        """
        words = name_words(name)
        if not words or not sound(words[-1]):
            return []
        rows = self._with_words(words) or (self._with_surname(words) if len(words) > 1 else [])
        best = sorted(rows, key=lambda row: order(closeness(words, row), row))[: 4 * limit]
        found = [(row, person) for row in best if (person := self.person(row.id))]
        found.sort(key=lambda pair: order(closeness(words, pair[0]) + likely(pair[1], country, office, on), pair[0]))
        return [person for _, person in found][:limit]

    def _with_words(self, words: list[str]) -> list[Candidate]:
        """Persons who have every word, by sound."""
        others = "".join(f" JOIN word w{i} ON w{i}.num = p.num AND w{i}.sound = ?" for i in range(1, len(words)))
        query = (
            "SELECT p.id, p.name, p.aliases, p.weight, w0.last FROM person p JOIN word w0 ON w0.num = p.num"
            f"{others} WHERE w0.sound = ? ORDER BY w0.last DESC, p.weight DESC LIMIT {_MOST_CANDIDATES}"
        )
        return [Candidate(*row) for row in self._store.rows("facts", query, tuple(map(sound, words)))]

    def _with_surname(self, words: list[str]) -> list[Candidate]:
        """Persons who share the family name and whose other names look alike or fit initials."""
        return [row for row in self._with_words(words[-1:]) if row.last and resembles(words[:-1], row)]

    def person(self, person_id: str) -> Person | None:
        """The person with that id."""
        return self._load_person(person_id)

    def _person(self, person_id: str) -> Person | None:
        rows = self._store.rows("facts", _PERSON, (person_id,))
        if not rows:
            return None
        number, ident, name, wikidata, aliases, _ = rows[0]
        query = f"{_TENURE} WHERE t.num = ? ORDER BY coalesce(t.start, t.known_from), t.rowid"
        tenures = tuple(map(_tenure, self._store.rows("facts", query, (number,))))
        spellings = tuple(filter(None, aliases.split("|")))
        return Person(id=ident, name=name, wikidata=wikidata, aliases=spellings, tenures=tenures)

    def tenures(self, person_id: str) -> tuple[Tenure, ...]:
        """The tenures of a person, the earliest first."""
        person = self.person(person_id)
        return person.tenures if person else ()

    def holders(
        self,
        country: str,
        office: str,
        *,
        on: date | None = None,
        start: date | None = None,
        end: date | None = None,
    ) -> list[Holder]:
        """Who held an office on a date, or at some time from ``start`` to ``end``; attested holders come first."""
        held = self._held(_CODES.get(country, country), office)
        first, last = on or start or date.min, on or end or date.max
        found = [(tenure, sure) for tenure in held if (sure := certainty(tenure, held, first, last)) is not None]
        found.sort(key=lambda pair: (not pair[1], *holding_order(pair[0], first, last)))
        return [Holder(person, tenure, sure) for tenure, sure in found if (person := self.person(tenure.person))]

    def _tenures_of_office(self, country: str, office: str) -> tuple[Tenure, ...]:
        query = f"{_TENURE} WHERE t.country = ? AND t.office = (SELECT num FROM office WHERE name = ?)"
        return tuple(map(_tenure, self._store.rows("facts", query, (country, office))))


def _tenure(row: Row) -> Tenure:
    person, country, office, title, start, end, known_from, known_until, acting, inferred, source = row
    return Tenure(
        person=person,
        country=country,
        office=office,
        title=title,
        start=start,
        end=end,
        known_from=known_from,
        known_until=known_until,
        acting=bool(acting),
        end_inferred=bool(inferred),
        source=source,
    )


def _capitalised(phrase: str) -> bool:
    """Whether a phrase looks like a name: its first word, or the one after "the" or "al-", starts with a capital."""
    words = phrase.replace("-", " ").replace("'", " ").replace("’", " ").split()
    lead = [word for word in words if word not in {"the", "al", "el", "of", "de", "d", "l"}]
    return bool(lead) and (lead[0][0].isupper() or lead[0][0].isdigit())


def _all_capitals(phrase: str) -> bool:
    """Whether a phrase is written as an acronym; one small letter is allowed ("CoE", "IsDB")."""
    for affix in ("'s", "’s"):
        phrase = phrase.removesuffix(affix)
    letters = [c for c in phrase.removeprefix("the ").removeprefix("The ") if c.isalpha()]
    return sum(c.isupper() for c in letters) >= max(2, len(letters) - 1)


@lru_cache(maxsize=4)
def load(path: Path | None = None) -> Knowledge:
    """The knowledge base in a folder, by default the shipped one. Raises KnowledgeError where a file is faulty."""
    return Knowledge(Store(path or Path(__file__).with_name("data")))
