"""Statements: who said what about what, each with the words it was read from."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from memcon.faces.web.asked import Asked, Wanted
from memcon.faces.web.listing import PAGE, Permalink, tidied
from memcon.faces.web.rendering import page
from memcon.faces.web.sentences import choices, sentence

router = APIRouter()

_FORM = ("country", "person", "topic", "outlet", "since", "until")


@router.get("/statements")
def statements(request: Request, archive: Asked, filters: Wanted) -> Response:
    """Statements that the filters leave."""
    link = Permalink.of(request, filters, "order", "after")
    if elsewhere := tidied(request, link):
        return elsewhere
    newest = link.value("order") != "oldest"
    return page(
        request,
        "statements.html",
        link=link,
        sentence=sentence("statements", filters),
        found=archive.page("statements", filters, after=link.value("after") or None, limit=PAGE, newest=newest),
        newest=newest,
        fields=_FORM,
        choices=choices("topic"),
        forms=("csv", "jsonl", "parquet", "atom"),
    )
