"""Limits around extraction, which takes a processor for a second a page: one text at a time, few wait, nobody sends too many."""

import ipaddress
import threading
import time
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager

from fastapi import Request
from starlette.exceptions import HTTPException

from memcon.faces.web.settings import Settings

_WAIT = 60.0  # seconds for one's turn
_ADDRESSES = 10_000  # remembered; those that asked longest ago are forgotten first


class Turns:
    """Whose turn it is, and how many texts each address had read lately."""

    def __init__(self, settings: Settings) -> None:
        self.rate = Rate(settings.extracts_a_minute)
        self._turn = threading.Lock()
        self._places = threading.Semaphore(settings.extracts_waiting + 1)

    @property
    def busy(self) -> bool:
        """Whether a text is being read."""
        return self._turn.locked()

    @contextmanager
    def taken(self) -> Iterator[None]:
        """A turn. Raises where too many wait."""
        if not self._places.acquire(blocking=False):
            raise _busy()
        try:
            if not self._turn.acquire(timeout=_WAIT):
                raise _busy()
            try:
                yield
            finally:
                self._turn.release()
        finally:
            self._places.release()


class Rate:
    """How often each address may do something: ``a_minute`` at once, and as many again every minute (a token bucket)."""

    def __init__(self, a_minute: int) -> None:
        self._a_minute = a_minute
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._lock = threading.Lock()

    def wait(self, address: str, *, take: bool = True, now: float | None = None) -> float:
        """The seconds after which there is one again where there is none left; else takes one, and 0."""
        now = time.monotonic() if now is None else now
        with self._lock:
            left, then = self._left.pop(address, (float(self._a_minute), now))
            left = min(self._a_minute, left + (now - then) * self._a_minute / 60)
            enough = left >= 1
            self._left[address] = (left - 1 if enough and take else left, now)
            if len(self._left) > _ADDRESSES:
                self._left.popitem(last=False)
        return 0 if enough else (1 - left) * 60 / self._a_minute

    def check(self, request: Request, what: str, *, take: bool = True) -> None:
        """Takes one for the address of a request. Raises where there is none."""
        seconds = self.wait(address_of(request), take=take)
        if seconds:
            after = f"{int(seconds) + 1}"
            words = f"At most {self._a_minute} {what} a minute; try again in {after} seconds."
            raise HTTPException(429, words, headers={"Retry-After": after})


@contextmanager
def extracting(request: Request) -> Iterator[None]:
    """Around an extraction that a request asks for. Raises where its address asks too often, or too many wait."""
    turns: Turns = request.app.state.turns
    turns.rate.check(request, "texts are read for one address")
    with turns.taken():
        yield


def address_of(request: Request) -> str:
    """Who asks: an IPv4 address, or the network of an IPv6 one, of which everybody has many."""
    host = request.client.host if request.client else ""
    try:
        address = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return host
    return host if address.version == 4 else str(ipaddress.ip_network((address, 64), strict=False))


def _busy() -> HTTPException:
    return HTTPException(
        503, "Other texts are being read just now; try again in a few seconds.", headers={"Retry-After": "10"}
    )
