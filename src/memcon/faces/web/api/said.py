"""What reports say that was said: statements, commitments and claims; and the events that code it."""

from enum import Enum
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from memcon.archive import (
    Archive,
    ClaimRow,
    CommitmentFilters,
    CommitmentRow,
    Filters,
    StatementRow,
    commitments_in_words,
    in_words,
)
from memcon.archive.lookups import EventFilters, EventRow, events_in_words, page_of_events
from memcon.errors import AbsentError
from memcon.faces.web.api.files import AnyForm, Form, written
from memcon.faces.web.api.listings import Listing, Part, listed
from memcon.faces.web.api.parameters import ClaimList, CommitmentList, EventList, OneItem, StatementList, filters_of
from memcon.faces.web.api.schemas import file_of, list_of, one_of
from memcon.faces.web.api.singles import Ident, existing, gone, meant, of_record, single, whole
from memcon.faces.web.api.things import ClaimThing, CommitmentThing, EventThing, StatementThing
from memcon.faces.web.asked import Asked

router = APIRouter()

_FORMS: tuple[Form, ...] = ("csv", "jsonl", "parquet", "ics", "atom")
_SAID: list[str | Enum] = ["what was said"]
_EVENTS: list[str | Enum] = ["events"]


# statements ------------------------------------------------------------------------------------------------------------


def _statement_filters(asked: StatementList) -> Filters:
    return filters_of(asked, "statements", Filters())


def _statements(archive: Archive, asked: StatementList, after: str | None, limit: int) -> Part:
    filters = _statement_filters(asked)
    return Part.of(archive.page("statements", filters, after=after, limit=limit, newest=asked.order == "newest"))


STATEMENTS = Listing(
    name="statements",
    row=StatementRow,
    page=_statements,
    said=lambda asked: in_words(_statement_filters(asked)),
    evidence="statement",
)


@router.get("/statements", operation_id="listStatements", tags=_SAID, **list_of(StatementRow))
def statements(request: Request, archive: Asked, asked: Annotated[StatementList, Query()]) -> Response:
    """Who is reported to have said what, in the words of the report. Countries and person are the speaker's, dates the contact's."""
    return listed(request, archive, STATEMENTS, asked)


@router.get("/statements.{form}", operation_id="downloadStatements", tags=_SAID, **file_of(*_FORMS))
def statements_as(
    form: AnyForm, request: Request, archive: Asked, asked: Annotated[StatementList, Query()]
) -> Response:
    """The list of statements as a file."""
    return written(request, archive, STATEMENTS, asked, form)


@router.get("/statements/{id}", operation_id="getStatement", tags=_SAID, **one_of(StatementThing, 410))
def statement(id: Ident, request: Request, archive: Asked, asked: Annotated[OneItem, Query()]) -> Response:
    """A statement with its record, and whom it speaks of."""

    def read() -> Any:
        row = existing(archive, archive.statements(id=id, withdrawn=True).first(), "statement", id)
        item, record = of_record(archive, row, "statements")
        actors = meant(record, *item.speakers, *item.addressees, *item.about)
        return whole(StatementThing, row, record=item, record_actors=actors)

    return single(request, archive, asked, StatementThing, read, evidence="statement")


# commitments -----------------------------------------------------------------------------------------------------------


def _commitment_filters(asked: CommitmentList) -> CommitmentFilters:
    return filters_of(asked, "commitments", CommitmentFilters())


def _commitments(archive: Archive, asked: CommitmentList, after: str | None, limit: int) -> Part:
    filters = _commitment_filters(asked)
    return Part.of(archive.page("commitments", filters, after=after, limit=limit, newest=asked.order == "newest"))


COMMITMENTS = Listing(
    name="commitments",
    row=CommitmentRow,
    page=_commitments,
    said=lambda asked: commitments_in_words(_commitment_filters(asked)),
    evidence="commitment",
)


@router.get("/commitments", operation_id="listCommitments", tags=_SAID, **list_of(CommitmentRow))
def commitments(request: Request, archive: Asked, asked: Annotated[CommitmentList, Query()]) -> Response:
    """What was undertaken, offered, asked for, planned or hoped for, by the day it is due, and what became of it.

    Overdue means that no report of the archive shows it kept.
    """
    return listed(request, archive, COMMITMENTS, asked)


@router.get("/commitments.{form}", operation_id="downloadCommitments", tags=_SAID, **file_of(*_FORMS))
def commitments_as(
    form: AnyForm, request: Request, archive: Asked, asked: Annotated[CommitmentList, Query()]
) -> Response:
    """The list of commitments as a file; as a calendar, on the last day by which each is due."""
    return written(request, archive, COMMITMENTS, asked, form)


@router.get("/commitments/{id}", operation_id="getCommitment", tags=_SAID, **one_of(CommitmentThing, 410))
def commitment(id: Ident, request: Request, archive: Asked, asked: Annotated[OneItem, Query()]) -> Response:
    """A commitment with its record and everything that follows it up."""

    def read() -> Any:
        row = existing(archive, archive.commitments(id=id, withdrawn=True).first(), "commitment", id)
        item, record = of_record(archive, row, "commitments")
        followed = archive.commitment(row.id)
        return whole(
            CommitmentThing,
            row,
            words=followed.words,
            follow_ups=followed.follow_ups,
            record=item,
            record_actors=meant(record, *item.who, *item.to),
        )

    return single(request, archive, asked, CommitmentThing, read, evidence="commitment")


# claims ----------------------------------------------------------------------------------------------------------------


def _claim_filters(asked: ClaimList) -> Filters:
    return filters_of(asked, "claims", Filters())


def _claims(archive: Archive, asked: ClaimList, after: str | None, limit: int) -> Part:
    filters = _claim_filters(asked)
    return Part.of(archive.page("claims", filters, after=after, limit=limit, newest=asked.order == "newest"))


CLAIMS = Listing(
    name="claims", row=ClaimRow, page=_claims, said=lambda asked: in_words(_claim_filters(asked)), evidence="claim"
)


@router.get("/claims", operation_id="listClaims", tags=_SAID, **list_of(ClaimRow))
def claims(request: Request, archive: Asked, asked: Annotated[ClaimList, Query()]) -> Response:
    """Counted harm, and who says so. The countries are those where it was, or whose people say so."""
    return listed(request, archive, CLAIMS, asked)


@router.get("/claims.{form}", operation_id="downloadClaims", tags=_SAID, **file_of(*_FORMS))
def claims_as(form: AnyForm, request: Request, archive: Asked, asked: Annotated[ClaimList, Query()]) -> Response:
    """The list of claims as a file."""
    return written(request, archive, CLAIMS, asked, form)


@router.get("/claims/{id}", operation_id="getClaim", tags=_SAID, **one_of(ClaimThing, 410))
def claim(id: Ident, request: Request, archive: Asked, asked: Annotated[OneItem, Query()]) -> Response:
    """A claim with its record."""

    def read() -> Any:
        row = existing(archive, archive.claims(id=id, withdrawn=True).first(), "claim", id)
        item, record = of_record(archive, row, "claims")
        return whole(ClaimThing, row, record=item, record_actors=meant(record, item.said_by, item.by))

    return single(request, archive, asked, ClaimThing, read, evidence="claim")


# events ----------------------------------------------------------------------------------------------------------------


def _event_filters(asked: EventList) -> EventFilters:
    return filters_of(asked, "events", EventFilters())


def _events(archive: Archive, asked: EventList, after: str | None, limit: int) -> Part:
    filters = _event_filters(asked)
    page = page_of_events(archive, filters, after=after, limit=limit, newest=asked.order == "newest")
    return Part(rows=page.rows, next=page.next, total=page.total)


EVENTS = Listing(
    name="events",
    row=EventRow,
    page=_events,
    said=lambda asked: events_in_words(_event_filters(asked)),
    evidence="event",
)


@router.get("/events", operation_id="listEvents", tags=_EVENTS, **list_of(EventRow))
def events(request: Request, archive: Asked, asked: Annotated[EventList, Query()]) -> Response:
    """What reports tell, coded in PLOVER and CAMEO. Countries and person act or are acted on."""
    return listed(request, archive, EVENTS, asked)


@router.get("/events.{form}", operation_id="downloadEvents", tags=_EVENTS, **file_of(*_FORMS))
def events_as(form: AnyForm, request: Request, archive: Asked, asked: Annotated[EventList, Query()]) -> Response:
    """The list of events as a file."""
    return written(request, archive, EVENTS, asked, form)


@router.get("/events/{id}", operation_id="getEvent", tags=_EVENTS, **one_of(EventThing, 410))
def event(id: Ident, request: Request, archive: Asked, asked: Annotated[OneItem, Query()]) -> Response:
    """An event with its record."""

    def read() -> Any:
        rows = page_of_events(archive, EventFilters(id=(id,), withdrawn=True), limit=1).rows
        if not rows:
            raise AbsentError(f"the archive holds no event {id}")
        (row,) = rows
        report = archive.reports(id=row.report, withdrawn=True).first()
        if report and report.withdrawn_at:
            raise gone(archive, "report", report.id)
        item, record = of_record(archive, row, "events")
        return whole(EventThing, row, record=item, record_actors=meant(record, *item.actor, *item.recipient))

    return single(request, archive, asked, EventThing, read, evidence="event")
