"""Dates, places, countries and persons as people type them, understood with what memcon knows."""

import calendar
import re
from typing import TYPE_CHECKING

from memcon.actors.knowledge.names import slug
from memcon.archive.countries import country_code
from memcon.archive.folding import fold_name
from memcon.errors import ArchiveError
from memcon.record import Actor, Place, Record, When

if TYPE_CHECKING:
    from memcon.actors.knowledge import Knowledge
    from memcon.actors.knowledge.model import Tenure

NONE = "none"
"""What is typed for a field that shall be empty."""

_DATE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")


def a_date(words: str) -> When:
    """A day, month or year. Raises `ArchiveError`."""
    match = _DATE.fullmatch(words)
    year, month, day = (None if part is None else int(part) for part in match.groups()) if match else (0, 0, 0)
    days = calendar.monthrange(year, month or 12)[1] if year and (month is None or 1 <= month <= 12) else 0
    if not days or (day is not None and not 1 <= day <= days):
        raise ArchiveError(f"“{words}” is no date; give 2024-12-20, 2024-12, 2024 or {NONE}")
    if day:
        return When(start=words, end=words, precision="day")
    if month:
        return When(start=f"{words}-01", end=f"{words}-{days}", precision="month")
    return When(start=f"{words}-01-01", end=f"{words}-12-31", precision="year")


def a_place(words: str, countries: set[str]) -> Place:
    """A city, building or country; of several of one name the one in a country that is spoken of."""
    from memcon.actors.namesakes import Context, locate  # noqa: PLC0415  slow to import, and few corrections need it

    return locate(_knowledge(), words, Context(report=frozenset(countries))) or Place(name=words)


def a_country(words: str) -> str:
    """The code of a country, or of a body that acts like one. Raises `ArchiveError`."""
    code = country_code(words)
    if code is None:
        raise ArchiveError(f"“{words}” is no country that memcon knows; give its name or its ISO 3166 code, like IRN")
    return code


def country_name(code: str) -> str:
    """The usual English name of a country."""
    return _knowledge().country_name(code)


def an_office(words: str) -> str:
    """The generic name of an office: "foreign minister" for "Secretary of State"; one that is not known as it is."""
    term = _knowledge().office(words)
    return term.office if term else " ".join(words.lower().split())


def an_actor(words: str, record: Record) -> Actor:
    """Who is meant by "NAME", "NAME, COUNTRY, OFFICE" or ", COUNTRY, OFFICE": an actor of the report, else a new one.

    Raises `ArchiveError` where nobody is named or the name may be that of several actors.
    """
    name, country, office = _parts(words)
    if not name:
        return _unnamed(words, country, office, record)
    known = _of_report(name, record) or _of_knowledge(name, record)
    if known and (country or known.country) == known.country and (office or known.office) == known.office:
        return known
    plain = slug(name)
    taken = known is not None or _own(plain, record) is not None
    ident = f"{plain}-{country.lower()}" if taken and country else plain
    return Actor(id=ident, kind="person", name=name, country=country, office=office)


def _unnamed(words: str, country: str | None, office: str | None, record: Record) -> Actor:
    """Somebody of whom only the office is given, called as extraction calls him."""
    if not (country and office):
        raise ArchiveError(f"“{words}” names nobody; give a name, or “, COUNTRY, OFFICE” for an office alone")
    ident = "-".join((country, *office.split()))
    return _own(ident, record) or Actor(id=ident, kind="person", name=office, country=country, office=office)


def _parts(words: str) -> tuple[str, str | None, str | None]:
    """Name, country and office; the two latter in any order. Raises `ArchiveError`."""
    name, *others = (part.strip() for part in words.split(","))
    countries, offices = [], []
    for part in filter(None, others):
        known = _knowledge().office(part)
        code = None if known else country_code(part)
        if code:
            countries.append(code)
        elif known or not part[0].isupper():
            offices.append(an_office(part))
        else:
            raise ArchiveError(
                f"“{part}” is no country that memcon knows; give its name or its ISO 3166 code, like IRN, "
                "and an office that memcon does not know in small letters"
            )
    if len(countries) > 1 or len(offices) > 1:
        raise ArchiveError(f"“{words}” names more than one country and one office; give NAME, COUNTRY, OFFICE")
    return name, next(iter(countries), None), next(iter(offices), None)


def _of_report(name: str, record: Record) -> Actor | None:
    folded = fold_name(name)
    exact = next((actor for actor in record.actors if actor.id == name or fold_name(actor.name) == folded), None)
    if exact:
        return exact
    within = [actor for actor in record.actors if actor.kind == "person" and _words(name) <= _words(actor.name)]
    if len(within) > 1:
        names = ", ".join(actor.name for actor in within)
        raise ArchiveError(f"“{name}” may be any of {names}; give the full name")
    return within[0] if within else None


def _of_knowledge(name: str, record: Record) -> Actor | None:
    """A state, a body, or the only person of that full name, in the office held on the day of the report."""
    knowledge = _knowledge()
    term = knowledge.country(name)
    code = term.iso3 if term and term.kind == "name" else country_code(name) if name.isupper() else None
    if code:
        return _own(code, record) or Actor(id=code, kind="state", name=country_name(code), country=code)
    body = knowledge.body(name)
    if body:
        return _own(body.id, record) or Actor(id=body.id, kind="body", name=body.name)
    return _person(knowledge, name, record)


def _person(knowledge: "Knowledge", name: str, record: Record) -> Actor | None:
    folded = fold_name(name)
    spellings = ((person, (person.name, *person.aliases)) for person in knowledge.persons(name))
    called_so = [person for person, names in spellings if folded in map(fold_name, names)]
    if len(called_so) != 1 or len(name.split()) == 1:
        return None
    (person,) = called_so
    held = [tenure for tenure in person.tenures if _covers(tenure, record.article.published)]
    office = held[0] if len(held) == 1 else None
    return _own(person.id, record) or Actor(
        id=person.id,
        kind="person",
        name=name,
        country=office.country if office else None,
        office=office.office if office else None,
        wikidata=person.wikidata,
    )


def _covers(tenure: "Tenure", day: str | None) -> bool:
    return day is not None and (tenure.start or tenure.known_from or "9") <= day <= (
        tenure.end or tenure.known_until or ""
    )


def _own(ident: str, record: Record) -> Actor | None:
    return next((actor for actor in record.actors if actor.id == ident), None)


def _words(name: str) -> set[str]:
    return {fold_name(word) for word in name.split()}


def _knowledge() -> "Knowledge":
    from memcon.actors.knowledge import load  # noqa: PLC0415  slow to import, and few corrections need it

    return load()
