"""An encounter: its memo beside the reports that it is drawn up from, and the reports side by side."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Literal

import msgspec
from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from memcon.archive.encounters.versions import Version
from memcon.archive.export import documents
from memcon.archive.footnotes import report_in_short
from memcon.archive.wording import contact_in_words, office_in_words, title_in, when_in_words
from memcon.faces.web.annotated import Excerpt, excerpt
from memcon.faces.web.annotation import Mark
from memcon.faces.web.asked import Asked
from memcon.faces.web.comparison import chosen, compare, sides_of
from memcon.faces.web.marks import surroundings
from memcon.faces.web.memo_view import MemoPage, Notes
from memcon.faces.web.rendering import address, country_name, page
from memcon.faces.web.sentences import the_country
from memcon.record import Article, Participant

router = APIRouter()

_MEDIA_TYPES = {
    "md": "text/markdown; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "json": "application/json",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@dataclass(frozen=True)
class Source:
    """A report beside the memo. ``own`` is the one that the memo is drawn up from, ``memo`` the contact that its own memo is of."""

    number: int
    version: Version
    shown: Excerpt
    own: bool
    copy_of: int | None = None

    @property
    def memo(self) -> str:
        """The contact that the report tells of."""
        return self.version.told[0].ref


@router.get("/encounters/{encounter}")
def read_encounter(request: Request, archive: Asked, encounter: str, memo: str = "") -> Response:
    """The memo of the encounter as one of its reports tells it, and all of them; ``memo`` is the contact that it is to be of."""
    found, versions = archive.versions(encounter)
    if encounter != found.id:
        told = memo or (encounter if encounter in found.contacts else "")
        return RedirectResponse(address(f"/encounters/{found.id}", memo=told), 308)
    ref = memo if memo in found.contacts else found.id
    ordered = _own_first(versions, ref)
    numbers = {version.article.sha256: number for number, version in enumerate(ordered, 1)}
    notes = Notes(called=lambda article: _called(article, numbers))
    words = archive.memo(ref, footnotes=notes)
    refs = {version.ref(contact.id) for version in versions for contact in version.record.contacts}
    keys = {version.article.sha256: version.key for version in versions}
    title, written = MemoPage(notes.places, keys, refs - {ref}).write(words)
    return page(
        request,
        "encounter.html",
        encounter=found,
        ref=ref,
        title=title,
        memo=written,
        people=[_person(participant) for participant in found.participants],
        countries=[the_country(country) for country in found.countries],
        when=when_in_words(found.when) if found.when else "",
        sources=_sources(ordered, notes),
    )


@router.get("/encounters/{encounter}/memo.{form}")
def memo_as_document(archive: Asked, encounter: str, form: Literal["md", "html", "docx"], memo: str = "") -> Response:
    """The memo as a document."""
    found = archive.encounter(encounter)
    ref = memo if memo in found.contacts else found.id
    made = BytesIO()
    if form == "md":
        made.write(archive.memo(ref).encode())
    else:
        documents.write(archive, [ref], made, form=form)
    disposition = f'attachment; filename="{ref}.{form}"'
    return Response(made.getvalue(), media_type=_MEDIA_TYPES[form], headers={"Content-Disposition": disposition})


def _person(participant: Participant) -> str:
    """ "Hassan Rouhani (Iran)"; the office where the reports give no name."""
    country = country_name(participant.country)
    office = office_in_words(title_in(participant.office, participant.country)) if participant.office else ""
    name = participant.name or office or country or participant.actor
    return f"{name} ({country})" if country and country != name else name


def _own_first(versions: Sequence[Version], ref: str) -> list[Version]:
    """The reports as the memo numbers them: the one that it is of, then the others."""
    return sorted(versions, key=lambda version: not any(one.ref == ref for one in version.told))


def _called(article: Article, numbers: dict[str, int]) -> str:
    return f"Report {numbers[article.sha256]} ({report_in_short(article)})"


def _sources(ordered: Sequence[Version], notes: Notes) -> list[Source]:
    numbers = {version.key: number for number, version in enumerate(ordered, 1)}
    return [
        Source(
            number=number,
            version=version,
            shown=excerpt(version.article.text, _passages(version, notes), surroundings(version.record)),
            own=number == 1,
            copy_of=numbers[version.copy_of] if version.copy_of else None,
        )
        for number, version in enumerate(ordered, 1)
    ]


def _passages(version: Version, notes: Notes) -> list[Mark]:
    """The words that tell of the contact, and those that the notes of the memo lead to."""
    marks = [Mark(span.start, span.end, "contact") for contact in version.contacts for span in contact.spans]
    loaded = {(framing.span.start, framing.span.end) for framing in version.record.framing}
    for note, (report, places) in notes.places.items():
        if report == version.article.sha256:
            for number, (start, end) in enumerate(places, 1):
                kind = "passage loaded" if (start, end) in loaded else "passage"
                marks.append(Mark(start, end, kind, note if number == 1 else f"{note}.{number}", note))
    return marks


@router.get("/encounters/{encounter}/compare")
def compare_reports(request: Request, archive: Asked, encounter: str, left: str = "", right: str = "") -> Response:
    """What two sides tell of the encounter, side by side."""
    found, versions = archive.versions(encounter)
    if encounter != found.id:
        return RedirectResponse(address(f"/encounters/{found.id}/compare", left=left, right=right), 308)
    sides = sides_of(versions)
    like = next((version.contact for version in versions if version.contact.mode == found.mode), versions[0].contact)
    return page(
        request,
        "compare.html",
        encounter=found,
        called=contact_in_words(like)[1],
        people=[_person(participant) for participant in found.participants],
        when=when_in_words(found.when) if found.when else "",
        sides=sides,
        found=compare(*chosen(sides, left, right)) if len(sides) > 1 else None,
    )


@router.get("/encounters/{encounter}/compare.{form}")
def comparison_as_document(archive: Asked, encounter: str, form: Literal["md", "json"]) -> Response:
    """The comparison of all reports in Markdown, or the encounter with its differences in JSON."""
    found = archive.encounter(encounter)
    content = archive.compare(found.id).encode() if form == "md" else msgspec.json.encode(found)
    disposition = f'attachment; filename="{found.id}-compare.{form}"'
    return Response(content, media_type=_MEDIA_TYPES[form], headers={"Content-Disposition": disposition})
