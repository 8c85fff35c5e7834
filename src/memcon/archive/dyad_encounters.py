"""The encounters of two countries as they are counted: of two that meet daily there are thousands, so only what is counted is read."""

from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import Connection, select

from memcon.archive.follow_ups.meetings import is_a_few_days
from memcon.archive.follow_ups.near import iso_day
from memcon.archive.schema import contacts, encounter_facets, encounters, facet_values
from memcon.record import Level, Mode, Status


@dataclass(frozen=True, kw_only=True, slots=True)
class DyadEncounter:
    """An encounter of two countries. ``start`` and ``end`` are its days, ``day`` the first of them, else that of its first report.

    ``reports`` (SHA-256) tell of it, of which ``n_sources`` are no copies of each other.
    """

    id: str
    status: Status
    mode: Mode
    level: Level | None
    start: str | None
    end: str | None
    day: str | None
    place: str | None
    topics: tuple[str, ...]
    reports: frozenset[str]
    n_sources: int

    @property
    def has_day(self) -> bool:
        """Whether it is known when it was, to the day or a few days: a month or a year is no day."""
        return is_a_few_days(self.start, self.end)


def encounters_of_dyad(connection: Connection, one: str, other: str) -> list[DyadEncounter]:
    """All encounters of two countries, by their codes, in the order of their ids."""
    dyad = "-".join(sorted((one, other)))  # as the archive writes it
    number = select(facet_values.c.id).where(facet_values.c.facet == "dyad", facet_values.c.value == dyad)
    ids = select(encounter_facets.c.encounter).where(encounter_facets.c.value == number.scalar_subquery())
    reports: dict[str, set[str]] = defaultdict(set)
    for id_, report in connection.execute(
        select(contacts.c.encounter, contacts.c.report).where(contacts.c.encounter.in_(ids))
    ):
        reports[id_].add(report)
    e = encounters.c
    query = (
        select(e.id, e.status, e.mode, e.level, e.when_start, e.when_end)
        .add_columns(e.first_reported, e.place_name, e.topics, e.n_sources)
        .where(e.id.in_(ids))
        .order_by(e.id)
    )
    found = []
    for id_, status, mode, level, first, last, reported, place, topics, n_sources in connection.execute(query):
        start, end = iso_day(first), iso_day(last)
        found.append(
            DyadEncounter(
                id=id_,
                status=status,
                mode=mode,
                level=level,
                start=start or end,
                end=end or start,
                day=start or end or iso_day(reported),
                place=place,
                topics=tuple(topics),
                reports=frozenset(reports[id_]),
                n_sources=n_sources,
            )
        )
    return found
