"""Parts of the world, by which the matrix and the map are narrowed."""

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path


@dataclass(frozen=True)
class Region:
    """A part of the world and the codes of its countries; the whole world names none."""

    id: str
    name: str
    countries: frozenset[str]

    def __contains__(self, country: str) -> bool:
        return not self.countries or country in self.countries


@lru_cache(maxsize=1)
def regions() -> dict[str, Region]:
    """The regions of `regions.toml` by id, the world first."""
    told = tomllib.loads(Path(__file__).with_name("regions.toml").read_text(encoding="utf-8"))
    return {id_: Region(id_, one["name"], frozenset(one["countries"])) for id_, one in told.items()}


def region_of(id_: str) -> Region:
    """The region that an address asks for; the world where it knows none."""
    return regions().get(id_, regions()["world"])
