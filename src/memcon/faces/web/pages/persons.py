"""Persons as reports tell of them: the list, and of one the offices in time, the contacts, and what was said by and about him or her."""

import re
from dataclasses import dataclass
from typing import Any, Literal

from fastapi import APIRouter, Request
from fastapi.responses import Response

from memcon.archive import Archive, Filters, OfficeHeld, Page, PersonPage
from memcon.archive.wording import office_in_words
from memcon.errors import AbsentError
from memcon.faces.web import charts
from memcon.faces.web.asked import Asked, Wanted
from memcon.faces.web.charts import Span
from memcon.faces.web.figures import Cell, Figure, rows_in_csv
from memcon.faces.web.listing import PAGE, Permalink, tidied
from memcon.faces.web.pictures import picture
from memcon.faces.web.rendering import address, country_name, day, page
from memcon.faces.web.rows import counted, shortened
from memcon.faces.web.sentences import the_country

router = APIRouter(prefix="/persons")

_FEW = 10  # rows of each list on the page of a person
_ALL = 1_000_000
_WIKIDATA = re.compile(r"Q\d{1,12}")

Part = Literal["contacts", "said", "said-about"]


@dataclass(frozen=True)
class Links:
    """Addresses of a person."""

    id: str

    def page(self, part: str = "", **asked: object) -> str:
        """The person's page, or a list or file of a part."""
        return address("/".join(filter(None, ("/persons", self.id, part))), asked)


@router.get("")
def persons(request: Request, archive: Asked, filters: Wanted, q: str = "", after: str = "") -> Response:
    """Persons, those who took part in most contacts first."""
    link = Permalink.of(request, Filters(country=filters.country[:1]), "q", "after")
    if elsewhere := tidied(request, link):
        return elsewhere
    country = next(iter(filters.country), None)
    return page(
        request,
        "persons.html",
        link=link,
        sentence=_sentence(q.strip(), country),
        found=archive.persons(q=q.strip() or None, country=country, after=after or None, limit=PAGE),
    )


@router.get("/{id}")
def person(request: Request, archive: Asked, id: str) -> Response:
    """A person."""
    found = archive.person(id, limit=_FEW)
    return page(
        request,
        "person.html",
        found=found,
        known_as=_known_as(found),
        links=Links(found.id),
        offices=offices(found),
        wikidata=found.wikidata if found.wikidata and _WIKIDATA.fullmatch(found.wikidata) else None,
    )


@router.get("/{id}/offices.csv")
def offices_in_csv(archive: Asked, id: str) -> Response:
    """The offices of a person."""
    return _attached(offices(archive.person(id, limit=1)).in_csv(), f"{_file_name(id)}-offices.csv")


@router.get("/{id}/offices.svg")
def offices_drawn(archive: Asked, id: str, ground: Literal["light", "dark"] = "light") -> Response:
    """The offices of a person as a picture, to be shown elsewhere."""
    found = archive.person(id, limit=1)
    made = offices(found)
    if made.chart is None:
        raise AbsentError(f"no report gives an office of {found.name} and a day")
    return picture(made.chart, f"{found.name}: offices by the days of reports", ground)


@router.get("/{id}/{part}.csv")
def part_in_csv(archive: Asked, id: str, part: Part) -> Response:
    """One of the lists of a person, all of it."""
    found = _part(archive.person(id, limit=_ALL), part)
    return _attached(rows_in_csv(found.rows), f"{_file_name(id)}-{part}.csv")


@router.get("/{id}/{part}")
def part_of_person(request: Request, archive: Asked, id: str, part: Part, after: str = "") -> Response:
    """One of the lists of a person."""
    found = _page_of(archive, id, part, after or None)
    links = Links(found.id)
    listed = _part(found, part)
    return page(
        request,
        "person_part.html",
        found=listed,
        name=found.name,
        part=part,
        links=links,
        sentence=_of_part(found, part),
        further=links.page(part, after=listed.next) if listed.next else None,
        first=links.page(part) if after else None,
    )


def offices(found: PersonPage) -> Figure:
    """Offices in time, from the first to the last report that gives each."""
    dated = [held for held in found.offices if held.first and held.last]
    spans = [
        Span(label=_office(held), first=held.first or "", last=held.last or "", says=f"{_office(held)}: {_told(held)}")
        for held in dated
    ]
    return Figure(
        name="offices",
        title="Offices as reports tell them",
        chart=charts.spans("Offices by the days of reports", spans) if spans else None,
        columns=("office", "country", "first", "last", "reports"),
        headings=("office", "of", "first told", "last told", "reports"),
        rows=[
            (
                Cell(held.office, words=office_in_words(held.office)),
                Cell(held.country, words=country_name(held.country)),
                Cell(held.first, words=day(held.first)),
                Cell(held.last, words=day(held.last)),
                Cell(held.reports),
            )
            for held in found.offices
        ],
    )


def _known_as(found: PersonPage) -> str:
    """The office that the last report gives; else only the country."""
    held = max((one for one in found.offices if one.last), key=lambda one: one.last or "", default=None)
    if held is None:
        return f"Of {the_country(found.country)}." if found.country else ""
    of = f" of {the_country(held.country)}" if held.country else ""
    return f"{office_in_words(held.office)}{of}, as a report of {day(held.last)} tells."


def _office(held: OfficeHeld) -> str:
    office = office_in_words(held.office)
    return f"{office}, {country_name(held.country)}" if held.country else office


def _told(held: OfficeHeld) -> str:
    return f"{counted(held.reports, 'report')}, from {day(held.first)} to {day(held.last)}"


def _sentence(q: str, country: str | None) -> str:
    of = f" of {the_country(country)}" if country else ""
    return f"Persons{of} with “{q}” in the name" if q else f"Persons{of}"


def _page_of(archive: Archive, id_: str, part: Part, after: str | None) -> PersonPage:
    if part == "contacts":
        return archive.person(id_, contacts_after=after, limit=PAGE)
    if part == "said":
        return archive.person(id_, said_after=after, limit=PAGE)
    return archive.person(id_, said_about_after=after, limit=PAGE)


def _part(found: PersonPage, part: Part) -> Page[Any]:
    parts: dict[str, Page[Any]] = {"contacts": found.contacts, "said": found.said, "said-about": found.said_about}
    return parts[part]


def _of_part(found: PersonPage, part: str) -> str:
    words = {"contacts": "Encounters with", "said": "Statements by", "said-about": "Statements about"}
    return f"{words[part]} {shortened(found.name)}"


def _attached(text: str, name: str) -> Response:
    disposition = f'attachment; filename="{name}"'
    return Response(text, media_type="text/csv; charset=utf-8", headers={"Content-Disposition": disposition})


def _file_name(id_: str) -> str:
    return re.sub(r"[^a-z0-9-]+", "-", id_.lower())[:60] or "person"
