"""One report as it was read, before anything is understood of it."""

import msgspec

from memcon.record.span import Span, When


class Article(msgspec.Struct, frozen=True, kw_only=True):
    """A report and what its page says about it.

    ``text`` is kept whole: ``furniture`` marks the stretches of it (menus, "Read more", news numbers, comment boxes) that
    yield nothing. ``published`` is an ISO date or None; ``published_span`` is where the text itself states it.
    ``sha256`` is the hash of ``text`` in UTF-8 and identifies the report. ``written`` bounds the day of a report without a
    date, by the offices that it states.
    """

    id: str
    text: str
    sha256: str
    url: str | None = None
    outlet: str | None = None
    outlet_country: str | None = None
    title: str | None = None
    dateline: Span | None = None
    published: str | None = None
    published_span: Span | None = None
    language: str | None = None
    furniture: tuple[Span, ...] = ()
    written: When | None = None
