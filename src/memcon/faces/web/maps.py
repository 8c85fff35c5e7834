"""The map of countries as a drawing: each shaded by a number. `world.json` has the outlines, `knowledge/world_map.py` makes it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import msgspec

from memcon.faces.web.regions import Region
from memcon.faces.web.shading import ranges, shades

WIDTH = 960
"""Pixels that a map is drawn for; it may be shown smaller."""

_SMALL = 7.0  # pixels: a country with a shorter side is shown by a dot as well
_LABELLED = 16.0  # pixels: one with a longer side has its number written on it, if that is not longer still
_DIGIT = 6.5
_DOT = 5.0


class _Outline(msgspec.Struct, frozen=True):
    """A country: its path, the middle of its largest part, the side of a square as large as that."""

    path: str
    x: float
    y: float
    side: float


class _World(msgspec.Struct, frozen=True):
    """What `world.json` has."""

    source: str
    views: dict[str, tuple[int, int, int, int]]
    countries: dict[str, _Outline]
    disputed: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Land:
    """A country with a number. ``dot`` is the radius of what shows it where its outline is too small to be seen."""

    code: str
    path: str
    shade: int
    number: int
    x: float
    y: float
    labelled: bool
    dot: float
    href: str


@dataclass(frozen=True, kw_only=True)
class Map:
    """A map. ``blank`` is the land of all countries without a number, ``unit`` what is as long as a pixel."""

    left: int
    top: int
    width: int
    height: int
    unit: float
    lands: tuple[Land, ...]
    blank: str
    disputed: str
    legend: tuple[tuple[int, int, int], ...]
    elsewhere: tuple[str, ...]


def map_of(numbers: Mapping[str, int], region: Region, href: Callable[[str], str]) -> Map:
    """The map of a region. ``numbers`` are those of countries in it; ``elsewhere`` are the ones that it cannot show."""
    world = _world()
    left, top, width, height = world.views[region.id]
    unit = width / WIDTH
    shade = shades(list(numbers.values()))
    shown = {code: number for code, number in numbers.items() if number and code in world.countries}
    return Map(
        left=left,
        top=top,
        width=width,
        height=height,
        unit=round(unit, 3),
        lands=tuple(_lands(shown, shade, unit, href)),
        blank="".join(outline.path for code, outline in world.countries.items() if code not in shown),
        disputed="".join(world.disputed),
        legend=ranges(max(shown.values(), default=0)),
        elsewhere=tuple(code for code in numbers if code not in world.countries),
    )


def _lands(
    numbers: Mapping[str, int], shade: Callable[[int], int], unit: float, href: Callable[[str], str]
) -> Iterator[Land]:
    for code, number in sorted(numbers.items(), key=lambda item: item[1]):
        outline = _world().countries[code]
        side = outline.side / unit
        yield Land(
            code=code,
            path=outline.path,
            shade=shade(number),
            number=number,
            x=outline.x,
            y=outline.y,
            labelled=side >= max(_LABELLED, _DIGIT * len(f"{number:,}")),
            dot=round(_DOT * unit, 1) if side < _SMALL else 0,
            href=href(code),
        )


@lru_cache(maxsize=1)
def _world() -> _World:
    return msgspec.json.decode(Path(__file__).with_name("world.json").read_bytes(), type=_World)
