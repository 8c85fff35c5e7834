"""Search: passages of reports and statements in which words stand."""

from dataclasses import replace

from fastapi import APIRouter, Request
from fastapi.responses import Response

from memcon.archive import FoundPassage
from memcon.errors import ArchiveError
from memcon.faces.web.asked import Asked, Wanted
from memcon.faces.web.listing import Permalink, tidied
from memcon.faces.web.rendering import page
from memcon.faces.web.sentences import sentence

router = APIRouter()

_FORM = ("q", "country", "person", "since", "until", "statements_only")
_LIMITS = (20, 50, 100)  # passages; a reader who needs more narrows the search or downloads it


@router.get("/search")
def search(request: Request, archive: Asked, filters: Wanted) -> Response:
    """The passages that a query finds, the best first."""
    link = Permalink.of(request, filters, "q", "statements_only", "limit")
    if elsewhere := tidied(request, link):
        return elsewhere
    query, limit = link.value("q"), _limit(link.value("limit"))
    said = bool(link.value("statements_only"))
    found: list[FoundPassage] = []
    problem = ""
    if query:
        try:
            found = list(archive.search(query, replace(filters, limit=limit + 1), statements_only=said))
        except ArchiveError as error:
            problem = str(error)
    return page(
        request,
        "search.html",
        status=400 if problem else 200,
        link=link,
        sentence=sentence("statements" if said else "passages", filters, query=query) if query else "Search",
        query=query,
        found=found[:limit],
        more=next((str(each) for each in _LIMITS if each > limit), "") if len(found) > limit else "",
        problem=problem,
        fields=_FORM,
        choices={"statements_only": [("true", "statements only")]},
        forms=("csv", "jsonl", "atom"),
    )


def _limit(asked: str) -> int:
    return int(asked) if asked in map(str, _LIMITS) else _LIMITS[0]
