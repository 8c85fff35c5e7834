"""Reports: what the archive has read."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from memcon.faces.web.asked import Asked, Wanted
from memcon.faces.web.listing import PAGE, Permalink, tidied
from memcon.faces.web.rendering import page
from memcon.faces.web.sentences import choices, sentence

router = APIRouter()

_FORM = ("country", "person", "topic", "outlet", "since", "until")


@router.get("/reports")
def reports(request: Request, archive: Asked, filters: Wanted) -> Response:
    """Reports that the filters leave."""
    link = Permalink.of(request, filters, "order", "after")
    if elsewhere := tidied(request, link):
        return elsewhere
    newest = link.value("order") != "oldest"
    return page(
        request,
        "reports.html",
        link=link,
        sentence=sentence("reports", filters),
        found=archive.page("reports", filters, after=link.value("after") or None, limit=PAGE, newest=newest),
        newest=newest,
        fields=_FORM,
        choices=choices("topic"),
        forms=("csv", "jsonl", "parquet", "atom"),
    )
