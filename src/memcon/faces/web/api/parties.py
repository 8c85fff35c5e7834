"""Persons, and the standing mechanisms between states."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response

from memcon.archive import Archive, Filters, MechanismRow, PersonRow
from memcon.archive.keyset import NO_CURSOR
from memcon.archive.overviews.paging import cursor_of, key_in
from memcon.archive.queries import narrowed
from memcon.errors import ArchiveError
from memcon.faces.web.api.files import Dated, Table, written
from memcon.faces.web.api.listings import Listing, Part, listed
from memcon.faces.web.api.parameters import MechanismList, OneMechanism, PersonList, Shown
from memcon.faces.web.api.schemas import file_of, list_of, one_of
from memcon.faces.web.api.singles import Ident, single, whole
from memcon.faces.web.api.things import MechanismThing, PersonThing
from memcon.faces.web.asked import Asked

router = APIRouter(tags=["who"])

Name = Annotated[
    str,
    Path(
        max_length=300,
        pattern=r"^[^\x00]+$",
        description="The name, or the words of it that tell it from others; case does not matter.",
    ),
]


def _country(asked: PersonList) -> str | None:
    codes = narrowed("persons", Filters(), {"country": asked.country}).country if asked.country else ()
    return next(iter(codes), None)


def _persons(archive: Archive, asked: PersonList, after: str | None, limit: int) -> Part:
    return Part.of(archive.persons(q=asked.q, country=_country(asked), after=after, limit=limit))


def _said_of_persons(asked: PersonList) -> str:
    return ", ".join(filter(None, (_country(asked), f"with “{asked.q}” in the name" if asked.q else "")))


PERSONS = Listing(name="persons", row=PersonRow, page=_persons, said=_said_of_persons)


@router.get("/persons", operation_id="listPersons", **list_of(PersonRow))
def persons(request: Request, archive: Asked, asked: Annotated[PersonList, Query()]) -> Response:
    """Persons who take part in contacts or speak, as reports name them; those of whom most is told first."""
    return listed(request, archive, PERSONS, asked)


@router.get("/persons.{form}", operation_id="downloadPersons", **file_of("csv", "jsonl", "parquet"))
def persons_as(form: Table, request: Request, archive: Asked, asked: Annotated[PersonList, Query()]) -> Response:
    """The list of persons as a file."""
    return written(request, archive, PERSONS, asked, form)


@router.get("/persons/{id}", operation_id="getPerson", **one_of(PersonThing))
def person(id: Ident, request: Request, archive: Asked, asked: Annotated[Shown, Query()]) -> Response:
    """A person: the offices that reports give, whom this person met, what was said, and what others said of this person."""

    def read() -> PersonThing:
        found = archive.person(id)
        return PersonThing(
            id=found.id,
            name=found.name,
            names=found.names,
            country=found.country,
            wikidata=found.wikidata,
            offices=found.offices,
            contacts=found.contacts.total,
            statements=found.said.total,
            mentions=found.said_about.total,
            latest_contacts=found.contacts.rows,
            latest_statements=found.said.rows,
            latest_mentions=found.said_about.rows,
        )

    return single(request, archive, asked, PersonThing, read)


def _mechanisms(archive: Archive, asked: MechanismList, after: str | None, limit: int) -> Part:
    """A part of them; all are made out anew for each."""
    match key_in("mechanisms", after) if after else (0,):
        case (int(first),) if first >= 0:
            rows = archive.mechanisms(country=asked.country)
        case _:
            raise ArchiveError(NO_CURSOR)
    last = first + limit
    cursor = cursor_of("mechanisms", (last,)) if last < len(rows) else None
    return Part(rows=tuple(rows[first:last]), next=cursor, total=len(rows))


def _said_of_mechanisms(asked: MechanismList) -> str:
    return " and ".join(narrowed("mechanisms", Filters(), {"country": asked.country}).country)


MECHANISMS = Listing(name="mechanisms", row=MechanismRow, page=_mechanisms, said=_said_of_mechanisms)


@router.get("/mechanisms", operation_id="listMechanisms", **list_of(MechanismRow))
def mechanisms(request: Request, archive: Asked, asked: Annotated[MechanismList, Query()]) -> Response:
    """Standing mechanisms between states, such as a joint commission, by name."""
    return listed(request, archive, MECHANISMS, asked)


@router.get("/mechanisms.{form}", operation_id="downloadMechanisms", **file_of("csv", "jsonl", "parquet", "ics"))
def mechanisms_as(form: Dated, request: Request, archive: Asked, asked: Annotated[MechanismList, Query()]) -> Response:
    """The list of mechanisms as a file; as a calendar, the next session of each."""
    return written(request, archive, MECHANISMS, asked, form)


@router.get("/mechanisms/{name:path}", operation_id="getMechanism", **one_of(MechanismThing))
def mechanism(name: Name, request: Request, archive: Asked, asked: Annotated[OneMechanism, Query()]) -> Response:
    """A mechanism and its sessions, with what became of those that were planned."""

    def read() -> MechanismThing:
        found = archive.mechanism(name, country=asked.country)
        thing = whole(MechanismThing, found.mechanism, sessions=found.sessions)
        assert isinstance(thing, MechanismThing)
        return thing

    return single(request, archive, asked, MechanismThing, read)
