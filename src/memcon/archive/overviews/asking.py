"""What pages ask of an archive. `memcon.archive.Archive` is one of these."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Hashable
from contextlib import AbstractContextManager
from dataclasses import replace
from typing import Any, Literal, overload

from sqlalchemy import Connection

from memcon.archive.encounters.listing import EncounterRow
from memcon.archive.filters import Filters
from memcon.archive.follow_ups.listing import CommitmentFilters, as_of_or_today
from memcon.archive.overviews.answers import Answers, AnswerT
from memcon.archive.overviews.changes import Change, page_of_changes
from memcon.archive.overviews.counting import Census
from memcon.archive.overviews.facets import FacetValue, facets_of
from memcon.archive.overviews.kinds import COUNTS, Kind, listed
from memcon.archive.overviews.matrix import CountryCount, DyadCount, countries_of, matrix_of
from memcon.archive.overviews.overview import Overview, overview_of
from memcon.archive.overviews.paging import Page
from memcon.archive.overviews.persons import PersonPage, PersonRow, page_of_persons, person_called
from memcon.archive.overviews.timeline import Timeline, timeline_of
from memcon.archive.reports import ReportRow
from memcon.archive.views import ClaimRow, CommitmentRow, ContactRow, StatementRow


class Overviews(ABC):
    """What pages ask of an archive. Numbers that take long to count are counted again only when the archive has changed."""

    _answers: Answers

    @abstractmethod
    def _reading(self) -> AbstractContextManager[Connection]: ...

    @overload
    def page(
        self,
        kind: Literal["contacts"],
        filters: Filters | None = None,
        *,
        after: str | None = None,
        limit: int = 50,
        newest: bool = True,
    ) -> Page[ContactRow]: ...
    @overload
    def page(
        self,
        kind: Literal["encounters"],
        filters: Filters | None = None,
        *,
        after: str | None = None,
        limit: int = 50,
        newest: bool = True,
    ) -> Page[EncounterRow]: ...
    @overload
    def page(
        self,
        kind: Literal["statements"],
        filters: Filters | None = None,
        *,
        after: str | None = None,
        limit: int = 50,
        newest: bool = True,
    ) -> Page[StatementRow]: ...
    @overload
    def page(
        self,
        kind: Literal["reports"],
        filters: Filters | None = None,
        *,
        after: str | None = None,
        limit: int = 50,
        newest: bool = True,
    ) -> Page[ReportRow]: ...
    @overload
    def page(
        self,
        kind: Literal["commitments"],
        filters: CommitmentFilters | None = None,
        *,
        after: str | None = None,
        limit: int = 50,
        newest: bool = True,
    ) -> Page[CommitmentRow]: ...
    @overload
    def page(
        self,
        kind: Literal["claims"],
        filters: Filters | None = None,
        *,
        after: str | None = None,
        limit: int = 50,
        newest: bool = True,
    ) -> Page[ClaimRow]: ...
    def page(
        self, kind: Kind, filters: Any = None, *, after: str | None = None, limit: int = 50, newest: bool = True
    ) -> Page[Any]:
        """Some rows of a list, the newest first, those without a day last. Raises `ArchiveError` where a cursor is none.

        Commitments go by the day they are due, those without one behind them by the day they were made.
        """
        asked = replace(filters or Filters(), limit=None)
        if kind == "commitments" and not isinstance(asked, CommitmentFilters):
            asked = CommitmentFilters(**vars(asked))
        today = as_of_or_today(asked) if isinstance(asked, CommitmentFilters) else None
        with self._reading() as connection:
            total = self._answers.get(connection, (kind, asked, today), lambda: COUNTS[kind](connection, asked))
            return listed(kind, asked).page(connection, after=after, limit=limit, total=total, newest=newest)

    def facets(self, filters: Filters | None = None) -> dict[str, tuple[FacetValue, ...]]:
        """Into which values encounters fall, each facet counted without its own filter, the most frequent values first."""
        from memcon.actors.knowledge import load  # noqa: PLC0415  slow to import, and only pages name countries

        name = load().country_name
        return self._counted(
            "facets", filters, lambda connection, census, asked: facets_of(connection, census, asked, country_name=name)
        )

    def timeline(self, filters: Filters | None = None, *, most: int = 400) -> Timeline:
        """Encounters in time, one by one where not more than ``most`` have a date, else by month."""

        def count(connection: Connection, census: Census, asked: Filters) -> Timeline:
            return timeline_of(connection, census, census.chosen(connection, asked), most=most)

        return self._counted(("timeline", most), filters, count)

    def matrix(self, filters: Filters | None = None) -> tuple[DyadCount, ...]:
        """Every two countries that met, by their codes."""

        def count(connection: Connection, census: Census, asked: Filters) -> tuple[DyadCount, ...]:
            return matrix_of(connection, census, census.chosen(connection, asked))

        return self._counted("matrix", filters, count)

    def countries(self, filters: Filters | None = None) -> tuple[CountryCount, ...]:
        """Every country that took part in an encounter, the most frequent first."""

        def count(connection: Connection, census: Census, asked: Filters) -> tuple[CountryCount, ...]:
            return countries_of(connection, census, census.chosen(connection, asked))

        return self._counted("countries", filters, count)

    def persons(
        self, *, q: str | None = None, country: str | None = None, after: str | None = None, limit: int = 50
    ) -> Page[PersonRow]:
        """The persons whom reports name, those who met most first; ``q`` is part of a name, ``country`` a code."""
        with self._reading() as connection:
            return page_of_persons(connection, q=q, country=country, after=after, limit=limit)

    def person(
        self,
        id_: str,
        *,
        contacts_after: str | None = None,
        said_after: str | None = None,
        said_about_after: str | None = None,
        limit: int = 20,
    ) -> PersonPage:
        """A person by the id that actors have ("hakan-fidan"), the newest first of each list. Raises `AbsentError`."""
        with self._reading() as connection:
            return person_called(
                connection,
                id_,
                contacts_after=contacts_after,
                said_after=said_after,
                said_about_after=said_about_after,
                limit=limit,
            )

    def overview(self, as_of: str | None = None) -> Overview:
        """What is new, what is coming and what is due on a day, today in UTC where none is given. Raises `ArchiveError`."""
        day = as_of_or_today(CommitmentFilters(as_of=as_of))
        with self._reading() as connection:
            return overview_of(connection, self._answers, as_of=day)

    def changes(self, since: str, *, after: str | None = None, limit: int = 100) -> Page[Change]:
        """What was added, changed or withdrawn since a moment, the earliest first. Raises `ArchiveError`."""
        with self._reading() as connection:
            return page_of_changes(connection, since, after=after, limit=limit)

    def _counted(
        self, name: Hashable, filters: Filters | None, count: Callable[[Connection, Census, Filters], AnswerT]
    ) -> AnswerT:
        """What is counted in all encounters that filters leave; these are read once as long as the archive stays as it is."""
        asked = replace(filters or Filters(), limit=None, withdrawn=False)
        with self._reading() as connection:

            def find() -> AnswerT:
                census = self._answers.get(connection, "census", lambda: Census(connection))
                return count(connection, census, asked)

            return self._answers.get(connection, (name, asked), find)
