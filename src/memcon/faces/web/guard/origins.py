"""Refuses what another site makes a browser send (CSRF)."""

import hmac

from fastapi import Request
from markupsafe import Markup
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Receive, Scope, Send

from memcon.faces.web.guard.bodies import form_of
from memcon.faces.web.guard.sessions import Session

HARMLESS = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
FIELD = "csrf"
"""The field of a form that carries what `Session.csrf` gives; a script may send it as X-CSRF-Token."""


class Origins:
    """Refuses to change anything for a page of another site, by what the browser says of it."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Lets through or raises."""
        if scope["type"] == "http" and scope["method"] not in HARMLESS and is_of_another_site(Headers(scope=scope)):
            raise HTTPException(403, "This was sent by a page of another site, and was refused.")
        await self.app(scope, receive, send)


def is_of_another_site(headers: Headers) -> bool:
    """Whether a page of another origin sent this, as far as the browser says.

    Sec-Fetch-Site cannot be forged by a page, but is only sent to https and to this machine. Under our Referrer-Policy the Origin
    of our own forms is "null", which tells nothing: the form's token decides then. Programs send neither.
    """
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site not in ("same-origin", "none")
    origin = headers.get("origin")
    if origin in (None, "null"):
        return False
    return origin.partition("://")[2].lower() != headers.get("host", "").lower()


async def check_form(request: Request) -> None:
    """Raises where a form of a page comes without what only a page of the same session tells. Those with a token need none."""
    if request.method in HARMLESS or request.scope["path"].startswith("/api/") or "authorization" in request.headers:
        return
    session: Session = request.state.session
    given = request.headers.get("x-csrf-token") or (await form_of(request)).get(FIELD)
    expected = session.expected
    if not expected or not isinstance(given, str) or not hmac.compare_digest(expected.encode(), given.encode()):
        raise HTTPException(
            403,
            "This form is older than the server, or your browser keeps no cookies. Go back, load the page again and send it once more.",
        )


def csrf_field(request: Request) -> Markup:
    """The hidden field that every form with method="post" needs."""
    session: Session = request.state.session
    return Markup('<input type="hidden" name="{}" value="{}">').format(FIELD, session.csrf())
