"""Commitments: a calendar of what is due, and the list."""

import calendar
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from datetime import UTC, date, datetime, timedelta
from typing import Annotated, get_args

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from memcon.archive import Archive, CommitmentFilters, CommitmentRow
from memcon.archive.corrections.typed import a_date
from memcon.archive.queries import narrowed
from memcon.archive.wording import date_in_words
from memcon.errors import ArchiveError
from memcon.faces.web.asked import Asked, filters_of
from memcon.faces.web.listing import PAGE, Permalink, tidied
from memcon.faces.web.rendering import page
from memcon.faces.web.sentences import choices, sentence
from memcon.record import CommitmentStatus

router = APIRouter()

STATES: tuple[CommitmentStatus, ...] = get_args(CommitmentStatus)

_FORM = ("country", "person", "kind", "due_before")
_AT_ONCE = 50
_MOST = 400  # commitments of a month that are shown


@dataclass(frozen=True)
class Day:
    """A day and what is due on it."""

    day: date
    due: tuple[CommitmentRow, ...]


@dataclass(frozen=True, kw_only=True)
class Month:
    """A month and what is due in it: on a day, or without one by its end. ``before`` is the last earlier month with anything due.

    ``blank`` are the days of the week before the first of the month.
    """

    name: str
    written: str
    blank: int
    days: tuple[Day, ...]
    by_its_end: tuple[CommitmentRow, ...]
    before: str | None
    after: str
    more: bool


def commitment_filters_of(request: Request) -> CommitmentFilters:
    """The filters that an address of commitments asks for. Raises `ArchiveError`."""
    usual = filters_of(request)
    given = {name: request.query_params.get(name, "").strip() for name in ("kind", "due_before", "as_of")}
    wanted: dict[str, object] = {name: value for name, value in given.items() if value}
    if "due_before" in wanted:
        wanted["due_before"] = a_date(given["due_before"]).start
    if states := tuple(state for state in request.query_params.getlist("state") if state.strip()):
        wanted["state"] = states
    return narrowed("commitments", CommitmentFilters(**{f.name: getattr(usual, f.name) for f in fields(usual)}), wanted)


WantedCommitments = Annotated[CommitmentFilters, Depends(commitment_filters_of)]


@router.get("/commitments")
def commitments(request: Request, archive: Asked, filters: WantedCommitments) -> Response:
    """What is due in a month, and the commitments that the filters leave."""
    link = Permalink.of(request, filters, "state", "kind", "due_before", "as_of", "month", "order", "after")
    if elsewhere := tidied(request, link):
        return elsewhere
    newest = link.value("order") != "oldest"
    today = filters.as_of or datetime.now(UTC).date().isoformat()
    return page(
        request,
        "commitments.html",
        link=link,
        sentence=sentence("commitments", filters),
        found=archive.page("commitments", filters, after=link.value("after") or None, limit=PAGE, newest=newest),
        newest=newest,
        month=_month(archive, filters, _first(link.value("month") or today)),
        today=today,
        states=STATES,
        fields=_FORM,
        choices=choices("kind"),
        forms=("csv", "jsonl", "parquet", "ics"),
    )


def _first(words: str) -> date:
    """The first day of a month. Raises `ArchiveError`."""
    first = date.fromisoformat(a_date(words).start or "").replace(day=1)
    if first.year == date.max.year:
        raise ArchiveError(f"there is no month after {words}")
    return first


def _month(archive: Archive, filters: CommitmentFilters, first: date) -> Month:
    following = (first + timedelta(31)).replace(day=1)
    in_it: list[CommitmentRow] = []
    before = None
    for row in _due_before(archive, filters, following.isoformat()):
        last = row.due_end or row.due or ""
        if last < first.isoformat():
            before = last[:7]
            break
        if len(in_it) == _MOST:
            break
        in_it.append(row)
    on: dict[str, list[CommitmentRow]] = defaultdict(list)
    for row in reversed(in_it):
        on["" if row.due_precision in ("month", "year") else row.due_end or row.due or ""].append(row)
    number = calendar.monthrange(first.year, first.month)[1]
    return Month(
        name=date_in_words(first.isoformat()[:7]),
        written=first.isoformat()[:7],
        blank=first.weekday(),
        days=tuple(Day(day, tuple(on[day.isoformat()])) for day in (first + timedelta(n) for n in range(number))),
        by_its_end=tuple(on[""]),
        before=before,
        after=following.isoformat()[:7],
        more=len(in_it) == _MOST,
    )


def _due_before(archive: Archive, filters: CommitmentFilters, day: str) -> Iterator[CommitmentRow]:
    """What is due before a day, the latest first."""
    asked = replace(filters, due_before=min(day, filters.due_before or day))
    after: str | None = None
    while True:
        found = archive.page("commitments", asked, after=after, limit=_AT_ONCE, newest=True)
        yield from found.rows
        after = found.next
        if after is None:
            return
