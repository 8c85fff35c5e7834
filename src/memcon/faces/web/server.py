"""Runs the application with uvicorn, so that no client can hold it up."""

import asyncio
import errno
import logging
import os
import socket
import traceback
from typing import Any

import uvicorn
from starlette.types import ASGIApp
from uvicorn.protocols.http.h11_impl import H11Protocol

from memcon.errors import ServeError
from memcon.faces.console import complain

HEADERS_SECONDS = 10.0
"""In which the head of a request must have arrived, once it began or the connection was made."""
READING_SECONDS = 30.0
"""In which a client must take the next 48 kB or so of an answer."""
_CONNECTIONS = 200
_KEPT_ALIVE_SECONDS = 5
_LAST_SECONDS = 3  # for requests in hand when the server is stopped
_LONGEST_HEAD = 32_768


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens there; port 0 is any free one. Raises `ServeError`."""
    try:
        (family, kind, protocol, _, address), *_ = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )
    except OSError as error:
        raise ServeError(f"--host: {host} is no address or name of this machine") from error
    found = socket.socket(family, kind, protocol)
    try:
        if os.name == "posix":  # elsewhere this would let two servers have one port
            found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        found.bind(address)
        found.listen()
    except OSError as error:
        found.close()
        raise ServeError(_sentence(error, host, port)) from error
    return found


def serve(app: ASGIApp, listening: socket.socket, *, debug: bool = False) -> None:
    """Answers until it is stopped. Raises KeyboardInterrupt where that was Ctrl-C."""
    logger = logging.getLogger("uvicorn.error")
    logger.handlers, logger.propagate = [_Faults(debug)], False
    logger.setLevel(logging.ERROR)
    server_of(app).run(sockets=[listening])


def server_of(app: ASGIApp) -> uvicorn.Server:
    """What answers for an application."""
    config = uvicorn.Config(
        app,
        http=Connection,
        ws="none",
        loop="asyncio",
        lifespan="on",
        log_config=None,
        access_log=False,  # the token may stand in an address
        proxy_headers=False,  # anybody could write them, and be another address for every try
        server_header=False,
        limit_concurrency=_CONNECTIONS,
        timeout_keep_alive=_KEPT_ALIVE_SECONDS,
        timeout_graceful_shutdown=_LAST_SECONDS,
        h11_max_incomplete_event_size=_LONGEST_HEAD,
    )
    return uvicorn.Server(config)


class Connection(H11Protocol):
    """A connection that is closed where its client does not send the head of a request, or take an answer, in time."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._head: asyncio.TimerHandle | None = None
        self._answer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Waits for a request."""
        super().connection_made(transport)
        self._watch()

    def data_received(self, data: bytes) -> None:
        """Reads on."""
        super().data_received(data)
        self._watch()

    def connection_lost(self, exc: Exception | None) -> None:
        """Lets go."""
        for timer in filter(None, (self._head, self._answer)):
            timer.cancel()
        super().connection_lost(exc)

    def pause_writing(self) -> None:
        """The client does not take what was written."""
        super().pause_writing()
        self._answer = self.loop.call_later(READING_SECONDS, self.transport.abort)

    def resume_writing(self) -> None:
        """The client took it."""
        super().resume_writing()
        if self._answer:
            self._answer.cancel()

    def _watch(self) -> None:
        """Sets the time for the head of a request, or stops it where one arrived."""
        waiting = self.cycle is None or self.cycle.response_complete
        if not waiting and self._head:
            self._head.cancel()
            self._head = None
        elif waiting and not self._head:
            self._head = self.loop.call_later(HEADERS_SECONDS, self.transport.abort)


class _Faults(logging.Handler):
    """What goes wrong within the application, told in a sentence; what clients do wrong is not told at all."""

    def __init__(self, debug: bool) -> None:
        super().__init__(logging.ERROR)
        self._debug = debug

    def emit(self, record: logging.LogRecord) -> None:
        error = record.exc_info[1] if record.exc_info else None
        if not isinstance(error, Exception):  # cancelled as the server was stopped
            return
        complain(f"a fault in memcon ({type(error).__name__}: {error}); please report it with what you asked for")
        if self._debug:
            traceback.print_exception(error)


def _sentence(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"port {port} of {host} is taken by another program; give another with --port, or 0 for any that is free"
    if error.errno == errno.EACCES:
        return f"port {port} may not be used by you; give one above 1023 with --port"
    if error.errno == errno.EADDRNOTAVAIL:
        return f"--host: {host} is no address or name of this machine"
    return f"no server can listen at port {port} of {host} ({(error.strerror or str(error)).lower()})"
