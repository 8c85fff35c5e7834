"""Where everything is, and whether it is there."""

from fastapi import APIRouter, Request, Response
from starlette.exceptions import HTTPException

from memcon import __version__
from memcon.errors import ArchiveError
from memcon.faces.web.api.answers import as_json
from memcon.faces.web.api.schemas import made_of
from memcon.faces.web.api.things import Health, Index
from memcon.faces.web.asked import Asked

router = APIRouter(tags=["server"])
health = APIRouter(tags=["server"])

LISTS = (
    *("contacts", "encounters", "statements", "commitments", "claims", "events"),
    *("reports", "search", "persons", "mechanisms", "decisions", "changes"),
)


@router.get("/", operation_id="getIndex", **made_of(Index, "Where everything is."))
def index(request: Request) -> Response:
    """The addresses of the lists, and of the description of this interface."""
    here = str(request.url.replace(query="")).rstrip("/")
    lists = {name: f"{here}/{name}" for name in LISTS}
    return as_json(Index(openapi=f"{here}/openapi.json", lists=lists, version=__version__))


@health.get("/healthz", operation_id="getHealth", **made_of(Health, "The archive can be read.", 503))
def healthz(archive: Asked) -> Response:
    """Whether the server can read its archive."""
    try:
        "0" * 64 in archive  # noqa: B015  the shortest question
    except ArchiveError as error:
        raise HTTPException(503, "The archive cannot be read just now.") from error
    return as_json(Health(status="ok", version=__version__))
