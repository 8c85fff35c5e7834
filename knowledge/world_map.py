"""The outlines of the map page: `npm pack world-atlas@2.0.2`, unpack it, then `python knowledge/world_map.py package/countries-50m.json`.

Writes src/memcon/faces/web/world.json from Natural Earth (public domain) as the npm package world-atlas has it (ISC): every country as an
SVG path in the Equal Earth projection, its arcs thinned out where a smaller triangle would not be seen, so that neighbours still share
their border. What Natural Earth draws without a country code of its own, and Crimea, is kept apart as disputed. The same source gives the
same bytes.
"""

import argparse
import json
import math
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from babel.core import get_global

from memcon.actors.knowledge import load

WEB = Path(__file__).parents[1] / "src/memcon/faces/web"
WIDTH = 4000  # units of the drawing, all around the world
CENTRE = 11  # ° E, so that the map ends in the Bering Strait
THINNEST = 4.0  # square units: a corner of less is left out
SMALLEST = 12.0  # square units: an island of less is left out, unless it is the largest of its country
SOURCE = "Natural Earth 4.1.0, 1:50m, public domain, as in the npm package world-atlas 2.0.2 (ISC, Copyright 2013-2019 Michael Bostock)"
OWN_CODES = {"Kosovo": "XKX"}
LEFT_OUT = frozenset(["Antarctica", "Ashmore and Cartier Is.", "Indian Ocean Ter."])
CRIMEA = (34.3, 45.2)
"""A place within. Natural Earth counts it with Russia, which controls it; most states count it with Ukraine."""

Point = tuple[float, float]
Ring = list[Point]


@dataclass
class Country:
    """What is drawn of it, the largest ring first."""

    rings: list[Ring]

    def drawn(self) -> dict[str, Any]:
        """Its path, the middle of its largest part, and the side of a square as large as that."""
        largest = self.rings[0]
        seen = [largest, *(ring for ring in self.rings[1:] if abs(area(ring)) >= SMALLEST)]
        x, y = middle(largest)
        return {
            "path": "".join(filter(None, map(path, seen))),
            "x": round(x),
            "y": round(y),
            "side": round(math.sqrt(abs(area(largest))), 1),
        }


def project(longitude: float, latitude: float) -> Point:
    """Equal Earth (Šavrič, Patterson and Jenny 2018), y downwards."""
    a1, a2, a3, a4 = 1.340264, -0.081106, 0.000893, 0.003796
    half = math.sqrt(3) / 2
    theta = math.asin(half * math.sin(math.radians(latitude)))
    square, sixth = theta**2, theta**6
    x = (
        math.radians(longitude - CENTRE)
        * math.cos(theta)
        / (half * (a1 + 3 * a2 * square + sixth * (7 * a3 + 9 * a4 * square)))
    )
    y = theta * (a1 + a2 * square + sixth * (a3 + a4 * square))
    scale = WIDTH / 2 / (math.pi / (half * a1))
    return WIDTH / 2 + x * scale, -y * scale


def area(ring: Sequence[Point]) -> float:
    """Signed."""
    return sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in zip(ring, [*ring[1:], ring[0]], strict=True)) / 2


def middle(ring: Sequence[Point]) -> Point:
    """The centre of gravity."""
    size = area(ring)
    if not size:
        return ring[0]
    x = y = 0.0
    for (x0, y0), (x1, y1) in zip(ring, [*ring[1:], ring[0]], strict=True):
        part = x0 * y1 - x1 * y0
        x, y = x + (x0 + x1) * part, y + (y0 + y1) * part
    return x / (6 * size), y / (6 * size)


def holds(ring: Sequence[Point], point: Point) -> bool:
    """Whether a point lies within."""
    x, y = point
    within = False
    for (x0, y0), (x1, y1) in zip(ring, [*ring[1:], ring[0]], strict=True):
        if (y0 > y) != (y1 > y) and x < (x1 - x0) * (y - y0) / (y1 - y0) + x0:
            within = not within
    return within


def thinned(arc: Sequence[Point]) -> list[Point]:
    """Without the corners that make the smallest triangles (Visvalingam and Whyatt 1993); both ends stay."""
    points = list(arc)
    drawn = [project(*point) for point in unbroken(points)]
    least = 4 if points[0] == points[-1] else 2
    triangles = [abs(area(drawn[i - 1 : i + 2])) for i in range(1, len(drawn) - 1)]
    while len(points) > least:
        smallest = min(range(len(triangles)), key=triangles.__getitem__)
        if triangles[smallest] >= THINNEST:
            break
        del points[smallest + 1], drawn[smallest + 1], triangles[smallest]
        for i in (smallest, smallest + 1):  # the corners before and after
            if 0 < i < len(points) - 1:
                triangles[i - 1] = abs(area(drawn[i - 1 : i + 2]))
    return points


def unbroken(points: Sequence[Point]) -> list[Point]:
    """The points without the leap at 180°, all on the side of the map where most of them are."""
    longitudes = [points[0][0]]
    for longitude, _ in points[1:]:
        longitudes.append(longitude + 360 * round((longitudes[-1] - longitude) / 360))
    turn = 360 * round((CENTRE - sum(longitudes) / len(longitudes)) / 360)
    return [(longitude + turn, latitude) for longitude, (_, latitude) in zip(longitudes, points, strict=True)]


def path(ring: Sequence[Point]) -> str:
    """A closed path in whole units, each point told from the one before; empty where nothing is left of the ring."""
    corners = [(round(x), round(y)) for x, y in ring]
    steps = [(x1 - x0, y1 - y0) for (x0, y0), (x1, y1) in pairwise(corners)]
    steps = [step for step in steps if step != (0, 0)]
    if len(steps) < 3:
        return ""
    told = "".join(f"{x:+d}{y:+d}" for x, y in steps[:-1])  # the last one is told by z
    return f"M{corners[0][0]} {corners[0][1]}l{told}z".replace("l+", "l").replace("+", " ").replace(" -", "-")


def read(source: Path) -> tuple[dict[str, Country], list[Country]]:
    """The countries by code, and what is disputed."""
    topology = json.loads(source.read_text(encoding="utf-8"))
    arcs = [thinned(arc) for arc in _unpacked(topology)]
    codes = _codes()
    countries: dict[str, Country] = {}
    disputed: list[Country] = []
    crimea = project(*CRIMEA)
    for shape in topology["objects"]["countries"]["geometries"]:
        name = shape["properties"]["name"]
        if name in LEFT_OUT:
            continue
        rings = sorted(_rings(shape, arcs), key=lambda ring: -abs(area(ring)))
        apart = [ring for ring in rings if name == "Russia" and holds(ring, crimea)]
        disputed += [Country([ring]) for ring in apart]
        rings = [ring for ring in rings if ring not in apart]
        code = OWN_CODES.get(name) or codes.get(shape.get("id", ""))
        if code:
            countries[code] = Country(rings)
        else:
            disputed.append(Country(rings))
    return countries, disputed


def _unpacked(topology: dict[str, Any]) -> Iterator[list[Point]]:
    (width, height), (west, south) = topology["transform"]["scale"], topology["transform"]["translate"]
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            points.append((x * width + west, y * height + south))
        yield points


def _rings(shape: dict[str, Any], arcs: list[list[Point]]) -> Iterator[Ring]:
    """Holes are rings of their own, which the even-odd rule leaves open."""
    for polygon in shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]:
        for ring in polygon:
            points: Ring = []
            for number in ring:
                part = arcs[number] if number >= 0 else arcs[~number][::-1]
                points += part[bool(points) :]
            yield [project(*point) for point in unbroken(points)]


def _codes() -> dict[str, str]:
    """The code that memcon knows a country by, by its ISO 3166-1 number."""
    knowledge = load()
    aliases = {known: same[0] for known, same in get_global("territory_aliases").items() if len(same) == 1}
    letters: dict[str, str] = {}
    for known, same in aliases.items():
        country = knowledge.country(knowledge.country_name(known))
        if country and len(known) == 3 and known.isalpha():
            letters[same] = country.iso3
    return {known: letters[same] for known, same in aliases.items() if known.isdigit() and same in letters}


def views() -> dict[str, list[int]]:
    """The part of the drawing that each region takes: left, top, width, height."""
    regions = tomllib.loads((WEB / "regions.toml").read_text(encoding="utf-8"))
    found = {}
    for name, region in regions.items():
        west, south, east, north = region["bounds"]
        edge = [(west + (east - west) * step / 20, latitude) for step in range(21) for latitude in (south, north)]
        edge += [(longitude, 0.0) for longitude in (west, east) if south < 0 < north]
        points = [project(*point) for point in edge]
        left, top = (math.floor(min(point[axis] for point in points)) for axis in (0, 1))
        right, bottom = (math.ceil(max(point[axis] for point in points)) for axis in (0, 1))
        found[name] = [left, top, right - left, bottom - top]
    return found


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", type=Path, help="countries-50m.json")
    countries, disputed = read(parser.parse_args().source)
    world = {
        "source": SOURCE,
        "made_by": "knowledge/world_map.py",
        "projection": "Equal Earth",
        "views": views(),
        "countries": {code: countries[code].drawn() for code in sorted(countries)},
        "disputed": sorted(one.drawn()["path"] for one in disputed),
    }
    lines = json.dumps(world, ensure_ascii=False, separators=(",", ":")).replace("},", "},\n")
    (WEB / "world.json").write_text(lines + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
