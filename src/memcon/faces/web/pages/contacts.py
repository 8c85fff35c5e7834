"""Encounters: the list with its facets, and its timeline."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import Response

from memcon.archive import Archive, Filters
from memcon.faces.web.asked import Asked, Wanted
from memcon.faces.web.listing import PAGE, Permalink, tidied
from memcon.faces.web.rendering import page
from memcon.faces.web.rows import item
from memcon.faces.web.sentences import sentence, value_in_words
from memcon.faces.web.timeline import drawn

router = APIRouter()

_FACETS = {
    "country": "Country",
    "person": "Person",
    "year": "Year",
    "mode": "How",
    "status": "Status",
    "level": "Level",
    "topic": "Topic",
    "outlet": "Outlet",
}
_MOST = 12  # values of a facet
_FORM = ("country", "person", "since", "until")
_DOWNLOADS = ("csv", "jsonl", "parquet", "ics", "atom")


@dataclass(frozen=True)
class Choice:
    """A value that the list can be narrowed to, or if it is chosen, be freed from."""

    id: str
    words: str
    count: int
    address: str
    chosen: bool


@dataclass(frozen=True)
class Facet:
    """The choices of one kind."""

    label: str
    values: tuple[Choice, ...]


@router.get("/contacts")
def contacts(request: Request, archive: Asked, filters: Wanted) -> Response:
    """Encounters that the filters leave."""
    link = Permalink.of(request, filters, "order", "after")
    if elsewhere := tidied(request, link):
        return elsewhere
    newest = link.value("order") != "oldest"
    return page(
        request,
        "contacts.html",
        link=link,
        sentence=sentence("encounters", filters),
        found=archive.page("encounters", filters, after=link.value("after") or None, limit=PAGE, newest=newest),
        facets=tuple(_facets(archive, filters, link)),
        drawing=drawn(archive.timeline(filters), link.between, item),
        newest=newest,
        fields=_FORM,
        forms=_DOWNLOADS,
    )


def _facets(archive: Archive, filters: Filters, link: Permalink) -> Iterator[Facet]:
    counted = archive.facets(filters)
    for name, label in _FACETS.items():
        values: Sequence[tuple[str, str, int]]
        if name == "country" and filters.country:
            # One more country is asked of those that all the chosen ones took part in.
            values = [(one.country, one.country, one.encounters) for one in archive.countries(filters)[:_MOST]]
        else:
            values = [(one.value, one.label, one.count) for one in counted.get(name, ())]
        yield Facet(label, tuple(_choice(name, *value, link) for value in values))


def _choice(name: str, value: str, label: str, count: int, link: Permalink) -> Choice:
    chosen = (name, value) in link.asked or (name == "year" and link.value("since") == value == link.value("until"))
    return Choice(
        id=f"{name}-{'-'.join(value.split())}",
        words=label if name == "person" else value_in_words(name, value),
        count=count,
        address=link.but(name, value) if chosen else link.choosing(name, value),
        chosen=chosen,
    )
