"""The headers of every answer, also of those that refuse and of faults."""

import inspect
from typing import Any

from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "font-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",  # for browsers that do not know frame-ancestors
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


class Headers:
    """Adds `HEADERS` to every answer, and says what may be kept by a browser.

    Refusals of the guards behind it and faults are answered here, because where the framework answers them nothing is added.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started = False

        async def with_headers(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                _add(MutableHeaders(scope=message), scope)
            await send(message)

        try:
            await self.app(scope, receive, with_headers)
        except Exception as error:
            if started:
                raise
            answer = await _answer(Request(scope, receive), error)
            await answer(scope, receive, with_headers)
            if not isinstance(error, HTTPException):
                raise  # for the server to tell of it


def _add(headers: MutableHeaders, scope: Scope) -> None:
    for name, value in HEADERS.items():
        headers[name] = value
    if "cache-control" not in headers:
        headers["Cache-Control"] = _kept_for(headers, scope)


def _kept_for(headers: MutableHeaders, scope: Scope) -> str:
    """Nothing is kept without asking again, as an archive may be private; what has an ETag may be kept by its reader."""
    if scope["path"].startswith("/static/"):
        return "no-cache"
    return "private, no-cache" if "etag" in headers else "no-store"


async def _answer(request: Request, error: Exception) -> Response:
    """What the application answers to an exception."""
    handlers: dict[Any, Any] = request.app.exception_handlers
    known = (error.status_code, HTTPException) if isinstance(error, HTTPException) else (500, Exception)
    handler = next((handlers[kind] for kind in known if kind in handlers), None)
    if handler is None:
        return PlainTextResponse("A fault in memcon", status_code=500)
    answer = handler(request, error)
    found: Response = await answer if inspect.isawaitable(answer) else answer
    return found
