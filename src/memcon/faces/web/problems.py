"""What goes wrong, as a problem of RFC 9457 for programs and as a page for people."""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from http import HTTPStatus
from types import MappingProxyType
from typing import Annotated, Any

import msgspec
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from msgspec import UNSET, Meta, UnsetType
from sqlalchemy.exc import OperationalError as SQLOperationalError
from starlette.exceptions import HTTPException

from memcon.archive.wording import capital
from memcon.errors import AbsentError, MemconError, ModelError, WithdrawnError
from memcon.faces.web.rendering import page

MEDIA_TYPE = "application/problem+json"

_HEADINGS: Mapping[int, str] = MappingProxyType(
    {
        400: "That cannot be asked",
        401: "The token is needed",
        403: "That is not allowed here",
        404: "Not found",
        410: "Withdrawn",
        413: "That is too long",
        422: "That cannot be asked",
        429: "Too much at once",
        500: "A fault in memcon",
        503: "Not just now",
    }
)
"""What stands above a page; of other statuses their own words."""

_NOT_NOW = (SQLOperationalError, sqlite3.OperationalError)  # another program writes for long, the disk is gone
_FAULT = "Something went wrong in memcon. It is not your fault; what is kept in the archive is as it was."


class Fault(msgspec.Struct, frozen=True, kw_only=True):
    """What is wrong with one part of a request."""

    where: Annotated[str, Meta(description="the parameter, or the path of a field of the body: text")]
    detail: Annotated[str, Meta(description="what is wrong with it")]


class Withdrawal(msgspec.Struct, frozen=True, kw_only=True):
    """Who took something back, when and why."""

    at: Annotated[str, Meta(description="when, UTC")]
    who: Annotated[str | None, Meta(description="by whom")]
    why: Annotated[str, Meta(description="for what reason")]


class Problem(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A problem, as RFC 9457 writes it; served as application/problem+json."""

    type: Annotated[str, Meta(description="about:blank: the status says it all")]
    title: Annotated[str, Meta(description="the status in words: Not Found")]
    status: Annotated[int, Meta(description="the status of the answer", ge=400, le=599)]
    detail: Annotated[str, Meta(description="a sentence that says what is wrong and what to do")]
    instance: Annotated[str, Meta(description="the path that was asked for")]
    errors: Annotated[
        tuple[Fault, ...] | UnsetType, Meta(description="422: each part of the request that is wrong")
    ] = UNSET
    withdrawn: Annotated[Withdrawal | UnsetType, Meta(description="410: who withdrew it, when and why")] = UNSET


class GoneError(Exception):
    """Something that was withdrawn is asked for."""

    def __init__(self, sentence: str, withdrawal: Withdrawal) -> None:
        super().__init__(sentence)
        self.withdrawal = withdrawal


def answer_problems(app: FastAPI) -> None:
    """Lets an application answer with problems."""
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(MemconError, _memcon)
    app.add_exception_handler(GoneError, _gone)
    app.add_exception_handler(Exception, _fault)


def problem(
    request: Request, status: int, detail: str, *, headers: Mapping[str, str] | None = None, **more: Any
) -> Response:
    """The answer to a request that failed: a page, or for a program a problem. ``more`` are other fields of `Problem`."""
    path = request.url.path
    title = HTTPStatus(status).phrase
    if not is_program(path):
        heading = _HEADINGS.get(status, title.capitalize())
        shown = {"heading": heading, "code": status, "detail": detail, "withdrawn": more.get("withdrawn")}
        answer: Response = page(request, "problem.html", status=status, **shown)
    else:
        told = Problem(type="about:blank", title=title, status=status, detail=detail, instance=path, **more)
        answer = Response(msgspec.json.encode(told), status, media_type=MEDIA_TYPE)
    answer.headers.update(headers or {})
    return answer


def is_program(path: str) -> bool:
    """Whether who asks for a path is a program rather than a person."""
    return path in ("/api", "/healthz") or path.startswith("/api/")


def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    told = error.detail
    if told == HTTPStatus(error.status_code).phrase:  # the framework's own, which says no more than the status
        told = _in_other_words(request, error)
    return problem(request, error.status_code, str(told), headers=error.headers)


def _in_other_words(request: Request, error: HTTPException) -> str:
    path = request.url.path
    if error.status_code == HTTPStatus.NOT_FOUND:
        return f"There is nothing at {path}." + (" /api/v1 lists what there is." if is_program(path) else "")
    if error.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        allowed = (error.headers or {}).get("Allow", "GET")
        return f"{path} cannot be asked with {request.method}, only with {allowed}."
    return f"{error.detail}."


def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    faults = tuple(_faults(error.errors()))
    sentences = (f"{fault.where}: {fault.detail}" if fault.where else fault.detail for fault in faults)
    detail = "; ".join(dict.fromkeys(sentences))
    return problem(request, HTTPStatus.UNPROCESSABLE_ENTITY, f"{detail}.", errors=faults)


def _faults(errors: Sequence[Mapping[str, Any]]) -> Iterator[Fault]:
    """The faults of a request, without what was given: it may be long, and hostile."""
    for one in errors:
        said = str(one["msg"])
        where = ".".join(str(part) for part in one["loc"][1:]) or one.get("ctx", {}).get("unknown", "")
        yield Fault(where=where[:200], detail=said[:1].lower() + said[1:])


def _memcon(request: Request, error: Exception) -> Response:
    archive: str = request.app.state.archive.name  # where it lies is nobody's business
    return problem(request, _status(error), _sentence(str(error).replace(archive, "the archive")))


def _status(error: Exception) -> int:
    if isinstance(error, WithdrawnError):
        return HTTPStatus.GONE
    if isinstance(error, AbsentError):
        return HTTPStatus.NOT_FOUND
    if isinstance(error.__cause__, ImportError):
        return HTTPStatus.NOT_IMPLEMENTED
    if isinstance(error, ModelError) or isinstance(error.__cause__, _NOT_NOW):
        return HTTPStatus.SERVICE_UNAVAILABLE
    return HTTPStatus.BAD_REQUEST


def _sentence(words: str) -> str:
    """The words of an error as a sentence."""
    return capital(words) + ("" if words.endswith((".", "?")) else ".")


def _gone(request: Request, error: Exception) -> Response:
    assert isinstance(error, GoneError)
    return problem(request, HTTPStatus.GONE, _sentence(str(error)), withdrawn=error.withdrawal)


def _fault(request: Request, _: Exception) -> Response:
    return problem(request, HTTPStatus.INTERNAL_SERVER_ERROR, _FAULT)
