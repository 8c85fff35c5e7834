"""The knowledge base: countries, bodies, places, offices, persons and who held what when."""

from collections.abc import Iterable
from datetime import date
from difflib import SequenceMatcher
from functools import lru_cache
from pathlib import Path

from memcon.actors.knowledge.model import Body, City, GeoTerm, Holder, OfficeMatch, OfficeTerm, Person, Tenure, Venue
from memcon.actors.knowledge.names import fold, name_words, sound
from memcon.actors.knowledge.offices import find_office, find_offices
from memcon.actors.knowledge.spans import begun, certainty
from memcon.actors.knowledge.store import Row, Store

_CODES = {"XKX": "KOS", "XKK": "KOS", "RKS": "KOS", "ROM": "ROU", "PAL": "PSE", "TMP": "TLS", "UN": "UNO", "EU": "EUR", "NATO": "NAT"}
_TENURE = """
SELECT p.id, t.country, o.value, i.value, t.start, t.end, t.known_from, t.known_until, t.acting, t.inferred, s.value
FROM tenure t JOIN person p ON p.num = t.num JOIN text o ON o.num = t.office JOIN text i ON i.num = t.title JOIN text s ON s.num = t.source
"""
_PERSON = "SELECT p.num, p.id, p.name, p.wikidata, p.aliases, p.weight FROM person p"


class Knowledge:
    """Answers from the shipped data. Methods never change anything and may be called from several threads."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._find_country = lru_cache(maxsize=8192)(self._country)
        self._find_body = lru_cache(maxsize=8192)(self._body)
        self._load_person = lru_cache(maxsize=4096)(self._person)
        self._held = lru_cache(maxsize=2048)(self._tenures_of_office)

    def country(self, phrase: str) -> GeoTerm | None:
        """The country a word or phrase stands for. Case counts: "Turkey" is one, "turkey" is not, nor is "us"."""
        return self._find_country(phrase) if _capitalised(phrase) else None

    def _country(self, phrase: str) -> GeoTerm | None:
        found = self._store.rows("facts", "SELECT g.iso3, c.name, g.kind, g.acronym FROM geo g JOIN country c USING (iso3) WHERE g.fold = ?", (fold(phrase),))
        if not found or found[0][3] and not _all_capitals(phrase):
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
        query = "SELECT b.id, b.name, b.acronym, b.kind, b.members, n.acronym FROM body_name n JOIN body b USING (id) WHERE n.fold = ?"
        found = self._store.rows("facts", query, (fold(phrase),))
        if not found or found[0][5] and not _all_capitals(phrase):
            return None
        ident, name, acronym, kind, members, _ = found[0]
        return Body(ident, name, acronym, kind, tuple(members.split()))

    def places(self, phrase: str) -> list[City]:
        """The cities of that name, the largest first."""
        if not _capitalised(phrase):
            return []
        query = "SELECT c.name, c.iso3, c.lat, c.lon, c.num, c.population FROM city_name n JOIN city c USING (num) WHERE n.fold = ? ORDER BY c.population DESC, c.num"
        cities = [City(*row) for row in self._store.rows("places", query, (fold(phrase),))]
        own = [city for city in cities if fold(city.name) == fold(phrase)]
        return [*own, *(city for city in cities if city not in own)] if own and own[0].population * 20 > cities[0].population else cities

    def venue(self, phrase: str) -> Venue | None:
        """The palace or building of that name, with its city."""
        found = self._store.rows("facts", "SELECT name, city, iso3 FROM venue WHERE fold = ?", (fold(phrase),)) if _capitalised(phrase) else []
        if not found:
            return None
        name, city, iso3 = found[0]
        return Venue(name, city, iso3, next((c for c in self.places(city) if c.iso3 == iso3), None))

    def office(self, title_phrase: str, country: str | None = None) -> OfficeTerm | None:
        """The generic office of a title, by its longest reading."""
        return find_office(title_phrase, country)

    def find_offices(self, text: str, country: str | None = None) -> list[OfficeMatch]:
        """All offices named in a text, with offsets."""
        return find_offices(text, country)

    def persons(self, name: str, *, country: str | None = None, on: date | None = None, limit: int = 20) -> list[Person]:
        """Persons a full or partial name may mean, the likeliest first; ``country`` and ``on`` (in office then) raise, not exclude."""
        words = name_words(name)
        keys = [sound(word) for word in words]
        if not keys or not keys[-1]:
            return []
        rows = self._rows_with(keys) or (self._rows_near(words) if len(words) > 1 else [])
        ranked = sorted(rows, key=lambda row: (-_closeness(words, row), -row[5], row[1]))[: 4 * limit]
        found = [(row, self._load_person(row[1])) for row in ranked]
        found.sort(key=lambda pair: -_closeness(words, pair[0]) - _context(pair[1], country, on))
        return [person for _, person in found if person is not None][:limit]

    def _rows_with(self, keys: list[str]) -> list[Row]:
        """Persons who have every word, at most 400."""
        joins = " ".join(f"JOIN word w{i} ON w{i}.num = p.num AND w{i}.sound = ?" for i in range(1, len(keys)))
        query = f"{_PERSON.replace(' FROM', ', w0.last FROM')} JOIN word w0 ON w0.num = p.num {joins} WHERE w0.sound = ? ORDER BY w0.last DESC, p.weight DESC LIMIT 400"
        return self._store.rows("facts", query, (*keys[:-1], keys[-1]))

    def _rows_near(self, words: list[str]) -> list[Row]:
        """Persons who share the family name and whose other names look alike or fit initials."""
        rows = self._rows_with([sound(words[-1])])
        return [row for row in rows if row[6] and any(_resembles(words[:-1], name_words(n)) for n in _names(row))]

    def person(self, person_id: str) -> Person | None:
        """The person with that id."""
        return self._load_person(person_id)

    def _person(self, person_id: str) -> Person | None:
        rows = self._store.rows("facts", f"{_PERSON} WHERE p.id = ?", (person_id,))
        if not rows:
            return None
        _, ident, name, wikidata, aliases, _ = rows[0]
        tenures = self._store.rows("facts", f"{_TENURE} WHERE t.num = ? ORDER BY coalesce(t.start, t.known_from), t.rowid", (rows[0][0],))
        return Person(id=ident, name=name, wikidata=wikidata, aliases=tuple(filter(None, aliases.split("|"))), tenures=tuple(map(_tenure, tenures)))

    def tenures(self, person_id: str) -> tuple[Tenure, ...]:
        """The tenures of a person, the earliest first."""
        person = self.person(person_id)
        return person.tenures if person else ()

    def holders(self, country: str, office: str, *, on: date | None = None, start: date | None = None, end: date | None = None) -> list[Holder]:
        """Who held an office on a date, or at some time from ``start`` to ``end``; attested holders first, then likely ones."""
        held = self._held(_CODES.get(country, country), office)
        first, last = on or start or date.min, on or end or date.max
        found = [(tenure, sure) for tenure in held if (sure := certainty(tenure, held, first, last)) is not None]
        found.sort(key=lambda pair: (not pair[1], pair[0].acting, "curated" not in pair[0].source, -begun(pair[0]).toordinal(), pair[0].person))
        return [Holder(person, tenure, sure) for tenure, sure in found if (person := self.person(tenure.person))]

    def _tenures_of_office(self, country: str, office: str) -> tuple[Tenure, ...]:
        rows = self._store.rows("facts", f"{_TENURE} WHERE t.country = ? AND t.office = (SELECT num FROM text WHERE value = ?)", (country, office))
        return tuple(map(_tenure, rows))


def _tenure(row: Row) -> Tenure:
    person, country, office, title, start, end, known_from, known_until, acting, inferred, source = row
    return Tenure(
        person=person, country=country, office=office, title=title, start=start, end=end, known_from=known_from, known_until=known_until,
        acting=bool(acting), end_inferred=bool(inferred), source=source,
    )  # fmt: skip


def _names(row: Row) -> Iterable[str]:
    return (row[2], *filter(None, row[4].split("|")))


def _closeness(words: list[str], row: Row) -> float:
    """How well a name fits a person: all words 3, the family name as spelt 2, as it sounds 1, a given name 0; less by prominence."""
    asked = set(words)
    best = 1.0 if row[6] else 0.0
    for name in _names(row):
        has = name_words(name)
        if set(has) == asked:
            best = max(best, 3.0)
        elif has[-1] == words[-1] or row[6] and words[-1] in has:
            best = max(best, 2.0)
    return best + float(row[5]) / 5


def _context(person: Person | None, country: str | None, on: date | None) -> float:
    if person is None:
        return 0.0
    bonus = 2.0 if country and any(t.country == country for t in person.tenures) else 0.0
    if on and any(certainty(t, (), on, on) and (country is None or t.country == country) for t in person.tenures):
        bonus += 1.5
    return bonus


def _resembles(given: list[str], has: list[str]) -> bool:
    """Whether each given name asked for looks like one of a person's, or is its initial."""
    return all(any(h.startswith(g) if len(g) == 1 else SequenceMatcher(None, sound(g), sound(h)).ratio() >= 0.75 for h in has) for g in given)


def _capitalised(phrase: str) -> bool:
    """Whether a phrase looks like a name: its first word, or the one after "the" or "al-", starts with a capital."""
    words = phrase.replace("-", " ").replace("'", " ").replace("’", " ").split()
    lead = [w for w in words if w not in {"the", "al", "el", "of", "de", "d", "l"}]
    return bool(lead) and (lead[0][0].isupper() or lead[0][0].isdigit())


def _all_capitals(phrase: str) -> bool:
    letters = [c for c in phrase.removesuffix("'s").removesuffix("’s").removeprefix("the ").removeprefix("The ") if c.isalpha()]
    return sum(c.isupper() for c in letters) >= max(2, len(letters) - 1)


@lru_cache(maxsize=4)
def load(path: Path | None = None) -> Knowledge:
    """The knowledge base in a folder (default: the one shipped). Raises KnowledgeError where a file is absent or damaged."""
    return Knowledge(Store(path or Path(__file__).with_name("data")))
