"""What people decided, and what changed."""

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request, Response

from memcon.archive import Archive, Change
from memcon.archive.lookups import DecisionFilters, DecisionRow, page_of_decisions
from memcon.archive.lookups import decision as find_decision
from memcon.errors import AbsentError
from memcon.faces.web.api.files import AnyForm, Form, written
from memcon.faces.web.api.listings import Listing, Part, listed
from memcon.faces.web.api.parameters import ChangeList, DecisionList, Shown
from memcon.faces.web.api.schemas import file_of, list_of, one_of
from memcon.faces.web.api.singles import single
from memcon.faces.web.asked import Asked

router = APIRouter(tags=["history"])

_FORMS: tuple[Form, ...] = ("csv", "jsonl", "parquet", "ics", "atom")
_MOST = 2**63 - 1  # what databases number

Number = Annotated[int, Path(ge=1, le=_MOST, description="The number of a decision.", examples=[1])]


def _decisions(archive: Archive, asked: DecisionList, after: str | None, limit: int) -> Part:
    filters = DecisionFilters(
        about=asked.about, who=asked.who, action=asked.action, since=asked.date__gte, until=asked.date__lte
    )
    return Part.of(page_of_decisions(archive, filters, after=after, limit=limit, newest=asked.order == "newest"))


def _said_of_decisions(asked: DecisionList) -> str:
    parts = (
        asked.action,
        f"of {asked.about}" if asked.about else "",
        f"by “{asked.who}”" if asked.who else "",
        f"since {asked.date__gte}" if asked.date__gte else "",
        f"until {asked.date__lte}" if asked.date__lte else "",
    )
    return ", ".join(filter(None, parts))


DECISIONS = Listing(name="decisions", row=DecisionRow, page=_decisions, said=_said_of_decisions)


@router.get("/decisions", operation_id="listDecisions", **list_of(DecisionRow))
def decisions(request: Request, archive: Asked, asked: Annotated[DecisionList, Query()]) -> Response:
    """What people decided of what was read, the last first: nothing is overwritten, every correction stays, with who and why."""
    return listed(request, archive, DECISIONS, asked)


@router.get("/decisions.{form}", operation_id="downloadDecisions", **file_of(*_FORMS))
def decisions_as(form: AnyForm, request: Request, archive: Asked, asked: Annotated[DecisionList, Query()]) -> Response:
    """The list of decisions as a file; in tables, values are JSON."""
    return written(request, archive, DECISIONS, asked, form)


@router.get("/decisions/{id}", operation_id="getDecision", **one_of(DecisionRow))
def decision(id: Number, request: Request, archive: Asked, asked: Annotated[Shown, Query()]) -> Response:
    """A decision."""

    def read() -> Any:
        found = find_decision(archive, id)
        if found is None:
            raise AbsentError(f"the archive holds no decision {id}")
        return found

    return single(request, archive, asked, DecisionRow, read)


def _changes(archive: Archive, asked: ChangeList, after: str | None, limit: int) -> Part:
    return Part.of(archive.changes(asked.since, after=after, limit=limit))


CHANGES = Listing(name="changes", row=Change, page=_changes, said=lambda asked: f"since {asked.since}")


@router.get("/changes", operation_id="listChanges", **list_of(Change))
def changes(request: Request, archive: Asked, asked: Annotated[ChangeList, Query()]) -> Response:
    """What was added, changed or withdrawn since a moment, the earliest first: for those who keep a copy.

    Ask for what a change names; what was withdrawn answers 410. Begin the next time at the `at` of the last change: those of that
    second come once more, and none is lost.
    """
    return listed(request, archive, CHANGES, asked)


@router.get("/changes.{form}", operation_id="downloadChanges", **file_of(*_FORMS))
def changes_as(form: AnyForm, request: Request, archive: Asked, asked: Annotated[ChangeList, Query()]) -> Response:
    """The list of changes as a file."""
    return written(request, archive, CHANGES, asked, form)
