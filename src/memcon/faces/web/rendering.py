"""Pages from templates. Everything that stands in a page is escaped; templates call what is listed in `GLOBALS`."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any
from urllib.parse import quote, urlencode

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from memcon import __version__
from memcon.archive.bidi import contained
from memcon.archive.wording import capital, date_in_words, listed, office_in_words, topic_in_words
from memcon.faces.web.guard import csrf_field, may_write, why_not
from memcon.faces.web.rows import WORDS
from memcon.faces.web.stretches import breakable


def page(request: Request, template: str, /, *, status: int = 200, **context: Any) -> HTMLResponse:
    """A template filled in."""
    words = environment().get_template(template).render(request=request, settings=request.app.state.settings, **context)
    return HTMLResponse(words, status_code=status)


@lru_cache(maxsize=1)
def environment() -> Environment:
    """The templates of this package."""
    found = Environment(
        loader=PackageLoader("memcon.faces.web"),
        autoescape=True,
        finalize=_contained,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.globals.update(GLOBALS)
    return found


class Verbatim(str):
    """Words that stand in a block or a field of their own, and go into the page as they are."""


def _contained(written: object) -> object:
    """What a template writes, so that a report's words turn no others round."""
    return contained(written) if type(written) is str else written


def address(path: str, parameters: Mapping[str, object] | None = None, /, **more: object) -> str:
    """An address of this server: ``path`` with parameters, those that are empty left out, lists repeated."""
    asked = {**(parameters or {}), **more}
    pairs = [
        (name, str(one))
        for name, value in asked.items()
        for one in (value if isinstance(value, (list, tuple)) else (value,))
        if one not in (None, "")
    ]
    return f"{quote(path)}?{urlencode(pairs)}" if pairs else quote(path)


def with_code(words: str) -> Markup:
    """A sentence in which what stands between backticks, a command, is code."""
    parts = words.split("`")
    marked = (Markup("<code>{}</code>").format(part) if place % 2 else escape(part) for place, part in enumerate(parts))
    return Markup("").join(marked)


def country_name(code: str | None) -> str:
    """What a country or body is called."""
    from memcon.actors.knowledge import load  # noqa: PLC0415  slow to import

    return load().country_name(code) if code else ""


def day(iso: str | None) -> str:
    """ "12 October 2018"; a dash where there is none."""
    return date_in_words(iso) if iso else "–"


GLOBALS = {
    "address": address,
    "breakable": breakable,
    "capital": capital,
    "country_name": country_name,
    "csrf_field": csrf_field,
    "day": day,
    "listed": listed,
    "may_write": may_write,
    "office": office_in_words,
    "topic": topic_in_words,
    "verbatim": Verbatim,
    "version": __version__,
    "why_not": why_not,
    "with_code": with_code,
    **WORDS,
}
"""What templates call."""
