"""Who may write, and on a private server read: whoever knows the token."""

import hashlib
import hmac
import secrets
from urllib.parse import quote

from fastapi import Request
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from memcon.faces.web.guard.extraction import Rate
from memcon.faces.web.guard.origins import HARMLESS
from memcon.faces.web.guard.sessions import Session
from memcon.faces.web.settings import Settings

READING = frozenset({"/paste", "/api/v1/extract", "/token"})
"""What may be posted to without the token, as nothing is changed by it. Whatever else is not a GET needs it."""

TRIES_A_MINUTE = 10
"""Wrong tokens that one address may give."""

_TRIES = "wrong tokens are looked at for one address"
_OPEN = frozenset({"/token", "/healthz"})  # on a private server; and what lies under /static/
_READ_ONLY = "This desk is read-only. `memcon serve --write` starts one at which things can be decided and added."


def new_token() -> str:
    """A token that nobody guesses."""
    return secrets.token_urlsafe(32)


def hash_of(token: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def check_token(request: Request, given: str) -> None:
    """Raises where this is not the token, and where an address tried too many wrong ones. How long that takes tells nothing."""
    settings: Settings = request.app.state.settings
    tries: Rate = request.app.state.tries
    tries.check(request, _TRIES, take=False)
    if settings.token_hash is None or not hmac.compare_digest(hash_of(given.strip()), settings.token_hash):
        tries.check(request, _TRIES)
        raise _unauthorized("That token is not the one that this server was started with.")


def knows_token(request: Request) -> bool:
    """Whether a request carries the token, or a cookie that was given for it; the REST interface takes no cookie for writing.

    Raises where it carries a wrong one.
    """
    authorization = request.headers.get("authorization")
    if authorization is not None:
        scheme, _, given = authorization.partition(" ")
        check_token(request, given if scheme.lower() == "bearer" else "")
        return True
    if request.method not in HARMLESS and request.scope["path"].startswith("/api/"):
        return False
    session: Session = request.state.session
    return session.signed_in


def ensure_may_write(request: Request) -> None:
    """Raises, with what to do, where a request may not change the archive."""
    settings: Settings = request.app.state.settings
    if not settings.write:
        raise HTTPException(403, _READ_ONLY)
    if not knows_token(request):
        if request.scope["path"].startswith("/api/"):
            raise _unauthorized(
                "Writing needs the token that `memcon serve --write` prints: Authorization: Bearer TOKEN."
            )
        raise _unauthorized("Writing needs the token that `memcon serve --write` prints; give it at /token.")


async def check_write(request: Request) -> None:
    """The same for every route that is not for reading, so that none can forget to ask."""
    if request.method not in HARMLESS and request.scope["path"] not in READING:
        ensure_may_write(request)


def may_write(request: Request) -> bool:
    """Whether a page should offer to change anything."""
    return why_not(request) == ""


def why_not(request: Request) -> str:
    """Why nothing can be changed, as a sentence; nothing where it can."""
    try:
        ensure_may_write(request)
    except HTTPException as error:
        return error.detail
    return ""


class Private:
    """On a private server shows nothing to those who do not know the token."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app = app
        self.settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Lets through, leads to /token, or raises."""
        if scope["type"] == "http" and self.settings.private and not _is_open(scope["path"]):
            request = Request(scope, receive)
            if not knows_token(request):
                if scope["path"].startswith("/api/"):
                    raise _unauthorized("This archive is private: send the token as Authorization: Bearer TOKEN.")
                wanted = scope["path"] + (
                    f"?{scope['query_string'].decode('latin-1')}" if scope["query_string"] else ""
                )
                answer = RedirectResponse(f"/token?next={quote(wanted, safe='')}", status_code=303)
                await answer(scope, receive, send)
                return
        await self.app(scope, receive, send)


def _is_open(path: str) -> bool:
    return path in _OPEN or path.startswith("/static/")


def _unauthorized(sentence: str) -> HTTPException:
    return HTTPException(401, sentence, headers={"WWW-Authenticate": 'Bearer realm="memcon"'})
