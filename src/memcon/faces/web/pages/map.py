"""Contacts by country, on a map and in a table."""

from collections.abc import Callable
from typing import Literal

from fastapi import APIRouter, Request
from fastapi.responses import Response

from memcon.archive import Archive, CountryCount, Filters
from memcon.archive.lookups.places import countries_by_place, encounters_in
from memcon.faces.web.asked import Asked, Wanted
from memcon.faces.web.figures import Cell, Figure
from memcon.faces.web.listing import PAGE, tidied
from memcon.faces.web.maps import Map, map_of
from memcon.faces.web.pictures import drawn
from memcon.faces.web.rendering import address, country_name, page
from memcon.faces.web.sentences import the_country
from memcon.faces.web.worldwide import Worldwide, country_of

router = APIRouter()

PLACE = "place"
"""The value of ``of`` by which a country counts where an encounter took place there, not where somebody of it took part."""


@router.get("/map")
def the_map(request: Request, archive: Asked, filters: Wanted) -> Response:
    """How many encounters each country took part in."""
    asked = Worldwide.of(request, filters, "of")
    if elsewhere := tidied(request, asked.link):
        return elsewhere
    counts = _counts(archive, asked)
    return page(
        request,
        "map.html",
        asked=asked,
        sentence=_sentence(asked),
        counts=counts,
        map=_drawn(counts, asked),
        list_of=_list(asked),
        of=("of", "Countries", (("", "that took part"), (PLACE, "where it was"))),
    )


@router.get("/map/{country}")
def held_there(request: Request, archive: Asked, filters: Wanted, country: str, after: int = 0) -> Response:
    """The encounters in a country."""
    asked = Worldwide.of(request, filters)
    code = country_of(country)
    first = max(after, 0)
    ids, total = encounters_in(archive, asked.filters, code, first=first, limit=PAGE)
    shown = {name: asked.link.values(name) for name, _ in asked.link.asked}
    return page(
        request,
        "map_country.html",
        sentence=f"{asked.sentence}, in {the_country(code)}",
        rows_of=archive.page("encounters", Filters(id=ids), limit=PAGE).rows if ids else (),
        total=total,
        back=address("/map", shown, of=PLACE),
        first=address(asked.link.path, shown) if first else None,
        further=address(asked.link.path, shown, after=first + PAGE) if first + PAGE < total else None,
    )


@router.get("/map.svg")
def picture(request: Request, archive: Asked, filters: Wanted, ground: Literal["light", "dark"] = "light") -> Response:
    """The map alone, to be shown elsewhere."""
    asked = Worldwide.of(request, filters, "of")
    return drawn(
        "map.svg",
        ground,
        map=_drawn(_counts(archive, asked), asked),
        heading=f"{_sentence(asked)}: {asked.region.name}",
    )


@router.get("/map.csv")
def in_csv(request: Request, archive: Asked, filters: Wanted) -> Response:
    """The numbers of the map."""
    table = Figure(
        name="map",
        title="Contacts by country",
        columns=("iso3", "country", "encounters", "reports"),
        rows=[
            (Cell(one.country), Cell(country_name(one.country)), Cell(one.encounters), Cell(one.reports))
            for one in _counts(archive, Worldwide.of(request, filters, "of"))
        ],
    )
    headers = {"Content-Disposition": 'attachment; filename="countries.csv"'}
    return Response(table.in_csv(), media_type="text/csv; charset=utf-8", headers=headers)


def _counts(archive: Archive, asked: Worldwide) -> list[CountryCount]:
    by_place = asked.link.value("of") == PLACE
    counts = countries_by_place(archive, asked.filters) if by_place else archive.countries(asked.filters)
    return [one for one in counts if one.country in asked.region]


def _list(asked: Worldwide) -> Callable[[str], str]:
    """The address of the encounters that a number of the map counts."""
    if asked.link.value("of") != PLACE:
        return asked.contacts
    shown = {name: asked.link.values(name) for name, _ in asked.link.asked if name not in ("of", "region")}
    return lambda country: address(f"/map/{country}", shown)


def _drawn(counts: list[CountryCount], asked: Worldwide) -> Map:
    return map_of({one.country: one.encounters for one in counts}, asked.region, _list(asked))


def _sentence(asked: Worldwide) -> str:
    return f"{asked.sentence}, by the country of the place" if asked.link.value("of") == PLACE else asked.sentence
