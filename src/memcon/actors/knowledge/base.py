"""The knowledge base: countries, bodies, places, offices, persons and who held what when."""

import json
from datetime import date
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from memcon.actors.knowledge.alike import alike
from memcon.actors.knowledge.gazetteer import Gazetteer
from memcon.actors.knowledge.model import (
    Body,
    City,
    GeoTerm,
    Holder,
    OfficeMatch,
    OfficeTerm,
    Person,
    Region,
    State,
    Tenure,
    Venue,
)
from memcon.actors.knowledge.names import fold, name_words, sound
from memcon.actors.knowledge.offices import find_office, find_offices
from memcon.actors.knowledge.own_file import overlay_path, stamp
from memcon.actors.knowledge.prevail import all_spellings, one_candidate_each, one_tenure_each
from memcon.actors.knowledge.ranking import Candidate, closeness, likely, order, resembles
from memcon.actors.knowledge.spans import certainty, holding_order
from memcon.actors.knowledge.store import Row, Store

_CODES = {
    "EU": "EUR",
    "KOS": "XKX",
    "NATO": "NAT",
    "PAL": "PSE",
    "RKS": "XKX",
    "ROM": "ROU",
    "TMP": "TLS",
    "UN": "UNO",
    "XKK": "XKX",
}
"""Codes met elsewhere, and the one this knowledge uses."""
_GEO = "SELECT g.iso3, c.name, g.kind, g.acronym FROM geo g JOIN country c USING (iso3) WHERE g.fold = ?"
_BODY = "SELECT id, acronym FROM body_name WHERE fold = ?"
_BODY_OF_ID = "SELECT id, name, acronym, kind, members FROM body WHERE id = ?"
_STATE = "SELECT iso3, name, capital, cow, gw, wikidata FROM country WHERE iso3 = ?"
_WORDS_OF_STATE = "SELECT kind, term FROM geo WHERE iso3 = ? ORDER BY length(term), term"
_PERSON = "SELECT p.id, p.name, p.wikidata, p.aliases FROM person p WHERE p.id = ?"
_TENURE = """
SELECT p.id, t.country, o.name, i.value, t.start, t.end, t.known_from, t.known_until, t.acting, t.inferred, s.value
 FROM tenure t JOIN person p ON p.num = t.num JOIN office o ON o.num = t.office
JOIN text i ON i.num = t.title JOIN text s ON s.num = t.source
"""
FILE = "file "
"""How the origins of a user's own files begin; those of Wikidata are "wikidata TUR" and the like."""
_MOST_CANDIDATES = 400
"""Persons looked at for one name; more share only very common given names."""


class Knowledge:
    """Answers from the shipped data and a user's own. Methods never change anything; several threads may call them."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.gazetteer = Gazetteer(store)
        self._find_country = lru_cache(maxsize=8192)(self._country)
        self._name_country = lru_cache(maxsize=1024)(self._country_name)
        self._find_body = lru_cache(maxsize=8192)(self._body)
        self._load_person = lru_cache(maxsize=4096)(self._person)
        self._held = lru_cache(maxsize=2048)(self._tenures_of_office)

    @property
    def digest(self) -> str | None:
        """SHA-256 of what a user added: the same additions give the same digest. None where there are none."""
        origins = self._store.own_rows("SELECT name, digest FROM origin")
        named = sorted((_without_folder(str(name)), str(digest)) for name, digest in origins)
        return sha256(repr(named).encode()).hexdigest() if named else None

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
        return self._name_country(iso3)

    def _country_name(self, iso3: str) -> str:
        found = self._store.rows("facts", "SELECT name FROM country WHERE iso3 = ?", (_CODES.get(iso3, iso3),))
        return str(found[0][0]) if found else iso3

    def capital(self, iso3: str) -> str | None:
        """The capital of a country."""
        found = self._store.rows("facts", "SELECT capital FROM country WHERE iso3 = ?", (_CODES.get(iso3, iso3),))
        return found[0][0] if found else None

    def state(self, iso3: str) -> State | None:
        """A country with its numbers and the words for it, by its code."""
        code = _CODES.get(iso3, iso3)
        found = self._store.rows("facts", _STATE, (code,))
        if not found:
            return None
        _, name, capital, cow, gw, items = found[0]
        words: dict[str, list[str]] = {}
        for kind, term in self._store.rows("facts", _WORDS_OF_STATE, (code,)):
            words.setdefault(kind, []).append(term)
        return State(
            iso3=code,
            name=name,
            capital=capital,
            cow=cow,
            gw=gw,
            names=tuple(words.get("name", ())),
            adjectives=tuple(words.get("adjective", ())),
            demonyms=tuple(words.get("demonym", ())),
            seats=tuple(words.get("seat", ())),
            wikidata=tuple(items.split()),
        )

    def codes(self) -> list[str]:
        """The codes of all countries, and of the bodies that act like one."""
        return [str(code) for (code,) in self._store.rows("facts", "SELECT iso3 FROM country ORDER BY iso3")]

    def body(self, phrase: str) -> Body | None:
        """The organisation, forum or group a phrase names."""
        return self._find_body(phrase) if _capitalised(phrase) else None

    def _body(self, phrase: str) -> Body | None:
        folded = (fold(phrase),)
        for found in (
            self._store.own_rows(f"{_BODY} ORDER BY origin", folded),
            self._store.rows("facts", _BODY, folded),
        ):
            if found and not (found[0][1] and not _all_capitals(phrase)):
                return self.body_of_id(found[0][0])
        return None

    def body_of_id(self, ident: str) -> Body | None:
        """The body with that id. Members that a user's file lists replace the shipped ones."""
        own = self._store.own_rows(f"{_BODY_OF_ID} ORDER BY origin", (ident,))
        shipped = self._store.rows("facts", _BODY_OF_ID, (ident,))
        if not (own or shipped):
            return None
        _, name, acronym, kind, _ = (*shipped, *own)[0]
        members = next((row[4] for row in (*own, *shipped) if row[4]), "")
        return Body(ident, name, acronym, kind, tuple(members.split()))

    # places

    def places(self, phrase: str) -> list[City]:
        """The cities of that name, the largest first; a town called so comes before a metropolis only nicknamed so."""
        return list(self.gazetteer.cities(phrase)) if _capitalised(phrase) else []

    def venues(self, phrase: str) -> list[Venue]:
        """The palaces and buildings of that name, each with its city."""
        return list(self.gazetteer.venues(phrase)) if _capitalised(phrase) else []

    def venue(self, phrase: str) -> Venue | None:
        """The palace or building of that name, where there is only one."""
        found = self.venues(phrase)
        return found[0] if len(found) == 1 else None

    def regions(self, phrase: str) -> list[Region]:
        """The states and provinces of that name."""
        return list(self.gazetteer.regions(phrase)) if _capitalised(phrase) else []

    # offices

    def office(self, title_phrase: str, country: str | None = None) -> OfficeTerm | None:
        """The generic office of a title, by its longest reading."""
        return find_office(title_phrase, country)

    def offices(self) -> set[str]:
        """The generic offices that somebody held."""
        query = "SELECT name FROM office"
        return {str(name) for (name,) in (*self._store.rows("facts", query), *self._store.own_rows(query))}

    def find_offices(self, text: str, country: str | None = None) -> list[OfficeMatch]:
        """All offices named in a text, with offsets."""
        return find_offices(text, country)

    def alike(self, phrase: str) -> list[str]:
        """Names of countries, bodies, cities and persons that are spelt much like a phrase, the closest first."""
        return alike(self._store, phrase)

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
        sounds = tuple(map(sound, words))
        shipped = [Candidate(*row) for row in self._store.rows("facts", query, sounds)]
        own = self._store.own_rows(query, sounds)
        return one_candidate_each(shipped, (Candidate(*row) for row in own)) if own else shipped

    def _with_surname(self, words: list[str]) -> list[Candidate]:
        """Persons who share the family name and whose other names look alike or fit initials."""
        return [row for row in self._with_words(words[-1:]) if row.last and resembles(words[:-1], row)]

    def persons_by_item(self) -> dict[str, str]:
        """The ids of persons by their Wikidata id."""
        query = "SELECT wikidata, id FROM person WHERE wikidata IS NOT NULL ORDER BY num DESC"
        found = (*self._store.own_rows(query), *self._store.rows("facts", query))
        return {str(item): str(ident) for item, ident in found}

    def rules(self) -> dict[str, Any]:
        """What the shipped data was made by, as far as a user's own is made by it too: weights, unwanted offices ..."""
        (row,) = self._store.rows("facts", "SELECT value FROM meta WHERE key = 'rules'")
        rules: dict[str, Any] = json.loads(row[0])
        return rules

    def person(self, person_id: str) -> Person | None:
        """The person with that id."""
        return self._load_person(person_id)

    def _person(self, person_id: str) -> Person | None:
        rows = self._store.rows("facts", _PERSON, (person_id,))
        own = self._store.own_rows(_PERSON, (person_id,))
        if not rows and not own:
            return None
        ident, name, wikidata, aliases = (rows or own)[0]
        spellings = all_spellings(name, aliases, *(own[0][1::2] if own else ("", "")))
        wikidata = wikidata or (own[0][2] if own else None)
        tenures = self._tenures(f"{_TENURE} WHERE p.id = ?", (person_id,))
        return Person(id=ident, name=name, wikidata=wikidata, aliases=spellings, tenures=tenures)

    def _tenures(self, query: str, values: tuple[str, ...]) -> tuple[Tenure, ...]:
        """What ships, then Wikidata as a user asked it, then the user's files: the later one prevails."""
        order = "ORDER BY coalesce(t.start, t.known_from), t.rowid"
        held = tuple(map(_tenure, self._store.rows("facts", f"{query} {order}", values)))
        own: list[list[Tenure]] = [[], []]
        for *row, origin in self._store.own_rows(f"{query.replace(' FROM', ', t.origin FROM', 1)} {order}", values):
            own[origin.startswith(FILE)].append(_tenure(row))
        for layer in own:
            held = one_tenure_each(held, layer)
        return tuple(sorted(held, key=_first_day)) if any(own) else held

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
        return self._tenures(query, (country, office))


def _without_folder(origin: str) -> str:
    """An origin that is the same on another machine."""
    return FILE + Path(origin.removeprefix(FILE)).name if origin.startswith(FILE) else origin


def _first_day(tenure: Tenure) -> str:
    return tenure.start or tenure.known_from or tenure.end or ""


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


_SHIPPED = Path(__file__).with_name("data")


def load(path: Path | None = None, overlay: Path | None = None) -> Knowledge:
    """The knowledge base: the shipped data and the user's own (docs/knowledge.md says where that is).

    ``path`` is another folder of data, ``overlay`` another user's file. Raises KnowledgeError where one is faulty.
    """
    own = overlay or (overlay_path() if path is None else None)
    return _opened(path or _SHIPPED, own, stamp(own))


@lru_cache(maxsize=4)
def _opened(folder: Path, overlay: Path | None, version: tuple[int, int] | None) -> Knowledge:
    """``version`` makes a file that has changed be opened anew; without one there is no file."""
    return Knowledge(Store(folder, overlay if version else None))
