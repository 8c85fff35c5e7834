"""A report: its whole text with everything marked that was read from it, and the facts beside it."""

import re
from collections.abc import Iterator, Sequence
from typing import Annotated

import msgspec
from fastapi import APIRouter, Query, Request
from fastapi.responses import RedirectResponse, Response

from memcon.archive import Archive, Filters, ReportRow
from memcon.faces.web.annotated import annotated
from memcon.faces.web.asked import Asked
from memcon.faces.web.cards import how_published
from memcon.faces.web.marks import KINDS, reordered
from memcon.faces.web.rendering import page
from memcon.faces.web.stretches import Stretch

router = APIRouter()

_CHARS = re.compile(r"(\d{1,9})-(\d{1,9})")
_MOST = 50  # stretches that an address may ask for


@router.get("/reports/{report}")
def read_report(
    request: Request,
    archive: Asked,
    report: str,
    part: int | None = None,
    fact: str = "",
    chars: Annotated[Sequence[str], Query()] = (),
    show: Annotated[Sequence[str], Query()] = (),
) -> Response:
    """The report; ``fact`` is one to be lit, ``chars`` are stretches like 143-359, ``show`` the kinds whose marks are to be seen."""
    row = _row(archive, report)
    if report != row.id:
        return RedirectResponse(str(request.url.replace(path=f"/reports/{row.id}", scheme="", netloc="")), 308)
    record = archive.record(row.sha256)
    shown = [kind for kind in KINDS if kind in show] if show else list(KINDS)
    return page(
        request,
        "report.html",
        row=row,
        article=record.article,
        found=annotated(record, key=row.id, part=part, lit=fact, asked=list(_stretches(chars)), shown=shown),
        show=("text", *shown) if show else (),
        published=how_published(record.article),
        reordered=reordered(record.article.text),
    )


@router.get("/reports/{report}/text.txt")
def text(archive: Asked, report: str) -> Response:
    """The text as it is kept."""
    row = _row(archive, report)
    return _download(archive.record(row.sha256).article.text.encode(), f"{row.id}.txt", "text/plain; charset=utf-8")


@router.get("/reports/{report}/record.json")
def record_as_json(archive: Asked, report: str) -> Response:
    """The record, corrections applied."""
    row = _row(archive, report)
    return _download(msgspec.json.encode(archive.record(row.sha256)), f"{row.id}.json", "application/json")


def _row(archive: Archive, report: str) -> ReportRow:
    """The row of a report by its key, its SHA-256 or the beginning of one, also of a withdrawn one. Raises `AbsentError`."""
    found = archive.page("reports", Filters(id=(report,), withdrawn=True), limit=1).rows
    if not found:
        sha256 = archive.record(report).article.sha256
        found = archive.page("reports", Filters(id=(sha256,), withdrawn=True), limit=1).rows
    return found[0]


def _stretches(asked: Sequence[str]) -> Iterator[Stretch]:
    for words in asked[:_MOST]:
        if match := _CHARS.fullmatch(words.strip()):
            yield int(match[1]), int(match[2])


def _download(content: bytes, name: str, media_type: str) -> Response:
    return Response(content, media_type=media_type, headers={"Content-Disposition": f'attachment; filename="{name}"'})
