"""What an archive answers across reports: what was promised and became of it, mechanisms and their sessions, two countries."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import UTC, datetime

from sqlalchemy import Connection

from memcon.archive.claims import list_claims
from memcon.archive.corrections.items import find_item
from memcon.archive.dyad_series import DyadEvent, Period
from memcon.archive.dyads import Dyad, DyadStatement, dyad_events, dyad_of, dyad_statements
from memcon.archive.filters import Filters, in_words
from memcon.archive.follow_ups.listing import (
    CommitmentFilters,
    commitments_in_words,
    followed_commitment,
    list_commitments,
)
from memcon.archive.mechanisms import Mechanism, MechanismRow, list_mechanisms, mechanism_called
from memcon.archive.overviews.answers import Answers
from memcon.archive.queries import Query, narrowed
from memcon.archive.views import ClaimRow, CommitmentRow, FollowedCommitment
from memcon.errors import ArchiveError


class Relations(ABC):
    """What an archive answers across reports. `memcon.archive.Archive` is one of these.

    What depends on the day is told ``as_of`` an ISO date, today in UTC where none is given.
    """

    _name: str
    _answers: Answers

    @abstractmethod
    def _reading(self) -> AbstractContextManager[Connection]: ...

    def commitments(
        self, filters: CommitmentFilters | None = None, **wanted: object
    ) -> Query[CommitmentRow, CommitmentFilters]:
        """Commitments and what became of them, by the day they are due; those without one last."""

        def read(filters: CommitmentFilters) -> list[CommitmentRow]:
            with self._reading() as connection:
                return list_commitments(connection, filters)

        asked = narrowed("commitments", filters or CommitmentFilters(), wanted)
        return Query("commitments", CommitmentRow, read, asked, words=commitments_in_words)

    def commitment(self, ref: str, *, as_of: str | None = None) -> FollowedCommitment:
        """A commitment by its id ("3f2a9c-k1") or as much of it as is unique, and what follows it up. Raises `ArchiveError`."""
        with self._reading() as connection:
            found = find_item(connection, ref, archive=self._name, kinds=("commitment",))
            return followed_commitment(connection, found.ref, as_of=_day(as_of))

    def claims(self, filters: Filters | None = None, **wanted: object) -> Query[ClaimRow, Filters]:
        """Claims by their date, else that of publication; those of one report as they stand there."""

        def read(filters: Filters) -> list[ClaimRow]:
            with self._reading() as connection:
                return list_claims(connection, filters)

        return Query("claims", ClaimRow, read, narrowed("claims", filters or Filters(), wanted), words=in_words)

    def mechanisms(self, *, country: str | Sequence[str] = (), as_of: str | None = None) -> list[MechanismRow]:
        """The standing mechanisms that reports name, by name; of all of several countries."""
        return [one.mechanism for one in self._mechanisms(country, as_of)]

    def mechanism(self, name: str, *, country: str | Sequence[str] = (), as_of: str | None = None) -> Mechanism:
        """A mechanism by its name or the words of it that tell it from others, and its sessions. Raises `ArchiveError`."""
        return mechanism_called(self._mechanisms(country, as_of), name)

    def dyad(
        self,
        one: str,
        other: str,
        *,
        since: str | None = None,
        until: str | None = None,
        period: Period = "year",
        as_of: str | None = None,
        commitments: int | None = None,
    ) -> Dyad:
        """What the archive tells of two countries, all of it or in a time: "2024" or ISO dates. Raises `ArchiveError`.

        ``commitments`` is how many of the open ones are told at most; they are counted in any case.
        """
        asked = _of_two(one, other, since, until)
        day = _day(as_of)

        def find() -> Dyad:
            return dyad_of(
                connection,
                *asked.country,
                since=asked.since,
                until=asked.until,
                period=period,
                as_of=day,
                commitments=commitments,
            )

        with self._reading() as connection:
            return self._answers.get(connection, ("dyad", asked, period, day, commitments), find)

    def dyad_statements(
        self, one: str, other: str, *, since: str | None = None, until: str | None = None
    ) -> tuple[DyadStatement, ...]:
        """What was said at their encounters by somebody of the two countries. Raises `ArchiveError`."""
        asked = _of_two(one, other, since, until)
        with self._reading() as connection:
            return dyad_statements(connection, *asked.country, since=asked.since, until=asked.until)

    def dyad_events(
        self, one: str, other: str, *, since: str | None = None, until: str | None = None
    ) -> tuple[DyadEvent, ...]:
        """The events that the series of two countries counts, by day. Raises `ArchiveError`."""
        asked = _of_two(one, other, since, until)
        with self._reading() as connection:
            return dyad_events(connection, *asked.country, since=asked.since, until=asked.until)

    def _mechanisms(self, country: str | Sequence[str], as_of: str | None) -> list[Mechanism]:
        from memcon.actors.knowledge import load  # noqa: PLC0415  slow to import, and little needs the names of bodies

        countries = narrowed("mechanisms", Filters(), {"country": country}).country
        day = _day(as_of)
        with self._reading() as connection:
            return list_mechanisms(connection, load(), countries=countries, as_of=day)


def _of_two(one: str, other: str, since: str | None, until: str | None) -> Filters:
    asked = narrowed("dyads", Filters(), {"country": (one, other), "since": since, "until": until})
    if len(set(asked.country)) != 2:
        raise ArchiveError(f"a dyad is two countries, not {one} twice")
    return asked


def _day(as_of: str | None) -> str:
    """The day as of which something is told. Raises `ArchiveError` where it is no date."""
    return replace(CommitmentFilters(), as_of=as_of).as_of or datetime.now(UTC).date().isoformat()
