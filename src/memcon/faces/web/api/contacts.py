"""Contacts as reports tell them, and encounters: each real contact once."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import RedirectResponse

from memcon.archive import Archive, ContactRow, EncounterRow, Filters, in_words
from memcon.faces.web.api.files import AnyForm, Form, written
from memcon.faces.web.api.listings import Listing, Part, listed
from memcon.faces.web.api.parameters import ContactList, EncounterList, OneItem, filters_of
from memcon.faces.web.api.schemas import file_of, list_of, one_of
from memcon.faces.web.api.singles import Ident, existing, meant, of_record, single, whole
from memcon.faces.web.api.things import ContactThing, EncounterThing
from memcon.faces.web.asked import Asked

router = APIRouter(tags=["contacts"])

_FORMS: tuple[Form, ...] = ("csv", "jsonl", "parquet", "ics", "atom")
_MOVED: dict[int | str, dict[str, Any]] = {
    308: {
        "description": "The contact of that id is told of an encounter that is called by another id.",
        "headers": {"Location": {"description": "the encounter", "schema": {"type": "string"}, "required": True}},
    }
}


def _contact_filters(asked: ContactList) -> Filters:
    return filters_of(asked, "contacts", Filters())


def _contacts(archive: Archive, asked: ContactList, after: str | None, limit: int) -> Part:
    filters = _contact_filters(asked)
    return Part.of(archive.page("contacts", filters, after=after, limit=limit, newest=asked.order == "newest"))


CONTACTS = Listing(
    name="contacts",
    row=ContactRow,
    page=_contacts,
    said=lambda asked: in_words(_contact_filters(asked)),
    evidence="contact",
)


@router.get("/contacts", operation_id="listContacts", **list_of(ContactRow))
def contacts(request: Request, archive: Asked, asked: Annotated[ContactList, Query()]) -> Response:
    """Contacts as reports tell them: meetings, calls, visits, letters and summits, held or not. `/encounters` has each only once."""
    return listed(request, archive, CONTACTS, asked)


@router.get("/contacts.{form}", operation_id="downloadContacts", **file_of(*_FORMS))
def contacts_as(form: AnyForm, request: Request, archive: Asked, asked: Annotated[ContactList, Query()]) -> Response:
    """The list of contacts as a file."""
    return written(request, archive, CONTACTS, asked, form)


@router.get("/contacts/{id}", operation_id="getContact", **one_of(ContactThing, 410))
def contact(id: Ident, request: Request, archive: Asked, asked: Annotated[OneItem, Query()]) -> Response:
    """A contact as one report tells it, with its record and those who took part."""

    def read() -> Any:
        row = existing(archive, archive.contacts(id=id, withdrawn=True).first(), "contact", id)
        item, record = of_record(archive, row, "contacts")
        actors = meant(record, *(participant.actor for participant in item.participants))
        return whole(ContactThing, row, record=item, record_actors=actors)

    return single(request, archive, asked, ContactThing, read, evidence="contact")


def _encounter_filters(asked: EncounterList) -> Filters:
    return filters_of(asked, "encounters", Filters())


def _encounters(archive: Archive, asked: EncounterList, after: str | None, limit: int) -> Part:
    filters = _encounter_filters(asked)
    return Part.of(archive.page("encounters", filters, after=after, limit=limit, newest=asked.order == "newest"))


ENCOUNTERS = Listing(
    name="encounters",
    row=EncounterRow,
    page=_encounters,
    said=lambda asked: in_words(_encounter_filters(asked)),
    evidence="encounter",
)


@router.get("/encounters", operation_id="listEncounters", **list_of(EncounterRow))
def encounters(request: Request, archive: Asked, asked: Annotated[EncounterList, Query()]) -> Response:
    """Real contacts, each once, however many reports tell of it; `n_sources` counts copies of one text once."""
    return listed(request, archive, ENCOUNTERS, asked)


@router.get("/encounters.{form}", operation_id="downloadEncounters", **file_of(*_FORMS))
def encounters_as(
    form: AnyForm, request: Request, archive: Asked, asked: Annotated[EncounterList, Query()]
) -> Response:
    """The list of encounters as a file."""
    return written(request, archive, ENCOUNTERS, asked, form)


@router.get("/encounters/{id}", operation_id="getEncounter", **one_of(EncounterThing, 410, more=_MOVED))
def encounter(id: Ident, request: Request, archive: Asked, asked: Annotated[OneItem, Query()]) -> Response:
    """An encounter: its reports, how they differ, and why they are taken for one.

    The id is that of the contact of it that was added first. That of any other contact of it leads there (308), so that an id stays
    good when encounters are merged.
    """
    row = archive.encounters(id=id).first()
    if row is None:
        told = existing(archive, archive.contacts(id=id, withdrawn=True).first(), "encounter", id)
        there = request.url.replace(path=request.url.path.removesuffix(id) + told.encounter)
        return RedirectResponse(str(there), status_code=308)

    def read() -> Any:
        return whole(EncounterThing, row, record=archive.encounter(row.id))

    return single(request, archive, asked, EncounterThing, read, evidence="encounter")
