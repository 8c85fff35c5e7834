"""A table of CAMEO-coded events in the 20 columns of ICEWS (doi:10.7910/DVN/28075)."""

from collections.abc import Iterator

from memcon.archive.export.crosswalks.coded import CodedEvent
from memcon.archive.export.crosswalks.form import NOT_IN_EVENT_DATA, Cells, Crosswalk, Loss
from memcon.extraction.events.codes import codes
from memcon.record import Actor, Place

_SECTORS = {"GOV": "Government", "LEG": "Legislative / Parliamentary"}

_COLUMNS = (
    *(
        "Event ID",
        "Event Date",
        "Source Name",
        "Source Sectors",
        "Source Country",
        "Event Text",
        "CAMEO Code",
        "Intensity",
    ),
    *("Target Name", "Target Sectors", "Target Country", "Story ID", "Sentence Number", "Publisher"),
    *("City", "District", "Province", "Country", "Latitude", "Longitude"),
)


def _rows(coded: CodedEvent) -> Iterator[Cells]:
    event = coded.event
    if not event.cameo:
        return
    for number, (one, other) in enumerate(coded.pairs(), start=1):
        yield {
            "Event ID": f"{coded.ref}-{number}",
            "Event Date": coded.day,
            **_actor("Source", one),
            "Event Text": codes().names[event.cameo],
            "CAMEO Code": event.cameo,
            "Intensity": event.goldstein,
            **_actor("Target", other),
            "Story ID": coded.report.id,
            "Publisher": coded.record.article.outlet,
            **_place(event.place),
        }


def _actor(side: str, actor: Actor | None) -> Cells:
    if actor is None:
        return {}
    return {
        f"{side} Name": actor.name,
        f"{side} Sectors": ",".join(_SECTORS.get(sector, sector) for sector in actor.sectors),
        f"{side} Country": _country(actor.country),
    }


def _place(place: Place | None) -> Cells:
    if place is None:
        return {}
    return {
        "City": place.name if place.geonames is not None else None,
        "Country": _country(place.country),
        "Latitude": place.lat,
        "Longitude": place.lon,
    }


def _country(code: str | None) -> str | None:
    from memcon.actors.knowledge import load  # noqa: PLC0415  slow to import, and only exports name countries

    return load().country_name(code) if code else None


CAMEO = Crosswalk(
    columns=_COLUMNS,
    header=True,
    rows=_rows,
    losses=(
        Loss(
            ("Event ID", "Story ID"),
            "names, not numbers: the event's ref with the number of the pair, and the report's key",
        ),
        Loss(
            ("Event Date",),
            "a month, a year or a span of days stands as its first day; an event without a date has that of publication",
        ),
        Loss(
            ("Source Name", "Target Name"),
            "several actors are a row for each pair; what countries do together without host or caller is a row in both directions",
        ),
        Loss(("Event Text",), "what the CAMEO code means, in our words"),
        Loss(
            ("Source Sectors", "Target Sectors"),
            "Government or Legislative / Parliamentary; the list of ICEWS is much longer",
        ),
        Loss(("Source Country", "Target Country", "Country"), "English names as memcon's knowledge has them"),
        Loss(("Sentence Number",), "empty: the archive keeps offsets of characters"),
        Loss(("District", "Province"), "empty: of a place its name, country and point are kept"),
        Loss((), "events without a CAMEO code, and the PLOVER type, mode and contexts"),
        Loss((), "the office of an actor"),
        *NOT_IN_EVENT_DATA,
    ),
)
