"""Persons whom the reports of an archive introduced, so that a later report may name them by the surname alone.

What a report states of a person, with name, office and country, is attested for its date of publication; the report is the
evidence. Nothing is kept twice: the answers are read from the archive's actors.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from datetime import date

from sqlalchemy import ColumnElement, Connection, RowMapping, and_, select

from memcon.actors.knowledge.model import Holder, Person, Tenure
from memcon.actors.knowledge.names import name_words, sound
from memcon.actors.knowledge.spans import REPORTED, certainty
from memcon.archive.schema import actor_words, actors, reports

_MOST_ROWS = 500  # introductions looked at for one name or office, the latest
_MOST_REPORTS = 5  # named as evidence of a tenure, the latest


class Learned:
    """The directory (`memcon.actors.directory.Directory`) of an archive. ``reading`` opens a connection.

    With ``before``, only of the reports that were added before the one with that ``seq``.
    """

    def __init__(self, reading: Callable[[], AbstractContextManager[Connection]], *, before: int | None = None) -> None:
        self._reading = reading
        self._earlier = () if before is None else (reports.c.seq < before,)

    def persons(
        self, name: str, *, country: str | None = None, office: str | None = None, on: date | None = None
    ) -> list[Person]:
        """Persons whose full name has a word of this one, by sound; the hints exclude nobody and order nothing."""
        del country, office, on
        sounds = {sound(word) for word in name_words(name)} - {""}
        if not sounds:
            return []
        return _persons(self._rows(actor_words.c.sound.in_(sounds)))

    def person(self, person_id: str) -> Person | None:
        """The person with that id."""
        return next(iter(_persons(self._rows(actors.c.id == person_id))), None)

    def holders(self, country: str, office: str, *, start: date | None = None, end: date | None = None) -> list[Holder]:
        """Who is reported in an office at some time from ``start`` to ``end``; certain between two reports of it."""
        persons = _persons(self._rows(actors.c.country == country, actors.c.office == office))
        first, last = start or date.min, end or date.max
        found = [
            Holder(person, tenure, sure)
            for person in persons
            for tenure in person.tenures
            if (tenure.country, tenure.office) == (country, office)
            and (sure := certainty(tenure, (), first, last)) is not None
        ]
        return sorted(found, key=lambda holder: (not holder.certain, holder.person.id))

    def _rows(self, *conditions: ColumnElement[bool]) -> Sequence[RowMapping]:
        query = (
            select(actors.c.id, actors.c.name, actors.c.country, actors.c.office, actors.c.wikidata)
            .add_columns(reports.c.key, reports.c.published)
            .distinct()
            .join(reports, reports.c.id == actors.c.report)
            .join(actor_words, and_(actor_words.c.report == actors.c.report, actor_words.c.actor == actors.c.id))
            .where(*conditions, *self._earlier)
            .order_by(reports.c.published.desc().nulls_last(), reports.c.key, actors.c.id)
            .limit(_MOST_ROWS)
        )
        with self._reading() as connection:
            return connection.execute(query).mappings().all()


def _persons(rows: Iterable[RowMapping]) -> list[Person]:
    """Persons from the mentions that introduce them, by id."""
    mentions: dict[str, list[RowMapping]] = defaultdict(list)
    for row in rows:
        mentions[row["id"]].append(row)
    return [_person(person_id, found) for person_id, found in sorted(mentions.items())]


def _person(person_id: str, rows: Sequence[RowMapping]) -> Person:
    names = [name for name, _ in Counter(row["name"] for row in rows).most_common()]
    held: dict[tuple[str, str], list[RowMapping]] = defaultdict(list)
    for row in rows:
        held[row["country"], row["office"]].append(row)
    return Person(
        id=person_id,
        name=names[0],
        wikidata=next((row["wikidata"] for row in rows if row["wikidata"]), None),
        aliases=tuple(names[1:]),
        tenures=tuple(_tenure(person_id, *office, found) for office, found in held.items()),
    )


def _tenure(person_id: str, country: str, office: str, rows: Sequence[RowMapping]) -> Tenure:
    days = [row["published"] for row in rows if row["published"]]
    return Tenure(
        person=person_id,
        country=country,
        office=office,
        title=office,
        known_from=min(days, default=None),
        known_until=max(days, default=None),
        source=REPORTED + " ".join(row["key"] for row in rows[:_MOST_REPORTS]),
    )
