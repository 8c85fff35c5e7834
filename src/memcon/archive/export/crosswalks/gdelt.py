"""GDELT's event tables: 58 columns in version 1.0 (daily files since April 2013), 61 in 2.0 (codebook of 19 February 2015).

Names are those of GDELT's header file and of its public database; its own files have no header row.
"""

import hashlib
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime

from memcon.archive.export.crosswalks.coded import CodedEvent
from memcon.archive.export.crosswalks.form import NOT_IN_EVENT_DATA, Cells, Crosswalk, Loss
from memcon.record import Actor, Place

_ACTOR = (
    *("Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code"),
    *("Type1Code", "Type2Code", "Type3Code"),
)
_GEO_1 = ("Type", "FullName", "CountryCode", "ADM1Code", "Lat", "Long", "FeatureID")
_GEO_2 = ("Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")

_BODIES = {"UNO": ("IGOUNO", "UNO"), "EUR": ("IGOEUREEC", "EEC"), "NAT": ("IGOWSTNAT", "NAT")}
"""Bodies that act like a state: CAMEO's actor code, and its code of the group."""

_NAMED_OTHERWISE = {"ROU": "ROM", "TLS": "TMP", "XKX": "KSV"}
"""Countries whose CAMEO code is not that of ISO 3166-1."""

_COUNTRY, _CITY_USA, _CITY = 1, 3, 4  # GDELT's types of places
_QUADS = {**dict.fromkeys(range(1, 6), 1), **dict.fromkeys(range(6, 10), 2), **dict.fromkeys(range(10, 15), 3)}
_SAFE = 13  # hexadecimal digits that a number of R or Stata still holds exactly (2**53)


def _columns(geo: tuple[str, ...]) -> tuple[str, ...]:
    return (
        *("GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate"),
        *(f"Actor{number}{field}" for number in (1, 2) for field in _ACTOR),
        *("IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale"),
        *("NumMentions", "NumSources", "NumArticles", "AvgTone"),
        *(f"{of}Geo_{field}" for of in ("Actor1", "Actor2", "Action") for field in geo),
        *("DATEADDED", "SOURCEURL"),
    )


def _filled(added: str) -> Callable[[CodedEvent], Iterator[Cells]]:
    """Rows whose DATEADDED has that format."""

    def rows(coded: CodedEvent) -> Iterator[Cells]:
        event = coded.event
        if not event.cameo:
            return
        root = int(event.cameo[:2])
        for number, (one, other) in enumerate(coded.pairs()):
            yield {
                "GLOBALEVENTID": _number(coded, number),
                **_dates(coded.day),
                **_actor("Actor1", one),
                **_actor("Actor2", other),
                "IsRootEvent": int(coded.main),
                "EventCode": event.cameo,
                "EventBaseCode": event.cameo[:3],
                "EventRootCode": event.cameo[:2],
                "QuadClass": _QUADS.get(root, 4),
                "GoldsteinScale": event.goldstein,
                "NumMentions": 1,
                "NumSources": 1,
                "NumArticles": 1,
                **_place(event.place),
                "DATEADDED": datetime.fromisoformat(coded.report.added_at).astimezone(UTC).strftime(added),
                "SOURCEURL": coded.record.article.url,
            }

    return rows


def _number(coded: CodedEvent, row: int) -> int:
    name = f"{coded.report.sha256}/{coded.event.id}/{row}"
    return int(hashlib.sha256(name.encode()).hexdigest()[:_SAFE], 16)


def _dates(day: str | None) -> Cells:
    if day is None:
        return {}
    found = date.fromisoformat(day[:10])
    fraction = ((found.month - 1) * 30 + found.day) / 365  # GDELT's: months of thirty days
    return {
        "SQLDATE": f"{found:%Y%m%d}",
        "MonthYear": f"{found:%Y%m}",
        "Year": f"{found:%Y}",
        "FractionDate": f"{found.year + fraction:.4f}",
    }


def _actor(side: str, actor: Actor | None) -> Cells:
    if actor is None:
        return {}
    whole, group = _BODIES.get(actor.country or "", ("", ""))
    country = "" if group else _NAMED_OTHERWISE.get(actor.country or "", actor.country or "")
    types = list(dict.fromkeys([*(["IGO"] if group else []), *actor.sectors]))[:3]
    own = [kind for kind in types if kind != "IGO"] if group else types
    return {
        f"{side}Code": f"{whole or country}{''.join(own)}",
        f"{side}Name": actor.name.upper(),
        f"{side}CountryCode": country,
        f"{side}KnownGroupCode": group,
        **{f"{side}Type{number}Code": kind for number, kind in enumerate(types, start=1)},
    }


def _place(place: Place | None) -> Cells:
    if place is None:
        return {}
    city = _CITY_USA if place.country == "USA" else _CITY
    return {
        "ActionGeo_Type": _COUNTRY if place.geonames is None else city,
        "ActionGeo_FullName": ", ".join(dict.fromkeys(filter(None, (place.name, _country(place.country))))),
        "ActionGeo_Lat": place.lat,
        "ActionGeo_Long": place.lon,
    }


def _country(code: str | None) -> str | None:
    from memcon.actors.knowledge import load  # noqa: PLC0415  slow to import, and only exports name countries

    return load().country_name(code) if code else None


_LOSSES = (
    Loss(
        ("GLOBALEVENTID",),
        "made from the report's hash, the event and the pair of actors: the same in every export, in no order, below 2^53",
    ),
    Loss(
        ("SQLDATE", "MonthYear", "Year", "FractionDate"),
        "a month, a year or a span of days stands as its first day; an event without a date has that of publication",
    ),
    Loss(
        ("Actor1Code", "Actor2Code"),
        "several actors are a row for each pair; what countries do together without host or caller is a row in both directions",
    ),
    Loss(
        ("Actor1Code", "Actor2Code"),
        "country or body, then sectors; countries by ISO 3166-1 but ROM, TMP and KSV; of bodies only the UN, the EU and NATO have a code",
    ),
    Loss(("Actor1Name", "Actor2Name"), "the actor's name in capitals; the office is not told"),
    Loss(
        tuple(
            f"Actor{number}{field}" for number in (1, 2) for field in ("EthnicCode", "Religion1Code", "Religion2Code")
        ),
        "empty: the archive does not keep them",
    ),
    Loss(
        ("IsRootEvent",),
        "1 where the event codes a contact that the report is about; GDELT's is 1 for the lead paragraph",
    ),
    Loss(("QuadClass",), "by the root of the CAMEO code: 01-05, 06-09, 10-14, 15-20"),
    Loss(("NumMentions", "NumSources", "NumArticles"), "1: each report's event is a row of its own"),
    Loss(("AvgTone",), "empty: the archive measures no tone"),
    Loss(("Actor1Geo_*", "Actor2Geo_*"), "empty: an actor's country is no place where he is mentioned"),
    Loss(
        ("ActionGeo_CountryCode", "ActionGeo_ADM*"),
        "empty: GDELT's codes are FIPS 10-4, withdrawn in 2008",
    ),
    Loss(("ActionGeo_FeatureID",), "empty: GDELT's numbers are not those of GeoNames"),
    Loss((), "events without a CAMEO code, and the PLOVER type, mode and contexts"),
    *NOT_IN_EVENT_DATA,
)

GDELT_1 = Crosswalk(columns=_columns(_GEO_1), header=False, rows=_filled("%Y%m%d"), losses=_LOSSES)
GDELT_2 = Crosswalk(columns=_columns(_GEO_2), header=False, rows=_filled("%Y%m%d%H%M%S"), losses=_LOSSES)
