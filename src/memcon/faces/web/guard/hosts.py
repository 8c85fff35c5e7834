"""By which names the server answers.

A page of another site may have its own name point here (DNS rebinding); the browser then takes the archive for a part of that site.
So a request that calls the server by a name it was not started with is refused. What the request came to as a number is no name.
"""

import ipaddress
import re

from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Receive, Scope, Send

from memcon.faces.web.settings import Settings

_HOST = re.compile(r"(?:\[([0-9a-f:.]+)\]|([^][:/@\s]+))(?::\d*)?")


class Hosts:
    """Refuses a Host that is none of the settings'."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app = app
        self.hosts = settings.hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Lets through or raises."""
        if scope["type"] == "http":
            given = [value.decode("latin-1") for name, value in scope["headers"] if name == b"host"]
            if len(given) != 1 or not self._is_ours(name_of(given[0]), scope):
                names = " or ".join(sorted(self.hosts))
                raise HTTPException(421, f"This server is called {names}, and answers to no other name.")
        await self.app(scope, receive, send)

    def _is_ours(self, name: str, scope: Scope) -> bool:
        return name in self.hosts or (_is_number(name) and name == (scope.get("server") or ("",))[0])


def name_of(host: str) -> str:
    """A Host header without its port, lower case: "127.0.0.1", "localhost", "::1"; empty where it is none."""
    match = _HOST.fullmatch(host.strip().lower())
    return (match[1] or match[2]).removesuffix(".") if match else ""


def _is_number(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
