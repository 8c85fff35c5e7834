"""POLECAT: PLOVER-coded events (Halterman et al. 2023, doi:10.7910/DVN/AJGVIT), the 40 columns of its weekly files."""

from collections.abc import Callable, Iterator
from functools import lru_cache

from memcon import __version__
from memcon.archive.export.crosswalks.coded import CodedEvent
from memcon.archive.export.crosswalks.form import NOT_IN_EVENT_DATA, Cells, Crosswalk, Loss
from memcon.extraction.events.codes import codes
from memcon.record import Actor, Place, Record

_QUADS = {1: "VERBAL COOPERATION", 2: "MATERIAL COOPERATION", 3: "VERBAL CONFLICT", 4: "MATERIAL CONFLICT"}
_AND = "; "
_UNKNOWN = "None"  # POLECAT's word for what is missing; ours only among others, to keep their places

_COLUMNS = (
    *("Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts"),
    *("Actor Name", "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title"),
    *("Actor Name Raw", "Wikipedia Actor ID"),
    *("Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector", "Recipient Sectors"),
    *("Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID"),
    *("Placename", "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID"),
    *("Raw Placename", "Feature Type"),
    *("Source", "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language", "Version"),
)


def _rows(coded: CodedEvent) -> Iterator[Cells]:
    event, article = coded.event, coded.record.article
    kind = codes().types[event.event_type]
    yield {
        "Event ID": f"{coded.report.id}_{event.id}",
        "Event Date": coded.day,
        "Event Type": event.event_type,
        "Event Mode": event.event_mode,
        "Intensity": kind.score,
        "Quad Code": _QUADS[kind.quad],
        "Contexts": _AND.join(event.context),
        **_side("Actor", coded.actors),
        **_side("Recipient", coded.recipients),
        **_place(event.place),
        "Source": article.outlet,
        "Publication Date": article.published,
        "Story People": _AND.join(actor.name for actor in coded.record.actors if actor.kind == "person"),
        "Story Organizations": _AND.join(
            actor.name for actor in coded.record.actors if actor.kind in ("body", "group")
        ),
        "Story Locations": _AND.join(_locations(coded.record)),
        "Language": article.language,
        "Version": f"memcon {__version__}",
    }


def _side(side: str, those: tuple[Actor, ...]) -> Cells:
    """The cells of one side; of several actors each cell has one part an actor, in the same order."""

    def told(value: Callable[[Actor], str | None]) -> str:
        parts = [value(actor) for actor in those]
        return _AND.join(part or _UNKNOWN for part in parts) if any(parts) else ""

    return {
        f"{side} Name": told(lambda actor: actor.name),
        f"{side} Country": told(lambda actor: actor.country),
        f"{side} COW": told(lambda actor: _cow(actor.country)),
        f"Primary {side} Sector": told(lambda actor: next(iter(actor.sectors), None)),
        f"{side} Sectors": told(lambda actor: "|".join(actor.sectors)),
        f"{side} Title": told(lambda actor: actor.office),
        f"{side} Name Raw": told(lambda actor: actor.spans[0].text if actor.spans else None),
    }


@lru_cache(maxsize=512)
def _cow(country: str | None) -> str | None:
    from memcon.actors.knowledge import load  # noqa: PLC0415  slow to import, and only this needs numbers of states

    state = load().state(country) if country else None
    return str(state.cow) if state and state.cow is not None else None


def _place(place: Place | None) -> Cells:
    if place is None:
        return {}
    exact = place.geonames is not None and place.lat is not None
    return {
        "Placename": place.name,
        "City": place.name if exact else None,
        "Country": place.country,
        "Latitude": place.lat,
        "Longitude": place.lon,
        "GeoNames ID": place.geonames,
        "Raw Placename": place.spans[0].text if place.spans else None,
    }


def _locations(record: Record) -> list[str]:
    places: list[Place | None] = [contact.place for contact in record.contacts]
    places += [event.place for event in record.events]
    places += [claim.place for claim in record.claims]
    return list(dict.fromkeys(place.name for place in places if place))


POLECAT = Crosswalk(
    columns=_COLUMNS,
    header=True,
    rows=_rows,
    losses=(
        Loss(
            ("Event Date",),
            "a month, a year or a span of days stands as its first day; an event without a date has that of publication",
        ),
        Loss(("Intensity",), "PLOVER's score of the event type; POLECAT's differs by mode"),
        Loss(
            ("Wikipedia Actor ID", "Wikipedia Recipient ID"),
            "empty: the archive keeps Wikidata items, no Wikipedia titles",
        ),
        Loss(
            ("District", "Province", "Feature Type"),
            "empty: of a place its name, country, point and GeoNames number are kept",
        ),
        Loss(("City",), "any place that GeoNames numbers, venues' towns among them"),
        Loss(
            ("Actor Sectors", "Recipient Sectors"),
            "memcon writes GOV and LEG only; several of one actor are separated by a vertical bar",
        ),
        Loss(("Language",), "an ISO 639-1 code"),
        Loss(("Version",), "of the memcon that wrote the file"),
        Loss((), "a missing value is empty; POLECAT's files have the word None, ours only for one of several actors"),
        *NOT_IN_EVENT_DATA,
    ),
)
