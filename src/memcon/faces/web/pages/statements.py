"""Statements, each with the words it was read from, and reports: the lists that a form alone narrows."""

from typing import Literal

from fastapi import APIRouter, Request
from fastapi.responses import Response

from memcon.archive import Archive, Filters
from memcon.faces.web.asked import Asked, Wanted
from memcon.faces.web.listing import PAGE, Permalink, tidied
from memcon.faces.web.rendering import page
from memcon.faces.web.sentences import choices, sentence

router = APIRouter()

_FORM = ("country", "person", "topic", "outlet", "since", "until")


@router.get("/statements")
def statements(request: Request, archive: Asked, filters: Wanted) -> Response:
    """Who is reported to have said what about what."""
    return _listed(request, archive, "statements", filters)


@router.get("/reports")
def reports(request: Request, archive: Asked, filters: Wanted) -> Response:
    """What the archive has read."""
    return _listed(request, archive, "reports", filters)


def _listed(request: Request, archive: Archive, kind: Literal["statements", "reports"], filters: Filters) -> Response:
    link = Permalink.of(request, filters, "order", "after")
    if elsewhere := tidied(request, link):
        return elsewhere
    newest = link.value("order") != "oldest"
    return page(
        request,
        f"{kind}.html",
        link=link,
        sentence=sentence(kind, filters),
        found=archive.page(kind, filters, after=link.value("after") or None, limit=PAGE, newest=newest),
        newest=newest,
        fields=_FORM,
        choices=choices("topic"),
        forms=("csv", "jsonl", "parquet", "atom"),
    )
