"""Two countries: their page, its figures alone, the lists behind its numbers, and all of it as files."""

import io
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Annotated, Literal
from urllib.parse import quote

import msgspec
from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.responses import Response

from memcon.archive import Archive, Dyad, Filters, Page, StatementRow
from memcon.archive.dyad_series import DyadEvent
from memcon.archive.lookups import EventFilters, EventRow, page_of_events
from memcon.archive.queries import narrowed
from memcon.archive.wording import capital, topic_in_words
from memcon.errors import AbsentError
from memcon.faces.dyad_paper import LIMITS, in_markdown
from memcon.faces.web.asked import Asked
from memcon.faces.web.dyad_figures import FIGURES, dyad_years
from memcon.faces.web.dyad_links import Links
from memcon.faces.web.figures import Figure
from memcon.faces.web.listing import PAGE
from memcon.faces.web.pictures import picture
from memcon.faces.web.rendering import country_name, page
from memcon.faces.web.rows import shortened
from memcon.faces.web.sentences import the_country
from memcon.faces.web.times import period, whole
from memcon.faces.web.worldwide import country_of

router = APIRouter(prefix="/dyads")

_HALF = 560  # pixels of a column; a wider chart takes both
PROMISES = 12
"""Open promises of the page; the list has them all."""


class Pair:
    """The two countries of an address, in the order in which the archive writes them, and the time that it asks for.

    Another address of the two leads to that. Raises `AbsentError` where one is no country, `ArchiveError` for a time that is none.
    """

    def __init__(self, request: Request, one: str, other: str) -> None:
        asked = request.query_params
        self.one, self.other = sorted((country_of(one), country_of(other)))
        if (one, other) != (self.one, self.other):
            rest = request.scope["path"].removeprefix(f"/dyads/{one}/{other}")
            where = quote(f"/dyads/{self.one}/{self.other}{rest}") + (f"?{asked}" if asked else "")
            raise HTTPException(308, "The page of these two countries is elsewhere.", headers={"Location": where})
        wanted = {name: asked[name].strip() for name in ("since", "until") if asked.get(name, "").strip()}
        filters = narrowed("dyads", Filters(), wanted)
        self.by: Literal["year", "month"] = "month" if asked.get("period") == "month" else "year"
        self.as_of = asked.get("as_of") or None
        more = tuple((name, asked[name]) for name in ("period", "as_of") if asked.get(name))
        self.links = Links(self.one, self.other, filters.since, filters.until, more)
        self.asked = {name: wanted.get(name, "") for name in ("since", "until")}

    def told(self, archive: Archive, *, promises: int | None = None) -> Dyad:
        """What the archive tells of the two, with so many of their open promises, or all of them."""
        since, until = self.links.since, self.links.until
        return archive.dyad(
            self.one, self.other, since=since, until=until, period=self.by, as_of=self.as_of, commitments=promises
        )

    @property
    def title(self) -> str:
        """The names of the two."""
        return f"{capital(country_name(self.one))} and {capital(country_name(self.other))}"

    @property
    def between(self) -> str:
        """The two within a sentence."""
        return f"between {the_country(self.one)} and {the_country(self.other)}"

    @property
    def time(self) -> str:
        """The time within a sentence; empty for all of it."""
        since, until = self.links.since, self.links.until
        words = period(whole(since, last=False) if since else "", whole(until, last=True) if until else "")
        return f" {words}" if words else ""


Asking = Annotated[Pair, Depends(Pair)]


def _paper(pair: Pair, archive: Archive) -> bytes:
    return in_markdown(pair.told(archive)).encode()


def _numbers(pair: Pair, archive: Archive) -> bytes:
    return msgspec.json.encode(pair.told(archive))


def _years(pair: Pair, archive: Archive) -> bytes:
    return dyad_years(pair.told(archive, promises=PROMISES)).in_csv().encode()


def _calendar(pair: Pair, archive: Archive) -> bytes:
    """What is planned and what is due; Raises `ArchiveError` where memcon[export] is not installed."""
    target = io.BytesIO()
    since, until = pair.links.since, pair.links.until
    archive.export("ics", target, Filters(country=(pair.one, pair.other), since=since, until=until))
    return target.getvalue()


_FILES: Mapping[str, tuple[str, Callable[[Pair, Archive], bytes]]] = MappingProxyType(
    {
        "md": ("text/markdown; charset=utf-8", _paper),
        "json": ("application/json", _numbers),
        "csv": ("text/csv; charset=utf-8", _years),
        "ics": ("text/calendar; charset=utf-8", _calendar),
    }
)
"""All of it in a file: its media type, and what writes it."""


def _file(form: str) -> Callable[..., Response]:
    media_type, written = _FILES[form]

    def file(archive: Asked, pair: Asking) -> Response:
        name = f'attachment; filename="{pair.one}-{pair.other}.{form}"'
        return Response(written(pair, archive), media_type=media_type, headers={"Content-Disposition": name})

    return file


for _form in _FILES:
    router.add_api_route(f"/{{one}}/{{other}}.{_form}", _file(_form), methods=["GET"])


@router.get("/{one}/{other}")
def dyad(request: Request, archive: Asked, pair: Asking) -> Response:
    """The page of two countries."""
    told = pair.told(archive, promises=PROMISES)
    figures = {name: made(told, pair.links) for name, made in FIGURES.items()}
    return page(
        request,
        "dyad.html",
        title=pair.title,
        time=pair.time,
        told=told,
        links=pair.links,
        asked=pair.asked,
        figures=figures,
        wide=figures["topics"].chart is not None and figures["topics"].chart.width > _HALF,
        limits=LIMITS,
    )


@router.get("/{one}/{other}/statements")
def statements(
    request: Request, archive: Asked, pair: Asking, speaker: str = "", topic: str = "", after: str = ""
) -> Response:
    """What somebody of the two said at their contacts, or one of them, or about one topic."""
    told = [
        said
        for said in archive.dyad_statements(pair.one, pair.other, since=pair.links.since, until=pair.links.until)
        if speaker in ("", said.speaker) and topic in ("", *said.topics)
    ]
    ids = tuple(dict.fromkeys(said.id for said in told))
    nothing: Page[StatementRow] = Page(rows=(), next=None, total=0)
    found = archive.page("statements", Filters(id=ids), after=after or None, limit=PAGE) if ids else nothing
    by = f" by {shortened(told[0].name)}" if speaker and told else ""
    about = f" about {topic_in_words(topic)}" if topic else ""
    return page(
        request,
        "dyad_statements.html",
        sentence=f"Statements{by}{about} at contacts {pair.between}{pair.time}",
        title=pair.title,
        links=pair.links,
        found=found,
        first=pair.links.page("statements", speaker=speaker, topic=topic),
        further=pair.links.page("statements", speaker=speaker, topic=topic, after=found.next),
    )


@router.get("/{one}/{other}/events")
def events(request: Request, archive: Asked, pair: Asking, after: int = 0) -> Response:
    """The events that the line of cooperation and conflict is made of."""
    told = archive.dyad_events(pair.one, pair.other, since=pair.links.since, until=pair.links.until)
    shown = told[max(after, 0) :][:PAGE]
    further = max(after, 0) + PAGE
    return page(
        request,
        "dyad_events.html",
        sentence=f"Events {pair.between}{pair.time}",
        title=pair.title,
        links=pair.links,
        total=len(told),
        shown=shown,
        rows=_rows_of(archive, shown),
        further=pair.links.page("events", after=further) if further < len(told) else None,
    )


@router.get("/{one}/{other}/{figure}.csv")
def table(archive: Asked, pair: Asking, figure: str) -> Response:
    """The numbers of one figure."""
    told = pair.told(archive, promises=None if figure == "promises" else PROMISES)
    made = _figure(figure)(told, pair.links)
    name = f'attachment; filename="{pair.one}-{pair.other}-{figure}.csv"'
    return Response(made.in_csv(), media_type="text/csv; charset=utf-8", headers={"Content-Disposition": name})


@router.get("/{one}/{other}/{figure}.svg")
def chart(archive: Asked, pair: Asking, figure: str, ground: Literal["light", "dark"] = "light") -> Response:
    """The chart of one figure, to be shown elsewhere."""
    made = _figure(figure)(pair.told(archive, promises=PROMISES), pair.links)
    if made.chart is None:
        raise AbsentError(
            f"nothing is told of which “{made.title}” could be drawn; {pair.links.path} says what is told"
        )
    words = made.chart.title
    return picture(made.chart, f"{pair.title}: {words[:1].lower()}{words[1:]}{pair.time}", ground)


def _figure(name: str) -> Callable[[Dyad, Links], Figure]:
    if name not in FIGURES:
        raise AbsentError(f"there is no figure “{name[:40]}”; there are {', '.join(FIGURES)}")
    return FIGURES[name]


def _rows_of(archive: Archive, told: Sequence[DyadEvent]) -> Mapping[str, EventRow]:
    """What single reports tell of events, by id."""
    ids = tuple(id_ for event in told for id_ in event.ids)
    found = page_of_events(archive, EventFilters(id=ids), limit=len(ids)).rows if ids else ()
    return {row.id: row for row in found}
