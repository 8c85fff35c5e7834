"""Who a browser is between two requests: an id in a cookie, and of those who gave the token that they did.

Nothing of it outlives the server, and the token is in no cookie.
"""

import hashlib
import hmac
import re
import secrets
import threading
import time
from dataclasses import dataclass

from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

SIGNED_IN_FOR = 12 * 3600.0
_AT_MOST = 1000  # who are signed in at once; the longest signed in are forgotten first
_ID = re.compile(r"[\w-]{43}", re.ASCII)


class Sessions:
    """The sessions of a server."""

    def __init__(self) -> None:
        self._secret = secrets.token_bytes(32)
        self._signed_in: dict[str, float] = {}
        self._lock = threading.Lock()

    def csrf(self, ident: str) -> str:
        """What the forms of a session carry. Nobody who cannot read a page of the session knows it."""
        return hmac.new(self._secret, ident.encode(), hashlib.sha256).hexdigest()

    def is_signed_in(self, ident: str) -> bool:
        """Whether the token was given, not too long ago."""
        until = self._signed_in.get(ident)
        return until is not None and time.monotonic() < until

    def sign_in(self) -> str:
        """The id of a new session that may write: a new one, so that nobody can have planted it."""
        ident = secrets.token_urlsafe(32)
        with self._lock:
            self._signed_in[ident] = time.monotonic() + SIGNED_IN_FOR
            for longest in list(self._signed_in)[:-_AT_MOST]:
                del self._signed_in[longest]
        return ident

    def sign_out(self, ident: str) -> None:
        """Forgets that the token was given."""
        with self._lock:
            self._signed_in.pop(ident, None)


@dataclass
class Session:
    """The session of a request: ``given`` by its cookie, ``new`` where the answer has to set one."""

    sessions: Sessions
    given: str | None
    new: str | None = None

    @property
    def signed_in(self) -> bool:
        """Whether the browser gave the token."""
        return self.given is not None and self.sessions.is_signed_in(self.given)

    @property
    def expected(self) -> str | None:
        """What a form of the session carries; None where there is none yet."""
        return self.sessions.csrf(self.given) if self.given else None

    def csrf(self) -> str:
        """What a form carries that is shown now; begins a session where there is none."""
        if not self.given and not self.new:
            self.new = secrets.token_urlsafe(32)
        return self.sessions.csrf(self.new or self.given or "")

    def sign_in(self) -> None:
        """The token was right."""
        self.new = self.sessions.sign_in()

    def sign_out(self) -> None:
        """Ends the session."""
        if self.given:
            self.sessions.sign_out(self.given)
        self.new = secrets.token_urlsafe(32)


class WithSession:
    """Puts the session at ``request.state.session``, and its cookie into the answer."""

    def __init__(self, app: ASGIApp, sessions: Sessions) -> None:
        self.app = app
        self.sessions = sessions

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        name = cookie_name(scope)
        given = HTTPConnection(scope).cookies.get(name, "")
        session = Session(self.sessions, given if _ID.fullmatch(given) else None)
        scope.setdefault("state", {})["session"] = session

        async def with_cookie(message: Message) -> None:
            if message["type"] == "http.response.start" and session.new:
                secure = "; Secure" if scope["scheme"] == "https" else ""
                cookie = f"{name}={session.new}; Path=/; HttpOnly; SameSite=Strict{secure}"
                headers = MutableHeaders(scope=message)
                headers.append("Set-Cookie", cookie)
                headers["Cache-Control"] = "no-store"
            await send(message)

        await self.app(scope, receive, with_cookie)


def cookie_name(scope: Scope) -> str:
    """With the port, as browsers send the cookies of one port to all of a host, and two desks may run on a machine."""
    host = next((value for name, value in scope["headers"] if name == b"host"), b"").decode("latin-1")
    port = host.rpartition(":")[2]
    return f"memcon_{port}" if port.isascii() and port.isdigit() else "memcon"
