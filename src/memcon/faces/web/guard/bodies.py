"""Bodies of requests are read here, whole, before anything else is done: nobody who sends slowly or without end holds a worker."""

import asyncio

from fastapi import Request
from starlette.datastructures import FormData, Headers
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from memcon.faces.web.settings import Settings

SECONDS = 20.0
"""In which the body of a request must have arrived."""

_PER_BYTE = 3  # bytes that a byte of text takes at most where a form or JSON writes it as %D0 or \u0434
_BESIDE = 100_000  # bytes for the other fields of a form
_READ_ON = 10  # times the limit: so much is read and thrown away, so that who sends too much sees the answer


class Bodies:
    """Refuses bodies that are too long or take too long to arrive."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app = app
        self.longest = longest_body(settings)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Lets through with the body at hand, or raises."""
        headers = Headers(scope=scope) if scope["type"] == "http" else Headers()
        if "content-length" not in headers and "transfer-encoding" not in headers:
            await self.app(scope, receive, send)
            return
        try:
            async with asyncio.timeout(SECONDS):
                body = await self._read(headers, receive)
        except TimeoutError:
            words = f"The request took longer than {SECONDS:g} seconds to arrive."
            raise HTTPException(408, words, headers={"Connection": "close"}) from None
        if body is not None:
            await self.app(scope, _again(body, receive), send)

    async def _read(self, headers: Headers, receive: Receive) -> bytes | None:
        """The body; None where the client is gone."""
        announced = int(headers["content-length"]) if headers.get("content-length", "").isdecimal() else 0
        if announced > self.longest * _READ_ON or (announced > self.longest and "expect" in headers):
            raise self._too_long()
        body, length, more = bytearray(), 0, True
        while more:
            message = await receive()
            if message["type"] == "http.disconnect":
                return None
            part, more = message.get("body", b""), message.get("more_body", False)
            length += len(part)
            if length <= self.longest:
                body += part
            elif length > self.longest * _READ_ON:
                raise self._too_long()
        if length > self.longest:
            raise self._too_long()
        return bytes(body)

    def _too_long(self) -> HTTPException:
        words = f"That is too long: at most {self.longest:,} bytes can be sent at once."
        return HTTPException(413, words, headers={"Connection": "close"})


def longest_body(settings: Settings) -> int:
    """Bytes of a body that may hold a text of the longest length."""
    return settings.longest_text * _PER_BYTE + _BESIDE


async def form_of(request: Request) -> FormData:
    """The form that was sent; empty where none was. A dependency too."""
    longest = longest_body(request.app.state.settings)
    return await request.form(max_files=20, max_fields=1000, max_part_size=longest)


def _again(body: bytes, receive: Receive) -> Receive:
    """A `receive` that gives a body which was read already."""
    given = False

    async def receive_again() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return receive_again
