"""Lists of things: how a page of each is read, and how it is answered."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import msgspec
from fastapi import Request, Response

from memcon.archive import Archive, Page
from memcon.archive.lookups import Evidence, evidence_of
from memcon.archive.lookups.evidence import EvidenceOf
from memcon.faces.web.api.answers import answer, as_json, fields_of, picked
from memcon.faces.web.api.parameters import Paged

ParametersT = TypeVar("ParametersT", bound=Paged)

USUAL_PAGE = 50


@dataclass(frozen=True, kw_only=True)
class Listing(Generic[ParametersT]):
    """A list. ``page`` reads a part of it, ``said`` reads back what is asked for; ``evidence`` is what its rows have words for."""

    name: str
    row: type[msgspec.Struct]
    page: Callable[[Archive, ParametersT, str | None, int], "Part"]
    said: Callable[[ParametersT], str]
    evidence: EvidenceOf | None = None


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """A part of a list. ``total`` is None where it would take long to count."""

    rows: tuple[msgspec.Struct, ...]
    next: str | None
    total: int | None

    @classmethod
    def of(cls, page: Page[Any]) -> "Part":
        """A page of the archive."""
        return cls(rows=page.rows, next=page.next, total=page.total)


class Listed(msgspec.Struct, frozen=True, kw_only=True):
    """A page of a list."""

    items: list[object]
    total: int | None
    next: str | None
    asked: str


def listed(request: Request, archive: Archive, listing: Listing[ParametersT], asked: ParametersT) -> Response:
    """A page of a list."""

    def made() -> Response:
        fields = fields_of(listing.row, asked.fields)
        page = listing.page(archive, asked, asked.cursor, asked.limit or USUAL_PAGE)
        body = Listed(
            items=list(shown(archive, listing, asked, page, fields)),
            total=page.total,
            next=page.next,
            asked=listing.said(asked),
        )
        return as_json(body, next_page=address_behind(request, page.next))

    return answer(request, archive, made)


def address_behind(request: Request, cursor: str | None) -> str | None:
    """The address of the next page."""
    return str(request.url.include_query_params(cursor=cursor)) if cursor else None


def shown(
    archive: Archive, listing: Listing[ParametersT], asked: ParametersT, page: Part, fields: tuple[str, ...]
) -> Iterator[object]:
    """The rows of a page as they are asked for: with chosen fields, with their words."""
    words = _words(archive, listing, asked, page)
    for row in page.rows:
        if words is not None:
            yield picked(row, fields, {"evidence": words[_id(row)]})
        else:
            yield row if fields == listing.row.__struct_fields__ else picked(row, fields)


def _words(
    archive: Archive, listing: Listing[ParametersT], asked: ParametersT, page: Part
) -> dict[str, tuple[Evidence, ...]] | None:
    if listing.evidence is None or getattr(asked, "include", None) is None:
        return None
    return evidence_of(archive, listing.evidence, [_id(row) for row in page.rows])


def _id(row: msgspec.Struct) -> str:
    ident: str = row.id  # type: ignore[attr-defined]
    return ident
