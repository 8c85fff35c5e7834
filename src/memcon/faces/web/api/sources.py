"""The reports, and the passages in them."""

from dataclasses import replace
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from memcon.archive import Archive, Filters, FoundPassage, ReportRow, in_words
from memcon.archive.keyset import NO_CURSOR
from memcon.archive.overviews.paging import cursor_of, key_in
from memcon.errors import AbsentError, ArchiveError
from memcon.faces.web.api.files import AnyForm, Form, written
from memcon.faces.web.api.listings import Listing, Part, listed
from memcon.faces.web.api.parameters import OneItem, ReportList, SearchList, filters_of
from memcon.faces.web.api.schemas import file_of, list_of, one_of
from memcon.faces.web.api.singles import Ident, gone, single, whole
from memcon.faces.web.api.things import ReportThing
from memcon.faces.web.asked import Asked

router = APIRouter(tags=["sources"])

_FORMS: tuple[Form, ...] = ("csv", "jsonl", "parquet", "ics", "atom")
_MOST = 1000  # passages that a search can be leafed through


def _report_filters(asked: ReportList) -> Filters:
    return filters_of(asked, "reports", Filters())


def _reports(archive: Archive, asked: ReportList, after: str | None, limit: int) -> Part:
    filters = _report_filters(asked)
    return Part.of(archive.page("reports", filters, after=after, limit=limit, newest=asked.order == "newest"))


REPORTS = Listing(
    name="reports",
    row=ReportRow,
    page=_reports,
    said=lambda asked: in_words(_report_filters(asked)),
    evidence="report",
)


@router.get("/reports", operation_id="listReports", **list_of(ReportRow))
def reports(request: Request, archive: Asked, asked: Annotated[ReportList, Query()]) -> Response:
    """Reports by the day of publication. Countries and person act in the report, all else it tells of a contact or statement."""
    return listed(request, archive, REPORTS, asked)


@router.get("/reports.{form}", operation_id="downloadReports", **file_of(*_FORMS))
def reports_as(form: AnyForm, request: Request, archive: Asked, asked: Annotated[ReportList, Query()]) -> Response:
    """The list of reports as a file."""
    return written(request, archive, REPORTS, asked, form)


@router.get("/reports/{id}", operation_id="getReport", **one_of(ReportThing, 410))
def report(id: Ident, request: Request, archive: Asked, asked: Annotated[OneItem, Query()]) -> Response:
    """A report with its whole text and everything that was read from it. The id may also be the SHA-256 of the text."""

    def read() -> Any:
        row = archive.reports(id=id, withdrawn=True).first()
        if row is None:
            raise AbsentError(f"the archive holds no report {id}")
        if row.withdrawn_at:
            raise gone(archive, "report", row.id)
        return whole(ReportThing, row, record=archive.record(row.sha256))

    return single(request, archive, asked, ReportThing, read, evidence="report")


# search ----------------------------------------------------------------------------------------------------------------


def _search_filters(asked: SearchList) -> Filters:
    return filters_of(asked, "passages", Filters())


def _passages(archive: Archive, asked: SearchList, after: str | None, limit: int) -> Part:
    """A part of what is found, the best first; it is found anew for each page."""
    match key_in("passages", after) if after else (0,):
        case (int(first),) if 0 <= first < _MOST:
            last = min(first + limit, _MOST)
        case _:
            raise ArchiveError(NO_CURSOR)
    filters = replace(_search_filters(asked), limit=min(last + 1, _MOST))
    found = archive.search(asked.q, filters, statements_only=asked.statements_only)[:]
    more = len(found) > last
    cursor = cursor_of("passages", (last,)) if more else None
    return Part(rows=tuple(found[first:last]), next=cursor, total=None if more else len(found))


SEARCH = Listing(
    name="search",
    row=FoundPassage,
    page=_passages,
    said=lambda asked: ", ".join(filter(None, (asked.q, in_words(_search_filters(asked))))),
)


@router.get("/search", operation_id="search", **list_of(FoundPassage))
def search(request: Request, archive: Asked, asked: Annotated[SearchList, Query()]) -> Response:
    """The passages in which words stand, the best first: titles, paragraphs and statements, 1,000 at most."""
    return listed(request, archive, SEARCH, asked)


@router.get("/search.{form}", operation_id="downloadSearch", **file_of(*_FORMS))
def search_as(form: AnyForm, request: Request, archive: Asked, asked: Annotated[SearchList, Query()]) -> Response:
    """What a search finds as a file."""
    return written(request, archive, SEARCH, asked, form)
