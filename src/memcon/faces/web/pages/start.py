"""The first page: what is new, what is due, and where to look."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from memcon.faces.web.asked import Asked
from memcon.faces.web.rendering import page

router = APIRouter()


@router.get("/")
def start(request: Request, archive: Asked) -> HTMLResponse:
    """The first page."""
    return page(request, "start.html", overview=archive.overview(), name=archive.name)
