"""Answers in JSON: with an ETag that says which state of the archive they are of, and a Link to the next page."""

from collections.abc import Callable, Collection, Mapping
from hashlib import sha256
from typing import Any

import msgspec
from fastapi import Request, Response

from memcon.archive import Archive
from memcon.archive.lookups import state_of
from memcon.errors import ArchiveError


def answer(request: Request, archive: Archive, made: Callable[[], Response]) -> Response:
    """What ``made`` makes, with an ETag; 304 without making it where the client has that already."""
    tag = f'W/"{sha256(f"{state_of(archive)} {request.url}".encode()).hexdigest()[:32]}"'
    found = Response(status_code=304) if _has(request, tag) else made()
    found.headers["ETag"] = tag
    return found


def as_json(body: object, *, next_page: str | None = None) -> Response:
    """A body in JSON."""
    headers = {"Link": f'<{next_page}>; rel="next"'} if next_page else None
    return Response(msgspec.json.encode(body), media_type="application/json", headers=headers)


def picked(thing: msgspec.Struct, fields: Collection[str], more: Mapping[str, object] | None = None) -> dict[str, Any]:
    """The chosen fields of a thing, and ``more`` beside them."""
    return {**{name: getattr(thing, name) for name in fields}, **(more or {})}


def fields_of(kind: type[msgspec.Struct], wanted: str | None) -> tuple[str, ...]:
    """The fields that are to be shown, in the order of the kind. Raises `ArchiveError` where there is none of that name."""
    known = kind.__struct_fields__
    if wanted is None:
        return known
    asked = [name.strip() for name in wanted.split(",") if name.strip()]
    unknown = [name for name in asked if name not in known]
    if unknown or not asked:
        raise ArchiveError(f"there is no field “{(unknown or [wanted])[0][:60]}” to show; there are {', '.join(known)}")
    return tuple(name for name in known if name in asked)


def _has(request: Request, tag: str) -> bool:
    """Whether the client says that it has what the tag is of (RFC 9110, 13.1.2)."""
    given = [part.strip() for line in request.headers.getlist("if-none-match") for part in line.split(",")]
    return "*" in given or tag.removeprefix("W/") in {part.removeprefix("W/") for part in given}
