"""Standing mechanisms between states, and the sessions of one."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from memcon.archive import CommitmentFilters, Mechanism, MechanismRow, Moment, Timeline
from memcon.archive.folding import fold_name
from memcon.archive.wording import listed
from memcon.errors import AbsentError, ArchiveError
from memcon.faces.web.asked import Asked, Wanted
from memcon.faces.web.listing import Permalink, tidied
from memcon.faces.web.rendering import address, page
from memcon.faces.web.rows import item, mechanism_address
from memcon.faces.web.sentences import the_country
from memcon.faces.web.timeline import Drawing, drawn

router = APIRouter()

_PAGE = 100
_COMMITMENTS = 20


@router.get("/mechanisms")
def mechanisms(request: Request, archive: Asked, filters: Wanted) -> Response:
    """All mechanisms, those with the most sessions first."""
    link = Permalink.of(request, filters, "q", "order", "after")
    if elsewhere := tidied(request, link):
        return elsewhere
    by_name = link.value("order") == "name"
    rows = _called(archive.mechanisms(country=filters.country), link.value("q"))
    rows.sort(key=lambda row: row.name.casefold() if by_name else (-row.held - row.planned, row.name.casefold()))
    begin = int(link.value("after")) if link.value("after").isdecimal() else 0
    return page(
        request,
        "mechanisms.html",
        link=link,
        sentence=_sentence(filters.country, link.value("q")),
        rows_shown=rows[begin : begin + _PAGE],
        total=len(rows),
        next=str(begin + _PAGE) if begin + _PAGE < len(rows) else "",
        by_name=by_name,
        leads_to=lambda row: _address(row, rows),
    )


@router.get("/mechanisms/{name:path}")
def mechanism(request: Request, archive: Asked, filters: Wanted, name: str) -> Response:
    """A mechanism and its sessions; where a name may mean several, these."""
    try:
        found = archive.mechanism(name, country=filters.country)
    except AbsentError:
        raise
    except ArchiveError:
        rows = _called(archive.mechanisms(country=filters.country), name)
        return page(
            request,
            "mechanisms_called.html",
            status=300,
            name=name,
            rows_shown=rows,
            leads_to=lambda row: _address(row, rows),
        )
    within = CommitmentFilters(mechanism=found.mechanism.name)
    return page(
        request,
        "mechanism.html",
        row=found.mechanism,
        sessions=sorted(found.sessions, key=lambda one: one.date or one.date_end or "", reverse=True),
        drawing=_drawing(found),
        promised=archive.page("commitments", within, limit=_COMMITMENTS),
        between=listed([the_country(code) for code in found.mechanism.countries]),
    )


def _called(rows: list[MechanismRow], words: str) -> list[MechanismRow]:
    """Those that have the words in one of their names."""
    wanted = fold_name(words)
    return [row for row in rows if any(wanted in fold_name(name) for name in (row.name, *row.also))]


def _address(row: MechanismRow, among: list[MechanismRow]) -> str:
    """The address of a mechanism, with its countries where others are called like it."""
    alone = sum(one.name.casefold() == row.name.casefold() for one in among) == 1
    return mechanism_address(row.name, () if alone else row.countries)


def _drawing(found: Mechanism) -> Drawing | None:
    moments = tuple(
        Moment(
            id=one.id,
            date=first,
            date_end=one.date_end or first,
            status=one.status,
            mode=one.mode,
            title=f"{found.mechanism.name}{f', round {one.round}' if one.round else ''}",
        )
        for one in found.sessions
        if (first := one.date or one.date_end)
    )
    timeline = Timeline(moments=moments, months=(), undated=len(found.sessions) - len(moments))
    return drawn(
        timeline,
        lambda since, until: address("/contacts", mechanism=found.mechanism.name, since=since, until=until),
        item,
    )


def _sentence(countries: tuple[str, ...], words: str) -> str:
    between = f" of {listed([the_country(code) for code in countries])}" if countries else ""
    named = f" with “{words}” in the name" if words else ""
    return f"Mechanisms{between}{named}" if between or named else "All mechanisms"
