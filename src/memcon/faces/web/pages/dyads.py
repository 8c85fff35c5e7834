"""The matrix of all countries: who met whom, how often."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import msgspec
from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from memcon.archive import Archive, DyadCount
from memcon.faces.web.asked import Asked, Wanted
from memcon.faces.web.figures import Cell, Figure
from memcon.faces.web.listing import tidied
from memcon.faces.web.rendering import address, page
from memcon.faces.web.shading import shades
from memcon.faces.web.worldwide import Worldwide, country_of

router = APIRouter()

_SIZES = (12, 24, 40)
_SIZE = 24
_PAIRS = 50  # of the list below the matrix; the file has them all


@dataclass(frozen=True)
class Cross:
    """Where a row and a column cross: the encounters of two countries."""

    number: int
    shade: int
    last: str | None
    href: str


@dataclass(frozen=True)
class Line:
    """A row of the matrix: a country, its encounters with any other, and with each that is shown."""

    country: str
    encounters: int
    href: str
    crosses: tuple[Cross | None, ...]


@router.get("/dyads")
def dyads(request: Request, archive: Asked, filters: Wanted, one: str = "", other: str = "") -> Response:
    """The matrix of the countries that met most, or the way to the page of two that are named."""
    if one.strip() and other.strip():
        pair = sorted((country_of(one.strip()), country_of(other.strip())))
        return RedirectResponse(address(f"/dyads/{'/'.join(pair)}"), status_code=303)
    asked = Worldwide.of(request, filters, "show")
    if elsewhere := tidied(request, asked.link):
        return elsewhere
    counts = _counts(archive, asked)
    order = _order(counts)
    size = int(asked.link.value("show")) if asked.link.value("show") in map(str, _SIZES) else _SIZE
    met = {one.country: one.encounters for one in archive.countries(asked.filters)}
    return page(
        request,
        "dyads.html",
        asked=asked,
        lines=_lines(counts, order[:size], met, asked),
        shown=order[:size],
        countries=len(order),
        pairs=sorted(counts, key=lambda one: (-one.encounters, one.one, one.other))[:_PAIRS],
        number_of_pairs=len(counts),
        sizes=[one for one in _SIZES if one < len(order) or one == _SIZES[0]],
        size=size,
        dyad=_dyad(asked),
    )


@router.get("/dyads.csv")
def in_csv(request: Request, archive: Asked, filters: Wanted) -> Response:
    """The number of encounters of every two countries."""
    counts = _counts(archive, Worldwide.of(request, filters, "show"))
    table = Figure(
        name="dyads",
        title="Dyads",
        columns=("iso3_a", "iso3_b", "encounters", "last"),
        rows=[(Cell(one.one), Cell(one.other), Cell(one.encounters), Cell(one.last)) for one in counts],
    )
    return Response(table.in_csv(), media_type="text/csv; charset=utf-8", headers=_attached("csv"))


@router.get("/dyads.json")
def in_json(request: Request, archive: Asked, filters: Wanted) -> Response:
    """The same for programs."""
    counts = _counts(archive, Worldwide.of(request, filters, "show"))
    return Response(msgspec.json.encode(counts), media_type="application/json", headers=_attached("json"))


def _attached(form: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="dyads.{form}"'}


def _counts(archive: Archive, asked: Worldwide) -> list[DyadCount]:
    region = asked.region
    return [one for one in archive.matrix(asked.filters) if one.one in region and one.other in region]


def _order(counts: Sequence[DyadCount]) -> list[str]:
    """The countries, those that meet most first."""
    total = Counter[str]()
    for count in counts:
        total[count.one] += count.encounters
        total[count.other] += count.encounters
    return sorted(total, key=lambda country: (-total[country], country))


def _lines(counts: Sequence[DyadCount], shown: Sequence[str], met: dict[str, int], asked: Worldwide) -> list[Line]:
    known = {key: count for count in counts for key in ((count.one, count.other), (count.other, count.one))}
    within = [count.encounters for count in counts if count.one in shown and count.other in shown]
    shade, dyad = shades(within), _dyad(asked)

    def cross(one: str, other: str) -> Cross | None:
        count = known.get((one, other))
        return Cross(count.encounters, shade(count.encounters), count.last, dyad(one, other)) if count else None

    return [
        Line(one, met.get(one, 0), asked.contacts(one), tuple(cross(one, other) for other in shown)) for one in shown
    ]


def _dyad(asked: Worldwide) -> Callable[[str, str], str]:
    """The address of the page of two countries, in the time that is asked."""
    time = {name: asked.link.value(name) for name in ("since", "until")}
    return lambda one, other: address("/dyads/" + "/".join(sorted((one, other))), time)
