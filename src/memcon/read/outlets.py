"""Which outlet printed a report, and from which country; None where it cannot be told."""

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from memcon.read.agencies import BY_HOST, BY_SIGN, SIGNED_ALONE, Outlet
from memcon.read.countries import BY_DOMAIN, GOVERNMENT_LABELS
from memcon.read.datelines import Dateline

_SIGNS = "|".join(re.escape(sign) for sign in sorted(SIGNED_ALONE, key=len, reverse=True))
_SIGN = re.compile(rf"(?<!\w)(?:{_SIGNS})(?!\w)")
_NEWS_WORD = re.compile(r"\b(?:News|Agency|Press|Times|Post|Herald|Tribune|Gazette|TV|Daily|Online|Radio|Wire|Today)\b")
_BY_OUTLET = re.compile(r"by\s+(?P<name>[A-Z][\w.'’]*(?: [A-Z][\w.'’]*){0,4})", re.IGNORECASE)
_DATED = re.compile(r"\s*[-–—,]?\s*\d.*$")


def outlet_of(
    *, given: str | None, url: str | None, datelines: Sequence[Dateline], furniture: Sequence[str]
) -> tuple[str | None, str | None]:
    """The outlet's name and country: as given, else by address, else as the report signs itself.

    ``furniture`` are the words of the page's furniture, where by-lines and sign-offs stand.
    """
    host = host_of(url)
    known = _known_host(host)
    if given:
        signed = BY_SIGN.get(given.casefold())
        return given, _country(signed or known, host)
    if known:
        return known.name, _country(known, host)
    if host:
        return host.removeprefix("www."), _country(None, host)
    return _signed(datelines, furniture)


def host_of(url: str | None) -> str | None:
    """The host of an address, lower case; None where the address has none."""
    if not url:
        return None
    try:
        host = urlsplit(url if "//" in url else f"//{url}").hostname
    except ValueError:
        return None
    return host.lower() if host and "." in host else None


def is_known(url: str | None) -> bool:
    """Whether an address is that of an outlet in the table, whose name there is better than what its page says."""
    return _known_host(host_of(url)) is not None


def _known_host(host: str | None) -> Outlet | None:
    """The outlet at a host or at a host above it: en.mehrnews.com is at mehrnews.com."""
    labels = host.split(".") if host else []
    for start in range(len(labels) - 1):
        outlet = BY_HOST.get(".".join(labels[start:]))
        if outlet is not None:
            return outlet
    return None


def _country(known: Outlet | None, host: str | None) -> str | None:
    """A known outlet's country, or that of a government's host; a newspaper's country domain proves nothing."""
    if known is not None and known.name != "GOV.UK":
        return known.country
    labels = host.split(".") if host else []
    if labels and labels[-1] == "gov":
        return "USA"
    if len(labels) > 1 and labels[-2] in GOVERNMENT_LABELS:
        return BY_DOMAIN.get(labels[-1])
    return None


def _signed(datelines: Sequence[Dateline], furniture: Sequence[str]) -> tuple[str | None, str | None]:
    """The agency of the dateline, else the one agency that by-lines and sign-offs agree on."""
    for dateline in datelines:
        if dateline.agency:
            return _named(dateline.agency)
    named = {outlet for words in furniture if len(words) <= 80 and (outlet := _in_furniture(words))}
    if len(named) == 1:
        outlet = named.pop()
        return outlet.name, outlet.country
    bylines = {name for words in furniture if (name := _byline_outlet(words))}
    return (bylines.pop(), None) if len(bylines) == 1 and not named else (None, None)


def _named(agency: str) -> tuple[str | None, str | None]:
    """A dateline's agency by its full name; an unknown one as it signs, if that reads as a name."""
    sign = _DATED.sub("", agency).strip()
    outlet = BY_SIGN.get(sign.casefold()) or _only(_SIGN.findall(sign))
    if outlet is not None:
        return outlet.name, outlet.country
    is_name = 2 <= len(sign) <= 40 and sign[:1].isalpha() and len(sign.split()) <= 4
    return (sign, None) if is_name else (None, None)


def _only(signs: Sequence[str]) -> Outlet | None:
    outlets = {BY_SIGN[sign.casefold()] for sign in signs}
    return outlets.pop() if len(outlets) == 1 else None


def _in_furniture(words: str) -> Outlet | None:
    """The agency that a sign-off or source line names; picture credits name another, so they do not count."""
    if re.search(r"photo|image|picture|video|share|follow|/\S", words, re.IGNORECASE):
        return None
    return _only(_SIGN.findall(words))


def _byline_outlet(words: str) -> str | None:
    match = _BY_OUTLET.fullmatch(words)
    return match["name"] if match and _NEWS_WORD.search(match["name"]) else None
