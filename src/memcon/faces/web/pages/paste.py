"""Texts that are pasted or uploaded: read and shown without being stored, and kept by those who may write."""

from collections.abc import Iterator
from pathlib import PurePath
from typing import Annotated

import msgspec
from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response
from starlette.datastructures import FormData, UploadFile

from memcon.archive import Archive, ensure_sound
from memcon.errors import ArchiveError, InputError
from memcon.faces.web.annotated import annotated
from memcon.faces.web.asked import Asked, Served
from memcon.faces.web.cards import how_published
from memcon.faces.web.guard import ensure_may_write, extracting, form_of
from memcon.faces.web.rendering import page
from memcon.faces.web.settings import Settings
from memcon.record import Article, Record

router = APIRouter()

Sent = Annotated[FormData, Depends(form_of)]

_FIELDS = ("text", "published", "title", "outlet", "url")
_LISTED = 50  # reports of a file that are offered to be read
_LISTED_CHARACTERS = 300_000  # of their texts, which the page carries
_PAGE_STARTS = ("<!doctype html", "<html", "<?xml")
_UNPROCESSABLE, _TOO_LONG = 422, 413


@router.get("/paste")
def ask(request: Request) -> Response:
    """Where a text is pasted or a file given."""
    return page(request, "paste.html", given=dict.fromkeys(_FIELDS, ""), fault="")


@router.post("/paste")
def read(request: Request, archive: Asked, settings: Served, sent: Sent) -> Response:
    """The text with what was read from it; of several reports a list to choose from. Nothing is stored."""
    try:
        articles = list(_articles(sent, settings))
        if len(articles) == 1:
            return _shown(request, archive, articles[0])
    except InputError as error:
        status = _TOO_LONG if isinstance(error, _TooLongError) else _UNPROCESSABLE
        return page(request, "paste.html", status=status, given=_given(sent), fault=_sentence(error))
    return page(request, "paste_choose.html", reports=list(_offered(articles)), total=len(articles))


@router.post("/paste/keep")
def keep(request: Request, archive: Asked, settings: Served, sent: Sent) -> Response:
    """Stores the text that was read, and leads to it."""
    ensure_may_write(request)
    article = _article_in(str(sent.get("article", "")), settings)
    outcome = archive.add(_record(request, archive, article))
    return RedirectResponse(f"/reports/{outcome.report}", 303)


class _TooLongError(InputError):
    """More than the server takes at once."""


def _articles(sent: FormData, settings: Settings) -> Iterator[Article]:
    """The reports in a form: one that was read before, a text, or those of the files. Raises `InputError`."""
    if sent.get("article"):
        yield _article_in(str(sent["article"]), settings)
        return
    fields = _given(sent)
    files = [one for one in sent.getlist("file") if isinstance(one, UploadFile) and one.filename]
    if fields["text"].strip():
        yield _pasted(fields, settings)
    elif not files:
        raise InputError("there is nothing to read; paste a text or choose a file")
    for file in files:
        yield from _uploaded(file, fields["published"] or None, settings)


def _pasted(fields: dict[str, str], settings: Settings) -> Article:
    from memcon.read.html import read_page  # noqa: PLC0415  trafilatura takes time to import
    from memcon.read.text import read_text  # noqa: PLC0415

    text = fields["text"]
    _ensure_short(len(text.encode()), settings)
    more = {name: value for name, value in fields.items() if name != "text" and value}
    if text.lstrip()[:20].lower().startswith(_PAGE_STARTS):
        return read_page(text.encode(), url=more.get("url"), published=more.get("published"))
    return read_text(text, **more)


def _uploaded(file: UploadFile, published: str | None, settings: Settings) -> Iterator[Article]:
    from memcon.read import read_data  # noqa: PLC0415

    data = file.file.read()
    _ensure_short(len(data), settings)
    for found in read_data(data, PurePath(file.filename or "").name[-100:] or "the file", published=published):
        if isinstance(found, InputError):
            raise found
        yield found


def _article_in(data: str, settings: Settings) -> Article:
    """The article that a form carries. Raises `InputError`."""
    try:
        article = msgspec.json.decode(data, type=Article)
        ensure_sound(Record(article=article))
    except (msgspec.MsgspecError, ArchiveError):
        raise InputError("the form does not carry a report any more; paste it again") from None
    _ensure_short(len(article.text.encode()), settings)
    return article


def _record(request: Request, archive: Archive, article: Article) -> Record:
    from memcon.extraction import extract_record  # noqa: PLC0415  brings the language model's libraries

    with extracting(request):
        return extract_record(article, learned=archive.learned)


def _shown(request: Request, archive: Archive, article: Article) -> Response:
    record = _record(request, archive, article)
    return page(
        request,
        "paste_read.html",
        article=record.article,
        found=annotated(record),
        published=how_published(record.article),
        kept=article.sha256 in archive,
        carried=_carried(article),
    )


def _offered(articles: list[Article]) -> Iterator[tuple[Article, str]]:
    """The first reports of a file, each as the form carries it that asks for it to be read."""
    room = _LISTED_CHARACTERS
    for article in articles[:_LISTED]:
        room -= len(article.text)
        if room < 0:
            return
        yield article, _carried(article)


def _carried(article: Article) -> str:
    """An article as a field of a form; JSON has no line breaks, which browsers would change."""
    return msgspec.json.encode(article).decode()


def _given(sent: FormData) -> dict[str, str]:
    """What was typed. Browsers send line breaks as two characters."""
    values = {name: sent.get(name, "") for name in _FIELDS}
    return {
        name: (value if name == "text" else value.strip()).replace("\r\n", "\n") if isinstance(value, str) else ""
        for name, value in values.items()
    }


def _ensure_short(size: int, settings: Settings) -> None:
    if size > settings.longest_text:
        raise _TooLongError(f"the text is too long; at most {settings.longest_text:,} bytes are read at once")


def _sentence(error: InputError) -> str:
    words = str(error)
    return words[:1].upper() + words[1:] + ("" if words.endswith(".") else ".")
